/// Why a browser gave no answer. After those for which [`Error::is_fatal`] holds, the browser was killed; the next page
/// gets another.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    #[error(
        "no Chromium was found: install the package chromium (Debian, Fedora, Arch) or name its program in PARVIS_CHROMIUM"
    )]
    Missing,
    #[error("the browser does not start: {0}")]
    Launch(String),
    #[error("{0} is not an address that can be visited")]
    Invalid(String),
    #[error("{0} is on a private network")]
    Refused(String),
    /// The reason in Chromium's words: `net::ERR_NAME_NOT_RESOLVED`.
    #[error("the page was not reached: {0}")]
    Unreachable(String),
    #[error("the address leads to a download")]
    Download,
    /// What was waited for.
    #[error("{0} did not end in time")]
    Late(&'static str),
    #[error("the page crashed")]
    Crashed,
    /// Limit in MiB.
    #[error("the page made the browser use more than {0} MiB")]
    Memory(u64),
    /// Limit in bytes.
    #[error("the page made the browser fetch more than {0} bytes")]
    Bytes(u64),
    #[error("the browser ended")]
    Gone,
    /// The page was replaced by another each time that it was asked.
    #[error("the page never stays")]
    Moved,
    #[error("a script failed: {0}")]
    Script(String),
    #[error("the browser refused: {0}")]
    Protocol(String),
}

impl Error {
    /// A name for reports and messages.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Launch(_) => "launch",
            Self::Invalid(_) => "invalid",
            Self::Refused(_) => "refused",
            Self::Unreachable(_) => "unreachable",
            Self::Download => "download",
            Self::Late(_) => "late",
            Self::Crashed => "crashed",
            Self::Memory(_) => "memory",
            Self::Bytes(_) => "bytes",
            Self::Gone => "gone",
            Self::Moved => "moved",
            Self::Script(_) => "script",
            Self::Protocol(_) => "protocol",
        }
    }

    /// Whether the browser is not to be trusted any more.
    pub const fn is_fatal(&self) -> bool {
        matches!(self, Self::Late(_) | Self::Crashed | Self::Memory(_) | Self::Bytes(_) | Self::Gone)
    }
}
