//! Files of measurements become readings, or a list of everything that is wrong with them.

use parvis_csv::{Columns, Problems, Record, Table, What};
use parvis_kernel::{Day, Id, Month, Timestamp};
use std::collections::HashMap;

use crate::indicator::{Indicator, Indicators, Unit};
use crate::reading::{Reading, Value, Window, parse_counts};

/// The columns of a file of measurements.
pub const COLUMNS: Columns = Columns {
    required: &["procedure_id", "month", "indicator", "window", "value"],
    optional: &["n", "source", "collected_at", "counts", "method", "reason"],
};

/// What a file holds, checked but not recorded.
#[derive(Debug, PartialEq)]
pub struct Draft {
    pub readings: Vec<Reading>,
}

/// What reading a file needs to know.
pub struct Context<'c> {
    /// The procedure that a number means on a day, if any.
    pub resolve: &'c dyn Fn(&str, Day) -> Option<Id>,
    /// The source of rows that name none.
    pub source: &'c str,
    pub now: Timestamp,
    /// Nothing in the file was collected later: the day it was made.
    pub collected_until: Timestamp,
}

/// Reads a whole file. `map` renames its columns.
///
/// # Errors
/// Every problem, with its line and column; then nothing of the file is taken.
pub fn parse(bytes: &[u8], map: &[(String, String)], context: &Context<'_>) -> Result<Draft, Problems> {
    let table = Table::open(bytes, COLUMNS, map)?;
    let mut problems = Problems::default();
    let mut readings = Vec::new();
    let mut seen: HashMap<(Id, usize, Window, Day, String), u64> = HashMap::new();
    table.rows(&mut problems, |record, problems| {
        let row = Row { record, context };
        if let Some((reading, indicator)) = row.read(problems) {
            let key = (reading.procedure, indicator, reading.window, reading.as_of, reading.source.clone());
            if let Some(first) = seen.insert(key, record.line) {
                problems.push(record.problem("procedure_id", What::Duplicate(first)));
            }
            readings.push(reading);
        }
    });
    problems.or(Draft { readings })
}

struct Row<'r> {
    record: Record<'r>,
    context: &'r Context<'r>,
}

