use parvis_accounts::AccountsError;
use parvis_accounts::factor;
use parvis_accounts::model::{Agent, Level};
use parvis_accounts::passkey::Party;
use parvis_accounts::service::enter::{self, Browser, Entered, Second, Signed};
use parvis_accounts::service::passkeys::{self, Answer, Begun};
use parvis_accounts::service::{agents, own};
use parvis_journal::{Filter, page};

use crate::authenticator::{Authenticator, SITE};
use crate::{PASSWORD, World, of_sixteen, on_each_engine};

fn party() -> Party {
    Party::of(SITE).unwrap()
}

/// The session of somebody who has shown the password alone.
fn half(w: &World, agent: &Agent) -> Signed {
    let email = agent.email.as_ref().unwrap().as_str();
    w.signed(&w.try_password(email, PASSWORD, &Browser::default()).unwrap().session).unwrap()
}

fn begin_new(w: &World, signed: &Signed) -> Result<Begun, AccountsError> {
    w.pool.write(|db| passkeys::begin_new(db, &w.means, &party(), signed, w.now.get()))
}

fn begin_use(w: &World, signed: &Signed) -> Result<Begun, AccountsError> {
    w.pool.write(|db| passkeys::begin_use(db, &w.means, &party(), signed, w.now.get()))
}

/// Ends the adding of a passkey: what the browser brought back, and a name.
fn end_new(
    w: &World,
    signed: &Signed,
    challenge: &str,
    credential: &str,
    name: &str,
) -> Result<Option<Vec<String>>, AccountsError> {
    let (party, by) = (party(), w.anyone());
    let answer = Answer { party: &party, challenge, credential };
    let new = w.pool.write(|db| passkeys::answered(db, &w.means, &by, signed, &answer))?;
    w.pool.write(|db| passkeys::add(db, &w.means, &by, signed, name, new))
}

fn add(w: &World, signed: &Signed, key: &Authenticator, name: &str) -> Option<Vec<String>> {
    let begun = begin_new(w, signed).unwrap();
    end_new(w, signed, &begun.challenge, &key.create(&begun.options), name).unwrap()
}

fn end_use(w: &World, signed: &Signed, challenge: &str, credential: &str) -> Result<Entered, AccountsError> {
    let (party, by) = (party(), w.anyone());
    let second = Second::Passkey(Answer { party: &party, challenge, credential });
    w.pool.write(|db| enter::with_second(db, &w.means, &by, signed, second, &Browser::default()))
}

fn enter_with(w: &World, agent: &Agent, key: &Authenticator) -> Result<Entered, AccountsError> {
    let signed = half(w, agent);
    let begun = begin_use(w, &signed).unwrap();
    end_use(w, &signed, &begun.challenge, &key.get(&begun.options))
}

/// What the journal says was done, the latest first.
fn acts(w: &World, action: &str) -> Vec<String> {
    let filter = Filter { action: Some(action.into()), ..Filter::default() };
    let entries = w.pool.read(|db| page(db, &filter)).unwrap();
    entries.iter().map(|entry| format!("{:?}", entry.changes)).collect()
}

#[test]
fn a_passkey_alone_protects_an_account_and_signs_in() {
    on_each_engine(|w| {
        let (agent, key) = (w.agent(&[]), Authenticator::new(1));
        let signed = half(w, &agent);
        assert!(matches!(begin_use(w, &signed), Err(AccountsError::NotFound)), "there is none yet");
        let codes = add(w, &signed, &key, " Clé bleue ").unwrap();
        assert_eq!(codes.len(), factor::RECOVERY_CODES, "the first second factor comes with codes");
        assert!(w.letter().text.contains("clé d'accès"));
        let all = w.pool.read(|db| passkeys::list(db, agent.id)).unwrap();
        assert_eq!((all.len(), all[0].name.as_str(), all[0].used_at), (1, "Clé bleue", None));
        assert!(acts(w, "agent.passkey-add")[0].contains(&all[0].id));

        w.wait(60);
        let entered = enter_with(w, &agent, &key).unwrap();
        assert_eq!(w.signed(&entered.session).unwrap().session.level, Level::Full);
        let all = w.pool.read(|db| passkeys::list(db, agent.id)).unwrap();
        assert_eq!(all[0].used_at, Some(w.now.get()));
        assert!(acts(w, "session.start")[0].contains(&format!("passkey {}", all[0].id)));
        assert!(w.pool.read(|db| own::export(db, &agent)).unwrap().contains("Clé bleue"));
    });
}

