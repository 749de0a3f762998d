//! Every address of the desk.

use parvis_accounts::http::Paths;

pub const ACCOUNT_PROFILE: Paths = Paths::new("/fr/bureau/compte/profil", "/en/desk/account/profile");
pub const ACCOUNT_PASSWORD: Paths = Paths::new("/fr/bureau/compte/mot-de-passe", "/en/desk/account/password");
pub const ACCOUNT_EMAIL: Paths = Paths::new("/fr/bureau/compte/adresse", "/en/desk/account/address");
pub const ACCOUNT_CODES: Paths = Paths::new("/fr/bureau/compte/codes", "/en/desk/account/codes");
pub const ACCOUNT_FACTOR: Paths =
    Paths::new("/fr/bureau/compte/second-facteur", "/en/desk/account/second-factor");
pub const PASSKEYS: Paths = Paths::new("/fr/bureau/compte/cles-d-acces", "/en/desk/account/passkeys");
pub const PASSKEY: Paths =
    Paths::new("/fr/bureau/compte/cles-d-acces/{id}", "/en/desk/account/passkeys/{id}");
pub const PASSKEY_REMOVE: Paths =
    Paths::new("/fr/bureau/compte/cles-d-acces/{id}/retirer", "/en/desk/account/passkeys/{id}/remove");
pub const ACCOUNT_SESSION: Paths =
    Paths::new("/fr/bureau/compte/sessions/{id}", "/en/desk/account/sessions/{id}");
pub const ACCOUNT_SESSIONS: Paths = Paths::new("/fr/bureau/compte/sessions", "/en/desk/account/sessions");
pub const ACCOUNT_LEND: Paths = Paths::new("/fr/bureau/compte/preter", "/en/desk/account/lend");
pub const ACCOUNT_EXPORT: Paths = Paths::new("/fr/bureau/compte/export", "/en/desk/account/export");
pub const ACCOUNT_DELETE: Paths = Paths::new("/fr/bureau/compte/supprimer", "/en/desk/account/delete");
pub const OWN_JOURNAL: Paths = Paths::new("/fr/bureau/compte/journal", "/en/desk/account/journal");

pub const AGENTS: Paths = Paths::new("/fr/bureau/agents", "/en/desk/agents");
pub const INVITE: Paths = Paths::new("/fr/bureau/inviter", "/en/desk/invite");
pub const AGENT: Paths = Paths::new("/fr/bureau/agents/{id}", "/en/desk/agents/{id}");
pub const AGENT_AGAIN: Paths =
    Paths::new("/fr/bureau/agents/{id}/reinviter", "/en/desk/agents/{id}/invite-again");
pub const AGENT_SUSPEND: Paths =
    Paths::new("/fr/bureau/agents/{id}/suspendre", "/en/desk/agents/{id}/suspend");
pub const AGENT_RESUME: Paths = Paths::new("/fr/bureau/agents/{id}/retablir", "/en/desk/agents/{id}/resume");
pub const AGENT_RESET: Paths =
    Paths::new("/fr/bureau/agents/{id}/mot-de-passe", "/en/desk/agents/{id}/password");
pub const AGENT_FACTOR: Paths =
    Paths::new("/fr/bureau/agents/{id}/second-facteur", "/en/desk/agents/{id}/second-factor");
pub const AGENT_ASSIGN: Paths =
    Paths::new("/fr/bureau/agents/{id}/organisation", "/en/desk/agents/{id}/organisation");
pub const AGENT_DELETE: Paths = Paths::new("/fr/bureau/agents/{id}/supprimer", "/en/desk/agents/{id}/delete");
pub const AGENT_RIGHT: Paths = Paths::new("/fr/bureau/agents/{id}/droits", "/en/desk/agents/{id}/rights");
pub const RIGHT_REVOKE: Paths = Paths::new("/fr/bureau/droits/{id}/retirer", "/en/desk/rights/{id}/revoke");

pub const REQUEST_DECIDE: Paths = Paths::new("/fr/bureau/demandes/{id}", "/en/desk/requests/{id}");

pub const ORGANISATIONS: Paths = Paths::new("/fr/bureau/organisations", "/en/desk/organisations");
pub const ORGANISATION_NEW: Paths =
    Paths::new("/fr/bureau/nouvelle-organisation", "/en/desk/new-organisation");
pub const ORGANISATION: Paths = Paths::new("/fr/bureau/organisations/{id}", "/en/desk/organisations/{id}");

pub const SPACES: Paths = Paths::new("/fr/bureau/espaces", "/en/desk/spaces");
pub const SPACE_NEW: Paths = Paths::new("/fr/bureau/nouvel-espace", "/en/desk/new-space");
pub const SPACE: Paths = Paths::new("/fr/bureau/espaces/{id}", "/en/desk/spaces/{id}");

pub const JOURNAL: Paths = Paths::new("/fr/bureau/journal", "/en/desk/journal");
pub const JOBS: Paths = Paths::new("/fr/bureau/taches", "/en/desk/jobs");
pub const LETTERS: Paths = Paths::new("/fr/bureau/lettres", "/en/desk/letters");
pub const LETTER: Paths = Paths::new("/fr/bureau/lettres/{lettre}", "/en/desk/letters/{lettre}");
pub const JOB_RETRY: Paths = Paths::new("/fr/bureau/taches/{id}/reessayer", "/en/desk/jobs/{id}/retry");
pub const JOB_GIVE_UP: Paths = Paths::new("/fr/bureau/taches/{id}/abandonner", "/en/desk/jobs/{id}/give-up");
