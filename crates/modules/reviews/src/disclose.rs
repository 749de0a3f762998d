//! What may be published without telling of anybody: nothing that fewer than ten people said, nor what it could be
//! computed from (`docs/reviews.md` publishes the rule).

/// Answers below which a figure is not published.
pub const K: u64 = 10;

/// Which parts of a whole are not published, the whole being known. A part of nobody tells of nobody and is none of
/// these. A part below [`K`] is hidden; and since the rest can be computed from the whole, the smallest of the others
/// are hidden with it until at least two are, which make [`K`] or more together.
pub fn hidden(parts: &[u64]) -> Vec<bool> {
    let mut hidden: Vec<bool> = parts.iter().map(|n| (1..K).contains(n)).collect();
    loop {
        let own = parts.iter().zip(&hidden).filter(|(_, is)| **is);
        let (count, sum) = own.fold((0, 0), |(count, sum), (n, _)| (count + 1, sum + n));
        if count == 0 || (count >= 2 && sum >= K) {
            return hidden;
        }
        let others = parts.iter().enumerate().filter(|(at, n)| !hidden[*at] && **n > 0);
        match others.min_by_key(|(_, n)| **n) {
            Some((at, _)) => hidden[at] = true,
            None => return hidden,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn small_parts_are_hidden_and_what_tells_them() {
        for (parts, want) in [
            (vec![100, 50, 20], vec![]),
            (vec![100, 50, 3], vec![1, 2]),
            (vec![100, 3], vec![0, 1]),
            (vec![100, 0, 0], vec![]),
            (vec![100, 0, 9], vec![0, 2]),
            (vec![100, 4, 5], vec![0, 1, 2]),
            (vec![100, 30, 4, 5], vec![1, 2, 3]),
            (vec![100, 30, 6, 5], vec![2, 3]),
            (vec![9], vec![0]),
            (vec![], vec![]),
        ] {
            let found: Vec<usize> =
                hidden(&parts).iter().enumerate().filter(|(_, is)| **is).map(|(at, _)| at).collect();
            assert_eq!(found, want, "{parts:?}");
        }
    }

    proptest! {
        #[test]
        fn what_is_hidden_cannot_be_computed(parts in proptest::collection::vec(0_u64..40, 0..8)) {
            let hidden = hidden(&parts);
            let sum: u64 = parts.iter().zip(&hidden).filter(|(_, is)| **is).map(|(n, _)| n).sum();
            let count = hidden.iter().filter(|is| **is).count();
            let there = parts.iter().filter(|n| **n > 0).count();
            for (n, is) in parts.iter().zip(&hidden) {
                prop_assert!(*is || *n == 0 || *n >= K);
            }
            prop_assert!(count == 0 || count == there || (count >= 2 && sum >= K));
        }
    }
}
