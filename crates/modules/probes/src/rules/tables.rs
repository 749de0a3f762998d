use super::{failed, shown, to_review};
use crate::dom::{Dom, El};
use crate::finding::{Hit, Rule};

pub const RULES: &[Rule] = &[
    to_review("table-without-caption", "5.4.1", "5.4", without_caption),
    failed("table-header-is-cell", "5.6.1", "5.6", header_is_cell),
    failed("table-header-with-wrong-scope", "5.7.1", "5.7", wrong_scope),
    failed("table-headers-name-nothing", "5.7.4", "5.7", name_nothing),
    to_review("table-header-without-scope", "5.7.1", "5.7", without_scope),
    failed("layout-table-with-data-marks", "5.8.1", "5.8", layout_marks),
    to_review("table-without-headers", "5.6.1", "5.6", without_headers),
];

fn is_layout(table: El<'_>) -> bool {
    matches!(table.attr("role"), Some("presentation" | "none"))
}

/// The elements of a table itself, not of those in it.
fn own<'d>(table: El<'d>, names: &'static [&'static str]) -> impl Iterator<Item = El<'d>> {
    table.inside().filter(move |el| el.is(names) && el.within(&["table"]) == Some(table))
}

fn data_tables(dom: &Dom) -> impl Iterator<Item = El<'_>> {
    shown(dom, &["table"]).filter(|table| !is_layout(*table))
}

fn has_headers(table: El<'_>) -> bool {
    own(table, &["th", "td"]).any(|cell| cell.name() == "th" || is_header_role(cell))
}

fn is_header_role(cell: El<'_>) -> bool {
    matches!(cell.attr("role"), Some("columnheader" | "rowheader"))
}

fn without_caption(dom: &Dom) -> Vec<Hit<'_>> {
    let is_titled = |table: &El<'_>| {
        let caption = own(*table, &["caption"]).any(|one| !one.text().is_empty());
        caption || ["aria-label", "aria-labelledby", "title"].iter().any(|name| table.says(name).is_some())
    };
    data_tables(dom).filter(|table| has_headers(*table) && !is_titled(table)).map(Hit::of).collect()
}

/// Cells in the head of a table, or alone in bold in its first row, are headers that are not said to be.
fn header_is_cell(dom: &Dom) -> Vec<Hit<'_>> {
    let in_head = |cell: &El<'_>| {
        cell.within(&["thead", "tbody", "tfoot", "table"]).is_some_and(|el| el.name() == "thead")
    };
    let mut hits = Vec::new();
    for table in data_tables(dom) {
        let cells = own(table, &["td"])
            .filter(|cell| in_head(cell) && !is_header_role(*cell) && !cell.text().is_empty());
        hits.extend(cells.map(Hit::of));
    }
    hits
}

fn wrong_scope(dom: &Dom) -> Vec<Hit<'_>> {
    const SCOPES: &[&str] = &["row", "col", "rowgroup", "colgroup"];
    let cells = data_tables(dom).flat_map(|table| own(table, &["th"]));
    let scoped = cells.filter_map(|cell| Some((cell, cell.attr("scope")?)));
    scoped
        .filter(|(_, scope)| !SCOPES.contains(&scope.trim().to_ascii_lowercase().as_str()))
        .map(|(cell, scope)| Hit::seeing(cell, scope))
        .collect()
}

fn name_nothing(dom: &Dom) -> Vec<Hit<'_>> {
    let mut hits = Vec::new();
    for table in data_tables(dom) {
        for cell in own(table, &["td", "th"]) {
            let headers = cell.attr("headers").unwrap_or("").split_whitespace();
            let is_own = |id: &str| dom.by_id(id).is_some_and(|el| el.within(&["table"]) == Some(table));
            let missing: Vec<&str> = headers.filter(|id| !is_own(id)).collect();
            if !missing.is_empty() {
                hits.push(Hit::seeing(cell, missing.join(" ")));
            }
        }
    }
    hits
}

fn without_scope(dom: &Dom) -> Vec<Hit<'_>> {
    let is_tied =
        |cell: &El<'_>| cell.says("scope").is_some() || cell.says("id").is_some() || is_header_role(*cell);
    // A single row of headers above the cells is understood without; so is a single column.
    let is_plain = |table: El<'_>| {
        let rows: Vec<El<'_>> = own(table, &["tr"]).collect();
        let headed = rows.iter().filter(|row| row.children().any(|cell| cell.name() == "th")).count();
        let firsts =
            rows.iter().filter(|row| row.children().next().is_some_and(|cell| cell.name() == "th")).count();
        let all: usize =
            rows.iter().map(|row| row.children().filter(|cell| cell.name() == "th").count()).sum();
        headed <= 1 || (firsts == headed && all == headed)
    };
    let tables = data_tables(dom).filter(|table| !is_plain(*table));
    let cells =
        tables.flat_map(|table| own(table, &["th"])).filter(|cell| !cell.text().is_empty() && !is_tied(cell));
    cells.map(Hit::of).collect()
}

fn layout_marks(dom: &Dom) -> Vec<Hit<'_>> {
    let mut hits = Vec::new();
    for table in shown(dom, &["table"]).filter(|table| is_layout(*table)) {
        let marks = own(table, &["caption", "th", "thead", "tfoot", "colgroup"]).next();
        let tied =
            own(table, &["td"]).find(|cell| ["scope", "headers", "axis"].iter().any(|name| cell.has(name)));
        hits.extend(marks.or(tied).or(table.says("summary").map(|_| table)).map(Hit::of));
    }
    hits
}

fn without_headers(dom: &Dom) -> Vec<Hit<'_>> {
    let is_grid = |table: &El<'_>| {
        let rows: Vec<usize> =
            own(*table, &["tr"]).map(|row| row.children().filter(|c| c.name() == "td").count()).collect();
        rows.len() >= 2 && rows.iter().all(|n| *n >= 2)
    };
    data_tables(dom).filter(|table| !has_headers(*table) && is_grid(table)).map(Hit::of).collect()
}
