//! What a machine says of a page: what it proves, and what a person should look at. It never says that a criterion is
//! met.

use data_encoding::HEXLOWER;
use parvis_i18n::Words;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::borrow::Cow;

use crate::dom::{Dom, El};

parvis_kernel::text_enum! {
    /// How sure it is.
    pub enum Verdict {
        /// Proven: the page does not meet the criterion here.
        Failed = "failed",
        /// Likely enough that a person should look.
        ToReview = "to_review",
    }
}

/// The schema of an enum of texts: one of them.
macro_rules! schema_of_texts {
    ($name:ident) => {
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                std::borrow::Cow::Borrowed(stringify!($name))
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                let texts: Vec<&str> = Self::ALL.iter().map(|one| one.as_str()).collect();
                schemars::json_schema!({ "enum": texts })
            }
        }
    };
}
pub(crate) use schema_of_texts;

impl JsonSchema for Verdict {
    fn schema_name() -> Cow<'static, str> {
        Cow::Borrowed("Verdict")
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "How sure it is: proven, or likely enough that a person should look.",
            "enum": [Self::Failed.as_str(), Self::ToReview.as_str()],
        })
    }
}

/// Where a rule looks.
pub type Check = for<'d> fn(&'d Dom) -> Vec<Hit<'d>>;

/// Something that a rule looks for.
pub struct Rule {
    /// Its name in reports and messages; never changed.
    pub id: &'static str,
    /// The criterion of RGAA 4.1; none for what is good practice without one.
    pub criterion: Option<&'static str>,
    /// The test of the criterion.
    pub test: Option<&'static str>,
    pub verdict: Verdict,
    pub check: Check,
}

/// Where a rule found what it looks for.
#[derive(Debug)]
pub struct Hit<'d> {
    /// None when it is about the page as a whole.
    pub el: Option<El<'d>>,
    /// What was seen, in the page's own words; may be empty.
    pub seen: String,
}

impl<'d> Hit<'d> {
    pub fn of(el: El<'d>) -> Self {
        Self { el: Some(el), seen: String::new() }
    }

    pub fn seeing(el: El<'d>, seen: impl Into<String>) -> Self {
        Self { el: Some(el), seen: seen.into() }
    }

    pub fn page(seen: impl Into<String>) -> Self {
        Self { el: None, seen: seen.into() }
    }
}

/// A finding on a page, as reports hold it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Finding {
    pub rule: Cow<'static, str>,
    pub criterion: Option<Cow<'static, str>>,
    pub test: Option<Cow<'static, str>>,
    pub verdict: Verdict,
    /// A CSS selector of the element; none when the finding is about the page as a whole.
    pub selector: Option<String>,
    /// The line of the source where the element begins.
    pub line: Option<u64>,
    /// How the element is written, shortened.
    pub excerpt: Option<String>,
    /// What was seen, in the page's own words; may be empty.
    pub seen: String,
    /// What it says, when the rule is not one of ours and comes with its words, or once it was told ([`Report::tell`]).
    ///
    /// [`Report::tell`]: crate::report::Report::tell
    #[serde(flatten)]
    pub said: Option<Said>,
    /// What the element looks like in a browser.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub crop: Option<Crop>,
}

/// A picture of an element and what is around it: a PNG in base64, of 40 KiB before that at most.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Crop(pub String);

/// What a rule that is not ours says, in the reader's language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Said {
    pub why: String,
    pub fix: String,
}

impl Finding {
    /// About the page as a whole, of good practice without a criterion.
    pub fn of_page(rule: &'static str, verdict: Verdict, seen: impl Into<String>) -> Self {
        Self {
            rule: Cow::Borrowed(rule),
            criterion: None,
            test: None,
            verdict,
            selector: None,
            line: None,
            excerpt: None,
            seen: seen.into(),
            said: None,
            crop: None,
        }
    }

    /// What it is recognised by from one run to the next: the same rule on the same element of the same page, written and
    /// seen as before.
    pub fn mark(&self, url: &str) -> String {
        const BYTES: usize = 16;
        let parts = [
            url,
            &self.rule,
            self.selector.as_deref().unwrap_or(""),
            self.excerpt.as_deref().unwrap_or(""),
            &self.seen,
        ];
        let digest = Sha256::digest(parts.join("\0"));
        HEXLOWER.encode(&digest[..BYTES])
    }

    /// Why it matters, in the reader's language.
    pub fn why(&self, words: &Words) -> String {
        self.said.as_ref().map_or_else(|| words.t(&format!("probe-{}", self.rule)), |said| said.why.clone())
    }

    /// How to mend it, in the reader's language.
    pub fn fix(&self, words: &Words) -> String {
        self.said
            .as_ref()
            .map_or_else(|| words.t(&format!("probe-{}-fix", self.rule)), |said| said.fix.clone())
    }
}

/// Findings of one rule on one page at most: more say nothing new.
pub const MOST_OF_A_RULE: usize = 50;

impl Rule {
    /// What the rule finds on a page.
    pub fn find(&self, dom: &Dom) -> Vec<Finding> {
        let finding = |hit: Hit<'_>| Finding {
            rule: Cow::Borrowed(self.id),
            criterion: self.criterion.map(Cow::Borrowed),
            test: self.test.map(Cow::Borrowed),
            verdict: self.verdict,
            selector: hit.el.map(El::selector),
            line: hit.el.map(El::line),
            excerpt: hit.el.map(El::excerpt),
            seen: hit.seen,
            said: None,
            crop: None,
        };
        (self.check)(dom).into_iter().take(MOST_OF_A_RULE).map(finding).collect()
    }
}
