use super::{failed, is_file_name, shown, to_review};
use crate::dom::{Dom, El};
use crate::finding::{Hit, Rule};
use crate::name::{bare, by_aria, name};

pub const RULES: &[Rule] = &[
    failed("image-without-alternative", "1.1.1", "1.1", image_without),
    failed("area-without-alternative", "1.1.2", "1.1", area_without),
    failed("image-button-without-alternative", "1.1.3", "1.1", button_without),
    failed("svg-image-without-name", "1.1.5", "1.1", svg_without),
    failed("object-image-without-name", "1.1.6", "1.1", object_without),
    failed("decoration-with-title", "1.2.1", "1.2", decoration_titled),
    failed("decoration-named-by-aria", "1.2.1", "1.2", decoration_named),
    failed("alternative-is-file-name", "1.3.1", "1.3", file_name),
    to_review("alternative-says-image", "1.3.1", "1.3", says_image),
    to_review("alternative-is-caption", "1.3.1", "1.3", is_caption),
    to_review("alternative-is-long", "1.3.9", "1.3", is_long),
    to_review("figure-without-role", "1.9.1", "1.9", figure),
];

/// A picture that says nothing to anybody by its role.
fn is_decoration(el: El<'_>) -> bool {
    matches!(el.attr("role"), Some("presentation" | "none"))
}

fn image_without(dom: &Dom) -> Vec<Hit<'_>> {
    let without = |el: &El<'_>| !el.has("alt") && name(*el).is_empty() && !is_decoration(*el);
    let images = shown(dom, &["img"]).filter(without);
    let by_role = dom.all().filter(|el| {
        el.attr("role") == Some("img") && !el.is(&["img", "svg", "object", "embed"]) && name(*el).is_empty()
    });
    images.chain(by_role.filter(|el| !el.is_hidden())).map(Hit::of).collect()
}

fn area_without(dom: &Dom) -> Vec<Hit<'_>> {
    shown(dom, &["area"]).filter(|el| el.has("href") && name(*el).is_empty()).map(Hit::of).collect()
}

fn button_without(dom: &Dom) -> Vec<Hit<'_>> {
    let is_image = |el: &El<'_>| el.attr("type").is_some_and(|kind| kind.eq_ignore_ascii_case("image"));
    shown(dom, &["input"]).filter(|el| is_image(el) && name(*el).is_empty()).map(Hit::of).collect()
}

fn svg_without(dom: &Dom) -> Vec<Hit<'_>> {
    shown(dom, &["svg"])
        .filter(|el| el.attr("role") == Some("img") && name(*el).is_empty())
        .map(Hit::of)
        .collect()
}

fn object_without(dom: &Dom) -> Vec<Hit<'_>> {
    let is_image = |el: &El<'_>| el.attr("type").is_some_and(|kind| kind.starts_with("image/"));
    let nameless = |el: &El<'_>| name(*el).is_empty() && el.attr("role") != Some("presentation");
    // An object may be followed by what stands for it.
    let objects = shown(dom, &["object", "embed"]).filter(|el| is_image(el) && nameless(el));
    objects.filter(|el| el.next().is_none_or(|next| !next.is(&["a", "button"]))).map(Hit::of).collect()
}

fn decoration_titled(dom: &Dom) -> Vec<Hit<'_>> {
    let titled = shown(dom, &["img"]).filter(|el| el.attr("alt").is_some_and(|alt| alt.trim().is_empty()));
    titled.filter_map(|el| Some(Hit::seeing(el, el.says("title")?))).collect()
}

fn decoration_named(dom: &Dom) -> Vec<Hit<'_>> {
    let named = shown(dom, &["img"]).filter(|el| el.attr("alt").is_some_and(|alt| alt.trim().is_empty()));
    named.filter_map(|el| Some(Hit::seeing(el, el.says("aria-label")?))).collect()
}

/// Pictures with an alternative, and that alternative.
fn alternatives(dom: &Dom) -> impl Iterator<Item = (El<'_>, &str)> {
    let with = shown(dom, &["img", "area"]).filter_map(|el| Some((el, el.says("alt")?)));
    with.filter(|(el, _)| !is_decoration(*el))
}

fn file_name(dom: &Dom) -> Vec<Hit<'_>> {
    let is_source = |el: El<'_>, alt: &str| {
        let source = el.attr("src").unwrap_or("").rsplit('/').next().unwrap_or("");
        let stem =
            source.split(['?', '#']).next().unwrap_or("").rsplit_once('.').map_or("", |(stem, _)| stem);
        // A stem of one plain word may be the right word too.
        stem.contains(['-', '_']) && stem.eq_ignore_ascii_case(alt.trim())
    };
    alternatives(dom)
        .filter(|(el, alt)| is_file_name(alt) || is_source(*el, alt))
        .map(|(el, alt)| Hit::seeing(el, alt))
        .collect()
}

fn says_image(dom: &Dom) -> Vec<Hit<'_>> {
    const EMPTY: &[&str] = &[
        "image",
        "photo",
        "photographie",
        "illustration",
        "picture",
        "logo",
        "icone",
        "icône",
        "icon",
        "visuel",
        "graphique",
        "alt",
        "img",
        "bannière",
        "banner",
        "vignette",
        "thumbnail",
        "spacer",
        "image1",
        "untitled",
        "sans titre",
    ];
    const BEGINNINGS: &[&str] = &[
        "image de ",
        "image d'",
        "image d’",
        "photo de ",
        "photo d'",
        "photo d’",
        "image of ",
        "picture of ",
        "photo of ",
        "logo de ",
        "icône de ",
    ];
    let is_empty = |alt: &str| {
        let bare = bare(alt);
        let low = alt.to_lowercase();
        EMPTY.contains(&bare.as_str())
            || BEGINNINGS.iter().filter(|b| !b.starts_with("logo")).any(|b| low.starts_with(b))
    };
    alternatives(dom).filter(|(_, alt)| is_empty(alt)).map(|(el, alt)| Hit::seeing(el, alt)).collect()
}

fn is_caption(dom: &Dom) -> Vec<Hit<'_>> {
    let caption = |el: El<'_>| {
        let figure = el.within(&["figure"])?;
        figure.inside().find(|one| one.name() == "figcaption").map(El::text)
    };
    alternatives(dom)
        .filter(|(el, alt)| caption(*el).is_some_and(|text| bare(&text) == bare(alt)))
        .map(|(el, alt)| Hit::seeing(el, alt))
        .collect()
}

fn is_long(dom: &Dom) -> Vec<Hit<'_>> {
    const MOST: usize = 150;
    alternatives(dom)
        .filter(|(_, alt)| alt.chars().count() > MOST)
        .map(|(el, alt)| Hit::seeing(el, alt))
        .collect()
}

/// RGAA 4.1 asks for a role and a name on the figure of a picture with a caption.
fn figure(dom: &Dom) -> Vec<Hit<'_>> {
    let captioned = |el: &El<'_>| {
        let has = |name| el.inside().any(|one| one.name() == name);
        has("figcaption") && (has("img") || has("svg"))
    };
    let is_tied =
        |el: &El<'_>| matches!(el.attr("role"), Some("figure" | "group")) && !by_aria(*el).is_empty();
    shown(dom, &["figure"]).filter(|el| captioned(el) && !is_tied(el)).map(Hit::of).collect()
}
