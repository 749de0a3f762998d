use std::collections::BTreeMap;

use super::{failed, practice, shown, to_review};
use crate::dom::{Dom, El};
use crate::finding::{Hit, Rule};
use crate::name::{bare, name};

pub const RULES: &[Rule] = &[
    failed("control-without-keys", "7.3.1", "7.3", without_keys),
    to_review("control-without-role", "7.1.1", "7.1", without_role),
    failed("role-is-none-known", "7.1.1", "7.1", wrong_role),
    failed("focusable-but-hidden", "10.8.1", "10.8", focusable_hidden),
    to_review("page-without-skip-link", "12.7.1", "12.7", without_skip),
    failed("skip-link-leads-nowhere", "12.7.2", "12.7", skip_nowhere),
    to_review("tab-order-is-forced", "12.8.1", "12.8", forced),
    to_review("access-key", "12.10.1", "12.10", access_key),
    to_review("cryptic-content", "13.5.1", "13.5", cryptic),
    practice("abbreviation-not-explained", abbreviation),
];

/// Handlers of a pointer.
const POINTER: &[&str] = &["onclick", "onmousedown", "onmouseup", "ondblclick"];
/// Elements that the keyboard reaches by themselves.
const OWN_KEYS: &[&str] = &[
    "a", "button", "input", "select", "textarea", "summary", "details", "label", "option", "body", "html",
    "area", "audio", "video", "form", "iframe",
];

fn is_clicked(el: &El<'_>) -> bool {
    POINTER.iter().any(|name| el.has(name))
}

/// Something to click on that the keyboard does not reach.
fn without_keys(dom: &Dom) -> Vec<Hit<'_>> {
    let reached = |el: &El<'_>| {
        el.has("tabindex")
            || el.has("contenteditable")
            || el.is(OWN_KEYS) && (el.name() != "a" || el.has("href"))
    };
    // The click may be that of something in it, which the keyboard reaches.
    let holds = |el: &El<'_>| {
        el.inside().any(|one| {
            one.is(&["button", "input", "select", "textarea"])
                || one.name() == "a" && one.has("href")
                || one.has("tabindex")
        })
    };
    let is_within = |el: &El<'_>| el.ancestors().any(|one| one.is(&["a", "button", "label", "summary"]));
    dom.all()
        .filter(|el| is_clicked(el) && !el.is_hidden() && !reached(el) && !holds(el) && !is_within(el))
        .map(Hit::of)
        .collect()
}

/// The keyboard reaches it, and nothing says what it is.
fn without_role(dom: &Dom) -> Vec<Hit<'_>> {
    let plain =
        |el: &El<'_>| el.is(&["div", "span", "p", "img", "li", "td", "section", "i"]) && !el.has("role");
    let reached = |el: &El<'_>| el.attr("tabindex").is_some_and(|at| at.trim() != "-1");
    dom.all()
        .filter(|el| plain(el) && reached(el) && is_clicked(el) && !el.is_hidden())
        .map(Hit::of)
        .collect()
}

/// The roles of ARIA 1.2 that authors may use.
const ROLES: &[&str] = &[
    "alert",
    "alertdialog",
    "application",
    "article",
    "banner",
    "blockquote",
    "button",
    "caption",
    "cell",
    "checkbox",
    "code",
    "columnheader",
    "combobox",
    "comment",
    "complementary",
    "contentinfo",
    "definition",
    "deletion",
    "dialog",
    "directory",
    "document",
    "emphasis",
    "feed",
    "figure",
    "form",
    "generic",
    "grid",
    "gridcell",
    "group",
    "heading",
    "image",
    "img",
    "insertion",
    "link",
    "list",
    "listbox",
    "listitem",
    "log",
    "main",
    "mark",
    "marquee",
    "math",
    "menu",
    "menubar",
    "menuitem",
    "menuitemcheckbox",
    "menuitemradio",
    "meter",
    "navigation",
    "none",
    "note",
    "option",
    "paragraph",
    "presentation",
    "progressbar",
    "radio",
    "radiogroup",
    "region",
    "row",
    "rowgroup",
    "rowheader",
    "scrollbar",
    "search",
    "searchbox",
    "separator",
    "slider",
    "spinbutton",
    "status",
    "strong",
    "subscript",
    "suggestion",
    "superscript",
    "switch",
    "tab",
    "table",
    "tablist",
    "tabpanel",
    "term",
    "textbox",
    "time",
    "timer",
    "toolbar",
    "tooltip",
    "tree",
    "treegrid",
    "treeitem",
];

fn wrong_role(dom: &Dom) -> Vec<Hit<'_>> {
    let is_known = |role: &str| {
        let role = role.to_ascii_lowercase();
        ROLES.contains(&role.as_str()) || role.starts_with("doc-") || role.starts_with("graphics-")
    };
    let stated = dom.all().filter_map(|el| Some((el, el.says("role")?)));
    // Of several, the first that is known counts.
    stated
        .filter(|(_, role)| !role.split_whitespace().any(is_known))
        .map(|(el, role)| Hit::seeing(el, role))
        .collect()
}

