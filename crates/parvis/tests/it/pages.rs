//! Every page there is, in both languages, is whole.

use crate::world::{between, sample, worlds};

#[test]
fn every_page_is_whole_in_both_languages() {
    let worlds = worlds();
    let client = worlds[0].start();
    let all = client.site_map();
    let (fr, en): (Vec<&String>, Vec<&String>) = all.iter().partition(|a| a.starts_with("/fr"));
    assert_eq!(fr.len(), en.len(), "a page in one language only");
    assert!(all.len() > 500, "{} pages only", all.len());
    let mut wrong = Vec::new();
    for path in &all {
        let html = client.text(path);
        wrong.extend(faults(path, &html).into_iter().map(|fault| format!("{path}: {fault}")));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

fn faults(path: &str, html: &str) -> Vec<String> {
    let (lang, other) = if path.starts_with("/fr") { ("fr", "en") } else { ("en", "fr") };
    let mut faults = Vec::new();
    let mut check = |is_right: bool, what: &str| {
        if !is_right {
            faults.push(what.to_owned());
        }
    };
    check(html.starts_with("<!doctype html>"), "no doctype");
    check(html.contains(&format!("<html lang=\"{lang}\">")), "not in its language");
    check(html.matches("<h1").count() == 1, "not one h1");
    check(html.matches("<main").count() == 1, "not one main");
    check(!html.contains('⟦'), "a message is missing");
    check(!html.contains("href=\"\""), "an empty link");
    check(!html.contains("<script"), "a script");
    check(!html.contains(" style=\""), "an inline style, which the policy refuses");
    check(between(html, "<title>", "</title>").first().is_some_and(|t| t.len() > 5), "no title");
    check(html.contains(&format!("hreflang=\"{other}\" href=\"/{other}")), "no way to the other language");
    let mut ids = between(html, " id=\"", "\"");
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    check(ids.len() == count, "the same id twice");
    faults
}

#[test]
fn the_other_language_and_every_link_of_a_page_answer() {
    let worlds = worlds();
    let client = worlds[0].start();
    let pages = sample(&client.site_map(), 3);
    let mut links: Vec<String> = Vec::new();
    for path in &pages {
        let html = client.text(path);
        links.extend(
            between(&html, "href=\"", "\"")
                .iter()
                .map(|href| href.replace("&#38;", "&").replace("&amp;", "&")),
        );
    }
    links.retain(|href| href.starts_with('/'));
    let mut links: Vec<&str> = links.iter().map(|href| href.split('#').next().unwrap_or("")).collect();
    links.sort_unstable();
    links.dedup();
    assert!(links.len() > 200, "{} links only", links.len());
    for href in links {
        let answer = client.get(href);
        assert!(matches!(answer.status, 200 | 307 | 308), "{href}: {}", answer.status);
    }
}

/// A page named in one language leads to the same page in the other, and back.
#[test]
fn languages_lead_to_each_other() {
    let worlds = worlds();
    let client = worlds[0].start();
    for path in sample(&client.site_map(), 2) {
        let (lang, other) = if path.starts_with("/fr") { ("fr", "en") } else { ("en", "fr") };
        let to = |html: &str, lang: &str| {
            let links = between(html, "<link rel=\"alternate\" hreflang=\"", ">");
            let own =
                links.into_iter().find(|link| link.starts_with(lang)).unwrap_or_else(|| panic!("{path}"));
            between(own, "href=\"", "\"")[0].to_owned()
        };
        let there = to(&client.text(&path), other);
        let back = to(&client.text(&there), lang);
        assert_eq!(back, path);
    }
}
