//! What a query string asks of an edition, read strictly.

use parvis_kernel::fold;
use parvis_measures::{Indicators, Level};
use parvis_web::Query;

use crate::edition::Dimension;

/// How many parameters of each kind an address may hold.
const MOST: usize = 20;

/// A view of an edition: everything in it comes from the address, and goes back into one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct View {
    /// As typed.
    pub search: String,
    /// Within a dimension any group will do; dimensions combine.
    pub groups: Vec<(Dimension, String)>,
    /// Indicators shown; all when empty.
    pub indicators: Vec<String>,
    /// Levels wanted, of the chosen indicators, or of any when none is chosen.
    pub levels: Vec<Level>,
    pub sort: Sort,
    /// From 1.
    pub page: usize,
}

/// The order of rows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sort {
    pub key: SortKey,
    pub descending: bool,
}

/// What rows are sorted on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub enum SortKey {
    #[default]
    Name,
    Indicator(String),
}

/// Why an address is not understood; told to the reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BadView {
    /// A parameter we do not know.
    Parameter(String),
    /// A value that is none of those possible: parameter, value.
    Value(&'static str, String),
    /// A text or list too long: parameter.
    TooLong(&'static str),
    /// A page past the last: page, last.
    Page(usize, usize),
}

const PARAMETERS: &[&str] = &["q", "indicator", "grade", "sort", "page"];

impl View {
    /// Rows on a page.
    pub const PAGE: usize = 50;

    /// Reads a query.
    ///
    /// # Errors
    /// The first thing that is not understood.
    pub fn parse(query: &Query, indicators: &Indicators) -> Result<Self, BadView> {
        let mut view = Self { page: 1, ..Self::default() };
        for (name, value) in query.iter() {
            match name {
                "q" if value.chars().count() > 200 => return Err(BadView::TooLong("q")),
                "q" => value.trim().clone_into(&mut view.search),
                "indicator" => view.indicators.push(indicator(value, indicators)?),
                "grade" => view.levels.push(level(value)?),
                "sort" => view.sort = Sort::parse(value, indicators)?,
                "page" => view.page = page(value)?,
                _ => match Dimension::parse(name) {
                    Some(dimension) => view.groups.push((dimension, value.to_owned())),
                    None => return Err(BadView::Parameter(name.to_owned())),
                },
            }
        }
        for (count, name) in [
            (view.groups.len(), "ministry"),
            (view.indicators.len(), "indicator"),
            (view.levels.len(), "grade"),
        ] {
            if count > MOST {
                return Err(BadView::TooLong(name));
            }
        }
        Ok(view)
    }

    /// The names of all parameters, for messages.
    pub fn parameters() -> String {
        let dimensions = Dimension::ALL.iter().map(|d| d.as_str());
        PARAMETERS.iter().copied().chain(dimensions).collect::<Vec<_>>().join(", ")
    }

    /// The query string of this view, `?` included; empty for the whole edition.
    pub fn query(&self) -> String {
        let mut pairs: Vec<(&str, String)> = Vec::new();
        if !self.search.is_empty() {
            pairs.push(("q", self.search.clone()));
        }
        pairs.extend(self.groups.iter().map(|(d, key)| (d.as_str(), key.clone())));
        pairs.extend(self.indicators.iter().map(|i| ("indicator", i.clone())));
        pairs.extend(self.levels.iter().map(|l| ("grade", l.as_str().to_owned())));
        if self.sort != Sort::default() {
            pairs.push(("sort", self.sort.to_string()));
        }
        if self.page > 1 {
            pairs.push(("page", self.page.to_string()));
        }
        Query::write(pairs.iter().map(|(name, value)| (*name, value.as_str())))
    }

    /// The same view on another page.
    #[must_use]
    pub fn on_page(&self, page: usize) -> Self {
        Self { page, ..self.clone() }
    }

    /// The same view in another order, from its first page.
    #[must_use]
    pub fn sorted(&self, sort: Sort) -> Self {
        Self { sort, page: 1, ..self.clone() }
    }

    /// Whether anything narrows the edition.
    pub fn is_filtered(&self) -> bool {
        !(self.search.is_empty()
            && self.groups.is_empty()
            && self.indicators.is_empty()
            && self.levels.is_empty())
    }

    /// The words searched, folded: each must be found.
    pub fn needles(&self) -> Vec<String> {
        fold(&self.search).split(' ').filter(|w| !w.is_empty()).map(str::to_owned).collect()
    }

    /// The groups asked of one dimension.
    pub fn asked(&self, dimension: Dimension) -> impl Iterator<Item = &str> {
        self.groups.iter().filter(move |(d, _)| *d == dimension).map(|(_, key)| key.as_str())
    }
}

fn indicator(value: &str, indicators: &Indicators) -> Result<String, BadView> {
    match indicators.get(value).filter(|i| i.public) {
        Some(found) => Ok(found.slug.clone()),
        None => Err(BadView::Value("indicator", value.to_owned())),
    }
}

fn level(value: &str) -> Result<Level, BadView> {
    Level::parse(value).ok_or_else(|| BadView::Value("grade", value.to_owned()))
}

fn page(value: &str) -> Result<usize, BadView> {
    let page = value.parse::<u32>().ok().filter(|p| *p >= 1);
    page.map(|p| p as usize).ok_or_else(|| BadView::Value("page", value.to_owned()))
}

impl Sort {
    fn parse(value: &str, indicators: &Indicators) -> Result<Self, BadView> {
        let (descending, key) = match value.strip_prefix('-') {
            Some(key) => (true, key),
            None => (false, value),
        };
        let key = match key {
            "name" => SortKey::Name,
            slug => SortKey::Indicator(
                indicator(slug, indicators).map_err(|_| BadView::Value("sort", value.to_owned()))?,
            ),
        };
        Ok(Self { key, descending })
    }
}

impl std::fmt::Display for Sort {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sign = if self.descending { "-" } else { "" };
        match &self.key {
            SortKey::Name => write!(f, "{sign}name"),
            SortKey::Indicator(slug) => write!(f, "{sign}{slug}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn parse(raw: &str) -> Result<View, BadView> {
        View::parse(&Query::parse(Some(raw)).unwrap(), Indicators::standard())
    }

    #[test]
    fn an_address_says_a_view_and_a_view_its_address() {
        let raw =
            "q=imp%C3%B4t&ministry=culture&theme=sante&indicator=clarity&grade=red&sort=-clarity&page=2";
        let view = parse(raw).unwrap();
        assert_eq!(view.query(), format!("?{raw}"));
        assert_eq!(parse("").unwrap().query(), "");
        assert!(!parse("sort=-name").unwrap().is_filtered());
    }

    #[test]
    fn what_is_not_understood_is_said() {
        for (raw, want) in [
            ("colour=red", BadView::Parameter("colour".into())),
            ("indicator=speed", BadView::Value("indicator", "speed".into())),
            ("indicator=apdex", BadView::Value("indicator", "apdex".into())),
            ("grade=purple", BadView::Value("grade", "purple".into())),
            ("sort=--name", BadView::Value("sort", "--name".into())),
            ("page=0", BadView::Value("page", "0".into())),
            ("page=-1", BadView::Value("page", "-1".into())),
            ("page=99999999999999999999", BadView::Value("page", "99999999999999999999".into())),
        ] {
            assert_eq!(parse(raw).unwrap_err(), want, "{raw}");
        }
        assert_eq!(parse(&format!("q={}", "a".repeat(201))), Err(BadView::TooLong("q")));
        assert_eq!(parse(&"grade=red&".repeat(21)), Err(BadView::TooLong("grade")));
    }

    proptest! {
        #[test]
        fn no_address_makes_it_panic_and_good_ones_come_back(raw in "(q|ministry|grade|sort|page|indicator)=[a-z0-9%-]{0,12}(&page=[0-9]{1,9})?") {
            if let Ok(query) = Query::parse(Some(&raw))
                && let Ok(view) = View::parse(&query, Indicators::standard())
            {
                let again = Query::parse(view.query().strip_prefix('?')).unwrap();
                prop_assert_eq!(View::parse(&again, Indicators::standard()).unwrap(), view);
            }
        }
    }
}
