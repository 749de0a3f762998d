use super::{failed, shown, to_review};
use crate::dom::{Dom, El};
use crate::finding::{Hit, Rule};
use crate::name::{content, name};

pub const RULES: &[Rule] = &[
    to_review("page-without-heading", "9.1.1", "9.1", without_heading),
    to_review("page-without-main-heading", "9.1.1", "9.1", without_main_heading),
    to_review("heading-level-skipped", "9.1.1", "9.1", skipped),
    failed("heading-is-empty", "9.1.2", "9.1", empty),
    failed("heading-without-level", "9.1.3", "9.1", without_level),
    to_review("paragraph-looks-like-heading", "9.1.3", "9.1", looks_like),
    failed("more-than-one-main", "9.2.1", "9.2", two_mains),
    to_review("page-without-main", "9.2.1", "9.2", without_main),
    failed("list-with-other-children", "9.3.1", "9.3", list_children),
    failed("item-outside-list", "9.3.1", "9.3", item_outside),
    failed("description-outside-list", "9.3.3", "9.3", description_outside),
    to_review("list-made-of-text", "9.3.1", "9.3", list_of_text),
];

/// Headings in order, with their level.
fn headings(dom: &Dom) -> Vec<(El<'_>, u8)> {
    let level = |el: &El<'_>| match el.name() {
        _ if el.attr("role").is_some_and(|role| role != "heading") => None,
        _ if el.attr("role") == Some("heading") => {
            el.attr("aria-level").map_or(Some(2), |l| l.trim().parse().ok())
        }
        "h1" => Some(1),
        "h2" => Some(2),
        "h3" => Some(3),
        "h4" => Some(4),
        "h5" => Some(5),
        "h6" => Some(6),
        _ => None,
    };
    dom.all().filter(|el| !el.is_hidden()).filter_map(|el| Some((el, level(&el)?))).collect()
}

fn without_heading(dom: &Dom) -> Vec<Hit<'_>> {
    if headings(dom).is_empty() { vec![Hit::page("")] } else { Vec::new() }
}

fn without_main_heading(dom: &Dom) -> Vec<Hit<'_>> {
    let all = headings(dom);
    if !all.is_empty() && all.iter().all(|(_, level)| *level != 1) { vec![Hit::page("")] } else { Vec::new() }
}

fn skipped(dom: &Dom) -> Vec<Hit<'_>> {
    let all = headings(dom);
    let pairs = all.iter().zip(all.iter().skip(1));
    pairs
        .filter(|((_, before), (_, after))| *after > before + 1)
        .map(|((_, before), (el, after))| Hit::seeing(*el, format!("h{before} → h{after}")))
        .collect()
}

fn empty(dom: &Dom) -> Vec<Hit<'_>> {
    headings(dom)
        .into_iter()
        .filter(|(el, _)| content(*el, 0).is_empty() && name(*el).is_empty())
        .map(|(el, _)| Hit::of(el))
        .collect()
}

fn without_level(dom: &Dom) -> Vec<Hit<'_>> {
    let is_wrong = |el: &El<'_>| match el.attr("aria-level") {
        Some(level) => !level.trim().parse::<u8>().is_ok_and(|level| level > 0),
        None => !el.is(&["h1", "h2", "h3", "h4", "h5", "h6"]),
    };
    dom.all().filter(|el| el.attr("role") == Some("heading") && is_wrong(el)).map(Hit::of).collect()
}

/// A short paragraph all in bold, followed by text, is a heading to the eye.
fn looks_like(dom: &Dom) -> Vec<Hit<'_>> {
    const MOST: usize = 80;
    let is_bold = |el: &El<'_>| {
        let text = el.text();
        let bold = el.children().find(|child| child.is(&["strong", "b"])).map(El::text);
        let is_short =
            (3..=MOST).contains(&text.chars().count()) && !text.ends_with(['.', ',', ';', '!', '?']);
        is_short && bold.is_some_and(|bold| bold == text)
    };
    let is_followed = |el: &El<'_>| el.next().is_some_and(|next| next.is(&["p", "ul", "ol", "table", "div"]));
    let is_apart = |el: &El<'_>| {
        el.within(&["td", "th", "li", "label", "figure", "blockquote", "form", "button"]).is_none()
    };
    shown(dom, &["p"])
        .filter(|el| is_bold(el) && is_followed(el) && is_apart(el))
        .map(|el| Hit::seeing(el, el.text()))
        .collect()
}

fn mains(dom: &Dom) -> Vec<El<'_>> {
    let is_main = |el: &El<'_>| {
        el.name() == "main" && el.attr("role").is_none_or(|role| role == "main")
            || el.attr("role") == Some("main")
    };
    dom.all().filter(|el| is_main(el) && !el.is_hidden()).collect()
}

fn two_mains(dom: &Dom) -> Vec<Hit<'_>> {
    mains(dom).into_iter().skip(1).map(Hit::of).collect()
}

fn without_main(dom: &Dom) -> Vec<Hit<'_>> {
    if mains(dom).is_empty() { vec![Hit::page("")] } else { Vec::new() }
}

fn list_children(dom: &Dom) -> Vec<Hit<'_>> {
    let is_list = |el: &El<'_>| el.is(&["ul", "ol"]) && el.attr("role").is_none_or(|role| role == "list");
    let mut hits = Vec::new();
    for list in dom.all().filter(|el| is_list(el) && !el.is_hidden()) {
        let wrong = list
            .children()
            .find(|child| !child.is(&["li", "script", "template"]) && child.attr("role") != Some("listitem"));
        hits.extend(wrong.map(Hit::of));
    }
    hits
}

fn item_outside(dom: &Dom) -> Vec<Hit<'_>> {
    let in_list = |el: &El<'_>| {
        el.ancestors().next().is_some_and(|parent| {
            parent.is(&["ul", "ol", "menu"])
                || matches!(parent.attr("role"), Some("list" | "menu" | "tablist" | "group" | "listbox"))
        })
    };
    let items = shown(dom, &["li"]).filter(|el| el.attr("role").is_none_or(|role| role == "listitem"));
    items.filter(|el| !in_list(el)).map(Hit::of).collect()
}

fn description_outside(dom: &Dom) -> Vec<Hit<'_>> {
    let in_list = |el: &El<'_>| el.within(&["dl"]).is_some();
    shown(dom, &["dt", "dd"]).filter(|el| !in_list(el)).map(Hit::of).collect()
}

/// Lines that begin with a dash or a bullet are a list to the eye.
fn list_of_text(dom: &Dom) -> Vec<Hit<'_>> {
    let is_item = |el: &El<'_>| {
        let text = el.text();
        ["- ", "– ", "— ", "• ", "* ", "· ", "■ ", "▪ "].iter().any(|mark| text.starts_with(mark))
    };
    let paragraphs: Vec<El<'_>> = shown(dom, &["p"]).filter(is_item).collect();
    let follows = |el: &&El<'_>| el.next().is_some_and(|next| next.name() == "p" && is_item(&next));
    paragraphs.iter().find(follows).map(|el| Hit::seeing(*el, el.text())).into_iter().collect()
}
