//! Many short texts in one.

use fixedbitset::FixedBitSet;

/// Texts told by their place, one after the other in one string. A block of memory for each would cost more than most
/// of the texts, and a site has millions: they would lie scattered among whatever comes and goes, and slow down every
/// later answer of the process.
#[derive(Default)]
pub(super) struct Texts {
    /// Each ended by a line break, so that nothing is found across two.
    all: String,
    /// Where each ends, its line break not counted.
    ends: Vec<usize>,
}

impl Texts {
    pub fn push(&mut self, text: &str) {
        self.all.push_str(text);
        self.ends.push(self.all.len());
        self.all.push('\n');
    }

    pub fn len(&self) -> usize {
        self.ends.len()
    }

    pub fn get(&self, at: usize) -> &str {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before] + 1);
        &self.all[start..self.ends[at]]
    }

    /// The place of a text, where texts are sorted.
    pub fn position(&self, text: &str) -> Option<usize> {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            match self.get(middle).cmp(text) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Equal => return Some(middle),
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }

    /// The places of the texts that hold a word; a word has no line break.
    pub fn holding(&self, word: &str) -> FixedBitSet {
        let mut found = FixedBitSet::with_capacity(self.len());
        let mut at = 0;
        for hit in memchr::memmem::find_iter(self.all.as_bytes(), word) {
            while self.ends[at] < hit {
                at += 1;
            }
            found.insert(at);
        }
        found
    }

    /// Gives back the room that was taken for more.
    pub fn fitted(mut self) -> Self {
        self.all.shrink_to_fit();
        self.ends.shrink_to_fit();
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn texts(all: &[String]) -> Texts {
        let mut texts = Texts::default();
        all.iter().for_each(|text| texts.push(text));
        texts.fitted()
    }

    proptest! {
        #[test]
        fn they_are_what_was_put_in(all in prop::collection::vec("[ab\n]{0,4}", 0..12), word in "[ab]{1,3}") {
            let texts = texts(&all);
            prop_assert_eq!(texts.len(), all.len());
            prop_assert!(all.iter().enumerate().all(|(at, text)| texts.get(at) == text));
            let held: Vec<usize> = texts.holding(&word).ones().collect();
            let want: Vec<usize> = (0..all.len()).filter(|at| all[*at].contains(&word)).collect();
            prop_assert_eq!(held, want);
        }

        #[test]
        fn sorted_ones_are_found(all in prop::collection::btree_set("[ab-]{0,4}", 0..12), other in "[ab-]{0,4}") {
            let sorted: Vec<String> = all.into_iter().collect();
            let texts = texts(&sorted);
            prop_assert!(sorted.iter().enumerate().all(|(at, text)| texts.position(text) == Some(at)));
            prop_assert_eq!(texts.position(&other), sorted.binary_search(&other).ok());
        }
    }
}
