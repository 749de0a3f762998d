use diesel::prelude::*;
use parvis_db::{Db, on_db};
use parvis_kernel::{Id, Locale, Timestamp};
use parvis_ui::Theme;

use super::known;
use super::tables::accounts_space;
use crate::error::AccountsError;
use crate::model::{Settings, Space, SpaceKind};

#[derive(Insertable, Queryable, Selectable)]
#[diesel(table_name = accounts_space, treat_none_as_default_value = false)]
struct Row {
    id: Id,
    slug: String,
    name: String,
    kind: String,
    territory: Option<String>,
    theme: String,
    languages: String,
    contact: String,
    retention_months: i32,
    domains: String,
    origins: String,
    four_eyes: bool,
    created_at: Timestamp,
}

fn words(text: &str) -> Vec<String> {
    text.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

fn theme(settings: &Settings) -> &'static str {
    settings.theme.map_or("", Theme::as_str)
}

fn codes(languages: &[Locale]) -> String {
    languages.iter().map(|l| l.as_str()).collect::<Vec<_>>().join(" ")
}

impl TryFrom<Row> for Space {
    type Error = AccountsError;

    fn try_from(row: Row) -> Result<Self, AccountsError> {
        Ok(Self {
            id: row.id,
            slug: row.slug,
            name: row.name,
            kind: known(SpaceKind::parse(&row.kind), "kind of space")?,
            territory: row.territory,
            settings: Settings {
                theme: Theme::parse(&row.theme),
                languages: row.languages.split(' ').filter_map(Locale::parse).collect(),
                contact: row.contact,
                retention_months: row.retention_months,
                domains: words(&row.domains),
                origins: words(&row.origins),
                four_eyes: row.four_eyes,
            },
            created_at: row.created_at,
        })
    }
}

/// All spaces, the first one made first.
pub(crate) fn all(db: &mut Db) -> Result<Vec<Space>, AccountsError> {
    use accounts_space::dsl as s;
    let rows: Vec<Row> =
        on_db!(db, |c| s::accounts_space.order((s::created_at, s::id)).select(Row::as_select()).load(c))?;
    rows.into_iter().map(Space::try_from).collect()
}

pub(crate) fn insert(db: &mut Db, space: &Space) -> Result<(), AccountsError> {
    let row = Row {
        id: space.id,
        slug: space.slug.clone(),
        name: space.name.clone(),
        kind: space.kind.to_string(),
        territory: space.territory.clone(),
        theme: theme(&space.settings).to_owned(),
        languages: codes(&space.settings.languages),
        contact: space.settings.contact.clone(),
        retention_months: space.settings.retention_months,
        domains: space.settings.domains.join(" "),
        origins: space.settings.origins.join(" "),
        four_eyes: space.settings.four_eyes,
        created_at: space.created_at,
    };
    on_db!(db, |c| diesel::insert_into(accounts_space::table).values(&row).execute(c))?;
    Ok(())
}

pub(crate) fn update(db: &mut Db, id: Id, name: &str, settings: &Settings) -> Result<(), AccountsError> {
    use accounts_space::dsl as s;
    let languages = codes(&settings.languages);
    let domains = settings.domains.join(" ");
    let origins = settings.origins.join(" ");
    on_db!(db, |c| {
        diesel::update(s::accounts_space.find(id))
            .set((
                s::name.eq(name),
                s::theme.eq(theme(settings)),
                s::languages.eq(&languages),
                s::contact.eq(&settings.contact),
                s::retention_months.eq(settings.retention_months),
                s::domains.eq(&domains),
                s::origins.eq(&origins),
                s::four_eyes.eq(settings.four_eyes),
            ))
            .execute(c)
    })?;
    Ok(())
}
