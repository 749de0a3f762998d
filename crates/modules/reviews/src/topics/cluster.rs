//! Topics that no lexicon knows: words that many of the remaining comments share, with those that stand beside them.

use std::collections::BTreeMap;

use super::Reader;

/// Topics found this way, at most.
const MOST: usize = 8;
/// Comments that a word must be shared by, at least, to be a topic.
const FEWEST: usize = 5;
/// And the part of the remaining comments.
const PART: f64 = 0.02;
/// A word that more comments than this part hold, of all, tells none apart.
const EVERYWHERE: f64 = 0.5;

/// The stem of each topic and the places of its comments.
///
/// Of the comments that the lexicon finds nothing in, the stem that most hold is a topic; comments that hold it leave,
/// and so on. A stem that stands beside it in most of its comments belongs to it, and brings no topic of its own; of
/// two stems that as many hold, the first in the order of letters is taken.
pub(super) fn clusters(reader: &Reader) -> Vec<(u32, Vec<u32>)> {
    let all = reader.telling.len();
    let holding = count(reader, &(0..all).collect::<Vec<_>>());
    let is_everywhere = |stem: u32| {
        let with = holding.get(&stem).copied().unwrap_or(0);
        all >= FEWEST * 4 && with as f64 > all as f64 * EVERYWHERE
    };
    let mut left: Vec<usize> = (0..all).filter(|at| reader.known[*at].is_empty()).collect();
    let fewest = FEWEST.max((left.len() as f64 * PART).ceil() as usize);
    let mut found = Vec::new();
    while found.len() < MOST {
        let counts = count(reader, &left);
        let best =
            counts.into_iter().filter(|(stem, n)| *n >= fewest && !is_everywhere(*stem)).max_by(|a, b| {
                let stems = |n: u32| reader.vocabulary.stem(n);
                a.1.cmp(&b.1).then_with(|| stems(b.0).cmp(stems(a.0)))
            });
        let Some((stem, _)) = best else { break };
        let (own, others): (Vec<usize>, Vec<usize>) =
            left.into_iter().partition(|at| reader.telling[*at].binary_search(&stem).is_ok());
        // Comments that hold most companions of the word without the word itself speak of the same.
        let companions: Vec<u32> = count(reader, &own)
            .into_iter()
            .filter(|(other, n)| *other != stem && *n * 2 >= own.len())
            .map(|(other, _)| other)
            .collect();
        let is_alike = |at: &usize| {
            let held = companions.iter().filter(|c| reader.telling[*at].binary_search(c).is_ok()).count();
            companions.len() >= 2 && held * 2 > companions.len()
        };
        let (alike, others): (Vec<usize>, Vec<usize>) = others.into_iter().partition(is_alike);
        left = others;
        let mut comments: Vec<u32> =
            own.into_iter().chain(alike).map(|at| u32::try_from(at).unwrap_or(u32::MAX)).collect();
        comments.sort_unstable();
        found.push((stem, comments));
    }
    found
}

/// How many of some comments hold each stem.
fn count(reader: &Reader, comments: &[usize]) -> BTreeMap<u32, usize> {
    let mut counts = BTreeMap::new();
    for stem in comments.iter().flat_map(|at| &reader.telling[*at]) {
        *counts.entry(*stem).or_insert(0) += 1;
    }
    counts
}
