//! A survey's name, how long its opinions are kept, its buttons, its end.

use parvis_accounts::http::{Answer, Cx, Paths, Policy, Refusal, Reply, Routes};
use parvis_kernel::{Id, Permission};
use parvis_ui::{Block, Cell, Field, Form, Table, Tone};

use super::{frame_of, words};
use crate::links;
use crate::model::Button;
use crate::service::forms::{self, Held, NewButton};
use crate::survey::Point;

pub fn routes(routes: Routes) -> Routes {
    let manage = Policy::Needs(Permission::ReviewManage);
    routes
        .page(links::SETTINGS, manage, show)
        .act(links::SETTINGS, manage, change)
        .act(links::BUTTONS, manage, add)
        .act(links::CLOSE, manage, close)
        .page(links::BUTTON_CLOSE, manage, ask_close_button)
        .act(links::BUTTON_CLOSE, manage, close_button)
}

/// A survey that the actor keeps, and its buttons.
fn load(cx: &Cx<'_>, id: Id) -> Result<(Held, Vec<Button>), Refusal> {
    cx.read(|db| {
        forms::get(db, &cx.by, id, Permission::ReviewManage)?;
        forms::buttons(db, &cx.by, id)
    })
}

/// The whole address of a button's survey: what a QR code holds and an image link leads to.
pub(super) fn address(cx: &Cx<'_>, button: &Button) -> String {
    cx.site.absolute(&format!("/avis/{}", button.code))
}

fn table(cx: &Cx<'_>, all: &[Button]) -> Table {
    let row = |button: &Button| {
        let end = match &button.closed {
            Some(closed) => Cell::All(vec![
                Cell::Badge(Tone::Info, cx.t("reviews-closed-state")),
                Cell::text(closed.reason.clone()),
            ]),
            None => Cell::text(""),
        };
        let old =
            button.old.as_ref().map(|(service, number)| format!("/Demarches/{service}?button={number}"));
        vec![
            Cell::link(button.name.clone(), links::BUTTON.to(cx.locale(), &[&button.id.to_string()])),
            Cell::text(words::point(cx, button.point)),
            Cell::text(button.code.clone()),
            Cell::All(vec![
                Cell::link(address(cx, button), format!("/avis/{}", button.code)),
                Cell::text(old.unwrap_or_default()),
            ]),
            end,
        ]
    };
    let columns =
        ["reviews-button-name", "reviews-point", "reviews-code", "reviews-address", "reviews-state"];
    Table {
        id: "boutons".into(),
        caption: cx.t("reviews-buttons"),
        columns: columns.map(|key| cx.t(key)).to_vec(),
        rows: all.iter().map(row).collect(),
        empty: cx.t("reviews-buttons-none"),
    }
}

fn change_form(cx: &Cx<'_>, held: &Held) -> Form {
    let months = held.form.retention_months.map(|n| n.to_string()).unwrap_or_default();
    Form::new("enquete", to(cx, links::SETTINGS, held), cx.t("desk-save"))
        .titled(cx.t("reviews-settings"))
        .field(Field::line("name", cx.t("reviews-name")).filled(&held.form.name))
        .field(
            Field::line("retention_months", cx.t("reviews-retention"))
                .hinted(cx.t("reviews-retention-hint"))
                .filled(months)
                .optional(),
        )
}

fn button_form(cx: &Cx<'_>, held: &Held) -> Form {
    Form::new("bouton", to(cx, links::BUTTONS, held), cx.t("reviews-button-add"))
        .titled(cx.t("reviews-button-new"))
        .field(Field::line("name", cx.t("reviews-button-name")).hinted(cx.t("reviews-button-name-hint")))
        .field(
            Field::radios("point", cx.t("reviews-point"), words::points(cx))
                .hinted(cx.t("reviews-point-hint"))
                .filled(Point::Done.as_str()),
        )
        .field(
            Field::line("old_service", cx.t("reviews-old-service"))
                .hinted(cx.t("reviews-old-hint"))
                .optional(),
        )
        .field(Field::line("old_button", cx.t("reviews-old-button")).optional())
}

fn close_form(cx: &Cx<'_>, held: &Held) -> Form {
    Form::new("clore", to(cx, links::CLOSE, held), cx.t("reviews-close"))
        .titled(cx.t("reviews-close-title"))
        .field(Field::line("reason", cx.t("reviews-close-reason")).hinted(cx.t("reviews-close-hint")))
        .grave()
}

fn to(cx: &Cx<'_>, paths: Paths, held: &Held) -> String {
    paths.to(cx.locale(), &[&held.form.id.to_string()])
}

