//! The accessibility statement that a finished audit gives, in French and in English.
//!
//! Its parts and their order are those of the model of the order of 20 September 2019 ("Déclaration d'accessibilité", RGAA
//! 4.1) and of the European one (Implementing Decision (EU) 2018/1523). What the audit does not know is asked for.

mod view;

use parvis_kernel::{Day, Email, Locale};
use serde::{Deserialize, Serialize};

use crate::watch::address;
pub(crate) use view::why;
pub use view::{html, name_of_state};

/// Lines of a list at most, and characters of each.
const MOST_LINES: usize = 40;
const LONGEST: usize = 300;

/// What a statement says beside its audit.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// The language in which this and the notes of the audit are written: `fr` or `en`.
    pub language: String,
    /// Who answers for the service.
    pub entity: String,
    pub service: String,
    pub address: String,
    /// Of the plan over several years; empty: none is named.
    pub plan: String,
    /// Where one writes about a difficulty: a mail address, a form, or both.
    pub email: String,
    pub form: String,
    pub technologies: Vec<String>,
    /// Browsers and assistive technologies of the tests.
    pub environments: Vec<String>,
    pub tools: Vec<String>,
    /// Contents that the law does not concern.
    pub exempted: Vec<String>,
    /// As 2026-08-31.
    pub established: String,
    /// Empty: not since.
    pub updated: String,
}

/// The lines of a text, without those that say nothing.
pub fn lines(text: &str) -> Vec<String> {
    text.lines().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect()
}

impl Facts {
    /// The day it was established, when it is one.
    pub fn established(&self) -> Option<Day> {
        self.established.parse().ok()
    }

    pub fn updated(&self) -> Option<Day> {
        self.updated.parse().ok()
    }

    /// With addresses written out whole.
    ///
    /// # Errors
    /// The first field that is missing or wrong, and the key of what to do.
    pub fn checked(mut self, today: Day) -> Result<Self, (&'static str, &'static str)> {
        let is_text = |text: &str| !text.trim().is_empty() && text.chars().count() <= LONGEST;
        for (field, text) in [("entity", &self.entity), ("service", &self.service)] {
            if !is_text(text) {
                return Err((field, "probes-statement-text"));
            }
        }
        if Locale::parse(&self.language).is_none() {
            return Err(("language", "accounts-choose"));
        }
        for (field, text) in
            [("address", &mut self.address), ("plan", &mut self.plan), ("form", &mut self.form)]
        {
            if !text.is_empty() || field == "address" {
                *text = address(text).ok_or((field, "probes-statement-url"))?.to_string();
            }
        }
        if !self.email.is_empty() && self.email.parse::<Email>().is_err() {
            return Err(("email", "probes-statement-email"));
        }
        if self.email.is_empty() && self.form.is_empty() {
            return Err(("email", "probes-statement-contact"));
        }
        for (field, list, is_asked) in [
            ("technologies", &self.technologies, true),
            ("environments", &self.environments, true),
            ("tools", &self.tools, true),
            ("exempted", &self.exempted, false),
        ] {
            let is_long = list.len() > MOST_LINES || list.iter().any(|line| line.chars().count() > LONGEST);
            if is_long || (is_asked && list.is_empty()) {
                return Err((field, "probes-statement-lines"));
            }
        }
        let established = self.established().filter(|day| *day <= today);
        let established = established.ok_or(("established", "probes-statement-day"))?;
        if !self.updated.is_empty() && !self.updated().is_some_and(|day| (established..=today).contains(&day))
        {
            return Err(("updated", "probes-statement-updated"));
        }
        Ok(self)
    }
}
