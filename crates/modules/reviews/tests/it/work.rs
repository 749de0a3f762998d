//! Work on opinions: labels, status, assignment, quotes, each in the journal.

use parvis_accounts::AccountsError;
use parvis_kernel::{Id, Role};
use parvis_reviews::Wanted;
use parvis_reviews::model::Status;
use parvis_reviews::service::finding::{self, Order};
use parvis_reviews::service::{forms, keep, quotes, work};
use parvis_reviews::survey::{Face, Tongue};

use crate::search::say;
use crate::world::{World, on_each_engine};

/// How many opinions are found.
fn count(w: &World, wanted: &Wanted) -> usize {
    let found = w.write(|db| finding::find(db, &w.console(), w.form.id, wanted, Order::Newest)).unwrap();
    assert_eq!(found.facets.n, found.page.len());
    found.page.len()
}

#[test]
fn labels_are_put_found_by_and_taken() {
    on_each_engine(|w| {
        let one = say(w, Tongue::French, Face::Bad, "Le paiement est refusé");
        let other = say(w, Tongue::French, Face::Bad, "Rien à dire du paiement");
        let owner = w.someone("porteuse", Role::ProcedureOwner);
        let tag = |id: Id, name: &str| w.write(|db| work::tag(db, &w.means, &owner, id, name));
        tag(one.id, " Paiement ").unwrap();
        tag(other.id, "paiement").unwrap();
        assert!(
            matches!(tag(one.id, "PAIEMENT"), Err(AccountsError::Conflict(_))),
            "one label, however written"
        );
        for wrong in ["", " ", "…", &"a".repeat(201)] {
            assert!(matches!(tag(one.id, wrong), Err(AccountsError::Invalid { .. })), "{wrong}");
        }
        let sheet = || w.write(|db| work::sheet(db, &owner, one.id)).unwrap();
        assert_eq!(sheet().tags.len(), 1);
        let id = sheet().work.tags[0].id;
        let tagged = Wanted { tag: Some(id), ..Wanted::default() };
        assert_eq!(count(w, &tagged), 2);
        assert_eq!(count(w, &Wanted { words: "refus".into(), ..tagged.clone() }), 1, "with words too");
        let untag = |opinion: Id| w.write(|db| work::untag(db, &owner, opinion, id));
        untag(one.id).unwrap();
        assert!(untag(one.id).is_err(), "taken already");
        assert_eq!((count(w, &tagged), sheet().tags.len()), (1, 1));
        untag(other.id).unwrap();
        assert_eq!(sheet().tags, [], "a label that nothing bears is no more");
        let told: Vec<_> = sheet().history.iter().map(|entry| entry.action.clone()).collect();
        assert_eq!(told, ["opinion.untag", "opinion.tag"]);
        let auditor = w.someone("auditrice", Role::Auditor);
        w.write(|db| work::sheet(db, &auditor, one.id)).unwrap();
        assert!(
            w.write(|db| work::tag(db, &w.means, &auditor, one.id, "x")).is_err(),
            "reads, changes nothing"
        );
    });
}

#[test]
fn an_opinion_is_given_to_whoever_may_look_after_it() {
    on_each_engine(|w| {
        let one = say(w, Tongue::French, Face::Bad, "Le paiement est refusé");
        say(w, Tongue::French, Face::Bad, "Autre");
        let owner = w.someone("porteuse", Role::ProcedureOwner);
        let reader = w.someone("auditrice", Role::Auditor);
        let assign = |to: Option<Id>| w.write(|db| work::assign(db, &owner, one.id, to));
        assert!(
            matches!(assign(reader.actor.agent), Err(AccountsError::Invalid { .. })),
            "no right to answer"
        );
        assign(owner.actor.agent).unwrap();
        assert!(assign(owner.actor.agent).is_err(), "so already");
        let set = |status| w.write(|db| work::set_status(db, &owner, one.id, status));
        set(Status::Fixing).unwrap();
        assert!(set(Status::Fixing).is_err());
        let sheet = w.write(|db| work::sheet(db, &owner, one.id)).unwrap();
        assert_eq!((sheet.work.status, sheet.work.agent), (Status::Fixing, owner.actor.agent));
        assert_eq!(sheet.agents.len(), 1, "{:?}", sheet.agents);
        assert_eq!(sheet.names.len(), 1);
        let by_status = |status| Wanted { status: Some(status), ..Wanted::default() };
        assert_eq!((count(w, &by_status(Status::Fixing)), count(w, &by_status(Status::New))), (1, 1));
        assert_eq!(count(w, &Wanted { agent: owner.actor.agent, ..Wanted::default() }), 1);
        set(Status::New).unwrap();
        assert_eq!(count(w, &by_status(Status::New)), 2);
        assign(None).unwrap();
        assert_eq!(count(w, &Wanted { agent: owner.actor.agent, ..Wanted::default() }), 0);
    });
}

#[test]
fn quotes_are_cut_kept_and_erased_with_the_opinion() {
    on_each_engine(|w| {
        let one = say(w, Tongue::French, Face::Bad, "Bonjour, le site est lent et le paiement est refusé.");
        let by = w.console();
        let add = |text: &str| w.write(|db| quotes::add(db, &w.means, &by, one.id, text));
        assert!(matches!(add("le site est nul"), Err(AccountsError::Invalid { .. })));
        assert_eq!(add("le site est lent").unwrap(), w.form.id);
        add("le paiement est refusé.").unwrap();
        let list = || w.write(|db| quotes::list(db, &by, w.form.id)).unwrap().1;
        let all = list();
        let texts: Vec<&str> = all.iter().map(|(quote, _)| quote.text.as_str()).collect();
        assert_eq!(texts.len(), 2);
        assert!(
            texts.contains(&"[…] le site est lent […]") && texts.contains(&"[…] le paiement est refusé.")
        );
        w.write(|db| quotes::remove(db, &by, all[0].0.id)).unwrap();
        assert_eq!(list().len(), 1);
        w.write(|db| work::tag(db, &w.means, &by, one.id, "paiement")).unwrap();
        w.write(|db| work::set_status(db, &by, one.id, Status::Seen)).unwrap();
        w.write(|db| forms::change(db, &w.console(), w.form.id, "Passeport", Some(2))).unwrap();
        w.wait(86_400 * 100);
        assert_eq!(w.write(|db| keep::purge(db, &w.console())).unwrap(), 1);
        assert_eq!(list(), [], "nobody's words are kept longer than the opinion");
    });
}
