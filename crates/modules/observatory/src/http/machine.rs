//! What crawlers read.

use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use parvis_kernel::Locale;
use parvis_measures::Indicators;
use parvis_web::Freshness;
use std::fmt::Write;
use std::sync::Arc;

use super::feed::escape;
use super::{App, Context, Refusal, work};
use crate::links;

/// Every public page, in both languages.
pub(super) async fn sitemap(State(app): State<Arc<App>>) -> Result<Response, Refusal> {
    work(app, Locale::Fr, |cx, _| {
        let procedures = super::pages::names(cx)?;
        let mut xml = String::from(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
        );
        for (fr, en) in addresses(cx, &procedures) {
            let offered = |l: &Locale| (*l, escape(&cx.site().absolute(if *l == Locale::Fr { &fr } else { &en })));
            let all: Vec<_> = cx.site().languages.iter().map(offered).collect();
            for (_, own) in &all {
                let _ = write!(xml, "<url><loc>{own}</loc>");
                for (lang, other) in &all {
                    let _ = write!(xml, "<xhtml:link rel=\"alternate\" hreflang=\"{lang}\" href=\"{other}\"/>");
                }
                xml.push_str("</url>\n");
            }
        }
        xml.push_str("</urlset>\n");
        Ok(text(xml, "application/xml; charset=utf-8"))
    })
    .await
}

fn addresses(cx: &Context, procedures: &[(String, String)]) -> Vec<(String, String)> {
    let both = |form: &dyn Fn(Locale) -> String| (form(Locale::Fr), form(Locale::En));
    let fixed: [fn(Locale) -> String; 11] = [
        links::home,
        links::editions,
        links::groups,
        links::indicators,
        links::errata,
        links::method,
        links::data,
        links::interface,
        links::accessibility,
        links::legal,
        links::site_map,
    ];
    let published = &cx.published;
    // Before the first edition the pages that speak of one do not exist.
    let is_empty = published.latest().is_none();
    let speaks_of_one = |f: &fn(Locale) -> String| {
        let own = f(Locale::Fr);
        own == links::groups(Locale::Fr) || own == links::indicators(Locale::Fr)
    };
    let mut all: Vec<(String, String)> =
        fixed.iter().filter(|f| !(is_empty && speaks_of_one(f))).map(|f| both(f)).collect();
    if is_empty {
        return all;
    }
    for edition in &published.editions {
        all.push(both(&|l| links::edition(l, &edition.slug)));
        all.extend(
            published.before(edition).map(|b| both(&|l| links::difference(l, &edition.slug, &b.slug))),
        );
    }
    all.extend(Indicators::standard().public().map(|i| both(&|l| links::indicator(l, &i.slug))));
    for (dimension, groups) in published.latest().iter().flat_map(|e| &e.summary.groups) {
        all.extend(groups.keys().map(|key| both(&|l| links::group(l, *dimension, key))));
    }
    all.extend(procedures.iter().map(|(slug, _)| both(&|l| links::procedure(l, slug))));
    all
}

pub(super) async fn robots(State(app): State<Arc<App>>) -> Response {
    let address = app.shelf.published().site.absolute("/sitemap.xml");
    text(format!("User-agent: *\nAllow: /\nSitemap: {address}\n"), "text/plain; charset=utf-8")
}

fn text(body: String, kind: &'static str) -> Response {
    let mut response = body.into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    response.extensions_mut().insert(Freshness::Minute);
    response
}
