//! Webhooks of a survey: made, given another secret, taken up again, ended; their deliveries, sent again.

use parvis_accounts::{AccountsError, Means};
use parvis_db::Db;
use parvis_jobs::enqueue;
use parvis_journal::{Act, By, act};
use parvis_kernel::{Id, Permission};
use std::collections::BTreeSet;

use super::forms::{self, Held};
use crate::hooks::{Address, BOTH, Deliver, Delivery, Event, Hook, MOST, Secret, State};
use crate::store::hooks::{self as store, deliveries};

/// Deliveries of one page.
const PAGE: i64 = 100;

/// A webhook as it is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewHook {
    pub url: String,
    pub events: BTreeSet<Event>,
}

fn open(db: &mut Db, by: &By, id: Id) -> Result<(Held, Hook), AccountsError> {
    let hook = store::one(db, id)?.ok_or(AccountsError::NotFound)?;
    Ok((forms::get(db, by, hook.form, Permission::ReviewManage)?, hook))
}

fn done(action: &'static str, held: &Held, id: Id) -> Act {
    Act::new(action, &held.about.place, "hook", id.to_string())
        .set("procedure", &held.about.procedure.slug)
        .set("form", held.form.id.to_string())
}

/// Makes a webhook of a survey that the actor keeps; its secret is given back once. `is_named` says whether the
/// installation names a host of its own network.
///
/// # Errors
/// Without the right over the procedure; an address that is not taken, no event, too many webhooks.
pub fn create(
    db: &mut Db,
    means: &Means,
    by: &By,
    form: Id,
    new: &NewHook,
    is_named: impl Fn(&str) -> bool,
) -> Result<(Hook, Secret), AccountsError> {
    act(db, by, |db| {
        let held = forms::get(db, by, form, Permission::ReviewManage)?;
        let url = Address::parse(&new.url, is_named).map_err(|bad| AccountsError::invalid("url", bad.0))?;
        if new.events.is_empty() {
            return Err(AccountsError::invalid("events", "reviews-hook-events-none"));
        }
        if store::of_form(db, form)?.len() >= MOST {
            return Err(AccountsError::invalid("url", "reviews-hook-many"));
        }
        let (id, secret) = (means.id(by.now), Secret::new(&*means.rng));
        let hook = Hook {
            id,
            form,
            url: url.to_string(),
            events: new.events.clone(),
            secret: secret.sealed(&means.key, &*means.rng, id),
            former: None,
            created_at: by.now,
            created_by: by.actor.agent,
            failures: 0,
            succeeded_at: None,
            paused_at: None,
        };
        store::insert(db, &hook)?;
        // The host alone: what follows it may be a secret of the receiver.
        let done = done("hook.create", &held, id)
            .set("host", crate::hooks::host(&hook.url))
            .set("events", Event::text(&hook.events));
        Ok(((hook, secret), done))
    })
}

/// The webhooks of a survey that the actor keeps.
///
/// # Errors
/// No such form for the actor; without the right.
pub fn list(db: &mut Db, by: &By, form: Id) -> Result<(Held, Vec<Hook>), AccountsError> {
    let held = forms::get(db, by, form, Permission::ReviewManage)?;
    Ok((held, store::of_form(db, form)?))
}

/// One webhook, and its newest deliveries.
///
/// # Errors
/// No such webhook for the actor; without the right.
pub fn sheet(db: &mut Db, by: &By, id: Id) -> Result<(Held, Hook, Vec<Delivery>), AccountsError> {
    let (held, hook) = open(db, by, id)?;
    Ok((held, hook, deliveries::of_hook(db, id, PAGE)?))
}

/// Gives a webhook another secret, shown once; the one before signs too for a day.
///
/// # Errors
/// Those of [`sheet`].
pub fn rotate(db: &mut Db, means: &Means, by: &By, id: Id) -> Result<Secret, AccountsError> {
    act(db, by, |db| {
        let (held, hook) = open(db, by, id)?;
        let secret = Secret::new(&*means.rng);
        let former = Some((hook.secret.clone(), by.now.plus(BOTH)));
        let sealed = secret.sealed(&means.key, &*means.rng, id);
        store::set_secrets(db, &Hook { secret: sealed, former, ..hook })?;
        Ok((secret, done("hook.rotate", &held, id)))
    })
}

/// Has a webhook go on that was paused; what it was not told may be sent again.
///
/// # Errors
/// Those of [`sheet`]; one that is not paused.
pub fn resume(db: &mut Db, by: &By, id: Id) -> Result<(), AccountsError> {
    act(db, by, |db| {
        let (held, _) = open(db, by, id)?;
        if !store::pause(db, id, None)? {
            return Err(AccountsError::Conflict("reviews-already"));
        }
        Ok(((), done("hook.resume", &held, id)))
    })
}

/// Ends a webhook: its deliveries go with it. The form it was of.
///
/// # Errors
/// Those of [`sheet`].
pub fn end(db: &mut Db, by: &By, id: Id) -> Result<Id, AccountsError> {
    act(db, by, |db| {
        let (held, hook) = open(db, by, id)?;
        store::delete(db, id)?;
        Ok((hook.form, done("hook.end", &held, id)))
    })
}

/// Sends a delivery again, under the same identifier. The webhook it is to.
///
/// # Errors
/// No such delivery for the actor; without the right; one that waits, or to a webhook that is paused.
pub fn again(db: &mut Db, means: &Means, by: &By, id: Id) -> Result<Id, AccountsError> {
    act(db, by, |db| {
        let delivery = deliveries::one(db, id)?.ok_or(AccountsError::NotFound)?;
        let (held, hook) = open(db, by, delivery.hook)?;
        if hook.paused_at.is_some() || delivery.state == State::Waiting {
            return Err(AccountsError::Conflict("reviews-hook-not-now"));
        }
        let begun = Delivery {
            state: State::Waiting,
            attempts: 0,
            begun_at: by.now,
            due_at: Some(by.now),
            ..delivery
        };
        deliveries::update(db, &begun)?;
        enqueue(db, means.id(by.now), &Deliver { hook: hook.id }, by.now)?;
        let done = done("delivery.again", &held, hook.id).set("delivery", id.to_string());
        Ok((hook.id, done))
    })
}
