//! Secrets: the installation's key, tokens that are shown once, and what is kept of them.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{ChaCha20Poly1305, Nonce};
use data_encoding::{BASE64URL_NOPAD, HEXLOWER};
use hmac::{Hmac, Mac};
use parvis_kernel::Rng;
use sha2::{Digest, Sha256};
use std::fmt;

/// The key of an installation: it makes form tokens and seals second factors. Read from a file, never stored in the
/// database, so that a copy of the database alone opens nothing.
#[derive(Clone)]
pub struct Key([u8; 32]);

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(…)")
    }
}

impl Key {
    pub fn new(rng: &dyn Rng) -> Self {
        let mut bytes = [0; 32];
        rng.fill(&mut bytes);
        Self(bytes)
    }

    /// Reads the key as [`Key::text`] wrote it.
    pub fn parse(text: &str) -> Option<Self> {
        HEXLOWER.decode(text.trim().as_bytes()).ok()?.try_into().ok().map(Self)
    }

    /// 64 hexadecimal digits, for the key's file.
    pub fn text(&self) -> String {
        HEXLOWER.encode(&self.0)
    }

    /// A code that only this installation can make; `purpose` keeps codes of one use from another.
    pub fn mac(&self, purpose: &str, text: &str) -> String {
        BASE64URL_NOPAD.encode(&self.tag(purpose, text))
    }

    /// Whether `code` is the code of the text, in a time that tells nothing about it.
    pub fn is_mac(&self, purpose: &str, text: &str, code: &str) -> bool {
        let Ok(code) = BASE64URL_NOPAD.decode(code.as_bytes()) else { return false };
        self.hmac(purpose, text).verify_slice(&code).is_ok()
    }

    fn hmac(&self, purpose: &str, text: &str) -> Hmac<Sha256> {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0)
            .unwrap_or_else(|_| unreachable!("HMAC takes a key of any length"));
        mac.update(purpose.as_bytes());
        mac.update(&[0]);
        mac.update(text.as_bytes());
        mac
    }

    fn tag(&self, purpose: &str, text: &str) -> [u8; 32] {
        self.hmac(purpose, text).finalize().into_bytes().into()
    }

    /// Seals a text; `about` names what it belongs to, so that it cannot be moved elsewhere.
    pub fn seal(&self, rng: &dyn Rng, about: &str, text: &[u8]) -> String {
        let mut nonce = [0; 12];
        rng.fill(&mut nonce);
        let payload = Payload { msg: text, aad: about.as_bytes() };
        let sealed = self.cipher().encrypt(&Nonce::from(nonce), payload).unwrap_or_default();
        HEXLOWER.encode(&[nonce.as_slice(), &sealed].concat())
    }

    /// Opens what [`Key::seal`] closed; none when the key, the text or what it is about is another.
    pub fn open(&self, about: &str, sealed: &str) -> Option<Vec<u8>> {
        let bytes = HEXLOWER.decode(sealed.as_bytes()).ok()?;
        let (nonce, msg) = bytes.split_at_checked(12)?;
        let nonce: [u8; 12] = nonce.try_into().ok()?;
        self.cipher().decrypt(&Nonce::from(nonce), Payload { msg, aad: about.as_bytes() }).ok()
    }

    fn cipher(&self) -> ChaCha20Poly1305 {
        // A key of its own for each use of the installation's key.
        ChaCha20Poly1305::new(&self.tag("seal", "").into())
    }
}

/// A new token: 256 bits, 43 letters and digits. It is shown once; [`digest`] is what is kept.
pub fn token(rng: &dyn Rng) -> String {
    let mut bytes = [0; 32];
    rng.fill(&mut bytes);
    BASE64URL_NOPAD.encode(&bytes)
}

/// What is kept of a token: enough to know it again, nothing to make it from.
pub fn digest(token: &str) -> String {
    HEXLOWER.encode(&Sha256::digest(token.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use parvis_kernel::SeededRng;

    #[test]
    fn a_code_is_good_for_its_purpose_and_text_only() {
        let key = Key::new(&SeededRng::new(1));
        let code = key.mac("form", "session");
        assert!(key.is_mac("form", "session", &code));
        for (purpose, text, code) in [
            ("other", "session", code.as_str()),
            ("form", "x", &code),
            ("form", "session", ""),
            ("form", "session", "é"),
        ] {
            assert!(!key.is_mac(purpose, text, code));
        }
        assert!(!Key::new(&SeededRng::new(2)).is_mac("form", "session", &code));
        assert_eq!(Key::parse(&key.text()).map(|k| k.0), Some(key.0));
        assert!(Key::parse("abc").is_none());
    }

    #[test]
    fn what_is_sealed_opens_in_its_place_only() {
        let rng = SeededRng::new(1);
        let key = Key::new(&rng);
        let sealed = key.seal(&rng, "agent 1", b"secret");
        assert_eq!(key.open("agent 1", &sealed).as_deref(), Some(b"secret".as_slice()));
        assert_eq!(key.open("agent 2", &sealed), None);
        assert_eq!(key.open("agent 1", &sealed[2..]), None);
        assert_eq!(key.open("agent 1", ""), None);
        assert!(!format!("{key:?}").contains(&key.text()[..8]));
    }
}
