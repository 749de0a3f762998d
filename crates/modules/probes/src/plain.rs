//! How hard a text is to read: sentences, a measure made for each language, and words of the administration for which
//! there are plainer ones.
//!
//! French: the reading ease of Kandel and Moles (1958), `207 − 1.015 · words per sentence − 73.6 · syllables per word`.
//! English: that of Flesch (1948), `206.835 − 1.015 · words per sentence − 84.6 · syllables per word`. Both go from 0
//! (very hard) to 100 (very easy). LIX (Björnsson, 1968) does not depend on the language: words per sentence plus percent
//! of words of more than six letters. Measures of whole texts: they say nothing of one sentence, nor of what it means.

mod jargon;
mod measure;
mod sentence;

use crate::dom::{Dom, El, Line};
use crate::facts::is_around;

pub use jargon::{Entry, entries, jargon};
pub use measure::{Measures, syllables};
pub use sentence::{sentences, words};

/// Words of a text below which nothing is measured: a sample of a hundred is what such measures were made on.
const LEAST: usize = 100;
/// Words of a sentence beyond which it is asked to be looked at: public guides of plain language say 15 to 20 on
/// average; this is twice that.
pub const LONG: usize = 40;
/// Reading ease under which a text is very hard (Flesch's own scale: 0–30).
pub const HARD: f64 = 30.0;

/// The lines of the main content that are prose: paragraphs, items, cells; not headings, buttons or what is around.
pub fn prose(dom: &Dom) -> Vec<Line<'_>> {
    let main = dom.named("main").next().or_else(|| dom.all().find(|el| el.attr("role") == Some("main")));
    let is_in_main = |el: El<'_>| main.is_none_or(|main| el == main || el.ancestors().any(|one| one == main));
    let is_prose = |line: &Line<'_>| {
        !line.el.is(&[
            "h1", "h2", "h3", "h4", "h5", "h6", "button", "label", "legend", "th", "code", "pre", "option",
        ]) && is_in_main(line.el)
            && !is_around(line.el)
    };
    dom.lines().into_iter().filter(is_prose).collect()
}

/// The language that a line is marked as, its first two letters; empty when nothing says.
pub fn language(el: El<'_>) -> String {
    let stated =
        std::iter::once(el).chain(el.ancestors()).find_map(|one| one.says("lang").or(one.says("xml:lang")));
    stated.and_then(|tag| tag.get(..2)).unwrap_or("").to_ascii_lowercase()
}

/// How hard the main text of a page is to read, in the language that the page says it is in (French or English).
pub fn measure(dom: &Dom) -> Option<Measures> {
    let page = dom.named("html").next().map(language).unwrap_or_default();
    let lines = prose(dom);
    let own = lines.iter().filter(|line| language(line.el) == page).map(|line| line.text);
    Measures::of(&page, own)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dom::parse;

    #[test]
    fn only_prose_of_the_content_is_measured() {
        let page = "<html lang=fr><header><p>En-tête</p></header><main><h1>Titre</h1><p>Un texte.</p><p lang=en>A text.</p><button>Ok</button></main><footer><p>Pied</p></footer>";
        let dom = parse(page);
        let lines: Vec<&str> = prose(&dom).into_iter().map(|line| line.text).collect();
        assert_eq!(lines, ["Un texte.", "A text."]);
        assert_eq!(measure(&dom), None, "too short to say");
    }

    #[test]
    fn a_simple_text_is_easier_than_an_administrative_one() {
        let page = |text: &str| format!("<html lang=fr><main><p>{}</p></main>", text.repeat(20));
        let easy =
            measure(&parse(&page("Vous avez un chat. Il est noir. Il dort sur le lit. Vous l'aimez bien. ")))
                .unwrap();
        let hard = measure(&parse(&page("Nonobstant les dispositions réglementaires susmentionnées, l'administration instructrice procédera ultérieurement à la régularisation complémentaire des situations individuelles particulièrement défavorables. "))).unwrap();
        assert!(easy.ease > 90.0 && hard.ease < HARD, "{easy:?} {hard:?}");
        assert!(easy.lix < hard.lix && easy.words_per_sentence < hard.words_per_sentence);
    }
}
