use super::*;
use proptest::prelude::*;

const NOW: Timestamp = Timestamp::from_micros(1_000);

fn id(n: u8) -> Id {
    Id::from_bytes([n; 16])
}

fn holder(role: Role, scope: Scope) -> Actor {
    let right = Right { role, scope, from: Timestamp::from_micros(0), until: None };
    Actor::agent(id(99), None, vec![right])
}

#[test]
fn a_right_reaches_what_lies_under_it_and_nothing_else() {
    let place = Place::under(id(1), vec![id(2), id(3)]).of_procedure(id(4));
    for (scope, want) in [
        (Scope::Platform, true),
        (Scope::Space(id(1)), true),
        (Scope::Space(id(5)), false),
        (Scope::Organisation(id(2)), true),
        (Scope::Organisation(id(3)), true),
        (Scope::Organisation(id(1)), false),
        (Scope::Procedure(id(4)), true),
        (Scope::Procedure(id(2)), false),
    ] {
        let owner = holder(Role::ProcedureOwner, scope);
        assert_eq!(owner.may(Permission::CatalogWrite, &place, NOW), want, "{scope:?}");
        assert!(!owner.may(Permission::EditionPublish, &place, NOW), "{scope:?}");
    }
}

#[test]
fn a_visitor_may_do_nothing_and_the_console_everything() {
    for permission in Permission::ALL {
        for place in [Place::PLATFORM, Place::space(id(1))] {
            assert!(!Actor::visitor().may(*permission, &place, NOW), "{permission}");
            assert!(!Actor::visitor().may_somewhere(*permission, NOW), "{permission}");
            assert!(Actor::console().may(*permission, &place, NOW), "{permission}");
        }
    }
    for role in Role::ALL {
        assert!(!Actor::visitor().may_give(*role, Scope::Platform, &Place::PLATFORM, NOW), "{role}");
    }
}

#[test]
fn an_auditor_changes_nothing() {
    assert!(Role::Auditor.permissions().iter().all(|p| p.is_read()));
    assert!(Permission::ALL.iter().filter(|p| p.is_read()).all(|p| Role::Auditor.permissions().contains(p)));
}

#[test]
fn whoever_keeps_the_platform_does_not_publish() {
    let able = |p: &Permission| matches!(p, Permission::EditionPublish | Permission::MeasureCorrect);
    assert!(!Role::PlatformAdministrator.permissions().iter().any(able));
}

#[test]
fn roles_are_given_downwards_only() {
    let here = Place::under(id(1), vec![id(2)]);
    let space = holder(Role::OrganisationAdministrator, Scope::Space(id(1)));
    let organisation = holder(Role::OrganisationAdministrator, Scope::Organisation(id(2)));
    for (actor, role, scope, place, want) in [
        (&space, Role::QualityOfficer, Scope::Space(id(1)), Place::space(id(1)), true),
        (&space, Role::PlatformAdministrator, Scope::Space(id(1)), Place::space(id(1)), false),
        (&space, Role::QualityOfficer, Scope::Space(id(7)), Place::space(id(7)), false),
        (&space, Role::Auditor, Scope::Platform, Place::PLATFORM, false),
        (&organisation, Role::ProcedureOwner, Scope::Organisation(id(2)), here.clone(), true),
        (&organisation, Role::QualityOfficer, Scope::Space(id(1)), here, false),
        (
            &organisation,
            Role::ProcedureOwner,
            Scope::Organisation(id(8)),
            Place::under(id(1), vec![id(8)]),
            false,
        ),
    ] {
        assert_eq!(actor.may_give(role, scope, &place, NOW), want, "{role} {scope:?}");
    }
}

proptest! {
    #[test]
    fn an_expired_or_future_right_is_no_right(from in 0_i64..2_000, length in 0_i64..2_000, now in 0_i64..5_000) {
        let until = from + length;
        let right = Right {
            role: Role::Auditor,
            scope: Scope::Platform,
            from: Timestamp::from_micros(from),
            until: Some(Timestamp::from_micros(until)),
        };
        let actor = Actor { rights: vec![right], ..holder(Role::Auditor, Scope::Platform) };
        let may = actor.may(Permission::JournalRead, &Place::PLATFORM, Timestamp::from_micros(now));
        prop_assert_eq!(may, from <= now && now < until);
    }

    #[test]
    fn nobody_may_do_what_none_of_their_roles_allows(role in 0..Role::ALL.len(), permission in 0..Permission::ALL.len()) {
        let (role, permission) = (Role::ALL[role], Permission::ALL[permission]);
        let may = holder(role, Scope::Platform).may(permission, &Place::space(id(1)), NOW);
        prop_assert_eq!(may, role.permissions().contains(&permission));
    }
}
