use std::fmt;
use std::str::FromStr;

/// An e-mail address that a letter can be sent to: `name@domain`, the domain in its ASCII form.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address(String);

/// What was given is not an e-mail address. It is not repeated: it may be personal data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an e-mail address: name@domain.fr is expected")]
pub struct BadAddress;

impl Address {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub(crate) fn domain(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(_, domain)| domain)
    }
}

/// Quoted names, comments and addresses of machines are refused: nobody has them, and they hide what an address
/// must not hold.
impl FromStr for Address {
    type Err = BadAddress;

    fn from_str(text: &str) -> Result<Self, BadAddress> {
        let (name, domain) = text.trim().rsplit_once('@').ok_or(BadAddress)?;
        let is_plain = |c: char| c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c);
        let Ok(url::Host::Domain(domain)) = url::Host::parse(domain) else { return Err(BadAddress) };
        if !name.chars().all(is_plain) || !domain.contains('.') || name.len() + domain.len() > 253 {
            return Err(BadAddress);
        }
        let address = lettre::Address::new(name, domain).map_err(|_| BadAddress)?;
        Ok(Self(address.to_string()))
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Not the address itself: what is debugged ends in logs.
impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "…@{}", self.domain())
    }
}

impl serde::Serialize for Address {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.0)
    }
}

impl<'de> serde::Deserialize<'de> for Address {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(from)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::Address;
    use proptest::prelude::*;

    #[test]
    fn an_address_is_a_name_at_a_domain() {
        for (text, kept) in [
            ("jeanne.dupont@mairie.fr", "jeanne.dupont@mairie.fr"),
            (" a+b@x.gouv.fr ", "a+b@x.gouv.fr"),
            ("o'neill@x.fr", "o'neill@x.fr"),
            ("contact@Préfecture.fr", "contact@xn--prfecture-c4a.fr"),
            ("josé@x.fr", "josé@x.fr"),
        ] {
            assert_eq!(text.parse::<Address>().unwrap().as_str(), kept);
        }
        for bad in [
            "",
            "jeanne",
            "@x.fr",
            "jeanne@",
            "a@localhost",
            "a@127.0.0.1",
            "a@[::1]",
            "a..b@x.fr",
            "a@x..fr",
            "a b@x.fr",
            "\"a b\"@x.fr",
            "Jeanne <a@x.fr>",
            "a@x.fr\r\nBcc: b@y.fr",
            "a@x.fr,b@y.fr",
            "a\0@x.fr",
        ] {
            assert!(bad.parse::<Address>().is_err(), "{bad:?}");
        }
        assert!(format!("{}@x.fr", "a".repeat(300)).parse::<Address>().is_err());
        let shown = format!("{:?}", "jeanne@x.fr".parse::<Address>().unwrap());
        assert_eq!(shown, "…@x.fr");
    }

    proptest! {
        #[test]
        fn an_address_is_one_line_and_survives_its_text(text in "[ -~é\r\n]{0,12}@[ -~é\r\n]{0,12}(\\.fr)?") {
            if let Ok(address) = text.parse::<Address>() {
                prop_assert!(!address.as_str().contains(|c: char| c.is_control() || c.is_whitespace() || "<>,;\"".contains(c)));
                prop_assert_eq!(address.as_str().matches('@').count(), 1);
                prop_assert_eq!(address.as_str().parse::<Address>().unwrap(), address);
            }
        }
    }
}
