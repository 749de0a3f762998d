//! Which links of a procedure are followed, and in which order: those of its own origin that only show something.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use url::Url;

use crate::dom::{Dom, El};
use crate::facts::{self, Facts, is_around};
use crate::finding::{Finding, Verdict};
use crate::name::name;
use crate::words::{fold, tidy};

/// Links of one page that are looked at.
const MOST_LINKS: usize = 2_000;
/// Addresses that wait at most.
const MOST_WAITING: usize = 10_000;
/// Pages of one path that differ by their query: a calendar or a search has no end.
const MOST_VARIANTS: usize = 3;

/// A link of a page.
#[derive(Debug, Clone)]
pub struct Link<'d> {
    pub url: Url,
    pub el: El<'d>,
}

/// The links of a page to the web, in its order, main content before what is around it; without their fragments, each
/// address once.
pub fn links<'d>(dom: &'d Dom, page: &Url) -> Vec<Link<'d>> {
    let stated = dom.named("base").find_map(|el| page.join(el.says("href")?).ok());
    let base = stated.as_ref().unwrap_or(page);
    let shown = dom.named("a").filter(|el| !el.is_hidden()).take(MOST_LINKS);
    let mut known = BTreeSet::new();
    let all: Vec<Link<'d>> = shown
        .filter_map(|el| {
            let mut url = base.join(el.says("href").filter(|href| !href.starts_with('#'))?).ok()?;
            url.set_fragment(None);
            let is_web = matches!(url.scheme(), "http" | "https") && url.host().is_some();
            (is_web && url.username().is_empty() && known.insert(url.clone())).then_some(Link { url, el })
        })
        .collect();
    let (around, own): (Vec<_>, Vec<_>) = all.into_iter().partition(|link| is_around(link.el));
    own.into_iter().chain(around).collect()
}

/// Whether following a link may do something, by what it is called and where it leads: it is then never asked for.
pub fn acts(link: &Link<'_>) -> bool {
    const TEXTS: &[&str] = &[
        "deconnexion",
        "deconnecter",
        "se deconnecter",
        "supprimer",
        "effacer",
        "annuler",
        "resilier",
        "desabonner",
        "desinscrire",
        "retirer",
        "payer",
        "valider",
        "envoyer",
        "confirmer",
        "log out",
        "logout",
        "sign out",
        "delete",
        "remove",
        "cancel",
        "unsubscribe",
        "pay ",
        "confirm",
    ];
    const PARTS: &[&str] = &[
        "logout",
        "signout",
        "sign-out",
        "log-out",
        "deconnexion",
        "logoff",
        "delete",
        "supprimer",
        "suppression",
        "remove",
        "unsubscribe",
        "desabonnement",
        "desinscription",
        "annuler",
        "annulation",
        "cancel",
        "authorize",
        "oauth",
        "oauth2",
        "saml",
        "sso",
        "add-to-cart",
        "payment",
        "paiement",
    ];
    const NAMES: &[&str] = &[
        "action", "do", "delete", "remove", "logout", "token", "confirm", "cancel", "op", "cmd", "vote",
        "add",
    ];
    let text = fold(&tidy(&name(link.el)));
    let path = fold(link.url.path());
    let by_text = text.len() < 60 && TEXTS.iter().any(|one| text.starts_with(one));
    // `annuler-ma-demande` acts as `annuler` does.
    let begins = |part: &str, word: &str| {
        part.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    };
    let by_path = path.split(['/', '.', '_']).any(|part| PARTS.iter().any(|word| begins(part, word)));
    let by_query = link.url.query_pairs().any(|(name, _)| NAMES.contains(&fold(&name).as_str()));
    by_text
        || by_path
        || by_query
        || link.el.says("data-method").is_some_and(|method| !method.eq_ignore_ascii_case("get"))
}

/// Whether an address is that of a file rather than of a page, by its ending.
fn is_file(url: &Url) -> bool {
    const PAGES: &[&str] =
        &["html", "htm", "xhtml", "php", "asp", "aspx", "jsp", "jsf", "do", "action", "cgi", "xsp", "faces"];
    let last = url.path().rsplit('/').next().unwrap_or("");
    let Some((name, ending)) = last.rsplit_once('.') else { return false };
    let is_ending = (1..=5).contains(&ending.len()) && ending.bytes().all(|b| b.is_ascii_alphanumeric());
    !name.is_empty()
        && is_ending
        && !PAGES.contains(&ending.to_ascii_lowercase().as_str())
        && ending.bytes().any(|b| b.is_ascii_alphabetic())
}

/// The pages of a journey that wait to be visited.
#[derive(Debug)]
pub struct Frontier {
    origin: url::Origin,
    known: BTreeSet<Url>,
    variants: BTreeMap<String, usize>,
    waiting: VecDeque<Url>,
}

impl Frontier {
    /// Within the origin of an address, which is already visited.
    pub fn new(start: &Url) -> Self {
        let mut frontier = Self {
            origin: start.origin(),
            known: BTreeSet::new(),
            variants: BTreeMap::new(),
            waiting: VecDeque::new(),
        };
        frontier.note(start);
        frontier
    }

    /// Remembers an address as visited, whatever it is; false when it was known.
    pub fn note(&mut self, url: &Url) -> bool {
        self.known.insert(bare(url))
    }

    /// The links of a page, after those that wait.
    pub fn add(&mut self, dom: &Dom, page: &Url) {
        for link in links(dom, page) {
            if !acts(&link) && link.el.attr("download").is_none() {
                self.push(&link.url);
            }
        }
    }

