//! What a provider publishes about itself.

use openidconnect::core::{
    CoreAuthDisplay, CoreClaimName, CoreClaimType, CoreClientAuthMethod, CoreGrantType, CoreJsonWebKey,
    CoreJweContentEncryptionAlgorithm, CoreJweKeyManagementAlgorithm, CoreResponseMode, CoreResponseType,
    CoreSubjectIdentifierType,
};
use openidconnect::{
    AdditionalProviderMetadata, DiscoveryError, HttpRequest, HttpResponse, IssuerUrl, ProviderMetadata,
    SyncHttpClient,
};
use parvis_kernel::Timestamp;
use parvis_outbound::Outbound;
use serde::{Deserialize, Serialize};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use url::Url;

use crate::Error;

/// How long what a provider publishes is believed before it is asked for again.
const GOOD_FOR: Duration = Duration::from_secs(600);
/// How soon it may be asked for again, when a key is not known.
const AT_MOST: Duration = Duration::from_secs(30);

/// Fields of the discovery document that are not in its first version.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Later {
    /// Where one signs out.
    pub end_session_endpoint: Option<Url>,
    /// Whether each answer says whose it is.
    #[serde(default)]
    pub authorization_response_iss_parameter_supported: bool,
}

impl AdditionalProviderMetadata for Later {}

pub(crate) type Metadata = ProviderMetadata<
    Later,
    CoreAuthDisplay,
    CoreClientAuthMethod,
    CoreClaimName,
    CoreClaimType,
    CoreGrantType,
    CoreJweContentEncryptionAlgorithm,
    CoreJweKeyManagementAlgorithm,
    CoreJsonWebKey,
    CoreResponseMode,
    CoreResponseType,
    CoreSubjectIdentifierType,
>;

/// The library's requests, by the only way out.
pub(crate) struct Http<'o>(pub &'o Outbound);

impl SyncHttpClient for Http<'_> {
    type Error = parvis_outbound::Error;

    fn call(&self, request: HttpRequest) -> Result<HttpResponse, Self::Error> {
        self.0.send(request)
    }
}

/// What is known of a provider, and since when.
#[derive(Default)]
pub(crate) struct Known(Mutex<Option<(Timestamp, Arc<Metadata>)>>);

impl Known {
    /// What the provider published some minutes ago at most.
    pub fn get(
        &self,
        issuer: &IssuerUrl,
        outbound: &Outbound,
        now: Timestamp,
    ) -> Result<Arc<Metadata>, Error> {
        self.younger_than(GOOD_FOR, issuer, outbound, now)
    }

    /// The same, asked for again: a provider may have changed its keys.
    pub fn again(
        &self,
        issuer: &IssuerUrl,
        outbound: &Outbound,
        now: Timestamp,
    ) -> Result<Arc<Metadata>, Error> {
        self.younger_than(AT_MOST, issuer, outbound, now)
    }

    fn younger_than(
        &self,
        age: Duration,
        issuer: &IssuerUrl,
        outbound: &Outbound,
        now: Timestamp,
    ) -> Result<Arc<Metadata>, Error> {
        if let Some((since, known)) = self.0.lock().unwrap_or_else(PoisonError::into_inner).as_ref()
            && now < *since + age
        {
            return Ok(Arc::clone(known));
        }
        let found = Metadata::discover(issuer, &Http(outbound)).map_err(|error| match error {
            DiscoveryError::Request(error) => Error::Unavailable(error.to_string()),
            // The issuer that it names is another one: nothing that it says later would be believed.
            DiscoveryError::Validation(text) => Error::Settings(text),
            error => Error::Unavailable(Error::text(&error)),
        })?;
        let found = Arc::new(found);
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((now, Arc::clone(&found)));
        Ok(found)
    }
}
