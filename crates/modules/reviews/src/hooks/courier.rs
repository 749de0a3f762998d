//! Sends messages. Each webhook has its own turn, in a thread of its own: one that is slow keeps nobody else waiting.
//!
//! A turn takes the webhook, sends what is due one after the other, and ends at the first failure; the webhook then
//! rests. What is killed in between is taken up again: a message waits in the database until its answer is written.

use parvis_accounts::{AccountsError, Post};
use parvis_db::{Db, Pool};
use parvis_jobs::{Builder, Failed, Job, Schedule, Work, backoff, enqueue};
use parvis_kernel::{Clock, Id, Rng, Timestamp};
use parvis_outbound::http::{Method, Request, header};
use parvis_outbound::{Answer, Error, Outbound};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use super::signature::seconds;
use super::{Delivery, Hook, Secret, State, TRIED, Tried, address, sign};
use crate::letters::HookLetter;
use crate::measured::DELIVERIES;
use crate::service::outbox;
use crate::store::hooks::{self as store, deliveries};

/// Turns at the same time, in one program.
const AT_ONCE: usize = 16;
/// A webhook is taken for so long: longer than an answer is waited for.
const TAKEN: Duration = Duration::from_secs(30);
/// Messages of one turn; the rest is for the next one.
const TURN: usize = 50;
/// Characters of why no answer came.
const WHY: usize = 200;

/// Sends what is due to one webhook.
#[derive(Serialize, Deserialize)]
pub(crate) struct Deliver {
    pub hook: Id,
}

impl Job for Deliver {
    const NAME: &'static str = "reviews-deliver";
}

/// Looks for webhooks whose turn was lost, and erases old deliveries and secrets.
#[derive(Serialize, Deserialize)]
struct Rounds {}

impl Job for Rounds {
    const NAME: &'static str = "reviews-deliveries";
    const ATTEMPTS: u32 = 1;
}

/// What messages are sent with; cheap to clone.
#[derive(Clone)]
pub struct Courier {
    post: Post,
    outbound: Outbound,
    clock: Arc<dyn Clock>,
    turns: Arc<AtomicUsize>,
}

