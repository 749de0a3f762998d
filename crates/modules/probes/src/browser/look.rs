//! One page in a browser: opened once as a person would, and once without its scripts.

use data_encoding::BASE64;
use parvis_browser::{Browser, Clip, Error, Page, Viewport};
use parvis_kernel::Locale;
use serde::Deserialize;
use std::collections::HashMap;
use url::Url;

use super::report::{BrowserReport, Speed};
use super::{axe, rules, walk};
use crate::finding::{Crop, Finding};

const COMMON: &str = include_str!("scripts/common.js");
const SPEED: &str = include_str!("scripts/speed.js");
const SPEED_ASK: &str = include_str!("scripts/speed-ask.js");
const PAGE: &str = include_str!("scripts/page.js");
const STYLE: &str = include_str!("scripts/style.js");
const REFLOW: &str = include_str!("scripts/reflow.js");
const CUT: &str = include_str!("scripts/cut.js");
const AXE: &str = include_str!("scripts/axe-ask.js");

/// Pictures of a page at most, of one rule at most, and bytes of one.
const CROPS: usize = 20;
const CROPS_OF_A_RULE: usize = 3;
const CROP_BYTES: usize = 40 * 1024;

/// What a browser showed of a page.
#[derive(Debug, Default)]
pub struct Seen {
    pub report: BrowserReport,
    pub findings: Vec<Finding>,
    /// The page as its scripts left it; none when it was not opened.
    pub rendered: Option<String>,
}

/// An element on which something was seen, as our scripts tell it. A page does not reach those, but what they tell of it
/// is its own words.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Hit {
    pub rule: String,
    /// Whether it is proven.
    pub sure: bool,
    pub seen: String,
    pub selector: String,
    pub excerpt: String,
    #[serde(rename = "box")]
    pub area: Option<Area>,
    #[serde(skip)]
    pub crop: Option<Crop>,
}

/// Where an element is, in CSS pixels of the page.
#[derive(Debug, Clone, Copy, Deserialize)]
pub(super) struct Area {
    x: f64,
    y: f64,
    width: f64,
    height: f64,
}

/// The page as its scripts left it.
#[derive(Debug, Deserialize)]
struct Content {
    html: String,
    is_html: bool,
    letters: usize,
    has_scripts: bool,
}

/// Opens a page and says what is seen. What goes wrong is part of it.
pub async fn look(browser: &Browser, url: &Url, locale: Locale) -> Seen {
    let mut seen = Seen::default();
    // The futures of a page's looks are large: they live on the heap.
    if let Err(error) = Box::pin(see(browser, url, locale, &mut seen)).await {
        seen.report.missed = Some(error.kind());
        let rule = match error {
            Error::Late(_) | Error::Crashed | Error::Memory(_) | Error::Bytes(_) => "page-wears-out-browser",
            _ => "page-not-seen",
        };
        seen.findings.extend(rules::of_page(rule, error.to_string()));
    }
    seen
}

async fn see(browser: &Browser, url: &Url, locale: Locale, seen: &mut Seen) -> Result<(), Error> {
    let page = browser.page(Viewport::DESK).await?;
    page.before_load(COMMON).await?;
    page.before_load(SPEED).await?;
    if let Some(script) = axe::script(locale) {
        page.before_load(&script).await?;
    }
    let loaded = page.open(url.as_str()).await?;
    // A server may let no browser in that it let a program in: what it says then is not the page.
    if let Some(status) = loaded.status.filter(|status| !(200..300).contains(status)) {
        return Err(Error::Unreachable(status.to_string()));
    }
    (seen.report.dialogs, seen.report.windows) = (loaded.dialogs, loaded.windows);
    let speed: Speed = page.eval(SPEED_ASK).await?;
    seen.report.time(&speed);
    seen.report.weigh(&page.traffic(), &loaded.url);
    let content: Content = page.eval(PAGE).await?;
    if !content.is_html {
        return Ok(());
    }
    seen.report.letters = content.letters;
    seen.rendered = Some(content.html);
    let mut crops = Crops::default();
    let findings = &mut seen.findings;
    findings.extend(own(&page, &mut crops, ask(&page, STYLE).await?).await?);
    for mut one in page.eval::<Option<Vec<axe::AxeHit>>>(AXE).await?.unwrap_or_default() {
        crops.take(&page, &mut one.hit).await?;
        findings.push(axe::finding(one));
    }
    let (stops, hits) = walk::walk(&page).await?;
    seen.report.tab_stops = stops;
    findings.extend(own(&page, &mut crops, hits).await?);
    findings.extend(own(&page, &mut crops, spaced(&page).await?).await?);
    page.set_viewport(Viewport::NARROW).await?;
    findings.extend(own(&page, &mut crops, ask(&page, REFLOW).await?).await?);
    page.set_viewport(Viewport::DESK).await?;
    findings.extend(own(&page, &mut crops, enlarged(&page).await?).await?);
    findings.extend(slow(&seen.report));
    if content.has_scripts {
        let letters = without_scripts(&page, url).await?;
        seen.report.letters_without_scripts = Some(letters);
        if letters < rules::NOTHING && content.letters > rules::SOMETHING {
            seen.findings.extend(rules::of_page("page-needs-scripts", ""));
        }
    }
    Ok(())
}

