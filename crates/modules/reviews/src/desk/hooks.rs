//! The webhooks of a survey: who is told what, what was sent, and what came back.

use parvis_accounts::AccountsError;
use parvis_accounts::http::{Answer, Cx, Policy, Refusal, Reply, Routes};
use parvis_kernel::{Id, Permission};
use parvis_outbound::Outbound;
use parvis_ui::{Block, Cell, Field, Form, Table, Tone};

use super::{frame_of, frame_under};
use crate::hooks::{Delivery, Event, Hook, Secret, State, host};
use crate::links;
use crate::service::forms::Held;
use crate::service::hooks::{self, NewHook};

/// The routes; `outbound` says which hosts of its own network the installation names.
pub fn routes(routes: Routes, outbound: Option<&Outbound>) -> Routes {
    let manage = Policy::Needs(Permission::ReviewManage);
    let outbound = outbound.cloned();
    routes
        .page(links::HOOKS, manage, |cx| list(cx, None))
        .act(links::HOOKS, manage, move |cx| create(cx, outbound.as_ref()))
        .page(links::HOOK, manage, |cx| show(cx, None))
        .act(links::HOOK_ROTATE, manage, rotate)
        .act(links::HOOK_RESUME, manage, resume)
        .act(links::HOOK_END, manage, end)
        .act(links::DELIVERY_AGAIN, manage, again)
}

fn new_form(cx: &Cx<'_>, held: &Held) -> Form {
    let event = |one: &Event| (one.to_string(), cx.t(&format!("reviews-event-{one}")));
    Form::new(
        "webhook",
        links::HOOKS.to(cx.locale(), &[&held.form.id.to_string()]),
        cx.t("reviews-hook-create"),
    )
    .titled(cx.t("reviews-hook-new"))
    .field(Field::line("url", cx.t("reviews-hook-url")).hinted(cx.t("reviews-hook-url-hint")))
    .field(Field::boxes("events", cx.t("reviews-hook-events"), Event::ALL.iter().map(event).collect()))
}

fn state(cx: &Cx<'_>, hook: &Hook) -> Cell {
    match (hook.paused_at, hook.failures) {
        (Some(at), _) => {
            Cell::Badge(Tone::Error, cx.words.a("reviews-hook-paused", "day", cx.words.date(at)))
        }
        (None, 0) => Cell::Badge(Tone::Success, cx.t("reviews-hook-works")),
        (None, n) => Cell::Badge(Tone::Warning, cx.words.a("reviews-hook-fails", "n", i64::from(n))),
    }
}

fn events(cx: &Cx<'_>, hook: &Hook) -> Cell {
    Cell::All(hook.events.iter().map(|one| Cell::text(cx.t(&format!("reviews-event-{one}")))).collect())
}

fn table(cx: &Cx<'_>, all: &[Hook]) -> Table {
    let row = |hook: &Hook| {
        let to = links::HOOK.to(cx.locale(), &[&hook.id.to_string()]);
        vec![Cell::link(host(&hook.url), to), events(cx, hook), state(cx, hook)]
    };
    let columns = ["reviews-hook-url", "reviews-hook-events", "reviews-state"];
    Table {
        id: "webhooks".into(),
        caption: cx.t("reviews-hooks-caption"),
        columns: columns.map(|key| cx.t(key)).to_vec(),
        rows: all.iter().map(row).collect(),
        empty: cx.t("reviews-hooks-none"),
    }
}

fn list(cx: &Cx<'_>, refused: Option<AccountsError>) -> Answer {
    let id = cx.id("id")?;
    let (held, all) = cx.read(|db| hooks::list(db, &cx.by, id))?;
    let form = new_form(cx, &held);
    let form = match refused {
        Some(error) => cx.again(form, error)?,
        None => form,
    };
    let blocks = vec![Block::Table(table(cx, &all)), Block::Form(form)];
    let title = cx.t("reviews-hooks-title");
    let frame = frame_of(cx, &held, &title, links::HOOKS);
    Ok(Reply::page(cx.page(frame, blocks).led(cx.t("reviews-hooks-lead"))))
}

fn create(cx: &Cx<'_>, outbound: Option<&Outbound>) -> Answer {
    let id = cx.id("id")?;
    let new = NewHook {
        url: cx.fields.get("url").to_owned(),
        events: cx.fields.all("events").filter_map(Event::parse).collect(),
    };
    let is_named = |host: &str| outbound.is_some_and(|outbound| outbound.names(host));
    match cx.write(|db| hooks::create(db, &cx.desk.means, &cx.by, id, &new, is_named)) {
        Ok((hook, secret)) => page(cx, hook.id, Some(&secret)),
        Err(error) => list(cx, Some(error)),
    }
}