/// Registers what sends.
pub fn jobs(builder: Builder, courier: Courier) -> Builder {
    let rounds = courier.clone();
    builder
        .on(move |job: Deliver, work: &Work<'_>| courier.start(work.pool, job.hook))
        .on(move |_: Rounds, work: &Work<'_>| rounds.rounds(work.pool).map_err(Failed::from))
        .every("reviews-deliveries", Schedule::Every(Duration::from_secs(300)), |_| Rounds {})
}

impl Courier {
    /// `outbound` must wait no longer than [`super::PATIENCE`].
    pub fn new(post: Post, outbound: Outbound, clock: Arc<dyn Clock>) -> Self {
        Self { post, outbound, clock, turns: Arc::default() }
    }

    /// Begins the turn of a webhook, in a thread of its own.
    fn start(&self, pool: &Pool, hook: Id) -> Result<(), Failed> {
        if self.turns.fetch_add(1, Ordering::SeqCst) >= AT_ONCE {
            self.turns.fetch_sub(1, Ordering::SeqCst);
            return Err(Failed::Again("as many webhooks as can be are being sent to".to_owned()));
        }
        let (this, pool) = (self.clone(), pool.clone());
        let thread = std::thread::Builder::new().name("parvis-courier".to_owned()).spawn(move || {
            let turn = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| this.turn(&pool, hook)));
            if let Ok(Err(error)) = turn {
                tracing::warn!(hook = %hook, %error, "the turn of a webhook was broken off; it is taken up again");
            }
            this.turns.fetch_sub(1, Ordering::SeqCst);
        });
        thread.map(drop).map_err(|error| {
            self.turns.fetch_sub(1, Ordering::SeqCst);
            Failed::Again(error.to_string())
        })
    }

    /// Waits until every turn that was begun is over: for tests, and before a program ends.
    pub fn wait(&self) {
        while self.turns.load(Ordering::SeqCst) > 0 {
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    fn rounds(&self, pool: &Pool) -> Result<(), AccountsError> {
        let now = self.clock.now();
        pool.write(|db| store::forget_former(db, now))?;
        for hook in pool.read(|db| deliveries::late(db, now.minus(TAKEN)))? {
            if self.start(pool, hook).is_err() {
                break;
            }
        }
        Ok(())
    }

    /// Sends what is due to a webhook, until nothing is, or one message is not taken. How many were taken.
    ///
    /// # Errors
    /// The database's own.
    pub fn turn(&self, pool: &Pool, hook: Id) -> Result<usize, AccountsError> {
        for taken in 0..TURN {
            let Some((hook, delivery)) = pool.write(|db| self.take(db, hook))? else { return Ok(taken) };
            let (id, at) = (delivery.id.to_string(), self.clock.now());
            let message = pool.read(|db| outbox::message(db, &self.post.base_url, &hook, &delivery))?;
            let Some(message) = message else {
                pool.write(|db| self.gone(db, &delivery))?;
                continue;
            };
            let body = message.to_string().into_bytes();
            let begun = Instant::now();
            let answer = self.send(&hook, &id, at, body);
            let tried = tried(answer, at, u32::try_from(begun.elapsed().as_millis()).unwrap_or(u32::MAX));
            let is_taken = tried.is_taken();
            DELIVERIES.add([match tried.status {
                _ if is_taken => "taken",
                Some(_) => "refused",
                None => "unreachable",
            }]);
            pool.write(|db| db.tx(|db| self.write(db, &hook, delivery, tried)))?;
            if !is_taken {
                return Ok(taken);
            }
        }
        let now = self.clock.now();
        pool.write(|db| enqueue(db, self.post.means.id(now), &Deliver { hook }, now))?;
        Ok(TURN)
    }

    /// The next message to a webhook, and the webhook, which is ours until it is written how it went.
    fn take(&self, db: &mut Db, hook: Id) -> Result<Option<(Hook, Delivery)>, AccountsError> {
        let now = self.clock.now();
        db.tx(|db| {
            let Some(hook) = store::take(db, hook, now, now.plus(TAKEN))? else { return Ok(None) };
            match deliveries::due(db, hook.id, now)? {
                Some(delivery) => Ok(Some((hook, delivery))),
                None => {
                    store::free(db, hook.id)?;
                    Ok(None)
                }
            }
        })
    }

    fn send(&self, hook: &Hook, id: &str, at: Timestamp, body: Vec<u8>) -> Result<Answer, Error> {
        let former = hook.former.as_ref().filter(|(_, until)| at < *until).map(|(sealed, _)| sealed);
        let sealed = std::iter::once(&hook.secret).chain(former);
        let secrets: Vec<Secret> =
            sealed.filter_map(|one| Secret::open(&self.post.means.key, hook.id, one)).collect();
        if secrets.is_empty() {
            return Err(Error::Settings("the installation's key does not open the webhook's secret".into()));
        }
        let request = Request::builder()
            .method(Method::POST)
            .uri(&hook.url)
            .header(header::CONTENT_TYPE, "application/json")
            .header("webhook-id", id)
            .header("webhook-timestamp", seconds(at).to_string())
            .header("webhook-signature", sign(&secrets, id, at, &body))
            .body(body)
            .map_err(|error| Error::Invalid(error.to_string()))?;
        self.outbound.send(request)
    }

    /// Writes how an attempt went, and when the next one is.
    fn write(&self, db: &mut Db, hook: &Hook, delivery: Delivery, tried: Tried) -> Result<(), AccountsError> {
        let now = self.clock.now();
        let attempts = delivery.attempts + 1;
        let (is_taken, is_over) = (tried.is_taken(), tried.is_over());
        let done = Delivery { attempts, tried: Some(tried), due_at: None, ..delivery };
        if is_taken {
            deliveries::update(db, &Delivery { state: State::Delivered, ..done })?;
            return store::succeeded(db, hook.id, now);
        }
        if is_over || now >= done.begun_at.plus(TRIED) {
            let (id, event, begun_at) = (done.id, done.event, done.begun_at);
            deliveries::update(db, &Delivery { state: State::GivenUp, ..done })?;
            let host = address::host(&hook.url);
            DELIVERIES.add(["given-up"]);
            tracing::warn!(delivery = %id, hook = %hook.id, %event, host, attempts, "a delivery is given up");
            if is_over || hook.succeeded_at.is_none_or(|at| at < begun_at) {
                return self.pause(db, hook, now);
            }
        } else {
            let due_at = Some(now.plus(backoff(attempts, chance(&*self.post.means.rng))));
            deliveries::update(db, &Delivery { state: State::Waiting, due_at, ..done })?;
        }
        let rest = backoff(hook.failures + 1, chance(&*self.post.means.rng));
        store::failed(db, hook.id, now.plus(rest))?;
        if let Some(due) = deliveries::next(db, hook.id)? {
            let at = due.max(now.plus(rest));
            enqueue(db, self.post.means.id(now), &Deliver { hook: hook.id }, at)?;
        }
        Ok(())
    }

    /// Nothing is sent to a webhook any more that took nothing for three days; whoever made it is told.
    fn pause(&self, db: &mut Db, hook: &Hook, now: Timestamp) -> Result<(), AccountsError> {
        if !store::pause(db, hook.id, Some(now))? {
            return Ok(());
        }
        let given_up = deliveries::give_up(db, hook.id)?;
        let host = address::host(&hook.url);
        tracing::warn!(hook = %hook.id, host, given_up, "a webhook is paused: it took nothing for three days");
        if hook.created_by.is_some() && self.post.mailer.is_configured() {
            enqueue(db, self.post.means.id(now), &HookLetter { hook: hook.id }, now)?;
        }
        Ok(())
    }

    /// What a message tells of was erased: nothing is sent.
    fn gone(&self, db: &mut Db, delivery: &Delivery) -> Result<(), AccountsError> {
        db.tx(|db| {
            deliveries::update(db, &Delivery { state: State::Gone, due_at: None, ..delivery.clone() })?;
            store::free(db, delivery.hook)
        })
    }
}

fn chance(rng: &dyn Rng) -> u32 {
    let mut bytes = [0; 4];
    rng.fill(&mut bytes);
    u32::from_le_bytes(bytes)
}

/// What an answer says is not kept: a webhook may be on the installation's own network, whose pages are not for whoever
/// keeps a survey.
fn tried(answer: Result<Answer, Error>, at: Timestamp, millis: u32) -> Tried {
    let (status, text) = match answer {
        Ok(answer) => (Some(answer.status().as_u16()), String::new()),
        Err(error) => (None, error.to_string()),
    };
    let plain = |c: char| if c.is_control() { ' ' } else { c };
    Tried { at, status, millis, answer: text.chars().take(WHY).map(plain).collect() }
}
