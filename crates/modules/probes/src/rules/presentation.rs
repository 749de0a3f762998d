use super::{failed, practice, shown, to_review};
use crate::dom::{Dom, El};
use crate::finding::{Hit, Rule};

pub const RULES: &[Rule] = &[
    failed("presentational-element", "10.1.1", "10.1", element),
    failed("presentational-attribute", "10.1.2", "10.1", attribute),
    to_review("letters-spaced-out", "10.1.3", "10.1", spaced),
    failed("zoom-forbidden", "10.4.2", "10.4", zoom),
    to_review("text-size-fixed-inline", "10.4.1", "10.4", fixed_size),
    to_review("text-justified", "10.4.1", "10.4", justified),
    to_review("focus-hidden-inline", "10.7.1", "10.7", focus_hidden),
    practice("text-in-capitals", capitals),
];

/// Elements that only say how things look (RGAA 4.1, test 10.1.1).
const ELEMENTS: &[&str] = &["basefont", "big", "center", "font", "strike", "tt", "blink", "marquee"];

fn element(dom: &Dom) -> Vec<Hit<'_>> {
    shown(dom, ELEMENTS)
        .filter(|el| !el.is(&["blink", "marquee"]))
        .map(|el| Hit::seeing(el, el.name()))
        .collect()
}

/// Attributes that only say how things look (test 10.1.2), and the elements where they say something else.
fn attribute(dom: &Dom) -> Vec<Hit<'_>> {
    const ANYWHERE: &[&str] = &[
        "align",
        "alink",
        "background",
        "bgcolor",
        "border",
        "cellpadding",
        "cellspacing",
        "hspace",
        "link",
        "text",
        "vlink",
        "vspace",
        "compact",
        "frameborder",
        "marginheight",
        "marginwidth",
        "noshade",
    ];
    let is_apart = |el: &El<'_>| el.within(&["svg", "math"]).is_none() && !el.is(&["svg", "math"]);
    let mut hits = Vec::new();
    for el in dom.all().filter(is_apart) {
        let named = el.attributes().iter().map(|(name, _)| name.as_str());
        let found = named.into_iter().find(|name| match *name {
            // A width in marks is asked for where browsers need it to make room.
            "width" | "height" => {
                !el.is(&["img", "video", "canvas", "iframe", "object", "embed", "svg", "source", "input"])
            }
            "size" => el.is(&["font", "hr", "basefont"]),
            "color" => el.is(&["font", "hr", "basefont"]),
            "type" => el.is(&["li", "ul"]),
            // React and others pass them to elements of their own.
            name => ANYWHERE.contains(&name) && !el.name().contains('-'),
        });
        hits.extend(found.map(|name| Hit::seeing(el, name)));
    }
    hits
}

/// "B O N J O U R": letters with spaces between are not a word any more.
fn spaced(dom: &Dom) -> Vec<Hit<'_>> {
    const LEAST: usize = 5;
    let is_spaced = |text: &str| {
        let mut run = 0;
        text.split(' ').any(|word| {
            let mut letters = word.chars();
            let is_letter = letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none();
            run = if is_letter { run + 1 } else { 0 };
            run >= LEAST
        })
    };
    let texts = shown(dom, &["p", "h1", "h2", "h3", "h4", "h5", "h6", "a", "button", "li", "strong", "span"]);
    let leaves = texts.filter(|el| el.children().next().is_none());
    leaves.filter(|el| is_spaced(&el.text())).map(|el| Hit::seeing(el, el.text())).collect()
}

fn zoom(dom: &Dom) -> Vec<Hit<'_>> {
    let views = dom
        .named("meta")
        .filter(|el| el.attr("name").is_some_and(|name| name.eq_ignore_ascii_case("viewport")));
    let forbids = |content: &str| {
        content.to_ascii_lowercase().split([',', ';']).any(|part| {
            let (name, value) = part.split_once('=').map_or(("", ""), |(n, v)| (n.trim(), v.trim()));
            match name {
                "user-scalable" => value == "no" || value == "0",
                "maximum-scale" => value.parse::<f64>().is_ok_and(|scale| scale < 2.0),
                _ => false,
            }
        })
    };
    let stated = views.filter_map(|el| Some((el, el.attr("content")?)));
    stated.filter(|(_, content)| forbids(content)).map(|(el, content)| Hit::seeing(el, content)).collect()
}

/// The declarations of an element's own style.
fn style(el: El<'_>) -> Vec<(String, String)> {
    let style = el.attr("style").unwrap_or("").to_ascii_lowercase();
    let declared = style.split(';').filter_map(|one| one.split_once(':'));
    declared.map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned())).collect()
}

fn styled<'d>(dom: &'d Dom, is: impl Fn(&str, &str) -> bool) -> Vec<Hit<'d>> {
    let mut hits = Vec::new();
    for el in dom.all().filter(|el| el.has("style") && !el.is_hidden()) {
        let found = style(el).into_iter().find(|(name, value)| is(name, value));
        hits.extend(found.map(|(name, value)| Hit::seeing(el, format!("{name}: {value}"))));
    }
    hits
}

fn fixed_size(dom: &Dom) -> Vec<Hit<'_>> {
    let is_fixed =
        |value: &str| ["px", "pt", "cm", "mm", "in", "pc"].iter().any(|unit| value.ends_with(unit));
    styled(dom, |name, value| name == "font-size" && is_fixed(value))
}

fn justified(dom: &Dom) -> Vec<Hit<'_>> {
    styled(dom, |name, value| name == "text-align" && value.starts_with("justify"))
}

fn focus_hidden(dom: &Dom) -> Vec<Hit<'_>> {
    let is_none = |value: &str| matches!(value, "none" | "0" | "0px") || value.starts_with("none ");
    let all = styled(dom, |name, value| name == "outline" && is_none(value));
    all.into_iter()
        .filter(|hit| {
            hit.el.is_some_and(|el| {
                el.is(&["a", "button", "input", "select", "textarea", "summary"]) || el.has("tabindex")
            })
        })
        .collect()
}

/// Whole sentences in capitals are spelled out by some readers, and slow to read for all.
fn capitals(dom: &Dom) -> Vec<Hit<'_>> {
    const LEAST: usize = 25;
    let is_loud = |text: &str| {
        let letters = text.chars().filter(|c| c.is_alphabetic());
        let (upper, all) = letters.fold((0, 0), |(u, n), c| (u + usize::from(c.is_uppercase()), n + 1));
        all >= LEAST && upper * 10 >= all * 9 && text.split_whitespace().count() >= 4
    };
    let texts =
        shown(dom, &["p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "a", "button", "label", "legend"]);
    texts.filter(|el| is_loud(&el.text())).map(|el| Hit::seeing(el, el.text())).collect()
}
