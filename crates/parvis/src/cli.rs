//! The command line. Its help texts stand in `locales/`, like every other text: `cli-COMMAND` says what it does,
//! `cli-COMMAND-more` shows an example, `cli-arg-NAME` explains an argument.

mod keep;

use clap::{Arg, ArgAction, Args, CommandFactory, FromArgMatches, Parser, Subcommand};
use parvis_i18n::Words;
use parvis_kernel::Locale;
use std::ffi::OsString;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

pub use keep::{Backup, BackupVerb, ReportFormat, Restore, Retention, RetentionReport, Verify};

use crate::commands;
use crate::config::Settings;
use crate::failure::Failure;
use crate::modules::messages;

#[derive(Parser)]
#[command(name = "parvis", version, disable_version_flag = true)]
pub struct Cli {
    #[arg(short = 'V', long, action = ArgAction::Version)]
    version: Option<bool>,
    #[command(flatten)]
    pub settings: Settings,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    Serve(Serve),
    #[command(subcommand)]
    Import(Import),
    #[command(subcommand)]
    Edition(Edition),
    Recompute {
        edition: String,
    },
    #[command(subcommand)]
    Procedure(Procedure),
    #[command(subcommand)]
    Config(Config),
    #[command(subcommand)]
    User(User),
    #[command(subcommand)]
    Journal(Journal),
    #[command(subcommand)]
    Reviews(Reviews),
    Probe(Probe),
    Worker(Worker),
    Backup(Backup),
    Restore(Restore),
    #[command(subcommand)]
    Retention(Retention),
    Doctor,
    Openapi,
}

#[derive(Args)]
pub struct Serve {
    #[arg(long)]
    pub demo: bool,
    #[arg(long, env = "PARVIS_LISTEN", value_name = "ADDRESS:PORT")]
    pub listen: Option<String>,
}

#[derive(Subcommand)]
pub enum Import {
    Procedures {
        #[command(flatten)]
        import: ImportFile,
        #[arg(long, value_name = "YYYY-MM-DD")]
        valid_from: Option<String>,
    },
    Measurements {
        #[command(flatten)]
        import: ImportFile,
        #[arg(long, default_value = "import")]
        source: String,
        #[arg(long, value_name = "YYYY-MM-DD")]
        collected_until: Option<String>,
    },
}

#[derive(Args)]
pub struct ImportFile {
    pub file: PathBuf,
    #[arg(long)]
    pub dry_run: bool,
    #[arg(long, value_name = "OLD=NEW")]
    pub map: Vec<String>,
}

#[derive(Subcommand)]
pub enum Edition {
    Draft {
        edition: String,
        #[arg(long, value_name = "YYYY-MM")]
        month: Option<String>,
    },
    Diff {
        edition: String,
        #[arg(long)]
        against: Option<String>,
    },
    Publish {
        edition: String,
        #[arg(long)]
        by: String,
    },
    List,
    Erratum(Erratum),
}

#[derive(Args)]
pub struct Erratum {
    pub edition: String,
    #[arg(long)]
    pub by: String,
    #[arg(long)]
    pub fr: String,
    #[arg(long)]
    pub en: String,
    #[arg(long)]
    pub procedure: Option<String>,
    #[arg(long)]
    pub indicator: Option<String>,
}

#[derive(Subcommand)]
pub enum Procedure {
    List,
    Show {
        procedure: String,
    },
    Set {
        procedure: String,
        field: String,
        value: String,
        #[command(flatten)]
        on: On,
    },
    Renumber {
        procedure: String,
        number: String,
        #[command(flatten)]
        on: On,
    },
    Merge {
        procedure: String,
        #[arg(long)]
        into: String,
        #[arg(long)]
        reason: String,
        #[command(flatten)]
        on: On,
    },
    Split {
        procedure: String,
        #[arg(long, required = true)]
        into: Vec<String>,
        #[arg(long)]
        reason: String,
        #[command(flatten)]
        on: On,
    },
    Retire {
        procedure: String,
        #[arg(long)]
        reason: String,
        #[command(flatten)]
        on: On,
    },
}

