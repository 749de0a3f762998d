use parvis_db::{Access, DatabaseUrl, Db, pending};
use parvis_files::{Error, Files, FilesSettings, Verdict};
use parvis_kernel::{Clock, SystemClock};
use parvis_observatory::{service, store};
use parvis_web::has_asset;

use super::{Context, print};
use crate::failure::Failure;
use crate::modules::MIGRATIONS;

/// Says what the configuration amounts to; reading it has already refused what is not understood.
pub fn config(context: &Context<'_>) -> Result<(), Failure> {
    let (c, words) = (&context.config, context.words);
    let or_none = |value: Option<String>| value.unwrap_or_else(|| words.t("check-none"));
    for (name, value) in [
        ("config", or_none(c.file.as_ref().map(|f| f.display().to_string()))),
        ("listen", c.listen.to_string()),
        ("data_dir", c.data_dir.display().to_string()),
        ("database_url", c.database.to_string()),
        ("base_url", or_none(c.base_url.clone())),
        ("publisher", or_none(c.publisher.clone())),
        ("contact", or_none(c.contact.clone())),
        ("theme", c.theme.to_string()),
        ("log_format", c.log_format.to_string()),
        ("key_file", c.key_file.display().to_string()),
        ("trusted_proxies", c.trusted_proxies.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")),
        ("files", c.files.to_string()),
        ("files.max_megabytes", (c.files.limit / FilesSettings::MEGABYTE).to_string()),
        ("files.scanner", or_none(c.files.scanner.as_ref().map(ToString::to_string))),
        ("drain_seconds", c.drain.as_secs().to_string()),
        ("metrics_listen", or_none(c.metrics_listen.map(|address| address.to_string()))),
        ("limits", c.limits.to_string()),
        ("mail.smtp_url", or_none(c.mail.as_ref().map(|mail| mail.smtp_url.to_string()))),
    ] {
        print(&format!("{name} = {value}"));
    }
    // The secret of a bucket is read as the start will read it.
    context.files()?;
    let advice = [
        (c.publisher.is_none(), "check-advice-publisher"),
        (c.contact.is_none(), "check-advice-contact"),
        (c.base_url.is_none(), "check-advice-base-url"),
        (c.mail.is_none(), "check-advice-mail"),
        (c.files.scanner.is_none(), "check-advice-scanner"),
        (!has_asset(&format!("{}.css", c.theme)), "check-advice-assets"),
    ];
    for (_, key) in advice.iter().filter(|(applies, _)| *applies) {
        print(&words.t(key));
    }
    print(&words.t("check-ok"));
    Ok(())
}

/// Looks at everything that can be wrong with an installation and says what to do.
pub fn doctor(context: &Context<'_>) -> Result<(), Failure> {
    let words = context.words;
    let mut sound = true;
    let mut say = |ok: bool, text: String| {
        sound &= ok;
        print(&format!("{} {text}", if ok { "✓" } else { "✗" }));
    };
    let theme = context.config.theme;
    say(has_asset(&format!("{theme}.css")), words.a("doctor-assets", "theme", theme.as_str()));
    files(context, &context.files()?, &mut say);
    let url = &context.config.database;
    // A doctor looks and changes nothing: it does not make a database that is not there.
    let missing = matches!(url, DatabaseUrl::Sqlite(path) if !path.exists());
    match (!missing).then(|| Db::open(url, Access::Read)) {
        None => say(false, words.a("doctor-no-database", "url", url.to_string())),
        Some(Err(error)) => say(false, words.a("fail-db", "detail", error.to_string())),
        Some(Ok(mut db)) => {
            let engine = ("engine", db.engine().into());
            say(true, words.with("doctor-database", &[engine, ("url", url.to_string().into())]));
            examine(context, &mut db, &mut say)?;
        }
    }
    if sound { Ok(()) } else { Err(Failure::Said) }
}

/// Whether what people upload can be kept, and looked at.
fn files(context: &Context<'_>, files: &Files, say: &mut impl FnMut(bool, String)) {
    let (words, place) = (context.words, context.config.files.to_string());
    match files.reach(SystemClock.now()) {
        Ok(()) => say(true, words.a("doctor-files", "place", place)),
        Err(Error::Depot(detail)) => {
            let about = [("place", place.into()), ("detail", detail.into())];
            say(false, words.with("doctor-files-lost", &about));
        }
        Err(other) => say(false, words.a("fail-other", "detail", other.to_string())),
    }
    let Some(scanner) = files.scanner() else { return };
    match scanner.scan(b"Parvis") {
        Ok(Verdict::Clean) => say(true, words.a("doctor-scanner", "scanner", scanner.to_string())),
        Ok(other) => say(false, words.a("fail-other", "detail", format!("{scanner}: {other:?}"))),
        Err(error) => {
            let about = [("scanner", scanner.to_string().into()), ("detail", error.to_string().into())];
            say(false, words.with("doctor-scanner-lost", &about));
        }
    }
}

fn examine(context: &Context<'_>, db: &mut Db, say: &mut impl FnMut(bool, String)) -> Result<(), Failure> {
    let words = context.words;
    let waiting = pending(db, MIGRATIONS)?;
    say(waiting.is_empty(), words.a("doctor-migrations", "n", waiting.len()));
    if !waiting.is_empty() {
        return Ok(());
    }
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
