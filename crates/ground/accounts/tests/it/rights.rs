use parvis_accounts::AccountsError;
use parvis_accounts::service::invite::{self, Invitation};
use parvis_accounts::service::rights::{self, Loan, NewRight};
use parvis_accounts::service::spaces::{self, NewSpace};
use parvis_accounts::service::{agents, enter};
use parvis_kernel::{Permission, Place, Role, Scope};
use std::time::Duration;

use crate::on_each_engine;

#[test]
fn a_right_begins_and_ends_on_its_own() {
    on_each_engine(|w| {
        let agent = w.agent(&[]);
        let until = w.now.get().plus(Duration::from_secs(3600));
        let new = NewRight {
            agent: agent.id,
            role: Role::Auditor,
            scope: Scope::Space(w.space.id),
            from: None,
            until: Some(until),
            reason: "contrôle".into(),
        };
        w.pool.write(|db| rights::give(db, &w.means, &w.console(), &new, None)).unwrap();
        let letter = w.letter();
        assert!(letter.text.contains("Auditeur") && letter.text.contains("contrôle"), "{}", letter.text);
        let held = || w.pool.read(|db| rights::held(db, agent.id, w.now.get())).unwrap().len();
        assert_eq!(held(), 1);
        w.wait(3600);
        assert_eq!(held(), 0);
        let past = NewRight { until: Some(until), ..new };
        let refused = w.pool.write(|db| rights::give(db, &w.means, &w.console(), &past, None));
        assert!(matches!(refused, Err(AccountsError::Invalid { field: "until", .. })));
    });
}

#[test]
fn nobody_gives_more_than_their_role_gives() {
    on_each_engine(|w| {
        let keeper = w.agent(&[Role::OrganisationAdministrator]);
        let officer = w.agent(&[Role::QualityOfficer]);
        let (_, by_keeper) = w.as_agent(&keeper);
        let (_, by_officer) = w.as_agent(&officer);
        let space = Scope::Space(w.space.id);
        let give = |by, role, scope| {
            let new =
                NewRight { agent: officer.id, role, scope, from: None, until: None, reason: "x".into() };
            w.pool.write(|db| rights::give(db, &w.means, by, &new, None)).map(drop)
        };
        give(&by_keeper, Role::Auditor, space).unwrap();
        assert!(matches!(
            give(&by_keeper, Role::PlatformAdministrator, Scope::Platform),
            Err(AccountsError::Forbidden)
        ));
        assert!(matches!(give(&by_keeper, Role::Auditor, Scope::Platform), Err(AccountsError::Forbidden)));
        assert!(matches!(give(&by_officer, Role::QualityOfficer, space), Err(AccountsError::Forbidden)));
    });
}

#[test]
fn nothing_of_another_space_is_seen_or_touched() {
    on_each_engine(|w| {
        let there = NewSpace { name: "Là-bas".into(), kind: "other".into(), territory: String::new() };
        let there = w.pool.write(|db| spaces::create(db, &w.means, &w.console(), &there)).unwrap().id;
        let keeper = w.agent(&[]);
        w.give(keeper.id, Role::OrganisationAdministrator, Scope::Space(there));
        w.letters();
        let stranger = w.agent(&[Role::QualityOfficer]);
        let (_, by) = w.as_agent(&keeper);
        let seen = w.pool.read(|db| agents::list(db, &by)).unwrap();
        assert!(seen.is_empty(), "{seen:?}");
        let read = w.pool.read(|db| agents::get(db, &by, stranger.id, Permission::AgentRead));
        assert!(matches!(read, Err(AccountsError::NotFound)));
        let suspended = w.pool.write(|db| agents::suspend(db, &by, stranger.id, "x"));
        assert!(matches!(suspended, Err(AccountsError::NotFound)));
        let new = Invitation {
            email: "nouveau@exemple.fr".into(),
            name: "Nouveau".into(),
            space: Some(w.space.id),
            ..Invitation::default()
        };
        let invited = w.pool.write(|db| invite::invite(db, &w.means, &by, &new));
        assert!(matches!(invited, Err(AccountsError::Forbidden)));
        let right = w.pool.read(|db| enter::history_of_rights(db, stranger.id)).unwrap()[0].id;
        let revoked = w.pool.write(|db| rights::revoke(db, &by, right, "x", None));
        assert!(matches!(revoked, Err(AccountsError::NotFound)));
    });
}

