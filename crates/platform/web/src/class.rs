//! Which requests wait for which: each class has places of its own, so that one that is full delays no other.

use std::time::Duration;

parvis_kernel::text_enum! {
    /// What a request is for.
    pub enum Class {
        /// People give their opinion: taken while everything else waits.
        Intake = "intake",
        /// Pages and machine-readable answers of published figures that memory does not hold.
        Public = "public",
        /// Agents' pages, statistics and the interface to opinions.
        Desk = "desk",
        /// Large files that come or go.
        Transfer = "transfer",
        /// Whether the program is well, style sheets: from memory, without waiting.
        Free = "free",
    }
}

/// What one class may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// Requests that are answered at the same time, at least 1.
    pub at_once: usize,
    /// Requests that wait for a place; those after them are turned away.
    pub queue: usize,
    /// How long one waits.
    pub wait: Duration,
    /// How long its answer may take, once it has its place.
    pub time: Duration,
    /// Bytes of its body, read before it takes a place: whoever sends slowly holds none. A transfer is read in its place.
    pub body: usize,
}

/// The limits of every class but [`Class::Free`], which has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    pub intake: Limit,
    pub public: Limit,
    pub desk: Limit,
    pub transfer: Limit,
}

const KIB: usize = 1024;

impl Default for Limits {
    /// For two to four processors; docs/operate/limits.md says how each was chosen.
    fn default() -> Self {
        let seconds = Duration::from_secs;
        let limit = |at_once, queue, wait, time, body| Limit { at_once, queue, wait, time, body };
        Self {
            // Those who write at the same time share one commit: many places cost little.
            intake: limit(64, 1024, seconds(10), seconds(15), 64 * KIB),
            public: limit(6, 256, seconds(5), seconds(20), 16 * KIB),
            desk: limit(3, 64, seconds(5), seconds(30), 256 * KIB),
            // A form is read up to a little less, so that its page can say that a file is too large.
            transfer: limit(4, 16, seconds(10), seconds(120), 65 * KIB * KIB),
        }
    }
}

impl Limits {
    pub const fn of(&self, class: Class) -> Option<&Limit> {
        match class {
            Class::Intake => Some(&self.intake),
            Class::Public => Some(&self.public),
            Class::Desk => Some(&self.desk),
            Class::Transfer => Some(&self.transfer),
            Class::Free => None,
        }
    }
}

/// What becomes of a request that comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    Now,
    Wait,
    /// Turned away at once: an answer that comes too late costs as much as one that is in time.
    Shed,
}

/// Decides on a request while `running` others are answered and `waiting` wait.
pub const fn verdict(limit: &Limit, running: usize, waiting: usize) -> Verdict {
    if running < limit.at_once && waiting == 0 {
        Verdict::Now
    } else if waiting < limit.queue {
        Verdict::Wait
    } else {
        Verdict::Shed
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn limit(at_once: usize, queue: usize) -> Limit {
        Limit { at_once, queue, ..Limits::default().public }
    }

    #[test]
    fn a_class_fills_its_places_then_its_queue_then_turns_away() {
        for (running, waiting, want) in [
            (0, 0, Verdict::Now),
            (2, 0, Verdict::Now),
            (3, 0, Verdict::Wait),
            (2, 1, Verdict::Wait),
            (3, 4, Verdict::Wait),
            (3, 5, Verdict::Shed),
            (2, 5, Verdict::Shed),
        ] {
            assert_eq!(verdict(&limit(3, 5), running, waiting), want, "{running} {waiting}");
        }
        assert_eq!(verdict(&limit(1, 0), 1, 0), Verdict::Shed, "no queue");
    }

    proptest! {
        #[test]
        fn whatever_comes_and_goes_neither_places_nor_queue_overflow(
            at_once in 1_usize..6,
            queue in 0_usize..6,
            comes in proptest::collection::vec(any::<bool>(), 0..200),
        ) {
            let limit = limit(at_once, queue);
            let (mut running, mut waiting) = (0_usize, 0_usize);
            for comes in comes {
                if comes {
                    match verdict(&limit, running, waiting) {
                        Verdict::Now => running += 1,
                        Verdict::Wait => waiting += 1,
                        Verdict::Shed => prop_assert!(running + waiting >= at_once.min(queue)),
                    }
                } else {
                    running = running.saturating_sub(1);
                }
                // Whoever waits longest takes the place that is free.
                while running < at_once && waiting > 0 {
                    (running, waiting) = (running + 1, waiting - 1);
                }
                prop_assert!(running <= at_once && waiting <= queue);
                prop_assert!(waiting == 0 || running == at_once, "nobody waits beside a free place");
            }
        }
    }
}
