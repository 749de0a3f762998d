use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use parvis_kernel::ErrorKind;
use parvis_ui::DeskPage;

use crate::error::AccountsError;

pub type Answer = Result<Reply, Refusal>;

/// What a handler answers.
pub struct Reply {
    pub(super) body: Body,
    pub(super) cookies: Vec<HeaderValue>,
    pub(super) onward: Option<String>,
}

pub(super) enum Body {
    Page(Box<DeskPage>),
    Redirect(String),
    File { name: String, kind: &'static str, bytes: Vec<u8> },
    Letter(String),
    Made(Box<Response>),
    Json(String),
}

impl Reply {
    pub fn page(page: DeskPage) -> Self {
        Self { body: Body::Page(Box::new(page)), cookies: Vec::new(), onward: None }
    }

    /// On to another page, which is then asked for with a GET.
    pub fn to(address: impl Into<String>) -> Self {
        Self { body: Body::Redirect(address.into()), cookies: Vec::new(), onward: None }
    }

    /// A file to be saved.
    pub fn file(name: impl Into<String>, kind: &'static str, bytes: Vec<u8>) -> Self {
        Self { body: Body::File { name: name.into(), kind, bytes }, cookies: Vec::new(), onward: None }
    }

    /// A letter, as its reader sees it.
    pub fn letter(html: String) -> Self {
        Self { body: Body::Letter(html), cookies: Vec::new(), onward: None }
    }

    /// An answer that says its own headers: a file that somebody uploaded.
    pub fn made(response: impl IntoResponse) -> Self {
        let body = Body::Made(Box::new(response.into_response()));
        Self { body, cookies: Vec::new(), onward: None }
    }

    /// An answer to a script of ours.
    pub fn json(json: String) -> Self {
        Self { body: Body::Json(json), cookies: Vec::new(), onward: None }
    }

    /// The page leads elsewhere by itself, at once: how an act of ours ends at another site, since browsers let no form
    /// lead there, not by a redirection either (`form-action`).
    #[must_use]
    pub fn onward(mut self, address: impl Into<String>) -> Self {
        self.onward = Some(address.into());
        self
    }

    #[must_use]
    pub fn cookie(mut self, cookie: HeaderValue) -> Self {
        self.cookies.push(cookie);
        self
    }
}

/// Why a request is not answered: its kind, and what can usefully be said in the reader's language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    pub kind: ErrorKind,
    /// Key of the message that says what to do; none for the usual one of its kind.
    pub message: Option<&'static str>,
}

impl Refusal {
    pub const fn new(kind: ErrorKind) -> Self {
        Self { kind, message: None }
    }

    pub const fn not_found() -> Self {
        Self::new(ErrorKind::NotFound)
    }

    pub const fn because(kind: ErrorKind, message: &'static str) -> Self {
        Self { kind, message: Some(message) }
    }

    pub(super) const fn status(&self) -> StatusCode {
        match self.kind {
            ErrorKind::NotFound => StatusCode::NOT_FOUND,
            ErrorKind::Invalid => StatusCode::BAD_REQUEST,
            ErrorKind::Forbidden => StatusCode::FORBIDDEN,
            ErrorKind::Conflict => StatusCode::CONFLICT,
            ErrorKind::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        }
    }
}

impl From<AccountsError> for Refusal {
    fn from(error: AccountsError) -> Self {
        let message = match &error {
            AccountsError::Invalid { message, .. }
            | AccountsError::Conflict(message)
            | AccountsError::Refused(_, message) => Some(*message),
            AccountsError::Spent => Some("accounts-spent"),
            AccountsError::Throttled => Some("accounts-throttled"),
            _ => None,
        };
        let kind = error.kind();
        if kind == ErrorKind::Unavailable {
            tracing::error!(%error, "a request could not be answered");
        }
        Self { kind, message }
    }
}

impl From<parvis_db::Error> for Refusal {
    fn from(error: parvis_db::Error) -> Self {
        AccountsError::from(error).into()
    }
}

impl From<parvis_journal::JournalError> for Refusal {
    fn from(error: parvis_journal::JournalError) -> Self {
        AccountsError::from(error).into()
    }
}
