//! The keys of the interface: who holds which, until when, and a new one, shown once.

use parvis_accounts::AccountsError;
use parvis_accounts::http::{Answer, Cx, Policy, Refusal, Reply, Routes};
use parvis_kernel::{Permission, Timestamp};
use parvis_ui::{Block, Cell, Field, Form, Table, Tone};

use super::frame;
use crate::links;
use crate::service::forms::{self, Held};
use crate::service::keys::{self, Key, NewKey, Scope};

pub fn routes(routes: Routes) -> Routes {
    let manage = Policy::Needs(Permission::ReviewManage);
    routes.page(links::KEYS, manage, show).act(links::KEYS, manage, create).act(
        links::KEY_REVOKE,
        manage,
        revoke,
    )
}

fn form(cx: &Cx<'_>, held: &[Held]) -> Form {
    let surveys = held.iter().map(|one| {
        let label = format!("{} ({})", one.form.name, one.about.shown.name);
        (one.form.id.to_string(), label)
    });
    let scope = |one: &Scope| (one.to_string(), cx.t(&format!("reviews-key-scope-{one}")));
    let in_a_year = cx.now().day().plus_months(12);
    Form::new("cle", links::KEYS.to(cx.locale(), &[]), cx.t("reviews-key-create"))
        .titled(cx.t("reviews-key-new"))
        .field(Field::line("name", cx.t("reviews-key-name")).hinted(cx.t("reviews-key-name-hint")))
        .field(
            Field::radios("scope", cx.t("reviews-key-scope"), Scope::ALL.iter().map(scope).collect())
                .filled(Scope::Statistics.as_str()),
        )
        .field(Field::boxes("forms", cx.t("reviews-key-forms"), surveys.collect()))
        .field(
            Field::day("until", cx.t("reviews-key-until"))
                .hinted(cx.t("reviews-key-until-hint"))
                .filled(in_a_year.to_string()),
        )
}

fn state(cx: &Cx<'_>, key: &Key, now: Timestamp) -> Cell {
    match key.revoked_at {
        Some(at) => Cell::Badge(Tone::Info, cx.words.a("reviews-key-revoked", "day", cx.words.date(at))),
        None if key.works(now) => {
            let until = cx.words.day(key.expires_at.day());
            Cell::Badge(Tone::Success, cx.words.a("reviews-key-works", "day", until))
        }
        None => Cell::Badge(Tone::Info, cx.t("reviews-key-over")),
    }
}

fn table(cx: &Cx<'_>, all: &[(Key, Vec<Held>)]) -> Table {
    let row = |(key, held): &(Key, Vec<Held>)| {
        let names: Vec<Cell> = held.iter().map(|one| Cell::text(one.form.name.clone())).collect();
        let used = key.used_at.map_or_else(|| cx.t("reviews-key-unused"), |at| cx.words.date(at));
        let act = if key.works(cx.now()) {
            let to = links::KEY_REVOKE.to(cx.locale(), &[&key.id.to_string()]);
            Cell::button(cx.t("reviews-key-revoke"), key.name.clone(), to)
        } else {
            Cell::text("")
        };
        vec![
            Cell::text(key.name.clone()),
            Cell::text(cx.t(&format!("reviews-key-scope-{}", key.scope))),
            Cell::All(names),
            state(cx, key, cx.now()),
            Cell::text(used),
            act,
        ]
    };
    let columns = [
        "reviews-key-name",
        "reviews-key-scope",
        "reviews-key-forms",
        "reviews-state",
        "reviews-key-used",
        "desk-action",
    ];
    Table {
        id: "cles".into(),
        caption: cx.t("reviews-keys-caption"),
        columns: columns.map(|key| cx.t(key)).to_vec(),
        rows: all.iter().map(row).collect(),
        empty: cx.t("reviews-keys-none"),
    }
}

/// The page; with a secret that was just made, or a form that was refused.
fn page(cx: &Cx<'_>, made: Option<&str>, refused: Option<AccountsError>) -> Answer {
    let (held, all) = cx.read(|db| {
        let held = forms::list(db, &cx.by, Permission::ReviewManage)?;
        Ok::<_, AccountsError>((held, keys::list(db, &cx.by)?))
    })?;
    let mut blocks = Vec::new();
    if let Some(secret) = made {
        let (title, text) = (cx.t("reviews-key-made"), cx.t("reviews-key-once"));
        blocks.push(Block::Alert { tone: Tone::Success, title, text });
        blocks.push(Block::Code(vec![secret.to_owned()]));
    }
    blocks.push(Block::Table(table(cx, &all)));
    let form = form(cx, &held);
    blocks.push(Block::Form(match refused {
        Some(error) => cx.again(form, error)?,
        None => form,
    }));
    let title = cx.t("reviews-keys-title");
    let frame = frame(cx, &title, links::KEYS);
    Ok(Reply::page(cx.page(frame, blocks).led(cx.t("reviews-keys-lead"))))
}

fn show(cx: &Cx<'_>) -> Answer {
    page(cx, None, None)
}

fn create(cx: &Cx<'_>) -> Answer {
    let new = NewKey {
        name: cx.fields.get("name").to_owned(),
        scope: Scope::parse(cx.fields.get("scope")).unwrap_or_default(),
        forms: cx.fields.all("forms").filter_map(|id| id.parse().ok()).collect(),
        until: cx.fields.get("until").parse().ok(),
    };
    match cx.write(|db| keys::create(db, &cx.desk.means, &cx.by, &new)) {
        Ok((_, secret)) => page(cx, Some(&secret), None),
        Err(error) => page(cx, None, Some(error)),
    }
}

fn revoke(cx: &Cx<'_>) -> Answer {
    let id = cx.id("id")?;
    cx.write(|db| keys::revoke(db, &cx.by, id)).map_err(Refusal::from)?;
    Ok(cx.done(&links::KEYS.to(cx.locale(), &[]), "reviews-key-revoked"))
}
