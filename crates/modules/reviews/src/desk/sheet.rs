//! One sheet of a batch: read a first time, read again without seeing the first reading, settled where they differ.

use parvis_accounts::AccountsError;
use parvis_accounts::http::{Answer, Cx, Policy, Refusal, Reply, Routes};
use parvis_kernel::Permission;
use parvis_ui::{Block, Cell, Field, Form, Input, Link, Table};

use super::{batches as pages, enter};
use crate::answers::Reached;
use crate::batch::{Part, Reading, Sheet, SheetState, differences, elsewhere, next, way};
use crate::links;
use crate::service::batches::{self, Found, Keyed};
use crate::service::entry::Told;
use crate::shape::{ExtraId, Shape};
use crate::survey::Contact;

pub fn routes(routes: Routes) -> Routes {
    let needs = Policy::Needs(Permission::ReviewEnter);
    routes.page(links::SHEET, needs, ask).act(links::SHEET, needs, keep)
}

/// The batch and the sheet of a number.
fn load(cx: &Cx<'_>, number: &str) -> Result<(Found, Sheet), Refusal> {
    let id = cx.id("id")?;
    let found = cx.read(|db| batches::get(db, &cx.by, id))?;
    let named = found.sheets.iter().find(|sheet| sheet.number.to_string() == number);
    let sheet = named.cloned().ok_or(Refusal::not_found())?;
    Ok((found, sheet))
}

fn ask(cx: &Cx<'_>) -> Answer {
    let (found, sheet) = load(cx, cx.query.get("n").unwrap_or(""))?;
    Ok(page(cx, &found, &sheet, form(cx, &found.shape, &sheet)))
}

/// The questions of the survey, with what two readings share when there are two. Texts that differ are kept, to be
/// mended; answers that differ are chosen anew.
fn form(cx: &Cx<'_>, shape: &Shape, sheet: &Sheet) -> Form {
    let form = blank_form(cx, shape, sheet);
    match readings(sheet) {
        None => form,
        Some((first, second)) => {
            let unsure: Vec<String> = differences(first, second)
                .into_iter()
                .filter(|part| !matches!(part, Part::Other | Part::Comment))
                .flat_map(fields_of)
                .collect();
            let shared = first.as_ref().or(second.as_ref());
            form.typed(|name| match shared {
                Some(told) if !unsure.iter().any(|one| one == name) => value(told, name),
                _ => String::new(),
            })
        }
    }
}

fn blank_form(cx: &Cx<'_>, shape: &Shape, sheet: &Sheet) -> Form {
    let form =
        Form::new("feuille", links::SHEET.to(cx.locale(), &[cx.part("id")]), cx.t("reviews-sheet-keep"))
            .field(Field::hidden("number", sheet.number.to_string()))
            .field(Field::hidden("state", sheet.state.as_str()));
    enter::asking(cx, form, shape)
        .field(Field::tick("blank", cx.t("reviews-sheet-is-blank")).hinted(cx.t("reviews-sheet-blank-hint")))
}

/// Both readings of a sheet that was read in two ways.
fn readings(sheet: &Sheet) -> Option<(&Reading, &Reading)> {
    let (first, second) = (sheet.first.as_ref()?, sheet.second.as_ref()?);
    Some((&first.reading, &second.reading))
}

/// The fields of the form that a part of a sheet is typed in.
fn fields_of(part: Part) -> Vec<String> {
    match part {
        Part::Blank => vec!["blank".into()],
        Part::Satisfaction => vec!["satisfaction".into()],
        Part::Clarity => vec!["clarity".into()],
        Part::Help => vec!["none".into(), "helpers".into()],
        Part::Way(contact) => vec![format!("contact-{contact}")],
        Part::Other => vec!["other".into()],
        Part::Extra(id) => vec![id.to_string()],
        Part::Comment => vec!["comment".into()],
    }
}

/// What stands in a field of the form for what was read.
fn value(told: &Told, name: &str) -> String {
    let answers = &told.answers;
    let elsewhere = || elsewhere(answers).unwrap_or_default();
    match name {
        "satisfaction" => answers.satisfaction.to_string(),
        "clarity" => answers.clarity.map(|mark| mark.to_string()).unwrap_or_default(),
        "none" if elsewhere() == ["none"] => "1".into(),
        "none" => String::new(),
        "helpers" => elsewhere().join(" "),
        "other" => told.other.clone().unwrap_or_default(),
        "comment" => told.verbatim.clone().unwrap_or_default(),
        _ => {
            if let Ok(id) = name.parse::<ExtraId>() {
                return own(told, id);
            }
            let contact = name.strip_prefix("contact-").and_then(Contact::parse);
            match contact.and_then(|contact| way(answers, contact)) {
                None => String::new(),
                Some(None) => "tried".into(),
                Some(Some(Reached::No)) => "no".into(),
                Some(Some(Reached::Yes(None))) => "yes".into(),
                Some(Some(Reached::Yes(Some(mark)))) => format!("yes.{mark}"),
            }
        }
    }
}

/// What was read of a question of the form's own.
fn own(told: &Told, id: ExtraId) -> String {
    let picks = told.answers.extras.get(&id).into_iter().flatten().map(ToString::to_string);
    let text = told.texts.get(&id).cloned();
    picks.chain(text).collect::<Vec<_>>().join(" ")
}

