//! JSON: `{"name", "title", "notes", "columns": [{"key", "title"}], "rows": [{key: value}]}`, raw numbers.

use std::io::Write;

use serde::ser::{Serialize, SerializeMap, SerializeStruct, Serializer};

use crate::cells::{self, Value, clean, value};
use crate::{Cell, Column, ExportError, Sheet};

pub(crate) fn write(sheet: &Sheet, mut out: impl Write) -> Result<(), ExportError> {
    serde_json::to_writer(&mut out, &Document(sheet)).map_err(|e| match e.io_error_kind() {
        Some(kind) => ExportError::Io(kind.into()),
        None => ExportError::Build(e.to_string()),
    })?;
    out.write_all(b"\n")?;
    Ok(())
}

struct Document<'a>(&'a Sheet);
struct Heading<'a>(&'a Column);
struct Row<'a>(&'a Sheet, &'a [Cell]);
pub(crate) struct Raw<'a>(pub(crate) &'a Cell);

impl Serialize for Document<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let sheet = self.0;
        let mut object = to.serialize_struct("Sheet", 5)?;
        object.serialize_field("name", &clean(&sheet.name))?;
        object.serialize_field("title", &clean(&sheet.title))?;
        object.serialize_field("notes", &sheet.notes.iter().map(|n| clean(n)).collect::<Vec<_>>())?;
        object.serialize_field("columns", &sheet.columns.iter().map(Heading).collect::<Vec<_>>())?;
        let rows: Vec<_> = sheet.rows.iter().map(|cells| Row(sheet, cells)).collect();
        object.serialize_field("rows", &rows)?;
        object.end()
    }
}

impl Serialize for Heading<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut object = to.serialize_struct("Column", 2)?;
        object.serialize_field("key", &self.0.key)?;
        object.serialize_field("title", &cells::header(self.0))?;
        object.end()
    }
}

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut object = to.serialize_map(Some(self.0.columns.len()))?;
        for (column, cell) in self.0.columns.iter().zip(cells::row(self.0, self.1)) {
            object.serialize_entry(&column.key, &Raw(cell))?;
        }
        object.end()
    }
}

impl Serialize for Raw<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match value(self.0) {
            Value::Empty => to.serialize_unit(),
            Value::Text(text) => to.serialize_str(&text),
            Value::Integer(whole) => to.serialize_i64(whole),
            Value::Number(number) => to.serialize_f64(number),
            Value::Day(text, _) => to.serialize_str(text),
        }
    }
}
