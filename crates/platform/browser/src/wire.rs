//! The DevTools protocol over one WebSocket: calls, their answers, and events for whoever has the session.

use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::{mpsc, oneshot};
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;

use crate::Error;

/// Bytes of one message: a picture of a whole page fits, and nothing can swell us.
const LONGEST: usize = 64 * 1024 * 1024;

/// Something that happened in a session.
#[derive(Debug)]
pub struct Event {
    pub method: String,
    pub params: Value,
    /// The session it happened in: that of the page, or of a frame or worker of it.
    pub session: String,
}

type Answers = HashMap<u64, oneshot::Sender<Result<Value, Error>>>;

/// One connection; cheap to clone.
#[derive(Clone)]
pub struct Wire(Arc<Inner>);

struct Inner {
    out: mpsc::UnboundedSender<Message>,
    next: AtomicU64,
    answers: Mutex<Answers>,
    sessions: Mutex<HashMap<String, mpsc::UnboundedSender<Event>>>,
    is_gone: AtomicBool,
}

fn held<T>(lock: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Wire {
    /// Speaks to the browser at an address; events outside any session have the session `""`.
    ///
    /// # Errors
    /// [`Error::Launch`].
    pub async fn connect(address: &str) -> Result<Self, Error> {
        let config = WebSocketConfig::default().max_message_size(Some(LONGEST)).max_frame_size(Some(LONGEST));
        let connected = tokio_tungstenite::connect_async_with_config(address, Some(config), true).await;
        let (socket, _) = connected.map_err(|error| Error::Launch(error.to_string()))?;
        let (mut sink, mut stream) = socket.split();
        let (out, mut outgoing) = mpsc::unbounded_channel::<Message>();
        let inner = Arc::new(Inner {
            out,
            next: AtomicU64::new(1),
            answers: Mutex::default(),
            sessions: Mutex::default(),
            is_gone: AtomicBool::new(false),
        });
        // Ends when the last `Wire` is dropped: the other end of the channel is.
        tokio::spawn(async move {
            while let Some(message) = outgoing.recv().await {
                if sink.send(message).await.is_err() {
                    break;
                }
            }
            let _ = sink.close().await;
        });
        let weak = Arc::downgrade(&inner);
        tokio::spawn(async move {
            while let Some(Ok(message)) = stream.next().await {
                let Some(inner) = weak.upgrade() else { return };
                if let Message::Text(text) = message {
                    inner.take(&text);
                }
            }
            if let Some(inner) = weak.upgrade() {
                inner.is_gone.store(true, Ordering::Release);
                held(&inner.answers).drain().for_each(|(_, waiting)| {
                    let _ = waiting.send(Err(Error::Gone));
                });
                held(&inner.sessions).clear();
            }
        });
        Ok(Self(inner))
    }

    /// Whether the other side is no longer there.
    pub fn is_gone(&self) -> bool {
        self.0.is_gone.load(Ordering::Acquire)
    }

    /// The events of a session from now on.
    pub fn listen(&self, session: &str, to: mpsc::UnboundedSender<Event>) {
        held(&self.0.sessions).insert(session.to_owned(), to);
    }

    pub fn forget(&self, session: &str) {
        held(&self.0.sessions).remove(session);
    }

    /// Says something whose answer nobody needs.
    pub fn say(&self, session: &str, method: &str, params: &Value) {
        let id = self.0.next.fetch_add(1, Ordering::Relaxed);
        let _ = self.0.out.send(message(id, session, method, params));
    }

    /// Calls a method and waits for its answer.
    ///
    /// # Errors
    /// [`Error::Late`], [`Error::Gone`], [`Error::Protocol`].
    pub async fn call(
        &self,
        session: &str,
        method: &'static str,
        params: &Value,
        within: Duration,
    ) -> Result<Value, Error> {
        let id = self.0.next.fetch_add(1, Ordering::Relaxed);
        let (answer, answered) = oneshot::channel();
        held(&self.0.answers).insert(id, answer);
        if self.is_gone() || self.0.out.send(message(id, session, method, params)).is_err() {
            held(&self.0.answers).remove(&id);
            return Err(Error::Gone);
        }
        match tokio::time::timeout(within, answered).await {
            Ok(answered) => answered.unwrap_or(Err(Error::Gone)),
            Err(_) => {
                held(&self.0.answers).remove(&id);
                Err(Error::Late(method))
            }
        }
    }
}

/// How the browser begins to tell what a page's console and worlds are about.
const CONSOLE: &str = r#"{"method":"Runtime."#;

fn message(id: u64, session: &str, method: &str, params: &Value) -> Message {
    let mut message = json!({ "id": id, "method": method, "params": params });
    if !session.is_empty() {
        message["sessionId"] = session.into();
    }
    Message::text(message.to_string())
}

impl Inner {
    fn take(&self, text: &str) {
        // What a page writes to its console is nobody's business here, and may be without end.
        if text.starts_with(CONSOLE) {
            return;
        }
        let Ok(Value::Object(mut message)) = serde_json::from_str::<Value>(text) else { return };
        if let Some(id) = message.get("id").and_then(Value::as_u64) {
            let Some(waiting) = held(&self.answers).remove(&id) else { return };
            let answer = match message.remove("error") {
                Some(error) => {
                    Err(Error::Protocol(error["message"].as_str().unwrap_or("without a reason").to_owned()))
                }
                None => Ok(message.remove("result").unwrap_or_default()),
            };
            let _ = waiting.send(answer);
        } else if let Some(method) = message.get("method").and_then(Value::as_str) {
            let session = message.get("sessionId").and_then(Value::as_str).unwrap_or("");
            let Some(to) = held(&self.sessions).get(session).cloned() else { return };
            let (method, session) = (method.to_owned(), session.to_owned());
            let params = message.remove("params").unwrap_or_default();
            let _ = to.send(Event { method, params, session });
        }
    }
}
