//! A million opinions of one survey as a file of each format, over the desk: time and memory.

use axum::body::Body;
use axum::http::Request;
use http_body_util::BodyExt;
use parvis_accounts::http::SESSION_COOKIE;
use parvis_accounts::service::enter::{self, Browser, Second};
use parvis_accounts::service::spaces::{self, NewSpace};
use parvis_accounts::service::{agents, demo};
use parvis_accounts::{AccountsError, Means};
use parvis_catalog::Kind;
use parvis_db::{Error, Pool};
use parvis_journal::By;
use parvis_kernel::{Clock, Id, Role, Scope};
use parvis_reviews::service::forms;
use std::time::Instant;
use tokio::runtime::Runtime;
use tower::ServiceExt;

use crate::report::Report;
use crate::site;

const OPINIONS: u32 = 1_000_000;
const PASSWORD: &str = "quatre girafes lisent dehors";

pub fn run(report: &mut Report) {
    let folder = tempfile::tempdir().unwrap();
    let pool = site::pool(folder.path(), "avis.db");
    let (form, token) = survey(&pool);
    let app = site::build(&pool, &|parts| parts.clock = std::sync::Arc::new(site::clock()));
    let runtime = Runtime::new().unwrap();
    for format in ["csv", "jsonl", "parquet", "xlsx", "ods"] {
        let (before, begun) = (memory("VmRSS:"), Instant::now());
        // From here on the peak is that of this file.
        std::fs::write("/proc/self/clear_refs", "5").unwrap();
        let request = Request::builder()
            .uri(format!("/fr/bureau/avis/{form}/fichiers?tous=1&format={format}"))
            .header("cookie", format!("__Host-{SESSION_COOKIE}={token}"))
            .body(Body::empty())
            .unwrap();
        let bytes = runtime.block_on(async {
            let mut answer = app.clone().oneshot(request).await.unwrap();
            assert_eq!(answer.status(), 200, "{format}");
            let mut bytes = 0;
            while let Some(frame) = answer.body_mut().frame().await {
                bytes += frame.unwrap().into_data().map_or(0, |data| data.len());
            }
            bytes
        });
        let peak = memory("VmHWM:") / 1024;
        let figure = format!(
            "{peak} MB at most in all (before: {}), {:.1} s, {} MB sent",
            before / 1024,
            begun.elapsed().as_secs_f64(),
            bytes / 1_000_000
        );
        report.goal(&format!("export of {OPINIONS} opinions, {format}"), figure, "≤ 200 MB", peak <= 200);
    }
}

/// Kilobytes of a line of this process's status.
fn memory(line: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let found = status.lines().find_map(|one| one.strip_prefix(line)).unwrap();
    found.trim().trim_end_matches(" kB").parse().unwrap()
}

/// A survey with its opinions, half of them with a comment, and the session of somebody who may read them.
fn survey(pool: &Pool) -> (Id, String) {
    let parts =
        parvis::Parts::new(site::key(), parvis_files::testing::files(std::path::Path::new("nowhere"), None));
    let means: Means = parts.means;
    let by = By::console(site::clock().now());
    let (form, button, agent) = pool
        .write(|db| {
            let new = NewSpace { name: "Ici".into(), kind: "other".into(), territory: String::new() };
            let space = spaces::create(db, &means, &by, &new)?.id;
            let new =
                parvis_catalog::New { number: "essai".into(), facts: vec![(Kind::Name, "Essai".into())] };
            let since = "2025-01-01".parse().unwrap();
            parvis_catalog::create(db, &new, since, means.id(by.now), by.now).unwrap();
            let (form, button) = forms::create(db, &means, &by, "essai", "Essai")?;
            let account = demo::Account { local: "lecteur", name: "Lecteur", space, password: PASSWORD };
            let agent = demo::make(db, &means, &by, &account, Role::Auditor, Scope::Space(space))?;
            Ok::<_, AccountsError>((form.id, button.id, agent))
        })
        .unwrap();
    let hex = |id: Id| id.to_string().replace('-', "");
    let fill = format!(
        "WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < {OPINIONS})
         INSERT INTO reviews_opinion (id, form_id, button_id, version, page, revision, day, created_at, updated_at,
             channel, tongue, state, answers, verbatim)
         SELECT unhex(printf('%032x', n)), x'{}', x'{}', 1, 'p' || n, 1, 20260801, {at} + n, {at} + n, 'web', 'fr',
             'counted', 'opinion satisfaction.good clarity.good help help.phone reached.phone.yes quality.phone.bad',
             CASE WHEN n % 2 = 0 THEN 'Le site refuse ma pièce jointe à chaque essai, et personne ne répond au ' ||
                 'téléphone depuis lundi ; au guichet on me renvoie vers le site. Numéro ' || n END
         FROM n;",
        hex(form),
        hex(button),
        at = by.now.micros(),
    );
    pool.write(|db| db.execute_batch(&fill)).map_err(|error: Error| error.to_string()).unwrap();
    let begun =
        enter::with_password(pool, &means, &by, &demo::address("lecteur"), PASSWORD, &Browser::default());
    let begun = begun.unwrap().session;
    let session = pool.write(|db| {
        let signed = enter::signed(db, &begun, by.now)?.unwrap();
        let codes = agents::console_codes(db, &means, &by, agent)?;
        enter::with_second(db, &means, &by, &signed, Second::Recovery(&codes[0]), &Browser::default())
    });
    (form, session.unwrap().session)
}
