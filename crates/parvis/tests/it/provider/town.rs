//! An installation with a space, an organisation and a real provider beside it.

use parvis_accounts::Means;
use parvis_accounts::model::Agent;
use parvis_accounts::secret::Key;
use parvis_accounts::service::invite::Invitation;
use parvis_accounts::service::organisations::NewOrganisation;
use parvis_accounts::service::provider::{Provider, ProviderSettings, SignInWith};
use parvis_accounts::service::spaces::NewSpace;
use parvis_accounts::service::{agents, invite, organisations, requests, spaces};
use parvis_accounts::{AccountsError, http::SESSION_COOKIE};
use parvis_db::Db;
use parvis_db::testing::{TestDb, each_engine};
use parvis_journal::{By, Filter};
use parvis_kernel::{Clock, Id, SeededRng, SystemClock, Timestamp};
use parvis_outbound::{Answer, Outbound, OutboundSettings};
use parvis_ui::Theme;
use parvis_web::{Listening, serve};
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;
use tokio::runtime::Runtime;

use crate::world::files;

use super::browser::{Browser, field, location, onward, parameter, text};

/// The machine's clock, and how much later it is said to be: the provider's own cannot be moved.
#[derive(Default)]
struct Later(AtomicI64);

impl Clock for Later {
    fn now(&self) -> Timestamp {
        Timestamp::from_micros(SystemClock.now().micros() + self.0.load(Ordering::SeqCst))
    }
}

/// What varies between the tests.
#[derive(Clone)]
pub struct Setting {
    /// The provider takes the secret in a header and signs nothing but its tokens.
    pub is_plain: bool,
    pub acr_required: bool,
    pub trusts_email: bool,
    pub space: Option<&'static str>,
}

/// As the state's own provider is used.
pub const USUAL: Setting =
    Setting { is_plain: false, acr_required: false, trusts_email: false, space: Some("etat") };

/// A provider of its own, in another process.
struct Node {
    child: Child,
    issuer: String,
}

impl Node {
    fn start(folder: &str, base: &str, is_plain: bool) -> Self {
        let all = |paths: parvis_accounts::http::Paths| {
            let path = |locale| format!("{base}{}", paths.to(locale, &["proconnect"]));
            [path(parvis_kernel::Locale::Fr), path(parvis_kernel::Locale::En)]
        };
        let redirects = all(parvis_accounts::http::paths::PROVIDER_BACK);
        let after = all(parvis_accounts::http::paths::SIGN_IN);
        let mut child = Command::new("node")
            .arg("server.mjs")
            .current_dir(PathBuf::from(folder))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("node runs the provider");
        let config = serde_json::json!({ "redirects": redirects, "afterLogout": after, "isPlain": is_plain });
        writeln!(child.stdin.as_mut().unwrap(), "{config}").unwrap();
        let mut issuer = String::new();
        BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut issuer).unwrap();
        assert!(!issuer.is_empty(), "the provider does not start: run `npm ci` in {folder}");
        Self { child, issuer: issuer.trim().to_owned() }
    }

    fn stop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        self.stop();
    }
}

pub struct Town {
    db: TestDb,
    node: std::cell::RefCell<Node>,
    clock: Arc<Later>,
    means: Means,
    space: Id,
    pub base: String,
    pub issuer: String,
    _runtime: Runtime,
}

/// What an act changed, and to what.
type Changed = (String, Option<String>);

/// The SIRET of the organisation of the space.
pub const SIRET: &str = "13002526500013";

/// Runs `test` in a fresh town on each engine. `make test` names the folder of the provider; without it there is
/// nothing to test against.
pub fn on_each_engine(setting: &Setting, test: impl Fn(&Town)) {
    let Ok(folder) = std::env::var("PARVIS_TEST_PROVIDER") else {
        eprintln!("PARVIS_TEST_PROVIDER does not name the folder of a provider: nothing was tested");
        return;
    };
    for db in each_engine(parvis::MIGRATIONS) {
        eprintln!("on {}", db.pool.url());
        test(&Town::build(db, &folder, setting));
    }
}

