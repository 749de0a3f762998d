//! The programs of PostgreSQL, as they are on the `PATH`.

use std::io::Read;
use std::process::{Child, Command, Stdio};

use crate::Error;

/// What is kept of what a program says: its last words.
const LAST_WORDS: usize = 2_000;

/// An address that other users may see in the list of processes, and the password apart.
pub(super) struct Address {
    pub shown: String,
    pub password: Option<String>,
}

impl Address {
    pub fn new(url: &str) -> Self {
        let whole = || Self { shown: url.to_owned(), password: None };
        let Some((scheme, rest)) = url.split_once("://") else { return whole() };
        let end = rest.find(['/', '?']).unwrap_or(rest.len());
        let (authority, path) = rest.split_at(end);
        let Some((user, hosts)) = authority.rsplit_once('@') else { return whole() };
        let Some((user, password)) = user.split_once(':') else { return whole() };
        let password = percent_encoding::percent_decode_str(password).decode_utf8_lossy().into_owned();
        Self { shown: format!("{scheme}://{user}@{hosts}{path}"), password: Some(password) }
    }
}

/// A program, in English so that what it says can be searched for, with its password where no other user sees it.
pub(super) fn command(tool: &'static str, address: &Address) -> Command {
    let mut command = Command::new(tool);
    command.env("LC_MESSAGES", "C").env("LC_ALL", "C.UTF-8");
    if let Some(password) = &address.password {
        command.env("PGPASSWORD", password);
    }
    command.arg("--no-password").arg(format!("--dbname={}", address.shown));
    command.stderr(Stdio::piped());
    command
}

pub(super) fn start(tool: &'static str, command: &mut Command) -> Result<Child, Error> {
    command.spawn().map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => Error::NoTool(tool),
        _ => Error::Tool { tool, said: error.to_string() },
    })
}

/// The first version that a program of PostgreSQL may have: that of the server.
///
/// # Errors
/// One that is not there, or older.
pub(super) fn at_least(tool: &'static str, needs: u32) -> Result<(), Error> {
    let mut asked = Command::new(tool);
    let output =
        asked.arg("--version").stdin(Stdio::null()).output().map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => Error::NoTool(tool),
            _ => Error::Tool { tool, said: error.to_string() },
        })?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let has = major(&said).ok_or(Error::Tool { tool, said: said.trim().to_owned() })?;
    if has < needs { Err(Error::OldTool { tool, has, needs }) } else { Ok(()) }
}

/// The first number of `pg_dump (PostgreSQL) 15.18 (Debian …)`.
pub(super) fn major(said: &str) -> Option<u32> {
    let version = said.split_whitespace().find(|word| word.starts_with(|c: char| c.is_ascii_digit()))?;
    version.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

/// Reads what a program says, to its end.
pub(super) fn listen(child: &mut Child) -> std::thread::JoinHandle<String> {
    let stderr = child.stderr.take();
    std::thread::spawn(move || {
        let (mut said, mut buffer) = (Vec::new(), [0; 4096]);
        if let Some(mut stderr) = stderr {
            while let Ok(n @ 1..) = stderr.read(&mut buffer) {
                said.extend_from_slice(&buffer[..n]);
                let beyond = said.len().saturating_sub(LAST_WORDS);
                said.drain(..beyond);
            }
        }
        String::from_utf8_lossy(&said).trim().to_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_never_an_argument() {
        let address = Address::new("postgres://parvis:s3cr%40t@h1:5432,h2/parvis?sslmode=require");
        assert_eq!(address.shown, "postgres://parvis@h1:5432,h2/parvis?sslmode=require");
        assert_eq!(address.password.as_deref(), Some("s3cr@t"));
        for plain in ["postgres://parvis@db/parvis", "postgres:///parvis?host=/run", "postgresql://db"] {
            let address = Address::new(plain);
            assert_eq!((address.shown.as_str(), address.password), (plain, None));
        }
        let shown = format!("{:?}", command("pg_dump", &Address::new("postgres://a:hush@db/x")).get_args());
        assert!(!shown.contains("hush"), "{shown}");
    }

    #[test]
    fn a_version_is_found_in_what_programs_say() {
        assert_eq!(major("pg_dump (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)"), Some(15));
        assert_eq!(major("pg_restore (PostgreSQL) 18beta1"), Some(18));
        assert_eq!(major("pg_dump"), None);
    }
}
