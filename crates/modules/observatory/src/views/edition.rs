use askama::Template;
use parvis_catalog::Territory;
use parvis_i18n::Words;
use parvis_kernel::Locale;
use parvis_measures::{Indicator, Indicators, Level};
use parvis_ui::{Address, Frame, Site};
use std::sync::Arc;

use super::{CellView, by_name, capital};
use crate::browse::{Book, Index, Row, Sort, SortKey, View};
use crate::edition::{Dimension, Edition, Erratum};
use crate::{format, links};

/// The table of an edition, under any view.
#[derive(Template)]
#[template(path = "edition.html")]
pub(crate) struct EditionPage<'p> {
    pub frame: Frame,
    pub w: &'p Words,
    pub title: String,
    pub lead: String,
    pub action: String,
    pub search: String,
    pub selects: Vec<Select>,
    pub is_filtered: bool,
    pub count: String,
    pub table: Table,
    pub pager: Pager,
    pub downloads: Vec<(String, &'static str)>,
    pub difference: Option<String>,
    pub canonical: String,
    pub checksum: String,
    pub published: String,
    pub errata: Vec<ErratumView>,
}

/// What the page is made from.
pub(crate) struct Shown<'s> {
    pub edition: &'s Edition,
    pub before: Option<&'s Edition>,
    pub errata: Vec<ErratumView>,
    pub index: &'s Index,
    pub view: &'s View,
    /// Rows on all pages of the view.
    pub count: usize,
    /// Those of this page.
    pub rows: &'s [Arc<Row>],
}

/// One filter.
pub(crate) struct Select {
    pub name: &'static str,
    pub label: String,
    pub any: String,
    pub options: Vec<Choice>,
    /// The options are names in French, whatever the page's language.
    pub is_french: bool,
}

pub(crate) struct Choice {
    pub value: String,
    pub label: String,
    pub is_selected: bool,
}

/// Procedures and their chips.
pub(crate) struct Table {
    pub caption: String,
    pub columns: Vec<Column>,
    pub rows: Vec<TableRow>,
    pub is_french_page: bool,
}

pub(crate) struct Column {
    pub label: String,
    pub href: Option<String>,
    /// `ascending`, `descending` or `none`.
    pub aria_sort: Option<&'static str>,
}

pub(crate) struct TableRow {
    pub name: String,
    pub href: String,
    pub administration: String,
    pub cells: Vec<CellView>,
}

/// The pages of a view.
pub(crate) struct Pager {
    pub previous: Option<String>,
    pub next: Option<String>,
    pub pages: Vec<PageLink>,
    pub is_needed: bool,
}

pub(crate) struct PageLink {
    pub number: usize,
    pub href: String,
    pub is_current: bool,
    /// Pages left out before this one.
    pub is_after_gap: bool,
}

/// An erratum as shown.
pub(crate) struct ErratumView {
    pub number: i32,
    pub edition: String,
    pub edition_href: String,
    pub date: String,
    pub author: String,
    pub text: String,
    pub about: Option<(String, String)>,
    pub digest: String,
}

impl ErratumView {
    pub fn new(words: &Words, e: &Erratum) -> Self {
        let locale = words.locale();
        let text = match locale {
            Locale::Fr => &e.text_fr,
            Locale::En => &e.text_en,
        };
        let indicator = e.indicator.as_ref().and_then(|slug| Indicators::standard().get(slug));
        let about = e.procedure.as_ref().map(|p| (p.clone(), links::procedure(locale, p)));
        let about = about.or_else(|| {
            indicator.map(|i| (i.name.get(locale).to_owned(), links::indicator(locale, &i.slug)))
        });
        Self {
            number: e.number,
            edition: e.edition.clone(),
            edition_href: links::edition(locale, &e.edition),
            date: words.date(e.published_at),
            author: e.author.clone(),
            text: text.clone(),
            about,
            digest: e.digest.clone(),
        }
    }
}

