//! Passkeys as a second factor (WebAuthn level 3): what a browser is asked, and whether its answer is to be believed.
//! The protocol and the signatures are the library's; no other file knows it.
//!
//! A passkey answers for this very origin, never inside another site's frame. The person is verified when the
//! passkey can ("preferred"): the password was shown just before, so that what it adds is that its owner holds it, and
//! keys without a PIN or a reader stay of use. Which maker a key is of is not asked (attestation "none").

use data_encoding::{BASE64URL_NOPAD, HEXLOWER};
use parvis_kernel::Id;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt::Display;
use url::{Host, Url};
use webauthn_rp::bin::{Decode, Encode};
use webauthn_rp::request::auth::{
    AllowedCredentials, AuthenticationVerificationOptions, NonDiscoverableAuthenticationServerState,
    NonDiscoverableCredentialRequestOptions,
};
use webauthn_rp::request::register::{
    Nickname, PublicKeyCredentialCreationOptions, PublicKeyCredentialUserEntity,
    RegistrationVerificationOptions, UserHandle16, Username,
};
use webauthn_rp::request::{
    AsciiDomain, Credentials, PublicKeyCredentialDescriptor, RpId, UserVerificationRequirement,
};
use webauthn_rp::response::auth::NonDiscoverableAuthentication16;
use webauthn_rp::response::auth::error::AuthCeremonyErr;
use webauthn_rp::response::register::{DynamicState, StaticState};
use webauthn_rp::response::{AuthTransports, CredentialId};
use webauthn_rp::{AuthenticatedCredential, Registration, RegistrationServerState};

/// The site as passkeys know it: they are bound to its domain, and answer for no other.
#[derive(Debug, Clone)]
pub struct Party {
    id: RpId,
    origin: String,
}

impl Party {
    /// The site at a public address. None when browsers offer no passkey there: they ask for `https://` and a domain
    /// name, or for `localhost`; an IP address is no name.
    pub fn of(base_url: &str) -> Option<Self> {
        let url = Url::parse(base_url).ok()?;
        let Some(Host::Domain(domain)) = url.host() else { return None };
        let is_local = domain == "localhost" || domain.ends_with(".localhost");
        if url.scheme() != "https" && !(url.scheme() == "http" && is_local) {
            return None;
        }
        let id = RpId::Domain(AsciiDomain::try_from(domain.to_owned()).ok()?);
        Some(Self { id, origin: url.origin().ascii_serialization() })
    }
}

/// What is kept of a passkey: nothing of it is secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// As the passkey names itself, in base64url.
    id: String,
    /// How a browser reaches it: one bit each for USB, NFC, phone…
    transports: u8,
    /// The public key and what never changes, as the library writes them, in base64url.
    key: String,
    /// What changes: the counter of signatures, whether it is copied to other machines; likewise.
    state: String,
}

impl Kept {
    /// Its name in the database and in addresses: it tells nothing and has one length.
    pub fn name(&self) -> String {
        name(&self.id)
    }

    fn descriptor(&self) -> Option<PublicKeyCredentialDescriptor<Vec<u8>>> {
        let id = CredentialId::decode(bytes(&self.id)?).ok()?;
        Some(PublicKeyCredentialDescriptor { id, transports: AuthTransports::decode(self.transports).ok()? })
    }
}

fn name(id: &str) -> String {
    HEXLOWER.encode(&Sha256::digest(id.as_bytes()))
}

fn bytes(text: &str) -> Option<Vec<u8>> {
    BASE64URL_NOPAD.decode(text.as_bytes()).ok()
}

/// A question to a browser, good for five minutes.
#[derive(Debug, Clone)]
pub struct Question {
    /// What the browser's own function takes, as JSON.
    pub options: String,
    /// What the answer is compared with: it stays here.
    pub state: Vec<u8>,
}

/// Why an answer is not believed: for the log, never for the reader.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Disbelief {
    #[error("the counter of signatures did not go up: there may be a copy of this passkey")]
    Counter,
    #[error("{0}")]
    Other(String),
}

impl Disbelief {
    fn other(error: &dyn Display) -> Self {
        Self::Other(error.to_string())
    }
}

/// Asks a browser for a new passkey of an agent, who is shown as `email` and `shown_as`; not one of the `known` ones
/// again. None: what is kept cannot be read.
pub fn ask_new(party: &Party, agent: Id, email: &str, shown_as: &str, known: &[Kept]) -> Option<Question> {
    let handle = UserHandle16::decode(*agent.as_bytes()).ok()?;
    let fallback = agent.to_string();
    let name = Username::try_from(email).or_else(|_| Username::try_from(fallback.as_str())).ok()?;
    let user =
        PublicKeyCredentialUserEntity { name, id: &handle, display_name: Nickname::try_from(shown_as).ok() };
    let known = known.iter().map(Kept::descriptor).collect::<Option<Vec<_>>>()?;
    let mut options = PublicKeyCredentialCreationOptions::second_factor(&party.id, user, known);
    options.authenticator_selection.user_verification = UserVerificationRequirement::Preferred;
    options.extensions.cred_props = None;
    let (state, question) = options.start_ceremony().ok()?;
    Some(Question { options: serde_json::to_string(&question).ok()?, state: state.encode().ok()? })
}

