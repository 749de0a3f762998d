//! What stands under or over a plot to read it by: legends, lettered notes.

use crate::Tone;
use crate::canvas::{Anchor, Area, Canvas, SMALL, Size, Type};
use crate::text::{fit, wrap};

const LINE: f64 = 22.0;
const SWATCH: f64 = 14.0;

/// The sign shown before a legend's words.
#[derive(Clone, Copy)]
pub(crate) enum Sign {
    Area(Area),
    Point(Tone),
}

/// Writes a legend that flows over as many lines as it needs, and returns the y below it.
/// `items` are (sign, words, figure); the figure, in bold, may be empty.
pub(crate) fn legend(canvas: &mut Canvas, size: Size, top: f64, items: &[(Sign, String, String)]) -> f64 {
    let (left, right) = (2.0, size.width() - 2.0);
    let (mut x, mut y) = (left, top);
    for (sign, words, figure) in items {
        let figure_width = if figure.is_empty() { 0.0 } else { Type::KEY.bold().width(figure) + 6.0 };
        let words = fit(words, SMALL, right - left - SWATCH - 8.0 - figure_width);
        let width = SWATCH + 8.0 + Type::KEY.width(&words) + figure_width;
        if x > left && x + width > right {
            x = left;
            y += LINE;
        }
        match sign {
            Sign::Area(area) => canvas.area(x, y + 3.0, SWATCH, SWATCH, *area),
            Sign::Point(tone) => canvas.raw(&tone.mark(x + SWATCH / 2.0, y + 10.0, 5.0)),
        }
        let baseline = y + 14.5;
        let mut words_x = x + SWATCH + 8.0;
        if !figure.is_empty() {
            canvas.text(words_x, baseline, Anchor::Start, Type::KEY.bold(), figure);
            words_x += figure_width;
        }
        canvas.text(words_x, baseline, Anchor::Start, Type::KEY, &words);
        x += width + 18.0;
    }
    if items.is_empty() { top } else { y + LINE }
}

/// Writes what the lettered marks mean, one under the other, and returns the y below.
pub(crate) fn letters(canvas: &mut Canvas, size: Size, top: f64, notes: &[(String, &str)]) -> f64 {
    let mut y = if notes.is_empty() { top } else { top + 4.0 };
    for (letter, words) in notes {
        canvas.ring(11.0, y + 10.0, letter);
        for line in wrap(words, SMALL, size.width() - 32.0, 3) {
            canvas.text(28.0, y + 14.5, Anchor::Start, Type::KEY, &line);
            y += 18.0;
        }
        y += LINE - 16.0;
    }
    y
}

/// A, B … Z, then AA, AB …
pub(crate) fn letter(rank: usize) -> String {
    let own = char::from(b'A' + u8::try_from(rank % 26).unwrap_or(0));
    match rank / 26 {
        0 => own.to_string(),
        before => format!("{}{own}", letter(before - 1)),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn letters_go_on_after_z() {
        let got: Vec<String> = [0, 25, 26, 27, 701, 702].into_iter().map(super::letter).collect();
        assert_eq!(got, ["A", "Z", "AA", "AB", "ZZ", "AAA"]);
    }
}
