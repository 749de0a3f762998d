//! A file that is made while it is sent: a page at a time, and the next one only when the reader has taken the last.
//! No thread waits for a slow reader.

use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use http_body_util::channel::{Channel, Sender};
use parvis_accounts::AccountsError;
use parvis_db::{Db, Pool};
use parvis_export::{Cell, ExportError, Layout, Rows, StreamFormat};
use parvis_journal::By;
use parvis_kernel::Clock;
use std::fs::File;
use std::io::{self, Read, Write};
use std::sync::{Arc, Mutex, PoisonError};

use crate::service::export::Export;
use crate::service::opendata::Year;

/// What the writer has written and nobody has taken yet.
#[derive(Clone, Default)]
struct Written(Arc<Mutex<Vec<u8>>>);

impl Written {
    fn take(&self) -> Vec<u8> {
        std::mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Write for Written {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Why a file broke off.
#[derive(Debug, thiserror::Error)]
enum Broken {
    #[error(transparent)]
    Accounts(#[from] AccountsError),
    #[error(transparent)]
    Export(#[from] ExportError),
    #[error(transparent)]
    Io(#[from] io::Error),
    #[error("the work was lost")]
    Lost,
}

impl From<parvis_db::Error> for Broken {
    fn from(error: parvis_db::Error) -> Self {
        AccountsError::from(error).into()
    }
}

/// Where the rows of a file come from.
pub(crate) trait Source: Send + 'static {
    /// The next rows, perhaps none; `None` after the last.
    fn rows(&mut self, db: &mut Db) -> Result<Option<Vec<Vec<Cell>>>, AccountsError>;
}

impl Source for Export {
    fn rows(&mut self, db: &mut Db) -> Result<Option<Vec<Vec<Cell>>>, AccountsError> {
        let page = self.page(db)?;
        Ok(page.map(|page| page.iter().map(|one| self.about.cells(one)).collect()))
    }
}

impl Source for Year {
    fn rows(&mut self, db: &mut Db) -> Result<Option<Vec<Vec<Cell>>>, AccountsError> {
        self.next(db)
    }
}

/// A file in the making.
struct Making<S> {
    pool: Pool,
    source: S,
    written: Written,
    /// None once the last row is written.
    rows: Option<Rows<Written>>,
    /// What is left to be sent of a file that is put together at its end.
    rest: Option<File>,
}

/// Bytes read at a time of a file that was put together.
const CHUNK: u64 = 256 * 1024;

impl<S: Source> Making<S> {
    /// The next bytes, perhaps none yet; `None` after the last.
    fn step(&mut self) -> Result<Option<Bytes>, Broken> {
        if let Some(rows) = &mut self.rows {
            let page = self.pool.read(|db| self.source.rows(db))?;
            let is_last = page.is_none();
            for cells in page.unwrap_or_default() {
                rows.write(&cells)?;
            }
            if is_last && let Some(rows) = self.rows.take() {
                self.rest = rows.finish()?;
            }
            return Ok(Some(self.written.take().into()));
        }
        let Some(file) = &mut self.rest else { return Ok(None) };
        let mut bytes = Vec::new();
        file.take(CHUNK).read_to_end(&mut bytes)?;
        Ok(Some(bytes).filter(|bytes| !bytes.is_empty()).map(Bytes::from))
    }
}

/// Makes and sends the file; what was made, and whether the whole of it was taken. None when the work was lost.
async fn send<S: Source>(mut making: Making<S>, mut to: Sender<Bytes, Broken>) -> Option<(S, bool)> {
    loop {
        let stepped = tokio::task::spawn_blocking(move || {
            let step = making.step();
            (making, step)
        });
        let step;
        (making, step) = match stepped.await {
            Ok(done) => done,
            Err(error) => {
                tracing::error!(%error, "an export was lost");
                to.abort(Broken::Lost);
                return None;
            }
        };
        match step {
            // Empty while a spreadsheet is put together: it only tells whether somebody is still there.
            Ok(Some(bytes)) => {
                if to.send_data(bytes).await.is_err() {
                    return Some((making.source, false));
                }
            }
            Ok(None) => return Some((making.source, true)),
            Err(error) => {
                tracing::error!(%error, "an export broke off");
                to.abort(error);
                return Some((making.source, false));
            }
        }
    }
}

/// The answer that sends an export; its end is written in the journal when it is there. Called within the runtime.
///
/// # Errors
/// A table that the format cannot hold.
pub(crate) fn answer(
    pool: &Pool,
    clock: Arc<dyn Clock>,
    by: By,
    export: Export,
    file: (StreamFormat, Layout),
    name: &str,
) -> Result<Response, ExportError> {
    let own = pool.clone();
    sent(pool, export, file, name, move |export: Export, is_whole| async move {
        let ended = own.run_writing(move |db| export.end(db, &by, clock.now(), is_whole)).await;
        if let Err(error) = ended {
            tracing::error!(%error, "the end of an export could not be written in the journal");
        }
    })
}

/// The answer that sends the rows of a source; then `end` is told whether the whole file was taken.
///
/// # Errors
/// A table that the format cannot hold.
pub(crate) fn sent<S: Source, F: Future<Output = ()> + Send>(
    pool: &Pool,
    source: S,
    (format, layout): (StreamFormat, Layout),
    name: &str,
    end: impl FnOnce(S, bool) -> F + Send + 'static,
) -> Result<Response, ExportError> {
    let written = Written::default();
    let rows = Rows::new(format, layout, written.clone())?;
    let making = Making { pool: pool.clone(), source, written, rows: Some(rows), rest: None };
    let (to, body) = Channel::new(1);
    tokio::spawn(async move {
        if let Some((source, is_whole)) = send(making, to).await {
            end(source, is_whole).await;
        }
    });
    let mut response = Body::new(body).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(format.media_type()));
    let name = format!("attachment; filename=\"{name}.{}\"", format.extension());
    let attachment = HeaderValue::from_str(&name).unwrap_or(HeaderValue::from_static("attachment"));
    headers.insert(header::CONTENT_DISPOSITION, attachment);
    Ok(response)
}
