//! Published pages, warm, against a bare axum handler that returns the same bytes, in the same process and run.

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, Request};
use axum::response::IntoResponse;
use http_body_util::BodyExt;
use rustix::time::ClockId;
use std::net::SocketAddr;
use std::time::{Duration, Instant};
use tokio::runtime::Runtime;
use tower::ServiceExt;

use crate::http::{Connection, serve};
use crate::report::{Report, cpu, quantile};
use crate::site;

const PAGES: [(&str, &str); 3] = [
    ("edition", "/fr/editions/2026-08"),
    ("procedure", "/fr/demarches/jdma-3059"),
    ("group", "/fr/groupes/theme/sante"),
];
const ROUNDS: usize = 15;
const REQUESTS: usize = 2_000;

pub fn run(report: &mut Report) {
    let folder = tempfile::tempdir().unwrap();
    let app = site::app(&site::demo(folder.path()));
    let runtime = Runtime::new().unwrap();
    let own = serve(&runtime, app.clone());
    for (name, path) in PAGES {
        let bare = serve(&runtime, bare(&runtime, &app, path));
        let (mut ratios, mut costs) = (Vec::new(), [Vec::new(), Vec::new()]);
        for round in 0..=ROUNDS {
            // Interleaved, each first in turn: what else the machine does weighs on both.
            let mut rates = [0.0, 0.0];
            for turn in 0..2 {
                let which = (turn + round) % 2;
                let (rate, cost) = measure([own, bare][which], path);
                rates[which] = rate;
                costs[which].push(cost);
            }
            // The first round warms both.
            if round > 0 {
                ratios.push(rates[0] / rates[1]);
            }
        }
        let ratio = quantile(&mut ratios, 0.5);
        let figure = format!("{ratio:.2} ({:.2} to {:.2})", ratios[0], ratios[ratios.len() - 1]);
        report.goal(&format!("{name} page against a bare handler"), figure, "≥ 0.5", ratio >= 0.5);
        let [mine, its] = costs.map(|mut all| quantile(&mut all, 0.5));
        report.note(
            &format!("{name} page, processor time a request"),
            format!("{mine:.0} µs (bare: {its:.0} µs)"),
        );
    }
    uncached(report, own);
}

/// A handler that returns the bytes and the content headers of a page, and nothing else.
fn bare(runtime: &Runtime, app: &Router, path: &str) -> Router {
    let request = Request::get(path).header("accept-encoding", "br").body(Body::empty()).unwrap();
    let (headers, body): (HeaderMap, Bytes) = runtime.block_on(async {
        let response = app.clone().oneshot(request).await.unwrap();
        assert_eq!(response.status(), 200, "{path}");
        let (parts, body) = response.into_parts();
        let kept = parts.headers.into_iter().filter_map(|(name, value)| Some((name?, value)));
        let kept = kept
            .filter(|(name, _)| name.as_str().starts_with("content-") && name != "content-security-policy");
        (kept.collect(), body.collect().await.unwrap().to_bytes())
    });
    let handler = move || async move { (headers.clone(), body.clone()).into_response() };
    Router::new().fallback(handler)
}

/// Requests a second over two connections, and the server's processor time a request, in microseconds.
fn measure(address: SocketAddr, path: &str) -> (f64, f64) {
    let mut connections = [Connection::open(address), Connection::open(address)];
    let (begun, all, own) = (Instant::now(), cpu(ClockId::ProcessCPUTime), cpu(ClockId::ThreadCPUTime));
    for _ in 0..REQUESTS / 2 {
        connections.iter_mut().for_each(|one| one.send(path));
        for one in &mut connections {
            assert_eq!(one.receive().0, 200);
        }
    }
    let took = begun.elapsed();
    let server = cpu(ClockId::ProcessCPUTime) - all - (cpu(ClockId::ThreadCPUTime) - own);
    #[expect(clippy::cast_precision_loss)]
    let requests = REQUESTS as f64;
    (requests / took.as_secs_f64(), micros(server) / requests)
}

fn micros(time: Duration) -> f64 {
    time.as_secs_f64() * 1e6
}

/// Views that nobody asked for before: nothing is kept of them.
fn uncached(report: &mut Report, address: SocketAddr) {
    let mut connection = Connection::open(address);
    let (all, own) = (cpu(ClockId::ProcessCPUTime), cpu(ClockId::ThreadCPUTime));
    let mut times: Vec<f64> = Vec::new();
    for n in 0..500 {
        let begun = Instant::now();
        assert_eq!(
            connection.get(&format!("/fr/editions/2026-08?sort=-satisfaction&q={}", letters(n))).0,
            200
        );
        times.push(micros(begun.elapsed()));
    }
    let server = micros(cpu(ClockId::ProcessCPUTime) - all - (cpu(ClockId::ThreadCPUTime) - own)) / 500.0;
    let (half, most) = (quantile(&mut times, 0.5), quantile(&mut times, 0.99));
    report.note(
        "edition page nobody asked for before",
        format!("p50 {half:.0} µs, p99 {most:.0} µs, {server:.0} µs of processor"),
    );
}

/// A search that is different each time and finds much: one or two vowels, and spaces that count for nothing.
fn letters(n: usize) -> String {
    format!("{}{}", ["e", "a", "i", "o", "u"][n % 5], "+".repeat(n / 5))
}
