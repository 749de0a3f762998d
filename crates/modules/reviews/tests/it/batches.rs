//! Sheets of paper are keyed twice, and count when both readings say the same.

use parvis_accounts::AccountsError;
use parvis_journal::By;
use parvis_kernel::{Id, Role};
use parvis_reviews::answers::Answers;
use parvis_reviews::batch::SheetState::{self, Blank, Differs, GivenUp, Kept, ToCheck, ToEnter};
use parvis_reviews::batch::{MOST_SHEETS, Reading};
use parvis_reviews::service::batches::{self, Keyed, NewBatch};
use parvis_reviews::service::entry::Told;
use parvis_reviews::service::{forms, keep};
use parvis_reviews::survey::{Face, Mark, Tongue};
use std::collections::BTreeMap;
use std::time::Duration;

use crate::world::{World, on_each_engine};

fn said(face: Face, comment: &str) -> Reading {
    let answers = Answers { clarity: Some(Mark::Good), ..Answers::new(face) };
    Some(Told { answers, verbatim: Some(comment.to_owned()), other: None, texts: BTreeMap::new() })
}

fn new(w: &World, sheets: i32) -> NewBatch {
    let (form, button) = (w.form.id, w.button.id);
    NewBatch { form, button, name: "Mairie, semaine 9".into(), tongue: Tongue::Spanish, sheets }
}

fn open(w: &World, by: &By, sheets: i32) -> Id {
    w.write(|db| batches::open(db, &w.means, by, &new(w, sheets))).unwrap()
}

/// The sheet is read in the state it is in.
fn key(w: &World, by: &By, batch: Id, number: i32, reading: Reading) -> Result<SheetState, AccountsError> {
    w.write(|db| {
        let found = batches::get(db, by, batch)?;
        let state = found.sheets[usize::try_from(number).unwrap() - 1].state;
        batches::key(db, &w.means, by, &Keyed { batch, number, state, reading })
    })
}

#[test]
fn a_sheet_counts_once_both_readings_say_the_same() {
    on_each_engine(|w| {
        let (one, other) = (w.someone("une", Role::CounterAgent), w.someone("autre", Role::CounterAgent));
        let batch = open(w, &one, 3);
        assert_eq!(key(w, &one, batch, 1, said(Face::Good, "Très bien")).unwrap(), ToCheck);
        assert_eq!(w.count("opinion"), 0);
        let own = key(w, &one, batch, 1, said(Face::Good, "Très bien")).unwrap_err();
        assert!(matches!(own, AccountsError::Conflict("reviews-sheet-own")), "{own}");
        assert_eq!(key(w, &other, batch, 1, said(Face::Good, "tres bien.")).unwrap(), Kept);
        assert_eq!(w.count("opinion"), 1);
        key(w, &one, batch, 2, None).unwrap();
        key(w, &one, batch, 3, said(Face::Bad, "Trois semaines")).unwrap();
        // Every sheet was read: she may read them again herself.
        assert_eq!(key(w, &one, batch, 2, None).unwrap(), Blank);
        assert_eq!(key(w, &one, batch, 3, said(Face::Medium, "Trois semaines")).unwrap(), Differs);
        assert_eq!(w.count("opinion"), 1);
        assert_eq!(key(w, &other, batch, 3, said(Face::Medium, "Trois semaines")).unwrap(), Kept);
        assert_eq!((w.count("opinion"), w.count("satisfaction.medium"), w.count("clarity.good")), (2, 1, 2));
        let found = w.write(|db| batches::get(db, &other, batch)).unwrap();
        assert!(found.batch.ended_at.is_some());
        assert_eq!(found.sheets.iter().map(|sheet| sheet.slips).collect::<Vec<_>>(), [0, 0, 1]);
        let none = |sheet: &parvis_reviews::batch::Sheet| sheet.first.is_none() && sheet.second.is_none();
        assert!(found.sheets.iter().all(none), "what was read is not kept twice");
        let settled = key(w, &one, batch, 1, None).unwrap_err();
        assert!(matches!(settled, AccountsError::Conflict("reviews-sheet-changed")), "{settled}");
    });
}

