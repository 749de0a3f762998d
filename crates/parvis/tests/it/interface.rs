//! The interface of opinions: for everybody, and with keys that were made in the desk; the examples of its documentation.

use parvis_kernel::{Clock, Id, Permission, Role, Scope};
use parvis_reviews::service::asking::Given;
use parvis_reviews::service::entry::{self, Said, Sent};
use parvis_reviews::service::{forms, versions};
use parvis_reviews::shape::{Extra, ExtraId, Kind, Label, Pick, Word};
use parvis_reviews::survey::{Channel, Face, Tongue};
use serde_json::Value;
use std::time::Duration;

use crate::opinions::{PROCEDURE, give};
use crate::people::{People, Session, people};
use crate::world::{Answer, World, between, clock, fresh_worlds};

const DOCUMENT: &str = include_str!("../../../../docs/reviews-api.md");

fn ask(people: &People, path: &str, key: Option<&str>) -> Answer {
    let bearer = key.map(|key| format!("Bearer {key}"));
    let headers: Vec<(&str, &str)> = bearer.iter().map(|text| ("authorization", text.as_str())).collect();
    people.client.ask("GET", path, &headers)
}

fn json(answer: &Answer) -> Value {
    serde_json::from_slice(&answer.body).unwrap_or_else(|bad| panic!("{bad}: {}", answer.text()))
}

/// Makes a key in the desk; its secret.
fn key(people: &People, session: &Session, form: &str, scope: &str) -> String {
    let until = clock().now().day().plus_months(3).to_string();
    let fields = [("name", "Tableau de bord"), ("scope", scope), ("forms", form), ("until", until.as_str())];
    let page = people.post(session, "/fr/bureau/cles", &fields).text();
    let secret = between(&page, "<code>", "</code>");
    assert!(secret[0].starts_with("parvis_"), "{page}");
    secret[0].to_owned()
}

fn try_on(world: &World) {
    let people = people(&world.db.pool);
    let ago = |days: u64| clock().now().minus(Duration::from_secs(days * 86_400));
    give(&world.db.pool, ago(60), Channel::Web, 40);
    give(&world.db.pool, ago(61), Channel::Paper, 3);
    let held = people.pool.write(|db| forms::list(db, &people.by(), Permission::ReviewRead)).unwrap();
    let form = held[0].form.id.to_string();
    let owner = people.session(people.agent(people.here, Role::ProcedureOwner, Scope::Space(people.here)));
    let statistics = format!("/api/v1/reviews/statistics?procedure={PROCEDURE}");

    let public = json(&ask(&people, &statistics, None));
    let one = &public["items"][0];
    assert_eq!((one["procedure"].as_str(), one["whole"]["opinions"].as_u64()), (Some(PROCEDURE), Some(43)));
    assert_eq!(one["whole"]["scores"]["clarity"]["value"].as_f64(), Some(7.5));
    assert!(one["whole"]["counts"].is_null() && one["whole"]["scores"]["autonomy"].is_null());
    let of = |name: &str| one["channels"].as_array().unwrap().iter().find(|c| c["of"] == name).unwrap();
    assert!(of("paper")["opinions"].is_null() && of("web")["opinions"].is_null(), "43 − 40 would tell");
    assert_eq!(of("phone")["opinions"].as_u64(), Some(0));
    for path in [format!("{statistics}&grain=day"), "/api/v1/reviews/opinions".to_owned()] {
        let refused = ask(&people, &path, None);
        assert_eq!((refused.status, refused.header("www-authenticate")), (401, "Bearer"));
        assert_eq!(refused.header("content-type"), "application/problem+json");
    }

    let figures = key(&people, &owner, &form, "statistics");
    let whole = key(&people, &owner, &form, "opinions");
    let daily = json(&ask(&people, &format!("{statistics}&grain=day&channel=paper"), Some(&figures)));
    let days = daily["items"][0]["periods"].as_array().unwrap();
    assert_eq!(days.len(), 365);
    assert_eq!(days.iter().filter_map(|day| day["opinions"].as_u64()).sum::<u64>(), 3);
    assert_eq!(daily["items"][0]["whole"]["counts"]["clarity.good"].as_u64(), Some(3));
    let opinions = format!("/api/v1/reviews/opinions?survey={form}&limit=30");
    assert_eq!(ask(&people, &opinions, Some(&figures)).status, 403);
    let first = json(&ask(&people, &opinions, Some(&whole)));
    let next = first["next"].as_str().unwrap();
    let second = json(&ask(&people, &format!("{opinions}&cursor={next}"), Some(&whole)));
    let count = |page: &Value| page["items"].as_array().unwrap().len();
    assert_eq!((count(&first), count(&second), second["next"].is_null()), (30, 13, true));
    assert_eq!(first["items"][0]["comment"].as_str(), Some("Une phrase à ne pas publier"));

    let again = ask(&people, &statistics, None);
    let known = people.client.ask("GET", &statistics, &[("if-none-match", again.header("etag"))]);
    assert_eq!((known.status, known.body.len()), (304, 0));
    assert!(again.header("cache-control").contains("private"));
    assert_ne!(ask(&people, &statistics, Some(&whole)).header("etag"), again.header("etag"));

    for (path, status) in [
        (format!("{statistics}&colour=red"), 400),
        ("/api/v1/reviews/statistics?procedure=nothing".to_owned(), 404),
        ("/api/v1/reviews/services?limit=0".to_owned(), 400),
        ("/api/v1/reviews/services?cursor=%FF".to_owned(), 400),
    ] {
        let refused = ask(&people, &path, None);
        assert_eq!(refused.status, status, "{path}");
        assert_eq!(json(&refused)["status"].as_u64(), Some(u64::from(status)));
    }
    assert_eq!(ask(&people, &statistics, Some("parvis_nothing")).status, 401);
    own_questions(&people, &form, &whole);
    examples(&people, &form, &whole);
    revoked(&people, &owner, &whole, &opinions);
    let figures = key(&people, &owner, &form, "statistics");
    let mut last = 200;
    for _ in 0..80 {
        last = ask(&people, "/api/v1/reviews/services", None).status;
    }
    assert_eq!(last, 429);
    let late = ask(&people, "/api/v1/reviews/services", None);
    assert!(late.header("retry-after").parse::<u64>().is_ok_and(|seconds| (1..=60).contains(&seconds)));
    assert_eq!(ask(&people, "/api/v1/reviews/services", Some(&figures)).status, 200, "a key has its own");
}

