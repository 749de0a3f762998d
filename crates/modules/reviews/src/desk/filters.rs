//! Which opinions an address asks for: the list, what stands beside it and what leaves from it read the same.

use parvis_accounts::http::Cx;
use parvis_kernel::Timestamp;
use parvis_ui::{Field, Form};
use parvis_web::Query;

use super::words;
use crate::model::{Button, Rule, Status};
use crate::service::finding::Order;
use crate::store::Wanted;
use crate::survey::{Channel, Face, Tongue};

fn asked(cx: &Cx<'_>, name: &str) -> String {
    cx.query.get(name).unwrap_or("").to_owned()
}

/// The filters of an address. What it says of no filter, or of one that does not exist, asks nothing.
pub fn wanted(cx: &Cx<'_>) -> Wanted {
    let rule = Rule::parse(&asked(cx, "regle"));
    let is_aside = !asked(cx, "ecartes").is_empty() || rule.is_some();
    let day = |name: &str| cx.query.get(name).and_then(|day| day.parse::<parvis_kernel::Day>().ok());
    Wanted {
        words: asked(cx, "mots"),
        with_comment: asked(cx, "tous").is_empty(),
        aside: Some(is_aside),
        satisfaction: Face::parse(&asked(cx, "note")),
        button: asked(cx, "bouton").parse().ok(),
        channel: Channel::parse(&asked(cx, "canal")),
        tongue: Tongue::parse(&asked(cx, "langue")),
        rule,
        tag: asked(cx, "etiquette").parse().ok(),
        status: Status::parse(&asked(cx, "etat")),
        agent: asked(cx, "agent").parse().ok(),
        topic: asked(cx, "theme").parse().ok(),
        from: day("du").map(parvis_kernel::Day::start),
        until: day("au").map(parvis_kernel::Day::end),
        before: before(cx),
    }
}

/// The order that an address asks for.
pub fn order(cx: &Cx<'_>) -> Order {
    let from = cx.query.get("rang").and_then(|place| place.parse().ok()).unwrap_or(0);
    if cx.query.get("tri") == Some(TELLING) { Order::Telling(from) } else { Order::Newest }
}

/// What an address says of the order of the most telling.
pub const TELLING: &str = "parlants";

/// Where the page before ended: an instant in microseconds and an identifier.
fn before(cx: &Cx<'_>) -> Option<(Timestamp, parvis_kernel::Id)> {
    let (at, id) = cx.query.get("avant")?.split_once('.')?;
    Some((Timestamp::from_micros(at.parse().ok()?), id.parse().ok()?))
}

/// The filters of this address with one of them set otherwise, from the first page on; empty: without it.
pub fn with(cx: &Cx<'_>, name: &str, value: &str) -> String {
    let others = cx.query.iter().filter(|(n, _)| ![name, "avant", "rang", "fait"].contains(n));
    Query::write(others.chain((!value.is_empty()).then_some((name, value))))
}

/// What is asked for, as a form.
pub fn form(cx: &Cx<'_>, here: &str, buttons: &[Button]) -> Form {
    let text = |name: &str| asked(cx, name);
    let select = |name: &str, key: &str, choices| {
        Field::select(name, cx.t(key), choices).filled(text(name)).optional()
    };
    let mine = cx.by.actor.agent.map(|id| id.to_string()).unwrap_or_default();
    let agents = vec![(String::new(), cx.t("reviews-agent-any")), (mine, cx.t("reviews-agent-me"))];
    // What the links beside the list have set stays set.
    let kept = ["regle", "etiquette", "etat", "theme"].map(|name| Field::hidden(name, text(name)));
    let form = Form::search("filtre", here, cx.t("reviews-show"))
        .field(
            Field::line("mots", cx.t("reviews-words"))
                .hinted(cx.t("reviews-words-hint"))
                .filled(text("mots"))
                .optional(),
        )
        .field(select("note", "reviews-face", words::faces(cx)))
        .field(select("bouton", "reviews-button", words::buttons(cx, buttons)))
        .field(select("canal", "reviews-channel", words::channels(cx)))
        .field(select("langue", "reviews-tongue", words::tongues(cx)))
        .field(Field::day("du", cx.t("reviews-from")).filled(text("du")).optional())
        .field(Field::day("au", cx.t("reviews-until")).filled(text("au")).optional())
        .field(Field::tick("tous", cx.t("reviews-without-comment")).filled(text("tous")))
        .field(Field::tick("ecartes", cx.t("reviews-only-aside")).filled(text("ecartes")))
        .field(select("agent", "reviews-agent", agents))
        .field(select("tri", "reviews-order", orders(cx)));
    kept.into_iter().filter(|field| !field.value.is_empty()).fold(form, Form::field)
}

fn orders(cx: &Cx<'_>) -> Vec<(String, String)> {
    vec![(String::new(), cx.t("reviews-order-newest")), (TELLING.to_owned(), cx.t("reviews-order-telling"))]
}
