//! Which language a text is written in, by its small words: enough to see that a page says another one.

/// Small words that are of one language and hardly of the others.
const WORDS: &[(&str, &[&str])] = &[
    (
        "fr",
        &[
            "le", "les", "des", "une", "et", "est", "dans", "vous", "pour", "avec", "votre", "sur", "qui",
            "que", "aux", "du",
        ],
    ),
    (
        "en",
        &[
            "the", "and", "of", "you", "your", "for", "with", "this", "are", "from", "that", "have", "not",
            "be", "by", "or",
        ],
    ),
    (
        "es",
        &[
            "el", "los", "las", "una", "y", "es", "con", "para", "usted", "del", "su", "por", "como", "más",
            "al", "lo",
        ],
    ),
    (
        "de",
        &[
            "der", "die", "das", "und", "ist", "mit", "sie", "für", "den", "von", "ein", "eine", "auf",
            "nicht", "zu", "dem",
        ],
    ),
];

/// Words below which nothing is said.
const LEAST: usize = 40;

/// The language of a text, when it is long enough and one stands out: twice as many of its small words as of any other.
pub fn guess(text: &str) -> Option<&'static str> {
    let words: Vec<String> =
        text.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect();
    if words.len() < LEAST {
        return None;
    }
    let mut counts: Vec<(usize, &'static str)> = WORDS
        .iter()
        .map(|(tag, small)| (words.iter().filter(|word| small.contains(&word.as_str())).count(), *tag))
        .collect();
    counts.sort_unstable_by(|a, b| b.cmp(a));
    let (first, second) = (counts[0], counts[1]);
    (first.0 * 12 >= words.len() && first.0 >= 2 * second.0).then_some(first.1)
}
