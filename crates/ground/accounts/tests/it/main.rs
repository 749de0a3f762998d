//! Accounts on real databases and with a real mail server: every body runs on both engines.
#![expect(clippy::unwrap_used, reason = "the helpers of tests are tests")]

mod authenticator;
mod ceremony;
mod entering;
mod killed;
mod leaving;
mod links;
mod organisations;
mod passkeys;
mod requests;
mod rights;

use parvis_accounts::model::{Agent, Space};
use parvis_accounts::password::Cost;
use parvis_accounts::secret::Key;
use parvis_accounts::service::enter::{self, Browser, Entered, Second, Signed};
use parvis_accounts::service::invite::{self, Invitation};
use parvis_accounts::service::own::{self, Prepared};
use parvis_accounts::service::rights::NewRight;
use parvis_accounts::service::spaces::{self, NewSpace};
use parvis_accounts::service::{agents, rights as right_service};
use parvis_accounts::{AccountsError, MIGRATIONS, Means, Post, jobs};
use parvis_db::Pool;
use parvis_db::testing::each_engine;
use parvis_i18n::{Locales, Messages};
use parvis_jobs::{Registry, run_all};
use parvis_journal::{By, Verified, verify};
use parvis_kernel::{Actor, FixedClock, Id, Permission, Role, Scope, SeededRng, Timestamp};
use parvis_mail::testing::{Received, Sink};
use parvis_mail::{Letterhead, MailSettings, Mailer};
use std::cell::Cell;
use std::sync::Arc;
use std::time::Duration;

const PASSWORD: &str = "quatre girafes lisent dehors";
const LOCALES: &[Locales] =
    &[parvis_i18n::LOCALES, parvis_ui::LOCALES, parvis_mail::LOCALES, parvis_accounts::LOCALES];

/// An installation with one space.
struct World {
    pool: Pool,
    means: Means,
    sink: Sink,
    registry: Registry,
    space: Space,
    now: Cell<Timestamp>,
    made: Cell<u32>,
}

/// Runs `test` in a fresh world on each engine; the engine's name is in the output of a test that fails.
fn on_each_engine(test: impl Fn(&World)) {
    for db in each_engine(&[&parvis_journal::MIGRATIONS, &parvis_jobs::MIGRATIONS, &MIGRATIONS]) {
        eprintln!("on {}", db.pool.url());
        let world = World::new(db.pool.clone());
        test(&world);
        assert!(matches!(db.pool.read(|db| verify(db, &[], |_| ())).unwrap(), Verified::Whole { .. }));
    }
}

impl World {
    fn new(pool: Pool) -> Self {
        let rng = Arc::new(SeededRng::new(5));
        let means = Means { key: Key::new(&*rng), rng, cost: Cost::TEST, issuer: "Parvis".into() };
        let sink = Sink::start();
        let messages = Messages::new(LOCALES).unwrap();
        let head = Letterhead {
            service: "Parvis".into(),
            publisher: "Essai".into(),
            url: "https://parvis.test".into(),
            messages: messages.clone(),
        };
        let settings = MailSettings {
            smtp_url: sink.url().parse().unwrap(),
            from: "a@parvis.test".into(),
            reply_to: None,
        };
        let post = Post {
            mailer: Mailer::smtp(&settings, head).unwrap(),
            messages,
            base_url: "https://parvis.test".into(),
            means: means.clone(),
        };
        let registry = jobs(Registry::builder(), post).build().unwrap();
        let now = Timestamp::from_micros(1_790_000_000_000_000);
        let new = NewSpace { name: "Ici".into(), kind: "other".into(), territory: String::new() };
        let here = pool.read(spaces::all).unwrap().into_iter().next();
        let open = || pool.write(|db| spaces::create(db, &means, &By::console(now), &new)).unwrap();
        let space = here.unwrap_or_else(open);
        Self { pool, means, sink, registry, space, now: Cell::new(now), made: Cell::new(0) }
    }

    fn wait(&self, seconds: u64) {
        self.now.set(self.now.get().plus(Duration::from_secs(seconds)));
    }

    fn console(&self) -> By {
        By::console(self.now.get())
    }

    /// Somebody who is not signed in, on a network.
    fn anyone(&self) -> By {
        By {
            actor: Actor::visitor(),
            network: "192.0.2.0/24".into(),
            request: "test".into(),
            now: self.now.get(),
        }
    }

