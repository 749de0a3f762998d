//! An opinion written down for somebody: at a counter, on the telephone, from paper. One page, made for the keyboard.

use parvis_accounts::http::{Answer, Cx, Policy, Refusal, Reply, Routes};
use parvis_accounts::{AccountsError, secret};
use parvis_kernel::Permission;
use parvis_text::masking::mask;
use parvis_ui::{Block, Cell, Field, Form, Link, Table};
use parvis_web::Fields;
use std::collections::{BTreeMap, BTreeSet};

use super::versions::tongue;
use super::words;
use crate::answers::{Answers, Help, Reached};
use crate::intake::{OTHER_MOST, VERBATIM_MOST, tidy};
use crate::links;
use crate::model::Button;
use crate::pages::read;
use crate::service::asking::Given;
use crate::service::entry::{self, Sent, Told};
use crate::service::forms::{self, Held};
use crate::service::versions;
use crate::shape::{Extra, ExtraId, Kind, Pick, Shape, Template, Word};
use crate::survey::{Channel, Contact, Face, Helper, Mark, Step, Tongue};
use crate::texts::Texts;

pub fn routes(routes: Routes) -> Routes {
    let enter = Policy::Needs(Permission::ReviewEnter);
    routes.page(links::ENTER, enter, list).page(links::ENTER_ONE, enter, ask).act(
        links::ENTER_ONE,
        enter,
        keep,
    )
}

/// The surveys that the actor may enter opinions for, those that are open.
fn list(cx: &Cx<'_>) -> Answer {
    let mut all = cx.read(|db| forms::list(db, &cx.by, Permission::ReviewEnter))?;
    all.retain(|held| held.form.closed.is_none());
    let row = |held: &Held| {
        let to = links::ENTER_ONE.to(cx.locale(), &[&held.form.id.to_string()]);
        let batch = links::BATCH_NEW.to(cx.locale(), &[&held.form.id.to_string()]);
        let name = &held.form.name;
        vec![
            Cell::link(held.about.shown.name.clone(), to),
            Cell::text(name.clone()),
            Cell::link(cx.words.a("reviews-batch-of", "name", name.as_str()), batch),
        ]
    };
    let table = Table {
        id: "enquetes".into(),
        caption: cx.words.a("reviews-caption", "n", all.len()),
        columns: ["reviews-procedure", "reviews-name", "reviews-batch-sheets"].map(|key| cx.t(key)).to_vec(),
        rows: all.iter().map(row).collect(),
        empty: cx.t("reviews-none"),
    };
    let title = cx.t("reviews-enter-title");
    let frame =
        cx.frame(&title, links::ENTER.address(&[])).under(title.clone(), links::ENTER.to(cx.locale(), &[]));
    let batches = Link::new(cx.t("reviews-batches-title"), links::BATCHES.to(cx.locale(), &[]));
    let blocks = vec![Block::Table(table), Block::Links(vec![batches])];
    Ok(Reply::page(cx.page(frame, blocks).led(cx.t("reviews-enter-lead"))))
}

/// The survey, and the first of its buttons that is open: an opinion that comes by no button counts at the end of the
/// journey.
fn load(cx: &Cx<'_>) -> Result<(Held, Button), Refusal> {
    let id = cx.id("id")?;
    cx.read(|db| forms::for_entry(db, &cx.by, id))
}

type Choices = Vec<(String, String)>;

fn marks(cx: &Cx<'_>, prefix: &str) -> Choices {
    let one = |mark: &Mark| {
        (mark.to_string(), cx.t(&format!("reviews-{prefix}-{}", mark.as_str().replace('_', "-"))))
    };
    Mark::ALL.iter().rev().map(one).collect()
}

/// What came of one way to the administration: not tried, tried, not reached, reached and how good the help was.
fn ways(cx: &Cx<'_>) -> Choices {
    let fixed = ["", "tried", "no", "yes"].map(|way| {
        let key = if way.is_empty() { "reviews-way-not".to_owned() } else { format!("reviews-way-{way}") };
        (way.to_owned(), cx.t(&key))
    });
    let reached = cx.t("reviews-way-yes");
    let good = marks(cx, "quality")
        .into_iter()
        .map(|(mark, label)| (format!("yes.{mark}"), format!("{reached}, {label}")));
    fixed.into_iter().chain(good).collect()
}

/// What the version that the agent's page shows asks.
struct Asked {
    number: i32,
    shape: Shape,
}

