mod events;

use data_encoding::BASE64;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::{mpsc, watch};
use tokio::task::JoinHandle;
use tokio::time::Instant;
use url::Url;

use crate::browser::{Instance, OWN};
use crate::{Error, Settings, Traffic, Viewport};
use events::State;

/// Our own world in each document: same page, other scripts.
const WORLD: &str = "parvis";
/// A page that is replaced is asked again so often.
const TRIES: usize = 5;
/// After the last byte asked for, a page is taken for whole.
const QUIET: Duration = Duration::from_millis(150);
/// A page that goes on fetching is not waited for longer.
const SETTLED: Duration = Duration::from_secs(3);

/// A page of a browser; closed when dropped.
pub struct Page {
    instance: Arc<Instance>,
    settings: Arc<Settings>,
    context: String,
    target: String,
    session: String,
    state: Arc<Mutex<State>>,
    crashed: watch::Receiver<bool>,
    listening: JoinHandle<()>,
    deadline: Instant,
}

/// A page that was opened.
#[derive(Debug, Clone, Serialize)]
pub struct Loaded {
    /// Where redirections led.
    pub url: String,
    pub status: Option<u16>,
    /// Whether all of it came in time; when not, what was there is looked at.
    pub is_whole: bool,
    /// Dialogs that the page opened meanwhile, all dismissed.
    pub dialogs: u32,
    /// Windows that the page opened meanwhile, all closed.
    pub windows: u32,
}

/// A part of a page, in CSS pixels from its upper left corner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Clip {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
    /// Pixels of the picture for one of CSS.
    pub scale: f64,
}

/// What assistive technology is told of an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AxNode {
    pub role: String,
    pub name: String,
    pub is_ignored: bool,
}

