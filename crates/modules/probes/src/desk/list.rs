//! All procedures: how they stand, and what nobody looked at.

use parvis_accounts::AccountsError;
use parvis_accounts::http::{Answer, Cx, Policy, Reply, Routes};
use parvis_kernel::Permission;
use parvis_ui::{Block, Cell};

use super::table;
use crate::links;
use crate::public::standing as stands;
use crate::service::watching::{self, Line};
use crate::watch::Gap;

pub fn routes(routes: Routes) -> Routes {
    routes.page(links::PROBES, Policy::Needs(Permission::MeasureRead), show)
}

fn show(cx: &Cx<'_>) -> Answer {
    let (lines, gaps) = cx.read(|db| {
        let lines = watching::list(db, &cx.by)?;
        let gaps = watching::gaps(db, &lines)?;
        Ok::<_, AccountsError>((lines, gaps))
    })?;
    let columns = ["probes-procedure", "probes-addresses", "probes-standing"];
    let mut listed = table(cx, "sondes", "probes-caption", &columns, "probes-none");
    listed.rows = lines.iter().map(|line| row(cx, line)).collect();
    let mut blocks = vec![Block::Table(listed)];
    if !gaps.is_empty() {
        blocks.push(Block::Table(gaps_table(cx, &gaps)));
    }
    let title = cx.t("probes-title");
    let here = links::PROBES.to(cx.locale(), &[]);
    let frame = cx.frame(&title, links::PROBES.address(&[])).under(title.clone(), here);
    Ok(Reply::page(cx.page(frame, blocks).led(cx.t("probes-lead"))))
}

fn row(cx: &Cx<'_>, line: &Line) -> Vec<Cell> {
    let shown = &line.about.shown;
    let urls = line.standings.iter().map(|(watch, _)| Cell::text(watch.url.clone())).collect();
    let standings = line.standings.iter().map(|(_, standing)| stands(cx.words, *standing)).collect();
    let stands =
        if line.standings.is_empty() { Cell::text(cx.t("probes-unwatched")) } else { Cell::All(standings) };
    vec![
        Cell::link(shown.name.clone(), links::PROCEDURE.to(cx.locale(), &[&shown.slug])),
        Cell::All(urls),
        stands,
    ]
}

/// What did not take place, the newest first.
pub fn gaps_table(cx: &Cx<'_>, gaps: &[(Gap, String)]) -> parvis_ui::Table {
    let columns = ["probes-address", "probes-gap-kind", "probes-from", "probes-until", "probes-why"];
    let mut listed = table(cx, "lacunes", "probes-gaps", &columns, "probes-gaps-none");
    let row = |(gap, url): &(Gap, String)| {
        vec![
            Cell::text(url.clone()),
            Cell::text(cx.t(&format!("probes-gap-{}", gap.kind))),
            Cell::text(cx.words.moment(gap.began_at)),
            Cell::text(cx.words.moment(gap.ended_at)),
            Cell::text(cx.t(&format!("probes-gap-{}", gap.reason))),
        ]
    };
    listed.rows = gaps.iter().map(row).collect();
    listed
}
