use diesel::prelude::*;
use parvis_db::{Db, on_db};
use parvis_kernel::{Email, Id, Locale, Timestamp};
use std::collections::HashMap;

use super::tables::{accounts_agent, accounts_device, accounts_recovery};
use super::{known, organisations, passkeys};
use crate::error::AccountsError;
use crate::model::{Agent, Status};

#[derive(Insertable, Queryable, Selectable)]
#[diesel(table_name = accounts_agent, treat_none_as_default_value = false)]
pub(crate) struct Row {
    pub id: Id,
    pub space_id: Option<Id>,
    pub organisation_id: Option<Id>,
    pub email: Option<String>,
    pub name: String,
    pub locale: String,
    pub status: String,
    pub password: Option<String>,
    pub totp: Option<String>,
    pub totp_step: i64,
    pub subject: Option<String>,
    pub created_at: Timestamp,
    pub signed_in_at: Option<Timestamp>,
}

impl Row {
    pub(crate) fn agent(self, line: Vec<Id>) -> Result<Agent, AccountsError> {
        Ok(Agent {
            id: self.id,
            space: self.space_id,
            organisation: self.organisation_id,
            email: self.email.map(|email| known(email.parse::<Email>().ok(), "e-mail")).transpose()?,
            name: self.name,
            locale: known(Locale::parse(&self.locale), "language")?,
            status: known(Status::parse(&self.status), "status")?,
            has_password: self.password.is_some(),
            has_totp: self.totp.is_some(),
            created_at: self.created_at,
            signed_in_at: self.signed_in_at,
            line,
        })
    }
}

fn with_lines(db: &mut Db, rows: Vec<Row>) -> Result<Vec<Agent>, AccountsError> {
    let needs_lines = rows.iter().any(|row| row.organisation_id.is_some());
    let lines: HashMap<Id, Vec<Id>> = if needs_lines {
        organisations::all(db)?.into_iter().map(|o| (o.id, o.line)).collect()
    } else {
        HashMap::new()
    };
    let line = |row: &Row| row.organisation_id.and_then(|id| lines.get(&id).cloned()).unwrap_or_default();
    rows.into_iter()
        .map(|row| {
            let line = line(&row);
            row.agent(line)
        })
        .collect()
}

/// All agents but the deleted, in the order of their names.
pub(crate) fn all(db: &mut Db) -> Result<Vec<Agent>, AccountsError> {
    use accounts_agent::dsl as a;
    let rows: Vec<Row> = on_db!(db, |c| {
        a::accounts_agent
            .filter(a::status.ne(Status::Deleted.as_str()))
            .order((a::name, a::id))
            .select(Row::as_select())
            .load(c)
    })?;
    with_lines(db, rows)
}

pub(crate) fn row(db: &mut Db, id: Id) -> Result<Row, AccountsError> {
    use accounts_agent::dsl as a;
    let row: Option<Row> =
        on_db!(db, |c| a::accounts_agent.find(id).select(Row::as_select()).first(c).optional())?;
    row.ok_or(AccountsError::NotFound)
}

pub(crate) fn row_by_email(db: &mut Db, email: &Email) -> Result<Option<Row>, AccountsError> {
    use accounts_agent::dsl as a;
    let email = email.as_str();
    Ok(on_db!(db, |c| {
        a::accounts_agent.filter(a::email.eq(email)).select(Row::as_select()).first(c).optional()
    })?)
}

pub(crate) fn row_by_subject(db: &mut Db, subject: &str) -> Result<Option<Row>, AccountsError> {
    use accounts_agent::dsl as a;
    Ok(on_db!(db, |c| {
        a::accounts_agent.filter(a::subject.eq(subject)).select(Row::as_select()).first(c).optional()
    })?)
}

pub(crate) fn one(db: &mut Db, id: Id) -> Result<Agent, AccountsError> {
    let row = row(db, id)?;
    with_lines(db, vec![row])?.pop().ok_or(AccountsError::NotFound)
}