#[derive(Args)]
pub struct On {
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub on: Option<String>,
}

#[derive(Subcommand)]
pub enum User {
    List,
    Invite {
        email: String,
        #[arg(long)]
        name: String,
        #[arg(long)]
        space: Option<String>,
    },
    Suspend {
        email: String,
        #[arg(long)]
        reason: String,
    },
    Resume {
        email: String,
    },
    Reset {
        email: String,
        #[arg(long)]
        second_factor: bool,
    },
}

#[derive(Subcommand)]
pub enum Journal {
    Verify {
        #[arg(long, value_name = "FILE")]
        against: Option<PathBuf>,
    },
    Export,
}

#[derive(Subcommand)]
pub enum Reviews {
    Verify,
    Rebuild,
    Measure,
    Alerts {
        #[arg(long, value_name = "YYYY-MM-DD")]
        until: Option<String>,
    },
    Generate {
        #[arg(long, value_name = "N", default_value_t = 1_000_000)]
        opinions: u64,
        #[arg(long, value_name = "N", default_value_t = 2_000, value_parser = clap::value_parser!(u32).range(1..=9_999))]
        services: u32,
        #[arg(long, value_name = "N", default_value_t = 24, value_parser = clap::value_parser!(i32).range(1..=36))]
        months: i32,
        #[arg(long, value_name = "N", default_value_t = 1)]
        seed: u64,
    },
    Import(ImportOpinions),
    Opendata {
        year: i16,
        #[arg(long, value_name = "FOLDER", default_value = ".")]
        out: PathBuf,
    },
}

#[derive(Args)]
pub struct ImportOpinions {
    #[command(flatten)]
    pub import: ImportFile,
    #[arg(long, value_name = "UUID")]
    pub form: String,
    #[arg(long, value_name = "LABEL=OPTION")]
    pub label: Vec<String>,
    #[arg(long, value_name = "FILE")]
    pub expected: Option<PathBuf>,
    #[arg(long, default_value_t = 0.05)]
    pub tolerance: f64,
}

#[derive(Args)]
pub struct Probe {
    #[arg(required = true, value_name = "URL")]
    pub url: Vec<String>,
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
    #[arg(long, value_name = "FILE")]
    pub budget: Option<PathBuf>,
    #[arg(long, value_name = "PERCENT", value_parser = percent)]
    pub fail_under: Option<f64>,
    #[arg(long)]
    pub allow_private: bool,
    #[arg(long, conflicts_with = "no_browser")]
    pub browser: bool,
    #[arg(long)]
    pub no_browser: bool,
    #[arg(long, value_name = "SECONDS", default_value_t = 30, value_parser = clap::value_parser!(u64).range(1..=300))]
    pub timeout: u64,
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..=200))]
    pub pages: u16,
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u16).range(0..=500))]
    pub links: u16,
    #[arg(long, env = "PARVIS_PROBE_CONTACT", value_name = "CONTACT")]
    pub contact: Option<String>,
}

/// From 0 to 100.
fn percent(text: &str) -> Result<f64, String> {
    text.parse().ok().filter(|share| (0.0..=100.0).contains(share)).ok_or_else(|| "0–100".to_owned())
}

#[derive(Args)]
pub struct Worker {
    #[arg(long, value_name = "MODULE")]
    pub only: Option<String>,
}

/// How a report is written.
#[derive(Clone, Copy, clap::ValueEnum)]
pub enum Format {
    Text,
    Json,
    Html,
    Sarif,
}

#[derive(Subcommand)]
pub enum Config {
    Check,
}

