//! Before publication: comments on cells, and a second person's signature.

use parvis_accounts::AccountsError;
use parvis_db::Db;
use parvis_journal::{Act, By, act};
use parvis_kernel::{Id, Permission, Rng, Timestamp};
use parvis_measures::Indicators;

use super::{draft_of, home};
use crate::error::ObservatoryError;
use crate::store::{self, review};

/// Something that was said of a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    pub id: Id,
    pub edition: String,
    pub procedure: String,
    /// None: about the whole line.
    pub indicator: Option<String>,
    pub text: String,
    pub author: Option<Id>,
    pub written_at: Timestamp,
    /// When somebody found that it was dealt with.
    pub settled_at: Option<Timestamp>,
}

/// Somebody who has read a draft and found it right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    pub agent: Id,
    pub checksum: String,
    pub signed_at: Timestamp,
}

/// Why an edition may not be published yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// Somebody else than the publisher has to sign it first.
    SecondPerson,
    /// A comment waits for an answer.
    OpenComment,
}

/// The rule of publication: with four eyes, another person than the publisher has signed this very draft; and no
/// comment is open.
pub fn missing(
    four_eyes: bool,
    signatures: &[Signature],
    checksum: &str,
    publisher: Option<Id>,
    open_comments: usize,
) -> Option<Missing> {
    let is_other = |s: &Signature| s.checksum == checksum && Some(s.agent) != publisher;
    if open_comments > 0 {
        Some(Missing::OpenComment)
    } else if four_eyes && publisher.is_some() && !signatures.iter().any(is_other) {
        Some(Missing::SecondPerson)
    } else {
        None
    }
}

/// What a comment is about.
#[derive(Debug, Clone, Copy)]
pub struct About<'a> {
    pub edition: &'a str,
    pub procedure: &'a str,
    /// None: the whole line.
    pub indicator: Option<&'a str>,
}

/// Says something of a line or a cell of a draft.
///
/// # Errors
/// Without the right; no such draft, procedure or indicator; an empty text, or one over 2,000 characters.
pub fn comment(
    db: &mut Db,
    by: &By,
    rng: &dyn Rng,
    about: &About<'_>,
    text: &str,
) -> Result<(), ObservatoryError> {
    let About { edition: slug, procedure, indicator } = *about;
    act(db, by, |db| {
        let home = home(db, by)?;
        home.check(by, Permission::EditionComment)?;
        draft_of(db, slug)?;
        let about = parvis_catalog::by_slug(db, procedure)?;
        let about = about.ok_or_else(|| ObservatoryError::NoProcedure(procedure.to_owned()))?;
        if !home.allows_on(by, Permission::EditionComment, about.id) {
            return Err(AccountsError::Forbidden.into());
        }
        let text = text.trim();
        if text.is_empty() {
            return Err(AccountsError::invalid("text", "accounts-required").into());
        }
        if text.chars().count() > 2_000 {
            return Err(AccountsError::invalid("text", "review-text-long").into());
        }
        if store::lines_of(db, slug, &[procedure])?.is_empty() {
            return Err(ObservatoryError::NoProcedure(procedure.to_owned()));
        }
        if let Some(indicator) = indicator.filter(|slug| Indicators::standard().get(slug).is_none()) {
            return Err(ObservatoryError::NoIndicator(indicator.to_owned()));
        }
        let comment = Comment {
            id: Id::new(&parvis_kernel::FixedClock(by.now), rng),
            edition: slug.to_owned(),
            procedure: procedure.to_owned(),
            indicator: indicator.map(str::to_owned),
            text: text.to_owned(),
            author: by.actor.agent,
            written_at: by.now,
            settled_at: None,
        };
        review::add_comment(db, &comment)?;
        let done = Act::new("edition.comment", &home.place, "edition", slug)
            .set("procedure", procedure)
            .changed("indicator", None, comment.indicator.clone());
        Ok(((), done))
    })
}

/// Says that a comment was dealt with.
///
/// # Errors
/// Without the right; a comment that is not there or was dealt with already.
pub fn settle(db: &mut Db, by: &By, comment: Id) -> Result<String, ObservatoryError> {
    act(db, by, |db| {
        let home = home(db, by)?;
        home.check(by, Permission::EditionDraft)?;
        let found = review::comment(db, comment)?.ok_or(AccountsError::NotFound)?;
        if !review::settle(db, comment, by.actor.agent, by.now)? {
            return Err(AccountsError::Conflict("review-settled-already").into());
        }
        let done = Act::new("edition.settle", &home.place, "edition", &found.edition)
            .set("procedure", &found.procedure);
        Ok((found.edition, done))
    })
}

/// Signs a draft: this very one. Drafting again asks for new signatures.
///
/// # Errors
/// Without the right; no such draft; a draft that is not the one that was read.
pub fn sign(db: &mut Db, by: &By, slug: &str, checksum: &str) -> Result<(), ObservatoryError> {
    act(db, by, |db| {
        let home = home(db, by)?;
        home.check(by, Permission::EditionPublish)?;
        let draft = draft_of(db, slug)?;
        if draft.checksum != checksum {
            return Err(ObservatoryError::DraftOutdated(slug.to_owned()));
        }
        let agent = by.actor.agent.ok_or(AccountsError::Forbidden)?;
        review::sign(db, slug, &Signature { agent, checksum: checksum.to_owned(), signed_at: by.now })?;
        Ok(((), Act::new("edition.sign", &home.place, "edition", slug).set("checksum", checksum)))
    })
}

/// The comments of a draft, the oldest first.
///
/// # Errors
/// Without the right, or the database's own.
pub fn comments(db: &mut Db, by: &By, slug: &str) -> Result<Vec<Comment>, ObservatoryError> {
    home(db, by)?.check(by, Permission::EditionRead)?;
    review::comments(db, slug)
}

/// The signatures of a draft.
///
/// # Errors
/// The database's own.
pub fn signatures(db: &mut Db, slug: &str) -> Result<Vec<Signature>, ObservatoryError> {
    review::signatures(db, slug)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_eyes_are_those_of_two_people_on_one_draft() {
        let (a, b) = (Id::from_bytes([1; 16]), Id::from_bytes([2; 16]));
        let signed = |agent, checksum: &str| Signature {
            agent,
            checksum: checksum.into(),
            signed_at: Timestamp::default(),
        };
        for (four_eyes, signatures, publisher, open, want) in [
            (true, vec![], Some(a), 0, Some(Missing::SecondPerson)),
            (true, vec![signed(a, "x")], Some(a), 0, Some(Missing::SecondPerson)),
            (true, vec![signed(b, "old")], Some(a), 0, Some(Missing::SecondPerson)),
            (true, vec![signed(b, "x")], Some(a), 0, None),
            (true, vec![signed(b, "x")], Some(a), 1, Some(Missing::OpenComment)),
            (false, vec![], Some(a), 0, None),
            (true, vec![], None, 0, None),
        ] {
            assert_eq!(missing(four_eyes, &signatures, "x", publisher, open), want, "{signatures:?}");
        }
    }
}
