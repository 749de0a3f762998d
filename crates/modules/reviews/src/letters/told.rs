//! What the letters say, looked up when they are sent: rights are too.

use parvis_accounts::model::{Agent, Status};
use parvis_accounts::service::{agents, rights};
use parvis_accounts::{AccountsError, Post};
use parvis_db::Db;
use parvis_i18n::Words;
use parvis_journal::By;
use parvis_kernel::{Actor, Day, Email, Id, Permission, Timestamp};
use parvis_mail::Letter;

use super::{AlertLetter, DigestLetter, HookLetter};
use crate::alerts::told;
use crate::alerts::watch::Digest;
use crate::format;
use crate::hooks::host;
use crate::links;
use crate::score::{Change, FIGURES, change};
use crate::service::digest::{Summary, summary};
use crate::service::forms;
use crate::service::reading::Period;
use crate::service::watches;
use crate::store::{alerts as store, hooks};

/// A letter to an agent that ends with how to have fewer of them.
fn begin(post: &Post, agent: &Agent, form: Id, subject: String) -> Option<Letter> {
    let words = post.messages.words(agent.locale);
    let to = agent.email.as_ref().map(Email::as_str)?.parse().ok()?;
    let settings = format!("{}{}", post.base_url, links::WATCH.to(agent.locale, &[&form.to_string()]));
    let note = words.a("reviews-letter-note", "address", settings);
    Some(Letter::new(to, agent.locale, subject).footnote(note))
}

/// The letter of some alerts; none when there is nobody to write to, or nothing of what she still wants.
pub fn alerts(
    db: &mut Db,
    post: &Post,
    job: &AlertLetter,
    now: Timestamp,
) -> Result<Option<Letter>, AccountsError> {
    let Some((agent, by, held)) = watches::reader(db, job.form, job.agent, now)? else { return Ok(None) };
    let (_, watch) = watches::get(db, &by, job.form)?;
    let mut all = store::these(db, &job.alerts)?;
    all.retain(|alert| watch.alerts.contains(&alert.what.kind()));
    let Some(first) = all.first() else { return Ok(None) };
    let words = post.messages.words(agent.locale);
    let name = held.form.name.as_str();
    let subject =
        words.with("reviews-letter-alerts-subject", &[("n", all.len().into()), ("name", name.into())]);
    let Some(mut letter) = begin(post, &agent, job.form, subject) else { return Ok(None) };
    for alert in &all {
        letter = letter.paragraph(told::sentence(words, alert));
    }
    // One alert leads where it speaks of; several lead to their list, where each does.
    let one = told::links(words, first).into_iter().next().filter(|_| all.len() == 1);
    let (label, to) = one.unwrap_or_else(|| {
        let list = links::ALERTS.to(agent.locale, &[&job.form.to_string()]);
        (words.t("reviews-letter-alerts-action"), list)
    });
    Ok(Some(letter.action(label, format!("{}{to}", post.base_url))))
}

/// The digest of some days; none when nothing happened, or there is nobody to write to.
pub fn digest(
    db: &mut Db,
    post: &Post,
    job: &DigestLetter,
    now: Timestamp,
) -> Result<Option<Letter>, AccountsError> {
    let Some((from, until)) = Day::from_number(job.from).zip(Day::from_number(job.until)) else {
        return Ok(None);
    };
    let Some((agent, by, _)) = watches::reader(db, job.form, job.agent, now)? else { return Ok(None) };
    if watches::get(db, &by, job.form)?.1.digest == Digest::None {
        return Ok(None);
    }
    let period = Period { from, until };
    let summary = summary(db, &by, job.form, period)?;
    if !summary.is_news() {
        return Ok(None);
    }
    let words = post.messages.words(agent.locale);
    let name = summary.held.form.name.as_str();
    let days = [("name", name.into()), ("from", words.day(from).into()), ("until", words.day(until).into())];
    let subject = words.with("reviews-letter-digest-subject", &days);
    let Some(mut letter) = begin(post, &agent, job.form, subject) else { return Ok(None) };
    for line in lines(words, &summary) {
        letter = letter.paragraph(line);
    }
    let query =
        parvis_web::Query::write([("du", from.to_string().as_str()), ("au", until.to_string().as_str())]);
    let figures = links::FORM.to(agent.locale, &[&job.form.to_string()]);
    let to = format!("{}{figures}{query}", post.base_url);
    Ok(Some(letter.action(words.t("reviews-letter-digest-action"), to)))
}

