//! Batches of sheets: those under way, a new one, how far one is.

use parvis_accounts::AccountsError;
use parvis_accounts::http::{Answer, Cx, Policy, Reply, Routes};
use parvis_kernel::Permission;
use parvis_ui::{Block, Cell, Field, Form, Frame, Link, Table, Tone};

use crate::batch::{MOST_SHEETS, Read, Sheet, SheetState, next};
use crate::links;
use crate::model::Button;
use crate::service::batches::{self, Found, Line, NewBatch};
use crate::service::forms::{self, Held};
use crate::survey::Tongue;

pub fn routes(routes: Routes) -> Routes {
    let enter = Policy::Needs(Permission::ReviewEnter);
    routes
        .page(links::BATCHES, enter, list)
        .page(links::BATCH_NEW, enter, new_page)
        .act(links::BATCH_NEW, enter, open)
        .page(links::BATCH, enter, show)
        .act(links::BATCH_GIVE_UP, enter, give_up)
}

/// The frame of a page under the batches.
pub(super) fn under(cx: &Cx<'_>, frame: Frame) -> Frame {
    frame
        .under(cx.t("reviews-enter-title"), links::ENTER.to(cx.locale(), &[]))
        .under(cx.t("reviews-batches-title"), links::BATCHES.to(cx.locale(), &[]))
}

pub(super) fn state(cx: &Cx<'_>, state: SheetState) -> Cell {
    let tone = match state {
        SheetState::ToEnter | SheetState::ToCheck => Tone::Info,
        SheetState::Differs => Tone::Warning,
        SheetState::Kept => Tone::Success,
        SheetState::Blank | SheetState::GivenUp => Tone::Info,
    };
    Cell::Badge(tone, cx.t(&format!("reviews-sheet-{}", state.as_str().replace('_', "-"))))
}

fn list(cx: &Cx<'_>) -> Answer {
    let all = cx.read(|db| batches::list(db, &cx.by))?;
    let row = |line: &Line| {
        let count = |state| line.sheets.get(&state).copied().unwrap_or(0);
        let left: i64 = SheetState::ALL.iter().filter(|state| !state.is_settled()).map(|s| count(*s)).sum();
        let progress = match line.batch.ended_at {
            Some(at) => cx.words.a("reviews-batch-ended-on", "day", cx.words.date(at)),
            None => cx.words.a("reviews-batch-left", "n", left),
        };
        vec![
            Cell::link(line.batch.name.clone(), links::BATCH.to(cx.locale(), &[&line.batch.id.to_string()])),
            Cell::text(line.held.form.name.clone()),
            Cell::text(cx.words.date(line.batch.made_at)),
            Cell::text(progress),
            Cell::text(cx.words.integer(count(SheetState::Kept))),
        ]
    };
    let columns =
        ["reviews-batch-name", "reviews-name", "reviews-batch-opened", "reviews-state", "reviews-batch-kept"];
    let table = Table {
        id: "lots".into(),
        caption: cx.words.a("reviews-batches-caption", "n", all.len()),
        columns: columns.map(|key| cx.t(key)).to_vec(),
        rows: all.iter().map(row).collect(),
        empty: cx.t("reviews-batches-none"),
    };
    let frame = under(cx, cx.frame(&cx.t("reviews-batches-title"), links::BATCHES.address(&[])));
    Ok(Reply::page(cx.page(frame, vec![Block::Table(table)]).led(cx.t("reviews-batches-lead"))))
}

fn form(cx: &Cx<'_>, buttons: &[Button]) -> Form {
    let open = buttons.iter().filter(|button| button.closed.is_none());
    let buttons: Vec<_> = open.map(|button| (button.id.to_string(), button.name.clone())).collect();
    let first = buttons.first().map(|(id, _)| id.clone()).unwrap_or_default();
    let tongues = Tongue::ALL.iter().map(|one| (one.to_string(), one.name().to_owned())).collect();
    let range = cx.words.a("reviews-batch-sheets-hint", "most", MOST_SHEETS);
    Form::new("lot", links::BATCH_NEW.to(cx.locale(), &[cx.part("id")]), cx.t("reviews-batch-open"))
        .field(Field::line("name", cx.t("reviews-batch-name")).hinted(cx.t("reviews-batch-name-hint")))
        .field(Field::line("sheets", cx.t("reviews-batch-sheets")).hinted(range))
        .field(Field::select("button", cx.t("reviews-button"), buttons).filled(first))
        .field(Field::select("tongue", cx.t("reviews-tongue"), tongues).filled(Tongue::French.as_str()))
}

