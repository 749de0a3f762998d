//! How numbers and dates are written.
//!
//! French: decimal comma, narrow no-break space between thousands and before %. English: point, comma, none.

use fluent_bundle::FluentValue;
use intl_memoizer::concurrent::IntlLangMemoizer;
use parvis_kernel::legal::Local;
use parvis_kernel::{Day, Locale, Month, Timestamp};

use crate::Words;

/// U+202F, the space French typography puts inside numbers and before % ; : ! ?
const NARROW: char = '\u{202f}';

pub(crate) fn fluent_number_fr(value: &FluentValue<'_>, _: &IntlLangMemoizer) -> Option<String> {
    fluent_number(Locale::Fr, value)
}

pub(crate) fn fluent_number_en(value: &FluentValue<'_>, _: &IntlLangMemoizer) -> Option<String> {
    fluent_number(Locale::En, value)
}

fn fluent_number(locale: Locale, value: &FluentValue<'_>) -> Option<String> {
    match value {
        FluentValue::Number(n) => Some(number(locale, n.value, usize::from(n.value.fract() != 0.0))),
        _ => None,
    }
}

fn number(locale: Locale, value: f64, digits: usize) -> String {
    let plain = format!("{:.digits$}", value.abs());
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let negative = value < 0.0 && plain.bytes().any(|b| (b'1'..=b'9').contains(&b));
    let mut text = String::from(if negative { "\u{2212}" } else { "" });
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            text.push(match locale {
                Locale::Fr => NARROW,
                Locale::En => ',',
            });
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push(match locale {
            Locale::Fr => ',',
            Locale::En => '.',
        });
        text.push_str(fraction);
    }
    text
}

impl Words {
    /// A whole number: `1 797 512`, `1,797,512`.
    pub fn integer(&self, value: impl TryInto<i64>) -> String {
        #[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
        value.try_into().map_or_else(|_| String::from("∞"), |n| number(self.locale(), n as f64, 0))
    }

    /// A number with `digits` decimals, rounded half away from zero on its decimal form.
    pub fn decimal(&self, value: f64, digits: usize) -> String {
        number(self.locale(), value, digits)
    }

    /// A percentage already on 0–100, with its sign: `99,85 %`.
    pub fn percent(&self, percent: f64, digits: usize) -> String {
        match self.locale() {
            Locale::Fr => format!("{}{NARROW}%", self.decimal(percent, digits)),
            Locale::En => format!("{}%", self.decimal(percent, digits)),
        }
    }

    /// `août 2026`.
    pub fn month(&self, month: Month) -> String {
        format!("{} {}", self.t(&format!("month-{}", month.month())), month.year())
    }

    /// `08/26`: for axes.
    pub fn month_short(&self, month: Month) -> String {
        format!("{:02}/{:02}", month.month(), month.year() % 100)
    }

    /// `1er août 2026`, `22 August 2026`.
    pub fn day(&self, day: Day) -> String {
        let (_, _, number) = day.parts();
        let number = match (self.locale(), number) {
            (Locale::Fr, 1) => String::from("1er"),
            (_, n) => n.to_string(),
        };
        format!("{number} {}", self.month(day.month()))
    }

    /// The day of an instant, in UTC.
    pub fn date(&self, at: Timestamp) -> String {
        self.day(at.day())
    }

    /// The day and the time of an instant, on the clocks of mainland France: `22 novembre 2026 à 14 h 05`.
    pub fn moment(&self, at: Timestamp) -> String {
        let local = Local::at(at);
        let (day, hour, minute) = (self.day(local.day), local.minute / 60, local.minute % 60);
        match self.locale() {
            Locale::Fr => format!("{day} à {hour} h {minute:02}"),
            Locale::En => format!("{day}, {hour:02}:{minute:02}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::{LOCALES, Messages};
    use parvis_kernel::{Day, Locale};
    use proptest::prelude::*;

    #[test]
    fn numbers_and_dates_as_people_write_them() {
        let messages = Messages::new(&[LOCALES]).unwrap();
        let (fr, en) = (messages.words(Locale::Fr), messages.words(Locale::En));
        assert_eq!(fr.decimal(1234.5, 1), "1\u{202f}234,5");
        assert_eq!(en.decimal(-1234.5, 1), "\u{2212}1,234.5");
        assert_eq!(fr.decimal(-0.01, 1), "0,0", "no minus before a zero");
        assert_eq!(fr.percent(99.851, 2), "99,85\u{202f}%");
        assert_eq!(en.percent(99.851, 2), "99.85%");
        let day = Day::new(2026, 8, 1).unwrap();
        assert_eq!((fr.day(day), en.day(day)), ("1er août 2026".into(), "1 August 2026".into()));
        assert_eq!(fr.month_short(day.month()), "08/26");
        let at = "2026-08-01T22:05:00Z".parse().unwrap();
        assert_eq!(fr.moment(at), "2 août 2026 à 0 h 05", "on the clocks of mainland France");
        assert_eq!(en.moment(at), "2 August 2026, 00:05");
    }

    proptest! {
        #[test]
        fn grouping_changes_no_digit(n in any::<i32>()) {
            let messages = Messages::new(&[LOCALES]).unwrap();
            let text = messages.words(Locale::Fr).integer(n).replace('\u{202f}', "").replace('\u{2212}', "-");
            prop_assert_eq!(text, n.to_string());
        }
    }
}
