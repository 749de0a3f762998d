//! What opinions say of a procedure, written to the ledger: the observatory grades it.

use parvis_accounts::AccountsError;
use parvis_db::Db;
use parvis_kernel::{Day, Id, Timestamp};
use parvis_measures::{Indicators, Reading, Value, Window, of_procedure, record};
use std::collections::{BTreeMap, BTreeSet};

use super::outbox;
use crate::hooks::Event;
use crate::score::{Counts, INDICATORS, Score};
use crate::shape::Template;
use crate::store::counts::{Filter, national};
use crate::store::forms;
use crate::store::versions::{self, Altered};

/// The source of these readings.
pub const SOURCE: &str = "reviews";

/// The stretches of time that are measured, with their months.
const WINDOWS: [(Window, i32); 2] = [(Window::Year, 12), (Window::Quarter, 3)];

/// Records what the opinions of the months up to the last whole one say of each procedure: those of the national survey,
/// without the answers to questions that a version asks in other words. What the ledger says
/// already is not said again; what changed since (an opinion set aside or put back) is a new revision. How many
/// readings were recorded.
///
/// # Errors
/// The database's own.
pub fn measure(db: &mut Db, now: Timestamp) -> Result<usize, AccountsError> {
    let mut of: BTreeMap<Id, BTreeSet<Id>> = BTreeMap::new();
    let national = forms::all(db)?.into_iter().filter(|form| form.template == Template::National);
    for form in national {
        of.entry(form.procedure).or_default().insert(form.id);
    }
    let as_of = now.day().month().first_day().start().minus(std::time::Duration::from_secs(1)).day();
    let altered = versions::altered(db, None)?;
    let mut recorded = 0;
    for (procedure, forms) in of {
        recorded += db.tx(|db| procedure_of(db, procedure, (&forms, &altered), as_of, now))?;
    }
    Ok(recorded)
}

fn procedure_of(
    db: &mut Db,
    procedure: Id,
    (forms, altered): (&BTreeSet<Id>, &Altered),
    as_of: Day,
    now: Timestamp,
) -> Result<usize, AccountsError> {
    let known = of_procedure(db, procedure)?;
    let mut recorded = 0;
    for (window, months) in WINDOWS {
        let from = as_of.month().first_day().plus_months(1 - months);
        let mut all = Vec::new();
        for form in forms {
            let counts = national(db, *form, (from, as_of), &Filter::default(), altered)?;
            all.extend(counts.iter().map(|(option, n)| (option.to_owned(), n)));
        }
        let counts = Counts::new(all);
        for (slug, formula) in INDICATORS {
            let Some(score) = formula(&counts) else { continue };
            let Some(reading) = reading(procedure, slug, window, as_of, &score, now) else { continue };
            let same = |old: &&Reading| old.key() == reading.key();
            let is_said = known.iter().find(same).is_some_and(|old| {
                old.value == reading.value && old.n == reading.n && old.counts == reading.counts
            });
            if !is_said {
                record(db, reading)?;
                recorded += 1;
            }
        }
    }
    if recorded > 0 {
        for form in forms {
            outbox::tell(db, *form, Event::FiguresMeasured, &as_of.to_string(), now)?;
        }
    }
    Ok(recorded)
}

/// What a figure says of a procedure, as the ledger has it; none for a figure that it does not take.
pub(crate) fn reading(
    procedure: Id,
    slug: &str,
    window: Window,
    as_of: Day,
    score: &Score,
    now: Timestamp,
) -> Option<Reading> {
    let indicator = Indicators::standard().get(slug)?;
    Some(Reading {
        procedure,
        indicator: slug.to_owned(),
        method: indicator.method_at(as_of.month()).version.clone(),
        window,
        as_of,
        value: Value::Number(score.value),
        n: Some(score.n),
        counts: Some(score.marks.clone()).filter(|marks| !marks.is_empty()),
        source: SOURCE.to_owned(),
        collected_at: now,
        recorded_at: now,
        revision: 1,
        reason: None,
    })
}
