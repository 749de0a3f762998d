//! The button that leads to a survey, to show elsewhere by `<img>`.

use crate::canvas::n;
use crate::text::{escape, width};

/// Its colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// White on a deep green, for light pages.
    Light,
    /// Dark on a pale green, for dark pages.
    Dark,
}

/// A face and a label, 56 CSS pixels high.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Button {
    /// "Je donne mon avis": drawn, and the accessible name.
    pub label: String,
    pub look: Look,
    /// A frame instead of a ground.
    pub outline: bool,
    /// The language is written from right to left: the face stands on the right.
    pub rtl: bool,
}

const LETTER: f64 = 18.0;
const HEIGHT: f64 = 56.0;
const PAD: f64 = 20.0;
const FACE: f64 = 28.0;
const GAP: f64 = 12.0;

impl Button {
    /// The picture. Its width is computed from the text; `textLength` makes any font keep to it. Letters and ground, or
    /// letters and a page of the look's kind, are at least 4.5:1 to each other.
    pub fn svg(&self) -> String {
        let (ground, ink) = match (self.look, self.outline) {
            (Look::Light, false) => ("#0c5450", "#ffffff"),
            (Look::Light, true) => ("none", "#0c5450"),
            (Look::Dark, false) => ("#86cfc5", "#0c2523"),
            (Look::Dark, true) => ("none", "#86cfc5"),
        };
        let label = escape(&self.label);
        let long = width(&self.label, LETTER).ceil();
        let total = 2.0 * PAD + FACE + GAP + long;
        let (face, text) = if self.rtl { (total - PAD - FACE, PAD) } else { (PAD, PAD + FACE + GAP) };
        format!(
            r##"<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{HEIGHT}" viewBox="0 0 {w} {HEIGHT}" role="img" aria-label="{label}" font-family="system-ui, sans-serif" font-size="{LETTER}" font-weight="600"><title>{label}</title><rect x="1" y="1" width="{inner}" height="54" rx="6" fill="{ground}" stroke="{edge}" stroke-width="2"/><g transform="translate({face} 14)" fill="none" stroke="{ink}" stroke-width="2.4" stroke-linecap="round"><circle cx="14" cy="14" r="12.5"/><path d="M10 10v2M18 10v2M8.5 17q5.5 5.5 11 0"/></g><text x="{text}" y="34.5" textLength="{long}" lengthAdjust="spacingAndGlyphs" fill="{ink}">{label}</text></svg>"##,
            w = n(total),
            inner = n(total - 2.0),
            edge = if self.outline { ink } else { ground },
            face = n(face),
            text = n(text),
            long = n(long),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_button_says_its_name_and_nothing_else() {
        for look in [Look::Light, Look::Dark] {
            for outline in [false, true] {
                let button = Button { label: "Je donne <mon> avis".into(), look, outline, rtl: false };
                let svg = button.svg();
                assert_eq!(svg.matches("Je donne &lt;mon&gt; avis").count(), 3, "{svg}");
                assert!(!svg.contains("<script") && !svg.contains("style="), "{svg}");
            }
        }
    }
}
