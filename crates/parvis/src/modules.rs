//! The list of modules and of the ground under them. Adding one is one line in each list.

use parvis_accounts::Post;
use parvis_accounts::http::{DeskEntry, Paths, Routes};
use parvis_db::{Db, Error, Migrations};
use parvis_files::Files;
use parvis_i18n::{BadMessages, Locales, Messages};
use parvis_jobs::Builder;
use parvis_journal::retention::Rule;
use parvis_kernel::Timestamp;
use parvis_metrics::{Metric, PROCESS};
use parvis_observatory::Press;
use parvis_outbound::Outbound;
use parvis_probes::Prober;
use parvis_reviews::hooks::Courier;

/// In the order in which tables must come to exist.
pub const MIGRATIONS: &[&Migrations] = &[
    &parvis_journal::MIGRATIONS,
    &parvis_accounts::MIGRATIONS,
    &parvis_jobs::MIGRATIONS,
    &parvis_files::MIGRATIONS,
    &parvis_measures::MIGRATIONS,
    &parvis_catalog::MIGRATIONS,
    &parvis_observatory::MIGRATIONS,
    &parvis_procedures::MIGRATIONS,
    &parvis_reviews::MIGRATIONS,
    &parvis_probes::MIGRATIONS,
];

/// Every crate that speaks to people.
pub const LOCALES: &[Locales] = &[
    parvis_i18n::LOCALES,
    parvis_mail::LOCALES,
    parvis_ui::LOCALES,
    parvis_csv::LOCALES,
    parvis_files::LOCALES,
    parvis_backup::LOCALES,
    parvis_measures::LOCALES,
    parvis_catalog::LOCALES,
    parvis_accounts::LOCALES,
    parvis_desk::LOCALES,
    parvis_probes::LOCALES,
    parvis_procedures::LOCALES,
    parvis_reviews::LOCALES,
    parvis_observatory::LOCALES,
    Locales { owner: "parvis", fr: include_str!("../locales/fr.ftl"), en: include_str!("../locales/en.ftl") },
];

/// The desk's menu, module by module.
pub const DESK_MENU: &[&[DeskEntry]] = &[
    parvis_desk::MENU_START,
    parvis_procedures::MENU,
    parvis_reviews::MENU,
    parvis_probes::MENU,
    parvis_observatory::DESK_MENU,
    parvis_desk::MENU,
];

/// The metrics of every crate that measures.
pub static METRICS: &[&[&dyn Metric]] = &[
    PROCESS,
    parvis_db::METRICS,
    parvis_jobs::METRICS,
    parvis_browser::METRICS,
    parvis_mail::METRICS,
    parvis_web::METRICS,
    parvis_probes::METRICS,
    parvis_reviews::METRICS,
    crate::watch::OWN,
];

/// Brings what the database knows into the metrics of a module, in one statement each.
pub type GaugeOf = fn(&mut Db, Timestamp) -> Result<(), Error>;

/// Those of all modules.
pub const GAUGES: &[GaugeOf] = &[parvis_probes::gauge, parvis_reviews::gauge];

/// What the addresses begin with by which opinions come.
pub const INTAKE: &[&str] = &["/avis", "/suivi", "/Demarches/"];
/// What the addresses begin with whose answers are computed from opinions.
pub const STATISTICS: &[&str] = &["/api/v1/reviews/"];
/// Forms with files.
pub const UPLOADS: &[Paths] = &[
    parvis_procedures::links::IMPORT,
    parvis_procedures::links::IMPORT_RECORD,
    parvis_procedures::links::CRITERION,
];

/// Whether a route serves a file that is large, or made while it is sent.
pub fn files_that_go(pattern: &str) -> bool {
    let paths = [parvis_reviews::links::EXPORT, parvis_procedures::links::EVIDENCE];
    let editions = [
        "/donnees/avis/{file}",
        "/editions/{slug}",
        "/fr/editions/{slug}/{file}",
        "/en/editions/{slug}/{file}",
    ];
    editions.contains(&pattern) || paths.iter().any(|paths| [paths.fr, paths.en].contains(&pattern))
}

/// Every route behind the door; `outbound` is the way out to webhooks.
pub fn desk_routes(routes: Routes, press: Press, files: &Files, outbound: Option<&Outbound>) -> Routes {
    let routes = parvis_observatory::desk_routes(parvis_desk::routes(routes), press);
    let routes = parvis_reviews::routes(parvis_procedures::routes(routes, files));
    let routes = parvis_probes::routes(routes);
    parvis_reviews::hook_routes(routes, outbound)
}

/// How long everything is kept: the rules of the whole product.
pub const RETENTION: &[&[Rule]] =
    &[parvis_accounts::RETENTION, parvis_reviews::RETENTION, parvis_probes::RETENTION, parvis_journal::JOBS];

/// The same, one after the other.
pub fn retention() -> Vec<Rule> {
    RETENTION.concat()
}

/// The background work of all modules; without a courier, nothing is sent to webhooks; without a prober, no address is
/// looked at.
pub fn jobs(builder: Builder, post: Post, courier: Option<Courier>, prober: Option<Prober>) -> Builder {
    let builder = parvis_accounts::jobs(builder, post.clone());
    let builder = parvis_reviews::letter_jobs(builder, post.clone());
    let builder = match courier {
        Some(courier) => parvis_reviews::hook_jobs(builder, courier),
        None => builder,
    };
    let builder = match prober {
        Some(prober) => parvis_probes::jobs(builder, prober, post.clone()),
        None => builder,
    };
    parvis_journal::jobs(parvis_reviews::jobs(parvis_procedures::jobs(builder, post)))
}

/// All messages of the product.
///
/// # Errors
/// A message file that is wrong: a mistake of the build, found by its tests.
pub fn messages() -> Result<Messages, BadMessages> {
    Messages::new(LOCALES)
}
