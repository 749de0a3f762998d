//! The published editions in memory: the figures of all, the lines of the latest, the indices of the others.

use parvis_accounts::dressed;
use parvis_accounts::model::Space;
use parvis_accounts::service::spaces;
use parvis_db::Db;
use parvis_measures::Indicators;
use parvis_ui::Site;
use quick_cache::Weighter;
use quick_cache::sync::Cache;
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, PoisonError, RwLock};

use crate::browse::{Book, Index, Indexer, Row};
use crate::edition::{Change, Difference, Edition, Erratum, Line, difference};
use crate::error::ObservatoryError;
use crate::store;

/// Everything published but the lines.
pub struct Published {
    /// As its space wishes it.
    pub site: Arc<Site>,
    space: Option<Space>,
    /// Newest first.
    pub editions: Vec<Edition>,
    /// By edition, newest first, then by number.
    pub errata: Vec<Erratum>,
    generation: (i64, i64),
    /// The latest edition: most pages speak of it.
    latest: Option<Arc<Book>>,
    /// How many changes of each kind the latest edition brought.
    pub changes: Vec<(Change, usize)>,
}

impl Published {
    pub fn latest(&self) -> Option<&Edition> {
        self.editions.first()
    }

    pub fn edition(&self, slug: &str) -> Option<&Edition> {
        self.editions.iter().find(|e| e.slug == slug)
    }

    fn latest_if(&self, slug: &str) -> Option<&Arc<Book>> {
        self.latest.as_ref().filter(|_| self.editions[0].slug == slug)
    }

    /// The edition published for the time before `edition`.
    pub fn before(&self, edition: &Edition) -> Option<&Edition> {
        self.editions.iter().find(|e| e.as_of < edition.as_of)
    }

    pub fn errata_of<'p>(&'p self, edition: &'p str) -> impl Iterator<Item = &'p Erratum> {
        self.errata.iter().filter(move |e| e.edition == edition)
    }
}

#[derive(Clone)]
struct ByRows;

impl Weighter<String, Arc<Index>> for ByRows {
    fn weight(&self, _: &String, index: &Arc<Index>) -> u64 {
        index.len() as u64 + 1
    }
}

/// The shelf of one process.
pub struct Shelf {
    /// As the installation is set.
    site: Site,
    published: RwLock<Arc<Published>>,
    indices: Cache<String, Arc<Index>, ByRows>,
}

/// Rows read by their keys; for more, the whole edition is read and picked from.
const BY_KEY: usize = 500;

impl Shelf {
    /// Indices of older editions are kept up to this many procedures in all: about 250 MB when full, that is 48
    /// editions of 25,000 procedures; some 500 kB for the data shipped.
    const ROWS: u64 = 1_200_000;
    /// So few that the cache keeps them in one part (a part is for 32 at least): parts share the room out, and one
    /// with a few large editions too many would throw them away in turn, each reader waiting for the next.
    const EDITIONS: usize = 48;

    /// An empty shelf of an installation.
    pub fn new(site: Site) -> Self {
        let empty = Published {
            site: Arc::new(site.clone()),
            space: None,
            editions: Vec::new(),
            errata: Vec::new(),
            generation: (0, 0),
            latest: None,
            changes: Vec::new(),
        };
        Self { site, published: RwLock::new(Arc::new(empty)), indices: Self::indices() }
    }

    fn indices() -> Cache<String, Arc<Index>, ByRows> {
        Cache::with_weighter(Self::EDITIONS, Self::ROWS, ByRows)
    }

