use std::fmt;
use std::str::FromStr;

/// An e-mail address as people write it, in lower case: two spellings of one mailbox are one account.
///
/// Only the form is checked: one `@`, at most 254 characters with at most 64 before the `@`, no space, a domain of
/// at least two labels in ASCII. Whether the mailbox exists is known when a letter is answered.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Email(String);

/// What was given is not an e-mail address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected an e-mail address, such as prenom.nom@exemple.fr")]
pub struct NotAnEmail;

impl Email {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The part after the `@`.
    pub fn domain(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(_, domain)| domain)
    }

    /// Whether the domain is `domain` or one under it.
    pub fn is_under(&self, domain: &str) -> bool {
        let own = self.domain();
        own == domain || own.strip_suffix(domain).is_some_and(|rest| rest.ends_with('.'))
    }
}

impl FromStr for Email {
    type Err = NotAnEmail;

    fn from_str(text: &str) -> Result<Self, NotAnEmail> {
        let text = text.trim().to_lowercase();
        let (local, domain) = text.split_once('@').ok_or(NotAnEmail)?;
        let local_is_right = (1..=64).contains(&local.len())
            && local.chars().all(|c| c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c))
            && !local.starts_with('.')
            && !local.ends_with('.')
            && !local.contains("..");
        let label_is_right = |label: &str| {
            (1..=63).contains(&label.len())
                && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
                && !label.starts_with('-')
                && !label.ends_with('-')
        };
        let domain_is_right = domain.contains('.') && domain.split('.').all(label_is_right);
        (local_is_right && domain_is_right && text.len() <= 254).then_some(Self(text)).ok_or(NotAnEmail)
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Logs never show who somebody is.
impl fmt::Debug for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Email(…@{})", self.domain())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn addresses_are_read_as_people_write_them() {
        for (text, want) in [
            (" Claire.Petit@Exemple.FR ", Some("claire.petit@exemple.fr")),
            ("a@b.fr", Some("a@b.fr")),
            ("o'neil+list@ville.exemple.fr", Some("o'neil+list@ville.exemple.fr")),
            ("", None),
            ("a@b", None),
            ("@b.fr", None),
            ("a@@b.fr", None),
            ("a b@c.fr", None),
            ("a@b..fr", None),
            ("a@-b.fr", None),
            (".a@b.fr", None),
            ("a@b.fr\r\nBcc: c@d.fr", None),
            ("a@b.fr\0", None),
        ] {
            assert_eq!(text.parse::<Email>().ok().as_ref().map(Email::as_str), want, "{text:?}");
        }
    }

    #[test]
    fn a_domain_covers_those_under_it_and_no_look_alike() {
        let email: Email = "a@dgfip.finances.exemple.fr".parse().unwrap();
        assert!(email.is_under("finances.exemple.fr") && email.is_under("dgfip.finances.exemple.fr"));
        assert!(!email.is_under("ances.exemple.fr"));
    }

    proptest! {
        #[test]
        fn what_is_read_reads_the_same_again(text in "\\PC{0,40}@\\PC{0,20}") {
            if let Ok(email) = text.parse::<Email>() {
                prop_assert_eq!(email.as_str().parse::<Email>().ok(), Some(email));
            }
        }
    }
}
