use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::cue::pattern;
use super::first_names::is_first_name;
use super::plain::{HIDDEN, Plain};
use super::words::{is_a_place, is_common, is_never_a_name};

/// How much a cue says that a name follows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Trust {
    /// A name even in small letters: « je m'appelle », « Mme ».
    Sure,
    /// A name if it has a capital: « ma fille », « Madame » after an article.
    Capital,
    /// A name if it has a capital and begins with a common first name, or has two parts: « mon conseiller ».
    Likely,
    /// A common first name: « merci à ».
    First,
    /// The last words of a line: « Cordialement ».
    Closing,
}

/// The words before a name.
static CUES: LazyLock<[(Regex, Trust); 9]> = LazyLock::new(|| {
    [
        (r"\bje ?(?:m ?'? ?)ap?pel+e?s? ?:? |\bj'?map?pel+e?s? |\bm'ap?pel+es? |\bje me nomme ", Trust::Sure),
        (r"\b(?:pre)?noms?(?: de (?:famille|naissance|jeune fille|mariage|epouse?)| d'(?:usage|epouse))? ?: ?", Trust::Sure),
        (r"\bsoussignee?(?:\(e\))?,? (?:m\.|mme|monsieur|madame)? ?|\b(?:pre|de)?nommee?s? ", Trust::Capital),
        (r"\b(?:mon|son|le) (?:pre)?nom(?: de (?:famille|naissance|jeune fille|mariage|epouse?)| d'(?:usage|epouse))? (?:est|c'? ?est) |\bau nom de |\bde la part de |\bs'appelle |\bune? certaine? |\bmoi,? c'? ?est |\bje me presente ?[:,]? ", Trust::Capital),
        (r"\b(?:mm?\.|mrs?\.?|mmes?\.?|mlles?\.?|monsieur|madame|mademoiselle|messieurs|mesdames) ?", Trust::Sure),
        (r"\bm |\b(?:docteur|dr\.?|maitre|me|professeur|pr\.?) ", Trust::Capital),
        (r"\b(?:mon|ma|mes|notre|nos|son|sa|ses|votre) (?:petit[- ]|petite[- ]|grande? |beau-|belle-|grand-)?(?:fils|fille|mari|femme|epoux|epouse|conjointe?|compagnon|compagne|mere|pere|maman|papa|frere|sour|enfants?|bebe|filles|jumeaux|parents|oncle|tante|niece|neveu|cousine?|amie?|voisine?|locataire|proprietaire),? ", Trust::Capital),
        (r"\b(?:conseill(?:er|ere)|gestionnaire|agente?|interlocut(?:eur|rice)|assistante?(?: sociale?)?|instruct(?:eur|rice)|aidante?|collegue|referente?|medecin|notaire|avocate?|curat(?:eur|rice)|tut(?:eur|rice)),? ", Trust::Likely),
        (r"\b(?:merci(?: beaucoup| infiniment| encore)?|grace|bravo|remercie[a-z]*|remerciements?|felicitations?|chapeau|coucou|bonjour|avec|par|eu|vu|demander|demandez|parle|(?:aide|accueil|gentillesse|patience|reponse|conseils?|efficacite|soutien|disponibilite|amabilite) (?:de|d')) ?(?:a |de )?", Trust::First),
    ]
    .map(|(source, trust)| (pattern(source), trust))
});

static CLOSING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:cordialement|cordialemen|cdt|cdlt|bien a vous|a vous|salutations(?: distinguees| respectueuses)?|respectueusement|sincerement|d'avance|vous lire|votre (?:reponse|retour|aide|part)|merci|signee?|a bientot|bonne (?:journee|soiree|reception|continuation))[ ,.!:;\n-]+",
    )
});

/// What follows somebody who did something: « Nathalie m'a rappelée ».
static DOING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^ (?:m'a|m'avait|m'ont|nous a|nous avait|a su|a pris|a ete|ne m'a|ne repond|s'est|qui m'a|qui nous a|qui a) ?",
    )
});

/// Particles of names.
const PARTICLES: [&str; 19] = [
    "de", "du", "des", "d", "la", "le", "les", "el", "al", "ben", "ibn", "bou", "van", "von", "der", "den",
    "di", "da", "dos",
];

