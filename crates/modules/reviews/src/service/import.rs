//! Opinions of the service before come in: all of a file or nothing, and each once.

use parvis_accounts::{AccountsError, Means};
use parvis_csv::{Problem, Problems, Table, What};
use parvis_db::Db;
use parvis_journal::{Act, By, act};
use parvis_kernel::{Day, Id, Permission, fold};
use std::collections::HashMap;

use super::entry::{changes, digest};
use super::forms;
use crate::answers::OptionId;
use crate::model::{Button, Form, Opinion};
use crate::old::{Line, Reading};
use crate::score::Counts;
use crate::shape::Template;
use crate::store::counts::{self, Tally};
use crate::store::{self, forms as forms_store};
use crate::survey::{Channel, Tongue};

/// What an import brought, or would.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    pub new: usize,
    /// Those that were here already, by their old identifier.
    pub known: usize,
    /// First and last day of the file.
    pub days: Option<(Day, Day)>,
    /// Answers per option of the whole file, whoever is new.
    pub counts: Counts,
}

/// Why a file was not taken.
#[derive(Debug)]
pub enum Refused {
    Problems(Problems),
    Accounts(AccountsError),
}

impl From<AccountsError> for Refused {
    fn from(error: AccountsError) -> Self {
        Self::Accounts(error)
    }
}

impl From<parvis_db::Error> for Refused {
    fn from(error: parvis_db::Error) -> Self {
        Self::Accounts(error.into())
    }
}

impl From<diesel::result::Error> for Refused {
    fn from(error: diesel::result::Error) -> Self {
        Self::Accounts(error.into())
    }
}

impl From<parvis_journal::JournalError> for Refused {
    fn from(error: parvis_journal::JournalError) -> Self {
        Self::Accounts(error.into())
    }
}

/// Opinions whose counters are written at a time.
const CHUNK: usize = 500;

/// Where the links of a file lead: to a button by its name, its code or its old number.
struct Links {
    buttons: HashMap<String, Id>,
    first: Id,
}

impl Links {
    fn new(buttons: &[Button]) -> Option<Self> {
        let mut names = HashMap::new();
        for button in buttons.iter().rev() {
            let old = button.old.as_ref().map(|(_, number)| fold(number));
            for name in [Some(fold(&button.name)), Some(fold(&button.code)), old].into_iter().flatten() {
                names.insert(name, button.id);
            }
        }
        Some(Self { buttons: names, first: buttons.first()?.id })
    }

    fn get(&self, link: &str) -> Option<Id> {
        if link.is_empty() { Some(self.first) } else { self.buttons.get(&fold(link)).copied() }
    }
}

/// Brings the opinions of an export into a form. The file is read twice: nothing is written before all of it is
/// understood. An opinion that came with an earlier file is left as it is.
///
/// # Errors
/// [`Refused::Problems`] with each line that is not understood; [`AccountsError::Conflict`] for months whose opinions
/// were erased, since their counters stay and would count them twice, or a form that does not ask the national survey; without the right over the procedure.
pub fn bring(
    db: &mut Db,
    means: &Means,
    by: &By,
    form: Id,
    table: &Table<'_>,
    reading: &Reading,
    is_dry: bool,
) -> Result<Report, Refused> {
    let held = forms::get(db, by, form, Permission::ReviewManage)?;
    if held.form.template != Template::National {
        return Err(AccountsError::Conflict("reviews-import-template").into());
    }
    let links = Links::new(&forms_store::buttons(db, form)?).ok_or(AccountsError::NotFound)?;
    let mut report = checked(table, reading, &links).map_err(Refused::Problems)?;
    let first = report.days.map(|(first, _)| first.month().first_day());
    let older = first.filter(|first| *first < held.form.kept_from);
    if older.is_some() && counts::has_before(db, form, held.form.kept_from)? {
        return Err(AccountsError::Conflict("reviews-import-erased").into());
    }
    if is_dry {
        (report.new, report.known) = known(db, form, table, reading)?;
        return Ok(report);
    }
    act(db, by, |db| {
        let mut writing = Writing { means, form, links: &links, tally: Tally::new(), pending: 0 };
        let (mut new, mut known, mut failed) = (0, 0, None);
        table.rows(&mut Problems::default(), |record, problems| {
            let Some(line) = reading.line(&record, problems).filter(|_| failed.is_none()) else { return };
            match writing.write(db, line) {
                Ok(true) => new += 1,
                Ok(false) => known += 1,
                Err(error) => failed = Some(error),
            }
        });
        if let Some(error) = failed {
            return Err(error.into());
        }
        writing.flush(db)?;
        (report.new, report.known) = (new, known);
        if let Some(kept_from) = older.filter(|_| new > 0) {
            forms_store::update_form(db, &Form { kept_from, ..held.form.clone() })?;
        }
        let done = Act::new("opinion.import", &held.about.place, "form", form.to_string())
            .set("procedure", &held.about.procedure.slug)
            .set("new", new.to_string())
            .set("known", known.to_string());
        Ok((report, done))
    })
}