/// The newest version; of a form that was sent, the one that its page showed.
fn asked(cx: &Cx<'_>, held: &Held) -> Result<Asked, Refusal> {
    let form = held.form.id;
    let named: Option<i32> = cx.fields.get("version").parse().ok();
    cx.read(|db| {
        let named = match named {
            Some(number) => versions::shape(db, form, number).ok().map(|shape| Asked { number, shape }),
            None => None,
        };
        named.map_or_else(|| versions::current(db, form).map(|(number, shape)| Asked { number, shape }), Ok)
    })
}

/// A question of the form's own; of whom it is asked stands beside it, and the server looks at that.
fn extra(cx: &Cx<'_>, shape: &Shape, extra: &Extra) -> Field {
    let (name, label) = (extra.id.to_string(), super::extras::named(cx, extra));
    let options = || {
        let label = |pick: Pick| (pick.to_string(), extra.pick_label(pick, tongue(cx)).0);
        extra.picks().into_iter().map(label).collect()
    };
    let field = match &extra.kind {
        Kind::Choice { several: true, .. } => Field::boxes(&name, label, options()),
        Kind::Choice { .. } | Kind::Scale { .. } => Field::radios(&name, label, options()),
        Kind::Text => Field::area(&name, label),
    };
    let condition = extra.condition.as_ref();
    let hint = condition.map(|one| super::versions::condition_in_words(cx, shape, Some(one)));
    field.hinted(hint.unwrap_or_default()).optional()
}

fn form(cx: &Cx<'_>, asked: &Asked) -> Form {
    let channels = [Channel::Counter, Channel::Phone, Channel::Paper, Channel::Helper];
    let channels = channels.map(|one| (one.to_string(), words::channel(cx, one))).to_vec();
    let channel = cx.query.get("canal").and_then(Channel::parse).unwrap_or(Channel::Counter);
    let form =
        Form::new("avis", links::ENTER_ONE.to(cx.locale(), &[cx.part("id")]), cx.t("reviews-enter-keep"))
            .field(Field::hidden("page", secret::token(&*cx.desk.means.rng)))
            .field(Field::hidden("version", asked.number.to_string()))
            .field(Field::radios("channel", cx.t("reviews-channel"), channels).filled(channel.as_str()));
    asking(cx, form, &asked.shape)
}

/// A form with the questions of a version, all on one page.
pub(super) fn asking(cx: &Cx<'_>, form: Form, shape: &Shape) -> Form {
    let template = shape.template;
    let faces = Face::ALL.iter().rev().map(|face| (face.to_string(), words::face_label(cx, template, *face)));
    let mut form = form.field(Field::radios("satisfaction", first(cx, shape), faces.collect()));
    if !shape.hides(Step::Clarity) {
        form =
            form.field(Field::radios("clarity", cx.t("reviews-step-clarity"), marks(cx, "mark")).optional());
    }
    if !shape.hides(Step::Help) {
        form = help(cx, form);
    }
    form = shape.extras.iter().fold(form, |form, one| form.field(extra(cx, shape, one)));
    if shape.hides(Step::Comment) {
        return form;
    }
    form.field(
        Field::area("comment", cx.t("reviews-comment")).hinted(cx.t("reviews-enter-comment-hint")).optional(),
    )
}

/// The first question: short as agents know it, in the words of another template else.
fn first(cx: &Cx<'_>, shape: &Shape) -> String {
    match shape.template {
        Template::National => cx.t("reviews-step-satisfaction"),
        _ => shape.say(Texts::of(tongue(cx)), Word::Satisfaction).to_owned(),
    }
}

fn help(cx: &Cx<'_>, form: Form) -> Form {
    let mut form = form.field(Field::tick("none", cx.t("reviews-help-none")));
    for contact in Contact::ALL {
        let label = cx.t(&format!("reviews-help-{contact}"));
        form = form.field(Field::select(&format!("contact-{contact}"), label, ways(cx)).optional());
    }
    let helpers = Helper::ALL.iter().map(|one| (one.to_string(), cx.t(&format!("reviews-help-{one}"))));
    form.field(Field::boxes("helpers", cx.t("reviews-help-elsewhere"), helpers.collect()).optional())
        .field(Field::line("other", cx.t("reviews-help-other-who")).optional())
}

fn page(cx: &Cx<'_>, held: &Held, form: Form) -> Reply {
    let title = held.about.shown.name.clone();
    let id = held.form.id.to_string();
    let frame = cx
        .frame(&title, links::ENTER_ONE.address(&[&id]))
        .under(cx.t("reviews-enter-title"), links::ENTER.to(cx.locale(), &[]))
        .under(title.clone(), links::ENTER_ONE.to(cx.locale(), &[&id]));
    Reply::page(cx.page(frame, vec![Block::Form(form)]).led(cx.t("reviews-enter-one-lead")))
}