    /// Does the background work that is due and gives the letters that arrived.
    fn letters(&self) -> Vec<Received> {
        let failures =
            run_all(&self.pool, &self.registry, &FixedClock(self.now.get()), &*self.means.rng).unwrap();
        assert!(failures.is_empty(), "{failures:?}");
        self.sink.take()
    }

    /// The only letter that is due.
    fn letter(&self) -> Received {
        let mut letters = self.letters();
        assert_eq!(letters.len(), 1, "{:?}", letters.iter().map(|l| &l.subject).collect::<Vec<_>>());
        letters.remove(0)
    }

    fn prepared(&self) -> Prepared {
        own::prepare(&self.means, PASSWORD, PASSWORD, &[]).unwrap()
    }

    /// Invites somebody of this space; the account waits.
    fn invite(&self) -> Agent {
        let n = self.made.replace(self.made.get() + 1);
        let new = Invitation {
            email: format!("agent{n}@exemple.fr"),
            name: format!("Agent {n}"),
            space: Some(self.space.id),
            ..Invitation::default()
        };
        self.pool.write(|db| invite::invite(db, &self.means, &self.console(), &new)).unwrap()
    }

    /// An agent with an account that is open, and roles over the space.
    fn agent(&self, roles: &[Role]) -> Agent {
        let agent = self.invite();
        let code = code(&self.letter());
        self.pool.write(|db| invite::accept(db, &self.anyone(), &code, &self.prepared())).unwrap();
        for role in roles {
            let scope = if *role == Role::PlatformAdministrator {
                Scope::Platform
            } else {
                Scope::Space(self.space.id)
            };
            self.give(agent.id, *role, scope);
        }
        self.letters();
        self.get(agent.id)
    }

    fn get(&self, id: Id) -> Agent {
        self.pool.read(|db| agents::get(db, &self.console(), id, Permission::AgentRead)).unwrap()
    }

    fn give(&self, agent: Id, role: Role, scope: Scope) -> Id {
        let new = NewRight { agent, role, scope, from: None, until: None, reason: "essai".into() };
        self.pool.write(|db| right_service::give(db, &self.means, &self.console(), &new, None)).unwrap()
    }

    fn try_password(&self, email: &str, password: &str, browser: &Browser) -> Result<Entered, AccountsError> {
        enter::with_password(&self.pool, &self.means, &self.anyone(), email, password, browser)
    }

    /// Comes in with the password and a recovery code.
    fn enter(&self, agent: &Agent, browser: &Browser) -> Entered {
        let email = agent.email.as_ref().unwrap().as_str();
        let half = self.try_password(email, PASSWORD, browser).unwrap();
        let half = self.signed(&half.session).unwrap();
        let codes =
            self.pool.write(|db| agents::console_codes(db, &self.means, &self.console(), agent.id)).unwrap();
        self.pool
            .write(|db| {
                enter::with_second(
                    db,
                    &self.means,
                    &self.anyone(),
                    &half,
                    Second::Recovery(&codes[0]),
                    browser,
                )
            })
            .unwrap()
    }

    fn signed(&self, session: &str) -> Option<Signed> {
        self.pool.read(|db| enter::signed(db, session, self.now.get())).unwrap()
    }

    /// Acts as an agent who has come in.
    fn as_agent(&self, agent: &Agent) -> (Signed, By) {
        let session = self.enter(agent, &Browser::default()).session;
        let signed = self.signed(&session).unwrap();
        let by = By { actor: signed.actor.clone(), ..self.anyone() };
        (signed, by)
    }
}

/// The code of the link in a letter.
fn code(letter: &Received) -> String {
    let (_, rest) = letter.text.split_once("code=").unwrap_or_else(|| panic!("no link in {}", letter.text));
    rest.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect()
}

/// How many of sixteen that try at the same time succeed.
fn of_sixteen(attempt: impl Fn() -> bool + Sync) -> usize {
    std::thread::scope(|scope| {
        let all: Vec<_> = (0..16).map(|_| scope.spawn(&attempt)).collect();
        all.into_iter().map(|one| one.join().unwrap()).filter(|succeeded| *succeeded).count()
    })
}
