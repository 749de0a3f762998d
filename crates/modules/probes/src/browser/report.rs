//! What a browser measured, as reports hold it.

use parvis_browser::{Kind, Traffic};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use url::Url;

/// One page in one browser, on this machine's own processor and network. Times are milliseconds from the request.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct BrowserReport {
    /// Why the page was not seen, or not to its end: `late`, `crashed`, `memory`, `bytes`, `refused`, `unreachable`, …
    pub missed: Option<&'static str>,
    /// Largest contentful paint: when the largest text or picture was there.
    pub lcp: Option<f64>,
    /// First contentful paint.
    pub fcp: Option<f64>,
    /// Cumulative layout shift: the largest burst of shifts, without unit.
    pub cls: Option<f64>,
    /// Total blocking time: what tasks took beyond 50 ms each.
    pub blocking: Option<f64>,
    pub long_tasks: usize,
    pub dom_ready: Option<f64>,
    pub loaded: Option<f64>,
    pub requests: u64,
    /// Bytes as they came.
    pub bytes: u64,
    /// Of each kind (`document`, `style`, `script`, `image`, `font`, `media`, `data`, `other`).
    pub by_kind: BTreeMap<&'static str, Weight>,
    /// Other hosts that were asked for something.
    pub third_parties: Vec<String>,
    /// Characters that the page shows, and that it shows without its scripts; none for a page without scripts.
    pub letters: usize,
    pub letters_without_scripts: Option<usize>,
    /// Elements that the Tab key reached.
    pub tab_stops: usize,
    /// Dialogs and windows that the page opened by itself.
    pub dialogs: u32,
    pub windows: u32,
}

/// Requests and bytes of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Weight {
    pub requests: usize,
    pub bytes: u64,
}

/// As the script in the page tells it.
#[derive(Debug, Deserialize)]
pub(super) struct Speed {
    lcp: Option<f64>,
    fcp: Option<f64>,
    cls: f64,
    blocking: f64,
    long_tasks: usize,
    dom_ready: Option<f64>,
    loaded: Option<f64>,
}

impl BrowserReport {
    pub(super) fn time(&mut self, speed: &Speed) {
        let ms = |time: Option<f64>| time.map(|time| (time * 10.0).round() / 10.0);
        (self.lcp, self.fcp) = (ms(speed.lcp), ms(speed.fcp));
        self.cls = Some((speed.cls * 1e4).round() / 1e4);
        self.blocking = ms(Some(speed.blocking));
        self.long_tasks = speed.long_tasks;
        (self.dom_ready, self.loaded) = (ms(speed.dom_ready), ms(speed.loaded));
    }

    pub(super) fn weigh(&mut self, traffic: &Traffic, url: &str) {
        const KINDS: [(Kind, &str); 8] = [
            (Kind::Document, "document"),
            (Kind::Style, "style"),
            (Kind::Script, "script"),
            (Kind::Image, "image"),
            (Kind::Font, "font"),
            (Kind::Media, "media"),
            (Kind::Data, "data"),
            (Kind::Other, "other"),
        ];
        (self.requests, self.bytes) = (traffic.count, traffic.bytes);
        let weights = KINDS.map(|(kind, name)| {
            let (bytes, requests) = traffic.of(kind);
            (name, Weight { requests, bytes })
        });
        self.by_kind = weights.into_iter().filter(|(_, weight)| weight.requests > 0).collect();
        self.third_parties =
            Url::parse(url).map(|url| traffic.third_parties(&url).into_iter().collect()).unwrap_or_default();
    }
}
