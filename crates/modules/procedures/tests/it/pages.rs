//! The pages as a browser gets them.

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode, header};
use http_body_util::BodyExt;
use parvis_accounts::http::{Desk, Policy, Routes};
use parvis_accounts::service::enter::{self, Browser, Second};
use parvis_accounts::service::{agents, demo};
use parvis_files::Files;
use parvis_i18n::{Locales, Messages};
use parvis_jobs::{Registry, Worker};
use parvis_journal::By;
use parvis_kernel::{Id, Locale, Role, Scope};
use parvis_procedures::links;
use parvis_procedures::protocol::Protocols;
use parvis_ui::{Site, Theme};
use std::sync::Arc;
use tower::ServiceExt;

use crate::world::{PASSWORD, World, on_each_engine};

pub const LOCALES: &[Locales] = &[
    parvis_i18n::LOCALES,
    parvis_ui::LOCALES,
    parvis_csv::LOCALES,
    parvis_files::LOCALES,
    parvis_measures::LOCALES,
    parvis_catalog::LOCALES,
    parvis_accounts::LOCALES,
    parvis_procedures::LOCALES,
];

/// A browser in which an agent is signed in.
pub struct Visitor {
    router: Router,
    session: String,
}

pub fn desk(world: &World) -> Routes {
    desk_with(world, &world.files)
}

fn desk_with(world: &World, files: &Files) -> Routes {
    let registry = Arc::new(Registry::builder().build().unwrap());
    let rng = Arc::clone(&world.means.rng);
    let worker = Worker::new(world.pool().clone(), registry, world.clock(), rng);
    let site = Site {
        publisher: Some("Essai".into()),
        contact: None,
        base_url: "http://localhost".into(),
        theme: Theme::Neutral,
        stylesheet: "/style.css".into(),
        languages: Locale::ALL.to_vec(),
        demo: false,
        menu: Vec::new(),
        footer: Vec::new(),
    };
    let desk = Desk {
        pool: world.pool().clone(),
        site,
        messages: Messages::new(LOCALES).unwrap(),
        clock: world.clock(),
        means: world.means.clone(),
        menu: parvis_procedures::MENU.to_vec(),
        providers: Arc::new([]),
        mailer: parvis_mail::Mailer::none(),
        bell: worker.bell(),
    };
    parvis_procedures::routes(Routes::new(Arc::new(desk)), files)
}

impl Visitor {
    pub fn new(world: &World, agent: Id) -> Self {
        Self::with(world, &world.files, agent)
    }

    /// The same, where uploads are kept in `files`.
    pub fn with(world: &World, files: &Files, agent: Id) -> Self {
        let (means, browser) = (&world.means, Browser::default());
        let by = By { network: "192.0.2.0/24".into(), ..world.console() };
        let agent = world
            .pool()
            .read(|db| agents::get(db, &by, agent, parvis_kernel::Permission::AgentRead))
            .unwrap();
        let email = agent.email.as_ref().unwrap().as_str();
        let half = enter::with_password(world.pool(), means, &by, email, PASSWORD, &browser).unwrap();
        let entered = world.pool().write(|db| {
            let signed = enter::signed(db, &half.session, by.now)?.unwrap();
            let code = demo::code(db, means, &by, &agent)?.unwrap();
            enter::with_second(db, means, &by, &signed, Second::Code(&code), &browser)
        });
        Self { router: desk_with(world, files).finish(), session: entered.unwrap().session }
    }

