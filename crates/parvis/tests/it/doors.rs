//! Every route behind the door, tried by every wrong kind of actor. The list is the product's own: a new route is
//! tried as soon as it is there.

use parvis_accounts::http::{Policy, RouteInfo};
use parvis_accounts::service::requests::{self, NewRequest};
use parvis_accounts::service::rights;
use parvis_accounts::service::spaces;
use parvis_accounts::service::{agents, enter, own};
use parvis_jobs::enqueue;
use parvis_journal::By;
use parvis_kernel::{Actor, Clock, Id, Locale, Permission, Role, Scope};
use parvis_probes::audit::fill::{Sent, token};
use parvis_probes::audit::statement::Facts;
use parvis_probes::audit::{Outcome, Told};
use parvis_probes::finding::{Finding, Verdict};
use parvis_probes::service::audits::{self, NewAudit, Unfilled};
use parvis_probes::service::looks;
use parvis_probes::service::watching::{self, NewWatch};
use parvis_probes::track::Run;
use parvis_probes::watch::hours::Hours;
use parvis_procedures::links;
use parvis_procedures::service::assess::{self, Sheet};
use parvis_procedures::service::evidence;
use parvis_reviews::Wanted;
use parvis_reviews::hooks::Event;
use parvis_reviews::service::batches::{self, NewBatch};
use parvis_reviews::service::hooks::{self, NewHook};
use parvis_reviews::service::keys::{self, NewKey};
use parvis_reviews::service::reading::{self, Period};
use parvis_reviews::service::{alerts, entry, follow, forms, topics};
use parvis_reviews::survey::{Channel, Face, Tongue};
use std::time::Duration;

use crate::people::{People, Session, days_ago, people};
use crate::world::{Answer, World, clock, fresh_worlds};

/// Things of the space `here`, to be reached for from elsewhere: what each varying part of an address stands for.
struct Things {
    agent: Id,
    right: Id,
    request: Id,
    session: Id,
    job: Id,
    assessment: Id,
    file: Id,
    form: Id,
    button: Id,
    opinion: Id,
    topic: Id,
    key: Id,
    batch: Id,
    alert: Id,
    hook: Id,
    delivery: Id,
    watch: Id,
    stop: Id,
    mark: String,
    audit: Id,
}

fn things(people: &People) -> Things {
    let agent = people.agent(people.here, Role::ProcedureOwner, Scope::Space(people.here));
    people.session(agent);
    let by = people.by();
    let (assessment, file) = proof(people, agent);
    let (form, button, opinion, topic) = survey(people);
    let key = key(people, form);
    let batch = batch(people, form, button);
    let alert = alert(people, form);
    let (hook, delivery) = hook(people, form);
    let (watch, stop, mark) = probe(people);
    let audit = audit(people);
    people
        .pool
        .write(|db| {
            let space = spaces::get(db, &by, people.here, Permission::SpaceManage)?;
            let mut settings = space.settings;
            settings.domains = vec!["exemple.fr".into()];
            spaces::change(db, &by, people.here, "Ici", &settings)?;
            let new = NewRequest {
                space: Some(people.here),
                email: "demande@exemple.fr".into(),
                name: "Demande".into(),
                message: String::new(),
            };
            let asker = By { network: "192.0.2.0/24".into(), ..by.clone() };
            requests::ask(db, &people.means, &asker, &new)?;
            let job = people.means.id(by.now);
            let letter = parvis_accounts::LetterJob::Reset { agent };
            enqueue(db, job, &letter, by.now)?;
            Ok::<_, parvis_accounts::AccountsError>(Things {
                agent,
                right: enter::history_of_rights(db, agent)?[0].id,
                request: requests::list(db, &by)?[0].id,
                session: own::sessions(db, agent)?[0].id,
                job,
                assessment,
                file,
                form,
                button,
                opinion,
                topic,
                key,
                batch,
                alert,
                hook,
                delivery,
                watch,
                stop,
                mark,
                audit,
            })
        })
        .unwrap()
}

