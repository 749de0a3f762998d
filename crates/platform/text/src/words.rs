//! The words of a text, folded and cut to their stems, so that a search finds a word however it is written.
//!
//! Folded: small letters, without accents, ligatures opened (`œuvre` → `oeuvre`), French elision cut (`l'adresse` →
//! `adresse`). What masking put in a text is no word of it. Stems are Snowball's, of the folded word: written with or
//! without accents, a word has the same one. A stem says which language cut it, since `note` and `not` of two
//! languages are not the same word.

use rust_stemmers::{Algorithm, Stemmer};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Changes when the same text gives other stems: what was indexed before is indexed again.
pub const VERSION: i32 = 1;

/// Letters of a folded word that are kept; no word of a language is longer, save made-up ones.
const LONGEST: usize = 40;

/// What is cut before an apostrophe.
const ELISIONS: &[&str] = &[
    "l", "d", "j", "m", "t", "s", "n", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "quelqu", "presqu",
];

/// Words so common that they tell nothing, in French, English and Spanish, folded.
const COMMON: &[&str] = &[
    "a", "ai", "ainsi", "ait", "alors", "au", "aucun", "aucune", "aura", "aussi", "autre", "autres", "aux",
    "avais", "avait", "avant", "avec", "avez", "avoir", "avons", "ayant", "c", "ca", "car", "ce", "cela",
    "ces", "cet", "cette", "ceux", "chez", "comme", "d", "dans", "de", "depuis", "des", "donc", "dont", "du",
    "elle", "elles", "en", "encore", "entre", "est", "et", "etait", "etaient", "etant", "ete", "etes",
    "etre", "eu", "eux", "fait", "faire", "fois", "font", "il", "ils", "j", "je", "l", "la", "le", "les",
    "leur", "leurs", "lors", "lui", "m", "ma", "mais", "me", "meme", "mes", "moi", "mon", "n", "ne", "ni",
    "non", "nos", "notre", "nous", "on", "ont", "ou", "par", "pas", "peu", "peut", "peux", "plus", "pour",
    "puis", "qu", "quand", "que", "quel", "quelle", "quelque", "qui", "quoi", "s", "sa", "se", "sera", "ses",
    "si", "son", "sont", "suis", "sur", "t", "ta", "te", "tes", "toi", "ton", "tous", "tout", "toute",
    "toutes", "tres", "tu", "un", "une", "va", "vers", "vos", "votre", "vous", "vu", "y", "an", "and", "are",
    "at", "be", "but", "by", "for", "from", "had", "has", "have", "i", "in", "is", "it", "my", "not", "of",
    "or", "so", "that", "the", "this", "to", "was", "were", "with", "you", "your", "al", "con", "del", "el",
    "es", "lo", "los", "las", "mi", "muy", "no", "para", "pero", "por", "su", "una", "uno", "yo",
];

/// French words that the stemmer would take for others: `pays` for `payer`.
const WHOLE: &[&str] = &["pays"];

/// A language whose stems are known. Arabic words are known by their letters, whatever the language around them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    French,
    English,
    Spanish,
}

impl Language {
    pub const ALL: [Self; 3] = [Self::French, Self::English, Self::Spanish];

    const fn mark(self) -> char {
        match self {
            Self::French => 'f',
            Self::English => 'e',
            Self::Spanish => 's',
        }
    }
}

/// A word of a text, and where it stands there, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    pub start: usize,
    pub end: usize,
    pub folded: String,
}

