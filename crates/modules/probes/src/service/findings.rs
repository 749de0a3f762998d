//! What nights found of a procedure, by cause, and what people say of it.

use parvis_accounts::AccountsError;
use parvis_db::Db;
use parvis_journal::{By, act};
use parvis_kernel::{Permission, Timestamp};
use parvis_places::Located;
use std::collections::BTreeMap;

use super::{done, get};
use crate::store::{self, findings as kept};
use crate::track::{Change, Followed, Judged, Judgement, follow};

/// What the last nights found of a procedure.
#[derive(Debug)]
pub struct Found {
    pub about: Located,
    /// Over all its addresses.
    pub followed: Vec<Followed>,
    /// By the mark of what they are about.
    pub judgements: BTreeMap<String, Judgement>,
    /// The last night, of the address that was read last; none when nothing was read.
    pub last: Option<Timestamp>,
}

impl Found {
    pub fn judgement(&self, mark: &str) -> Option<&Judgement> {
        self.judgements.get(mark)
    }

    /// Those that are there, proven or said by a person to be failures.
    pub fn failures(&self) -> impl Iterator<Item = &Followed> {
        use crate::finding::Verdict::{Failed, ToReview};
        self.followed.iter().filter(|one| one.change != Change::Mended).filter(|one| {
            let said = self.judgement(&one.mark).map(|judgement| judgement.verdict);
            matches!(
                (one.finding.verdict, said),
                (Failed, None | Some(Judged::Confirmed)) | (ToReview, Some(Judged::Confirmed))
            )
        })
    }
}

/// What is found on the addresses of a procedure, followed since the night before.
///
/// # Errors
/// No such procedure for the actor; without the right.
pub fn found(db: &mut Db, by: &By, slug: &str) -> Result<Found, AccountsError> {
    let about = get(db, by, slug, Permission::MeasureRead)?;
    let mut followed = Vec::new();
    let mut last: Option<Timestamp> = None;
    for watch in store::of_procedure(db, about.procedure.id)?.iter().filter(|one| one.ended_at.is_none()) {
        let runs = kept::runs(db, watch.id, 2)?;
        if let Some(run) = runs.first() {
            followed.extend(follow(run, runs.get(1)));
            last = last.max(Some(run.at));
        }
    }
    let all = kept::judgements(db, about.procedure.id)?;
    let judgements = all.into_iter().map(|one| (one.mark.clone(), one)).collect();
    Ok(Found { about, followed, judgements, last })
}

/// Says of a finding whether it is a failure. It stands as long as the element is unchanged.
///
/// # Errors
/// Without the right; no such finding; nothing said, or a failure that is proven dismissed without a word why.
pub fn judge(
    db: &mut Db,
    by: &By,
    slug: &str,
    mark: &str,
    verdict: Option<Judged>,
    note: &str,
) -> Result<(), AccountsError> {
    act(db, by, |db| {
        let found = found(db, by, slug)?;
        let about = get(db, by, slug, Permission::CriterionAssess)?;
        let one = found.followed.iter().find(|one| one.mark == mark).ok_or(AccountsError::NotFound)?;
        let verdict = verdict.ok_or(AccountsError::invalid("verdict", "accounts-choose"))?;
        let note = note.trim();
        if note.chars().count() > 2000 || (verdict == Judged::Dismissed && note.is_empty()) {
            return Err(AccountsError::invalid("note", "probes-judge-note"));
        }
        let judgement = Judgement {
            procedure: about.procedure.id,
            mark: mark.to_owned(),
            verdict,
            note: note.to_owned(),
            at: by.now,
            by: by.actor.agent,
        };
        kept::judge(db, &judgement)?;
        let told = done("probe.judge", &about, "finding", mark.to_owned())
            .set("rule", one.finding.rule.as_ref())
            .set("verdict", verdict.as_str())
            .because(note);
        Ok(((), told))
    })
}
