//! An opinion comes in, step by step. The server owns dates, scores and lengths; what counters change by is written in
//! the transaction of the step.

use parvis_accounts::AccountsError;
use parvis_db::Db;
use parvis_journal::{Act, By, act};
use parvis_kernel::{Id, Permission, Timestamp};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

use super::asking::{self, Asking, Given};
use super::{forms, outbox};
use crate::answers::{Answers, Help, Reached, delta};
use crate::hooks::Event;
use crate::intake::{Alike, BURST, BURST_ASIDE, BURST_REFUSED, Burst, burst, repeated};
use crate::model::{Button, Form, Opinion, Rule};
use crate::shape::ExtraId;
use crate::store;
use crate::store::counts::{self, Slice, Tally};
use crate::survey::{Channel, Contact, Face, Mark, Tongue};

/// Where an opinion comes from.
#[derive(Debug, Clone)]
pub struct Sent<'s> {
    pub form: &'s Form,
    pub button: &'s Button,
    pub version: i32,
    /// The secret of the page: the same page sent again is the same opinion.
    pub page: &'s str,
    pub channel: Channel,
    pub tongue: Tongue,
    /// Keyed digest of the day and the network's prefix.
    pub crowd: Option<i64>,
    /// The agent who writes it down for somebody.
    pub entered_by: Option<Id>,
}

/// What a later step says. Texts are tidied and masked before they come here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    Satisfaction(Face),
    Clarity(Option<Mark>),
    Help(Option<Help>, Option<String>),
    /// What came of the ways to the administration that were tried; others are not taken.
    Reached(BTreeMap<Contact, Reached>),
    /// Answers to the form's own questions of one screen.
    Extras(BTreeMap<ExtraId, Given>),
    Comment(Option<String>),
}

/// What the database keeps of a page's secret.
pub fn digest(page: &str) -> String {
    data_encoding::HEXLOWER.encode(&Sha256::digest(page.as_bytes()))
}

/// The counters of a form count an opinion; those of one that is set aside count only that it was.
fn counted(one: Option<&Opinion>) -> BTreeMap<String, i64> {
    match one {
        None => BTreeMap::new(),
        Some(one) if one.aside.is_some() => BTreeMap::from([("aside".to_owned(), 1)]),
        Some(one) => {
            let mut all = delta(None, Some(&one.answers));
            all.extend(one.verbatim.is_some().then(|| ("comment".to_owned(), 1)));
            all.extend(one.texts.keys().map(|id| (format!("extra.{id}"), 1)));
            all
        }
    }
}

/// What every counter changes by when `before` becomes `after`.
pub(crate) fn changes(before: Option<&Opinion>, after: Option<&Opinion>) -> Tally {
    let mut all = Tally::new();
    for (one, sign) in [(before, -1), (after, 1)] {
        let Some(opinion) = one else { continue };
        for (option, n) in counted(one) {
            for slice in Slice::of(opinion) {
                *all.entry((slice, option.clone())).or_insert(0) += sign * n;
            }
        }
    }
    all.retain(|_, by| *by != 0);
    all
}

