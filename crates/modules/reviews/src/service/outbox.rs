//! News for programs: noted in the transaction of what happened, put into words when it is sent.
//!
//! A message tells of an opinion as it is when it is sent: what was erased meanwhile is told to nobody, and no second
//! copy of a comment lies anywhere.

use parvis_accounts::AccountsError;
use parvis_catalog::by_id;
use parvis_db::Db;
use parvis_jobs::enqueue;
use parvis_kernel::{Day, FixedClock, Id, SeededRng, Timestamp};
use parvis_measures::{Reading, Value, of_procedure};
use serde_json::{Value as Json, json};
use sha2::{Digest, Sha256};

use super::measure::SOURCE;
use super::versions;
use crate::alerts::Alert;
use crate::api::opinion_as_json;
use crate::hooks::{Deliver, Delivery, Event, Hook, State};
use crate::links;
use crate::row::About;
use crate::store::hooks::{self as store, deliveries};
use crate::store::{self as opinions, alerts, forms};

/// Notes that something happened to a form, for each program that wants to know. Where none does, it costs one look-up.
pub(crate) fn tell(
    db: &mut Db,
    form: Id,
    event: Event,
    subject: &str,
    now: Timestamp,
) -> Result<(), AccountsError> {
    for hook in store::wanting(db, form, event)? {
        let rng = SeededRng::new(seed(&format!("{hook} {event} {subject} {}", now.micros())));
        let delivery = Delivery {
            id: Id::new(&FixedClock(now), &rng),
            hook,
            event,
            subject: subject.to_owned(),
            at: now,
            state: State::Waiting,
            attempts: 0,
            begun_at: now,
            due_at: Some(now),
            tried: None,
        };
        if deliveries::insert(db, &delivery)? {
            enqueue(db, Id::new(&FixedClock(now), &rng), &Deliver { hook }, now)?;
        }
    }
    Ok(())
}

/// Identifiers are made of what they name: whoever writes an opinion down has no chance at hand. They are no secrets.
fn seed(text: &str) -> u64 {
    let digest = Sha256::digest(text.as_bytes());
    digest.iter().take(8).fold(0, |seed, byte| seed << 8 | u64::from(*byte))
}

/// A message; none when what it tells of is no more.
///
/// # Errors
/// The database's own.
pub(crate) fn message(
    db: &mut Db,
    base_url: &str,
    hook: &Hook,
    delivery: &Delivery,
) -> Result<Option<Json>, AccountsError> {
    let Some(form) = forms::form(db, hook.form)? else { return Ok(None) };
    let Some(procedure) = by_id(db, form.procedure)? else { return Ok(None) };
    let slug = procedure.slug;
    let data = match delivery.event {
        Event::OpinionCreated | Event::OpinionUpdated => {
            let id = delivery.subject.parse().ok();
            let one = id.map(|id| opinions::one(db, id)).transpose()?.flatten();
            let Some(one) = one else { return Ok(None) };
            let extras = versions::known(db, hook.form)?.extras;
            let about = About::new(slug, form, forms::buttons(db, hook.form)?, extras);
            opinion_as_json(&about, &one)
        }
        Event::AlertRaised => {
            let id = delivery.subject.parse().ok();
            let found = id.map(|id| alerts::one(db, id)).transpose()?.flatten();
            let Some(alert) = found else { return Ok(None) };
            told(base_url, &slug, &alert)
        }
        Event::FiguresMeasured => {
            let Ok(as_of) = delivery.subject.parse::<Day>() else { return Ok(None) };
            let own = |one: &Reading| one.source == SOURCE && one.as_of == as_of;
            let readings = of_procedure(db, form.procedure)?;
            let figures: Vec<Json> = readings.iter().filter(|one| own(one)).filter_map(figure).collect();
            json!({ "procedure": slug, "form": form.id, "as_of": as_of.to_string(), "figures": figures })
        }
    };
    let (kind, at) = (delivery.event.wire(), delivery.at.to_string());
    Ok(Some(json!({ "type": kind, "timestamp": at, "data": data })))
}

fn told(base_url: &str, procedure: &str, alert: &Alert) -> Json {
    let page = links::ALERTS.to(parvis_kernel::Locale::Fr, &[&alert.form.to_string()]);
    json!({
        "id": alert.id,
        "procedure": procedure,
        "form": alert.form,
        "day": alert.day.to_string(),
        "raised_at": alert.raised_at.to_string(),
        "alert": alert.what,
        "page": format!("{base_url}{page}"),
    })
}

fn figure(one: &Reading) -> Option<Json> {
    let Value::Number(value) = one.value else { return None };
    Some(json!({
        "indicator": one.indicator,
        "method": one.method,
        "window": one.window.as_str(),
        "value": value,
        "n": one.n,
    }))
}