#[test]
fn a_challenge_is_good_once_among_sixteen() {
    on_each_engine(|w| {
        let (agent, key) = (w.agent(&[]), Authenticator::new(1));
        let signed = half(w, &agent);
        let begun = begin_new(w, &signed).unwrap();
        let made = key.create(&begun.options);
        let (pool, means, by) = (&w.pool, &w.means, w.anyone());
        let (party, challenge) = (party(), begun.challenge.as_str());
        let answer = Answer { party: &party, challenge, credential: &made };
        let added = of_sixteen(|| {
            let new = pool.write(|db| passkeys::answered(db, means, &by, &signed, &answer));
            new.and_then(|new| pool.write(|db| passkeys::add(db, means, &by, &signed, "Clé", new))).is_ok()
        });
        assert_eq!(added, 1);

        let signed = half(w, &agent);
        let begun = begin_use(w, &signed).unwrap();
        let given = key.get(&begun.options);
        let second =
            Second::Passkey(Answer { party: &party, challenge: &begun.challenge, credential: &given });
        let browser = Browser::default();
        let entered = of_sixteen(|| {
            pool.write(|db| enter::with_second(db, means, &by, &signed, second, &browser)).is_ok()
        });
        assert_eq!(entered, 1);
        let opened = acts(w, "session.start").iter().filter(|act| act.contains("passkey")).count();
        assert_eq!(opened, 1);
    });
}

#[test]
fn a_challenge_ends_after_five_minutes_and_belongs_to_its_session_and_purpose() {
    on_each_engine(|w| {
        let (agent, key) = (w.agent(&[]), Authenticator::new(1));
        let (signed, _) = w.as_agent(&agent);
        add(w, &signed, &key, "Clé");
        let refused = |signed: &Signed, begun: &Begun| {
            let answer = end_use(w, signed, &begun.challenge, &key.get(&begun.options));
            assert!(matches!(answer, Err(AccountsError::Invalid { field: "credential", .. })), "{answer:?}");
        };
        let (mine, other) = (half(w, &agent), half(w, &agent));
        refused(&other, &begin_use(w, &mine).unwrap());
        let late = begin_use(w, &mine).unwrap();
        w.wait(5 * 60);
        refused(&mine, &late);
        let new = begin_new(w, &signed).unwrap();
        refused(&mine, &Begun { options: begin_use(w, &mine).unwrap().options, ..new });
        refused(&mine, &Begun { challenge: "A".repeat(43), ..begin_use(w, &mine).unwrap() });
        // A challenge that was answered wrongly is used up.
        let begun = begin_use(w, &mine).unwrap();
        assert!(end_use(w, &mine, &begun.challenge, "{}").is_err());
        refused(&mine, &begun);
        enter_with(w, &agent, &key).unwrap();
    });
}

#[test]
fn who_has_a_second_factor_shows_it_before_adding_another() {
    on_each_engine(|w| {
        let (agent, other, key) = (w.agent(&[]), w.agent(&[]), Authenticator::new(1));
        let early = half(w, &agent);
        let waiting = begin_new(w, &early).unwrap();
        add(w, &early, &key, "Clé");
        let thief = Authenticator::new(9);
        assert!(matches!(begin_new(w, &half(w, &agent)), Err(AccountsError::Forbidden)));
        let late = end_new(w, &early, &waiting.challenge, &thief.create(&waiting.options), "Voleur");
        assert!(matches!(late, Err(AccountsError::Forbidden)));
        let secret = factor::new_secret(&*w.means.rng);
        let code = factor::code_at(&secret, w.now.get());
        let totp = w.pool.write(|db| own::enrol_totp(db, &w.means, &w.anyone(), &early, &secret, &code));
        assert!(matches!(totp, Err(AccountsError::Forbidden)));
        // Nor does a session that asked before there was an application.
        let (half, (full, by)) = (half(w, &other), w.as_agent(&other));
        let waiting = begin_new(w, &half).unwrap();
        w.pool.write(|db| own::enrol_totp(db, &w.means, &by, &full, &secret, &code)).unwrap();
        let late = end_new(w, &half, &waiting.challenge, &thief.create(&waiting.options), "Voleur");
        assert!(matches!(late, Err(AccountsError::Forbidden)));
        let full = w.signed(&enter_with(w, &agent, &key).unwrap().session).unwrap();
        assert_eq!(add(w, &full, &thief, "Téléphone"), None, "the recovery codes stay");
    });
}

