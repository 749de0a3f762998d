use indicatif::{ProgressBar, ProgressStyle};
use parvis_journal::By;
use parvis_kernel::{Clock, SystemClock};
use parvis_reviews::generate::Plan;
use parvis_reviews::service::counters::{Difference, rebuild, verify};
use parvis_reviews::service::generate::generate;
use parvis_reviews::service::measure::measure;

use super::{Context, print};
use crate::cli::Reviews;
use crate::failure::Failure;

mod alerts;
mod import;
mod opendata;

/// Differences that are named; how many there are is always said.
const NAMED: usize = 50;

pub fn run(context: &Context<'_>, what: &Reviews) -> Result<(), Failure> {
    let (pool, words) = (context.pool()?, context.words);
    match what {
        Reviews::Verify => {
            let (opinions, differences) = pool.write(verify)?;
            differences.iter().take(NAMED).for_each(|one| print(&line(context, one)));
            if differences.is_empty() {
                print(&words.a("reviews-verified", "n", opinions));
                return Ok(());
            }
            let args = [("n", opinions.into()), ("different", differences.len().into())];
            print(&words.with("reviews-differ", &args));
            Err(Failure::Said)
        }
        Reviews::Rebuild => {
            let opinions = pool.write(rebuild)?;
            print(&words.a("reviews-rebuilt", "n", opinions));
            Ok(())
        }
        Reviews::Generate { opinions, services, months, seed } => {
            let now = SystemClock.now();
            let plan = Plan {
                opinions: *opinions,
                services: usize::try_from(*services).unwrap_or(1),
                // The day before today's month: whole months, that can be measured.
                until: now.day().plus_months(-1).month().last_day(),
                months: *months,
                seed: *seed,
            };
            let bar = ProgressBar::new(plan.opinions);
            bar.set_style(ProgressStyle::default_bar());
            let means = context.means()?;
            let by = By::console(now);
            generate(&pool, &means, &by, &plan, &mut |n| bar.set_position(n))?;
            bar.finish_and_clear();
            print(&words.a("reviews-generated", "n", plan.opinions));
            Ok(())
        }
        Reviews::Import(what) => import::run(context, what),
        Reviews::Opendata { year, out } => opendata::run(context, *year, out),
        Reviews::Alerts { until } => alerts::run(context, until.as_deref()),
        Reviews::Measure => {
            let recorded = pool.write(|db| measure(db, SystemClock.now()))?;
            print(&words.a("reviews-measured", "n", recorded));
            Ok(())
        }
    }
}

fn line(context: &Context<'_>, one: &Difference) -> String {
    let slice = &one.slice;
    let counter = format!(
        "{} {} {} {} {} {}",
        slice.form, slice.period, slice.button, slice.channel, slice.tongue, one.choice
    );
    let args =
        [("counter", counter.into()), ("counted", one.counted.into()), ("recounted", one.recounted.into())];
    context.words.with("reviews-difference", &args)
}
