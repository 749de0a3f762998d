use super::{failed, is_file_name, shown, to_review};
use crate::dom::{Dom, El};
use crate::finding::{Hit, Rule};
use crate::name::bare;

pub const RULES: &[Rule] = &[
    failed("frame-without-title", "2.1.1", "2.1", without),
    to_review("frame-with-vague-title", "2.2.1", "2.2", vague),
];

fn frames(dom: &Dom) -> impl Iterator<Item = El<'_>> {
    shown(dom, &["iframe", "frame"]).filter(|el| !matches!(el.attr("role"), Some("presentation" | "none")))
}

fn without(dom: &Dom) -> Vec<Hit<'_>> {
    frames(dom).filter(|el| el.says("title").is_none()).map(Hit::of).collect()
}

fn vague(dom: &Dom) -> Vec<Hit<'_>> {
    const VAGUE: &[&str] =
        &["iframe", "frame", "cadre", "contenu", "content", "titre", "title", "untitled", "sans titre"];
    let titled = frames(dom).filter_map(|el| Some((el, el.says("title")?)));
    let is_vague = |title: &str| VAGUE.contains(&bare(title).as_str()) || is_file_name(title);
    titled.filter(|(_, title)| is_vague(title)).map(|(el, title)| Hit::seeing(el, title)).collect()
}
