use parvis_kernel::ErrorKind;

/// Why nobody was signed in. The texts are for logs: they hold no token and nothing personal.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("the settings of the provider are wrong: {0}")]
    Settings(String),
    /// It does not answer, or not as a provider does.
    #[error("the provider does not answer: {0}")]
    Unavailable(String),
    /// The person did not want to go on.
    #[error("the person declined")]
    Declined,
    /// The provider says so.
    #[error("the provider refused: {0}")]
    Refused(String),
    /// What came back is not the answer to what was asked: a forgery, a mistake, or an answer to somebody else.
    #[error("the answer is not to be believed: {0}")]
    Unbelievable(String),
    /// None of the levels of authentication that are required was shown.
    #[error("the level of authentication is {0:?}, which is too low")]
    TooLow(Option<String>),
}

impl Error {
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::Settings(_) | Self::Unavailable(_) => ErrorKind::Unavailable,
            Self::Declined | Self::Refused(_) | Self::Unbelievable(_) | Self::TooLow(_) => {
                ErrorKind::Forbidden
            }
        }
    }

    /// With each cause after the one it made.
    pub(crate) fn text(error: &dyn std::error::Error) -> String {
        let causes = std::iter::successors(Some(error), |error| error.source());
        causes.map(ToString::to_string).collect::<Vec<_>>().join(": ")
    }
}