    /// Everything published, as last read.
    pub fn published(&self) -> Arc<Published> {
        Arc::clone(&self.published.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Reads again what was published and how its space looks, if anything changed. Returns whether it did.
    ///
    /// # Errors
    /// The database's own; then what was read before stays.
    pub fn refresh(&self, db: &mut Db) -> Result<bool, ObservatoryError> {
        let generation = store::generation(db)?;
        let space = spaces::first(db)?;
        let before = self.published();
        if generation == before.generation && space == before.space {
            return Ok(false);
        }
        let editions = store::editions(db, false)?;
        let mut recent = editions.iter().take(2).map(|e| store::lines(db, &e.slug));
        let (latest, before) = (recent.next().transpose()?, recent.next().transpose()?);
        let changes = match (&latest, &before) {
            (Some(after), Some(before)) => count(&difference(before, after, Indicators::standard())),
            _ => Vec::new(),
        };
        let latest = latest.map(|lines| Arc::new(Book::new(lines)));
        let site = Arc::new(dressed(&self.site, space.as_ref()));
        let fresh =
            Published { site, space, editions, errata: store::errata(db)?, generation, latest, changes };
        *self.published.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(fresh);
        Ok(true)
    }

    /// Indexes every edition that is not yet, so that the first reader of an old one does not wait.
    ///
    /// # Errors
    /// The database's own.
    pub fn warm(&self, db: &mut Db) -> Result<(), ObservatoryError> {
        let published = self.published();
        published.editions.iter().try_for_each(|edition| self.index(db, &edition.slug).map(drop))
    }

    /// The lines of the latest edition.
    ///
    /// # Errors
    /// When nothing is published.
    pub fn latest(&self) -> Result<Arc<Book>, ObservatoryError> {
        self.published().latest.clone().ok_or_else(|| ObservatoryError::NoEdition(String::new()))
    }

    /// The index of a published edition: from memory, or by one statement.
    ///
    /// # Errors
    /// An edition that is not published, or the database's own.
    pub fn index(&self, db: &mut Db, slug: &str) -> Result<Arc<Index>, ObservatoryError> {
        let published = self.published();
        if let Some(book) = published.latest_if(slug) {
            return Ok(Arc::clone(&book.index));
        }
        if published.edition(slug).is_none() {
            return Err(ObservatoryError::NoEdition(slug.to_owned()));
        }
        if let Some(index) = self.indices.get(slug) {
            return Ok(index);
        }
        let texts = store::line_texts(db, slug)?;
        let mut indexer = Indexer::new(texts.len());
        for (_, text) in texts {
            indexer.add(&Row::new(serde_json::from_str(&text)?));
        }
        let index = Arc::new(indexer.finish());
        self.indices.insert(slug.to_owned(), Arc::clone(&index));
        Ok(index)
    }

    /// The rows at some places of an index, in that order: from memory, or by one statement.
    ///
    /// # Errors
    /// The database's own.
    pub fn rows(
        &self,
        db: &mut Db,
        slug: &str,
        index: &Index,
        places: &[u32],
    ) -> Result<Vec<Arc<Row>>, ObservatoryError> {
        if let Some(book) = self.published().latest_if(slug) {
            return Ok(places.iter().map(|at| Arc::clone(&book.rows[*at as usize])).collect());
        }
        let lines = if places.len() <= BY_KEY {
            let slugs: Vec<&str> = places.iter().map(|at| index.slug(*at)).collect();
            store::lines_of(db, slug, &slugs)?
        } else {
            store::lines(db, slug)?
        };
        let rows: HashMap<u32, Arc<Row>> = lines
            .into_iter()
            .filter_map(|line| Some((index.position(&line.procedure)?, Arc::new(Row::new(line)))))
            .collect();
        Ok(places.iter().filter_map(|at| rows.get(at).cloned()).collect())
    }

    /// All lines of a published edition, whole.
    ///
    /// # Errors
    /// An edition that is not published, or the database's own.
    pub fn lines(&self, db: &mut Db, slug: &str) -> Result<Vec<Line>, ObservatoryError> {
        match self.published().latest_if(slug) {
            Some(book) => Ok(book.rows.iter().map(|row| row.whole()).collect()),
            None => store::lines(db, slug),
        }
    }
}

fn count(all: &[Difference]) -> Vec<(Change, usize)> {
    let mut counts: BTreeMap<Change, usize> = BTreeMap::new();
    for one in all {
        *counts.entry(one.change).or_default() += 1;
    }
    counts.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forty_indices_of_25_000_procedures_all_stay() {
        let line: Line = serde_json::from_str(r#"{"procedure": "a", "name": "A", "cells": {}}"#).unwrap();
        let row = Row::new(line);
        let mut indexer = Indexer::new(25_000);
        (0..25_000).for_each(|_| indexer.add(&row));
        let index = Arc::new(indexer.finish());
        let indices = Shelf::indices();
        (0..40).for_each(|n| indices.insert(n.to_string(), Arc::clone(&index)));
        let gone: Vec<i32> = (0..40).filter(|n| indices.get(&n.to_string()).is_none()).collect();
        assert!(gone.is_empty(), "{gone:?}");
    }
}
