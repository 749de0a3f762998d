//! A server with more to do than it can: who waits, who is turned away, who is served all the same.

use axum::Router;
use axum::body::Bytes;
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use parvis_kernel::{SystemClock, SystemRng};
use parvis_metrics::expose;
use parvis_web::{
    Class, Edge, Guard, Health, Identify, Limit, Limits, Listening, METRICS, PageCache, Turned, finish,
    health_router, serve,
};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::{Notify, Semaphore};

/// What a test holds of a server that runs.
struct World {
    address: SocketAddr,
    /// Lets statistics answer, one for each permit.
    go: Arc<Semaphore>,
    health: Arc<Health>,
    stop: Arc<Notify>,
    ended: tokio::task::JoinHandle<()>,
}

async fn started(limits: Limits) -> World {
    let go = Arc::new(Semaphore::new(0));
    let held = Arc::clone(&go);
    let statistics =
        move || async move { held.acquire().await.map(|one| one.forget()).map_or("closed", |()| "figures") };
    let health = Health::new(Arc::new(|| Ok(())));
    let routes = Router::new()
        .route("/statistics", get(statistics))
        .route("/opinion", post(|body: Bytes| async move { format!("kept {}", body.len()) }))
        .route("/page", get(|| async { "page" }))
        .merge(health_router(Arc::clone(&health)));
    let classify = |_: &Method, pattern: Option<&str>| match pattern {
        Some("/statistics") => Class::Desk,
        Some("/opinion") => Class::Intake,
        Some("/healthz" | "/readyz") => Class::Free,
        _ => Class::Public,
    };
    let excuse = |turned: &Turned| -> Response { (turned.why.status(), turned.why.as_str()).into_response() };
    let identify =
        Identify { proxies: Arc::default(), clock: Arc::new(SystemClock), rng: Arc::new(SystemRng) };
    let guard = Guard::new(limits, Box::new(classify), Box::new(excuse));
    let edge = Edge { is_tls: false, identify, guard, health: Arc::clone(&health) };
    let app = finish(routes, PageCache::new(1024), edge);
    let listening = Listening::on("127.0.0.1:0".parse().unwrap()).await.unwrap();
    let (address, stop) = (listening.address, Arc::new(Notify::new()));
    let stopped = Arc::clone(&stop);
    let ended = tokio::spawn(async move { serve(listening, app, stopped.notified()).await });
    World { address, go, health, stop, ended }
}

