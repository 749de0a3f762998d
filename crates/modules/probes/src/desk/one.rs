//! One procedure: its addresses, how they stand, what was down, announced stops.

use parvis_accounts::AccountsError;
use parvis_accounts::http::{Answer, Cx, Policy, Refusal, Reply, Routes};
use parvis_kernel::{Permission, Timestamp, legal};
use parvis_ui::{Block, Cell, Field, Form, Link, Table};

use super::list::gaps_table;
use super::table;
use crate::letters::why;
use crate::links;
use crate::public::{share, standing as stands};
use crate::service::watching::{self, NewWatch, Sheet, Watched};
use crate::watch::hours::{Hours, clock, minute};
use crate::watch::{Maintenance, Outage, RHYTHMS};

pub fn routes(routes: Routes) -> Routes {
    let (read, keep) = (Policy::Needs(Permission::MeasureRead), Policy::Needs(Permission::CatalogWrite));
    // Whoever loads a refused form again comes back to the page that it stands on.
    routes
        .page(links::PROCEDURE, read, |cx| page(cx, None))
        .page(links::WATCH, read, |cx| page(cx, None))
        .page(links::STOPS, read, |cx| page(cx, None))
        .act(links::WATCH, keep, add)
        .act(links::WATCH_END, keep, end)
        .act(links::STOPS, keep, plan)
        .act(links::STOP_TAKE_BACK, keep, take_back)
}

/// Which form is shown again, and what is wrong in it.
enum Wrong {
    Watch(AccountsError),
    Stop(AccountsError),
}

fn page(cx: &Cx<'_>, wrong: Option<Wrong>) -> Answer {
    let sheet = cx.read(|db| watching::sheet(db, &cx.by, cx.part("slug")))?;
    let slug = sheet.about.shown.slug.as_str();
    let may = cx.by.actor.may(Permission::CatalogWrite, &sheet.about.place, cx.now());
    let to_findings = links::FINDINGS.to(cx.locale(), &[slug]);
    let mut blocks = vec![Block::Table(addresses(cx, &sheet, may))];
    let mut steps = vec![Link::new(cx.t("probes-audits-title"), links::AUDITS.to(cx.locale(), &[slug]))];
    if sheet.watched.iter().any(|one| one.read.is_some()) {
        steps.insert(0, Link::new(cx.t("probes-findings-title"), to_findings));
    }
    blocks.push(Block::Steps(steps));
    blocks.push(Block::Table(outages(cx, &sheet)));
    if !sheet.gaps.is_empty() {
        let url = |one| sheet.addresses.get(one).cloned().unwrap_or_default();
        let gaps: Vec<_> = sheet.gaps.iter().map(|gap| (gap.clone(), url(&gap.watch))).collect();
        blocks.push(Block::Table(gaps_table(cx, &gaps)));
    }
    blocks.push(Block::Table(stops(cx, &sheet, may)));
    if may {
        blocks.extend(forms(cx, &sheet, wrong)?);
    }
    let name = sheet.about.shown.name.clone();
    let frame = cx
        .frame(&name, links::PROCEDURE.address(&[slug]))
        .under(cx.t("probes-title"), links::PROBES.to(cx.locale(), &[]))
        .under(name.clone(), links::PROCEDURE.to(cx.locale(), &[slug]));
    Ok(Reply::page(cx.page(frame, blocks).led(cx.t("probes-one-lead"))))
}

fn forms(cx: &Cx<'_>, sheet: &Sheet, wrong: Option<Wrong>) -> Result<Vec<Block>, Refusal> {
    let (mut watch, mut stop) = (watch_form(cx, sheet), stop_form(cx, sheet));
    match wrong {
        Some(Wrong::Watch(error)) => watch = cx.again(watch, error)?,
        Some(Wrong::Stop(error)) => stop = cx.again(stop, error)?,
        None => {}
    }
    Ok(vec![Block::Form(watch), Block::Form(stop)])
}

fn addresses(cx: &Cx<'_>, sheet: &Sheet, may: bool) -> Table {
    let columns = [
        "probes-address",
        "probes-standing",
        "probes-month",
        "probes-last",
        "probes-read",
        "probes-rhythm",
        "desk-action",
    ];
    let mut listed = table(cx, "adresses", "probes-addresses-caption", &columns, "probes-addresses-none");
    listed.rows = sheet.watched.iter().map(|one| address(cx, sheet, one, may)).collect();
    listed
}

