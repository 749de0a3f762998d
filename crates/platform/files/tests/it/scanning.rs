use parvis_files::{Error, Keep, Scanner, State, Verdict};
use parvis_jobs::Failed;

use parvis_files::testing::{LIMIT, down, eicar, small};

use crate::clamd::{real, says, small_on};
use crate::{DAY, PDF, files, on_each_engine};

#[test]
fn what_is_clean_is_served_and_what_is_not_never() {
    on_each_engine(Some(&small()), |world| {
        let (clean, bad) = (world.attached("a.pdf", PDF), world.attached("b.txt", eicar().as_bytes()));
        let large = world.attached("c.txt", &vec![b'a'; LIMIT + 1]);
        for id in [clean, bad, large] {
            assert!(matches!(world.open(id), Err(Error::Waiting)), "nobody has looked at it");
        }
        assert!(world.run().is_empty());
        assert_eq!(world.open(clean).unwrap(), PDF);
        assert!(matches!(world.open(bad), Err(Error::Infected)));
        assert!(matches!(world.open(large), Err(Error::Unscannable)));
        assert_eq!((world.state(clean), world.state(bad)), (State::Clean, State::Infected));
        // Without the scanner, what it found still holds.
        let without = files(Keep::Folder(world.folder.path().join("files")), None);
        assert!(matches!(without.open(world.find(bad).unwrap(), world.clock_now()), Err(Error::Infected)));
    });
}

#[test]
fn a_scanner_that_is_down_or_confused_leaves_the_file_unserved_and_the_job_waiting() {
    for broken in [down(), says(""), says("stream: "), says("stream: OKAY"), says("stream: x ERROR\0")] {
        on_each_engine(Some(&broken), |world| {
            let id = world.attached("a.pdf", PDF);
            let failures = world.run();
            assert!(matches!(failures[0].failed, Failed::Again(_)), "{failures:?}");
            assert!(matches!(world.open(id), Err(Error::Waiting)));
            assert_eq!(world.state(id), State::Waiting);
            // The scan itself, and the sweep that will find the file attached.
            assert_eq!(world.pending(), 2);
        });
    }
}

#[test]
fn a_scanner_that_comes_back_is_asked_again_even_after_the_last_attempt() {
    on_each_engine(Some(&down()), |world| {
        let id = world.attached("a.pdf", PDF);
        for _ in 0..10 {
            world.run();
            world.wait(DAY / 4);
        }
        assert_eq!(world.state(id), State::Waiting);
        let back = files(Keep::Folder(world.folder.path().join("files")), Some(&small()));
        world.run_as(&back);
        world.wait(DAY);
        assert!(world.run_as(&back).is_empty());
        assert_eq!(world.state(id), State::Clean);
    });
}

#[test]
fn what_came_without_a_scanner_is_scanned_once_there_is_one() {
    on_each_engine(None, |world| {
        let (clean, bad) = (world.attached("a.pdf", PDF), world.attached("b.txt", eicar().as_bytes()));
        assert!(world.open(clean).is_ok() && world.open(bad).is_ok(), "served, and shown to be unscanned");
        let with = files(Keep::Folder(world.folder.path().join("files")), Some(&small()));
        assert!(matches!(with.open(world.find(clean).unwrap(), world.clock_now()), Err(Error::Waiting)));
        // The schedule begins, then comes twice: once a file is a day old.
        for _ in 0..3 {
            assert!(world.run_as(&with).is_empty());
            world.wait(DAY);
        }
        assert_eq!((world.state(clean), world.state(bad)), (State::Clean, State::Infected));
    });
}

#[test]
fn what_waits_for_a_scanner_that_was_given_up_is_unscanned() {
    on_each_engine(Some(&down()), |world| {
        let id = world.attached("a.pdf", PDF);
        assert!(world.run_as(&files(Keep::Folder(world.folder.path().join("files")), None)).is_empty());
        assert_eq!(world.state(id), State::Unscanned);
    });
}

/// Of a small listener that is true to the protocol; ClamAV's own daemon is asked the same where it is installed.
#[test]
fn a_daemon_is_asked_over_tcp_and_over_a_unix_socket() {
    let folder = tempfile::tempdir().unwrap();
    asks(&small());
    asks(&small_on(&folder.path().join("clamd.ctl")));
    match real() {
        Some(real) => asks(&real.scanner),
        None => eprintln!("clamd is not installed: its own answers were not checked"),
    }
}

fn asks(scanner: &Scanner) {
    assert_eq!(scanner.scan(PDF).unwrap(), Verdict::Clean);
    assert_eq!(scanner.scan(&vec![b'a'; LIMIT]).unwrap(), Verdict::Clean);
    let found = scanner.scan(format!("avant {} après", eicar()).as_bytes()).unwrap();
    assert!(matches!(&found, Verdict::Infected(name) if name.contains("Eicar")), "{found:?}");
    let large = scanner.scan(&vec![b'a'; 4 * LIMIT]).unwrap();
    assert!(matches!(large, Verdict::Unscannable(_)), "{large:?}");
}
