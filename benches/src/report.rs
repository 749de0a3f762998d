//! What was measured, against its goal.

use rustix::time::{ClockId, clock_gettime};
use std::time::Duration;

#[derive(Default)]
pub struct Report(Vec<[String; 4]>);

impl Report {
    /// A figure with a goal.
    pub fn goal(&mut self, what: &str, figure: String, goal: &str, is_met: bool) {
        self.add(what, figure, goal, if is_met { "PASS" } else { "FAIL" });
    }

    /// A figure to know.
    pub fn note(&mut self, what: &str, figure: String) {
        self.add(what, figure, "", "");
    }

    fn add(&mut self, what: &str, figure: String, goal: &str, verdict: &str) {
        println!("  {what}: {figure} {goal} {verdict}");
        self.0.push([what.to_owned(), figure, goal.to_owned(), verdict.to_owned()]);
    }

    pub fn print(&self) {
        println!("\n| Measured | Figure | Goal | |\n|---|---|---|---|");
        for [what, figure, goal, verdict] in &self.0 {
            println!("| {what} | {figure} | {goal} | {verdict} |");
        }
    }
}

/// Processor time, in and for this process, or this thread alone.
pub fn cpu(clock: ClockId) -> Duration {
    let time = clock_gettime(clock);
    Duration::new(u64::try_from(time.tv_sec).unwrap_or(0), u32::try_from(time.tv_nsec).unwrap_or(0))
}

/// The value below which a share of all values lies; `values` need no order.
pub fn quantile(values: &mut [f64], share: f64) -> f64 {
    values.sort_by(f64::total_cmp);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
    let at = ((values.len() - 1) as f64 * share).round() as usize;
    values[at]
}
