//! One space, one procedure with a form, and people who give their opinion.

use parvis_accounts::service::spaces::NewSpace;
use parvis_accounts::service::{demo, spaces};
use parvis_accounts::{AccountsError, Means};
use parvis_catalog::Kind;
use parvis_db::testing::{TestDb, each_engine};
use parvis_db::{Db, Migrations};
use parvis_journal::By;
use parvis_kernel::{Actor, Id, Role, Scope, Timestamp};
use parvis_reviews::model::{Button, Form, Opinion};
use parvis_reviews::service::entry::{Said, Sent, begin, go_on};
use parvis_reviews::service::{counters, forms};
use parvis_reviews::survey::{Channel, Face, Tongue};
use std::cell::Cell;
use std::time::Duration;

pub const MIGRATIONS: &[&Migrations] = &[
    &parvis_journal::MIGRATIONS,
    &parvis_accounts::MIGRATIONS,
    &parvis_jobs::MIGRATIONS,
    &parvis_measures::MIGRATIONS,
    &parvis_catalog::MIGRATIONS,
    &parvis_reviews::MIGRATIONS,
];

pub struct World {
    pub db: TestDb,
    pub means: Means,
    pub space: Id,
    pub form: Form,
    pub button: Button,
    pub now: Cell<Timestamp>,
}

/// Runs `test` in a fresh world on each engine, and compares the counters with the opinions at its end; the engine's
/// name is in the output of a test that fails.
pub fn on_each_engine(test: impl Fn(&World)) {
    for db in each_engine(MIGRATIONS) {
        eprintln!("on {}", db.pool.url());
        let world = World::new(db);
        test(&world);
        assert_eq!(world.write(counters::verify).unwrap().1, []);
    }
}

impl World {
    fn new(db: TestDb) -> Self {
        let means = Means::testing();
        let now: Timestamp = "2026-03-01T12:00:00Z".parse().unwrap();
        let by = By::console(now);
        let made = db.pool.write(|db| {
            let new = NewSpace { name: "Ici".into(), kind: "other".into(), territory: String::new() };
            let space = spaces::create(db, &means, &by, &new)?.id;
            procedure(db, &means, "passeport", now);
            let (form, button) = forms::create(db, &means, &by, "passeport", "Demander un passeport")?;
            Ok::<_, AccountsError>((space, form, button))
        });
        let (space, form, button) = made.unwrap();
        Self { db, means, space, form, button, now: Cell::new(now) }
    }

    pub fn write<T>(
        &self,
        work: impl FnOnce(&mut Db) -> Result<T, AccountsError>,
    ) -> Result<T, AccountsError> {
        self.db.pool.write(work)
    }

    pub fn wait(&self, seconds: u64) {
        self.now.set(self.now.get().plus(Duration::from_secs(seconds)));
    }

    pub fn console(&self) -> By {
        By::console(self.now.get())
    }

    /// Somebody with one role over the space.
    pub fn someone(&self, local: &str, role: Role) -> By {
        let account =
            demo::Account { local, name: local, space: self.space, password: "quatre girafes lisent dehors" };
        let scope = Scope::Space(self.space);
        let id =
            self.write(|db| demo::make(db, &self.means, &self.console(), &account, role, scope)).unwrap();
        let rights = self.write(|db| parvis_accounts::service::rights::held(db, id, self.now.get())).unwrap();
        By { actor: Actor::agent(id, None, rights), ..self.console() }
    }

    /// From this world's button, by the web.
    pub fn sent<'s>(&'s self, page: &'s str) -> Sent<'s> {
        Sent {
            form: &self.form,
            button: &self.button,
            version: 1,
            page,
            channel: Channel::Web,
            tongue: Tongue::French,
            crowd: None,
            entered_by: None,
        }
    }

    pub fn begin(&self, sent: &Sent<'_>, face: Face) -> Result<Opinion, AccountsError> {
        let now = self.now.get();
        self.write(|db| begin(db, sent, face, self.means.id(now), now))
    }

    pub fn go_on(&self, page: &str, said: &Said) -> Result<Opinion, AccountsError> {
        self.write(|db| go_on(db, page, said, self.now.get()))
    }

    /// How many opinions chose an option today.
    pub fn count(&self, option: &str) -> u64 {
        let day = self.now.get().day();
        let counts = self.write(|db| {
            parvis_reviews::between(db, self.form.id, day, day, &parvis_reviews::Filter::default())
        });
        counts.unwrap().get(option)
    }
}

/// A procedure in force since 2025.
pub fn procedure(db: &mut Db, means: &Means, number: &str, now: Timestamp) {
    let new = parvis_catalog::New { number: number.into(), facts: vec![(Kind::Name, number.into())] };
    parvis_catalog::create(db, &new, "2025-01-01".parse().unwrap(), means.id(now), now).unwrap();
}
