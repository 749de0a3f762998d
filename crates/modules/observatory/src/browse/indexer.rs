//! Making the index of an edition, a procedure at a time: no more than one needs to be in memory.

use fixedbitset::FixedBitSet;
use parvis_kernel::{fold, slug};
use parvis_measures::{Indicators, Level};
use std::collections::HashMap;

use super::book::Row;
use super::index::{Index, place};
use super::texts::Texts;
use crate::edition::{Dimension, Line};

/// An index in the making.
pub struct Indexer {
    size: usize,
    slugs: Texts,
    texts: Texts,
    groups: HashMap<(Dimension, String), FixedBitSet>,
    levels: Vec<[FixedBitSet; Level::ALL.len()]>,
    /// By place of the indicator: what each procedure is sorted on.
    values: Vec<Vec<Option<f64>>>,
}

impl Indexer {
    /// For an edition of that many procedures.
    pub fn new(size: usize) -> Self {
        let indicators = Indicators::standard().public().count();
        let level = |_| FixedBitSet::with_capacity(size);
        Self {
            size,
            slugs: Texts::default(),
            texts: Texts::default(),
            groups: HashMap::new(),
            levels: (0..indicators).map(|_| std::array::from_fn(level)).collect(),
            values: vec![Vec::with_capacity(size); indicators],
        }
    }

    /// Adds the next procedure in the order of slugs.
    pub fn add(&mut self, row: &Row) {
        let at = self.slugs.len();
        self.slugs.push(&row.line.procedure);
        self.texts.push(&search_text(&row.line));
        for dimension in Dimension::ALL {
            for name in dimension.names(&row.line) {
                let bits = self.groups.entry((*dimension, slug(name)));
                bits.or_insert_with(|| FixedBitSet::with_capacity(self.size)).insert(at);
            }
        }
        for (indicator, (levels, values)) in self.levels.iter_mut().zip(&mut self.values).enumerate() {
            levels[place(row.level(indicator))].insert(at);
            let cell = row.cells[indicator].as_ref();
            values.push(cell.and_then(|cell| cell.value.or_else(|| cell.level.rank().map(f64::from))));
        }
    }

    /// Sorts what was added.
    pub fn finish(self) -> Index {
        let size = self.size;
        let none = place(Level::NoData);
        let is_read = |bits: &[FixedBitSet; Level::ALL.len()]| bits[none].count_ones(..) < size;
        let columns: Vec<usize> = (0..self.levels.len()).filter(|at| is_read(&self.levels[*at])).collect();
        let mut by_name: Vec<u32> = (0..size).filter_map(|at| u32::try_from(at).ok()).collect();
        by_name.sort_by(|a, b| self.texts.get(*a as usize).cmp(self.texts.get(*b as usize)));
        let by_value = self.values.iter().enumerate().map(|(at, values)| match columns.contains(&at) {
            true => by_value(values, &by_name),
            false => (Vec::new(), 0),
        });
        let orders = std::iter::once((by_name.clone(), size)).chain(by_value).collect();
        Index {
            slugs: self.slugs.fitted(),
            texts: self.texts.fitted(),
            groups: self.groups,
            levels: self.levels,
            orders,
            columns,
        }
    }
}

/// Places in ascending order of values, then of names; those with a value first, and how many they are.
fn by_value(values: &[Option<f64>], by_name: &[u32]) -> (Vec<u32>, usize) {
    let value = |at: u32| values[at as usize];
    let (mut valued, rest): (Vec<u32>, Vec<u32>) = by_name.iter().partition(|at| value(**at).is_some());
    valued.sort_by(|a, b| value(*a).unwrap_or(0.0).total_cmp(&value(*b).unwrap_or(0.0)));
    let count = valued.len();
    valued.extend(rest);
    (valued, count)
}

/// The name first, so that rows in the order of these texts are in the order of names.
fn search_text(line: &Line) -> String {
    let parts = [Some(&line.name), line.administration.as_ref(), line.number.as_ref(), line.theme.as_ref()];
    parts.into_iter().flatten().map(|part| fold(part)).collect::<Vec<_>>().join("\n")
}