/// The words of a text, in order.
pub fn words(text: &str) -> Vec<Word> {
    let mut all: Vec<Word> = Vec::new();
    let mut rest = text.char_indices().peekable();
    while let Some((start, first)) = rest.next() {
        if first == '[' {
            if let Some(length) = marker(&text[start..]) {
                while rest.next_if(|(at, _)| *at < start + length).is_some() {}
            }
            continue;
        }
        if !first.is_alphanumeric() {
            continue;
        }
        let mut end = start + first.len_utf8();
        while let Some((at, c)) = rest.next_if(|(_, c)| c.is_alphanumeric() || is_combining_mark(*c)) {
            end = at + c.len_utf8();
        }
        let folded = fold(&text[start..end]);
        let is_before_apostrophe = rest.peek().is_some_and(|(_, c)| is_apostrophe(*c));
        if folded.is_empty() || (is_before_apostrophe && ELISIONS.contains(&folded.as_str())) {
            continue;
        }
        match all.last_mut() {
            Some(last) if last.folded == "aujourd" && folded == "hui" && start <= last.end + 3 => {
                *last = Word { start: last.start, end, folded: "aujourdhui".to_owned() };
            }
            _ => all.push(Word { start, end, folded }),
        }
    }
    all
}

/// The length of a marker of masking at the beginning of a text, in bytes: `[téléphone masqué]`.
fn marker(text: &str) -> Option<usize> {
    let end = text.find(']').filter(|end| *end < 60)?;
    let inside = text.get(1..end)?;
    (inside.ends_with("masqué") || inside.ends_with("masquée")).then_some(end + 1)
}

const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '´' | '`')
}

/// Letters and digits in small letters, without accents.
pub fn fold(word: &str) -> String {
    let plain = word.nfkd().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase);
    let mut folded = String::with_capacity(word.len());
    for c in plain.take(LONGEST) {
        match c {
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            'ß' => folded.push_str("ss"),
            // Of some capitals, the small letter has a mark of its own.
            c if is_combining_mark(c) => {}
            c => folded.push(c),
        }
    }
    folded
}

/// Whether a folded word is too common to tell anything.
pub fn is_common(folded: &str) -> bool {
    COMMON.contains(&folded)
}

const fn is_arabic(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{8a0}'..='\u{8ff}')
}

/// Cuts words to their stems.
pub struct Stems {
    french: Stemmer,
    english: Stemmer,
    spanish: Stemmer,
    arabic: Stemmer,
}

impl Default for Stems {
    fn default() -> Self {
        Self {
            french: Stemmer::create(Algorithm::French),
            english: Stemmer::create(Algorithm::English),
            spanish: Stemmer::create(Algorithm::Spanish),
            arabic: Stemmer::create(Algorithm::Arabic),
        }
    }
}

impl Stems {
    /// The stem of a folded word: a letter that says how it was cut, then letters and digits alone. Words with a
    /// digit, and those of an alphabet that no stemmer here knows, stay whole.
    pub fn of(&self, folded: &str, language: Language) -> String {
        let (mark, stem) = if folded.chars().any(char::is_numeric) {
            ('n', folded.to_owned())
        } else if folded.chars().all(is_arabic) {
            ('a', self.arabic.stem(folded).into_owned())
        } else if !folded.is_ascii() {
            ('x', folded.to_owned())
        } else {
            let stem = match language {
                Language::French if WHOLE.contains(&folded) => folded.to_owned(),
                Language::French => {
                    let stem = self.french.stem(singular(folded));
                    // `envoyé` as `envoyer`, which the stemmer cuts to `envoi`.
                    stem.strip_suffix('y').map_or_else(|| stem.to_string(), |base| format!("{base}i"))
                }
                Language::English => self.english.stem(folded).into_owned(),
                Language::Spanish => self.spanish.stem(folded).into_owned(),
            };
            (language.mark(), stem)
        };
        format!("{mark}{}", if stem.is_empty() { folded } else { &stem })
    }

    /// Every way a folded word may have been cut, each once.
    pub fn any(&self, folded: &str, languages: &[Language]) -> Vec<String> {
        let mut all: Vec<String> = languages.iter().map(|language| self.of(folded, *language)).collect();
        all.sort();
        all.dedup();
        all
    }

