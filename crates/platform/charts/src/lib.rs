//! Accessible charts, drawn on the server as SVG: pure functions of plain values.
//!
//! ```
//! use parvis_charts::{GradeBar, Segment, Tone};
//!
//! let svg = GradeBar {
//!     id: "grades".into(),
//!     title: "Notes des démarches".into(),
//!     desc: "Deux démarches sur trois sont au vert.".into(),
//!     segments: vec![
//!         Segment { tone: Tone::Green, label: "Vert".into(), count: 2 },
//!         Segment { tone: Tone::Red, label: "Rouge".into(), count: 1 },
//!     ],
//!     goal: None,
//! }
//! .svg();
//! assert!(svg.starts_with("<svg "));
//! ```
//!
//! # What always holds
//! - Every picture has `role="img"` and is named by its `<title>` and `<desc>`. The title is not drawn:
//!   the page's `<figcaption>` shows it, and the table of the same figures stands beside the picture.
//! - A grade is never told by colour alone: each [`Tone`] has a pattern for areas, a shape for points and
//!   an icon for badges, and a label comes with it.
//! - No script, no `style`, no font or image to fetch: a strict content security policy holds. Colours are
//!   presentation attributes, so the file looks right alone; classes (`pv-fill--green`, `pv-text`…) let a
//!   style sheet override them.
//! - Every id in a picture begins with the chart's `id`, in which anything but ASCII letters, digits, `-`
//!   and `_` becomes `-`. Give each chart of a page its own.
//! - Texts arrive localised and are escaped; control characters are dropped; a text too long for its place
//!   is wrapped or ends with `…`. Numbers that are not finite are left out. Nothing panics.
//! - The same values give the same bytes.
//!
//! # Classes
//! Areas: `pv-fill--TONE` under the hatching `pv-hatch`, `pv-dot`, `pv-dot--missing`; `pv-gap`, `pv-gap-line`.
//! Points: `pv-mark--TONE`, `pv-here`, `pv-all`, `pv-other`. Lines: `pv-axis`, `pv-grid`, `pv-curve`,
//! `pv-whisker`, `pv-break`, `pv-goal`, `pv-limit--TONE`, `pv-halo`. Words: `pv-text`, `pv-text--axis`,
//! `pv-text--TONE`. Others: `pv-paper`, `pv-band`, `pv-ring`. TONE is a [`Tone::name`].
//!
//! # Wide and compact
//! A picture that shrinks shrinks its letters too. Each chart therefore has two drawings: `svg()`, 720 units
//! wide, for a column of about 500 to 900 CSS pixels, and `svg_compact()`, 320 units wide, for phones and
//! narrow columns; both have letters of 13 to 15 units. The ids of the compact one take the suffix
//! `-compact`, so a page can hold both and show one (the hidden one leaves the accessibility tree too):
//! ```css
//! .pv-chart { width: 100%; height: auto; }
//! .pv-chart--compact { display: none; }
//! @media (max-width: 32rem) { .pv-chart--wide { display: none; } .pv-chart--compact { display: block; } }
//! ```

mod axis;
mod badge;
mod button;
mod canvas;
mod comparison;
mod distribution;
mod evolution;
mod grade_bar;
mod history;
mod key;
mod qr;
mod text;
mod tone;

pub use badge::Badge;
pub use button::{Button, Look};
pub use comparison::{Comparison, ComparisonRow};
pub use distribution::{Bin, Distribution};
pub use evolution::{Column, Evolution};
pub use grade_bar::GradeBar;
pub use history::{History, Mark, Point, Run, Span, XTick};
pub use qr::qr;
pub use tone::Tone;

/// A part of a whole: how many things bear a grade.
#[derive(Clone, Debug, PartialEq)]
pub struct Segment {
    /// The grade.
    pub tone: Tone,
    /// The grade in words ("Vert", "Non mesuré").
    pub label: String,
    /// How many; drawn in proportion to the sum of the segments.
    pub count: u32,
}

/// A share to reach.
#[derive(Clone, Debug, PartialEq)]
pub struct Goal {
    /// From 0 to 1; clamped, and left out when not finite.
    pub share: f64,
    /// What it is ("Objectif 2027 : 80 %").
    pub label: String,
}

/// A threshold, in the unit of the chart's value axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Limit {
    /// Its value; left out when not finite.
    pub at: f64,
    /// What it is ("Vert dès 8").
    pub label: String,
    /// The grade that begins there.
    pub tone: Tone,
}
