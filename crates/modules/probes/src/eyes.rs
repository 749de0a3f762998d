//! How a page is read: over HTTP, then in a browser where there is one.

use parvis_browser::Browser;
use parvis_kernel::{Locale, Timestamp};
use parvis_outbound::Visitor;
use url::Url;

use crate::browser::{look, merge};
use crate::dom::parse;
use crate::facts;
use crate::page::{self, Read};

/// What pages are read with.
pub struct Eyes {
    pub visitor: Visitor,
    /// None: only what the source says is read.
    pub browser: Option<Browser>,
    /// The language of what axe-core says.
    pub locale: Locale,
}

impl Eyes {
    /// Over HTTP alone.
    pub const fn source(visitor: Visitor) -> Self {
        Self { visitor, browser: None, locale: Locale::Fr }
    }

    /// Visits a page over HTTP, then opens it. Where both say the same of the same element, it is said once; what the page's
    /// scripts mended is not held against it, and what they wrote is read too. `now` is the moment by which a certificate
    /// is judged.
    pub async fn read(&self, url: &Url, now: Timestamp) -> Read {
        let mut read = page::read(&self.visitor, url, now).await;
        let Some(browser) = self.browser.as_ref().filter(|_| read.dom.is_some()) else { return read };
        let seen = look(browser, url, self.locale).await;
        let source = std::mem::take(&mut read.report.findings);
        read.report.findings = merge(source, seen.rendered.as_deref(), seen.findings);
        read.report.browser = Some(seen.report);
        if let Some(rendered) = &seen.rendered {
            let dom = parse(rendered);
            read.report.facts = Some(facts::read(&dom));
            read.dom = Some(dom);
        }
        read
    }
}
