//! A passkey made of code alone (Ed25519), and the browser around it.

use data_encoding::BASE64URL_NOPAD;
use ring::signature::{Ed25519KeyPair, KeyPair};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

pub const SITE: &str = "https://parvis.test";

/// What a test may turn is public; a new one is what an honest browser on [`SITE`] has.
#[derive(Clone)]
pub struct Authenticator {
    pub seed: [u8; 32],
    pub origin: String,
    /// The page is in another site's frame.
    pub is_framed: bool,
    /// The counter that is signed next; 0 for a passkey that does not count.
    pub counter: u32,
    /// The person is verified: by a PIN, a finger.
    pub is_verified: bool,
}

impl Authenticator {
    pub fn new(seed: u8) -> Self {
        Self { seed: [seed; 32], origin: SITE.into(), is_framed: false, counter: 0, is_verified: true }
    }

    fn key(&self) -> Ed25519KeyPair {
        Ed25519KeyPair::from_seed_unchecked(&self.seed).unwrap()
    }

    fn id(&self) -> Vec<u8> {
        Sha256::digest(self.seed).to_vec()
    }

    fn client_data(&self, kind: &str, options: &Value) -> Vec<u8> {
        let challenge = options["challenge"].as_str().unwrap();
        let (origin, is_framed) = (&self.origin, self.is_framed);
        format!(
            r#"{{"type":"{kind}","challenge":"{challenge}","origin":"{origin}","crossOrigin":{is_framed}}}"#
        )
        .into_bytes()
    }

    /// Authenticator data: hash of the site's domain, flags, counter.
    fn data(&self, domain: &str, flags: u8) -> Vec<u8> {
        let flags = flags | 1 | if self.is_verified { 4 } else { 0 };
        [&Sha256::digest(domain)[..], &[flags], &self.counter.to_be_bytes()].concat()
    }

    /// What `navigator.credentials.create` answers.
    pub fn create(&self, options: &str) -> String {
        let options: Value = serde_json::from_str(options).unwrap();
        let (id, key) = (self.id(), self.key());
        // COSE: an Ed25519 key.
        let public = [&[0xa4, 1, 1, 3, 0x27, 0x20, 6, 0x21, 0x58, 32], key.public_key().as_ref()].concat();
        let made = [&[0; 16], &[0, 32][..], &id, &public].concat();
        let data = [self.data(options["rp"]["id"].as_str().unwrap(), 0x40), made].concat();
        let size = u8::try_from(data.len()).unwrap();
        let attestation =
            [b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x58", &[size][..], &data].concat();
        self.answer(&json!({
            "clientDataJSON": text(&self.client_data("webauthn.create", &options)),
            "attestationObject": text(&attestation),
            "transports": ["usb"],
        }))
    }

    /// What `navigator.credentials.get` answers.
    pub fn get(&self, options: &str) -> String {
        let options: Value = serde_json::from_str(options).unwrap();
        let client = self.client_data("webauthn.get", &options);
        let data = self.data(options["rpId"].as_str().unwrap(), 0);
        let signature = self.key().sign(&[&data[..], &Sha256::digest(&client)].concat());
        self.answer(&json!({
            "clientDataJSON": text(&client),
            "authenticatorData": text(&data),
            "signature": text(signature.as_ref()),
        }))
    }

    fn answer(&self, response: &Value) -> String {
        let id = text(&self.id());
        json!({ "id": id, "rawId": id, "type": "public-key", "response": response }).to_string()
    }
}

fn text(bytes: &[u8]) -> String {
    BASE64URL_NOPAD.encode(bytes)
}
