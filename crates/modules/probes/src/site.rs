//! A procedure from its first page: what its site says to machines and to those who need help, its journey page after
//! page, its links. One request at a time to a host, a pause between two.

mod judge;

use parvis_kernel::Clock;
use parvis_outbound::Visitor;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;
use url::Url;

use crate::broken::{self, Dead};
use crate::eyes::Eyes;
use crate::facts::Stated;
use crate::finding::{Finding, MOST_OF_A_RULE};
use crate::journey::{self, Frontier, acts, links};
use crate::page::{self, Read};
use crate::report::PageReport;
use crate::robots::{self, Robots};
use crate::security_txt::{self, SecurityTxt};

/// The name that `robots.txt` knows us by.
pub const TOKEN: &str = "Parvis-Probe";

/// What is asked of a walk.
#[derive(Debug, Clone, Copy)]
pub struct Walk {
    /// Pages read at most, the first one included.
    pub pages: usize,
    /// Links asked for at most.
    pub links: usize,
    /// Left between two requests to one host, unless the site asks for more.
    pub pause: Duration,
}

impl Default for Walk {
    fn default() -> Self {
        Self { pages: 1, links: 20, pause: Duration::from_millis(300) }
    }
}

/// What was learnt of a site beside its pages.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct SiteReport {
    /// `https://www.exemple.fr`.
    pub origin: String,
    pub robots: RobotsReport,
    pub security_txt: Option<SecurityTxtReport>,
    /// The accessibility statement: on the first page, or where its mention leads.
    pub statement: Option<StatementReport>,
    /// Links that were asked for.
    pub links_checked: usize,
    /// Pages of the journey that were found and not read.
    pub pages_left: usize,
}

/// What a site asks of machines.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RobotsReport {
    /// There is such a file, and it was read.
    pub is_there: bool,
    /// Milliseconds that it asks for between two requests, as they were kept to.
    pub delay: Option<u64>,
    /// Pages that were not read because it asks so.
    pub forbidden: usize,
}

/// Whom to tell of a weakness.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SecurityTxtReport {
    pub contacts: Vec<String>,
    pub expires: Option<String>,
}

/// The accessibility statement of a site.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct StatementReport {
    pub url: String,
    /// It is a document, which only a person can read.
    pub is_file: bool,
    /// None when no statement was read there.
    pub says: Option<Stated>,
}

/// What a walk has come to.
pub enum Step<'s> {
    /// A page is about to be read: its number from 1, and how many at most.
    Page(usize, usize, &'s Url),
    /// So many links are about to be asked for.
    Links(usize),
}