/// The letter about a webhook that is paused; none when its maker is gone or may not keep the survey any more.
pub fn hook(
    db: &mut Db,
    post: &Post,
    job: &HookLetter,
    now: Timestamp,
) -> Result<Option<Letter>, AccountsError> {
    let Some(hook) = hooks::one(db, job.hook)?.filter(|hook| hook.paused_at.is_some()) else {
        return Ok(None);
    };
    let Some(maker) = hook.created_by else { return Ok(None) };
    let console = By::console(now);
    let agent = match agents::get(db, &console, maker, Permission::AgentRead) {
        Err(AccountsError::NotFound) => return Ok(None),
        found => found?,
    };
    let by = By { actor: Actor::agent(agent.id, None, rights::held(db, agent.id, now)?), ..console };
    let held = match forms::get(db, &by, hook.form, Permission::ReviewManage) {
        Err(AccountsError::NotFound | AccountsError::Forbidden) => return Ok(None),
        found => found?,
    };
    let to = agent.email.as_ref().and_then(|email| email.as_str().parse().ok());
    let Some(to) = to.filter(|_| agent.status == Status::Active) else { return Ok(None) };
    let words = post.messages.words(agent.locale);
    let name = held.form.name.as_str();
    let args = [("name", name.into()), ("host", host(&hook.url).into())];
    let page = links::HOOK.to(agent.locale, &[&hook.id.to_string()]);
    let letter = Letter::new(to, agent.locale, words.with("reviews-letter-hook-subject", &args))
        .paragraph(words.with("reviews-letter-hook-text", &args))
        .action(words.t("reviews-letter-hook-action"), format!("{}{page}", post.base_url));
    Ok(Some(letter))
}

/// The paragraphs of a digest.
fn lines(words: &Words, summary: &Summary) -> Vec<String> {
    let (now, before) = (&summary.figures.now, &summary.figures.before);
    let count = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    let received = [("n", count(now.opinions()).into()), ("before", count(before.opinions()).into())];
    let mut lines = vec![words.with("reviews-letter-received", &received)];
    for (slug, formula) in FIGURES.iter().filter(|(slug, _)| *slug != "help_combined") {
        let Some(value) = formula(now) else { continue };
        let earlier = formula(before);
        let moved = earlier.as_ref().and_then(|earlier| change(earlier, &value));
        let key = match moved {
            None => "reviews-change-none",
            Some(Change::Up) => "reviews-change-up",
            Some(Change::Down) => "reviews-change-down",
            Some(Change::Unclear) => "reviews-change-unclear",
        };
        let args = [
            ("indicator", told::indicator(words, slug).into()),
            ("value", format::value(words, &value).into()),
            ("n", words.integer(value.n).into()),
            ("change", words.t(key).into()),
        ];
        lines.push(words.with("reviews-letter-figure", &args));
    }
    let waits = [
        ("waiting", summary.waiting.into()),
        ("aside", count(now.get("aside")).into()),
        ("unread", summary.unread.into()),
    ];
    lines.push(words.with("reviews-letter-waits", &waits));
    let names: Vec<String> = summary.topics.iter().map(|line| format::topic(words, &line.topic)).collect();
    if !names.is_empty() {
        lines.push(words.a("reviews-letter-topics", "topics", names.join(", ")));
    }
    lines
}
