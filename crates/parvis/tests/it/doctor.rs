//! `parvis doctor`, on each engine and in both languages: what it finds, what it says to do, and that it changes nothing.

use parvis_db::DatabaseUrl;
use parvis_db::testing::each_engine;
use parvis_kernel::SeededRng;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use crate::world::clock;

/// Its exit, and its lines.
fn doctor(folder: &Path, url: &DatabaseUrl, lang: &str) -> (bool, String) {
    let database = match url {
        DatabaseUrl::Sqlite(path) => format!("sqlite:{}", path.display()),
        DatabaseUrl::Postgres(url) => url.clone(),
    };
    let mut command = Command::new(env!("CARGO_BIN_EXE_parvis"));
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("PARVIS_")) {
        command.env_remove(name);
    }
    command.args(["doctor", "--lang", lang]).current_dir(folder).env("PARVIS_DATABASE_URL", database);
    let out = command.output().unwrap();
    (out.status.success(), String::from_utf8(out.stdout).unwrap())
}

fn settings(folder: &Path, more: &str) {
    let text = format!("data_dir = \"{}\"\n{more}", folder.display());
    std::fs::write(folder.join("parvis.toml"), text).unwrap();
}

#[test]
fn the_doctor_finds_what_is_wrong_and_says_one_thing_to_do() {
    for db in each_engine(parvis::MIGRATIONS) {
        let (folder, url) = (tempfile::tempdir().unwrap(), db.pool.url());
        // A port where nobody listens: one that was free a moment ago.
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        settings(
            folder.path(),
            &format!(
                "base_url = \"https://qualite.example\"\n[mail]\nfrom = \"a@b.example\"\n\
                 smtp_url = \"smtp://127.0.0.1:{port}\"\n[backup]\nfolder = \"{}\"\n",
                folder.path().join("backups").display()
            ),
        );
        let key = folder.path().join("parvis.key");
        let (is_sound, said) = doctor(folder.path(), url, "en");
        assert!(!is_sound && !key.exists(), "{said}");
        for line in [
            "✗ a proxy is probably in front",
            "does not exist: put it back",
            "✗ mail server smtp://127.0.0.1",
            "✗ no backup in",
            "✗ no procedure",
            "✓ no job failed",
            "✓ scheduled work is done in its time",
            "✓ the journal holds together",
        ] {
            assert!(said.contains(line), "{line}\n{said}");
        }
        if matches!(url, DatabaseUrl::Postgres(_)) {
            for line in
                ["✓ PostgreSQL 1", "✓ the clocks of the database", "synchronous_commit", "connections"]
            {
                assert!(said.contains(line), "{line}\n{said}");
            }
        }
        let (_, french) = doctor(folder.path(), url, "fr");
        assert!(french.contains("✗ un mandataire est sans doute devant"), "{french}");
        assert_eq!(french.lines().count(), said.lines().count(), "both languages say the same");
    }
}

#[test]
fn the_doctor_finds_nothing_wrong_where_nothing_is() {
    let db = parvis_db::testing::sqlite(parvis::MIGRATIONS);
    assert!(parvis::load_demo(&db.pool, &clock(), &SeededRng::new(7), &mut |_| {}).unwrap());
    let folder = tempfile::tempdir().unwrap();
    let mail = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    settings(
        folder.path(),
        &format!(
            "base_url = \"https://qualite.example\"\ntrusted_proxies = [\"127.0.0.0/8\"]\n[probes]\nbrowser = false\n\
             [mail]\nfrom = \"a@b.example\"\nsmtp_url = \"smtp://{}\"\n",
            mail.local_addr().unwrap()
        ),
    );
    let key = folder.path().join("parvis.key");
    std::fs::write(&key, "0".repeat(64)).unwrap();
    let open =
        |path: &Path, mode| std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    let DatabaseUrl::Sqlite(file) = db.pool.url() else { panic!("this test is of SQLite") };
    open(&key, 0o644);
    open(file, 0o600);
    let (is_sound, said) = doctor(folder.path(), db.pool.url(), "en");
    assert!(!is_sound && said.contains("can be read by others: chmod 600"), "{said}");
    open(&key, 0o600);
    let (is_sound, said) = doctor(folder.path(), db.pool.url(), "en");
    let wrong: Vec<&str> = said.lines().filter(|line| line.starts_with('✗')).collect();
    assert!(is_sound && wrong.is_empty(), "{said}");
}
