use askama::Template;
use parvis_charts::{Goal, GradeBar, Segment};
use parvis_i18n::Words;
use parvis_measures::{Indicator, Indicators, Level};
use parvis_ui::{Address, Frame, Site};

use super::{Picture, capital, tone};
use crate::edition::{Change, Edition, Tally};
use crate::shelf::Published;
use crate::{format, links};

/// Goal line of group scores: rule of the national observatory.
pub(crate) const GOAL_SHARE: f64 = 0.80;

/// The home page.
#[derive(Template)]
#[template(path = "home.html")]
pub(crate) struct HomePage<'p> {
    pub frame: Frame,
    pub w: &'p Words,
    pub lead: String,
    pub edition_href: String,
    pub edition_title: String,
    pub figures: Vec<Figure>,
    pub bars: Vec<IndicatorBar>,
    pub changes: Vec<ChangeCount>,
    pub difference: Option<(String, String)>,
    pub groups: Vec<(String, String, usize)>,
}

/// A key figure.
pub(crate) struct Figure {
    pub number: String,
    /// `sur 171`.
    pub of: Option<String>,
    pub text: String,
    pub change: Option<Shift>,
    pub href: String,
}

/// A change since the edition before.
pub(crate) struct Shift {
    /// `up`, `down` or `same`.
    pub class: &'static str,
    pub text: String,
}

/// The grades of one indicator.
pub(crate) struct IndicatorBar {
    pub name: String,
    pub question: String,
    pub href: String,
    pub sentence: String,
    pub picture: Picture,
    pub tally: Vec<(String, u32)>,
}

pub(crate) struct ChangeCount {
    pub text: String,
    pub class: &'static str,
}

impl<'p> HomePage<'p> {
    pub fn new(site: &Site, words: &'p Words, published: &Published, edition: &Edition) -> Self {
        let locale = words.locale();
        let before = published.before(edition);
        let month = words.month(edition.month());
        let frame = Frame::new(site, words, words.t("home-title"), Address::of(links::home));
        let stat = |slug: &str| edition.summary.indicators.get(slug);
        let with_grades = Indicators::standard()
            .public()
            .filter(|i| i.is_graded() && stat(&i.slug).is_some_and(|s| s.tally.counted() > 0));
        let groups = edition.summary.groups.iter().map(|(dimension, groups)| {
            let label = words.t(&format!("dimension-{}-plural", dimension.as_str().replace('_', "-")));
            let anchor = format!("{}#{}", links::groups(locale), links::dimension_word(locale, *dimension));
            (label, anchor, groups.len())
        });
        Self {
            frame,
            w: words,
            lead: words
                .with("home-lead", &[("n", edition.summary.procedures.into()), ("month", (&month).into())]),
            edition_href: links::edition(locale, &edition.slug),
            edition_title: capital(&month),
            figures: figures(words, edition, before),
            bars: with_grades.map(|i| IndicatorBar::new(words, i, edition)).collect(),
            changes: published
                .changes
                .iter()
                .filter_map(|(change, count)| ChangeCount::new(words, *change, *count))
                .collect(),
            difference: before
                .map(|b| (links::difference(locale, &edition.slug, &b.slug), words.month(b.month()))),
            groups: groups.collect(),
        }
    }
}

fn figures(words: &Words, edition: &Edition, before: Option<&Edition>) -> Vec<Figure> {
    let locale = words.locale();
    let mut figures = Vec::new();
    for slug in ["satisfaction", "help_reachable", "availability"] {
        let Some(stat) = edition.summary.indicators.get(slug).filter(|s| s.tally.counted() > 0) else {
            continue;
        };
        let (reached, counted) = (stat.tally.reached(), stat.tally.counted());
        figures.push(Figure {
            number: words.integer(reached),
            of: Some(words.a("of-total", "total", counted)),
            text: words.t(&format!("home-figure-{}", slug.replace('_', "-"))),
            change: before.and_then(|b| Shift::between(words, b, edition, slug)),
            href: links::indicator(locale, slug),
        });
    }
    if let Some(stat) = edition.summary.indicators.get("satisfaction").filter(|s| s.answers > 0) {
        figures.push(Figure {
            number: words.integer(stat.answers),
            of: None,
            text: words.t("home-figure-answers"),
            change: None,
            href: links::method(locale),
        });
    }
    figures
}

