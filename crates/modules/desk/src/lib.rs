//! The desk of an agent: coming in, one's own account, agents and their rights, organisations, spaces, the journal,
//! background jobs. It keeps nothing itself: all is in the accounts, the journal and the jobs.
//!
//! What must always hold: no page without a policy; a form that is refused keeps what was typed; answers to somebody
//! who is not signed in do not tell whether an account exists.

mod account;
mod agent;
mod agents;
mod door;
mod home;
mod jobs;
mod journal;
mod letters;
pub mod links;
mod organisations;
mod passkey;
mod requests;
mod spaces;
mod words;

use parvis_accounts::http::{DeskEntry, Policy, Routes, paths};
use parvis_i18n::Locales;
use parvis_kernel::Permission;

/// The words of the pages.
pub const LOCALES: Locales =
    Locales { owner: "desk", fr: include_str!("../locales/fr.ftl"), en: include_str!("../locales/en.ftl") };

/// The first entry of the desk's menu.
pub const MENU_START: &[DeskEntry] = &[DeskEntry { key: "desk-home", paths: paths::DESK, permission: None }];

/// The last entries: those of administrators and auditors.
pub const MENU: &[DeskEntry] = &[
    DeskEntry { key: "agents-title", paths: links::AGENTS, permission: Some(Permission::AgentRead) },
    DeskEntry {
        key: "organisations-title",
        paths: links::ORGANISATIONS,
        permission: Some(Permission::AgentRead),
    },
    DeskEntry { key: "spaces-title", paths: links::SPACES, permission: Some(Permission::SpaceManage) },
    DeskEntry { key: "journal-title", paths: links::JOURNAL, permission: Some(Permission::JournalRead) },
    DeskEntry { key: "jobs-title", paths: links::JOBS, permission: Some(Permission::JobRead) },
];

/// The routes of the module.
pub fn routes(routes: Routes) -> Routes {
    let routes = door::routes(routes)
        .page(paths::DESK, Policy::SignedIn, home::show)
        .page(links::JOURNAL, Policy::Needs(Permission::JournalRead), journal::all)
        .page(links::OWN_JOURNAL, Policy::SignedIn, journal::own)
        .page(links::JOBS, Policy::Needs(Permission::JobRead), jobs::show)
        .act(links::JOB_RETRY, Policy::Needs(Permission::JobRetry), jobs::retry)
        .act(links::JOB_GIVE_UP, Policy::Needs(Permission::JobRetry), jobs::give_up);
    let routes = letters::routes(routes);
    spaces::routes(organisations::routes(requests::routes(agent::routes(agents::routes(account::routes(
        routes,
    ))))))
}