    fn ask(&self, request: axum::http::request::Builder, body: Vec<u8>) -> (StatusCode, HeaderMap, Vec<u8>) {
        let request = request
            .header(header::COOKIE, format!("__Host-session={}", self.session))
            .header("sec-fetch-site", "same-origin")
            .body(Body::from(body))
            .unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            let response = self.router.clone().oneshot(request).await.unwrap();
            let (head, body) = response.into_parts();
            (head.status, head.headers, body.collect().await.unwrap().to_bytes().to_vec())
        })
    }

    fn send(&self, request: axum::http::request::Builder, body: Vec<u8>) -> (StatusCode, String, String) {
        let (status, headers, bytes) = self.ask(request, body);
        let to = headers.get(header::LOCATION).map(|to| to.to_str().unwrap().to_owned());
        (status, to.unwrap_or_default(), String::from_utf8(bytes).unwrap())
    }

    /// What is not a page.
    pub fn download(&self, path: &str) -> (StatusCode, HeaderMap, Vec<u8>) {
        self.ask(Request::get(path), Vec::new())
    }

    pub fn get(&self, path: &str) -> (StatusCode, String) {
        let (status, _, html) = self.send(Request::get(path), Vec::new());
        assert!(!html.contains('⟦'), "{path}: a word is missing: {}", missing(&html));
        (status, html)
    }

    /// A page that is there.
    pub fn page(&self, path: &str) -> String {
        let (status, html) = self.get(path);
        assert_eq!(status, StatusCode::OK, "{path}");
        html
    }

    fn token(&self, path: &str) -> String {
        let html = self.page(path);
        between(&html, "name=\"_jeton\" value=\"", "\"").to_owned()
    }

    /// Sends a form that stands on the page `from`: the status, where it leads, the page.
    pub fn post(&self, from: &str, to: &str, fields: &[(&str, &str)]) -> (StatusCode, String, String) {
        let token = self.token(from);
        let pairs = fields.iter().copied().chain([("_jeton", token.as_str())]);
        let body = parvis_web::Query::write(pairs).trim_start_matches('?').to_owned();
        let request = Request::post(to).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let answer = self.send(request, body.into_bytes());
        assert!(!answer.2.contains('⟦'), "{to}: a word is missing: {}", missing(&answer.2));
        answer
    }

    /// Sends a form with a file: its name and its content.
    pub fn upload(
        &self,
        to: &str,
        fields: &[(&str, &str)],
        (name, content): (&str, &[u8]),
    ) -> (StatusCode, String, String) {
        let token = self.token(to);
        let mut body = String::new();
        for (name, value) in fields.iter().copied().chain([("_jeton", token.as_str())]) {
            body += &format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        }
        body += &format!("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n");
        let body = [body.as_bytes(), content, b"\r\n--b--\r\n"].concat();
        self.send(Request::post(to).header(header::CONTENT_TYPE, "multipart/form-data; boundary=b"), body)
    }
}

fn missing(html: &str) -> &str {
    html.split('⟦').nth(1).and_then(|rest| rest.split('⟧').next()).unwrap_or("")
}

pub fn between<'t>(text: &'t str, before: &str, after: &str) -> &'t str {
    text.split(before)
        .nth(1)
        .and_then(|rest| rest.split(after).next())
        .unwrap_or_else(|| panic!("no {before}"))
}

const TAXES: &str = "Direction des impôts";

#[test]
fn every_page_is_there_in_both_languages() {
    on_each_engine(|world| {
        let slug = world.procedure(world.state, "impot-1", "Déclarer", TAXES);
        let officer =
            Visitor::new(world, world.agent("qualite", Role::QualityOfficer, Scope::Space(world.state)));
        let kinds = parvis_procedures::service::facts::SETTABLE.iter();
        let mut paths = vec![
            links::PROCEDURES.to(Locale::Fr, &[]),
            "/fr/bureau/demarches?q=declarer&state=listed&page=7".to_owned(),
            links::NEW.to(Locale::En, &[]),
        ];
        for locale in Locale::ALL {
            for one in [links::PROCEDURES, links::NEW, links::IMPORT, links::CRITERIA] {
                paths.push(one.to(*locale, &[]));
            }
            for one in [links::PROCEDURE, links::END] {
                paths.push(one.to(*locale, &[&slug]));
            }
            for protocol in Protocols::standard().iter() {
                paths.push(links::CRITERION.to(*locale, &[&slug, &protocol.indicator]));
            }
            paths.extend(kinds.clone().map(|kind| links::FACT.to(*locale, &[&slug, kind.as_str()])));
        }
        for path in paths {
            officer.page(&path);
        }
        assert_eq!(officer.get("/fr/bureau/demarches/nulle-part").0, StatusCode::NOT_FOUND);
        assert_eq!(officer.get(&links::FACT.to(Locale::Fr, &[&slug, "space"])).0, StatusCode::NOT_FOUND);
    });
}

