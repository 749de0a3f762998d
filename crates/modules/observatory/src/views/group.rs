use askama::Template;
use parvis_charts::{Comparison, ComparisonRow, Goal};
use parvis_i18n::Words;
use parvis_kernel::Locale;
use parvis_measures::{Indicator, Indicators};
use parvis_ui::{Address, Frame, Site};

use super::edition::{Choice, Table, group_name, plain_table};
use super::home::{GOAL_SHARE, Shift};
use super::{Picture, by_name};
use crate::browse::{Book, Row};
use crate::edition::{Dimension, Edition, Group, Tally};
use crate::{format, links};

/// The procedures of one ministry, organisation, audience or theme, against the others.
#[derive(Template)]
#[template(path = "group.html")]
pub(crate) struct GroupPage<'p> {
    pub frame: Frame,
    pub w: &'p Words,
    pub name: String,
    pub is_french: bool,
    pub kind: String,
    pub lead: String,
    pub action: String,
    pub others: Vec<Choice>,
    pub other: Option<String>,
    pub rows: Vec<ShareRow>,
    pub picture: Option<Picture>,
    pub table: Table,
    pub all_href: String,
    pub more: Option<String>,
}

/// How one indicator stands in the group, everywhere, and in another group.
pub(crate) struct ShareRow {
    pub name: String,
    pub href: String,
    pub here: String,
    pub here_count: String,
    pub all: String,
    pub other: String,
    pub change: Option<Shift>,
}

/// What the page is made from.
pub(crate) struct Compared<'c> {
    pub edition: &'c Edition,
    pub before: Option<&'c Edition>,
    pub dimension: Dimension,
    pub key: &'c str,
    pub group: &'c Group,
    pub other: Option<(&'c str, &'c Group)>,
    pub book: &'c Book,
    pub members: &'c [&'c Row],
}

/// Procedures listed on the page of a group; the edition's table has them all.
const LISTED: usize = 50;

impl<'p> GroupPage<'p> {
    pub fn new(site: &Site, words: &'p Words, c: &Compared<'_>) -> Self {
        let locale = words.locale();
        let name = group_name(words, c.dimension, &c.group.name);
        let query = c.other.map_or_else(String::new, |(key, _)| parvis_web::Query::write([("with", key)]));
        let address = Address::of(|l| format!("{}{query}", links::group(l, c.dimension, c.key)));
        let title = words.with(
            "group-title",
            &[("name", (&name).into()), ("kind", words.t(&dimension_key(c.dimension, "")).into())],
        );
        let title = match c.other {
            Some((_, other)) => {
                let other = group_name(words, c.dimension, &other.name);
                words.with("group-title-with", &[("title", title.into()), ("other", other.into())])
            }
            None => title,
        };
        let month = words.month(c.edition.month());
        let frame = Frame::new(site, words, title, address)
            .described(
                words.with("group-description", &[("name", (&name).into()), ("month", (&month).into())]),
            )
            .minor(c.other.is_some())
            .under(words.t("menu-groups"), links::groups(locale))
            .under(name.clone(), "");
        let mut others: Vec<Choice> = c
            .edition
            .summary
            .groups
            .get(&c.dimension)
            .into_iter()
            .flatten()
            .filter(|(key, _)| key.as_str() != c.key)
            .map(|(key, group)| Choice {
                value: key.clone(),
                label: group_name(words, c.dimension, &group.name),
                is_selected: c.other.is_some_and(|(other, _)| other == key),
            })
            .collect();
        by_name(&mut others, |o| &o.label);
        let graded: Vec<&Indicator> = Indicators::standard()
            .public()
            .filter(|i| i.is_graded() && tally(c.group, i).counted() > 0)
            .collect();
        let listed = &c.members[..c.members.len().min(LISTED)];
        let view = format!(
            "{}{}",
            links::edition(locale, &c.edition.slug),
            parvis_web::Query::write([(c.dimension.as_str(), c.key)])
        );
        Self {
            frame,
            w: words,
            is_french: c.dimension != Dimension::Audience && locale != Locale::Fr,
            kind: words.t(&dimension_key(c.dimension, "")),
            lead: words.with("group-lead", &[("n", c.group.procedures.into()), ("month", (&month).into())]),
            action: links::group(locale, c.dimension, c.key),
            others,
            other: c.other.map(|(_, g)| group_name(words, c.dimension, &g.name)),
            rows: graded.iter().map(|i| ShareRow::new(words, i, c)).collect(),
            picture: (!graded.is_empty()).then(|| picture(words, &name, &graded, c)),
            table: plain_table(words, words.a("group-caption", "name", &name), c.book, listed),
            all_href: view,
            more: (c.members.len() > LISTED).then(|| words.a("group-more", "n", c.members.len())),
            name,
        }
    }
}

/// The message key of a dimension.
pub(crate) fn dimension_key(dimension: Dimension, suffix: &str) -> String {
    format!("dimension-{}{suffix}", dimension.as_str().replace('_', "-"))
}

fn tally(group: &Group, indicator: &Indicator) -> Tally {
    group.tallies.get(&indicator.slug).copied().unwrap_or_default()
}

