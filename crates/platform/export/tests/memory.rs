//! Memory stays the same however many rows there are. Alone in its file: it looks at its whole process.
#![expect(clippy::unwrap_used, reason = "the helpers of tests are tests")]
#![cfg(target_os = "linux")]

use parvis_export::{Cell, Column, Kind, Layout, Rows, StreamFormat};

/// Kilobytes the process has held at most so far.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse().unwrap()
}

fn write(format: StreamFormat, rows: u32) {
    let column = |n: usize| (Column { key: format!("c{n}"), title: String::new() }, Kind::Text);
    let layout = Layout { columns: (0..10).map(column).collect(), ..Layout::default() };
    let mut to = Rows::new(format, layout, std::io::sink()).unwrap();
    for n in 0..rows {
        let text = |column: u32| Cell::Text(format!("{n} {column} le site refuse ma pièce jointe"));
        to.write(&(0..10).map(text).collect::<Vec<_>>()).unwrap();
    }
    to.finish().unwrap();
}

#[test]
fn more_rows_take_no_more_memory() {
    for format in StreamFormat::ALL {
        // What the first rows need is there once, a group of Parquet included.
        write(*format, 17_000);
        let before = peak();
        write(*format, 60_000);
        let grown = peak() - before;
        assert!(grown < 6_000, "{format:?}: {grown} kB more for 43,000 more rows (24 MB of text)");
    }
}
