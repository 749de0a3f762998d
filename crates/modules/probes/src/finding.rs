//! What a machine says of a page: what it proves, and what a person should look at. It never says that a criterion is
//! met.

use serde::Serialize;

parvis_kernel::text_enum! {
    /// How sure it is.
    pub enum Verdict {
        /// Proven: the page does not meet the criterion here.
        Failed = "failed",
        /// Likely enough that a person should look.
        ToReview = "to_review",
    }
}

/// Something that a rule looks for.
pub struct Rule {
    /// Its name in reports and messages; never changed.
    pub id: &'static str,
    /// The criterion of RGAA 4.1; none for what is good practice without one.
    pub criterion: Option<&'static str>,
    /// The test of the criterion.
    pub test: Option<&'static str>,
    pub verdict: Verdict,
    pub check: for<'d> fn(&'d crate::dom::Dom) -> Vec<Hit<'d>>,
}

/// Where a rule found what it looks for.
#[derive(Debug)]
pub struct Hit<'d> {
    /// None when it is about the page as a whole.
    pub el: Option<crate::dom::El<'d>>,
    /// What was seen, in the page's own words; may be empty.
    pub seen: String,
}

impl<'d> Hit<'d> {
    pub fn of(el: crate::dom::El<'d>) -> Self {
        Self { el: Some(el), seen: String::new() }
    }

    pub fn seeing(el: crate::dom::El<'d>, seen: impl Into<String>) -> Self {
        Self { el: Some(el), seen: seen.into() }
    }

    pub fn page(seen: impl Into<String>) -> Self {
        Self { el: None, seen: seen.into() }
    }
}

/// A finding on a page, as reports hold it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    pub rule: &'static str,
    pub criterion: Option<&'static str>,
    pub test: Option<&'static str>,
    pub verdict: Verdict,
    /// A CSS selector of the element; none when the finding is about the page as a whole.
    pub selector: Option<String>,
    /// The line of the source where the element begins.
    pub line: Option<u64>,
    /// How the element is written, shortened.
    pub excerpt: Option<String>,
    /// What was seen, in the page's own words; may be empty.
    pub seen: String,
}

/// Findings of one rule on one page at most: more say nothing new.
pub const MOST_OF_A_RULE: usize = 50;

impl Rule {
    /// What the rule finds on a page.
    pub fn find(&self, dom: &crate::dom::Dom) -> Vec<Finding> {
        let finding = |hit: Hit<'_>| Finding {
            rule: self.id,
            criterion: self.criterion,
            test: self.test,
            verdict: self.verdict,
            selector: hit.el.map(crate::dom::El::selector),
            line: hit.el.map(crate::dom::El::line),
            excerpt: hit.el.map(crate::dom::El::excerpt),
            seen: hit.seen,
        };
        (self.check)(dom).into_iter().take(MOST_OF_A_RULE).map(finding).collect()
    }
}
