use parvis_kernel::ErrorKind;

/// Why a request gave no answer. No text holds more of an address than its host.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("the settings of outgoing requests are wrong: {0}")]
    Settings(String),
    /// Not an address that can be asked, or not a request.
    #[error("this cannot be asked: {0}")]
    Invalid(String),
    /// The host is on one's own network, and not among those allowed.
    #[error("{0} is not on the public Internet; it is asked only if the configuration allows it")]
    Refused(String),
    /// No name, no connection, no valid certificate, or no whole answer in time.
    #[error("{host} does not answer: {reason}")]
    Unreachable { host: String, reason: String },
    #[error("the answer of {host} has more than {limit} bytes")]
    TooLarge { host: String, limit: usize },
    #[error("{host} redirects in circles")]
    Redirects { host: String },
    /// An answer that is not a success.
    #[error("{host} answered {status}")]
    Status { host: String, status: http::StatusCode },
}

impl Error {
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::Settings(_) | Self::Invalid(_) => ErrorKind::Invalid,
            Self::Refused(_) => ErrorKind::Forbidden,
            Self::Status { status, .. } if *status == http::StatusCode::NOT_FOUND => ErrorKind::NotFound,
            _ => ErrorKind::Unavailable,
        }
    }

    /// Whether the same request may succeed later.
    pub fn may_pass(&self) -> bool {
        match self {
            Self::Unreachable { .. } => true,
            Self::Status { status, .. } => {
                status.is_server_error() || matches!(status.as_u16(), 408 | 425 | 429)
            }
            _ => false,
        }
    }
}