impl<'p> EditionPage<'p> {
    pub fn new(site: &Site, words: &'p Words, shown: Shown<'_>) -> Self {
        let Shown { edition, before, errata, index, view, count, rows } = shown;
        let locale = words.locale();
        let month = words.month(edition.month());
        let title = words.a("edition-title", "month", &month);
        let query = view.query();
        let address = Address::of(|l| format!("{}{query}", links::edition(l, &edition.slug)));
        let all_pages = view.on_page(1).query();
        let file = |ext| links::download(locale, &edition.slug, ext, &all_pages);
        let mut page_title = title.clone();
        if view.is_filtered() || view.page > 1 || view.sort != Sort::default() {
            page_title = words.with(
                "edition-title-view",
                &[("title", (&title).into()), ("count", count.into()), ("page", view.page.into())],
            );
        }
        let frame = Frame::new(site, words, page_title, address)
            .described(words.a("edition-description", "month", &month))
            .minor(!query.is_empty())
            .under(words.t("menu-editions"), links::editions(locale))
            .under(capital(&month), "");
        Self {
            w: words,
            lead: words.with(
                "edition-lead",
                &[("n", edition.summary.procedures.into()), ("month", (&month).into())],
            ),
            action: links::edition(locale, &edition.slug),
            search: view.search.clone(),
            selects: selects(words, edition, index, view),
            is_filtered: view.is_filtered(),
            count: words
                .with("edition-count", &[("n", count.into()), ("all", edition.summary.procedures.into())]),
            table: table(words, edition, index, view, rows),
            pager: Pager::new(count, view, |v| {
                format!("{}{}", links::edition(locale, &edition.slug), v.query())
            }),
            downloads: vec![
                (file("csv"), "CSV"),
                (file("ods"), "ODS"),
                (file("xlsx"), "XLSX"),
                (file("json"), "JSON"),
            ],
            difference: before.map(|b| links::difference(locale, &edition.slug, &b.slug)),
            canonical: links::canonical(&edition.slug),
            checksum: edition.checksum.clone(),
            published: edition.publication.as_ref().map_or_else(String::new, |p| {
                words.with("edition-published", &[("date", words.date(p.at).into()), ("by", (&p.by).into())])
            }),
            errata,
            title,
            frame,
        }
    }
}

fn selects(words: &Words, edition: &Edition, index: &Index, view: &View) -> Vec<Select> {
    let locale = words.locale();
    let mut all = Vec::new();
    for (dimension, groups) in &edition.summary.groups {
        let mut options: Vec<Choice> = groups
            .iter()
            .map(|(key, group)| Choice {
                value: key.clone(),
                label: group_name(words, *dimension, &group.name),
                is_selected: view.asked(*dimension).any(|asked| asked == key),
            })
            .collect();
        by_name(&mut options, |choice| &choice.label);
        all.push(Select {
            name: dimension.as_str(),
            label: words.t(&format!("dimension-{}", dimension.as_str().replace('_', "-"))),
            any: words.t("filter-any"),
            options,
            is_french: *dimension != Dimension::Audience && locale != Locale::Fr,
        });
    }
    let indicators: Vec<&Indicator> = Indicators::standard().public().collect();
    let indicator = |at: &usize| {
        let i = indicators[*at];
        let is_selected = view.indicators.contains(&i.slug);
        Choice { value: i.slug.clone(), label: i.name.get(locale).to_owned(), is_selected }
    };
    all.push(Select {
        name: "indicator",
        label: words.t("filter-indicator"),
        any: words.t("filter-all"),
        options: index.columns().iter().map(indicator).collect(),
        is_french: false,
    });
    let level = |level: &Level| {
        let is_selected = view.levels.contains(level);
        Choice { value: level.as_str().to_owned(), label: format::level(words, *level), is_selected }
    };
    all.push(Select {
        name: "grade",
        label: words.t("filter-grade"),
        any: words.t("filter-any"),
        options: Level::ALL.iter().map(level).collect(),
        is_french: false,
    });
    all.push(sorts(words, index, view));
    all
}

/// Every order: on a phone the titles of columns, which sort too, are not there.
fn sorts(words: &Words, index: &Index, view: &View) -> Select {
    let choice = |sort: Sort, label: String| Choice {
        value: sort.to_string(),
        is_selected: view.sort == sort && sort != Sort::default(),
        label,
    };
    let indicators: Vec<&Indicator> = Indicators::standard().public().collect();
    let both = index.columns().iter().flat_map(|at| {
        let name = indicators[*at].name.get(words.locale());
        let key = SortKey::Indicator(indicators[*at].slug.clone());
        [("sort-best", true), ("sort-worst", false)].map(|(message, descending)| {
            choice(Sort { key: key.clone(), descending }, words.a(message, "indicator", name))
        })
    });
    Select {
        name: "sort",
        label: words.t("filter-sort"),
        any: words.t("sort-name"),
        options: both.collect(),
        is_french: false,
    }
}

