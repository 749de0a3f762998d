//! Audits from the first finding to the statement, on both engines.

use parvis_accounts::AccountsError;
use parvis_kernel::{Day, Id};
use parvis_probes::audit::fill::{Sent, token};
use parvis_probes::audit::sample::{self, SamplePage};
use parvis_probes::audit::statement::Facts;
use parvis_probes::audit::{Outcome, Source, Told};
use parvis_probes::rgaa;
use parvis_probes::service::audits::{self, NewAudit, Sheet, Unfilled};
use parvis_probes::service::findings;
use parvis_probes::track::Judged;
use parvis_probes::watch::hours::Hours;

use crate::world::{World, on_each_engine};

fn begin(w: &World, pages: &str) -> Result<Id, AccountsError> {
    let new = NewAudit { auditor: " Atelier   d'Exemple ".into(), pages: sample::parse(pages) };
    w.write(|db| audits::begin(db, &w.means, &w.by(), &w.slug, &new))
}

fn sheet(w: &World, id: Id) -> Sheet {
    w.db.pool.read(|db| audits::sheet(db, &w.by(), &w.slug, id)).unwrap()
}

/// Says something of criteria on a page, having seen what is there.
fn say(w: &World, (id, page): (Id, i32), said: &[(&'static str, Told)]) -> Result<usize, Unfilled> {
    let grid = sheet(w, id).grid;
    let shown = |criterion| grid.decision(page, criterion).map(|one| one.told.clone()).unwrap_or_default();
    let sent = said.iter().map(|(criterion, told)| Sent {
        criterion,
        told: told.clone(),
        shown: token(&shown(criterion)),
    });
    let sent: Vec<Sent> = sent.collect();
    w.db.pool.write(|db| audits::fill(db, &w.by(), &w.slug, (id, page), &sent))
}

fn told(outcome: Outcome, note: &str) -> Told {
    Told { outcome: Some(outcome), note: note.into(), ..Told::default() }
}

/// Decides everything that is open on a page.
fn complete(w: &World, id: Id, page: i32) {
    let grid = sheet(w, id).grid;
    let open = rgaa::current().criteria().map(|one| one.number.as_str());
    let open = open.filter(|number| grid.outcome(page, number).is_none());
    let all: Vec<_> = open.map(|number| (number, told(Outcome::Conforming, ""))).collect();
    say(w, (id, page), &all).unwrap();
}

fn finish(w: &World, id: Id) -> Result<(), AccountsError> {
    let seen = sheet(w, id).audit.revision;
    w.write(|db| audits::finish(db, &w.by(), &w.slug, (id, seen), Some(w.now().day())))
}

fn watched(w: &World, page: &str) {
    w.server.shows(page);
    w.watch(Hours::ALWAYS);
    w.pass(1);
}

#[test]
fn an_audit_begins_with_what_the_machine_proves_and_nobody_dismissed() {
    on_each_engine(|w| {
        watched(w, "<p><img src=a.png></p><p><a href=/x></a></p>");
        let found = w.db.pool.read(|db| findings::found(db, &w.by(), &w.slug)).unwrap();
        let link = found.followed.iter().find(|one| one.finding.rule == "link-without-name").unwrap();
        w.write(|db| {
            findings::judge(db, &w.by(), &w.slug, &link.mark, Some(Judged::Dismissed), "Retiré depuis")
        })
        .unwrap();
        let id = begin(w, &format!("Accueil | {}\nAide | https://exemple.fr/aide", w.server.url())).unwrap();
        let now = sheet(w, id);
        assert_eq!((now.audit.auditor.as_str(), now.grid.pages.len()), ("Atelier d'Exemple", 2));
        let image = now.grid.decision(1, "1.1").unwrap();
        assert_eq!((image.source, image.outcome()), (Source::Machine, Some(Outcome::NotConforming)));
        assert_eq!(image.evidence[0].rule, "image-without-alternative");
        assert!(image.evidence[0].excerpt.as_ref().unwrap().contains("a.png"));
        assert_eq!(now.grid.decision(1, "6.2"), None, "somebody said that it is none");
        assert!(now.grid.decisions.keys().all(|(page, _)| *page == 1), "the other page was not read");
        assert!(now.grid.decisions.values().all(|one| one.outcome() == Some(Outcome::NotConforming)));
    });
}

#[test]
fn an_audit_needs_an_auditor_and_pages() {
    on_each_engine(|w| {
        let bad = |auditor: &str, pages: &str| {
            let new = NewAudit { auditor: auditor.into(), pages: sample::parse(pages) };
            w.write(|db| audits::begin(db, &w.means, &w.by(), &w.slug, &new)).unwrap_err()
        };
        assert!(matches!(bad("", "A | b.fr"), AccountsError::Invalid { field: "auditor", .. }));
        assert!(matches!(bad("Atelier", "A"), AccountsError::Invalid { field: "pages", .. }));
        let list = w.db.pool.read(|db| audits::list(db, &w.by(), &w.slug)).unwrap();
        assert!(list.audits.is_empty());
    });
}

#[test]
fn what_is_found_later_is_taken_up_and_never_covers_a_person() {
    on_each_engine(|w| {
        watched(w, "");
        let id = begin(w, &format!("Accueil | {}", w.server.url())).unwrap();
        assert_eq!(sheet(w, id).grid.outcome(1, "1.1"), None);
        say(w, (id, 1), &[("6.2", told(Outcome::Conforming, "Vu"))]).unwrap();
        w.server.shows("<p><img src=a.png></p><p><a href=/x></a></p>");
        w.pass(24 * 60);
        w.pass(4 * 60);
        assert!(w.write(|db| audits::refill(db, &w.by(), &w.slug, id)).unwrap() >= 2);
        let now = sheet(w, id);
        assert_eq!(now.grid.outcome(1, "1.1"), Some(Outcome::NotConforming));
        let link = now.grid.decision(1, "6.2").unwrap();
        assert_eq!((link.told.note.as_str(), link.source), ("Vu", Source::Person));
        assert!(link.denies_the_machine(), "what the machine proves is shown beside it");
        assert_eq!(w.write(|db| audits::refill(db, &w.by(), &w.slug, id)).unwrap(), 0, "once is enough");
    });
}

#[test]
fn two_people_who_fill_at_once_do_not_cover_one_another() {
    on_each_engine(|w| {
        let id = begin(w, "Accueil | exemple.fr").unwrap();
        let both = |first: Told, second: Told| {
            let sent = |criterion, told| Sent { criterion, told, shown: token(&Told::default()) };
            let sent = [sent("1.1", first), sent("1.2", second)];
            w.db.pool.write(|db| audits::fill(db, &w.by(), &w.slug, (id, 1), &sent))
        };
        assert_eq!(both(told(Outcome::Conforming, ""), Told::default()).unwrap(), 1);
        // The second form was opened before: its own part is saved, and what it did not touch stays.
        assert_eq!(both(Told::default(), told(Outcome::Conforming, "")).unwrap(), 1);
        assert_eq!(sheet(w, id).grid.outcome(1, "1.1"), Some(Outcome::Conforming));
        let clash = both(told(Outcome::NotConforming, "Logo"), told(Outcome::NotConforming, "Photo"));
        let Err(Unfilled::Wrong(wrong)) = clash else { panic!("{clash:?}") };
        assert_eq!(wrong.iter().map(|one| one.criterion).collect::<Vec<_>>(), ["1.1", "1.2"]);
        assert_eq!(sheet(w, id).grid.outcome(1, "1.2"), Some(Outcome::Conforming), "all or nothing");
        let nowhere = say(w, (id, 2), &[]);
        assert!(matches!(nowhere, Err(Unfilled::Other(AccountsError::NotFound))));
    });
}

#[test]
fn a_finished_audit_is_whole_and_never_changes() {
    on_each_engine(|w| {
        let id = begin(w, "Accueil | exemple.fr\nAide | exemple.fr/aide").unwrap();
        say(w, (id, 1), &[("1.1", told(Outcome::NotConforming, "Logo"))]).unwrap();
        complete(w, id, 1);
        assert!(matches!(finish(w, id), Err(AccountsError::Conflict("probes-audit-undecided-refused"))));
        complete(w, id, 2);
        let seen = sheet(w, id).audit.revision;
        say(w, (id, 2), &[("1.2", told(Outcome::NotApplicable, ""))]).unwrap();
        let on = |day: &str, seen| {
            let day: Day = day.parse().unwrap();
            w.write(|db| audits::finish(db, &w.by(), &w.slug, (id, seen), Some(day)))
        };
        assert!(matches!(on("2026-03-02", seen), Err(AccountsError::Conflict("probes-audit-moved"))));
        assert!(matches!(on("2026-03-03", seen), Err(AccountsError::Invalid { field: "on", .. })));
        finish(w, id).unwrap();
        let end = sheet(w, id);
        assert_eq!(end.grid.whole().rate().unwrap().percent(), 99.05);
        assert!(matches!(finish(w, id), Err(AccountsError::Conflict("probes-audit-finished"))));
        let late = say(w, (id, 1), &[("1.1", told(Outcome::Conforming, ""))]);
        assert!(matches!(late, Err(Unfilled::Other(AccountsError::Conflict("probes-audit-finished")))));
        assert!(w.write(|db| audits::refill(db, &w.by(), &w.slug, id)).is_err());
        // Nor behind the program's back.
        for change in [
            "UPDATE probes_audit SET auditor = 'x'",
            "UPDATE probes_audit_decision SET outcome = 'conforming'",
            "DELETE FROM probes_audit_decision",
            "DELETE FROM probes_audit_page",
            "UPDATE probes_audit_page SET title = 'x'",
        ] {
            assert!(w.write(|db| Ok(db.execute_batch(change)?)).is_err(), "{change}");
        }
        assert_eq!(sheet(w, id).grid, end.grid);
        let list = w.db.pool.read(|db| audits::list(db, &w.by(), &w.slug)).unwrap();
        assert_eq!((list.audits.len(), list.audits[0].1, list.audits[0].2), (1, 2, end.grid.whole()));
    });
}

#[test]
fn another_audit_begins_with_what_is_to_be_confirmed() {
    on_each_engine(|w| {
        let id = begin(w, "Accueil | exemple.fr").unwrap();
        let again = || w.write(|db| audits::again(db, &w.means, &w.by(), &w.slug, id));
        assert!(again().is_err(), "it is not finished");
        complete(w, id, 1);
        finish(w, id).unwrap();
        let new = again().unwrap();
        let grid = sheet(w, new).grid;
        assert_eq!(grid.pages, [SamplePage { title: "Accueil".into(), url: "https://exemple.fr/".into() }]);
        assert_eq!(
            (grid.undecided(), grid.decisions.len()),
            (106, 106),
            "nothing counts before somebody looks"
        );
        assert_eq!(sheet(w, new).audit.former, Some(id));
        complete(w, new, 1);
        finish(w, new).unwrap();
        assert_eq!(sheet(w, new).grid.whole().undecided, 0);
    });
}

#[test]
fn a_statement_is_written_for_a_finished_audit_by_one_person_at_a_time() {
    on_each_engine(|w| {
        let id = begin(w, "Accueil | exemple.fr").unwrap();
        let one = |text: &str| vec![text.to_owned()];
        let facts = Facts {
            language: "fr".into(),
            entity: "Ville d'Exemple".into(),
            service: "Changer de prénom".into(),
            address: "exemple.fr".into(),
            email: "accessibilite@exemple.fr".into(),
            technologies: one("HTML"),
            environments: one("Firefox et NVDA"),
            tools: one("Inspecteur"),
            established: w.now().day().to_string(),
            ..Facts::default()
        };
        let declare = |seen, facts: &Facts| {
            w.write(|db| audits::declare(db, &w.by(), &w.slug, (id, seen), facts.clone()))
        };
        assert!(matches!(declare(0, &facts), Err(AccountsError::Conflict("probes-audit-unfinished"))));
        assert!(w.db.pool.read(|db| audits::statement(db, &w.by(), &w.slug, id)).is_err());
        complete(w, id, 1);
        finish(w, id).unwrap();
        let early = Facts { established: "2026-03-01".into(), ..facts.clone() };
        assert!(matches!(declare(0, &early), Err(AccountsError::Invalid { field: "established", .. })));
        declare(0, &facts).unwrap();
        assert!(matches!(declare(0, &facts), Err(AccountsError::Conflict("probes-statement-changed"))));
        let form = Facts { form: "exemple.fr/ecrire".into(), ..facts.clone() };
        declare(1, &form).unwrap();
        assert!(matches!(declare(1, &facts), Err(AccountsError::Conflict("probes-statement-changed"))));
        let (_, kept) = w.db.pool.read(|db| audits::statement(db, &w.by(), &w.slug, id)).unwrap();
        let (kept, revision) = kept.unwrap();
        assert_eq!(
            (kept.form.as_str(), kept.address.as_str(), revision),
            ("https://exemple.fr/ecrire", "https://exemple.fr/", 2)
        );
    });
}
