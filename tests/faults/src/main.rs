//! Breaks a running product on purpose, and says what it cost: `make faults`.
//!
//! Each scenario starts the real program on real databases of this machine, on the loopback, bounded in count and time, and
//! prints figures beside what must hold. It ends with 1 when something does not. What the figures were last is in
//! docs/reliability.md.

mod cluster;
mod failover;
mod http;
mod kill;
mod load;
mod node;
mod people;
mod report;
mod restore;
mod rolling;
mod trouble;
mod world;

use clap::{Parser, ValueEnum};
use std::process::ExitCode;
use std::time::Duration;

use failover::Loss;
use load::Lengths;
use report::Report;

#[derive(Parser)]
#[command(about = "Breaks a running product on purpose, and says what it cost")]
struct Cli {
    /// What is broken; all when left out.
    scenarios: Vec<Scenario>,
    /// A minute or less of each.
    #[arg(long)]
    short: bool,
    /// What of a cluster is lost; each in turn when left out.
    #[arg(long)]
    loss: Vec<Loss>,
    /// Of what is drawn by chance.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Scenario {
    /// kill -9 in a burst of opinions and publications.
    Kill,
    /// A cluster of PostgreSQL that loses its parts.
    Cluster,
    /// Much traffic, then too much.
    Load,
    /// Saved under load, put back elsewhere.
    Restore,
    /// Three servers restarted in turn.
    Rolling,
    /// A disk that is full.
    Disk,
    /// A clock an hour ahead, then behind.
    Clock,
    /// A mail server that hangs.
    Mail,
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let all = Scenario::value_variants();
    let wanted = if cli.scenarios.is_empty() { all.to_vec() } else { cli.scenarios.clone() };
    let mut report = Report::default();
    // Where engines make no difference, a short look is at one.
    let engines = if cli.short { 1 } else { EVERY };
    for scenario in wanted {
        match scenario {
            Scenario::Cluster => {
                let short = &Loss::value_variants()[..1];
                let all = if cli.short { short } else { Loss::value_variants() };
                failover::run(&mut report, if cli.loss.is_empty() { all } else { &cli.loss });
            }
            Scenario::Kill => each(EVERY, |world| {
                let long = if world.engine == "SQLite" { 1000 } else { 200 };
                kill::run(&mut report, world, if cli.short { 5 } else { long }, cli.seed);
            }),
            Scenario::Rolling => {
                each(EVERY, |world| rolling::run(&mut report, world, if cli.short { 1 } else { 5 }));
            }
            Scenario::Restore => {
                let before = Duration::from_secs(if cli.short { 3 } else { 60 });
                each(engines, |world| restore::run(&mut report, world, before));
            }
            Scenario::Load => each(engines, |world| load::run(&mut report, world, &lengths(cli.short))),
            Scenario::Disk => trouble::disk(&mut report, &world::sqlite()),
            Scenario::Clock => each(engines, |world| trouble::clock(&mut report, world)),
            Scenario::Mail => each(engines, |world| trouble::mail(&mut report, world)),
        }
    }
    if report.print() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn lengths(is_short: bool) -> Lengths {
    let seconds = Duration::from_secs;
    let (measure, steady, storm) = if is_short { (3, 8, 6) } else { (20, 1800, 120) };
    Lengths { measure: seconds(measure), steady: seconds(steady), storm: seconds(storm) }
}

const EVERY: usize = 2;

/// On so many engines.
fn each(engines: usize, mut scenario: impl FnMut(&world::World)) {
    world::each().iter().take(engines).for_each(&mut scenario);
}
