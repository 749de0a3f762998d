//! The one place where a value becomes text.

use parvis_i18n::Words;
use parvis_measures::{Basis, Indicator, Level, Unit};

use crate::edition::Cell;

/// A value in words, with as many decimals as it takes not to cross a limit: 99.851 % is never shown as 99.9 %
/// where 99.9 % is the limit.
pub fn number(words: &Words, indicator: &Indicator, value: f64) -> String {
    let (scale, base) = match indicator.unit {
        Unit::Share => (100.0, 0),
        Unit::Mark | Unit::Percent => (1.0, 1),
        Unit::Index => (1.0, 2),
        Unit::Count | Unit::Millis | Unit::Choice => (1.0, 0),
    };
    let shown = value * scale;
    let limits = [indicator.green, indicator.amber].into_iter().flatten().map(|limit| limit * scale);
    let digits = limits.map(|limit| digits_on_same_side(shown, limit, base)).max().unwrap_or(base);
    // A whole percentage or a full 10 needs no decimals.
    let digits =
        if shown.fract() == 0.0 && digits == base && indicator.unit == Unit::Percent { 0 } else { digits };
    match indicator.unit {
        Unit::Share | Unit::Percent => words.percent(shown, digits),
        Unit::Millis => words.a("value-millis", "n", words.decimal(shown, digits)),
        _ => words.decimal(shown, digits),
    }
}

/// The fewest decimals, from `base`, with which `value` stays on its side of `limit`.
fn digits_on_same_side(value: f64, limit: f64, base: usize) -> usize {
    let rounded = |digits: usize| -> f64 { format!("{value:.digits$}").parse().unwrap_or(value) };
    (base..=6).find(|d| (rounded(*d) >= limit) == (value >= limit)).unwrap_or(6)
}

/// What a cell shows as its value; `None` when it has none.
pub fn value(words: &Words, indicator: &Indicator, cell: &Cell) -> Option<String> {
    match (&cell.value, &cell.choice) {
        (Some(value), _) => Some(number(words, indicator, *value)),
        (None, Some(slug)) => indicator.choice(slug).map(|c| c.name.get(words.locale()).to_owned()),
        (None, None) => None,
    }
}

/// `78,1 % à 84,3 %`: one decimal more than values, so that a narrow interval does not look like a point.
pub fn interval(words: &Words, indicator: &Indicator, low: f64, high: f64) -> String {
    let text = |v: f64| match indicator.unit {
        Unit::Share => words.percent(v * 100.0, 1),
        Unit::Percent => words.percent(v, 2),
        _ => words.decimal(v, 2),
    };
    words.with("interval", &[("low", text(low).into()), ("high", text(high).into())])
}

/// How the interval was found, as a sentence.
pub fn basis(words: &Words, basis: Basis) -> String {
    words.t(match basis {
        Basis::Wilson => "basis-wilson",
        Basis::Widest => "basis-widest",
        Basis::Exact => "basis-exact",
    })
}

/// A level in one or two words.
pub fn level(words: &Words, level: Level) -> String {
    words.t(&format!("level-{}", level.as_str().replace('_', "-")))
}

/// The class of a level's chip.
pub fn level_class(level: Level) -> String {
    level.as_str().replace('_', "-")
}

/// A share 0–1 as a whole percentage: rounded once, from the unrounded share.
pub fn share(words: &Words, share: f64) -> String {
    words.percent((share * 100.0).round(), 0)
}

/// A change between two shares in points, rounded once from the unrounded difference: `+ 3 points`.
pub fn points(words: &Words, from: f64, to: f64) -> String {
    let points = ((to - from) * 100.0).round();
    #[expect(clippy::cast_possible_truncation, reason = "shares differ by at most 100 points")]
    let whole = points as i64;
    match whole {
        0 => words.t("points-same"),
        n if n > 0 => words.a("points-up", "n", n),
        n => words.a("points-down", "n", -n),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use parvis_i18n::Messages;
    use parvis_kernel::Locale;
    use parvis_measures::Indicators;
    use proptest::prelude::*;

    fn words() -> Words {
        Messages::new(&[parvis_i18n::LOCALES, crate::LOCALES]).unwrap().words(Locale::En).clone()
    }

    #[test]
    fn what_is_shown_never_contradicts_the_grade() {
        let words = words();
        for (slug, value, want) in [
            ("availability", 99.851, "99.85%"),
            ("availability", 99.9, "99.9%"),
            ("availability", 100.0, "100%"),
            ("availability", 99.899_99, "99.89999%"),
            ("satisfaction", 7.96, "7.96"),
            ("satisfaction", 7.94, "7.9"),
            ("satisfaction", 8.0, "8.0"),
            ("help_reachable", 0.8499, "84.99%"),
            ("help_reachable", 0.85, "85%"),
            ("response_time", 399.6, "399.6 ms"),
            ("response_time", 207.4, "207 ms"),
            ("once_only", 3.0, "3"),
        ] {
            let indicator = Indicators::standard().get(slug).unwrap();
            assert_eq!(number(&words, indicator, value), want, "{slug} {value}");
        }
    }

    proptest! {
        #[test]
        fn a_shown_mark_reaches_the_limit_only_when_the_raw_one_does(value in 0.0..=10.0_f64) {
            let indicator = Indicators::standard().get("satisfaction").unwrap();
            let shown: f64 = number(&words(), indicator, value).parse().unwrap();
            // Six decimals are the most shown: nearer than that to a limit, nothing could tell.
            if (value - 8.0).abs() > 1e-6 {
                prop_assert_eq!(shown >= 8.0, value >= 8.0);
            }
        }
    }
}
