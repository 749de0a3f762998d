//! The shapes of the interface's answers.

use parvis_measures::{Indicator, Reading, Value};
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

use crate::browse::Row;
use crate::edition::{Cell, Edition, Tally};

/// An edition of the observatory.
#[derive(Serialize, ToSchema)]
pub(crate) struct EditionAnswer {
    /// Name in addresses, `2026-08`.
    slug: String,
    /// Last day of the month it describes, `YYYY-MM-DD`.
    as_of: String,
    /// Instant of publication, RFC 3339.
    published_at: Option<String>,
    published_by: Option<String>,
    procedures: u32,
    /// SHA-256 of the canonical form.
    checksum: String,
    /// Address of the canonical form (JSON Lines).
    canonical: String,
    errata: Vec<ErratumAnswer>,
}

/// A correction to a published edition.
#[derive(Serialize, ToSchema)]
pub(crate) struct ErratumAnswer {
    number: i32,
    published_at: String,
    author: String,
    procedure: Option<String>,
    indicator: Option<String>,
    text_fr: String,
    text_en: String,
    /// SHA-256 that chains it to the one before, the first to the edition's checksum.
    digest: String,
}

impl EditionAnswer {
    pub fn new(e: &Edition, errata: impl Iterator<Item = ErratumAnswer>) -> Self {
        Self {
            slug: e.slug.clone(),
            as_of: e.as_of.to_string(),
            published_at: e.publication.as_ref().map(|p| p.at.to_string()),
            published_by: e.publication.as_ref().map(|p| p.by.clone()),
            procedures: e.summary.procedures,
            checksum: e.checksum.clone(),
            canonical: crate::links::canonical(&e.slug),
            errata: errata.collect(),
        }
    }
}

impl From<&crate::edition::Erratum> for ErratumAnswer {
    fn from(e: &crate::edition::Erratum) -> Self {
        Self {
            number: e.number,
            published_at: e.published_at.to_string(),
            author: e.author.clone(),
            procedure: e.procedure.clone(),
            indicator: e.indicator.clone(),
            text_fr: e.text_fr.clone(),
            text_en: e.text_en.clone(),
            digest: e.digest.clone(),
        }
    }
}

/// Procedures by grade. `green` counts those beyond the goal too; `grey` those without a grade.
#[derive(Serialize, ToSchema)]
pub(crate) struct ByGrade {
    green: u32,
    amber: u32,
    red: u32,
    grey: u32,
}

/// Why procedures have no grade.
#[derive(Serialize, ToSchema)]
pub(crate) struct ByReason {
    ungraded: u32,
    too_few: u32,
    not_applicable: u32,
    stale: u32,
    no_data: u32,
}

/// How many procedures reach the goal of an indicator.
#[derive(Serialize, ToSchema)]
pub(crate) struct IndicatorCount {
    slug: String,
    /// The limit of green, in the unit of the indicator; absent when it is not graded by number.
    goal: Option<f64>,
    reached: u32,
    counted: u32,
    /// reached / counted, unrounded; absent when nothing is counted.
    share: Option<f64>,
    by_grade: ByGrade,
    grey_by_reason: ByReason,
}

impl IndicatorCount {
    pub fn new(indicator: &Indicator, t: Tally) -> Self {
        Self {
            slug: indicator.slug.clone(),
            goal: indicator.green,
            reached: t.reached(),
            counted: t.counted(),
            share: t.share(),
            by_grade: ByGrade { green: t.reached(), amber: t.amber, red: t.red, grey: t.grey() },
            grey_by_reason: ByReason {
                ungraded: t.ungraded,
                too_few: t.too_few,
                not_applicable: t.not_applicable,
                stale: t.stale,
                no_data: t.no_data,
            },
        }
    }
}