impl Town {
    fn build(db: TestDb, folder: &str, setting: &Setting) -> Self {
        let runtime = Runtime::new().unwrap();
        let listening = runtime.block_on(Listening::on("127.0.0.1:0".parse().unwrap())).unwrap();
        let base = format!("http://{}", listening.address);
        let node = Node::start(folder, &base, setting.is_plain);
        let settings = ProviderSettings {
            issuer: node.issuer.clone(),
            client_id: "parvis".to_owned(),
            client_secret: "a secret of the tests, thirty-two bytes long".to_owned(),
            scopes: ["openid", "email", "given_name", "usual_name", "siret"].map(str::to_owned).into(),
            acr: ["eidas2", "eidas3"].map(str::to_owned).into(),
            acr_required: setting.acr_required,
        };
        let allowed = vec!["127.0.0.1".parse().unwrap()];
        let outbound = Outbound::new(OutboundSettings { allowed, ..OutboundSettings::default() }).unwrap();
        let with = SignInWith {
            name: "ProConnect".to_owned(),
            provider: Provider::new(settings, outbound).unwrap(),
            siret_claim: "siret".to_owned(),
            space: setting.space.map(str::to_owned),
            trusts_email: setting.trusts_email,
        };
        let clock = Arc::new(Later::default());
        let parts = parvis::Parts {
            providers: Arc::new([with]),
            clock: Arc::clone(&clock) as Arc<dyn Clock>,
            ..parvis::Parts::new(Key::new(&SeededRng::new(1)), files().1)
        };
        let site = parvis::site(base.clone(), Theme::Neutral);
        let product = parvis::build(db.pool.clone(), site, &parts, false).unwrap();
        runtime.spawn(serve(listening, product.router, std::future::pending()));
        let issuer = node.issuer.clone();
        let node = std::cell::RefCell::new(node);
        let space = Id::from_bytes([0; 16]);
        let town = Self { db, node, clock, means: parts.means, space, base, issuer, _runtime: runtime };
        Self { space: town.furnished(), ..town }
    }

    /// The space of the state, open to an e-mail domain, with one organisation; and another space.
    fn furnished(&self) -> Id {
        self.write(|db, by| {
            let make = |db: &mut Db, name: &str, kind: &str, territory: &str| {
                let new = NewSpace { name: name.into(), kind: kind.into(), territory: territory.into() };
                spaces::create(db, &self.means, by, &new)
            };
            let mut state = make(db, "État", "state", "")?;
            make(db, "Ville", "commune", "01004")?;
            state.settings.domains = vec!["exemple.gouv.fr".to_owned()];
            spaces::change(db, by, state.id, &state.name, &state.settings)?;
            let new = NewOrganisation {
                name: "Direction d'essai".into(),
                kind: "administration".into(),
                siret: SIRET.into(),
                parent: None,
            };
            organisations::create(db, &self.means, by, state.id, &new)?;
            Ok(state.id)
        })
    }

    fn write<T>(&self, work: impl FnOnce(&mut Db, &By) -> Result<T, AccountsError>) -> T {
        let by = By::console(self.clock.now());
        self.db.pool.write(|db| db.tx(|db| work(db, &by))).unwrap()
    }

    /// Somebody invited to the state's space, or to the other one.
    pub fn invited(&self, email: &str, is_elsewhere: bool) -> Agent {
        self.write(|db, by| {
            let space =
                spaces::all(db)?.into_iter().find(|s| (s.id == self.space) != is_elsewhere).map(|s| s.id);
            let new =
                Invitation { email: email.into(), name: "Jeanne".into(), space, ..Invitation::default() };
            invite::invite(db, &self.means, by, &new)
        })
    }

