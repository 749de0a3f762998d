//! Forms and buttons, and who may have them.

use parvis_accounts::{AccountsError, Means};
use parvis_catalog::by_id;
use parvis_db::Db;
use parvis_journal::{Act, By, act};
use parvis_kernel::{Id, Permission, Rng};
use parvis_places::{Ground, Located, find};

use crate::model::{Button, Closed, Form};
use crate::shape::{Shape, Template};
use crate::store::forms as store;
use crate::store::versions::{self, Version};
use crate::survey::Point;

pub use store::Called;

/// A form and the procedure it asks about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    pub about: Located,
    pub form: Form,
}

/// A button as it is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewButton {
    pub name: String,
    pub point: Point,
    /// Its service and button in the feedback service that came before; both or none.
    pub old: Option<(String, String)>,
}

/// Characters of a name or a reason.
const LONGEST: usize = 200;
/// Letters and figures that nobody takes for one another, in print or aloud.
pub(super) const ALPHABET: &[u8; 28] = b"23456789BCDFGHJKMNPQRSTVWXYZ";
/// 28⁶ is 480 million codes.
const CODE: usize = 6;

pub(crate) fn required(field: &'static str, text: &str) -> Result<String, AccountsError> {
    match text.trim() {
        "" => Err(AccountsError::invalid(field, "accounts-required")),
        text if text.chars().count() > LONGEST => Err(AccountsError::invalid(field, "reviews-long")),
        text => Ok(text.to_owned()),
    }
}

fn code(rng: &dyn Rng) -> String {
    let mut bytes = [0; 64];
    rng.fill(&mut bytes);
    // 252 is the largest multiple of 28 in a byte: every letter is as likely.
    let even = bytes.iter().filter(|byte| **byte < 252).take(CODE);
    even.map(|byte| char::from(ALPHABET[usize::from(*byte) % ALPHABET.len()])).collect()
}

/// A code as people type it: any case, with or without spaces and hyphens.
pub fn typed(code: &str) -> String {
    code.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect()
}

/// Makes a form for a procedure, with a first button at the end of the journey.
///
/// # Errors
/// Without the right over the procedure; a name that is empty or too long.
pub fn create(
    db: &mut Db,
    means: &Means,
    by: &By,
    procedure: &str,
    name: &str,
) -> Result<(Form, Button), AccountsError> {
    create_of(db, means, by, procedure, name, Template::National)
}

/// Makes a form of a template, likewise.
///
/// # Errors
/// Those of [`create`].
pub fn create_of(
    db: &mut Db,
    means: &Means,
    by: &By,
    procedure: &str,
    name: &str,
    template: Template,
) -> Result<(Form, Button), AccountsError> {
    act(db, by, |db| {
        let about = find(db, procedure, by.now)?.open(by, Permission::ReviewManage)?;
        let form = Form {
            id: means.id(by.now),
            procedure: about.procedure.id,
            name: required("name", name)?,
            template,
            retention_months: None,
            kept_from: by.now.day().month().first_day(),
            created_at: by.now,
            closed: None,
        };
        store::insert_form(db, &form)?;
        if template != Template::National {
            let version = Version {
                form: form.id,
                number: 1,
                shape: Shape::of(template).clone(),
                note: String::new(),
                published_at: by.now,
                published_by: by.actor.agent,
            };
            versions::insert(db, &version)?;
        }
        let first = NewButton { name: form.name.clone(), ..NewButton::default() };
        let button = insert(db, means, by, form.id, &first)?;
        let done = Act::new("form.create", &about.place, "form", form.id.to_string())
            .set("procedure", &about.procedure.slug)
            .set("name", &form.name)
            .set("template", template.as_str())
            .set("button", &button.code);
        Ok(((form, button), done))
    })
}

