//! One file a command.

mod backup;
mod check;
mod doctor;
mod edition;
mod import;
mod journal;
mod probe;
mod procedure;
mod retention;
mod reviews;
mod serve;
mod user;
mod worker;

use parvis_accounts::Means;
use parvis_db::Pool;
use parvis_files::Files;
use parvis_i18n::Words;
use parvis_kernel::SystemRng;
use parvis_mail::{Letterhead, Mailer};
use parvis_reviews::hooks::PATIENCE;
use parvis_web::asked_to_stop;
use std::io::Write;
use tokio::sync::watch;

use crate::app::{Parts, Site, means, open_pool, site};
use crate::cli::{Cli, Command};
use crate::config::Config;
use crate::failure::Failure;
use crate::key;
use crate::limits::LimitsSection;
use crate::modules::messages;

/// What a command works with.
pub struct Context<'c> {
    pub words: &'c Words,
    pub config: Config,
}

impl Context<'_> {
    pub fn pool(&self) -> Result<Pool, Failure> {
        open_pool(self.config.database.clone(), self.config.limits.connections)
    }

    /// The site as configured; `own` is its address when none is.
    pub fn site(&self, own: String, demo: bool) -> Site {
        let config = &self.config;
        let base_url = config.base_url.clone().unwrap_or(own);
        Site {
            publisher: config.publisher.clone(),
            contact: config.contact.clone(),
            demo,
            ..site(base_url, config.theme)
        }
    }

    /// The installation's key and what goes with it.
    pub fn means(&self) -> Result<Means, Failure> {
        Ok(means(key::read_or_make(&self.config.key_file, &SystemRng)?))
    }

    /// What people upload, as configured.
    pub fn files(&self) -> Result<Files, Failure> {
        self.config.files.open(&self.config.outbound.open()?)
    }

    /// What the configuration brings to the product. A demonstration keeps its letters in a folder.
    pub fn parts(&self, site: &Site, demo: bool) -> Result<Parts, Failure> {
        let head = Letterhead {
            service: site.title(self.words),
            publisher: site.publisher(self.words),
            url: site.base_url.clone(),
            messages: messages().map_err(Failure::other)?,
        };
        let mailer = match &self.config.mail {
            Some(settings) => Mailer::smtp(settings, head).map_err(Failure::other)?,
            None if demo => {
                Mailer::folder(&self.config.data_dir.join("letters"), head).map_err(Failure::other)?
            }
            None => Mailer::none(),
        };
        let key = key::read_or_make(&self.config.key_file, &SystemRng)?;
        let outbound = self.config.outbound.open()?;
        let providers = self.config.providers.open(&outbound)?;
        let files = self.config.files.open(&outbound)?;
        Ok(Parts {
            mailer,
            providers,
            limits: self.config.limits.limits(),
            proxies: self.config.trusted_proxies.clone(),
            outbound: Some(self.config.outbound.waiting(PATIENCE)?),
            prober: self.config.probes.open(
                self.config.outbound.allowed(),
                self.config.contact.as_deref(),
                site,
            ),
            ..Parts::new(key, files)
        })
    }
}

fn runtime(limits: LimitsSection) -> Result<tokio::runtime::Runtime, Failure> {
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .max_blocking_threads(limits.threads())
        .build()
        .map_err(Failure::other)
}

/// Whether the program was asked to stop, listened for from now on: a signal that comes while something begins is not
/// missed by what has not begun yet.
fn stopping() -> watch::Receiver<bool> {
    let (tell, told) = watch::channel(false);
    tokio::spawn(async move {
        asked_to_stop().await;
        tell.send_replace(true);
    });
    told
}

/// Waits until the program is asked to stop.
async fn stopped(mut told: watch::Receiver<bool>) {
    // Whoever tells is gone only with the whole program.
    let _ = told.wait_for(|stops| *stops).await;
}

pub fn run(cli: Cli, words: &Words) -> Result<(), Failure> {
    let listen = match &cli.command {
        Command::Serve(serve) => serve.listen.as_deref(),
        _ => None,
    };
    if let Command::Openapi = cli.command {
        return openapi();
    }
    if let Command::Probe(args) = &cli.command {
        return probe::run(words, args);
    }
    let context = Context { words, config: Config::new(&cli.settings, listen)? };
    // Until the end of the command: what was traced last is sent then.
    let _telemetry = parvis_telemetry::start(context.config.log_format, &context.config.log);
    match cli.command {
        Command::Serve(args) => serve::run(&context, &args),
        Command::Import(what) => import::run(&context, &what),
        Command::Edition(what) => edition::run(&context, what),
        Command::Recompute { edition } => edition::recompute(&context, &edition),
        Command::Procedure(what) => procedure::run(&context, what),
        Command::Config(crate::cli::Config::Check) => check::config(&context),
        Command::Doctor => doctor::run(&context),
        Command::User(what) => user::run(&context, what),
        Command::Journal(what) => journal::run(&context, &what),
        Command::Reviews(what) => reviews::run(&context, &what),
        Command::Worker(worker) => worker::run(&context, worker.only.as_deref()),
        Command::Backup(args) => backup::run(&context, &args),
        Command::Restore(args) => backup::restore(&context, &args),
        Command::Retention(what) => retention::run(&context, &what),
        Command::Openapi | Command::Probe(_) => Ok(()),
    }
}

/// Prints one line of a command's result.
pub fn print(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}

fn openapi() -> Result<(), Failure> {
    let mut whole = parvis_observatory::openapi();
    whole.merge(parvis_reviews::openapi());
    print(&serde_json::to_string_pretty(&whole).map_err(Failure::other)?);
    Ok(())
}
