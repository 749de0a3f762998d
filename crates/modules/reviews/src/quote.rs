//! A quote is cut from a comment: words may be taken out, none put in or changed; each cut shows.

/// What stands where words were taken out.
pub const CUT: &str = "[…]";
/// Characters of a quote.
pub const LONGEST: usize = 2_000;

/// Why a text is no quote of a comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotAQuote {
    /// It has no word.
    Empty,
    /// More than [`LONGEST`] characters.
    Long,
    /// A word of it is not in the comment, or not in that order.
    Added,
}

/// The words of a text as they stand; what masking put there is one.
fn pieces(text: &str) -> Vec<&str> {
    let mut all = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let marker = rest.strip_prefix('[').and_then(|inside| inside.find(']')).map(|end| end + 2);
        let is_masked = |end: &usize| rest[..*end].ends_with("masqué]") || rest[..*end].ends_with("masquée]");
        let word =
            |from: usize| rest[from..].find(char::is_whitespace).map_or(rest.len(), |length| from + length);
        let end = marker.filter(is_masked).map_or_else(|| word(0), word);
        all.push(&rest[..end]);
        rest = rest[end..].trim_start();
    }
    all
}

/// Whether a word of a quote is that of the comment, with its punctuation or without.
fn is_same(quoted: &str, own: &str) -> bool {
    let bare =
        |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric() && c != '[' && c != ']').to_owned();
    quoted == own || (own.contains(quoted) && !quoted.is_empty() && bare(quoted) == bare(own))
}

/// Where the words of a quote stand in the comment, with as few cuts as can be; none when they do not.
fn places(quoted: &[&str], own: &[&str]) -> Option<Vec<usize>> {
    const NONE: u32 = u32::MAX;
    let width = own.len();
    // Fewest cuts with the word of a row at the place of a column, and where the word before it then stands.
    let mut cuts = vec![NONE; width];
    let mut from = vec![NONE; quoted.len() * width];
    for (row, word) in quoted.iter().enumerate() {
        let (mut next, mut best) = (vec![NONE; width], (NONE, NONE));
        for (at, its) in own.iter().enumerate() {
            if is_same(word, its) {
                let near = if at > 0 { cuts[at - 1] } else { NONE };
                let (count, before) = match row {
                    0 => (u32::from(at > 0), NONE),
                    _ if near <= best.0.saturating_add(1) => (near, u32::try_from(at).ok()?.wrapping_sub(1)),
                    _ => (best.0.saturating_add(1), best.1),
                };
                next[at] = count;
                from[row * width + at] = before;
            }
            // From the next word on, this place is far enough to be cut from.
            if at > 0 && cuts[at - 1] < best.0 {
                best = (cuts[at - 1], u32::try_from(at - 1).ok()?);
            }
        }
        cuts = next;
    }
    let last = (0..width).filter(|at| cuts[*at] != NONE).min_by_key(|at| cuts[*at])?;
    let mut places = vec![last];
    for row in (1..quoted.len()).rev() {
        let at = *places.last()?;
        places.push(usize::try_from(from[row * width + at]).ok().filter(|at| *at < width)?);
    }
    places.reverse();
    Some(places)
}

/// The quote of a comment that somebody made by taking words out of it: with a [`CUT`] wherever words are missing, at
/// the beginning and at the end too.
///
/// # Errors
/// A text that is no cut of the comment.
pub fn cut(comment: &str, text: &str) -> Result<String, NotAQuote> {
    if text.chars().count() > LONGEST {
        return Err(NotAQuote::Long);
    }
    let own = pieces(comment);
    let quoted: Vec<&str> =
        pieces(text).into_iter().filter(|word| !matches!(*word, CUT | "[...]" | "…" | "...")).collect();
    if quoted.is_empty() {
        return Err(NotAQuote::Empty);
    }
    let places = places(&quoted, &own).ok_or(NotAQuote::Added)?;
    let (mut quote, mut done) = (Vec::new(), 0);
    for (word, at) in quoted.iter().zip(places) {
        if at > done {
            quote.push(CUT);
        }
        quote.push(word);
        done = at + 1;
    }
    if done < own.len() {
        quote.push(CUT);
    }
    Ok(quote.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const COMMENT: &str =
        "Bonjour, le site est lent, le paiement est refusé et Mme [nom masqué] ne répond pas.";

    #[test]
    fn words_are_taken_out_and_none_put_in() {
        for (text, want) in [
            (COMMENT, Ok(COMMENT)),
            ("le paiement est refusé", Ok("[…] le paiement est refusé […]")),
            ("Bonjour, le site est refusé", Ok("Bonjour, le site […] est refusé […]")),
            (
                "Bonjour, [...] le paiement […] ne répond pas.",
                Ok("Bonjour, […] le paiement […] ne répond pas."),
            ),
            ("le site est lent", Ok("[…] le site est lent […]")),
            ("Mme [nom masqué] ne répond pas", Ok("[…] Mme [nom masqué] ne répond pas")),
            ("le site est très lent", Err(NotAQuote::Added)),
            ("le site EST lent", Err(NotAQuote::Added)),
            ("lent le site", Err(NotAQuote::Added)),
            ("Mme Durand ne répond pas", Err(NotAQuote::Added)),
            ("Mme masqué]", Err(NotAQuote::Added)),
            ("sit", Err(NotAQuote::Added)),
            (" […] ", Err(NotAQuote::Empty)),
            ("", Err(NotAQuote::Empty)),
        ] {
            assert_eq!(cut(COMMENT, text), want.map(str::to_owned), "{text}");
        }
        assert_eq!(cut(COMMENT, &"a ".repeat(2_000)), Err(NotAQuote::Long));
    }

    proptest! {
        #[test]
        fn every_cut_of_a_comment_is_a_quote_of_it(
            words in proptest::collection::vec(("[ab]{1,2}[,.]?", any::<bool>()), 1..20),
        ) {
            let comment = words.iter().map(|(word, _)| word.as_str()).collect::<Vec<_>>().join(" ");
            let kept: Vec<&str> = words.iter().filter(|(_, kept)| *kept).map(|(word, _)| word.as_str()).collect();
            let quote = cut(&comment, &kept.join(" "));
            prop_assert_eq!(quote.is_err(), kept.is_empty());
            if let Ok(quote) = quote {
                let said: Vec<&str> = quote.split(' ').filter(|word| *word != CUT).collect();
                prop_assert_eq!(&said, &kept);
                prop_assert_eq!(cut(&comment, &quote), Ok(quote));
            }
        }

        #[test]
        fn no_text_makes_it_panic(comment in "\\PC{0,60}", text in "\\PC{0,30}") {
            let _ = cut(&comment, &text);
        }
    }
}