/// A version with a question of its own and the first one in other words: told with a key, by survey, and nothing of it
/// in the figures of the procedure.
fn own_questions(people: &People, form: &str, key: &str) {
    let id: Id = form.parse().unwrap();
    let by = people.by();
    let (means, now) = (&people.means, clock().now());
    let extra: ExtraId = "q1".parse().unwrap();
    let given = people.pool.write(|db| {
        versions::edit(db, &by, id, 0, |parts, _| {
            let ends = ["Non", "Oui"].map(Label::french);
            let [low, high] = ends;
            let kind = Kind::Scale { from: 1, to: 5, low, high };
            parts.extras.push(Extra { id: extra, label: Label::french("Encore ?"), kind, condition: None });
            let words = [(Word::Satisfaction, "Content ?".to_owned())].into();
            parts.words.insert(Tongue::French, words);
            Ok(())
        })?;
        let version = versions::publish(db, &by, id, 1, "Essai")?;
        let (held, button) = forms::for_entry(db, &by, id)?;
        let sent = Sent {
            form: &held.form,
            button: &button,
            version,
            page: "own",
            channel: Channel::Web,
            tongue: Tongue::French,
            crowd: None,
            entered_by: None,
        };
        entry::begin(db, &sent, Face::Bad, means.id(now), now)?;
        let picks = [(extra, Given::Picks([Pick::Value(4)].into()))];
        entry::go_on(db, "own", &Said::Extras(picks.into()), now)
    });
    given.unwrap();
    let services = json(&ask(people, "/api/v1/reviews/services", Some(key)));
    let survey = &services["items"][0]["surveys"][0];
    assert_eq!((survey["template"].as_str(), survey["version"].as_i64()), (Some("national"), Some(2)));
    assert_eq!(survey["shape"]["extras"][0]["label"]["fr"].as_str(), Some("Encore ?"));
    let day = now.day();
    let statistics =
        format!("/api/v1/reviews/statistics?procedure={PROCEDURE}&from={day}&until={day}&grain=none");
    let told = json(&ask(people, &statistics, Some(key)));
    let one = &told["items"][0];
    assert_eq!(one["whole"]["opinions"].as_u64(), Some(1), "it took part");
    assert!(one["whole"]["scores"]["satisfaction"].is_null(), "and is not compared: {one}");
    assert!(one["whole"]["counts"]["extra.q1"].is_null());
    let own = &one["surveys"][0];
    assert_eq!((own["id"].as_str(), own["counts"]["extra.q1.4"].as_u64()), (Some(form), Some(1)));
    let opinions = json(&ask(people, &format!("/api/v1/reviews/opinions?survey={form}&limit=1"), Some(key)));
    assert_eq!(opinions["items"][0]["extra_q1"].as_str(), Some("4"));
    assert_eq!(opinions["items"][0]["version"].as_i64(), Some(2));
}

/// The examples of the documentation give what they say.
fn examples(people: &People, form: &str, key: &str) {
    let mut tried = 0;
    for example in between(DOCUMENT, "```\ncurl ", "\n```") {
        let example = example.replace("{procedure}", PROCEDURE).replace("{survey}", form);
        let path = between(&example, "{base}", "'")[0];
        let answer = ask(people, path, example.contains("{key}").then_some(key));
        assert_eq!(answer.status, 200, "{example}: {}", answer.text());
        assert!(!json(&answer)["items"].as_array().unwrap().is_empty(), "{example}");
        tried += 1;
    }
    assert_eq!(tried, 4);
}

fn revoked(people: &People, owner: &Session, key: &str, path: &str) {
    let list = people.get(owner, "/fr/bureau/cles").text();
    assert!(!list.contains(key), "shown once");
    let ids = between(&list, "/fr/bureau/cles/", "/revoquer");
    assert_eq!(ids.len(), 2);
    let other =
        people.session(people.agent(people.elsewhere, Role::ProcedureOwner, Scope::Space(people.elsewhere)));
    assert_eq!(people.post(&other, &format!("/fr/bureau/cles/{}/revoquer", ids[0]), &[]).status, 404);
    assert_eq!(ask(people, path, Some(key)).status, 200);
    // The newest first: made at one instant, both are tried.
    let mut left = ids.len();
    for id in ids {
        if ask(people, path, Some(key)).status == 200 {
            let done = people.post(owner, &format!("/fr/bureau/cles/{id}/revoquer"), &[]);
            assert_eq!(done.status, 303);
            left -= 1;
        }
    }
    assert!(left < 2);
    assert_eq!(ask(people, path, Some(key)).status, 401);
    let nobody = people.post(owner, "/fr/bureau/cles", &[("name", "x"), ("scope", "opinions")]);
    assert!(nobody.text().contains("Choisissez au moins une enquête"));
}

#[test]
fn everybody_reads_figures_and_keys_open_more() {
    fresh_worlds().iter().for_each(try_on);
}
