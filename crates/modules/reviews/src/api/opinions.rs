//! The opinions of a survey, for those who hold a key that opens them.

use axum::extract::{Extension, RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;
use parvis_catalog::by_id;
use parvis_db::Db;
use parvis_export::Cell;
use parvis_kernel::{Day, Id, Timestamp};
use parvis_web::{Client, Problem};
use serde_json::{Map, Value};
use std::sync::Arc;

use super::answers::Page;
use super::{Api, Asked, Fault, serve};
use crate::model::Opinion;
use crate::row::{About, columns};
use crate::service::versions;
use crate::store::{self, Wanted, forms};
use crate::survey::{Channel, Face};

const PARAMETERS: &[&str] =
    &["survey", "from", "until", "channel", "satisfaction", "comment", "state", "cursor", "limit"];

/// Opinions of a survey, the newest first, as in the files of the desk (`docs/reviews-data.md`). Comments are masked.
#[utoipa::path(get, path = "/api/v1/reviews/opinions", operation_id = "listOpinions",
    params(("survey" = String, Query, description = "Identifier of a survey that the key opens"),
           ("from" = Option<String>, Query, format = Date, description = "First day"),
           ("until" = Option<String>, Query, format = Date, description = "Last day"),
           ("channel" = Option<String>, Query, pattern = "^(web|phone|counter|paper|helper)$", description = "web, phone, counter, paper or helper"),
           ("satisfaction" = Option<String>, Query, pattern = "^(bad|medium|good)$", description = "bad, medium or good"),
           ("comment" = Option<String>, Query, pattern = "^(yes)$", description = "yes: only those with a comment"),
           ("state" = Option<String>, Query, pattern = "^(counted|aside|all)$", description = "counted, aside or all; counted unless said"),
           ("cursor" = Option<String>, Query, description = "Where a page before ended: its `next`"),
           ("limit" = Option<usize>, Query, minimum = 1, maximum = 500, description = "1 to 500; 100 unless said")),
    responses((status = 200, description = "A page of opinions", body = Page<Object>),
              (status = 400, description = "An unknown parameter or value", body = Problem, content_type = "application/problem+json"),
              (status = 401, description = "A key is needed", body = Problem, content_type = "application/problem+json"),
              (status = 403, description = "The key opens figures only", body = Problem, content_type = "application/problem+json"),
              (status = 404, description = "No such survey for the key", body = Problem, content_type = "application/problem+json"),
              (status = 429, description = "Too many requests", body = Problem, content_type = "application/problem+json")))]
pub(super) async fn list(
    api: State<Arc<Api>>,
    headers: HeaderMap,
    raw: RawQuery,
    client: Option<Extension<Client>>,
) -> Response {
    serve(api, (headers, raw), client.map(|Extension(client)| client), PARAMETERS, answer).await
}

/// Where a page ended: an instant in microseconds and an identifier.
fn cursor(text: &str) -> Option<(Timestamp, Id)> {
    let (at, id) = text.split_once('.')?;
    Some((Timestamp::from_micros(at.parse().ok()?), id.parse().ok()?))
}

fn answer(asked: &Asked, db: &mut Db) -> Result<Page<Value>, Fault> {
    let key = asked.reader()?;
    let limit = asked.limit(100, 500)?;
    let survey: Option<Id> = asked.read("survey", "the identifier of a survey", |text| text.parse().ok())?;
    let survey = survey.ok_or_else(|| {
        Fault::Invalid("survey: say which; /api/v1/reviews/services lists those that the key opens.".into())
    })?;
    let none = || Fault::NotFound("No survey of this identifier is open to this key.".into());
    if !key.forms.contains(&survey) {
        return Err(none());
    }
    let form = forms::form(db, survey)?.ok_or_else(none)?;
    let procedure = by_id(db, form.procedure)?.ok_or_else(none)?;
    let day = |name| asked.read(name, "a day, YYYY-MM-DD", |text| text.parse::<Day>().ok());
    let state = asked.read("state", "counted, aside or all", |text| match text {
        "counted" => Some(Some(false)),
        "aside" => Some(Some(true)),
        "all" => Some(None),
        _ => None,
    })?;
    let wanted = Wanted {
        with_comment: asked.read("comment", "yes", |text| (text == "yes").then_some(true))?.unwrap_or(false),
        aside: state.unwrap_or(Some(false)),
        satisfaction: asked.read("satisfaction", "bad, medium or good", Face::parse)?,
        channel: asked.read("channel", "web, phone, counter, paper or helper", Channel::parse)?,
        from: day("from")?.map(Day::start),
        until: day("until")?.map(|day| Timestamp::from_micros(day.end().micros() + 999_999)),
        before: asked.read("cursor", "the `next` of a page before", cursor)?,
        ..Wanted::default()
    };
    let mut all = store::of_form(db, survey, &wanted, i64::try_from(limit + 1).unwrap_or(i64::MAX))?;
    let is_more = all.len() > limit;
    all.truncate(limit);
    let last = all.last().filter(|_| is_more);
    let next = last.map(|last| format!("{}.{}", last.created_at.micros(), last.id));
    let extras = versions::known(db, survey)?.extras;
    let about = About::new(procedure.slug, form, forms::buttons(db, survey)?, extras);
    Ok(Page { items: all.iter().map(|one| as_json(&about, one)).collect(), next })
}

/// An opinion as programs read it, here and in the messages of webhooks.
pub(crate) fn as_json(about: &About, one: &Opinion) -> Value {
    let keys = columns().into_iter().map(|(subject, _)| subject.key());
    let keys = keys.chain(about.own_columns().map(|(key, _)| key));
    Value::Object(keys.zip(about.cells(one).into_iter().map(value)).collect::<Map<_, _>>())
}

fn value(cell: Cell) -> Value {
    match cell {
        Cell::Empty => Value::Null,
        Cell::Text(text) | Cell::Date(text) => text.into(),
        Cell::Integer(whole) => whole.into(),
        Cell::Number(number) => number.into(),
    }
}