/// The name of a group: audiences are a closed list with its own words, territories have their official names;
/// other names are data, in French.
pub(crate) fn group_name(words: &Words, dimension: Dimension, name: &str) -> String {
    if dimension == Dimension::Territory
        && let Some(found) = Territory::find(name)
    {
        return found.name.to_owned();
    }
    if dimension == Dimension::Audience {
        let key = format!("audience-{}", parvis_kernel::slug(name));
        if words.has(&key) {
            return words.t(&key);
        }
    }
    name.to_owned()
}

fn table(words: &Words, edition: &Edition, index: &Index, view: &View, rows: &[Arc<Row>]) -> Table {
    let locale = words.locale();
    let all: Vec<&Indicator> = Indicators::standard().public().collect();
    let columns: Vec<usize> = if view.indicators.is_empty() {
        index.columns().to_vec()
    } else {
        view.indicators.iter().filter_map(|slug| all.iter().position(|i| i.slug == *slug)).collect()
    };
    let head = |key: SortKey, label: String| {
        let is_sorted = view.sort.key == key;
        let descending = is_sorted && !view.sort.descending || !is_sorted && key != SortKey::Name;
        let next = view.sorted(Sort { key, descending });
        Column {
            label,
            href: Some(format!("{}{}", links::edition(locale, &edition.slug), next.query())),
            aria_sort: is_sorted.then_some(if view.sort.descending { "descending" } else { "ascending" }),
        }
    };
    let mut heads = vec![head(SortKey::Name, words.t("procedure"))];
    heads.extend(
        columns
            .iter()
            .map(|at| head(SortKey::Indicator(all[*at].slug.clone()), all[*at].name.get(locale).to_owned())),
    );
    Table {
        caption: words.a("edition-caption", "month", words.month(edition.month())),
        columns: heads,
        rows: rows.iter().map(|row| table_row(words, &all, &columns, row)).collect(),
        is_french_page: locale == Locale::Fr,
    }
}

fn table_row(words: &Words, all: &[&Indicator], columns: &[usize], row: &Row) -> TableRow {
    TableRow {
        name: row.line.name.clone(),
        href: links::procedure(words.locale(), &row.line.procedure),
        administration: row.line.administration.clone().unwrap_or_default(),
        cells: columns.iter().map(|at| CellView::new(words, all[*at], row.cells[*at].as_ref())).collect(),
    }
}

/// The table of a group's procedures, without sort links.
pub(crate) fn plain_table(words: &Words, caption: String, book: &Book, rows: &[&Row]) -> Table {
    let all: Vec<&Indicator> = Indicators::standard().public().collect();
    let columns = book.columns();
    let head = |label: String| Column { label, href: None, aria_sort: None };
    let mut heads = vec![head(words.t("procedure"))];
    heads.extend(columns.iter().map(|at| head(all[*at].name.get(words.locale()).to_owned())));
    Table {
        caption,
        columns: heads,
        rows: rows.iter().map(|row| table_row(words, &all, columns, row)).collect(),
        is_french_page: words.locale() == Locale::Fr,
    }
}

impl Pager {
    /// The pages of `count` rows: the first, the last, and those around the current one.
    pub fn new(count: usize, view: &View, href: impl Fn(&View) -> String) -> Self {
        let last = count.div_ceil(View::PAGE).max(1);
        let mut pages: Vec<PageLink> = Vec::new();
        for number in (1..=last).filter(|n| *n == 1 || *n == last || n.abs_diff(view.page) <= 2) {
            let is_after_gap = pages.last().is_some_and(|before| before.number + 1 < number);
            let href = href(&view.on_page(number));
            pages.push(PageLink { number, href, is_current: number == view.page, is_after_gap });
        }
        Self {
            previous: (view.page > 1).then(|| href(&view.on_page(view.page - 1))),
            next: (view.page < last).then(|| href(&view.on_page(view.page + 1))),
            pages,
            is_needed: last > 1,
        }
    }
}
