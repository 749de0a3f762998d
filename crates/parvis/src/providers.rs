//! The sections `[[provider]]` and `[outbound]`: where agents may sign in, and what of one's own network may be asked.

use parvis_accounts::service::provider::{Provider, ProviderSettings, SignInWith};
use parvis_kernel::slug;
use parvis_outbound::{Allowed, Outbound, OutboundSettings};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use crate::failure::Failure;

/// The section `[outbound]`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutboundSection {
    /// Hosts, addresses and networks that may be asked besides the public Internet.
    #[serde(default)]
    allowed: Vec<Allowed>,
}

impl OutboundSection {
    /// What may be asked besides the public Internet.
    pub fn allowed(&self) -> &[Allowed] {
        &self.allowed
    }

    /// The way out.
    ///
    /// # Errors
    /// TLS that cannot be set up.
    pub fn open(&self) -> Result<Outbound, Failure> {
        self.waiting(OutboundSettings::default().timeout)
    }

    /// The way out that waits so long for an answer, whole.
    ///
    /// # Errors
    /// TLS that cannot be set up.
    pub fn waiting(&self, timeout: Duration) -> Result<Outbound, Failure> {
        let allowed = self.allowed.clone();
        let settings = OutboundSettings { allowed, timeout, ..OutboundSettings::default() };
        Outbound::new(settings).map_err(Failure::other)
    }
}

/// A section `[[provider]]`, in the shape of the state's own (ProConnect).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProviderSection {
    /// As people know it; its slug is in addresses.
    name: String,
    issuer: String,
    client_id: String,
    client_secret_file: PathBuf,
    #[serde(default = "usual_scopes")]
    scopes: Vec<String>,
    /// Levels of authentication that stand for a second factor.
    #[serde(default)]
    acr: Vec<String>,
    /// Without one of them nobody comes in; otherwise the second factor is asked for here.
    #[serde(default)]
    acr_required: bool,
    #[serde(default = "usual_siret_claim")]
    siret_claim: String,
    /// Slug of the space whose accounts it opens; none: all.
    space: Option<String>,
    /// It vouches for every address that it gives, even without `email_verified`.
    #[serde(default)]
    trusts_email: bool,
}

fn usual_scopes() -> Vec<String> {
    ["openid", "email", "given_name", "usual_name", "siret"].map(str::to_owned).into()
}

fn usual_siret_claim() -> String {
    "siret".to_owned()
}

/// The providers of an installation, checked.
#[derive(Debug, Clone, Default)]
pub struct Providers(Vec<ProviderSection>);

impl Providers {
    /// # Errors
    /// Two providers of one name, an issuer without TLS, levels that are required and not named.
    pub fn checked(sections: Vec<ProviderSection>) -> Result<Self, Failure> {
        let mut slugs = BTreeSet::new();
        for one in &sections {
            let slug = slug(&one.name);
            if slug.is_empty() || !slugs.insert(slug) {
                return Err(Failure::setting("provider.name", &one.name, "fail-form-provider-name"));
            }
            let is_own = ["http://127.0.0.1", "http://localhost", "http://[::1]"];
            if !one.issuer.starts_with("https://") && !is_own.iter().any(|own| one.issuer.starts_with(own)) {
                return Err(Failure::setting("provider.issuer", &one.issuer, "fail-form-provider-issuer"));
            }
            if one.acr_required && one.acr.is_empty() {
                return Err(Failure::setting("provider.acr", "[]", "fail-form-provider-acr"));
            }
        }
        Ok(Self(sections))
    }

    /// Reads the secrets; asks nothing of the providers yet.
    ///
    /// # Errors
    /// A secret that cannot be read, an issuer that is no address.
    pub fn open(&self, outbound: &Outbound) -> Result<Arc<[SignInWith]>, Failure> {
        self.0.iter().map(|one| one.open(outbound)).collect()
    }
}

impl ProviderSection {
    fn open(&self, outbound: &Outbound) -> Result<SignInWith, Failure> {
        let path = &self.client_secret_file;
        let secret = std::fs::read_to_string(path).map_err(|error| Failure::file(path, &error))?;
        let settings = ProviderSettings {
            issuer: self.issuer.clone(),
            client_id: self.client_id.clone(),
            client_secret: secret.trim().to_owned(),
            scopes: self.scopes.clone(),
            acr: self.acr.clone(),
            acr_required: self.acr_required,
        };
        Ok(SignInWith {
            name: self.name.clone(),
            provider: Provider::new(settings, outbound.clone()).map_err(Failure::other)?,
            siret_claim: self.siret_claim.clone(),
            space: self.space.clone(),
            trusts_email: self.trusts_email,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A provider as a file says it, with what varies.
    fn sections(more: &str) -> Result<Providers, Failure> {
        #[derive(Deserialize)]
        struct File {
            provider: Vec<ProviderSection>,
        }
        let text = format!(
            "[[provider]]\nname = \"ProConnect\"\nissuer = \"https://sso.example/api/v2\"\nclient_id = \"a\"\n\
             client_secret_file = \"/nowhere\"\n{more}"
        );
        Providers::checked(toml::from_str::<File>(&text).map_err(Failure::other)?.provider)
    }

    #[test]
    fn a_provider_is_read_and_its_mistakes_are_said() {
        let all = sections("").unwrap();
        assert_eq!(
            (all.0[0].siret_claim.as_str(), all.0[0].scopes.len(), all.0[0].acr_required),
            ("siret", 5, false)
        );
        assert!(sections("acr = [\"eidas2\"]\nacr_required = true\nspace = \"etat\"").is_ok());
        let second = |name: &str, issuer: &str| {
            format!(
                "[[provider]]\nname = \"{name}\"\nissuer = \"{issuer}\"\nclient_id = \"a\"\nclient_secret_file = \"x\""
            )
        };
        assert!(sections(&second("Annuaire", "http://127.0.0.1:9000")).is_ok());
        for bad in [
            "acr_required = true".to_owned(),
            "secret = \"x\"".to_owned(),
            second("proconnect", "https://other.example"),
            second("…", "https://other.example"),
            second("Annuaire", "http://other.example"),
        ] {
            assert!(sections(&bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_secret_that_is_not_there_stops_the_start() {
        let all = sections("").unwrap();
        let outbound = OutboundSection::default().open().unwrap();
        assert!(matches!(all.open(&outbound), Err(Failure::File { .. })));
        assert!(Providers::default().open(&outbound).unwrap().is_empty());
    }
}
