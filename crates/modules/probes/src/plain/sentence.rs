//! A line cut in sentences, and sentences in words.

/// Abbreviations after which a full stop ends nothing.
const SHORT: &[&str] = &[
    "art", "m", "mm", "mme", "mlle", "dr", "pr", "n", "no", "etc", "cf", "ex", "p", "pp", "al", "l", "r",
    "d", "tel", "av", "bd", "st", "ste", "env", "max", "min", "mr", "mrs", "ms", "e.g", "i.e", "vs",
    "approx", "chap", "vol", "éd", "réf", "tél",
];

/// The sentences of a line.
pub fn sentences(line: &str) -> Vec<&str> {
    let mut all = Vec::new();
    let mut start = 0;
    for (at, c) in line.char_indices() {
        let end = at + c.len_utf8();
        let rest = &line[end..];
        let is_end = match c {
            '!' | '?' | '…' => rest.is_empty() || rest.starts_with([' ', '»', '"', ')']),
            '.' => {
                (rest.is_empty() || rest.starts_with([' ', '»', '"', ')']))
                    && !is_abbreviation(&line[start..at], rest)
            }
            // What follows is said apart, as items of a list are.
            ';' => true,
            _ => false,
        };
        if is_end {
            all.push(line[start..end].trim());
            start = end;
        }
    }
    all.push(line[start..].trim());
    all.retain(|sentence| sentence.chars().any(char::is_alphabetic));
    all
}

fn is_abbreviation(before: &str, after: &str) -> bool {
    let word = before.rsplit([' ', '(', '\'', '’']).next().unwrap_or("").to_lowercase();
    let goes_on = after.trim_start().chars().next().is_some_and(|c| c.is_lowercase() || c.is_ascii_digit());
    SHORT.contains(&word.as_str()) && !after.trim().is_empty() || goes_on && word.chars().count() <= 3
}

/// The words of a text: runs of letters, those joined by an apostrophe or a dash apart; figures are none.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_full_stop_is_not_always_an_end() {
        for (line, many) in [
            ("Bonjour. Au revoir.", 2),
            ("Selon l'art. 4 de la loi, M. le maire décide.", 1),
            ("Il coûte 3.50 euros. C'est peu !", 2),
            ("Voir www.exemple.fr pour la suite.", 1),
            ("Apportez : une pièce ; un justificatif ; etc.", 3),
            ("« Bonjour. » dit-elle…", 2),
            ("12 000", 0),
        ] {
            assert_eq!(sentences(line).len(), many, "{line}");
        }
        assert_eq!(words("L'aide-mémoire, 12 fois").collect::<Vec<_>>(), ["L", "aide", "mémoire", "fois"]);
    }

    proptest! {
        #[test]
        fn no_word_is_lost_nor_made(line: String) {
            let all: Vec<&str> = sentences(&line).into_iter().flat_map(words).collect();
            prop_assert_eq!(all, words(&line).collect::<Vec<_>>());
        }
    }
}
