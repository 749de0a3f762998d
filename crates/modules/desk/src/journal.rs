//! The journal: all of it for auditors, one's own entries for everyone.

use parvis_accounts::AccountsError;
use parvis_accounts::http::{Answer, Cx, Paths, Refusal, Reply, paths};
use parvis_accounts::service::{agents, spaces};
use parvis_journal::{CONSOLE, Change, Entry, Filter, PAGE, actions, page as entries};
use parvis_kernel::{Day, Id, Permission, Place};
use parvis_ui::{Block, Cell, Field, Form, Link, Table};
use parvis_web::Query;
use std::collections::HashMap;

use crate::{links, words};

/// A day in the address; an address with something else is refused.
fn day(cx: &Cx<'_>, name: &str) -> Result<Option<Day>, Refusal> {
    let wrong = |_| Refusal::because(parvis_kernel::ErrorKind::Invalid, "accounts-day-form");
    cx.query.get(name).map(|text| text.parse().map_err(wrong)).transpose()
}

fn asked(cx: &Cx<'_>) -> Result<Filter, Refusal> {
    let text = |name: &str| cx.query.get(name).map(str::to_owned);
    Ok(Filter {
        actor: cx.query.get("agent").and_then(|id| id.parse().ok()),
        spaces: None,
        action: text("action"),
        object_kind: None,
        object: text("objet"),
        from: day(cx, "du")?.map(Day::start),
        until: day(cx, "au")?.map(Day::end),
        before: cx.query.get("avant").and_then(|seq| seq.parse().ok()),
    })
}

/// What the journal keeps as a name of ours, in the reader's words.
fn named(cx: &Cx<'_>, prefix: &str, name: &str) -> String {
    let key = format!("{prefix}-{}", name.replace(['.', '_'], "-"));
    if cx.words.has(&key) { cx.t(&key) } else { name.to_owned() }
}

fn changes(cx: &Cx<'_>, changes: &[Change]) -> Vec<Cell> {
    let line = |change: &Change| {
        let what = named(cx, "act-what", &change.what);
        let (from, to) = (change.from.as_deref(), change.to.as_deref());
        match (from.filter(|text| !text.is_empty()), to.filter(|text| !text.is_empty())) {
            (Some(from), Some(to)) => format!("{what} : {from} → {to}"),
            (None, Some(to)) => format!("{what} : {to}"),
            (Some(from), None) => format!("{what} : {from} → ∅"),
            (None, None) => what,
        }
    };
    changes.iter().map(|change| Cell::text(line(change))).collect()
}

fn who(cx: &Cx<'_>, entry: &Entry, names: &HashMap<Id, String>) -> String {
    match entry.actor {
        None if entry.network == CONSOLE => cx.t("journal-console"),
        None => cx.t("journal-visitor"),
        Some(id) => names.get(&id).cloned().unwrap_or_else(|| {
            let text = id.to_string();
            cx.words.a("journal-deleted", "id", text.get(24..).unwrap_or(""))
        }),
    }
}

fn table(cx: &Cx<'_>, all: &[Entry], names: &HashMap<Id, String>) -> Block {
    let row = |entry: &Entry| {
        // An object that is an agent is shown by name too, as long as there is one.
        let object = match entry.object_kind.as_str() {
            "agent" => entry.object.parse().ok().and_then(|id| names.get(&id).cloned()),
            _ => None,
        };
        vec![
            Cell::text(entry.seq.to_string()),
            Cell::text(words::instant(cx, entry.at)),
            Cell::text(who(cx, entry, names)),
            Cell::text(named(cx, "act", &entry.action)),
            Cell::text(format!(
                "{} {}",
                named(cx, "act-kind", &entry.object_kind),
                object.as_ref().unwrap_or(&entry.object)
            )),
            Cell::All(changes(cx, &entry.changes)),
            Cell::text(entry.reason.clone().unwrap_or_default()),
            Cell::text(entry.network.clone()),
        ]
    };
    let columns = [
        "journal-seq",
        "journal-at",
        "journal-actor",
        "journal-action",
        "journal-object",
        "journal-changes",
        "desk-reason",
        "sessions-network",
    ];
    Block::Table(Table {
        id: "journal".into(),
        caption: cx.t("journal-caption"),
        columns: columns.map(|key| cx.t(key)).to_vec(),
        rows: all.iter().map(row).collect(),
        empty: cx.t("journal-none"),
    })
}

fn show(cx: &Cx<'_>, paths: Paths, title: &str, filter: &Filter, is_all: bool) -> Answer {
    let (all, actions, names) = cx.read(|db| {
        let all = entries(db, filter)?;
        let objects = all.iter().filter(|e| e.object_kind == "agent").filter_map(|e| e.object.parse().ok());
        let ids: Vec<Id> = all.iter().filter_map(|e| e.actor).chain(objects).collect();
        let actions = if is_all { actions(db)? } else { Vec::new() };
        Ok::<_, AccountsError>((all, actions, agents::names(db, &ids)?))
    })?;
    let here = paths.to(cx.locale(), &[]);
    let mut blocks = Vec::new();
    if is_all {
        let text = |name: &str| cx.query.get(name).unwrap_or("").to_owned();
        let any = std::iter::once((String::new(), cx.t("journal-any")));
        let mut known: Vec<_> = actions.into_iter().map(|a| (a.clone(), named(cx, "act", &a))).collect();
        known.sort_by(|a, b| a.1.cmp(&b.1));
        let choices = any.chain(known).collect();
        let search = Form::search("filtre", &here, cx.t("desk-search"))
            .field(Field::select("action", cx.t("journal-action"), choices).filled(text("action")).optional())
            .field(Field::line("objet", cx.t("journal-object")).filled(text("objet")).optional())
            .field(Field::day("du", cx.t("journal-from")).filled(text("du")).optional())
            .field(Field::day("au", cx.t("journal-until")).filled(text("au")).optional());
        blocks.push(Block::Form(search));
    }
    blocks.push(table(cx, &all, &names));
    if all.len() as i64 == PAGE {
        let last = all.last().map(|e| e.seq.to_string()).unwrap_or_default();
        let kept = cx.query.iter().filter(|(name, _)| *name != "avant");
        let next = Query::write(kept.chain([("avant", last.as_str())]));
        blocks.push(Block::Links(vec![Link::new(cx.t("journal-older"), format!("{here}{next}"))]));
    }
    let title = cx.t(title);
    let frame = cx.frame(&title, paths.address(&[]));
    let frame =
        if is_all { frame } else { frame.under(cx.t("account-title"), paths::ACCOUNT.to(cx.locale(), &[])) };
    let lead = cx.t(if is_all { "journal-lead" } else { "own-journal-lead" });
    Ok(Reply::page(cx.page(frame.under(title.clone(), here), blocks).led(lead)))
}

pub fn all(cx: &Cx<'_>) -> Answer {
    let mut filter = asked(cx)?;
    if !cx.by.actor.may(Permission::JournalRead, &Place::PLATFORM, cx.now()) {
        let own = cx.read(|db| spaces::list(db, &cx.by, Permission::JournalRead))?;
        filter.spaces = Some(own.into_iter().map(|space| space.id).collect());
    }
    show(cx, links::JOURNAL, "journal-title", &filter, true)
}

pub fn own(cx: &Cx<'_>) -> Answer {
    let before = cx.query.get("avant").and_then(|seq| seq.parse().ok());
    let filter = Filter { actor: Some(cx.signed()?.agent.id), before, ..Filter::default() };
    show(cx, links::OWN_JOURNAL, "own-journal-title", &filter, false)
}