/// Reads a procedure from its first page; nothing is told of the site when that page is not read. That page is read whatever `robots.txt` says, since a person asked for it;
/// others are not.
pub async fn walk(
    eyes: &Eyes,
    start: &Url,
    walk: Walk,
    clock: &dyn Clock,
    told: &mut dyn FnMut(Step<'_>),
) -> (Vec<PageReport>, Option<SiteReport>) {
    told(Step::Page(1, walk.pages, start));
    let visitor = &eyes.visitor;
    let first = eyes.read(start, clock.now()).await;
    let mut site = SiteReport { origin: first.url.origin().ascii_serialization(), ..SiteReport::default() };
    if first.report.missed.is_some() || first.dom.is_none() {
        return (vec![first.report], None);
    }
    tokio::time::sleep(walk.pause).await;
    let (robots, is_there) = read_robots(visitor, &first.url).await;
    let pause = robots.delay.unwrap_or_default().max(walk.pause);
    let delay = robots.delay.map(|delay| u64::try_from(delay.as_millis()).unwrap_or(u64::MAX));
    site.robots = RobotsReport { is_there, delay, forbidden: 0 };
    tokio::time::sleep(pause).await;
    let security = read_security(visitor, &first.url).await;
    site.security_txt = security.as_ref().map(|one| SecurityTxtReport {
        contacts: one.contacts.clone(),
        expires: one.expires.map(|at| at.to_string()),
    });
    let is_forbidden = !robots.allows(path(&first.url));
    let mut frontier = Frontier::new(&first.url);
    if let (Some(facts), Some(dom)) = (&first.report.facts, &first.dom) {
        frontier.add_doors(facts, &first.url);
        frontier.add(dom, &first.url);
    }
    let mut pages = vec![Page::of(first)];
    let dead =
        follow(eyes, &robots, (walk, pause), clock, told, (&mut frontier, &mut pages, &mut site)).await;
    statement(visitor, &robots, pause, clock, (&mut pages, &mut site)).await;
    check_links(visitor, &robots, (walk, pause), told, (&mut pages, &mut site), dead).await;
    let findings = judge::findings(&pages[0].report, &site, security.as_ref(), is_forbidden, clock.now());
    pages[0].report.findings.extend(findings);
    let reports: Vec<&PageReport> = pages.iter().map(|page| &page.report).collect();
    let contradiction = judge::contradiction(&site, &reports);
    pages[0].report.findings.extend(contradiction);
    (pages.into_iter().map(|page| page.report).collect(), Some(site))
}

/// What is kept of a page: its tree is not, a journey would hold them all.
struct Page {
    report: PageReport,
    url: Url,
    /// Its links that only show something, each with what a finding on it would say of where it is.
    links: Vec<(Url, Finding)>,
}

/// Links of one page that are kept to be asked for.
const LINKS_OF_A_PAGE: usize = 300;

impl Page {
    fn of(read: Read) -> Self {
        let links = read.dom.iter().flat_map(|dom| links(dom, &read.url));
        let shown = links.filter(|link| !acts(link)).take(LINKS_OF_A_PAGE);
        let links = shown.map(|link| (link.url.clone(), journey::place(&link))).collect();
        Self { report: read.report, url: read.url, links }
    }
}

/// What is filled as a walk goes.
type Found<'f> = (&'f mut Vec<Page>, &'f mut SiteReport);

/// The path and query of an address, as `robots.txt` names them.
fn path(url: &Url) -> &str {
    &url[url::Position::BeforePath..url::Position::AfterQuery]
}

async fn read_robots(visitor: &Visitor, page: &Url) -> (Robots, bool) {
    let Ok(url) = page.join("/robots.txt") else { return (Robots::open(), false) };
    let visit = visitor.within(Duration::from_secs(10), robots::MOST_BYTES).get(&url).await;
    let status = visit.last().and_then(|hop| hop.status);
    match status {
        Some(status) if status.is_success() => (Robots::read(&visit.body, TOKEN), true),
        Some(status) if status.is_server_error() => (Robots::closed(), false),
        Some(_) => (Robots::open(), false),
        None => (Robots::closed(), false),
    }
}

async fn read_security(visitor: &Visitor, page: &Url) -> Option<SecurityTxt> {
    let url = page.join("/.well-known/security.txt").ok()?;
    let visit = visitor.within(Duration::from_secs(10), security_txt::MOST_BYTES).get(&url).await;
    visit.is_success().then(|| security_txt::read(&visit.body)).flatten()
}

/// The journey's own pages, the nearest first; and its addresses at which there is none.
async fn follow(
    eyes: &Eyes,
    robots: &Robots,
    (walk, pause): (Walk, Duration),
    clock: &dyn Clock,
    told: &mut dyn FnMut(Step<'_>),
    (frontier, pages, site): (&mut Frontier, &mut Vec<Page>, &mut SiteReport),
) -> BTreeMap<Url, Dead> {
    let mut dead = BTreeMap::new();
    let origin = pages[0].url.origin();
    // Addresses that lead out or to the same page are tries too: a site of nothing else must end.
    let mut tries = 2 * walk.pages;
    while pages.len() < walk.pages
        && tries > 0
        && let Some(url) = frontier.pop()
    {
        if !robots.allows(path(&url)) {
            site.robots.forbidden += 1;
            continue;
        }
        tries -= 1;
        tokio::time::sleep(pause).await;
        told(Step::Page(pages.len() + 1, walk.pages, &url));
        let read = eyes.read(&url, clock.now()).await;
        // Two links may lead to one page, and a page may lead out.
        let is_new = read.url == url || frontier.note(&read.url);
        if let Some(why) = broken::gone(read.report.status).filter(|_| read.report.missed.is_none()) {
            // No page: those that link to it are told.
            dead.insert(url, why);
        } else if is_new && read.url.origin() == origin {
            if let Some(dom) = &read.dom {
                frontier.add(dom, &read.url);
            }
            pages.push(Page::of(read));
        } else if read.url.origin() != origin || read.report.missed.is_some() {
            // What the journey leads to elsewhere is not its own.
            site.pages_left += 1;
        }
    }
    site.pages_left += frontier.waiting();
    dead
}

/// Finds the statement: on a page that was read, else where the first page's mention leads.
async fn statement(
    visitor: &Visitor,
    robots: &Robots,
    pause: Duration,
    clock: &dyn Clock,
    (pages, site): Found<'_>,
) {
    let stated = |report: &PageReport| report.facts.as_ref().and_then(|facts| facts.statement.clone());
    let found = |read: &Page| {
        let says = stated(&read.report)?;
        Some(StatementReport { url: read.url.to_string(), is_file: false, says: Some(says) })
    };
    site.statement = pages.iter().find_map(found);
    if site.statement.is_some() {
        return;
    }
    let mention = pages[0].report.facts.as_ref().and_then(|facts| facts.accessibility.clone());
    let Some((href, is_file)) = mention.and_then(|mention| Some((mention.href?, mention.is_file))) else {
        return;
    };
    let Ok(mut url) = pages[0].url.join(&href) else { return };
    url.set_fragment(None);
    let is_asked_not_to = url.origin() == pages[0].url.origin() && !robots.allows(path(&url));
    let is_read = pages.iter().any(|read| read.url == url);
    let mut report = StatementReport { url: url.to_string(), is_file, says: None };
    if !is_file && !is_asked_not_to && !is_read && matches!(url.scheme(), "http" | "https") {
        tokio::time::sleep(pause).await;
        let read = page::read(visitor, &url, clock.now()).await;
        report.says = stated(&read.report);
        // What its own rules say of it is said of the first page, since it is no page of the report.
        let own = read.report.findings.into_iter().filter(|one| one.rule.starts_with("statement-"));
        let about =
            own.map(|one| Finding { seen: format!("{} {}", read.url, one.seen).trim().to_owned(), ..one });
        pages[0].report.findings.extend(about);
    }
    site.statement = Some(report);
}

/// Asks for links of the pages, those of the first page first, that were not read.
async fn check_links(
    visitor: &Visitor,
    robots: &Robots,
    (walk, pause): (Walk, Duration),
    told: &mut dyn FnMut(Step<'_>),
    (pages, site): Found<'_>,
    mut dead: BTreeMap<Url, Dead>,
) {
    let mut known: BTreeSet<Url> =
        pages.iter().map(|read| read.url.clone()).chain(dead.keys().cloned()).collect();
    let origin = pages[0].url.origin();
    let mut urls = Vec::new();
    for read in pages.iter() {
        for (url, _) in &read.links {
            let may = url.origin() != origin || robots.allows(path(url));
            if urls.len() < walk.links && may && known.insert(url.clone()) {
                urls.push(url.clone());
            }
        }
    }
    site.links_checked = urls.len();
    if !urls.is_empty() {
        told(Step::Links(urls.len()));
        tokio::time::sleep(pause).await;
        let own = pages[0].url.host_str().unwrap_or("").to_owned();
        dead.extend(broken::check(visitor, &urls, &own, pause).await);
    }
    for page in pages.iter_mut() {
        let hits = page.links.iter().filter_map(|(url, place)| Some((url, place, dead.get(url)?)));
        for (url, place, why) in hits.take(MOST_OF_A_RULE) {
            let seen = format!("{url} {}", why.seen).trim().to_owned();
            page.report.findings.push(Finding {
                rule: why.rule.into(),
                verdict: why.verdict,
                seen,
                ..place.clone()
            });
        }
    }
}
