//! What nights found of a procedure, grouped by cause over its pages; one finding, and what a person says of it.

use parvis_accounts::AccountsError;
use parvis_accounts::http::{Answer, Cx, Policy, Reply, Routes};
use parvis_accounts::service::agents;
use parvis_kernel::{Id, Permission};
use parvis_ui::{Block, Cell, Field, Form, Link, Table, Tone};

use super::{frame_of, table};
use crate::finding::{Crop, Verdict};
use crate::links;
use crate::service::findings::{self, Found};
use crate::track::{Change, Followed, Judged, Judgement};

/// Places of one cause that the page names: the exports name all.
const NAMED: usize = 20;

pub fn routes(routes: Routes) -> Routes {
    let read = Policy::Needs(Permission::MeasureRead);
    routes.page(links::FINDINGS, read, list).page(links::FINDING, read, |cx| one(cx, None)).act(
        links::FINDING,
        Policy::Needs(Permission::CriterionAssess),
        judge,
    )
}

fn list(cx: &Cx<'_>) -> Answer {
    let found = cx.read(|db| findings::found(db, &cx.by, cx.part("slug")))?;
    let slug = found.about.shown.slug.as_str();
    let mut blocks = Vec::new();
    if let Some(last) = found.last {
        blocks.push(Block::Text(cx.words.a("probes-last-night", "at", cx.words.moment(last).as_str())));
    }
    for verdict in [Verdict::Failed, Verdict::ToReview] {
        let here = found.followed.iter().filter(|one| one.change != Change::Mended);
        blocks.push(Block::Table(causes(
            cx,
            &found,
            verdict,
            here.filter(|one| one.finding.verdict == verdict),
        )));
    }
    blocks.push(Block::Table(mended(cx, &found)));
    let export = |format: &str| {
        let label = cx.words.a("probes-export", "format", format.to_uppercase().as_str());
        Link::new(label, links::EXPORT.to(cx.locale(), &[slug, format]))
    };
    blocks.push(Block::Links(super::export::FORMATS.iter().map(|format| export(format)).collect()));
    let title = cx.t("probes-findings-title");
    let frame = frame_of(cx, &found.about, &title, links::FINDINGS, &[slug]);
    Ok(Reply::page(cx.page(frame, blocks).led(cx.t("probes-findings-lead"))))
}

/// Findings of one rule, over all pages.
fn causes<'f>(
    cx: &Cx<'_>,
    found: &Found,
    verdict: Verdict,
    all: impl Iterator<Item = &'f Followed>,
) -> Table {
    let mut groups: Vec<Vec<&Followed>> = Vec::new();
    for one in all {
        match groups.iter_mut().find(|group| group[0].finding.rule == one.finding.rule) {
            Some(group) => group.push(one),
            None => groups.push(vec![one]),
        }
    }
    let columns = ["probes-cause", "probes-fix", "probes-places"];
    let (id, caption) = match verdict {
        Verdict::Failed => ("echecs", "probes-failures-caption"),
        Verdict::ToReview => ("a-regarder", "probes-reviews-caption"),
    };
    let mut listed = table(cx, id, caption, &columns, "probes-found-none");
    let row = |group: &Vec<&Followed>| {
        let finding = &group[0].finding;
        let criterion = finding.criterion.as_ref().map(|criterion| Cell::text(format!("RGAA {criterion}")));
        let cause = std::iter::once(Cell::text(finding.why(cx.words))).chain(criterion);
        let mut places: Vec<Cell> = group.iter().take(NAMED).flat_map(|one| place(cx, found, one)).collect();
        if group.len() > NAMED {
            places.push(Cell::text(cx.words.a("probe-more", "n", group.len() - NAMED)));
        }
        vec![Cell::All(cause.collect()), Cell::text(finding.fix(cx.words)), Cell::All(places)]
    };
    listed.rows = groups.iter().map(row).collect();
    listed
}

/// Where it is, whether it is new, and what was said of it.
fn place(cx: &Cx<'_>, found: &Found, one: &Followed) -> Vec<Cell> {
    let label = one.finding.excerpt.clone().unwrap_or_else(|| one.url.clone());
    let to = links::FINDING.to(cx.locale(), &[&found.about.shown.slug, &one.mark]);
    let mut cells = vec![Cell::link(label, to)];
    if one.change == Change::New {
        cells.push(Cell::Badge(Tone::Warning, cx.t("probes-new")));
    }
    cells.extend(found.judgement(&one.mark).map(|said| verdict(cx, said)));
    cells
}

fn verdict(cx: &Cx<'_>, said: &Judgement) -> Cell {
    let tone = match said.verdict {
        Judged::Confirmed => Tone::Error,
        Judged::Dismissed => Tone::Success,
    };
    Cell::Badge(tone, cx.t(&format!("probes-judged-{}", said.verdict)))
}

fn mended(cx: &Cx<'_>, found: &Found) -> Table {
    let columns = ["probes-cause", "probes-address", "probes-element"];
    let mut listed = table(cx, "corriges", "probes-mended", &columns, "probes-mended-none");
    let gone = found.followed.iter().filter(|one| one.change == Change::Mended);
    let row = |one: &Followed| {
        vec![
            Cell::text(one.finding.why(cx.words)),
            Cell::text(one.url.clone()),
            Cell::text(one.finding.excerpt.clone().unwrap_or_default()),
        ]
    };
    listed.rows = gone.map(row).collect();
    listed
}