/// Names of people by what stands around them: how somebody presents themselves or signs, a title, a relative, an
/// agent who is thanked; and a common first name with a family name. The title itself stays.
/// Not titles alone (`Madame la Préfète`), public bodies, nor streets and schools that bear a name.
pub fn find(plain: &Plain) -> Vec<Range<usize>> {
    let reader = Reader { plain, words: words(plain), shouts: plain.shouts() };
    let mut found = Vec::new();
    for (cue, trust) in CUES.iter() {
        found.extend(cue.find_iter(plain.text()).filter_map(|said| reader.after(said.range(), *trust)));
    }
    found.extend(
        CLOSING.find_iter(plain.text()).filter_map(|said| reader.after(said.range(), Trust::Closing)),
    );
    let mut at = 0;
    while at < reader.words.len() {
        match reader.pair(at) {
            Some((count, range)) => {
                found.push(range);
                at += count;
            }
            None => at += 1,
        }
    }
    found.extend((0..reader.words.len()).filter_map(|at| reader.doer(at)));
    found.extend(found.clone().iter().filter_map(|name| reader.also(name)));
    found.sort_by_key(|range: &Range<usize>| (range.start, std::cmp::Reverse(range.end)));
    let mut end = 0;
    found.retain(|range| {
        let free = range.start >= end;
        end = if free { range.end } else { end };
        free
    });
    found
}

/// The words of a plain text: letters, with hyphens inside; an apostrophe joins after the capital of a name
/// (`O'Brien`, `D'Almeida`), not after an article (`L'Entreprise`).
fn words(plain: &Plain) -> Vec<Range<usize>> {
    let bytes = plain.bytes();
    let letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_lowercase);
    let mut words = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        let joins = |at: usize| {
            at == start + 1
                && matches!(bytes[start], b'd' | b'm' | b'n' | b'o')
                && bytes[at] == b'\''
                && plain.upper(start)
                && letter(at + 1)
                && plain.upper(at + 1)
        };
        while letter(at)
            || at > start && at < bytes.len() && (bytes[at] == b'-' && letter(at + 1) || joins(at))
        {
            at += 1;
        }
        if at > start {
            words.push(start..at);
        } else {
            at += 1;
        }
    }
    words
}

struct Reader<'a> {
    plain: &'a Plain,
    words: Vec<Range<usize>>,
    shouts: bool,
}

