//! What goes in comes out, and what must not happen does not.

use parvis_backup::{Absence, Error, Recipients, archive_name, identities, open};
use parvis_db::{Access, DatabaseUrl, Db};
use std::fs;
use std::os::unix::fs::PermissionsExt;

use crate::{Home, clock, opened};

#[test]
fn what_is_put_back_is_what_was_there() {
    for (home, other) in Home::pairs() {
        home.upload(250);
        let to = home.at("a.tar.zst");
        let made = home.save(&to, &Recipients::default(), None).unwrap();
        assert_eq!((made.manifest.files, made.manifest.rows["files_file"]), (250, 250));
        assert_eq!(fs::metadata(&to).unwrap().permissions().mode() & 0o777, 0o600);
        // What comes after the backup is not in it.
        home.upload(1);
        let opened = opened(&to).unwrap();
        assert_eq!(opened.manifest, made.manifest);
        let restored = other.put_back(&opened, false).unwrap();
        assert_eq!((restored.files, restored.migrated, restored.key, restored.former), (250, 0, None, None));
        let (mut before, after) = (home.held(), other.held());
        before.truncate(250);
        assert!(before == after && after.iter().all(|(_, bytes)| bytes.is_some()));
        // Full by now, and whatever comes next stays out.
        assert!(matches!(other.put_back(&opened, false), Err(Error::FilesNotEmpty)));
        assert!(matches!(home.save(&to, &Recipients::default(), None), Err(Error::Exists(_))));
    }
}

#[test]
fn an_archive_is_opened_by_those_it_is_for_alone() {
    let own = age::x25519::Identity::generate();
    for (home, other) in Home::pairs() {
        home.upload(2);
        let recipients = Recipients::parse([&own.to_public().to_string()]).unwrap();
        let (clear, to) = (home.at("clear.tar.zst"), home.at(&archive_name(clock().0, true)));
        assert!(matches!(home.save(&clear, &Recipients::default(), Some(b"key")), Err(Error::KeyInClear)));
        assert!(!clear.exists());
        home.save(&to, &recipients, Some(b"key")).unwrap();
        let file = |name: &str, identity: &age::x25519::Identity| {
            use age::secrecy::ExposeSecret;
            fs::write(home.at(name), identity.to_string().expose_secret()).unwrap();
            identities(&home.at(name)).unwrap()
        };
        assert!(matches!(opened(&to), Err(Error::NoIdentity)));
        let strange = file("strange", &age::x25519::Identity::generate());
        assert!(matches!(open(&to, strange, &mut |_| {}), Err(Error::WrongIdentity)));
        fs::write(home.at("none"), "hello").unwrap();
        assert!(matches!(identities(&home.at("none")), Err(Error::Identity(_))));
        let opened = open(&to, file("own", &own), &mut |_| {}).unwrap();
        assert_eq!(other.put_back(&opened, false).unwrap().key.as_deref(), Some(b"key".as_slice()));
        assert_eq!(home.held(), other.held());
    }
    for text in ["age1", "", "AGE-SECRET-KEY-1", "ssh-ed25519 AAAA"] {
        assert!(matches!(Recipients::parse([&text.to_owned()]), Err(Error::Recipient(_))), "{text}");
    }
}

#[test]
fn a_file_that_is_gone_is_said_and_stops_nothing() {
    for (home, other) in Home::pairs() {
        let ids = home.upload(3);
        home.files.take_back(ids[1], clock().0).unwrap();
        let to = home.at("a.tar.zst");
        let made = home.save(&to, &Recipients::default(), None).unwrap();
        assert_eq!((made.manifest.files, made.manifest.absent_as(Absence::Damaged)), (2, 1));
        assert_eq!(made.manifest.absent[0].id, ids[1]);
        other.put_back(&opened(&to).unwrap(), false).unwrap();
        let gone: Vec<_> = other.held().into_iter().filter(|(_, bytes)| bytes.is_none()).collect();
        assert_eq!(gone, [(ids[1], None)]);
    }
}

/// What was there makes way and is kept, and only once nobody uses it.
#[test]
fn a_database_in_use_is_not_replaced_and_one_that_is_replaced_is_kept() {
    for (home, other) in Home::pairs() {
        home.upload(2);
        let to = home.at("a.tar.zst");
        home.save(&to, &Recipients::default(), None).unwrap();
        home.upload(3);
        let opened = opened(&to).unwrap();
        assert!(matches!(home.put_back(&opened, true), Err(Error::InUse(_))), "its pool is open");
        assert!(matches!(home.put_back(&opened, false), Err(Error::FilesNotEmpty)));
        assert_eq!(home.held().len(), 5);
        other.put_back(&opened, false).unwrap();
        // A database that nobody has open: of PostgreSQL, one without a pool.
        let mut alone = other;
        let made = match &mut alone.url {
            DatabaseUrl::Sqlite(_) => None,
            DatabaseUrl::Postgres(url) => {
                let (server, name) = (url.clone(), format!("{}_alone", url.rsplit('/').next().unwrap()));
                *url = format!("{}/{name}", url.rsplit_once('/').unwrap().0);
                admin(&server, &format!("CREATE DATABASE {name} TEMPLATE template0"));
                alone.files = parvis_files::testing::files(&home.at("alone"), None);
                alone.put_back(&opened, false).unwrap();
                Some((server, name))
            }
        };
        let restored = alone.put_back(&opened, true).unwrap();
        assert_eq!(alone.held().len(), 2);
        let former = restored.former.unwrap();
        match &alone.url {
            DatabaseUrl::Sqlite(_) => {
                let mut db = Db::open(&DatabaseUrl::Sqlite(former.into()), Access::Write).unwrap();
                assert_eq!(parvis_files::after(&mut db, None).unwrap().len(), 2);
            }
            DatabaseUrl::Postgres(url) => {
                let mut db = Db::open(&DatabaseUrl::Postgres(url.clone()), Access::Write).unwrap();
                db.execute_batch(&format!("SELECT sum(size) FROM {former}.files_file")).unwrap();
                // One name a second: the next one is later.
                db.execute_batch(&format!("DROP SCHEMA {former} CASCADE")).unwrap();
            }
        }
        // What fails puts back what was there.
        let mut bytes = fs::read(&to).unwrap();
        let whole = opened;
        bytes.truncate(bytes.len() / 2);
        fs::write(&to, bytes).unwrap();
        if let DatabaseUrl::Sqlite(path) = &alone.url {
            fs::remove_file(path.with_file_name("other.db.replaced-20261122t093000z")).unwrap();
        }
        assert!(alone.put_back(&whole, true).is_err());
        assert_eq!(alone.held().len(), 2);
        if let Some((server, name)) = made {
            admin(&server, &format!("DROP DATABASE {name} WITH (FORCE)"));
        }
    }
}

fn admin(server: &str, statement: &str) {
    let mut db = Db::open(&DatabaseUrl::Postgres(server.to_owned()), Access::Write).unwrap();
    db.execute_batch(statement).unwrap();
}
