//! What a digest says of a survey: counts and figures, never a comment.

use parvis_accounts::AccountsError;
use parvis_db::Db;
use parvis_journal::By;
use parvis_kernel::Id;

use super::forms::Held;
use super::reading::{Figures, Period, figures};
use super::{follow, topics};
use crate::score::Change;
use crate::store::alerts;
use crate::store::counts::Filter;

/// Topics that a digest names.
const TOPICS: usize = 3;

/// What happened in a period, and what waits.
#[derive(Debug, Clone)]
pub struct Summary {
    pub held: Held,
    pub figures: Figures,
    /// Alerts raised since its first day.
    pub alerts: usize,
    /// People who wait for an answer, and alerts that nobody has read, now.
    pub waiting: i64,
    pub unread: i64,
    /// Topics that grew more than chance explains, the most frequent first.
    pub topics: Vec<topics::Line>,
}

impl Summary {
    /// Whether anything happened: a period without an opinion and without an alert is not told.
    pub fn is_news(&self) -> bool {
        self.figures.now.opinions() > 0 || self.figures.now.get("aside") > 0 || self.alerts > 0
    }
}

/// The summary of a form over some days, for somebody who may read it.
///
/// # Errors
/// No such form for the actor; the database's own.
pub fn summary(db: &mut Db, by: &By, form: Id, period: Period) -> Result<Summary, AccountsError> {
    let (held, figures) = figures(db, by, form, period, &Filter::default())?;
    let mut topics = topics::list(db, by, form, period)?.lines;
    topics.retain(|line| line.change == Some(Change::Up));
    topics.truncate(TOPICS);
    Ok(Summary {
        held,
        figures,
        alerts: alerts::of_form(db, form, period.from.start(), 100)?.len(),
        waiting: follow::waiting(db, form)?,
        unread: alerts::unread(db, form)?,
        topics,
    })
}
