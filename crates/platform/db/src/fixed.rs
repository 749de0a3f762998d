//! Statements whose text never changes, prepared once a connection.
//!
//! Diesel prepares every UPDATE, every upsert and every `sql_query` anew each time. Where one is sent with each request,
//! that costs more than running it: it is then written here, with its values between the pieces of its text.

use diesel::backend::Backend;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::serialize::ToSql;
use diesel::sql_types::HasSqlType;
use diesel::{QueryResult, RunQueryDsl};
use std::marker::PhantomData;

/// The beginning of a statement: `fixed("UPDATE t SET n = ").value::<Integer, _>(3, " WHERE id = ").value::<Uuid, _>(id, "")`.
#[derive(Debug, Clone, Copy)]
pub struct Fixed(&'static str);

/// A statement up to and with a value, and the text after it.
#[derive(Debug, Clone, Copy)]
pub struct Valued<Before, Type, Value> {
    before: Before,
    value: Value,
    after: &'static str,
    of: PhantomData<Type>,
}

/// A statement that begins with `text`.
pub const fn fixed(text: &'static str) -> Fixed {
    Fixed(text)
}

impl Fixed {
    /// A value of an SQL type, and the text after it.
    pub const fn value<Type, Value>(self, value: Value, after: &'static str) -> Valued<Self, Type, Value> {
        Valued { before: self, value, after, of: PhantomData }
    }
}

impl<Before, Of, Held> Valued<Before, Of, Held> {
    /// A value of an SQL type, and the text after it.
    pub const fn value<Type, Value>(self, value: Value, after: &'static str) -> Valued<Self, Type, Value> {
        Valued { before: self, value, after, of: PhantomData }
    }
}

impl<DB: Backend> QueryFragment<DB> for Fixed {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        out.push_sql(self.0);
        Ok(())
    }
}

impl<DB, Before, Type, Value> QueryFragment<DB> for Valued<Before, Type, Value>
where
    DB: Backend + HasSqlType<Type>,
    Before: QueryFragment<DB>,
    Value: ToSql<Type, DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        self.before.walk_ast(out.reborrow())?;
        out.push_bind_param::<Type, Value>(&self.value)?;
        out.push_sql(self.after);
        Ok(())
    }
}

// Without an identifier of its own, a statement is known by its text.
impl QueryId for Fixed {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<Before, Type, Value> QueryId for Valued<Before, Type, Value> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<Conn> RunQueryDsl<Conn> for Fixed {}
impl<Before, Type, Value, Conn> RunQueryDsl<Conn> for Valued<Before, Type, Value> {}
