//! One list of what the source, the page as its scripts left it, axe-core and our own looks say.

use std::collections::HashSet;

use crate::dom::parse;
use crate::finding::Finding;
use crate::rules;

/// Rules on what only the source shows: what its marks were before a browser mended them.
const OF_SOURCE: &[&str] = &["marks-not-valid", "page-without-doctype", "page-with-wrong-doctype"];

/// Findings on a page: those of the source that the page as people meet it still has, with their lines; those it has
/// since; and those of the browser that say nothing again.
pub fn merge(source: Vec<Finding>, rendered: Option<&str>, seen: Vec<Finding>) -> Vec<Finding> {
    let mut all = match rendered {
        Some(html) => settled(source, rules::read(&parse(html))),
        None => source,
    };
    let known: HashSet<(String, String)> = all.iter().filter_map(place).collect();
    all.extend(seen.into_iter().filter(|one| place(one).is_none_or(|place| !known.contains(&place))));
    all
}

/// The criterion and the element that a finding is about.
fn place(one: &Finding) -> Option<(String, String)> {
    Some((one.criterion.as_deref()?.to_owned(), one.selector.clone()?))
}

fn settled(source: Vec<Finding>, rendered: Vec<Finding>) -> Vec<Finding> {
    let ours: HashSet<&str> = rules::all().map(|rule| rule.id).collect();
    let is_of_dom = |one: &Finding| ours.contains(&*one.rule) && !OF_SOURCE.contains(&&*one.rule);
    let (mut before, mut all): (Vec<_>, Vec<_>) = source.into_iter().partition(is_of_dom);
    for mut one in rendered.into_iter().filter(is_of_dom) {
        let same = |other: &Finding| other.rule == one.rule && other.selector == one.selector;
        let alike = |other: &Finding| other.rule == one.rule && other.excerpt == one.excerpt;
        let found = before.iter().position(same).or_else(|| before.iter().position(alike));
        // A line of the page as it became is a line of nothing that anybody has.
        one.line = found.and_then(|at| before.swap_remove(at).line);
        all.push(one);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(body: &str) -> String {
        format!(
            "<!DOCTYPE html><html lang=fr><title>Une page d'essai</title><body><main><h1>Titre</h1>\n{body}</main>"
        )
    }

    fn found(html: &str) -> Vec<Finding> {
        rules::read(&parse(html))
    }

    #[test]
    fn what_scripts_mend_is_not_held_against_a_page_and_what_they_break_is() {
        let before = page("<p><img src=a.png></p><p>x</p>");
        let after = page("<p><img src=a.png alt=\"Carte\"></p><p><a href=/x></a></p>");
        let merged = merge(found(&before), Some(&after), Vec::new());
        assert!(!merged.iter().any(|one| one.rule == "image-without-alternative"), "{merged:#?}");
        let link = merged.iter().find(|one| one.rule == "link-without-name").unwrap();
        assert_eq!(link.line, None);
    }

    #[test]
    fn what_stays_keeps_its_line_even_when_it_moved() {
        let before = page("<p><img src=a.png></p>");
        let after = page("<p>New</p><p><img src=a.png></p>");
        let merged = merge(found(&before), Some(&after), Vec::new());
        let image = merged.iter().find(|one| one.rule == "image-without-alternative").unwrap();
        assert_eq!(
            (image.line, image.selector.as_deref()),
            (Some(2), Some("body > main > p:nth-of-type(2) > img"))
        );
    }

    #[test]
    fn the_same_is_said_once() {
        let html = page("<p><img src=a.png></p>");
        let own = found(&html);
        let image = own.iter().find(|one| one.rule == "image-without-alternative").unwrap();
        let axe = Finding { rule: "axe-image-alt".into(), ..image.clone() };
        let elsewhere = Finding { selector: Some("#other".to_owned()), ..axe.clone() };
        let merged = merge(own.clone(), Some(&html), vec![axe, elsewhere]);
        assert_eq!(merged.len(), own.len() + 1);
    }
}
