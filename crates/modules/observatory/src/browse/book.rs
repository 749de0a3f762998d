//! A published edition in memory.

use parvis_measures::{Indicator, Indicators, Level};
use std::sync::Arc;

use super::index::Index;
use super::indexer::Indexer;
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

/// An edition with its rows.
pub struct Book {
    /// In the order of slugs.
    pub rows: Vec<Arc<Row>>,
    pub index: Arc<Index>,
    /// By place of the indicator.
    values: Vec<Box<[f64]>>,
}

impl Row {
    /// Takes a line apart: its cells by place.
    pub(crate) fn new(mut line: Line) -> Self {
        let mut cells = std::mem::take(&mut line.cells);
        let indicators: Vec<&Indicator> = Indicators::standard().public().collect();
        let cells = indicators.iter().map(|i| cells.remove(&i.slug)).collect();
        Self { line, cells }
    }
}

impl Book {
    /// Lays out the lines of an edition, given in the order of slugs.
    pub fn new(lines: Vec<Line>) -> Self {
        let rows: Vec<Arc<Row>> = lines.into_iter().map(|line| Arc::new(Row::new(line))).collect();
        let mut indexer = Indexer::new(rows.len());
        rows.iter().for_each(|row| indexer.add(row));
        let values = (0..Indicators::standard().public().count()).map(|at| values(&rows, at)).collect();
        Self { rows, index: Arc::new(indexer.finish()), values }
    }

    /// The places of the indicators that have a column.
    pub fn columns(&self) -> &[usize] {
        self.index.columns()
    }

    /// The values of an indicator that count or are shown without a grade, in ascending order.
    pub fn values(&self, indicator: usize) -> &[f64] {
        &self.values[indicator]
    }

    /// A procedure by its slug.
    pub fn row(&self, slug: &str) -> Option<&Row> {
        self.index.position(slug).map(|at| &*self.rows[at as usize])
    }

    /// The rows of a group, in the order of names.
    pub fn group(&self, dimension: Dimension, key: &str) -> Option<Vec<&Row>> {
        let places = self.index.group(dimension, key)?;
        Some(places.iter().map(|at| &*self.rows[*at as usize]).collect())
    }
}

fn values(rows: &[Arc<Row>], indicator: usize) -> Box<[f64]> {
    let cells = rows.iter().filter_map(|row| row.cells[indicator].as_ref());
    let shown = cells.filter(|cell| cell.level.is_counted() || cell.level == Level::Ungraded);
    let mut values: Vec<f64> = shown.filter_map(|cell| cell.value).collect();
    values.sort_by(f64::total_cmp);
    values.into()
}
