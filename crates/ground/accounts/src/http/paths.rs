//! The pages that the door, letters and every module lead to.

use super::routes::Paths;

pub const SETUP: Paths = Paths::new("/fr/installation", "/en/setup");
pub const SIGN_IN: Paths = Paths::new("/fr/connexion", "/en/sign-in");
pub const SECOND: Paths = Paths::new("/fr/connexion/code", "/en/sign-in/code");
/// Asks for a question to a passkey that signs in.
pub const PASSKEY_USE: Paths = Paths::new("/fr/connexion/cle-d-acces", "/en/sign-in/passkey");
/// Asks for a question to a new passkey.
pub const PASSKEY_NEW: Paths = Paths::new("/fr/connexion/nouvelle-cle-d-acces", "/en/sign-in/new-passkey");
pub const ENROL: Paths = Paths::new("/fr/connexion/second-facteur", "/en/sign-in/second-factor");
pub const ENROL_PASSKEY: Paths =
    Paths::new("/fr/connexion/second-facteur/cle-d-acces", "/en/sign-in/second-factor/passkey");
/// Begins a sign-in at a provider, named by its slug.
pub const PROVIDER: Paths = Paths::new("/fr/connexion/avec/{fournisseur}", "/en/sign-in/with/{fournisseur}");
/// Where the provider sends the browser back to.
pub const PROVIDER_BACK: Paths =
    Paths::new("/fr/connexion/avec/{fournisseur}/retour", "/en/sign-in/with/{fournisseur}/return");
pub const SIGN_OUT: Paths = Paths::new("/fr/deconnexion", "/en/sign-out");
pub const FORGOTTEN: Paths = Paths::new("/fr/mot-de-passe-oublie", "/en/forgotten-password");
pub const RESET: Paths = Paths::new("/fr/nouveau-mot-de-passe", "/en/new-password");
pub const INVITATION: Paths = Paths::new("/fr/invitation", "/en/invitation");
pub const ASK: Paths = Paths::new("/fr/demander-un-acces", "/en/ask-for-access");
pub const EMAIL_BEFORE: Paths = Paths::new("/fr/adresse/actuelle", "/en/address/present");
pub const EMAIL_AFTER: Paths = Paths::new("/fr/adresse/nouvelle", "/en/address/new");
pub const DESK: Paths = Paths::new("/fr/bureau", "/en/desk");
pub const ACCOUNT: Paths = Paths::new("/fr/bureau/compte", "/en/desk/account");
pub const REQUESTS: Paths = Paths::new("/fr/bureau/demandes", "/en/desk/requests");
