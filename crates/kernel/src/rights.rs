//! Who may do what, where, until when: plain values and one pure decision.

use crate::{Id, Timestamp};

crate::text_enum! {
    /// One thing that can be done. A page or an act asks for exactly one.
    pub enum Permission {
        PlatformManage = "platform.manage",
        SpaceManage = "space.manage",
        OrganisationManage = "organisation.manage",
        AgentRead = "agent.read",
        AgentInvite = "agent.invite",
        AgentManage = "agent.manage",
        RightGive = "right.give",
        CatalogRead = "catalog.read",
        CatalogWrite = "catalog.write",
        CriterionAssess = "criterion.assess",
        CriterionReview = "criterion.review",
        MeasureRead = "measure.read",
        MeasureCorrect = "measure.correct",
        EditionRead = "edition.read",
        EditionComment = "edition.comment",
        EditionDraft = "edition.draft",
        EditionPublish = "edition.publish",
        ReviewRead = "review.read",
        ReviewEnter = "review.enter",
        ReviewAnswer = "review.answer",
        ReviewManage = "review.manage",
        JournalRead = "journal.read",
        JobRead = "job.read",
        JobRetry = "job.retry",
    }
}

crate::text_enum! {
    /// A set of permissions that an administration gives together.
    pub enum Role {
        /// Installs and keeps the whole platform running; publishes nothing.
        PlatformAdministrator = "platform-administrator",
        /// Answers for the editions of a space.
        QualityOfficer = "quality-officer",
        /// Keeps the people and organisations of a space or of an organisation.
        OrganisationAdministrator = "organisation-administrator",
        /// Answers for procedures.
        ProcedureOwner = "procedure-owner",
        /// Helps the owner of procedures.
        Contributor = "contributor",
        /// Receives people at a counter or on the telephone.
        CounterAgent = "counter-agent",
        /// Reads everything, changes nothing.
        Auditor = "auditor",
    }
}

impl Permission {
    /// Whether it only looks.
    pub fn is_read(self) -> bool {
        self.as_str().ends_with(".read")
    }
}

impl Role {
    /// What the role may do where it is given.
    pub const fn permissions(self) -> &'static [Permission] {
        use Permission as P;
        match self {
            Self::PlatformAdministrator => &[
                P::PlatformManage,
                P::SpaceManage,
                P::OrganisationManage,
                P::AgentRead,
                P::AgentInvite,
                P::AgentManage,
                P::RightGive,
                P::CatalogRead,
                P::EditionRead,
                P::JournalRead,
                P::JobRead,
                P::JobRetry,
            ],
            Self::QualityOfficer => &[
                P::AgentRead,
                P::CatalogRead,
                P::CatalogWrite,
                P::CriterionAssess,
                P::CriterionReview,
                P::MeasureRead,
                P::MeasureCorrect,
                P::EditionRead,
                P::EditionComment,
                P::EditionDraft,
                P::EditionPublish,
                P::ReviewRead,
                P::ReviewEnter,
                P::ReviewAnswer,
                P::ReviewManage,
            ],
            Self::OrganisationAdministrator => &[
                P::SpaceManage,
                P::OrganisationManage,
                P::AgentRead,
                P::AgentInvite,
                P::AgentManage,
                P::RightGive,
                P::CatalogRead,
                P::MeasureRead,
                P::EditionRead,
                P::ReviewRead,
                P::ReviewManage,
            ],
            Self::ProcedureOwner => &[
                P::CatalogRead,
                P::CatalogWrite,
                P::CriterionAssess,
                P::CriterionReview,
                P::MeasureRead,
                P::EditionRead,
                P::EditionComment,
                P::ReviewRead,
                P::ReviewEnter,
                P::ReviewAnswer,
                P::ReviewManage,
            ],
            Self::Contributor => &[
                P::CatalogRead,
                P::CriterionAssess,
                P::MeasureRead,
                P::EditionRead,
                P::EditionComment,
                P::ReviewRead,
                P::ReviewEnter,
                P::ReviewAnswer,
            ],
            Self::CounterAgent => &[P::CatalogRead, P::ReviewEnter],
            Self::Auditor => &[
                P::AgentRead,
                P::CatalogRead,
                P::MeasureRead,
                P::EditionRead,
                P::ReviewRead,
                P::JournalRead,
                P::JobRead,
            ],
        }
    }

    /// The roles that somebody who holds this one may give, where they hold it.
    pub const fn gives(self) -> &'static [Self] {
        match self {
            Self::PlatformAdministrator => Self::ALL,
            Self::OrganisationAdministrator => &[
                Self::QualityOfficer,
                Self::OrganisationAdministrator,
                Self::ProcedureOwner,
                Self::Contributor,
                Self::CounterAgent,
                Self::Auditor,
            ],
            _ => &[],
        }
    }
}

