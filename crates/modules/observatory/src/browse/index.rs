//! Where to find the procedures of an edition, without the procedures themselves: a bit per procedure for each group
//! and level, and each order sorted once, so that any view costs about the same whatever the edition's size.

use fixedbitset::FixedBitSet;
use parvis_kernel::{fold, slug};
use parvis_measures::{Indicator, Indicators, Level};
use std::collections::HashMap;
use std::sync::Arc;

use super::book::Row;
use super::view::{BadView, SortKey, View};
use crate::edition::{Dimension, Line};

/// The index of an edition; procedures are told by their place in the order of slugs.
pub struct Index {
    slugs: Vec<Box<str>>,
    /// The text that searches read.
    texts: Vec<Box<str>>,
    groups: HashMap<(Dimension, String), FixedBitSet>,
    /// By place of the indicator, then by place of the level.
    levels: Vec<[FixedBitSet; Level::ALL.len()]>,
    /// By name, then by each indicator: places in ascending order, those with a value first, and how many they are.
    orders: Vec<(Vec<u32>, usize)>,
    /// Indicators that at least one procedure has a reading of: those that have a column.
    columns: Vec<usize>,
}

impl Index {
    /// Indexes the rows of an edition, given in the order of slugs.
    pub(super) fn new(rows: &[Arc<Row>]) -> Self {
        let (size, indicators) = (rows.len(), Indicators::standard().public().count());
        let empty = || FixedBitSet::with_capacity(size);
        let mut groups: HashMap<(Dimension, String), FixedBitSet> = HashMap::new();
        let mut levels: Vec<[FixedBitSet; Level::ALL.len()]> =
            (0..indicators).map(|_| std::array::from_fn(|_| empty())).collect();
        for (at, row) in rows.iter().enumerate() {
            for dimension in Dimension::ALL {
                for name in dimension.names(&row.line) {
                    groups.entry((*dimension, slug(name))).or_insert_with(empty).insert(at);
                }
            }
            for (indicator, bits) in levels.iter_mut().enumerate() {
                bits[place(row.level(indicator))].insert(at);
            }
        }
        let none = place(Level::NoData);
        let columns = levels.iter().enumerate().filter(|(_, bits)| bits[none].count_ones(..) < size);
        let columns: Vec<usize> = columns.map(|(at, _)| at).collect();
        let texts: Vec<Box<str>> = rows.iter().map(|row| search_text(&row.line).into()).collect();
        let mut by_name: Vec<u32> = (0..size).filter_map(|at| u32::try_from(at).ok()).collect();
        by_name.sort_by(|a, b| texts[*a as usize].cmp(&texts[*b as usize]));
        let by_value = (0..indicators).map(|indicator| match columns.contains(&indicator) {
            true => by_value(rows, &by_name, indicator),
            false => (Vec::new(), 0),
        });
        let orders = std::iter::once((by_name.clone(), size)).chain(by_value).collect();
        let slugs = rows.iter().map(|row| row.line.procedure.as_str().into()).collect();
        Self { slugs, texts, groups, levels, orders, columns }
    }

    /// The places of the indicators that have a column.
    pub fn columns(&self) -> &[usize] {
        &self.columns
    }

    /// Procedures in all.
    pub fn len(&self) -> usize {
        self.slugs.len()
    }

    pub fn is_empty(&self) -> bool {
        self.slugs.is_empty()
    }

    /// The place of a procedure.
    pub fn position(&self, slug: &str) -> Option<u32> {
        self.slugs.binary_search_by(|own| (**own).cmp(slug)).ok().and_then(|at| u32::try_from(at).ok())
    }

    /// The slug of the procedure at a place of this index.
    pub fn slug(&self, at: u32) -> &str {
        &self.slugs[at as usize]
    }

    /// The places of a group, in the order of names.
    pub fn group(&self, dimension: Dimension, key: &str) -> Option<Vec<u32>> {
        let bits = self.groups.get(&(dimension, key.to_owned()))?;
        let (order, _) = self.order(&SortKey::Name);
        Some(order.iter().copied().filter(|at| bits.contains(*at as usize)).collect())
    }

    /// The places that a view wants, all pages of it, in its order.
    ///
    /// # Errors
    /// A group that this edition does not have.
    pub fn select(&self, view: &View) -> Result<Vec<u32>, BadView> {
        let mut wanted = FixedBitSet::with_capacity(self.slugs.len());
        wanted.insert_range(..);
        for dimension in Dimension::ALL {
            let mut any: Option<FixedBitSet> = None;
            for key in view.asked(*dimension) {
                let bits = self.groups.get(&(*dimension, key.to_owned()));
                let bits = bits.ok_or_else(|| BadView::Value(dimension.as_str(), key.to_owned()))?;
                any.get_or_insert_with(|| FixedBitSet::with_capacity(self.slugs.len())).union_with(bits);
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
        let found = |at: &u32| {
            let at = *at as usize;
            wanted.contains(at) && needles.iter().all(|needle| self.texts[at].contains(needle.as_str()))
        };
        // Rows without a value come last in both directions.
        let (first, last) = order.split_at(*valued);
        Ok(if view.sort.descending {
            first.iter().rev().chain(last).copied().filter(found).collect()
        } else {
            order.iter().copied().filter(found).collect()
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
        let mut any = FixedBitSet::with_capacity(self.slugs.len());
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

    fn order(&self, key: &SortKey) -> &(Vec<u32>, usize) {
        let at = match key {
            SortKey::Name => 0,
            SortKey::Indicator(slug) => {
                Indicators::standard().public().position(|i| i.slug == *slug).map_or(0, |place| place + 1)
            }
        };
        // An indicator that nobody measured sorts nothing: the order of names stays.
        if self.orders[at].0.is_empty() { &self.orders[0] } else { &self.orders[at] }
    }
}

fn by_value(rows: &[Arc<Row>], by_name: &[u32], indicator: usize) -> (Vec<u32>, usize) {
    let value = |at: u32| {
        let cell = rows[at as usize].cells[indicator].as_ref()?;
        cell.value.or_else(|| cell.level.rank().map(f64::from))
    };
    let (mut valued, rest): (Vec<u32>, Vec<u32>) = by_name.iter().partition(|at| value(**at).is_some());
    valued.sort_by(|a, b| value(*a).unwrap_or(0.0).total_cmp(&value(*b).unwrap_or(0.0)));
    let count = valued.len();
    valued.extend(rest);
    (valued, count)
}

fn place(level: Level) -> usize {
    level as usize
}

/// The name first, so that rows in the order of these texts are in the order of names.
fn search_text(line: &Line) -> String {
    let parts = [Some(&line.name), line.administration.as_ref(), line.number.as_ref(), line.theme.as_ref()];
    parts.into_iter().flatten().map(|part| fold(part)).collect::<Vec<_>>().join("\n")
}