/// Runs one command line; the process's exit code.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args: Vec<OsString> = args.into_iter().collect();
    let messages = match messages() {
        Ok(messages) => messages,
        Err(bad) => {
            complain(&bad.to_string());
            return ExitCode::FAILURE;
        }
    };
    let words = messages.words(language(&args));
    let matches = match localise(Cli::command(), words, "").try_get_matches_from(&args) {
        Ok(matches) => matches,
        Err(error) => {
            // Clap prints help on standard output and usage errors on standard error.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let cli = Cli::from_arg_matches(&matches).map_err(Failure::other);
    match cli.and_then(|cli| commands::run(cli, words)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            let text = failure.say(words);
            if !text.is_empty() {
                complain(&text);
            }
            ExitCode::FAILURE
        }
    }
}

fn complain(text: &str) {
    let _ = writeln!(std::io::stderr(), "{text}");
}

/// `--lang`, `PARVIS_LANG`, then the locale of the terminal; French when none says either.
fn language(args: &[OsString]) -> Locale {
    let texts: Vec<&str> = args.iter().filter_map(|a| a.to_str()).collect();
    let asked = texts.iter().enumerate().find_map(|(at, text)| match text.strip_prefix("--lang=") {
        Some(lang) => Locale::parse(lang),
        None if *text == "--lang" => texts.get(at + 1).and_then(|lang| Locale::parse(lang)),
        None => None,
    });
    let variable = |name: &&str| std::env::var(name).ok().and_then(|v| Locale::parse(v.get(..2)?));
    asked
        .or_else(|| ["PARVIS_LANG", "LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(variable))
        .unwrap_or_default()
}

/// Gives a command and those under it their texts.
fn localise(command: clap::Command, words: &Words, path: &str) -> clap::Command {
    let path = match path {
        "" => "cli".to_owned(),
        path => format!("{path}-{}", command.get_name()),
    };
    let mut command = command.about(words.t(&path));
    let more = format!("{path}-more");
    if words.has(&more) {
        command = command.after_help(words.t(&more));
    }
    let arguments: Vec<String> = command.get_arguments().map(|a| a.get_id().to_string()).collect();
    for id in arguments {
        let key = format!("cli-arg-{}", id.replace('_', "-"));
        if words.has(&key) {
            command = command.mut_arg(&id, |arg| described(arg, words, &key));
        }
    }
    let children: Vec<String> = command.get_subcommands().map(|c| c.get_name().to_owned()).collect();
    for child in children {
        command = command.mut_subcommand(&child, |c| localise(c, words, &path));
    }
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help).help(words.t("cli-arg-help"));
    let help = help.help_heading(words.t("cli-options"));
    let template = format!("{{about}}\n\n{} {{usage}}\n\n{{all-args}}{{after-help}}", words.t("cli-usage"));
    command
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .arg(help)
        .subcommand_help_heading(words.t("cli-commands"))
        .help_template(template)
}

/// An argument with its text, under the heading of its kind.
fn described(arg: Arg, words: &Words, key: &str) -> Arg {
    let heading = if arg.is_positional() { "cli-arguments" } else { "cli-options" };
    arg.help(words.t(key)).help_heading(words.t(heading))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every command and argument, in both languages, says what it is for; every command shows an example.
    #[test]
    fn everything_explains_itself() {
        let messages = messages().unwrap();
        for locale in Locale::ALL {
            explained(&localise(Cli::command(), messages.words(*locale), ""), locale.as_str());
        }
    }

    fn explained(command: &clap::Command, at: &str) {
        let at = format!("{at} {}", command.get_name());
        let about = command.get_about().map(ToString::to_string).unwrap_or_default();
        assert!(!about.is_empty() && !about.contains('⟦'), "{at} says nothing of itself");
        for arg in command.get_arguments().filter(|a| !matches!(a.get_id().as_str(), "help" | "version")) {
            assert!(arg.get_help().is_some(), "{at} {} says nothing of itself", arg.get_id());
        }
        let is_leaf = command.get_subcommands().next().is_none();
        let example = command.get_after_help().map(ToString::to_string).unwrap_or_default();
        assert!(!is_leaf || example.contains("parvis "), "{at} shows no example");
        command.get_subcommands().for_each(|c| explained(c, &at));
    }

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
    }
}
