//! Letters to agents who asked for them, and what is looked for by the hour and by the day.
//!
//! A letter holds counts, figures and links, never a comment: comments are masked, yet a letter leaves the house.

mod told;

use parvis_accounts::{AccountsError, Post};
use parvis_jobs::{Builder, Failed, Job, Schedule, Work, enqueue_once};
use parvis_kernel::{Day, Id};
use serde::{Deserialize, Serialize};
use std::time::Duration;

use crate::alerts::days_before;
use crate::service::alerts;
use crate::service::watches;
use crate::store::forms;

/// Looks at one form, at the days up to one.
#[derive(Serialize, Deserialize)]
struct Look {
    form: Id,
    /// As [`Day::number`].
    day: i32,
}

impl Job for Look {
    const NAME: &'static str = "reviews-look";
    const ATTEMPTS: u32 = 3;
}

/// Looks for silences that ended, and has the letters written that are due.
#[derive(Serialize, Deserialize)]
struct Hourly {}

impl Job for Hourly {
    const NAME: &'static str = "reviews-hourly";
    const ATTEMPTS: u32 = 1;
}

/// Alerts of a form for one agent, together.
#[derive(Serialize, Deserialize)]
pub(crate) struct AlertLetter {
    pub form: Id,
    pub agent: Id,
    pub alerts: Vec<Id>,
}

impl Job for AlertLetter {
    const NAME: &'static str = "reviews-alert-letter";
}

/// The digest of some days of a form for one agent; days as [`Day::number`].
#[derive(Serialize, Deserialize)]
pub(crate) struct DigestLetter {
    pub form: Id,
    pub agent: Id,
    pub from: i32,
    pub until: i32,
}

impl Job for DigestLetter {
    const NAME: &'static str = "reviews-digest-letter";
}

/// A webhook is paused: to whoever made it.
#[derive(Serialize, Deserialize)]
pub(crate) struct HookLetter {
    pub hook: Id,
}

impl Job for HookLetter {
    const NAME: &'static str = "reviews-hook-letter";
}

/// Registers what looks and what writes.
pub fn jobs(builder: Builder, post: Post) -> Builder {
    let (for_alerts, for_digests, for_hooks) = (post.clone(), post.clone(), post.clone());
    builder
        .on(|job: Look, work: &Work<'_>| {
            let day = Day::from_number(job.day).ok_or(Failed::Never("no day".to_owned()))?;
            alerts::look(work.pool, work.rng, job.form, day, work.clock.now()).map(drop).map_err(Failed::from)
        })
        .on(move |_: Hourly, work: &Work<'_>| hourly(&post, work).map_err(Failed::from))
        .on(move |job: AlertLetter, work: &Work<'_>| {
            let now = work.clock.now();
            let letter =
                work.pool.write(|db| told::alerts(db, &for_alerts, &job, now)).map_err(Failed::from)?;
            // Who may not read the form any more gets nothing.
            letter.map_or(Ok(()), |letter| Ok(for_alerts.mailer.send(&letter, work.id, now).map(drop)?))
        })
        .on(move |job: DigestLetter, work: &Work<'_>| {
            let now = work.clock.now();
            let letter =
                work.pool.write(|db| told::digest(db, &for_digests, &job, now)).map_err(Failed::from)?;
            letter.map_or(Ok(()), |letter| Ok(for_digests.mailer.send(&letter, work.id, now).map(drop)?))
        })
        .on(move |job: HookLetter, work: &Work<'_>| {
            let now = work.clock.now();
            let letter = work.pool.read(|db| told::hook(db, &for_hooks, &job, now)).map_err(Failed::from)?;
            letter.map_or(Ok(()), |letter| Ok(for_hooks.mailer.send(&letter, work.id, now).map(drop)?))
        })
        .every("reviews-hourly", Schedule::Every(Duration::from_secs(3_600)), |_| Hourly {})
}

fn hourly(post: &Post, work: &Work<'_>) -> Result<(), AccountsError> {
    let now = work.clock.now();
    alerts::silences(work.pool, work.rng, now)?;
    if post.mailer.is_configured() {
        work.pool.write(|db| watches::sweep(db, &post.means, now))?;
    }
    Ok(())
}

/// Asks for a look at yesterday and the days before it, of every form that has something to look at: one job each.
pub(crate) fn ask_looks(work: &Work<'_>) -> Result<(), AccountsError> {
    let now = work.clock.now();
    let day = days_before(now.day(), 1);
    for form in work.pool.read(forms::all)? {
        if work.pool.read(|db| alerts::is_due(db, form.id, day))? {
            let job = Look { form: form.id, day: day.number() };
            let key = format!("{} {day}", form.id);
            work.pool.write(|db| enqueue_once(db, Id::new(work.clock, work.rng), &job, now, &key))?;
        }
    }
    Ok(())
}