/// The figures of an indicator over the whole edition.
#[derive(Serialize, ToSchema)]
pub(crate) struct IndicatorSummary {
    #[serde(flatten)]
    count: IndicatorCount,
    /// Median of the graded values.
    median: Option<f64>,
    /// Answers or tries in all.
    answers: u64,
    /// The procedure with most answers, and how many.
    most_answers: Option<MostAnswers>,
    /// How many would be green had values been rounded to one decimal before the test: not how it is done here.
    green_if_rounded_first: Option<u32>,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct MostAnswers {
    procedure: String,
    n: u32,
}

/// One group of procedures.
#[derive(Serialize, ToSchema)]
pub(crate) struct GroupSummary {
    key: String,
    name: String,
    procedures: u32,
    indicators: Vec<IndicatorCount>,
}

impl GroupSummary {
    pub fn new(key: &str, name: &str, procedures: u32, indicators: Vec<IndicatorCount>) -> Self {
        Self { key: key.into(), name: name.into(), procedures, indicators }
    }
}

/// The figures of an edition.
#[derive(Serialize, ToSchema)]
pub(crate) struct SummaryAnswer {
    edition: String,
    procedures: u32,
    addresses: u32,
    hosts: u32,
    indicators: Vec<IndicatorSummary>,
    /// With `by` only.
    #[serde(skip_serializing_if = "Option::is_none")]
    groups: Option<Vec<GroupSummary>>,
}

impl SummaryAnswer {
    pub fn new(e: &Edition, indicators: &[&Indicator], groups: Option<Vec<GroupSummary>>) -> Self {
        let summary = |i: &&Indicator| {
            let stat = e.summary.indicators.get(&i.slug).cloned().unwrap_or_default();
            IndicatorSummary {
                count: IndicatorCount::new(i, stat.tally),
                median: stat.median,
                answers: stat.answers,
                most_answers: stat.most.map(|(procedure, n)| MostAnswers { procedure, n }),
                green_if_rounded_first: stat.green_if_rounded,
            }
        };
        Self {
            edition: e.slug.clone(),
            procedures: e.summary.procedures,
            addresses: e.summary.addresses,
            hosts: e.summary.hosts,
            indicators: indicators.iter().map(summary).collect(),
            groups,
        }
    }
}

/// What an edition says of one procedure and one indicator.
#[derive(Serialize, ToSchema)]
pub(crate) struct CellAnswer {
    /// green, amber, red, blue (beyond the goal), ungraded, too_few, not_applicable, stale; absent means no_data.
    grade: String,
    /// Raw, in the unit of the indicator.
    value: Option<f64>,
    choice: Option<String>,
    n: Option<u32>,
    /// Ends of the 95 % interval.
    low: Option<f64>,
    high: Option<f64>,
    /// How the interval was found: wilson, widest or exact.
    basis: Option<String>,
    too_close: bool,
    suspect: bool,
    as_of: String,
    window: String,
    method: String,
    source: String,
    collected_at: String,
    revision: i32,
}

impl From<&Cell> for CellAnswer {
    fn from(c: &Cell) -> Self {
        Self {
            grade: c.level.as_str().into(),
            value: c.value,
            choice: c.choice.clone(),
            n: c.n,
            low: c.low,
            high: c.high,
            basis: c.basis.map(|b| b.as_str().into()),
            too_close: c.too_close,
            suspect: c.suspect,
            as_of: c.as_of.to_string(),
            window: c.window.as_str().into(),
            method: c.method.to_string(),
            source: c.source.to_string(),
            collected_at: c.collected_at.to_string(),
            revision: c.revision,
        }
    }
}

/// A procedure of an edition.
#[derive(Serialize, ToSchema)]
pub(crate) struct ProcedureAnswer {
    /// Public identity: never changes.
    id: String,
    name: String,
    /// `inferred-from-address` when the name is a label, not an official title.
    name_source: Option<String>,
    /// Number in the source.
    number: Option<String>,
    address: Option<String>,
    organisation: Option<String>,
    ministry: Option<String>,
    department: Option<String>,
    audiences: Vec<String>,
    theme: Option<String>,
    life_event: Option<String>,
    territory: Option<String>,
    volume: Option<u64>,
    entry_rule: Option<String>,
    /// By slug of the indicator; an indicator without any reading is absent.
    indicators: BTreeMap<String, CellAnswer>,
}

impl ProcedureAnswer {
    pub fn new(row: &Row, indicators: &[&Indicator]) -> Self {
        let l = &row.line;
        let cells = indicators.iter().zip(&row.cells);
        Self {
            id: l.procedure.clone(),
            name: l.name.clone(),
            name_source: l.name_source.clone(),
            number: l.number.clone(),
            address: l.address.clone(),
            organisation: l.administration.clone(),
            ministry: l.ministry.clone(),
            department: l.department.clone(),
            audiences: l.audiences.clone(),
            theme: l.theme.clone(),
            life_event: l.life_event.clone(),
            territory: l.territory.clone(),
            volume: l.volume,
            entry_rule: l.entry_rule.map(|r| r.as_str().into()),
            indicators: cells.filter_map(|(i, c)| Some((i.slug.clone(), c.as_ref()?.into()))).collect(),
        }
    }
}

/// A page of procedures.
#[derive(Serialize, ToSchema)]
pub(crate) struct ProceduresAnswer {
    pub edition: String,
    /// Procedures that the filters keep, over all pages.
    pub total: usize,
    pub procedures: Vec<ProcedureAnswer>,
    /// Give it as `cursor` to get the next page; absent on the last.
    pub next: Option<String>,
}

/// A reading of the ledger.
#[derive(Serialize, ToSchema)]
pub(crate) struct ReadingAnswer {
    indicator: String,
    window: String,
    as_of: String,
    method: String,
    value: Option<f64>,
    choice: Option<String>,
    not_applicable: bool,
    n: Option<u32>,
    source: String,
    collected_at: String,
    /// Above 1 when it corrects an earlier reading.
    revision: i32,
    reason: Option<String>,
}

impl From<&Reading> for ReadingAnswer {
    fn from(r: &Reading) -> Self {
        let (value, choice) = match &r.value {
            Value::Number(v) => (Some(*v), None),
            Value::Choice(c) => (None, Some(c.clone())),
            Value::NotApplicable => (None, None),
        };
        Self {
            indicator: r.indicator.clone(),
            window: r.window.as_str().into(),
            as_of: r.as_of.to_string(),
            method: r.method.clone(),
            value,
            choice,
            not_applicable: r.value == Value::NotApplicable,
            n: r.n,
            source: r.source.clone(),
            collected_at: r.collected_at.to_string(),
            revision: r.revision,
            reason: r.reason.clone(),
        }
    }
}

/// The readings of a procedure.
#[derive(Serialize, ToSchema)]
pub(crate) struct MeasurementsAnswer {
    pub procedure: String,
    pub measurements: Vec<ReadingAnswer>,
    /// Times in which a collector gave nothing.
    pub gaps: Vec<GapAnswer>,
}

/// A time in which a collector gave nothing, for any procedure.
#[derive(Serialize, ToSchema)]
pub(crate) struct GapAnswer {
    source: String,
    indicator: String,
    window: String,
    first_day: String,
    last_day: String,
}

impl From<&parvis_measures::Gap> for GapAnswer {
    fn from(g: &parvis_measures::Gap) -> Self {
        Self {
            source: g.source.clone(),
            indicator: g.indicator.clone(),
            window: g.period.clone(),
            first_day: g.first_day.to_string(),
            last_day: g.last_day.to_string(),
        }
    }
}

/// An indicator.
#[derive(Serialize, ToSchema)]
pub(crate) struct IndicatorAnswer {
    slug: String,
    name: Bilingual,
    question: Bilingual,
    goal: Bilingual,
    /// The limit of green, in the unit of the indicator.
    green: Option<f64>,
    amber: Option<f64>,
    /// `higher` (limits included) or `lower` (limits excluded).
    better: String,
    minimum_n: u32,
    window: String,
    /// Months for which a reading stands.
    life_months: i32,
    methods: Vec<MethodAnswer>,
    choices: Vec<ChoiceAnswer>,
}

/// A text in both languages.
#[derive(Serialize, ToSchema)]
pub(crate) struct Bilingual {
    fr: String,
    en: String,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct MethodAnswer {
    version: String,
    /// First month measured with it, `YYYY-MM`.
    since: String,
    how: Bilingual,
    /// Why it replaced the one before.
    reason: Option<Bilingual>,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct ChoiceAnswer {
    slug: String,
    grade: String,
    name: Bilingual,
}

impl From<&parvis_measures::Text> for Bilingual {
    fn from(t: &parvis_measures::Text) -> Self {
        Self { fr: t.fr.clone(), en: t.en.clone() }
    }
}

impl From<&Indicator> for IndicatorAnswer {
    fn from(i: &Indicator) -> Self {
        let method = |m: &parvis_measures::Method| MethodAnswer {
            version: m.version.clone(),
            since: m.since.clone(),
            how: (&m.how).into(),
            reason: (!m.reason.fr.is_empty()).then(|| (&m.reason).into()),
        };
        let choice = |c: &parvis_measures::Choice| ChoiceAnswer {
            slug: c.slug.clone(),
            grade: c.level().as_str().into(),
            name: (&c.name).into(),
        };
        Self {
            slug: i.slug.clone(),
            name: (&i.name).into(),
            question: (&i.question).into(),
            goal: (&i.goal).into(),
            green: i.green,
            amber: i.amber,
            better: match i.direction {
                parvis_measures::Direction::Higher => "higher".into(),
                parvis_measures::Direction::Lower => "lower".into(),
            },
            minimum_n: i.minimum_n,
            window: i.window().as_str().into(),
            life_months: i.life_months,
            methods: i.methods.iter().map(method).collect(),
            choices: i.choices.iter().map(choice).collect(),
        }
    }
}
