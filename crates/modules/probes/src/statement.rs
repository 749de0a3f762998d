//! The accessibility statement of a site: what it says of itself, as machines can read it.
//!
//! Its content is that of the model of the order of 20 September 2019 (RGAA 4.1): state, rate, auditor, sample, contact,
//! recourse, day. It holds for three years; one made for a former version of the reference ends 18 months after the
//! next one came out. What is not read here may still be there: a missing part is asked to be looked at, not proven.

mod audit;
pub mod date;
pub mod mention;
mod rate;
mod state;

use parvis_kernel::Day;
use schemars::JsonSchema;
use serde::{Serialize, Serializer};
use std::sync::LazyLock;

pub use mention::Mention;
pub use state::State;

use crate::dom::Dom;
use crate::words::{fold, pattern, tidy};

/// Months for which a statement holds (order of 20 September 2019).
const HOLDS: i32 = 36;
/// Lines of a statement that are read, and characters of each, about.
const MOST_LINES: usize = 3_000;
const LONGEST: usize = 4_000;

/// What a statement says.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct Statement {
    pub state: Option<State>,
    /// Percent of criteria met, 0–100.
    pub rate: Option<f64>,
    #[serde(serialize_with = "day")]
    #[schemars(with = "Option<String>")]
    pub established: Option<Day>,
    #[serde(serialize_with = "day")]
    #[schemars(with = "Option<String>")]
    pub updated: Option<Day>,
    /// Who audited, in the page's words.
    pub auditor: Option<String>,
    /// Of the reference that it follows.
    pub version: Option<String>,
    /// A way to tell of a difficulty.
    pub has_contact: bool,
    /// The pages that were looked at.
    pub has_sample: bool,
    /// The Defender of Rights is named.
    pub has_recourse: bool,
}

fn day<S: Serializer>(day: &Option<Day>, to: S) -> Result<S::Ok, S::Error> {
    day.map(|day| day.to_string()).serialize(to)
}

impl Statement {
    /// The day after which it no longer holds; none when it is not dated.
    pub fn expires(&self) -> Option<Day> {
        self.established.max(self.updated).map(|day| day.plus_months(HOLDS))
    }

    pub fn is_expired(&self, today: Day) -> bool {
        self.expires().is_some_and(|end| end < today) || self.is_of_former_version()
    }

    /// Made for a version before 4.1, which came out on 18 February 2021.
    pub fn is_of_former_version(&self) -> bool {
        self.version.as_deref().is_some_and(|version| {
            let mut parts = version.split('.').map_while(|part| part.parse::<u32>().ok());
            match (parts.next(), parts.next()) {
                (Some(4), Some(minor)) => minor < 1,
                (Some(major), _) => major < 4,
                _ => false,
            }
        })
    }

    /// Its state is not the one that its rate makes. Without an audit that still holds, a site is not compliant whatever a
    /// former rate was: so that is to be looked at, not wrong.
    pub fn contradicts_itself(&self) -> bool {
        self.state.zip(self.rate).is_some_and(|(state, rate)| State::of_rate(rate) != state)
    }
}

/// The statement that a page is or holds; none when it holds none.
pub fn read(dom: &Dom) -> Option<Statement> {
    if !is_headed(dom) {
        return None;
    }
    let lines: Vec<String> =
        dom.lines().into_iter().map(|line| line.text.to_owned()).take(MOST_LINES).collect();
    let mut statement = of_lines(&lines)?;
    statement.has_contact |= has_contact_link(dom);
    Some(statement)
}

/// The statement that a text is (a page without marks, a file's text); none when it is none.
pub fn read_text(text: &str) -> Option<Statement> {
    let lines: Vec<String> =
        text.lines().map(tidy).filter(|line| !line.is_empty()).take(MOST_LINES).collect();
    const HEADING: usize = 100;
    let is_headed = lines.iter().any(|line| line.len() < HEADING && is_title(&fold(line)));
    if is_headed { of_lines(&lines) } else { None }
}

