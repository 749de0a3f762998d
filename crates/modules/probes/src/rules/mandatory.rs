use std::collections::{BTreeMap, BTreeSet};

use super::{failed, is_file_name, to_review};
use crate::dom::{Dom, El};
use crate::finding::{Hit, Rule};
use crate::name::bare;

pub const RULES: &[Rule] = &[
    failed("page-without-doctype", "8.1.1", "8.1", without_doctype),
    failed("page-with-wrong-doctype", "8.1.2", "8.1", wrong_doctype),
    failed("identifier-twice", "8.2.1", "8.2", identifier_twice),
    to_review("marks-not-valid", "8.2.1", "8.2", not_valid),
    failed("page-without-language", "8.3.1", "8.3", without_language),
    failed("page-with-wrong-language", "8.4.1", "8.4", wrong_language),
    to_review("page-in-other-language", "8.4.1", "8.4", other_language),
    failed("page-without-title", "8.5.1", "8.5", without_title),
    to_review("page-title-is-vague", "8.6.1", "8.6", vague_title),
    failed("part-with-wrong-language", "8.8.1", "8.8", part_wrong_language),
    failed("mark-for-looks", "8.9.1", "8.9", empty_paragraph),
    to_review("line-breaks-for-looks", "8.9.1", "8.9", line_breaks),
    failed("direction-is-wrong", "8.10.2", "8.10", direction),
];

fn without_doctype(dom: &Dom) -> Vec<Hit<'_>> {
    if dom.doctype.is_none() { vec![Hit::page("")] } else { Vec::new() }
}

fn wrong_doctype(dom: &Dom) -> Vec<Hit<'_>> {
    let is_wrong =
        |doctype: &crate::dom::Doctype| !doctype.name.eq_ignore_ascii_case("html") || dom.is_quirks;
    match dom.doctype.as_ref().filter(|doctype| is_wrong(doctype)) {
        Some(doctype) => vec![Hit::page(format!("{} {}", doctype.name, doctype.public).trim())],
        None => Vec::new(),
    }
}

fn identifier_twice(dom: &Dom) -> Vec<Hit<'_>> {
    let mut known: BTreeMap<&str, Vec<El<'_>>> = BTreeMap::new();
    for el in dom.all().filter(|el| el.within(&["svg", "template"]).is_none()) {
        if let Some(id) = el.says("id") {
            known.entry(id).or_default().push(el);
        }
    }
    known.into_iter().filter(|(_, all)| all.len() > 1).map(|(id, all)| Hit::seeing(all[1], id)).collect()
}

/// What the parser of browsers had to mend, without the doctype (it has a rule of its own).
fn not_valid(dom: &Dom) -> Vec<Hit<'_>> {
    const NAMED: &[&str] = &[
        "Unexpected token",
        "Unexpected end tag",
        "Unexpected open element",
        "Duplicate attribute",
        "Found special tag while closing",
        "No <p> tag to close",
        "self-closing",
    ];
    let mut seen: BTreeMap<&str, u64> = BTreeMap::new();
    for (line, message) in &dom.problems {
        // Without a doctype, the first tag is unexpected: that has a rule of its own.
        let is_ours = dom.doctype.is_some() || !message.starts_with("Unexpected token");
        if is_ours && NAMED.iter().any(|named| message.contains(named)) {
            seen.entry(message.as_str()).or_insert(*line);
        }
    }
    seen.into_iter().map(|(message, line)| Hit::page(format!("{line}: {message}"))).collect()
}

fn html(dom: &Dom) -> Option<El<'_>> {
    dom.named("html").next()
}

fn language(el: El<'_>) -> Option<&str> {
    el.says("lang").or(el.says("xml:lang"))
}

fn without_language(dom: &Dom) -> Vec<Hit<'_>> {
    // Each part of the text may say its own instead: not judged here when the body's parts all do.
    html(dom).filter(|el| language(*el).is_none()).map(Hit::of).into_iter().collect()
}

/// Whether a tag is one of a language (ISO 639-1, or three letters), alone or with a region or a script.
fn is_language(tag: &str) -> bool {
    const TWO: &str = " aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv \
        dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is \
        it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my \
        na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so \
        sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu ";
    let tag = tag.trim().to_ascii_lowercase();
    let mut parts = tag.split('-');
    let primary = parts.next().unwrap_or("");
    let is_known = match primary.len() {
        2 => TWO.contains(&format!(" {primary} ")),
        3 => primary.chars().all(|c| c.is_ascii_alphabetic()),
        _ => primary == "x",
    };
    is_known
        && parts.all(|part| (1..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric()))
}

