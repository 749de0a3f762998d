//! What an agent wants to be written about a survey: her own settings, in one form.

use parvis_accounts::http::{Answer, Cx, Policy, Reply, Routes};
use parvis_kernel::Permission;
use parvis_ui::{Block, Field, Form, Tone};

use super::frame_under;
use crate::alerts::Kind;
use crate::alerts::hours::Quiet;
use crate::alerts::watch::{Digest, Watch};
use crate::links;
use crate::service::forms::Held;
use crate::service::watches::{self, Wish};

pub fn routes(routes: Routes) -> Routes {
    // What is asked for by somebody who may only look is her own.
    routes.page(links::WATCH, Policy::Needs(Permission::ReviewRead), show).act(
        links::WATCH,
        Policy::SignedIn,
        save,
    )
}

fn form(cx: &Cx<'_>, held: &Held, watch: &Watch) -> Form {
    let kind = |kind: &Kind| (kind.to_string(), cx.t(&format!("reviews-watch-{kind}")));
    let digest = |one: &Digest| (one.to_string(), cx.t(&format!("reviews-digest-{one}")));
    let hour = |hour: u8| (hour.to_string(), cx.words.a("reviews-watch-at", "hour", i64::from(hour)));
    let hours = || (0..24).map(hour).collect::<Vec<_>>();
    let to = links::WATCH.to(cx.locale(), &[&held.form.id.to_string()]);
    Form::new("lettres", to, cx.t("desk-save"))
        .field(
            Field::boxes("alerts", cx.t("reviews-watch-alerts"), Kind::ALL.iter().map(kind).collect())
                .filled(Kind::text(&watch.alerts)),
        )
        .field(
            Field::radios("digest", cx.t("reviews-watch-digest"), Digest::ALL.iter().map(digest).collect())
                .hinted(cx.t("reviews-watch-digest-hint"))
                .filled(watch.digest.as_str()),
        )
        .field(
            Field::select("from", cx.t("reviews-watch-from"), hours())
                .hinted(cx.t("reviews-watch-from-hint"))
                .filled(watch.quiet.from.to_string()),
        )
        .field(
            Field::select("until", cx.t("reviews-watch-until"), hours())
                .filled(watch.quiet.until.to_string()),
        )
        .field(Field::tick("weekends", cx.t("reviews-watch-weekends")).filled(if watch.quiet.weekends {
            "1"
        } else {
            ""
        }))
}

fn page(cx: &Cx<'_>, held: &Held, form: Form) -> Reply {
    let mut blocks = Vec::new();
    if !cx.desk.mailer.is_configured() {
        let (title, text) = (cx.t("reviews-watch-no-mail"), cx.t("reviews-watch-no-mail-text"));
        blocks.push(Block::Alert { tone: Tone::Warning, title, text });
    }
    blocks.push(Block::Form(form));
    let title = cx.t("reviews-watch-title");
    let list = ("reviews-alerts-title", links::ALERTS);
    let frame = frame_under(cx, held, list, &title, (links::WATCH, cx.part("id")));
    let lead = cx.words.a("reviews-watch-lead", "name", held.form.name.as_str());
    Reply::page(cx.page(frame, blocks).led(lead))
}

fn show(cx: &Cx<'_>) -> Answer {
    let id = cx.id("id")?;
    let (held, watch) = cx.read(|db| watches::get(db, &cx.by, id))?;
    let form = form(cx, &held, &watch);
    Ok(page(cx, &held, form))
}

fn save(cx: &Cx<'_>) -> Answer {
    let id = cx.id("id")?;
    // What is no hour is out of the range.
    let hour = |name: &str| cx.fields.get(name).parse().unwrap_or(24);
    let wish = Wish {
        alerts: cx.fields.all("alerts").filter_map(Kind::parse).collect(),
        digest: Digest::parse(cx.fields.get("digest")).unwrap_or_default(),
        quiet: Quiet { from: hour("from"), until: hour("until"), weekends: cx.fields.get("weekends") == "1" },
    };
    match cx.write(|db| watches::set(db, &cx.by, id, &wish)) {
        Ok(()) => Ok(cx.done(&links::WATCH.to(cx.locale(), &[&id.to_string()]), "saved")),
        Err(error) => {
            let (held, watch) = cx.read(|db| watches::get(db, &cx.by, id))?;
            let form = cx.again(form(cx, &held, &watch), error)?;
            Ok(page(cx, &held, form))
        }
    }
}
