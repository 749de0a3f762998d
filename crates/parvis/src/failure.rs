//! What a command cannot do, said in the reader's language with what to do about it.

use parvis_accounts::AccountsError;
use parvis_catalog::CatalogError;
use parvis_csv::Problems;
use parvis_i18n::Words;
use parvis_observatory::ObservatoryError;
use std::path::{Path, PathBuf};

/// Why a command failed.
#[derive(Debug)]
pub enum Failure {
    /// A setting that is not understood: name, value, message key of what is expected.
    Setting {
        name: &'static str,
        value: String,
        expected: &'static str,
    },
    /// An argument that is not understood: its text, message key of what is expected.
    Argument {
        value: String,
        expected: &'static str,
    },
    /// A configuration file that cannot be read.
    Config {
        path: PathBuf,
        detail: String,
    },
    /// A file that cannot be opened.
    File {
        path: PathBuf,
        detail: String,
    },
    /// A file that was read and is wrong.
    Import {
        path: PathBuf,
        problems: Problems,
    },
    /// Something that must not be done here: message key.
    Refused(&'static str),
    /// The address to listen on is taken or not allowed.
    Listen {
        address: String,
        detail: String,
    },
    /// The installation's key cannot be used: message key of why.
    Key {
        path: PathBuf,
        problem: &'static str,
    },
    Accounts(AccountsError),
    Catalog(CatalogError),
    Observatory(ObservatoryError),
    Backup(parvis_backup::Error),
    Db(parvis_db::Error),
    Other(String),
    /// The command itself found something wrong and has already said so.
    Said,
}

impl Failure {
    pub fn setting(name: &'static str, value: &str, expected: &'static str) -> Self {
        Self::Setting { name, value: value.to_owned(), expected }
    }

    pub fn argument(value: &str, expected: &'static str) -> Self {
        Self::Argument { value: value.to_owned(), expected }
    }

    pub fn file(path: &Path, error: &std::io::Error) -> Self {
        Self::File { path: path.to_owned(), detail: error.to_string() }
    }

    pub fn other(error: impl std::fmt::Display) -> Self {
        Self::Other(error.to_string())
    }

    /// The sentences to print.
    pub fn say(&self, words: &Words) -> String {
        let at = |key: &str, path: &Path, detail: &str| {
            words.with(key, &[("path", path.display().to_string().into()), ("detail", detail.into())])
        };
        match self {
            Self::Setting { name, value, expected } => words.with(
                "fail-setting",
                &[("name", (*name).into()), ("value", value.into()), ("expected", words.t(expected).into())],
            ),
            Self::Argument { value, expected } => words
                .with("fail-argument", &[("value", value.into()), ("expected", words.t(expected).into())]),
            Self::Config { path, detail } => at("fail-config", path, detail),
            Self::File { path, detail } => at("fail-file", path, detail),
            Self::Import { path, problems } => say_problems(words, path, problems),
            Self::Refused(key) => words.t(key),
            Self::Listen { address, detail } => {
                words.with("fail-listen", &[("address", address.into()), ("detail", detail.into())])
            }
            Self::Key { path, problem } => words.a(problem, "path", path.display().to_string()),
            Self::Accounts(error) => say_accounts(words, error),
            Self::Catalog(error) => say_catalog(words, error),
            Self::Observatory(error) => say_observatory(words, error),
            Self::Backup(error) => error.sentence(words),
            Self::Db(error) => words.a("fail-db", "detail", error.to_string()),
            Self::Other(detail) => words.a("fail-other", "detail", detail),
            Self::Said => String::new(),
        }
    }
}

/// Problems shown; the count tells of the others.
const SHOWN: usize = 50;

fn say_problems(words: &Words, path: &Path, problems: &Problems) -> String {
    let path = path.display().to_string();
    let mut text = words.with("fail-import", &[("path", path.into()), ("n", problems.count().into())]);
    for problem in problems.kept.iter().take(SHOWN) {
        text.push_str("\n  ");
        text.push_str(&problem.sentence(words));
    }
    if problems.count() > SHOWN {
        text.push_str("\n  ");
        text.push_str(&words.a("fail-import-more", "n", problems.count() - SHOWN));
    }
    text
}

fn say_accounts(words: &Words, error: &AccountsError) -> String {
    match error {
        AccountsError::Invalid { field, message } => {
            words.with("fail-field", &[("field", (*field).into()), ("message", words.t(message).into())])
        }
        AccountsError::Conflict(message) => words.t(message),
        AccountsError::NotFound => words.t("fail-no-account"),
        AccountsError::Spent => words.t("accounts-spent"),
        AccountsError::Throttled => words.t("accounts-throttled"),
        AccountsError::Database(error) => words.a("fail-db", "detail", error.to_string()),
        other => words.a("fail-other", "detail", other.to_string()),
    }
}

fn say_catalog(words: &Words, error: &CatalogError) -> String {
    match error {
        CatalogError::NotFound(slug) => words.a("fail-no-procedure", "slug", slug),
        CatalogError::Ended { slug, state, since } => words.with(
            "fail-ended",
            &[
                ("slug", slug.into()),
                ("state", words.t(&format!("state-{state}")).into()),
                ("since", words.day(*since).into()),
            ],
        ),
        CatalogError::Itself => words.t("fail-itself"),
        CatalogError::NumberTaken { number, holder } => {
            words.with("fail-number-taken", &[("number", number.into()), ("holder", holder.into())])
        }
        CatalogError::Db(error) => words.a("fail-db", "detail", error.to_string()),
        other => words.a("fail-other", "detail", other.to_string()),
    }
}

fn say_observatory(words: &Words, error: &ObservatoryError) -> String {
    match error {
        ObservatoryError::NoEdition(slug) => words.a("fail-no-edition", "slug", slug),
        ObservatoryError::Published(slug) => words.a("fail-published", "slug", slug),
        ObservatoryError::NotPublished(slug) => words.a("fail-not-published", "slug", slug),
        ObservatoryError::DraftOutdated(slug) => words.a("fail-draft-outdated", "slug", slug),
        ObservatoryError::Nothing(month) => words.a("fail-nothing", "month", month),
        ObservatoryError::NoProcedure(slug) => words.a("fail-no-procedure", "slug", slug),
        ObservatoryError::NoIndicator(slug) => words.a("fail-no-indicator", "slug", slug),
        ObservatoryError::Empty(_) => words.t("fail-empty"),
        ObservatoryError::NotYet(message) => words.t(message),
        ObservatoryError::Accounts(error) => say_accounts(words, error),
        ObservatoryError::Stored(error) => words.a("fail-other", "detail", error.to_string()),
        ObservatoryError::Db(error) => words.a("fail-db", "detail", error.to_string()),
    }
}

impl From<AccountsError> for Failure {
    fn from(error: AccountsError) -> Self {
        Self::Accounts(error)
    }
}

impl From<parvis_journal::JournalError> for Failure {
    fn from(error: parvis_journal::JournalError) -> Self {
        Self::Accounts(error.into())
    }
}

impl From<CatalogError> for Failure {
    fn from(error: CatalogError) -> Self {
        Self::Catalog(error)
    }
}

impl From<ObservatoryError> for Failure {
    fn from(error: ObservatoryError) -> Self {
        Self::Observatory(error)
    }
}

impl From<parvis_backup::Error> for Failure {
    fn from(error: parvis_backup::Error) -> Self {
        Self::Backup(error)
    }
}

impl From<parvis_db::Error> for Failure {
    fn from(error: parvis_db::Error) -> Self {
        Self::Db(error)
    }
}