fn address(cx: &Cx<'_>, sheet: &Sheet, one: &Watched, may: bool) -> Vec<Cell> {
    let words = cx.words;
    let end = if may {
        let to = links::WATCH_END.to(cx.locale(), &[&sheet.about.shown.slug, &one.watch.id.to_string()]);
        Cell::button(cx.t("probes-end"), one.watch.url.clone(), to)
    } else {
        Cell::text("")
    };
    let last = one.last.as_ref().map_or_else(Vec::new, |last| {
        let times = last.first_byte.map(|first| {
            let (first, total) = (words.decimal(first, 0), words.decimal(last.total, 0));
            words.with("probes-times", &[("first", first.as_str().into()), ("total", total.as_str().into())])
        });
        let failure = last.failure.as_deref().map(|failure| why(words, failure));
        let texts = [Some(words.moment(last.at)), failure, times];
        texts.into_iter().flatten().map(Cell::text).collect()
    });
    let read = one.read.map(|(at, failed, review)| {
        let counts = words.with("probe-summary", &[("failed", failed.into()), ("review", review.into())]);
        Cell::All(vec![Cell::text(words.moment(at)), Cell::text(counts)])
    });
    vec![
        Cell::text(one.watch.url.clone()),
        stands(cx.words, one.standing),
        Cell::text(share(cx.words, one.month)),
        Cell::All(last),
        read.unwrap_or_else(|| Cell::text(cx.t("probes-not-read"))),
        Cell::All(vec![Cell::text(rhythm(cx, one.watch.every)), Cell::text(hours(cx, one.watch.hours))]),
        end,
    ]
}

fn rhythm(cx: &Cx<'_>, every: u16) -> String {
    cx.words.a("probes-every", "n", i64::from(every))
}

fn hours(cx: &Cx<'_>, hours: Hours) -> String {
    if hours == Hours::ALWAYS {
        return cx.t("probes-always");
    }
    let days: Vec<String> =
        (1..=7).filter(|day| hours.is_on(*day)).map(|day| cx.t(&format!("probes-day-{day}"))).collect();
    let (days, opens, closes) = (days.join(", "), clock(hours.opens), clock(hours.closes));
    let known = [
        ("days", days.as_str().into()),
        ("opens", opens.as_str().into()),
        ("closes", closes.as_str().into()),
    ];
    cx.words.with("probes-hours", &known)
}

fn outages(cx: &Cx<'_>, sheet: &Sheet) -> Table {
    let columns = ["probes-from", "probes-until", "probes-address", "probes-why", "probes-counts"];
    let mut listed = table(cx, "pannes", "probes-outages", &columns, "probes-outages-none");
    let row = |one: &Outage| {
        vec![
            Cell::text(cx.words.moment(one.began_at)),
            Cell::text(one.ended_at.map_or_else(|| cx.t("probes-lasts"), |at| cx.words.moment(at))),
            Cell::text(sheet.addresses.get(&one.watch).cloned().unwrap_or_default()),
            Cell::text(why(cx.words, &one.failure)),
            Cell::text(cx.t(if one.counts { "probes-counted" } else { "probes-not-counted" })),
        ]
    };
    listed.rows = sheet.outages.iter().map(row).collect();
    listed
}

fn stops(cx: &Cx<'_>, sheet: &Sheet, may: bool) -> Table {
    let columns = ["probes-from", "probes-until", "probes-why", "desk-action"];
    let mut listed = table(cx, "arrets", "probes-stops", &columns, "probes-stops-none");
    let row = |one: &Maintenance| {
        let began = cx.words.moment(one.began_at);
        let take_back = if may && one.began_at > cx.now() {
            let parts = [sheet.about.shown.slug.as_str(), &one.id.to_string()];
            Cell::button(
                cx.t("probes-stop-cancel"),
                began.clone(),
                links::STOP_TAKE_BACK.to(cx.locale(), &parts),
            )
        } else {
            Cell::text("")
        };
        vec![
            Cell::text(began),
            Cell::text(cx.words.moment(one.ended_at)),
            Cell::text(one.reason.clone()),
            take_back,
        ]
    };
    listed.rows = sheet.maintenance.iter().map(row).collect();
    listed
}

