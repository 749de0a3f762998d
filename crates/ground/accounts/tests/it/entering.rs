use parvis_accounts::AccountsError;
use parvis_accounts::factor;
use parvis_accounts::model::Level;
use parvis_accounts::service::enter::{self, Browser, Second};
use parvis_accounts::service::setup::{self, FirstRun};
use parvis_accounts::service::spaces::NewSpace;
use parvis_accounts::service::{agents, own};
use parvis_kernel::{Locale, Role};

use crate::{PASSWORD, of_sixteen, on_each_engine};

#[test]
fn an_empty_installation_opens_once() {
    on_each_engine(|w| {
        let now = w.now.get();
        let old = w.pool.write(|db| setup::code(db, &w.means, now)).unwrap().unwrap();
        let code = w.pool.write(|db| setup::code(db, &w.means, now)).unwrap().unwrap();
        let new = FirstRun {
            space: NewSpace {
                name: "Ville d'Exemple".into(),
                kind: "commune".into(),
                territory: "01004".into(),
            },
            name: "Première".into(),
            email: "premiere@exemple.fr".into(),
            locale: Locale::Fr,
        };
        let (pool, means, by, hash) = (&w.pool, &w.means, w.anyone(), w.prepared());
        let open = |code: &str| pool.write(|db| setup::open(db, means, &by, code, &new, &hash));
        assert!(matches!(open(&old), Err(AccountsError::Spent)), "a newer code ends an older one");
        assert_eq!(of_sixteen(|| open(&code).is_ok()), 1);
        assert!(w.pool.write(|db| setup::code(db, &w.means, now)).unwrap().is_none());
        let first = w.pool.read(|db| agents::by_email(db, "premiere@exemple.fr")).unwrap();
        let half = w.try_password("premiere@exemple.fr", PASSWORD, &Browser::default()).unwrap();
        let signed = w.signed(&half.session).unwrap();
        assert_eq!((signed.agent.id, signed.session.level), (first.id, Level::Password));
        assert_eq!(signed.actor.rights[0].role, Role::PlatformAdministrator);
    });
}

#[test]
fn an_unknown_account_and_a_wrong_password_get_the_same_answer() {
    on_each_engine(|w| {
        let agent = w.agent(&[]);
        let email = agent.email.unwrap().to_string();
        let wrong = w.try_password(&email, "autre chose de long", &Browser::default()).unwrap_err();
        let unknown = w.try_password("personne@exemple.fr", PASSWORD, &Browser::default()).unwrap_err();
        assert_eq!(wrong.to_string(), unknown.to_string());
        let invited = w.invite().email.unwrap().to_string();
        assert_eq!(
            w.try_password(&invited, PASSWORD, &Browser::default()).unwrap_err().to_string(),
            wrong.to_string()
        );
    });
}

#[test]
fn guessing_is_vain_and_the_owner_still_comes_in_at_their_own_machine() {
    on_each_engine(|w| {
        let agent = w.agent(&[]);
        let email = agent.email.clone().unwrap().to_string();
        let own = Browser { device: "own".into(), token: Some(w.enter(&agent, &Browser::default()).device) };
        for _ in 0..10 {
            let wrong = w.try_password(&email, "rien de tout cela", &Browser::default());
            assert!(matches!(wrong, Err(AccountsError::Invalid { .. })));
        }
        let closed = w.try_password(&email, PASSWORD, &Browser::default());
        assert!(matches!(closed, Err(AccountsError::Throttled)));
        w.try_password(&email, PASSWORD, &own).unwrap();
        // A colleague behind the same network is not locked out.
        let colleague = w.agent(&[]).email.unwrap().to_string();
        w.try_password(&colleague, PASSWORD, &Browser::default()).unwrap();
        w.wait(15 * 60);
        w.try_password(&email, PASSWORD, &Browser::default()).unwrap();
    });
}

#[test]
fn a_network_is_closed_only_after_very_many_failures() {
    on_each_engine(|w| {
        for n in 0..300 {
            let email = format!("inconnu{n}@exemple.fr");
            assert!(matches!(
                w.try_password(&email, "rien", &Browser::default()),
                Err(AccountsError::Invalid { .. })
            ));
        }
        let next = w.try_password("encore@exemple.fr", "rien", &Browser::default());
        assert!(matches!(next, Err(AccountsError::Throttled)));
    });
}

