//! Whom to tell of a weakness: `/.well-known/security.txt` (RFC 9116).

use parvis_kernel::Timestamp;

/// Bytes that are read: RFC 9116, 5.2, lets readers stop.
pub const MOST_BYTES: usize = 32 * 1024;

/// What a file says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SecurityTxt {
    /// Addresses, as they are written.
    pub contacts: Vec<String>,
    pub expires: Option<Timestamp>,
    /// There is an `Expires` that is no date, or there are two.
    pub has_bad_expires: bool,
}

/// Reads a file; none for what is none (a page that says that it does not exist).
pub fn read(file: &[u8]) -> Option<SecurityTxt> {
    const MOST: usize = 20;
    let text = String::from_utf8_lossy(&file[..file.len().min(MOST_BYTES)]);
    let mut found = SecurityTxt::default();
    let (mut fields, mut expires) = (0, 0);
    for line in text.trim_start_matches('\u{feff}').lines().filter(|line| !line.starts_with('#')) {
        let Some((name, value)) = line.split_once(':') else { continue };
        let (name, value) = (name.trim().to_ascii_lowercase(), value.trim());
        match name.as_str() {
            "contact" if is_address(value) && found.contacts.len() < MOST => {
                found.contacts.push(value.to_owned());
            }
            "expires" => {
                expires += 1;
                found.expires = moment(value);
            }
            "contact"
            | "encryption"
            | "acknowledgments"
            | "acknowledgements"
            | "preferred-languages"
            | "canonical"
            | "policy"
            | "hiring"
            | "csaf" => {}
            _ => continue,
        }
        fields += 1;
    }
    found.has_bad_expires = expires > 1 || expires == 1 && found.expires.is_none();
    (fields > 0).then_some(found)
}

/// A contact is an address with its scheme; a bare one of mail is understood too.
fn is_address(value: &str) -> bool {
    ["https://", "mailto:", "tel:"]
        .iter()
        .any(|scheme| value.to_ascii_lowercase().starts_with(scheme) && value.len() > scheme.len())
        || value.contains('@') && !value.contains(' ')
}

/// RFC 3339; letters may be small.
fn moment(value: &str) -> Option<Timestamp> {
    value.to_ascii_uppercase().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_file_says_whom_and_until_when() {
        let file = b"# Bonjour\r\nContact: mailto:securite@exemple.fr\r\ncontact: https://exemple.fr/securite\r\nExpires: 2027-01-01T00:00:00z\r\nPreferred-Languages: fr\r\n";
        let read = read(file).unwrap();
        assert_eq!(read.contacts.len(), 2);
        assert_eq!(read.expires.map(|at| at.to_string()).as_deref(), Some("2027-01-01T00:00:00Z"));
        assert!(!read.has_bad_expires);
    }

    #[test]
    fn what_is_wrong_in_it_is_told_from_what_is_no_such_file() {
        assert_eq!(read(b"<!DOCTYPE html><p>Contact us</p>"), None);
        assert_eq!(read(b""), None);
        assert!(read(b"Contact: a@exemple.fr\nExpires: demain").unwrap().has_bad_expires);
        assert!(
            read(b"Expires: 2027-01-01T00:00:00Z\nExpires: 2028-01-01T00:00:00+02:00")
                .unwrap()
                .has_bad_expires
        );
        assert!(read(b"Policy: https://exemple.fr/\nContact: nobody").unwrap().contacts.is_empty());
    }

    proptest! {
        #[test]
        fn any_file_is_read(file: Vec<u8>) {
            let _ = read(&file);
        }
    }
}