/// The first answer makes the opinion. Sent again from the same page, it changes the answer and makes no other.
///
/// # Errors
/// [`AccountsError::Conflict`] when the form or the button is closed; [`AccountsError::Throttled`] when one network
/// sends too many.
pub fn begin(
    db: &mut Db,
    sent: &Sent<'_>,
    face: Face,
    id: Id,
    now: Timestamp,
) -> Result<Opinion, AccountsError> {
    if sent.form.closed.is_some() || sent.button.closed.is_some() {
        return Err(AccountsError::Conflict("reviews-closed"));
    }
    let page = digest(sent.page);
    db.tx(|db| {
        let before = match sent.crowd {
            Some(crowd) => store::of_crowd(db, crowd, sent.button.id, now.minus(BURST))?,
            None => 0,
        };
        if before == BURST_ASIDE || before == BURST_REFUSED - 1 {
            tracing::warn!(button = %sent.button.code, opinions = before, "one network sends many opinions");
        }
        let aside = match burst(before) {
            Burst::Taken => None,
            Burst::Aside => Some(Rule::Burst),
            Burst::Refused => return Err(AccountsError::Throttled),
        };
        let opinion = Opinion {
            id,
            form: sent.form.id,
            button: sent.button.id,
            version: sent.version,
            page,
            revision: 1,
            created_at: now,
            updated_at: now,
            channel: sent.channel,
            tongue: sent.tongue,
            aside,
            answers: Answers::new(face),
            verbatim: None,
            other: None,
            texts: BTreeMap::new(),
            entered_by: sent.entered_by,
            crowd: sent.crowd,
        };
        if store::insert(db, &opinion)? {
            counts::add(db, &changes(None, Some(&opinion)))?;
            outbox::tell(db, opinion.form, Event::OpinionCreated, &id.to_string(), now)?;
            return Ok(opinion);
        }
        let known = store::of_page(db, &opinion.page)?.ok_or(AccountsError::NotFound)?;
        if known.answers.satisfaction == face {
            Ok(known)
        } else {
            go_on_with(db, known, &Said::Satisfaction(face), None, now)
        }
    })
}

/// The opinion of a page's secret, if it gave one: for whoever holds the secret.
///
/// # Errors
/// The database's own.
pub fn of_page(db: &mut Db, page: &str) -> Result<Option<Opinion>, AccountsError> {
    store::of_page(db, &digest(page))
}

/// A later step is attached to the opinion of its page.
///
/// # Errors
/// [`AccountsError::NotFound`] for a page that gave none; [`AccountsError::Conflict`] an hour after the first answer.
pub fn go_on(db: &mut Db, page: &str, said: &Said, now: Timestamp) -> Result<Opinion, AccountsError> {
    go_on_as(db, page, said, None, now)
}

/// Likewise, with the version of the person's page at hand.
///
/// # Errors
/// Those of [`go_on`]; an answer that the version does not take.
pub fn go_on_as(
    db: &mut Db,
    page: &str,
    said: &Said,
    asking: Option<&Asking<'_>>,
    now: Timestamp,
) -> Result<Opinion, AccountsError> {
    db.tx(|db| {
        let known = store::of_page(db, &digest(page))?.ok_or(AccountsError::NotFound)?;
        go_on_with(db, known, said, asking, now)
    })
}

/// Two steps of one opinion may come at the same time: the one that was read too early is read again.
fn go_on_with(
    db: &mut Db,
    mut known: Opinion,
    said: &Said,
    asking: Option<&Asking<'_>>,
    now: Timestamp,
) -> Result<Opinion, AccountsError> {
    const TRIES: usize = 5;
    if !known.takes_steps(now) {
        return Err(AccountsError::Conflict("reviews-late"));
    }
    for _ in 0..TRIES {
        let after = with(db, &known, said, asking, now)?;
        if after == known {
            return Ok(known);
        }
        if store::replace(db, &known, &after)? {
            counts::add(db, &changes(Some(&known), Some(&after)))?;
            outbox::tell(db, after.form, Event::OpinionUpdated, &after.id.to_string(), now)?;
            return Ok(Opinion { revision: known.revision + 1, ..after });
        }
        known = store::of_page(db, &known.page)?.ok_or(AccountsError::NotFound)?;
    }
    Err(AccountsError::Conflict("reviews-busy"))
}