/// An assessment that waits for its second reader, and the file that is its evidence.
fn proof(people: &People, agent: Id) -> (Id, Id) {
    let (means, files) = (&people.means, &people.files);
    let pdf = b"%PDF-1.7\n%%EOF\n";
    let received = files.receive(&people.pool, "preuve.pdf", pdf, &clock(), &*means.rng).unwrap();
    let made = people.pool.write(|db| {
        let rights = rights::held(db, agent, clock().now())?;
        let by = By { actor: Actor::agent(agent, None, rights), ..people.by() };
        evidence::attach(db, files, means, &by, "jdma-44", "online", &received)?;
        let answers = [("wholly".to_owned(), "no".to_owned())].into();
        let sheet = Sheet { answers, ..Sheet::default() };
        assess::save(db, files, means, &by, "jdma-44", "online", &sheet)
    });
    (made.unwrap(), received.id)
}

/// A survey, its button, an opinion that came by it, and what its comment speaks of.
fn survey(people: &People) -> (Id, Id, Id, Id) {
    let (means, by) = (&people.means, people.by());
    let made = people.pool.write(|db| {
        let (form, button) = forms::create(db, means, &by, "jdma-44", "Enquête")?;
        let sent = entry::Sent {
            form: &form,
            button: &button,
            version: 1,
            page: "page",
            channel: Channel::Web,
            tongue: Tongue::French,
            crowd: None,
            entered_by: None,
        };
        let opinion = entry::begin(db, &sent, Face::Good, means.id(by.now), by.now)?;
        follow::wish(db, &opinion, Some("code"), by.now)?;
        let said = entry::Said::Comment(Some("Le paiement est refusé".into()));
        entry::go_on(db, "page", &said, by.now)?;
        Ok::<_, parvis_accounts::AccountsError>((form.id, button.id, opinion.id))
    });
    let (form, button, opinion) = made.unwrap();
    topics::compute(&people.pool, &*means.rng, form, by.now).unwrap();
    let period = Period { from: by.now.day(), until: by.now.day() };
    let found = people.pool.read(|db| topics::list(db, &by, form, period)).unwrap();
    (form, button, opinion, found.lines[0].topic.id)
}

/// A key that opens the survey.
fn key(people: &People, form: Id) -> Id {
    let until = Some(people.by().now.day().plus_months(1));
    let new = NewKey { name: "Clé".into(), scope: keys::Scope::Opinions, forms: vec![form], until };
    people.pool.write(|db| keys::create(db, &people.means, &people.by(), &new)).unwrap().0.id
}

/// A batch of sheets of the survey.
fn batch(people: &People, form: Id, button: Id) -> Id {
    let new = NewBatch { form, button, name: "Lot".into(), tongue: Tongue::French, sheets: 1 };
    people.pool.write(|db| batches::open(db, &people.means, &people.by(), &new)).unwrap()
}

/// An alert of the survey: its first opinion came long after it was opened.
fn alert(people: &People, form: Id) -> Id {
    let by = By::console(people.by().now.plus(Duration::from_secs(40 * 86_400)));
    let mut held = people.pool.read(|db| forms::get(db, &by, form, Permission::ReviewRead)).unwrap();
    held.form.created_at = by.now.minus(Duration::from_secs(90 * 86_400));
    alerts::silence(&people.pool, &*people.means.rng, &held.form, people.by().now).unwrap();
    let made = people.pool.read(|db| alerts::list(db, &by, form));
    made.unwrap().1[0].id
}

/// A webhook of the survey, and what it was told.
fn hook(people: &People, form: Id) -> (Id, Id) {
    let (means, by) = (&people.means, people.by());
    let new = NewHook { url: "https://exemple.fr/".into(), events: Event::ALL.iter().copied().collect() };
    let made = people.pool.write(|db| {
        let (hook, _) = hooks::create(db, means, &by, form, &new, |_| false)?;
        let (_, opinions) = reading::opinions(db, &by, form, &Wanted::default())?;
        reading::set_aside(db, &by, opinions[0].id, true, "essai")?;
        hooks::sheet(db, &by, hook.id)
    });
    let (_, hook, deliveries) = made.unwrap();
    (hook.id, deliveries[0].id)
}