fn wrong_language(dom: &Dom) -> Vec<Hit<'_>> {
    let stated = html(dom).and_then(|el| Some((el, language(el)?)));
    stated.filter(|(_, tag)| !is_language(tag)).map(|(el, tag)| Hit::seeing(el, tag)).into_iter().collect()
}

/// The page says one language and is written in another, as far as its small words tell.
fn other_language(dom: &Dom) -> Vec<Hit<'_>> {
    let Some((el, tag)) = html(dom).and_then(|el| Some((el, language(el)?))) else { return Vec::new() };
    let Some(body) = dom.named("body").next() else { return Vec::new() };
    let stated = tag.get(..2).unwrap_or("").to_ascii_lowercase();
    // A part that says its own language is none of the page's.
    let own = |el: El<'_>| el.attr("lang").filter(|lang| !lang.is_empty()).map(|_| String::new());
    match crate::language::guess(&body.text_with(&own)) {
        Some(found) if found != stated && matches!(stated.as_str(), "fr" | "en" | "es" | "de") => {
            vec![Hit::seeing(el, format!("{tag} / {found}"))]
        }
        _ => Vec::new(),
    }
}

fn title(dom: &Dom) -> Option<El<'_>> {
    dom.named("title").find(|el| el.within(&["svg"]).is_none())
}

fn without_title(dom: &Dom) -> Vec<Hit<'_>> {
    let is_titled = title(dom).is_some_and(|el| !el.text().is_empty());
    if is_titled { Vec::new() } else { vec![Hit::page("")] }
}

fn vague_title(dom: &Dom) -> Vec<Hit<'_>> {
    const VAGUE: &[&str] = &[
        "document",
        "untitled",
        "sans titre",
        "untitled document",
        "document sans titre",
        "page",
        "home",
        "accueil",
        "index",
        "title",
        "titre",
        "react app",
        "vite app",
        "welcome",
        "bienvenue",
        "app",
        "page d accueil",
        "homepage",
        "new page",
        "nouvelle page",
        "page sans titre",
        "formulaire",
        "form",
    ];
    let Some(el) = title(dom) else { return Vec::new() };
    let text = el.text();
    let is_vague = VAGUE.contains(&bare(&text).as_str()) || is_file_name(&text);
    if is_vague && !text.is_empty() { vec![Hit::seeing(el, text)] } else { Vec::new() }
}

fn part_wrong_language(dom: &Dom) -> Vec<Hit<'_>> {
    let parts =
        dom.all().filter(|el| el.name() != "html").filter_map(|el| Some((el, el.attr("lang")?.trim())));
    parts
        .filter(|(_, tag)| !tag.is_empty() && !is_language(tag))
        .map(|(el, tag)| Hit::seeing(el, tag))
        .collect()
}

/// An empty paragraph or heading is there to make room.
fn empty_paragraph(dom: &Dom) -> Vec<Hit<'_>> {
    let is_empty = |el: &El<'_>| {
        el.text().trim_matches('\u{a0}').is_empty() && el.inside().all(|one| one.name() == "br")
    };
    let is_static = |el: &El<'_>| !["id", "role", "aria-live", "data-target"].iter().any(|name| el.has(name));
    super::shown(dom, &["p"]).filter(|el| is_empty(el) && is_static(el)).map(Hit::of).collect()
}

/// Lines broken twice make paragraphs that are none.
fn line_breaks(dom: &Dom) -> Vec<Hit<'_>> {
    let is_pair = |el: &El<'_>| el.next().is_some_and(|next| next.name() == "br");
    let mut seen: BTreeSet<Option<usize>> = BTreeSet::new();
    let mut pairs: Vec<El<'_>> = Vec::new();
    for el in super::shown(dom, &["br"]).filter(is_pair) {
        let around = el.ancestors().next();
        if !seen.insert(around.map(El::key)) {
            continue;
        }
        // Text between two breaks is no pair, which the tree without texts does not tell: three in a row are one.
        let breaks = around.map_or(0, |one| one.children().filter(|child| child.name() == "br").count());
        if breaks >= 3 {
            pairs.push(el);
        }
    }
    pairs.into_iter().map(Hit::of).collect()
}

fn direction(dom: &Dom) -> Vec<Hit<'_>> {
    let stated = dom.all().filter_map(|el| Some((el, el.attr("dir")?.trim().to_ascii_lowercase())));
    stated
        .filter(|(_, dir)| !matches!(dir.as_str(), "ltr" | "rtl" | "auto"))
        .map(|(el, dir)| Hit::seeing(el, dir))
        .collect()
}
