//! JSON Lines: an object a row, raw numbers, `null` for what is empty.

use std::io::Write;

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::Layout;
use crate::json::Raw;
use crate::{Cell, ExportError};

pub(super) struct Rows<W> {
    keys: Vec<String>,
    out: W,
}

impl<W: Write> Rows<W> {
    pub(super) fn new(layout: Layout, out: W) -> Self {
        Self { keys: layout.columns.into_iter().map(|(column, _)| column.key).collect(), out }
    }

    pub(super) fn write(&mut self, cells: &[Cell]) -> Result<(), ExportError> {
        let line = serde_json::to_vec(&Line(&self.keys, cells));
        let mut line = line.map_err(|error| ExportError::Build(error.to_string()))?;
        line.push(b'\n');
        Ok(self.out.write_all(&line)?)
    }

    pub(super) fn finish(mut self) -> Result<(), ExportError> {
        Ok(self.out.flush()?)
    }
}

struct Line<'a>(&'a [String], &'a [Cell]);

impl Serialize for Line<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut object = to.serialize_map(Some(self.0.len()))?;
        for (at, key) in self.0.iter().enumerate() {
            object.serialize_entry(key, &Raw(self.1.get(at).unwrap_or(&Cell::Empty)))?;
        }
        object.end()
    }
}
