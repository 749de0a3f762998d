//! Whatever the headers of an answer and the letters of its page say, it is judged and read.
#![no_main]

use parvis_outbound::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use parvis_outbound::{Hop, Timings, Visit};
use parvis_probes::{page, transport};

libfuzzer_sys::fuzz_target!(|input: (u16, Vec<(u8, Vec<u8>)>, Vec<u8>)| {
    const NAMES: [&str; 8] = [
        "content-type",
        "set-cookie",
        "content-security-policy",
        "strict-transport-security",
        "x-frame-options",
        "x-content-type-options",
        "location",
        "content-encoding",
    ];
    let (status, fields, body) = input;
    let mut headers = HeaderMap::new();
    for (name, value) in fields.into_iter().take(64) {
        if let Ok(value) = HeaderValue::from_bytes(&value) {
            headers.append(HeaderName::from_static(NAMES[usize::from(name) % NAMES.len()]), value);
        }
    }
    let kind = headers.get("content-type").and_then(|kind| kind.to_str().ok()).unwrap_or("").to_owned();
    let hop = Hop {
        url: "https://a.example/".parse().expect("an address"),
        address: None,
        families: (true, false),
        timings: Timings::default(),
        tls: None,
        status: StatusCode::from_u16(status).ok(),
        headers,
    };
    let visit = Visit { hops: vec![hop], wire: body.len(), body, is_cut: false, missed: None };
    let now = parvis_kernel::Timestamp::from_micros(1_788_249_600_000_000);
    let _ = transport::findings(&visit, now);
    let _ = page::text(&visit.body, &kind);
});
