use parvis_accounts::AccountsError;
use parvis_accounts::service::email::{self, Step};
use parvis_accounts::service::enter::Browser;
use parvis_accounts::service::own;
use parvis_accounts::service::{agents, invite, reset};
use parvis_accounts::token::Kind;
use parvis_kernel::Locale;

use crate::{PASSWORD, code, of_sixteen, on_each_engine};

#[test]
fn an_invitation_is_good_once_among_sixteen() {
    on_each_engine(|w| {
        let agent = w.invite();
        let letter = w.letter();
        assert_eq!(letter.to, [agent.email.clone().unwrap().to_string()]);
        let code = code(&letter);
        let (pool, by, hash) = (&w.pool, w.anyone(), w.prepared());
        assert_eq!(of_sixteen(|| pool.write(|db| invite::accept(db, &by, &code, &hash)).is_ok()), 1);
        assert!(w.try_password(agent.email.unwrap().as_str(), PASSWORD, &Browser::default()).is_ok());
    });
}

#[test]
fn an_invitation_ends_after_three_days_or_with_the_next_one() {
    on_each_engine(|w| {
        let agent = w.invite();
        let first = code(&w.letter());
        w.pool.write(|db| invite::again(db, &w.means, &w.console(), agent.id)).unwrap();
        let second = code(&w.letter());
        let invited = |code: &str| w.pool.read(|db| invite::invited(db, code, w.now.get()));
        assert!(matches!(invited(&first), Err(AccountsError::Spent)));
        assert_eq!(invited(&second).unwrap().id, agent.id);
        w.wait(72 * 3600 - 1);
        assert!(invited(&second).is_ok());
        w.wait(1);
        assert!(matches!(invited(&second), Err(AccountsError::Spent)));
        for rubbish in ["", "abc", &"é".repeat(43)] {
            assert!(matches!(invited(rubbish), Err(AccountsError::Spent)));
        }
    });
}

#[test]
fn a_new_password_ends_all_sessions_and_its_link_is_good_once_among_sixteen() {
    on_each_engine(|w| {
        let agent = w.agent(&[]);
        let session = w.enter(&agent, &Browser::default()).session;
        let email = agent.email.clone().unwrap().to_string();
        w.letters();
        w.pool.write(|db| reset::ask(db, &w.means, &w.anyone(), &email, Locale::Fr)).unwrap();
        let code = code(&w.letter());
        let other = "cinq hiboux dansent la nuit";
        let hash = own::prepare(&w.means, other, other, &[]).unwrap();
        let (pool, means, by) = (&w.pool, &w.means, w.anyone());
        assert_eq!(of_sixteen(|| pool.write(|db| reset::reset(db, means, &by, &code, &hash)).is_ok()), 1);
        assert!(w.signed(&session).is_none());
        assert!(w.try_password(&email, PASSWORD, &Browser::default()).is_err());
        assert!(w.try_password(&email, other, &Browser::default()).is_ok());
        assert!(w.letter().subject.contains("sécurité"));
    });
}

#[test]
fn asking_for_a_password_says_nothing_of_who_is_here() {
    on_each_engine(|w| {
        let ask = |email: &str| w.pool.write(|db| reset::ask(db, &w.means, &w.anyone(), email, Locale::En));
        ask("personne@exemple.fr").unwrap();
        let letter = w.letter();
        assert_eq!(letter.to, ["personne@exemple.fr"]);
        assert!(!letter.text.contains("code="), "{}", letter.text);
        for _ in 0..9 {
            ask("personne@exemple.fr").unwrap();
        }
        assert!(matches!(ask("personne@exemple.fr"), Err(AccountsError::Throttled)));
    });
}

#[test]
fn an_address_changes_when_both_have_confirmed() {
    on_each_engine(|w| {
        let agent = w.agent(&[]);
        let (signed, by) = w.as_agent(&agent);
        w.letters();
        let ask = |to: &str, password: &str| {
            w.pool.write(|db| email::ask(db, &w.means, &by, &signed, to, password))
        };
        assert!(ask("autre@exemple.fr", "faux mot de passe").is_err());
        ask("premier@exemple.fr", PASSWORD).unwrap();
        let old: Vec<_> = w.letters().iter().map(code).collect();
        ask("autre@exemple.fr", PASSWORD).unwrap();
        let letters = w.letters();
        let to = |address: &str| code(letters.iter().find(|l| l.to == [address]).unwrap());
        let (before, after) = (to(agent.email.as_ref().unwrap().as_str()), to("autre@exemple.fr"));
        let confirm = |code: &str, kind| w.pool.write(|db| email::confirm_at(db, &w.anyone(), code, kind));
        for code in &old {
            for kind in [Kind::EmailBefore, Kind::EmailAfter] {
                assert!(matches!(confirm(code, kind), Err(AccountsError::Spent)), "an earlier wish");
            }
        }
        assert!(matches!(confirm(&after, Kind::EmailBefore), Err(AccountsError::Spent)));
        assert_eq!(confirm(&after, Kind::EmailAfter).unwrap(), Step::Half);
        assert_eq!(w.get(agent.id).email, agent.email);
        assert_eq!(confirm(&before, Kind::EmailBefore).unwrap(), Step::Done);
        assert_eq!(w.get(agent.id).email.unwrap().as_str(), "autre@exemple.fr");
        assert!(w.pool.read(|db| agents::by_email(db, agent.email.unwrap().as_str())).is_err());
    });
}

#[test]
fn no_token_is_in_the_database() {
    on_each_engine(|w| {
        w.invite();
        let code = code(&w.letter());
        let text = w.pool.write(|db| {
            let found = parvis_accounts::token::peek(db, &code, Kind::Invitation, w.now.get())?;
            Ok::<_, AccountsError>(format!("{found:?}"))
        });
        assert!(!text.unwrap().contains(&code));
        let waiting = w.pool.read(|db| parvis_jobs::list(db, parvis_jobs::State::Done, 1)).unwrap();
        assert!(!format!("{waiting:?}").contains(&code));
    });
}
