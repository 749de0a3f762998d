//! Files of procedures become dated facts, or a list of everything that is wrong with them.

use parvis_csv::{Columns, Problems, Record, Table, What};
use parvis_db::Db;
use parvis_kernel::{Clock, Day, Id, Rng, Timestamp};
use std::collections::{HashMap, HashSet};

use crate::error::CatalogError;
use crate::facts::{Fact, Kind, State};
use crate::form;
use crate::procedure::{Catalog, Procedure};
use crate::store;

/// The columns of a file of procedures.
pub const COLUMNS: Columns = Columns {
    required: &["procedure_id", "name"],
    optional: &[
        "name_source",
        "url",
        "host",
        "organisation",
        "ministry",
        "department",
        "audience",
        "theme",
        "life_event",
        "territory",
        "volume",
        "financial_right",
        "valid_from",
    ],
};

parvis_kernel::text_enum! {
    /// Who a procedure is for.
    pub enum Audience {
        Individuals = "particuliers",
        Businesses = "entreprises",
        Associations = "associations",
        Foreigners = "étrangers",
        Students = "étudiants",
        Agents = "agents",
        Professionals = "professionnels",
    }
}

/// Which column carries which fact. A column that the file does not have leaves its facts as they are.
const FACTS: &[(&str, Kind)] = &[
    ("name", Kind::Name),
    ("name_source", Kind::NameSource),
    ("url", Kind::Address),
    ("organisation", Kind::Administration),
    ("ministry", Kind::Ministry),
    ("department", Kind::Department),
    ("audience", Kind::Audience),
    ("theme", Kind::Theme),
    ("life_event", Kind::LifeEvent),
    ("territory", Kind::Territory),
    ("volume", Kind::Volume),
    ("financial_right", Kind::FinancialRight),
];

/// One row of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Line {
    number: String,
    valid_from: Day,
    values: Vec<(Kind, String)>,
}

/// What a file holds, checked but not recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    lines: Vec<Line>,
}

impl Draft {
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// The procedures of the catalogue that the file speaks of, each with the number it gives them.
    pub fn known<'c>(&'c self, catalog: &'c Catalog) -> impl Iterator<Item = (&'c str, &'c Procedure)> {
        let known =
            |line: &'c Line| Some((line.number.as_str(), catalog.resolve(&line.number, line.valid_from)?));
        self.lines.iter().filter_map(known)
    }

    /// The same file, which says one thing more of every procedure.
    #[must_use]
    pub fn saying(mut self, kind: Kind, value: &str) -> Self {
        for line in &mut self.lines {
            line.values.push((kind, value.to_owned()));
        }
        self
    }
}

/// Reads a whole file. `valid_from` is the day from which rows hold that do not say it; `map` renames columns.
///
/// # Errors
/// Every problem, with its line and column; then nothing of the file is taken.
pub fn parse(bytes: &[u8], map: &[(String, String)], valid_from: Day) -> Result<Draft, Problems> {
    let table = Table::open(bytes, COLUMNS, map)?;
    let mut problems = Problems::default();
    let mut lines = Vec::new();
    let mut seen: HashMap<String, u64> = HashMap::new();
    table.rows(&mut problems, |record, problems| {
        let before = problems.count();
        let number = record.get("procedure_id").to_owned();
        check_number(&record, &number, problems);
        if number.is_empty() {
            // Said already; two empty cells are not one number told twice.
        } else if let Some(first) = seen.insert(number.clone(), record.line) {
            problems.push(record.problem("procedure_id", What::Duplicate(first)));
        }
        let since = since(&record, valid_from, problems);
        let has = |column: &str| table.has(column);
        let values = FACTS.iter().filter(|(column, _)| has(column));
        let values = values.map(|(column, kind)| (*kind, value(&record, column, *kind, problems))).collect();
        check_host(&record, problems);
        if problems.count() == before {
            lines.push(Line { number, valid_from: since, values });
        }
    });
    problems.or(Draft { lines })
}

fn check_number(record: &Record<'_>, number: &str, problems: &mut Problems) {
    if number.is_empty() {
        problems.push(record.problem("procedure_id", What::Required));
    } else if !form::is_number(number) {
        problems.push(record.problem("procedure_id", What::Expected("catalog-form-number")));
    }
}

fn since(record: &Record<'_>, default: Day, problems: &mut Problems) -> Day {
    match record.get("valid_from") {
        "" => default,
        text => text.parse().unwrap_or_else(|_| {
            problems.push(record.problem("valid_from", What::Expected("catalog-form-day")));
            default
        }),
    }
}

fn value(record: &Record<'_>, column: &str, kind: Kind, problems: &mut Problems) -> String {
    form::read(kind, record.get(column)).unwrap_or_else(|what| {
        problems.push(record.problem(column, what));
        String::new()
    })
}

/// The host is derived from the address: a file may carry it, but must not contradict itself.
fn check_host(record: &Record<'_>, problems: &mut Problems) {
    let host = record.get("host");
    if !host.is_empty() && form::host_of(record.get("url")).is_none_or(|derived| derived != host) {
        problems.push(record.problem("host", What::Expected("catalog-form-host")));
    }
}

