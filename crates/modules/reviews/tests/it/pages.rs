use axum::Router;
use axum::body::Body;
use axum::http::{Request, header};
use http_body_util::BodyExt;
use parvis_kernel::FixedClock;
use parvis_reviews::service::forms::{self, NewButton};
use parvis_reviews::service::reading;
use parvis_reviews::survey::{Contact, Face, Helper, Mark, Point, Tongue};
use parvis_reviews::texts::Texts;
use parvis_reviews::{Survey, router};
use parvis_ui::{Site, Theme};
use parvis_web::Client;
use std::sync::Arc;
use tokio::runtime::Runtime;
use tower::ServiceExt;

use crate::world::{World, on_each_engine};

/// A person with a plain browser: no script, no cookie.
pub struct Person {
    router: Router,
    runtime: Runtime,
}

pub struct Seen {
    pub status: u16,
    pub to: String,
    pub html: String,
}

impl Person {
    pub fn new(world: &World) -> Self {
        let site = Site {
            publisher: None,
            contact: None,
            base_url: "http://localhost".into(),
            theme: Theme::Neutral,
            stylesheet: "/style.css".into(),
            languages: Vec::new(),
            demo: false,
            menu: Vec::new(),
            footer: Vec::new(),
        };
        let clock = Arc::new(FixedClock(world.now.get()));
        let survey = Survey::new(world.db.pool.clone(), site, world.means.clone(), clock);
        Self { router: router(survey), runtime: Runtime::new().unwrap() }
    }

    /// The same person, on a network.
    pub fn on(self, network: &str) -> Self {
        let client = Client { network: network.to_owned(), request: String::new() };
        Self { router: self.router.layer(axum::Extension(client)), ..self }
    }

    pub fn ask(&self, method: &str, path: &str, body: impl Into<Body>) -> Seen {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(body.into())
            .unwrap();
        self.runtime.block_on(async {
            let response = self.router.clone().oneshot(request).await.unwrap();
            let to =
                response.headers().get(header::LOCATION).map_or("", |to| to.to_str().unwrap()).to_owned();
            let status = response.status().as_u16();
            let html = response.into_body().collect().await.unwrap().to_bytes();
            Seen { status, to, html: String::from_utf8(html.to_vec()).unwrap() }
        })
    }

    pub fn get(&self, path: &str) -> Seen {
        self.ask("GET", path, Body::empty())
    }

    /// Sends the form of a page as it stands, with these fields filled.
    pub fn answer(&self, page: &Seen, fields: &str) -> Seen {
        let value = |name: &str| between(&page.html, &format!("name=\"{name}\" value=\""), "\"");
        let body = format!("p={}&l={}&v={}&{fields}", value("p"), value("l"), value("v"));
        self.ask("POST", &between(&page.html, "method=\"post\" action=\"", "\""), body)
    }

    /// Sends a form and follows where it leads.
    pub fn next(&self, page: &Seen, fields: &str) -> Seen {
        let answer = self.answer(page, fields);
        assert_eq!(answer.status, 303, "{fields}: {}", answer.html);
        let next = self.get(&answer.to);
        assert_eq!(next.status, 200, "{}", answer.to);
        next
    }
}

pub fn between(text: &str, open: &str, close: &str) -> String {
    let rest = text.split_once(open).unwrap_or_else(|| panic!("no {open} in {text}")).1;
    rest.split_once(close).unwrap().0.to_owned()
}

