use parvis_db::Error;
use parvis_measures::Gap;

use crate::{day, file, on_each_engine, report};

#[test]
fn months_that_come_one_by_one_show_their_gaps_and_late_ones_fill_them() {
    on_each_engine(|world| {
        let month = |month: &str| world.import(&file(&format!("jdma-1,{month},satisfaction,12m,8,200")));
        let gaps = || world.gaps("satisfaction", "12m");
        assert_eq!(month("2025-10"), report(1, 0, 0, 0));
        assert_eq!(month("2026-02"), report(1, 0, 0, 1));
        assert_eq!(gaps(), ["2025-11-01..2026-01-31"]);
        assert_eq!(month("2025-12"), report(1, 0, 0, 2));
        assert_eq!(gaps(), ["2025-11-01..2025-11-30", "2026-01-01..2026-01-31"]);
        month("2026-01");
        month("2025-11");
        assert_eq!(gaps(), [""; 0]);
    });
}

#[test]
fn what_is_not_due_each_month_is_not_missing() {
    on_each_engine(|world| {
        world.import("procedure_id,month,indicator,window,value\njdma-1,2025-03,online,point,yes\n");
        world.import("procedure_id,month,indicator,window,value\njdma-1,2026-03,online,point,yes\n");
        assert_eq!(world.gaps("online", "point"), [""; 0]);
    });
}

#[test]
fn a_procedure_without_reading_is_no_gap_of_the_collector() {
    on_each_engine(|world| {
        let rows = "jdma-1,2026-01,satisfaction,12m,8,200\njdma-2,2026-02,satisfaction,12m,8,200\njdma-1,2026-03,satisfaction,12m,8,200";
        assert_eq!(world.import(&file(rows)), report(3, 0, 0, 0));
    });
}

#[test]
fn a_gap_told_by_a_collector_is_kept_once_and_survives_imports() {
    on_each_engine(|world| {
        let outage = Gap {
            source: "probe".into(),
            indicator: "availability".into(),
            period: "3m".into(),
            first_day: day("2026-05-03"),
            last_day: day("2026-05-04"),
            reason: "outage".into(),
            recorded_at: world.now.get(),
        };
        let record =
            || world.pool.write(|db| parvis_measures::record_gaps(db, std::slice::from_ref(&outage)));
        assert_eq!((record().unwrap(), record().unwrap()), (1, 0));
        let rows = "procedure_id,month,indicator,window,value,source\njdma-1,2026-04,uptime,3m,99,probe\njdma-1,2026-06,uptime,3m,99,probe\n";
        assert_eq!(world.import(rows), report(2, 0, 0, 1));
        let all = world.pool.read(parvis_measures::gaps_all).unwrap();
        assert_eq!(world.gaps("availability", "3m"), ["2026-05-01..2026-05-31", "2026-05-03..2026-05-04"]);
        assert!(all.contains(&outage));
        let upside_down = Gap { last_day: day("2026-05-02"), first_day: day("2026-05-09"), ..outage.clone() };
        let refused = world.pool.write(|db| parvis_measures::record_gaps(db, &[upside_down]));
        assert!(matches!(refused, Err(Error::Query(_))), "{refused:?}");
    });
}