/// What recording a file did, or would do.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Report {
    /// Procedures that the catalogue did not have.
    pub new: usize,
    /// Procedures with at least one changed fact.
    pub changed: usize,
    pub unchanged: usize,
}

/// Records a file, all of it in one transaction; with `dry_run` only says what it would do.
///
/// # Errors
/// A row about a procedure that was merged, split or retired, two rows about one procedure under two of its
/// numbers, or the database's own; then nothing is recorded.
pub fn load(
    db: &mut Db,
    draft: &Draft,
    dry_run: bool,
    clock: &dyn Clock,
    rng: &dyn Rng,
) -> Result<Report, CatalogError> {
    let now = clock.now();
    db.tx(|db| {
        let catalog = store::all(db)?;
        let mut report = Report::default();
        let (mut procedures, mut facts) = (Vec::new(), Vec::new());
        let mut slugs = HashSet::new();
        let mut told: HashMap<Id, &str> = HashMap::new();
        for line in &draft.lines {
            let before = facts.len();
            match catalog.resolve(&line.number, line.valid_from) {
                Some(known) => {
                    if let Some(first) = told.insert(known.id, &line.number) {
                        return Err(CatalogError::twice(known, first, &line.number));
                    }
                    known.must_be_listed(line.valid_from, now)?;
                    facts.extend(line.changes(Some(known), now).map(|fact| (known.id, fact)));
                    report.changed += usize::from(facts.len() > before);
                    report.unchanged += usize::from(facts.len() == before);
                }
                None => {
                    let new = line.procedure(now, Id::new(clock, rng), |slug| {
                        catalog.by_slug(slug).is_some() || slugs.contains(slug)
                    });
                    slugs.insert(new.slug.clone());
                    facts.extend(line.changes(None, now).map(|fact| (new.id, fact)));
                    facts.extend(line.birth(now).map(|fact| (new.id, fact)));
                    procedures.push(new);
                    report.new += 1;
                }
            }
        }
        if !dry_run {
            store::insert_procedures(db, &procedures)?;
            store::insert_facts(db, &facts)?;
        }
        Ok(report)
    })
}

impl Procedure {
    pub(crate) fn must_be_listed(&self, day: Day, now: Timestamp) -> Result<(), CatalogError> {
        match self.fact(Kind::State, day, now).and_then(|f| Some((State::parse(&f.value)?, f.valid_from))) {
            Some((state, since)) if state != State::Listed => {
                Err(CatalogError::Ended { slug: self.slug.clone(), state: state.as_str(), since })
            }
            _ => Ok(()),
        }
    }
}

impl Line {
    fn fact(&self, kind: Kind, value: &str, now: Timestamp) -> Fact {
        Fact { kind, valid_from: self.valid_from, recorded_at: now, value: value.to_owned() }
    }

    /// The facts of this row that differ from those in force.
    fn changes(&self, known: Option<&Procedure>, now: Timestamp) -> impl Iterator<Item = Fact> {
        self.values.iter().filter_map(move |(kind, value)| {
            let old = known.and_then(|p| p.value(*kind, self.valid_from, now)).unwrap_or("");
            (old != value).then(|| self.fact(*kind, value, now))
        })
    }

    fn birth(&self, now: Timestamp) -> impl Iterator<Item = Fact> {
        let number = self.fact(Kind::Number, &self.number, now);
        [number, self.fact(Kind::State, State::Listed.as_str(), now)].into_iter()
    }

    /// A new procedure; its slug is its first number, or that with a suffix when another took it for ever.
    fn procedure(&self, now: Timestamp, id: Id, is_taken: impl Fn(&str) -> bool) -> Procedure {
        let slug = crate::birth::free_slug(&self.number, is_taken);
        Procedure { id, slug, created_at: now, facts: Vec::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day() -> Day {
        Day::new(2026, 1, 1).unwrap()
    }

    proptest! {
        #[test]
        fn any_bytes_give_rows_or_problems(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            for header in [&b""[..], b"procedure_id,name\n", b"procedure_id;name;url;host;audience;volume\n"] {
                let file = [header, bytes.as_slice()].concat();
                if let Err(problems) = parse(&file, &[], day()) {
                    prop_assert!(!problems.is_empty());
                }
            }
        }

        #[test]
        fn a_valid_file_is_read_back(
            rows in proptest::collection::btree_map(
                "[a-z0-9][A-Za-z0-9._-]{0,30}",
                ("[^\\p{C}\\s]([^\\p{C}]{0,40}[^\\p{C}\\s])?", "(|[0-9]{1,9})", 1_i8..=28),
                1..20,
            )
        ) {
            let mut writer = csv::Writer::from_writer(Vec::new());
            writer.write_record(["name", "procedure_id", "valid_from", "volume"]).unwrap();
            let mut want = Vec::new();
            for (number, (name, volume, d)) in rows {
                let valid_from = Day::new(2026, 2, d).unwrap();
                writer.write_record([&name, &number, &valid_from.to_string(), &volume]).unwrap();
                want.push(Line { number, valid_from, values: vec![(Kind::Name, name), (Kind::Volume, volume)] });
            }
            let file = writer.into_inner().unwrap();
            prop_assert_eq!(parse(&file, &[], day()), Ok(Draft { lines: want }));
        }
    }
}