/// What a reading says in a field, in words.
fn said(reading: &Reading, field: &Field) -> String {
    let Some(told) = reading else { return String::new() };
    let field = field.clone().filled(value(told, &field.name));
    match &field.input {
        Input::Select(choices) | Input::Radios(choices) | Input::Boxes(choices) => {
            let chosen = choices.iter().filter(|choice| choice.is_chosen && !choice.value.is_empty());
            chosen.map(|choice| choice.label.clone()).collect::<Vec<_>>().join(", ")
        }
        Input::Tick if field.value == "1" => field.label,
        Input::Tick => String::new(),
        _ => field.value,
    }
}

/// What two readings do not share, side by side.
fn compared(cx: &Cx<'_>, shape: &Shape, sheet: &Sheet) -> Option<Table> {
    let (first, second) = readings(sheet)?;
    let form = blank_form(cx, shape, sheet);
    let nothing =
        |text: String| Cell::text(if text.is_empty() { cx.t("reviews-sheet-nothing") } else { text });
    let row = |part: Part| {
        let names = fields_of(part);
        let fields: Vec<&Field> = form.fields.iter().filter(|field| names.contains(&field.name)).collect();
        let side = |reading: &Reading| match (part, reading) {
            (Part::Blank, None) => cx.t("reviews-sheet-is-blank"),
            (Part::Blank, Some(_)) => cx.t("reviews-sheet-is-filled"),
            _ => {
                let all = fields.iter().map(|field| said(reading, field)).filter(|text| !text.is_empty());
                all.collect::<Vec<_>>().join(", ")
            }
        };
        let label = fields.last().map(|field| field.label.clone()).unwrap_or_default();
        vec![Cell::text(label), nothing(side(first)), nothing(side(second))]
    };
    let rows: Vec<_> = differences(first, second).into_iter().map(row).collect();
    let columns = ["reviews-sheet-question", "reviews-sheet-first", "reviews-sheet-second"];
    Some(Table {
        id: "differences".into(),
        caption: cx.words.a("reviews-sheet-differences", "n", rows.len()),
        columns: columns.map(|key| cx.t(key)).to_vec(),
        rows,
        empty: String::new(),
    })
}

fn page(cx: &Cx<'_>, found: &Found, sheet: &Sheet, form: Form) -> Reply {
    let (key, lead) = match sheet.state {
        SheetState::ToEnter => ("reviews-sheet-enter", "reviews-sheet-enter-lead"),
        SheetState::ToCheck => ("reviews-sheet-check", "reviews-sheet-check-lead"),
        SheetState::Differs => ("reviews-sheet-settle", "reviews-sheet-settle-lead"),
        _ => ("reviews-sheet-n", "reviews-sheet-settled-lead"),
    };
    let title = cx.words.a(key, "n", sheet.number);
    let batch = links::BATCH.to(cx.locale(), &[cx.part("id")]);
    let mut blocks: Vec<Block> = compared(cx, &found.shape, sheet).map(Block::Table).into_iter().collect();
    if sheet.state.is_settled() {
        blocks.push(Block::Facts(vec![(cx.t("reviews-state"), pages::state(cx, sheet.state))]));
    } else {
        blocks.push(Block::Form(form));
    }
    blocks.push(Block::Links(vec![Link::new(found.batch.name.clone(), batch.clone())]));
    let frame = pages::under(cx, cx.frame(&title, links::SHEET.address(&[cx.part("id")])))
        .under(found.batch.name.clone(), batch)
        .under(title, pages::address(cx, sheet.number));
    Reply::page(cx.page(frame, blocks).led(cx.t(lead)))
}

/// What the form says: nothing on a blank sheet, which then has no answer.
fn reading(cx: &Cx<'_>, shape: &Shape) -> Result<Reading, AccountsError> {
    if !cx.fields.has("blank") {
        return enter::told(&cx.fields, shape).map(Some);
    }
    let answers = ["satisfaction", "clarity", "none", "helpers", "other", "comment"].map(str::to_owned);
    let ways = Contact::ALL.iter().map(|contact| format!("contact-{contact}"));
    let own = shape.extras.iter().map(|extra| extra.id.to_string());
    let is_blank = answers.into_iter().chain(ways).chain(own).all(|name| cx.fields.get(&name).is_empty());
    if is_blank { Ok(None) } else { Err(AccountsError::invalid("blank", "reviews-sheet-not-blank")) }
}

fn keep(cx: &Cx<'_>) -> Answer {
    let batch = cx.id("id")?;
    let number = cx.fields.get("number");
    let (found, _) = load(cx, number)?;
    let kept = reading(cx, &found.shape).and_then(|reading| {
        let number = number.parse().map_err(|_| AccountsError::NotFound)?;
        let state = SheetState::parse(cx.fields.get("state")).ok_or(AccountsError::NotFound)?;
        let keyed = Keyed { batch, number, state, reading };
        cx.write(|db| batches::key(db, &cx.desk.means, &cx.by, &keyed))?;
        Ok(state)
    });
    match kept {
        Ok(was) => Ok(onwards(cx, batch, was)?),
        Err(error) => {
            let (found, sheet) = load(cx, number)?;
            Ok(page(cx, &found, &sheet, cx.again(blank_form(cx, &found.shape, &sheet), error)?))
        }
    }
}

/// On to the next sheet, as long as they are read for the same purpose; then to the batch, where the pile may change
/// hands.
fn onwards(cx: &Cx<'_>, batch: parvis_kernel::Id, was: SheetState) -> Result<Reply, Refusal> {
    let found = cx.read(|db| batches::get(db, &cx.by, batch))?;
    let to = match next(&found.sheets) {
        Some(sheet) if sheet.state == was => pages::address(cx, sheet.number),
        _ => links::BATCH.to(cx.locale(), &[cx.part("id")]),
    };
    Ok(cx.done(&to, "reviews-sheet-kept"))
}
