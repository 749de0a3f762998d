//! Alerts: looked for once a day (falls, surges) and each hour (the first opinion after a silence), kept, read.

use parvis_accounts::AccountsError;
use parvis_db::{Db, Pool};
use parvis_journal::{Act, By, act};
use parvis_kernel::{Day, FixedClock, Id, Permission, Rng, Timestamp};

use super::forms::{self, Held};
use super::outbox;
use super::reading::Period;
use crate::alerts::surge::{MOST_BEFORE, MOST_RECENT, Reader, Surge};
use crate::alerts::{Alert, What, days_before, fall, silence, surge};
use crate::hooks::Event;
use crate::model::{Form, Opinion};
use crate::store::counts::{Filter, between};
use crate::store::{self, Wanted, alerts as store_alerts, forms as store_forms, watches};

/// Alerts of one page.
const PAGE: i64 = 100;
/// Comments read at a time.
const CHUNK: usize = 1_000;

/// Whether a look at a form may find something: it has opinions of the last days, or an alert that goes on.
///
/// # Errors
/// The database's own.
pub fn is_due(db: &mut Db, form: Id, day: Day) -> Result<bool, AccountsError> {
    let (recent, _) = fall::stretches(day);
    let counts = between(db, form, recent.from, recent.until, &Filter::default())?;
    Ok(counts.opinions() > 0 || !store_alerts::open(db, form)?.is_empty())
}

/// Looks at the days of a form up to `day`, raises what is new and ends what is over. Looked at again, the same day
/// gives nothing new. How many alerts were raised.
///
/// # Errors
/// The database's own.
pub fn look(pool: &Pool, rng: &dyn Rng, form: Id, day: Day, now: Timestamp) -> Result<usize, AccountsError> {
    let reader = comments(pool, form, day)?;
    pool.write(|db| {
        db.tx(|db| {
            let mut desk = Desk { rng, form, day, now, open: store_alerts::open(db, form)?, raised: 0 };
            desk.falls(db)?;
            if let Some(reader) = &reader {
                desk.surges(db, reader)?;
            }
            Ok(desk.raised)
        })
    })
}

/// The comments that tell a surge; none when there are too few for one to begin, and none goes on.
fn comments(pool: &Pool, form: Id, day: Day) -> Result<Option<Reader>, AccountsError> {
    let (recent, before) = surge::stretches(day);
    let is_worth = pool.read(|db| {
        let counts = between(db, form, recent.from, recent.until, &Filter::default())?;
        let is_surge = |alert: &Alert| matches!(alert.what, What::Surge { .. });
        let goes_on = store_alerts::open(db, form)?.iter().any(is_surge);
        Ok::<_, AccountsError>(goes_on || counts.get("comment") >= surge::COMMENTS as u64)
    })?;
    if !is_worth {
        return Ok(None);
    }
    let mut reader = Reader::default();
    each(pool, form, recent, MOST_RECENT, |one| reader.recent(one))?;
    each(pool, form, before, MOST_BEFORE, |one| reader.before(one))?;
    Ok(Some(reader))
}

/// Reads the newest comments of a stretch that count, a part of them at a time.
fn each(
    pool: &Pool,
    form: Id,
    period: Period,
    most: usize,
    mut read: impl FnMut(&Opinion),
) -> Result<(), AccountsError> {
    let mut wanted = Wanted {
        with_comment: true,
        aside: Some(false),
        from: Some(period.from.start()),
        until: Some(Timestamp::from_micros(period.until.end().micros() + 999_999)),
        ..Wanted::default()
    };
    let mut left = most;
    while left > 0 {
        let size = i64::try_from(left.min(CHUNK)).unwrap_or(i64::MAX);
        let part = pool.read(|db| store::of_form(db, form, &wanted, size))?;
        let Some(last) = part.last() else { break };
        wanted.before = Some((last.created_at, last.id));
        left = left.saturating_sub(part.len());
        part.iter().for_each(&mut read);
    }
    Ok(())
}

/// One look at one form.
struct Desk<'l> {
    rng: &'l dyn Rng,
    form: Id,
    day: Day,
    now: Timestamp,
    open: Vec<Alert>,
    raised: usize,
}

impl Desk<'_> {
    fn falls(&mut self, db: &mut Db) -> Result<(), AccountsError> {
        let (recent, before) = fall::stretches(self.day);
        let recent = between(db, self.form, recent.from, recent.until, &Filter::default())?;
        let before = between(db, self.form, before.from, before.until, &Filter::default())?;
        for alert in self.open.clone() {
            if let What::Fall { indicator, before, .. } = &alert.what
                && fall::is_over(indicator, before, &recent)
            {
                self.end(db, &alert)?;
            }
        }
        for one in fall::falls(&before, &recent) {
            let what =
                What::Fall { indicator: one.indicator.to_owned(), before: one.before, after: one.after };
            self.raise(db, one.indicator, what)?;
        }
        Ok(())
    }

    fn surges(&mut self, db: &mut Db, reader: &Reader) -> Result<(), AccountsError> {
        for alert in self.open.clone() {
            if let What::Surge { with_before, of_before, .. } = alert.what
                && !reader.goes_on(&alert.subject, with_before, of_before)
            {
                self.end(db, &alert)?;
            }
        }
        for one in reader.surges() {
            if self.is_told(&one) {
                continue;
            }
            let what = What::Surge {
                words: one.words,
                with: one.with,
                of: one.of,
                with_before: one.with_before,
                of_before: one.of_before,
            };
            self.raise(db, &one.stem, what)?;
        }
        Ok(())
    }

    /// Whether an alert that goes on tells one of these words.
    fn is_told(&self, surge: &Surge) -> bool {
        self.open.iter().any(|alert| match &alert.what {
            What::Surge { words, .. } => {
                alert.subject == surge.stem || words.iter().any(|word| surge.words.contains(word))
            }
            _ => false,
        })
    }

    fn end(&mut self, db: &mut Db, alert: &Alert) -> Result<(), AccountsError> {
        store_alerts::end(db, alert.id, self.now)?;
        self.open.retain(|other| other.id != alert.id);
        Ok(())
    }

    fn raise(&mut self, db: &mut Db, subject: &str, what: What) -> Result<(), AccountsError> {
        let alert = Alert {
            id: Id::new(&FixedClock(self.now), self.rng),
            form: self.form,
            subject: subject.to_owned(),
            day: self.day,
            raised_at: self.now,
            what,
            ended_at: None,
            read: None,
        };
        self.raised += usize::from(raise(db, &alert)?);
        Ok(())
    }
}