fn new_one(cx: &Cx<'_>, held: &Held, form: Form) -> Reply {
    let title = cx.words.a("reviews-batch-of", "name", held.form.name.as_str());
    let here = links::BATCH_NEW;
    let frame = under(cx, cx.frame(&title, here.address(&[cx.part("id")])))
        .under(title.clone(), here.to(cx.locale(), &[cx.part("id")]));
    Reply::page(cx.page(frame, vec![Block::Form(form)]).led(cx.t("reviews-batch-lead")))
}

fn new_page(cx: &Cx<'_>) -> Answer {
    let (held, buttons) = ready(cx)?;
    Ok(new_one(cx, &held, form(cx, &buttons)))
}

fn ready(cx: &Cx<'_>) -> Result<(Held, Vec<Button>), parvis_accounts::http::Refusal> {
    let id = cx.id("id")?;
    cx.read(|db| {
        let (held, _) = forms::for_entry(db, &cx.by, id)?;
        let buttons = forms::open_buttons(db, &held)?;
        Ok::<_, AccountsError>((held, buttons))
    })
}

fn open(cx: &Cx<'_>) -> Answer {
    let (held, buttons) = ready(cx)?;
    let opened =
        asked(cx, &held).and_then(|new| cx.write(|db| batches::open(db, &cx.desk.means, &cx.by, &new)));
    match opened {
        Ok(id) => Ok(cx.done(&links::BATCH.to(cx.locale(), &[&id.to_string()]), "reviews-batch-opened")),
        Err(error) => Ok(new_one(cx, &held, cx.again(form(cx, &buttons), error)?)),
    }
}

fn asked(cx: &Cx<'_>, held: &Held) -> Result<NewBatch, AccountsError> {
    let choose = |field| AccountsError::invalid(field, "accounts-choose");
    Ok(NewBatch {
        form: held.form.id,
        button: cx.field_id("button").ok_or(choose("button"))?,
        name: cx.fields.get("name").to_owned(),
        tongue: Tongue::parse(cx.fields.get("tongue")).ok_or(choose("tongue"))?,
        // A number that is none is out of range too.
        sheets: cx.fields.get("sheets").trim().parse().unwrap_or(0),
    })
}

/// What the next sheet of a batch is taken up for.
fn step(cx: &Cx<'_>, sheet: &Sheet) -> Link {
    let key = match sheet.state {
        SheetState::ToEnter => "reviews-sheet-enter",
        SheetState::ToCheck => "reviews-sheet-check",
        _ => "reviews-sheet-settle",
    };
    Link::new(cx.words.a(key, "n", sheet.number), address(cx, sheet.number))
}

/// Where a sheet of the batch that `cx` names is keyed.
pub(super) fn address(cx: &Cx<'_>, number: i32) -> String {
    format!("{}?n={number}", links::SHEET.to(cx.locale(), &[cx.part("id")]))
}

fn show(cx: &Cx<'_>) -> Answer {
    let id = cx.id("id")?;
    let found = cx.read(|db| batches::get(db, &cx.by, id))?;
    Ok(shown(cx, &found, give_up_form(cx)))
}

