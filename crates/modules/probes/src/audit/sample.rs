//! The pages that an audit looks at.

use crate::watch::address;

/// Pages of a sample at most.
pub const MOST: usize = 60;
/// Characters of a title at most.
const LONGEST: usize = 200;

/// A page of a sample.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SamplePage {
    /// As people call it: "Accueil".
    pub title: String,
    pub url: String,
}

/// Why a list of pages is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadSample {
    Empty,
    TooMany,
    /// The line, from 1, that is not a title, a bar and an address.
    Line(usize),
}

/// The pages of a text, one a line: `Accueil | https://www.exemple.fr/`. Lines without a word are passed over.
///
/// # Errors
/// A line that cannot be read; no page, or more than 60.
pub fn parse(text: &str) -> Result<Vec<SamplePage>, BadSample> {
    let mut pages = Vec::new();
    for (nth, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        if pages.len() == MOST {
            return Err(BadSample::TooMany);
        }
        let page = line.rsplit_once('|').and_then(|(title, url)| {
            let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
            let is_title = !title.is_empty() && title.chars().count() <= LONGEST;
            address(url).filter(|_| is_title).map(|url| SamplePage { title, url: url.to_string() })
        });
        pages.push(page.ok_or(BadSample::Line(nth + 1))?);
    }
    if pages.is_empty() { Err(BadSample::Empty) } else { Ok(pages) }
}

/// The inverse of [`parse`].
pub fn write(pages: &[SamplePage]) -> String {
    pages.iter().map(|page| format!("{} | {}", page.title, page.url)).collect::<Vec<_>>().join("\n")
}

/// Whether two addresses are of one page: the fragment does not count.
pub fn is_same_page(one: &str, other: &str) -> bool {
    let plain = |text: &str| {
        address(text).map(|mut url| {
            url.set_fragment(None);
            url
        })
    };
    plain(one).is_some_and(|one| Some(one) == plain(other))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn pages_are_read_a_line_each_and_what_is_wrong_names_its_line() {
        let read =
            parse("Accueil | www.exemple.fr\n\n  Étape  1 | suite | https://exemple.fr/a#b \r\n").unwrap();
        assert_eq!(read[0], SamplePage { title: "Accueil".into(), url: "https://www.exemple.fr/".into() });
        assert_eq!(read[1].title, "Étape 1 | suite");
        for (text, why) in [
            ("", BadSample::Empty),
            (" \n", BadSample::Empty),
            ("A | exemple.fr\nAccueil", BadSample::Line(2)),
            (" | exemple.fr", BadSample::Line(1)),
            ("A | ftp://exemple.fr", BadSample::Line(1)),
        ] {
            assert_eq!(parse(text), Err(why), "{text:?}");
        }
        assert_eq!(parse(&"A | exemple.fr\n".repeat(61)), Err(BadSample::TooMany));
        assert_eq!(parse(&"A | exemple.fr\n".repeat(60)).unwrap().len(), 60);
    }

    #[test]
    fn a_fragment_makes_no_other_page() {
        assert!(is_same_page("https://exemple.fr/a#b", "exemple.fr/a"));
        assert!(!is_same_page("https://exemple.fr/a", "https://exemple.fr/a?b"));
        assert!(!is_same_page("", ""));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(titles in prop::collection::vec("[a-zé|]{1,20}( [a-z]{1,9})?", 1..9)) {
            let page = |title: &String| SamplePage { title: title.clone(), url: "https://exemple.fr/é?a=1".into() };
            let pages: Vec<_> = titles.iter().map(page).collect();
            let read = parse(&write(&pages)).unwrap();
            prop_assert_eq!(parse(&write(&read)).unwrap(), read.clone());
            prop_assert_eq!(read.iter().map(|one| &one.title).collect::<Vec<_>>(), titles.iter().collect::<Vec<_>>());
        }
    }
}
