//! The counters: how many opinions chose each option, by day and by month.

mod add;
mod apart;
mod national;

use diesel::prelude::*;
use parvis_accounts::AccountsError;
use parvis_db::{Db, on_db};
use parvis_kernel::{Day, Id};
use std::collections::BTreeMap;

use crate::answers::OptionId;
use crate::model::Opinion;
use crate::score::Counts;
use crate::survey::{Channel, Tongue};

pub(crate) use add::add;
pub use apart::Apart;
pub(crate) use apart::{apart, by_month};
pub(crate) use national::national;

diesel::table! {
    reviews_count (form_id, period, button_id, channel, tongue, version, choice) {
        form_id -> parvis_kernel::sql::Uuid,
        period -> Integer,
        button_id -> parvis_kernel::sql::Uuid,
        channel -> Text,
        tongue -> Text,
        version -> Integer,
        choice -> Text,
        n -> Integer,
    }
}

/// What opinions are counted apart by: one counter for each of these and each option.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slice {
    pub form: Id,
    /// A day as 20261122, a month as 202611.
    pub period: i32,
    pub button: Id,
    pub channel: Channel,
    pub tongue: Tongue,
    pub version: i32,
}

impl Slice {
    /// The day and the month of an opinion.
    pub fn of(one: &Opinion) -> [Self; 2] {
        let day = one.day().number();
        [day / 100, day].map(|period| Self {
            form: one.form,
            period,
            button: one.button,
            channel: one.channel,
            tongue: one.tongue,
            version: one.version,
        })
    }
}

/// How much each counter changes by, or stands at.
pub type Tally = BTreeMap<(Slice, OptionId), i64>;

/// Which opinions are looked at; what is not said is not filtered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    pub button: Option<Id>,
    pub channel: Option<Channel>,
    pub tongue: Option<Tongue>,
    pub version: Option<i32>,
}

/// A boxed query on counters, with what a filter asks for.
macro_rules! filtered {
    ($query:expr, $filter:expr) => {{
        let (mut query, filter): (_, &Filter) = ($query, $filter);
        if let Some(button) = filter.button {
            query = query.filter(k::button_id.eq(button));
        }
        if let Some(channel) = filter.channel {
            query = query.filter(k::channel.eq(channel.as_str()));
        }
        if let Some(tongue) = filter.tongue {
            query = query.filter(k::tongue.eq(tongue.as_str()));
        }
        if let Some(version) = filter.version {
            query = query.filter(k::version.eq(version));
        }
        query
    }};
}
use filtered;

/// The counts of a form from one day to another, both included: of whole months by the month, of the rest by the day.
pub fn between(
    db: &mut Db,
    form: Id,
    from: Day,
    until: Day,
    filter: &Filter,
) -> Result<Counts, AccountsError> {
    let mut sums: BTreeMap<String, u64> = BTreeMap::new();
    for (low, high) in spans(from, until) {
        for (choice, n) in sum(db, form, low, high, filter)? {
            *sums.entry(choice).or_default() += n;
        }
    }
    Ok(Counts::new(sums))
}

/// The periods of a stretch of time: days of a first month that is not whole, whole months, days of a last one.
fn spans(from: Day, until: Day) -> Vec<(i32, i32)> {
    if from > until {
        return Vec::new();
    }
    let (first, last) = (from.month(), until.month());
    let starts_whole = first.first_day() == from;
    let ends_whole = last.last_day() == until;
    if first == last {
        let month = from.number() / 100;
        let is_whole = starts_whole && ends_whole;
        return vec![if is_whole { (month, month) } else { (from.number(), until.number()) }];
    }
    let mut all = Vec::new();
    if !starts_whole {
        all.push((from.number(), first.last_day().number()));
    }
    let whole_from = first.index() + i32::from(!starts_whole);
    let whole_until = last.index() - i32::from(!ends_whole);
    if whole_from <= whole_until {
        let number = |index| parvis_kernel::Month::from_index(index).map(|m| m.first_day().number() / 100);
        all.extend(number(whole_from).zip(number(whole_until)));
    }
    if !ends_whole {
        all.push((last.first_day().number(), until.number()));
    }
    all
}

