//! The figures of data/observatory/expected.json, from the shipped files through import, ledger and edition.

use parvis_catalog::Catalog;
use parvis_db::testing::{TestDb, each_engine};
use parvis_journal::By;
use parvis_kernel::{Clock, FixedClock, Month, SeededRng, Timestamp};
use parvis_measures::Context;
use parvis_observatory::edition::{Edition, Stat};
use parvis_observatory::service;
use serde_json::Value;

const DATA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../data/observatory");

pub fn clock() -> FixedClock {
    FixedClock("2026-09-01T08:00:00Z".parse::<Timestamp>().unwrap())
}

fn read(name: &str) -> Vec<u8> {
    std::fs::read(format!("{DATA}/{name}")).unwrap()
}

/// A database with the shipped procedures and measurements.
pub fn loaded() -> Vec<TestDb> {
    let all = each_engine(&[
        &parvis_journal::MIGRATIONS,
        &parvis_accounts::MIGRATIONS,
        &parvis_catalog::MIGRATIONS,
        &parvis_measures::MIGRATIONS,
        &parvis_observatory::MIGRATIONS,
    ]);
    let (clock, rng) = (clock(), SeededRng::new(7));
    for one in &all {
        one.pool
            .write(|db| -> Result<(), parvis_observatory::ObservatoryError> {
                let draft =
                    parvis_catalog::parse(&read("procedures.csv"), &[], "2024-07-30".parse().unwrap())
                        .unwrap();
                parvis_catalog::load(db, &draft, false, &clock, &rng).unwrap();
                let catalog: Catalog = parvis_catalog::all(db)?;
                let resolve = |number: &str, day| catalog.resolve(number, day).map(|p| p.id);
                let now = clock.now();
                let context = Context { resolve: &resolve, source: "jdma", now, collected_until: now };
                let draft = parvis_measures::parse(&read("measures.csv"), &[], &context).unwrap();
                parvis_measures::load(db, draft, false, &mut |_| {})?;
                Ok(())
            })
            .unwrap();
    }
    all
}

fn expected() -> Value {
    serde_json::from_slice(&read("expected.json")).unwrap()
}

fn draft(db: &TestDb, month: &str) -> Edition {
    let month: Month = month.parse().unwrap();
    db.pool
        .write(|db| {
            service::draft(db, &month.to_string(), month, &By::console(clock().now()), &SeededRng::new(1))
        })
        .unwrap()
}

fn check(name: &str, stat: &Stat, want: &Value) {
    let levels = &want["levels"];
    let got =
        [stat.tally.reached(), stat.tally.counted(), stat.tally.green, stat.tally.amber, stat.tally.red];
    let paths = [
        &want["count"],
        &want["total"],
        &levels["optimal"],
        &levels["intermediate"],
        &levels["insufficient"],
    ];
    for (got, want) in got.into_iter().zip(paths) {
        assert_eq!(u64::from(got), want.as_u64().unwrap(), "{name}");
    }
    assert_eq!(stat.median, want["median"].as_f64(), "{name}: median");
}

#[test]
fn the_august_2026_edition_reproduces_every_figure() {
    let want = expected();
    for db in loaded() {
        let edition = draft(&db, "2026-08");
        let (summary, stats) = (&edition.summary, &edition.summary.indicators);
        for (name, slug) in [
            ("satisfaction_at_least_8", "satisfaction"),
            ("clarity_at_least_8", "clarity"),
            ("help_reachable_at_least_85_percent", "help_reachable"),
            ("help_quality_at_least_8", "help_effective"),
            ("uptime_at_least_99_9", "availability"),
            ("response_time_below_400_ms", "response_time"),
            ("total_time_below_400_ms", "total_time"),
        ] {
            check(name, &stats[slug], &want[name]);
        }
        let procedures = &want["procedures"];
        let satisfaction = &stats["satisfaction"];
        for (got, path) in [
            (summary.procedures, "total"),
            (summary.addresses, "distinct_addresses"),
            (summary.hosts, "distinct_hosts"),
            (satisfaction.tally.counted(), "with_100_reviews_or_more"),
            (satisfaction.tally.too_few, "with_1_to_99_reviews"),
            (satisfaction.tally.no_data + satisfaction.tally.stale, "without_review"),
        ] {
            assert_eq!(u64::from(got), procedures[path].as_u64().unwrap(), "{path}");
        }
        let reviews = &want["reviews_12m"];
        assert_eq!(satisfaction.answers, reviews["total"].as_u64().unwrap());
        let (largest, n) = satisfaction.most.clone().unwrap();
        assert_eq!(largest, reviews["largest_procedure"].as_str().unwrap());
        assert_eq!(u64::from(n), reviews["largest_count"].as_u64().unwrap());
        let rounded = &want["uptime_at_least_99_9_if_rounded_to_one_decimal_first"];
        let availability = &stats["availability"];
        let if_rounded = availability.green_if_rounded.unwrap();
        assert_eq!(u64::from(if_rounded), rounded["count"].as_u64().unwrap());
        assert_eq!(
            u64::from(if_rounded - availability.tally.green),
            rounded["promoted_by_rounding"].as_u64().unwrap()
        );
    }
}

#[test]
fn each_month_s_figures_are_found_again() {
    let want = expected();
    for db in loaded() {
        for (month, figures) in want["by_month"].as_object().unwrap() {
            let month: Month = month.parse().unwrap();
            let preview =
                db.pool.write(|db| service::preview(db, &month.to_string(), month, clock().now())).unwrap();
            for (name, slug) in [
                ("satisfaction_at_least_8", "satisfaction"),
                ("clarity_at_least_8", "clarity"),
                ("uptime_at_least_99_9", "availability"),
            ] {
                let tally = preview.0.summary.indicators[slug].tally;
                let got = (u64::from(tally.reached()), u64::from(tally.counted()));
                let pair = figures[name].as_array();
                let wanted = pair.map_or((0, 0), |p| (p[0].as_u64().unwrap(), p[1].as_u64().unwrap()));
                assert_eq!(got, wanted, "{month} {name}");
            }
        }
    }
}
