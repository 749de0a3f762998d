//! Webhooks: a real receiver, which fails, is slow, or takes what it is sent; nothing is lost, and signatures are right.

use parvis_jobs::{Registry, Work, run_all};
use parvis_kernel::{Clock, Id, Role, Timestamp};
use parvis_mail::testing::Sink;
use parvis_outbound::{Outbound, OutboundSettings};
use parvis_reviews::hooks::{Courier, Delivery, Event, Hook, Secret, State, sign};
use parvis_reviews::service::entry::Said;
use parvis_reviews::service::hooks::{self, NewHook};
use parvis_reviews::service::{alerts, measure, reading};
use parvis_reviews::survey::Face;
use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::alerts::post;
use crate::world::{World, on_each_engine};

/// What a receiver got.
#[derive(Debug, Clone)]
pub struct Got {
    headers: Vec<(String, String)>,
    body: String,
}

impl Got {
    fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(own, _)| own == name).map_or("", |(_, value)| value)
    }

    fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap()
    }
}

/// A program that is told: it answers with these statuses, one after the other, then with 200.
pub struct Receiver {
    port: u16,
    got: Arc<Mutex<Vec<Got>>>,
}

impl Receiver {
    pub fn start(statuses: &[u16], wait: Duration) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let (port, got) = (listener.local_addr().unwrap().port(), Arc::new(Mutex::new(Vec::new())));
        let (kept, mut statuses) = (Arc::clone(&got), VecDeque::from(statuses.to_vec()));
        std::thread::spawn(move || {
            for mut stream in listener.incoming().map_while(Result::ok) {
                let mut lines = BufReader::new(stream.try_clone().unwrap());
                let mut headers = Vec::new();
                loop {
                    let mut line = String::new();
                    if lines.read_line(&mut line).unwrap_or(0) == 0 || line == "\r\n" {
                        break;
                    }
                    if let Some((name, value)) = line.trim_end().split_once(": ") {
                        headers.push((name.to_lowercase(), value.to_owned()));
                    }
                }
                let mut got = Got { headers, body: String::new() };
                let Ok(length) = got.header("content-length").parse() else { continue };
                let mut body = vec![0; length];
                lines.read_exact(&mut body).unwrap();
                got.body = String::from_utf8(body).unwrap();
                kept.lock().unwrap().push(got);
                std::thread::sleep(wait);
                let status = statuses.pop_front().unwrap_or(200);
                let text = format!(
                    "HTTP/1.1 {status} Said\r\nContent-Length: 9\r\nLocation: /elsewhere\r\nConnection: close\r\n\r\n<b>ok</b>"
                );
                let _ = stream.write_all(text.as_bytes());
            }
        });
        Self { port, got }
    }

    fn url(&self) -> String {
        format!("http://127.0.0.1:{}/in?key=1", self.port)
    }

    pub fn got(&self) -> Vec<Got> {
        self.got.lock().unwrap().clone()
    }
}

/// A clock that a test moves.
struct Moved(Mutex<Timestamp>);

impl Clock for Moved {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }
}

struct Office {
    sink: Sink,
    courier: Courier,
    registry: Registry,
    clock: Arc<Moved>,
}

impl Office {
    fn new(w: &World) -> Self {
        let (sink, post) = post(w);
        let clock = Arc::new(Moved(Mutex::new(w.now.get())));
        let courier = Courier::new(post.clone(), outbound(), Arc::clone(&clock) as Arc<dyn Clock>);
        let builder = parvis_reviews::letter_jobs(Registry::builder(), post);
        let registry = parvis_reviews::hook_jobs(builder, courier.clone()).build().unwrap();
        Self { sink, courier, registry, clock }
    }

    fn wait(&self, w: &World, length: Duration) {
        let now = w.now.get().plus(length);
        w.now.set(now);
        *self.clock.0.lock().unwrap() = now;
    }

    /// Runs what is due, until it is over.
    fn work(&self, w: &World) {
        let failures = run_all(&w.db.pool, &self.registry, &*self.clock, &*w.means.rng).unwrap();
        assert!(failures.is_empty(), "{failures:?}");
        self.courier.wait();
    }
}

fn outbound() -> Outbound {
    let allowed = vec!["127.0.0.1".parse().unwrap()];
    let timeout = Duration::from_secs(2);
    Outbound::new(OutboundSettings { allowed, timeout, ..OutboundSettings::default() }).unwrap()
}

