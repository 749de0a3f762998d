use prometheus_client::metrics::counter::Counter as Count;
use prometheus_client::metrics::family::{Family, MetricConstructor};
use prometheus_client::metrics::gauge::Gauge as Level;
use prometheus_client::metrics::histogram::Histogram as Spread;
use prometheus_client::registry::Registry;
use std::sync::OnceLock;
use std::sync::atomic::AtomicU64;

parvis_kernel::text_enum! {
    /// What a metric is to whoever computes with it.
    pub enum Kind {
        /// Only grows, from 0 at the start of the process.
        Counter = "counter",
        /// Goes up and down.
        Gauge = "gauge",
        /// How observations spread over bounds.
        Histogram = "histogram",
    }
}

/// What is said of a metric.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct About {
    /// Without the `_total` that the series of a counter end with.
    pub name: &'static str,
    pub help: &'static str,
    pub kind: Kind,
    pub labels: &'static [&'static str],
}

impl About {
    /// As it stands in queries.
    pub fn series(&self) -> String {
        if self.kind == Kind::Counter { format!("{}_total", self.name) } else { self.name.to_owned() }
    }
}

/// One metric of the program, with all its series.
pub trait Metric: Sync {
    fn about(&self) -> About;
    #[doc(hidden)]
    fn register(&self, registry: &mut Registry);
}

type Key<const N: usize> = [(&'static str, String); N];

fn key<const N: usize>(names: &[&'static str; N], values: [&str; N]) -> Key<N> {
    std::array::from_fn(|n| (names[n], values[n].to_owned()))
}

/// How many times something happened since the process began; `N` labels.
pub struct Counter<const N: usize> {
    name: &'static str,
    help: &'static str,
    labels: &'static [&'static str; N],
    family: OnceLock<Family<Key<N>, Count>>,
}

impl<const N: usize> Counter<N> {
    /// `name` without `_total`, which its series end with.
    pub const fn new(name: &'static str, help: &'static str, labels: &'static [&'static str; N]) -> Self {
        Self { name, help, labels, family: OnceLock::new() }
    }

    pub fn add(&self, values: [&str; N]) {
        self.add_many(values, 1);
    }

    /// With 0, the series is there from now on: what never happened is 0, not unknown.
    pub fn add_many(&self, values: [&str; N], count: u64) {
        self.family().get_or_create(&key(self.labels, values)).inc_by(count);
    }

    /// What was counted so far.
    pub fn get(&self, values: [&str; N]) -> u64 {
        self.family().get_or_create(&key(self.labels, values)).get()
    }

    fn family(&self) -> &Family<Key<N>, Count> {
        self.family.get_or_init(Family::default)
    }
}

impl<const N: usize> Metric for Counter<N> {
    fn about(&self) -> About {
        About { name: self.name, help: self.help, kind: Kind::Counter, labels: self.labels }
    }

    fn register(&self, registry: &mut Registry) {
        registry.register(self.name, self.help, self.family().clone());
    }
}

/// Something that goes up and down; `N` labels.
pub struct Gauge<const N: usize> {
    name: &'static str,
    help: &'static str,
    labels: &'static [&'static str; N],
    family: OnceLock<Family<Key<N>, Level<f64, AtomicU64>>>,
}

impl<const N: usize> Gauge<N> {
    pub const fn new(name: &'static str, help: &'static str, labels: &'static [&'static str; N]) -> Self {
        Self { name, help, labels, family: OnceLock::new() }
    }

    pub fn set(&self, values: [&str; N], level: f64) {
        self.family().get_or_create(&key(self.labels, values)).set(level);
    }

    /// A whole number, such as what a query counts.
    pub fn set_count(&self, values: [&str; N], count: i64) {
        self.set(values, whole(count));
    }

    pub fn up(&self, values: [&str; N]) {
        self.family().get_or_create(&key(self.labels, values)).inc();
    }

    pub fn down(&self, values: [&str; N]) {
        self.family().get_or_create(&key(self.labels, values)).dec();
    }

    /// Forgets every series: what is set next is all there is.
    pub fn forget(&self) {
        self.family().clear();
    }

    fn family(&self) -> &Family<Key<N>, Level<f64, AtomicU64>> {
        self.family.get_or_init(Family::default)
    }
}

impl<const N: usize> Metric for Gauge<N> {
    fn about(&self) -> About {
        About { name: self.name, help: self.help, kind: Kind::Gauge, labels: self.labels }
    }

    fn register(&self, registry: &mut Registry) {
        registry.register(self.name, self.help, self.family().clone());
    }
}

/// How long, or how much, each time; `N` labels.
pub struct Histogram<const N: usize> {
    name: &'static str,
    help: &'static str,
    labels: &'static [&'static str; N],
    bounds: &'static [f64],
    family: OnceLock<Family<Key<N>, Spread, Bounds>>,
}

#[derive(Clone)]
struct Bounds(&'static [f64]);

impl MetricConstructor<Spread> for Bounds {
    fn new_metric(&self) -> Spread {
        Spread::new(self.0.iter().copied())
    }
}

impl<const N: usize> Histogram<N> {
    /// `bounds` grow.
    pub const fn new(
        name: &'static str,
        help: &'static str,
        labels: &'static [&'static str; N],
        bounds: &'static [f64],
    ) -> Self {
        Self { name, help, labels, bounds, family: OnceLock::new() }
    }

    pub fn observe(&self, values: [&str; N], value: f64) {
        self.family().get_or_create(&key(self.labels, values)).observe(value);
    }

    fn family(&self) -> &Family<Key<N>, Spread, Bounds> {
        self.family.get_or_init(|| Family::new_with_constructor(Bounds(self.bounds)))
    }
}

impl<const N: usize> Metric for Histogram<N> {
    fn about(&self) -> About {
        About { name: self.name, help: self.help, kind: Kind::Histogram, labels: self.labels }
    }

    fn register(&self, registry: &mut Registry) {
        registry.register(self.name, self.help, self.family().clone());
    }
}

/// Exact up to 2^53, which nothing here counts beyond.
#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^53")]
pub(crate) fn whole(count: i64) -> f64 {
    count as f64
}