/// An address that is watched, an announced stop, and the mark of what a night found.
fn probe(people: &People) -> (Id, Id, String) {
    let (means, by) = (&people.means, people.by());
    let new = NewWatch { url: "https://exemple.fr/".into(), every: 5, hours: Some(Hours::ALWAYS) };
    let soon = by.now.plus(Duration::from_secs(86_400));
    let made = people.pool.write(|db| {
        let watch = watching::add(db, means, &by, "jdma-44", &new)?;
        let stop =
            watching::plan(db, means, &by, "jdma-44", (soon, soon.plus(Duration::from_secs(60))), "essai")?;
        let watched = watching::sheet(db, &by, "jdma-44")?.watched.remove(0).watch;
        let finding = Finding::of_page("page-not-encrypted", Verdict::Failed, "");
        let report =
            serde_json::json!({ "pages": [{ "url": "https://exemple.fr/", "findings": [finding] }] });
        let run = Run { watch, at: by.now, failed: 1, to_review: 0, report: report.to_string() };
        looks::keep(db, &watched, &run, false)?;
        let found = parvis_probes::service::findings::found(db, &by, "jdma-44")?;
        Ok::<_, parvis_accounts::AccountsError>((watch, stop, found.followed[0].mark.clone()))
    });
    made.unwrap()
}

/// An audit that is finished, and its statement.
fn audit(people: &People) -> Id {
    let (means, by) = (&people.means, people.by());
    let pages = parvis_probes::audit::sample::parse("Accueil | exemple.fr");
    let new = NewAudit { auditor: "Atelier d'Exemple".into(), pages };
    let told = Told { outcome: Some(Outcome::Conforming), ..Told::default() };
    let shown = token(&Told::default());
    let criteria = parvis_probes::rgaa::current().criteria().map(|one| one.number.as_str());
    let sent: Vec<Sent> =
        criteria.map(|criterion| Sent { criterion, told: told.clone(), shown: shown.clone() }).collect();
    let one = |text: &str| vec![text.to_owned()];
    let facts = Facts {
        language: "fr".into(),
        entity: "Ville d'Exemple".into(),
        service: "Essai".into(),
        address: "exemple.fr".into(),
        email: "accessibilite@exemple.fr".into(),
        technologies: one("HTML"),
        environments: one("Firefox"),
        tools: one("Inspecteur"),
        established: by.now.day().to_string(),
        ..Facts::default()
    };
    let made = people.pool.write(|db| {
        let id = audits::begin(db, means, &by, "jdma-44", &new)?;
        let seen = audits::sheet(db, &by, "jdma-44", id)?.audit.revision;
        audits::fill(db, &by, "jdma-44", (id, 1), &sent).map_err(|unfilled| match unfilled {
            Unfilled::Other(error) => error,
            Unfilled::Wrong(wrong) => panic!("{wrong:?}"),
        })?;
        audits::finish(db, &by, "jdma-44", (id, seen + 1), Some(by.now.day()))?;
        audits::declare(db, &by, "jdma-44", (id, 0), facts)?;
        Ok::<_, parvis_accounts::AccountsError>(id)
    });
    made.unwrap()
}

