//! What everybody may know of the addresses of a procedure: no finding, no name.

use parvis_accounts::AccountsError;
use parvis_db::Db;
use parvis_kernel::{Day, Id, Timestamp};
use std::collections::BTreeMap;

use super::watching::{Standing, standing};
use crate::store;
use crate::watch::availability::median;
use crate::watch::days::{Counted, by_day, days_ago};
use crate::watch::{Gap, Maintenance, Outage};

/// Days that are told.
pub const DAYS: u32 = 90;
/// Outages and gaps that are told.
const MOST: i64 = 30;

/// An address, and how it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Address {
    pub id: Id,
    pub url: String,
    pub standing: Standing,
    pub days: BTreeMap<Day, Counted>,
    /// Milliseconds, the median of the looks of those days.
    pub response: Option<f64>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Summary {
    pub addresses: Vec<Address>,
    /// Of those addresses, the newest first; those alone that count.
    pub outages: Vec<Outage>,
    pub gaps: Vec<Gap>,
    /// Announced stops that are not over.
    pub maintenance: Vec<Maintenance>,
}

impl Summary {
    /// Days of all addresses together.
    pub fn days(&self) -> BTreeMap<Day, Counted> {
        let mut days: BTreeMap<Day, Counted> = BTreeMap::new();
        for (day, one) in self.addresses.iter().flat_map(|address| &address.days) {
            let sum = days.entry(*day).or_default();
            sum.tries += one.tries;
            sum.answered += one.answered;
        }
        days
    }
}

/// None when no address of the procedure is looked at.
///
/// # Errors
/// The database's own.
pub fn summary(db: &mut Db, procedure: Id, now: Timestamp) -> Result<Option<Summary>, AccountsError> {
    let mut watches = store::of_procedure(db, procedure)?;
    watches.retain(|watch| watch.ended_at.is_none());
    if watches.is_empty() {
        return Ok(None);
    }
    let ids: Vec<Id> = watches.iter().map(|watch| watch.id).collect();
    let mut outages = store::outages(db, &ids, MOST)?;
    let mut addresses = Vec::new();
    for watch in watches {
        let checks =
            store::checks(db, watch.id, days_ago(now, DAYS), now + std::time::Duration::from_secs(1))?;
        let last = checks.last().map(|check| check.at);
        let open = outages.iter().find(|one| one.watch == watch.id && one.ended_at.is_none());
        let answered = checks.iter().filter(|one| one.counts && one.failure.is_none());
        addresses.push(Address {
            id: watch.id,
            standing: standing(&watch, last, open, now),
            response: median(answered.filter_map(|one| one.first_byte).collect()),
            days: by_day(&checks),
            url: watch.url,
        });
    }
    outages.retain(|one| one.counts);
    let mut maintenance = store::maintenance(db, now)?;
    maintenance.retain(|one| one.procedure == procedure);
    Ok(Some(Summary { addresses, outages, gaps: store::gaps(db, &ids, MOST)?, maintenance }))
}