/// The hits of one of our looks.
async fn ask(page: &Page, script: &str) -> Result<Vec<Hit>, Error> {
    // A page that was replaced has none of ours until its own scripts begin.
    page.eval(&format!("{COMMON}\n{script}")).await
}

async fn spaced(page: &Page) -> Result<Vec<Hit>, Error> {
    ask(page, &format!("{CUT}\nparvisCut.note(); parvisCut.space(); const found = parvisCut.ask('text-cut-when-spaced', true); parvisCut.unspace(); found")).await
}

async fn enlarged(page: &Page) -> Result<Vec<Hit>, Error> {
    ask(
        page,
        &format!(
            "{CUT}\nparvisCut.note(); parvisCut.enlarge(); parvisCut.ask('text-cut-when-enlarged', false)"
        ),
    )
    .await
}

/// Characters that a page shows when none of its scripts runs.
async fn without_scripts(page: &Page, url: &Url) -> Result<usize, Error> {
    page.set_scripts(false).await?;
    page.open(url.as_str()).await?;
    page.eval("(document.body?.innerText ?? '').length").await
}

fn slow(report: &BrowserReport) -> Vec<Finding> {
    let slow = report.lcp.filter(|lcp| *lcp > rules::SLOW_LCP);
    let slow = slow.and_then(|lcp| rules::of_page("page-is-slow-to-show", format!("{lcp:.0} ms")));
    let shifts = report.cls.filter(|cls| *cls > rules::MUCH_CLS);
    let shifts = shifts.and_then(|cls| rules::of_page("page-shifts", format!("{cls:.2}")));
    slow.into_iter().chain(shifts).collect()
}

async fn own(page: &Page, crops: &mut Crops, hits: Vec<Hit>) -> Result<Vec<Finding>, Error> {
    let mut all = Vec::new();
    for mut hit in hits {
        crops.take(page, &mut hit).await?;
        all.extend(rules::finding(hit));
    }
    Ok(all)
}

/// Pictures taken so far.
#[derive(Debug, Default)]
struct Crops {
    all: usize,
    of_rule: HashMap<String, usize>,
}

impl Crops {
    /// Adds to a hit what it looks like, when it is to be seen and there is room.
    async fn take(&mut self, page: &Page, hit: &mut Hit) -> Result<(), Error> {
        let Some(clip) = hit.area.and_then(clip) else { return Ok(()) };
        let of_rule = self.of_rule.entry(hit.rule.clone()).or_default();
        if self.all >= CROPS || *of_rule >= CROPS_OF_A_RULE {
            return Ok(());
        }
        let picture = match page.screenshot(clip).await {
            Ok(picture) => picture,
            // A part that cannot be drawn has no picture; that is all.
            Err(Error::Protocol(_)) => return Ok(()),
            Err(error) => return Err(error),
        };
        if picture.len() <= CROP_BYTES {
            (self.all, *of_rule) = (self.all + 1, *of_rule + 1);
            hit.crop = Some(Crop(BASE64.encode(&picture)));
        }
        Ok(())
    }
}

/// An element and a little of what is around it; none when nothing of it is to be seen.
fn clip(area: Area) -> Option<Clip> {
    const AROUND: f64 = 8.0;
    const WIDEST: f64 = 640.0;
    const HIGHEST: f64 = 320.0;
    let (x, y) = ((area.x - AROUND).max(0.0), (area.y - AROUND).max(0.0));
    let width = (area.x + area.width + AROUND - x).min(WIDEST);
    let height = (area.y + area.height + AROUND - y).min(HIGHEST);
    let is_seen = area.width > 0.0 && area.height > 0.0 && width > 1.0 && height > 1.0 && y < 20_000.0;
    is_seen.then_some(Clip { x, y, width, height, scale: 1.0 })
}
