//! A country's opinions: 16 million over 2,000 services, the largest with 15 %, against one million.
//!
//! `PARVIS_BENCH_OPINIONS` names other sizes ("1000000,4000000"). The largest needs some 14 GB where temporary files go,
//! and half an hour: this part runs only when it is named. `PARVIS_BENCH_FOLDER` names a folder where what was written
//! is kept, to ask it again without writing it anew.

use axum::Router;
use parvis_accounts::Means;
use parvis_accounts::http::SESSION_COOKIE;
use parvis_accounts::password::Cost;
use parvis_accounts::secret::Key;
use parvis_accounts::service::enter::{self, Browser, Second};
use parvis_accounts::service::{agents, demo, spaces};
use parvis_db::Pool;
use parvis_journal::By;
use parvis_kernel::{Actor, Clock, Id, Role, Scope, SeededRng, SystemRng};
use parvis_reviews::generate::{Dice, Plan};
use parvis_reviews::service::generate::generate;
use rustix::time::ClockId;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::runtime::Runtime;

use crate::http::{Connection, serve};
use crate::report::{Report, cpu, quantile};
use crate::site;

const SIZES: &str = "1000000,16000000";
const SERVICES: usize = 2_000;
const PASSWORD: &str = "quatre girafes lisent dehors";
/// Pages asked of each service, and searches.
const PAGES: u64 = 300;
/// What is searched: one word, frequent or rare, two, a phrase, a beginning, one that is nowhere.
const SEARCHES: [&str; 12] = [
    "téléphone",
    "paiement",
    "FranceConnect",
    "délai guichet",
    "connecter téléphone",
    "\"carte grise\"",
    "\"personne ne répond\"",
    "docum*",
    "merci -rapide",
    "dossier 123456",
    "police petite photo",
    "girafe",
];

pub fn run(report: &mut Report) {
    let sizes = std::env::var("PARVIS_BENCH_OPINIONS").unwrap_or_else(|_| SIZES.to_owned());
    let mut all: Vec<[f64; 3]> = Vec::new();
    for size in sizes.split(',').map(|size| size.trim().parse::<u64>().unwrap()) {
        all.push(match std::env::var_os("PARVIS_BENCH_FOLDER") {
            Some(kept) => {
                let folder = Path::new(&kept).join(size.to_string());
                std::fs::create_dir_all(&folder).unwrap();
                measure(report, &folder, size)
            }
            None => measure(report, tempfile::tempdir().unwrap().path(), size),
        });
    }
    if let [small, .., large] = all.as_slice() {
        for (what, at) in [("figures of the largest service, p99", 0), ("search, p95", 2)] {
            report.note(
                &format!("growth, {what}: largest size over smallest"),
                format!("{:.2}", large[at] / small[at]),
            );
        }
    }
}

fn measure(report: &mut Report, folder: &Path, opinions: u64) -> [f64; 3] {
    let pool = site::pool(folder, "national.db");
    let means = Means {
        key: Key::new(&SeededRng::new(1)),
        // What is made in a folder that is kept is new each time.
        rng: Arc::new(SystemRng),
        cost: Cost::STANDARD,
        issuer: "Parvis".into(),
    };
    let forms = written(report, &pool, &means, folder, opinions);

    let runtime = Runtime::new().unwrap();
    let own = means.clone();
    let with_means = |parts: &mut parvis::Parts| {
        parts.means = own.clone();
        parts.clock = Arc::new(site::clock());
    };
    let app: Router = site::build(&pool, &with_means);
    let mut person =
        Person { cookie: sign_in(&pool, &means), connection: Connection::open(serve(&runtime, app)) };
    let name = |what: &str| format!("{opinions} opinions: {what}, SQLite");
    let largest = person.figures(forms[0], 1);
    report.goal(
        &name("figures of the largest service, any period, p99"),
        format!("{largest:.1} ms"),
        "≤ 20 ms",
        largest <= 20.0,
    );
    let small = person.figures(forms[SERVICES * 3 / 4], 2);
    report.goal(
        &name("figures of a small service, any period, p99"),
        format!("{small:.1} ms"),
        "≤ 20 ms",
        small <= 20.0,
    );
    let search = person.searches(forms[0]);
    report.goal(
        &name("search in the largest service, p95"),
        format!("{search:.1} ms"),
        "≤ 100 ms",
        search <= 100.0,
    );
    [largest, small, search]
}

