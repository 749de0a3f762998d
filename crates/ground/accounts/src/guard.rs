use parvis_journal::By;
use parvis_kernel::{Permission, Place};

use crate::error::AccountsError;

/// Something that lies somewhere.
pub trait Placed {
    fn place(&self) -> Place;
}

/// What a store hands over: it opens to a permission and in no other way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guarded<T>(T);

impl<T: Placed> Guarded<T> {
    /// Closes something: stores do this with every object they read by its identifier.
    pub const fn new(inner: T) -> Self {
        Self(inner)
    }

    /// Opens it to an actor who holds the permission where it lies.
    ///
    /// # Errors
    /// [`AccountsError::NotFound`] when none of the actor's rights even reaches the place with a permission to look:
    /// they must not learn that it exists; [`AccountsError::Forbidden`] when they may look and not do this.
    pub fn open(self, by: &By, permission: Permission) -> Result<T, AccountsError> {
        let place = self.0.place();
        if by.actor.may(permission, &place, by.now) {
            return Ok(self.0);
        }
        let may_look = look(permission).is_some_and(|look| by.actor.may(look, &place, by.now));
        Err(if may_look { AccountsError::Forbidden } else { AccountsError::NotFound })
    }

    /// Whether it would open.
    pub fn opens(&self, by: &By, permission: Permission) -> bool {
        by.actor.may(permission, &self.0.place(), by.now)
    }
}

/// The permission to look at what another permission changes.
fn look(permission: Permission) -> Option<Permission> {
    use Permission as P;
    match permission {
        P::AgentInvite | P::AgentManage | P::RightGive => Some(P::AgentRead),
        P::CatalogWrite | P::OrganisationManage | P::SpaceManage => Some(P::CatalogRead),
        P::CriterionAssess | P::CriterionReview | P::MeasureCorrect => Some(P::MeasureRead),
        P::EditionComment | P::EditionDraft | P::EditionPublish => Some(P::EditionRead),
        P::JobRetry => Some(P::JobRead),
        _ => None,
    }
}

/// Keeps of a list what an actor may look at.
pub fn visible<T: Placed>(all: Vec<T>, by: &By, permission: Permission) -> Vec<T> {
    all.into_iter().filter(|one| by.actor.may(permission, &one.place(), by.now)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use parvis_kernel::{Actor, Id, Right, Role, Scope, Timestamp};

    #[derive(Debug, PartialEq)]
    struct Thing(Id);

    impl Placed for Thing {
        fn place(&self) -> Place {
            Place::space(self.0)
        }
    }

    #[test]
    fn a_thing_opens_to_its_permission_and_hides_from_others() {
        let (here, there) = (Id::from_bytes([1; 16]), Id::from_bytes([2; 16]));
        let by = |role, space| By {
            actor: Actor::agent(
                there,
                None,
                vec![Right { role, scope: Scope::Space(space), from: Timestamp::default(), until: None }],
            ),
            ..By::console(Timestamp::from_micros(1))
        };
        let open = |by: &By| Guarded::new(Thing(here)).open(by, Permission::EditionPublish);
        assert!(open(&by(Role::QualityOfficer, here)).is_ok());
        assert!(matches!(open(&by(Role::QualityOfficer, there)), Err(AccountsError::NotFound)));
        assert!(matches!(open(&by(Role::Auditor, here)), Err(AccountsError::Forbidden)));
        assert!(matches!(open(&by(Role::CounterAgent, here)), Err(AccountsError::NotFound)));
        let visitor = By { actor: Actor::visitor(), ..by(Role::Auditor, here) };
        assert!(matches!(open(&visitor), Err(AccountsError::NotFound)));
    }
}