/// What a varying part of an address stands for; something, where this test knows no such thing.
fn part(name: &str, pattern: &str, people: &People, things: &Things) -> String {
    match (name, pattern) {
        ("{slug}", p) if p.contains("/editions/") => "2026-08".to_owned(),
        ("{slug}" | "{procedure}", _) => "jdma-44".to_owned(),
        ("{kind}", _) => "name".to_owned(),
        ("{watch}", _) => things.watch.to_string(),
        ("{stop}", _) => things.stop.to_string(),
        ("{mark}", _) => things.mark.clone(),
        ("{audit}", _) => things.audit.to_string(),
        ("{page}" | "{topic}", p) if p.contains("/audits/") => "1".to_owned(),
        ("{language}", p) if p.contains("/audits/") => "fr".to_owned(),
        ("{format}", p) if p.contains("/sondes/") => "csv".to_owned(),
        ("{reading}", _) => "satisfaction.12m.2026-08-31.jdma".to_owned(),
        ("{indicator}", _) => "online".to_owned(),
        ("{id}", p) if p.contains("/droits/") => things.right.to_string(),
        ("{id}", p) if p.contains("/bureau/demandes/") => things.request.to_string(),
        ("{id}", p) if p.contains("/organisations/") => people.organisation.id.to_string(),
        ("{id}", p) if p.contains("/espaces/") => people.here.to_string(),
        ("{id}", p) if p.contains("/sessions/") => things.session.to_string(),
        ("{id}", p) if p.contains("/evaluations/") => things.assessment.to_string(),
        ("{file}", _) => things.file.to_string(),
        ("{id}", p) if p.contains("/bureau/avis/") || p.contains("/saisir/") => things.form.to_string(),
        ("{id}", p) if p.contains("/lots/") => things.batch.to_string(),
        ("{id}", p) if p.contains("/boutons/") => things.button.to_string(),
        ("{id}", p) if p.contains("/themes/") => things.topic.to_string(),
        ("{id}", p) if p.contains("/avis-recus/") => things.opinion.to_string(),
        ("{id}", p) if p.contains("/bureau/webhooks/") => things.hook.to_string(),
        ("{id}", p) if p.contains("/bureau/envois/") => things.delivery.to_string(),
        ("{id}", p) if p.contains("/bureau/alertes/") => things.alert.to_string(),
        ("{id}", p) if p.contains("/cles/") => things.key.to_string(),
        ("{id}", p) if p.contains("/taches/") => things.job.to_string(),
        _ => things.agent.to_string(),
    }
}

/// The address of a route with things of `here` in its varying parts, and whether it has any.
fn address(route: &RouteInfo, people: &People, things: &Things) -> (String, bool) {
    let pattern = route.paths.pattern(Locale::Fr);
    let names: Vec<&str> = pattern.split('/').filter(|segment| segment.starts_with('{')).collect();
    let parts: Vec<String> = names.iter().map(|name| part(name, pattern, people, things)).collect();
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    (route.paths.to(Locale::Fr, &parts), !names.is_empty())
}

struct Wrong<'w> {
    people: &'w People,
    things: Things,
}

impl Wrong<'_> {
    fn ask(&self, route: &RouteInfo, session: &Session) -> Answer {
        let (path, _) = address(route, self.people, &self.things);
        if route.method == "GET" {
            self.people.get(session, &path)
        } else {
            self.people.post(session, &path, &[("reason", "essai"), ("name", "Autre")])
        }
    }

    /// Every route that is not for everyone, by somebody who is not signed in the way it asks.
    fn nobody_enters(&self, who: &str, session: &Session) {
        for route in self.people.routes.iter().filter(|r| !matches!(r.policy, Policy::Anyone)) {
            // Who has shown a password may give the second factor, and leave.
            if who == "half signed in" && route.policy == Policy::HalfSigned {
                continue;
            }
            let answer = self.ask(route, session);
            let want = if route.method == "GET" { 303 } else { 403 };
            assert_eq!(answer.status, want, "{who}: {} {}", route.method, route.paths.fr);
            if want == 303 {
                assert!(answer.header("location").starts_with("/fr/connexion"), "{who}: {}", route.paths.fr);
            }
        }
    }

    /// Every route that needs a permission, by somebody who has none.
    fn no_right(&self, who: &str, session: &Session) {
        for route in self.people.routes.iter().filter(|r| matches!(r.policy, Policy::Needs(_))) {
            assert_eq!(self.ask(route, session).status, 403, "{who}: {} {}", route.method, route.paths.fr);
        }
    }

    /// Every route to a thing, by somebody whose rights lie in another space.
    fn no_thing(&self, session: &Session) {
        let mut tried = 0;
        for route in &self.people.routes {
            let (_, is_thing) = address(route, self.people, &self.things);
            if is_thing && !matches!(route.policy, Policy::Anyone) {
                let status = self.ask(route, session).status;
                assert!(
                    matches!(status, 403 | 404),
                    "elsewhere: {} {}: {status}",
                    route.method,
                    route.paths.fr
                );
                tried += 1;
            }
        }
        assert!(tried >= 15, "{tried}");
    }
}