/// The names of some agents, for those who may read them; a deleted agent has none.
pub(crate) fn names(db: &mut Db, ids: &[Id]) -> Result<HashMap<Id, String>, AccountsError> {
    use accounts_agent::dsl as a;
    let rows: Vec<(Id, String)> = on_db!(db, |c| {
        a::accounts_agent
            .filter(a::id.eq_any(ids))
            .filter(a::status.ne(Status::Deleted.as_str()))
            .select((a::id, a::name))
            .load(c)
    })?;
    Ok(rows.into_iter().collect())
}

pub(crate) fn count(db: &mut Db) -> Result<i64, AccountsError> {
    use accounts_agent::dsl as a;
    Ok(on_db!(db, |c| a::accounts_agent.count().get_result(c))?)
}

pub(crate) fn insert(db: &mut Db, row: &Row) -> Result<(), AccountsError> {
    on_db!(db, |c| diesel::insert_into(accounts_agent::table).values(row).execute(c))?;
    Ok(())
}

pub(crate) fn set_status(db: &mut Db, id: Id, status: Status) -> Result<(), AccountsError> {
    use accounts_agent::dsl as a;
    on_db!(db, |c| diesel::update(a::accounts_agent.find(id)).set(a::status.eq(status.as_str())).execute(c))?;
    Ok(())
}

pub(crate) fn set_profile(db: &mut Db, id: Id, name: &str, locale: Locale) -> Result<(), AccountsError> {
    use accounts_agent::dsl as a;
    on_db!(db, |c| {
        diesel::update(a::accounts_agent.find(id))
            .set((a::name.eq(name), a::locale.eq(locale.as_str())))
            .execute(c)
    })?;
    Ok(())
}

pub(crate) fn set_organisation(db: &mut Db, id: Id, to: Option<Id>) -> Result<(), AccountsError> {
    use accounts_agent::dsl as a;
    on_db!(db, |c| diesel::update(a::accounts_agent.find(id)).set(a::organisation_id.eq(to)).execute(c))?;
    Ok(())
}

pub(crate) fn set_password(db: &mut Db, id: Id, hash: &str) -> Result<(), AccountsError> {
    use accounts_agent::dsl as a;
    on_db!(db, |c| diesel::update(a::accounts_agent.find(id)).set(a::password.eq(hash)).execute(c))?;
    Ok(())
}

pub(crate) fn set_email(db: &mut Db, id: Id, email: &Email) -> Result<(), AccountsError> {
    use accounts_agent::dsl as a;
    let email = email.as_str();
    on_db!(db, |c| diesel::update(a::accounts_agent.find(id)).set(a::email.eq(email)).execute(c))?;
    Ok(())
}

pub(crate) fn set_subject(db: &mut Db, id: Id, subject: &str) -> Result<(), AccountsError> {
    use accounts_agent::dsl as a;
    on_db!(db, |c| diesel::update(a::accounts_agent.find(id)).set(a::subject.eq(subject)).execute(c))?;
    Ok(())
}

pub(crate) fn set_signed_in(db: &mut Db, id: Id, now: Timestamp) -> Result<(), AccountsError> {
    use accounts_agent::dsl as a;
    on_db!(db, |c| diesel::update(a::accounts_agent.find(id)).set(a::signed_in_at.eq(now)).execute(c))?;
    Ok(())
}

/// Whoever else wants to change the agent in this way waits until the transaction ends.
pub(crate) fn hold(db: &mut Db, id: Id) -> Result<(), AccountsError> {
    use accounts_agent::dsl as a;
    on_db!(db, |c| diesel::update(a::accounts_agent.find(id)).set(a::totp_step.eq(a::totp_step)).execute(c))?;
    Ok(())
}

/// Sets or takes away the second factor of codes.
pub(crate) fn set_totp(db: &mut Db, id: Id, sealed: Option<&str>, step: i64) -> Result<(), AccountsError> {
    use accounts_agent::dsl as a;
    on_db!(db, |c| {
        diesel::update(a::accounts_agent.find(id)).set((a::totp.eq(sealed), a::totp_step.eq(step))).execute(c)
    })?;
    Ok(())
}

