//! A large site against a small one: 25,000 procedures in 40 editions, 229 in 10.
//!
//! The lines of the large site are those of the shipped edition of August 2026, copied under other names: each
//! copy of a procedure keeps its figures, its ministry, audiences and theme; ten copies in turn belong to ten
//! different organisations. All editions of a site hold the same lines under another month. What is measured is
//! how long an answer takes that nobody asked for before, not how long editions take to compute.

use axum::Router;
use parvis_db::Pool;
use parvis_kernel::{Month, SeededRng};
use parvis_observatory::edition::Line;
use parvis_observatory::{service, store};
use rustix::time::ClockId;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::time::{Duration, Instant};
use tokio::runtime::Runtime;

use crate::http::{Connection, serve};
use crate::import::{load_measures, load_procedures};
use crate::report::{Report, cpu, quantile};
use crate::site;

const REQUESTS: usize = 2_000;
/// A site too slow for all of them is asked no longer than this; the figures say how many were answered.
const PATIENCE: Duration = Duration::from_secs(90);
/// Those with the most procedures.
const THEMES: [&str; 4] =
    ["sante", "famille-et-prestations-sociales", "employeurs-et-cotisations", "emploi-et-formation"];
/// The last edition of both sites.
const LAST: &str = "2026-08";
/// Procedures whose measurements are in one file: a file may hold 100 MB.
const IN_A_FILE: usize = 2_500;

struct Size {
    name: &'static str,
    procedures: usize,
    editions: i32,
}

const SIZES: [Size; 2] = [
    Size { name: "small", procedures: 229, editions: 10 },
    Size { name: "large", procedures: 25_000, editions: 40 },
];

pub fn run(report: &mut Report) {
    let folder = tempfile::tempdir().unwrap();
    let shipped = site::demo(folder.path());
    let lines = shipped.read(|db| store::lines(db, LAST)).unwrap();
    let mut last = [0.0, 0.0];
    for (size, last) in SIZES.iter().zip(&mut last) {
        let begun = Instant::now();
        let pool = site::pool(folder.path(), &format!("{}.db", size.name));
        let slugs = fill(&pool, size, &lines);
        println!("  {}: made in {:.0} s", size.name, begun.elapsed().as_secs_f64());
        let app = site::app(&pool);
        *last = visit(report, size, app, &slugs);
    }
    let ratio = last[1] / last[0];
    report.goal(
        "growth: p99 of the large site over that of the small one",
        format!("{ratio:.2}"),
        "≤ 2",
        ratio <= 2.0,
    );
}

/// Fills a site and gives the slugs of its procedures.
fn fill(pool: &Pool, size: &Size, shipped: &[Line]) -> Vec<String> {
    let lines: Vec<Line> =
        (0..size.procedures).map(|n| copy(&shipped[n % shipped.len()], n / shipped.len())).collect();
    load_procedures(pool, procedures(&lines).as_bytes());
    for part in lines.chunks(IN_A_FILE) {
        load_measures(pool, measures(part, size.editions).as_bytes());
    }
    let rng = SeededRng::new(9);
    let mut sorted = lines;
    sorted.sort_by(|a, b| a.procedure.cmp(&b.procedure));
    for month in months(size.editions) {
        let publish = |db: &mut parvis_db::Db| {
            service::publish_given(db, &month.to_string(), month, &sorted, &site::clock(), &rng)
        };
        pool.write(publish).unwrap();
    }
    sorted.into_iter().map(|line| line.procedure).collect()
}

fn copy(line: &Line, n: usize) -> Line {
    let mut line = line.clone();
    line.procedure = format!("{}-{n}", line.procedure);
    line.number = Some(line.procedure.clone());
    if n > 0 {
        line.name = format!("{} ({n})", line.name);
        line.administration = line.administration.map(|name| format!("{name} {}", n % 10));
    }
    line
}

/// The months of the editions, oldest first.
fn months(editions: i32) -> impl Iterator<Item = Month> {
    let last: Month = LAST.parse().unwrap();
    (0..editions).rev().filter_map(move |back| Month::from_index(last.index() - back))
}

fn procedures(lines: &[Line]) -> String {
    let mut text = String::from("procedure_id,name,url,organisation,ministry,audience,theme\n");
    let quoted = |field: Option<&str>| format!("\"{}\"", field.unwrap_or("").replace('"', "\"\""));
    for line in lines {
        let fields = [
            Some(line.procedure.as_str()),
            Some(&line.name),
            line.address.as_deref(),
            line.administration.as_deref(),
            line.ministry.as_deref(),
            line.audiences.first().map(String::as_str),
            line.theme.as_deref(),
        ];
        let _ = writeln!(text, "{}", fields.map(quoted).join(","));
    }
    text
}

