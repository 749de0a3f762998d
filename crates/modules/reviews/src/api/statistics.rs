//! The figures.

use axum::extract::{Extension, RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;
use parvis_db::Db;
use parvis_kernel::{Day, Id, Month};
use parvis_web::{Client, Problem};
use std::sync::Arc;

use super::answers::{Own, Page, Slice, Statistics};
use super::services::opened;
use super::{Api, Asked, Fault, serve};
use crate::model::Form;
use crate::score::Counts;
use crate::service::public::{self, Summary};
use crate::service::reading::Period;
use crate::shape::Template;
use crate::store::counts::{Filter, between, national};
use crate::store::versions;
use crate::survey::{Channel, Tongue};

/// Periods of one answer at most: ten years of months, or a year of days.
const PERIODS: usize = 366;

const PARAMETERS: &[&str] =
    &["procedure", "from", "until", "grain", "channel", "language", "cursor", "limit"];

/// Scores with n and interval. Without a key: the last twelve whole months by month, channel and language, nothing of
/// fewer than ten people. With a key: any days, by month or day, counts per option, filters, for what the key opens.
#[utoipa::path(get, path = "/api/v1/reviews/statistics", operation_id = "listReviewStatistics",
    params(("procedure" = Option<String>, Query, description = "Public identities with commas between; all unless said"),
           ("from" = Option<String>, Query, format = Date, description = "First day, 2026-01-31; with a key"),
           ("until" = Option<String>, Query, format = Date, description = "Last day; with a key"),
           ("grain" = Option<String>, Query, pattern = "^(month|day|none)$", description = "month, day or none; with a key"),
           ("channel" = Option<String>, Query, pattern = "^(web|phone|counter|paper|helper)$", description = "web, phone, counter, paper or helper; with a key"),
           ("language" = Option<String>, Query, pattern = "^(fr|en|es|ar|falc)$", description = "fr, en, es, ar or falc; with a key"),
           ("cursor" = Option<String>, Query, description = "Where a page before ended: its `next`"),
           ("limit" = Option<usize>, Query, minimum = 1, maximum = 100, description = "Procedures, 1 to 100; 20 unless said")),
    responses((status = 200, description = "A page of figures", body = Page<Statistics>),
              (status = 400, description = "An unknown parameter or value", body = Problem, content_type = "application/problem+json"),
              (status = 401, description = "A key is needed, or opens nothing", body = Problem, content_type = "application/problem+json"),
              (status = 404, description = "A procedure without a survey, or that the key does not open", body = Problem, content_type = "application/problem+json"),
              (status = 429, description = "Too many requests", body = Problem, content_type = "application/problem+json")))]
pub(super) async fn list(
    api: State<Arc<Api>>,
    headers: HeaderMap,
    raw: RawQuery,
    client: Option<Extension<Client>>,
) -> Response {
    serve(api, (headers, raw), client.map(|Extension(client)| client), PARAMETERS, answer).await
}

/// How a stretch of time is cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Grain {
    None,
    Month,
    Day,
}

fn answer(asked: &Asked, db: &mut Db) -> Result<Page<Statistics>, Fault> {
    let limit = asked.limit(20, 100)?;
    let mut all = opened(asked, db)?;
    if let Some(wanted) = asked.query.get("procedure") {
        let wanted: Vec<&str> = wanted.split(',').map(str::trim).filter(|slug| !slug.is_empty()).collect();
        if let Some(missing) = wanted.iter().find(|slug| !all.contains_key(**slug)) {
            let shown: String = missing.chars().filter(|c| !c.is_control()).take(80).collect();
            return Err(Fault::NotFound(format!("{shown}: no survey of this procedure is open to you.")));
        }
        all.retain(|slug, _| wanted.contains(&slug.as_str()));
    }
    let how = How::read(asked)?;
    let after = asked.query.get("cursor").unwrap_or("").to_owned();
    let mut rest = all.into_iter().filter(|(slug, _)| *slug > after);
    let mut items = Vec::new();
    for (slug, (procedure, forms)) in rest.by_ref().take(limit) {
        items.push(match &how {
            Some(how) => how.statistics(db, slug, &forms)?,
            None => match public::summary(db, procedure.id, asked.now)? {
                Some(summary) => told(slug, &summary),
                None => continue,
            },
        });
    }
    let next = rest.next().and(items.last().map(|last| last.procedure.clone()));
    Ok(Page { items, next })
}

