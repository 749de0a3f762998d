//! Query strings, read strictly.

use percent_encoding::percent_decode_str;

/// Why a query string is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BadQuery {
    /// It is not UTF-8 once decoded.
    NotUtf8,
    /// More than [`Query::MAX_PAIRS`] parameters.
    TooMany,
}

/// The parameters of an address, in order. Empty values are left out: an empty field of a form asks nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query(Vec<(String, String)>);

impl Query {
    pub const MAX_PAIRS: usize = 100;

    /// Reads the part of an address after `?`.
    ///
    /// # Errors
    /// When it is not UTF-8 or has too many parameters.
    pub fn parse(raw: Option<&str>) -> Result<Self, BadQuery> {
        let mut pairs = Vec::new();
        for pair in raw.unwrap_or("").split('&').filter(|p| !p.is_empty()) {
            if pairs.len() == Self::MAX_PAIRS {
                return Err(BadQuery::TooMany);
            }
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let (name, value) = (decode(name)?, decode(value)?);
            if !value.trim().is_empty() {
                pairs.push((name, value));
            }
        }
        Ok(Self(pairs))
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The last value of a parameter.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.iter().filter(|(n, _)| *n == name).last().map(|(_, value)| value)
    }

    /// The first parameter that is none of `known`.
    pub fn unknown(&self, known: &[&str]) -> Option<&str> {
        self.iter().map(|(name, _)| name).find(|name| !known.contains(name))
    }

    /// Writes parameters as the part of an address after `?`, the `?` included; empty when there are none.
    pub fn write<'p>(pairs: impl IntoIterator<Item = (&'p str, &'p str)>) -> String {
        let mut text = form_urlencoded::Serializer::new(String::new());
        text.extend_pairs(pairs);
        let text = text.finish();
        if text.is_empty() { text } else { format!("?{text}") }
    }
}

fn decode(text: &str) -> Result<String, BadQuery> {
    let spaced = text.replace('+', " ");
    percent_decode_str(&spaced).decode_utf8().map(std::borrow::Cow::into_owned).map_err(|_| BadQuery::NotUtf8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn strict_but_not_pedantic() {
        let q = Query::parse(Some("q=imp%C3%B4t+sur&ministere=&page=2&page=3")).unwrap();
        assert_eq!((q.get("q"), q.get("ministere"), q.get("page")), (Some("impôt sur"), None, Some("3")));
        assert_eq!(q.unknown(&["q"]), Some("page"));
        assert_eq!(Query::parse(Some("q=%FF")), Err(BadQuery::NotUtf8));
        assert_eq!(Query::parse(Some(&"a=1&".repeat(101))), Err(BadQuery::TooMany));
        assert_eq!(Query::parse(None), Ok(Query::default()));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(pairs in proptest::collection::vec(("[a-z]{1,4}", "\\PC{1,8}"), 0..5)) {
            let text = Query::write(pairs.iter().map(|(n, v)| (n.as_str(), v.as_str())));
            let read = Query::parse(text.strip_prefix('?')).unwrap();
            let kept: Vec<_> = pairs.iter().filter(|(_, v)| !v.trim().is_empty()).cloned().collect();
            prop_assert_eq!(read.0, kept);
        }

        #[test]
        fn no_query_string_makes_it_panic(raw in "[ -~]{0,200}") {
            let _ = Query::parse(Some(&raw));
        }
    }
}
