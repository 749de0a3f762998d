use parvis_backup::{Engine, Error};
use parvis_i18n::Messages;
use parvis_kernel::Locale;
use std::io;
use std::path::PathBuf;

/// Every refusal, in both languages.
#[test]
fn every_refusal_says_what_to_do_in_both_languages() {
    let messages = Messages::new(&[parvis_i18n::LOCALES, parvis_backup::LOCALES]).unwrap();
    let (path, text) = (|| PathBuf::from("/srv/x"), || "x".to_owned());
    let io = |kind: io::ErrorKind| Error::Io { path: path(), source: kind.into() };
    let all = [
        io(io::ErrorKind::StorageFull),
        io(io::ErrorKind::PermissionDenied),
        Error::NoRoom { path: path(), needed: 5_000_000, free: 1 },
        Error::Exists(path()),
        Error::Running(path()),
        Error::NotAnArchive,
        Error::Cut,
        Error::Damaged(text()),
        Error::Member(text()),
        Error::Bomb(1 << 30),
        Error::Manifest(text()),
        Error::Lies { what: text(), said: text(), found: text() },
        Error::NewerFormat { parvis: text() },
        Error::NewerData { parvis: text() },
        Error::OtherEngine { archive: Engine::Postgres, database: Engine::Sqlite },
        Error::NoIdentity,
        Error::WrongIdentity,
        Error::Identity(path()),
        Error::Recipient(text()),
        Error::KeyInClear,
        Error::DatabaseNotEmpty(text()),
        Error::FilesNotEmpty,
        Error::InUse(text()),
        Error::Scratch(text()),
        Error::NoTool("pg_dump"),
        Error::OldTool { tool: "pg_dump", has: 15, needs: 17 },
        Error::Tool { tool: "pg_dump", said: text() },
        parvis_files::Error::Damaged.into(),
        parvis_db::Error::Task(text()).into(),
    ];
    for error in all {
        let [fr, en] = [Locale::Fr, Locale::En].map(|locale| error.sentence(messages.words(locale)));
        assert!(!fr.contains(['⟦', '{']) && !en.contains(['⟦', '{']) && fr.len() > 5, "{fr} {en}");
    }
}