/// The surveys, the largest first: of what was written before, or of what is written now.
fn written(report: &mut Report, pool: &Pool, means: &Means, folder: &Path, opinions: u64) -> Vec<Id> {
    let list = folder.join("forms");
    if let Ok(known) = std::fs::read_to_string(&list) {
        return known.lines().map(|id| id.parse().unwrap()).collect();
    }
    let by = By::console(site::clock().now());
    let plan =
        Plan { opinions, services: SERVICES, until: "2026-08-31".parse().unwrap(), months: 24, seed: 1 };
    let (begun, busy) = (Instant::now(), cpu(ClockId::ProcessCPUTime));
    let forms = generate(pool, means, &by, &plan, &mut |_| ()).unwrap();
    let (load, disk) = (begun.elapsed().as_secs_f64(), size_of(folder));
    let busy = (cpu(ClockId::ProcessCPUTime) - busy).as_secs_f64();
    let rate = opinions as f64 / load;
    let figure = format!("{load:.0} s ({busy:.0} s of processor), {rate:.0} a second, {disk:.1} GB");
    report.note(&format!("{opinions} opinions written, SQLite"), figure);
    std::fs::write(&list, forms.iter().map(|id| format!("{id}\n")).collect::<String>()).unwrap();
    forms
}

/// Gigabytes of a folder's files.
fn size_of(folder: &Path) -> f64 {
    let files = std::fs::read_dir(folder).unwrap().flatten();
    files.map(|file| file.metadata().unwrap().len() as f64).sum::<f64>() / 1e9
}

/// The cookie of somebody who reads everything.
fn sign_in(pool: &Pool, means: &Means) -> String {
    let now = site::clock().now();
    let console = By::console(now.minus(Duration::from_secs(86_400)));
    let visitor = By { actor: Actor::visitor(), network: "192.0.2.0/24".into(), ..By::console(now) };
    // Another one each time, in a folder that is kept.
    let local = format!("agent-{}", std::process::id());
    let agent = pool.write(|db| {
        let space = spaces::all(db)?[0].id;
        let account = demo::Account { local: &local, name: "Agent", space, password: PASSWORD };
        demo::make(db, means, &console, &account, Role::QualityOfficer, Scope::Space(space))
    });
    let (agent, email, browser) = (agent.unwrap(), demo::address(&local), Browser::default());
    let begun = enter::with_password(pool, means, &visitor, &email, PASSWORD, &browser).unwrap();
    let signed = pool.write(|db| {
        let signed = enter::signed(db, &begun.session, now)?.unwrap();
        let codes = agents::console_codes(db, means, &By::console(now), agent)?;
        enter::with_second(db, means, &visitor, &signed, Second::Recovery(&codes[0]), &browser)
    });
    format!("__Host-{SESSION_COOKIE}={}", signed.unwrap().session)
}

struct Person {
    cookie: String,
    connection: Connection,
}

impl Person {
    /// Milliseconds until the page is there.
    fn time(&mut self, path: &str) -> f64 {
        let request = format!("GET {path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncookie: {}\r\n\r\n", self.cookie);
        let begun = Instant::now();
        let (status, _, body) = self.connection.exchange(&request);
        let time = begun.elapsed().as_secs_f64() * 1e3;
        assert_eq!(status, 200, "{path} {body}");
        time
    }

    /// The 99th percentile of the page of figures, over periods of any length.
    fn figures(&mut self, form: Id, seed: u64) -> f64 {
        let rng = SeededRng::new(seed);
        let dice = Dice(&rng);
        let first = "2024-09-02".parse::<parvis_kernel::Day>().unwrap().start();
        let day = |n: u64| first.plus(Duration::from_secs(n * 86_400)).day();
        let mut times: Vec<f64> = (0..PAGES)
            .map(|_| {
                let (a, b) = (dice.below(728), dice.below(728));
                let (from, until) = (day(a.min(b)), day(a.max(b)));
                self.time(&format!("/fr/bureau/avis/{form}?du={from}&au={until}"))
            })
            .collect();
        quantile(&mut times, 0.99)
    }

    /// The 95th percentile of a search.
    fn searches(&mut self, form: Id) -> f64 {
        let mut times: Vec<f64> = Vec::new();
        for _ in 0..8 {
            for words in SEARCHES {
                let words = words.bytes().map(|byte| format!("%{byte:02X}")).collect::<String>();
                times.push(self.time(&format!("/fr/bureau/avis/{form}/avis-recus?mots={words}")));
            }
        }
        quantile(&mut times, 0.95)
    }
}