/// How far a right reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    Platform,
    Space(Id),
    /// An organisation and those under it.
    Organisation(Id),
    Procedure(Id),
}

/// Where a thing lives. Nothing of one space is seen from another.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Place {
    /// None: a thing of the platform itself.
    pub space: Option<Id>,
    /// The organisation that answers for it and those above, in any order.
    pub organisations: Vec<Id>,
    pub procedure: Option<Id>,
}

impl Place {
    pub const PLATFORM: Self = Self { space: None, organisations: Vec::new(), procedure: None };

    pub const fn space(space: Id) -> Self {
        Self { space: Some(space), organisations: Vec::new(), procedure: None }
    }

    /// A place in a space, under organisations.
    pub const fn under(space: Id, organisations: Vec<Id>) -> Self {
        Self { space: Some(space), organisations, procedure: None }
    }

    #[must_use]
    pub fn of_procedure(mut self, procedure: Id) -> Self {
        self.procedure = Some(procedure);
        self
    }
}

impl Scope {
    /// Whether a right given here reaches that place.
    pub fn covers(self, place: &Place) -> bool {
        match self {
            Self::Platform => true,
            Self::Space(space) => place.space == Some(space),
            Self::Organisation(organisation) => place.organisations.contains(&organisation),
            Self::Procedure(procedure) => place.procedure == Some(procedure),
        }
    }
}

/// A role that somebody holds somewhere, from a moment on, until another or for good.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Right {
    pub role: Role,
    pub scope: Scope,
    pub from: Timestamp,
    pub until: Option<Timestamp>,
}

impl Right {
    /// Whether it holds at `now`: from its first moment, until just before its last.
    pub fn holds(&self, now: Timestamp) -> bool {
        self.from <= now && self.until.is_none_or(|until| now < until)
    }
}

/// Somebody who acts: an agent with the rights they hold, the operator at the console, or a visitor whom nobody knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// None: the console, or a visitor.
    pub agent: Option<Id>,
    /// The organisation the agent belongs to.
    pub organisation: Option<Id>,
    pub rights: Vec<Right>,
    /// Only [`Actor::console`] says so: not to be known is no right.
    console: bool,
}

impl Actor {
    /// The operator of the machine: whoever can run commands can read the database anyway.
    pub const fn console() -> Self {
        Self { agent: None, organisation: None, rights: Vec::new(), console: true }
    }

    /// Somebody who is not signed in, and may do nothing.
    pub const fn visitor() -> Self {
        Self { agent: None, organisation: None, rights: Vec::new(), console: false }
    }

    /// An agent with the rights they hold.
    pub const fn agent(id: Id, organisation: Option<Id>, rights: Vec<Right>) -> Self {
        Self { agent: Some(id), organisation, rights, console: false }
    }

    pub const fn is_console(&self) -> bool {
        self.console
    }

    /// The decision: whether one of the rights held at `now` reaches the place and allows it.
    pub fn may(&self, permission: Permission, place: &Place, now: Timestamp) -> bool {
        self.is_console()
            || self.holding(now).any(|r| r.scope.covers(place) && r.role.permissions().contains(&permission))
    }

    /// Whether it is allowed somewhere: enough to show an entry of a menu, never to act.
    pub fn may_somewhere(&self, permission: Permission, now: Timestamp) -> bool {
        self.is_console() || self.holding(now).any(|r| r.role.permissions().contains(&permission))
    }

    /// Whether the actor may give `role` over a scope that lies at `place`. A role is given by somebody who holds a
    /// role that gives it, there or above; an auditor or a quality officer of a whole space only by somebody who
    /// keeps that whole space.
    pub fn may_give(&self, role: Role, scope: Scope, place: &Place, now: Timestamp) -> bool {
        let reaches = |right: &Right| match (right.scope, scope) {
            (Scope::Platform, _) => true,
            (_, Scope::Platform) => false,
            (Scope::Organisation(_) | Scope::Procedure(_), Scope::Space(_)) => false,
            (held, _) => held.covers(place),
        };
        self.is_console() || self.holding(now).any(|r| r.role.gives().contains(&role) && reaches(r))
    }

    fn holding(&self, now: Timestamp) -> impl Iterator<Item = &Right> {
        self.rights.iter().filter(move |right| right.holds(now))
    }
}

#[cfg(test)]
mod tests;
