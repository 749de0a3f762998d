use data_encoding::BASE64URL_NOPAD;
use openidconnect::core::{
    CoreAuthenticationFlow, CoreClient, CoreClientAuthMethod, CoreGenderClaim, CoreIdToken,
    CoreJwsSigningAlgorithm,
};
use openidconnect::{
    AccessTokenHash, AdditionalClaims, AuthType, AuthenticationContextClass, AuthorizationCode,
    ClaimsVerificationError, ClientId, ClientSecret, CsrfToken, EndpointMaybeSet, EndpointNotSet,
    EndpointSet, IssuerUrl, Nonce, OAuth2TokenResponse, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl,
    RequestTokenError, Scope, SignatureVerificationError, SubjectIdentifier, TokenResponse, UserInfoClaims,
    UserInfoError,
};
use parvis_kernel::{Rng, Timestamp};
use parvis_outbound::Outbound;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use std::borrow::Cow;
use url::Url;

use crate::known::{Http, Known, Metadata};
use crate::person::{Person, claims};
use crate::{Error, ProviderSettings};

/// Signatures that are believed: those of published keys. One made with the client's secret (HS256) is not.
const ALGORITHMS: [CoreJwsSigningAlgorithm; 9] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha384,
    CoreJwsSigningAlgorithm::RsaSsaPssSha512,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::EdDsa,
];

type Client = CoreClient<
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// A provider of identities.
pub struct Provider {
    settings: ProviderSettings,
    issuer: IssuerUrl,
    outbound: Outbound,
    known: Known,
}

/// What one browser must come back with; whoever has it can finish the sign-in in its place.
#[derive(Clone, Serialize, Deserialize)]
pub struct Attempt {
    state: String,
    nonce: String,
    verifier: String,
    redirect: String,
}

/// Where to send the browser, and what to remember meanwhile.
pub struct Begun {
    pub url: Url,
    pub attempt: Attempt,
}

/// What the browser brought back in the address.
#[derive(Debug, Clone, Copy, Default)]
pub struct Returned<'q> {
    pub state: Option<&'q str>,
    pub code: Option<&'q str>,
    pub iss: Option<&'q str>,
    pub error: Option<&'q str>,
}

/// Whatever else a provider says.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Others(Map<String, Value>);

impl AdditionalClaims for Others {}

impl Provider {
    /// Asks nothing of the provider yet.
    ///
    /// # Errors
    /// [`Error::Settings`] when the issuer is no address.
    pub fn new(settings: ProviderSettings, outbound: Outbound) -> Result<Self, Error> {
        let wrong =
            |error: url::ParseError| Error::Settings(format!("issuer {:?}: {error}", settings.issuer));
        let issuer = IssuerUrl::new(settings.issuer.clone()).map_err(wrong)?;
        Ok(Self { settings, issuer, outbound, known: Known::default() })
    }

    pub fn issuer(&self) -> &str {
        &self.settings.issuer
    }

    /// Begins a sign-in that comes back to `redirect`, an address that the provider knows.
    ///
    /// # Errors
    /// [`Error::Settings`], [`Error::Unavailable`].
    pub fn begin(&self, redirect: &str, rng: &dyn Rng, now: Timestamp) -> Result<Begun, Error> {
        let known = self.known.get(&self.issuer, &self.outbound, now)?;
        let (state, nonce, verifier) = (secret(rng), secret(rng), secret(rng));
        let attempt = Attempt { state, nonce, verifier, redirect: redirect.to_owned() };
        let client = self.client(&known, &attempt)?;
        let own = attempt.clone();
        let mut request = client
            .authorize_url(
                CoreAuthenticationFlow::AuthorizationCode,
                move || CsrfToken::new(own.state),
                move || Nonce::new(own.nonce),
            )
            .add_scopes(
                self.settings.scopes.iter().filter(|scope| *scope != "openid").cloned().map(Scope::new),
            )
            .set_pkce_challenge(PkceCodeChallenge::from_code_verifier_sha256(&attempt.verifier()));
        for acr in &self.settings.acr {
            request = request.add_auth_context_value(AuthenticationContextClass::new(acr.clone()));
        }
        if self.settings.acr_required {
            let claims = json!({ "id_token": { "acr": { "essential": true, "values": self.settings.acr } } });
            request = request.add_extra_param("claims", claims.to_string());
        }
        let (url, _, _) = request.url();
        Ok(Begun { url, attempt })
    }

