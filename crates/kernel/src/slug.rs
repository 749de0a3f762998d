use unicode_normalization::UnicodeNormalization;

/// `text` as people type it when they search: lower case, without accents, ligatures opened, typographic
/// apostrophes straightened, runs of white space made one space.
///
/// ```
/// assert_eq!(parvis_kernel::fold("  Impôts à l’Œuvre "), "impots a l'oeuvre");
/// ```
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.nfkd().filter(|c| !unicode_normalization::char::is_combining_mark(*c)) {
        match c {
            'œ' | 'Œ' => folded.push_str("oe"),
            'æ' | 'Æ' => folded.push_str("ae"),
            '’' | 'ʼ' | '`' => folded.push('\''),
            c if c.is_whitespace() => {
                if !folded.is_empty() && !folded.ends_with(' ') {
                    folded.push(' ');
                }
            }
            c => folded.extend(c.to_lowercase()),
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// `text` as one segment of an address: letters a–z, digits and single hyphens.
///
/// ```
/// assert_eq!(parvis_kernel::slug("Économie et finances"), "economie-et-finances");
/// ```
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for c in fold(text).chars() {
        if c.is_ascii_alphanumeric() {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// French text with the spaces its typography wants: no line begins with `?` or ends with `«`.
///
/// ```
/// assert_eq!(parvis_kernel::french_spaces("« Oui » : 80 % ?"), "«\u{a0}Oui\u{a0}»\u{a0}: 80\u{202f}%\u{202f}?");
/// ```
pub fn french_spaces(text: &str) -> String {
    const PAIRS: [(&str, &str); 7] = [
        (" ?", "\u{202f}?"),
        (" !", "\u{202f}!"),
        (" ;", "\u{202f};"),
        (" %", "\u{202f}%"),
        (" :", "\u{a0}:"),
        ("« ", "«\u{a0}"),
        (" »", "\u{a0}»"),
    ];
    PAIRS.iter().fold(text.to_owned(), |text, (plain, right)| text.replace(plain, right))
}

#[cfg(test)]
mod tests {
    use super::{fold, slug};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in ".{0,60}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn a_slug_is_safe_in_an_address(text in ".{0,60}") {
            let s = slug(&text);
            prop_assert!(s.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'));
            prop_assert!(!s.starts_with('-') && !s.ends_with('-') && !s.contains("--"));
        }
    }
}