#[test]
fn the_whole_survey_in_every_language_without_a_script() {
    on_each_engine(|w| {
        let person = Person::new(w);
        for (n, tongue) in Tongue::ALL.iter().enumerate() {
            let texts = Texts::of(*tongue);
            let first = person.get(&format!("/avis/{}?l={tongue}", w.button.code));
            let head = format!("<html lang=\"{}\" dir=\"{}\">", tongue.tag(), tongue.direction());
            assert!(first.html.contains(&head) && first.html.contains("passeport"), "{}", first.html);
            assert_eq!(first.html.matches("<script").count(), 1, "the one that sends a failed step again");
            let clarity = person.next(&first, "satisfaction=medium");
            assert!(
                clarity.html.contains(texts.say("saved").split(['\'', '.']).next().unwrap()),
                "{}",
                clarity.html
            );
            let help = person.next(&clarity, "clarity=very_good");
            let reached = person.next(&help, "help=phone&help=email&help=other&other=Ma+voisine");
            assert_eq!(reached.html.matches("<fieldset").count(), 2, "the two ways that were tried");
            let comment = person
                .next(&reached, "reached-phone=yes&quality-phone=bad&reached-email=no&reached-counter=yes");
            let end = person.next(&comment, "comment=Merci+%F0%9F%99%82");
            assert!(
                end.html.contains(texts.say("thanks").split(['\'', ',']).next().unwrap()),
                "{}",
                end.html
            );
            let times = n as u64 + 1;
            for option in [
                "opinion",
                "satisfaction.medium",
                "clarity.very_good",
                "quality.phone.bad",
                "reached.email.no",
            ] {
                assert_eq!(w.count(option), times, "{tongue} {option}");
            }
            assert_eq!(w.count("reached.counter.yes"), 0, "a way that was not tried was not reached");
        }
    });
}

#[test]
fn a_question_is_passed_and_help_not_needed_ends_it() {
    on_each_engine(|w| {
        let person = Person::new(w);
        let clarity = person.next(&person.get(&format!("/avis/{}", w.button.code)), "satisfaction=good");
        let help = person.next(&clarity, "");
        let comment = person.next(&help, "help=none");
        assert!(comment.html.contains("<textarea"));
        person.next(&comment, "comment=");
        assert_eq!((w.count("opinion"), w.count("clarity.good"), w.count("help.none")), (1, 0, 1));
    });
}

#[test]
fn what_does_not_fit_together_is_said_and_nothing_is_lost() {
    on_each_engine(|w| {
        let person = Person::new(w);
        let first = person.get(&format!("/avis/{}", w.button.code));
        for forged in ["satisfaction=11", "satisfaction=", "score=10", "satisfaction=good%00"] {
            let seen = person.answer(&first, forged);
            let is_taken = forged.starts_with("satisfaction=good");
            assert_eq!(seen.status, if is_taken { 303 } else { 422 }, "{forged}");
        }
        let help =
            person.next(&person.next(&first, "satisfaction=good&date=1999-01-01"), "clarity=good&score=10");
        let wrong = person.answer(&help, "help=none&help=phone&help=other&other=%3Cb%3E");
        assert_eq!(wrong.status, 422);
        assert_eq!(
            wrong.html.matches(" checked").count(),
            3,
            "what was ticked is still ticked: {}",
            wrong.html
        );
        assert!(wrong.html.contains("&#60;b&#62;"), "{}", wrong.html);
        let comment = person.next(&wrong, "help=none");
        let long = person.answer(&comment, &format!("comment={}", "a".repeat(15_001)));
        assert_eq!((long.status, w.count("opinion")), (422, 1));
        assert!(long.html.contains(&"a".repeat(15_001)), "it can be shortened");
        let huge = person.ask("POST", &format!("/avis/{}/comment", w.button.code), "x".repeat(10 << 20));
        assert_eq!(huge.status, 413);
        let bytes = person.ask("POST", &format!("/avis/{}", w.button.code), vec![0xff, 0xfe, b'=', 0]);
        assert_eq!(bytes.status, 422);
        let stranger =
            person.ask("POST", &format!("/avis/{}/clarity", w.button.code), format!("p={}", "a".repeat(43)));
        assert_eq!(stranger.status, 404, "a step of no opinion");
    });
}

