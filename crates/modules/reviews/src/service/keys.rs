//! Keys of the interface: what they open, since when and until when. The secret is shown once; its digest is kept.

use parvis_accounts::{AccountsError, Means, secret};
use parvis_db::Db;
use parvis_journal::{Act, By, act};
use parvis_kernel::{Day, Id, Permission, Timestamp};
use std::time::Duration;

use super::forms::{self, Held, required};
use crate::store::keys as store;

parvis_kernel::text_enum! {
    /// What a key opens.
    #[derive(Default)]
    pub enum Scope {
        /// Figures: scores and counts.
        #[default]
        Statistics = "statistics",
        /// Figures, and opinions with their masked comments.
        Opinions = "opinions",
    }
}

/// A key, without its secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    pub id: Id,
    pub name: String,
    pub scope: Scope,
    /// The surveys that it opens.
    pub forms: Vec<Id>,
    pub created_at: Timestamp,
    pub created_by: Option<Id>,
    pub expires_at: Timestamp,
    pub revoked_at: Option<Timestamp>,
    /// When it was last used, to the hour.
    pub used_at: Option<Timestamp>,
}

/// A key as it is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewKey {
    pub name: String,
    pub scope: Scope,
    pub forms: Vec<Id>,
    /// The last day it works.
    pub until: Option<Day>,
}

/// Days that a key works at most.
pub const LONGEST: Duration = Duration::from_secs(366 * 86_400);
/// Its use is written down so often.
const HOUR: Duration = Duration::from_secs(3_600);
/// What every secret begins with, so that one that leaked is recognised.
const PREFIX: &str = "parvis_";

impl Key {
    pub fn works(&self, now: Timestamp) -> bool {
        self.revoked_at.is_none() && now <= self.expires_at
    }
}

/// Makes a key for surveys that the actor keeps, all of them; its secret is given back once.
///
/// # Errors
/// Without the right over each procedure; no survey, no name, a last day that is past or more than a year away.
pub fn create(db: &mut Db, means: &Means, by: &By, new: &NewKey) -> Result<(Key, String), AccountsError> {
    act(db, by, |db| {
        let held: Vec<Held> = new
            .forms
            .iter()
            .map(|form| forms::get(db, by, *form, Permission::ReviewManage))
            .collect::<Result<_, _>>()?;
        let first = held.first().ok_or(AccountsError::invalid("forms", "reviews-key-forms-none"))?;
        let expires_at = match new.until {
            Some(day) if day.end() > by.now && day.end() <= by.now.plus(LONGEST) => day.end(),
            _ => return Err(AccountsError::invalid("until", "reviews-key-until-range")),
        };
        let key = Key {
            id: means.id(by.now),
            name: required("name", &new.name)?,
            scope: new.scope,
            forms: new.forms.clone(),
            created_at: by.now,
            created_by: by.actor.agent,
            expires_at,
            revoked_at: None,
            used_at: None,
        };
        let shown = format!("{PREFIX}{}", secret::token(&*means.rng));
        store::insert(db, &key, &secret::digest(&shown))?;
        let procedures: Vec<&str> = held.iter().map(|one| one.about.procedure.slug.as_str()).collect();
        let done = Act::new("key.create", &first.about.place, "key", key.id.to_string())
            .set("name", &key.name)
            .set("scope", key.scope.as_str())
            .set("procedures", procedures.join(" "))
            .set("until", expires_at.day().to_string());
        Ok(((key, shown), done))
    })
}

/// The keys that open a survey that the actor keeps, the newest first, with those of their surveys that the actor sees.
///
/// # Errors
/// The database's own.
pub fn list(db: &mut Db, by: &By) -> Result<Vec<(Key, Vec<Held>)>, AccountsError> {
    let held = forms::list(db, by, Permission::ReviewManage)?;
    let mut all = Vec::new();
    for key in store::all(db)? {
        let own: Vec<Held> = held.iter().filter(|one| key.forms.contains(&one.form.id)).cloned().collect();
        if !own.is_empty() {
            all.push((key, own));
        }
    }
    Ok(all)
}

/// Ends a key at once. Whoever keeps one of its surveys may.
///
/// # Errors
/// No such key for the actor; one that is revoked already.
pub fn revoke(db: &mut Db, by: &By, id: Id) -> Result<(), AccountsError> {
    act(db, by, |db| {
        let key = store::one(db, id)?.ok_or(AccountsError::NotFound)?;
        let mut last = AccountsError::NotFound;
        for form in &key.forms {
            match forms::get(db, by, *form, Permission::ReviewManage) {
                Ok(held) if key.revoked_at.is_none() => {
                    store::revoke(db, id, by.now)?;
                    let done = Act::new("key.revoke", &held.about.place, "key", id.to_string());
                    return Ok(((), done.set("name", &key.name)));
                }
                Ok(_) => return Err(AccountsError::Conflict("reviews-already")),
                Err(error @ (AccountsError::NotFound | AccountsError::Forbidden)) => last = error,
                Err(error) => return Err(error),
            }
        }
        Err(last)
    })
}

/// The key of a secret, if it works; its use is written down once an hour.
///
/// # Errors
/// The database's own.
pub fn known(db: &mut Db, shown: &str, now: Timestamp) -> Result<Option<Key>, AccountsError> {
    let key = store::of_digest(db, &secret::digest(shown))?;
    Ok(key.filter(|key| key.works(now)))
}

/// Whether the use of a key is worth writing down.
pub fn wants_touch(key: &Key, now: Timestamp) -> bool {
    key.used_at.is_none_or(|at| now > at.plus(HOUR))
}

/// Writes down that a key was used.
///
/// # Errors
/// The database's own.
pub fn touch(db: &mut Db, key: &Key, now: Timestamp) -> Result<(), AccountsError> {
    store::touch(db, key.id, now)
}
