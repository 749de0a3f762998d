//! What was measured, against what must hold.

use std::time::Duration;

#[derive(Default)]
pub struct Report {
    lines: Vec<[String; 4]>,
    failures: usize,
}

#[expect(clippy::needless_pass_by_value, reason = "a figure is written where it is made")]
impl Report {
    /// A figure that must hold.
    pub fn must(&mut self, what: &str, figure: impl ToString, goal: &str, is_met: bool) {
        self.failures += usize::from(!is_met);
        self.add(what, figure.to_string(), goal, if is_met { "PASS" } else { "FAIL" });
    }

    /// A figure to know.
    pub fn note(&mut self, what: &str, figure: impl ToString) {
        self.add(what, figure.to_string(), "", "");
    }

    #[expect(clippy::print_stdout, reason = "it is what the program is for")]
    fn add(&mut self, what: &str, figure: String, goal: &str, verdict: &str) {
        println!("  {what}: {figure} {goal} {verdict}");
        self.lines.push([what.to_owned(), figure, goal.to_owned(), verdict.to_owned()]);
    }

    #[expect(clippy::print_stdout, reason = "it is what the program is for")]
    /// Everything as a table; whether all that must hold does.
    pub fn print(&self) -> bool {
        println!("\n| Measured | Figure | Must be | |\n|---|---|---|---|");
        for [what, figure, goal, verdict] in &self.lines {
            println!("| {what} | {figure} | {goal} | {verdict} |");
        }
        self.failures == 0
    }
}

/// The value below which a share of all values lies, in milliseconds; `values` need no order.
pub fn quantile(values: &mut [Duration], share: f64) -> String {
    values.sort();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
    let at = (values.len().saturating_sub(1) as f64 * share).round() as usize;
    values.get(at).map_or("none".into(), |value| format!("{:.1} ms", value.as_secs_f64() * 1e3))
}
