use parvis_measures::Value;

use crate::{at, file, on_each_engine, parse, procedure, report};

const FIRST: &str = "jdma-1,2026-06,satisfaction,12m,8.1,200";

#[test]
fn a_correction_is_a_revision_and_the_old_value_stays_readable() {
    on_each_engine(|world| {
        world.now.set(at("2026-07-01T08:00:00Z"));
        world.import(&file(FIRST));
        world.now.set(at("2026-08-01T08:00:00Z"));
        let corrected = "procedure_id,month,indicator,window,value,n,reason\njdma-1,2026-06,satisfaction,12m,7.9,201,late opinions\n";
        assert_eq!(world.import(corrected), report(0, 0, 1, 0));
        assert_eq!(world.import(corrected), report(0, 1, 0, 0));

        for (known, want) in [
            ("2026-06-30T00:00:00Z", None),
            ("2026-07-01T08:00:00Z", Some((8.1, Some(200), 1, None))),
            ("2026-07-31T00:00:00Z", Some((8.1, Some(200), 1, None))),
            ("2026-08-01T08:00:00Z", Some((7.9, Some(201), 2, Some("late opinions")))),
        ] {
            let known_then = world.known_at(known);
            let found = known_then.first().map(|r| {
                let Value::Number(value) = r.value else { panic!("{r:?}") };
                (value, r.n, r.revision, r.reason.as_deref())
            });
            assert_eq!((found, known_then.len()), (want, usize::from(want.is_some())), "{known}");
        }
        let now = world.pool.read(|db| parvis_measures::of_procedure(db, procedure(1))).unwrap();
        assert_eq!((now.len(), now[0].revision), (1, 2));
    });
}

#[test]
fn whatever_a_reading_says_is_worth_a_revision() {
    let columns = "procedure_id,month,indicator,window,value,n,counts,method";
    on_each_engine(|world| {
        for (revision, row) in [
            "7.5,4,,",
            "7.5,,,",
            "7.5,8,,",
            "7.5,8,10:4|5:4,",
            "7.5,8,10:5|5:2|0:1,",
            "7.5,8,10:5|5:2|0:1,1",
            "not_applicable,8,,1",
        ]
        .iter()
        .enumerate()
        {
            // Each file an instant later, as the clock of a real import would have it.
            world.now.set(at(&format!("2026-08-01T08:00:{revision:02}Z")));
            let csv = format!("{columns}\njdma-1,2026-06,clarity,12m,{row}\n");
            let want = if revision == 0 { report(1, 0, 0, 0) } else { report(0, 0, 1, 0) };
            assert_eq!(world.import(&csv), want, "{row}");
            assert_eq!(world.readings()[0].revision, i32::try_from(revision).unwrap() + 1);
        }
    });
}

#[test]
fn other_sources_windows_and_days_do_not_supersede() {
    on_each_engine(|world| {
        world.import(&file(FIRST));
        let others = "procedure_id,month,indicator,window,value,source
jdma-1,2026-06,satisfaction,12m,1,survey
jdma-1,2026-06,satisfaction,3m,2,jdma
jdma-1,2026-05,satisfaction,12m,3,jdma
jdma-1,2026-06-29,satisfaction,12m,4,jdma
jdma-1,2026-06,clarity,12m,5,jdma
jdma-2,2026-06,satisfaction,12m,6,jdma
";
        assert_eq!(world.import(others), report(6, 0, 0, 0));
        assert_eq!(world.readings().len(), 7);
    });
}

#[test]
fn two_imports_at_once_queue_or_one_of_them_fails_whole() {
    on_each_engine(|world| {
        let rows: Vec<String> =
            (0..300).map(|i| format!("jdma-{i},2026-06,satisfaction,12m,5,100")).collect();
        let (csv, now, pool) = (file(&rows.join("\n")), world.now.get(), &world.pool);
        let load = || {
            let draft = parse(csv.as_bytes(), now).unwrap();
            pool.write(|db| parvis_measures::load(db, draft, false, &mut |_| {}))
        };
        let done = std::thread::scope(|scope| {
            let threads = [scope.spawn(load), scope.spawn(load)];
            threads.map(|thread| thread.join().unwrap())
        });
        assert!(done.iter().any(Result::is_ok), "{done:?}");
        assert_eq!(world.readings().len(), 300);
        assert!(world.readings().iter().all(|r| r.revision == 1));
    });
}
