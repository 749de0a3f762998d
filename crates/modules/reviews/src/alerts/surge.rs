//! A word that surges: in far more comments of the last seven days than in those of the eight weeks before.
//!
//! The rule: at least five comments hold the word, written on three days or by five networks; its share is at least
//! twice what it was; and chance alone would do so less than once in a hundred looks, by Fisher's exact test (one-sided)
//! corrected for the number of words looked at (Bonferroni).

use parvis_kernel::Day;
use parvis_text::words::{is_common, words};
use std::collections::{BTreeMap, BTreeSet};

use super::days_before;
use crate::model::Opinion;
use crate::search::{STEMS, language};
use crate::service::reading::Period;
use crate::topics::MOST_WORDS;

pub const RECENT: i64 = 7;
pub const BEFORE: i64 = 56;
/// Comments that are read of each stretch, the newest.
pub const MOST_RECENT: usize = 2_000;
pub const MOST_BEFORE: usize = 8_000;
/// Comments with the word, at least.
pub const COMMENTS: usize = 5;
/// Days, or networks that are not forgotten yet, that they come from, at least.
pub const DAYS: usize = 3;
pub const NETWORKS: usize = 5;
/// How many times its share before, at least.
pub const TIMES: f64 = 2.0;
/// Chance of a look that raises an alert without a cause, at most.
pub const LEVEL: f64 = 0.01;
/// Words that one look tells, at most.
pub const MOST: usize = 3;
/// Words of one alert, at most.
const TOGETHER: usize = 5;

/// The stretches that a look on a day compares: recent, before.
pub fn stretches(day: Day) -> (Period, Period) {
    let from = days_before(day, RECENT - 1);
    (Period { from, until: day }, Period { from: days_before(from, BEFORE), until: days_before(from, 1) })
}

/// What is known of one stem.
#[derive(Debug, Default)]
struct Tally {
    /// Places of the recent comments that hold it.
    recent: BTreeSet<u32>,
    before: u32,
    days: BTreeSet<Day>,
    networks: BTreeSet<i64>,
    /// How often each way of writing it was met lately.
    written: BTreeMap<String, u32>,
}

/// Comments as they are looked through, the recent ones first: their stems, never their texts.
#[derive(Debug, Default)]
pub struct Reader {
    stems: BTreeMap<String, Tally>,
    recent: u32,
    before: u32,
}

/// A word that surged.
#[derive(Debug, Clone, PartialEq)]
pub struct Surge {
    /// Its stem, which names the alert.
    pub stem: String,
    /// The word and those that stand in the same comments, as people write them.
    pub words: Vec<String>,
    pub with: u32,
    pub of: u32,
    pub with_before: u32,
    pub of_before: u32,
}

impl Reader {
    /// Reads one more comment of the last days.
    pub fn recent(&mut self, one: &Opinion) {
        let place = self.recent;
        self.recent += 1;
        for (stem, written) in telling(one) {
            let tally = self.stems.entry(stem).or_default();
            tally.recent.insert(place);
            tally.days.insert(one.day());
            tally.networks.extend(one.crowd);
            *tally.written.entry(written).or_insert(0) += 1;
        }
    }

    /// Reads one more comment of the time before. Words that nobody writes any more are passed over.
    pub fn before(&mut self, one: &Opinion) {
        self.before += 1;
        let own: BTreeSet<String> = telling(one).map(|(stem, _)| stem).collect();
        for stem in own {
            if let Some(tally) = self.stems.get_mut(&stem) {
                tally.before += 1;
            }
        }
    }

