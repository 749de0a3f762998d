//! Counts told apart: by month, by button, by channel, by language, by version.

use diesel::prelude::*;
use parvis_accounts::AccountsError;
use parvis_db::{Db, on_db};
use parvis_kernel::{Day, Id, Month};
use std::collections::BTreeMap;

use super::{Filter, reviews_count, spans};
use crate::answers::OptionId;
use crate::score::Counts;
use crate::store::known;
use crate::survey::{Channel, Tongue};

/// The counts of a stretch of days, each way they can be told apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Apart {
    pub buttons: BTreeMap<Id, Counts>,
    pub channels: BTreeMap<Channel, Counts>,
    pub tongues: BTreeMap<Tongue, Counts>,
    pub versions: BTreeMap<i32, Counts>,
}

type Found = (Id, String, String, i32, OptionId, Option<i64>);

/// Of the days from one to another, both included.
pub(crate) fn apart(
    db: &mut Db,
    form: Id,
    (from, until): (Day, Day),
    filter: &Filter,
) -> Result<Apart, AccountsError> {
    use reviews_count::dsl as k;
    let mut all = Apart::default();
    for (low, high) in spans(from, until) {
        let rows: Vec<Found> = on_db!(db, |c| {
            let query = k::reviews_count
                .filter(k::form_id.eq(form).and(k::period.between(low, high)))
                .group_by((k::button_id, k::channel, k::tongue, k::version, k::choice))
                .select((k::button_id, k::channel, k::tongue, k::version, k::choice, diesel::dsl::sum(k::n)))
                .into_boxed::<DB>();
            super::filtered!(query, filter).load(c)
        })?;
        for (button, channel, tongue, version, choice, n) in rows {
            let n = u64::try_from(n.unwrap_or(0)).unwrap_or(0);
            let channel = known(Channel::parse(&channel), "channel of a counter")?;
            let tongue = known(Tongue::parse(&tongue), "language of a counter")?;
            all.buttons.entry(button).or_default().add(&choice, n);
            all.channels.entry(channel).or_default().add(&choice, n);
            all.tongues.entry(tongue).or_default().add(&choice, n);
            all.versions.entry(version).or_default().add(&choice, n);
        }
    }
    Ok(all)
}

/// Of each whole month from that of one day to that of another, the months of no opinion too.
pub(crate) fn by_month(
    db: &mut Db,
    form: Id,
    (from, until): (Day, Day),
    filter: &Filter,
) -> Result<Vec<(Month, Counts)>, AccountsError> {
    use reviews_count::dsl as k;
    let (first, last) = (from.month(), until.month());
    let number = |month: Month| month.first_day().number() / 100;
    let rows: Vec<(i32, OptionId, Option<i64>)> = on_db!(db, |c| {
        let query = k::reviews_count
            .filter(k::form_id.eq(form).and(k::period.between(number(first), number(last))))
            .group_by((k::period, k::choice))
            .select((k::period, k::choice, diesel::dsl::sum(k::n)))
            .into_boxed::<DB>();
        super::filtered!(query, filter).load(c)
    })?;
    let mut all: BTreeMap<i32, Counts> = BTreeMap::new();
    for (period, choice, n) in rows {
        all.entry(period).or_default().add(&choice, u64::try_from(n.unwrap_or(0)).unwrap_or(0));
    }
    let months = (first.index()..=last.index()).filter_map(Month::from_index);
    Ok(months.map(|month| (month, all.remove(&number(month)).unwrap_or_default())).collect())
}
