use std::collections::BTreeMap;

use super::{failed, is_file_name, practice, shown, to_review};
use crate::dom::{Dom, El};
use crate::finding::{Hit, Rule};
use crate::name::{bare, content, name};

pub const RULES: &[Rule] = &[
    failed("link-without-name", "6.2.1", "6.2", without_name),
    to_review("link-is-vague", "6.1.1", "6.1", vague),
    to_review("link-is-address", "6.1.1", "6.1", address),
    to_review("link-is-punctuation", "6.1.1", "6.1", punctuation),
    to_review("links-with-same-name", "6.1.1", "6.1", same_name),
    to_review("link-title-lacks-text", "6.1.1", "6.1", title_lacks),
    practice("link-title-adds-nothing", title_adds_nothing),
    failed("link-label-lacks-text", "6.1.5", "6.1", label_lacks),
    practice("link-opens-window", opens_window),
    practice("link-to-file", to_file),
    to_review("pseudo-link", "7.1.1", "7.1", pseudo),
];

fn links(dom: &Dom) -> impl Iterator<Item = El<'_>> {
    let by_role = |el: &El<'_>| el.attr("role").is_none_or(|role| role == "link");
    shown(dom, &["a"]).filter(move |el| el.has("href") && by_role(el))
}

fn without_name(dom: &Dom) -> Vec<Hit<'_>> {
    let by_role =
        dom.all().filter(|el| el.attr("role") == Some("link") && el.name() != "a" && !el.is_hidden());
    links(dom).chain(by_role).filter(|el| name(*el).is_empty()).map(Hit::of).collect()
}

/// Texts that tell nothing of where a link leads, in the languages that pages are written in here.
const VAGUE: &[&str] = &[
    "ici",
    "cliquez ici",
    "cliquer ici",
    "clic ici",
    "en cliquant ici",
    "par ici",
    "lien",
    "ce lien",
    "le lien",
    "lien ici",
    "suivre ce lien",
    "en savoir plus",
    "savoir plus",
    "plus",
    "plus d informations",
    "plus d infos",
    "plus d information",
    "lire la suite",
    "lire plus",
    "la suite",
    "suite",
    "voir",
    "voir plus",
    "voir la suite",
    "voir le détail",
    "voir les détails",
    "détails",
    "détail",
    "consulter",
    "consultez",
    "accéder",
    "accès",
    "télécharger",
    "ouvrir",
    "découvrir",
    "découvrez",
    "continuer",
    "suivant",
    "go",
    "ok",
    "cette page",
    "page",
    "document",
    "site",
    "lien externe",
    "click here",
    "click",
    "here",
    "this link",
    "link",
    "read more",
    "more",
    "learn more",
    "find out more",
    "see more",
    "more info",
    "more information",
    "details",
    "view",
    "view more",
    "download",
    "open",
    "discover",
    "continue",
    "this page",
    "info",
    "infos",
    "informations",
    "information",
    "en lire plus",
    "y aller",
    "c est ici",
    "voir ici",
];

fn vague(dom: &Dom) -> Vec<Hit<'_>> {
    let is_vague = |el: &El<'_>| VAGUE.contains(&bare(&name(*el)).as_str());
    // A text that its title or its label completes is not the name any more.
    let is_completed =
        |el: &El<'_>| el.says("title").is_some_and(|title| bare(title).len() > bare(&name(*el)).len());
    links(dom).filter(|el| is_vague(el) && !is_completed(el)).map(|el| Hit::seeing(el, name(el))).collect()
}

fn address(dom: &Dom) -> Vec<Hit<'_>> {
    let is_mail =
        |el: &El<'_>| el.attr("href").is_some_and(|to| to.starts_with("mailto:") || to.starts_with("tel:"));
    links(dom)
        .filter(|el| !is_mail(el) && is_file_name(&name(*el)))
        .map(|el| Hit::seeing(el, name(el)))
        .collect()
}

/// Names without a letter or a figure: a full stop, an arrow.
fn punctuation(dom: &Dom) -> Vec<Hit<'_>> {
    let names = links(dom).map(|el| (el, name(el)));
    names
        .filter(|(_, name)| !name.is_empty() && !name.chars().any(char::is_alphanumeric))
        .map(|(el, name)| Hit::seeing(el, name))
        .collect()
}

fn same_name(dom: &Dom) -> Vec<Hit<'_>> {
    let mut known: BTreeMap<String, Vec<(El<'_>, &str)>> = BTreeMap::new();
    for el in links(dom) {
        let to = el.attr("href").unwrap_or("").trim();
        known.entry(bare(&name(el))).or_default().push((el, to));
    }
    let mut hits = Vec::new();
    for (name, all) in known.into_iter().filter(|(name, _)| !name.is_empty()) {
        let Some((_, first)) = all.first() else { continue };
        let place = |to: &str| to.trim_end_matches('/').to_owned();
        if let Some((el, _)) = all.iter().find(|(_, to)| place(to) != place(first)) {
            hits.push(Hit::seeing(*el, name));
        }
    }
    hits
}

