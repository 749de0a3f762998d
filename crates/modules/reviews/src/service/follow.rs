//! Answering people whose name nobody knows: a code made from the secret of their page, an answer read with it.

use parvis_accounts::secret::Key;
use parvis_accounts::{AccountsError, Means};
use parvis_catalog::by_id;
use parvis_db::Db;
use parvis_journal::{Act, By, act};
use parvis_kernel::{Id, Permission, Timestamp};
use std::collections::HashMap;

use super::entry::digest;
use super::forms::{self, ALPHABET, Held, typed};
use crate::intake::tidy;
use crate::model::{FollowUp, Opinion, Reply};
use crate::store::{self, follow};

/// 28¹² codes: 57 bits, which nobody guesses over a network.
const CODE: usize = 12;
/// Characters of an answer at most.
pub const REPLY_MOST: usize = 5_000;
/// Follow-ups of one page of a list.
pub const PAGE: i64 = 50;

/// The code of a page, the same each time: the way back shows it again, and nothing but its digest is kept.
pub fn code(key: &Key, page: &str) -> String {
    let mac = key.mac("follow-up", page);
    let bytes = data_encoding::BASE64URL_NOPAD.decode(mac.as_bytes()).unwrap_or_default();
    // 252 is the largest multiple of 28 in a byte: every letter is as likely. Of 32 bytes, 12 are below it.
    let even = bytes.iter().filter(|byte| **byte < 252).take(CODE);
    even.map(|byte| char::from(ALPHABET[usize::from(*byte) % ALPHABET.len()])).collect()
}

/// A code in groups of four, as it is shown.
pub fn grouped(code: &str) -> String {
    let groups: Vec<&str> =
        code.as_bytes().chunks(4).filter_map(|group| std::str::from_utf8(group).ok()).collect();
    groups.join("-")
}

/// The person wants an answer, under a code; or does not, or no more.
///
/// # Errors
/// The database's own.
pub fn wish(db: &mut Db, one: &Opinion, code: Option<&str>, now: Timestamp) -> Result<(), AccountsError> {
    let asked = FollowUp { opinion: one.id, form: one.form, asked_at: now, answered_at: None, read_at: None };
    match code {
        Some(code) => follow::insert(db, &asked, &digest(code)),
        None => follow::withdraw(db, one.id),
    }
}

/// What a person reads with her code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Followed {
    pub opinion: Opinion,
    pub procedure: String,
    pub replies: Vec<Reply>,
    /// There is an answer that she has not read before.
    pub is_new: bool,
}

/// What a code leads to.
///
/// # Errors
/// [`AccountsError::NotFound`] for a code that is nobody's, or whose opinion was erased.
pub fn read(db: &mut Db, code: &str, now: Timestamp) -> Result<Followed, AccountsError> {
    let found = follow::of_code(db, &digest(&typed(code)))?.ok_or(AccountsError::NotFound)?;
    let opinion = store::one(db, found.opinion)?.ok_or(AccountsError::NotFound)?;
    let form = store::forms::form(db, found.form)?.ok_or(AccountsError::NotFound)?;
    let procedure = by_id(db, form.procedure)?.and_then(|procedure| procedure.at(now.day(), now));
    let replies = follow::replies(db, found.opinion)?;
    let procedure = procedure.map_or(form.name, |shown| shown.name);
    let is_new = found.answered_at.is_some() && found.read_at.is_none();
    Ok(Followed { opinion, procedure, replies, is_new })
}

/// Keeps that a person has read what she was answered.
///
/// # Errors
/// The database's own.
pub fn mark_read(db: &mut Db, opinion: Id, now: Timestamp) -> Result<(), AccountsError> {
    follow::mark_read(db, opinion, now)
}

/// Those who wait for an answer, who have waited longest first; or the answered, the newest first.
///
/// # Errors
/// No such form for the actor; without the right.
pub fn list(
    db: &mut Db,
    by: &By,
    form: Id,
    answered: bool,
) -> Result<(Held, Vec<(FollowUp, Opinion)>), AccountsError> {
    let held = forms::get(db, by, form, Permission::ReviewAnswer)?;
    let all = follow::of_form(db, form, answered, PAGE)?;
    let ids: Vec<Id> = all.iter().map(|one| one.opinion).collect();
    let mut opinions: HashMap<Id, Opinion> =
        store::these(db, &ids)?.into_iter().map(|one| (one.id, one)).collect();
    let both = all.into_iter().filter_map(|one| opinions.remove(&one.opinion).map(|opinion| (one, opinion)));
    Ok((held, both.collect()))
}

/// How many wait for an answer at a form that the actor may read.
///
/// # Errors
/// The database's own.
pub fn waiting(db: &mut Db, form: Id) -> Result<i64, AccountsError> {
    follow::waiting(db, form)
}

/// One that the actor may answer, with what was answered before.
///
/// # Errors
/// No such opinion for the actor, or nobody waits for an answer to it; without the right.
pub fn one(db: &mut Db, by: &By, id: Id) -> Result<(Held, Opinion, FollowUp, Vec<Reply>), AccountsError> {
    let opinion = store::one(db, id)?.ok_or(AccountsError::NotFound)?;
    let held = forms::get(db, by, opinion.form, Permission::ReviewAnswer)?;
    let found = follow::of_opinion(db, id)?.ok_or(AccountsError::NotFound)?;
    let replies = follow::replies(db, id)?;
    Ok((held, opinion, found, replies))
}

/// Answers a person. What she may do with it is hers: nothing can be changed in an answer afterwards, another can be
/// written.
///
/// # Errors
/// Those of [`one`]; an answer that is empty or longer than [`REPLY_MOST`] characters.
pub fn answer(db: &mut Db, means: &Means, by: &By, id: Id, text: &str) -> Result<Id, AccountsError> {
    act(db, by, |db| {
        let (held, ..) = one(db, by, id)?;
        let text = tidy(text, REPLY_MOST + 1).ok_or(AccountsError::invalid("text", "accounts-required"))?;
        if text.chars().count() > REPLY_MOST {
            return Err(AccountsError::invalid("text", "reviews-reply-long"));
        }
        let reply = Reply { id: means.id(by.now), opinion: id, at: by.now, agent: by.actor.agent, text };
        follow::answer(db, &reply)?;
        let done = Act::new("opinion.answer", &held.about.place, "opinion", id.to_string())
            .set("procedure", &held.about.procedure.slug);
        Ok((held.form.id, done))
    })
}
