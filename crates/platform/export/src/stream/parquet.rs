//! Parquet: a column-wise format for programs that compute. Every column may be empty.

use std::io::Write;
use std::sync::Arc;

use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int32Type, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::Type;

use super::{Kind, Layout};
use crate::cells::{Value, clean, value};
use crate::{Cell, ExportError};

/// Rows of a group at most: a group is what waits in memory.
const GROUP_ROWS: usize = 16_384;
/// Bytes of text of a group at most, give or take one row.
const GROUP_BYTES: usize = 8 * 1024 * 1024;

pub(super) struct Rows<W: Write + Send> {
    file: SerializedFileWriter<W>,
    columns: Vec<Column>,
    rows: usize,
    bytes: usize,
}

/// The values of a column that wait, and for each row whether there is one (1) or none (0).
struct Column {
    there: Vec<i16>,
    values: Values,
}

enum Values {
    Text(Vec<ByteArray>),
    Integer(Vec<i64>),
    Number(Vec<f64>),
    /// Days since 1 January 1970.
    Date(Vec<i32>),
}

impl Values {
    fn new(kind: Kind) -> Self {
        match kind {
            Kind::Text => Self::Text(Vec::new()),
            Kind::Integer => Self::Integer(Vec::new()),
            Kind::Number => Self::Number(Vec::new()),
            Kind::Date => Self::Date(Vec::new()),
        }
    }

    /// Takes a cell's value; how many bytes of text it holds. None for a cell of another kind.
    fn take(&mut self, cell: &Cell) -> Option<usize> {
        match (self, value(cell)) {
            (Self::Text(all), Value::Text(text)) => {
                all.push(ByteArray::from(text.as_bytes().to_vec()));
                return Some(text.len());
            }
            (Self::Text(all), Value::Day(text, _)) => all.push(ByteArray::from(text.as_bytes().to_vec())),
            (Self::Integer(all), Value::Integer(whole)) => all.push(whole),
            (Self::Number(all), Value::Number(number)) => all.push(number),
            (Self::Number(all), Value::Integer(whole)) => all.push(whole as f64),
            (Self::Date(all), Value::Day(_, day)) => all.push(since_1970(day)),
            _ => return None,
        }
        Some(0)
    }

    fn write(&mut self, there: &[i16], to: &mut SerializedColumnWriter<'_>) -> Result<(), ParquetError> {
        match self {
            Self::Text(all) => to.typed::<ByteArrayType>().write_batch(all, Some(there), None)?,
            Self::Integer(all) => to.typed::<Int64Type>().write_batch(all, Some(there), None)?,
            Self::Number(all) => to.typed::<DoubleType>().write_batch(all, Some(there), None)?,
            Self::Date(all) => to.typed::<Int32Type>().write_batch(all, Some(there), None)?,
        };
        match self {
            Self::Text(all) => all.clear(),
            Self::Integer(all) => all.clear(),
            Self::Number(all) => all.clear(),
            Self::Date(all) => all.clear(),
        }
        Ok(())
    }
}

/// Days from 1 January 1970 to a day of the Gregorian calendar (H. Hinnant, "chrono-Compatible Low-Level Date
/// Algorithms", `days_from_civil`).
fn since_1970((year, month, day): (u16, u8, u8)) -> i32 {
    let year = i32::from(year) - i32::from(month <= 2);
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((i32::from(month) + 9) % 12) + 2) / 5 + i32::from(day) - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

fn field(key: &str, kind: Kind) -> Result<Type, ParquetError> {
    let (physical, logical) = match kind {
        Kind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        Kind::Integer => (Physical::INT64, None),
        Kind::Number => (Physical::DOUBLE, None),
        Kind::Date => (Physical::INT32, Some(LogicalType::Date)),
    };
    let field = Type::primitive_type_builder(key, physical).with_repetition(Repetition::OPTIONAL);
    field.with_logical_type(logical).build()
}

impl<W: Write + Send> Rows<W> {
    pub(super) fn new(layout: &Layout, out: W) -> Result<Self, ExportError> {
        let fields = layout.columns.iter().map(|(column, kind)| field(&column.key, *kind).map(Arc::new));
        let fields = fields.collect::<Result<Vec<_>, _>>()?;
        let schema = Type::group_type_builder("rows").with_fields(fields).build()?;
        let note = |(key, text): (String, &String)| KeyValue::new(key, clean(text).into_owned());
        let notes = layout.notes.iter().enumerate().map(|(at, text)| (format!("note.{}", at + 1), text));
        let facts = std::iter::once(("title".to_owned(), &layout.title)).chain(notes).map(note).collect();
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_key_value_metadata(Some(facts))
            .build();
        let columns = layout.columns.iter();
        let columns = columns.map(|(_, kind)| Column { there: Vec::new(), values: Values::new(*kind) });
        let file = SerializedFileWriter::new(out, Arc::new(schema), Arc::new(properties))?;
        Ok(Self { file, columns: columns.collect(), rows: 0, bytes: 0 })
    }

    pub(super) fn write(&mut self, cells: &[Cell]) -> Result<(), ExportError> {
        for (at, column) in self.columns.iter_mut().enumerate() {
            let taken = cells.get(at).and_then(|cell| column.values.take(cell));
            column.there.push(i16::from(taken.is_some()));
            self.bytes += taken.unwrap_or(0);
        }
        self.rows += 1;
        if self.rows >= GROUP_ROWS || self.bytes >= GROUP_BYTES { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> Result<(), ExportError> {
        if self.rows == 0 {
            return Ok(());
        }
        let mut group = self.file.next_row_group()?;
        for column in &mut self.columns {
            let Some(mut to) = group.next_column()? else { break };
            column.values.write(&column.there, &mut to)?;
            to.close()?;
            column.there.clear();
        }
        group.close()?;
        (self.rows, self.bytes) = (0, 0);
        Ok(())
    }

    pub(super) fn finish(mut self) -> Result<(), ExportError> {
        self.flush()?;
        self.file.close()?;
        Ok(())
    }
}

impl From<ParquetError> for ExportError {
    fn from(error: ParquetError) -> Self {
        Self::Build(error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_from_1970() {
        for (day, want) in
            [((1970, 1, 1), 0), ((1969, 12, 31), -1), ((2000, 3, 1), 11_017), ((2026, 11, 22), 20_779)]
        {
            assert_eq!(since_1970(day), want, "{day:?}");
        }
    }
}
