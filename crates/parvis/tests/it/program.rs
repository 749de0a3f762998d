//! The program as an operator runs it: what it logs, what it tells to whoever watches, how it stops.

use parvis_accounts::Means;
use parvis_accounts::service::demo;
use parvis_accounts::service::spaces::{self, NewSpace};
use parvis_db::testing::each_engine;
use parvis_db::{DatabaseUrl, Pool};
use parvis_journal::By;
use parvis_kernel::{Role, Scope};
use parvis_mail::testing::Sink;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::killed::survey;
use crate::people::PASSWORD;

/// Every line of our own crates.
const TALKATIVE: &str = "info,parvis=trace,parvis_web=trace,parvis_jobs=trace,parvis_accounts=trace,parvis_mail=trace,\
                         parvis_reviews=trace,parvis_desk=trace,parvis_db=trace,parvis_observatory=trace,\
                         parvis_procedures=trace,parvis_probes=trace,parvis_outbound=trace,parvis_files=trace,\
                         parvis_i18n=trace";

struct Program {
    child: Child,
    /// Of the site, when it serves one, and of whoever watches.
    site: String,
    watch: String,
}

impl Program {
    fn start(command: &str, pool: &Pool, folder: &Path, settings: &str) -> Self {
        let database = match pool.url() {
            DatabaseUrl::Sqlite(path) => format!("sqlite:{}", path.display()),
            DatabaseUrl::Postgres(url) => url.clone(),
        };
        let config = folder.join("parvis.toml");
        std::fs::write(
            &config,
            format!("log_format = \"json\"\nmetrics_listen = \"127.0.0.1:0\"\n{settings}"),
        )
        .unwrap();
        let mut child = Command::new(env!("CARGO_BIN_EXE_parvis"))
            .arg(command)
            .env("PARVIS_DATABASE_URL", database)
            .env("PARVIS_DATA_DIR", folder)
            .env("PARVIS_LISTEN", "127.0.0.1:0")
            .env("PARVIS_LANG", "en")
            .env("PARVIS_LOG", TALKATIVE)
            .env("PARVIS_CONFIG", config)
            .stdout(Stdio::piped())
            .stderr(std::fs::File::create(folder.join("log")).unwrap())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
        let mut address = || {
            let line = lines.find(|line| line.contains("http://127.0.0.1:")).unwrap();
            let after = line.split_once("http://").unwrap().1.to_owned();
            after.split(|c: char| !(c.is_ascii_digit() || c == '.' || c == ':')).next().unwrap().to_owned()
        };
        let site = if command == "serve" { address() } else { String::new() };
        Self { site, watch: address(), child }
    }

    fn signal(&self) {
        assert!(
            Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().unwrap().success()
        );
    }

    fn wait(mut self) {
        assert!(self.child.wait().unwrap().success());
    }
}

impl Drop for Program {
    /// A test that fails leaves nothing behind.
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// One request on a connection of its own, from somewhere: status and the whole answer.
fn ask(
    address: &str,
    method: &str,
    path: &str,
    cookies: &BTreeMap<String, String>,
    body: &str,
) -> (u16, String) {
    let mut stream = TcpStream::connect(address).unwrap();
    let jar: Vec<String> = cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\nhost: {address}\r\norigin: http://{address}\r\nconnection: close\r\n\
         x-forwarded-for: {CLIENT}\r\ncookie: {}\r\ncontent-type: application/x-www-form-urlencoded\r\n\
         content-length: {}\r\n\r\n{body}",
        jar.join("; "),
        body.len(),
    )
    .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    (answer.split(' ').nth(1).unwrap().parse().unwrap(), answer)
}

fn get(address: &str, path: &str) -> (u16, String) {
    ask(address, "GET", path, &BTreeMap::new(), "")
}

const CLIENT: &str = "203.0.113.77";