fn watch_form(cx: &Cx<'_>, sheet: &Sheet) -> Form {
    let slug = sheet.about.shown.slug.as_str();
    let rhythms = RHYTHMS.iter().map(|every| (every.to_string(), rhythm(cx, *every))).collect();
    let days = (1..=7).map(|day| (day.to_string(), cx.t(&format!("probes-weekday-{day}")))).collect();
    // The procedure's own address is the first that comes to mind.
    let own = sheet.about.shown.address.clone().filter(|_| sheet.watched.is_empty());
    Form::new("adresse", links::WATCH.to(cx.locale(), &[slug]), cx.t("probes-add"))
        .titled(cx.t("probes-add-title"))
        .field(
            Field::line("url", cx.t("probes-address"))
                .hinted(cx.t("probes-address-hint"))
                .filled(own.unwrap_or_default()),
        )
        .field(Field::select("every", cx.t("probes-rhythm"), rhythms).filled("5"))
        .field(Field::boxes("days", cx.t("probes-days"), days).hinted(cx.t("probes-days-hint")).optional())
        .field(Field::line("opens", cx.t("probes-opens")).hinted(cx.t("probes-opens-hint")).filled("00:00"))
        .field(
            Field::line("closes", cx.t("probes-closes")).hinted(cx.t("probes-closes-hint")).filled("24:00"),
        )
}

fn stop_form(cx: &Cx<'_>, sheet: &Sheet) -> Form {
    Form::new("arret", links::STOPS.to(cx.locale(), &[&sheet.about.shown.slug]), cx.t("probes-stop-plan"))
        .titled(cx.t("probes-stop-title"))
        .field(Field::day("begins", cx.t("probes-stop-begins")))
        .field(Field::line("begins_at", cx.t("probes-stop-at")).hinted(cx.t("probes-stop-at-hint")))
        .field(Field::day("ends", cx.t("probes-stop-ends")))
        .field(Field::line("ends_at", cx.t("probes-stop-ends-at")).hinted(cx.t("probes-stop-at-hint")))
        .field(Field::line("reason", cx.t("probes-stop-why")))
}

fn here(cx: &Cx<'_>) -> String {
    links::PROCEDURE.to(cx.locale(), &[cx.part("slug")])
}

fn add(cx: &Cx<'_>) -> Answer {
    let chosen = cx.fields.all("days").filter_map(|day| day.parse::<u8>().ok());
    let days = chosen.filter(|day| (1..=7).contains(day)).fold(0, |bits, day| bits | 1 << (day - 1));
    // No day chosen: all of them.
    let days = if days == 0 { Hours::ALWAYS.days } else { days };
    let (opens, closes) = (minute(cx.fields.get("opens")), minute(cx.fields.get("closes")));
    let new = NewWatch {
        url: cx.fields.get("url").to_owned(),
        every: cx.fields.get("every").parse().unwrap_or(0),
        hours: opens.zip(closes).and_then(|(opens, closes)| Hours::new(days, opens, closes)),
    };
    match cx.write(|db| watching::add(db, &cx.desk.means, &cx.by, cx.part("slug"), &new)) {
        Ok(_) => Ok(cx.done(&here(cx), "probes-added")),
        Err(error) => page(cx, Some(Wrong::Watch(error))),
    }
}

fn end(cx: &Cx<'_>) -> Answer {
    let watch = cx.id("watch")?;
    cx.write(|db| watching::end(db, &cx.by, cx.part("slug"), watch))?;
    Ok(cx.done(&here(cx), "probes-ended"))
}

/// An instant of a form, in two fields: a day, and a time on the clocks of mainland France.
fn moment(cx: &Cx<'_>, day: &'static str, time: &'static str) -> Result<Timestamp, AccountsError> {
    let found = cx.fields.get(day).parse().map_err(|_| AccountsError::invalid(day, "accounts-day-form"))?;
    let minute = minute(cx.fields.get(time)).ok_or(AccountsError::invalid(time, "probes-time-form"))?;
    Ok(if minute == 1440 {
        legal::instant(found, 1439) + std::time::Duration::from_secs(60)
    } else {
        legal::instant(found, minute)
    })
}

fn plan(cx: &Cx<'_>) -> Answer {
    let done = (|| {
        let stop = (moment(cx, "begins", "begins_at")?, moment(cx, "ends", "ends_at")?);
        let reason = cx.fields.get("reason");
        cx.write(|db| watching::plan(db, &cx.desk.means, &cx.by, cx.part("slug"), stop, reason))
    })();
    match done {
        Ok(_) => Ok(cx.done(&here(cx), "probes-planned")),
        Err(error) => page(cx, Some(Wrong::Stop(error))),
    }
}

fn take_back(cx: &Cx<'_>) -> Answer {
    let stop = cx.id("stop")?;
    cx.write(|db| watching::unplan(db, &cx.by, cx.part("slug"), stop))?;
    Ok(cx.done(&here(cx), "probes-unplanned"))
}
