use parvis_accounts::AccountsError;
use parvis_accounts::model::Settings;
use parvis_accounts::service::requests::{self, NewRequest};
use parvis_accounts::service::{agents, enter, spaces};
use parvis_kernel::{Permission, Role};

use crate::{World, code, of_sixteen, on_each_engine};

fn allow(w: &World, domain: &str) {
    let settings = Settings { domains: vec![domain.into()], ..Settings::default() };
    w.pool.write(|db| spaces::change(db, &w.console(), w.space.id, "Ici", &settings)).unwrap();
}

fn ask(w: &World, email: &str) -> Result<(), AccountsError> {
    let new = NewRequest {
        space: Some(w.space.id),
        email: email.into(),
        name: "Demande".into(),
        message: "Je rejoins le bureau.".into(),
    };
    w.pool.write(|db| requests::ask(db, &w.means, &w.anyone(), &new))
}

#[test]
fn a_request_reaches_those_who_decide_and_becomes_an_invitation_once() {
    on_each_engine(|w| {
        allow(w, "ville.exemple.fr");
        let keeper = w.agent(&[Role::OrganisationAdministrator]);
        w.agent(&[Role::QualityOfficer]);
        ask(w, "qui@service.ville.exemple.fr").unwrap();
        let letter = w.letter();
        assert_eq!(letter.to, [keeper.email.clone().unwrap().to_string()]);
        let (_, by) = w.as_agent(&keeper);
        let waiting = w.pool.read(|db| requests::list(db, &by)).unwrap();
        assert_eq!(waiting.len(), 1);
        let (pool, means) = (&w.pool, &w.means);
        let id = waiting[0].id;
        assert_eq!(of_sixteen(|| pool.write(|db| requests::decide(db, means, &by, id, true)).is_ok()), 1);
        let letters = w.letters();
        let invitation = letters.iter().find(|l| l.to == ["qui@service.ville.exemple.fr"]).unwrap();
        code(invitation);
        let agent = w.pool.read(|db| agents::by_email(db, "qui@service.ville.exemple.fr")).unwrap();
        assert!(w.pool.read(|db| agents::get(db, &by, agent.id, Permission::AgentRead)).is_ok());
    });
}

#[test]
fn only_allowed_domains_may_ask_and_nothing_is_said_of_who_is_here() {
    on_each_engine(|w| {
        assert!(matches!(ask(w, "a@exemple.fr"), Err(AccountsError::Invalid { field: "email", .. })));
        allow(w, "exemple.fr");
        assert!(ask(w, "a@exemple.fr.mal.example").is_err());
        let here = w.agent(&[]);
        ask(w, here.email.unwrap().as_str()).unwrap();
        assert!(w.pool.read(|db| requests::list(db, &w.console())).unwrap().is_empty());
        ask(w, "b@exemple.fr").unwrap();
        ask(w, "b@exemple.fr").unwrap();
        assert_eq!(w.pool.read(|db| requests::list(db, &w.console())).unwrap().len(), 1);
    });
}

#[test]
fn a_declined_request_is_answered() {
    on_each_engine(|w| {
        allow(w, "exemple.fr");
        ask(w, "non@exemple.fr").unwrap();
        let id = w.pool.read(|db| requests::list(db, &w.console())).unwrap()[0].id;
        w.pool.write(|db| requests::decide(db, &w.means, &w.console(), id, false)).unwrap();
        let letter = w.letter();
        assert_eq!(letter.to, ["non@exemple.fr"]);
        assert!(w.pool.read(|db| agents::by_email(db, "non@exemple.fr")).is_err());
    });
}

#[test]
fn a_request_is_erased_once_its_space_keeps_it_no_longer() {
    on_each_engine(|w| {
        let settings =
            Settings { domains: vec!["exemple.fr".into()], retention_months: 2, ..Settings::default() };
        w.pool.write(|db| spaces::change(db, &w.console(), w.space.id, "Ici", &settings)).unwrap();
        let listed = |w: &World| w.pool.read(|db| requests::list(db, &w.console())).unwrap();
        let known = |w: &World, id| listed(w).iter().any(|request| request.id == id);
        ask(w, "refus@exemple.fr").unwrap();
        let (pool, means) = (&w.pool, &w.means);
        let declined = listed(w)[0].id;
        pool.write(|db| requests::decide(db, means, &w.console(), declined, false)).unwrap();
        ask(w, "attend@exemple.fr").unwrap();
        let waiting = listed(w)[0].id;
        let tidy = || pool.write(|db| enter::purge(db, w.now.get())).unwrap();
        w.wait(86_400 * 58);
        tidy();
        assert!(known(w, declined), "not two months yet");
        w.wait(86_400 * 5);
        tidy();
        assert!(!known(w, declined), "it was decided two months ago");
        assert!(known(w, waiting), "nobody has answered it yet");
    });
}