/// The new passkey of a browser's answer.
///
/// # Errors
/// An answer that is not one to this question, from this site, about a key of a known kind.
pub fn take(party: &Party, state: &[u8], answer: &str) -> Result<Kept, Disbelief> {
    let state = RegistrationServerState::<16>::decode(state).map_err(|error| Disbelief::other(&error))?;
    let answer =
        Registration::from_json_relaxed(answer.as_bytes()).map_err(|error| Disbelief::other(&error))?;
    let options = RegistrationVerificationOptions::<&str, &str> {
        allowed_origins: &[&party.origin],
        error_on_unsolicited_extensions: false,
        ..RegistrationVerificationOptions::default()
    };
    let taken = state.verify(&party.id, &answer, &options).map_err(|error| Disbelief::other(&error))?;
    let (transports, state) = (taken.transports().encode(), taken.dynamic_state().encode());
    let key = taken.static_state().encode().map_err(|_| Disbelief::other(&"the key cannot be kept"))?;
    let (Ok(transports), Ok(state)) = (transports, state);
    Ok(Kept {
        id: BASE64URL_NOPAD.encode(taken.id().as_ref()),
        transports,
        key: BASE64URL_NOPAD.encode(&key),
        state: BASE64URL_NOPAD.encode(&state),
    })
}

/// Asks a browser to show one of an agent's passkeys. None: there is none, or what is kept cannot be read.
pub fn ask_use(party: &Party, known: &[Kept]) -> Option<Question> {
    let mut allowed = AllowedCredentials::with_capacity(known.len());
    for kept in known {
        allowed.push(kept.descriptor()?.into());
    }
    let mut question = NonDiscoverableCredentialRequestOptions::second_factor(&party.id, allowed).ok()?;
    question.options().user_verification = UserVerificationRequirement::Preferred;
    let (state, question) = question.start_ceremony().ok()?;
    Some(Question { options: serde_json::to_string(&question).ok()?, state: state.encode().ok()? })
}

/// The name ([`Kept::name`]) of the passkey that an answer says it comes from; none when it cannot be read.
pub fn named(answer: &str) -> Option<String> {
    let answer = NonDiscoverableAuthentication16::from_json_relaxed(answer.as_bytes()).ok()?;
    Some(name(&BASE64URL_NOPAD.encode(answer.raw_id().as_ref())))
}

/// Checks that an agent's passkey signed the answer to this question; what is kept of it from now on.
///
/// # Errors
/// Any other answer; a counter of signatures that did not go up, where the passkey counts.
pub fn check(party: &Party, state: &[u8], answer: &str, agent: Id, kept: &Kept) -> Result<Kept, Disbelief> {
    let unreadable = || Disbelief::other(&"what is kept of the passkey cannot be read");
    let question =
        NonDiscoverableAuthenticationServerState::decode(state).map_err(|error| Disbelief::other(&error))?;
    let answer = NonDiscoverableAuthentication16::from_json_relaxed(answer.as_bytes())
        .map_err(|error| Disbelief::other(&error))?;
    let handle = UserHandle16::decode(*agent.as_bytes()).map_err(|_| unreadable())?;
    let (id, key, before) = (bytes(&kept.id), bytes(&kept.key), bytes(&kept.state));
    let (Some(id), Some(key), Some(before)) = (id, key, before) else { return Err(unreadable()) };
    let id = CredentialId::<&[u8]>::decode(&id).map_err(|_| unreadable())?;
    let key = StaticState::decode(key.as_slice()).map_err(|_| unreadable())?;
    let before =
        DynamicState::decode(before.try_into().map_err(|_| unreadable())?).map_err(|_| unreadable())?;
    let mut passkey = AuthenticatedCredential::new(id, &handle, key, before).map_err(|_| unreadable())?;
    let options = AuthenticationVerificationOptions::<&str, &str> {
        allowed_origins: &[&party.origin],
        error_on_unsolicited_extensions: false,
        update_uv: true,
        ..AuthenticationVerificationOptions::default()
    };
    question.verify(&party.id, &answer, &mut passkey, &options).map_err(|error| match error {
        AuthCeremonyErr::SignatureCounter => Disbelief::Counter,
        other => Disbelief::other(&other),
    })?;
    let Ok(state) = passkey.dynamic_state().encode();
    Ok(Kept { state: BASE64URL_NOPAD.encode(&state), ..kept.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passkeys_need_a_name_and_a_safe_way_to_it() {
        let party = |address| Party::of(address).map(|party| (party.id.as_ref().to_owned(), party.origin));
        let is = |id: &str, origin: &str| Some((id.to_owned(), origin.to_owned()));
        assert_eq!(
            party("https://Qualite.Exemple.fr"),
            is("qualite.exemple.fr", "https://qualite.exemple.fr")
        );
        assert_eq!(party("https://exemple.fr:8443/x"), is("exemple.fr", "https://exemple.fr:8443"));
        assert_eq!(party("http://localhost:8080"), is("localhost", "http://localhost:8080"));
        for none in [
            "http://127.0.0.1:8080",
            "https://192.0.2.1",
            "https://[::1]",
            "http://exemple.fr",
            "exemple.fr",
            "",
        ] {
            assert_eq!(party(none), None, "{none}");
        }
    }
}