fn shown(cx: &Cx<'_>, found: &Found, form: Form) -> Reply {
    let mut blocks = vec![Block::Facts(facts(cx, found))];
    if let Some(sheet) = next(&found.sheets) {
        blocks.push(Block::Steps(vec![step(cx, sheet)]));
    }
    blocks.push(Block::Table(sheets(cx, found)));
    if found.batch.ended_at.is_none() {
        let summary = cx.t("reviews-batch-give-up");
        // A form that was refused is in sight.
        let is_open = !form.errors().is_empty() || !form.error.is_empty();
        let form = Block::Form(form);
        blocks.push(if is_open { form } else { Block::More { summary, blocks: vec![form] } });
    }
    let title = found.batch.name.clone();
    let frame = under(cx, cx.frame(&title, links::BATCH.address(&[cx.part("id")])))
        .under(title, links::BATCH.to(cx.locale(), &[cx.part("id")]));
    Reply::page(cx.page(frame, blocks).led(cx.t("reviews-batch-shown-lead")))
}

fn facts(cx: &Cx<'_>, found: &Found) -> Vec<(String, Cell)> {
    let count = |state| found.sheets.iter().filter(|sheet| sheet.state == state).count();
    let settled: Vec<&Sheet> = found.sheets.iter().filter(|sheet| sheet.state.is_settled()).collect();
    let slipped = settled.iter().filter(|sheet| sheet.slips > 0).count();
    let of = |key: &str, n: usize| (cx.t(key), Cell::text(cx.words.integer(n)));
    vec![
        (cx.t("reviews-name"), Cell::text(found.held.form.name.clone())),
        (cx.t("reviews-button"), Cell::text(found.button.name.clone())),
        (cx.t("reviews-tongue"), Cell::text(found.batch.tongue.name())),
        of("reviews-batch-sheets", found.sheets.len()),
        of("reviews-sheet-to-enter", count(SheetState::ToEnter)),
        of("reviews-sheet-to-check", count(SheetState::ToCheck)),
        of("reviews-sheet-differs", count(SheetState::Differs)),
        of("reviews-batch-kept", count(SheetState::Kept)),
        of("reviews-batch-slipped", slipped),
    ]
}

fn sheets(cx: &Cx<'_>, found: &Found) -> Table {
    let who = |read: &Option<Read>| {
        let name = read.as_ref().and_then(|read| found.names.get(&read.by?).cloned());
        Cell::text(name.unwrap_or_default())
    };
    let row = |sheet: &Sheet| {
        let label = cx.words.a("reviews-sheet-n", "n", sheet.number);
        let named = match (sheet.state.is_settled(), sheet.opinion) {
            (false, _) => Cell::link(label, address(cx, sheet.number)),
            (true, Some(id))
                if cx.by.actor.may(Permission::ReviewRead, &found.held.about.place, cx.now()) =>
            {
                Cell::link(label, links::OPINION.to(cx.locale(), &[&id.to_string()]))
            }
            _ => Cell::text(label),
        };
        vec![named, state(cx, sheet.state), who(&sheet.first), who(&sheet.second)]
    };
    let columns = ["reviews-sheet", "reviews-state", "reviews-sheet-first", "reviews-sheet-second"];
    Table {
        id: "feuilles".into(),
        caption: cx.words.a("reviews-sheets-caption", "n", found.sheets.len()),
        columns: columns.map(|key| cx.t(key)).to_vec(),
        rows: found.sheets.iter().map(row).collect(),
        empty: String::new(),
    }
}

fn give_up_form(cx: &Cx<'_>) -> Form {
    let to = links::BATCH_GIVE_UP.to(cx.locale(), &[cx.part("id")]);
    let hint = cx.t("reviews-batch-give-up-hint");
    Form::new("abandon", to, cx.t("reviews-batch-give-up"))
        .grave()
        .field(Field::line("reason", cx.t("reviews-batch-give-up-reason")).hinted(hint))
}

fn give_up(cx: &Cx<'_>) -> Answer {
    let id = cx.id("id")?;
    match cx.write(|db| batches::give_up(db, &cx.by, id, cx.fields.get("reason"))) {
        Ok(()) => Ok(cx.done(&links::BATCH.to(cx.locale(), &[cx.part("id")]), "reviews-batch-given-up")),
        Err(error) => {
            let found = cx.read(|db| batches::get(db, &cx.by, id))?;
            Ok(shown(cx, &found, cx.again(give_up_form(cx), error)?))
        }
    }
}