#[test]
fn a_lent_right_ends_with_the_right_itself() {
    on_each_engine(|w| {
        let owner = w.agent(&[Role::ProcedureOwner]);
        let colleague = w.agent(&[]);
        let (signed, by) = w.as_agent(&owner);
        let own = w.pool.read(|db| enter::history_of_rights(db, owner.id)).unwrap()[0].id;
        let loan = |until: u64| Loan {
            right: own,
            to: colleague.id,
            until: Some(w.now.get().plus(Duration::from_secs(until))),
            reason: "congés".into(),
        };
        let lend = |loan: &Loan| w.pool.write(|db| rights::lend(db, &w.means, &by, &signed, loan));
        let lent = lend(&loan(86_400)).unwrap();
        let may = |id| {
            let held = w.pool.read(|db| rights::held(db, id, w.now.get())).unwrap();
            held.iter().any(|r| r.role == Role::ProcedureOwner)
        };
        assert!(may(colleague.id));
        // What is lent cannot be lent on.
        let (their, by_them) = w.as_agent(&colleague);
        let on = Loan { right: lent, to: owner.id, ..loan(60) };
        assert!(w.pool.write(|db| rights::lend(db, &w.means, &by_them, &their, &on)).is_err());
        w.pool.write(|db| rights::revoke(db, &w.console(), own, "départ", None)).unwrap();
        assert!(!may(colleague.id));
        // The lender may end a loan early; a suspended lender's loans do not hold.
        let again = w.give(owner.id, Role::ProcedureOwner, Scope::Space(w.space.id));
        let lent = lend(&Loan { right: again, ..loan(86_400) }).unwrap();
        assert!(may(colleague.id));
        w.pool.write(|db| agents::suspend(db, &w.console(), owner.id, "essai")).unwrap();
        assert!(!may(colleague.id));
        w.pool.write(|db| agents::resume(db, &w.console(), owner.id)).unwrap();
        assert!(may(colleague.id));
        w.pool.write(|db| rights::revoke(db, &by, lent, "retour", None)).unwrap();
        assert!(!may(colleague.id));
    });
}

#[test]
fn the_platform_is_never_left_without_a_keeper() {
    on_each_engine(|w| {
        let only = w.agent(&[Role::PlatformAdministrator]);
        let right = w.pool.read(|db| enter::history_of_rights(db, only.id)).unwrap()[0].id;
        let last = |result: Result<(), AccountsError>| {
            assert!(matches!(result, Err(AccountsError::Conflict("accounts-last-keeper"))), "{result:?}");
        };
        last(w.pool.write(|db| agents::suspend(db, &w.console(), only.id, "x")));
        last(w.pool.write(|db| agents::delete(db, &w.console(), only.id, "x")));
        last(w.pool.write(|db| rights::revoke(db, &w.console(), right, "x", None)).map(drop));
        w.agent(&[Role::PlatformAdministrator]);
        w.pool.write(|db| agents::suspend(db, &w.console(), only.id, "x")).unwrap();
    });
}

#[test]
fn a_scope_that_is_not_there_is_not_found() {
    on_each_engine(|w| {
        let nowhere = w.agent(&[]).id;
        for scope in [Scope::Space(nowhere), Scope::Organisation(nowhere), Scope::Procedure(nowhere)] {
            let found = w.pool.read(|db| rights::place_of(db, scope, Some(&Place::PLATFORM)));
            assert!(matches!(found, Err(AccountsError::NotFound)), "{scope:?}");
        }
    });
}

#[test]
fn a_visitor_is_not_the_console() {
    on_each_engine(|w| {
        let agent = w.agent(&[Role::QualityOfficer]);
        let visitor = w.anyone();
        assert!(w.pool.read(|db| agents::list(db, &visitor)).unwrap().is_empty());
        assert!(w.pool.read(|db| spaces::list(db, &visitor, Permission::CatalogRead)).unwrap().is_empty());
        let new = NewSpace { name: "Pris".into(), kind: "other".into(), territory: String::new() };
        assert!(w.pool.write(|db| spaces::create(db, &w.means, &visitor, &new)).is_err());
        assert!(w.pool.write(|db| agents::suspend(db, &visitor, agent.id, "x")).is_err());
        let right = NewRight {
            agent: agent.id,
            role: Role::PlatformAdministrator,
            scope: Scope::Platform,
            from: None,
            until: None,
            reason: "x".into(),
        };
        assert!(w.pool.write(|db| rights::give(db, &w.means, &visitor, &right, None)).is_err());
    });
}
