//! A published edition in memory, laid out so that any view costs about the same whatever its size: a bit per
//! procedure for each group and level, and each order sorted once.

use fixedbitset::FixedBitSet;
use parvis_kernel::{fold, slug};
use parvis_measures::{Indicator, Indicators, Level};
use std::collections::HashMap;
use std::sync::OnceLock;

use super::view::{BadView, SortKey, View};
use crate::edition::{Cell, Dimension, Line};

/// One procedure of an edition. `line.cells` is empty here: cells stand by place in `cells`.
#[derive(Debug)]
pub struct Row {
    pub line: Line,
    /// In the order of [`Indicators::public`].
    pub cells: Box<[Option<Cell>]>,
}

impl Row {
    /// The line with its cells back in it.
    pub fn whole(&self) -> Line {
        let mut line = self.line.clone();
        let cells = Indicators::standard().public().zip(&self.cells);
        line.cells = cells.filter_map(|(i, cell)| Some((i.slug.clone(), cell.clone()?))).collect();
        line
    }

    pub fn level(&self, indicator: usize) -> Level {
        self.cells.get(indicator).and_then(Option::as_ref).map_or(Level::NoData, |cell| cell.level)
    }
}

/// An edition.
pub struct Book {
    /// In the order of slugs.
    pub rows: Vec<Row>,
    /// The text that searches read, by row.
    texts: Vec<String>,
    groups: HashMap<(Dimension, String), FixedBitSet>,
    /// By place of the indicator, then by place of the level.
    levels: Vec<[FixedBitSet; Level::ALL.len()]>,
    /// By name, then by each indicator: rows with a value in ascending order, and how many they are.
    orders: Vec<OnceLock<(Vec<u32>, usize)>>,
    /// Indicators that at least one procedure has a reading of: those that have a column.
    columns: Vec<usize>,
}

impl Book {
    /// Lays out the lines of an edition, given in the order of slugs.
    pub fn new(lines: Vec<Line>) -> Self {
        let indicators: Vec<&Indicator> = Indicators::standard().public().collect();
        let size = lines.len();
        let mut groups: HashMap<(Dimension, String), FixedBitSet> = HashMap::new();
        let mut levels: Vec<_> =
            indicators.iter().map(|_| std::array::from_fn(|_| FixedBitSet::with_capacity(size))).collect();
        let mut rows = Vec::with_capacity(size);
        let mut texts = Vec::with_capacity(size);
        for (at, mut line) in lines.into_iter().enumerate() {
            for dimension in Dimension::ALL {
                for name in dimension.names(&line) {
                    let bits = groups.entry((*dimension, slug(name)));
                    bits.or_insert_with(|| FixedBitSet::with_capacity(size)).insert(at);
                }
            }
            let mut cells = std::mem::take(&mut line.cells);
            let cells: Box<[_]> = indicators.iter().map(|i| cells.remove(&i.slug)).collect();
            texts.push(search_text(&line));
            let row = Row { line, cells };
            for (indicator, bits) in levels.iter_mut().enumerate() {
                bits[place(row.level(indicator))].insert(at);
            }
            rows.push(row);
        }
        let none = place(Level::NoData);
        let columns = levels.iter().enumerate().filter(|(_, bits)| bits[none].count_ones(..) < size);
        let columns = columns.map(|(at, _)| at).collect();
        let orders = (0..=indicators.len()).map(|_| OnceLock::new()).collect();
        Self { rows, texts, groups, levels, orders, columns }
    }

    /// The places of the indicators that have a column.
    pub fn columns(&self) -> &[usize] {
        &self.columns
    }

    /// A procedure by its slug.
    pub fn row(&self, slug: &str) -> Option<&Row> {
        self.rows.binary_search_by(|row| row.line.procedure.as_str().cmp(slug)).ok().map(|at| &self.rows[at])
    }

    /// The rows of a group, in the order of names.
    pub fn group(&self, dimension: Dimension, key: &str) -> Option<Vec<&Row>> {
        let bits = self.groups.get(&(dimension, key.to_owned()))?;
        let (order, _) = self.order(&SortKey::Name);
        Some(
            order
                .iter()
                .filter(|at| bits.contains(**at as usize))
                .map(|at| &self.rows[*at as usize])
                .collect(),
        )
    }