/// Whether a page calls itself a statement, by its title or a heading; many pages speak of one, this one's report too.
fn is_headed(dom: &Dom) -> bool {
    let headings =
        dom.all().filter(|el| el.is(&["title", "h1", "h2", "h3"]) || el.attr("role") == Some("heading"));
    let headings: Vec<String> = headings.take(200).map(|el| fold(&tidy(&el.text()))).collect();
    let is_about = || headings.iter().any(|heading| heading.starts_with("accessibilit"));
    headings.iter().any(|heading| is_title(heading))
        || is_about() && dom.lines().iter().take(MOST_LINES).any(|line| is_title(&fold(line.text)))
}

fn is_title(folded: &str) -> bool {
    folded.contains("declaration d'accessibilite")
        || folded.contains("declaration de conformite rgaa")
        || folded.contains("accessibility statement")
}

fn of_lines(lines: &[String]) -> Option<Statement> {
    let cut = |line: &String| line.chars().take(LONGEST).collect::<String>();
    let lines: Vec<String> = lines.iter().map(cut).collect();
    let folded: Vec<String> = lines.iter().map(|line| fold(line)).collect();
    // A link to the statement is a line too: what makes a statement is what it must say besides.
    let tells = |what: &[&str]| folded.iter().any(|line| what.iter().any(|one| line.contains(one)));
    let is_told = tells(&[
        "etat de conformite",
        "resultats des tests",
        "compliance status",
        "test results",
        "is partially compliant",
    ]) || tells(&["article 47", "2005-102", "s'engage a rendre", "commits to making"])
        && tells(&[
            "criteres",
            "criteria",
            "partiellement conforme",
            "totalement conforme",
            "non conforme",
            "compliant",
        ]);
    if !is_told {
        return None;
    }
    let (established, updated) = audit::dates(&folded);
    Some(Statement {
        state: state::state(&folded),
        rate: rate::rate(&folded),
        established,
        updated,
        auditor: audit::auditor(&lines, &folded),
        version: audit::version(&folded),
        has_contact: has_contact(&folded),
        has_sample: tells(&[
            "ayant fait l'objet",
            "echantillon",
            "pages auditees",
            "pages verifiees",
            "pages du site",
            "sample",
            "pages tested",
        ]),
        has_recourse: tells(&["defenseur des droits", "defender of rights"]),
    })
}

/// An address or a number of those who answer for the site: the ways to the Defender of Rights come after, and do not
/// count.
fn has_contact(folded: &[String]) -> bool {
    static REACHED: LazyLock<regex::Regex> = LazyLock::new(|| {
        pattern(
            r"[a-z0-9._+-]+ ?(?:@|\(at\)|\[at\]| arobase ) ?[a-z0-9-]+(?:\.[a-z0-9-]+)+|\b0[1-9](?:[ .-]?\d\d){4}\b",
        )
    });
    folded
        .iter()
        .take_while(|line| !line.contains("voies de recours") && !line.contains("voie de recours"))
        .any(|line| !line.contains("defenseur") && REACHED.is_match(line))
}

/// A link of the content by which one writes, outside of what is about the Defender of Rights.
fn has_contact_link(dom: &Dom) -> bool {
    const LINKS: usize = 5_000;
    dom.named("a").take(LINKS).filter(|el| el.within(&["header", "footer", "nav"]).is_none()).any(|el| {
        let href = fold(el.says("href").unwrap_or(""));
        let text = fold(&tidy(&el.text()));
        let is_defender = href.contains("defenseur") || text.contains("defenseur");
        let is_way = href.starts_with("mailto:")
            || href.starts_with("tel:")
            || text.contains("contact")
            || href.contains("contact")
            || text.contains("formulaire")
            || text.contains("ecrire");
        is_way && !is_defender
    })
}

#[cfg(test)]
mod tests;
