use parvis_accounts::AccountsError;
use parvis_accounts::service::enter::{self, Browser};
use parvis_accounts::service::{agents, own};
use parvis_journal::{Filter, page};
use parvis_kernel::{Permission, Role};

use crate::{PASSWORD, on_each_engine};

#[test]
fn a_deleted_account_leaves_its_identifier_and_nothing_else() {
    on_each_engine(|w| {
        let agent = w.agent(&[Role::QualityOfficer]);
        let (signed, by) = w.as_agent(&agent);
        let export = w.pool.read(|db| own::export(db, &signed.agent)).unwrap();
        for part in [agent.email.as_ref().unwrap().as_str(), &agent.name, "quality-officer", "192.0.2.0/24"] {
            assert!(export.contains(part), "{part} is not in {export}");
        }
        assert!(!export.contains("argon2"));
        let wrong = w.pool.write(|db| own::delete(db, &w.means, &by, &signed, "faux"));
        assert!(matches!(wrong, Err(AccountsError::Invalid { field: "old", .. })));
        w.pool.write(|db| own::delete(db, &w.means, &by, &signed, PASSWORD)).unwrap();
        let gone = w.pool.read(|db| agents::get(db, &w.console(), agent.id, Permission::AgentRead));
        assert!(matches!(gone, Err(AccountsError::NotFound)));
        assert!(w.pool.read(|db| agents::names(db, &[agent.id])).unwrap().is_empty());
        let filter = Filter { actor: Some(agent.id), ..Filter::default() };
        let kept = w.pool.read(|db| page(db, &filter)).unwrap();
        assert!(kept.iter().any(|entry| entry.action == "agent.delete"));
        let text: String = kept.iter().map(parvis_journal::Entry::text).collect();
        assert!(!text.contains("exemple.fr") && !text.contains(&agent.name), "{text}");
        // The address is free again.
        let again = w.try_password(agent.email.unwrap().as_str(), PASSWORD, &Browser::default());
        assert!(again.is_err());
    });
}

#[test]
fn sessions_are_listed_and_ended_by_their_owner_alone() {
    on_each_engine(|w| {
        let (agent, other) = (w.agent(&[]), w.agent(&[]));
        let first = w.enter(&agent, &Browser { device: "un".into(), token: None });
        w.enter(&agent, &Browser { device: "deux".into(), token: None });
        let (signed, by) = w.as_agent(&agent);
        let (their, by_them) = w.as_agent(&other);
        let id = w.signed(&first.session).unwrap().session.id;
        let stolen = w.pool.write(|db| own::end_session(db, &by_them, &their, Some(id)));
        assert!(matches!(stolen, Err(AccountsError::NotFound)));
        w.pool.write(|db| own::end_session(db, &by, &signed, Some(id))).unwrap();
        assert!(w.signed(&first.session).is_none());
        w.pool.write(|db| own::end_session(db, &by, &signed, None)).unwrap();
        let left = w.pool.read(|db| own::sessions(db, agent.id)).unwrap();
        assert_eq!(left.len(), 1);
        w.pool.write(|db| enter::leave(db, &by, &signed)).unwrap();
        assert!(w.pool.read(|db| own::sessions(db, agent.id)).unwrap().is_empty());
    });
}

#[test]
fn what_is_over_is_taken_away_at_night() {
    on_each_engine(|w| {
        let agent = w.agent(&[]);
        w.enter(&agent, &Browser::default());
        let _ = w.try_password("personne@exemple.fr", "rien", &Browser::default());
        w.wait(30 * 86_400);
        assert!(w.pool.write(|db| enter::purge(db, w.now.get())).unwrap() >= 3);
        assert_eq!(w.pool.write(|db| enter::purge(db, w.now.get())).unwrap(), 0);
    });
}