/// Keeps an alert and notes who must be written about it, in the caller's transaction; whether it was new.
fn raise(db: &mut Db, alert: &Alert) -> Result<bool, AccountsError> {
    if !store_alerts::insert(db, alert)? {
        return Ok(false);
    }
    let kind = alert.what.kind();
    for watch in watches::all(db, Some(alert.form))?.iter().filter(|watch| watch.alerts.contains(&kind)) {
        watches::notice(db, watch, alert.id)?;
    }
    outbox::tell(db, alert.form, Event::AlertRaised, &alert.id.to_string(), alert.raised_at)?;
    Ok(true)
}

/// The alert of a first opinion after a silence, of today or yesterday; it may have been raised already.
fn ended(db: &mut Db, rng: &dyn Rng, form: &Form, now: Timestamp) -> Result<Option<Alert>, AccountsError> {
    let today = now.day();
    let Some(first) = store_alerts::last_day(db, form.id, today)? else { return Ok(None) };
    if first < days_before(today, 1) {
        return Ok(None);
    }
    let before = store_alerts::last_day(db, form.id, days_before(first, 1))?;
    let days = silence::ended(before.unwrap_or(form.created_at.day()), first);
    Ok(days.map(|days| Alert {
        id: Id::new(&FixedClock(now), rng),
        form: form.id,
        subject: String::new(),
        day: first,
        raised_at: now,
        what: What::Silence { days },
        ended_at: Some(now),
        read: None,
    }))
}

/// Raises the alert of a form's first opinion after a silence, once; whether there was one to raise.
///
/// # Errors
/// The database's own.
pub fn silence(pool: &Pool, rng: &dyn Rng, form: &Form, now: Timestamp) -> Result<bool, AccountsError> {
    match pool.read(|db| ended(db, rng, form, now))? {
        Some(alert) => pool.write(|db| db.tx(|db| raise(db, &alert))),
        None => Ok(false),
    }
}

/// Looks at every form, at once: what the night and the hour do. How many alerts were raised.
///
/// # Errors
/// The database's own.
pub fn look_at_all(pool: &Pool, rng: &dyn Rng, day: Day, now: Timestamp) -> Result<usize, AccountsError> {
    let mut raised = silences(pool, rng, now)?;
    for form in pool.read(store_forms::all)? {
        if pool.read(|db| is_due(db, form.id, day))? {
            raised += look(pool, rng, form.id, day, now)?;
        }
    }
    Ok(raised)
}

/// The silences that ended, of all forms. How many alerts were raised.
///
/// # Errors
/// The database's own.
pub fn silences(pool: &Pool, rng: &dyn Rng, now: Timestamp) -> Result<usize, AccountsError> {
    let mut raised = 0;
    for form in pool.read(store_forms::all)? {
        raised += usize::from(silence(pool, rng, &form, now)?);
    }
    Ok(raised)
}

/// The alerts of a form, the newest first.
///
/// # Errors
/// No such form for the actor.
pub fn list(db: &mut Db, by: &By, form: Id) -> Result<(Held, Vec<Alert>), AccountsError> {
    let held = forms::get(db, by, form, Permission::ReviewRead)?;
    Ok((held, store_alerts::of_form(db, form, Timestamp::from_micros(0), PAGE)?))
}

/// How many alerts of a form nobody has read.
///
/// # Errors
/// The database's own.
pub fn unread(db: &mut Db, form: Id) -> Result<i64, AccountsError> {
    store_alerts::unread(db, form)
}

/// Somebody who answers for the procedure read an alert. The form it is of.
///
/// # Errors
/// No such alert for the actor; without the right; one that somebody read before.
pub fn read(db: &mut Db, by: &By, id: Id) -> Result<Id, AccountsError> {
    act(db, by, |db| {
        let alert = store_alerts::one(db, id)?.ok_or(AccountsError::NotFound)?;
        let held = forms::get(db, by, alert.form, Permission::ReviewAnswer)?;
        if !store_alerts::read(db, id, by.now, by.actor.agent)? {
            return Err(AccountsError::Conflict("reviews-already"));
        }
        let done = Act::new("alert.read", &held.about.place, "alert", id.to_string())
            .set("procedure", &held.about.procedure.slug)
            .set("kind", alert.what.kind().as_str());
        Ok((alert.form, done))
    })
}