/// Hidden from readers, and still reached by the keyboard.
fn focusable_hidden(dom: &Dom) -> Vec<Hit<'_>> {
    let is_silent = |el: &El<'_>| {
        std::iter::once(*el).chain(el.ancestors()).any(|one| one.attr("aria-hidden") == Some("true"))
    };
    let is_gone = |el: &El<'_>| {
        std::iter::once(*el).chain(el.ancestors()).any(|one| {
            let style = one.attr("style").unwrap_or("").replace(' ', "").to_ascii_lowercase();
            one.has("hidden")
                || one.has("inert")
                || one.is(&["template", "noscript", "dialog"])
                || style.contains("display:none")
                || style.contains("visibility:hidden")
        })
    };
    // A style sheet may hide it from everybody: what has a class may be gone.
    let may_be_gone = |el: &El<'_>| {
        std::iter::once(*el)
            .chain(el.ancestors())
            .any(|one| one.attr("aria-hidden") == Some("true") && (one.has("class") || one.has("id")))
    };
    let reached = |el: &El<'_>| {
        let is_own = el.name() == "a" && el.has("href")
            || el.is(&["button", "select", "textarea"])
            || el.name() == "input" && el.attr("type") != Some("hidden");
        (is_own && el.attr("tabindex") != Some("-1") && !el.has("disabled"))
            || el.attr("tabindex").is_some_and(|at| at.trim() == "0")
    };
    dom.all()
        .filter(|el| reached(el) && is_silent(el) && !is_gone(el) && !may_be_gone(el))
        .map(Hit::of)
        .collect()
}

/// Words that links to the content bear.
fn is_skip(el: El<'_>) -> bool {
    const WORDS: &[&str] = &["contenu", "content", "main", "principal", "évitement", "skip"];
    let words = bare(&name(el));
    el.attr("href").is_some_and(|to| to.starts_with('#') && to.len() > 1)
        && WORDS.iter().any(|word| words.contains(word))
}

fn without_skip(dom: &Dom) -> Vec<Hit<'_>> {
    // With little before the content there is nothing to skip.
    const LEAST: usize = 5;
    let links = shown(dom, &["a"]).filter(|el| el.has("href"));
    let before =
        links.take_while(|el| el.within(&["main"]).is_none() && el.attr("role") != Some("main")).count();
    let is_there = shown(dom, &["a"]).take(8).any(is_skip);
    if before >= LEAST && !is_there { vec![Hit::page("")] } else { Vec::new() }
}

fn skip_nowhere(dom: &Dom) -> Vec<Hit<'_>> {
    let links = shown(dom, &["a"]).take(8).filter(|el| is_skip(*el));
    let target = |el: &El<'_>| el.attr("href").and_then(|to| to.strip_prefix('#')).unwrap_or("").to_owned();
    let is_there = |id: &str| {
        dom.all().any(|el| el.attr("id") == Some(id) || el.name() == "a" && el.attr("name") == Some(id))
    };
    links.filter(|el| !is_there(&target(el))).map(|el| Hit::seeing(el, target(&el))).collect()
}

fn forced(dom: &Dom) -> Vec<Hit<'_>> {
    let stated = dom.all().filter_map(|el| Some((el, el.attr("tabindex")?.trim())));
    stated
        .filter(|(_, at)| at.parse::<i64>().is_ok_and(|at| at > 0))
        .map(|(el, at)| Hit::seeing(el, at))
        .collect()
}

fn access_key(dom: &Dom) -> Vec<Hit<'_>> {
    let mut known: BTreeMap<String, El<'_>> = BTreeMap::new();
    for el in dom.all() {
        if let Some(key) = el.says("accesskey") {
            known.entry(key.to_lowercase()).or_insert(el);
        }
    }
    known.into_iter().map(|(key, el)| Hit::seeing(el, key)).collect()
}

/// Faces made of punctuation.
fn cryptic(dom: &Dom) -> Vec<Hit<'_>> {
    const FACES: &[&str] = &[":-)", ";-)", ":-(", ":-D", "<3", ":'(", "^^", "o_O", "-_-", ":-/"];
    let texts = shown(dom, &["p", "li", "td", "h1", "h2", "h3", "a", "span"])
        .filter(|el| el.children().next().is_none());
    let seen = |el: El<'_>| el.text().split_whitespace().find(|word| FACES.contains(word)).map(str::to_owned);
    texts.filter_map(|el| Some(Hit::seeing(el, seen(el)?))).collect()
}

/// Capitals in a row that the page explains nowhere.
fn abbreviation(dom: &Dom) -> Vec<Hit<'_>> {
    /// Words that are looked for in the page again.
    const CANDIDATES: usize = 100;
    /// What everybody reads, and what units and countries are called.
    const KNOWN: &[&str] = &[
        "PDF", "HTML", "CSV", "SMS", "URL", "USA", "UE", "EU", "UK", "FAQ", "TV", "CV", "OK", "FR", "EN",
        "PNG", "ZIP", "TVA", "SNCF", "GPS", "USB", "WIFI", "XML", "RSS", "JPG", "ODT", "ODS", "KO", "MO",
        "CEDEX", "JSON", "XLSX", "DOCX", "SVG", "SHA", "II", "III", "IV", "VI", "XX", "XIX",
    ];
    let explained: Vec<String> = dom.named("abbr").map(El::text).collect();
    let Some(body) = dom.named("main").next().or_else(|| dom.named("body").next()) else { return Vec::new() };
    let text = body.text();
    let mut hits: BTreeMap<String, ()> = BTreeMap::new();
    let words: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let is_loud =
        |at: usize| words.get(at).is_some_and(|word| word.len() > 1 && word.chars().all(char::is_uppercase));
    for (at, word) in words.iter().copied().enumerate() {
        let is_short = (3..=6).contains(&word.len()) && word.chars().all(|c| c.is_ascii_uppercase());
        // A sentence in capitals is no row of abbreviations.
        let is_alone = !is_loud(at + 1) && !at.checked_sub(1).is_some_and(is_loud);
        let is_known = KNOWN.contains(&word) || explained.iter().any(|one| one == word);
        if is_short && is_alone && !is_known && !hits.contains_key(word) && hits.len() < CANDIDATES {
            hits.insert(word.to_owned(), ());
        }
    }
    hits.retain(|word, ()| !text.contains(&format!("({word})")) && !text.contains(&format!("{word} (")));
    hits.into_keys().take(5).map(Hit::page).collect()
}
