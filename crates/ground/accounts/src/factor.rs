//! The second factor: codes of an application on a telephone (TOTP, RFC 6238) and recovery codes on paper.

use data_encoding::BASE32_NOPAD;
use parvis_kernel::{Rng, Timestamp};
use totp_rs::{Builder, Totp};

/// Recovery codes made at a time.
pub const RECOVERY_CODES: usize = 10;

/// A new secret: 160 bits, as RFC 4226 recommends.
pub fn new_secret(rng: &dyn Rng) -> Vec<u8> {
    let mut secret = vec![0; 20];
    rng.fill(&mut secret);
    secret
}

/// The secret as a person types it: groups of four letters and digits.
pub fn readable(secret: &[u8]) -> String {
    let text = BASE32_NOPAD.encode(secret);
    let groups: Vec<String> =
        text.as_bytes().chunks(4).map(|c| String::from_utf8_lossy(c).into_owned()).collect();
    groups.join(" ")
}

/// SHA-1, six digits, 30 seconds: what every application understands. One step before and after is accepted, for
/// clocks that differ.
fn totp(secret: &[u8], account: &str, issuer: &str) -> Option<Totp> {
    Builder::new()
        .with_secret(secret.to_vec())
        // A colon separates the issuer from the account.
        .with_account_name(account.replace(':', " "))
        .with_issuer(Some(issuer.replace(':', " ")))
        .build()
        .ok()
}

/// The address that an application reads, as a QR code or as a link.
pub fn uri(secret: &[u8], account: &str, issuer: &str) -> String {
    totp(secret, account, issuer).and_then(|totp| totp.to_url().ok()).unwrap_or_default()
}

/// The step of a code that is right at `now` and was not used yet: steps up to `last` were.
pub fn step_of(secret: &[u8], code: &str, now: Timestamp, last: i64) -> Option<i64> {
    let code: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    let seconds = u64::try_from(now.micros() / 1_000_000).ok()?;
    let step = totp(secret, "x", "x")?.check(&code, seconds)?;
    i64::try_from(step).ok().filter(|step| *step > last)
}

/// The code of a moment: for tests and demonstrations, which have no telephone.
pub fn code_at(secret: &[u8], now: Timestamp) -> String {
    let seconds = u64::try_from(now.micros() / 1_000_000).unwrap_or(0);
    totp(secret, "x", "x").map(|totp| totp.generate(seconds).to_string()).unwrap_or_default()
}

/// New recovery codes: 50 bits each, without letters that look alike.
pub fn recovery_codes(rng: &dyn Rng) -> Vec<String> {
    const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    let code = || {
        let mut bytes = [0; 10];
        rng.fill(&mut bytes);
        let text: String = bytes.iter().map(|byte| char::from(LETTERS[usize::from(byte % 32)])).collect();
        format!("{}-{}", &text[..5], &text[5..])
    };
    (0..RECOVERY_CODES).map(|_| code()).collect()
}

/// A recovery code as it is kept: what people mistake when they copy is made right.
pub fn normal(code: &str) -> String {
    let plain = code.to_lowercase().replace(['-', ' '], "");
    plain.replace('o', "0").replace(['i', 'l'], "1")
}

#[cfg(test)]
mod tests {
    use super::*;
    use parvis_kernel::SeededRng;

    const NOW: Timestamp = Timestamp::from_micros(1_700_000_000_000_000);

    #[test]
    fn the_codes_are_those_of_the_standard() {
        // RFC 6238, appendix B: at 59 seconds, SHA-1, the last six of eight digits.
        let secret = b"12345678901234567890";
        assert_eq!(code_at(secret, Timestamp::from_micros(59_000_000)), "287082");
        assert_eq!(step_of(secret, "287 082", Timestamp::from_micros(59_000_000), 0), Some(1));
    }

    #[test]
    fn a_code_is_good_once_and_for_a_minute() {
        let secret = new_secret(&SeededRng::new(1));
        let code = code_at(&secret, NOW);
        let step = step_of(&secret, &code, NOW, 0).unwrap();
        assert_eq!(step_of(&secret, &code, NOW, step), None);
        let seconds = |n| NOW.plus(std::time::Duration::from_secs(n));
        assert_eq!(step_of(&secret, &code, seconds(20), 0), Some(step));
        assert_eq!(step_of(&secret, &code, seconds(90), 0), None);
        for wrong in ["", "12345", "abcdef", "0000000"] {
            assert_eq!(step_of(&secret, wrong, NOW, 0), None, "{wrong}");
        }
    }

    #[test]
    fn an_application_reads_the_address() {
        let uri = uri(&[7; 20], "claire@exemple.fr", "Ville : Exemple");
        assert!(uri.starts_with("otpauth://totp/") && uri.contains("secret="), "{uri}");
        assert_eq!(readable(&[0; 5]), "AAAA AAAA");
    }

    #[test]
    fn recovery_codes_differ_and_forgive() {
        let codes = recovery_codes(&SeededRng::new(1));
        let mut unique = codes.clone();
        unique.sort();
        unique.dedup();
        assert_eq!(unique.len(), RECOVERY_CODES);
        assert_eq!(normal(" O1ab-LIxyz"), "01ab11xyz");
    }
}
