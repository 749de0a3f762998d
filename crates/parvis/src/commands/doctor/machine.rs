//! What can be seen of the machine without the database: settings, key, disk, mail server, backups, files.

use parvis_db::DatabaseUrl;
use parvis_files::{Error, Files, Verdict};
use parvis_kernel::{Clock, SystemClock};
use std::net::{TcpStream, ToSocketAddrs};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::time::{Duration, SystemTime};
use url::Url;

use super::{Context, Say, judge};

/// How long a mail server may take to be reached.
const PATIENCE: Duration = Duration::from_secs(5);

pub fn settings(context: &Context<'_>, say: &mut Say<'_>) {
    let (c, words) = (&context.config, context.words);
    let (url, is_alone) = (c.base_url.as_deref(), c.listen.ip().is_loopback());
    let shown = url.unwrap_or("–");
    let key = match judge::base_url(url) {
        judge::Address::Sound => "doctor-base-url",
        judge::Address::None => "doctor-base-url-none",
        judge::Address::Clear => "doctor-base-url-clear",
    };
    say(judge::base_url(url) == judge::Address::Sound, words.a(key, "url", shown));
    let is_hidden = judge::is_behind_unknown_proxy(url, is_alone, c.trusted_proxies.is_empty());
    say(!is_hidden, words.t(if is_hidden { "doctor-proxies-none" } else { "doctor-proxies" }));
    if c.probes.wants_browser() {
        let is_there = parvis_browser::find().is_some();
        say(is_there, words.t(if is_there { "doctor-browser" } else { "doctor-browser-none" }));
    }
}

pub fn key(context: &Context<'_>, say: &mut Say<'_>) {
    let (words, path) = (context.words, &context.config.key_file);
    let key = match std::fs::metadata(path) {
        Err(_) => "doctor-key-none",
        Ok(about) if about.permissions().mode() & 0o077 != 0 => "doctor-key-open",
        Ok(_) => "doctor-key",
    };
    say(key == "doctor-key", words.a(key, "path", path.display().to_string()));
}

/// Whether others can read the database, and how much room it has.
pub fn disk(context: &Context<'_>, say: &mut Say<'_>) {
    let words = context.words;
    if let DatabaseUrl::Sqlite(path) = &context.config.database
        && let Ok(about) = std::fs::metadata(path)
    {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let folder = std::fs::metadata(folder).map_or(0o777, |about| about.permissions().mode());
        let is_open = judge::can_others_read(about.permissions().mode(), folder);
        let key = if is_open { "doctor-closed-not" } else { "doctor-closed" };
        say(!is_open, words.a(key, "path", path.display().to_string()));
    }
    let folder = &context.config.data_dir;
    // The folder is made at the first start.
    let Ok(room) = rustix::fs::statvfs(folder) else { return };
    let left = room.f_bavail.saturating_mul(room.f_frsize);
    let about =
        [("folder", folder.display().to_string().into()), ("megabytes", (left / judge::MEGABYTE).into())];
    let is_enough = left >= judge::ROOM;
    say(is_enough, words.with(if is_enough { "doctor-room" } else { "doctor-room-little" }, &about));
}

/// Reaches the mail server, and says nothing to it.
pub fn mail(context: &Context<'_>, say: &mut Say<'_>) {
    let words = context.words;
    let Some(mail) = &context.config.mail else { return say(false, words.t("doctor-mail-none")) };
    let server = mail.smtp_url.to_string();
    let reached = reach(&server);
    let detail = reached.as_ref().err().cloned().unwrap_or_default();
    let key = if reached.is_ok() { "doctor-mail" } else { "doctor-mail-lost" };
    say(reached.is_ok(), words.with(key, &[("server", server.into()), ("detail", detail.into())]));
}

fn reach(server: &str) -> Result<(), String> {
    let url = Url::parse(server).map_err(|error| error.to_string())?;
    let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']);
    let port = url.port().unwrap_or(match url.scheme() {
        "smtps" => 465,
        "smtp" => 25,
        _ => 587,
    });
    let all = (host, port).to_socket_addrs().map_err(|error| error.to_string())?;
    let mut last = "no address".to_owned();
    for address in all {
        match TcpStream::connect_timeout(&address, PATIENCE) {
            Ok(_) => return Ok(()),
            Err(error) => last = error.to_string(),
        }
    }
    Err(last)
}

/// How old the newest archive is, where backups are known to go.
pub fn backup(context: &Context<'_>, say: &mut Say<'_>) {
    let words = context.words;
    let Some(folder) = &context.config.backup.folder else { return };
    let place = folder.display().to_string();
    let newest = std::fs::read_dir(folder).into_iter().flatten().flatten().filter_map(|entry| {
        let name = entry.file_name().into_string().ok()?;
        let is_archive = name.starts_with("parvis-") && (name.ends_with(".zst") || name.ends_with(".age"));
        entry.metadata().ok().filter(|_| is_archive)?.modified().ok()
    });
    let Some(newest) = newest.max() else {
        return say(false, words.a("doctor-backup-none", "folder", place));
    };
    let now = SystemTime::UNIX_EPOCH
        + Duration::from_micros(u64::try_from(SystemClock.now().micros()).unwrap_or(0));
    let age = now.duration_since(newest).unwrap_or_default();
    let about = [("folder", place.into()), ("hours", (age.as_secs() / 3600).into())];
    let is_fresh = age <= judge::BACKUP_AGE;
    say(is_fresh, words.with(if is_fresh { "doctor-backup" } else { "doctor-backup-old" }, &about));
}

/// Whether what people upload can be kept, and looked at.
pub fn files(context: &Context<'_>, files: &Files, say: &mut Say<'_>) {
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
