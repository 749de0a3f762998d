use parvis_kernel::Locale;

use crate::Address;

/// What is written to someone, in their language: words only, already translated. The frame does the rest.
#[derive(Debug, Clone)]
pub struct Letter {
    pub to: Address,
    pub locale: Locale,
    pub subject: String,
    /// `Bonjour Jeanne,`
    pub greeting: Option<String>,
    pub paragraphs: Vec<String>,
    /// The one thing that the letter asks for.
    pub action: Option<Action>,
    /// What to know besides: how long the link lasts, what to do when the letter was not expected.
    pub footnote: Option<String>,
}

/// A button, and below it the same link to be read.
#[derive(Clone)]
pub struct Action {
    pub label: String,
    /// An `http://` or `https://` address in full.
    pub url: String,
}

/// Not the address: it may hold a token.
impl std::fmt::Debug for Action {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Action").field("label", &self.label).finish_non_exhaustive()
    }
}

impl Letter {
    pub fn new(to: Address, locale: Locale, subject: impl Into<String>) -> Self {
        let subject = subject.into();
        Self { to, locale, subject, greeting: None, paragraphs: Vec::new(), action: None, footnote: None }
    }

    #[must_use]
    pub fn greeting(mut self, greeting: impl Into<String>) -> Self {
        self.greeting = Some(greeting.into());
        self
    }

    /// Adds a paragraph.
    #[must_use]
    pub fn paragraph(mut self, text: impl Into<String>) -> Self {
        self.paragraphs.push(text.into());
        self
    }

    #[must_use]
    pub fn action(mut self, label: impl Into<String>, url: impl Into<String>) -> Self {
        self.action = Some(Action { label: label.into(), url: url.into() });
        self
    }

    #[must_use]
    pub fn footnote(mut self, text: impl Into<String>) -> Self {
        self.footnote = Some(text.into());
        self
    }
}
