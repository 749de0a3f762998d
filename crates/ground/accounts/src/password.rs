//! Passwords: how they are kept, and which are refused.

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use parvis_kernel::{Rng, fold};
use zxcvbn::{Score, zxcvbn};

/// At least so many characters (recommendation of the CNIL and of the ANSSI for a password with a second factor).
pub const SHORTEST: usize = 12;
/// Longer ones would only make the computation longer.
pub const LONGEST: usize = 128;

/// Why a password is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WeakPassword {
    TooShort,
    TooLong,
    /// It is among the first that somebody would try: a common one, or made from the person's own words.
    Guessable,
}

impl WeakPassword {
    /// The key of the message.
    pub const fn message(self) -> &'static str {
        match self {
            Self::TooShort => "accounts-password-short",
            Self::TooLong => "accounts-password-long",
            Self::Guessable => "accounts-password-guessable",
        }
    }
}

/// How dear a guess is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
    /// Memory in KiB.
    pub memory: u32,
    pub passes: u32,
}

impl Cost {
    /// Argon2id with 19 MiB and two passes: the first choice of OWASP's password storage cheat sheet.
    pub const STANDARD: Self = Self { memory: 19 * 1024, passes: 2 };
    /// Next to nothing, for tests.
    #[cfg(any(test, feature = "testing"))]
    pub const TEST: Self = Self { memory: 8, passes: 1 };

    fn argon2(self) -> Argon2<'static> {
        let params = Params::new(self.memory, self.passes, 1, None).unwrap_or_default();
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
    }

    /// What is kept of a password, in the PHC text form.
    pub fn hash(self, rng: &dyn Rng, password: &str) -> String {
        let mut salt = [0; 16];
        rng.fill(&mut salt);
        self.argon2()
            .hash_password_with_salt(password.as_bytes(), &salt)
            .map(|h| h.to_string())
            .unwrap_or_default()
    }

    /// Whether the password is the one kept. Without one kept, the same work is done for nothing, so that the answer
    /// takes as long whether the account exists or not.
    pub fn verify(self, kept: Option<&str>, password: &str) -> bool {
        let parsed = kept.and_then(|kept| PasswordHash::new(kept).ok());
        match parsed {
            Some(hash) => self.argon2().verify_password(password.as_bytes(), &hash).is_ok(),
            None => {
                let _ = self.argon2().hash_password_with_salt(password.as_bytes(), &[0; 16]);
                false
            }
        }
    }
}

/// Checks a new password. `own` are words that somebody would try first: name, e-mail, organisation.
///
/// No rule on kinds of characters: the strength is estimated (zxcvbn, with its lists of common passwords, names and
/// words), and must be at least "safely unguessable" (over 10^8 guesses).
///
/// # Errors
/// Why it is refused.
pub fn check(password: &str, own: &[&str]) -> Result<(), WeakPassword> {
    match password.chars().count() {
        ..SHORTEST => return Err(WeakPassword::TooShort),
        n if n > LONGEST => return Err(WeakPassword::TooLong),
        _ => {}
    }
    if without(password, own).chars().count() < 8 {
        return Err(WeakPassword::Guessable);
    }
    let mut inputs = vec!["parvis", "motdepasse", "administration", "azertyuiop", "qsdfghjklm", "bonjour"];
    for word in own {
        inputs.push(word);
        inputs.extend(word.split(|c: char| !c.is_alphanumeric()).filter(|part| part.chars().count() > 2));
    }
    // The estimate's time grows with the length; beyond this the rest only adds strength.
    let start: String = password.chars().take(64).collect();
    if zxcvbn(&start, &inputs).score() < Score::Three { Err(WeakPassword::Guessable) } else { Ok(()) }
}

/// What is left of a password without the person's own words.
fn without(password: &str, own: &[&str]) -> String {
    let parts = own.iter().flat_map(|words| words.split(|c: char| !c.is_alphanumeric()));
    let mut parts: Vec<String> = parts.map(fold).filter(|part| part.chars().count() > 2).collect();
    // The longest first, so that no short word hides in a longer one.
    parts.sort_by_key(|part| std::cmp::Reverse(part.len()));
    parts.iter().fold(fold(password), |left, part| left.replace(part.as_str(), ""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use parvis_kernel::SeededRng;

    #[test]
    fn what_one_would_try_first_is_refused_and_a_sentence_is_not() {
        let own = ["Camille Exemple", "camille.exemple@ville.exemple.fr", "Ville d'Exemple"];
        for (password, want) in [
            ("court", Err(WeakPassword::TooShort)),
            ("motdepasse123", Err(WeakPassword::Guessable)),
            ("azertyuiop12", Err(WeakPassword::Guessable)),
            ("password1234", Err(WeakPassword::Guessable)),
            ("aaaaaaaaaaaaaaa", Err(WeakPassword::Guessable)),
            ("camille.exemple", Err(WeakPassword::Guessable)),
            ("parvisparvis", Err(WeakPassword::Guessable)),
            ("quatre girafes lisent dehors", Ok(())),
            ("Tq8-vem2-Lz0p", Ok(())),
            ("ééèèàà-ôôîî-zq8", Ok(())),
        ] {
            assert_eq!(check(password, &own), want, "{password}");
        }
        assert_eq!(check(&"ab3 ".repeat(40), &[]), Err(WeakPassword::TooLong));
    }

    #[test]
    fn a_kept_password_is_known_again() {
        let kept = Cost::TEST.hash(&SeededRng::new(1), "quatre girafes");
        assert!(kept.starts_with("$argon2id$v=19$m=8,t=1,p=1$"), "{kept}");
        // The cost of the day does not matter for what was kept at another.
        assert!(Cost { memory: 16, passes: 1 }.verify(Some(&kept), "quatre girafes"));
        assert!(!Cost::TEST.verify(Some(&kept), "cinq girafes"));
        assert!(!Cost::TEST.verify(Some("rubbish"), "x") && !Cost::TEST.verify(None, "x"));
    }
}