    pub fn suspend(&self, agent: Id) {
        self.write(|db, by| agents::suspend(db, by, agent, "essai"));
    }

    pub fn agent(&self, email: &str) -> Agent {
        self.write(|db, _| agents::by_email(db, email))
    }

    /// The addresses that ask to come in.
    pub fn requests(&self) -> Vec<String> {
        let all = self.write(requests::list);
        all.into_iter().map(|request| request.email.to_string()).collect()
    }

    /// What an agent did, the last first, with what it changed.
    pub fn journal(&self, actor: Id) -> Vec<(String, Vec<Changed>)> {
        let filter = Filter { actor: Some(actor), ..Filter::default() };
        let all = self.db.pool.read(|db| parvis_journal::page(db, &filter)).unwrap();
        let changes =
            |entry: parvis_journal::Entry| entry.changes.into_iter().map(|c| (c.what, c.to)).collect();
        all.into_iter().map(|entry| (entry.action.clone(), changes(entry))).collect()
    }

    pub fn wait(&self, length: Duration) {
        let later = i64::try_from(length.as_micros()).unwrap();
        self.clock.0.fetch_add(later, Ordering::SeqCst);
    }

    pub fn stop_provider(&self) {
        self.node.borrow_mut().stop();
    }

    /// Has the provider spoil its next token.
    pub fn spoil(&self, how: &serde_json::Value) {
        let request = parvis_outbound::http::Request::post(format!("{}/tamper", self.issuer));
        let allowed = vec!["127.0.0.1".parse().unwrap()];
        let outbound = Outbound::new(OutboundSettings { allowed, ..OutboundSettings::default() }).unwrap();
        outbound.send(request.body(how.to_string().into_bytes()).unwrap()).unwrap();
    }

    /// Presses the provider's button.
    pub fn press(&self, browser: &Browser) -> Answer {
        let page = text(&browser.get(&format!("{}/fr/connexion", self.base)));
        assert!(page.contains("Se connecter avec ProConnect"), "{page}");
        let token = field(&page, "_jeton");
        browser.post(&format!("{}/fr/connexion/avec/proconnect", self.base), &[("_jeton", &token)])
    }

    /// The address where the button leads, at the provider.
    pub fn begin(&self, browser: &Browser) -> String {
        let answer = self.press(browser);
        assert_eq!(answer.status(), 200, "{}", text(&answer));
        let url = onward(&answer).expect("it leads to the provider");
        assert!(url.starts_with(&self.issuer), "{url}");
        url
    }

    /// Fills the provider's login form in; returns the address that it sends the browser back to.
    pub fn identify(
        &self,
        browser: &Browser,
        url: &str,
        sub: &str,
        acr: &str,
        claims: &serde_json::Value,
    ) -> String {
        let back = match browser.follow(url) {
            Err(back) => back,
            Ok((at, form)) => {
                assert!(text(&form).contains("name=\"sub\""), "{at}: {}", text(&form));
                let fields = [("sub", sub), ("acr", acr), ("claims", &claims.to_string())];
                let next = location(&browser.post(&at, &fields), &at).expect("the provider goes on");
                browser
                    .follow(&next)
                    .map(|(at, page)| format!("{at}: {}", text(&page)))
                    .expect_err("it comes back")
            }
        };
        assert!(back.starts_with(&self.base) && parameter(&back, "state").is_some(), "{back}");
        back
    }

    /// The whole way, from the button to what the product answers.
    pub fn sign_in(&self, browser: &Browser, sub: &str, acr: &str, claims: &serde_json::Value) -> Answer {
        let back = self.identify(browser, &self.begin(browser), sub, acr, claims);
        browser.get(&back)
    }

    /// Whether a session was begun in the browser.
    pub fn is_in(&self, browser: &Browser) -> bool {
        browser.has(&self.base, &format!("__Host-{SESSION_COOKIE}"))
    }
}
