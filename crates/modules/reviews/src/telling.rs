//! Which comments tell most, by a rule that can be explained (`docs/reviews.md` publishes it): those that say much, in
//! words that others use too but not everybody, of people for whom it went badly; what was set aside comes last.

use parvis_text::words::{is_common, words};
use std::collections::{BTreeMap, BTreeSet};

use crate::model::Opinion;
use crate::search::{STEMS, language};
use crate::survey::Face;

/// Words that count of one comment, the heaviest: a long one does not win by its length alone.
pub const HEAVIEST: usize = 12;

/// What a word weighs that `with` of `all` comments hold: ln(1 + all / with). One that no other comment holds weighs
/// as little as one that every comment holds: it may be mistyped.
fn weight(with: usize, all: usize) -> f64 {
    let rarity = if with < 2 { 1.0 } else { all as f64 / with as f64 };
    rarity.ln_1p()
}

/// How much how it went weighs.
const fn unhappiness(face: Face) -> f64 {
    match face {
        Face::Bad => 1.5,
        Face::Medium => 1.2,
        Face::Good => 1.0,
    }
}

fn stems(one: &Opinion) -> BTreeSet<String> {
    let text = one.verbatim.as_deref().unwrap_or("");
    let telling = words(text).into_iter().filter(|word| !is_common(&word.folded));
    telling.map(|word| STEMS.of(&word.folded, language(one.tongue))).collect()
}

/// Puts the most telling first; of two that tell as much, the one that stood first stays first.
pub fn sort(all: &mut [Opinion]) {
    let own: Vec<BTreeSet<String>> = all.iter().map(stems).collect();
    let mut with: BTreeMap<&str, usize> = BTreeMap::new();
    for stem in own.iter().flatten() {
        *with.entry(stem).or_insert(0) += 1;
    }
    let score = |(one, stems): (&Opinion, &BTreeSet<String>)| {
        let mut weights: Vec<f64> = stems.iter().map(|stem| weight(with[stem.as_str()], own.len())).collect();
        weights.sort_by(|a, b| b.total_cmp(a));
        let said: f64 = weights.iter().take(HEAVIEST).sum();
        let score = said * unhappiness(one.answers.satisfaction);
        // In thousandths, so that the order does not hang on the last bit of a sum.
        (one.aside.is_some(), -(score * 1000.0) as i64)
    };
    let scores: BTreeMap<_, _> =
        all.iter().zip(&own).map(|(one, stems)| (one.id, score((one, stems)))).collect();
    all.sort_by_key(|one| scores[&one.id]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Rule;

    #[test]
    fn who_says_much_and_was_unhappy_comes_first() {
        let mut all = vec![
            Opinion::said(1, Face::Good, "Merci"),
            Opinion::said(2, Face::Good, "Le paiement par carte est refusé sans explication"),
            Opinion::said(3, Face::Bad, "Le paiement par carte est refusé sans explication"),
            Opinion::said(4, Face::Bad, "nul"),
            Opinion { aside: Some(Rule::Hand), ..Opinion::said(5, Face::Bad, "Paiement par carte refusé") },
            Opinion::said(6, Face::Bad, "xxqsd qsdqs"),
        ];
        sort(&mut all);
        let order: Vec<u8> = all.iter().map(|one| one.id.as_bytes()[0]).collect();
        assert_eq!(order, [3, 2, 6, 4, 1, 5]);
    }

    #[test]
    fn a_word_of_everybody_weighs_least() {
        assert!(weight(2, 100) > weight(50, 100) && weight(50, 100) > weight(100, 100));
        assert!(weight(1, 100) <= weight(100, 100));
    }
}
