//! What the operating system says of this process, under the names that every Prometheus client uses.

use procfs::process::{LimitValue, Process};
use std::sync::atomic::{AtomicU64, Ordering};

use crate::{Counter, Gauge, Metric};

static CPU: Counter<0> =
    Counter::new("process_cpu_seconds", "Processor time of this process, in whole seconds", &[]);
static MEMORY: Gauge<0> = Gauge::new("process_resident_memory_bytes", "Memory that this process holds", &[]);
static OPEN: Gauge<0> = Gauge::new("process_open_fds", "Files and connections that are open", &[]);
static MOST: Gauge<0> = Gauge::new("process_max_fds", "Files and connections that may be open", &[]);
static THREADS: Gauge<0> = Gauge::new("process_threads", "Threads", &[]);
static START: Gauge<0> =
    Gauge::new("process_start_time_seconds", "When this process began, in seconds since 1970", &[]);

/// What [`measure_process`] measures.
pub static PROCESS: &[&dyn Metric] = &[&CPU, &MEMORY, &OPEN, &MOST, &THREADS, &START];

/// Reads what this process uses; where the system does not say (it is no Linux), what is not known stays unsaid.
pub fn measure_process() {
    /// Whole seconds of processor time that were counted.
    static COUNTED: AtomicU64 = AtomicU64::new(0);
    let Ok(own) = Process::myself() else { return };
    if let Ok(stat) = own.stat() {
        let ticks = procfs::ticks_per_second().max(1);
        let seconds = (stat.utime + stat.stime) / ticks;
        let before = COUNTED.fetch_max(seconds, Ordering::Relaxed);
        CPU.add_many([], seconds.saturating_sub(before));
        THREADS.set_count([], stat.num_threads);
        MEMORY.set([], float(stat.rss.saturating_mul(procfs::page_size())));
        if let Ok(boot) = procfs::boot_time_secs() {
            START.set([], float(boot + stat.starttime / ticks));
        }
    }
    if let Ok(open) = own.fd_count() {
        OPEN.set([], float(u64::try_from(open).unwrap_or(u64::MAX)));
    }
    if let Ok(limits) = own.limits() {
        let most = match limits.max_open_files.soft_limit {
            LimitValue::Value(most) => float(most),
            LimitValue::Unlimited => f64::INFINITY,
        };
        MOST.set([], most);
    }
}

fn float(value: u64) -> f64 {
    crate::kinds::whole(i64::try_from(value).unwrap_or(i64::MAX))
}
