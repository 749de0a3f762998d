//! Going to look: at whether addresses answer, many at once and one at a time for each host; at a whole page.

use parvis_browser::Browser;
use parvis_kernel::{Clock, Id, Locale, Timestamp};
use parvis_outbound::{Allowed, Visit, VisitSettings, Visitor};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::Semaphore;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use url::Url;

use crate::eyes::Eyes;
use crate::page;
use crate::report::Report;
use crate::site::{self, Walk};
use crate::watch::Watch;

/// Hosts that are asked at the same time.
const AT_ONCE: usize = 64;
/// Between two requests to one host.
const PAUSE: Duration = Duration::from_secs(1);
/// What one exchange may take.
const PATIENCE: Duration = Duration::from_secs(20);
/// For all that is looked at in a browser once a page is there.
const LOOKS: Duration = Duration::from_secs(90);
/// Links of a page that are asked for each night.
const LINKS: usize = 50;

/// Who looks, from where, and what of one's own network may be looked at.
#[derive(Clone)]
pub struct Prober {
    visitor: Visitor,
    clock: Arc<dyn Clock>,
    /// The machine's name in its settings.
    pub place: String,
    browser: Option<parvis_browser::Settings>,
}

/// What one look found.
#[derive(Debug, Clone, PartialEq)]
pub struct Look {
    pub watch: Id,
    /// When it ended.
    pub at: Timestamp,
    pub failure: Option<String>,
    pub first_byte: Option<f64>,
    pub total: f64,
}

impl Prober {
    /// `agent` is what the other side's log shows.
    pub fn new(allowed: Vec<Allowed>, agent: String, place: String, clock: Arc<dyn Clock>) -> Self {
        let settings = VisitSettings { allowed, timeout: PATIENCE, agent, ..VisitSettings::default() };
        Self { visitor: Visitor::new(settings), clock, place, browser: None }
    }

    /// With a browser for the reading of pages, when this machine has one.
    #[must_use]
    pub fn with_browser(mut self, allowed: Vec<Allowed>, agent: String) -> Self {
        self.browser = Some(parvis_browser::Settings {
            allowed,
            agent,
            load_time: PATIENCE,
            page_time: PATIENCE + LOOKS,
            ..parvis_browser::Settings::default()
        });
        self
    }

    /// Looks at each address, and gives what it finds as it comes. Hosts are asked at the same time, addresses of one host
    /// one after the other. What was not reached `until` an instant is not looked at.
    ///
    /// # Errors
    /// No thread for the network.
    pub fn looks(
        &self,
        watches: Vec<Watch>,
        until: Timestamp,
        mut each: impl FnMut(Look),
    ) -> std::io::Result<()> {
        let runtime = runtime()?;
        let mut found = self.start(&runtime, watches, until);
        while let Some(look) = found.blocking_recv() {
            each(look);
        }
        Ok(())
    }

    fn start(&self, runtime: &Runtime, watches: Vec<Watch>, until: Timestamp) -> UnboundedReceiver<Look> {
        let (send, found) = unbounded_channel();
        let places = Arc::new(Semaphore::new(AT_ONCE));
        let mut hosts: BTreeMap<String, Vec<Watch>> = BTreeMap::new();
        for watch in watches {
            hosts.entry(watch.host()).or_default().push(watch);
        }
        for (_, watches) in hosts {
            let (this, send, places) = (self.clone(), send.clone(), Arc::clone(&places));
            runtime.spawn(async move {
                let Ok(_place) = places.acquire().await else { return };
                for (n, watch) in watches.into_iter().enumerate() {
                    if n > 0 {
                        tokio::time::sleep(PAUSE).await;
                    }
                    if this.clock.now() >= until {
                        return;
                    }
                    let look = this.look(&watch).await;
                    if send.send(look).is_err() {
                        return;
                    }
                }
            });
        }
        found
    }

    async fn look(&self, watch: &Watch) -> Look {
        let nothing = |failure: &str| Look {
            watch: watch.id,
            at: self.clock.now(),
            failure: Some(failure.to_owned()),
            first_byte: None,
            total: 0.0,
        };
        let Ok(url) = Url::parse(&watch.url) else { return nothing("invalid") };
        let visit = page::visit(&self.visitor, &url).await;
        Look { failure: failure(&visit), first_byte: first_byte(&visit), total: total(&visit), ..nothing("") }
    }

    /// Reads a page with every rule, in a browser where this machine has one, and what its site says: the statement, links
    /// that lead nowhere. Each reading has a browser of its own, which ends with it.
    ///
    /// # Errors
    /// No thread for the network.
    pub fn read(&self, url: &Url) -> std::io::Result<Report> {
        let began_at = self.clock.now();
        let (pages, site) = runtime()?.block_on(async {
            let browser = match &self.browser {
                Some(settings) => launch(settings.clone()).await,
                None => None,
            };
            let eyes = Eyes { visitor: self.visitor.clone(), browser, locale: Locale::Fr };
            let walk = Walk { links: LINKS, ..Walk::default() };
            site::walk(&eyes, url, walk, &*self.clock, &mut |_| {}).await
        });
        let mut report = Report::new(&began_at.to_string(), pages);
        report.sites.extend(site);
        Ok(report)
    }
}

/// The browser of this machine; without it, only what the source says is read.
async fn launch(settings: parvis_browser::Settings) -> Option<Browser> {
    match Browser::launch(settings).await {
        Ok(browser) => Some(browser),
        Err(parvis_browser::Error::Missing) => None,
        Err(error) => {
            tracing::warn!(%error, "no browser could be started: a page is read from its source alone");
            None
        }
    }
}

/// A thread of its own for the network, so that writing to the database does not lengthen what is timed.
fn runtime() -> std::io::Result<Runtime> {
    Builder::new_multi_thread().worker_threads(1).thread_name("parvis-probe").enable_all().build()
}

/// Why a visit is none that people are served by; none for a success.
pub fn failure(visit: &Visit) -> Option<String> {
    if visit.is_success() {
        return None;
    }
    let status = || visit.last().and_then(|hop| hop.status).map(|status| status.as_u16().to_string());
    let missed = visit.missed.as_ref().map(|missed| missed.kind().to_owned());
    Some(missed.or_else(status).unwrap_or_else(|| "broken".to_owned()))
}

fn first_byte(visit: &Visit) -> Option<f64> {
    visit.last().and_then(|hop| hop.timings.first_byte).map(millis)
}

fn total(visit: &Visit) -> f64 {
    millis(visit.hops.iter().map(|hop| hop.timings.total).sum())
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