fn try_all(world: &World) {
    let people = people(&world.db.pool);
    let wrong = Wrong { people: &people, things: things(&people) };
    let keeper = people.agent(people.here, Role::PlatformAdministrator, Scope::Platform);
    let good = people.session(keeper);

    let suspended = people.agent(people.here, Role::PlatformAdministrator, Scope::Platform);
    let suspended_session = people.session(suspended);
    people.pool.write(|db| agents::suspend(db, &people.by(), suspended, "essai")).unwrap();
    let kept = suspended_session;

    let stale = people.agent(people.here, Role::PlatformAdministrator, Scope::Platform);
    let stale = people.session_at(stale, clock().now().minus(Duration::from_secs(13 * 3600)), true);
    let half = people.session_at(keeper, clock().now(), false);

    let counter = people.agent(people.here, Role::CounterAgent, Scope::Procedure(keeper));
    people
        .pool
        .write(|db| {
            let right = enter::history_of_rights(db, counter)?[0].id;
            let place = parvis_kernel::Place::PLATFORM.of_procedure(keeper);
            rights::revoke(db, &people.by(), right, "essai", Some(&place))
        })
        .unwrap();
    let expired = counter;
    for role in Role::ALL {
        people.give(expired, *role, Scope::Platform, days_ago(10), Some(days_ago(1)));
    }
    let expired = people.session(expired);

    let elsewhere = people.agent(people.elsewhere, Role::QualityOfficer, Scope::Space(people.elsewhere));
    for role in Role::ALL.iter().filter(|role| **role != Role::PlatformAdministrator) {
        people.give(elsewhere, *role, Scope::Space(people.elsewhere), days_ago(10), None);
    }
    let elsewhere = people.session(elsewhere);

    // What is refused below is there: whoever has the right gets it.
    let right = people.session(wrong.things.agent);
    let served = links::EVIDENCE
        .to(Locale::Fr, &[&wrong.things.assessment.to_string(), &wrong.things.file.to_string()]);
    assert_eq!(people.get(&right, &served).status, 200);

    let acts = people.acts();
    let nobody = Session { token: String::new(), ..good.clone() };
    wrong.nobody_enters("nobody", &nobody);
    wrong.nobody_enters("suspended", &kept);
    wrong.nobody_enters("stale", &stale);
    wrong.nobody_enters("half signed in", &half);
    let tampered = Session { token: format!("A{}", &good.token[1..]), ..good.clone() };
    wrong.nobody_enters("tampered cookie", &tampered);
    wrong.no_right("expired right", &expired);
    wrong.no_thing(&elsewhere);

    for route in people.routes.iter().filter(|r| r.method == "POST") {
        let (path, _) = address(route, &people, &wrong.things);
        let status = |answer: Answer| answer.status;
        let forged = people.post_from("https://evil.example", &good, &path, &[]);
        assert_eq!(status(forged), 403, "forged origin: {path}");
        let no_token = Session { form: String::new(), ..good.clone() };
        assert_eq!(status(people.post(&no_token, &path, &[])), 403, "no token: {path}");
        let other = Session { form: elsewhere.form.clone(), ..good.clone() };
        assert_eq!(status(people.post(&other, &path, &[])), 403, "another's token: {path}");
    }
    assert_eq!(people.acts(), acts, "something was done");
}

#[test]
fn every_wrong_actor_is_refused_on_every_route_and_nothing_is_done() {
    fresh_worlds().iter().for_each(try_all);
}

#[test]
fn a_path_is_in_one_route_only_and_both_languages_differ() {
    let db = parvis_db::testing::sqlite(parvis::MIGRATIONS);
    let people = people(&db.pool);
    let mut seen = std::collections::BTreeSet::new();
    for route in &people.routes {
        assert!(seen.insert((route.method.clone(), route.paths.fr)), "{} twice", route.paths.fr);
        assert!(
            route.paths.fr.starts_with("/fr/") && route.paths.en.starts_with("/en/"),
            "{:?}",
            route.paths
        );
        let count = |text: &str| text.matches('{').count();
        assert_eq!(count(route.paths.fr), count(route.paths.en), "{:?}", route.paths);
        if route.method == "POST" {
            let reads = matches!(route.policy, Policy::Needs(permission) if permission.is_read());
            assert!(!reads, "{} changes something with a permission to look", route.paths.fr);
        }
    }
    assert!(people.routes.len() > 60, "{}", people.routes.len());
}
