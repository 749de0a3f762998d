use std::fmt;

/// What an installation says of a provider.
#[derive(Clone)]
pub struct ProviderSettings {
    /// As it names itself: the address under which `/.well-known/openid-configuration` is found.
    pub issuer: String,
    pub client_id: String,
    pub client_secret: String,
    /// Besides `openid`.
    pub scopes: Vec<String>,
    /// The levels of authentication that are asked for, any of which is strong; none: nothing is asked.
    pub acr: Vec<String>,
    /// Whether whoever shows none of these levels is refused.
    pub acr_required: bool,
}

impl fmt::Debug for ProviderSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ProviderSettings")
            .field("issuer", &self.issuer)
            .field("client_id", &self.client_id)
            .finish_non_exhaustive()
    }
}