/// Two readings a month of each procedure, as far back as there are editions.
fn measures(lines: &[Line], editions: i32) -> String {
    let mut text = String::from("procedure_id,month,indicator,window,value,n\n");
    for (n, line) in lines.iter().enumerate() {
        for (m, month) in months(editions).enumerate() {
            let number = &line.procedure;
            let _ = writeln!(
                text,
                "{number},{month},satisfaction,12m,{}.{:02},{}",
                6 + n % 3,
                (n + m) % 100,
                100 + n % 900
            );
            let _ = writeln!(text, "{number},{month},uptime,3m,99.{:02},90", (n * 7 + m) % 100);
        }
    }
    text
}

/// Asks for a mixed list, each address once, and gives the p99 in milliseconds.
fn visit(report: &mut Report, size: &Size, app: Router, slugs: &[String]) -> f64 {
    let runtime = Runtime::new().unwrap();
    let address = serve(&runtime, app);
    let mut connection = Connection::open(address);
    let editions: Vec<String> = months(size.editions).map(|month| month.to_string()).collect();
    let mut times = Vec::with_capacity(REQUESTS);
    let mut kinds: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
    // A running server indexes every edition in the background at start; here their first readers do.
    for edition in &editions {
        assert_eq!(connection.get(&format!("/fr/editions/{edition}")).0, 200);
    }
    let (all, own) = (cpu(ClockId::ProcessCPUTime), cpu(ClockId::ThreadCPUTime));
    let start = Instant::now();
    for n in 0..REQUESTS {
        if start.elapsed() > PATIENCE {
            break;
        }
        let (kind, path) = self::address(n, slugs, &editions);
        let begun = Instant::now();
        let (status, _) = connection.get(&path);
        let took = begun.elapsed().as_secs_f64() * 1e3;
        assert_eq!(status, 200, "{path}");
        times.push(took);
        kinds.entry(kind).or_default().push(took);
    }
    let server =
        (cpu(ClockId::ProcessCPUTime) - all - (cpu(ClockId::ThreadCPUTime) - own)).as_secs_f64() * 1e3;
    let (half, most) = (quantile(&mut times, 0.5), quantile(&mut times, 0.99));
    #[expect(clippy::cast_precision_loss)]
    let each = server / times.len() as f64;
    let what =
        format!("growth: {} site, {} procedures × {} editions", size.name, size.procedures, size.editions);
    report.note(
        &what,
        format!(
            "p50 {half:.1} ms, p99 {most:.1} ms, {each:.1} ms of processor a request, {} requests",
            times.len()
        ),
    );
    for (kind, mut times) in kinds {
        let (half, most) = (quantile(&mut times, 0.5), quantile(&mut times, 0.99));
        report.note(
            &format!("growth: {} site, {kind}", size.name),
            format!("p50 {half:.1} ms, p99 {most:.1} ms"),
        );
    }
    most
}

/// The `n`th address of the list, with its kind. Spaces, which ask nothing, make it one that nobody asked for before:
/// the number of the round, a bit a space.
fn address<'k>(n: usize, slugs: &[String], editions: &[String]) -> (&'k str, String) {
    // Steps that have no factor in common with the counts reach everything in turn.
    let slug = &slugs[n * 7919 % slugs.len()];
    let edition = &editions[n * 13 % editions.len()];
    let fresh: String = (0..8).map(|bit| if ((n / 10) >> bit) & 1 == 1 { "%20" } else { "+" }).collect();
    match n % 10 {
        0 => ("edition", format!("/fr/editions/{edition}?q={fresh}")),
        1 => ("edition, filtered", format!("/fr/editions/{edition}?indicator=clarity&grade=red&q={fresh}")),
        2 => ("edition, sorted", format!("/fr/editions/{edition}?sort=-satisfaction&page=2&q={fresh}")),
        3 => ("edition, searched", format!("/fr/editions/{edition}?q=demande{fresh}")),
        4 | 5 => ("procedure", format!("/fr/demarches/{slug}?v={n}")),
        6 => ("group", format!("/fr/groupes/theme/{}?with={fresh}", THEMES[n / 10 % THEMES.len()])),
        7 => ("indicator", format!("/fr/indicateurs/satisfaction?v={n}")),
        8 => ("interface, procedures", format!("/api/v1/editions/{edition}/procedures?grade=red&q={fresh}")),
        _ => ("interface, measurements", format!("/api/v1/procedures/{slug}/measurements?indicator={fresh}")),
    }
}
