//! The published editions in memory: their figures always, their lines when asked for.

use parvis_db::Db;
use quick_cache::Weighter;
use quick_cache::sync::Cache;
use std::sync::{Arc, PoisonError, RwLock};

use crate::browse::Book;
use crate::edition::{Edition, Erratum};
use crate::error::ObservatoryError;
use crate::store;

/// Everything published but the lines.
#[derive(Default)]
pub struct Published {
    /// Newest first.
    pub editions: Vec<Edition>,
    /// By edition, newest first, then by number.
    pub errata: Vec<Erratum>,
    generation: (i64, i64),
    /// The latest edition: most pages speak of it.
    latest: Option<Arc<Book>>,
}

impl Published {
    pub fn latest(&self) -> Option<&Edition> {
        self.editions.first()
    }

    pub fn edition(&self, slug: &str) -> Option<&Edition> {
        self.editions.iter().find(|e| e.slug == slug)
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

impl Weighter<String, Arc<Book>> for ByRows {
    fn weight(&self, _: &String, book: &Arc<Book>) -> u64 {
        book.rows.len() as u64 + 1
    }
}

/// The shelf of one process.
pub struct Shelf {
    published: RwLock<Arc<Published>>,
    books: Cache<String, Arc<Book>, ByRows>,
}

impl Shelf {
    /// Editions are kept in memory up to this many procedures in all: about 100 MB when full.
    const ROWS: u64 = 60_000;

    pub fn new() -> Self {
        Self { published: RwLock::default(), books: Cache::with_weighter(64, Self::ROWS, ByRows) }
    }

    /// Everything published, as last read.
    pub fn published(&self) -> Arc<Published> {
        Arc::clone(&self.published.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Reads what was published again, if anything was. Returns whether it was.
    ///
    /// # Errors
    /// The database's own; then what was read before stays.
    pub fn refresh(&self, db: &mut Db) -> Result<bool, ObservatoryError> {
        let generation = store::generation(db)?;
        if generation == self.published().generation {
            return Ok(false);
        }
        let editions = store::editions(db, false)?;
        let latest = editions.first().map(|e| store::lines(db, &e.slug)).transpose()?;
        let latest = latest.map(|lines| Arc::new(Book::new(lines)));
        let fresh = Published { editions, errata: store::errata(db)?, generation, latest };
        *self.published.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(fresh);
        Ok(true)
    }

    /// The lines of a published edition: from memory, or by one statement.
    ///
    /// # Errors
    /// An edition that is not published, or the database's own.
    pub fn book(&self, db: &mut Db, slug: &str) -> Result<Arc<Book>, ObservatoryError> {
        let published = self.published();
        if published.edition(slug).is_none() {
            return Err(ObservatoryError::NoEdition(slug.to_owned()));
        }
        if let Some(book) = published.latest.as_ref().filter(|_| published.editions[0].slug == slug) {
            return Ok(Arc::clone(book));
        }
        if let Some(book) = self.books.get(slug) {
            return Ok(book);
        }
        let book = Arc::new(Book::new(store::lines(db, slug)?));
        self.books.insert(slug.to_owned(), Arc::clone(&book));
        Ok(book)
    }
}

impl Default for Shelf {
    fn default() -> Self {
        Self::new()
    }
}
