//! The program is killed while people answer: what it acknowledged is there, and what is sent again counts once.

use parvis_accounts::AccountsError;
use parvis_accounts::service::spaces::{self, NewSpace};
use parvis_catalog::Kind;
use parvis_db::diesel::dsl::sql;
use parvis_db::diesel::prelude::*;
use parvis_db::diesel::sql_types::BigInt;
use parvis_db::testing::each_engine;
use parvis_db::{DatabaseUrl, Pool, on_db};
use parvis_journal::By;
use parvis_kernel::Timestamp;
use parvis_reviews::service::{counters, forms};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

/// People at the same time, and opinions acknowledged before the end comes.
const PEOPLE: u32 = 6;
const BEFORE: u32 = 40;

/// The program, as an operator starts it.
pub struct Running {
    child: Child,
    address: String,
}

impl Running {
    pub fn start(pool: &Pool, folder: &Path) -> Self {
        let database = match pool.url() {
            DatabaseUrl::Sqlite(path) => format!("sqlite:{}", path.display()),
            DatabaseUrl::Postgres(url) => url.clone(),
        };
        // Each person comes from a network of her own: those of one are a burst.
        let config = folder.join("parvis.toml");
        std::fs::write(&config, "trusted_proxies = [\"127.0.0.0/8\"]\n").unwrap();
        let mut child = Command::new(env!("CARGO_BIN_EXE_parvis"))
            .arg("serve")
            .env("PARVIS_DATABASE_URL", database)
            .env("PARVIS_DATA_DIR", folder)
            .env("PARVIS_LISTEN", "127.0.0.1:0")
            .env("PARVIS_CONFIG", config)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
        let ready = lines.find(|line| line.contains("http://127.0.0.1:")).unwrap();
        let address = ready.split_once("http://").unwrap().1;
        let address = address.split(|c: char| !(c.is_ascii_digit() || c == '.' || c == ':')).next().unwrap();
        Self { address: address.to_owned(), child }
    }

    /// Sends one step of the `n`th person; whether the program says that it has it.
    fn step(&self, code: &str, n: u32, step: &str, answer: &str) -> std::io::Result<bool> {
        let body = format!("p={n:043}&l=fr&{answer}");
        let mut stream = TcpStream::connect(&self.address)?;
        write!(
            stream,
            "POST /avis/{code}{step} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\nx-forwarded-for: 10.{}.{}.1\r\n\
             content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{body}",
            self.address,
            n / 200,
            n % 200,
            body.len(),
        )?;
        let mut text = String::new();
        stream.read_to_string(&mut text)?;
        assert!(text.is_empty() || text.starts_with("HTTP/1.1 303"), "{text}");
        Ok(!text.is_empty())
    }

    /// The whole opinion of the `n`th person: how many steps were acknowledged.
    pub fn opinion(&self, code: &str, n: u32) -> u32 {
        let first = self.step(code, n, "", "satisfaction=bad").unwrap_or(false);
        let comment = format!("comment=Avis+{n}");
        let second = first && self.step(code, n, "/comment", &comment).unwrap_or(false);
        u32::from(first) + u32::from(second)
    }

    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

pub fn survey(pool: &Pool) -> String {
    let means = parvis_accounts::Means::testing();
    let now: Timestamp = "2026-01-05T08:00:00Z".parse().unwrap();
    let by = By::console(now);
    let made: Result<String, AccountsError> = pool.write(|db| {
        let space = NewSpace { name: "Ici".into(), kind: "other".into(), territory: String::new() };
        spaces::create(db, &means, &by, &space)?;
        let new = parvis_catalog::New { number: "essai".into(), facts: vec![(Kind::Name, "Essai".into())] };
        parvis_catalog::create(db, &new, "2025-01-01".parse().unwrap(), means.id(now), now).unwrap();
        Ok(forms::create(db, &means, &by, "essai", "Essai")?.1.code)
    });
    made.unwrap()
}

/// How many opinions are there, and how many comments; the counters say the same.
pub fn kept(pool: &Pool) -> (u64, i64) {
    let (opinions, differences) = pool.write(counters::verify).unwrap();
    assert_eq!(differences, []);
    let comments: Result<i64, parvis_db::Error> = pool.read(|db| {
        let query = sql::<BigInt>("(SELECT count(*) FROM reviews_opinion WHERE verbatim IS NOT NULL)");
        Ok(on_db!(db, |c| parvis_db::diesel::select(query).get_result(c))?)
    });
    (opinions, comments.unwrap())
}

#[test]
fn what_was_acknowledged_is_kept_and_what_is_sent_again_counts_once() {
    for db in each_engine(parvis::MIGRATIONS) {
        eprintln!("on {}", db.pool.url());
        let (folder, code) = (tempfile::tempdir().unwrap(), survey(&db.pool));
        let running = Running::start(&db.pool, folder.path());
        let (next, begun, whole) = (AtomicU32::new(0), AtomicU32::new(0), AtomicU32::new(0));
        let person = || {
            // Until the program is gone.
            loop {
                let acknowledged = running.opinion(&code, next.fetch_add(1, Ordering::SeqCst));
                begun.fetch_add(u32::from(acknowledged > 0), Ordering::SeqCst);
                whole.fetch_add(u32::from(acknowledged > 1), Ordering::SeqCst);
                if acknowledged < 2 {
                    return;
                }
            }
        };
        std::thread::scope(|threads| {
            let people: Vec<_> = (0..PEOPLE).map(|_| threads.spawn(person)).collect();
            while whole.load(Ordering::SeqCst) < BEFORE && people.iter().any(|one| !one.is_finished()) {
                std::thread::yield_now();
            }
            // Its id, because the people still hold it.
            Command::new("kill").args(["-9", &running.child.id().to_string()]).status().unwrap();
        });
        running.kill();
        let (begun, whole, tried) = (begun.into_inner(), whole.into_inner(), next.into_inner());
        let (opinions, comments) = kept(&db.pool);
        assert!(whole >= BEFORE, "{whole}");
        assert!((u64::from(begun)..=u64::from(tried)).contains(&opinions), "{begun} {opinions} {tried}");
        assert!((i64::from(whole)..=i64::from(tried)).contains(&comments), "{whole} {comments} {tried}");

        let again = Running::start(&db.pool, folder.path());
        assert!((0..tried).all(|n| again.opinion(&code, n) == 2));
        again.kill();
        assert_eq!(kept(&db.pool), (u64::from(tried), i64::from(tried)));
    }
}