#[test]
fn of_two_who_read_at_once_nobody_writes_over_the_other() {
    on_each_engine(|w| {
        let (one, other) = (w.someone("une", Role::CounterAgent), w.someone("autre", Role::CounterAgent));
        let batch = open(w, &one, 2);
        let first = Keyed { batch, number: 1, state: ToEnter, reading: said(Face::Good, "Bien") };
        w.write(|db| batches::key(db, &w.means, &one, &first)).unwrap();
        let late = w.write(|db| batches::key(db, &w.means, &other, &first)).unwrap_err();
        assert!(matches!(late, AccountsError::Conflict("reviews-sheet-changed")), "{late}");
        let again = Keyed { state: ToCheck, ..first };
        assert_eq!(w.write(|db| batches::key(db, &w.means, &other, &again)).unwrap(), Kept);
        assert_eq!(w.count("opinion"), 1);
    });
}

#[test]
fn a_batch_that_is_given_up_keeps_its_opinions_and_forgets_the_rest() {
    on_each_engine(|w| {
        let one = w.someone("une", Role::CounterAgent);
        let batch = open(w, &one, 2);
        for _ in 0..2 {
            key(w, &w.console(), batch, 1, said(Face::Good, "Bien")).unwrap_or(ToEnter);
            key(w, &one, batch, 1, said(Face::Good, "Bien")).unwrap_or(ToEnter);
        }
        key(w, &one, batch, 2, said(Face::Bad, "Mal")).unwrap();
        assert!(w.write(|db| batches::give_up(db, &one, batch, " ")).is_err(), "a reason is asked for");
        w.write(|db| batches::give_up(db, &one, batch, "La pile est perdue")).unwrap();
        let found = w.write(|db| batches::get(db, &one, batch)).unwrap();
        assert_eq!(found.sheets.iter().map(|sheet| sheet.state).collect::<Vec<_>>(), [Kept, GivenUp]);
        assert_eq!((found.sheets[1].first.clone(), w.count("opinion")), (None, 1));
        assert!(w.write(|db| batches::give_up(db, &one, batch, "Encore")).is_err());
        let lines = w.write(|db| batches::list(db, &one)).unwrap();
        assert_eq!((lines.len(), lines[0].sheets[&Kept], lines[0].sheets[&GivenUp]), (1, 1, 1));
    });
}

#[test]
fn who_may_not_enter_is_refused_and_bad_batches_are_said() {
    on_each_engine(|w| {
        let (agent, auditor) = (w.someone("une", Role::CounterAgent), w.someone("audit", Role::Auditor));
        assert!(w.write(|db| batches::open(db, &w.means, &auditor, &new(w, 1))).is_err());
        for sheets in [i32::MIN, 0, MOST_SHEETS + 1] {
            let refused = w.write(|db| batches::open(db, &w.means, &agent, &new(w, sheets))).unwrap_err();
            assert!(matches!(refused, AccountsError::Invalid { field: "sheets", .. }), "{refused}");
        }
        let batch = open(w, &agent, 1);
        assert!(w.write(|db| batches::get(db, &auditor, batch)).is_err());
        assert!(key(w, &auditor, batch, 1, None).is_err());
        let beyond = Keyed { batch, number: 2, state: ToEnter, reading: None };
        assert!(w.write(|db| batches::key(db, &w.means, &agent, &beyond)).is_err());
        w.write(|db| forms::close(db, &w.console(), w.form.id, "Fini")).unwrap();
        key(w, &agent, batch, 1, said(Face::Good, "Bien")).unwrap();
        assert!(key(w, &agent, batch, 1, said(Face::Good, "Bien")).is_err(), "the survey is closed");
    });
}

#[test]
fn readings_that_nobody_settled_are_erased_in_their_time() {
    on_each_engine(|w| {
        let agent = w.someone("une", Role::CounterAgent);
        let batch = open(w, &agent, 1);
        key(w, &agent, batch, 1, said(Face::Good, "Bien")).unwrap();
        w.now.set(w.now.get().plus(Duration::from_secs(40 * 31 * 86_400)));
        w.write(|db| keep::purge(db, &w.console())).unwrap();
        assert!(w.write(|db| batches::get(db, &w.console(), batch)).is_err());
    });
}
