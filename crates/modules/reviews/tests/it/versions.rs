use parvis_accounts::AccountsError;
use parvis_kernel::Role;
use parvis_reviews::service::forms;
use parvis_reviews::service::versions::{self, discard, edit, editing, history, publish, take};
use parvis_reviews::shape::difference::Change;
use parvis_reviews::shape::{
    Choice, Condition, Extra, ExtraId, Kind, Label, Parts, Pick, Shape, Template, Word,
};
use parvis_reviews::survey::{Face, Step, Tongue};
use std::collections::{BTreeMap, BTreeSet};

use crate::world::{World, on_each_engine};

/// A choice of one of two, asked of those for whom it went badly.
pub fn choice(id: u16) -> Extra {
    let option = |n: u8, text: &str| Choice { id: Pick::Option(n), label: Label::french(text) };
    Extra {
        id: ExtraId::Own(id),
        label: Label::french("Où étiez-vous ?"),
        kind: Kind::Choice {
            several: false, options: vec![option(1, "Chez moi"), option(2, "À la mairie")]
        },
        condition: Some(Condition::Satisfaction(BTreeSet::from([Face::Bad]))),
    }
}

/// Words, asked of those who chose the second option of the choice.
pub fn text(id: u16, after: u16) -> Extra {
    let picks = BTreeSet::from([Pick::Option(2)]);
    Extra {
        id: ExtraId::Own(id),
        label: Label::french("Laquelle ?"),
        kind: Kind::Text,
        condition: Some(Condition::Extra { id: ExtraId::Own(after), picks }),
    }
}

pub fn scale(id: u16) -> Extra {
    let kind = Kind::Scale { from: 1, to: 5, low: Label::french("Non"), high: Label::french("Oui") };
    Extra { id: ExtraId::Own(id), label: Label::french("Reviendrez-vous ?"), kind, condition: None }
}

/// Publishes what `change` makes of the newest version.
pub fn published(w: &World, change: impl FnOnce(&mut Parts)) -> i32 {
    let by = w.console();
    w.write(|db| {
        edit(db, &by, w.form.id, 0, |parts, _| {
            change(parts);
            Ok(())
        })?;
        publish(db, &by, w.form.id, 1, "Essai")
    })
    .unwrap()
}

pub fn reworded(word: Word, text: &str) -> impl FnOnce(&mut Parts) {
    let words = BTreeMap::from([(Tongue::French, BTreeMap::from([(word, text.to_owned())]))]);
    |parts| parts.words = words
}

#[test]
fn a_form_is_version_1_until_a_draft_is_published() {
    on_each_engine(|w| {
        let officer = w.someone("qualite", Role::QualityOfficer);
        assert_eq!(w.write(|db| versions::current(db, w.form.id)).unwrap(), (1, Shape::default()));
        let add = |revision: i32| {
            w.write(|db| {
                edit(db, &officer, w.form.id, revision, |parts, editing| {
                    assert_eq!(editing.free, ExtraId::Own(1));
                    parts.extras.push(choice(1));
                    Ok(())
                })
            })
        };
        add(0).unwrap();
        assert!(
            matches!(add(0), Err(AccountsError::Conflict("reviews-draft-changed"))),
            "of two editors, one"
        );
        assert_eq!(w.write(|db| versions::current(db, w.form.id)).unwrap().0, 1, "a draft asks nobody");
        let publish = |revision, note: &str| w.write(|db| publish(db, &officer, w.form.id, revision, note));
        assert!(matches!(publish(1, " "), Err(AccountsError::Invalid { field: "reason", .. })));
        assert!(matches!(publish(2, "Pourquoi"), Err(AccountsError::Conflict(_))));
        assert_eq!(publish(1, "Savoir où").unwrap(), 2);
        assert!(matches!(publish(1, "Encore"), Err(AccountsError::Conflict(_))), "once");
        let (number, shape) = w.write(|db| versions::current(db, w.form.id)).unwrap();
        assert_eq!((number, shape.extras.as_slice()), (2, &[choice(1)][..]));
        assert!(w.write(|db| versions::shape(db, w.form.id, 1)).unwrap().is_plain());
        assert!(matches!(w.write(|db| versions::shape(db, w.form.id, 3)), Err(AccountsError::NotFound)));
    });
}

