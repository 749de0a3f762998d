//! People who are signed in, right and wrong ones, and requests they send.

use parvis_accounts::http::{FORM_FIELD, RouteInfo, SESSION_COOKIE};
use parvis_accounts::model::Organisation;
use parvis_accounts::password::Cost;
use parvis_accounts::secret::Key;
use parvis_accounts::service::enter::{self, Browser, Second};
use parvis_accounts::service::organisations::{self, NewOrganisation};
use parvis_accounts::service::rights::{self, NewRight};
use parvis_accounts::service::spaces::{self, NewSpace};
use parvis_accounts::service::{agents, demo};
use parvis_accounts::{AccountsError, Means};
use parvis_db::Pool;
use parvis_files::Files;
use parvis_journal::By;
use parvis_kernel::{Actor, Clock, FixedClock, Id, Role, Scope, SeededRng, Timestamp};
use std::cell::Cell;
use std::sync::Arc;
use std::time::Duration;
use tempfile::TempDir;

use crate::world::{Answer, BASE, Client, clock, files};

pub const PASSWORD: &str = "quatre girafes lisent dehors";

/// Two spaces, and whoever a test needs in them.
pub struct People {
    pub pool: Pool,
    pub client: Client,
    pub routes: Vec<RouteInfo>,
    pub means: Means,
    pub here: Id,
    pub elsewhere: Id,
    pub organisation: Organisation,
    pub files: Files,
    _folder: TempDir,
    made: Cell<u32>,
}

/// Somebody's cookie, and the code of their forms.
#[derive(Debug, Clone)]
pub struct Session {
    pub token: String,
    pub form: String,
}

pub fn means() -> Means {
    Means {
        key: Key::new(&SeededRng::new(1)),
        rng: Arc::new(SeededRng::new(9)),
        cost: Cost::TEST,
        issuer: "Parvis".into(),
    }
}

fn product(pool: &Pool, means: &Means, files: &Files) -> parvis::Product {
    let site = parvis::site(BASE.into(), parvis_ui::Theme::Neutral);
    let parts = parvis::Parts {
        means: means.clone(),
        clock: Arc::new(clock()),
        ..parvis::Parts::new(means.key.clone(), files.clone())
    };
    parvis::build(pool.clone(), site, &parts, false).unwrap()
}

/// The product over an open database, with two spaces.
pub fn people(pool: &Pool) -> People {
    let means = means();
    let (folder, files) = files();
    let product = product(pool, &means, &files);
    let by = By::console(clock().now().minus(Duration::from_secs(86_400 * 30)));
    let (here, elsewhere, organisation) = pool
        .write(|db| {
            let space =
                |name: &str| NewSpace { name: name.into(), kind: "other".into(), territory: String::new() };
            let here = spaces::create(db, &means, &by, &space("Ici"))?.id;
            let later = By { now: by.now.plus(Duration::from_secs(1)), ..by.clone() };
            let elsewhere = spaces::create(db, &means, &later, &space("Ailleurs"))?.id;
            let new = NewOrganisation {
                name: "Bureau".into(),
                kind: "department".into(),
                ..NewOrganisation::default()
            };
            Ok::<_, AccountsError>((here, elsewhere, organisations::create(db, &means, &by, here, &new)?))
        })
        .unwrap();
    let client = Client::new(product.router);
    People {
        pool: pool.clone(),
        client,
        routes: product.routes,
        means,
        here,
        elsewhere,
        organisation,
        files,
        _folder: folder,
        made: Cell::new(0),
    }
}

impl People {
    /// The public side of the product, started again.
    pub fn restarted(&self) -> Client {
        Client::new(product(&self.pool, &self.means, &self.files).router)
    }

    pub fn by(&self) -> By {
        By::console(clock().now())
    }

    /// An agent who was made a month ago, with one role.
    pub fn agent(&self, space: Id, role: Role, scope: Scope) -> Id {
        let local = format!("agent{}", self.made.replace(self.made.get() + 1));
        let account = demo::Account { local: &local, name: "Agent", space, password: PASSWORD };
        let by = By::console(clock().now().minus(Duration::from_secs(86_400 * 20)));
        self.pool.write(|db| demo::make(db, &self.means, &by, &account, role, scope)).unwrap()
    }

    pub fn email(&self, agent: Id) -> String {
        let agent =
            self.pool.read(|db| agents::get(db, &self.by(), agent, parvis_kernel::Permission::AgentRead));
        agent.unwrap().email.unwrap().to_string()
    }

    /// Signs an agent in at a moment, the second factor too when `full`.
    pub fn session_at(&self, agent: Id, at: Timestamp, full: bool) -> Session {
        let by = By { actor: Actor::visitor(), network: "192.0.2.0/24".into(), ..By::console(at) };
        let email = self.email(agent);
        let browser = Browser::default();
        let begun = enter::with_password(&self.pool, &self.means, &by, &email, PASSWORD, &browser).unwrap();
        let token = if full {
            self.pool
                .write(|db| {
                    let signed = enter::signed(db, &begun.session, at)?.unwrap();
                    let codes = agents::console_codes(db, &self.means, &By::console(at), agent)?;
                    enter::with_second(db, &self.means, &by, &signed, Second::Recovery(&codes[0]), &browser)
                })
                .unwrap()
                .session
        } else {
            begun.session
        };
        let form = self.means.key.mac("form", &token);
        Session { token, form }
    }

    pub fn session(&self, agent: Id) -> Session {
        self.session_at(agent, clock().now(), true)
    }

    pub fn give(&self, agent: Id, role: Role, scope: Scope, from: Timestamp, until: Option<Timestamp>) {
        let new = NewRight { agent, role, scope, from: None, until, reason: "essai".into() };
        let by = By::console(from);
        self.pool.write(|db| rights::give(db, &self.means, &by, &new, None)).unwrap();
    }

    /// How many entries the journal has.
    pub fn acts(&self) -> i64 {
        let found = self.pool.read(|db| parvis_journal::verify(db, &[], |_| ())).unwrap();
        match found {
            parvis_journal::Verified::Whole { entries, .. } => entries,
            broken @ parvis_journal::Verified::Broken { .. } => panic!("{broken:?}"),
        }
    }

    pub fn get(&self, session: &Session, path: &str) -> Answer {
        let cookie = format!("__Host-{SESSION_COOKIE}={}", session.token);
        self.client.send("GET", path, &[("cookie", &cookie)], "")
    }

    /// Sends a form as a browser does.
    pub fn post(&self, session: &Session, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.post_from("https://parvis.test", session, path, fields)
    }

    pub fn post_from(&self, origin: &str, session: &Session, path: &str, fields: &[(&str, &str)]) -> Answer {
        let mut body = form_urlencoded::Serializer::new(String::new());
        body.append_pair(FORM_FIELD, &session.form).extend_pairs(fields);
        let cookie = format!("__Host-{SESSION_COOKIE}={}", session.token);
        let headers = [
            ("cookie", cookie.as_str()),
            ("host", "parvis.test"),
            ("origin", origin),
            ("content-type", "application/x-www-form-urlencoded"),
        ];
        self.client.send("POST", path, &headers, &body.finish())
    }
}

/// A clock of the past.
pub fn days_ago(days: u64) -> Timestamp {
    let FixedClock(now) = clock();
    now.minus(Duration::from_secs(days * 86_400))
}
