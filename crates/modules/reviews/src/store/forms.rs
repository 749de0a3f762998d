//! Forms and their buttons.

use diesel::prelude::*;
use parvis_accounts::AccountsError;
use parvis_db::{Db, on_db};
use parvis_kernel::{Day, Id, Timestamp};

use super::{known, reviews_button, reviews_form};
use crate::model::{Button, Closed, Form};
use crate::shape::Template;
use crate::survey::Point;

#[derive(Insertable, Queryable, Selectable)]
#[diesel(table_name = reviews_form, treat_none_as_default_value = false)]
struct FormRow {
    id: Id,
    procedure_id: Id,
    name: String,
    template: String,
    retention_months: Option<i32>,
    kept_from: Day,
    created_at: Timestamp,
    closed_at: Option<Timestamp>,
    closed_reason: Option<String>,
}

#[derive(Insertable, Queryable, Selectable)]
#[diesel(table_name = reviews_button, treat_none_as_default_value = false)]
struct ButtonRow {
    id: Id,
    form_id: Id,
    code: String,
    name: String,
    point: String,
    old_service: Option<String>,
    old_button: Option<String>,
    created_at: Timestamp,
    closed_at: Option<Timestamp>,
    closed_reason: Option<String>,
}

fn closed(at: Option<Timestamp>, reason: Option<String>) -> Option<Closed> {
    at.zip(reason).map(|(at, reason)| Closed { at, reason })
}

impl TryFrom<FormRow> for Form {
    type Error = AccountsError;

    fn try_from(row: FormRow) -> Result<Self, AccountsError> {
        Ok(Self {
            id: row.id,
            procedure: row.procedure_id,
            name: row.name,
            template: known(Template::parse(&row.template), "template of a form")?,
            retention_months: row.retention_months,
            kept_from: row.kept_from,
            created_at: row.created_at,
            closed: closed(row.closed_at, row.closed_reason),
        })
    }
}

impl TryFrom<ButtonRow> for Button {
    type Error = AccountsError;

    fn try_from(row: ButtonRow) -> Result<Self, AccountsError> {
        Ok(Self {
            id: row.id,
            form: row.form_id,
            code: row.code,
            name: row.name,
            point: known(Point::parse(&row.point), "place of a button")?,
            old: row.old_service.zip(row.old_button),
            created_at: row.created_at,
            closed: closed(row.closed_at, row.closed_reason),
        })
    }
}

pub(crate) fn insert_form(db: &mut Db, form: &Form) -> Result<(), AccountsError> {
    let row = FormRow {
        id: form.id,
        procedure_id: form.procedure,
        name: form.name.clone(),
        template: form.template.to_string(),
        retention_months: form.retention_months,
        kept_from: form.kept_from,
        created_at: form.created_at,
        closed_at: form.closed.as_ref().map(|closed| closed.at),
        closed_reason: form.closed.as_ref().map(|closed| closed.reason.clone()),
    };
    on_db!(db, |c| diesel::insert_into(reviews_form::table).values(&row).execute(c))?;
    Ok(())
}

/// Keeps a new button; whether its code and its old numbers were free.
pub(crate) fn insert_button(db: &mut Db, button: &Button) -> Result<bool, AccountsError> {
    let row = ButtonRow {
        id: button.id,
        form_id: button.form,
        code: button.code.clone(),
        name: button.name.clone(),
        point: button.point.to_string(),
        old_service: button.old.as_ref().map(|(service, _)| service.clone()),
        old_button: button.old.as_ref().map(|(_, button)| button.clone()),
        created_at: button.created_at,
        closed_at: button.closed.as_ref().map(|closed| closed.at),
        closed_reason: button.closed.as_ref().map(|closed| closed.reason.clone()),
    };
    let inserted = on_db!(db, |c| diesel::insert_into(reviews_button::table)
        .values(&row)
        .on_conflict_do_nothing()
        .execute(c))?;
    Ok(inserted == 1)
}

pub(crate) fn form(db: &mut Db, id: Id) -> Result<Option<Form>, AccountsError> {
    use reviews_form::dsl as f;
    let row: Option<FormRow> =
        on_db!(db, |c| f::reviews_form.find(id).select(FormRow::as_select()).first(c).optional())?;
    row.map(Form::try_from).transpose()
}

/// All forms, by name.
pub(crate) fn all(db: &mut Db) -> Result<Vec<Form>, AccountsError> {
    use reviews_form::dsl as f;
    let rows: Vec<FormRow> =
        on_db!(db, |c| f::reviews_form.order((f::name, f::id)).select(FormRow::as_select()).load(c))?;
    rows.into_iter().map(Form::try_from).collect()
}

/// The buttons of a form, the first made first.
pub(crate) fn buttons(db: &mut Db, form: Id) -> Result<Vec<Button>, AccountsError> {
    use reviews_button::dsl as b;
    let rows: Vec<ButtonRow> = on_db!(db, |c| b::reviews_button
        .filter(b::form_id.eq(form))
        .order((b::created_at, b::id))
        .select(ButtonRow::as_select())
        .load(c))?;
    rows.into_iter().map(Button::try_from).collect()
}

/// How a button is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Called {
    Code(String),
    /// The service and button of the feedback service that came before.
    Old(String, String),
}

/// A button and its form, by the address that people come by.
pub(crate) fn called(db: &mut Db, by: &Called) -> Result<Option<(Button, Form)>, AccountsError> {
    use reviews_button::dsl as b;
    use reviews_form::dsl as f;
    let row: Option<(ButtonRow, FormRow)> = on_db!(db, |c| {
        let mut query = b::reviews_button
            .inner_join(f::reviews_form.on(f::id.eq(b::form_id)))
            .select((ButtonRow::as_select(), FormRow::as_select()))
            .into_boxed::<DB>();
        query = match by {
            Called::Code(code) => query.filter(b::code.eq(code)),
            Called::Old(service, button) => {
                query.filter(b::old_service.eq(service)).filter(b::old_button.eq(button))
            }
        };
        query.first(c).optional()
    })?;
    row.map(|(button, form)| Ok((Button::try_from(button)?, form.try_into()?))).transpose()
}

pub(crate) fn button(db: &mut Db, id: Id) -> Result<Option<Button>, AccountsError> {
    use reviews_button::dsl as b;
    let row: Option<ButtonRow> =
        on_db!(db, |c| b::reviews_button.find(id).select(ButtonRow::as_select()).first(c).optional())?;
    row.map(Button::try_from).transpose()
}

pub(crate) fn update_form(db: &mut Db, form: &Form) -> Result<(), AccountsError> {
    use reviews_form::dsl as f;
    let (at, reason) = form.closed.as_ref().map(|c| (c.at, c.reason.as_str())).unzip();
    on_db!(db, |c| diesel::update(f::reviews_form.find(form.id))
        .set((
            f::name.eq(&form.name),
            f::retention_months.eq(form.retention_months),
            f::kept_from.eq(form.kept_from),
            f::closed_at.eq(at),
            f::closed_reason.eq(reason),
        ))
        .execute(c))?;
    Ok(())
}

pub(crate) fn update_button(db: &mut Db, button: &Button) -> Result<(), AccountsError> {
    use reviews_button::dsl as b;
    let (at, reason) = button.closed.as_ref().map(|c| (c.at, c.reason.as_str())).unzip();
    on_db!(db, |c| diesel::update(b::reviews_button.find(button.id))
        .set((b::name.eq(&button.name), b::closed_at.eq(at), b::closed_reason.eq(reason)))
        .execute(c))?;
    Ok(())
}
