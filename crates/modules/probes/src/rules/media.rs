use super::{failed, shown, to_review};
use crate::dom::{Dom, El};
use crate::finding::{Hit, Rule};

pub const RULES: &[Rule] = &[
    to_review("video-without-captions", "4.3.1", "4.3", captions),
    to_review("media-starts-by-itself", "4.10.1", "4.10", by_itself),
    failed("media-without-controls", "4.11.1", "4.11", controls),
    failed("marquee", "13.8.1", "13.8", marquee),
    failed("page-refreshes", "13.1.1", "13.1", refreshes),
];

fn captions(dom: &Dom) -> Vec<Hit<'_>> {
    let is_captioned = |el: &El<'_>| {
        el.inside().any(|one| {
            one.name() == "track" && matches!(one.attr("kind"), Some("captions" | "subtitles") | None)
        })
    };
    // Without sound there is nothing to caption.
    shown(dom, &["video"]).filter(|el| !el.has("muted") && !is_captioned(el)).map(Hit::of).collect()
}

fn by_itself(dom: &Dom) -> Vec<Hit<'_>> {
    shown(dom, &["audio", "video"]).filter(|el| el.has("autoplay") && !el.has("muted")).map(Hit::of).collect()
}

fn controls(dom: &Dom) -> Vec<Hit<'_>> {
    // Without controls of the browser, a page may have its own: only what plays by itself, for ever, has none for sure.
    let endless = |el: &El<'_>| el.has("autoplay") && el.has("loop") && !el.has("controls") && !el.has("id");
    let is_alone = |el: &El<'_>| {
        let around = el.ancestors().find(|one| one.is(&["main", "section", "article", "figure", "body"]));
        around.is_none_or(|one| !one.inside().any(|inner| inner.name() == "button"))
    };
    shown(dom, &["audio", "video"]).filter(|el| endless(el) && is_alone(el)).map(Hit::of).collect()
}

fn marquee(dom: &Dom) -> Vec<Hit<'_>> {
    shown(dom, &["marquee", "blink"]).map(Hit::of).collect()
}

fn refreshes(dom: &Dom) -> Vec<Hit<'_>> {
    let is_refresh =
        |el: &El<'_>| el.attr("http-equiv").is_some_and(|what| what.eq_ignore_ascii_case("refresh"));
    // At once, it is a redirection; after twenty hours, no limit.
    let delay = |el: &El<'_>| {
        let content = el.attr("content").unwrap_or("");
        let digits: String = content.trim().chars().take_while(char::is_ascii_digit).collect();
        digits.parse::<u64>().unwrap_or(0)
    };
    let metas = dom.named("meta").filter(is_refresh).filter(|el| (1..=72_000).contains(&delay(el)));
    metas.map(|el| Hit::seeing(el, el.attr("content").unwrap_or(""))).collect()
}