fn everywhere(edition: &Edition, indicator: &Indicator) -> Tally {
    edition.summary.indicators.get(&indicator.slug).map(|s| s.tally).unwrap_or_default()
}

fn share_text(words: &Words, tally: Tally) -> String {
    tally.share().map_or_else(|| words.t("no-grade"), |share| format::share(words, share))
}

impl ShareRow {
    fn new(words: &Words, indicator: &Indicator, c: &Compared<'_>) -> Self {
        let locale = words.locale();
        let here = tally(c.group, indicator);
        let was = c.before.and_then(|b| Some((b.summary.groups.get(&c.dimension)?.get(c.key)?, b)));
        Self {
            name: indicator.name.get(locale).to_owned(),
            href: links::indicator(locale, &indicator.slug),
            here: share_text(words, here),
            here_count: words
                .with("n-of-total", &[("n", here.reached().into()), ("total", here.counted().into())]),
            all: share_text(words, everywhere(c.edition, indicator)),
            other: c.other.map_or_else(String::new, |(_, g)| share_text(words, tally(g, indicator))),
            change: was.and_then(|(group, before)| {
                Shift::of(words, tally(group, indicator), here, &words.month(before.month()))
            }),
        }
    }
}

fn picture(words: &Words, name: &str, indicators: &[&Indicator], c: &Compared<'_>) -> Picture {
    let row = |i: &&Indicator| {
        let (here, all) = (tally(c.group, i), everywhere(c.edition, i));
        let other = c.other.map(|(_, g)| tally(g, i));
        ComparisonRow {
            label: i.name.get(words.locale()).to_owned(),
            here: here.share(),
            all: all.share(),
            other: other.and_then(Tally::share),
            here_text: share_text(words, here),
            all_text: share_text(words, all),
            other_text: other.map_or_else(String::new, |t| share_text(words, t)),
        }
    };
    let chart = Comparison {
        id: "comparison".into(),
        title: words.a("group-picture", "name", name),
        desc: words.t("group-picture-desc"),
        rows: indicators.iter().map(row).collect(),
        goal: Some(Goal { share: GOAL_SHARE, label: words.t("goal-line") }),
        legend: [
            name.to_owned(),
            words.t("all-procedures"),
            c.other.map_or_else(String::new, |(_, g)| group_name(words, c.dimension, &g.name)),
        ],
    };
    Picture { wide: chart.svg(), compact: chart.svg_compact() }
}

/// All groups, by dimension.
#[derive(Template)]
#[template(path = "groups.html")]
pub(crate) struct GroupsPage<'p> {
    pub frame: Frame,
    pub w: &'p Words,
    pub lead: String,
    pub columns: Vec<String>,
    pub dimensions: Vec<DimensionView>,
}

pub(crate) struct DimensionView {
    pub anchor: &'static str,
    pub title: String,
    pub is_french: bool,
    pub groups: Vec<GroupRow>,
}

pub(crate) struct GroupRow {
    pub name: String,
    pub href: String,
    pub procedures: u32,
    /// Share and count of each indicator of the columns.
    pub shares: Vec<(String, String, String)>,
}

/// The indicators compared between ministries: rule of the national observatory, and availability beside.
const COLUMNS: [&str; 4] = ["satisfaction", "clarity", "accessibility", "availability"];

impl<'p> GroupsPage<'p> {
    pub fn new(site: &Site, words: &'p Words, edition: &Edition) -> Self {
        let locale = words.locale();
        let month = words.month(edition.month());
        let columns: Vec<&Indicator> = COLUMNS.iter().filter_map(|s| Indicators::standard().get(s)).collect();
        let row = |dimension: Dimension, key: &str, group: &Group| GroupRow {
            name: group_name(words, dimension, &group.name),
            href: links::group(locale, dimension, key),
            procedures: group.procedures,
            shares: columns
                .iter()
                .map(|i| {
                    let t = tally(group, i);
                    let count =
                        words.with("n-of-total", &[("n", t.reached().into()), ("total", t.counted().into())]);
                    let count = if t.counted() > 0 { count } else { String::new() };
                    (i.name.get(locale).to_owned(), share_text(words, t), count)
                })
                .collect(),
        };
        let dimensions = edition.summary.groups.iter().map(|(dimension, groups)| {
            let mut rows: Vec<GroupRow> =
                groups.iter().map(|(key, group)| row(*dimension, key, group)).collect();
            by_name(&mut rows, |r| &r.name);
            DimensionView {
                anchor: links::dimension_word(locale, *dimension),
                title: words.t(&dimension_key(*dimension, "-plural")),
                is_french: *dimension != Dimension::Audience && locale != Locale::Fr,
                groups: rows,
            }
        });
        let frame = Frame::new(site, words, words.t("groups-title"), Address::of(links::groups))
            .described(words.a("groups-lead", "month", &month))
            .under(words.t("menu-groups"), "");
        Self {
            frame,
            w: words,
            lead: words.a("groups-lead", "month", &month),
            columns: columns.iter().map(|i| i.name.get(locale).to_owned()).collect(),
            dimensions: dimensions.collect(),
        }
    }
}
