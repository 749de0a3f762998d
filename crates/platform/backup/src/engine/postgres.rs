use diesel::prelude::*;
use diesel::sql_types::Text;
use parvis_db::{Access, DatabaseUrl, Db, on_db};
use parvis_kernel::Timestamp;
use std::io::Write;
use std::process::{Child, ChildStdin, Stdio};
use std::thread::JoinHandle;

use super::sqlite::parts;
use super::tool::{Address, at_least, command, listen, major, start};
use crate::error::stamp;
use crate::{Error, count};

const DUMP: &str = "pg_dump";
const RESTORE: &str = "pg_restore";

#[derive(QueryableByName)]
struct Said {
    #[diesel(sql_type = Text)]
    said: String,
}

fn asked(db: &mut Db, query: &str) -> Result<String, Error> {
    let said: Said = on_db!(db, |c| diesel::sql_query(query).get_result(c))?;
    Ok(said.said)
}

fn opened(url: &str) -> Result<Db, Error> {
    Ok(Db::open(&DatabaseUrl::Postgres(url.to_owned()), Access::Write)?)
}

fn server(db: &mut Db) -> Result<u32, Error> {
    let said = asked(db, "SELECT current_setting('server_version') AS said")?;
    Ok(major(&said).unwrap_or(0))
}

/// A transaction that sees one state, lent to `pg_dump` by name: what is counted is what is dumped.
pub(crate) struct Snapshot {
    pub db: Db,
    url: String,
    name: String,
}

impl Snapshot {
    pub fn take(url: &str) -> Result<Self, Error> {
        let mut db = opened(url)?;
        at_least(DUMP, server(&mut db)?)?;
        db.execute_batch("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")?;
        let name = asked(&mut db, "SELECT pg_export_snapshot() AS said")?;
        Ok(Self { db, url: url.to_owned(), name })
    }

    pub fn version(&mut self) -> Result<String, Error> {
        asked(&mut self.db, "SELECT current_setting('server_version') AS said")
    }

    pub fn stream(&self, part: &mut dyn FnMut(&[u8]) -> Result<(), Error>) -> Result<u64, Error> {
        let mut dump = command(DUMP, &Address::new(&self.url));
        // Not compressed: the archive is. Neither owners nor grants: they are the business of where it is put back.
        dump.args(["--format=custom", "--compress=0", "--no-owner", "--no-privileges", "--no-comments"]);
        dump.arg("--schema=public").arg(format!("--snapshot={}", self.name));
        dump.stdin(Stdio::null()).stdout(Stdio::piped());
        let mut child = start(DUMP, &mut dump)?;
        let words = listen(&mut child);
        let failed = |error: std::io::Error| Error::Tool { tool: DUMP, said: error.to_string() };
        let streamed = match child.stdout.take() {
            Some(stdout) => parts(stdout, failed, part),
            None => Ok(0),
        };
        if streamed.is_err() {
            drop(child.kill());
        }
        let status = child.wait().map_err(failed);
        let said = words.join().unwrap_or_default();
        match (streamed, status?.success()) {
            (Ok(_), false) => Err(Error::Tool { tool: DUMP, said }),
            (streamed, _) => streamed,
        }
    }
}

/// `pg_restore` at work in a schema `public` that was empty, in one transaction. What was there is under another name.
pub(crate) struct Incoming {
    url: String,
    child: Option<(Child, JoinHandle<String>)>,
    stdin: Option<ChildStdin>,
    /// The schema that holds what was there.
    former: Option<String>,
    is_done: bool,
}

impl Incoming {
    pub fn begin(url: &str, replace: bool, now: Timestamp) -> Result<Self, Error> {
        let mut db = opened(url)?;
        let shown = || DatabaseUrl::Postgres(url.to_owned()).to_string();
        at_least(RESTORE, server(&mut db)?)?;
        let is_empty = count::is_empty(&mut db)?;
        if !is_empty && !replace {
            return Err(Error::DatabaseNotEmpty(shown()));
        }
        let former = if is_empty { None } else { Some(set_aside(&mut db, &shown(), now)?) };
        // From here on, dropping it puts back what was there.
        let mut incoming = Self { url: url.to_owned(), child: None, stdin: None, former, is_done: false };
        let mut restore = command(RESTORE, &Address::new(url));
        restore.args(["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges"]);
        // It would be made again: `--schema` names what is in it too.
        restore.args(["--schema=public", "--no-comments"]).stdin(Stdio::piped()).stdout(Stdio::null());
        let mut child = start(RESTORE, &mut restore)?;
        incoming.stdin = child.stdin.take();
        let words = listen(&mut child);
        incoming.child = Some((child, words));
        Ok(incoming)
    }