    /// The rows that a view wants, all pages of it, in its order.
    ///
    /// # Errors
    /// A group that this edition does not have.
    pub fn select(&self, view: &View) -> Result<Vec<&Row>, BadView> {
        let mut wanted = FixedBitSet::with_capacity(self.rows.len());
        wanted.insert_range(..);
        for dimension in Dimension::ALL {
            let mut any: Option<FixedBitSet> = None;
            for key in view.asked(*dimension) {
                let bits = self.groups.get(&(*dimension, key.to_owned()));
                let bits = bits.ok_or_else(|| BadView::Value(dimension.as_str(), key.to_owned()))?;
                any.get_or_insert_with(|| FixedBitSet::with_capacity(self.rows.len())).union_with(bits);
            }
            if let Some(any) = any {
                wanted.intersect_with(&any);
            }
        }
        if !view.levels.is_empty() || !view.indicators.is_empty() {
            wanted.intersect_with(&self.with_levels(view));
        }
        let needles = view.needles();
        let (order, valued) = self.order(&view.sort.key);
        let found = |at: &&u32| {
            let at = **at as usize;
            wanted.contains(at) && needles.iter().all(|needle| self.texts[at].contains(needle.as_str()))
        };
        let row = |at: &u32| &self.rows[*at as usize];
        // Rows without a value come last in both directions.
        let (first, last) = order.split_at(*valued);
        Ok(if view.sort.descending {
            first.iter().rev().chain(last).filter(found).map(row).collect()
        } else {
            order.iter().filter(found).map(row).collect()
        })
    }

    /// The rows where a chosen indicator has a wanted level; any level but "no data" when none is wanted.
    fn with_levels(&self, view: &View) -> FixedBitSet {
        let chosen: Vec<usize> = if view.indicators.is_empty() {
            self.columns.clone()
        } else {
            let all: Vec<&Indicator> = Indicators::standard().public().collect();
            view.indicators.iter().filter_map(|slug| all.iter().position(|i| i.slug == *slug)).collect()
        };
        let mut any = FixedBitSet::with_capacity(self.rows.len());
        for indicator in chosen {
            for level in Level::ALL {
                let is_wanted = if view.levels.is_empty() {
                    *level != Level::NoData
                } else {
                    view.levels.contains(level)
                };
                if is_wanted {
                    any.union_with(&self.levels[indicator][place(*level)]);
                }
            }
        }
        any
    }

    /// Rows in ascending order of a key, those with a value first, and how many have one.
    fn order(&self, key: &SortKey) -> &(Vec<u32>, usize) {
        let at = match key {
            SortKey::Name => 0,
            SortKey::Indicator(slug) => {
                Indicators::standard().public().position(|i| i.slug == *slug).map_or(0, |place| place + 1)
            }
        };
        self.orders[at].get_or_init(|| self.sort(at.checked_sub(1)))
    }

    fn sort(&self, indicator: Option<usize>) -> (Vec<u32>, usize) {
        let mut rows: Vec<u32> = (0..self.rows.len()).filter_map(|at| u32::try_from(at).ok()).collect();
        rows.sort_by(|a, b| self.texts[*a as usize].cmp(&self.texts[*b as usize]));
        let Some(indicator) = indicator else {
            let all = rows.len();
            return (rows, all);
        };
        let value = |at: &u32| {
            let cell = self.rows[*at as usize].cells[indicator].as_ref()?;
            cell.value.or_else(|| cell.level.rank().map(f64::from))
        };
        let (mut valued, rest): (Vec<u32>, Vec<u32>) = rows.into_iter().partition(|at| value(at).is_some());
        valued.sort_by(|a, b| value(a).unwrap_or(0.0).total_cmp(&value(b).unwrap_or(0.0)));
        let count = valued.len();
        valued.extend(rest);
        (valued, count)
    }
}

fn place(level: Level) -> usize {
    level as usize
}

/// The name first, so that rows in the order of these texts are in the order of names.
fn search_text(line: &Line) -> String {
    let parts = [Some(&line.name), line.administration.as_ref(), line.number.as_ref(), line.theme.as_ref()];
    parts.into_iter().flatten().map(|part| fold(part)).collect::<Vec<_>>().join("\n")
}
