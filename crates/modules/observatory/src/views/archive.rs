use askama::Template;
use parvis_i18n::Words;
use parvis_measures::Indicators;
use parvis_ui::{Address, Frame, Site};

use super::edition::ErratumView;
use super::{CellView, capital};
use crate::edition::{Change, Difference, Edition};
use crate::shelf::Published;
use crate::{format, links};

/// Every edition ever published.
#[derive(Template)]
#[template(path = "archive.html")]
pub(crate) struct ArchivePage<'p> {
    pub frame: Frame,
    pub w: &'p Words,
    pub editions: Vec<ArchiveRow>,
    pub choices: Vec<(String, String)>,
    pub action: String,
}

pub(crate) struct ArchiveRow {
    pub title: String,
    pub href: String,
    pub procedures: u32,
    pub satisfaction: String,
    pub published: String,
    pub difference: Option<String>,
    pub errata: usize,
    pub canonical: String,
}

impl<'p> ArchivePage<'p> {
    pub fn new(site: &Site, words: &'p Words, published: &Published) -> Self {
        let locale = words.locale();
        let row = |e: &Edition| {
            let share = e.summary.indicators.get("satisfaction").and_then(|s| s.tally.share());
            ArchiveRow {
                title: capital(&words.month(e.month())),
                href: links::edition(locale, &e.slug),
                procedures: e.summary.procedures,
                satisfaction: share.map_or_else(|| words.t("no-grade"), |s| format::share(words, s)),
                published: e.publication.as_ref().map_or_else(String::new, |p| words.date(p.at)),
                difference: published.before(e).map(|b| links::difference(locale, &e.slug, &b.slug)),
                errata: published.errata_of(&e.slug).count(),
                canonical: links::canonical(&e.slug),
            }
        };
        let frame = Frame::new(site, words, words.t("archive-title"), Address::of(links::editions))
            .described(words.t("archive-lead"))
            .under(words.t("menu-editions"), "");
        Self {
            frame,
            w: words,
            editions: published.editions.iter().map(row).collect(),
            choices: published.editions.iter().map(|e| (e.slug.clone(), words.month(e.month()))).collect(),
            action: links::editions(locale),
        }
    }
}

/// What changed between two editions.
#[derive(Template)]
#[template(path = "difference.html")]
pub(crate) struct DifferencePage<'p> {
    pub frame: Frame,
    pub w: &'p Words,
    pub title: String,
    pub lead: String,
    pub sections: Vec<ChangeSection>,
    pub is_french_page: bool,
}

pub(crate) struct ChangeSection {
    pub slug: &'static str,
    pub title: String,
    pub explanation: String,
    pub rows: Vec<ChangeRow>,
    pub has_cells: bool,
}

pub(crate) struct ChangeRow {
    pub name: String,
    pub href: String,
    pub indicator: String,
    pub before: Option<CellView>,
    pub after: Option<CellView>,
    pub method_changed: bool,
}

impl<'p> DifferencePage<'p> {
    pub fn new(
        site: &Site,
        words: &'p Words,
        edition: &Edition,
        before: &Edition,
        all: &[Difference],
    ) -> Self {
        let locale = words.locale();
        let (after_month, before_month) = (words.month(edition.month()), words.month(before.month()));
        let title = words.with(
            "difference-title",
            &[("after", (&after_month).into()), ("before", (&before_month).into())],
        );
        let address = Address::of(|l| links::difference(l, &edition.slug, &before.slug));
        let frame = Frame::new(site, words, title.clone(), address)
            .described(title.clone())
            .under(words.t("menu-editions"), links::editions(locale))
            .under(capital(&after_month), links::edition(locale, &edition.slug))
            .under(words.t("difference-crumb"), "");
        let sections = Change::ALL.iter().filter_map(|change| ChangeSection::new(words, *change, all));
        Self {
            frame,
            w: words,
            lead: words.a("difference-lead", "n", all.len()),
            sections: sections.collect(),
            is_french_page: locale == parvis_kernel::Locale::Fr,
            title,
        }
    }
}

impl ChangeSection {
    fn new(words: &Words, change: Change, all: &[Difference]) -> Option<Self> {
        let locale = words.locale();
        let rows: Vec<ChangeRow> = all
            .iter()
            .filter(|d| d.change == change)
            .map(|d| {
                let indicator = d.indicator.as_ref().and_then(|slug| Indicators::standard().get(slug));
                let chip = |cell: &Option<_>| indicator.map(|i| CellView::new(words, i, cell.as_ref()));
                ChangeRow {
                    name: d.name.clone(),
                    href: links::procedure(locale, &d.procedure),
                    indicator: indicator.map_or_else(String::new, |i| i.name.get(locale).to_owned()),
                    before: chip(&d.before),
                    after: chip(&d.after),
                    method_changed: d.method_changed,
                }
            })
            .collect();
        let key = change.as_str().replace('_', "-");
        (!rows.is_empty()).then(|| Self {
            slug: change.as_str(),
            title: words.a(&format!("difference-{key}"), "n", rows.len()),
            explanation: words.t(&format!("difference-{key}-text")),
            has_cells: rows.iter().any(|r| r.before.is_some()),
            rows,
        })
    }
}

/// All corrections.
#[derive(Template)]
#[template(path = "errata.html")]
pub(crate) struct ErrataPage<'p> {
    pub frame: Frame,
    pub w: &'p Words,
    pub errata: Vec<ErratumView>,
}

impl<'p> ErrataPage<'p> {
    pub fn new(site: &Site, words: &'p Words, published: &Published) -> Self {
        let frame = Frame::new(site, words, words.t("errata-title"), Address::of(links::errata))
            .described(words.t("errata-lead"))
            .under(words.t("errata-title"), "");
        let mut errata: Vec<ErratumView> =
            published.errata.iter().map(|e| ErratumView::new(words, e)).collect();
        errata.reverse();
        Self { frame, w: words, errata }
    }
}
