//! The list of procedures.

use parvis_accounts::AccountsError;
use parvis_accounts::http::{Answer, Cx, Policy, Reply, Routes};
use parvis_accounts::service::organisations;
use parvis_catalog::State;
use parvis_kernel::Permission;
use parvis_ui::{Block, Cell, Field, Form, Link};

use super::{paged, table};
use crate::place::Located;
use crate::service::catalogue::{self, Search};
use crate::{links, words};

pub fn routes(routes: Routes) -> Routes {
    routes.page(links::PROCEDURES, Policy::Needs(Permission::CatalogRead), show)
}

fn show(cx: &Cx<'_>) -> Answer {
    let ((_, mut all), organisations) = cx.read(|db| {
        let found = catalogue::list(db, &cx.by, Permission::CatalogRead)?;
        Ok::<_, AccountsError>((found, organisations::list(db, &cx.by)?))
    })?;
    let asked = |name: &str| cx.query.get(name).unwrap_or("").trim().to_owned();
    let search = Search {
        text: asked("q"),
        organisation: asked("organisation").parse().ok(),
        state: State::parse(&asked("state")),
    };
    all.retain(|one| search.finds(one));
    let (rows, pages) = paged(cx, &all, links::PROCEDURES);
    let row = |one: &Located| {
        let shown = &one.shown;
        vec![
            Cell::link(shown.name.clone(), links::PROCEDURE.to(cx.locale(), &[&shown.slug])),
            Cell::text(shown.number.clone().unwrap_or_default()),
            Cell::text(shown.administration.clone().or(shown.ministry.clone()).unwrap_or_default()),
            Cell::text(shown.audiences.join(", ")),
            words::state(cx, shown.state),
        ]
    };
    let columns = [
        "proc-kind-name",
        "proc-kind-number",
        "proc-kind-administration",
        "proc-kind-audience",
        "proc-kind-state",
    ];
    let caption = cx.words.a("proc-caption", "n", all.len());
    let mut listed = table(cx, "demarches", caption, &columns, "proc-empty");
    listed.rows = rows.iter().map(row).collect();
    let form = Form::search("recherche", links::PROCEDURES.to(cx.locale(), &[]), cx.t("proc-find"))
        .field(
            Field::line("q", cx.t("proc-search"))
                .hinted(cx.t("proc-search-hint"))
                .optional()
                .filled(search.text),
        )
        .field(
            Field::select(
                "organisation",
                cx.t("proc-organisation"),
                words::organisations(cx, &organisations),
            )
            .optional()
            .filled(asked("organisation")),
        )
        .field(
            Field::select("state", cx.t("proc-kind-state"), words::states(cx))
                .optional()
                .filled(asked("state")),
        );
    let mut blocks = Vec::new();
    let may_add = !cx.read(|db| super::new::spaces(db, &cx.by))?.is_empty();
    if may_add {
        let link =
            |key: &str, to: parvis_accounts::http::Paths| Link::new(cx.t(key), to.to(cx.locale(), &[]));
        blocks.push(Block::Steps(vec![link("proc-new", links::NEW), link("proc-import", links::IMPORT)]));
    }
    blocks.extend([Block::Form(form), Block::Table(listed)]);
    if !pages.is_empty() {
        blocks.push(Block::Links(pages));
    }
    let title = cx.t("proc-title");
    let here = links::PROCEDURES.to(cx.locale(), &[]);
    let frame = cx.frame(&title, links::PROCEDURES.address(&[])).under(title.clone(), here);
    Ok(Reply::page(cx.page(frame, blocks).led(cx.t("proc-lead"))))
}