#[test]
fn the_sheet_of_paper_asks_all_that_the_screens_ask() {
    on_each_engine(|w| {
        let person = Person::new(w);
        for tongue in Tongue::ALL {
            let texts = Texts::of(*tongue);
            let sheet = person.get(&format!("/avis/{}/papier?l={tongue}", w.button.code));
            assert_eq!(sheet.status, 200);
            let shown = |text: &str| sheet.html.contains(&text.replace('\'', "&#39;"));
            let faces = Face::ALL.iter().map(|one| texts.option("satisfaction", one.as_str()));
            let marks = Mark::ALL
                .iter()
                .flat_map(|one| ["clarity", "quality"].map(|q| texts.option(q, one.as_str())));
            let ways = Contact::ALL.iter().map(|one| texts.option("help", one.as_str()));
            let others = Helper::ALL.iter().map(|one| texts.option("help", one.as_str()));
            let asked = ["satisfaction", "clarity", "help", "comment", "paper-how"].map(|key| texts.say(key));
            for text in faces.chain(marks).chain(ways).chain(others).chain(asked) {
                assert!(shown(text), "{tongue}: {text}");
            }
            assert!(shown(&w.button.code) && shown("<svg"));
        }
        assert_eq!(person.get("/avis/AAAAAA/papier").status, 404);
        w.write(|db| forms::close_button(db, &w.console(), w.button.id, "Appelez le 01.")).unwrap();
        let closed = Person::new(w).get(&format!("/avis/{}/papier", w.button.code));
        assert!(closed.status == 410 && closed.html.contains("Appelez le 01."), "{}", closed.html);
    });
}

#[test]
fn every_address_that_people_have_leads_to_the_form() {
    on_each_engine(|w| {
        let old = Some(("1234".to_owned(), "56".to_owned()));
        let new = NewButton { name: "Abandon".into(), point: Point::GaveUp, old };
        let made = w.write(|db| forms::add_button(db, &w.means, &w.console(), w.form.id, &new)).unwrap();
        let person = Person::new(w);
        let old = person.get("/Demarches/1234?button=56");
        assert!(old.status == 200 && old.html.contains(&format!("/avis/{}", made.code)), "{}", old.html);
        assert!(old.html.contains("avant la fin"), "the question fits where the button stands");
        let shouted = format!("/avis?code={}+{}", made.code[..3].to_lowercase(), &made.code[3..]);
        assert_eq!(person.get(&shouted).to, format!("/avis/{}?l=fr", made.code));
        assert_eq!(person.get("/avis").status, 200);
        for unknown in ["/avis?code=nope", "/avis/AAAAAA", "/Demarches/1234", "/Demarches/1?button=56"] {
            assert_eq!(person.get(unknown).status, 404, "{unknown}");
        }
        let why = "L'enquête est close, appelez le 01.";
        w.write(|db| forms::close_button(db, &w.console(), made.id, why)).unwrap();
        let closed = Person::new(w).get("/Demarches/1234?button=56");
        assert!(closed.status == 410 && closed.html.contains("appelez le 01."), "{}", closed.html);
    });
}

#[test]
fn personal_data_is_shown_as_it_will_be_hidden_and_never_kept() {
    on_each_engine(|w| {
        let person = Person::new(w);
        let first = person.get(&format!("/avis/{}", w.button.code));
        let help = person.next(&person.next(&first, "satisfaction=bad"), "clarity=bad");
        let comment = person.next(&help, "help=other&other=Appelez+le+06+39+98+12+34");
        let said = "comment=Mon+num%C3%A9ro+est+le+06+39+98+12+34%2C+rappelez-moi.";
        let warned = person.answer(&comment, said);
        assert_eq!(warned.status, 200);
        assert!(warned.html.contains("[téléphone masqué]"), "{}", warned.html);
        assert!(warned.html.contains("06 39 98 12 34, rappelez-moi"), "what was typed can be changed");
        assert_eq!(w.count("comment"), 0, "nothing is kept before the person has seen it");
        let seen = between(&warned.html, "name=\"seen\" value=\"", "\"");
        let other = person.answer(&warned, &format!("seen={seen}&comment=Ou+le+06+39+98+56+78%2C+merci."));
        assert_eq!(other.status, 200, "another text is shown again");
        person.next(&warned, &format!("seen={seen}&{said}"));
        let (by, wanted) = (w.console(), parvis_reviews::Wanted::default());
        let read = w.write(|db| reading::opinions(db, &by, w.form.id, &wanted)).unwrap();
        let one = &read.1[0];
        assert_eq!(one.verbatim.as_deref(), Some("Mon numéro est le [téléphone masqué], rappelez-moi."));
        assert_eq!(one.other.as_deref(), Some("Appelez le [téléphone masqué]"));
    });
}