/// The page; the form that was refused is shown with what is wrong.
fn page(cx: &Cx<'_>, held: &Held, buttons: &[Button], refused: Option<&Form>) -> Reply {
    let is_open = held.form.closed.is_none();
    let mut blocks = Vec::new();
    if let Some(closed) = &held.form.closed {
        let title = cx.words.a("reviews-closed-on", "day", cx.words.date(closed.at));
        blocks.push(Block::Alert { tone: Tone::Info, title, text: closed.reason.clone() });
    }
    blocks.push(Block::Table(table(cx, buttons)));
    let mut all = vec![change_form(cx, held)];
    if is_open {
        all.extend([button_form(cx, held), close_form(cx, held)]);
    }
    for form in all {
        let again = refused.filter(|refused| refused.id == form.id);
        blocks.push(Block::Form(again.cloned().unwrap_or(form)));
    }
    let title = cx.words.a("reviews-settings-title", "name", held.form.name.as_str());
    Reply::page(cx.page(frame_of(cx, held, &title, links::SETTINGS), blocks))
}

fn show(cx: &Cx<'_>) -> Answer {
    let (held, buttons) = load(cx, cx.id("id")?)?;
    Ok(page(cx, &held, &buttons, None))
}

/// Does an act of one of the page's forms.
fn acted(
    cx: &Cx<'_>,
    form: fn(&Cx<'_>, &Held) -> Form,
    done: &str,
    act: impl FnOnce(Id) -> Result<(), parvis_accounts::AccountsError>,
) -> Answer {
    let id = cx.id("id")?;
    let (held, buttons) = load(cx, id)?;
    match act(id) {
        Ok(()) => Ok(cx.done(&to(cx, links::SETTINGS, &held), done)),
        Err(error) => Ok(page(cx, &held, &buttons, Some(&cx.again(form(cx, &held), error)?))),
    }
}

fn change(cx: &Cx<'_>) -> Answer {
    acted(cx, change_form, "saved", |id| {
        let months = match cx.fields.get("retention_months") {
            "" => None,
            // What is no number is out of the range.
            text => Some(text.parse().unwrap_or(0)),
        };
        cx.write(|db| forms::change(db, &cx.by, id, cx.fields.get("name"), months))
    })
}

fn add(cx: &Cx<'_>) -> Answer {
    acted(cx, button_form, "reviews-button-added", |id| {
        let (service, number) = (cx.fields.get("old_service"), cx.fields.get("old_button"));
        let is_old = !service.is_empty() || !number.is_empty();
        let new = NewButton {
            name: cx.fields.get("name").to_owned(),
            point: Point::parse(cx.fields.get("point")).unwrap_or_default(),
            old: is_old.then(|| (service.to_owned(), number.to_owned())),
        };
        cx.write(|db| forms::add_button(db, &cx.desk.means, &cx.by, id, &new)).map(drop)
    })
}

fn close(cx: &Cx<'_>) -> Answer {
    acted(cx, close_form, "reviews-form-closed", |id| {
        cx.write(|db| forms::close(db, &cx.by, id, cx.fields.get("reason")))
    })
}

/// One button, its survey, and the form that closes it.
fn closing(cx: &Cx<'_>) -> Result<(Held, Button, Form), Refusal> {
    let id = cx.id("id")?;
    let (held, button) = cx.read(|db| forms::button(db, &cx.by, id))?;
    let form =
        Form::new("clore", links::BUTTON_CLOSE.to(cx.locale(), &[cx.part("id")]), cx.t("reviews-close"))
            .field(Field::line("reason", cx.t("reviews-close-reason")).hinted(cx.t("reviews-close-hint")))
            .grave();
    Ok((held, button, form))
}

fn close_page(cx: &Cx<'_>, held: &Held, button: &Button, form: Form) -> Reply {
    let title = cx.words.a("reviews-button-close", "name", button.name.as_str());
    let here = links::BUTTON_CLOSE.to(cx.locale(), &[cx.part("id")]);
    let frame = cx
        .frame(&title, links::BUTTON_CLOSE.address(&[cx.part("id")]))
        .under(cx.t("reviews-title"), links::FORMS.to(cx.locale(), &[]))
        .under(held.form.name.clone(), to(cx, links::SETTINGS, held))
        .under(title.clone(), here);
    Reply::page(cx.page(frame, vec![Block::Form(form)]).led(cx.t("reviews-button-close-lead")))
}

fn ask_close_button(cx: &Cx<'_>) -> Answer {
    let (held, button, form) = closing(cx)?;
    Ok(close_page(cx, &held, &button, form))
}

fn close_button(cx: &Cx<'_>) -> Answer {
    let (held, button, form) = closing(cx)?;
    match cx.write(|db| forms::close_button(db, &cx.by, button.id, cx.fields.get("reason"))) {
        Ok(_) => Ok(cx.done(&to(cx, links::SETTINGS, &held), "reviews-button-closed")),
        Err(error) => Ok(close_page(cx, &held, &button, cx.again(form, error)?)),
    }
}
