//! The configuration: a file, then the environment, then the command line; the later wins.

use parvis_db::DatabaseUrl;
use parvis_mail::MailSettings;
use parvis_telemetry::LogFormat;
use parvis_ui::Theme;
use parvis_web::Network;
use serde::Deserialize;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::backup::{BackupConfig, BackupSection};
use crate::failure::Failure;
use crate::files::{FilesConfig, FilesSection};
use crate::limits::LimitsSection;
use crate::probes::ProbesSection;
use crate::providers::{OutboundSection, ProviderSection, Providers};

/// What `parvis.toml` may hold; every key is optional.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    listen: Option<String>,
    data_dir: Option<PathBuf>,
    database_url: Option<String>,
    base_url: Option<String>,
    publisher: Option<String>,
    contact: Option<String>,
    theme: Option<String>,
    log_format: Option<String>,
    log: Option<String>,
    key_file: Option<PathBuf>,
    trusted_proxies: Option<Vec<String>>,
    mail: Option<MailSection>,
    files: Option<FilesSection>,
    outbound: Option<OutboundSection>,
    probes: Option<ProbesSection>,
    backup: Option<BackupSection>,
    provider: Option<Vec<ProviderSection>>,
    drain_seconds: Option<u64>,
    metrics_listen: Option<String>,
    limits: Option<LimitsSection>,
}

/// The section `[mail]`. The address of the server may come from the environment, for its password.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct MailSection {
    smtp_url: Option<String>,
    from: String,
    reply_to: Option<String>,
}

/// What the command line and the environment say; both through clap.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Settings {
    #[arg(long, global = true, env = "PARVIS_CONFIG", value_name = "FILE")]
    pub config: Option<PathBuf>,
    #[arg(long, global = true, env = "PARVIS_DATA_DIR", value_name = "DIR")]
    pub data_dir: Option<PathBuf>,
    #[arg(long, global = true, env = "PARVIS_DATABASE_URL", value_name = "URL", hide_env_values = true)]
    pub database_url: Option<String>,
    #[arg(long, global = true, env = "PARVIS_LANG", value_name = "fr|en")]
    pub lang: Option<String>,
}

/// The configuration, checked.
#[derive(Debug, Clone)]
pub struct Config {
    /// The file it was read from.
    pub file: Option<PathBuf>,
    /// Address to listen on.
    pub listen: SocketAddr,
    /// Folder of the database and the files.
    pub data_dir: PathBuf,
    pub database: DatabaseUrl,
    /// Address of the site as readers see it, without a final slash.
    pub base_url: Option<String>,
    /// The administration that publishes.
    pub publisher: Option<String>,
    /// An e-mail or web address.
    pub contact: Option<String>,
    pub theme: Theme,
    pub log_format: LogFormat,
    /// What is logged, in the form of `tracing`.
    pub log: String,
    /// The file of the installation's key.
    pub key_file: PathBuf,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<Network>,
    pub mail: Option<MailSettings>,
    /// Where what people upload is kept, and what looks at it first.
    pub files: FilesConfig,
    /// What of one's own network may be asked.
    pub outbound: OutboundSection,
    /// Whether this process looks at addresses, and from where.
    pub probes: ProbesSection,
    /// Where backups go, for whom, and how many stay.
    pub backup: BackupConfig,
    /// Where agents may sign in instead of here.
    pub providers: Providers,
    /// For how long connections are still taken once the program was asked to stop.
    pub drain: Duration,
    /// Where metrics and health are told to whoever watches.
    pub metrics_listen: Option<SocketAddr>,
    /// How many requests are answered at the same time.
    pub limits: LimitsSection,
}

/// Longer than any balancer takes to notice.
const LONGEST_DRAIN: u64 = 300;

/// Where the file is looked for when none is named.
const USUAL: [&str; 2] = ["parvis.toml", "/etc/parvis/parvis.toml"];

