use std::time::Duration;

use crate::Allowed;

/// What an installation says of its outgoing requests.
#[derive(Debug, Clone)]
pub struct OutboundSettings {
    /// What may be asked besides the public Internet; nothing unless said.
    pub allowed: Vec<Allowed>,
    /// From the look-up of the name to the last byte of the answer, redirections included; 30 s unless said.
    pub timeout: Duration,
    /// Bytes of an answer at most; 12 MiB unless said.
    pub limit: usize,
    /// Who asks, in words that the other side's log can show.
    pub agent: String,
}

impl Default for OutboundSettings {
    fn default() -> Self {
        Self {
            allowed: Vec::new(),
            timeout: Duration::from_secs(30),
            limit: 12 * 1024 * 1024,
            agent: concat!("Parvis/", env!("CARGO_PKG_VERSION")).to_owned(),
        }
    }
}
