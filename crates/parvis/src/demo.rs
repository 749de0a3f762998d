//! The data shipped with Parvis, loaded into an empty database.

use parvis_catalog::Catalog;
use parvis_db::{Db, Pool};
use parvis_journal::By;
use parvis_kernel::{Clock, Day, Month, Rng};
use parvis_measures::Context;
use parvis_observatory::{service, store};

use crate::failure::Failure;

const PROCEDURES: &[u8] = include_bytes!("../../../data/observatory/procedures.csv");
const MEASURES: &[u8] = include_bytes!("../../../data/observatory/measures.csv");

/// The day on which the source gave its procedures the numbers they have (data/README.md).
const NUMBERED_SINCE: &str = "2024-07-30";

/// The last month of the data is its state on that day (data/README.md).
const COLLECTED_UNTIL: &str = "2026-08-22";

/// The quarter ends that the data cover, and the last month.
const EDITIONS: [&str; 9] =
    ["2024-09", "2024-12", "2025-03", "2025-06", "2025-09", "2025-12", "2026-03", "2026-06", "2026-08"];

/// Loads the shipped data when the database is empty, all in one transaction. Returns whether it did; `say`
/// hears the message key of each step.
///
/// # Errors
/// The database's own; then nothing is loaded.
pub fn load(
    pool: &Pool,
    clock: &dyn Clock,
    rng: &dyn Rng,
    say: &mut dyn FnMut(&str),
) -> Result<bool, Failure> {
    pool.write(|db| {
        if !is_empty(db)? {
            return Ok(false);
        }
        db.tx(|db| {
            say("demo-procedures");
            procedures(db, clock, rng)?;
            say("demo-measures");
            measures(db, clock)?;
            say("demo-editions");
            EDITIONS.iter().try_for_each(|slug| publish(db, slug, clock, rng))?;
            Ok(true)
        })
    })
}

fn is_empty(db: &mut Db) -> Result<bool, Failure> {
    Ok(parvis_catalog::all(db)?.procedures.is_empty() && store::editions(db, true)?.is_empty())
}

fn procedures(db: &mut Db, clock: &dyn Clock, rng: &dyn Rng) -> Result<(), Failure> {
    let since = NUMBERED_SINCE.parse().map_err(Failure::other)?;
    let draft = parvis_catalog::parse(PROCEDURES, &[], since)
        .map_err(|problems| Failure::Import { path: "procedures.csv".into(), problems })?;
    parvis_catalog::load(db, &draft, false, clock, rng)?;
    Ok(())
}

fn measures(db: &mut Db, clock: &dyn Clock) -> Result<(), Failure> {
    let catalog: Catalog = parvis_catalog::all(db)?;
    let resolve = |number: &str, day: Day| catalog.resolve(number, day).map(|p| p.id);
    let collected_until = COLLECTED_UNTIL.parse::<Day>().map_err(Failure::other)?.end();
    let context = Context { resolve: &resolve, source: "jdma", now: clock.now(), collected_until };
    let draft = parvis_measures::parse(MEASURES, &[], &context)
        .map_err(|problems| Failure::Import { path: "measures.csv".into(), problems })?;
    parvis_measures::load(db, draft, false, &mut |_| {})?;
    Ok(())
}

fn publish(db: &mut Db, slug: &str, clock: &dyn Clock, rng: &dyn Rng) -> Result<(), Failure> {
    let by = By::console(clock.now());
    let month: Month = slug.parse().map_err(Failure::other)?;
    service::draft(db, slug, month, &by, rng)?;
    service::publish(db, slug, "parvis serve --demo", &by)?;
    Ok(())
}

impl From<parvis_db::diesel::result::Error> for Failure {
    fn from(error: parvis_db::diesel::result::Error) -> Self {
        Self::Db(error.into())
    }
}
