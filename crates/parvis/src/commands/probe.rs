//! `parvis probe`: reads pages as a machine can, without a database or a server.

use parvis_browser::Browser;
use parvis_i18n::Words;
use parvis_kernel::{Clock, SystemClock};
use parvis_outbound::{VisitSettings, Visitor};
use parvis_probes::Eyes;
use parvis_probes::report::{self, Budget, Report};
use parvis_probes::site::{self, Step, Walk};
use parvis_probes::watch::address;
use std::io::{IsTerminal, Write};
use std::path::Path;
use std::time::Duration;
use url::Url;

use super::print;
use crate::cli::{Format, Probe};
use crate::failure::Failure;
use crate::limits::LimitsSection;

/// Who visits, for the other side's log: what it is, and whom to write to when somebody said so.
fn agent(contact: Option<&str>) -> Result<String, Failure> {
    const MOST: usize = 100;
    let what = concat!(env!("CARGO_PKG_VERSION"), " (parvis probe");
    let Some(contact) = contact.map(str::trim).filter(|contact| !contact.is_empty()) else {
        return Ok(format!("{}/{what})", site::TOKEN));
    };
    let is_fit =
        contact.len() <= MOST && contact.bytes().all(|b| b.is_ascii_graphic() && !matches!(b, b'(' | b')'));
    let is_reached =
        contact.contains('@') || contact.starts_with("https://") || contact.starts_with("http://");
    if is_fit && is_reached {
        Ok(format!("{}/{what}; +{contact})", site::TOKEN))
    } else {
        Err(Failure::argument(contact, "fail-contact"))
    }
}

/// For all that is looked at once a page is there, and for one answer of a page: axe-core takes its time on a long one.
const LOOKS: Duration = Duration::from_secs(90);
const ANSWER: Duration = Duration::from_secs(30);

/// Visits each address, in order, and says what is found.
pub fn run(words: &Words, probe: &Probe) -> Result<(), Failure> {
    let mut budget = probe.budget.as_deref().map(read_budget).transpose()?.unwrap_or_default();
    budget.fail_under = probe.fail_under.or(budget.fail_under);
    let urls: Vec<Url> = probe
        .url
        .iter()
        .map(|text| address(text).ok_or_else(|| Failure::argument(text, "fail-url")))
        .collect::<Result<_, _>>()?;
    let private = ["0.0.0.0/0", "::/0"].iter().filter_map(|all| all.parse().ok());
    let allowed = if probe.allow_private { private.collect() } else { Vec::new() };
    let timeout = Duration::from_secs(probe.timeout);
    let agent = agent(probe.contact.as_deref())?;
    let of_browser = parvis_browser::Settings {
        allowed: allowed.clone(),
        agent: agent.clone(),
        load_time: timeout,
        page_time: timeout + LOOKS,
        answer_time: ANSWER,
        ..parvis_browser::Settings::default()
    };
    let visitor = Visitor::new(VisitSettings { allowed, timeout, agent, ..VisitSettings::default() });
    let began_at = SystemClock.now();
    let walk = Walk { pages: probe.pages.into(), links: probe.links.into(), ..Walk::default() };
    let (pages, sites) = super::runtime(LimitsSection::default())?.block_on(async {
        let browser = launch(probe, of_browser).await?;
        let eyes = Eyes { visitor, browser, locale: words.locale() };
        let (mut pages, mut sites) = (Vec::new(), Vec::new());
        for url in &urls {
            let (read, site) =
                site::walk(&eyes, url, walk, &SystemClock, &mut |step| follow(words, &step)).await;
            pages.extend(read);
            sites.extend(site);
        }
        Ok::<_, Failure>((pages, sites))
    })?;
    let mut report = Report::new(&began_at.to_string(), pages);
    report.sites = sites;
    report.tell(words);
    print(&written(words, &report, probe.format)?);
    let over = budget.over(words, &report);
    if over.is_empty() {
        return Ok(());
    }
    over.iter().for_each(|line| complain(line));
    Err(Failure::Said)
}

/// The browser of this machine; none when there is none or none is wanted, which the report says.
async fn launch(probe: &Probe, settings: parvis_browser::Settings) -> Result<Option<Browser>, Failure> {
    if probe.no_browser {
        return Ok(None);
    }
    match Browser::launch(settings).await {
        Ok(browser) => Ok(Some(browser)),
        Err(error) if probe.browser => Err(Failure::other(error)),
        Err(parvis_browser::Error::Missing) => Ok(None),
        Err(error) => {
            complain(&error.to_string());
            Ok(None)
        }
    }
}

fn written(words: &Words, report: &Report, format: Format) -> Result<String, Failure> {
    match format {
        Format::Text => Ok(report::text(words, report)),
        Format::Json => serde_json::to_string_pretty(report).map_err(Failure::other),
        Format::Html => report::html(words, report).map_err(Failure::other),
        Format::Sarif => serde_json::to_string_pretty(&report::sarif(words, report)).map_err(Failure::other),
    }
}

/// What is under way, a line each time, where somebody watches.
fn follow(words: &Words, step: &Step<'_>) {
    if !std::io::stderr().is_terminal() {
        return;
    }
    complain(&match step {
        Step::Page(nth, most, url) => words.with(
            "probe-step-page",
            &[("nth", (*nth).into()), ("most", (*most).into()), ("url", url.as_str().into())],
        ),
        Step::Links(many) => words.a("probe-step-links", "n", *many),
    });
}

fn complain(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}

fn read_budget(path: &Path) -> Result<Budget, Failure> {
    let text = std::fs::read_to_string(path).map_err(|error| Failure::file(path, &error))?;
    toml::from_str(&text)
        .map_err(|error| Failure::Config { path: path.to_owned(), detail: error.message().to_owned() })
}
