//! One letter a week to those who answer for procedures: what nobody assessed, and what soon expires.

use parvis_accounts::model::{Agent, Status};
use parvis_accounts::service::{agents, rights};
use parvis_accounts::{AccountsError, Post};
use parvis_db::Db;
use parvis_i18n::Words;
use parvis_jobs::{Builder, Failed, Job, Schedule, Work, enqueue_once};
use parvis_journal::By;
use parvis_kernel::{Day, Id, Permission, Role, Timestamp};
use parvis_mail::Letter;
use serde::{Deserialize, Serialize};
use std::time::Duration;

use crate::assessment::{Freshness, Stage};
use crate::links;
use crate::service::coverage::{self, Covered};

/// Procedures that a letter names; the page names all.
const NAMED: usize = 20;

/// Looks whom to write to.
#[derive(Serialize, Deserialize)]
struct Remind {}

impl Job for Remind {
    const NAME: &'static str = "procedures-remind";
    const ATTEMPTS: u32 = 2;
}

/// A letter to be sent: what it says is looked up then.
#[derive(Serialize, Deserialize)]
struct Reminder {
    agent: Id,
}

impl Job for Reminder {
    const NAME: &'static str = "procedures-reminder";
}

/// Registers the jobs of the module.
pub fn jobs(builder: Builder, post: Post) -> Builder {
    let for_letters = post.clone();
    builder
        .on(move |_: Remind, work: &Work<'_>| {
            let now = work.clock.now();
            if !post.mailer.is_configured() {
                return Ok(());
            }
            work.pool.write(|db| db.tx(|db| remind(db, &post, now))).map_err(Failed::from)
        })
        .on(move |job: Reminder, work: &Work<'_>| {
            let now = work.clock.now();
            let found =
                work.pool.read(|db| letter(db, &for_letters, job.agent, now)).map_err(Failed::from)?;
            match found {
                Some(letter) => Ok(for_letters.mailer.send(&letter, work.id, now).map(drop)?),
                // Everything was assessed meanwhile, or nobody is there to be written to.
                None => Ok(()),
            }
        })
        .every("procedures-morning", Schedule::Daily { hour: 5, minute: 20 }, |_| Remind {})
}

/// The Monday of a day's ISO week, which names the week.
fn monday(now: Timestamp) -> Day {
    const DAY: i64 = 86_400_000_000;
    // 1970-01-01 was a Thursday.
    let since = (now.micros().div_euclid(DAY) + 3).rem_euclid(7);
    now.minus(Duration::from_secs(u64::try_from(since).unwrap_or(0) * 86_400)).day()
}

/// Has a letter written to each owner who has something to do, one a week.
fn remind(db: &mut Db, post: &Post, now: Timestamp) -> Result<(), AccountsError> {
    let (_, all) = coverage::list(db, &By::console(now))?;
    for (agent, given) in rights::list(db, &By::console(now))? {
        let is_owner = given.iter().any(|right| right.role == Role::ProcedureOwner && right.holds(now));
        if !is_owner || agent.status != Status::Active {
            continue;
        }
        let held = rights::held(db, agent.id, now)?;
        if all.iter().any(|one| rights::answers_for(&held, &one.about.place) && has_due(one, now)) {
            let key = format!("{} {}", agent.id, monday(now));
            enqueue_once(db, post.means.id(now), &Reminder { agent: agent.id }, now, &key)?;
        }
    }
    Ok(())
}

/// What somebody has to do about a procedure: what waits for its second reader is done.
fn due(
    one: &Covered,
    now: Timestamp,
) -> impl Iterator<Item = (&'static crate::protocol::Protocol, Freshness)> {
    let waits = |s: &&coverage::Standing| matches!(s.under_way, Some((_, Stage::Waiting)));
    let open = one.standings.iter().filter(move |s| !waits(s)).map(move |s| (s.protocol, s.freshness(now)));
    open.filter(|(_, freshness)| freshness.is_due())
}

fn has_due(one: &Covered, now: Timestamp) -> bool {
    due(one, now).next().is_some()
}

/// The letter; none when there is nothing to say, or nobody to write to.
fn letter(db: &mut Db, post: &Post, agent: Id, now: Timestamp) -> Result<Option<Letter>, AccountsError> {
    let by = By::console(now);
    let agent: Agent = match agents::get(db, &by, agent, Permission::AgentRead) {
        Err(AccountsError::NotFound) => return Ok(None),
        found => found?,
    };
    let to = agent.email.as_ref().and_then(|email| email.as_str().parse().ok());
    let Some(to) = to.filter(|_| agent.status == Status::Active) else { return Ok(None) };
    let held = rights::held(db, agent.id, now)?;
    let (_, mut all) = coverage::list(db, &by)?;
    all.retain(|one| rights::answers_for(&held, &one.about.place) && has_due(one, now));
    if all.is_empty() {
        return Ok(None);
    }
    let words = post.messages.words(agent.locale);
    let mut letter = Letter::new(to, agent.locale, words.a("crit-letter-subject", "n", all.len()))
        .paragraph(words.t("crit-letter-text"));
    for one in all.iter().take(NAMED) {
        letter = letter.paragraph(line(words, one, now));
    }
    if all.len() > NAMED {
        letter = letter.paragraph(words.a("crit-letter-more", "n", all.len() - NAMED));
    }
    let url = format!("{}{}", post.base_url, links::CRITERIA.to(agent.locale, &[]));
    Ok(Some(letter.action(words.t("crit-letter-action"), url).footnote(words.t("crit-letter-note"))))
}

/// One procedure and what is to be done about it.
fn line(words: &Words, one: &Covered, now: Timestamp) -> String {
    let item = |(protocol, freshness): (&crate::protocol::Protocol, Freshness)| {
        let name = protocol.indicator().name.get(words.locale());
        let (key, day) = match freshness {
            Freshness::Missing => return words.a("crit-letter-missing", "name", name),
            Freshness::Expired(day) => ("crit-letter-expired", day),
            Freshness::Soon(day) | Freshness::Fresh(day) => ("crit-letter-soon", day),
        };
        words.with(key, &[("name", name.into()), ("day", words.day(day).into())])
    };
    let items: Vec<String> = due(one, now).map(item).collect();
    let (name, items) = (one.about.shown.name.as_str(), items.join(", "));
    words.with("crit-letter-line", &[("name", name.into()), ("items", items.into())])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_begins_on_monday() {
        for (now, want) in [
            ("2026-11-22T23:59:59Z", "2026-11-16"),
            ("2026-11-23T00:00:00Z", "2026-11-23"),
            ("2026-11-29T12:00:00Z", "2026-11-23"),
            ("2027-01-01T05:00:00Z", "2026-12-28"),
            ("1970-01-01T00:00:00Z", "1969-12-29"),
        ] {
            assert_eq!(monday(now.parse().unwrap()).to_string(), want, "{now}");
        }
    }
}
