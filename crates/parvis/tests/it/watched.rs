//! What is told to whoever watches: every metric is documented, every alert has its runbook, and asking costs little.

use parvis_accounts::secret::Key;
use parvis_kernel::SeededRng;
use parvis_metrics::{About, Kind};
use parvis_ui::Theme;
use std::collections::BTreeSet;
use std::process::Command;

use crate::house::root;
use crate::world::{files, fresh_worlds};

fn all() -> Vec<About> {
    parvis::METRICS.iter().copied().flatten().map(|metric| metric.about()).collect()
}

fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[test]
fn the_list_of_metrics_is_the_one_that_the_program_exposes() {
    let row = |about: &About| {
        let labels: Vec<String> = about.labels.iter().map(|label| format!("`{label}`")).collect();
        format!("| `{}` | {} | {} | {} |", about.series(), about.kind, labels.join(", "), about.help)
    };
    let wanted: Vec<String> = all().iter().map(row).collect();
    let text = read("docs/operate/metrics.md");
    let told: Vec<&str> = text.lines().filter(|line| line.starts_with("| `")).collect();
    assert_eq!(told, wanted, "the list should be:\n{}", wanted.join("\n"));
    let names: BTreeSet<&str> = all().iter().map(|about| about.name).collect();
    assert_eq!(names.len(), wanted.len(), "two metrics of one name");
}

/// The names of metrics in a text of PromQL.
fn named(text: &str) -> BTreeSet<String> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let words = text.split(|c: char| !is_part(c));
    words
        .filter(|word| word.starts_with("parvis_") || word.starts_with("process_"))
        .map(str::to_owned)
        .collect()
}

#[test]
fn rules_and_dashboard_name_metrics_that_exist_and_leave_none_out() {
    let known: BTreeSet<String> = all()
        .iter()
        .flat_map(|about| match about.kind {
            Kind::Histogram => {
                ["_bucket", "_sum", "_count"].map(|end| format!("{}{end}", about.name)).to_vec()
            }
            _ => vec![about.series()],
        })
        .collect();
    let rules = named(&read("packaging/prometheus/parvis.rules.yml"));
    let board = named(&read("packaging/grafana/parvis.json"));
    let unknown: Vec<_> = rules.union(&board).filter(|name| !known.contains(*name)).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
    let unseen: Vec<_> =
        all().into_iter().filter(|about| !board.iter().any(|name| name.starts_with(about.name))).collect();
    assert!(unseen.is_empty(), "not on the dashboard: {unseen:?}");
    serde_json::from_str::<serde_json::Value>(&read("packaging/grafana/parvis.json")).unwrap();
}

#[test]
fn each_alert_has_its_runbook_and_its_example() {
    let rules = read("packaging/prometheus/parvis.rules.yml");
    let examples = read("packaging/prometheus/parvis.test.yml");
    let alerts: BTreeSet<&str> =
        rules.lines().filter_map(|line| line.trim().strip_prefix("- alert: ")).collect();
    assert!(alerts.len() > 10, "{alerts:?}");
    for alert in &alerts {
        let page = read(&format!("docs/operate/runbooks/{alert}.md"));
        for part in ["What it means", "What people notice", "What to look at", "What to do"] {
            assert!(page.contains(part), "{alert}: {part}");
        }
        assert!(rules.contains(&format!("runbook: docs/operate/runbooks/{alert}.md")), "{alert}");
        assert!(examples.contains(&format!("alertname: {alert}\n")), "{alert} has no example");
    }
    let pages = std::fs::read_dir(root().join("docs/operate/runbooks")).unwrap();
    let pages: BTreeSet<String> = pages
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name != "README.md")
        .collect();
    assert_eq!(
        pages,
        alerts.iter().map(|alert| format!("{alert}.md")).collect(),
        "a runbook without its alert"
    );
}

/// Where promtool is installed (Debian: prometheus).
#[test]
fn prometheus_accepts_the_rules_and_their_examples_come_out() {
    let folder = root().join("packaging/prometheus");
    for arguments in [["check", "rules", "parvis.rules.yml"], ["test", "rules", "parvis.test.yml"]] {
        match Command::new("promtool").args(arguments).current_dir(&folder).output() {
            Ok(done) => assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stdout)),
            Err(error) => eprintln!("promtool is not installed: {error}"),
        }
    }
}

#[test]
fn watching_costs_four_statements_and_tells_what_the_database_knows() {
    for world in fresh_worlds() {
        let (_folder, files) = files();
        let parts = parvis::Parts::new(Key::new(&SeededRng::new(1)), files);
        let site = parvis::site("https://parvis.test".into(), Theme::Neutral);
        let product = parvis::build(world.db.pool.clone(), site, &parts, false).unwrap();
        parvis_jobs::run_all(&world.db.pool, &product.registry, &*parts.clock, &SeededRng::new(2)).unwrap();
        for _ in 0..3 {
            let before = product.watch.statements();
            let text = product.watch.figures();
            assert_eq!(product.watch.statements() - before, 4, "{}", world.engine());
            for line in [
                "parvis_db_up{} 1.0",
                "parvis_jobs{state=\"due\"} 0.0",
                "parvis_schedule_period_seconds{schedule=\"jobs-purge\"} 86400.0",
                "parvis_schedule_last_tick_timestamp_seconds{schedule=\"jobs-purge\"}",
                "parvis_probes_gaps{kind=\"check\",reason=\"stopped\"} 0.0",
                "parvis_reviews_webhooks_paused{} 0.0",
                &format!("parvis_build_info{{version=\"{}\",", env!("CARGO_PKG_VERSION")),
            ] {
                assert!(text.contains(line), "{}: {line}\n{text}", world.engine());
            }
        }
    }
}
