use parvis_db::Db;
use parvis_journal::{Act, By, act};
use parvis_kernel::{Email, Id, Locale, Permission, Place, slug};

use super::organisations::required;
use crate::error::AccountsError;
use crate::guard::{Guarded, visible};
use crate::look::has_theme;
use crate::means::Means;
use crate::model::{Settings, Space, SpaceKind};
use crate::store::spaces;

/// A space as it is asked for.
#[derive(Debug, Clone, Default)]
pub struct NewSpace {
    pub name: String,
    pub kind: String,
    pub territory: String,
}

/// Opens a space.
///
/// # Errors
/// Without the right over the platform; a name that is empty or taken, a kind that is unknown, a local authority
/// without its official geographic code.
pub fn create(db: &mut Db, means: &Means, by: &By, new: &NewSpace) -> Result<Space, AccountsError> {
    if !by.actor.may(Permission::PlatformManage, &Place::PLATFORM, by.now) {
        return Err(AccountsError::Forbidden);
    }
    act(db, by, |db| insert(db, means, by, new))
}

/// The act itself, also the first of all, when there is nobody yet who may.
pub(super) fn insert(
    db: &mut Db,
    means: &Means,
    by: &By,
    new: &NewSpace,
) -> Result<(Space, Act), AccountsError> {
    let name = required("space", &new.name)?;
    let kind = SpaceKind::parse(&new.kind).ok_or(AccountsError::invalid("kind", "accounts-choose"))?;
    let territory = territory(kind, &new.territory)?;
    let slug = slug(&name);
    if slug.is_empty() || spaces::all(db)?.iter().any(|space| space.slug == slug) {
        return Err(AccountsError::invalid("space", "accounts-name-taken"));
    }
    let space = Space {
        id: means.id(by.now),
        slug,
        name,
        kind,
        territory,
        settings: Settings::default(),
        created_at: by.now,
    };
    spaces::insert(db, &space)?;
    let done = Act::new("space.create", &Place::space(space.id), "space", &space.slug)
        .set("name", &space.name)
        .set("kind", kind.as_str())
        .changed("territory", None, space.territory.clone());
    Ok((space, done))
}

/// The official geographic code of a local authority: its length says whether it can be one.
fn territory(kind: SpaceKind, code: &str) -> Result<Option<String>, AccountsError> {
    let code = code.trim().to_uppercase();
    let lengths: &[usize] = match kind {
        SpaceKind::Region => &[2],
        SpaceKind::Department => &[2, 3],
        SpaceKind::Intermunicipality => &[9],
        SpaceKind::Town => &[5],
        SpaceKind::State | SpaceKind::Agency | SpaceKind::Other if code.is_empty() => return Ok(None),
        _ => return Err(AccountsError::invalid("territory", "accounts-territory-none")),
    };
    let is_code = code.bytes().all(|b| b.is_ascii_digit() || b == b'A' || b == b'B');
    if lengths.contains(&code.len()) && is_code {
        Ok(Some(code))
    } else {
        Err(AccountsError::invalid("territory", "accounts-territory-form"))
    }
}

/// All spaces, the first one made first: for whoever asks to come in, and for the rules of others.
///
/// # Errors
/// The database's own.
pub fn all(db: &mut Db) -> Result<Vec<Space>, AccountsError> {
    spaces::all(db)
}

/// The space made first: that of the site and of its editions. None before the installation is set up.
///
/// # Errors
/// The database's own.
pub fn first(db: &mut Db) -> Result<Option<Space>, AccountsError> {
    Ok(spaces::all(db)?.into_iter().next())
}

/// The space whose pages somebody sees: their own; that of the site for whoever belongs to none.
///
/// # Errors
/// The database's own.
pub(crate) fn seen_from(db: &mut Db, own: Option<Id>) -> Result<Option<Space>, AccountsError> {
    let all = spaces::all(db)?;
    let at = all.iter().position(|space| Some(space.id) == own).unwrap_or(0);
    Ok(all.into_iter().nth(at))
}

/// The spaces over which the actor holds a permission.
///
/// # Errors
/// The database's own.
pub fn list(db: &mut Db, by: &By, permission: Permission) -> Result<Vec<Space>, AccountsError> {
    Ok(visible(spaces::all(db)?, by, permission))
}

/// A space over which the actor holds a permission.
///
/// # Errors
/// No such space for the actor.
pub fn get(db: &mut Db, by: &By, id: Id, permission: Permission) -> Result<Space, AccountsError> {
    let space = spaces::all(db)?.into_iter().find(|space| space.id == id);
    Guarded::new(space.ok_or(AccountsError::NotFound)?).open(by, permission)
}

/// Changes what the keepers of a space decide.
///
/// # Errors
/// Without the right over the space; a value that is out of its range.
pub fn change(db: &mut Db, by: &By, id: Id, name: &str, settings: &Settings) -> Result<(), AccountsError> {
    act(db, by, |db| {
        let space = get(db, by, id, Permission::SpaceManage)?;
        let name = required("name", name)?;
        check(settings)?;
        spaces::update(db, id, &name, settings)?;
        let old = &space.settings;
        let theme = |all: &Settings| all.theme.map_or_else(String::new, |theme| theme.to_string());
        let codes = |all: &[Locale]| all.iter().map(|l| l.as_str()).collect::<Vec<_>>().join(" ");
        let changes = [
            ("name", space.name.clone(), name),
            ("theme", theme(old), theme(settings)),
            ("languages", codes(&old.languages), codes(&settings.languages)),
            ("contact", old.contact.clone(), settings.contact.clone()),
            ("retention_months", old.retention_months.to_string(), settings.retention_months.to_string()),
            ("domains", old.domains.join(" "), settings.domains.join(" ")),
            ("origins", old.origins.join(" "), settings.origins.join(" ")),
            ("four_eyes", old.four_eyes.to_string(), settings.four_eyes.to_string()),
        ];
        let done = Act::new("space.change", &Place::space(id), "space", &space.slug);
        let done =
            changes.into_iter().fold(done, |done, (what, from, to)| done.changed(what, Some(from), Some(to)));
        Ok(((), done))
    })
}

/// Scheme, name and port as browsers write them in `Origin` (RFC 6454): no path, no capital letter.
fn is_origin(text: &str) -> bool {
    let name = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let is_part = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '-' | ':');
    name.is_some_and(|name| !name.is_empty() && name.len() <= 260 && name.chars().all(is_part))
}

fn check(settings: &Settings) -> Result<(), AccountsError> {
    let is_domain = |domain: &String| format!("a@{domain}").parse::<Email>().is_ok();
    if settings.theme.is_some_and(|theme| !has_theme(theme)) {
        return Err(AccountsError::invalid("theme", "accounts-theme-not-built"));
    }
    let contact = settings.contact.as_str();
    let is_link = contact.starts_with("https://") || contact.starts_with("http://");
    if !(contact.is_empty() || is_link || contact.parse::<Email>().is_ok()) {
        return Err(AccountsError::invalid("contact", "accounts-contact-form"));
    }
    if settings.languages.is_empty() {
        return Err(AccountsError::invalid("languages", "accounts-choose"));
    }
    if !(1..=120).contains(&settings.retention_months) {
        return Err(AccountsError::invalid("retention_months", "accounts-retention-range"));
    }
    if !settings.domains.iter().all(is_domain) {
        return Err(AccountsError::invalid("domains", "accounts-domain-form"));
    }
    if !settings.origins.iter().all(|origin| is_origin(origin)) {
        return Err(AccountsError::invalid("origins", "accounts-origin-form"));
    }
    Ok(())
}