impl Shift {
    /// The change of an indicator's share between two editions; `None` when one has no share.
    pub fn between(words: &Words, before: &Edition, after: &Edition, slug: &str) -> Option<Self> {
        let tally = |e: &Edition| e.summary.indicators.get(slug).map(|s| s.tally);
        let since = words.month(before.month());
        Self::of(words, tally(before)?, tally(after)?, &since)
    }

    pub fn of(words: &Words, before: Tally, after: Tally, since: &str) -> Option<Self> {
        let (from, to) = (before.share()?, after.share()?);
        let points = ((to - from) * 100.0).round();
        let class = if points > 0.0 {
            "up"
        } else if points < 0.0 {
            "down"
        } else {
            "same"
        };
        let text = words.with(
            "change-since",
            &[("change", format::points(words, from, to).into()), ("month", since.into())],
        );
        Some(Self { class, text })
    }
}

impl IndicatorBar {
    pub fn new(words: &Words, indicator: &Indicator, edition: &Edition) -> Self {
        let locale = words.locale();
        let tally = edition.summary.indicators.get(&indicator.slug).map(|s| s.tally).unwrap_or_default();
        let name = indicator.name.get(locale).to_owned();
        let sentence = reached_sentence(words, indicator, tally);
        let bar = grade_bar(words, &format!("bar-{}", indicator.slug), &name, &sentence, tally);
        Self {
            question: indicator.question.get(locale).to_owned(),
            href: links::indicator(locale, &indicator.slug),
            picture: Picture { wide: bar.svg(), compact: bar.svg_compact() },
            tally: levels(words, tally),
            name,
            sentence,
        }
    }
}

/// `80 démarches sur 171 (47 %) atteignent l'objectif : …`
pub(crate) fn reached_sentence(words: &Words, indicator: &Indicator, tally: Tally) -> String {
    let goal = indicator.goal.get(words.locale());
    match tally.share() {
        Some(share) => words.with(
            "reached-goal",
            &[
                ("n", tally.reached().into()),
                ("total", tally.counted().into()),
                ("share", format::share(words, share).into()),
                ("goal", goal.into()),
            ],
        ),
        None => words.t("reached-none"),
    }
}

/// The grades that count, as one bar with the goal line.
pub(crate) fn grade_bar(words: &Words, id: &str, title: &str, desc: &str, tally: Tally) -> GradeBar {
    let counted = Level::ALL.iter().filter(|l| l.is_counted() && tally.get(**l) > 0);
    let mut segments: Vec<Segment> = counted
        .map(|l| Segment { tone: tone(*l), label: format::level(words, *l), count: tally.get(*l) })
        .collect();
    // Beyond the goal, reached, then the rest: best first.
    segments.sort_by_key(|s| match s.tone {
        parvis_charts::Tone::Blue => 0,
        parvis_charts::Tone::Green => 1,
        parvis_charts::Tone::Amber => 2,
        _ => 3,
    });
    GradeBar {
        id: id.into(),
        title: title.into(),
        desc: desc.into(),
        segments,
        goal: Some(Goal { share: GOAL_SHARE, label: words.t("goal-line") }),
    }
}

/// Every level that occurs, in words, with its count.
pub(crate) fn levels(words: &Words, tally: Tally) -> Vec<(String, u32)> {
    let occurring = Level::ALL.iter().filter(|l| tally.get(**l) > 0);
    occurring.map(|l| (format::level(words, *l), tally.get(*l))).collect()
}

impl ChangeCount {
    fn new(words: &Words, change: Change, count: usize) -> Option<Self> {
        let class = match change {
            Change::GradeUp => "up",
            Change::GradeDown => "down",
            Change::Entered => "new",
            Change::Left | Change::Expired => "gone",
            Change::Moved | Change::Gained | Change::Lost => return None,
        };
        let key = format!("home-change-{}", change.as_str().replace('_', "-"));
        (count > 0).then(|| Self { text: words.a(&key, "n", count), class })
    }
}

/// The home page before anything is published.
#[derive(Template)]
#[template(path = "empty.html")]
pub(crate) struct EmptyPage<'p> {
    pub frame: Frame,
    pub w: &'p Words,
}

impl<'p> EmptyPage<'p> {
    pub fn new(site: &Site, words: &'p Words) -> Self {
        Self { frame: Frame::new(site, words, words.t("home-title"), Address::of(links::home)), w: words }
    }
}