fn insert(db: &mut Db, means: &Means, by: &By, form: Id, new: &NewButton) -> Result<Button, AccountsError> {
    const TRIES: usize = 8;
    let old = match &new.old {
        Some((service, button)) => Some((required("old_service", service)?, required("old_button", button)?)),
        None => None,
    };
    let mut button = Button {
        id: means.id(by.now),
        form,
        code: String::new(),
        name: required("name", &new.name)?,
        point: new.point,
        old,
        created_at: by.now,
        closed: None,
    };
    if let Some((service, number)) = &button.old
        && store::called(db, &Called::Old(service.clone(), number.clone()))?.is_some()
    {
        return Err(AccountsError::invalid("old_button", "reviews-old-taken"));
    }
    for _ in 0..TRIES {
        button.code = code(&*means.rng);
        if store::insert_button(db, &button)? {
            return Ok(button);
        }
    }
    Err(AccountsError::Conflict("reviews-busy"))
}

/// The form of an identifier, opened to a permission over its procedure.
///
/// # Errors
/// No such form for the actor; without the right.
pub fn get(db: &mut Db, by: &By, id: Id, permission: Permission) -> Result<Held, AccountsError> {
    let form = store::form(db, id)?.ok_or(AccountsError::NotFound)?;
    let procedure = by_id(db, form.procedure)?.ok_or(AccountsError::NotFound)?;
    let about = Ground::load(db)?.locate(procedure, by.now)?.open(by, permission)?;
    Ok(Held { about, form })
}

/// The forms of the procedures over which the actor holds a permission, by name.
///
/// # Errors
/// The database's own.
pub fn list(db: &mut Db, by: &By, permission: Permission) -> Result<Vec<Held>, AccountsError> {
    let ground = Ground::load(db)?;
    // All at once: one by one, a country's 2,000 surveys would be 2,000 questions.
    let procedures = parvis_catalog::all(db)?.by_id();
    let mut held = Vec::new();
    for form in store::all(db)? {
        let Some(procedure) = procedures.get(&form.procedure).cloned() else { continue };
        if let Ok(about) = ground.locate(procedure, by.now).and_then(|one| one.open(by, permission)) {
            held.push(Held { about, form });
        }
    }
    Ok(held)
}

/// The buttons of a form that the actor may see, the first made first.
///
/// # Errors
/// Those of [`get`].
pub fn buttons(db: &mut Db, by: &By, form: Id) -> Result<(Held, Vec<Button>), AccountsError> {
    let held = get(db, by, form, Permission::ReviewRead)?;
    Ok((held, store::buttons(db, form)?))
}

/// A button by the address that people come by, with its form: for everyone.
///
/// # Errors
/// [`AccountsError::NotFound`].
pub fn called(db: &mut Db, by: &Called) -> Result<(Button, Form), AccountsError> {
    store::called(db, by)?.ok_or(AccountsError::NotFound)
}

/// Adds a button to a form that is open.
///
/// # Errors
/// Without the right over the procedure; a name that is empty or too long; old numbers that are taken.
pub fn add_button(
    db: &mut Db,
    means: &Means,
    by: &By,
    form: Id,
    new: &NewButton,
) -> Result<Button, AccountsError> {
    act(db, by, |db| {
        let held = open(db, by, form)?;
        let button = insert(db, means, by, form, new)?;
        let done = Act::new("button.create", &held.about.place, "button", &button.code)
            .set("procedure", &held.about.procedure.slug)
            .set("name", &button.name)
            .set("point", button.point.as_str());
        Ok((button, done))
    })
}

fn open(db: &mut Db, by: &By, form: Id) -> Result<Held, AccountsError> {
    let held = get(db, by, form, Permission::ReviewManage)?;
    if held.form.closed.is_some() { Err(AccountsError::Conflict("reviews-form-closed")) } else { Ok(held) }
}

