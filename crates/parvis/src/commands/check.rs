use parvis_files::FilesSettings;
use parvis_web::has_asset;

use super::{Context, print};
use crate::failure::Failure;

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
        ("probes.browser", c.probes.wants_browser().to_string()),
        ("backup.folder", or_none(c.backup.folder.as_ref().map(|folder| folder.display().to_string()))),
        ("backup.keep", or_none(c.backup.keep.map(|keep| keep.to_string()))),
        ("backup.recipients", or_none(Some(c.backup.recipients.join(", ")).filter(|all| !all.is_empty()))),
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