impl Row<'_> {
    /// The reading and its indicator's place; `None` after at least one problem.
    fn read(&self, problems: &mut Problems) -> Option<(Reading, usize)> {
        let before = problems.count();
        let as_of = self.as_of(problems);
        let procedure = as_of.and_then(|day| self.procedure(day, problems));
        let window = self.window(problems);
        let indicator = self.indicator(problems);
        let n = self.n(problems);
        let value = indicator.and_then(|(_, indicator)| self.value(indicator, problems));
        let collected_at = as_of.and_then(|day| self.collected_at(day, problems));
        let source = self.source(problems);
        let counts = self.counts(indicator.map(|(_, i)| i), n, value.as_ref(), problems);
        let method = self.method(indicator.map(|(_, i)| i), as_of, problems);
        if problems.count() > before {
            return None;
        }
        let (place, indicator) = indicator?;
        let reading = Reading {
            procedure: procedure?,
            indicator: indicator.slug.clone(),
            method: method?,
            window: window?,
            as_of: as_of?,
            value: value?,
            n,
            counts,
            source,
            collected_at: collected_at?,
            recorded_at: self.context.now,
            revision: 1,
            reason: Some(self.record.get("reason")).filter(|r| !r.is_empty()).map(str::to_owned),
        };
        Some((reading, place))
    }

    fn wrong(&self, column: &str, what: What, problems: &mut Problems) {
        let what = if self.record.get(column).is_empty() { What::Required } else { what };
        problems.push(self.record.problem(column, what));
    }

    fn procedure(&self, day: Day, problems: &mut Problems) -> Option<Id> {
        let found = (self.context.resolve)(self.record.get("procedure_id"), day);
        if found.is_none() {
            self.wrong("procedure_id", What::Unknown("measures-unknown-procedure"), problems);
        }
        found
    }

    fn as_of(&self, problems: &mut Problems) -> Option<Day> {
        let text = self.record.get("month");
        let day = text.parse::<Month>().map(Month::last_day).or_else(|_| text.parse::<Day>()).ok();
        match day {
            None => self.wrong("month", What::Expected("measures-form-month"), problems),
            Some(day) if day.month() > self.context.now.day().month() => {
                self.wrong("month", What::Expected("measures-form-past"), problems);
                return None;
            }
            Some(_) => {}
        }
        day
    }

    fn window(&self, problems: &mut Problems) -> Option<Window> {
        let window = Window::parse(self.record.get("window"));
        if window.is_none() {
            let list = Window::ALL.iter().map(|w| w.as_str()).collect::<Vec<_>>().join(", ");
            self.wrong("window", What::OneOf(list), problems);
        }
        window
    }

    fn indicator(&self, problems: &mut Problems) -> Option<(usize, &'static Indicator)> {
        let all = Indicators::standard();
        let name = self.record.get("indicator");
        let found =
            all.named_in_file(name).map(|i| (all.iter().position(|j| j.slug == i.slug).unwrap_or(0), i));
        if found.is_none() {
            let list =
                all.iter().map(|i| i.file_names.first().unwrap_or(&i.slug).as_str()).collect::<Vec<_>>();
            self.wrong("indicator", What::OneOf(list.join(", ")), problems);
        }
        found
    }

    fn value(&self, indicator: &Indicator, problems: &mut Problems) -> Option<Value> {
        match Value::parse(indicator, self.record.get("value")) {
            Ok(value) => Some(value),
            Err(wrong) => {
                self.wrong("value", What::Expected(wrong.0), problems);
                None
            }
        }
    }

    fn n(&self, problems: &mut Problems) -> Option<u32> {
        let text = self.record.get("n");
        if text.is_empty() {
            return None;
        }
        let n = text.parse::<u32>().ok().filter(|n| *n >= 1 && i32::try_from(*n).is_ok());
        if n.is_none() {
            self.wrong("n", What::Expected("measures-form-n"), problems);
        }
        n
    }

    fn source(&self, problems: &mut Problems) -> String {
        let text = self.record.get("source");
        if text.is_empty() {
            return self.context.source.to_owned();
        }
        if text.len() > 40 || text != parvis_kernel::slug(text) {
            self.wrong("source", What::Expected("measures-form-source"), problems);
        }
        text.to_owned()
    }

    /// When the source read it: said by the file, else the end of the period or of the collection.
    fn collected_at(&self, as_of: Day, problems: &mut Problems) -> Option<Timestamp> {
        let text = self.record.get("collected_at");
        if text.is_empty() {
            return Some(as_of.end().min(self.context.collected_until).min(self.context.now));
        }
        let first = as_of.month().first_day().start();
        let at = text.parse::<Timestamp>().ok().filter(|at| *at >= first && *at <= self.context.now);
        if at.is_none() {
            self.wrong("collected_at", What::Expected("measures-form-collected"), problems);
        }
        at
    }

    /// Answers per mark must agree with the total and the mean beside them, or one of the three is wrong.
    fn counts(
        &self,
        indicator: Option<&Indicator>,
        n: Option<u32>,
        value: Option<&Value>,
        problems: &mut Problems,
    ) -> Option<Vec<(f64, u32)>> {
        let text = self.record.get("counts");
        if text.is_empty() {
            return None;
        }
        let counts = parse_counts(text).filter(|counts| {
            let total: u64 = counts.iter().map(|(_, count)| u64::from(*count)).sum();
            let sum: f64 = counts.iter().map(|(mark, count)| mark * f64::from(*count)).sum();
            #[expect(clippy::cast_precision_loss, reason = "totals stay far below 2^53")]
            let mean = sum / total.max(1) as f64;
            indicator.is_none_or(|i| i.unit == Unit::Mark)
                && n.is_some_and(|n| u64::from(n) == total)
                && matches!(value, None | Some(Value::Number(_)))
                && value.is_none_or(|v| matches!(v, Value::Number(v) if (v - mean).abs() < 1e-6))
        });
        if counts.is_none() {
            self.wrong("counts", What::Expected("measures-form-counts"), problems);
        }
        counts
    }

    fn method(
        &self,
        indicator: Option<&Indicator>,
        as_of: Option<Day>,
        problems: &mut Problems,
    ) -> Option<String> {
        let (indicator, text) = (indicator?, self.record.get("method"));
        if text.is_empty() {
            return Some(indicator.method_at(as_of?.month()).version.clone());
        }
        if indicator.method(text).is_none() {
            self.wrong("method", What::Expected("measures-form-method"), problems);
        }
        Some(text.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const HEADER: &[u8] = b"procedure_id,month,indicator,window,value,n\n";
    const WIDE: &[u8] = b"procedure_id;month;indicator;window;value;n;counts;source;collected_at;method\n";

    fn read(file: &[u8]) -> Result<Draft, Problems> {
        let now = "2026-09-01T08:00:00Z".parse().unwrap();
        let resolve = |text: &str, _: Day| {
            let number: u8 = text.strip_prefix("jdma-")?.parse().ok()?;
            Some(Id::from_bytes([number; 16]))
        };
        parse(file, &[], &Context { resolve: &resolve, source: "jdma", now, collected_until: now })
    }

    /// Cells that look right often enough to reach every rule.
    fn cell() -> impl Strategy<Value = String> {
        prop_oneof![
            "jdma-[0-9]{1,3}",
            "[0-9]{4}-[0-9]{2}(-[0-9]{2})?",
            "satisfaction|clarity|uptime|online|autonomy",
            "12m|3m|1m|point|not_applicable",
            "-?[0-9]{0,12}(\\.[0-9]{1,20})?(e[0-9]{1,4})?|NaN|inf",
            "[0-9]{1,2}:[0-9]{1,12}(\\|[0-9]{1,2}:[0-9]{1,12}){0,3}",
            "\\PC{0,8}",
        ]
    }

    proptest! {
        #[test]
        fn any_bytes_give_rows_or_problems(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            for header in [&b""[..], HEADER, WIDE] {
                if let Err(problems) = read(&[header, bytes.as_slice()].concat()) {
                    prop_assert!(!problems.is_empty());
                }
            }
        }

        #[test]
        fn likely_cells_give_rows_or_problems(rows in proptest::collection::vec(proptest::collection::vec(cell(), 10), 1..8)) {
            let rows: String = rows.iter().map(|cells| cells.join(";") + "\n").collect();
            match read(&[WIDE, rows.as_bytes()].concat()) {
                Ok(draft) => prop_assert!(draft.readings.iter().all(|r| r.n != Some(0))),
                Err(problems) => prop_assert!(!problems.is_empty()),
            }
        }

        #[test]
        fn a_valid_file_is_read_back(
            rows in proptest::collection::btree_map(
                (0_u8..=255, 1_i8..=8, prop_oneof![Just(Window::Year), Just(Window::Quarter)]),
                (0.0..=10.0_f64, proptest::option::of(1..=2_000_000_u32)),
                1..20,
            )
        ) {
            let mut writer = csv::Writer::from_writer(HEADER.to_vec());
            for ((number, month, window), (value, n)) in &rows {
                let n = n.map_or_else(String::new, |n| n.to_string());
                let (id, month) = (format!("jdma-{number}"), format!("2026-{month:02}"));
                let value = value.to_string();
                writer.write_record([&id, &month, "satisfaction", window.as_str(), &value, &n]).unwrap();
            }
            let draft = read(&writer.into_inner().unwrap());
            let read: Vec<_> = draft.unwrap().readings.into_iter().map(|r| {
                let key = (r.procedure.as_bytes()[0], r.as_of.month().month(), r.window);
                (key, (r.value, r.n))
            }).collect();
            let want: Vec<_> = rows.into_iter().map(|(key, (value, n))| (key, (Value::Number(value), n))).collect();
            prop_assert_eq!(read, want);
        }
    }
}
