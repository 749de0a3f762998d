//! Spaces, organisations, agents: plain values.

use parvis_kernel::{Email, Id, Locale, Place, Role, Scope, Siret, Timestamp};

use parvis_ui::Theme;

use crate::guard::Placed;

parvis_kernel::text_enum! {
    /// Whose space it is.
    pub enum SpaceKind {
        State = "state",
        Agency = "agency",
        Region = "region",
        Department = "departement",
        Intermunicipality = "epci",
        Town = "commune",
        Other = "other",
    }
}

parvis_kernel::text_enum! {
    /// The level of an organisation.
    pub enum OrganisationKind {
        Ministry = "ministry",
        Administration = "administration",
        Department = "department",
        LocalAuthority = "local-authority",
    }
}

parvis_kernel::text_enum! {
    /// Whether an agent may come in.
    pub enum Status {
        /// Has not accepted the invitation yet.
        Invited = "invited",
        Active = "active",
        Suspended = "suspended",
        /// Only the identifier is left, for the journal.
        Deleted = "deleted",
    }
}

parvis_kernel::text_enum! {
    /// What a session has shown.
    pub enum Level {
        /// The password alone: enough to give the second factor, nothing else.
        Password = "password",
        Full = "full",
    }
}

/// A space: what one administration runs. Nothing of it is seen from another unless published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Space {
    pub id: Id,
    /// Never changes.
    pub slug: String,
    pub name: String,
    pub kind: SpaceKind,
    /// Official geographic code, for a local authority.
    pub territory: Option<String>,
    pub settings: Settings,
    pub created_at: Timestamp,
}

/// What the keepers of a space decide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// None: that of the installation.
    pub theme: Option<Theme>,
    /// Languages offered, the usual one first.
    pub languages: Vec<Locale>,
    /// Where people write to.
    pub contact: String,
    /// 1–120 months.
    pub retention_months: i32,
    /// E-mail domains whose owners may ask to come in.
    pub domains: Vec<String>,
    /// Origins (`https://www.exemple.fr`) of the sites that may ask for an opinion on their own pages.
    pub origins: Vec<String>,
    /// Publishing an edition needs a second person.
    pub four_eyes: bool,
}

/// An organisation of a space.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organisation {
    pub id: Id,
    pub space: Id,
    pub parent: Option<Id>,
    pub kind: OrganisationKind,
    /// Never changes.
    pub slug: String,
    pub name: String,
    pub siret: Option<Siret>,
    pub closed_at: Option<Timestamp>,
    /// The organisation itself and those above it.
    pub line: Vec<Id>,
}

/// Somebody who works for an administration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agent {
    pub id: Id,
    /// None: keeps the platform, belongs to no space.
    pub space: Option<Id>,
    pub organisation: Option<Id>,
    /// None once deleted.
    pub email: Option<Email>,
    pub name: String,
    pub locale: Locale,
    pub status: Status,
    pub has_password: bool,
    pub has_totp: bool,
    pub created_at: Timestamp,
    pub signed_in_at: Option<Timestamp>,
    /// The organisation and those above it.
    pub line: Vec<Id>,
}

/// A right as it was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    pub id: Id,
    pub agent: Id,
    pub role: Role,
    pub scope: Scope,
    pub space: Option<Id>,
    pub from: Timestamp,
    pub until: Option<Timestamp>,
    pub reason: String,
    pub given_by: Option<Id>,
    pub given_at: Timestamp,
    pub revoked_at: Option<Timestamp>,
    /// The right it stands in for, during a leave.
    pub lent_from: Option<Id>,
}

impl Given {
    /// Whether it was not taken back and holds at `now`.
    pub fn holds(&self, now: Timestamp) -> bool {
        self.revoked_at.is_none() && self.from <= now && self.until.is_none_or(|until| now < until)
    }
}

/// Somebody who asks to come in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccessRequest {
    pub id: Id,
    pub space: Id,
    pub email: Email,
    pub name: String,
    pub message: String,
    pub asked_at: Timestamp,
    pub decided: Option<(Timestamp, bool)>,
}

/// A browser where an agent is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    pub id: Id,
    pub agent: Id,
    pub level: Level,
    pub started_at: Timestamp,
    pub seen_at: Timestamp,
    /// As the browser names itself, shortened.
    pub device: String,
    pub network: String,
    /// The provider it was begun at: its slug, a space, the identity token to sign out there with.
    pub provider: Option<String>,
}

impl Placed for Space {
    fn place(&self) -> Place {
        Place::space(self.id)
    }
}

impl Placed for Organisation {
    fn place(&self) -> Place {
        Place::under(self.space, self.line.clone())
    }
}

impl Placed for Agent {
    fn place(&self) -> Place {
        match self.space {
            Some(space) => Place::under(space, self.line.clone()),
            None => Place::PLATFORM,
        }
    }
}

impl Placed for AccessRequest {
    fn place(&self) -> Place {
        Place::space(self.space)
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: None,
            languages: vec![Locale::Fr, Locale::En],
            contact: String::new(),
            retention_months: 36,
            domains: Vec::new(),
            origins: Vec::new(),
            four_eyes: true,
        }
    }
}