fn deliveries(cx: &Cx<'_>, hook: &Hook, all: &[Delivery]) -> Table {
    let row = |one: &Delivery| {
        let tone = match one.state {
            State::Delivered => Tone::Success,
            State::GivenUp => Tone::Error,
            State::Waiting | State::Gone => Tone::Info,
        };
        let mut state = vec![Cell::Badge(tone, cx.t(&format!("reviews-delivery-{}", one.state)))];
        if let Some(due) = one.due_at.filter(|_| one.attempts > 0) {
            state.push(Cell::text(cx.words.a("reviews-delivery-next", "at", due.to_string())));
        }
        let answer = match &one.tried {
            None => vec![Cell::text(cx.t("reviews-delivery-untried"))],
            Some(tried) => {
                let status = match tried.status {
                    Some(status) => status.to_string(),
                    None => cx.t("reviews-delivery-no-answer"),
                };
                let args = [
                    ("status", status.into()),
                    ("at", tried.at.to_string().into()),
                    ("millis", cx.words.integer(tried.millis).into()),
                ];
                vec![
                    Cell::text(cx.words.with("reviews-delivery-tried", &args)),
                    Cell::text(tried.answer.clone()),
                ]
            }
        };
        let act = if one.state == State::Waiting || hook.paused_at.is_some() {
            Cell::text("")
        } else {
            let to = links::DELIVERY_AGAIN.to(cx.locale(), &[&one.id.to_string()]);
            Cell::button(cx.t("reviews-delivery-again"), one.id.to_string(), to)
        };
        vec![
            Cell::text(one.id.to_string()),
            Cell::text(cx.t(&format!("reviews-event-{}", one.event))),
            Cell::text(one.at.to_string()),
            Cell::All(state),
            Cell::text(cx.words.integer(one.attempts)),
            Cell::All(answer),
            act,
        ]
    };
    let columns = [
        "reviews-delivery",
        "reviews-hook-event",
        "reviews-delivery-at",
        "reviews-state",
        "reviews-delivery-attempts",
        "reviews-delivery-answer",
        "desk-action",
    ];
    Table {
        id: "envois".into(),
        caption: cx.t("reviews-deliveries-caption"),
        columns: columns.map(|key| cx.t(key)).to_vec(),
        rows: all.iter().map(row).collect(),
        empty: cx.t("reviews-deliveries-none"),
    }
}

/// One webhook; with a secret that was just made.
fn page(cx: &Cx<'_>, id: Id, made: Option<&Secret>) -> Answer {
    let (held, hook, all) = cx.read(|db| hooks::sheet(db, &cx.by, id))?;
    let own = id.to_string();
    let mut blocks = Vec::new();
    if let Some(secret) = made {
        let (title, text) = (cx.t("reviews-hook-made"), cx.t("reviews-hook-once"));
        blocks.push(Block::Alert { tone: Tone::Success, title, text });
        blocks.push(Block::Code(vec![secret.shown()]));
    }
    if let Some(at) = hook.paused_at {
        let title = cx.words.a("reviews-hook-paused", "day", cx.words.date(at));
        blocks.push(Block::Alert { tone: Tone::Error, title, text: cx.t("reviews-hook-paused-text") });
        let to = links::HOOK_RESUME.to(cx.locale(), &[&own]);
        blocks.push(Block::Form(Form::new("reprendre", to, cx.t("reviews-hook-resume"))));
    }
    let mut facts = vec![
        (cx.t("reviews-hook-url"), Cell::text(hook.url.clone())),
        (cx.t("reviews-hook-events"), events(cx, &hook)),
        (cx.t("reviews-state"), state(cx, &hook)),
    ];
    if let Some((_, until)) = hook.former.as_ref().filter(|(_, until)| cx.now() < *until) {
        facts.push((cx.t("reviews-hook-former"), Cell::text(until.to_string())));
    }
    blocks.push(Block::Facts(facts));
    blocks.push(Block::Table(deliveries(cx, &hook, &all)));
    let form_to = |id: &str, paths: parvis_accounts::http::Paths, key: &str| {
        Form::new(id, paths.to(cx.locale(), &[&own]), cx.t(key)).titled(cx.t(&format!("{key}-title")))
    };
    blocks.push(Block::Form(form_to("secret", links::HOOK_ROTATE, "reviews-hook-rotate")));
    blocks.push(Block::Form(form_to("supprimer", links::HOOK_END, "reviews-hook-end").grave()));
    let title = cx.words.a("reviews-hook-title", "host", host(&hook.url));
    let list = ("reviews-hooks-title", links::HOOKS);
    let frame = frame_under(cx, &held, list, &title, (links::HOOK, &own));
    Ok(Reply::page(cx.page(frame, blocks).led(cx.t("reviews-hook-lead"))))
}

fn show(cx: &Cx<'_>, made: Option<&Secret>) -> Answer {
    page(cx, cx.id("id")?, made)
}

fn rotate(cx: &Cx<'_>) -> Answer {
    let id = cx.id("id")?;
    let secret = cx.write(|db| hooks::rotate(db, &cx.desk.means, &cx.by, id)).map_err(Refusal::from)?;
    page(cx, id, Some(&secret))
}

fn resume(cx: &Cx<'_>) -> Answer {
    let id = cx.id("id")?;
    cx.write(|db| hooks::resume(db, &cx.by, id)).map_err(Refusal::from)?;
    Ok(cx.done(&links::HOOK.to(cx.locale(), &[&id.to_string()]), "reviews-hook-resumed"))
}

fn end(cx: &Cx<'_>) -> Answer {
    let id = cx.id("id")?;
    let form = cx.write(|db| hooks::end(db, &cx.by, id)).map_err(Refusal::from)?;
    Ok(cx.done(&links::HOOKS.to(cx.locale(), &[&form.to_string()]), "reviews-hook-ended"))
}

fn again(cx: &Cx<'_>) -> Answer {
    let id = cx.id("id")?;
    let hook = cx.write(|db| hooks::again(db, &cx.desk.means, &cx.by, id)).map_err(Refusal::from)?;
    Ok(cx.done(&links::HOOK.to(cx.locale(), &[&hook.to_string()]), "reviews-delivery-again"))
}