fn make(w: &World, url: &str, events: &[Event]) -> (Hook, Secret) {
    let new = NewHook { url: url.to_owned(), events: events.iter().copied().collect() };
    let is_named = |host: &str| outbound().names(host);
    w.write(|db| hooks::create(db, &w.means, &w.console(), w.form.id, &new, is_named)).unwrap()
}

fn sheet(w: &World, id: Id) -> (Hook, Vec<Delivery>) {
    let (_, hook, all) = w.write(|db| hooks::sheet(db, &w.console(), id)).unwrap();
    (hook, all)
}

const OPINIONS: &[Event] = &[Event::OpinionCreated, Event::OpinionUpdated];

#[test]
fn a_receiver_that_fails_twice_takes_the_same_message_at_last() {
    on_each_engine(|w| {
        let receiver = Receiver::start(&[500, 302], Duration::ZERO);
        let (office, (hook, secret)) = (Office::new(w), make(w, &receiver.url(), OPINIONS));
        w.begin(&w.sent("p"), Face::Bad).unwrap();
        office.work(w);
        let (failing, all) = sheet(w, hook.id);
        assert_eq!((failing.failures, all[0].state, all[0].attempts), (1, State::Waiting, 1));
        let tried = all[0].tried.clone().unwrap();
        assert_eq!((tried.status, tried.answer.as_str()), (Some(500), ""));
        office.work(w);
        assert_eq!(receiver.got().len(), 1, "it rests for half a minute at least");
        for _ in 0..2 {
            office.wait(w, Duration::from_secs(300));
            office.work(w);
        }
        let (works, all) = sheet(w, hook.id);
        assert_eq!((works.failures, all[0].state, all[0].attempts), (0, State::Delivered, 3));
        let got = receiver.got();
        assert_eq!(got.len(), 3, "a redirection is not followed, and what was taken is not sent again");
        for one in &got {
            assert_eq!(one.header("webhook-id"), all[0].id.to_string(), "the same message each time");
            let at: i64 = one.header("webhook-timestamp").parse().unwrap();
            let at = Timestamp::from_micros(at * 1_000_000);
            let signed =
                sign(std::slice::from_ref(&secret), one.header("webhook-id"), at, one.body.as_bytes());
            assert_eq!(one.header("webhook-signature"), signed);
        }
        let json = got[0].json();
        assert_eq!(json["type"], "opinion.created");
        assert_eq!(
            (&json["data"]["satisfaction"], &json["data"]["state"]),
            (&"bad".into(), &"counted".into())
        );
    });
}

#[test]
fn each_event_is_told_to_those_who_want_it() {
    on_each_engine(|w| {
        let receiver = Receiver::start(&[], Duration::ZERO);
        let office = Office::new(w);
        let (hook, _) = make(w, &receiver.url(), Event::ALL);
        make(w, &receiver.url(), &[Event::FiguresMeasured]);
        w.wait(86_400 * 40);
        let one = w.begin(&w.sent("p"), Face::Bad).unwrap();
        w.go_on("p", &Said::Comment(Some("Appelez-moi au [téléphone masqué]".into()))).unwrap();
        w.wait(60);
        w.write(|db| reading::set_aside(db, &w.console(), one.id, true, "essai")).unwrap();
        w.wait(60);
        w.write(|db| reading::set_aside(db, &w.console(), one.id, false, "essai")).unwrap();
        alerts::silence(&w.db.pool, &*w.means.rng, &w.form, w.now.get()).unwrap();
        w.wait(86_400 * 31);
        w.write(|db| measure::measure(db, w.now.get())).unwrap();
        office.wait(w, Duration::from_secs(1));
        office.work(w);
        let got: Vec<serde_json::Value> = receiver.got().iter().map(Got::json).collect();
        let count = |kind: &str| got.iter().filter(|one| one["type"] == kind).count();
        let kinds = ["opinion.created", "opinion.updated", "alert.raised", "figures.measured"];
        assert_eq!(kinds.map(count), [1, 3, 1, 2], "{got:#?}");
        let data = |kind: &str| got.iter().find(|one| one["type"] == kind).unwrap()["data"].clone();
        assert_eq!(data("opinion.updated")["comment"], "Appelez-moi au [téléphone masqué]");
        assert_eq!(data("alert.raised")["alert"]["kind"], "silence");
        assert_eq!(data("figures.measured")["figures"][0]["value"], 0.0);
        assert!(sheet(w, hook.id).1.iter().all(|one| one.state == State::Delivered));
    });
}