#[test]
fn no_page_is_open_to_everyone_and_none_shows_another_space() {
    on_each_engine(|world| {
        let slug = world.procedure(world.state, "impot-1", "Déclarer", TAXES);
        let town = Visitor::new(world, world.agent("ville", Role::QualityOfficer, Scope::Space(world.town)));
        let guest =
            Visitor::new(world, world.agent("accueil", Role::CounterAgent, Scope::Space(world.state)));
        let nobody = Visitor { router: desk(world).finish(), session: String::new() };
        for route in desk(world).list() {
            assert!(matches!(route.policy, Policy::Needs(_)), "{:?}", route.paths);
            if route.method == axum::http::Method::GET {
                let path = route.paths.to(Locale::Fr, &[&slug, "name"]);
                let (status, html) = nobody.get(&path);
                assert!(status.is_redirection() && html.is_empty(), "{path}");
                if route.paths.fr.contains('{') {
                    assert_eq!(town.get(&path).0, StatusCode::NOT_FOUND, "{path}");
                }
                if route.policy == Policy::Needs(parvis_kernel::Permission::CatalogWrite) {
                    assert_eq!(guest.get(&path).0, StatusCode::FORBIDDEN, "{path}");
                }
            }
        }
    });
}

#[test]
fn a_refused_form_keeps_what_was_typed_and_says_where() {
    on_each_engine(|world| {
        let officer =
            Visitor::new(world, world.agent("qualite", Role::QualityOfficer, Scope::Space(world.state)));
        let space = world.state.to_string();
        let typed = |address: &'static str| {
            [
                ("space", space.clone()),
                ("name", "Nouvelle démarche".into()),
                ("number", "n-1".into()),
                ("address", address.into()),
                ("audience", "particuliers".into()),
                ("day", "2026-01-01".into()),
                ("reason", "essai".into()),
            ]
        };
        let send = |address| {
            let fields = typed(address);
            let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            officer.post("/fr/bureau/nouvelle-demarche", "/fr/bureau/nouvelle-demarche", &fields)
        };
        let (status, _, html) = send("exemple");
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(html.contains("href=\"#demarche-address\""), "the summary leads to the field");
        assert!(
            html.contains("value=\"Nouvelle démarche\"") && html.contains("value=\"particuliers\" checked")
        );
        let (status, to, _) = send("https://exemple.fr/");
        assert_eq!(
            (status, to.as_str()),
            (StatusCode::SEE_OTHER, "/fr/bureau/demarches/n-1?fait=proc-created")
        );
        assert!(officer.page(&to).contains("La démarche est au catalogue."));
    });
}

#[test]
fn a_file_is_read_matched_and_recorded() {
    on_each_engine(|world| {
        let officer =
            Visitor::new(world, world.agent("qualite", Role::QualityOfficer, Scope::Space(world.state)));
        let space = world.state.to_string();
        let to = "/fr/bureau/importer-des-demarches";
        let file = "numéro;titre\nn-1;Première\nn-2;Seconde\n";
        let (_, _, html) =
            officer.upload(to, &[("space", &space), ("day", "2026-01-01")], ("f.csv", file.as_bytes()));
        assert!(
            html.contains("<option value=\"procedure_id\" selected>"),
            "a column is known by its French name"
        );
        assert!(html.contains("id=\"problemes\""), "the name has no column yet");
        let sealed = between(&html, "name=\"sealed\" value=\"", "\"").to_owned();
        let fields = [
            ("sealed", sealed.as_str()),
            ("space", &space),
            ("day", "2026-01-01"),
            ("column-0", "procedure_id"),
            ("column-1", "name"),
        ];
        let (status, _, html) = officer.post(to, to, &fields);
        assert_eq!(status, StatusCode::OK);
        assert!(html.contains("Enregistrer le fichier"), "{html}");
        let record = format!("{to}/enregistrer");
        let (status, _, html) = officer.post(to, &record, &fields);
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "a reason is asked for");
        assert!(html.contains("#enregistrer-reason"));
        let (status, address, _) = officer.post(to, &record, &[&fields[..], &[("reason", "essai")]].concat());
        assert_eq!(
            (status, address.as_str()),
            (StatusCode::SEE_OTHER, "/fr/bureau/demarches?fait=proc-imported")
        );
        assert!(officer.page(&address).contains("Seconde"));
        let forged = [("sealed", "00"), ("space", space.as_str()), ("day", "2026-01-01")];
        assert_eq!(officer.post(to, to, &forged).0, StatusCode::UNPROCESSABLE_ENTITY);
        let large = format!("numéro;titre\n{}", "n;x\n".repeat(60_000));
        let typed = [("space", space.as_str()), ("day", "2026-01-01")];
        let (status, _, html) = officer.upload(to, &typed, ("f.csv", large.as_bytes()));
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(html.contains("parvis import procedures"), "the way by the command line is told");
    });
}

