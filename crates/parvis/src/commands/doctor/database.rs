//! What the database says of itself, of the background work, of the journal and of what is published.

use parvis_accounts::secret::Key;
use parvis_db::diesel::dsl::{select, sql};
use parvis_db::diesel::prelude::*;
use parvis_db::diesel::sql_types::{BigInt, Text};
use parvis_db::{Db, Error, pending};
use parvis_journal::Filter;
use parvis_kernel::{Clock, SystemClock, SystemRng};
use parvis_observatory::{service, store};
use parvis_reviews::hooks::PATIENCE;

use super::{Context, Say, judge};
use crate::app::{Parts, registry};
use crate::failure::Failure;
use crate::modules::MIGRATIONS;

pub fn examine(context: &Context<'_>, db: &mut Db, say: &mut Say<'_>) -> Result<(), Failure> {
    let words = context.words;
    server(context, db, say).map_err(Failure::Db)?;
    let waiting = pending(db, MIGRATIONS)?;
    say(waiting.is_empty(), words.a("doctor-migrations", "n", waiting.len()));
    if !waiting.is_empty() {
        return Ok(());
    }
    journal(context, db, say)?;
    work(context, db, say)?;
    let procedures = parvis_catalog::all(db)?.procedures.len();
    say(procedures > 0, words.a("doctor-procedures", "n", procedures));
    let editions = store::editions(db, false)?;
    say(!editions.is_empty(), words.a("doctor-editions", "n", editions.len()));
    for edition in editions {
        let same = service::recompute(db, &edition.slug)?.is_identical();
        let key = if same { "doctor-edition-same" } else { "doctor-edition-differs" };
        say(same, words.a(key, "slug", &edition.slug));
    }
    Ok(())
}

/// PostgreSQL: its version, its clock, and the settings on which what was acknowledged stands.
fn server(context: &Context<'_>, db: &mut Db, say: &mut Say<'_>) -> Result<(), Error> {
    let Db::Postgres(c) = db else { return Ok(()) };
    let words = context.words;
    let version: i64 =
        select(sql::<BigInt>("current_setting('server_version_num')::bigint")).get_result(c)?;
    let is_new = version >= judge::POSTGRES;
    let key = if is_new { "doctor-version" } else { "doctor-version-old" };
    say(is_new, words.a(key, "version", version / 10_000));
    let clock = "(extract(epoch FROM clock_timestamp()) * 1000000)::bigint";
    let theirs: i64 = select(sql::<BigInt>(clock)).get_result(c)?;
    let apart = (theirs - SystemClock.now().micros()).abs();
    let is_right = apart <= judge::APART;
    let key = if is_right { "doctor-clock" } else { "doctor-clock-apart" };
    say(is_right, words.a(key, "seconds", apart / 1_000_000));
    let commit: String = select(sql::<Text>("current_setting('synchronous_commit')")).get_result(c)?;
    let is_kept = judge::is_acknowledged(&commit);
    say(is_kept, words.a(if is_kept { "doctor-commit" } else { "doctor-commit-off" }, "value", commit));
    let most: i64 = select(sql::<BigInt>("current_setting('max_connections')::bigint")).get_result(c)?;
    let ours = i64::from(context.config.limits.connections) + 1;
    let key = if most > ours { "doctor-connections" } else { "doctor-connections-few" };
    say(most > ours, words.with(key, &[("most", most.into()), ("ours", ours.into())]));
    Ok(())
}

/// Whether the newest entries hold together; `parvis journal verify` walks all of them.
fn journal(context: &Context<'_>, db: &mut Db, say: &mut Say<'_>) -> Result<(), Failure> {
    let words = context.words;
    let newest = parvis_journal::page(db, &Filter::default()).map_err(Failure::other)?;
    let holds = newest.windows(2).all(|pair| match pair {
        [later, before] => later.seq == before.seq + 1 && later.chained(&before.hash) == later.hash,
        _ => true,
    });
    let last = newest.first().map_or_else(|| "–".to_owned(), |entry| entry.at.to_string());
    say(holds, words.a(if holds { "doctor-journal" } else { "doctor-journal-broken" }, "at", last));
    Ok(())
}

/// The background work, by the figures on which the alerts stand.
fn work(context: &Context<'_>, db: &mut Db, say: &mut Say<'_>) -> Result<(), Failure> {
    let (words, config) = (context.words, &context.config);
    let site = context.site(format!("http://{}", config.listen), false);
    // Names of schedules alone are asked for: the installation's own key is not needed, nor made.
    let parts = Parts {
        outbound: Some(config.outbound.waiting(PATIENCE)?),
        prober: config.probes.open(config.outbound.allowed(), config.contact.as_deref(), &site),
        ..Parts::new(Key::new(&SystemRng), context.files()?)
    };
    let now = SystemClock.now();
    parvis_jobs::measure(db, &registry(&site, &parts)?, now)?;
    let figures = parvis_metrics::expose(parvis_jobs::METRICS.iter());
    let late = judge::late(&figures, now.micros() / 1_000_000);
    let key = if late.is_empty() { "doctor-schedules" } else { "doctor-schedules-late" };
    say(late.is_empty(), words.a(key, "names", late.join(", ")));
    let failed = judge::failed(&figures);
    say(failed == 0, words.a("doctor-jobs", "n", failed));
    Ok(())
}