/// Uses a step up. Whether this use is the one: of many at once, one is.
pub(crate) fn use_step(db: &mut Db, id: Id, step: i64) -> Result<bool, AccountsError> {
    use accounts_agent::dsl as a;
    let updated = on_db!(db, |c| {
        diesel::update(a::accounts_agent.filter(a::id.eq(id)).filter(a::totp_step.lt(step)))
            .set(a::totp_step.eq(step))
            .execute(c)
    })?;
    Ok(updated == 1)
}

/// Puts new recovery codes in the place of all others.
pub(crate) fn set_recovery(db: &mut Db, id: Id, hashes: &[String]) -> Result<(), AccountsError> {
    use accounts_recovery::dsl as r;
    let rows: Vec<_> = hashes.iter().map(|hash| (r::agent_id.eq(id), r::hash.eq(hash))).collect();
    on_db!(db, |c| {
        diesel::delete(r::accounts_recovery.filter(r::agent_id.eq(id))).execute(c)?;
        for row in &rows {
            diesel::insert_into(r::accounts_recovery).values(*row).execute(c)?;
        }
    });
    Ok(())
}

/// Uses a recovery code up. Whether this use is the one: of many at once, one is.
pub(crate) fn use_recovery(db: &mut Db, id: Id, hash: &str, now: Timestamp) -> Result<bool, AccountsError> {
    use accounts_recovery::dsl as r;
    let updated = on_db!(db, |c| {
        let unused = r::agent_id.eq(id).and(r::hash.eq(hash)).and(r::used_at.is_null());
        diesel::update(r::accounts_recovery.filter(unused)).set(r::used_at.eq(now)).execute(c)
    })?;
    Ok(updated == 1)
}

pub(crate) fn recovery_left(db: &mut Db, id: Id) -> Result<i64, AccountsError> {
    use accounts_recovery::dsl as r;
    Ok(on_db!(db, |c| {
        r::accounts_recovery.filter(r::agent_id.eq(id).and(r::used_at.is_null())).count().get_result(c)
    })?)
}

/// Notes that an agent uses a browser; whether it was the first time.
pub(crate) fn see_device(db: &mut Db, id: Id, hash: &str, now: Timestamp) -> Result<bool, AccountsError> {
    use accounts_device::dsl as d;
    on_db!(db, |c| {
        let seen = diesel::update(d::accounts_device.find((id, hash))).set(d::seen_at.eq(now)).execute(c)?;
        if seen == 0 {
            diesel::insert_into(d::accounts_device)
                .values((d::agent_id.eq(id), d::hash.eq(hash), d::seen_at.eq(now)))
                .on_conflict_do_nothing()
                .execute(c)?;
        }
        Ok(seen == 0)
    })
}

pub(crate) fn is_known_device(db: &mut Db, id: Id, hash: &str) -> Result<bool, AccountsError> {
    use accounts_device::dsl as d;
    let found: Option<Timestamp> =
        on_db!(db, |c| d::accounts_device.find((id, hash)).select(d::seen_at).first(c).optional())?;
    Ok(found.is_some())
}

/// Takes everything personal away; the identifier stays, for the journal.
pub(crate) fn erase(db: &mut Db, id: Id) -> Result<(), AccountsError> {
    use accounts_agent::dsl as a;
    passkeys::remove_all(db, id)?;
    on_db!(db, |c| {
        diesel::delete(accounts_recovery::table.filter(accounts_recovery::agent_id.eq(id))).execute(c)?;
        diesel::delete(accounts_device::table.filter(accounts_device::agent_id.eq(id))).execute(c)?;
        diesel::update(a::accounts_agent.find(id))
            .set((
                a::email.eq(None::<String>),
                a::name.eq(""),
                a::status.eq(Status::Deleted.as_str()),
                a::password.eq(None::<String>),
                a::totp.eq(None::<String>),
                a::subject.eq(None::<String>),
            ))
            .execute(c)?;
    });
    Ok(())
}
