//! The section `[probes]`: whether this process looks at addresses, and from where.

use parvis_kernel::SystemClock;
use parvis_outbound::Allowed;
use parvis_probes::Prober;
use parvis_ui::Site;
use serde::Deserialize;
use std::sync::Arc;

/// Every key is optional.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ProbesSection {
    /// Whether this process looks; `false` on machines that serve pages when others look (`parvis worker --only probes`).
    here: bool,
    /// The name of the place that looks are noted with.
    place: String,
    /// Whether pages are read in a browser, when this machine has one.
    browser: bool,
}

impl Default for ProbesSection {
    fn default() -> Self {
        Self { here: true, place: "parvis".to_owned(), browser: true }
    }
}

impl ProbesSection {
    /// Whether this process is to read pages in a browser.
    pub fn wants_browser(&self) -> bool {
        self.here && self.browser
    }

    /// What looks; none when this process does not. It says who it is, for the other side's log.
    pub fn open(&self, allowed: &[Allowed], contact: Option<&str>, site: &Site) -> Option<Prober> {
        let who = contact.unwrap_or(&site.base_url);
        let who: String = who.chars().filter(|c| c.is_ascii_graphic()).collect();
        let agent = format!("Parvis-Probe/{} (+{who})", env!("CARGO_PKG_VERSION"));
        let clock = Arc::new(SystemClock);
        let prober = || Prober::new(allowed.to_vec(), agent.clone(), self.place.clone(), clock);
        let with = |prober: Prober| prober.with_browser(allowed.to_vec(), agent.clone());
        self.here.then(prober).map(|prober| if self.browser { with(prober) } else { prober })
    }
}
