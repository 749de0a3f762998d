//! What each kind of fact may say: one rule for files and for single acts.

use parvis_csv::What;

use crate::facts::Kind;
use crate::import::Audience;
use crate::territory::Territory;

/// Longest text of a fact, in characters.
const LONGEST: usize = 500;

/// Longest web address, in bytes.
const LONGEST_ADDRESS: usize = 2000;

/// The value of a fact as it is recorded; an empty one ends the fact.
///
/// # Errors
/// What was expected instead.
pub(crate) fn read(kind: Kind, text: &str) -> Result<String, What> {
    let audiences = || text.split('|').map(str::trim);
    let fits = match kind {
        Kind::Name if text.is_empty() => Err(What::Required),
        _ if text.is_empty() => Ok(()),
        Kind::Address if !is_web_address(text) => Err(What::Expected("catalog-form-address")),
        Kind::Audience if audiences().any(|a| Audience::parse(a).is_none()) => {
            Err(What::OneOf(Audience::ALL.iter().map(|a| a.as_str()).collect::<Vec<_>>().join(", ")))
        }
        Kind::Territory if Territory::find(text).is_none() => Err(What::Expected("catalog-form-territory")),
        Kind::Volume if text.parse::<u64>().is_err() => Err(What::Expected("catalog-form-volume")),
        Kind::FinancialRight if !matches!(text, "yes" | "no") => Err(What::OneOf("yes, no".into())),
        Kind::Space if parvis_kernel::slug(text) != text => Err(What::Expected("catalog-form-space")),
        Kind::Number if !is_number(text) => Err(What::Expected("catalog-form-number")),
        _ if kind != Kind::Address && text.chars().count() > LONGEST => {
            Err(What::Expected("catalog-form-short"))
        }
        _ if text.chars().any(char::is_control) => Err(What::Expected("catalog-form-line")),
        _ => Ok(()),
    };
    fits.map(|()| match kind {
        Kind::Audience => audiences().collect::<Vec<_>>().join("|"),
        _ => text.to_owned(),
    })
}

/// Whether a text can be a number: a slug is made of it, so something of it must remain there.
pub(crate) fn is_number(text: &str) -> bool {
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    text.len() <= 80 && text.chars().all(fits) && text.contains(|c: char| c.is_ascii_alphanumeric())
}

fn is_web_address(text: &str) -> bool {
    text.len() <= LONGEST_ADDRESS && host_of(text).is_some()
}

pub(crate) fn host_of(address: &str) -> Option<String> {
    let url = url::Url::parse(address).ok()?;
    matches!(url.scheme(), "https" | "http").then(|| url.host_str().map(str::to_owned))?
}
