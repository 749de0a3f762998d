//! Where to find the procedures of an edition, without the procedures themselves: a bit per procedure for each group
//! and level, and each order sorted once, so that any view costs about the same whatever the edition's size.

use fixedbitset::FixedBitSet;
use parvis_measures::{Indicator, Indicators, Level};
use std::collections::HashMap;

use super::texts::Texts;
use super::view::{BadView, SortKey, View};
use crate::edition::Dimension;

/// The index of an edition; procedures are told by their place in the order of slugs.
pub struct Index {
    pub(super) slugs: Texts,
    /// The text that searches read.
    pub(super) texts: Texts,
    pub(super) groups: HashMap<(Dimension, String), FixedBitSet>,
    /// By place of the indicator, then by place of the level.
    pub(super) levels: Vec<[FixedBitSet; Level::ALL.len()]>,
    /// By name, then by each indicator: places in ascending order, those with a value first, and how many they are.
    pub(super) orders: Vec<(Vec<u32>, usize)>,
    /// Indicators that at least one procedure has a reading of: those that have a column.
    pub(super) columns: Vec<usize>,
}

impl Index {
    /// The places of the indicators that have a column.
    pub fn columns(&self) -> &[usize] {
        &self.columns
    }

    /// Procedures in all.
    pub fn len(&self) -> usize {
        self.slugs.len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The place of a procedure.
    pub fn position(&self, slug: &str) -> Option<u32> {
        self.slugs.position(slug).and_then(|at| u32::try_from(at).ok())
    }

    /// The slug of the procedure at a place of this index.
    pub fn slug(&self, at: u32) -> &str {
        self.slugs.get(at as usize)
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
        let wanted = self.wanted(view)?;
        let wanted = |at: &u32| wanted.contains(*at as usize);
        // Rows without a value come last in both directions.
        let (order, valued) = self.order(&view.sort.key);
        let (first, last) = order.split_at(*valued);
        Ok(if view.sort.descending {
            first.iter().rev().chain(last).copied().filter(wanted).collect()
        } else {
            order.iter().copied().filter(wanted).collect()
        })
    }

    /// The places that a view wants, whatever its order.
    ///
    /// # Errors
    /// A group that this edition does not have.
    pub fn wanted(&self, view: &View) -> Result<FixedBitSet, BadView> {
        let mut wanted = FixedBitSet::with_capacity(self.len());
        wanted.insert_range(..);
        for dimension in Dimension::ALL {
            let mut any: Option<FixedBitSet> = None;
            for key in view.asked(*dimension) {
                let bits = self.groups.get(&(*dimension, key.to_owned()));
                let bits = bits.ok_or_else(|| BadView::Value(dimension.as_str(), key.to_owned()))?;
                any.get_or_insert_with(|| FixedBitSet::with_capacity(self.len())).union_with(bits);
            }
            if let Some(any) = any {
                wanted.intersect_with(&any);
            }
        }
        if !view.levels.is_empty() || !view.indicators.is_empty() {
            wanted.intersect_with(&self.with_levels(view));
        }
        for word in view.needles() {
            wanted.intersect_with(&self.texts.holding(&word));
        }
        Ok(wanted)
    }

    /// The rows where a chosen indicator has a wanted level; any level but "no data" when none is wanted.
    fn with_levels(&self, view: &View) -> FixedBitSet {
        let chosen: Vec<usize> = if view.indicators.is_empty() {
            self.columns.clone()
        } else {
            let all: Vec<&Indicator> = Indicators::standard().public().collect();
            view.indicators.iter().filter_map(|slug| all.iter().position(|i| i.slug == *slug)).collect()
        };
        let mut any = FixedBitSet::with_capacity(self.len());
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

/// The place of a level in [`Level::ALL`].
pub(super) fn place(level: Level) -> usize {
    level as usize
}