    /// The pages that a report should always hold, before all others.
    pub fn add_doors(&mut self, facts: &Facts, page: &Url) {
        for to in facts::doors(facts).into_iter().rev() {
            let Ok(mut url) = page.join(to) else { continue };
            url.set_fragment(None);
            if self.is_within(&url) && self.note(&url) {
                self.waiting.push_front(url);
            }
        }
    }

    fn is_within(&self, url: &Url) -> bool {
        url.origin() == self.origin && url.username().is_empty() && !is_file(url)
    }

    fn push(&mut self, url: &Url) {
        let url = bare(url);
        if !self.is_within(&url) || self.waiting.len() >= MOST_WAITING || self.known.contains(&url) {
            return;
        }
        if url.query().is_some() {
            let many = self.variants.entry(url.path().to_owned()).or_default();
            *many += 1;
            if *many > MOST_VARIANTS {
                return;
            }
        }
        self.known.insert(url.clone());
        self.waiting.push_back(url);
    }

    /// The next page.
    pub fn pop(&mut self) -> Option<Url> {
        self.waiting.pop_front()
    }

    /// How many wait.
    pub fn waiting(&self) -> usize {
        self.waiting.len()
    }
}

/// An address without what changes how the same page is counted, sorted or named: campaigns, sessions, orders.
fn bare(url: &Url) -> Url {
    const NAMES: &[&str] = &[
        "xtor",
        "fbclid",
        "gclid",
        "mc_cid",
        "at_medium",
        "at_campaign",
        "sort",
        "order",
        "tri",
        "print",
        "jsessionid",
        "phpsessid",
        "sid",
        "from",
        "ref",
    ];
    let mut bare = url.clone();
    bare.set_fragment(None);
    let kept: Vec<(String, String)> = url
        .query_pairs()
        .filter(|(name, _)| !name.starts_with("utm_") && !NAMES.contains(&name.to_ascii_lowercase().as_str()))
        .map(|(name, value)| (name.into_owned(), value.into_owned()))
        .collect();
    match (kept.is_empty(), kept.len() == url.query_pairs().count()) {
        (true, _) => bare.set_query(None),
        (false, true) => {}
        (false, false) => {
            bare.query_pairs_mut().clear().extend_pairs(kept);
        }
    }
    bare
}

/// Where a link is, for findings on it.
pub fn place(link: &Link<'_>) -> Finding {
    Finding {
        selector: Some(link.el.selector()),
        line: Some(link.el.line()),
        excerpt: Some(link.el.excerpt()),
        ..Finding::of_page("link-broken", Verdict::ToReview, "")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dom::parse;
    use proptest::prelude::*;

    fn order(html: &str) -> Vec<String> {
        let start: Url = "https://a.example/d/".parse().unwrap();
        let dom = parse(html);
        let mut frontier = Frontier::new(&start);
        frontier.add_doors(&facts::read(&dom), &start);
        frontier.add(&dom, &start);
        std::iter::from_fn(|| frontier.pop()).map(|url| url[url::Position::BeforePath..].to_owned()).collect()
    }

    #[test]
    fn a_journey_is_followed_from_its_content_outwards() {
        let page = "<nav><a href=/menu>Menu</a></nav><main><a href=etape-2>Commencer</a><a href=/c#x>C</a><a href=/c>C</a></main>
            <footer><a href=/pied>Pied</a><a href=/acc>Accessibilité : non conforme</a><a href=/ml>Mentions légales</a></footer>";
        assert_eq!(order(page), ["/acc", "/ml", "/d/etape-2", "/c", "/menu", "/pied"]);
    }

    #[test]
    fn what_acts_leaves_or_is_a_file_is_not_followed() {
        for link in [
            "<a href=/logout>X</a>",
            "<a href=/session/deconnexion.php>X</a>",
            "<a href=/x>Supprimer mon dossier</a>",
            "<a href=/dossier/annuler-ma-demande>X</a>",
            "<a href='/x?action=delete'>X</a>",
            "<a href=/x data-method=delete>X</a>",
            "<a href=/x download>X</a>",
            "<a href=/notice.pdf>X</a>",
            "<a href=/a.JPG>X</a>",
            "<a href=https://b.example/>X</a>",
            "<a href=http://a.example/x>X</a>",
            "<a href=https://a.example:8443/x>X</a>",
            "<a href=https://u:p@a.example/x>X</a>",
            "<a href=mailto:a@b.example>X</a>",
            "<a href=javascript:x()>X</a>",
            "<a href=#x>X</a>",
            "<a href=/d/>X</a>",
            "<a href='/d/?utm_source=x#y'>X</a>",
            "<a href=/x hidden>X</a>",
        ] {
            assert_eq!(order(link), Vec::<String>::new(), "{link}");
        }
        assert_eq!(order("<a href=/v1.2>X</a><a href=/a.html>Y</a>"), ["/v1.2", "/a.html"]);
    }

    #[test]
    fn pages_without_end_are_few() {
        let calendar: String =
            (0..1000).map(|day| format!("<a href='/agenda?jour={day}'>{day}</a>")).collect();
        assert_eq!(order(&calendar).len(), MOST_VARIANTS);
    }

    proptest! {
        #[test]
        fn no_link_leads_out_of_the_origin(href in "[a-z0-9:/?#@.&=% -]{0,60}") {
            let start: Url = "https://a.example/d/".parse().unwrap();
            let html = format!("<a href='{href}'>x</a>");
            let dom = parse(&html);
            let mut frontier = Frontier::new(&start);
            frontier.add(&dom, &start);
            while let Some(url) = frontier.pop() {
                prop_assert_eq!(url.origin(), start.origin());
                prop_assert!(url.fragment().is_none());
            }
        }
    }
}