/// Changes the name of a form and how long its opinions are kept.
///
/// # Errors
/// Without the right over the procedure; a value that is out of its range.
pub fn change(
    db: &mut Db,
    by: &By,
    id: Id,
    name: &str,
    retention_months: Option<i32>,
) -> Result<(), AccountsError> {
    act(db, by, |db| {
        let held = get(db, by, id, Permission::ReviewManage)?;
        if retention_months.is_some_and(|months| !(1..=120).contains(&months)) {
            return Err(AccountsError::invalid("retention_months", "accounts-retention-range"));
        }
        let after = Form { name: required("name", name)?, retention_months, ..held.form.clone() };
        store::update_form(db, &after)?;
        let months = |form: &Form| form.retention_months.map(|n| n.to_string());
        let done = Act::new("form.change", &held.about.place, "form", id.to_string())
            .set("procedure", &held.about.procedure.slug)
            .changed("name", Some(held.form.name.clone()), Some(after.name.clone()))
            .changed("retention_months", months(&held.form), months(&after));
        Ok(((), done))
    })
}

/// Closes a form: its buttons take no opinion any more, and say why and where to turn.
///
/// # Errors
/// Without the right over the procedure; without a reason; a form that is closed.
pub fn close(db: &mut Db, by: &By, id: Id, why: &str) -> Result<(), AccountsError> {
    act(db, by, |db| {
        let held = open(db, by, id)?;
        let closed = Closed { at: by.now, reason: required("reason", why)? };
        let done = Act::new("form.close", &held.about.place, "form", id.to_string())
            .set("procedure", &held.about.procedure.slug)
            .because(&closed.reason);
        store::update_form(db, &Form { closed: Some(closed), ..held.form })?;
        Ok(((), done))
    })
}

/// A survey that the actor may enter opinions for, and the button they count at: the first made of those that are open.
///
/// # Errors
/// Those of [`get`]; [`AccountsError::Conflict`] when it is closed.
pub fn for_entry(db: &mut Db, by: &By, id: Id) -> Result<(Held, Button), AccountsError> {
    let held = get(db, by, id, Permission::ReviewEnter)?;
    let open = open_buttons(db, &held)?.into_iter().next();
    match open.filter(|_| held.form.closed.is_none()) {
        Some(button) => Ok((held, button)),
        None => Err(AccountsError::Conflict("reviews-form-closed")),
    }
}

/// The buttons of a survey that are open, for those who may enter opinions.
///
/// # Errors
/// The database's own.
pub fn open_buttons(db: &mut Db, held: &Held) -> Result<Vec<Button>, AccountsError> {
    let mut all = store::buttons(db, held.form.id)?;
    all.retain(|button| button.closed.is_none());
    Ok(all)
}

/// A button that the actor keeps, and its survey.
///
/// # Errors
/// No such button for the actor; without the right.
pub fn button(db: &mut Db, by: &By, id: Id) -> Result<(Held, Button), AccountsError> {
    let button = store::button(db, id)?.ok_or(AccountsError::NotFound)?;
    Ok((get(db, by, button.form, Permission::ReviewManage)?, button))
}

/// Origins of the sites that may ask the first question of a survey on their own pages: those of its space.
///
/// # Errors
/// The database's own.
pub fn origins(db: &mut Db, held: &Held) -> Result<Vec<String>, AccountsError> {
    let spaces = Ground::load(db)?.spaces.into_iter();
    let mut own = spaces.filter(|space| Some(space.id) == held.about.place.space);
    Ok(own.next().map(|space| space.settings.origins).unwrap_or_default())
}

/// Closes one button, likewise.
///
/// # Errors
/// Those of [`close`].
pub fn close_button(db: &mut Db, by: &By, id: Id, why: &str) -> Result<Id, AccountsError> {
    act(db, by, |db| {
        let (held, button) = button(db, by, id)?;
        if button.closed.is_some() {
            return Err(AccountsError::Conflict("reviews-form-closed"));
        }
        let closed = Closed { at: by.now, reason: required("reason", why)? };
        let done = Act::new("button.close", &held.about.place, "button", &button.code)
            .set("procedure", &held.about.procedure.slug)
            .because(&closed.reason);
        store::update_button(db, &Button { closed: Some(closed), ..button })?;
        Ok((held.form.id, done))
    })
}
