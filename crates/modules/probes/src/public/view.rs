//! The page as blocks, and the badge.

use parvis_charts::{Badge, Tone as Grade};
use parvis_i18n::Words;
use parvis_kernel::{Day, Id, Timestamp};
use parvis_measures::{Indicators, Level, Value, Window, assess};
use parvis_ui::{Block, Cell, DeskPage, Frame, Link, Site, Table, Tone};

use super::{BADGE, PAGE};
use crate::letters::why;
use crate::measure::reading;
use crate::service::public::{Address, DAYS, Summary};
use crate::service::watching::Standing;
use crate::watch::days::{Counted, whole};

/// Whose page it is, and for whom.
pub struct About<'p> {
    pub site: &'p Site,
    pub words: &'p Words,
    pub slug: &'p str,
    pub name: &'p str,
}

impl About<'_> {
    pub fn page(&self, summary: &Summary, now: Timestamp) -> DeskPage {
        let words = self.words;
        let title = words.a("probes-public-title", "name", self.name);
        let frame = Frame::new(self.site, words, title.clone(), PAGE.address(&[self.slug]))
            .described(words.a("probes-public-description", "name", self.name))
            .under(title, "");
        let mut blocks = vec![Block::Table(self.addresses(summary))];
        for stop in &summary.maintenance {
            let (from, until) = (words.moment(stop.began_at), words.moment(stop.ended_at));
            let title = words.with(
                "probes-public-stop",
                &[("from", from.as_str().into()), ("until", until.as_str().into())],
            );
            blocks.push(Block::Alert { tone: Tone::Info, title, text: stop.reason.clone() });
        }
        blocks.push(Block::Table(self.outages(summary)));
        blocks.push(Block::Table(self.gaps(summary)));
        let days = vec![Block::Table(self.days(summary))];
        blocks
            .push(Block::More { summary: words.a("probes-public-days", "n", i64::from(DAYS)), blocks: days });
        blocks.push(Block::Heading(words.t("probes-public-rule")));
        blocks.push(Block::Text(words.t("probes-public-rule-text")));
        let badge = BADGE.to(words.locale(), &[self.slug]);
        blocks.push(Block::Links(vec![Link::new(words.t("probes-public-badge"), badge)]));
        let lead = words.a("probes-public-lead", "at", words.moment(now).as_str());
        let mut page = DeskPage::new(frame, words, String::new(), blocks).led(lead);
        page.frame.is_minor = false;
        page
    }

    fn table(&self, id: &str, caption: &str, columns: &[&str], rows: Vec<Vec<Cell>>, empty: &str) -> Table {
        Table {
            id: id.to_owned(),
            caption: self.words.t(caption),
            columns: columns.iter().map(|key| self.words.t(key)).collect(),
            rows,
            empty: self.words.t(empty),
        }
    }

    fn addresses(&self, summary: &Summary) -> Table {
        let row = |one: &Address| {
            let response = one
                .response
                .map(|ms| self.words.a("probes-public-ms", "ms", self.words.decimal(ms, 0).as_str()));
            vec![
                Cell::text(one.url.clone()),
                standing(self.words, one.standing),
                Cell::text(share(self.words, whole(&one.days))),
                Cell::text(response.unwrap_or_else(|| self.words.t("probes-not-yet"))),
            ]
        };
        let columns = ["probes-address", "probes-standing", "probes-public-share", "probes-public-response"];
        let rows = summary.addresses.iter().map(row).collect();
        self.table("adresses", "probes-public-addresses", &columns, rows, "probes-addresses-none")
    }

    fn url<'s>(&self, summary: &'s Summary, id: Id) -> &'s str {
        summary.addresses.iter().find(|one| one.id == id).map_or("", |one| &one.url)
    }

    fn outages(&self, summary: &Summary) -> Table {
        let words = self.words;
        let rows = summary.outages.iter().map(|one| {
            vec![
                Cell::text(words.moment(one.began_at)),
                Cell::text(one.ended_at.map_or_else(|| words.t("probes-lasts"), |at| words.moment(at))),
                Cell::text(self.url(summary, one.watch)),
                Cell::text(why(words, &one.failure)),
            ]
        });
        let columns = ["probes-from", "probes-until", "probes-address", "probes-why"];
        self.table("pannes", "probes-outages", &columns, rows.collect(), "probes-outages-none")
    }

    fn gaps(&self, summary: &Summary) -> Table {
        let words = self.words;
        let rows = summary.gaps.iter().map(|one| {
            vec![
                Cell::text(words.moment(one.began_at)),
                Cell::text(words.moment(one.ended_at)),
                Cell::text(self.url(summary, one.watch)),
                Cell::text(words.t(&format!("probes-gap-{}", one.kind))),
                Cell::text(words.t(&format!("probes-gap-{}", one.reason))),
            ]
        });
        let columns = ["probes-from", "probes-until", "probes-address", "probes-gap-kind", "probes-why"];
        self.table("lacunes", "probes-gaps", &columns, rows.collect(), "probes-gaps-none")
    }

    fn days(&self, summary: &Summary) -> Table {
        let row = |(day, one): (&Day, &Counted)| {
            vec![Cell::text(self.words.day(*day)), Cell::text(share(self.words, *one))]
        };
        let rows = summary.days().iter().rev().map(row).collect();
        let columns = ["probes-public-day", "probes-public-share"];
        self.table("jours", "probes-public-by-day", &columns, rows, "probes-not-yet")
    }
}