/// What all lines say, when each is understood.
fn checked(table: &Table<'_>, reading: &Reading, links: &Links) -> Result<Report, Problems> {
    let (mut problems, mut report) = (Problems::default(), Report::default());
    let mut counts: HashMap<OptionId, u64> = HashMap::new();
    let mut seen: HashMap<String, u64> = HashMap::new();
    table.rows(&mut problems, |record, problems| {
        let Some(line) = reading.line(&record, problems) else { return };
        if links.get(&line.link).is_none() {
            problems.push(record.problem("link", What::Unknown("reviews-no-button")));
        }
        let at = record.problem("id", What::Required).line;
        if let Some(first) = seen.insert(line.id.clone(), at) {
            let problem = Problem { what: What::Duplicate(first), ..record.problem("id", What::Required) };
            problems.push(problem);
        }
        for option in line.answers.options() {
            *counts.entry(option).or_default() += 1;
        }
        let day = line.at.day();
        let (first, last) = report.days.unwrap_or((day, day));
        report.days = Some((first.min(day), last.max(day)));
    });
    report.counts = Counts::new(counts);
    problems.or(report)
}

/// The secret that an opinion's page would have had: the same for the same old identifier.
fn page(form: Id, id: &str) -> String {
    digest(&format!("import {form} {id}"))
}

/// How many lines are new, and how many are here.
fn known(
    db: &mut Db,
    form: Id,
    table: &Table<'_>,
    reading: &Reading,
) -> Result<(usize, usize), AccountsError> {
    let (mut new, mut known, mut failed) = (0, 0, None);
    table.rows(&mut Problems::default(), |record, problems| {
        let Some(line) = reading.line(&record, problems).filter(|_| failed.is_none()) else { return };
        match store::of_page(db, &page(form, &line.id)) {
            Ok(Some(_)) => known += 1,
            Ok(None) => new += 1,
            Err(error) => failed = Some(error),
        }
    });
    failed.map_or(Ok((new, known)), Err)
}

struct Writing<'w> {
    means: &'w Means,
    form: Id,
    links: &'w Links,
    tally: Tally,
    pending: usize,
}

impl Writing<'_> {
    /// Whether the opinion is new.
    fn write(&mut self, db: &mut Db, line: Line) -> Result<bool, AccountsError> {
        let opinion = Opinion {
            id: self.means.id(line.at),
            form: self.form,
            button: self.links.get(&line.link).unwrap_or(self.links.first),
            version: 1,
            page: page(self.form, &line.id),
            revision: 1,
            created_at: line.at,
            updated_at: line.at,
            channel: Channel::Web,
            tongue: Tongue::French,
            aside: None,
            answers: line.answers,
            verbatim: line.verbatim,
            other: line.other,
            texts: std::collections::BTreeMap::new(),
            entered_by: None,
            crowd: None,
        };
        if !store::insert(db, &opinion)? {
            return Ok(false);
        }
        for (key, n) in changes(None, Some(&opinion)) {
            *self.tally.entry(key).or_insert(0) += n;
        }
        self.pending += 1;
        if self.pending >= CHUNK {
            self.flush(db)?;
        }
        Ok(true)
    }

    fn flush(&mut self, db: &mut Db) -> Result<(), AccountsError> {
        counts::add(db, &std::mem::take(&mut self.tally))?;
        self.pending = 0;
        Ok(())
    }
}