    /// What the stems that begin like a folded word begin with.
    pub fn beginnings(folded: &str, languages: &[Language]) -> Vec<String> {
        let marks = languages.iter().map(|language| language.mark()).chain(['a', 'n', 'x']);
        marks.map(|mark| format!("{mark}{folded}")).collect()
    }
}

/// French plurals and participles that the stemmer, made for accented text, would miss once accents are gone.
fn singular(folded: &str) -> &str {
    const KEPT: &[&str] = &[
        "abus",
        "bonus",
        "campus",
        "dessous",
        "dessus",
        "inclus",
        "nous",
        "plus",
        "processus",
        "refus",
        "sous",
        "surplus",
        "tous",
        "virus",
        "vous",
    ];
    const AFTER_I: &[&str] = &["delais", "emplois", "envois", "essais", "lois"];
    let is_long = folded.len() >= 5;
    if let Some(base) = folded.strip_suffix("ees").or_else(|| folded.strip_suffix("ee")) {
        // `envoyées`, `envoyée` as `envoyé`: the e of the participle stays, to be cut like that of the others.
        folded.get(..=base.len()).unwrap_or(folded)
    } else if AFTER_I.contains(&folded)
        || (is_long && (folded.ends_with("os") || folded.ends_with("us")) && !KEPT.contains(&folded))
    {
        folded.get(..folded.len() - 1).unwrap_or(folded)
    } else {
        folded
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn folded(text: &str) -> Vec<String> {
        words(text).into_iter().map(|word| word.folded).collect()
    }

    #[test]
    fn words_are_folded_and_elision_is_cut() {
        for (text, want) in [
            ("L'adresse, jusqu’à l’arrivée !", "adresse a arrivee"),
            ("J'ai reçu l'e-mail aujourd'hui", "ai recu e mail aujourdhui"),
            ("ŒUVRE e\u{301}te\u{301} ÇA", "oeuvre ete ca"),
            ("Appelez le [téléphone masqué] [sic]", "appelez le sic"),
            ("cerfa n°13750*05", "cerfa n 13750 05"),
            ("الخدمة\0سيئة", "الخدمة سيية"),
            ("\0\u{1}--''’’[", ""),
        ] {
            assert_eq!(folded(text).join(" "), want, "{text}");
        }
    }

    #[test]
    fn forms_of_a_word_have_one_stem() {
        let stems = Stems::default();
        for forms in [
            "délai délais delai DÉLAIS",
            "numéro numéros numero",
            "pièce pièces piece",
            "envoyé envoyée envoyées envoyes envoyer",
            "reçu reçus",
            "connecter connecté connectée connectees",
            "justificatif justificatifs",
            "document documents",
            "refuse refusé refus refusée",
        ] {
            let all: Vec<String> =
                forms.split(' ').map(|form| stems.of(&fold(form), Language::French)).collect();
            assert!(all.iter().all(|stem| *stem == all[0]), "{forms}: {all:?}");
        }
        assert_eq!(stems.of("a12", Language::French), "na12");
        assert_ne!(stems.of("note", Language::French), stems.of("not", Language::English));
        assert!(stems.of("الخدمات", Language::French).starts_with('a'));
    }

    proptest! {
        #[test]
        fn words_stand_where_they_say(text in "\\PC{0,60}") {
            let stems = Stems::default();
            let mut done = 0;
            for word in words(&text) {
                prop_assert!(done <= word.start && word.start < word.end);
                prop_assert!(text.get(word.start..word.end).is_some());
                prop_assert!(!word.folded.is_empty());
                let stem = stems.of(&word.folded, Language::French);
                prop_assert!(stem.chars().count() > 1);
                prop_assert!(stem.chars().all(char::is_alphanumeric), "{}", stem);
                done = word.end;
            }
        }

        #[test]
        fn folding_twice_changes_nothing(text in "[\\p{L}\\p{N}]{0,30}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }
    }
}
