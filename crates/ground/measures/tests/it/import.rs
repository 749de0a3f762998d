use parvis_measures::{Reading, Value, Window};

use crate::{HEADER, SHIPPED, World, at, day, file, on_each_engine, parse, procedure, report};

fn sorted(mut readings: Vec<Reading>) -> Vec<Reading> {
    readings.sort_by_key(|r| (r.key(), r.revision));
    readings
}

#[test]
fn the_shipped_measurements_twice() {
    on_each_engine(|world| {
        let draft = parse(SHIPPED.as_bytes(), world.now.get()).unwrap();
        let want = sorted(draft.readings.clone());
        let mut written = 0;
        let done =
            world.pool.write(|db| parvis_measures::load(db, draft, false, &mut |rows| written += rows));
        assert_eq!(done.unwrap(), report(53_164, 0, 0, 38));
        assert_eq!(written, 53_164, "progress hears of every row");
        assert_eq!(sorted(world.readings()), want, "what was read is what is stored, to the last bit");

        world.now.set(at("2026-10-01T08:00:00Z"));
        assert_eq!(world.import(SHIPPED), report(0, 53_164, 0, 0));
        assert_eq!(sorted(world.readings()), want);
        for (indicator, period, gaps) in [
            (
                "satisfaction",
                "12m",
                &["2025-07-01..2025-08-31", "2026-01-01..2026-01-31", "2026-03-01..2026-04-30"][..],
            ),
            ("availability", "3m", &["2026-01-01..2026-01-31", "2026-04-01..2026-04-30"]),
            ("accessibility", "point", &[]),
        ] {
            assert_eq!(world.gaps(indicator, period), gaps, "{indicator} {period}");
        }
    });
}

#[test]
fn a_dry_run_says_the_same_and_changes_nothing() {
    on_each_engine(|world| {
        assert_eq!(world.load(SHIPPED, true).unwrap(), report(53_164, 0, 0, 38));
        assert!(world.readings().is_empty() && world.gaps("satisfaction", "12m").is_empty());
        world.import(&file("jdma-1,2026-01,satisfaction,12m,8,200\njdma-1,2026-02,satisfaction,12m,7,200"));
        let before = world.readings();
        let rows = "jdma-1,2026-02,satisfaction,12m,7.5,200\njdma-1,2026-01,satisfaction,12m,8,200\njdma-2,2026-05,satisfaction,12m,9,300";
        let told = world.load(&file(rows), true).unwrap();
        assert_eq!(told, report(1, 1, 1, 1));
        assert_eq!(world.readings(), before);
        assert_eq!(world.import(&file(rows)), told);
        assert_eq!(world.load(&file(rows), true).unwrap(), report(0, 3, 0, 0), "the gap is known by now");
    });
}

#[test]
fn a_file_without_rows_does_nothing() {
    on_each_engine(|world| {
        assert_eq!(world.import(&format!("{HEADER}\n")), report(0, 0, 0, 0));
        assert!(world.readings().is_empty());
    });
}

const RICH: &str = "procedure_id,month,indicator,window,value,n,source,collected_at,counts,method,reason
jdma-1,2026-06-15,satisfaction,12m,7.5,4,survey-2026,2026-06-20T10:00:00Z,10:2|5:2,1,second count
jdma-1,2026-06,online,point,partly,,,,,,
jdma-1,2026-06,sign_in,point,not_applicable,,,,,,
jdma-1,2026-08,autonomy,12m,9.25,120,,,,,
jdma-2,2026-08,comprehension,3m,0,1,,,,,
";

#[test]
fn every_column_is_kept() {
    on_each_engine(|world| {
        world.import(RICH);
        let of = |number| world.pool.read(|db| parvis_measures::of_procedure(db, procedure(number))).unwrap();
        let one = of(1);
        let get = |slug: &str| one.iter().find(|r| r.indicator == slug).unwrap();
        let mark = get("satisfaction");
        assert_eq!((mark.value.clone(), mark.n, mark.window), (Value::Number(7.5), Some(4), Window::Year));
        assert_eq!(mark.counts.as_deref(), Some(&[(10.0, 2), (5.0, 2)][..]));
        assert_eq!((mark.source.as_str(), mark.method.as_str()), ("survey-2026", "1"));
        assert_eq!((mark.as_of, mark.collected_at), (day("2026-06-15"), at("2026-06-20T10:00:00Z")));
        assert_eq!(mark.reason.as_deref(), Some("second count"));
        assert_eq!(get("online").value, Value::Choice("partly".into()));
        assert_eq!(get("online").as_of, day("2026-06-30"), "a month is told on its last day");
        assert_eq!(get("sign_in").value, Value::NotApplicable);
        assert_eq!(get("autonomy").value, Value::Number(0.925), "files give tenths, the ledger shares");
        assert_eq!(get("autonomy").collected_at, day("2026-08-31").end());
        let zero = &of(2)[0];
        assert_eq!((zero.indicator.as_str(), zero.value.clone()), ("clarity", Value::Number(0.0)));
        assert_eq!(of(3), []);
        assert_eq!(sorted([one, of(2)].concat()), sorted(world.readings()));
    });
}

#[test]
fn only_the_days_asked_for_are_loaded() {
    on_each_engine(|world| {
        world.import(&file(
            "jdma-1,2026-05,satisfaction,12m,5,200\njdma-1,2026-06,satisfaction,12m,6,200\njdma-1,2026-07,satisfaction,12m,7,200",
        ));
        for (since, until, want) in [
            ("2026-05-31", "2026-07-31", &[5, 6, 7][..]),
            ("2026-06-01", "2026-07-30", &[6]),
            ("2026-06-30", "2026-06-30", &[6]),
            ("2026-08-01", "2026-12-31", &[]),
        ] {
            let load = |world: &World| {
                let now = world.now.get();
                world.pool.read(|db| parvis_measures::load_up_to(db, day(since), day(until), now))
            };
            let months: Vec<i8> = load(world).unwrap().iter().map(|r| r.as_of.month().month()).collect();
            assert_eq!(months, want, "{since}..{until}");
        }
    });
}

#[test]
fn a_database_that_fails_half_way_keeps_nothing() {
    on_each_engine(|world| {
        let index = "CREATE UNIQUE INDEX once ON measures_reading (n)";
        world.pool.write(|db| db.execute_batch(index)).unwrap();
        let rows: Vec<String> = (0..250)
            .map(|i| format!("jdma-{i},2026-0{},satisfaction,12m,5,{}", 1 + i % 2 * 3, 1 + i % 249))
            .collect();
        let failed = world.load(&file(&rows.join("\n")), false).unwrap_err();
        assert_eq!(failed.kind(), parvis_kernel::ErrorKind::Conflict);
        assert!(world.readings().is_empty() && world.gaps("satisfaction", "12m").is_empty());
    });
}
