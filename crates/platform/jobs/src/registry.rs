use parvis_kernel::Timestamp;
use std::collections::BTreeMap;
use std::time::Duration;

use crate::purge::{self, Purge};
use crate::{Failed, Job, Schedule, Work};

type Handler = dyn Fn(&str, &Work<'_>) -> Result<(), Failed> + Send + Sync;
type Ticked = dyn Fn(Timestamp) -> Result<String, serde_json::Error> + Send + Sync;

/// What can be done in the background, and when it is done over and over.
pub struct Registry {
    handlers: BTreeMap<&'static str, Entry>,
    schedules: Vec<Scheduled>,
}

struct Entry {
    attempts: u32,
    is_kept: bool,
    handler: Box<Handler>,
}

pub(crate) struct Scheduled {
    pub name: &'static str,
    pub schedule: Schedule,
    /// Name of the job that each tick enqueues.
    pub job: &'static str,
    /// The payload of a tick's job.
    pub payload: Box<Ticked>,
}

impl Registry {
    /// An empty registry to be filled.
    pub fn builder() -> Builder {
        Builder {
            registry: Self { handlers: BTreeMap::new(), schedules: Vec::new() },
            keep: purge::KEEP,
            wrong: Vec::new(),
        }
    }

    /// The names of all jobs: a worker takes only those it knows, so that an older program leaves those of a
    /// newer one alone.
    pub(crate) fn names(&self) -> Vec<&'static str> {
        self.handlers.keys().copied().collect()
    }

    /// Only the jobs of one module, whose names begin with its own, and their schedules: for a machine that does nothing
    /// else. None when no job is.
    #[must_use]
    pub fn only(mut self, module: &str) -> Option<Self> {
        let prefix = format!("{module}-");
        self.handlers.retain(|name, _| name.starts_with(&prefix));
        self.schedules.retain(|one| one.job.starts_with(&prefix));
        (!self.handlers.is_empty()).then_some(self)
    }

    pub(crate) fn schedules(&self) -> &[Scheduled] {
        &self.schedules
    }

    /// The schedules whose ticks enqueue this job.
    pub(crate) fn schedules_of(&self, job: &str) -> Vec<&'static str> {
        self.schedules.iter().filter(|one| one.job == job).map(|one| one.name).collect()
    }

    /// How many times a job may be tried.
    pub(crate) fn attempts(&self, name: &str) -> u32 {
        self.handlers.get(name).map_or(1, |entry| entry.attempts)
    }

    /// Whether a job that is done stays in the list.
    pub(crate) fn is_kept(&self, name: &str) -> bool {
        self.handlers.get(name).is_none_or(|entry| entry.is_kept)
    }

    pub(crate) fn handle(&self, name: &str, payload: &str, work: &Work<'_>) -> Result<(), Failed> {
        match self.handlers.get(name) {
            Some(entry) => (entry.handler)(payload, work),
            None => Err(Failed::Again("no handler has this name".to_owned())),
        }
    }
}

/// A registry in the making: each module adds its jobs.
pub struct Builder {
    registry: Registry,
    keep: Duration,
    wrong: Vec<String>,
}

impl Builder {
    /// Says how a job is done. The handler is synchronous, runs in a thread of its own, and may take hours.
    #[must_use]
    pub fn on<J: Job>(
        mut self,
        handler: impl Fn(J, &Work<'_>) -> Result<(), Failed> + Send + Sync + 'static,
    ) -> Self {
        let handler = move |payload: &str, work: &Work<'_>| match serde_json::from_str(payload) {
            Ok(job) => handler(job, work),
            // Only where: what could not be read may be personal data.
            Err(error) => {
                Err(Failed::Never(format!("the payload cannot be read, column {}", error.column())))
            }
        };
        if J::ATTEMPTS == 0 {
            self.wrong.push(format!("{} is never tried", J::NAME));
        }
        let entry = Entry { attempts: J::ATTEMPTS, is_kept: J::IS_KEPT, handler: Box::new(handler) };
        if self.registry.handlers.insert(J::NAME, entry).is_some() {
            self.wrong.push(format!("two handlers for {}", J::NAME));
        }
        self
    }

    /// Like [`Builder::on`], unless somebody said already how it is done.
    #[must_use]
    fn on_unless_known<J: Job>(
        self,
        handler: impl Fn(J, &Work<'_>) -> Result<(), Failed> + Send + Sync + 'static,
    ) -> Self {
        if self.registry.handlers.contains_key(J::NAME) { self } else { self.on(handler) }
    }

    /// Enqueues `job` of each tick of a schedule, once over all workers. Ticks missed while nothing ran are made up
    /// for by one job, not many; a schedule seen for the first time waits for its next tick.
    ///
    /// Jobs of successive ticks do not wait for each other: for a short period, `ATTEMPTS = 1` keeps those that
    /// fail from piling up.
    #[must_use]
    pub fn every<J: Job>(mut self, name: &'static str, schedule: Schedule, job: fn(Timestamp) -> J) -> Self {
        if !schedule.is_sound() {
            self.wrong.push(format!("{name}: {schedule:?} is no rhythm"));
        }
        if self.registry.schedules.iter().any(|other| other.name == name) {
            self.wrong.push(format!("two schedules named {name}"));
        }
        let payload = Box::new(move |tick| serde_json::to_string(&job(tick)));
        self.registry.schedules.push(Scheduled { name, schedule, job: J::NAME, payload });
        self
    }

    /// How long finished jobs stay before they are purged; 30 days unless said. A failed job that nobody looked at
    /// goes too, since its payload may hold personal data.
    #[must_use]
    pub fn keep(mut self, keep: Duration) -> Self {
        self.keep = keep;
        self
    }

    /// The registry, with the purge of finished jobs.
    ///
    /// # Errors
    /// A programmer's mistake, found when the program starts: a name used twice, a schedule whose job has no
    /// handler or that is no rhythm, a job of no attempt.
    pub fn build(self) -> Result<Registry, BadRegistry> {
        let keep = self.keep;
        let Self { registry, mut wrong, .. } = self
            .on_unless_known(move |_: Purge, work: &Work<'_>| Ok(purge::purge(work, keep)?))
            .every(Purge::NAME, purge::NIGHTLY, |_| Purge {});
        for one in registry.schedules.iter().filter(|one| !registry.handlers.contains_key(one.job)) {
            wrong.push(format!("{}: no handler for {}", one.name, one.job));
        }
        if wrong.is_empty() { Ok(registry) } else { Err(BadRegistry(wrong)) }
    }
}

/// What is wrong with a registry.
#[derive(Debug)]
pub struct BadRegistry(pub Vec<String>);

impl std::fmt::Display for BadRegistry {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the jobs are wrong: {}", self.0.join("; "))
    }
}

impl std::error::Error for BadRegistry {}
