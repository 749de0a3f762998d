//! What stands beside a list of opinions: how many of what was found are of each kind, each a link to those alone.

use parvis_accounts::http::Cx;
use parvis_ui::{Block, Cell};
use std::collections::BTreeMap;

use super::filters;
use crate::model::Button;
use crate::service::finding::Facets;
use crate::survey::Tongue;

/// The kinds of what was found; nothing when nothing was.
pub fn block(cx: &Cx<'_>, here: &str, facets: &Facets, buttons: &[Button]) -> Option<Block> {
    let button = |id: &str| {
        let found = buttons.iter().find(|one| one.id.to_string() == id);
        found.map_or_else(|| cx.t("reviews-any"), |one| one.name.clone())
    };
    let tongue = |tag: &str| Tongue::parse(tag).map_or_else(|| tag.to_owned(), |one| one.name().to_owned());
    let all = [
        row(cx, here, ("reviews-face", "note"), &facets.faces, &|f| cx.t(&format!("reviews-face-{f}"))),
        row(cx, here, ("reviews-channel", "canal"), &facets.channels, &|c| {
            cx.t(&format!("reviews-channel-{c}"))
        }),
        row(cx, here, ("reviews-button", "bouton"), &facets.buttons, &button),
        row(cx, here, ("reviews-tongue", "langue"), &facets.tongues, &tongue),
        row(cx, here, ("reviews-rule", "regle"), &facets.rules, &|r| cx.t(&format!("reviews-rule-{r}"))),
        row(cx, here, ("reviews-tags", "etiquette"), &facets.tags, &|id| {
            facets.names.get(id).cloned().unwrap_or_default()
        }),
        row(cx, here, ("reviews-status", "etat"), &facets.statuses, &|status| {
            cx.t(&format!("reviews-status-{status}"))
        }),
    ];
    let rows: Vec<_> = all.into_iter().flatten().collect();
    (!rows.is_empty()).then_some(Block::Facts(rows))
}

/// One kind, the most frequent value first; the value that is asked for can be taken away.
pub fn row(
    cx: &Cx<'_>,
    here: &str,
    (key, name): (&str, &str),
    counts: &BTreeMap<String, usize>,
    label: &dyn Fn(&str) -> String,
) -> Option<(String, Cell)> {
    let mut values: Vec<_> = counts.iter().map(|(value, n)| (*n, value.as_str())).collect();
    values.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
    let link = |(n, value): (usize, &str)| {
        let label = label(value);
        if cx.query.get(name) == Some(value) {
            let without = cx.words.a("reviews-facet-without", "what", label);
            return Cell::link(without, format!("{here}{}", filters::with(cx, name, "")));
        }
        let n = cx.words.integer(i64::try_from(n).unwrap_or(i64::MAX));
        let label = cx.words.with("reviews-facet", &[("what", label.into()), ("n", n.into())]);
        Cell::link(label, format!("{here}{}", filters::with(cx, name, value)))
    };
    let cells: Vec<Cell> = values.into_iter().map(link).collect();
    (!cells.is_empty()).then(|| (cx.t(key), Cell::All(cells)))
}

/// How many were found.
pub fn found(cx: &Cx<'_>, facets: &Facets) -> String {
    let n = cx.words.integer(i64::try_from(facets.n).unwrap_or(i64::MAX));
    let key = if facets.has_more { "reviews-found-more" } else { "reviews-found" };
    cx.words.with(key, &[("n", n.into()), ("count", facets.n.into())])
}
