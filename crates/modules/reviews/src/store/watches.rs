//! Who wants to be written about which form, and what was not written yet.

use diesel::prelude::*;
use parvis_accounts::AccountsError;
use parvis_db::{Db, on_db};
use parvis_kernel::{Day, Id, Timestamp};

use super::alerts::reviews_alert;
use super::known;
use crate::alerts::Kind;
use crate::alerts::hours::Quiet;
use crate::alerts::watch::{Digest, Watch};

diesel::table! {
    reviews_watch (form_id, agent_id) {
        form_id -> parvis_kernel::sql::Uuid,
        agent_id -> parvis_kernel::sql::Uuid,
        alerts -> Text,
        digest -> Text,
        quiet_from -> Integer,
        quiet_until -> Integer,
        quiet_weekends -> Integer,
        digested -> Integer,
    }
}

diesel::table! {
    reviews_notice (form_id, agent_id, alert_id) {
        form_id -> parvis_kernel::sql::Uuid,
        agent_id -> parvis_kernel::sql::Uuid,
        alert_id -> parvis_kernel::sql::Uuid,
    }
}

diesel::allow_tables_to_appear_in_same_query!(reviews_notice, reviews_alert);

#[derive(Insertable, AsChangeset, Queryable, Selectable)]
#[diesel(table_name = reviews_watch, primary_key(form_id, agent_id))]
struct Row {
    form_id: Id,
    agent_id: Id,
    alerts: String,
    digest: String,
    quiet_from: i32,
    quiet_until: i32,
    quiet_weekends: i32,
    digested: Day,
}

impl From<&Watch> for Row {
    fn from(one: &Watch) -> Self {
        Self {
            form_id: one.form,
            agent_id: one.agent,
            alerts: Kind::text(&one.alerts),
            digest: one.digest.to_string(),
            quiet_from: one.quiet.from.into(),
            quiet_until: one.quiet.until.into(),
            quiet_weekends: one.quiet.weekends.into(),
            digested: one.digested,
        }
    }
}

impl TryFrom<Row> for Watch {
    type Error = AccountsError;

    fn try_from(row: Row) -> Result<Self, AccountsError> {
        let hour = |hour: i32| known(u8::try_from(hour).ok(), "hour");
        let alerts = row.alerts.split_whitespace().map(Kind::parse).collect::<Option<_>>();
        Ok(Self {
            form: row.form_id,
            agent: row.agent_id,
            alerts: known(alerts, "kind of an alert")?,
            digest: known(Digest::parse(&row.digest), "rhythm of a digest")?,
            quiet: Quiet {
                from: hour(row.quiet_from)?,
                until: hour(row.quiet_until)?,
                weekends: row.quiet_weekends != 0,
            },
            digested: row.digested,
        })
    }
}

/// Keeps what an agent wants of a form, in place of what she wanted.
pub(crate) fn set(db: &mut Db, one: &Watch) -> Result<(), AccountsError> {
    use reviews_watch::dsl as w;
    let row = Row::from(one);
    on_db!(db, |c| diesel::insert_into(w::reviews_watch)
        .values(&row)
        .on_conflict((w::form_id, w::agent_id))
        .do_update()
        .set(&row)
        .execute(c))?;
    Ok(())
}

/// A digest told of the days until this one.
pub(crate) fn digested(db: &mut Db, form: Id, agent: Id, until: Day) -> Result<(), AccountsError> {
    use reviews_watch::dsl as w;
    let own = w::reviews_watch.find((form, agent));
    on_db!(db, |c| diesel::update(own).set(w::digested.eq(until)).execute(c))?;
    Ok(())
}

/// She wants nothing more of it: what was not written yet goes too.
pub(crate) fn end(db: &mut Db, form: Id, agent: Id) -> Result<(), AccountsError> {
    use reviews_watch::dsl as w;
    on_db!(db, |c| diesel::delete(w::reviews_watch.find((form, agent))).execute(c))?;
    Ok(())
}

pub(crate) fn one(db: &mut Db, form: Id, agent: Id) -> Result<Option<Watch>, AccountsError> {
    use reviews_watch::dsl as w;
    let row: Option<Row> =
        on_db!(db, |c| w::reviews_watch.find((form, agent)).select(Row::as_select()).first(c).optional())?;
    row.map(Watch::try_from).transpose()
}

/// What everybody wants; of one form, when it is named.
pub(crate) fn all(db: &mut Db, form: Option<Id>) -> Result<Vec<Watch>, AccountsError> {
    use reviews_watch::dsl as w;
    let rows: Vec<Row> = on_db!(db, |c| {
        let mut query =
            w::reviews_watch.order((w::form_id, w::agent_id)).select(Row::as_select()).into_boxed::<DB>();
        if let Some(form) = form {
            query = query.filter(w::form_id.eq(form));
        }
        query.load(c)
    })?;
    rows.into_iter().map(Watch::try_from).collect()
}

/// Notes that somebody must be written about an alert.
pub(crate) fn notice(db: &mut Db, watch: &Watch, alert: Id) -> Result<(), AccountsError> {
    use reviews_notice::dsl as n;
    let row = (n::form_id.eq(watch.form), n::agent_id.eq(watch.agent), n::alert_id.eq(alert));
    on_db!(db, |c| diesel::insert_into(n::reviews_notice).values(row).on_conflict_do_nothing().execute(c))?;
    Ok(())
}

/// Forgets notices of alerts that were raised before an instant: they are news no more.
pub(crate) fn forget(db: &mut Db, before: Timestamp) -> Result<usize, AccountsError> {
    use reviews_alert::dsl as a;
    use reviews_notice::dsl as n;
    let old = a::reviews_alert.filter(a::raised_at.lt(before)).select(a::id);
    Ok(on_db!(db, |c| diesel::delete(n::reviews_notice.filter(n::alert_id.eq_any(old))).execute(c))?)
}

/// The alerts that each agent must be written about, by form and agent.
pub(crate) fn noticed(db: &mut Db) -> Result<Vec<(Id, Id, Id)>, AccountsError> {
    use reviews_notice::dsl as n;
    Ok(on_db!(db, |c| n::reviews_notice
        .order((n::form_id, n::agent_id, n::alert_id))
        .select((n::form_id, n::agent_id, n::alert_id))
        .load(c))?)
}

/// The letter is on its way: nothing is noted for her any more about a form.
pub(crate) fn taken(db: &mut Db, form: Id, agent: Id, alerts: &[Id]) -> Result<usize, AccountsError> {
    use reviews_notice::dsl as n;
    let own = n::form_id.eq(form).and(n::agent_id.eq(agent)).and(n::alert_id.eq_any(alerts.iter().copied()));
    Ok(on_db!(db, |c| diesel::delete(n::reviews_notice.filter(own)).execute(c))?)
}
