//! The page as blocks: every picture has its table.

use parvis_catalog::Procedure;
use parvis_charts::{History, Point, Run, Span, Tone as Grade, XTick};
use parvis_export::StreamFormat;
use parvis_i18n::Words;
use parvis_kernel::Month;
use parvis_measures::{Indicators, Level, Window, assess};
use parvis_ui::{Block, Cell, DeskPage, Frame, Link, Site, Table, Tone};

use super::PAGE;
use crate::format;
use crate::opendata::formats;
use crate::score::{COMPARED, INDICATORS, Score};
use crate::service::measure::reading;
use crate::service::public::{Part, Summary, Told};

/// Whose page it is, and for whom.
pub struct About<'p> {
    pub site: &'p Site,
    pub words: &'p Words,
    pub slug: &'p str,
    pub name: &'p str,
}

/// A page to be written.
pub struct Page(DeskPage);

impl Page {
    pub fn render_page(&self) -> Result<String, askama::Error> {
        askama::Template::render(&self.0)
    }
}

impl About<'_> {
    pub fn page(&self, procedure: &Procedure, summary: &Summary) -> Page {
        let words = self.words;
        let title = words.a("reviews-public-title", "name", self.name);
        let frame = Frame::new(self.site, words, title.clone(), PAGE.address(&[self.slug]))
            .described(words.a("reviews-public-description", "name", self.name))
            .under(title, "");
        let mut blocks = vec![Block::Text(self.many(summary))];
        if summary.whole.opinions.shown().is_some() {
            blocks.push(Block::Table(self.indicators(procedure, summary)));
            blocks.push(Block::Text(words.t("reviews-public-grade")));
            blocks.push(Block::Heading(words.t("reviews-public-months")));
            blocks.extend(self.picture(summary).map(Block::Picture));
            let months = |month: &Month| words.month(*month);
            blocks.push(Block::Table(self.table("mois", "reviews-public-by-month", &summary.months, months)));
            blocks.push(Block::Heading(words.t("reviews-public-ways")));
            let channel = |one: &crate::survey::Channel| words.t(&format!("reviews-channel-{one}"));
            blocks.push(Block::Table(self.table(
                "canaux",
                "reviews-public-by-channel",
                &summary.channels,
                channel,
            )));
            let tongue = |one: &crate::survey::Tongue| one.name().to_owned();
            blocks.push(Block::Table(self.table(
                "langues",
                "reviews-public-by-tongue",
                &summary.tongues,
                tongue,
            )));
        }
        blocks.push(Block::Heading(words.t("reviews-public-rule")));
        blocks.push(Block::Text(words.t("reviews-public-rule-text")));
        blocks.push(Block::Heading(words.t("reviews-public-data")));
        blocks.push(Block::Text(words.t("reviews-public-data-text")));
        blocks.push(Block::Links(self.files(summary)));
        let lead = words.with(
            "reviews-public-lead",
            &[("from", words.month(summary.from).into()), ("until", words.month(summary.until).into())],
        );
        let mut page = DeskPage::new(frame, words, String::new(), blocks).led(lead);
        page.frame.is_minor = false;
        Page(page)
    }

    /// The open data of the last year that is over, with its dictionary and its licence.
    fn files(&self, summary: &Summary) -> Vec<Link> {
        // The month after the last one told is today's.
        let year = Month::from_index(summary.until.index() + 1).map_or(0, Month::year) - 1;
        let file = |format: StreamFormat| {
            let extension = format.extension();
            let label =
                format!("{} {year} ({})", self.words.t("reviews-public-file"), extension.to_uppercase());
            Link::new(label, format!("/donnees/avis/{year}.{extension}"))
        };
        let mut all: Vec<Link> = formats().map(file).collect();
        all.push(Link::new(self.words.t("reviews-public-dictionary"), "/donnees/avis/dictionary.csv"));
        all.push(Link::new(self.words.t("reviews-public-licence"), "/donnees/avis/licence.txt"));
        all
    }

    fn many(&self, summary: &Summary) -> String {
        match summary.whole.opinions {
            Told::Shown(n) => self.words.a("reviews-public-many", "n", n),
            Told::Nobody => self.words.t("reviews-public-nobody"),
            Told::Hidden => self.words.t("reviews-public-few"),
        }
    }

    fn figure(&self, at: usize) -> String {
        let (name, _) = INDICATORS[at];
        self.words.t(&format!("reviews-figure-{}", name.replace('_', "-")))
    }

    /// A value, or why there is none.
    fn told(&self, told: &Told<Score>) -> String {
        match told {
            Told::Shown(score) => format::value(self.words, score),
            Told::Nobody => self.words.t("reviews-empty"),
            Told::Hidden => self.words.t("reviews-public-hidden"),
        }
    }

    fn indicators(&self, procedure: &Procedure, summary: &Summary) -> Table {
        let words = self.words;
        let row = |(at, told): (usize, &Told<Score>)| {
            let mut cells = vec![Cell::text(self.figure(at)), Cell::text(self.told(told))];
            if let Told::Shown(score) = told {
                let is_sure = score.n >= COMPARED;
                let key = "reviews-change-none";
                cells.push(Cell::text(if is_sure { format::interval(words, score) } else { words.t(key) }));
                cells.push(Cell::text(words.integer(i64::from(score.n))));
                cells.push(self.grade(procedure, at, score, summary.until));
            }
            cells
        };
        let columns = [
            "reviews-indicator",
            "reviews-value",
            "reviews-interval-95",
            "reviews-n",
            "reviews-public-level",
        ];
        Table {
            id: "indicateurs".into(),
            caption: words.t("reviews-indicators"),
            columns: columns.map(|key| words.t(key)).to_vec(),
            rows: summary.whole.figures.iter().enumerate().map(row).collect(),
            empty: words.t("reviews-empty"),
        }
    }

    /// The level, as the observatory gives it to the same reading.
    fn grade(&self, procedure: &Procedure, at: usize, score: &Score, month: Month) -> Cell {
        let (slug, _) = INDICATORS[at];
        let end = month.last_day();
        let read = reading(procedure.id, slug, Window::Year, end, score, end.end());
        let level = match (Indicators::standard().get(slug), &read) {
            (Some(indicator), Some(read)) => assess(indicator, Some(read), month).level,
            _ => Level::Ungraded,
        };
        let text = |key: &str| self.words.t(key);
        match level {
            Level::Green | Level::Blue => Cell::Badge(Tone::Success, text("reviews-level-green")),
            Level::Amber => Cell::Badge(Tone::Warning, text("reviews-level-amber")),
            Level::Red => Cell::Badge(Tone::Error, text("reviews-level-red")),
            Level::TooFew => Cell::text(text("reviews-level-too-few")),
            Level::Ungraded | Level::NotApplicable | Level::Stale | Level::NoData => {
                Cell::text(text("reviews-level-ungraded"))
            }
        }
    }

    /// Parts that nobody belongs to are left out, save months.
    fn table<K>(&self, id: &str, caption: &str, parts: &[Part<K>], name: impl Fn(&K) -> String) -> Table {
        let words = self.words;
        let is_there = |part: &&Part<K>| id == "mois" || part.opinions != Told::Nobody;
        let row = |part: &Part<K>| {
            let mut cells = vec![Cell::text(name(&part.of))];
            match part.opinions {
                Told::Nobody => cells.push(Cell::text(words.integer(0_i64))),
                Told::Hidden => cells.push(Cell::text(words.t("reviews-public-hidden"))),
                Told::Shown(n) => {
                    cells.push(Cell::text(words.integer(i64::try_from(n).unwrap_or(i64::MAX))));
                    cells.extend(part.figures.iter().map(|told| Cell::text(self.told(told))));
                }
            }
            cells
        };
        let mut columns = vec![words.t("reviews-public-part"), words.t("reviews-opinions")];
        columns.extend((0..INDICATORS.len()).map(|at| self.figure(at)));
        Table {
            id: id.into(),
            caption: words.t(caption),
            columns,
            rows: parts.iter().filter(is_there).map(row).collect(),
            empty: words.t("reviews-empty"),
        }
    }

    /// Satisfaction month after month, when two months or more can be told.
    fn picture(&self, summary: &Summary) -> Option<String> {
        let words = self.words;
        let mut runs: Vec<Run> = Vec::new();
        let mut gaps: Vec<Span> = Vec::new();
        let mut before = None;
        for part in &summary.months {
            let x = part.of.index();
            let Some(score) = part.figures.first().and_then(Told::shown) else {
                match gaps.last_mut().filter(|gap| gap.to == x - 1) {
                    Some(gap) => gap.to = x,
                    None => gaps.push(Span { from: x, to: x, label: words.t("reviews-public-hidden") }),
                }
                continue;
            };
            let (low, high) = (Some(score.interval.low), Some(score.interval.high));
            let point = Point { x, y: score.value, low, high, tone: Grade::Neutral };
            match runs.last_mut() {
                Some(run) if before == Some(x - 1) => run.points.push(point),
                _ => runs.push(Run { points: vec![point] }),
            }
            before = Some(x);
        }
        let shown: Vec<&Point> = runs.iter().flat_map(|run| &run.points).collect();
        let (first, last) = (shown.first()?, shown.last().filter(|_| shown.len() > 1)?);
        let title = words.t("reviews-public-picture");
        let month = |x: i32| Month::from_index(x).map_or_else(String::new, |month| words.month(month));
        let desc = words.with(
            "reviews-public-picture-text",
            &[
                ("from", month(first.x).into()),
                ("until", month(last.x).into()),
                ("first", words.decimal(first.y, 1).into()),
                ("last", words.decimal(last.y, 1).into()),
            ],
        );
        let tick = |value: f64| (value, words.decimal(value, 0));
        let labels = summary.months.iter().rev().step_by(3).rev();
        let history = History {
            id: "satisfaction".into(),
            title: title.clone(),
            desc,
            x_labels: labels
                .map(|part| XTick { x: part.of.index(), label: words.month_short(part.of) })
                .collect(),
            x_min: summary.from.index(),
            x_max: summary.until.index(),
            y_min: 0.0,
            y_max: 10.0,
            y_ticks: vec![tick(0.0), tick(5.0), tick(10.0)],
            limits: Vec::new(),
            runs,
            breaks: Vec::new(),
            gaps,
            legend: Vec::new(),
        };
        Some(format!(
            "<figure class=\"pv-chart\" role=\"figure\" aria-label=\"{title}\"><figcaption>{title}</figcaption><div class=\"pv-chart__wide\">{}</div>\
             <div class=\"pv-chart__compact\">{}</div></figure>",
            history.svg(),
            history.svg_compact()
        ))
    }
}
