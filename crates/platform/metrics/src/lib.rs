//! What is counted and timed while Parvis runs, in the text format of OpenMetrics.
//!
//! Whoever measures declares its metrics as statics beside what they measure, and lists them for the program:
//! ```
//! use parvis_metrics::{Counter, Metric};
//! static LETTERS: Counter<1> = Counter::new("parvis_mail_letters", "Letters by how it ended", &["result"]);
//! pub static METRICS: &[&dyn Metric] = &[&LETTERS];
//! LETTERS.add(["sent"]);
//! assert!(parvis_metrics::expose(METRICS).contains("parvis_mail_letters_total{result=\"sent\"} 1"));
//! ```
//! docs/operate/metrics.md names every one; a test compares.
//!
//! What must always hold: a label has few values, known when the program is written (a route's pattern, never an address
//! that somebody typed); no value says anything of a person.

mod kinds;
mod process;

pub use kinds::{About, Counter, Gauge, Histogram, Kind, Metric};
pub use process::{PROCESS, measure_process};

use prometheus_client::encoding::text::encode;
use prometheus_client::registry::Registry;

/// What the answer with [`expose`] is.
pub const CONTENT_TYPE: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// Seconds in which a request is hoped to be answered, and those in which it should not.
pub const SECONDS: &[f64] = &[0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0];

/// Every series of these metrics.
pub fn expose<'m>(all: impl IntoIterator<Item = &'m &'static dyn Metric>) -> String {
    let mut registry = Registry::default();
    for metric in all {
        metric.register(&mut registry);
    }
    let mut text = String::new();
    // Writing to a text does not fail.
    let _ = encode(&mut text, &registry);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    static REQUESTS: Counter<2> = Counter::new("t_requests", "Requests", &["route", "status"]);
    static UNDER_WAY: Gauge<0> = Gauge::new("t_under_way", "Under way", &[]);
    static TIMES: Histogram<1> = Histogram::new("t_seconds", "Times", &["route"], &[0.1, 1.0]);
    static ALL: &[&dyn Metric] = &[&REQUESTS, &UNDER_WAY, &TIMES];

    #[test]
    fn what_is_recorded_is_exposed_and_series_begin_at_nothing() {
        REQUESTS.add(["/fr", "2xx"]);
        REQUESTS.add_many(["/fr", "2xx"], 2);
        UNDER_WAY.up([]);
        UNDER_WAY.up([]);
        UNDER_WAY.down([]);
        TIMES.observe(["/fr"], 0.5);
        let text = expose(ALL);
        for line in [
            "# TYPE t_requests counter",
            "t_requests_total{route=\"/fr\",status=\"2xx\"} 3",
            "t_under_way{} 1.0",
            "t_seconds_bucket{le=\"0.1\",route=\"/fr\"} 0",
            "t_seconds_bucket{le=\"1.0\",route=\"/fr\"} 1",
            "t_seconds_count{route=\"/fr\"} 1",
            "# EOF",
        ] {
            assert!(text.contains(line), "{line}\n{text}");
        }
        UNDER_WAY.forget();
        assert!(!expose(ALL).contains("t_under_way{}"));
    }

    #[test]
    fn the_process_says_what_it_uses() {
        measure_process();
        let text = expose(PROCESS);
        for name in [
            "process_cpu_seconds_total",
            "process_resident_memory_bytes",
            "process_open_fds",
            "process_max_fds",
            "process_threads",
            "process_start_time_seconds",
        ] {
            let line =
                text.lines().find(|line| line.starts_with(name)).unwrap_or_else(|| panic!("{name}\n{text}"));
            let value: f64 = line.rsplit(' ').next().unwrap().parse().unwrap();
            assert!(value > 0.0 || name.starts_with("process_cpu"), "{line}");
        }
    }
}
