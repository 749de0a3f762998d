use parvis_jobs::Failed;
use parvis_kernel::ErrorKind;

use crate::Address;

/// Why a letter was not sent. No text holds an address or a password.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("no mail server is configured")]
    NotConfigured,
    #[error("the mail settings are wrong: {0}")]
    Settings(String),
    #[error("the letter cannot be written: {0}")]
    Letter(String),
    /// For good: the address does not exist, or the server will not have this letter.
    #[error("the mail server refused the letter: {0}")]
    Refused(String),
    /// For now: nothing answers, the server is busy, or it does not accept our name and password.
    #[error("the mail server did not take the letter: {0}")]
    Unavailable(String),
    #[error("the letter could not be written to its folder: {0}")]
    Folder(#[from] std::io::Error),
}

impl Error {
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::Settings(_) | Self::Letter(_) | Self::Refused(_) => ErrorKind::Invalid,
            Self::NotConfigured | Self::Unavailable(_) | Self::Folder(_) => ErrorKind::Unavailable,
        }
    }

    /// Its kind in the metrics.
    pub(crate) const fn as_str(&self) -> &'static str {
        match self {
            Self::NotConfigured => "not-configured",
            Self::Settings(_) => "settings",
            Self::Letter(_) => "unwritable",
            Self::Refused(_) => "refused",
            Self::Unavailable(_) => "unavailable",
            Self::Folder(_) => "folder",
        }
    }

    pub(crate) fn unwritten(error: impl std::fmt::Display) -> Self {
        Self::Letter(error.to_string())
    }

    /// What a server's answer means for a letter to `to`.
    pub(crate) fn of(error: &lettre::transport::smtp::Error, to: &Address) -> Self {
        // A password that expired is mended by an administrator; the letters must not be lost meanwhile.
        let is_login = error.status().is_some_and(|code| matches!(u16::from(code), 530 | 534 | 535 | 538));
        let text = without(&error.to_string(), to.as_str());
        if (error.is_permanent() && !is_login) || error.is_client() {
            Self::Refused(text)
        } else {
            Self::Unavailable(text)
        }
    }
}

/// Whether to try again: what a handler answers with `?`.
///
/// Without a mail server, at once an administrator's matter: the job fails, and is retried by hand once there is one.
impl From<Error> for Failed {
    fn from(error: Error) -> Self {
        match error {
            Error::Unavailable(_) | Error::Folder(_) => Self::Again(error.to_string()),
            Error::NotConfigured | Error::Settings(_) | Error::Letter(_) | Error::Refused(_) => {
                Self::Never(error.to_string())
            }
        }
    }
}

/// `text` without the address, which servers like to repeat, in whatever case.
fn without(text: &str, address: &str) -> String {
    let (lower, address) = (text.to_ascii_lowercase(), address.to_ascii_lowercase());
    let mut kept = String::with_capacity(text.len());
    let mut from = 0;
    for (at, found) in lower.match_indices(&address) {
        kept.push_str(&text[from..at]);
        kept.push('…');
        from = at + found.len();
    }
    kept.push_str(&text[from..]);
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_that_a_server_repeats_is_left_out() {
        let said = "permanent error (550): <Jeanne@X.fr>: no such user (jeanne@x.fr)";
        assert_eq!(without(said, "jeanne@x.fr"), "permanent error (550): <…>: no such user (…)");
        assert_eq!(without("no", "jeanne@x.fr"), "no");
    }

    #[test]
    fn each_error_says_whether_to_try_again() {
        for (error, again) in [
            (Error::NotConfigured, false),
            (Error::Letter(String::new()), false),
            (Error::Refused(String::new()), false),
            (Error::Unavailable(String::new()), true),
            (Error::Folder(std::io::Error::other("full")), true),
        ] {
            let failed = Failed::from(error);
            assert_eq!(matches!(failed, Failed::Again(_)), again, "{failed:?}");
        }
    }
}
