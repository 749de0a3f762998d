//! What keeps: backups, what is put back, what is erased.

use clap::{Args, Subcommand};
use std::path::PathBuf;

#[derive(Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Backup {
    #[command(subcommand)]
    pub verb: Option<BackupVerb>,
    #[arg(value_name = "FOLDER|FILE")]
    pub archive_to: Option<PathBuf>,
    #[arg(long, value_name = "age1…")]
    pub recipient: Vec<String>,
    #[arg(long)]
    pub with_key: bool,
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=10_000))]
    pub keep: Option<u32>,
}

#[derive(Subcommand)]
pub enum BackupVerb {
    Verify(Verify),
}

#[derive(Args)]
pub struct Verify {
    pub archive: PathBuf,
    #[arg(long, value_name = "FILE")]
    pub identity: Option<PathBuf>,
    #[arg(long, value_name = "URL")]
    pub scratch: Option<String>,
}

#[derive(Args)]
pub struct Restore {
    pub archive: PathBuf,
    #[arg(long, value_name = "FILE")]
    pub identity: Option<PathBuf>,
    #[arg(long = "into", value_name = "URL")]
    pub database_into: Option<String>,
    #[arg(long)]
    pub replace: bool,
}

#[derive(Subcommand)]
pub enum Retention {
    Report(RetentionReport),
    Run,
}

#[derive(Args)]
pub struct RetentionReport {
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub since: Option<String>,
    #[arg(long = "format", value_enum, default_value = "text")]
    pub report_format: ReportFormat,
}

/// How a report of erasures is written.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum ReportFormat {
    Text,
    Json,
    Csv,
}