    /// The words that surged, the least likely by chance first, each with those that stand mostly in the same comments.
    pub fn surges(&self) -> Vec<Surge> {
        let is_looked_at = |tally: &Tally| tally.recent.len() >= COMMENTS;
        let looked_at = self.stems.values().filter(|tally| is_looked_at(tally)).count();
        let ln = Factorials::new(u64::from(self.recent) + u64::from(self.before));
        let mut found: Vec<(f64, &String, &Tally)> = Vec::new();
        for (stem, tally) in self.stems.iter().filter(|(_, tally)| is_looked_at(tally)) {
            let is_spread = tally.days.len() >= DAYS || tally.networks.len() >= NETWORKS;
            if !is_spread || !self.is_far_more(count(tally), tally.before) {
                continue;
            }
            let chance = ln.at_least(count(tally), self.recent, tally.before, self.before);
            if chance * looked_at as f64 <= LEVEL {
                found.push((chance, stem, tally));
            }
        }
        found.sort_by(|a, b| a.0.total_cmp(&b.0).then_with(|| a.1.cmp(b.1)));
        self.together(&found)
    }

    /// Of words that stand mostly in the same comments one alert is made, which the strongest names.
    fn together(&self, found: &[(f64, &String, &Tally)]) -> Vec<Surge> {
        let mut kept: Vec<(&Tally, Surge)> = Vec::new();
        for (_, stem, tally) in found {
            let shares =
                |first: &&Tally| first.recent.intersection(&tally.recent).count() * 2 > tally.recent.len();
            let has_room = kept.len() < MOST;
            match kept.iter_mut().find(|(first, _)| shares(first)) {
                Some((_, surge)) if surge.words.len() < TOGETHER => surge.words.push(tally.word()),
                Some(_) => {}
                None if has_room => {
                    let surge = Surge {
                        stem: (*stem).clone(),
                        words: vec![tally.word()],
                        with: count(tally),
                        of: self.recent,
                        with_before: tally.before,
                        of_before: self.before,
                    };
                    kept.push((tally, surge));
                }
                None => {}
            }
        }
        kept.into_iter().map(|(_, surge)| surge).collect()
    }

    fn is_far_more(&self, with: u32, before: u32) -> bool {
        let share = |part: u32, whole: u32| f64::from(part) / f64::from(whole.max(1));
        self.before > 0 && share(with, self.recent) >= TIMES * share(before, self.before)
    }

    /// Whether a surge goes on: the word is still in enough comments, and at least twice as frequent as it was before it
    /// surged.
    pub fn goes_on(&self, stem: &str, with_before: u32, of_before: u32) -> bool {
        let with = self.stems.get(stem).map_or(0, count);
        let share = f64::from(with) / f64::from(self.recent.max(1));
        let then = f64::from(with_before) / f64::from(of_before.max(1));
        usize::try_from(with).unwrap_or(0) >= COMMENTS && share >= TIMES * then
    }
}

impl Tally {
    /// The most usual way of writing it.
    fn word(&self) -> String {
        let most = self.written.iter().max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(a.0)));
        most.map(|(word, _)| word.clone()).unwrap_or_default()
    }
}

fn count(tally: &Tally) -> u32 {
    u32::try_from(tally.recent.len()).unwrap_or(u32::MAX)
}

/// The stems of a comment that may tell something, with the words as they are written.
fn telling(one: &Opinion) -> impl Iterator<Item = (String, String)> {
    let text = one.verbatim.as_deref().unwrap_or("");
    let language = language(one.tongue);
    words(text).into_iter().take(MOST_WORDS).filter_map(move |word| {
        let tells = word.folded.chars().count() > 2 && !is_common(&word.folded);
        tells.then(|| {
            (STEMS.of(&word.folded, language), text.get(word.start..word.end).unwrap_or("").to_lowercase())
        })
    })
}

/// Logarithms of factorials.
struct Factorials(Vec<f64>);

impl Factorials {
    fn new(most: u64) -> Self {
        let mut all = vec![0.0];
        let mut sum = 0.0;
        for n in 1..=most {
            sum += (n as f64).ln();
            all.push(sum);
        }
        Self(all)
    }

    fn choose(&self, n: u32, k: u32) -> f64 {
        let ln = |n: u32| self.0.get(n as usize).copied().unwrap_or(f64::INFINITY);
        ln(n) - ln(k) - ln(n - k)
    }

