//! What happens in a page while nobody asks: requests, dialogs, windows, frames, crashes.

use serde_json::{Value, json};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::{mpsc, watch};

use crate::Traffic;
use crate::proxy::WHY;
use crate::wire::{Event, Wire};

/// What is known of a page since it was opened.
#[derive(Debug, Default)]
pub(super) struct State {
    pub traffic: Traffic,
    pub is_loaded: bool,
    /// Of the document itself: its last address, the status of its answer, and why our proxy did not fetch it.
    pub url: String,
    pub status: Option<u16>,
    pub refusal: Option<String>,
    pub is_download: bool,
    pub dialogs: u32,
    pub windows: u32,
    /// Sessions of its frames and workers.
    pub children: Vec<String>,
}

/// Everything that a page starts is attached before it runs: frames and workers to see what they fetch, windows to close
/// them.
pub(super) fn auto_attach() -> Value {
    json!({ "autoAttach": true, "waitForDebuggerOnStart": true, "flatten": true })
}

/// Follows the events of a page until it is closed.
pub(super) async fn follow(
    mut received: mpsc::UnboundedReceiver<Event>,
    events: mpsc::UnboundedSender<Event>,
    wire: Wire,
    (own, frame): (String, String),
    state: Arc<Mutex<State>>,
    crashed: watch::Sender<bool>,
) {
    while let Some(Event { method, params, session }) = received.recv().await {
        let is_own = session == own;
        let mut state = state.lock().unwrap_or_else(PoisonError::into_inner);
        match method.as_str() {
            "Network.requestWillBeSent" => {
                // A redirection is told with the request that follows it.
                if is_own && is_document(&params, &frame) {
                    state.url = params["request"]["url"].as_str().unwrap_or("").to_owned();
                }
                state.traffic.asked(&params);
            }
            "Network.responseReceived" => {
                if is_own && is_document(&params, &frame) {
                    answered(&mut state, &params["response"]);
                }
                state.traffic.answered(&params);
            }
            "Network.loadingFinished" | "Network.loadingFailed" => state.traffic.ended(&params),
            "Page.loadEventFired" if is_own => state.is_loaded = true,
            "Page.frameNavigated" if is_own && params["frame"]["parentId"].is_null() => {
                if let Some(url) = params["frame"]["url"].as_str().filter(|url| url.starts_with("http")) {
                    url.clone_into(&mut state.url);
                }
            }
            "Page.windowOpen" => state.windows += 1,
            "Page.downloadWillBegin" => state.is_download = true,
            "Page.javascriptDialogOpening" => {
                state.dialogs += 1;
                // A page that asks before it is left is left.
                let is_leaving = params["type"] == "beforeunload";
                wire.say(&session, "Page.handleJavaScriptDialog", &json!({ "accept": is_leaving }));
            }
            "Target.attachedToTarget" => attached(&mut state, &params, &wire, &events),
            "Inspector.targetCrashed" if is_own => {
                let _ = crashed.send(true);
            }
            _ => {}
        }
    }
}

/// Whether a request is for the page itself, not for a frame in it.
fn is_document(params: &Value, frame: &str) -> bool {
    params["type"] == "Document"
        && params["requestId"] == params["loaderId"]
        && params["frameId"].as_str() == Some(frame)
}

fn answered(state: &mut State, response: &Value) {
    state.status = response["status"].as_u64().and_then(|status| u16::try_from(status).ok());
    let url = response["url"].as_str().unwrap_or("");
    url.clone_into(&mut state.url);
    // Only without encryption does the proxy answer in the place of a server.
    let headers = response["headers"].as_object().filter(|_| url.starts_with("http:"));
    let why = headers.and_then(|all| all.iter().find(|(name, _)| name.eq_ignore_ascii_case(WHY.as_str())));
    state.refusal = why.and_then(|(_, why)| why.as_str()).map(str::to_owned);
}

fn attached(state: &mut State, params: &Value, wire: &Wire, events: &mpsc::UnboundedSender<Event>) {
    let target = &params["targetInfo"];
    let Some(session) = params["sessionId"].as_str() else { return };
    if matches!(target["type"].as_str(), Some("page" | "tab" | "background_page")) {
        wire.say("", "Target.closeTarget", &json!({ "targetId": target["targetId"] }));
        return;
    }
    state.children.push(session.to_owned());
    wire.listen(session, events.clone());
    wire.say(session, "Network.enable", &json!({}));
    wire.say(session, "Page.enable", &json!({}));
    wire.say(session, "Target.setAutoAttach", &auto_attach());
    wire.say(session, "Runtime.runIfWaitingForDebugger", &json!({}));
}
