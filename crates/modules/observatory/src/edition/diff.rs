//! What changed between two editions.

use parvis_measures::{Indicators, Level};
use std::collections::BTreeMap;

use super::{Cell, Line};

parvis_kernel::text_enum! {
    /// The kind of a change.
    pub enum Change {
        Entered = "entered",
        Left = "left",
        GradeUp = "grade_up",
        GradeDown = "grade_down",
        /// Same grade, another value.
        Moved = "moved",
        /// The evidence grew older than its life.
        Expired = "expired",
        /// There was no grade, now there is one.
        Gained = "gained",
        /// There was a grade, now there is none, though the evidence did not expire.
        Lost = "lost",
    }
}

/// One change.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    pub change: Change,
    pub procedure: String,
    pub name: String,
    /// Absent when the procedure itself entered or left.
    pub indicator: Option<String>,
    pub before: Option<Cell>,
    pub after: Option<Cell>,
    /// The two values were measured with different methods and should not be compared.
    pub method_changed: bool,
}

/// All changes from `before` to `after`, by procedure and in the order of indicators.
pub fn difference(before: &[Line], after: &[Line], indicators: &Indicators) -> Vec<Difference> {
    let index = |lines: &'_ [Line]| -> BTreeMap<String, usize> {
        lines.iter().enumerate().map(|(at, line)| (line.procedure.clone(), at)).collect()
    };
    let (old, new) = (index(before), index(after));
    let mut all = Vec::new();
    for (slug, at) in &old {
        if !new.contains_key(slug) {
            all.push(whole(Change::Left, &before[*at]));
        }
    }
    for (slug, at) in &new {
        let line = &after[*at];
        match old.get(slug) {
            None => all.push(whole(Change::Entered, line)),
            Some(was) => cells(&before[*was], line, indicators, &mut all),
        }
    }
    all
}

fn whole(change: Change, line: &Line) -> Difference {
    Difference {
        change,
        procedure: line.procedure.clone(),
        name: line.name.clone(),
        indicator: None,
        before: None,
        after: None,
        method_changed: false,
    }
}

fn cells(before: &Line, after: &Line, indicators: &Indicators, all: &mut Vec<Difference>) {
    for indicator in indicators.public() {
        let (old, new) = (before.cells.get(&indicator.slug), after.cells.get(&indicator.slug));
        if let Some(change) = change(old, new) {
            let method_changed = matches!((old, new), (Some(a), Some(b)) if a.method != b.method);
            all.push(Difference {
                change,
                procedure: after.procedure.clone(),
                name: after.name.clone(),
                indicator: Some(indicator.slug.clone()),
                before: old.cloned(),
                after: new.cloned(),
                method_changed,
            });
        }
    }
}

fn change(old: Option<&Cell>, new: Option<&Cell>) -> Option<Change> {
    let level = |cell: Option<&Cell>| cell.map_or(Level::NoData, |c| c.level);
    let (was, is) = (level(old), level(new));
    match (was.rank(), is.rank()) {
        (Some(a), Some(b)) if b > a => Some(Change::GradeUp),
        (Some(a), Some(b)) if b < a => Some(Change::GradeDown),
        (None, Some(_)) => Some(Change::Gained),
        (_, None) if is == Level::Stale && was != Level::Stale => Some(Change::Expired),
        (Some(_), None) => Some(Change::Lost),
        _ if value(old) != value(new) => Some(Change::Moved),
        _ => None,
    }
}

fn value(cell: Option<&Cell>) -> Option<(Option<f64>, Option<&str>)> {
    cell.map(|c| (c.value, c.choice.as_deref()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use parvis_measures::Window;

    fn cell(level: Level, value: f64) -> Cell {
        Cell {
            level,
            value: Some(value),
            choice: None,
            n: Some(200),
            low: None,
            high: None,
            basis: None,
            too_close: false,
            suspect: false,
            as_of: "2026-08-31".parse().unwrap(),
            window: Window::Year,
            method: "1".into(),
            source: "test".into(),
            collected_at: parvis_kernel::Timestamp::default(),
            revision: 1,
        }
    }

    #[test]
    fn one_row_per_kind_of_change() {
        use Level::{Amber, Green, NoData, Red, Stale, TooFew};
        for (was, before, is, after, want) in [
            (Amber, 7.0, Green, 8.0, Some(Change::GradeUp)),
            (Green, 8.0, Red, 2.0, Some(Change::GradeDown)),
            (Green, 8.0, Green, 9.0, Some(Change::Moved)),
            (Green, 8.0, Green, 8.0, None),
            (Green, 8.0, Stale, 8.0, Some(Change::Expired)),
            (TooFew, 8.0, Stale, 8.0, Some(Change::Expired)),
            (Stale, 8.0, Stale, 8.0, None),
            (TooFew, 8.0, Green, 8.0, Some(Change::Gained)),
            (Green, 8.0, TooFew, 8.0, Some(Change::Lost)),
            (TooFew, 8.0, TooFew, 7.0, Some(Change::Moved)),
            (NoData, 0.0, Stale, 0.0, Some(Change::Expired)),
        ] {
            let got = change(Some(&cell(was, before)), Some(&cell(is, after)));
            assert_eq!(got, want, "{was} {before} → {is} {after}");
        }
        assert_eq!(change(None, Some(&cell(Green, 8.0))), Some(Change::Gained));
        assert_eq!(change(None, None), None);
    }
}