impl Page {
    pub(crate) async fn new(
        instance: Arc<Instance>,
        settings: Arc<Settings>,
        viewport: Viewport,
    ) -> Result<Self, Error> {
        let wire = instance.running.wire.clone();
        instance.running.proxy.allow_bytes(settings.bytes);
        let context = json!({ "disposeOnDetach": true });
        let context = wire.call("", "Target.createBrowserContext", &context, OWN).await?;
        let context = text(&context["browserContextId"])?;
        contexts(&instance).insert(context.clone(), None);
        let refusals = json!({ "behavior": "deny", "browserContextId": context, "eventsEnabled": true });
        wire.call("", "Browser.setDownloadBehavior", &refusals, OWN).await?;
        // What is not granted is denied without asking.
        let none = json!({ "permissions": [], "browserContextId": context });
        wire.call("", "Browser.grantPermissions", &none, OWN).await?;
        let target = json!({ "url": "about:blank", "browserContextId": context });
        let target = text(&wire.call("", "Target.createTarget", &target, OWN).await?["targetId"])?;
        contexts(&instance).insert(context.clone(), Some(target.clone()));
        let attached = json!({ "targetId": target, "flatten": true });
        let session = text(&wire.call("", "Target.attachToTarget", &attached, OWN).await?["sessionId"])?;
        let state: Arc<Mutex<State>> = Arc::default();
        let (events, received) = mpsc::unbounded_channel();
        wire.listen(&session, events.clone());
        let (crash, crashed) = watch::channel(false);
        let listening = tokio::spawn(events::follow(
            received,
            events,
            wire,
            (session.clone(), target.clone()),
            Arc::clone(&state),
            crash,
        ));
        let deadline = Instant::now() + settings.page_time;
        let page = Self { instance, settings, context, target, session, state, crashed, listening, deadline };
        let agent = json!({ "userAgent": page.instance.agent, "acceptLanguage": page.settings.language });
        let (nothing, focus) = (json!({}), json!({ "enabled": true }));
        futures_util::future::try_join_all([
            page.call("Page.enable", &nothing),
            page.call("Network.enable", &nothing),
            page.call("Inspector.enable", &nothing),
            // Without it chromium-headless-shell runs none of our scripts before those of a page.
            page.call("Runtime.enable", &nothing),
            page.call("Network.setUserAgentOverride", &agent),
            page.call("Target.setAutoAttach", &events::auto_attach()),
            page.call("Emulation.setFocusEmulationEnabled", &focus),
        ])
        .await?;
        page.set_viewport(viewport).await?;
        Ok(page)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn call(&self, method: &'static str, params: &Value) -> Result<Value, Error> {
        self.call_within(method, params, self.settings.answer_time).await
    }

    async fn call_within(
        &self,
        method: &'static str,
        params: &Value,
        within: Duration,
    ) -> Result<Value, Error> {
        let left = self.deadline.saturating_duration_since(Instant::now());
        let mut crashed = self.crashed.clone();
        let answered = tokio::select! {
            answered = self.instance.running.wire.call(&self.session, method, params, within.min(left)) => answered,
            _ = crashed.wait_for(|crashed| *crashed) => Err(Error::Crashed),
        };
        answered.map_err(|error| self.explain(error))
    }

    /// What an error really was; after a fatal one the browser is ended.
    fn explain(&self, error: Error) -> Error {
        let error =
            if error.is_fatal() { self.instance.running.explain(error, &self.settings) } else { error };
        self.instance.judge(&error);
        error
    }

    /// Has a script run in our own world before those of each document.
    ///
    /// # Errors
    /// Any fatal one.
    pub async fn before_load(&self, script: &str) -> Result<(), Error> {
        let script = json!({ "source": script, "worldName": WORLD });
        self.call("Page.addScriptToEvaluateOnNewDocument", &script).await.map(drop)
    }

    /// Opens an address and waits until it is loaded and quiet, or the time for it is over.
    ///
    /// # Errors
    /// [`Error::Invalid`], [`Error::Refused`], [`Error::Unreachable`], [`Error::Download`], and fatal ones.
    pub async fn open(&self, url: &str) -> Result<Loaded, Error> {
        let wanted = Url::parse(url).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
        let wanted = wanted.ok_or_else(|| Error::Invalid(url.chars().take(200).collect()))?;
        *self.state() = State::default();
        let end = self.deadline.min(Instant::now() + self.settings.load_time);
        let left = end.saturating_duration_since(Instant::now());
        let target = json!({ "url": wanted.as_str() });
        let went = self.call_within("Page.navigate", &target, left).await.map_err(|error| match error {
            Error::Late(_) => Error::Late("loading the page"),
            other => other,
        })?;
        if let Some(error) = self.refusal(&wanted) {
            return Err(error);
        }
        if let Some(why) = went["errorText"].as_str().filter(|why| !why.is_empty()) {
            return Err(self.missed(why, &wanted).await);
        }
        let is_whole = self.settle(end).await?;
        let state = self.state();
        let url = if state.url.is_empty() { wanted.to_string() } else { state.url.clone() };
        let (dialogs, windows) = (state.dialogs, state.windows);
        Ok(Loaded { url, status: state.status, is_whole, dialogs, windows })
    }

    /// What the proxy answered in the place of a server.
    fn refusal(&self, wanted: &Url) -> Option<Error> {
        let (why, last) = {
            let state = self.state();
            (state.refusal.clone()?, state.url.clone())
        };
        Some(match why.as_str() {
            "refused" => Error::Refused(host(&last, wanted)),
            "bytes" => self.explain(Error::Bytes(self.settings.bytes)),
            _ => Error::Unreachable(why),
        })
    }

    /// Why an address was not opened.
    async fn missed(&self, why: &str, wanted: &Url) -> Error {
        if why.contains("ERR_ABORTED") {
            // The news of a download comes by another way.
            tokio::time::sleep(Duration::from_millis(50)).await;
            let is_download = self.state().is_download;
            return if is_download { Error::Download } else { Error::Unreachable(why.to_owned()) };
        }
        let host = host(&self.state().url, wanted);
        if why.contains("ERR_TUNNEL_CONNECTION_FAILED") && self.instance.running.proxy.has_refused(&host) {
            return Error::Refused(host);
        }
        self.explain(Error::Unreachable(why.to_owned()))
    }

    /// Waits for the page to be whole and quiet; whether it is.
    async fn settle(&self, end: Instant) -> Result<bool, Error> {
        let mut quiet_since = None;
        let mut loaded_at = None;
        let is_whole = loop {
            let now = Instant::now();
            if *self.crashed.borrow() {
                return Err(self.explain(Error::Crashed));
            }
            if self.instance.is_unfit() || self.instance.running.proxy.is_spent() {
                return Err(self.explain(Error::Gone));
            }
            let (is_loaded, is_quiet) = {
                let state = self.state();
                (state.is_loaded, state.traffic.is_quiet())
            };
            if is_loaded {
                let loaded_at = *loaded_at.get_or_insert(now);
                quiet_since = is_quiet.then(|| quiet_since.unwrap_or(now));
                if quiet_since.is_some_and(|since| now - since >= QUIET) || now - loaded_at >= SETTLED {
                    break true;
                }
            }
            if now >= end {
                break false;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        };
        if !is_whole {
            // A page whose scripts never end answers nothing any more: better to know now.
            self.eval::<u8>("1").await.map_err(|error| match error {
                Error::Late(_) => Error::Late("a script of the page"),
                other => other,
            })?;
        }
        Ok(is_whole)
    }

    /// The value of an expression, or what its promise comes to, in our own world: the page sees and changes nothing of
    /// it. A page that was replaced meanwhile is asked again.
    ///
    /// # Errors
    /// [`Error::Script`] when it throws or is of another type, [`Error::Moved`], and fatal ones.
    pub async fn eval<T: DeserializeOwned>(&self, script: &str) -> Result<T, Error> {
        let world = json!({ "frameId": self.target, "worldName": WORLD });
        for _ in 0..TRIES {
            let answered = match self.call("Page.createIsolatedWorld", &world).await {
                Ok(world) => {
                    let script = json!({
                        "expression": script, "contextId": world["executionContextId"],
                        "awaitPromise": true, "returnByValue": true,
                    });
                    self.call("Runtime.evaluate", &script).await
                }
                Err(error) => Err(error),
            };
            match answered {
                Ok(answer) => return value(&answer),
                // The context, the frame or the promise is no longer there.
                Err(Error::Protocol(_)) => tokio::time::sleep(Duration::from_millis(50)).await,
                Err(other) => return Err(other),
            }
        }
        Err(Error::Moved)
    }

    /// A PNG of a part of the page.
    ///
    /// # Errors
    /// [`Error::Protocol`], and fatal ones.
    pub async fn screenshot(&self, clip: Clip) -> Result<Vec<u8>, Error> {
        let Clip { x, y, width, height, scale } = clip;
        let params = json!({
            "format": "png", "captureBeyondViewport": true,
            "clip": { "x": x, "y": y, "width": width, "height": height, "scale": scale },
        });
        self.picture(&params).await
    }

    /// A PNG of what the window shows.
    ///
    /// # Errors
    /// [`Error::Protocol`], and fatal ones.
    pub async fn screen(&self) -> Result<Vec<u8>, Error> {
        self.picture(&json!({ "format": "png", "optimizeForSpeed": true })).await
    }

    async fn picture(&self, params: &Value) -> Result<Vec<u8>, Error> {
        let picture = self.call("Page.captureScreenshot", params).await?;
        let bytes = BASE64.decode(picture["data"].as_str().unwrap_or("").as_bytes());
        bytes.map_err(|error| Error::Protocol(error.to_string()))
    }

    /// Presses and releases a key: `Tab`, `Shift+Tab`, `Escape`.
    ///
    /// # Errors
    /// Any fatal one.
    pub async fn key(&self, key: &str) -> Result<(), Error> {
        let (shift, name) = key.strip_prefix("Shift+").map_or((0, key), |name| (8, name));
        let code = match name {
            "Tab" => 9,
            "Enter" => 13,
            "Escape" => 27,
            _ => 0,
        };
        for kind in ["rawKeyDown", "keyUp"] {
            let pressed = json!({
                "type": kind, "key": name, "code": name, "modifiers": shift,
                "windowsVirtualKeyCode": code, "nativeVirtualKeyCode": code,
            });
            self.call("Input.dispatchKeyEvent", &pressed).await?;
        }
        Ok(())
    }

    /// # Errors
    /// Any fatal one.
    pub async fn set_viewport(&self, viewport: Viewport) -> Result<(), Error> {
        let Viewport { width, height, scale } = viewport;
        let metrics =
            json!({ "width": width, "height": height, "deviceScaleFactor": scale, "mobile": false });
        self.call("Emulation.setDeviceMetricsOverride", &metrics).await.map(drop)
    }

    /// Whether scripts of pages opened from now on run; ours always do.
    ///
    /// # Errors
    /// Any fatal one.
    pub async fn set_scripts(&self, run: bool) -> Result<(), Error> {
        self.call("Emulation.setScriptExecutionDisabled", &json!({ "value": !run })).await.map(drop)
    }

    /// What assistive technology is told of the page, in its order.
    ///
    /// # Errors
    /// Any fatal one.
    pub async fn ax_tree(&self) -> Result<Vec<AxNode>, Error> {
        let tree = self.call("Accessibility.getFullAXTree", &json!({})).await?;
        let word = |value: &Value| value["value"].as_str().unwrap_or("").to_owned();
        let node = |node: &Value| AxNode {
            role: word(&node["role"]),
            name: word(&node["name"]),
            is_ignored: node["ignored"].as_bool().unwrap_or(false),
        };
        Ok(tree["nodes"].as_array().into_iter().flatten().map(node).collect())
    }

    /// What the page fetched until now.
    pub fn traffic(&self) -> Traffic {
        self.state().traffic.clone()
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        self.listening.abort();
        let wire = &self.instance.running.wire;
        let sessions = std::mem::take(&mut self.state().children);
        sessions.iter().chain([&self.session]).for_each(|session| wire.forget(session));
        contexts(&self.instance).remove(&self.context);
        wire.say("", "Target.disposeBrowserContext", &json!({ "browserContextId": self.context }));
    }
}

fn contexts(instance: &Instance) -> MutexGuard<'_, std::collections::HashMap<String, Option<String>>> {
    instance.contexts.lock().unwrap_or_else(PoisonError::into_inner)
}

fn text(value: &Value) -> Result<String, Error> {
    value.as_str().map(str::to_owned).ok_or_else(|| Error::Protocol("a name is missing".to_owned()))
}

/// The host that a page was last asked of.
fn host(last: &str, wanted: &Url) -> String {
    let last = Url::parse(last).ok();
    last.as_ref().unwrap_or(wanted).host_str().unwrap_or("").to_owned()
}

/// What a script came to.
fn value<T: DeserializeOwned>(answer: &Value) -> Result<T, Error> {
    if let Some(thrown) = answer.get("exceptionDetails") {
        let why = thrown["exception"]["description"].as_str().or(thrown["text"].as_str()).unwrap_or("");
        return Err(Error::Script(why.lines().next().unwrap_or("").chars().take(300).collect()));
    }
    T::deserialize(&answer["result"]["value"]).map_err(|error| Error::Script(error.to_string()))
}
