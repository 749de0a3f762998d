//! Signatures as Standard Webhooks has them: HMAC-SHA-256 of `id.timestamp.body`, in base64.

use data_encoding::BASE64;
use hmac::{Hmac, KeyInit, Mac};
use parvis_accounts::secret::Key;
use parvis_kernel::{Id, Rng, Timestamp};
use sha2::Sha256;

/// What every secret begins with, so that libraries know it.
const PREFIX: &str = "whsec_";
/// Bytes of a secret.
const LENGTH: usize = 32;

/// What a program and this one share.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Vec<u8>);

impl Secret {
    pub fn new(rng: &dyn Rng) -> Self {
        let mut bytes = vec![0; LENGTH];
        rng.fill(&mut bytes);
        Self(bytes)
    }

    /// Reads a secret as it is shown.
    pub fn parse(text: &str) -> Option<Self> {
        BASE64.decode(text.strip_prefix(PREFIX)?.as_bytes()).ok().map(Self)
    }

    /// As it is shown, once: `whsec_…`.
    pub fn shown(&self) -> String {
        format!("{PREFIX}{}", BASE64.encode(&self.0))
    }

    fn about(hook: Id) -> String {
        format!("webhook {hook}")
    }

    /// As it is kept.
    pub fn sealed(&self, key: &Key, rng: &dyn Rng, hook: Id) -> String {
        key.seal(rng, &Self::about(hook), &self.0)
    }

    /// What was sealed; none when the installation's key is another.
    pub fn open(key: &Key, hook: Id, sealed: &str) -> Option<Self> {
        key.open(&Self::about(hook), sealed).map(Self)
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// The header `webhook-signature` of a message: one signature for each secret, with a space between.
pub fn sign(secrets: &[Secret], id: &str, at: Timestamp, body: &[u8]) -> String {
    let one = |secret: &Secret| {
        let mut mac = Hmac::<Sha256>::new_from_slice(&secret.0)
            .unwrap_or_else(|_| unreachable!("HMAC takes a key of any length"));
        mac.update(format!("{id}.{}.", seconds(at)).as_bytes());
        mac.update(body);
        format!("v1,{}", BASE64.encode(&mac.finalize().into_bytes()))
    };
    secrets.iter().map(one).collect::<Vec<_>>().join(" ")
}

/// Seconds since 1970, as the header `webhook-timestamp` has them.
pub fn seconds(at: Timestamp) -> i64 {
    at.micros().div_euclid(1_000_000)
}

#[cfg(test)]
mod tests {
    use super::*;
    use parvis_kernel::SeededRng;

    /// The example of the reference libraries of Standard Webhooks.
    #[test]
    fn a_signature_is_that_of_the_reference() {
        let secret = Secret::parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").unwrap();
        let at = Timestamp::from_micros(1_614_265_330_999_999);
        let body = br#"{"test": 2432232314}"#;
        let signed = sign(&[secret.clone(), secret], "msg_p5jXN8AQM9LWM0D4loKWxJek", at, body);
        let one = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
        assert_eq!(signed, format!("{one} {one}"));
    }

    #[test]
    fn a_secret_is_read_as_shown_and_opens_in_its_place_only() {
        let rng = SeededRng::new(1);
        let (key, id, other) = (Key::new(&rng), Id::from_bytes([1; 16]), Id::from_bytes([2; 16]));
        let secret = Secret::new(&rng);
        assert_eq!(Secret::parse(&secret.shown()), Some(secret.clone()));
        let sealed = secret.sealed(&key, &rng, id);
        assert!(!sealed.contains(&secret.shown()[6..]));
        assert_eq!(Secret::open(&key, id, &sealed), Some(secret.clone()));
        assert_eq!(Secret::open(&key, other, &sealed), None);
        assert_eq!(format!("{secret:?}"), "Secret(…)");
        assert_eq!(Secret::parse("secret"), None);
    }
}
