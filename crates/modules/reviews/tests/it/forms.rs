use parvis_accounts::AccountsError;
use parvis_kernel::{Permission, Role};
use parvis_reviews::service::forms::{self, Called, NewButton};
use parvis_reviews::survey::{Face, Point};

use crate::world::{on_each_engine, procedure};

#[test]
fn a_button_is_found_by_its_code_and_by_its_old_numbers() {
    on_each_engine(|w| {
        let old = Some(("1234".to_owned(), "56".to_owned()));
        let new = NewButton { name: "Abandon".into(), point: Point::GaveUp, old: old.clone() };
        let made = w.write(|db| forms::add_button(db, &w.means, &w.console(), w.form.id, &new)).unwrap();
        assert_eq!(made.code.len(), 6);
        let found = |by: Called| w.write(|db| forms::called(db, &by)).map(|(button, _)| button);
        let shouted = format!("{}-{}", &made.code[..3].to_lowercase(), &made.code[3..]);
        assert_eq!(found(Called::Code(forms::typed(&shouted))).unwrap(), made);
        assert_eq!(found(Called::Old("1234".into(), "56".into())).unwrap(), made);
        assert!(matches!(found(Called::Old("1234".into(), "57".into())), Err(AccountsError::NotFound)));
        let again = w.write(|db| forms::add_button(db, &w.means, &w.console(), w.form.id, &new));
        assert!(matches!(again, Err(AccountsError::Invalid { field: "old_button", .. })), "{again:?}");
    });
}

#[test]
fn a_closed_button_takes_no_opinion() {
    on_each_engine(|w| {
        let closing = w.write(|db| forms::close_button(db, &w.console(), w.button.id, " "));
        assert!(matches!(closing, Err(AccountsError::Invalid { field: "reason", .. })), "a reason is told");
        let why = "Cette démarche a changé d'adresse : exemple.fr";
        w.write(|db| forms::close_button(db, &w.console(), w.button.id, why)).unwrap();
        let (button, form) = w.write(|db| forms::called(db, &Called::Code(w.button.code.clone()))).unwrap();
        assert_eq!(button.closed.as_ref().unwrap().reason, why);
        let mut sent = w.sent("p");
        (sent.button, sent.form) = (&button, &form);
        assert!(matches!(w.begin(&sent, Face::Good), Err(AccountsError::Conflict("reviews-closed"))));
    });
}

#[test]
fn forms_are_kept_by_those_who_answer_for_the_procedure() {
    on_each_engine(|w| {
        let officer = w.someone("qualite", Role::QualityOfficer);
        let auditor = w.someone("audit", Role::Auditor);
        let counter = w.someone("guichet", Role::CounterAgent);
        assert_eq!(w.write(|db| forms::list(db, &officer, Permission::ReviewRead)).unwrap().len(), 1);
        assert!(w.write(|db| forms::list(db, &counter, Permission::ReviewRead)).unwrap().is_empty());
        assert_eq!(w.write(|db| forms::list(db, &counter, Permission::ReviewEnter)).unwrap().len(), 1);
        w.write(|db| forms::change(db, &officer, w.form.id, "Passeport", Some(24))).unwrap();
        let range = w.write(|db| forms::change(db, &officer, w.form.id, "Passeport", Some(0)));
        assert!(matches!(range, Err(AccountsError::Invalid { field: "retention_months", .. })));
        let close = |by| w.write(|db| forms::close(db, by, w.form.id, "Fin de l'enquête"));
        assert!(close(&auditor).is_err() && close(&counter).is_err());
        close(&officer).unwrap();
        assert!(matches!(close(&officer), Err(AccountsError::Conflict(_))), "once");
        let new = NewButton { name: "Autre".into(), ..NewButton::default() };
        let late = w.write(|db| forms::add_button(db, &w.means, &officer, w.form.id, &new));
        assert!(matches!(late, Err(AccountsError::Conflict("reviews-form-closed"))));
    });
}

#[test]
fn listing_surveys_asks_no_more_of_the_database_when_there_are_more() {
    on_each_engine(|w| {
        let cost = || {
            let before = w.db.pool.statements();
            let all = w.write(|db| forms::list(db, &w.console(), Permission::ReviewRead)).unwrap();
            (all.len(), w.db.pool.statements() - before)
        };
        let (one, few) = cost();
        for number in ["permis", "cerfa", "bourse", "rsa"] {
            w.write(|db| {
                procedure(db, &w.means, number, w.now.get());
                forms::create(db, &w.means, &w.console(), number, number)
            })
            .unwrap();
        }
        assert_eq!((one, cost()), (1, (5, few)));
    });
}
