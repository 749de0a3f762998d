//! At the gate of the routes: bodies within their limits, places, queues, time; and who is turned away.

use axum::body::{Body, Bytes, HttpBody};
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::Response;
use http_body_util::{BodyExt, LengthLimitError, Limited};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

use crate::class::{Class, Limit, Limits, Verdict, verdict};
use crate::measured::{SHED, UNDER_WAY, WAITED, WAITING};

/// How long the body of a request that is no transfer may take to come.
const BODY: Duration = Duration::from_secs(15);

parvis_kernel::text_enum! {
    /// Why a request is turned away.
    pub enum Refused {
        /// The queue of its class is full.
        Full = "full",
        /// It waited as long as one may.
        Late = "late",
        /// Its answer took longer than one may.
        Slow = "slow",
        /// Its body is larger than any that its address takes.
        Large = "large",
        /// Its body did not come in time, or broke off.
        Body = "body",
    }
}

impl Refused {
    pub const fn status(self) -> StatusCode {
        match self {
            Self::Full | Self::Late | Self::Slow => StatusCode::SERVICE_UNAVAILABLE,
            Self::Large => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Body => StatusCode::REQUEST_TIMEOUT,
        }
    }
}

/// A request that is turned away: all that its answer may need.
pub struct Turned {
    pub why: Refused,
    pub class: Class,
    pub method: Method,
    pub uri: Uri,
    pub headers: HeaderMap,
    /// What was sent, when it came whole.
    pub body: Bytes,
}

/// Tells the class of a request by its method and the pattern of its route; none: no route has its address.
pub type Classify = dyn Fn(&Method, Option<&str>) -> Class + Send + Sync;
/// Answers whoever is turned away.
pub type Excuse = dyn Fn(&Turned) -> Response + Send + Sync;

/// The gate of a site; cheap to clone.
#[derive(Clone)]
pub struct Guard(Arc<Inner>);

struct Inner {
    limits: Limits,
    classify: Box<Classify>,
    excuse: Box<Excuse>,
    lanes: [Lane; Class::ALL.len()],
}

struct Lane {
    places: Arc<Semaphore>,
    waiting: AtomicUsize,
}

impl Guard {
    pub fn new(limits: Limits, classify: Box<Classify>, excuse: Box<Excuse>) -> Self {
        let lane = |class: &Class| Lane {
            places: Arc::new(Semaphore::new(limits.of(*class).map_or(0, |limit| limit.at_once.max(1)))),
            waiting: AtomicUsize::new(0),
        };
        let lanes = std::array::from_fn(|n| lane(&Class::ALL[n]));
        Self(Arc::new(Inner { limits, classify, excuse, lanes }))
    }

    /// Only what is larger or slower than any request of ours is turned away, without a word: for tests of one part.
    pub fn open() -> Self {
        let excuse = |turned: &Turned| {
            let mut response = Response::new(Body::empty());
            *response.status_mut() = turned.why.status();
            response
        };
        Self::new(Limits::default(), Box::new(|_, _| Class::Transfer), Box::new(excuse))
    }

    /// A place in a lane, at once or after a wait.
    async fn place(&self, class: Class, limit: &Limit) -> Result<OwnedSemaphorePermit, Refused> {
        let lane = &self.0.lanes[class as usize];
        let running = limit.at_once.saturating_sub(lane.places.available_permits());
        match verdict(limit, running, lane.waiting.load(Ordering::Relaxed)) {
            Verdict::Shed => return Err(Refused::Full),
            Verdict::Now => {
                if let Ok(place) = Arc::clone(&lane.places).try_acquire_owned() {
                    return Ok(place);
                }
            }
            Verdict::Wait => {}
        }
        let _waiter = Waiter::new(&lane.waiting, class);
        let begun = Instant::now();
        let place = timeout(limit.wait, Arc::clone(&lane.places).acquire_owned()).await;
        WAITED.observe([class.as_str()], begun.elapsed().as_secs_f64());
        // The semaphore is never closed.
        place.ok().and_then(Result::ok).ok_or(Refused::Late)
    }
}

/// Counted as waiting for as long as it lives, also when its client leaves.
struct Waiter<'l>(&'l AtomicUsize, Class);

impl<'l> Waiter<'l> {
    fn new(waiting: &'l AtomicUsize, class: Class) -> Self {
        waiting.fetch_add(1, Ordering::Relaxed);
        WAITING.up([class.as_str()]);
        Self(waiting, class)
    }
}

impl Drop for Waiter<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
        WAITING.down([self.1.as_str()]);
    }
}

/// A place that is taken, and counted.
struct Place {
    class: Class,
    _permit: Option<OwnedSemaphorePermit>,
}

impl Place {
    fn new(class: Class, permit: Option<OwnedSemaphorePermit>) -> Self {
        UNDER_WAY.up([class.as_str()]);
        Self { class, _permit: permit }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        UNDER_WAY.down([self.class.as_str()]);
    }
}

/// The middleware.
pub async fn keep_gate(State(guard): State<Guard>, request: Request, next: Next) -> Response {
    let pattern = request.extensions().get::<MatchedPath>().map(|path| path.as_str().to_owned());
    let class = (guard.0.classify)(request.method(), pattern.as_deref());
    let Some(limit) = guard.0.limits.of(class) else {
        let _place = Place::new(class, None);
        return next.run(request).await;
    };
    let (parts, body) = request.into_parts();
    let mut turned = Turned {
        why: Refused::Full,
        class,
        method: parts.method.clone(),
        uri: parts.uri.clone(),
        headers: parts.headers.clone(),
        body: Bytes::new(),
    };
    let refuse = |why, turned: Turned| {
        SHED.add([class.as_str(), Refused::as_str(why)]);
        (guard.0.excuse)(&Turned { why, ..turned })
    };
    let body = if class == Class::Transfer {
        Body::new(Limited::new(body, limit.body))
    } else {
        match whole(body, limit.body).await {
            Ok(bytes) => {
                turned.body = bytes.clone();
                Body::from(bytes)
            }
            Err(why) => return refuse(why, turned),
        }
    };
    let place = match guard.place(class, limit).await {
        Ok(permit) => Place::new(class, Some(permit)),
        Err(why) => return refuse(why, turned),
    };
    match timeout(limit.time, next.run(Request::from_parts(parts, body))).await {
        Ok(response) => until_sent(response, place),
        Err(_) => refuse(Refused::Slow, turned),
    }
}

/// The whole body of a request.
async fn whole(body: Body, most: usize) -> Result<Bytes, Refused> {
    if body.is_end_stream() {
        return Ok(Bytes::new());
    }
    match timeout(BODY, Limited::new(body, most).collect()).await {
        Ok(Ok(collected)) => Ok(collected.to_bytes()),
        Ok(Err(error)) if error.downcast_ref::<LengthLimitError>().is_some() => Err(Refused::Large),
        Ok(Err(_)) | Err(_) => Err(Refused::Body),
    }
}

/// An answer that is made while it is sent holds its place until its end.
fn until_sent(response: Response, place: Place) -> Response {
    if response.body().size_hint().exact().is_some() {
        return response;
    }
    response.map(|body| {
        Body::new(body.map_frame(move |frame| {
            let _held = &place;
            frame
        }))
    })
}