impl Reader<'_> {
    fn word(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |range| &self.plain.text()[range.clone()])
    }

    /// A capital that means something.
    fn cased(&self, at: usize) -> bool {
        !self.shouts && self.words.get(at).is_some_and(|range| self.plain.upper(range.start))
    }

    /// What stands between a word and the next.
    fn gap(&self, at: usize) -> &str {
        match (self.words.get(at), self.words.get(at + 1)) {
            (Some(this), Some(next)) => &self.plain.text()[this.end..next.start],
            _ => "\n",
        }
    }

    /// The name right after a cue.
    fn after(&self, cue: Range<usize>, trust: Trust) -> Option<Range<usize>> {
        let first = self.words.binary_search_by_key(&cue.end, |word| word.start).ok()?;
        // A cue that is itself a word ends before the name begins.
        if !self.plain.is_edge(cue.end) && self.plain.bytes()[cue.end - 1] != b'.' {
            return None;
        }
        let said = &self.plain.text()[cue.clone()];
        let last = first.checked_sub(1);
        let before = last.and_then(|last| last.checked_sub(1)).map_or("", |at| self.word(at));
        let trust = match trust {
            // « 5 m. de long », « une madame très gentille »; « M Durand », « Me Durand » have a capital.
            Trust::Sure if said.starts_with("m.") && !self.plain.upper(cue.start) && !self.title(first) => {
                return None;
            }
            Trust::Sure
                if matches!(before, "un" | "une" | "le" | "la" | "ce" | "cette" | "du" | "ma" | "au") =>
            {
                Trust::Capital
            }
            Trust::Capital if matches!(said.trim_end(), "m" | "me") && !self.plain.upper(cue.start) => {
                return None;
            }
            trust => trust,
        };
        let small = matches!(trust, Trust::Sure)
            || matches!(trust, Trust::Capital | Trust::Closing) && is_first_name(self.word(first))
            // Some first names are words too: « avec claire » in small letters is left.
            || trust == Trust::First && !is_common(self.word(first));
        let (words, range) = self.read(first, small)?;
        let known = is_first_name(self.word(first));
        let ends = || {
            let after = self.plain.text()[range.end..].trim_start_matches([' ', '.', ',', '!']);
            after.is_empty() || after.starts_with(['\n', HIDDEN, '(', '0', '+', '-', '/'])
        };
        match trust {
            Trust::Sure | Trust::Capital => true,
            Trust::Likely => known || words > 1,
            Trust::First => known,
            Trust::Closing => ends(),
        }
        .then_some(range)
    }

    /// A common first name with a capital after « et » and another name.
    fn also(&self, name: &Range<usize>) -> Option<Range<usize>> {
        let and = self.words.partition_point(|word| word.start < name.end);
        let joined = self.word(and) == "et" && self.words[and].start == name.end + 1 && self.gap(and) == " ";
        let known = self.cased(and + 1) && is_first_name(self.word(and + 1));
        (joined && known).then(|| self.read(and + 1, false).map(|(_, range)| range))?
    }

    /// A common first name with a capital whose bearer did something.
    fn doer(&self, at: usize) -> Option<Range<usize>> {
        let word = self.words[at].clone();
        let does = || DOING.is_match(&self.plain.text()[word.end..]);
        let place =
            at.checked_sub(1).is_some_and(|last| is_a_place(self.word(last)) || self.word(last) == "saint");
        (self.part(at) && !place && is_first_name(self.word(at)) && does()).then_some(word.clone())
    }

    fn title(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|range| self.plain.upper(range.start))
    }

    /// A common first name and a family name, in any order, both with a capital, anywhere but after a place.
    fn pair(&self, at: usize) -> Option<(usize, Range<usize>)> {
        let place = (1..=3).any(|back| at.checked_sub(back).is_some_and(|at| is_a_place(self.word(at))));
        if place || !self.part(at) || !self.part(at + 1) || self.gap(at) != " " {
            return None;
        }
        let reversed = || {
            let word = self.words[at].clone();
            word.len() > 2 && self.plain.all_upper(word) && is_first_name(self.word(at + 1))
        };
        if !is_first_name(self.word(at)) && !reversed() {
            return None;
        }
        self.read(at, false)
    }

    /// Whether a word with a capital may be part of a name.
    fn part(&self, at: usize) -> bool {
        self.cased(at) && self.word(at).len() > 1 && !is_never_a_name(self.word(at))
    }

    /// The number of words and the range of the name that begins with a word: particles, initials, four words at
    /// most. `small` lets the first be in small letters, and the next when the first is a common first name.
    fn read(&self, first: usize, small: bool) -> Option<(usize, Range<usize>)> {
        let (mut at, mut count) = (first, 0);
        let mut end = None;
        while count < 4 && at < self.words.len() {
            let word = self.word(at);
            let initial = word.len() == 1
                && (count > 0 || word != "m")
                && self.title(at)
                && self.gap(at).trim_end() == "."
                && self.part(at + 1);
            let particle = PARTICLES.contains(&word)
                && (count > 0 || self.cased(at) || !matches!(word, "la" | "le" | "les" | "des"))
                && matches!(self.gap(at), " " | "'")
                && (self.part(at + 1) || self.word(at + 1) == "la" && self.part(at + 2));
            let low = small
                && word.len() > 1
                && !(is_common(word) && (count > 0 || !is_first_name(word)))
                && !PARTICLES.contains(&word)
                && !self.cased(at);
            let low =
                low && (count == 0 || count == 1 && !self.cased(first) && is_first_name(self.word(first)));
            if self.part(at) && !PARTICLES.contains(&word) || low {
                end = Some(self.words[at].end);
            } else if !(initial || particle) {
                break;
            }
            count += 1;
            if !matches!(self.gap(at), " " | "  " | "'") && !initial {
                break;
            }
            at += 1;
        }
        end.map(|end| (count, self.words[first].start..end))
    }
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::masking::plain::Plain;

    #[test]
    fn names_and_what_stands_like_them() {
        for (text, want) in [
            ("Mme D'Almeida", Some("D'Almeida")),
            ("M. de la Tour est là", Some("de la Tour")),
            ("mme dubois au telephone", Some("dubois")),
            ("MADAME MARTINEZ NE RÉPOND PAS", Some("MARTINEZ")),
            ("je m'appelle karim benali et", Some("karim benali")),
            ("Cordialement,\nE. Fontaine", Some("E. Fontaine")),
            ("Madame la Préfète", None),
            ("Monsieur Le Maire", None),
            ("Mme X", None),
            ("rue Jean Moulin", None),
            ("L'EURL Martin Frères", None),
            ("5 m. de long", None),
            ("Cordialement, Un usager", None),
        ] {
            let plain = Plain::new(text);
            let found = find(&plain).first().map(|range| &text[plain.origin(range)]);
            assert_eq!(found, want, "{text}");
        }
    }
}