fn ask(cx: &Cx<'_>) -> Answer {
    let (held, _) = load(cx)?;
    let asked = asked(cx, &held)?;
    Ok(page(cx, &held, form(cx, &asked)))
}

fn reached(text: &str) -> Result<Option<Reached>, AccountsError> {
    let wrong = || AccountsError::invalid("satisfaction", "accounts-choose");
    match text {
        "tried" => Ok(None),
        "no" => Ok(Some(Reached::No)),
        "yes" => Ok(Some(Reached::Yes(None))),
        text => {
            let mark = text.strip_prefix("yes.").and_then(Mark::parse).ok_or_else(wrong)?;
            Ok(Some(Reached::Yes(Some(mark))))
        }
    }
}

/// What such a form says, checked.
pub(super) fn told(fields: &Fields, shape: &Shape) -> Result<Told, AccountsError> {
    let face = Face::parse(fields.get("satisfaction"));
    let satisfaction = face.ok_or(AccountsError::invalid("satisfaction", "accounts-choose"))?;
    let mut contacts = BTreeMap::new();
    for contact in Contact::ALL {
        match fields.get(&format!("contact-{contact}")) {
            "" => {}
            text => {
                contacts.insert(*contact, reached(text)?);
            }
        }
    }
    let helpers: BTreeSet<Helper> = fields.all("helpers").filter_map(Helper::parse).collect();
    let help = match (fields.has("none"), contacts.is_empty() && helpers.is_empty()) {
        (true, false) => return Err(AccountsError::invalid("none", "reviews-help-both")),
        (true, true) => Some(Help::NotNeeded),
        (false, true) => None,
        (false, false) => Some(Help::Sought { contacts, helpers: helpers.clone() }),
    };
    let masked = |name: &str, most| tidy(fields.get(name), most).map(|text| mask(&text).text);
    if fields.get("comment").chars().count() > VERBATIM_MOST {
        return Err(AccountsError::invalid("comment", "reviews-comment-long"));
    }
    let (extras, texts) = own(fields, shape)?;
    let answers =
        Answers { extras, clarity: Mark::parse(fields.get("clarity")), help, ..Answers::new(satisfaction) };
    let other = helpers.contains(&Helper::Other).then(|| masked("other", OTHER_MOST)).flatten();
    Ok(Told { answers, verbatim: masked("comment", VERBATIM_MOST), other, texts })
}

type Own = (BTreeMap<ExtraId, BTreeSet<Pick>>, BTreeMap<ExtraId, String>);

/// What the form says of the survey's own questions; words are masked.
fn own(fields: &Fields, shape: &Shape) -> Result<Own, AccountsError> {
    let (mut extras, mut texts) = Own::default();
    let read = read::extras(fields, &shape.extras).map_err(|wrong| match wrong {
        "wrong-extra-long" => AccountsError::invalid("satisfaction", "reviews-extra-long"),
        _ => AccountsError::invalid("satisfaction", "reviews-extra-unknown"),
    })?;
    for (id, given) in read.given {
        match given {
            Given::Picks(picks) if !picks.is_empty() => drop(extras.insert(id, picks)),
            Given::Text(Some(text)) => drop(texts.insert(id, text)),
            Given::Picks(_) | Given::Text(None) => {}
        }
    }
    Ok((extras, texts))
}

fn keep(cx: &Cx<'_>) -> Answer {
    let (held, button) = load(cx)?;
    let asked = asked(cx, &held)?;
    let channel = Channel::parse(cx.fields.get("channel")).filter(|one| *one != Channel::Web);
    let kept = told(&cx.fields, &asked.shape).and_then(|told| {
        let channel = channel.ok_or(AccountsError::invalid("channel", "accounts-choose"))?;
        let sent = Sent {
            form: &held.form,
            button: &button,
            version: asked.number,
            page: cx.fields.get("page"),
            channel,
            tongue: Tongue::French,
            crowd: None,
            entered_by: None,
        };
        cx.write(|db| entry::enter(db, &cx.by, &sent, &told, cx.desk.means.id(cx.now())))?;
        Ok(channel)
    });
    match kept {
        Ok(channel) => {
            let here = links::ENTER_ONE.to(cx.locale(), &[cx.part("id")]);
            Ok(cx.done(&format!("{here}?canal={channel}"), "reviews-entered"))
        }
        Err(error) => Ok(page(cx, &held, cx.again(form(cx, &asked), error)?)),
    }
}