#[test]
fn a_code_of_the_telephone_is_good_once() {
    on_each_engine(|w| {
        let agent = w.agent(&[]);
        let (signed, by) = w.as_agent(&agent);
        let secret = factor::new_secret(&*w.means.rng);
        let enrol =
            |code: &str| w.pool.write(|db| own::enrol_totp(db, &w.means, &by, &signed, &secret, code));
        assert!(matches!(enrol("000000"), Err(AccountsError::Invalid { field: "code", .. })));
        let codes = enrol(&factor::code_at(&secret, w.now.get())).unwrap();
        assert_eq!(codes.len(), factor::RECOVERY_CODES);
        w.wait(60);
        let half = |w: &crate::World| {
            let email = agent.email.as_ref().unwrap().as_str();
            w.signed(&w.try_password(email, PASSWORD, &Browser::default()).unwrap().session).unwrap()
        };
        let halves: Vec<_> = (0..16).map(|_| half(w)).collect();
        let code = factor::code_at(&secret, w.now.get());
        let next = std::sync::atomic::AtomicUsize::new(0);
        let by = w.anyone();
        let (pool, means) = (&w.pool, &w.means);
        let entered = of_sixteen(|| {
            let own = &halves[next.fetch_add(1, std::sync::atomic::Ordering::Relaxed)];
            pool.write(|db| enter::with_second(db, means, &by, own, Second::Code(&code), &Browser::default()))
                .is_ok()
        });
        assert_eq!(entered, 1);
    });
}

#[test]
fn a_recovery_code_is_good_once_among_sixteen() {
    on_each_engine(|w| {
        let agent = w.agent(&[]);
        let email = agent.email.as_ref().unwrap().as_str();
        let halves: Vec<_> = (0..16)
            .map(|_| {
                w.signed(&w.try_password(email, PASSWORD, &Browser::default()).unwrap().session).unwrap()
            })
            .collect();
        let codes = w.pool.write(|db| agents::console_codes(db, &w.means, &w.console(), agent.id)).unwrap();
        let typed = codes[3].to_uppercase().replace('-', " ");
        let next = std::sync::atomic::AtomicUsize::new(0);
        let by = w.anyone();
        let (pool, means) = (&w.pool, &w.means);
        let entered = of_sixteen(|| {
            let own = &halves[next.fetch_add(1, std::sync::atomic::Ordering::Relaxed)];
            let second = Second::Recovery(&typed);
            pool.write(|db| enter::with_second(db, means, &by, own, second, &Browser::default())).is_ok()
        });
        assert_eq!(entered, 1);
        assert_eq!(w.pool.read(|db| own::codes_left(db, agent.id)).unwrap(), 9);
    });
}

#[test]
fn a_session_ends_when_it_is_left_alone_or_old_or_its_agent_suspended() {
    on_each_engine(|w| {
        let agent = w.agent(&[]);
        let session = w.enter(&agent, &Browser::default()).session;
        w.wait(11 * 3600);
        let signed = w.signed(&session).unwrap();
        w.pool.write(|db| enter::touch(db, &signed.session, w.now.get())).unwrap();
        w.wait(11 * 3600);
        assert!(w.signed(&session).is_some(), "it was used in between");
        w.wait(3600);
        assert!(w.signed(&session).is_none(), "twelve hours");
        let session = w.enter(&agent, &Browser::default()).session;
        for _ in 0..14 {
            w.wait(12 * 3600 - 1);
            if let Some(signed) = w.signed(&session) {
                w.pool.write(|db| enter::touch(db, &signed.session, w.now.get())).unwrap();
            }
        }
        w.wait(60);
        assert!(w.signed(&session).is_none(), "seven days");
        let session = w.enter(&agent, &Browser::default()).session;
        w.pool.write(|db| agents::suspend(db, &w.console(), agent.id, "essai")).unwrap();
        assert!(w.signed(&session).is_none());
        assert!(w.try_password(agent.email.unwrap().as_str(), PASSWORD, &Browser::default()).is_err());
    });
}

#[test]
fn a_session_is_another_one_after_the_second_factor() {
    on_each_engine(|w| {
        let agent = w.agent(&[]);
        let email = agent.email.as_ref().unwrap().as_str();
        let half = w.try_password(email, PASSWORD, &Browser::default()).unwrap();
        let signed = w.signed(&half.session).unwrap();
        let codes = w.pool.write(|db| agents::console_codes(db, &w.means, &w.console(), agent.id)).unwrap();
        let full = w
            .pool
            .write(|db| {
                let second = Second::Recovery(&codes[0]);
                enter::with_second(db, &w.means, &w.anyone(), &signed, second, &Browser::default())
            })
            .unwrap();
        assert_ne!(half.session, full.session);
        assert!(w.signed(&half.session).is_none());
        assert_eq!(w.signed(&full.session).unwrap().session.level, Level::Full);
    });
}

#[test]
fn a_new_browser_is_written_about_and_a_known_one_is_not() {
    on_each_engine(|w| {
        let agent = w.agent(&[]);
        let first = w.enter(&agent, &Browser { device: "Firefox".into(), token: None });
        assert!(w.letters().is_empty(), "the very first sign-in is no surprise");
        let known = Browser { device: "Firefox".into(), token: Some(first.device) };
        w.enter(&agent, &known);
        assert!(w.letters().is_empty());
        w.enter(&agent, &Browser { device: "Autre navigateur".into(), token: None });
        let letter = w.letter();
        assert!(letter.text.contains("Autre navigateur"), "{}", letter.text);
    });
}