/// How an address stands, in words and colour.
pub fn standing(words: &Words, standing: Standing) -> Cell {
    let since = |key, at| words.a(key, "at", words.moment(at).as_str());
    match standing {
        Standing::NotYet => Cell::Badge(Tone::Info, words.t("probes-not-yet")),
        Standing::Answers => Cell::Badge(Tone::Success, words.t("probes-answers")),
        Standing::Down(at) => Cell::Badge(Tone::Error, since("probes-down", at)),
        Standing::Unknown(at) => Cell::Badge(Tone::Warning, since("probes-unknown", at)),
    }
}

/// The share of looks at which it answered, and how many there were.
pub fn share(words: &Words, counted: Counted) -> String {
    let Some(share) = counted.share() else { return words.t("probes-not-yet") };
    let (share, count) = (words.percent(share, 2), words.integer(counted.tries));
    let known = [
        ("share", share.as_str().into()),
        ("n", i64::from(counted.tries).into()),
        ("count", count.as_str().into()),
    ];
    words.with("probes-month-share", &known)
}

/// The share of the last days, graded as the observatory grades availability.
pub fn badge(words: &Words, (procedure, name): (Id, &str), summary: &Summary, now: Timestamp) -> Badge {
    let counted = whole(&summary.days());
    let indicator = Indicators::standard().get("availability");
    // On the raw share: the one that is shown is cut.
    let raw = (counted.tries > 0).then(|| 100.0 * f64::from(counted.answered) / f64::from(counted.tries));
    let read = raw.and_then(|raw| {
        reading(procedure, "availability", (Window::Quarter, now.day()), Value::Number(raw), now)
    });
    let level = indicator.map_or(Level::NoData, |one| assess(one, read.as_ref(), now.day().month()).level);
    let value = counted.share().map_or_else(|| words.t("probes-not-yet"), |share| words.percent(share, 2));
    let label = indicator.map_or_else(String::new, |indicator| indicator.name.get(words.locale()).to_owned());
    let tone = match level {
        Level::Green => Grade::Green,
        Level::Amber => Grade::Amber,
        Level::Red => Grade::Red,
        _ => Grade::Missing,
    };
    let known = [("name", name.into()), ("value", value.as_str().into()), ("n", i64::from(DAYS).into())];
    Badge {
        id: "disponibilite".to_owned(),
        label,
        desc: words.with("probes-public-badge-text", &known),
        value,
        tone,
    }
}
