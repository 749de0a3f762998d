use parvis_accounts::Post;
use parvis_i18n::Messages;
use parvis_jobs::{Registry, run_all};
use parvis_kernel::{FixedClock, Role, Scope, Timestamp};
use parvis_mail::testing::{Received, Sink};
use parvis_mail::{Letterhead, MailSettings, Mailer};
use parvis_procedures::assessment::Evidence;
use parvis_procedures::service::assess::{self, Sheet};
use std::time::Duration;

use crate::pages::LOCALES;
use crate::world::{World, at, on_each_engine};

struct Office {
    sink: Sink,
    registry: Registry,
}

impl Office {
    fn new(world: &World) -> Self {
        let sink = Sink::start();
        let messages = Messages::new(&[LOCALES, &[parvis_mail::LOCALES]].concat()).unwrap();
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
            means: world.means.clone(),
        };
        Self { sink, registry: parvis_procedures::jobs(Registry::builder(), post).build().unwrap() }
    }

    /// The letters that leave on that morning.
    fn morning(&self, world: &World, days: u64) -> Vec<Received> {
        let now: Timestamp = at(3600).plus(Duration::from_secs(days * 86_400));
        let failures = run_all(world.pool(), &self.registry, &FixedClock(now), &*world.means.rng).unwrap();
        assert!(failures.is_empty(), "{failures:?}");
        self.sink.take()
    }
}

#[test]
fn owners_get_one_letter_a_week_about_what_they_have_to_do() {
    on_each_engine(|world| {
        let slug = world.procedure(world.state, "impot-1", "Déclarer ses revenus", "Direction des impôts");
        world.procedure(world.state, "titre-1", "Carte d'identité", "Direction des titres");
        let owner = world.agent("porteur", Role::ProcedureOwner, world.scope(&slug));
        let officer = world.agent("qualite", Role::QualityOfficer, Scope::Space(world.state));
        world.agent("contribution", Role::Contributor, world.scope(&slug));
        let office = Office::new(world);
        // 1 March 2026 is a Sunday. The schedule is seen for the first time: it waits for its next tick.
        assert!(office.morning(world, 0).is_empty());
        let letters = office.morning(world, 1);
        assert_eq!(letters.len(), 1, "the owner alone");
        assert_eq!(letters[0].to, ["porteur@demo.example"]);
        assert!(letters[0].subject.contains("Une de vos démarches"), "{}", letters[0].subject);
        let text = &letters[0].text;
        assert!(text.contains("Déclarer ses revenus") && text.contains("En ligne (manquant)"), "{text}");
        assert!(!text.contains("Carte"), "nothing of what others answer for");
        assert!(text.contains("https://parvis.test/fr/bureau/criteres"));
        assert!((2..=7).all(|day| office.morning(world, day).is_empty()), "once in the week");
        assert_eq!(office.morning(world, 8).len(), 1, "the next Monday");
        let every = [
            ("online", &[("wholly", "no")][..]),
            ("once_only", &[("held", "none")]),
            ("digital_use", &[("online", "1"), ("total", "2")]),
            ("sign_in", &[("needed", "no")]),
            (
                "non_digital_alternative",
                &[("telephone", "first_page"), ("counter", "elsewhere"), ("paper", "not_shown")],
            ),
        ];
        for (indicator, answers) in every {
            let sheet = Sheet {
                answers: answers
                    .iter()
                    .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()))
                    .collect(),
                evidence: Evidence { link: String::new(), note: "vu".into() },
                ..Sheet::default()
            };
            let id = world
                .pool()
                .write(|db| {
                    let by = world.by(owner);
                    assess::save(db, &world.files, &world.means, &by, &slug, indicator, &sheet)
                })
                .unwrap();
            world.pool().write(|db| assess::accept(db, &world.files, &world.by(officer), id)).unwrap();
        }
        assert!(office.morning(world, 15).is_empty(), "all is done");
        let letters = office.morning(world, 340);
        assert!(letters[0].text.contains("En ligne (vaut jusqu'au 1er mars 2027)"), "{}", letters[0].text);
    });
}
