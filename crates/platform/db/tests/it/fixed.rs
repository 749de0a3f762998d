//! A statement whose text never changes is prepared once a connection, and holds its values.

use diesel::connection::InstrumentationEvent;
use diesel::sql_types::{Integer, Nullable, Text};
use parvis_db::fixed;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::*;

#[test]
fn it_is_prepared_once_and_holds_its_values() {
    on_each_engine(&[], |pool| {
        pool.write(|db| {
            db.execute_batch("CREATE TABLE kept (id INTEGER PRIMARY KEY, said TEXT, n INTEGER NOT NULL)")?;
            let kept = Arc::new(AtomicUsize::new(0));
            let count = Arc::clone(&kept);
            let watch = move |event: InstrumentationEvent<'_>| {
                if let InstrumentationEvent::CacheQuery { sql, .. } = event {
                    count.fetch_add(usize::from(sql.contains("ON CONFLICT")), Ordering::Relaxed);
                }
            };
            on_db!(db, |c| c.set_instrumentation(watch));
            for (n, said) in [(1, Some("l'un")), (2, None), (3, Some("\"deux\" $1 ?"))] {
                let add = fixed("INSERT INTO kept (id, said, n) VALUES (1, ")
                    .value::<Nullable<Text>, _>(said, ", ")
                    .value::<Integer, _>(
                        n,
                        ") ON CONFLICT (id) DO UPDATE SET said = excluded.said, n = kept.n + excluded.n",
                    );
                on_db!(db, |c| add.execute(c))?;
            }
            assert_eq!(kept.load(Ordering::Relaxed), 1, "it is kept for the next time, and found again");
            let rows: (Option<String>, i32) =
                on_db!(db, |c| sql::<(Nullable<Text>, Integer)>("SELECT said, n FROM kept").get_result(c))?;
            assert_eq!(rows, (Some("\"deux\" $1 ?".to_owned()), 6));
            Ok::<_, Error>(())
        })
        .unwrap();
    });
}
