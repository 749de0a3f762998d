//! Counts of whole months, told apart by month, channel and language: what is published is made of these.

use diesel::dsl::sum;
use diesel::prelude::*;
use parvis_accounts::AccountsError;
use parvis_db::{Db, on_db};
use parvis_kernel::{Id, Month};
use std::collections::BTreeMap;

use super::counts::reviews_count;
use super::versions::{self, Altered};
use super::{known, reviews_form};
use crate::answers::OptionId;
use crate::shape::{Template, step_of};
use crate::survey::{Channel, Tongue};

/// How many opinions chose an option, one month, by one channel, in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    pub month: Month,
    pub channel: Channel,
    pub tongue: Tongue,
    pub choice: OptionId,
    pub n: u64,
}

/// The forms of a procedure that ask the national survey: the others have figures of their own.
pub(crate) fn forms_of(db: &mut Db, procedure: Id) -> Result<Vec<Id>, AccountsError> {
    use reviews_form::dsl as f;
    let own = f::procedure_id.eq(procedure).and(f::template.eq(Template::National.as_str()));
    Ok(on_db!(db, |c| f::reviews_form.filter(own).order(f::id).select(f::id).load(c))?)
}

/// The procedures that have such a form.
pub(crate) fn procedures(db: &mut Db) -> Result<Vec<Id>, AccountsError> {
    use reviews_form::dsl as f;
    let own = f::template.eq(Template::National.as_str());
    Ok(on_db!(db, |c| f::reviews_form.filter(own).select(f::procedure_id).distinct().load(c))?)
}

/// The counts of some forms over whole months, both included, without the answers to questions that a version asks in
/// other words.
pub(crate) fn months(
    db: &mut Db,
    forms: &[Id],
    from: Month,
    until: Month,
) -> Result<Vec<Cell>, AccountsError> {
    use reviews_count::dsl as k;
    let altered = versions::altered(db, Some(forms))?;
    if !altered.is_empty() {
        return comparable(db, forms, (from, until), &altered);
    }
    let [low, high] = [from, until].map(|month| month.first_day().number() / 100);
    let rows: Vec<Found> = on_db!(db, |c| k::reviews_count
        .filter(k::form_id.eq_any(forms).and(k::period.between(low, high)))
        .group_by((k::period, k::channel, k::tongue, k::choice))
        .select((k::period, k::channel, k::tongue, k::choice, sum(k::n)))
        .load(c))?;
    rows.into_iter().map(cell).collect()
}

type Found = (i32, String, String, String, Option<i64>);

fn cell((period, channel, tongue, choice, n): Found) -> Result<Cell, AccountsError> {
    let day = parvis_kernel::Day::from_number(period * 100 + 1);
    Ok(Cell {
        month: known(day, "month of a counter")?.month(),
        channel: known(Channel::parse(&channel), "channel of a counter")?,
        tongue: known(Tongue::parse(&tongue), "language of a counter")?,
        choice,
        n: u64::try_from(n.unwrap_or(0)).unwrap_or(0),
    })
}

/// Likewise where some versions ask in other words: told apart by version first.
fn comparable(
    db: &mut Db,
    forms: &[Id],
    (from, until): (Month, Month),
    altered: &Altered,
) -> Result<Vec<Cell>, AccountsError> {
    use reviews_count::dsl as k;
    let [low, high] = [from, until].map(|month| month.first_day().number() / 100);
    let rows: Vec<(Id, i32, Found)> = on_db!(db, |c| k::reviews_count
        .filter(k::form_id.eq_any(forms).and(k::period.between(low, high)))
        .group_by((k::form_id, k::version, k::period, k::channel, k::tongue, k::choice))
        .select((k::form_id, k::version, (k::period, k::channel, k::tongue, k::choice, sum(k::n))))
        .load(c))?;
    let mut all: BTreeMap<(i32, String, String, String), i64> = BTreeMap::new();
    for (form, version, (period, channel, tongue, choice, n)) in rows {
        let steps = altered.get(&(form, version));
        let is_other = |step| steps.is_some_and(|steps| steps.contains(&step));
        if !step_of(&choice).is_some_and(is_other) {
            *all.entry((period, channel, tongue, choice)).or_default() += n.unwrap_or(0);
        }
    }
    let one = |((period, channel, tongue, choice), n)| cell((period, channel, tongue, choice, Some(n)));
    all.into_iter().map(one).collect()
}
