//! Looks for alerts now, as the night and the hour do.

use parvis_kernel::{Clock, Day, SystemClock};
use parvis_reviews::service::{alerts, watches};
use std::time::Duration;

use crate::commands::{Context, print};
use crate::failure::Failure;

pub fn run(context: &Context<'_>, until: Option<&str>) -> Result<(), Failure> {
    let (now, pool, means) = (SystemClock.now(), context.pool()?, context.means()?);
    let day = match until {
        Some(text) => text.parse::<Day>().map_err(|_| Failure::argument(text, "catalog-form-day"))?,
        None => now.minus(Duration::from_secs(86_400)).day(),
    };
    let raised = alerts::look_at_all(&pool, &*means.rng, day, now)?;
    let letters = pool.write(|db| watches::sweep(db, &means, now))?;
    let words = context.words;
    print(&words.with("reviews-alerts-looked", &[("n", raised.into()), ("letters", letters.into())]));
    Ok(())
}
