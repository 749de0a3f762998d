use parvis_db::{Error, Pool};
use parvis_kernel::{Clock, Rng};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;
use tokio::sync::Notify;
use tokio::task::{JoinSet, spawn_blocking};

use crate::Registry;
use crate::hand::{Hand, LEASE};
use crate::store::Claimed;

/// Wakes the worker of this program. Ring it once what was enqueued is committed; a worker of another program
/// looks every second.
#[derive(Debug, Clone, Default)]
pub struct Bell(Arc<Notify>);

impl Bell {
    pub fn ring(&self) {
        self.0.notify_one();
    }
}

/// Runs jobs until it is told to stop. Any number may work on one database, in one program or in many.
#[derive(Clone)]
pub struct Worker {
    pool: Pool,
    registry: Arc<Registry>,
    clock: Arc<dyn Clock>,
    rng: Arc<dyn Rng>,
    lease: Duration,
    poll: Duration,
    places: usize,
    bell: Bell,
    /// Before this instant (microseconds) no schedule has anything to say.
    next_tick: Arc<AtomicI64>,
}

impl Worker {
    pub fn new(pool: Pool, registry: Arc<Registry>, clock: Arc<dyn Clock>, rng: Arc<dyn Rng>) -> Self {
        Self {
            pool,
            registry,
            clock,
            rng,
            lease: LEASE,
            poll: Duration::from_secs(1),
            places: 2,
            bell: Bell::default(),
            next_tick: Arc::new(AtomicI64::new(i64::MIN)),
        }
    }

    /// How many jobs run at the same time; 2 unless said, 1 at least.
    #[must_use]
    pub fn at_once(mut self, places: usize) -> Self {
        self.places = places.max(1);
        self
    }

    /// How often it looks for jobs that others enqueued; 1 s unless said.
    #[must_use]
    pub fn poll(mut self, poll: Duration) -> Self {
        self.poll = poll;
        self
    }

    /// How long a job is held without news of its worker; 5 minutes unless said. A job of a worker that was killed
    /// runs again after that time at most.
    #[must_use]
    pub fn lease(mut self, lease: Duration) -> Self {
        self.lease = lease;
        self
    }

    /// What wakes it at once.
    pub fn bell(&self) -> Bell {
        self.bell.clone()
    }

    /// Works until `stop` is ready, then finishes what runs and returns. A database that does not answer is
    /// logged and asked again.
    pub async fn run(self, stop: impl Future<Output = ()>) {
        let mut stop = std::pin::pin!(stop);
        let mut running = JoinSet::new();
        loop {
            while running.len() < self.places {
                let Some(job) = self.next().await else { break };
                let this = self.clone();
                running.spawn_blocking(move || this.perform(&job));
            }
            let has_room = running.len() < self.places;
            tokio::select! {
                biased;
                () = &mut stop => break,
                Some(_) = running.join_next() => {}
                () = self.bell.0.notified(), if has_room => {}
                () = tokio::time::sleep(self.poll), if has_room => {}
            }
        }
        while running.join_next().await.is_some() {}
    }

    /// The next job to do, if any, after the schedules had their say.
    async fn next(&self) -> Option<Claimed> {
        let this = self.clone();
        let next = spawn_blocking(move || {
            if this.clock.now().micros() >= this.next_tick.load(Ordering::Relaxed) {
                let next = this.hand().tick()?;
                this.next_tick.store(next.micros(), Ordering::Relaxed);
            }
            this.hand().claim()
        });
        next.await.unwrap_or_else(|error| Err(Error::Task(error.to_string()))).unwrap_or_else(|error| {
            tracing::warn!(%error, "no job could be taken");
            None
        })
    }

    fn perform(&self, job: &Claimed) {
        if let Err(error) = self.hand().perform(job) {
            // The lease ends, and the job runs again.
            tracing::error!(job = job.name, id = %job.id, %error, "how a job ended could not be written");
        }
    }

    fn hand(&self) -> Hand<'_> {
        Hand {
            pool: &self.pool,
            registry: &self.registry,
            clock: self.clock.as_ref(),
            rng: self.rng.as_ref(),
            lease: self.lease,
        }
    }
}
