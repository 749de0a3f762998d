//! The procedures with a survey.

use axum::extract::{Extension, RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;
use parvis_catalog::Procedure;
use parvis_db::Db;
use parvis_kernel::Id;
use parvis_web::{Client, Problem};
use std::collections::BTreeMap;
use std::sync::Arc;

use super::answers::{Button, Page, Service, Survey};
use super::{Api, Asked, Fault, LOCALE, serve};
use crate::model::Form;
use crate::pages::public::PAGE;
use crate::service::versions;
use crate::shape::Template;
use crate::store::forms as store;

/// The procedures with a survey, by identity; with a key, those it opens, with their surveys and buttons.
#[utoipa::path(get, path = "/api/v1/reviews/services", operation_id = "listReviewedServices",
    params(("cursor" = Option<String>, Query, description = "Where a page before ended: its `next`"),
           ("limit" = Option<usize>, Query, minimum = 1, maximum = 500, description = "1 to 500; 100 unless said")),
    responses((status = 200, description = "A page of procedures", body = Page<Service>),
              (status = 400, description = "An unknown parameter or value", body = Problem, content_type = "application/problem+json"),
              (status = 401, description = "A key that opens nothing", body = Problem, content_type = "application/problem+json"),
              (status = 429, description = "Too many requests", body = Problem, content_type = "application/problem+json")))]
pub(super) async fn list(
    api: State<Arc<Api>>,
    headers: HeaderMap,
    raw: RawQuery,
    client: Option<Extension<Client>>,
) -> Response {
    serve(api, (headers, raw), client.map(|Extension(client)| client), &["cursor", "limit"], answer).await
}

/// The forms that a request may see, by the identity of their procedure.
pub(super) fn opened(asked: &Asked, db: &mut Db) -> Result<BTreeMap<String, (Procedure, Vec<Form>)>, Fault> {
    let mut of: BTreeMap<Id, Vec<Form>> = BTreeMap::new();
    for form in store::all(db)? {
        // Without a key, what is public: the national survey.
        let is_open = match &asked.key {
            Some(key) => key.forms.contains(&form.id),
            None => form.template == Template::National,
        };
        if is_open {
            of.entry(form.procedure).or_default().push(form);
        }
    }
    let mut procedures = parvis_catalog::all(db)?.by_id();
    let known = of.into_iter().filter_map(|(id, forms)| Some((procedures.remove(&id)?, forms)));
    Ok(known.map(|(procedure, forms)| (procedure.slug.clone(), (procedure, forms))).collect())
}

fn answer(asked: &Asked, db: &mut Db) -> Result<Page<Service>, Fault> {
    let limit = asked.limit(100, 500)?;
    let after = asked.query.get("cursor").unwrap_or("").to_owned();
    let all = opened(asked, db)?;
    let mut rest = all.into_iter().filter(|(slug, _)| *slug > after);
    let mut items = Vec::new();
    for (slug, (procedure, forms)) in rest.by_ref().take(limit) {
        let shown = procedure.at(asked.now.day(), asked.now);
        let mut surveys = Vec::new();
        if asked.key.is_some() {
            for form in forms {
                let buttons = store::buttons(db, form.id)?.into_iter().map(|button| Button {
                    open: button.closed.is_none(),
                    code: button.code,
                    name: button.name,
                    point: button.point.to_string(),
                });
                let buttons = buttons.collect();
                let (version, shape) = versions::current(db, form.id)?;
                surveys.push(Survey {
                    id: form.id.to_string(),
                    name: form.name,
                    open: form.closed.is_none(),
                    buttons,
                    template: form.template.to_string(),
                    version,
                    shape: serde_json::to_value(&shape).unwrap_or_default(),
                });
            }
        }
        let page = asked.public.site.absolute(&PAGE.to(LOCALE, &[&slug]));
        let name = shown.map_or_else(|| slug.clone(), |shown| shown.name);
        items.push(Service { procedure: slug, name, page, surveys });
    }
    let next = rest.next().and(items.last().map(|last| last.procedure.clone()));
    Ok(Page { items, next })
}
