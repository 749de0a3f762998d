use parvis_backup::{Restored, identities, open, restore};
use parvis_kernel::SystemClock;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use super::{Progress, note};
use crate::cli::Restore;
use crate::commands::{Context, print};
use crate::failure::Failure;
use crate::modules::MIGRATIONS;

/// Puts an archive back, then says what is left to do.
pub fn run(context: &Context<'_>, args: &Restore) -> Result<(), Failure> {
    let mut config = context.config.clone();
    if let Some(url) = &args.database_into {
        config.database = url.parse()?;
    }
    let context = &Context { words: context.words, config };
    let (words, files) = (context.words, context.files()?);
    let identities = args.identity.as_deref().map(identities).transpose()?.unwrap_or_default();
    let progress = Progress::new(context, "backup-reading");
    let opened = open(&args.archive, identities, &mut |bytes| progress.at(bytes))?;
    drop(progress);
    let manifest = &opened.manifest;
    print(&words.with(
        "backup-checked",
        &[("at", manifest.made_at.to_string().into()), ("parvis", (&manifest.parvis).into())],
    ));
    let to = parvis_backup::Restore {
        url: &context.config.database,
        files: Some(&files),
        replace: args.replace,
        migrations: MIGRATIONS,
        clock: &SystemClock,
    };
    let progress = Progress::new(context, "backup-restoring");
    let restored = restore(&opened, &to, &mut |bytes| progress.at(bytes))?;
    drop(progress);
    print(&words.with(
        "backup-restored",
        &[
            ("url", context.config.database.to_string().into()),
            ("rows", manifest.rows.values().sum::<u64>().into()),
            ("tables", manifest.rows.len().into()),
            ("files", restored.files.into()),
        ],
    ));
    if restored.migrated > 0 {
        print(&words.a("backup-migrated", "n", restored.migrated));
    }
    if let Some(former) = &restored.former {
        print(&words.a("backup-former", "former", former));
    }
    put_key(context, &restored)?;
    note(context, "platform.restore", &manifest.sums)?;
    print(&words.t("backup-next"));
    Ok(())
}

/// The key goes where the installation looks for it, unless there is one: which of the two is right is not ours to say.
fn put_key(context: &Context<'_>, restored: &Restored) -> Result<(), Failure> {
    let (words, path) = (context.words, context.config.key_file.as_path());
    let shown = || path.display().to_string();
    let text = match (&restored.key, std::fs::read(path)) {
        (Some(ours), Ok(there)) if *ours == there => words.a("backup-key-same", "path", shown()),
        (Some(_), Ok(_)) => words.a("backup-key-other", "path", shown()),
        (None, Ok(_)) => words.a("backup-key-check", "path", shown()),
        (None, Err(_)) => words.a("backup-key-missing", "path", shown()),
        (Some(key), Err(_)) => {
            write_key(path, key).map_err(|error| Failure::file(path, &error))?;
            words.a("backup-key-put", "path", shown())
        }
    };
    print(&text);
    Ok(())
}

fn write_key(path: &Path, key: &[u8]) -> std::io::Result<()> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder)?;
    }
    let mut file = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    file.write_all(key)?;
    file.sync_all()
}
