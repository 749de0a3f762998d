//! How often one may ask: so many requests a minute of the clock, counted in this process.

use parvis_kernel::Timestamp;
use quick_cache::sync::Cache;
use std::sync::{Arc, Mutex, PoisonError};

/// Requests a minute with a key.
pub const KEY: u32 = 600;
/// Requests a minute of one network without.
pub const ANYBODY: u32 = 60;
/// Askers remembered.
const ASKERS: usize = 10_000;
const MINUTE: i64 = 60_000_000;

/// Minute, and requests within it.
type Count = Arc<Mutex<(i64, u32)>>;

pub struct Limits(Cache<String, Count>);

impl Limits {
    pub fn new() -> Self {
        Self(Cache::new(ASKERS))
    }

    /// Counts a request; the seconds to wait when there were too many.
    pub fn take(&self, who: &str, most: u32, now: Timestamp) -> Result<(), u64> {
        let minute = now.micros().div_euclid(MINUTE);
        let count = match self.0.get(who) {
            Some(count) => count,
            None => {
                let count = Count::default();
                self.0.insert(who.to_owned(), Arc::clone(&count));
                count
            }
        };
        let mut count = count.lock().unwrap_or_else(PoisonError::into_inner);
        if count.0 != minute {
            *count = (minute, 0);
        }
        if count.1 >= most {
            let left = MINUTE - now.micros().rem_euclid(MINUTE);
            return Err(u64::try_from(left).unwrap_or(0).div_ceil(1_000_000));
        }
        count.1 += 1;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn so_many_a_minute_and_each_alone() {
        let limits = Limits::new();
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let now = at("2026-03-01T12:00:20Z");
        assert!((0..3).all(|_| limits.take("a", 3, now).is_ok()));
        assert_eq!(limits.take("a", 3, now), Err(40));
        assert!(limits.take("b", 3, now).is_ok());
        assert!(limits.take("a", 3, at("2026-03-01T12:01:00Z")).is_ok());
    }
}