#[test]
fn a_passkey_belongs_to_one_account_and_opens_no_other() {
    on_each_engine(|w| {
        let (one, other) = (w.agent(&[]), w.agent(&[]));
        let key = Authenticator::new(1);
        add(w, &half(w, &one), &key, "Clé");
        let signed = half(w, &other);
        let begun = begin_new(w, &signed).unwrap();
        let again = end_new(w, &signed, &begun.challenge, &key.create(&begun.options), "Clé");
        assert!(matches!(again, Err(AccountsError::Conflict("accounts-passkey-known"))));
        add(w, &signed, &Authenticator::new(2), "La mienne");
        assert!(enter_with(w, &other, &key).is_err());
        let id = &w.pool.read(|db| passkeys::list(db, one.id)).unwrap()[0].id;
        let by = w.anyone();
        let rename = w.pool.write(|db| passkeys::rename(db, &by, &signed, id, "À moi"));
        let remove = w.pool.write(|db| passkeys::remove(db, &w.means, &by, &signed, id));
        for answer in [rename, remove] {
            assert!(matches!(answer, Err(AccountsError::NotFound)));
        }
    });
}

#[test]
fn a_counter_that_goes_back_is_refused_and_counts_as_a_failure() {
    on_each_engine(|w| {
        let agent = w.agent(&[]);
        let counting = |counter| Authenticator { counter, ..Authenticator::new(1) };
        add(w, &half(w, &agent), &counting(5), "Clé");
        enter_with(w, &agent, &counting(6)).unwrap();
        for _ in 0..10 {
            let copy = enter_with(w, &agent, &counting(6));
            assert!(matches!(copy, Err(AccountsError::Invalid { field: "credential", .. })));
        }
        assert!(matches!(enter_with(w, &agent, &counting(7)), Err(AccountsError::Throttled)));
        w.wait(15 * 60);
        enter_with(w, &agent, &counting(7)).unwrap();
    });
}

#[test]
fn the_last_second_factor_stays() {
    on_each_engine(|w| {
        let agent = w.agent(&[]);
        let (signed, by) = w.as_agent(&agent);
        let keys: Vec<Authenticator> = (1..=16).map(Authenticator::new).collect();
        for key in &keys {
            add(w, &signed, key, "Clé");
        }
        let elsewhere = enter_with(w, &agent, &keys[0]).unwrap().session;
        let all = w.pool.read(|db| passkeys::list(db, agent.id)).unwrap();
        let next = std::sync::atomic::AtomicUsize::new(0);
        let (pool, means) = (&w.pool, &w.means);
        let removed = of_sixteen(|| {
            let id = &all[next.fetch_add(1, std::sync::atomic::Ordering::Relaxed)].id;
            pool.write(|db| passkeys::remove(db, means, &by, &signed, id)).is_ok()
        });
        assert_eq!(removed, 15, "each of sixteen takes another one away");
        assert!(w.signed(&elsewhere).is_none(), "other sessions end");
        assert!(w.signed(&w.enter(&agent, &Browser::default()).session).is_some());
        let last = w.pool.read(|db| passkeys::list(db, agent.id)).unwrap().remove(0);
        let remove = || w.pool.write(|db| passkeys::remove(db, &w.means, &by, &signed, &last.id));
        assert!(matches!(remove(), Err(AccountsError::Conflict("accounts-passkey-last"))));
        w.pool.write(|db| passkeys::rename(db, &by, &signed, &last.id, "Téléphone")).unwrap();
        assert_eq!(w.pool.read(|db| passkeys::get(db, agent.id, &last.id)).unwrap().name, "Téléphone");
        let secret = factor::new_secret(&*w.means.rng);
        let code = factor::code_at(&secret, w.now.get());
        w.pool.write(|db| own::enrol_totp(db, &w.means, &by, &signed, &secret, &code)).unwrap();
        remove().unwrap();
        assert_eq!(w.pool.read(|db| passkeys::list(db, agent.id)).unwrap(), []);
        assert_eq!((acts(w, "agent.passkey-remove").len(), acts(w, "agent.passkey-rename").len()), (16, 1));
    });
}

#[test]
fn passkeys_go_with_a_reset_and_with_the_account() {
    on_each_engine(|w| {
        let agent = w.agent(&[]);
        add(w, &half(w, &agent), &Authenticator::new(1), "Clé");
        let left = || w.pool.read(|db| passkeys::list(db, agent.id)).unwrap().len();
        w.pool.write(|db| agents::reset_factor(db, &w.means, &w.console(), agent.id, "perdue")).unwrap();
        assert_eq!(left(), 0);
        add(w, &half(w, &agent), &Authenticator::new(1), "La même, à nouveau");
        assert_eq!(left(), 1);
        w.pool.write(|db| agents::delete(db, &w.console(), agent.id, "parti")).unwrap();
        assert_eq!(left(), 0);
    });
}
