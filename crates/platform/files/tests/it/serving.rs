use axum::Router;
use axum::response::IntoResponse;
use axum::routing::get;
use parvis_kernel::{SystemClock, SystemRng};
use parvis_outbound::{Outbound, OutboundSettings};
use parvis_web::{Class, Edge, Guard, Health, Identify, Limits, Listening, PageCache, finish, serve};
use std::sync::Arc;

use crate::{World, on_each_engine};

#[test]
fn a_file_is_a_download_that_a_browser_neither_guesses_at_nor_runs() {
    on_each_engine(None, |world| {
        let answer = ask(world, "Élan \u{20ac}.html", "<script>alert('é')</script>".as_bytes());
        let header = |name: &str| answer.headers()[name].to_str().unwrap().to_owned();
        assert_eq!(
            header("content-disposition"),
            "attachment; filename=\"_lan _.txt\"; filename*=UTF-8''%C3%89lan%20%E2%82%AC.txt"
        );
        assert_eq!(header("content-type"), "text/plain; charset=utf-8");
        assert_eq!(header("x-content-type-options"), "nosniff");
        assert_eq!(header("content-security-policy"), "default-src 'none'; sandbox; frame-ancestors 'none'");
        assert_eq!(header("cache-control"), "private, no-store");
        assert_eq!(answer.body(), "<script>alert('é')</script>".as_bytes());
    });
}

/// Serves a file as the product does, and asks for it.
fn ask(world: &World, name: &str, bytes: &[u8]) -> parvis_outbound::Answer {
    let id = world.attached(name, bytes);
    let (files, file, now) = (world.files.clone(), world.find(id).unwrap(), file_time(world));
    let routes = Router::new().route("/", get(move || async move { files.open(file, now).unwrap() }));
    let identify =
        Identify { clock: Arc::new(SystemClock), rng: Arc::new(SystemRng), proxies: Vec::new().into() };
    let guard = Guard::new(
        Limits::default(),
        Box::new(|_, _| Class::Free),
        Box::new(|turned| turned.why.status().into_response()),
    );
    let edge = Edge { is_tls: false, identify, guard, health: Health::new(Arc::new(|| Ok(()))) };
    let app = finish(routes, PageCache::new(0), edge);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let listening = runtime.block_on(Listening::on("127.0.0.1:0".parse().unwrap())).unwrap();
    let url = format!("http://{}/", listening.address);
    runtime.spawn(serve(listening, app, std::future::pending()));
    let allowed = vec!["127.0.0.1".parse().unwrap()];
    Outbound::new(OutboundSettings { allowed, ..OutboundSettings::default() }).unwrap().get(&url).unwrap()
}

fn file_time(world: &World) -> parvis_kernel::Timestamp {
    parvis_kernel::Clock::now(&world.clock)
}