    /// Fisher's exact test, one-sided: the chance that at least `with` of the recent comments hold the word, when all
    /// that hold it are spread over both stretches by chance.
    fn at_least(&self, with: u32, recent: u32, with_before: u32, before: u32) -> f64 {
        let (all, marked) = (recent + before, with + with_before);
        let whole = self.choose(all, recent);
        let chance = |k: u32| {
            let others = recent - k;
            if others > all - marked {
                0.0
            } else {
                (self.choose(marked, k) + self.choose(all - marked, others) - whole).exp()
            }
        };
        (with..=marked.min(recent)).map(chance).sum::<f64>().min(1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::Face;
    use parvis_kernel::Timestamp;

    fn at(text: &str, day: i64, crowd: Option<i64>) -> Opinion {
        let created_at = Timestamp::from_micros(day * 86_400_000_000);
        Opinion { created_at, crowd, ..Opinion::said(1, Face::Bad, text) }
    }

    #[test]
    fn fisher_by_hand() {
        let ln = Factorials::new(40);
        // Of 4 of 8 draws all 4 marked of 8: 1 / C(8,4) = 1/70; at least 3: (1 + 4·4) / 70.
        assert!((ln.at_least(4, 4, 0, 4) - 1.0 / 70.0).abs() < 1e-12);
        assert!((ln.at_least(3, 4, 1, 4) - 17.0 / 70.0).abs() < 1e-12);
        // 5 of 10 now, none of 30 before: C(10,5) / C(40,5) = 252 / 658008.
        assert!((ln.at_least(5, 10, 0, 30) - 252.0 / 658_008.0).abs() < 1e-12);
        assert!((ln.at_least(0, 4, 4, 4) - 1.0).abs() < 1e-12);
    }

    /// `now` recent comments with the word among 20, `before` of 60 before, on so many days and networks.
    fn look(now: usize, before: usize, days: usize, networks: usize) -> Vec<Surge> {
        let mut reader = Reader::default();
        for n in 0..20 {
            let text = if n < now { "Le Paiement est refusé" } else { "Très bien" };
            let crowd = (n < networks).then_some(n as i64);
            reader.recent(&at(text, (n % days) as i64 + 100, crowd));
        }
        for n in 0..60 {
            reader.before(&at(if n < before { "paiements refusés" } else { "bien" }, 90, None));
        }
        reader.surges()
    }

    #[test]
    fn a_word_surges_by_the_published_rule() {
        for (name, found, surges) in [
            // C(20,8) / C(80,8), one in 230,000, times the three words looked at.
            ("eight of twenty, none before, on three days", look(8, 0, 3, 0), true),
            ("by five networks on one day", look(8, 0, 1, 5), true),
            ("on two days, networks forgotten", look(8, 0, 2, 0), false),
            ("four comments are too few", look(4, 0, 3, 0), false),
            ("not twice its share before", look(8, 30, 3, 0), false),
        ] {
            assert_eq!(!found.is_empty(), surges, "{name}: {found:?}");
        }
        let one = look(8, 0, 3, 0).remove(0);
        assert_eq!((one.with, one.of, one.with_before, one.of_before), (8, 20, 0, 60));
        assert_eq!(
            one.words,
            ["paiement", "refusé"],
            "words of the same comments are told together, as written"
        );
    }

    #[test]
    fn a_surge_goes_on_while_the_word_is_far_more_frequent() {
        let mut reader = Reader::default();
        for n in 0..20 {
            reader.recent(&at(if n < 6 { "paiement" } else { "bien" }, 100 + n, None));
        }
        let stem = STEMS.of("paiement", language(crate::survey::Tongue::French));
        assert!(reader.goes_on(&stem, 6, 60), "30 % against 10 %");
        assert!(!reader.goes_on(&stem, 10, 60), "30 % against 17 %");
        assert!(!reader.goes_on("other", 0, 60));
    }

    #[test]
    fn without_a_time_before_nothing_surges() {
        let mut reader = Reader::default();
        (0..20).for_each(|n| reader.recent(&at("paiement", 100 + n % 5, None)));
        assert!(reader.surges().is_empty());
    }
}
