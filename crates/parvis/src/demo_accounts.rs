//! One account per role, for demonstrations: served on the loopback only.

use parvis_accounts::model::Organisation;
use parvis_accounts::service::organisations::NewOrganisation;
use parvis_accounts::service::spaces::NewSpace;
use parvis_accounts::service::{demo, organisations, spaces};
use parvis_accounts::{AccountsError, Means};
use parvis_db::{Db, Pool};
use parvis_journal::By;
use parvis_kernel::{Clock, Id, Role, Scope};
use std::collections::BTreeMap;
use std::time::Duration;

use crate::failure::Failure;

/// The password of all demonstration accounts.
pub const DEMO_PASSWORD: &str = "quatre girafes lisent dehors";

/// The accounts: what stands before the `@`, the name, the role; over which scope is decided below.
const ACCOUNTS: &[(&str, &str, Role)] = &[
    ("administration", "Compte d'administration", Role::PlatformAdministrator),
    ("organisation", "Compte d'organisation", Role::OrganisationAdministrator),
    ("qualite", "Compte de responsable qualité", Role::QualityOfficer),
    ("qualite2", "Compte de second responsable qualité", Role::QualityOfficer),
    ("porteur", "Compte de porteur de démarche", Role::ProcedureOwner),
    ("contribution", "Compte de contributeur", Role::Contributor),
    ("accueil", "Compte d'accueil", Role::CounterAgent),
    ("audit", "Compte d'auditeur", Role::Auditor),
];

/// Makes the space of the state with its ministries and administrations, a town beside it, and one account per role,
/// when nobody is here yet. Returns the addresses of the accounts.
///
/// # Errors
/// The database's own; then nothing is made.
pub fn load(pool: &Pool, means: &Means, clock: &dyn Clock) -> Result<Vec<String>, Failure> {
    let by = By::console(clock.now());
    pool.write(|db| {
        db.tx(|db| {
            if spaces::all(db)?.is_empty() {
                make(db, means, &by)?;
            }
            Ok::<_, Failure>(())
        })
    })?;
    Ok(ACCOUNTS.iter().map(|(local, _, _)| demo::address(local)).collect())
}

fn make(db: &mut Db, means: &Means, by: &By) -> Result<(), Failure> {
    let state = NewSpace { name: "État".into(), kind: "state".into(), territory: String::new() };
    let state = spaces::create(db, means, by, &state)?.id;
    let town = NewSpace { name: "Ville d'Exemple".into(), kind: "commune".into(), territory: "01004".into() };
    // The first space is the one whose editions are published here.
    let later = By { now: by.now.plus(Duration::from_secs(1)), ..by.clone() };
    spaces::create(db, means, &later, &town)?;
    let made = administrations(db, means, by, state)?;
    for (local, name, role) in ACCOUNTS {
        let scope = match role {
            Role::PlatformAdministrator | Role::Auditor => Scope::Platform,
            Role::ProcedureOwner | Role::Contributor => {
                made.first().map_or(Scope::Space(state), |o| Scope::Organisation(o.id))
            }
            _ => Scope::Space(state),
        };
        demo::make(
            db,
            means,
            by,
            &demo::Account { local, name, space: state, password: DEMO_PASSWORD },
            *role,
            scope,
        )?;
    }
    Ok(())
}

/// The ministries and administrations that the catalogue names, as organisations. Returns the ministries.
fn administrations(db: &mut Db, means: &Means, by: &By, space: Id) -> Result<Vec<Organisation>, Failure> {
    let catalog = parvis_catalog::all(db)?;
    let mut tree: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for procedure in catalog.procedures.iter().filter_map(|p| p.at(by.now.day(), by.now)) {
        let Some(ministry) = procedure.ministry else { continue };
        let name = ministry.clone();
        let is_ministry = |a: &String| *a == name;
        let under = tree.entry(ministry).or_default();
        if let Some(administration) = procedure.administration.filter(|a| !is_ministry(a))
            && !under.contains(&administration)
        {
            under.push(administration);
        }
    }
    let mut ministries = Vec::new();
    for (ministry, under) in tree {
        let new = |name: String, kind: &str, parent| NewOrganisation {
            name,
            kind: kind.into(),
            siret: String::new(),
            parent,
        };
        let parent = organisations::create(db, means, by, space, &new(ministry, "ministry", None))?;
        for name in under {
            match organisations::create(db, means, by, space, &new(name, "administration", Some(parent.id))) {
                // An administration that two ministries share stands under the first.
                Ok(_) | Err(AccountsError::Invalid { .. }) => {}
                Err(error) => return Err(error.into()),
            }
        }
        ministries.push(parent);
    }
    Ok(ministries)
}