#[test]
fn names_are_never_used_again() {
    on_each_engine(|w| {
        published(w, |parts| parts.extras = vec![choice(1), scale(2)]);
        published(w, |parts| parts.extras.clear());
        let by = w.console();
        let edited = w.write(|db| editing(db, &by, w.form.id)).unwrap();
        assert_eq!((edited.free, edited.free_option(ExtraId::Own(1))), (ExtraId::Own(3), Some(3)));
        assert!(edited.is_asked(ExtraId::Own(1)) && !edited.is_asked(ExtraId::Own(3)));
        let other = w.write(|db| {
            edit(db, &by, w.form.id, 0, |parts, _| {
                parts.extras = vec![scale(1)];
                Ok(())
            })
        });
        assert!(matches!(other, Err(AccountsError::Invalid { field: "kind", .. })), "{other:?}");
        w.write(|db| take(db, &by, w.form.id, 0, 2)).unwrap();
        assert_eq!(w.write(|db| publish(db, &by, w.form.id, 1, "Retour")).unwrap(), 4);
        let told = w.write(|db| history(db, &by, w.form.id)).unwrap();
        let numbers: Vec<i32> = told.versions.iter().map(|past| past.version.number).collect();
        assert_eq!(numbers, [4, 3, 2, 1]);
        assert_eq!(told.versions[0].version.shape, told.versions[2].version.shape, "back to the second");
        let removed = |change: &Change| matches!(change, Change::Removed(_));
        assert_eq!(told.versions[1].changes.iter().filter(|one| removed(one)).count(), 2);
        assert!(told.versions[3].changes.is_empty() && told.draft.is_none());
    });
}

#[test]
fn versions_are_kept_by_those_who_answer_for_the_procedure() {
    on_each_engine(|w| {
        let auditor = w.someone("audit", Role::Auditor);
        let counter = w.someone("guichet", Role::CounterAgent);
        assert!(w.write(|db| history(db, &auditor, w.form.id)).is_ok());
        assert!(w.write(|db| history(db, &counter, w.form.id)).is_err());
        for by in [&auditor, &counter] {
            assert!(w.write(|db| editing(db, by, w.form.id)).is_err());
            assert!(w.write(|db| edit(db, by, w.form.id, 0, |_, _| Ok(()))).is_err());
            assert!(w.write(|db| take(db, by, w.form.id, 0, 1)).is_err());
            assert!(w.write(|db| publish(db, by, w.form.id, 1, "Non")).is_err());
            assert!(w.write(|db| discard(db, by, w.form.id, 1)).is_err());
        }
        let by = w.console();
        w.write(|db| {
            edit(db, &by, w.form.id, 0, |parts, _| {
                parts.hidden.insert(Step::Help);
                Ok(())
            })
        })
        .unwrap();
        assert!(w.write(|db| discard(db, &by, w.form.id, 2)).is_err());
        w.write(|db| discard(db, &by, w.form.id, 1)).unwrap();
        w.write(|db| edit(db, &by, w.form.id, 0, |_, _| Ok(()))).unwrap();
        let same = w.write(|db| publish(db, &by, w.form.id, 1, "Rien"));
        assert!(matches!(same, Err(AccountsError::Conflict("reviews-draft-same"))), "{same:?}");
        w.write(|db| forms::close(db, &by, w.form.id, "Fin")).unwrap();
        let closed = w.write(|db| edit(db, &by, w.form.id, 1, |_, _| Ok(())));
        assert!(matches!(closed, Err(AccountsError::Conflict("reviews-form-closed"))));
    });
}

#[test]
fn a_form_of_another_template_begins_as_the_template_does() {
    on_each_engine(|w| {
        for template in [Template::Problem, Template::Page, Template::Usability] {
            let by = w.console();
            let made = w.write(|db| forms::create_of(db, &w.means, &by, "passeport", "Autre", template));
            let (form, _) = made.unwrap();
            let current = w.write(|db| versions::current(db, form.id)).unwrap();
            assert_eq!(current, (1, Shape::of(template).clone()));
            let other = w.write(|db| {
                edit(db, &by, form.id, 0, |parts, _| {
                    *parts = Parts::default();
                    Ok(())
                })
            });
            assert!(other.is_err(), "a template does not change");
        }
    });
}
