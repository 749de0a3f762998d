use parvis_journal::{Act, Filter, JournalError, Verified, act, checkpoints, export, page, verify};
use parvis_kernel::{Id, Place, Timestamp};
use std::process::Command;

use crate::{append, by, check, fill, on_each_engine};

#[test]
fn entries_follow_one_another_and_the_chain_is_whole() {
    on_each_engine(|db| {
        assert!(matches!(check(&db.pool), Verified::Whole { entries: 0, .. }));
        fill(&db.pool, 12);
        assert!(matches!(check(&db.pool), Verified::Whole { entries: 12, .. }));
    });
}

#[test]
fn the_same_acts_give_the_same_chain_on_both_engines() {
    on_each_engine(|db| {
        fill(&db.pool, 7);
        let Verified::Whole { head, .. } = check(&db.pool) else { panic!("broken") };
        assert_eq!(head.hash, "a0e251176258ea053bbc7669a410a098dbd63e930e29872fff231758e6a541bc");
    });
}

#[test]
fn an_act_that_fails_leaves_nothing() {
    on_each_engine(|db| {
        let failed: Result<(), JournalError> = db.pool.write(|db| {
            act(db, &by(1), |db| {
                append(db, 1)?;
                Err(JournalError::BadCheckpoint { line: 1 })
            })
        });
        assert!(failed.is_err());
        assert!(matches!(check(&db.pool), Verified::Whole { entries: 0, .. }));
    });
}

#[test]
fn acts_inside_an_act_are_all_written() {
    on_each_engine(|db| {
        let done: Result<(), JournalError> = db.pool.write(|db| {
            act(db, &by(1), |db| {
                append(db, 2)?;
                Ok(((), Act::new("outer", &Place::PLATFORM, "thing", "1")))
            })
        });
        done.unwrap();
        assert!(matches!(check(&db.pool), Verified::Whole { entries: 2, .. }));
    });
}

#[test]
fn many_at_once_make_one_chain() {
    on_each_engine(|db| {
        std::thread::scope(|scope| {
            for n in 0..8 {
                let pool = &db.pool;
                scope.spawn(move || {
                    for at in 0..5 {
                        pool.write(|db| append(db, n * 100 + at)).unwrap();
                    }
                });
            }
        });
        assert!(matches!(check(&db.pool), Verified::Whole { entries: 40, .. }));
    });
}

#[test]
fn pages_filter_and_go_back_in_time() {
    on_each_engine(|db| {
        fill(&db.pool, 130);
        let read = |filter: &Filter| db.pool.read(|db| page(db, filter)).unwrap();
        let first = read(&Filter::default());
        assert_eq!((first.len(), first[0].seq, first[49].seq), (50, 130, 81));
        assert_eq!(read(&Filter { before: Some(31), ..Filter::default() }).len(), 30);
        let one = Filter {
            actor: Some(Id::from_bytes([2; 16])),
            action: Some("agent.invite".into()),
            spaces: Some(vec![Id::from_bytes([7; 16])]),
            from: Some(Timestamp::from_micros(1_700_000_000_000_000)),
            until: Some(Timestamp::from_micros(1_700_000_050_000_000)),
            ..Filter::default()
        };
        let seqs: Vec<i64> = read(&one).iter().map(|e| e.seq).collect();
        assert_eq!(seqs, [43, 33, 23, 13, 3]);
        assert!(read(&Filter { spaces: Some(vec![]), ..Filter::default() }).is_empty());
        let object =
            Filter { object_kind: Some("edition".into()), object: Some("4".into()), ..Filter::default() };
        assert_eq!(read(&object).len(), 1);
        let entry = &read(&object)[0];
        assert_eq!(entry.reason.as_deref(), Some("une raison"));
        assert_eq!(entry.changes[0].from.as_deref(), Some("é\n\""));
    });
}

/// The script that `docs/journal.md` gives to third parties, run as they would run it.
#[test]
fn the_script_of_the_documentation_agrees() {
    let doc = include_str!("../../../../../docs/journal.md");
    let script = doc.split("```python\n").nth(1).and_then(|s| s.split("```").next()).unwrap();
    assert!(script.lines().count() <= 30, "{} lines", script.lines().count());
    on_each_engine(|db| {
        fill(&db.pool, 2_100);
        let mut file = Vec::new();
        assert_eq!(db.pool.read(|db| export(db, &mut file)).unwrap(), 2_100);
        let kept = checkpoints(file.as_slice()).unwrap();
        assert_eq!(kept.iter().map(|k| k.seq).collect::<Vec<_>>(), [1_000, 2_000, 2_100]);
        assert!(matches!(
            db.pool.read(|db| verify(db, &kept, |_| ())).unwrap(),
            Verified::Whole { entries: 2_100, .. }
        ));
        let folder = tempfile::tempdir().unwrap();
        let (py, jsonl) = (folder.path().join("verify.py"), folder.path().join("journal.jsonl"));
        std::fs::write(&py, script).unwrap();
        let run = |content: &[u8]| {
            std::fs::write(&jsonl, content).unwrap();
            Command::new("python3").arg(&py).arg(&jsonl).status().unwrap().success()
        };
        assert!(run(&file));
        let text = String::from_utf8(file).unwrap();
        assert!(!run(text.replacen("request-17\\\"", "request-18\\\"", 1).as_bytes()));
        let without: Vec<&str> = text.lines().enumerate().filter(|(n, _)| *n != 40).map(|(_, l)| l).collect();
        assert!(!run(without.join("\n").as_bytes()));
    });
}
