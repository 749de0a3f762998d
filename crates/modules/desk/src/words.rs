//! Choices and values in the reader's words.

use parvis_accounts::http::Cx;
use parvis_accounts::model::{Given, Organisation, OrganisationKind, Space, SpaceKind, Status};
use parvis_kernel::{Id, Locale, Role, Scope, Timestamp};
use parvis_ui::{Cell, Tone};

type Choices = Vec<(String, String)>;

pub fn role(cx: &Cx<'_>, role: Role) -> String {
    cx.t(&format!("role-{role}"))
}

pub fn status(cx: &Cx<'_>, status: Status) -> Cell {
    let tone = match status {
        Status::Active => Tone::Success,
        Status::Invited => Tone::Info,
        Status::Suspended => Tone::Warning,
        Status::Deleted => Tone::Error,
    };
    Cell::Badge(tone, cx.t(&format!("status-{status}")))
}

/// An instant as people read it: the day and the time in Paris are not known here, so UTC, said as such.
pub fn instant(cx: &Cx<'_>, at: Timestamp) -> String {
    let text = at.to_string();
    let time = text.get(11..16).unwrap_or("");
    format!("{} {time} UTC", cx.words.date(at))
}

pub fn languages() -> Choices {
    vec![("fr".into(), "Français".into()), ("en".into(), "English".into())]
}

pub fn locale(text: &str) -> Locale {
    Locale::parse(text).unwrap_or_default()
}

pub fn space_kinds(cx: &Cx<'_>) -> Choices {
    SpaceKind::ALL.iter().map(|kind| (kind.to_string(), cx.t(&format!("space-kind-{kind}")))).collect()
}

pub fn organisation_kinds(cx: &Cx<'_>) -> Choices {
    OrganisationKind::ALL
        .iter()
        .map(|kind| (kind.to_string(), cx.t(&format!("organisation-kind-{kind}"))))
        .collect()
}

pub fn spaces(all: &[Space]) -> Choices {
    all.iter().map(|space| (space.id.to_string(), space.name.clone())).collect()
}

/// Organisations that are open, after "none".
pub fn organisations(cx: &Cx<'_>, all: &[Organisation]) -> Choices {
    let open = all.iter().filter(|o| o.closed_at.is_none());
    let none = (String::new(), cx.t("desk-none"));
    std::iter::once(none).chain(open.map(|o| (o.id.to_string(), o.name.clone()))).collect()
}

pub fn id_text(id: Option<Id>) -> String {
    id.map(|id| id.to_string()).unwrap_or_default()
}

/// How far a right reaches, in words.
pub fn scope(cx: &Cx<'_>, scope: Scope, spaces: &[Space], organisations: &[Organisation]) -> String {
    match scope {
        Scope::Platform => cx.t("desk-scope-platform"),
        Scope::Space(id) => {
            let name = spaces.iter().find(|s| s.id == id).map(|s| s.name.as_str());
            cx.words.a("desk-scope-space", "name", name.unwrap_or("?"))
        }
        Scope::Organisation(id) => {
            let name = organisations.iter().find(|o| o.id == id).map(|o| o.name.as_str());
            cx.words.a("desk-scope-organisation", "name", name.unwrap_or("?"))
        }
        Scope::Procedure(_) => cx.t("desk-scope-procedure"),
    }
}

/// Whether a right holds, and until when.
pub fn validity(cx: &Cx<'_>, given: &Given) -> Cell {
    if given.revoked_at.is_some() {
        return Cell::Badge(Tone::Error, cx.t("right-revoked"));
    }
    if !given.holds(cx.now()) {
        let key = if given.from > cx.now() { "right-future" } else { "right-over" };
        return Cell::Badge(Tone::Warning, cx.t(key));
    }
    match given.until {
        Some(until) => Cell::text(cx.words.a("right-until", "day", cx.words.date(until))),
        None => Cell::text(cx.t("right-no-end")),
    }
}
