//! One file a command.

mod check;
mod edition;
mod import;
mod procedure;
mod serve;

use parvis_db::Pool;
use parvis_i18n::Words;
use std::io::Write;

use crate::app::open_pool;
use crate::cli::{Cli, Command};
use crate::config::Config;
use crate::failure::Failure;

/// What a command works with.
pub struct Context<'c> {
    pub words: &'c Words,
    pub config: Config,
}

impl Context<'_> {
    pub fn pool(&self) -> Result<Pool, Failure> {
        open_pool(self.config.database.clone())
    }
}

pub fn run(cli: Cli, words: &Words) -> Result<(), Failure> {
    let listen = match &cli.command {
        Command::Serve(serve) => serve.listen.as_deref(),
        _ => None,
    };
    if let Command::Openapi = cli.command {
        return openapi();
    }
    let context = Context { words, config: Config::new(&cli.settings, listen)? };
    parvis_telemetry::start(context.config.log_format, &context.config.log);
    match cli.command {
        Command::Serve(args) => serve::run(&context, &args),
        Command::Import(what) => import::run(&context, &what),
        Command::Edition(what) => edition::run(&context, what),
        Command::Recompute { edition } => edition::recompute(&context, &edition),
        Command::Procedure(what) => procedure::run(&context, what),
        Command::Config(crate::cli::Config::Check) => check::config(&context),
        Command::Doctor => check::doctor(&context),
        Command::Openapi => Ok(()),
    }
}

/// Prints one line of a command's result.
pub fn print(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}

fn openapi() -> Result<(), Failure> {
    print(&serde_json::to_string_pretty(&parvis_observatory::openapi()).map_err(Failure::other)?);
    Ok(())
}