#[test]
fn a_criterion_goes_from_its_questions_to_the_trace_of_its_reading() {
    on_each_engine(|world| {
        let (slug, _) = crate::correct::measured(world);
        let owner = Visitor::new(world, world.agent("porteur", Role::ProcedureOwner, world.scope(&slug)));
        let officer =
            Visitor::new(world, world.agent("qualite", Role::QualityOfficer, Scope::Space(world.state)));
        let to = format!("/fr/bureau/demarches/{slug}/criteres/once_only");
        let fields = [("held", "some"), ("items", "identity"), ("items", "home"), ("others", "1")];
        let (status, _, html) = owner.post(&to, &to, &fields);
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(html.contains("#critere-link"), "evidence is asked for");
        assert!(html.contains("value=\"home\" checked") && html.contains("value=\"1\""));
        let all = [&fields[..], &[("link", "https://exemple.fr/formulaire")]].concat();
        let (status, page, _) = owner.post(&to, &to, &all);
        assert_eq!(status, StatusCode::SEE_OTHER);
        let page = page.split('?').next().unwrap();
        assert!(!owner.page(page).contains("/accepter"), "nobody reads again what they assessed");
        assert_eq!(owner.post(page, &format!("{page}/accepter"), &[]).0, StatusCode::CONFLICT);
        assert!(owner.page(&to).contains("attend un second lecteur"));
        let html = officer.page(page);
        assert!(
            html.contains("Justificatif de domicile")
                && html.contains("href=\"https://exemple.fr/formulaire\"")
        );
        let (status, _, html) = officer.post(page, &format!("{page}/rendre"), &[]);
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(html.contains("#rendre-reason"));
        assert_eq!(officer.post(page, &format!("{page}/accepter"), &[]).0, StatusCode::SEE_OTHER);
        let measures = format!("/fr/bureau/demarches/{slug}/mesures");
        let html = officer.page(&measures);
        assert!(html.contains("once_only.point.2026-03-01.human") && html.contains("jdma"));
        let reading = format!("{measures}/satisfaction.12m.2026-01-31.jdma");
        let fixed = [("value", "7,9"), ("n", "130"), ("seen", "1"), ("reason", "fichier faux")];
        assert_eq!(owner.post(&reading, &reading, &fixed).0, StatusCode::FORBIDDEN);
        assert_eq!(officer.post(&reading, &reading, &fixed).0, StatusCode::SEE_OTHER);
        let (status, _, html) = officer.post(&reading, &reading, &fixed);
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(html.contains("vient de corriger") && html.contains("fichier faux"));
        let trace = officer.page(&format!("{measures}/once_only.point.2026-03-01.human"));
        assert!(trace.contains("porteur, relu par qualite"));
        for path in ["/en/desk/criteria?wanted=all", "/fr/bureau/criteres?wanted=waiting"] {
            officer.page(path);
        }
        for path in [page, &reading, &measures] {
            let english = path
                .replace("/fr/bureau/demarches", "/en/desk/procedures")
                .replace("/mesures", "/measurements");
            officer.page(&english.replace("/fr/bureau/evaluations", "/en/desk/assessments"));
        }
        officer.page(&links::PROCEDURE.to(Locale::En, &[&slug]));
    });
}