#[test]
fn what_is_killed_between_the_outbox_and_the_receiver_is_sent_later_under_its_name() {
    on_each_engine(|w| {
        let receiver = Receiver::start(&[], Duration::ZERO);
        let (hook, _) = make(w, &receiver.url(), OPINIONS);
        w.begin(&w.sent("p"), Face::Bad).unwrap();
        let waiting = sheet(w, hook.id).1.remove(0);
        assert_eq!((waiting.state, waiting.attempts), (State::Waiting, 0), "noted with the opinion");
        // A program took the job and died before it sent anything; another one makes its rounds later.
        let office = Office::new(w);
        let dead = Registry::builder().on(|_: Lost, _: &Work<'_>| Ok(())).build().unwrap();
        run_all(&w.db.pool, &dead, &*office.clock, &*w.means.rng).unwrap();
        office.work(w);
        assert!(receiver.got().is_empty(), "the job is gone");
        office.wait(w, Duration::from_secs(600));
        office.work(w);
        let got = receiver.got();
        assert_eq!((got.len(), got[0].header("webhook-id")), (1, waiting.id.to_string().as_str()));
        office.wait(w, Duration::from_secs(600));
        office.work(w);
        assert_eq!(receiver.got().len(), 1);
    });
}

/// What another program does with the jobs of this one: nothing, once it has taken them.
#[derive(serde::Serialize, serde::Deserialize)]
struct Lost {
    hook: Id,
}

impl parvis_jobs::Job for Lost {
    const NAME: &'static str = "reviews-deliver";
}

#[test]
fn a_webhook_that_takes_nothing_for_three_days_is_paused_and_its_maker_told() {
    on_each_engine(|w| {
        let refuses: Vec<u16> = vec![503; 200];
        let receiver = Receiver::start(&refuses, Duration::ZERO);
        let office = Office::new(w);
        let officer = w.someone("officer", Role::QualityOfficer);
        let new = NewHook { url: receiver.url(), events: OPINIONS.iter().copied().collect() };
        let named = |_: &str| true;
        let made = w.write(|db| hooks::create(db, &w.means, &officer, w.form.id, &new, named)).unwrap();
        let id = made.0.id;
        w.begin(&w.sent("p"), Face::Bad).unwrap();
        w.wait(1);
        w.begin(&w.sent("q"), Face::Bad).unwrap();
        let mut hours = 0;
        while sheet(w, id).0.paused_at.is_none() {
            office.wait(w, Duration::from_secs(3_600));
            office.work(w);
            hours += 1;
            assert!(hours < 200, "never paused");
        }
        assert!((72..=79).contains(&hours), "{hours} hours");
        assert!(receiver.got().len() < 45, "{} attempts in three days", receiver.got().len());
        assert!(sheet(w, id).1.iter().all(|one| one.state == State::GivenUp));
        office.work(w);
        let letters = office.sink.take();
        assert_eq!((letters.len(), letters[0].to[0].as_str()), (1, "officer@demo.example"));
        assert!(letters[0].text.contains(&format!("https://parvis.test/fr/bureau/webhooks/{id}")));
        assert!(!letters[0].text.contains("key=1"), "what follows the host may be a secret");
        w.begin(&w.sent("r"), Face::Bad).unwrap();
        let all = sheet(w, id).1;
        assert_eq!(all.len(), 2, "nothing is noted while it is paused");
        assert!(w.write(|db| hooks::again(db, &w.means, &officer, all[0].id)).is_err());
        w.write(|db| hooks::resume(db, &officer, id)).unwrap();
        assert!(w.write(|db| hooks::resume(db, &officer, id)).is_err(), "it goes on already");
    });
}

#[test]
fn a_delivery_is_sent_again_by_hand_and_forgotten_after_thirty_days() {
    on_each_engine(|w| {
        let receiver = Receiver::start(&[200, 410], Duration::ZERO);
        let (office, (hook, _)) = (Office::new(w), make(w, &receiver.url(), OPINIONS));
        w.begin(&w.sent("p"), Face::Bad).unwrap();
        office.work(w);
        let one = sheet(w, hook.id).1.remove(0);
        assert_eq!(one.state, State::Delivered);
        w.write(|db| hooks::again(db, &w.means, &w.console(), one.id)).unwrap();
        assert!(w.write(|db| hooks::again(db, &w.means, &w.console(), one.id)).is_err(), "it waits");
        office.work(w);
        let got = receiver.got();
        assert_eq!(got[0].header("webhook-id"), got[1].header("webhook-id"));
        assert!(sheet(w, hook.id).0.paused_at.is_some(), "410: it wants no more");
        office.wait(w, Duration::from_secs(31 * 86_400));
        let rules = parvis_reviews::RETENTION;
        w.write(|db| Ok(parvis_journal::retention::sweep(db, rules, None, &w.console())?)).unwrap();
        assert!(sheet(w, hook.id).1.is_empty());
    });
}

#[test]
fn an_erased_opinion_is_told_to_nobody() {
    on_each_engine(|w| {
        let receiver = Receiver::start(&[500], Duration::ZERO);
        let (office, (hook, _)) = (Office::new(w), make(w, &receiver.url(), OPINIONS));
        w.begin(&w.sent("p"), Face::Bad).unwrap();
        office.work(w);
        // Its retention ends before the receiver is back.
        w.now.set(w.now.get().plus(Duration::from_secs(4 * 366 * 86_400)));
        w.write(|db| parvis_reviews::service::keep::purge(db, &w.console())).unwrap();
        office.wait(w, Duration::ZERO);
        office.courier.turn(&w.db.pool, hook.id).unwrap();
        assert_eq!(receiver.got().len(), 1);
        assert_eq!(sheet(w, hook.id).1[0].state, State::Gone);
    });
}

#[test]
fn both_secrets_sign_for_a_day_after_a_change() {
    on_each_engine(|w| {
        let receiver = Receiver::start(&[], Duration::ZERO);
        let (office, (hook, first)) = (Office::new(w), make(w, &receiver.url(), OPINIONS));
        let second = w.write(|db| hooks::rotate(db, &w.means, &w.console(), hook.id)).unwrap();
        w.begin(&w.sent("p"), Face::Bad).unwrap();
        office.work(w);
        office.wait(w, Duration::from_secs(86_400));
        w.begin(&w.sent("q"), Face::Bad).unwrap();
        office.work(w);
        let got = receiver.got();
        let signed = |one: &Got, secrets: &[Secret]| {
            let at: i64 = one.header("webhook-timestamp").parse().unwrap();
            sign(
                secrets,
                one.header("webhook-id"),
                Timestamp::from_micros(at * 1_000_000),
                one.body.as_bytes(),
            )
        };
        let both = [second.clone(), first];
        assert_eq!(got[0].header("webhook-signature"), signed(&got[0], &both));
        assert_eq!(got[1].header("webhook-signature"), signed(&got[1], &both[..1]));
        assert_eq!(sheet(w, hook.id).0.former, None, "what signs no more is kept no longer");
    });
}

#[test]
fn a_slow_receiver_keeps_no_other_waiting() {
    on_each_engine(|w| {
        let slow = [0; 3].map(|_| Receiver::start(&[], Duration::from_millis(1_500)));
        let fast = Receiver::start(&[], Duration::ZERO);
        let office = Office::new(w);
        slow.iter().for_each(|one| drop(make(w, &one.url(), OPINIONS)));
        let (hook, _) = make(w, &fast.url(), OPINIONS);
        w.begin(&w.sent("p"), Face::Bad).unwrap();
        let begun = std::time::Instant::now();
        let failures = run_all(&w.db.pool, &office.registry, &*office.clock, &*w.means.rng).unwrap();
        assert!(failures.is_empty());
        while fast.got().is_empty() {
            assert!(begun.elapsed() < Duration::from_millis(1_400), "it waited for a slow one");
            std::thread::sleep(Duration::from_millis(10));
        }
        office.courier.wait();
        assert_eq!(sheet(w, hook.id).1[0].state, State::Delivered);
        assert!(slow.iter().all(|one| one.got().len() == 1));
    });
}

#[test]
fn an_opinion_costs_one_look_up_more_where_nobody_is_told() {
    on_each_engine(|w| {
        let cost = |page: &str| {
            let before = w.db.pool.statements();
            w.begin(&w.sent(page), Face::Bad).unwrap();
            w.db.pool.statements() - before
        };
        cost("first");
        let nobody = cost("p");
        let receiver = Receiver::start(&[], Duration::ZERO);
        make(w, &receiver.url(), &[Event::FiguresMeasured]);
        assert_eq!(cost("q"), nobody, "who wants something else costs nothing");
        make(w, &receiver.url(), OPINIONS);
        assert_eq!(cost("r"), nobody + 2, "a delivery and its job");
    });
}

#[test]
fn who_may_not_keep_the_survey_makes_no_webhook_and_addresses_are_checked() {
    on_each_engine(|w| {
        let reader = w.someone("audit", Role::Auditor);
        let officer = w.someone("officer", Role::QualityOfficer);
        let try_it = |by: &parvis_journal::By, url: &str, events: &[Event]| {
            let new = NewHook { url: url.to_owned(), events: events.iter().copied().collect() };
            w.write(|db| hooks::create(db, &w.means, by, w.form.id, &new, |_| false))
        };
        assert!(try_it(&reader, "https://x.fr/", OPINIONS).is_err());
        assert!(try_it(&officer, "http://127.0.0.1/", OPINIONS).is_err(), "no TLS, not named");
        assert!(try_it(&officer, "https://x.fr/", &[]).is_err(), "no event");
        let (hook, secret) = try_it(&officer, "https://x.fr/in?key=1", OPINIONS).unwrap();
        assert!(!hook.secret.contains(&secret.shown()));
        for _ in 1..10 {
            try_it(&officer, "https://x.fr/", OPINIONS).unwrap();
        }
        assert!(try_it(&officer, "https://x.fr/", OPINIONS).is_err(), "ten are enough");
        for refused in [
            w.write(|db| hooks::sheet(db, &reader, hook.id).map(drop)),
            w.write(|db| hooks::rotate(db, &w.means, &reader, hook.id).map(drop)),
            w.write(|db| hooks::end(db, &reader, hook.id).map(drop)),
        ] {
            assert!(refused.is_err());
        }
        let acts = parvis_journal::Filter { action: Some("hook.create".into()), ..Default::default() };
        let entries = w.write(|db| Ok(parvis_journal::page(db, &acts)?)).unwrap();
        assert!(entries.len() == 10 && !format!("{entries:?}").contains("key=1"));
        assert_eq!(w.write(|db| hooks::end(db, &officer, hook.id)).unwrap(), w.form.id);
        assert_eq!(w.write(|db| hooks::list(db, &officer, w.form.id)).unwrap().1.len(), 9);
    });
}

/// The example of the documentation, run by Python on a message as it came.
#[test]
fn the_documented_example_verifies_a_real_message() {
    const DOCUMENT: &str = include_str!("../../../../../docs/reviews-api.md");
    on_each_engine(|w| {
        let receiver = Receiver::start(&[], Duration::ZERO);
        let (office, (_, secret)) = (Office::new(w), make(w, &receiver.url(), OPINIONS));
        w.begin(&w.sent("p"), Face::Bad).unwrap();
        office.work(w);
        let got = receiver.got().remove(0);
        let code = DOCUMENT.split_once("```python\n").unwrap().1.split_once("```").unwrap().0;
        let program = format!(
            "{code}\nimport json, sys\nsecret, headers, body = json.load(sys.stdin)\nat = int(headers['webhook-timestamp'])\n\
             print(is_ours(secret, headers, body.encode(), at), is_ours(secret, headers, body.encode() + b' ', at),\n\
             is_ours(secret, headers, body.encode(), at + 301), is_ours('whsec_AAAA', headers, body.encode(), at))"
        );
        let headers: std::collections::BTreeMap<_, _> = got.headers.iter().cloned().collect();
        let mut python = Command::new("python3")
            .args(["-c", &program])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("python3, which runs the example");
        let said = serde_json::json!([secret.shown(), headers, got.body]).to_string();
        python.stdin.take().unwrap().write_all(said.as_bytes()).unwrap();
        let out = python.wait_with_output().unwrap();
        assert_eq!(String::from_utf8_lossy(&out.stdout).trim(), "True False False False");
    });
}
