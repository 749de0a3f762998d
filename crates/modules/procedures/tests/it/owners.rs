use parvis_accounts::AccountsError;
use parvis_db::Db;
use parvis_journal::By;
use parvis_kernel::{Permission, Role, Scope};
use parvis_procedures::service::catalogue;
use parvis_procedures::service::owners::{self, Asked, Owner};

use crate::world::{World, on_each_engine, wrong};

fn give(world: &World, by: &By, slug: &str, email: &str, role: Role) -> Result<(), AccountsError> {
    let asked = Asked { email: email.into(), role, until: None, reason: "essai".into() };
    world.pool().write(|db| owners::give(db, &world.means, by, slug, &asked)).map(drop)
}

fn list(world: &World, by: &By, slug: &str) -> Vec<Owner> {
    let read = |db: &mut Db| {
        let one = catalogue::get(db, by, slug, Permission::CatalogRead)?;
        owners::list(db, by, &one)
    };
    world.pool().read(read).unwrap()
}

#[test]
fn who_answers_is_named_by_those_who_may_and_taken_back() {
    on_each_engine(|world| {
        let slug = world.procedure(world.state, "impot-1", "Déclarer", "Direction des impôts");
        let other = world.procedure(world.state, "titre-1", "Carte", "Direction des titres");
        let agent = world.agent("porteur", Role::CounterAgent, world.scope(&other));
        let keeper = world.someone("cadre", Role::OrganisationAdministrator, Scope::Space(world.state));
        let email = "porteur@demo.example";
        assert_eq!(
            wrong(give(world, &keeper, &slug, "personne@demo.example", Role::ProcedureOwner)),
            ("email", "proc-owner-unknown")
        );
        assert_eq!(
            wrong(give(world, &keeper, &slug, email, Role::QualityOfficer)).0,
            "role",
            "owners and contributors only"
        );
        give(world, &keeper, &slug, email, Role::ProcedureOwner).unwrap();
        let by = world.by(agent);
        assert!(by.actor.may(Permission::CatalogWrite, &world.place(&slug), by.now));
        assert!(!by.actor.may(Permission::CatalogWrite, &world.place(&other), by.now));
        let seen = list(world, &by, &slug);
        assert_eq!(seen.len(), 1);
        assert_eq!(
            (seen[0].name.as_str(), &seen[0].email),
            ("porteur", &None),
            "addresses are for those who may see agents"
        );
        let officer = world.someone("qualite", Role::QualityOfficer, Scope::Space(world.state));
        assert_eq!(wrong(give(world, &officer, &slug, email, Role::Contributor)).1, "forbidden");
        let town = world.someone("ville", Role::OrganisationAdministrator, Scope::Space(world.town));
        assert_eq!(wrong(give(world, &town, &slug, email, Role::Contributor)).1, "not found");
        let right = seen[0].right.id;
        let revoke =
            |by: &By, slug: &str| world.pool().write(|db| owners::revoke(db, by, slug, right, "essai"));
        assert_eq!(wrong(revoke(&officer, &slug)).1, "forbidden");
        let keeper = world.by(keeper.actor.agent.unwrap());
        assert_eq!(wrong(revoke(&keeper, &other)).1, "not found", "a right is taken back where it was given");
        revoke(&keeper, &slug).unwrap();
        assert!(list(world, &world.console(), &slug).is_empty());
        let acts = [world.acts("right.give").len(), world.acts("right.revoke").len()];
        assert_eq!(acts, [1, 1]);
    });
}

#[test]
fn those_who_answer_by_their_organisation_are_shown_too() {
    on_each_engine(|world| {
        let slug = world.procedure(world.state, "impot-1", "Déclarer", "Direction des impôts");
        world.agent("ministere", Role::ProcedureOwner, Scope::Organisation(world.ministry.id));
        world.agent("titres", Role::ProcedureOwner, Scope::Organisation(world.papers.id));
        world.agent("audit", Role::Auditor, Scope::Platform);
        let names: Vec<_> =
            list(world, &world.console(), &slug).into_iter().map(|owner| owner.name).collect();
        assert_eq!(names, ["ministere"]);
    });
}