/// What everybody may know: the public page, for programs.
fn told(procedure: String, summary: &Summary) -> Statistics {
    Statistics {
        procedure,
        from: summary.from.first_day().to_string(),
        until: summary.until.last_day().to_string(),
        whole: Slice::told(&summary.whole, |()| "whole".into()),
        periods: summary.months.iter().map(|part| Slice::told(part, Month::to_string)).collect(),
        channels: Some(summary.channels.iter().map(|part| Slice::told(part, Channel::to_string)).collect()),
        languages: Some(summary.tongues.iter().map(|part| Slice::told(part, Tongue::to_string)).collect()),
        surveys: None,
    }
}

/// What the holder of a key asks for.
struct How {
    period: Period,
    grain: Grain,
    filter: Filter,
}

impl How {
    /// None without a key, which none of this is for.
    fn read(asked: &Asked) -> Result<Option<Self>, Fault> {
        if asked.key.is_none() {
            let reserved = ["from", "until", "grain", "channel", "language"];
            return match reserved.iter().find(|name| asked.query.get(name).is_some()) {
                Some(_) => Err(Fault::Key(
                    "Without a key there are the last twelve whole months only: other stretches of time could be \
                     subtracted from one another until somebody is told.",
                )),
                None => Ok(None),
            };
        }
        let day = |name| asked.read(name, "a day, YYYY-MM-DD", |text| text.parse::<Day>().ok());
        let usual = Period::year(asked.now.day());
        let period =
            Period { from: day("from")?.unwrap_or(usual.from), until: day("until")?.unwrap_or(usual.until) };
        if period.from > period.until {
            return Err(Fault::Invalid("from: expected a day that is not after until.".into()));
        }
        let grain = asked.read("grain", "month, day or none", |text| match text {
            "none" => Some(Grain::None),
            "month" => Some(Grain::Month),
            "day" => Some(Grain::Day),
            _ => None,
        })?;
        let filter = Filter {
            channel: asked.read("channel", "web, phone, counter, paper or helper", Channel::parse)?,
            tongue: asked.read("language", "fr, en, es, ar or falc", Tongue::parse)?,
            ..Filter::default()
        };
        let how = Self { period, grain: grain.unwrap_or(Grain::Month), filter };
        if how.periods().len() > PERIODS {
            return Err(Fault::Invalid(format!("grain: at most {PERIODS} periods in one answer.")));
        }
        Ok(Some(how))
    }

    /// The periods of the answer: their name, first and last day.
    fn periods(&self) -> Vec<(String, Day, Day)> {
        let Period { from, until } = self.period;
        match self.grain {
            Grain::None => Vec::new(),
            Grain::Month => (from.month().index()..=until.month().index())
                .filter_map(Month::from_index)
                .map(|month| (month.to_string(), month.first_day().max(from), month.last_day().min(until)))
                .collect(),
            Grain::Day => {
                let next = |day: &Day| Some(day.end().plus(std::time::Duration::from_secs(1)).day());
                let days = std::iter::successors(Some(from), next).take_while(|day| *day <= until);
                days.take(PERIODS + 1).map(|day| (day.to_string(), day, day)).collect()
            }
        }
    }

    fn statistics(&self, db: &mut Db, procedure: String, forms: &[Form]) -> Result<Statistics, Fault> {
        let published = forms.iter().filter(|form| form.template == Template::National);
        let ids: Vec<Id> = published.map(|form| form.id).collect();
        let altered = versions::altered(db, Some(&ids))?;
        let own = self.own(db, forms)?;
        let mut slice = |name: String, from: Day, until: Day| {
            let mut all = Vec::new();
            for form in &ids {
                let counts = national(db, *form, (from, until), &self.filter, &altered)?;
                // Questions of their own have the same names in every survey: they are told by survey.
                let shared = counts.iter().filter(|(option, _)| !option.starts_with("extra."));
                all.extend(shared.map(|(option, n)| (option.to_owned(), n)));
            }
            Ok::<_, Fault>(Slice::whole(name, &Counts::new(all)))
        };
        let whole = slice("whole".into(), self.period.from, self.period.until)?;
        let periods = self.periods().into_iter().map(|(name, from, until)| slice(name, from, until));
        Ok(Statistics {
            procedure,
            from: self.period.from.to_string(),
            until: self.period.until.to_string(),
            whole,
            periods: periods.collect::<Result<_, _>>()?,
            channels: None,
            languages: None,
            surveys: (!own.is_empty()).then_some(own),
        })
    }

    /// What surveys with questions of their own, or of other templates, say.
    fn own(&self, db: &mut Db, forms: &[Form]) -> Result<Vec<Own>, Fault> {
        let mut all = Vec::new();
        for form in forms {
            let counts = between(db, form.id, self.period.from, self.period.until, &self.filter)?;
            let has_own = counts.iter().any(|(option, n)| n > 0 && option.starts_with("extra."));
            if has_own || form.template != Template::National {
                all.push(Own::of(form, &counts));
            }
        }
        Ok(all)
    }
}
