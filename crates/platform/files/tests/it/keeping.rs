use parvis_files::{Error, FilesSettings, Kind, State};
use parvis_kernel::{Id, SystemRng};
use std::time::Duration;

use crate::{DAY, PDF, on_each_engine};

#[test]
fn what_is_received_and_attached_is_kept_as_it_came() {
    on_each_engine(None, |world| {
        let id = world.attached("Décision.exe", PDF);
        let file = world.find(id).unwrap();
        assert_eq!((file.name.as_str(), file.kind, file.size), ("Décision.pdf", Kind::Pdf, PDF.len() as u64));
        assert_eq!(
            (file.owner_kind.as_str(), file.owner_id.as_str(), file.state),
            ("proof", "1", State::Unscanned)
        );
        assert_eq!(world.open(id).unwrap(), PDF);
        world.wait(Duration::from_millis(1));
        let other = world.attached("b.txt", b"bonjour");
        let all = world.pool.read(|db| parvis_files::of_owner(db, "proof", "1")).unwrap();
        assert_eq!(all.iter().map(|file| file.id).collect::<Vec<_>>(), [id, other]);
        assert!(world.pool.read(|db| parvis_files::of_owner(db, "proof", "2")).unwrap().is_empty());
        // A day later it is still there.
        world.wait(DAY * 2);
        assert!(world.run().is_empty());
        assert_eq!(world.open(id).unwrap(), PDF);
    });
}

#[test]
fn what_is_refused_leaves_no_trace() {
    on_each_engine(None, |world| {
        let large = vec![b'a'; FilesSettings::LIMIT + 1];
        assert!(matches!(
            world.receive("a.txt", &large),
            Err(Error::TooLarge { limit: FilesSettings::LIMIT })
        ));
        assert!(matches!(world.receive("a.pdf", b""), Err(Error::Empty)));
        assert!(matches!(world.receive("a.pdf", b"MZ\x90\0"), Err(Error::NotAccepted)));
        assert_eq!((world.kept().len(), world.pending()), (0, 0));
        assert!(world.receive("a.txt", &large[1..]).is_ok());
    });
}

#[test]
fn what_is_attached_to_nothing_is_erased_after_a_day() {
    on_each_engine(None, |world| {
        let received = world.receive("a.pdf", PDF).unwrap();
        assert!(world.run().is_empty());
        assert_eq!(world.kept().len(), 1);
        world.wait(DAY);
        assert!(world.run().is_empty());
        assert_eq!((world.kept().len(), world.find(received.id)), (0, None));
    });
}

#[test]
fn what_is_removed_is_erased() {
    on_each_engine(None, |world| {
        let (id, other) = (world.attached("a.pdf", PDF), world.attached("b.pdf", PDF));
        let remove = |id: Id| world.write(|db| world.files.remove(db, id, &world.clock, &SystemRng));
        assert!(remove(id));
        assert!(!remove(id));
        assert!(world.run().is_empty());
        assert_eq!((world.find(id), world.kept().len()), (None, 1));
        assert_eq!(world.open(other).unwrap(), PDF);
    });
}

#[test]
fn bytes_that_changed_are_not_served() {
    on_each_engine(None, |world| {
        let id = world.attached("a.pdf", PDF);
        std::fs::write(&world.kept()[0], b"%PDF-1.7 something else").unwrap();
        assert!(matches!(world.open(id), Err(Error::Damaged)));
        std::fs::remove_file(&world.kept()[0]).unwrap();
        assert!(matches!(world.open(id), Err(Error::Damaged)));
    });
}