fn with(
    db: &mut Db,
    known: &Opinion,
    said: &Said,
    asking: Option<&Asking<'_>>,
    now: Timestamp,
) -> Result<Opinion, AccountsError> {
    let mut after = Opinion { updated_at: known.updated_at, ..known.clone() };
    let has_own = !known.answers.extras.is_empty() || !known.texts.is_empty();
    // The first question is always asked: what else is answered says whether its version matters.
    let is_first = matches!(said, Said::Satisfaction(_));
    let shape = if is_first && !has_own { None } else { Some(asking::shape_of(db, known, asking)?) };
    if let (Some(shape), Some(step)) = (&shape, asking::step(said))
        && shape.hides(step)
    {
        return Err(AccountsError::NotFound);
    }
    match said {
        Said::Satisfaction(face) => after.answers.satisfaction = *face,
        Said::Clarity(mark) => after.answers.clarity = *mark,
        Said::Help(help, other) => {
            after.answers.help.clone_from(help);
            after.other.clone_from(other);
        }
        Said::Reached(all) => {
            if let Some(Help::Sought { contacts, .. }) = &mut after.answers.help {
                for (contact, reached) in contacts {
                    *reached = all.get(contact).copied();
                }
            }
        }
        Said::Extras(given) => {
            if let Some(shape) = &shape {
                asking::put(shape, &mut after, given)?;
            }
        }
        Said::Comment(verbatim) => {
            after.verbatim.clone_from(verbatim);
            if after.aside.is_none() {
                after.aside = repeated(&after, &alike(db, &after)?);
            }
        }
    }
    if let Some(shape) = &shape {
        asking::prune(shape, &mut after.answers, &mut after.texts);
    }
    if after != *known {
        after.updated_at = now;
    }
    Ok(after)
}

/// What an agent writes down for somebody, whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    pub answers: Answers,
    /// Tidied and masked.
    pub verbatim: Option<String>,
    pub other: Option<String>,
    /// Answers in words to the form's own questions; tidied and masked.
    pub texts: BTreeMap<ExtraId, String>,
}

/// An agent writes down what somebody said at a counter, on the telephone or on paper: one act, one opinion. The same
/// page sent again is the same opinion. A network prefix is not looked at: a counter is a shared place.
///
/// # Errors
/// Without the right over the procedure; those of [`begin`].
pub fn enter(db: &mut Db, by: &By, sent: &Sent<'_>, told: &Told, id: Id) -> Result<Opinion, AccountsError> {
    forms::get(db, by, sent.form.id, Permission::ReviewEnter)?;
    let told = &asking::checked(db, sent, told)?;
    let known = store::of_page(db, &digest(sent.page))?;
    let is_same = |known: &Opinion| {
        let own = known.entered_by.is_some() && known.entered_by == by.actor.agent;
        let said = (&known.answers, &known.verbatim, &known.other, &known.texts);
        own && said == (&told.answers, &told.verbatim, &told.other, &told.texts)
    };
    if let Some(known) = known.filter(is_same) {
        return Ok(known);
    }
    act(db, by, |db| {
        let held = forms::get(db, by, sent.form.id, Permission::ReviewEnter)?;
        let sent = Sent { crowd: None, entered_by: by.actor.agent, ..sent.clone() };
        let begun = begin(db, &sent, told.answers.satisfaction, id, by.now)?;
        let after = Opinion {
            answers: told.answers.clone(),
            verbatim: told.verbatim.clone(),
            other: told.other.clone(),
            texts: told.texts.clone(),
            updated_at: by.now,
            ..begun.clone()
        };
        if !store::replace(db, &begun, &after)? {
            return Err(AccountsError::Conflict("reviews-busy"));
        }
        counts::add(db, &changes(Some(&begun), Some(&after)))?;
        let done = Act::new("opinion.enter", &held.about.place, "opinion", begun.id.to_string())
            .set("procedure", &held.about.procedure.slug)
            .set("channel", sent.channel.as_str());
        Ok((Opinion { revision: begun.revision + 1, ..after }, done))
    })
}

fn alike(db: &mut Db, one: &Opinion) -> Result<Vec<Alike>, AccountsError> {
    let text = one.answers.text();
    let found = store::alike(db, one)?.into_iter().map(|other| Alike {
        is_same_crowd: one.crowd.is_some() && other.crowd == one.crowd,
        has_same_answers: other.answers == text,
        before: std::time::Duration::from_micros(
            u64::try_from(one.created_at.micros() - other.created_at.micros()).unwrap_or(0),
        ),
    });
    Ok(found.collect())
}