    pub fn write(&mut self, bytes: &[u8]) -> Result<(), Error> {
        let written = match &mut self.stdin {
            Some(stdin) => stdin.write_all(bytes),
            None => Ok(()),
        };
        // It stopped reading: it says why better than the pipe does.
        if written.is_err() { self.wait().and(Err(self.stopped())) } else { Ok(()) }
    }

    fn stopped(&self) -> Error {
        Error::Tool { tool: RESTORE, said: DatabaseUrl::Postgres(self.url.clone()).to_string() }
    }

    fn wait(&mut self) -> Result<(), Error> {
        drop(self.stdin.take());
        let Some((mut child, words)) = self.child.take() else { return Ok(()) };
        let status = child.wait();
        let said = words.join().unwrap_or_default();
        match status {
            Ok(status) if status.success() => Ok(()),
            _ => Err(Error::Tool { tool: RESTORE, said }),
        }
    }

    pub fn load(&mut self) -> Result<Db, Error> {
        self.wait()?;
        opened(&self.url)
    }

    pub fn commit(mut self) -> Option<String> {
        self.is_done = true;
        self.former.take()
    }
}

impl Drop for Incoming {
    fn drop(&mut self) {
        if self.is_done {
            return;
        }
        drop(self.stdin.take());
        if let Some((mut child, words)) = self.child.take() {
            drop((child.kill(), child.wait(), words.join()));
        }
        let back = match &self.former {
            Some(former) => format!("DROP SCHEMA public CASCADE; ALTER SCHEMA {former} RENAME TO public"),
            None => {
                "DROP SCHEMA public CASCADE; CREATE SCHEMA public AUTHORIZATION pg_database_owner".to_owned()
            }
        };
        // Nobody can be told more than the error that led here; the schema that was set aside says its own name.
        if let Ok(mut db) = opened(&self.url) {
            drop(db.tx(|db| db.execute_batch(&back)));
        }
    }
}

/// Gives the schema that is there another name, and makes an empty one.
fn set_aside(db: &mut Db, shown: &str, now: Timestamp) -> Result<String, Error> {
    let others = "SELECT count(*)::text AS said FROM pg_stat_activity \
                  WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'";
    if asked(db, others)? != "0" {
        return Err(Error::InUse(shown.to_owned()));
    }
    let former = format!("replaced_{}", stamp(now));
    db.tx(|db| {
        db.execute_batch(&format!(
            "ALTER SCHEMA public RENAME TO {former}; CREATE SCHEMA public AUTHORIZATION pg_database_owner"
        ))
    })?;
    Ok(former)
}

/// A database beside another on its server, that disappears with this value.
pub(crate) struct ScratchDatabase {
    admin: String,
    name: String,
    pub url: DatabaseUrl,
}

impl ScratchDatabase {
    pub fn make(server: &str, now: Timestamp) -> Result<Self, Error> {
        let name = format!("parvis_verify_{}_{}", stamp(now), std::process::id());
        let Some((scheme, rest)) = server.split_once("://") else {
            return Err(Error::Scratch("postgres://…".to_owned()));
        };
        let (rest, query) = rest.split_once('?').map_or((rest, String::new()), |(r, q)| (r, format!("?{q}")));
        let authority = rest.split('/').next().unwrap_or(rest);
        let url = DatabaseUrl::Postgres(format!("{scheme}://{authority}/{name}{query}"));
        let mut db = opened(server)?;
        db.execute_batch(&format!("CREATE DATABASE {name} TEMPLATE template0"))
            .map_err(|error| Error::Scratch(error.to_string()))?;
        Ok(Self { admin: server.to_owned(), name, url })
    }
}

impl Drop for ScratchDatabase {
    fn drop(&mut self) {
        if let Ok(mut db) = opened(&self.admin) {
            drop(db.execute_batch(&format!("DROP DATABASE {} WITH (FORCE)", self.name)));
        }
    }
}
