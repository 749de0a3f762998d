//! The words that tell a topic from the others: c-TF-IDF (M. Grootendorst, 2022), how often a word stands in the
//! comments of the topic, times ln(1 + words of a topic on average / how often it stands in all topics).

use std::collections::BTreeMap;

use super::Reader;

/// Words that a topic is shown by.
const MOST: usize = 8;

pub(super) fn words(reader: &Reader, topics: &[(String, Vec<u32>)]) -> Vec<Vec<String>> {
    let count = |comments: &[u32]| {
        let mut counts: BTreeMap<u32, f64> = BTreeMap::new();
        for stem in comments.iter().filter_map(|at| reader.telling.get(*at as usize)).flatten() {
            *counts.entry(*stem).or_insert(0.0) += 1.0;
        }
        counts
    };
    let own: Vec<BTreeMap<u32, f64>> = topics.iter().map(|(_, comments)| count(comments)).collect();
    let mut all: BTreeMap<u32, f64> = BTreeMap::new();
    for (stem, n) in own.iter().flatten() {
        *all.entry(*stem).or_insert(0.0) += n;
    }
    let average = all.values().sum::<f64>() / own.len().max(1) as f64;
    let shown = |counts: &BTreeMap<u32, f64>| {
        let weight = |(stem, n): (&u32, &f64)| (n * (average / all[stem]).ln_1p(), *stem);
        let mut weights: Vec<(f64, u32)> = counts.iter().map(weight).collect();
        let stem = |number: u32| reader.vocabulary.stem(number);
        weights.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| stem(a.1).cmp(stem(b.1))));
        let written = |(_, number): (f64, u32)| reader.vocabulary.written(number).to_owned();
        weights.into_iter().take(MOST).map(written).collect()
    };
    own.iter().map(shown).collect()
}
