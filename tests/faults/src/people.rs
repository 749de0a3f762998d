//! People who give their opinion, and what the server told them that it has.

use std::collections::BTreeSet;
use std::io::Result;
use std::net::SocketAddr;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::{Duration, Instant};

use crate::http::{PATIENCE, ask};

/// What one person was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Told {
    /// Her opinion is there; of her words nobody knows.
    First,
    /// Her words are there too.
    Whole,
}

/// Everybody who came, and what each was told.
#[derive(Default)]
pub struct People {
    next: AtomicU32,
    /// Opinions that were there before they came.
    pub before: usize,
    first: Mutex<BTreeSet<u32>>,
    whole: Mutex<BTreeSet<u32>>,
    /// Whose words were acknowledged, in that order.
    order: Mutex<Vec<u32>>,
    /// Of each step that was answered, when the answer came and how long it took.
    pub answers: Mutex<Vec<(Instant, Duration)>>,
    /// Steps without an answer, and answers that are no success, with when.
    pub failures: Mutex<Vec<(Instant, String)>>,
}

fn held<T>(what: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    what.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

impl People {
    /// They come after others, whose opinions are there.
    pub fn after(before: usize) -> Self {
        // More came than gave an opinion: nobody is taken for somebody else.
        let next = u32::try_from(before * 4).unwrap_or(u32::MAX / 2);
        Self { next: AtomicU32::new(next), before, ..Self::default() }
    }

    /// How many came.
    pub fn came(&self) -> u32 {
        self.next.load(Ordering::SeqCst)
    }

    /// Whoever was told so, from the `from`th on.
    pub fn told(&self, what: Told, from: u32) -> BTreeSet<u32> {
        let told = match what {
            Told::First => &self.first,
            Told::Whole => &self.whole,
        };
        held(told).range(from..).copied().collect()
    }

    /// Whose words were acknowledged, in that order.
    pub fn in_order(&self) -> Vec<u32> {
        held(&self.order).clone()
    }

    /// How many were told so.
    pub fn count(&self, what: Told) -> usize {
        self.told(what, 0).len()
    }

    /// The next person gives her whole opinion; whether all of it was acknowledged.
    pub fn one(&self, at: SocketAddr, code: &str) -> bool {
        self.again(at, code, self.next.fetch_add(1, Ordering::SeqCst))
    }

    /// The `n`th person gives her opinion, as she did before if she did.
    pub fn again(&self, at: SocketAddr, code: &str, n: u32) -> bool {
        if !self.step(at, code, n, "", "satisfaction=bad") {
            return false;
        }
        held(&self.first).insert(n);
        let is_whole = self.step(at, code, n, "/comment", &format!("comment={}", words(n)));
        if is_whole {
            held(&self.whole).insert(n);
            held(&self.order).push(n);
        }
        is_whole
    }

    /// The next person gives the first step of her opinion and goes; the status of the answer.
    ///
    /// # Errors
    /// When none came.
    pub fn first(&self, at: SocketAddr, code: &str) -> Result<u16> {
        let n = self.next.fetch_add(1, Ordering::SeqCst);
        let status = post(at, code, n, "", "satisfaction=good")?;
        if status == 303 {
            held(&self.first).insert(n);
        }
        Ok(status)
    }

    fn step(&self, at: SocketAddr, code: &str, n: u32, step: &str, answer: &str) -> bool {
        let begun = Instant::now();
        match post(at, code, n, step, answer) {
            Ok(303) => {
                held(&self.answers).push((Instant::now(), begun.elapsed()));
                true
            }
            Ok(status) => {
                held(&self.failures).push((Instant::now(), format!("status {status}")));
                false
            }
            Err(error) => {
                held(&self.failures).push((Instant::now(), format!("no answer ({:?})", error.kind())));
                false
            }
        }
    }

    /// People come at `many` places at the same time until told to stop, each time where `at` says.
    pub fn keep_coming(
        &self,
        many: usize,
        stop: &AtomicBool,
        code: &str,
        at: impl Fn() -> SocketAddr + Sync,
    ) {
        std::thread::scope(|threads| {
            for _ in 0..many {
                threads.spawn(|| {
                    while !stop.load(Ordering::SeqCst) {
                        if !self.one(at(), code) {
                            // Whoever sees an error waits before she tries again.
                            std::thread::sleep(Duration::from_millis(20));
                        }
                    }
                });
            }
        });
    }

    /// Failures by kind.
    pub fn errors(&self) -> String {
        let failures = held(&self.failures);
        let mut kinds: std::collections::BTreeMap<&str, u32> = std::collections::BTreeMap::new();
        failures.iter().for_each(|(_, kind)| *kinds.entry(kind).or_default() += 1);
        if kinds.is_empty() {
            return "none".into();
        }
        kinds.iter().map(|(kind, n)| format!("{n} × {kind}")).collect::<Vec<_>>().join(", ")
    }

    /// The longest time without an acknowledgement since `from`.
    pub fn silence(&self, from: Instant) -> Duration {
        let answers = held(&self.answers);
        let mut at: Vec<Instant> = answers.iter().map(|(at, _)| *at).filter(|at| *at >= from).collect();
        at.push(from);
        at.sort();
        at.windows(2).map(|pair| pair[1] - pair[0]).max().unwrap_or_default()
    }

    pub fn times(&self) -> Vec<Duration> {
        held(&self.answers).iter().map(|(_, took)| *took).collect()
    }
}

/// One step of the `n`th person, who comes from a network of her own.
fn post(at: SocketAddr, code: &str, n: u32, step: &str, answer: &str) -> Result<u16> {
    let body = format!("p={n:043}&l=fr&{answer}");
    let from = format!("{}.{}.{}.1", 11 + (n >> 16), (n >> 8) & 255, n & 255);
    let request = format!(
        "POST /avis/{code}{step} HTTP/1.1\r\nhost: {at}\r\nconnection: close\r\nx-forwarded-for: {from}\r\n\
         content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    );
    ask(at, &request, PATIENCE)
}

/// What the `n`th person writes, by which her words are found again: in letters, because numbers may be masked.
pub fn words(n: u32) -> String {
    let letters: String = format!("{n:07}").bytes().map(|digit| char::from(digit - b'0' + b'a')).collect();
    format!("avis-{letters}")
}
