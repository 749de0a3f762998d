use parvis_accounts::AccountsError;
use parvis_backup::{Absence, Restore, Scratch, identities, open, restore};
use parvis_db::{DatabaseUrl, Pool};
use parvis_journal::{Verified, verify as walk};
use parvis_kernel::{Clock, SystemClock};
use parvis_observatory::{service, store};
use parvis_reviews::service::counters;

use super::{Progress, make_folder};
use crate::cli::Verify;
use crate::commands::{Context, print};
use crate::failure::Failure;
use crate::modules::MIGRATIONS;

/// Puts an archive back where it disturbs nobody, and has everything in it that can be checked checked.
pub fn run(context: &Context<'_>, args: &Verify) -> Result<(), Failure> {
    let (words, config) = (context.words, &context.config);
    let identities = args.identity.as_deref().map(identities).transpose()?.unwrap_or_default();
    let progress = Progress::new(context, "backup-reading");
    let opened = open(&args.archive, identities, &mut |bytes| progress.at(bytes))?;
    drop(progress);
    let manifest = &opened.manifest;
    make_folder(&config.backup.scratch)?;
    let scratch = match &args.scratch {
        Some(url) => Scratch::given(url.parse()?),
        None => Scratch::make(manifest.engine, &config.backup.scratch, &config.database, SystemClock.now())?,
    };
    let to = Restore {
        url: scratch.url(),
        files: None,
        replace: false,
        migrations: MIGRATIONS,
        clock: &SystemClock,
    };
    let progress = Progress::new(context, "backup-restoring");
    let restored = restore(&opened, &to, &mut |bytes| progress.at(bytes))?;
    drop(progress);
    let mut sound = true;
    let mut say = |ok: bool, text: String| {
        sound &= ok;
        print(&format!("{} {text}", if ok { "✓" } else { "✗" }));
    };
    say(
        true,
        words.with(
            "backup-checked",
            &[("at", manifest.made_at.to_string().into()), ("parvis", (&manifest.parvis).into())],
        ),
    );
    let rows = manifest.rows.values().sum::<u64>();
    say(
        true,
        words.with("backup-rows-same", &[("rows", rows.into()), ("tables", manifest.rows.len().into())]),
    );
    say(true, words.a("backup-files-same", "n", restored.files));
    for one in manifest.absent.iter().filter(|one| one.why == Absence::Damaged) {
        say(false, words.a("backup-absent-damaged", "id", one.id.to_string()));
    }
    examine(context, scratch.url(), &mut say)?;
    print(&words.t(if sound { "backup-sound" } else { "backup-unsound" }));
    if sound { Ok(()) } else { Err(Failure::Said) }
}

/// What the product can tell of its own data: editions, counters, the journal.
fn examine(
    context: &Context<'_>,
    url: &DatabaseUrl,
    say: &mut impl FnMut(bool, String),
) -> Result<(), Failure> {
    let words = context.words;
    let pool = Pool::open(url.clone(), 1)?;
    for edition in pool.read(|db| store::editions(db, false))? {
        let same = pool.read(|db| service::recompute(db, &edition.slug))?.is_identical();
        let key = if same { "doctor-edition-same" } else { "doctor-edition-differs" };
        say(same, words.a(key, "slug", &edition.slug));
    }
    let (opinions, differences) = pool.write(counters::verify)?;
    if differences.is_empty() {
        say(true, words.a("reviews-verified", "n", opinions));
    } else {
        let args = [("n", opinions.into()), ("different", differences.len().into())];
        say(false, words.with("reviews-differ", &args));
    }
    match pool.read(|db| walk(db, &[], |_| {})).map_err(AccountsError::from)? {
        Verified::Whole { entries, head } => {
            say(true, words.with("journal-whole", &[("n", entries.into()), ("hash", head.hash.into())]));
        }
        Verified::Broken { seq, fault } => {
            let fault = words.t(&format!("journal-fault-{fault}"));
            say(false, words.with("journal-broken", &[("seq", seq.into()), ("fault", fault.into())]));
        }
    }
    Ok(())
}
