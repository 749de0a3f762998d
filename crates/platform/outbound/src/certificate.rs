//! What a server shows of itself in TLS, whether it is believed or not.

use parvis_kernel::Timestamp;
use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{ClientConfig, DigitallySignedStruct, Error, ProtocolVersion, RootCertStore, SignatureScheme};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use x509_parser::prelude::{FromDer, X509Certificate};

use crate::visit::Missed;

/// How a connection is closed to others, and the certificate that was shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tls {
    /// `TLSv1.3`, `TLSv1.2`; none when both sides came to no understanding.
    pub protocol: Option<String>,
    /// End of the certificate's validity.
    pub expires_at: Option<Timestamp>,
    /// Who vouches for it.
    pub issuer: Option<String>,
    /// Certificates that were shown.
    pub chain: usize,
    /// Why it is not believed; none when it is.
    pub problem: Option<String>,
}

#[derive(Debug, Default)]
struct Shown {
    leaf: Option<Vec<u8>>,
    chain: usize,
    problem: Option<String>,
}

/// What a handshake leaves behind.
#[derive(Debug, Clone, Default)]
pub struct Seen(Arc<Mutex<Shown>>);

impl Seen {
    pub fn tls(&self, protocol: Option<ProtocolVersion>) -> Tls {
        let shown = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let leaf = shown.leaf.as_deref().and_then(|der| X509Certificate::from_der(der).ok());
        let expires_at = leaf.as_ref().and_then(|(_, leaf)| {
            let seconds = u64::try_from(leaf.validity().not_after.timestamp()).ok()?;
            Some(Timestamp::default().plus(Duration::from_secs(seconds)))
        });
        let issuer = leaf.as_ref().and_then(|(_, leaf)| {
            let named = leaf.issuer().iter_organization().chain(leaf.issuer().iter_common_name()).next()?;
            named.as_str().ok().map(str::to_owned)
        });
        let protocol = protocol.map(|version| match version {
            ProtocolVersion::TLSv1_3 => "TLSv1.3".to_owned(),
            ProtocolVersion::TLSv1_2 => "TLSv1.2".to_owned(),
            other => format!("{other:?}"),
        });
        Tls { protocol, expires_at, issuer, chain: shown.chain, problem: shown.problem.clone() }
    }

    /// Why a handshake failed.
    pub fn missed(&self, error: &std::io::Error) -> Missed {
        let shown = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match &shown.problem {
            Some(problem) => Missed::Certificate(problem.clone()),
            None => Missed::Tls(error.to_string()),
        }
    }
}

/// Judges as the machine's authorities do, and remembers what it saw.
#[derive(Debug)]
pub struct Witness {
    judge: Arc<WebPkiServerVerifier>,
    seen: Seen,
}

impl Witness {
    /// Settings of one handshake, and what it will leave behind.
    pub fn config(roots: &Arc<RootCertStore>) -> (Result<ClientConfig, Error>, Seen) {
        let seen = Seen::default();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let judge =
            WebPkiServerVerifier::builder_with_provider(Arc::clone(roots), Arc::clone(&provider)).build();
        let config = judge.map_err(|error| Error::General(error.to_string())).and_then(|judge| {
            let witness = Arc::new(Self { judge, seen: seen.clone() });
            let config =
                ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions()?;
            let mut config =
                config.dangerous().with_custom_certificate_verifier(witness).with_no_client_auth();
            config.alpn_protocols = vec![b"http/1.1".to_vec()];
            Ok(config)
        });
        (config, seen)
    }
}

impl ServerCertVerifier for Witness {
    fn verify_server_cert(
        &self,
        leaf: &CertificateDer<'_>,
        chain: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        stapled: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let judged = self.judge.verify_server_cert(leaf, chain, name, stapled, now);
        let mut shown = self.seen.0.lock().unwrap_or_else(PoisonError::into_inner);
        shown.leaf = Some(leaf.to_vec());
        shown.chain = chain.len() + 1;
        shown.problem = judged.as_ref().err().map(ToString::to_string);
        judged
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        leaf: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.judge.verify_tls12_signature(message, leaf, signed)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        leaf: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.judge.verify_tls13_signature(message, leaf, signed)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.judge.supported_verify_schemes()
    }
}