/// Sends one request on a connection of its own; the status and the whole answer.
async fn ask(address: SocketAddr, method: &str, path: &str, body: &str) -> (u16, String) {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let length = body.len();
    let head = format!(
        "{method} {path} HTTP/1.1\r\nhost: t\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n{body}"
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    (answer.split(' ').nth(1).unwrap().parse().unwrap(), answer)
}

fn small(at_once: usize, queue: usize, wait: Duration) -> Limits {
    let limits = Limits::default();
    Limits { desk: Limit { at_once, queue, wait, ..limits.desk }, ..limits }
}

/// The series of one metric whose labels hold `label`.
fn figure(name: &str, label: &str) -> f64 {
    let text = expose(METRICS);
    let line = text.lines().find(|line| line.starts_with(&format!("{name}{{")) && line.contains(label));
    line.map_or(0.0, |line| line.rsplit(' ').next().unwrap().parse().unwrap())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn statistics_are_saturated_and_opinions_are_taken_all_the_same() {
    let world = started(small(2, 3, Duration::from_secs(60))).await;
    let address = world.address;
    let asked: Vec<_> = (0..20)
        .map(|_| tokio::spawn(async move { ask(address, "GET", "/statistics", "").await.0 }))
        .collect();
    // Two are answered, three wait; the rest is turned away at once, without waiting for anybody.
    while figure("parvis_http_requests_shed_total", "desk") < 15.0 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    assert_eq!(figure("parvis_http_requests_under_way", "desk"), 2.0);
    assert_eq!(figure("parvis_http_requests_waiting", "desk"), 3.0);
    for n in 0..200 {
        assert_eq!(ask(address, "POST", "/opinion", "satisfaction=good").await.0, 200, "opinion {n}");
    }
    assert_eq!(ask(address, "GET", "/page", "").await.0, 200);
    assert_eq!(ask(address, "GET", "/readyz", "").await.0, 200, "a node that is busy is well");
    world.go.add_permits(5);
    let mut statuses = Vec::new();
    for one in asked {
        statuses.push(one.await.unwrap());
    }
    statuses.sort_unstable();
    let many = |status: StatusCode| statuses.iter().filter(|one| **one == status.as_u16()).count();
    assert_eq!((many(StatusCode::OK), many(StatusCode::SERVICE_UNAVAILABLE)), (5, 15));
    assert_eq!(figure("parvis_http_requests_under_way", "desk"), 0.0);
    assert_eq!(figure("parvis_http_requests_waiting", "desk"), 0.0);
}

#[tokio::test]
async fn whoever_waits_is_told_in_time_and_whoever_leaves_leaves_their_place() {
    let world = started(small(1, 4, Duration::from_millis(50))).await;
    let address = world.address;
    let first = tokio::spawn(async move { ask(address, "GET", "/statistics", "").await.0 });
    while figure("parvis_http_requests_under_way", "desk") < 1.0 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let (status, text) = ask(address, "GET", "/statistics", "").await;
    assert_eq!((status, text.ends_with("late")), (503, true), "{text}");
    first.abort();
    // Its connection is closed: the place is free again.
    while figure("parvis_http_requests_under_way", "desk") > 0.0 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    world.go.add_permits(1);
    assert_eq!(ask(address, "GET", "/statistics", "").await.0, 200);
}

#[tokio::test]
async fn bodies_and_heads_have_their_limits_and_slow_bodies_hold_no_place() {
    let mut limits = Limits::default();
    limits.intake.at_once = 1;
    let world = started(limits).await;
    let address = world.address;
    let mut slow = Vec::new();
    for _ in 0..50 {
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream
            .write_all(b"POST /opinion HTTP/1.1\r\nhost: t\r\ncontent-length: 100\r\n\r\nsat")
            .await
            .unwrap();
        slow.push(stream);
    }
    assert_eq!(ask(address, "POST", "/opinion", "satisfaction=good").await.0, 200);
    let most = limits.intake.body;
    assert_eq!(ask(address, "POST", "/opinion", &"a".repeat(most)).await.0, 200);
    let (status, text) = ask(address, "POST", "/opinion", &"a".repeat(most + 1)).await;
    assert_eq!((status, text.ends_with("large")), (413, true), "{text}");
    let mut stream = TcpStream::connect(address).await.unwrap();
    let head = format!("GET /page HTTP/1.1\r\nhost: t\r\nx-long: {}\r\n\r\n", "a".repeat(100_000));
    // It may be refused before all of it was taken.
    stream.write_all(head.as_bytes()).await.ok();
    let mut answer = [0; 12];
    stream.read_exact(&mut answer).await.unwrap();
    assert_eq!(&answer, b"HTTP/1.1 431");
}

#[tokio::test]
async fn a_process_that_stops_says_so_first_and_serves_what_still_comes() {
    let world = started(Limits::default()).await;
    let address = world.address;
    assert_eq!(ask(address, "GET", "/readyz", "").await.0, 200);
    world.health.stop();
    let (status, text) = ask(address, "GET", "/readyz", "").await;
    assert_eq!(status, 503);
    assert!(text.contains("\"status\":\"stopping\"") && text.contains("cache-control: no-store"), "{text}");
    assert_eq!(ask(address, "GET", "/healthz", "").await.0, 200);
    // A connection that would be kept is not: its next request comes by the balancer.
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(b"GET /page HTTP/1.1\r\nhost: t\r\n\r\n").await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 200") && answer.contains("connection: close"), "{answer}");
    world.stop.notify_one();
    world.ended.await.unwrap();
    assert!(TcpStream::connect(address).await.is_err());
}

#[tokio::test]
async fn whatever_is_asked_for_the_series_stay_few() {
    let world = started(Limits::default()).await;
    let series =
        || expose(METRICS).lines().filter(|line| line.starts_with("parvis_http_requests_total")).count();
    for method in ["GET", "BREW", "PURGE"] {
        ask(world.address, method, "/nowhere", "").await;
    }
    let few = series();
    for n in 0..300 {
        let method = ["GET", "PUT", "BREW", "X-A", "PATCH"][n % 5];
        ask(world.address, method, &format!("/nowhere/{n}?q={n}"), "").await;
    }
    assert_eq!(series(), few, "{}", expose(METRICS));
}
