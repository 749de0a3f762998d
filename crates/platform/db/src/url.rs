use std::path::PathBuf;
use std::str::FromStr;

use crate::Error;

/// Where the data lives: `sqlite:FILE` or `postgres://USER:PASSWORD@HOST:PORT/NAME`.
#[derive(Clone, PartialEq, Eq)]
pub enum DatabaseUrl {
    Sqlite(PathBuf),
    Postgres(String),
}

impl FromStr for DatabaseUrl {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return Ok(Self::Postgres(text.to_owned()));
        }
        match text.strip_prefix("sqlite:").map(|path| path.strip_prefix("//").unwrap_or(path)) {
            Some(path) if !path.is_empty() => Ok(Self::Sqlite(path.into())),
            _ => Err(Error::Url(without_password(text))),
        }
    }
}

/// The address without its password, fit for a log.
impl std::fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Sqlite(path) => write!(f, "sqlite:{}", path.display()),
            Self::Postgres(url) => f.write_str(&without_password(url)),
        }
    }
}

impl std::fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Display::fmt(self, f)
    }
}

fn without_password(url: &str) -> String {
    let bare = url.split('?').next().unwrap_or(url);
    let Some((scheme, rest)) = bare.split_once("://") else { return bare.to_owned() };
    match rest.rsplit_once('@') {
        Some((user, place)) => format!("{scheme}://{}@{place}", user.split(':').next().unwrap_or("")),
        None => bare.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::DatabaseUrl;

    #[test]
    fn an_address_is_read_and_its_password_never_shown() {
        for (text, shown) in [
            ("sqlite:data/parvis.db", "sqlite:data/parvis.db"),
            ("sqlite:///var/parvis.db", "sqlite:/var/parvis.db"),
            ("postgres://parvis:s3cr%40t@db:5432/parvis?sslmode=require", "postgres://parvis@db:5432/parvis"),
            ("postgresql://db/parvis", "postgresql://db/parvis"),
        ] {
            assert_eq!(format!("{:?}", text.parse::<DatabaseUrl>().unwrap()), shown);
        }
        for bad in ["", "mysql://root:hunter2@db/x", "sqlite:", "parvis.db"] {
            let error = bad.parse::<DatabaseUrl>().unwrap_err().to_string();
            assert!(!error.contains("hunter2"), "{error}");
        }
    }
}
