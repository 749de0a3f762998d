//! What whoever answers for a procedure reads: figures over a period, opinions, and what was set aside.

use parvis_accounts::AccountsError;
use parvis_db::Db;
use parvis_journal::{Act, By, act};
use parvis_kernel::{Day, Id, Month, Permission};

use super::entry::changes;
use super::forms::{self, Held};
use super::outbox;
use super::versions::{self, Known};
use crate::hooks::Event;
use crate::model::{Opinion, Rule};
use crate::score::Counts;
use crate::store::counts::{self, Apart, Filter};
use crate::store::{self, Wanted};

/// Opinions of one page of a list.
pub const PAGE: i64 = 25;

/// The counts of a period and of the one of the same length before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figures {
    pub now: Counts,
    pub before: Counts,
    /// Likewise, without the answers to questions that a version asks in other words: what the five figures are made
    /// of. Of one version that is asked for, all.
    pub measured: [Counts; 2],
    /// What the form asks and has asked.
    pub known: Known,
}

/// A stretch of days, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    pub from: Day,
    pub until: Day,
}

impl Period {
    /// The twelve rolling months that end on a day.
    pub fn year(until: Day) -> Self {
        let after = until.plus_months(-12).start().plus(std::time::Duration::from_secs(86_400));
        Self { from: after.day(), until }
    }

    /// The stretch of the same length that ends on the day before.
    pub fn before(self) -> Self {
        let day = std::time::Duration::from_secs(86_400);
        let length = self.until.start().micros() - self.from.start().micros();
        let until = self.from.start().minus(day);
        let from = until.minus(std::time::Duration::from_micros(u64::try_from(length).unwrap_or(0)));
        Self { from: from.day(), until: until.day() }
    }
}

/// The figures of a form.
///
/// # Errors
/// No such form for the actor; the database's own.
pub fn figures(
    db: &mut Db,
    by: &By,
    form: Id,
    period: Period,
    filter: &Filter,
) -> Result<(Held, Figures), AccountsError> {
    let held = forms::get(db, by, form, Permission::ReviewRead)?;
    let now = counts::between(db, form, period.from, period.until, filter)?;
    let earlier = period.before();
    let before = counts::between(db, form, earlier.from, earlier.until, filter)?;
    let known = versions::known(db, form)?;
    let measured = if known.altered.is_empty() || filter.version.is_some() {
        [now.clone(), before.clone()]
    } else {
        let altered = store::versions::altered(db, Some(&[form]))?;
        let mut of =
            |period: Period| counts::national(db, form, (period.from, period.until), filter, &altered);
        [of(period)?, of(earlier)?]
    };
    Ok((held, Figures { now, before, measured, known }))
}

/// The counts of each month, and of each way a period can be told apart.
pub type Parts = (Vec<(Month, Counts)>, Apart);

/// The counts of a form told apart: by month over the whole months of the period, and each other way over its days.
///
/// # Errors
/// Those of [`figures`].
pub fn apart(
    db: &mut Db,
    by: &By,
    form: Id,
    period: Period,
    filter: &Filter,
) -> Result<(Held, Parts), AccountsError> {
    let held = forms::get(db, by, form, Permission::ReviewRead)?;
    let days = (period.from, period.until);
    Ok((held, (counts::by_month(db, form, days, filter)?, counts::apart(db, form, days, filter)?)))
}

/// The newest opinions of a form, a page of them.
///
/// # Errors
/// Those of [`figures`].
pub fn opinions(
    db: &mut Db,
    by: &By,
    form: Id,
    wanted: &Wanted,
) -> Result<(Held, Vec<Opinion>), AccountsError> {
    let held = forms::get(db, by, form, Permission::ReviewRead)?;
    Ok((held, store::of_form(db, form, wanted, PAGE)?))
}

/// One opinion that the actor may answer, and its survey.
///
/// # Errors
/// No such opinion for the actor; without the right.
pub fn opinion(db: &mut Db, by: &By, id: Id) -> Result<(Held, Opinion), AccountsError> {
    let one = store::one(db, id)?.ok_or(AccountsError::NotFound)?;
    Ok((forms::get(db, by, one.form, Permission::ReviewAnswer)?, one))
}

/// Sets an opinion aside, with a reason, or puts back one that was: the counters follow.
///
/// # Errors
/// Without the right over the procedure; without a reason; an opinion that is so already.
pub fn set_aside(db: &mut Db, by: &By, id: Id, aside: bool, why: &str) -> Result<Id, AccountsError> {
    act(db, by, |db| {
        let (held, before) = opinion(db, by, id)?;
        let why = forms::required("reason", why)?;
        if before.aside.is_some() == aside {
            return Err(AccountsError::Conflict("reviews-already"));
        }
        let after = Opinion { aside: aside.then_some(Rule::Hand), updated_at: by.now, ..before.clone() };
        if !store::replace(db, &before, &after)? {
            return Err(AccountsError::Conflict("reviews-busy"));
        }
        counts::add(db, &changes(Some(&before), Some(&after)))?;
        outbox::tell(db, after.form, Event::OpinionUpdated, &id.to_string(), by.now)?;
        let action = if aside { "opinion.set-aside" } else { "opinion.put-back" };
        let done = Act::new(action, &held.about.place, "opinion", id.to_string())
            .set("procedure", &held.about.procedure.slug)
            .because(&why);
        Ok((held.form.id, done))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_and_the_one_before() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        let year = Period::year(day("2026-08-31"));
        assert_eq!(year, Period { from: day("2025-09-01"), until: day("2026-08-31") });
        assert_eq!(year.before(), Period { from: day("2024-09-01"), until: day("2025-08-31") });
        let one = Period { from: day("2026-03-01"), until: day("2026-03-01") };
        assert_eq!(one.before(), Period { from: day("2026-02-28"), until: day("2026-02-28") });
    }
}
