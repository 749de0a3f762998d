use data_encoding::BASE64URL_NOPAD;
use serde_json::{Map, Value};

/// Whom the provider vouches for.
#[derive(Debug, Clone, PartialEq)]
pub struct Person {
    /// Theirs for ever at this provider; means nothing anywhere else.
    pub subject: String,
    /// The level of authentication that was shown.
    pub acr: Option<String>,
    /// Whether that is one of the levels that were asked for.
    pub is_strong: bool,
    /// The proof, to be shown again when signing out.
    pub id_token: String,
    pub(crate) claims: Map<String, Value>,
}

impl Person {
    /// What the provider says under a name, if it is a text that says something.
    pub fn text(&self, claim: &str) -> Option<&str> {
        self.claims.get(claim).and_then(Value::as_str).map(str::trim).filter(|text| !text.is_empty())
    }

    /// The address, and whether the provider says that it checked it; none when it does not say.
    pub fn email(&self) -> Option<(&str, Option<bool>)> {
        // Some write it as a text.
        let is_checked = match self.claims.get("email_verified") {
            Some(Value::Bool(is_checked)) => Some(*is_checked),
            Some(Value::String(text)) => Some(text == "true"),
            Some(_) => Some(false),
            None => None,
        };
        self.text("email").map(|email| (email, is_checked))
    }

    /// The first name and the name in use (`usual_name`, as the state's own provider has it, or `family_name`), else
    /// the whole name.
    pub fn name(&self) -> Option<String> {
        let family = self.text("usual_name").or_else(|| self.text("family_name"));
        match (self.text("given_name"), family) {
            (Some(given), Some(family)) => Some(format!("{given} {family}")),
            (given, family) => self.text("name").or(family).or(given).map(str::to_owned),
        }
    }
}

/// The claims of a token whose signature has been checked.
pub(crate) fn claims(token: &str) -> Option<Map<String, Value>> {
    let payload = BASE64URL_NOPAD.decode(token.split('.').nth(1)?.as_bytes()).ok()?;
    serde_json::from_slice(&payload).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn person(claims: Value) -> Person {
        let Value::Object(claims) = claims else { panic!("an object") };
        Person { subject: "1".into(), acr: None, is_strong: false, id_token: String::new(), claims }
    }

    #[test]
    fn an_address_is_checked_only_if_the_provider_says_so() {
        for (claims, want) in [
            (json!({ "email": "a@x.fr", "email_verified": true }), Some(("a@x.fr", Some(true)))),
            (json!({ "email": "a@x.fr", "email_verified": "true" }), Some(("a@x.fr", Some(true)))),
            (json!({ "email": "a@x.fr", "email_verified": 1 }), Some(("a@x.fr", Some(false)))),
            (json!({ "email": "a@x.fr", "email_verified": false }), Some(("a@x.fr", Some(false)))),
            (json!({ "email": " a@x.fr" }), Some(("a@x.fr", None))),
            (json!({ "email": ["a@x.fr"], "email_verified": true }), None),
            (json!({ "email_verified": true }), None),
        ] {
            assert_eq!(person(claims.clone()).email(), want, "{claims}");
        }
    }

    #[test]
    fn a_name_is_put_together_from_what_there_is() {
        for (claims, want) in [
            (
                json!({ "given_name": "Jeanne", "usual_name": "Martin", "family_name": "Petit" }),
                Some("Jeanne Martin"),
            ),
            (json!({ "given_name": "Jeanne", "family_name": "Petit" }), Some("Jeanne Petit")),
            (json!({ "given_name": "Jeanne", "name": "Jeanne P." }), Some("Jeanne P.")),
            (json!({ "given_name": "Jeanne" }), Some("Jeanne")),
            (json!({}), None),
        ] {
            assert_eq!(person(claims.clone()).name().as_deref(), want, "{claims}");
        }
    }
}