/// What is read on the screen of a link.
fn visible(el: El<'_>) -> String {
    content(el, 0)
}

/// A title replaces the text for some readers: it must hold it.
fn title_lacks(dom: &Dom) -> Vec<Hit<'_>> {
    let titled = links(dom).filter_map(|el| Some((el, el.says("title")?)));
    titled
        .filter(|(el, title)| {
            let text = bare(&visible(*el));
            !text.is_empty() && !bare(title).contains(&text)
        })
        .map(|(el, title)| Hit::seeing(el, title))
        .collect()
}

fn title_adds_nothing(dom: &Dom) -> Vec<Hit<'_>> {
    let titled =
        dom.all().filter(|el| el.is(&["a", "button"])).filter_map(|el| Some((el, el.says("title")?)));
    titled
        .filter(|(el, title)| {
            let text = bare(&visible(*el));
            !text.is_empty() && bare(title) == text
        })
        .map(|(el, title)| Hit::seeing(el, title))
        .collect()
}

/// The name given by `aria-label` must hold the text that is seen: whoever speaks to the machine says what is seen.
fn label_lacks(dom: &Dom) -> Vec<Hit<'_>> {
    let labelled = links(dom).filter_map(|el| Some((el, el.says("aria-label")?)));
    labelled
        .filter(|(el, label)| {
            let text = bare(&visible(*el));
            text.chars().any(char::is_alphabetic) && !bare(label).contains(&text)
        })
        .map(|(el, label)| Hit::seeing(el, label))
        .collect()
}

fn opens_window(dom: &Dom) -> Vec<Hit<'_>> {
    const SAID: &[&str] = &[
        "nouvelle fenêtre",
        "nouvel onglet",
        "nouvelle page",
        "fenêtre modale",
        "new window",
        "new tab",
        "ouvre dans",
        "opens in",
        "autre fenêtre",
        "autre onglet",
    ];
    let is_new =
        |el: &El<'_>| el.attr("target").is_some_and(|to| !matches!(to, "" | "_self" | "_top" | "_parent"));
    let says = |el: &El<'_>| {
        let words = format!("{} {}", name(*el), el.attr("title").unwrap_or("")).to_lowercase();
        let described = el.attr("aria-describedby").unwrap_or("").split_whitespace();
        let more = described.filter_map(|id| dom.by_id(id)).map(El::text).collect::<String>().to_lowercase();
        SAID.iter().any(|said| words.contains(said) || more.contains(said))
    };
    links(dom).filter(|el| is_new(el) && !says(el)).map(Hit::of).collect()
}

/// A link to a file says its kind and its size (good practice 133 of Opquast, and the state's design system).
fn to_file(dom: &Dom) -> Vec<Hit<'_>> {
    const KINDS: &[&str] =
        &["pdf", "doc", "docx", "odt", "xls", "xlsx", "ods", "csv", "zip", "ppt", "pptx", "odp", "rtf"];
    let kind = |el: &El<'_>| {
        let path = el.attr("href")?.split(['?', '#']).next()?.to_ascii_lowercase();
        let ending = path.rsplit('/').next()?.rsplit_once('.')?.1.to_owned();
        KINDS.contains(&ending.as_str()).then_some(ending)
    };
    let tells = |el: &El<'_>, kind: &str| {
        let words = format!("{} {}", name(*el), el.attr("title").unwrap_or("")).to_lowercase();
        let sizes = ["ko", "mo", "go", "kb", "mb", "gb", "kio", "mio", "octets", "bytes"];
        let is_size = |word: &str| sizes.contains(&word.trim_matches(|c: char| !c.is_alphabetic()));
        words.contains(kind.trim_end_matches('x')) && words.split_whitespace().any(is_size)
    };
    let files = links(dom).filter_map(|el| Some((el, kind(&el)?)));
    files.filter(|(el, kind)| !tells(el, kind)).map(|(el, kind)| Hit::seeing(el, kind)).collect()
}

/// A link that leads nowhere is a button, or nothing.
fn pseudo(dom: &Dom) -> Vec<Hit<'_>> {
    let leads_nowhere = |el: &El<'_>| {
        let to = el.attr("href").unwrap_or("").trim().to_ascii_lowercase();
        to.starts_with("javascript:") || (to == "#" && (el.has("onclick") || el.has("data-toggle")))
    };
    let script_alone =
        shown(dom, &["a"]).filter(|el| !el.has("href") && el.has("onclick") && !el.has("role"));
    links(dom).filter(leads_nowhere).chain(script_alone).map(Hit::of).collect()
}