fn one(cx: &Cx<'_>, refused: Option<AccountsError>) -> Answer {
    let found = cx.read(|db| findings::found(db, &cx.by, cx.part("slug")))?;
    let mark = cx.part("mark");
    let one = found.followed.iter().find(|one| one.mark == mark).ok_or(AccountsError::NotFound)?;
    let said = found.judgement(mark);
    let by = said.and_then(|said| said.by);
    let name = by.map(|agent| cx.read(|db| name(db, cx, agent))).transpose()?.unwrap_or_default();
    let mut blocks = vec![Block::Facts(facts(cx, one))];
    // Of our own making; what is no base64 is not put into a page.
    let is_sound = |crop: &&Crop| crop.0.bytes().all(|b| b.is_ascii_alphanumeric() || b"+/=".contains(&b));
    if let Some(Crop(picture)) = one.finding.crop.as_ref().filter(is_sound) {
        let alt = cx.t("probes-crop");
        blocks.push(Block::Picture(format!(
            r#"<p><img class="pv-crop" src="data:image/png;base64,{picture}" alt="{alt}"></p>"#
        )));
    }
    if let Some(said) = said {
        let title = cx.t(&format!("probes-judged-{}", said.verdict));
        let (at, note) = (cx.words.moment(said.at), said.note.as_str());
        let known = [("name", name.as_str().into()), ("at", at.as_str().into()), ("note", note.into())];
        let text = cx.words.with("probes-judged-by", &known);
        blocks.push(Block::Alert { tone: Tone::Info, title, text });
    }
    if cx.by.actor.may(Permission::CriterionAssess, &found.about.place, cx.now()) {
        let form = form(cx, &found, said);
        blocks.push(Block::Form(match refused {
            Some(error) => cx.again(form, error)?,
            None => form,
        }));
    }
    let slug = found.about.shown.slug.as_str();
    let title = one.finding.why(cx.words);
    let frame = frame_of(cx, &found.about, &title, links::FINDING, &[slug, mark]);
    Ok(Reply::page(cx.page(frame, blocks)))
}

/// Who said it; nobody is named who is gone.
fn name(db: &mut parvis_db::Db, cx: &Cx<'_>, agent: Id) -> Result<String, AccountsError> {
    match agents::get(db, &parvis_journal::By::console(cx.now()), agent, Permission::AgentRead) {
        Ok(agent) => Ok(agent.name),
        Err(AccountsError::NotFound) => Ok(cx.t("probes-somebody")),
        Err(error) => Err(error),
    }
}

fn facts(cx: &Cx<'_>, one: &Followed) -> Vec<(String, Cell)> {
    let finding = &one.finding;
    let text = |value: Option<&str>| value.filter(|text| !text.is_empty()).map(Cell::text);
    let line = finding.line.map(|line| cx.words.integer(i64::try_from(line).unwrap_or(i64::MAX)));
    let criterion = finding.criterion.as_deref().and_then(|number| {
        let known = crate::rgaa::current().criterion(number)?;
        Some(format!("{number} – {}", known.title))
    });
    let all = [
        ("probes-address", text(Some(&one.url))),
        ("probe-criterion", text(criterion.as_deref())),
        ("probes-fix", text(Some(&finding.fix(cx.words)))),
        ("probes-element", text(finding.excerpt.as_deref())),
        ("probes-selector", text(finding.selector.as_deref())),
        ("probes-line", text(line.as_deref())),
        ("probes-seen", text(Some(&finding.seen))),
        ("probes-change", text(Some(&cx.t(&format!("probes-{}", one.change))))),
    ];
    all.into_iter().filter_map(|(key, cell)| Some((cx.t(key), cell?))).collect()
}

fn form(cx: &Cx<'_>, found: &Found, said: Option<&Judgement>) -> Form {
    let verdicts =
        Judged::ALL.iter().map(|one| (one.to_string(), cx.t(&format!("probes-judged-{one}")))).collect();
    let to = links::FINDING.to(cx.locale(), &[&found.about.shown.slug, cx.part("mark")]);
    Form::new("avis", to, cx.t("probes-judge"))
        .titled(cx.t("probes-judge-title"))
        .field(
            Field::radios("verdict", cx.t("probes-judge-verdict"), verdicts)
                .filled(said.map_or("", |said| said.verdict.as_str())),
        )
        .field(
            Field::area("note", cx.t("probes-judge-why"))
                .hinted(cx.t("probes-judge-hint"))
                .optional()
                .filled(said.map_or("", |said| said.note.as_str())),
        )
}

fn judge(cx: &Cx<'_>) -> Answer {
    let (slug, mark) = (cx.part("slug"), cx.part("mark"));
    let verdict = Judged::parse(cx.fields.get("verdict"));
    let note = cx.fields.get("note");
    match cx.write(|db| findings::judge(db, &cx.by, slug, mark, verdict, note)) {
        Ok(()) => Ok(cx.done(&links::FINDINGS.to(cx.locale(), &[slug]), "probes-judged")),
        Err(error) => one(cx, Some(error)),
    }
}