    /// Turns what a browser brought back into a person. The attempt is used up by the caller, before: whatever comes
    /// of it, it is never tried again.
    ///
    /// # Errors
    /// [`Error`], each of them.
    pub fn finish(
        &self,
        attempt: &Attempt,
        returned: &Returned<'_>,
        now: Timestamp,
    ) -> Result<Person, Error> {
        let known = self.known.get(&self.issuer, &self.outbound, now)?;
        let code = self.code(&known, attempt, returned)?;
        let client = self.client(&known, attempt)?;
        let http = Http(&self.outbound);
        let tokens = client
            .exchange_code(AuthorizationCode::new(code.to_owned()))
            .map_err(|error| Error::Unavailable(Error::text(&error)))?
            .set_pkce_verifier(attempt.verifier())
            .request(&http)
            .map_err(|error| match error {
                RequestTokenError::Request(error) => Error::Unavailable(error.to_string()),
                RequestTokenError::ServerResponse(said) => Error::Unbelievable(said.error().to_string()),
                error => Error::Unbelievable(Error::text(&error)),
            })?;
        let token = tokens.id_token().ok_or_else(|| unbelievable("no identity token"))?;
        let subject = match self.verified(&client, token, attempt, tokens.access_token(), now) {
            Err(Unverified::NoSuchKey) => {
                let renewed = self.known.again(&self.issuer, &self.outbound, now)?;
                let client = self.client(&renewed, attempt)?;
                self.verified(&client, token, attempt, tokens.access_token(), now)
            }
            verified => verified,
        };
        let subject = subject.map_err(Error::from)?;
        let id_token = token.to_string();
        let mut claims = claims(&id_token).ok_or_else(|| unbelievable("a token that cannot be read"))?;
        let acr = claims.get("acr").and_then(Value::as_str).map(str::to_owned);
        let more = self.more(&client, tokens.access_token().clone(), &subject)?;
        if more.contains_key("email") {
            // What was said of one address is not said of another.
            claims.remove("email_verified");
        }
        claims.extend(more);
        let is_strong = acr.as_ref().is_some_and(|acr| self.settings.acr.contains(acr));
        if self.settings.acr_required && !is_strong {
            return Err(Error::TooLow(acr));
        }
        Ok(Person { subject: subject.to_string(), acr, is_strong, id_token, claims })
    }

    /// Where to send a browser to sign out at the provider too, which sends it on to `back`, an address that it knows;
    /// none when the provider has no such place.
    ///
    /// # Errors
    /// [`Error::Settings`], [`Error::Unavailable`].
    pub fn end(
        &self,
        id_token: &str,
        back: &str,
        rng: &dyn Rng,
        now: Timestamp,
    ) -> Result<Option<Url>, Error> {
        let known = self.known.get(&self.issuer, &self.outbound, now)?;
        Ok(known.additional_metadata().end_session_endpoint.clone().map(|mut url| {
            url.query_pairs_mut()
                .append_pair("id_token_hint", id_token)
                .append_pair("client_id", &self.settings.client_id)
                .append_pair("post_logout_redirect_uri", back)
                .append_pair("state", &secret(rng));
            url
        }))
    }

    fn client(&self, known: &Metadata, attempt: &Attempt) -> Result<Client, Error> {
        let redirect = RedirectUrl::new(attempt.redirect.clone());
        let redirect = redirect.map_err(|error| Error::Settings(error.to_string()))?;
        let id = ClientId::new(self.settings.client_id.clone());
        let secret = ClientSecret::new(self.settings.client_secret.clone());
        let ways = known.token_endpoint_auth_methods_supported();
        // A provider that does not say takes the first way.
        let auth = match ways {
            Some(ways) if !ways.contains(&CoreClientAuthMethod::ClientSecretBasic) => AuthType::RequestBody,
            _ => AuthType::BasicAuth,
        };
        Ok(CoreClient::from_provider_metadata(known.clone(), id, Some(secret))
            .set_redirect_uri(redirect)
            .set_auth_type(auth))
    }

