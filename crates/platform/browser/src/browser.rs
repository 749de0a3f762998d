use parvis_metrics::{Counter, Metric};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::mpsc;

use crate::launch::Running;
use crate::wire::Event;
use crate::{Error, Page, Settings, Viewport};

static STARTS: Counter<1> = Counter::new(
    "parvis_browser_starts",
    "Starts of a browser: first, again (a page made it unfit, or it died), failed",
    &["reason"],
);

/// The metrics of this crate.
pub static METRICS: &[&dyn Metric] = &[&STARTS];

/// A browser that is warm: started once, and again only when a page made it unfit. One page at a time has all of its
/// bytes and memory: for several at once, have several browsers.
pub struct Browser {
    settings: Arc<Settings>,
    instance: tokio::sync::Mutex<Arc<Instance>>,
}

/// A browser between two starts.
pub(crate) struct Instance {
    pub running: Running,
    pub agent: String,
    /// Our contexts, each with its page once there is one: every other page is a window that a page opened.
    pub contexts: Arc<Mutex<HashMap<String, Option<String>>>>,
    is_unfit: AtomicBool,
}

/// For what the browser answers by itself, without any page.
pub(crate) const OWN: Duration = Duration::from_secs(10);

impl Browser {
    /// Starts a browser.
    ///
    /// # Errors
    /// [`Error::Missing`] and [`Error::Launch`].
    pub async fn launch(settings: Settings) -> Result<Self, Error> {
        STARTS.add(["first"]);
        let instance = Instance::start(&settings).await.inspect_err(|_| STARTS.add(["failed"]))?;
        Ok(Self { settings: Arc::new(settings), instance: tokio::sync::Mutex::new(Arc::new(instance)) })
    }

    /// A page in a context of its own, with nothing in it yet.
    ///
    /// # Errors
    /// Any, when the browser cannot be started again or gives no page.
    pub async fn page(&self, viewport: Viewport) -> Result<Page, Error> {
        let first = self.try_page(viewport).await;
        match first {
            // It may have ended between two pages.
            Err(error) if error.is_fatal() => self.try_page(viewport).await,
            other => other,
        }
    }

    async fn try_page(&self, viewport: Viewport) -> Result<Page, Error> {
        let instance = {
            let mut held = self.instance.lock().await;
            if held.is_unfit() {
                STARTS.add(["again"]);
                let started =
                    Instance::start(&self.settings).await.inspect_err(|_| STARTS.add(["failed"]))?;
                *held = Arc::new(started);
            }
            Arc::clone(&held)
        };
        let opened = Page::new(Arc::clone(&instance), Arc::clone(&self.settings), viewport).await;
        opened.inspect_err(|error| instance.judge(error))
    }

    /// The process before the browser's, for whoever measures.
    pub async fn process(&self) -> u32 {
        self.instance.lock().await.running.process()
    }

    /// Memory of its processes in MiB, what they share with files not counted.
    pub async fn memory_mib(&self) -> u64 {
        let all = crate::tree::descendants(self.process().await);
        all.into_iter().map(crate::tree::memory_kib).sum::<u64>() / 1024
    }
}

impl Instance {
    async fn start(settings: &Settings) -> Result<Self, Error> {
        let running = Running::start(settings).await?;
        let wire = running.wire.clone();
        let version = wire.call("", "Browser.getVersion", &json!({}), OWN).await?;
        // Honest in its own word: servers that refuse the one of a browser without a window would refuse every probe.
        let own = version["userAgent"].as_str().unwrap_or("Mozilla/5.0").replace("HeadlessChrome", "Chrome");
        let contexts: Arc<Mutex<HashMap<String, Option<String>>>> = Arc::default();
        let (events, mut received) = mpsc::unbounded_channel::<Event>();
        wire.listen("", events);
        let known = Arc::clone(&contexts);
        let speaker = wire.clone();
        // Ends with the connection, which drops the sender.
        tokio::spawn(async move {
            while let Some(event) = received.recv().await {
                if event.method == "Target.targetCreated"
                    && let Some(stranger) = stranger(&event.params["targetInfo"], &known)
                {
                    speaker.say("", "Target.closeTarget", &json!({ "targetId": stranger }));
                }
            }
        });
        let pages = json!({ "discover": true, "filter": [{ "type": "page" }] });
        wire.call("", "Target.setDiscoverTargets", &pages, OWN).await?;
        let agent = format!("{own} {}", settings.agent);
        Ok(Self { running, agent, contexts, is_unfit: AtomicBool::new(false) })
    }

    pub fn is_unfit(&self) -> bool {
        self.is_unfit.load(Ordering::Acquire) || self.running.wire.is_gone()
    }

    /// Ends the browser after an error that leaves it unfit.
    pub fn judge(&self, error: &Error) {
        if error.is_fatal() {
            self.is_unfit.store(true, Ordering::Release);
            self.running.end();
        }
    }
}

/// A window that a page opened in one of our contexts.
fn stranger(target: &Value, contexts: &Mutex<HashMap<String, Option<String>>>) -> Option<String> {
    let (id, context) = (target["targetId"].as_str()?, target["browserContextId"].as_str()?);
    let contexts = contexts.lock().unwrap_or_else(PoisonError::into_inner);
    let own = contexts.get(context)?.as_deref()?;
    (own != id).then(|| id.to_owned())
}