fn sum(
    db: &mut Db,
    form: Id,
    low: i32,
    high: i32,
    filter: &Filter,
) -> Result<Vec<(String, u64)>, AccountsError> {
    use reviews_count::dsl as k;
    let rows: Vec<(String, Option<i64>)> = on_db!(db, |c| {
        let query = k::reviews_count
            .filter(k::form_id.eq(form).and(k::period.between(low, high)))
            .group_by(k::choice)
            .select((k::choice, diesel::dsl::sum(k::n)))
            .into_boxed::<DB>();
        filtered!(query, filter).load(c)
    })?;
    Ok(rows.into_iter().map(|(choice, n)| (choice, u64::try_from(n.unwrap_or(0)).unwrap_or(0))).collect())
}

/// Every counter that is not 0.
pub(crate) fn all(db: &mut Db) -> Result<Tally, AccountsError> {
    use reviews_count::dsl as k;
    type Found = (Id, i32, Id, String, String, i32, String, i32);
    let rows: Vec<Found> = on_db!(db, |c| k::reviews_count.filter(k::n.ne(0)).load(c))?;
    rows.into_iter()
        .map(|(form, period, button, channel, tongue, version, choice, n)| {
            let slice = Slice {
                form,
                period,
                button,
                channel: super::known(Channel::parse(&channel), "channel of a counter")?,
                tongue: super::known(Tongue::parse(&tongue), "language of a counter")?,
                version,
            };
            Ok(((slice, choice), i64::from(n)))
        })
        .collect()
}

/// Whether something is counted of the months before one, given by its first day: when nothing older is kept, of
/// opinions that were erased.
pub(crate) fn has_before(db: &mut Db, form: Id, kept_from: Day) -> Result<bool, AccountsError> {
    use reviews_count::dsl as k;
    let older = k::form_id.eq(form).and(k::period.lt(kept_from.number() / 100)).and(k::n.ne(0));
    Ok(on_db!(db, |c| diesel::select(diesel::dsl::exists(k::reviews_count.filter(older))).get_result(c))?)
}

/// Whether a counter speaks of opinions that are still there; `kept_from` is the first day of a month.
pub(crate) fn is_kept(period: i32, kept_from: Day) -> bool {
    const FIRST_DAY: i32 = 1_000_000;
    let first = kept_from.number();
    if period < FIRST_DAY { period >= first / 100 } else { period >= first }
}

/// Empties the counters of a form that speak of opinions that are still there.
pub(crate) fn clear(db: &mut Db, form: Id, kept_from: Day) -> Result<(), AccountsError> {
    use reviews_count::dsl as k;
    let first = kept_from.number();
    let days = k::period.ge(first);
    let months = k::period.ge(first / 100).and(k::period.lt(1_000_000));
    let own = k::form_id.eq(form).and(days.or(months));
    on_db!(db, |c| diesel::delete(k::reviews_count.filter(own)).execute(c))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn whole_months_are_read_by_the_month() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        for (from, until, want) in [
            ("2026-01-01", "2026-01-31", vec![(202_601, 202_601)]),
            ("2026-01-02", "2026-01-31", vec![(20_260_102, 20_260_131)]),
            ("2026-01-01", "2026-12-31", vec![(202_601, 202_612)]),
            (
                "2025-11-15",
                "2026-11-14",
                vec![(20_251_115, 20_251_130), (202_512, 202_610), (20_261_101, 20_261_114)],
            ),
            ("2026-01-20", "2026-02-10", vec![(20_260_120, 20_260_131), (20_260_201, 20_260_210)]),
            ("2026-02-02", "2026-02-01", vec![]),
        ] {
            assert_eq!(spans(day(from), day(until)), want, "{from} {until}");
        }
    }

    proptest! {
        #[test]
        fn every_day_is_in_one_span(start in 0_i32..3_000, length in 0_i32..1_500) {
            let origin: Day = "2020-01-01".parse().unwrap();
            let nth = |n: i32| origin.start().plus(std::time::Duration::from_secs(u64::try_from(n).unwrap() * 86_400)).day();
            let (from, until) = (nth(start), nth(start + length));
            for n in -1..=length + 1 {
                let Some(day) = (start + n >= 0).then(|| nth(start + n)) else { continue };
                let number = day.number();
                let hits = spans(from, until).into_iter().filter(|(low, high)| {
                    (*low..=*high).contains(&number) || (*low..=*high).contains(&(number / 100))
                });
                prop_assert_eq!(hits.count(), usize::from((0..=length).contains(&n)), "{}", day);
            }
        }
    }
}
