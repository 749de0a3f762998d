use parvis_i18n::Words;

/// What is wrong in one place of a file. The text forms are message keys: `csv-` and the name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// The file is no text in an encoding we know.
    NotText,
    /// More bytes than allowed; the number is the limit in MiB.
    TooLarge(usize),
    /// No header line.
    Empty,
    /// A column that must be there is not; the text is its name.
    MissingColumn(String),
    /// A column we do not know; the text lists those we do.
    UnknownColumn(String),
    /// The same column twice.
    DuplicateColumn,
    /// `--map` names a column that the file does not have.
    UnmappedColumn,
    /// A row with another number of cells than the header; the numbers are found and expected.
    CellCount(usize, usize),
    /// A quote opened and never closed.
    OpenQuote,
    /// A cell that must not be empty.
    Required,
    /// A cell that is not in the form expected; the text is a message key that says the form.
    Expected(&'static str),
    /// A cell that is not one of the words expected; the text lists them.
    OneOf(String),
    /// The same thing twice in the file; the number is the line of the first.
    Duplicate(u64),
    /// A reference to something we do not have.
    Unknown(&'static str),
}

/// One problem: where, what was found, and what was expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Line of the file, counted from 1; 0 for the file as a whole.
    pub line: u64,
    /// Name of the column, as the file writes it; empty for the whole line.
    pub column: String,
    /// The cell's text, cut at 80 characters.
    pub found: String,
    pub what: What,
}

impl Problem {
    pub fn new(line: u64, column: impl Into<String>, found: &str, what: What) -> Self {
        Self {
            line,
            column: column.into(),
            found: found.chars().filter(|c| !c.is_control()).take(80).collect(),
            what,
        }
    }

    /// The problem as a sentence in the reader's language.
    pub fn sentence(&self, words: &Words) -> String {
        let what = match &self.what {
            What::NotText => words.t("csv-not-text"),
            What::TooLarge(mib) => words.a("csv-too-large", "limit", *mib),
            What::Empty => words.t("csv-empty"),
            What::MissingColumn(name) => words.a("csv-missing-column", "name", name),
            What::UnknownColumn(known) => words.a("csv-unknown-column", "known", known),
            What::DuplicateColumn => words.t("csv-duplicate-column"),
            What::UnmappedColumn => words.t("csv-unmapped-column"),
            What::CellCount(found, expected) => {
                words.with("csv-cell-count", &[("found", (*found).into()), ("expected", (*expected).into())])
            }
            What::OpenQuote => words.t("csv-open-quote"),
            What::Required => words.t("csv-required"),
            What::Expected(form) => words.a("csv-expected", "form", words.t(form)),
            What::OneOf(list) => words.a("csv-one-of", "list", list),
            What::Duplicate(line) => words.a("csv-duplicate", "line", *line),
            What::Unknown(kind) => words.t(kind),
        };
        let place = match (self.line, self.column.is_empty()) {
            (0, true) => return what,
            (0, false) => words.a("csv-at-column", "column", &self.column),
            (line, true) => words.a("csv-at-line", "line", line),
            (line, false) => {
                words.with("csv-at", &[("line", line.into()), ("column", (&self.column).into())])
            }
        };
        if self.found.is_empty() {
            return format!("{place} {what}");
        }
        format!("{place} {} {what}", words.a("csv-found", "found", &self.found))
    }
}

/// All that is wrong with a file. The first thousand are kept, the others counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Problems {
    pub kept: Vec<Problem>,
    pub more: usize,
}

impl Problems {
    const KEEP: usize = 1000;

    pub fn push(&mut self, problem: Problem) {
        if self.kept.len() < Self::KEEP {
            self.kept.push(problem);
        } else {
            self.more += 1;
        }
    }

    pub fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    pub fn count(&self) -> usize {
        self.kept.len() + self.more
    }

    /// `Ok(value)` when nothing is wrong.
    ///
    /// # Errors
    /// The problems themselves.
    pub fn or<T>(self, value: T) -> Result<T, Self> {
        if self.is_empty() { Ok(value) } else { Err(self) }
    }
}

impl From<Problem> for Problems {
    fn from(problem: Problem) -> Self {
        Self { kept: vec![problem], more: 0 }
    }
}