/// Follows a form: shows it, sends it with its token. Cookies are kept.
fn fill(
    site: &str,
    path: &str,
    jar: &mut BTreeMap<String, String>,
    fields: &[(&str, &str)],
) -> (u16, String) {
    let keep = |answer: &str, jar: &mut BTreeMap<String, String>| {
        for line in answer.lines().filter_map(|line| line.strip_prefix("set-cookie: ")) {
            let (name, rest) = line.split_once('=').unwrap();
            jar.insert(name.to_owned(), rest.split(';').next().unwrap().to_owned());
        }
    };
    let (status, page) = ask(site, "GET", path, jar, "");
    assert_eq!(status, 200, "{page}");
    keep(&page, jar);
    let token = page.split("name=\"_jeton\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let mut body = form_urlencoded::Serializer::new(String::new());
    body.append_pair("_jeton", token).extend_pairs(fields);
    let done = ask(site, "POST", path, jar, &body.finish());
    keep(&done.1, jar);
    done
}

/// Asks until it is so, for half a minute at most.
fn until<T>(what: &str, mut found: impl FnMut() -> Option<T>) -> T {
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_secs(30) {
        if let Some(found) = found() {
            return found;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    panic!("{what}")
}

#[test]
fn no_line_of_the_log_says_who_came_or_what_they_wrote() {
    for db in each_engine(parvis::MIGRATIONS) {
        let (folder, code, sink) = (tempfile::tempdir().unwrap(), survey(&db.pool), Sink::start());
        let means = Means::testing();
        let by = By::console("2026-01-06T08:00:00Z".parse().unwrap());
        let account = |space| demo::Account { local: "zebulon", name: "Zebulon", space, password: PASSWORD };
        let agent = db.pool.write(|db| {
            let new = NewSpace { name: "Là".into(), kind: "other".into(), territory: String::new() };
            let space = spaces::create(db, &means, &by, &new)?.id;
            demo::make(db, &means, &by, &account(space), Role::PlatformAdministrator, Scope::Space(space))
        });
        agent.unwrap();
        let email = demo::address("zebulon");
        let settings = format!(
            "trusted_proxies = [\"127.0.0.0/8\"]\n[mail]\nfrom = \"Parvis <parvis@parvis.invalid>\"\nsmtp_url = \"{}\"\n",
            sink.url()
        );
        let program = Program::start("serve", &db.pool, folder.path(), &settings);
        let site = &program.site;

        let mut jar = BTreeMap::new();
        let (status, _) =
            fill(site, "/fr/connexion", &mut jar, &[("email", &email), ("password", "girafon rouge")]);
        assert_eq!(status, 422);
        let (status, page) =
            fill(site, "/fr/connexion", &mut jar, &[("email", &email), ("password", PASSWORD)]);
        assert_eq!(status, 303, "{page}");
        assert_eq!(fill(site, "/fr/mot-de-passe-oublie", &mut jar, &[("email", &email)]).0, 200);
        let letter = until("no letter came", || sink.take().pop());
        let link =
            letter.text.split_whitespace().find(|word| word.contains("/fr/nouveau-mot-de-passe")).unwrap();
        let link = link.split_once(site.as_str()).unwrap().1;
        assert_eq!(get(site, link).0, 200);

        let secret = "q".repeat(43);
        let sent = format!("p={secret}&l=fr&satisfaction=bad");
        let none = BTreeMap::new();
        assert_eq!(ask(site, "POST", &format!("/avis/{code}"), &none, &sent).0, 303);
        let text = format!("p={secret}&l=fr&comment=Le+formulaire+xylophone+refuse+0612345678");
        // A page that says what was masked.
        let (status, page) = ask(site, "POST", &format!("/avis/{code}/comment"), &none, &text);
        assert_eq!(status, 200, "{page}");
        assert_eq!(get(site, "/fr/nulle-part/xylophone?q=xylophone").0, 404);
        program.signal();
        program.wait();

        let log = std::fs::read_to_string(folder.path().join("log")).unwrap();
        assert!(log.matches("\"request\"").count() > 8 && log.contains("a job is done"), "{log}");
        assert!(log.contains("\"route\":\"/avis/{code}\""), "{log}");
        let session = jar.values().map(String::as_str);
        let token = link.rsplit(['=', '/']).next().unwrap();
        let said = [
            email.as_str(),
            "zebulon",
            CLIENT,
            "xylophone",
            "0612345678",
            &secret,
            PASSWORD,
            "girafon",
            token,
        ];
        for secret in said.into_iter().chain(session) {
            assert!(secret.len() > 4, "{secret}");
            let line = log.lines().find(|line| line.to_lowercase().contains(&secret.to_lowercase()));
            assert_eq!(line, None, "{secret}");
        }
    }
}

#[test]
fn it_tells_how_it_is_and_serves_while_it_is_drained() {
    let db = parvis_db::testing::sqlite(parvis::MIGRATIONS);
    let folder = tempfile::tempdir().unwrap();
    let program = Program::start("serve", &db.pool, folder.path(), "drain_seconds = 3\n");
    let (site, watch) = (program.site.clone(), program.watch.clone());
    for address in [&site, &watch] {
        assert_eq!(get(address, "/healthz").0, 200);
        let (status, text) = get(address, "/readyz");
        assert_eq!((status, text.ends_with("{\"status\":\"ready\"}")), (200, true), "{text}");
        assert!(text.contains("cache-control: no-store") && text.contains("x-robots-tag: noindex"), "{text}");
    }
    assert_eq!(get(&site, "/metrics").0, 404, "metrics are told on their own address alone");
    assert_eq!(get(&site, "/fr").0, 200);
    let (status, text) = get(&watch, "/metrics");
    assert_eq!(status, 200);
    let mut wanted = String::new();
    for line in [
        "parvis_ready{} 1.0",
        "parvis_db_up{} 1.0",
        "route=\"/fr\",method=\"GET\",status=\"2xx\"} 1",
        "# EOF",
    ] {
        let _ = writeln!(wanted, "{line}");
        assert!(text.contains(line), "{line}\n{text}");
    }
    assert!(text.contains("application/openmetrics-text"), "{wanted}");

    program.signal();
    until("it does not say that it stops", || (get(&watch, "/readyz").0 == 503).then_some(()));
    let (status, text) = get(&site, "/fr");
    assert_eq!(status, 200, "what still comes is served");
    assert!(text.contains("connection: close"), "{text}");
    assert!(get(&site, "/readyz").1.contains("stopping"));
    program.wait();
    assert!(TcpStream::connect(&site).is_err());
}

#[test]
fn a_worker_tells_how_its_work_goes() {
    let db = parvis_db::testing::sqlite(parvis::MIGRATIONS);
    let folder = tempfile::tempdir().unwrap();
    let program = Program::start("worker", &db.pool, folder.path(), "");
    let text = until("no schedule was seen", || {
        let (_, text) = get(&program.watch, "/metrics");
        text.contains("parvis_schedule_last_tick_timestamp_seconds{schedule=\"jobs-purge\"}").then_some(text)
    });
    assert!(text.contains("parvis_jobs{state=\"due\"} 0.0"), "{text}");
    program.signal();
    program.wait();
}