    /// The code, if the answer is one to our question.
    fn code<'q>(
        &self,
        known: &Metadata,
        attempt: &Attempt,
        returned: &Returned<'q>,
    ) -> Result<&'q str, Error> {
        if returned.state != Some(attempt.state.as_str()) {
            return Err(unbelievable("another state"));
        }
        match returned.iss {
            Some(iss) if iss != self.settings.issuer => return Err(unbelievable("another issuer answered")),
            None if known.additional_metadata().authorization_response_iss_parameter_supported => {
                return Err(unbelievable("the answer does not say whose it is"));
            }
            _ => {}
        }
        match returned.error {
            Some("access_denied") => Err(Error::Declined),
            Some(error) => Err(Error::Refused(error.chars().filter(|c| !c.is_control()).take(100).collect())),
            None => returned.code.ok_or_else(|| unbelievable("no code")),
        }
    }

    fn verified(
        &self,
        client: &Client,
        token: &CoreIdToken,
        attempt: &Attempt,
        access: &openidconnect::AccessToken,
        now: Timestamp,
    ) -> Result<SubjectIdentifier, Unverified> {
        let time = chrono::DateTime::from_timestamp_micros(now.micros()).unwrap_or_default();
        let verifier = client.id_token_verifier().set_allowed_algs(ALGORITHMS).set_time_fn(move || time);
        let claims =
            token.claims(&verifier, &Nonce::new(attempt.nonce.clone())).map_err(|error| match error {
                ClaimsVerificationError::SignatureVerification(SignatureVerificationError::NoMatchingKey) => {
                    Unverified::NoSuchKey
                }
                error => Unverified::Otherwise(Error::text(&error)),
            })?;
        if let Some(expected) = claims.access_token_hash() {
            let wrong = |error: &dyn std::error::Error| Unverified::Otherwise(Error::text(error));
            let algorithm = token.signing_alg().map_err(|error| wrong(&error))?;
            let key = token.signing_key(&verifier).map_err(|error| wrong(&error))?;
            let actual =
                AccessTokenHash::from_token(access, algorithm, key).map_err(|error| wrong(&error))?;
            if actual != *expected {
                return Err(Unverified::Otherwise("another access token".to_owned()));
            }
        }
        Ok(claims.subject().clone())
    }

    /// What the provider tells of the person when asked, signed or not; nothing when it has no place to ask.
    fn more(
        &self,
        client: &Client,
        access: openidconnect::AccessToken,
        subject: &SubjectIdentifier,
    ) -> Result<Map<String, Value>, Error> {
        let Ok(request) = client.user_info(access, Some(subject.clone())) else { return Ok(Map::new()) };
        let said: Result<UserInfoClaims<Others, CoreGenderClaim>, _> = request.request(&Http(&self.outbound));
        let said = said.map_err(|error| match error {
            UserInfoError::Request(error) => Error::Unavailable(error.to_string()),
            error => Error::Unbelievable(Error::text(&error)),
        })?;
        match serde_json::to_value(&said) {
            Ok(Value::Object(claims)) => Ok(claims),
            _ => Err(unbelievable("claims that cannot be read")),
        }
    }
}

impl Attempt {
    fn verifier(&self) -> PkceCodeVerifier {
        PkceCodeVerifier::new(self.verifier.clone())
    }
}

/// Why a token is not believed.
enum Unverified {
    /// It is signed with a key that was not published when last looked at.
    NoSuchKey,
    Otherwise(String),
}

impl From<Unverified> for Error {
    fn from(unverified: Unverified) -> Self {
        match unverified {
            Unverified::NoSuchKey => unbelievable("a key that the provider does not publish"),
            Unverified::Otherwise(text) => Self::Unbelievable(text),
        }
    }
}

fn unbelievable(why: impl Into<Cow<'static, str>>) -> Error {
    Error::Unbelievable(why.into().into_owned())
}

/// 256 bits drawn at random: 43 letters and digits.
fn secret(rng: &dyn Rng) -> String {
    let mut bytes = [0; 32];
    rng.fill(&mut bytes);
    BASE64URL_NOPAD.encode(&bytes)
}
