//! Writing generated opinions: by the same statements as real ones, many to a transaction.

use parvis_accounts::service::spaces::{self, NewSpace};
use parvis_accounts::{AccountsError, Means};
use parvis_catalog::{CatalogError, Kind, New};
use parvis_db::{Db, Pool};
use parvis_journal::By;
use parvis_kernel::{Id, SeededRng};

use super::entry::changes;
use super::forms::{self, NewButton};
use crate::generate::{Dice, Plan, Source, opinion, per_day, reaches};
use crate::model::Form;
use crate::store;
use crate::store::counts::{self, Tally};
use crate::survey::Point;

/// Opinions of one transaction.
const CHUNK: u64 = 5_000;

/// Fills a database that has no opinion. `told` hears how many are written.
///
/// # Errors
/// [`AccountsError::Conflict`] when there are opinions or surveys already: what is real is never mixed with this.
pub fn generate(
    pool: &Pool,
    means: &Means,
    by: &By,
    plan: &Plan,
    told: &mut dyn FnMut(u64),
) -> Result<Vec<Id>, AccountsError> {
    let sources = pool.write(|db| sources(db, means, by, plan))?;
    let (fast, usual) = (
        // A gigabyte of pages in memory, and no wait for the disk: what is cut short is begun anew.
        "PRAGMA cache_size = -1000000; PRAGMA synchronous = OFF;",
        "PRAGMA cache_size = -2000; PRAGMA synchronous = FULL;",
    );
    tune(pool, fast)?;
    let written = write(pool, plan, &sources, told);
    tune(pool, usual)?;
    written.map(|()| sources.iter().map(|source| source.form).collect())
}

/// SQLite has one connection that writes: what is said to it holds until something else is said.
fn tune(pool: &Pool, pragmas: &str) -> Result<(), AccountsError> {
    pool.write(|db| match db {
        Db::Sqlite(_) => Ok(db.execute_batch(pragmas)?),
        Db::Postgres(_) => Ok(()),
    })
}

fn write(
    pool: &Pool,
    plan: &Plan,
    sources: &[Source],
    told: &mut dyn FnMut(u64),
) -> Result<(), AccountsError> {
    let (rng, reaches) = (SeededRng::new(plan.seed), reaches(plan.services));
    let dice = Dice(&rng);
    let (mut months, mut written) = (Tally::new(), 0);
    let days = per_day(plan);
    for (n, (day, opinions)) in days.iter().enumerate() {
        let (mut left, mut today) = (*opinions, Tally::new());
        while left > 0 {
            let part = left.min(CHUNK);
            pool.write(|db| {
                db.tx(|db| {
                    for _ in 0..part {
                        let share = dice.share();
                        let at = reaches.partition_point(|reached| *reached <= share);
                        let one = opinion(&dice, &sources[at.min(sources.len() - 1)], *day);
                        store::insert(db, &one)?;
                        for ((slice, choice), by) in changes(None, Some(&one)) {
                            let is_month = slice.period < 1_000_000;
                            let tally = if is_month { &mut months } else { &mut today };
                            *tally.entry((slice, choice)).or_insert(0) += by;
                        }
                    }
                    Ok::<_, AccountsError>(())
                })
            })?;
            left -= part;
            written += part;
            told(written);
        }
        let ends = days.get(n + 1).is_none_or(|(next, _)| next.month() != day.month());
        pool.write(|db| {
            db.tx(|db| {
                counts::add(db, &today)?;
                if ends { counts::add(db, &std::mem::take(&mut months)) } else { Ok(()) }
            })
        })?;
    }
    Ok(())
}

/// A space, and in it a survey with two buttons for each service.
fn sources(db: &mut Db, means: &Means, by: &By, plan: &Plan) -> Result<Vec<Source>, AccountsError> {
    if !store::forms::all(db)?.is_empty() || !store::after(db, None, 1)?.is_empty() {
        return Err(AccountsError::Conflict("reviews-generate-not-empty"));
    }
    db.tx(|db| {
        if spaces::all(db)?.is_empty() {
            let space = NewSpace { name: "Mesure".into(), kind: "other".into(), territory: String::new() };
            spaces::create(db, means, by, &space)?;
        }
        let kept_from = plan.until.plus_months(-plan.months).month().first_day();
        let mut all = Vec::with_capacity(plan.services);
        for n in 1..=plan.services {
            let number = format!("essai-{n:04}");
            let facts = vec![(Kind::Name, format!("Service d'essai n° {n}"))];
            parvis_catalog::create(
                db,
                &New { number: number.clone(), facts },
                kept_from,
                means.id(by.now),
                by.now,
            )
            .map_err(|error| match error {
                CatalogError::Db(error) => AccountsError::Database(error),
                _ => AccountsError::Conflict("reviews-generate-not-empty"),
            })?;
            let (form, done) = forms::create(db, means, by, &number, &format!("Essai {n}"))?;
            let new = NewButton { name: "Abandon".into(), point: Point::GaveUp, old: None };
            let gave_up = forms::add_button(db, means, by, form.id, &new)?;
            let form = Form { kept_from, ..form };
            store::forms::update_form(db, &form)?;
            all.push(Source { form: form.id, done: done.id, gave_up: gave_up.id });
        }
        Ok(all)
    })
}
