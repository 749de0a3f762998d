//! What an answer is checked against: the version that the person's page was made with, for as long as steps are taken.

use parvis_accounts::AccountsError;
use parvis_db::Db;
use parvis_kernel::Id;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::entry::{Said, Sent, Told};
use super::versions;
use crate::answers::Answers;
use crate::model::Opinion;
use crate::shape::{ExtraId, Pick, Shape};
use crate::survey::Step;

/// A version that the caller has at hand, which saves reading it again.
#[derive(Debug, Clone, Copy)]
pub struct Asking<'s> {
    pub form: Id,
    pub version: i32,
    pub shape: &'s Shape,
}

/// An answer to a question of one's own; empty: passed, or taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    Picks(BTreeSet<Pick>),
    /// Tidied and masked.
    Text(Option<String>),
}

/// The shape that an opinion was given with.
pub(super) fn shape_of<'s>(
    db: &mut Db,
    one: &Opinion,
    asking: Option<&Asking<'s>>,
) -> Result<Cow<'s, Shape>, AccountsError> {
    match asking.filter(|asking| (asking.form, asking.version) == (one.form, one.version)) {
        Some(asking) => Ok(Cow::Borrowed(asking.shape)),
        None => Ok(Cow::Owned(versions::shape(db, one.form, one.version)?)),
    }
}

/// The question that a step answers; none for the form's own.
pub(super) const fn step(said: &Said) -> Option<Step> {
    match said {
        Said::Satisfaction(_) => Some(Step::Satisfaction),
        Said::Clarity(_) => Some(Step::Clarity),
        Said::Help(..) | Said::Reached(_) => Some(Step::Help),
        Said::Extras(_) => None,
        Said::Comment(_) => Some(Step::Comment),
    }
}

/// Puts answers to the form's own questions where they belong.
///
/// # Errors
/// An answer to a question of another version or form, or an option of another question: no page of ours sends it.
pub(super) fn put(
    shape: &Shape,
    one: &mut Opinion,
    given: &BTreeMap<ExtraId, Given>,
) -> Result<(), AccountsError> {
    const UNKNOWN: AccountsError = AccountsError::invalid("extras", "reviews-extra-unknown");
    for (id, given) in given {
        let extra = shape.extra(*id).ok_or(UNKNOWN)?;
        match given {
            Given::Picks(picks) if extra.picks().is_empty() || !extra.takes(picks) => return Err(UNKNOWN),
            Given::Text(_) if !extra.picks().is_empty() => return Err(UNKNOWN),
            Given::Picks(picks) if picks.is_empty() => drop(one.answers.extras.remove(id)),
            Given::Picks(picks) => drop(one.answers.extras.insert(*id, picks.clone())),
            Given::Text(None) => drop(one.texts.remove(id)),
            Given::Text(Some(text)) => drop(one.texts.insert(*id, text.clone())),
        }
    }
    Ok(())
}

/// Drops the answers to questions whose condition does not hold, or does not any more.
pub(super) fn prune(shape: &Shape, answers: &mut Answers, texts: &mut BTreeMap<ExtraId, String>) {
    for extra in &shape.extras {
        if !extra.is_asked(answers) {
            answers.extras.remove(&extra.id);
            texts.remove(&extra.id);
        }
    }
}

/// What an agent wrote down, as its version asks it: answers to questions that it does not ask are refused, those whose
/// condition does not hold dropped.
pub(super) fn checked(db: &mut Db, sent: &Sent<'_>, told: &Told) -> Result<Told, AccountsError> {
    let shape = versions::shape(db, sent.form.id, sent.version)?;
    let mut told = told.clone();
    let answered = [
        (Step::Clarity, told.answers.clarity.is_some()),
        (Step::Help, told.answers.help.is_some()),
        (Step::Comment, told.verbatim.is_some()),
    ];
    let is_known = told.texts.keys().all(|id| shape.extra(*id).is_some_and(|one| one.picks().is_empty()))
        && told
            .answers
            .extras
            .iter()
            .all(|(id, picks)| !picks.is_empty() && shape.extra(*id).is_some_and(|one| one.takes(picks)));
    if !is_known || answered.iter().any(|(step, is)| *is && shape.hides(*step)) {
        return Err(AccountsError::invalid("extras", "reviews-extra-unknown"));
    }
    prune(&shape, &mut told.answers, &mut told.texts);
    Ok(told)
}
