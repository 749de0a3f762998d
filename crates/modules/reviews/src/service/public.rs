//! What everybody may know of what people say of a procedure: figures of whole months, and of nobody in particular.

use parvis_accounts::AccountsError;
use parvis_db::Db;
use parvis_kernel::{Id, Month, Timestamp};
use std::collections::BTreeMap;

use crate::disclose::hidden;
use crate::score::{Counts, INDICATORS, Score};
use crate::store::public::{self, Cell};
use crate::survey::{Channel, Tongue};

/// Months of a summary: those that the observatory grades.
const MONTHS: i32 = 12;

/// A figure that may be told, or why it may not.
#[derive(Debug, Clone, PartialEq)]
pub enum Told<T> {
    Shown(T),
    /// Nobody answered.
    Nobody,
    /// Fewer than [`crate::disclose::K`] did, or it would tell of others who are fewer.
    Hidden,
}

impl<T> Told<T> {
    pub const fn shown(&self) -> Option<&T> {
        match self {
            Self::Shown(value) => Some(value),
            Self::Nobody | Self::Hidden => None,
        }
    }
}

/// What one part of the opinions says; figures in the order of [`INDICATORS`].
#[derive(Debug, Clone, PartialEq)]
pub struct Part<K> {
    pub of: K,
    pub opinions: Told<u64>,
    pub figures: Vec<Told<Score>>,
}

/// What people said of a procedure over twelve whole months.
#[derive(Debug, Clone, PartialEq)]
pub struct Summary {
    pub from: Month,
    pub until: Month,
    pub whole: Part<()>,
    pub months: Vec<Part<Month>>,
    pub channels: Vec<Part<Channel>>,
    pub tongues: Vec<Part<Tongue>>,
}

/// The last month that is whole.
pub fn last_month(now: Timestamp) -> Month {
    let month = now.day().month();
    Month::from_index(month.index() - 1).unwrap_or(month)
}

/// The summary of a procedure; none when it has no survey.
///
/// # Errors
/// The database's own.
pub fn summary(db: &mut Db, procedure: Id, now: Timestamp) -> Result<Option<Summary>, AccountsError> {
    let forms = public::forms_of(db, procedure)?;
    if forms.is_empty() {
        return Ok(None);
    }
    let until = last_month(now);
    let from = Month::from_index(until.index() - MONTHS + 1).unwrap_or(until);
    let cells = public::months(db, &forms, from, until)?;
    Ok(Some(summarise(&cells, from, until)))
}

/// A summary of counts.
pub fn summarise(cells: &[Cell], from: Month, until: Month) -> Summary {
    let whole = parts(cells, &[()], |_| ());
    let months: Vec<Month> = (from.index()..=until.index()).filter_map(Month::from_index).collect();
    let empty = Part { of: (), opinions: Told::Nobody, figures: Vec::new() };
    Summary {
        from,
        until,
        whole: whole.into_iter().next().unwrap_or(empty),
        months: parts(cells, &months, |cell| cell.month),
        channels: parts(cells, Channel::ALL, |cell| cell.channel),
        tongues: parts(cells, Tongue::ALL, |cell| cell.tongue),
    }
}

/// The parts of a whole, each figure hidden with those that tell it.
fn parts<P: Copy + Ord>(cells: &[Cell], all: &[P], of: impl Fn(&Cell) -> P) -> Vec<Part<P>> {
    let mut counts: BTreeMap<P, Vec<(String, u64)>> = all.iter().map(|part| (*part, Vec::new())).collect();
    for cell in cells {
        counts.entry(of(cell)).or_default().push((cell.choice.clone(), cell.n));
    }
    let counts: Vec<(P, Counts)> = counts.into_iter().map(|(part, own)| (part, Counts::new(own))).collect();
    let opinions: Vec<u64> = counts.iter().map(|(_, own)| own.opinions()).collect();
    let is_hidden = hidden(&opinions);
    let figures: Vec<Vec<Told<Score>>> = INDICATORS
        .iter()
        .map(|(_, formula)| {
            let scores: Vec<Option<Score>> = counts.iter().map(|(_, own)| formula(own)).collect();
            let answers: Vec<u64> =
                scores.iter().map(|score| score.as_ref().map_or(0, |score| u64::from(score.n))).collect();
            let own = hidden(&answers);
            let told = |(at, score): (usize, Option<Score>)| match score {
                None => Told::Nobody,
                Some(_) if own[at] || is_hidden[at] => Told::Hidden,
                Some(score) => Told::Shown(score),
            };
            scores.into_iter().enumerate().map(told).collect()
        })
        .collect();
    let part = |(at, (part, own)): (usize, &(P, Counts))| Part {
        of: *part,
        opinions: match own.opinions() {
            0 => Told::Nobody,
            _ if is_hidden[at] => Told::Hidden,
            n => Told::Shown(n),
        },
        figures: figures.iter().map(|column| column[at].clone()).collect(),
    };
    counts.iter().enumerate().map(part).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disclose::K;
    use proptest::prelude::*;

    fn month(text: &str) -> Month {
        text.parse::<Month>().unwrap()
    }

    fn cell(month: Month, channel: Channel, choice: &str, n: u64) -> Cell {
        Cell { month, channel, tongue: Tongue::French, choice: choice.into(), n }
    }

    #[test]
    fn few_are_hidden_with_what_tells_them() {
        let march = month("2026-03");
        let cells: Vec<Cell> = [(Channel::Web, 90), (Channel::Phone, 30), (Channel::Paper, 4)]
            .into_iter()
            .flat_map(|(channel, n)| {
                ["opinion", "satisfaction.good"].map(|choice| cell(march, channel, choice, n))
            })
            .collect();
        let found = summarise(&cells, month("2025-04"), march);
        assert_eq!(found.whole.opinions, Told::Shown(124));
        assert_eq!(found.whole.figures[0].shown().map(|score| score.n), Some(124));
        assert_eq!(found.whole.figures[1], Told::Nobody);
        let of = |channel| found.channels.iter().find(|part| part.of == channel).unwrap();
        assert_eq!(of(Channel::Web).opinions, Told::Shown(90));
        assert_eq!(of(Channel::Paper).opinions, Told::Hidden);
        assert_eq!(of(Channel::Phone).opinions, Told::Hidden, "124 − 90 − 30 tells the four on paper");
        assert_eq!(of(Channel::Phone).figures[0], Told::Hidden);
        assert_eq!(of(Channel::Helper).opinions, Told::Nobody);
        assert_eq!(found.months.len(), 12);
        assert_eq!(found.months[11].opinions, Told::Shown(124));
    }

    proptest! {
        #[test]
        fn nothing_under_ten_is_shown(all in proptest::collection::vec((0..12_i32, 0..5_usize, 0..25_u64), 0..20)) {
            let from = month("2025-04");
            let cells: Vec<Cell> = all.iter().flat_map(|(at, channel, n)| {
                let month = Month::from_index(from.index() + at).unwrap();
                ["opinion", "satisfaction.bad"].map(|choice| cell(month, Channel::ALL[*channel], choice, *n))
            }).collect();
            let found = summarise(&cells, from, month("2026-03"));
            let shown = found.channels.iter().map(|part| (&part.opinions, &part.figures))
                .chain(found.months.iter().map(|part| (&part.opinions, &part.figures)))
                .chain([(&found.whole.opinions, &found.whole.figures)]);
            for (opinions, figures) in shown {
                prop_assert!(opinions.shown().is_none_or(|n| *n >= K));
                prop_assert!(figures.iter().filter_map(Told::shown).all(|score| u64::from(score.n) >= K));
            }
        }
    }
}
