//! Counts of the national survey alone: what is measured and published. Answers to a question that a version asks in
//! other words are left out, whole: both sides of each share, since each is taken of the answers to one question.

use parvis_accounts::AccountsError;
use parvis_db::Db;
use parvis_kernel::{Day, Id};
use std::collections::BTreeMap;

use super::{Filter, between};
use crate::score::Counts;
use crate::shape::step_of;
use crate::store::versions::Altered;

/// The counts of a form that asks the national survey, comparable ones only. `altered` holds its versions that ask in
/// other words; where there are none, this is [`between`].
pub(crate) fn national(
    db: &mut Db,
    form: Id,
    (from, until): (Day, Day),
    filter: &Filter,
    altered: &Altered,
) -> Result<Counts, AccountsError> {
    let all = between(db, form, from, until, filter)?;
    let own = altered.range((form, i32::MIN)..=(form, i32::MAX));
    let mut less: BTreeMap<String, u64> = BTreeMap::new();
    for ((_, version), steps) in own {
        if filter.version.is_some_and(|asked| asked != *version) {
            continue;
        }
        let filter = Filter { version: Some(*version), ..filter.clone() };
        for (option, n) in between(db, form, from, until, &filter)?.iter() {
            if step_of(option).is_some_and(|step| steps.contains(&step)) {
                *less.entry(option.to_owned()).or_default() += n;
            }
        }
    }
    let left = |(option, n): (&str, u64)| {
        let n = n.saturating_sub(less.get(option).copied().unwrap_or(0));
        (option.to_owned(), n)
    };
    Ok(Counts::new(all.iter().map(left).filter(|(_, n)| *n > 0)))
}