impl Config {
    /// Puts together the file, the environment and the command line.
    ///
    /// # Errors
    /// The first setting that is not understood, with its name and what was expected.
    pub fn new(settings: &Settings, listen: Option<&str>) -> Result<Self, Failure> {
        let path = match &settings.config {
            Some(path) => Some(path.clone()),
            None => USUAL.iter().map(PathBuf::from).find(|path| path.is_file()),
        };
        let file = path.as_deref().map(read).transpose()?.unwrap_or_default();
        let listen = listen.map(str::to_owned).or(file.listen).unwrap_or_else(|| "127.0.0.1:8080".into());
        let data_dir = settings.data_dir.clone().or(file.data_dir).unwrap_or_else(|| "parvis-data".into());
        let database = match settings.database_url.clone().or(file.database_url) {
            Some(url) => url.parse()?,
            None => DatabaseUrl::Sqlite(data_dir.join("parvis.db")),
        };
        let theme = file.theme.unwrap_or_else(|| Theme::default().as_str().into());
        let log_format = file.log_format.unwrap_or_else(|| LogFormat::default().as_str().into());
        let base_url = file.base_url.map(|url| url.trim_end_matches('/').to_owned());
        if let Some(url) =
            base_url.as_ref().filter(|u| !u.starts_with("https://") && !u.starts_with("http://"))
        {
            return Err(Failure::setting("base_url", url, "fail-form-base-url"));
        }
        let proxies = file.trusted_proxies.unwrap_or_default();
        let trusted_proxies = proxies
            .iter()
            .map(|text| {
                text.parse().map_err(|_| Failure::setting("trusted_proxies", text, "fail-form-network"))
            })
            .collect::<Result<_, _>>()?;
        let drain = file.drain_seconds.unwrap_or(0);
        if drain > LONGEST_DRAIN {
            return Err(Failure::setting("drain_seconds", &drain.to_string(), "fail-form-drain"));
        }
        let metrics = std::env::var("PARVIS_METRICS_LISTEN").ok().or(file.metrics_listen);
        let metrics_listen = metrics.filter(|text| !text.is_empty()).map(|text| {
            text.parse().map_err(|_| Failure::setting("metrics_listen", &text, "fail-form-listen"))
        });
        let key_file = std::env::var_os("PARVIS_KEY_FILE").map(PathBuf::from).or(file.key_file);
        Ok(Self {
            key_file: key_file.unwrap_or_else(|| data_dir.join("parvis.key")),
            trusted_proxies,
            drain: Duration::from_secs(drain),
            metrics_listen: metrics_listen.transpose()?,
            limits: file.limits.unwrap_or_default().checked()?,
            mail: file.mail.map(mail).transpose()?,
            files: FilesConfig::checked(file.files.unwrap_or_default(), &data_dir)?,
            outbound: file.outbound.unwrap_or_default(),
            probes: file.probes.unwrap_or_default(),
            backup: BackupConfig::checked(file.backup.unwrap_or_default(), &data_dir)?,
            providers: Providers::checked(file.provider.unwrap_or_default())?,
            listen: listen.parse().map_err(|_| Failure::setting("listen", &listen, "fail-form-listen"))?,
            theme: Theme::parse(&theme)
                .ok_or_else(|| Failure::setting("theme", &theme, "fail-form-theme"))?,
            log_format: LogFormat::parse(&log_format)
                .ok_or_else(|| Failure::setting("log_format", &log_format, "fail-form-log-format"))?,
            file: path,
            data_dir,
            database,
            base_url,
            publisher: file.publisher,
            contact: file.contact,
            log: std::env::var("PARVIS_LOG").ok().or(file.log).unwrap_or_else(|| "info".into()),
        })
    }
}

fn mail(section: MailSection) -> Result<MailSettings, Failure> {
    let url = std::env::var("PARVIS_SMTP_URL").ok().or(section.smtp_url).unwrap_or_default();
    // The address may hold a password: what is wrong with it is said, never the address itself.
    let smtp_url = url.parse().map_err(|_| Failure::setting("mail.smtp_url", "…", "fail-form-smtp"))?;
    Ok(MailSettings { smtp_url, from: section.from, reply_to: section.reply_to })
}

fn read(path: &Path) -> Result<File, Failure> {
    let text = std::fs::read_to_string(path).map_err(|error| Failure::file(path, &error))?;
    toml::from_str(&text)
        .map_err(|error| Failure::Config { path: path.to_owned(), detail: error.to_string() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_file(text: &str) -> Result<Config, Failure> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("parvis.toml");
        std::fs::write(&path, text).unwrap();
        Config::new(&Settings { config: Some(path), ..Settings::default() }, None)
    }

    #[test]
    fn a_file_says_everything_and_nothing_is_ignored() {
        let text = "listen = \"127.0.0.1:9000\"\ntheme = \"state\"\nbase_url = \"https://qualite.example/\"";
        let config = with_file(text).unwrap();
        assert_eq!((config.listen.port(), config.theme), (9000, Theme::State));
        assert_eq!(config.base_url.as_deref(), Some("https://qualite.example"));
        for bad in [
            "them = \"state\"",
            "theme = \"blue\"",
            "listen = \"8080\"",
            "base_url = \"qualite\"",
            "x",
            "database_url = \"mysql://\"",
            "trusted_proxies = [\"10.0.0.0/40\"]",
            "[mail]\nfrom = \"a@b.fr\"",
            "[mail]\nfrom = \"a@b.fr\"\nsmtp_url = \"http://x\"",
            "[files]\nscanner = \"clamd\"",
            "[files]\nmaximum = 5",
            "[outbound]\nallowed = [\"10.0.0.0/40\"]",
            "[probes]\nhere = \"no\"",
            "drain_seconds = 301",
            "metrics_listen = \"9464\"",
            "[limits]\ndesk = 100",
            "[limits]\ndeks = 1",
            "[backup]\nkeep = 0",
            "[backup]\nrecipients = [\"age1x\"]",
            "[[provider]]\nname = \"ProConnect\"",
        ] {
            assert!(with_file(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn the_command_line_wins() {
        let settings = Settings { database_url: Some("sqlite:x.db".into()), ..Settings::default() };
        let config = Config::new(&settings, Some("127.0.0.1:0")).unwrap();
        assert_eq!(config.database, DatabaseUrl::Sqlite("x.db".into()));
        assert_eq!(config.listen.port(), 0);
    }
}
