//! Who waits for whom under load, and what whoever is turned away is told.

use askama::Template;
use axum::http::{HeaderValue, Method, header};
use axum::response::{Html, IntoResponse, Response};
use parvis_i18n::Messages;
use parvis_kernel::{ErrorKind, Locale};
use parvis_ui::{Again, BusyPage, Site};
use parvis_web::{Class, Freshness, Guard, HEALTH, Limits, Refused, Turned, problem};
use std::collections::BTreeSet;

use crate::modules::{INTAKE, STATISTICS, UPLOADS, files_that_go};

/// Seconds after which a browser, a robot or a proxy may ask again.
const RETRY: HeaderValue = HeaderValue::from_static("10");
/// Parts of a form that are sent again.
const FIELDS: usize = 200;

/// The gate of a site: `desk` are the patterns of the routes behind the door.
pub fn guard(limits: Limits, desk: BTreeSet<&'static str>, site: Site, messages: Messages) -> Guard {
    let classify = move |method: &Method, pattern: Option<&str>| class(method, pattern, &desk);
    Guard::new(limits, Box::new(classify), Box::new(move |turned| excuse(&site, &messages, turned)))
}

/// The class of a request. What no route has is answered by a page of the observatory.
fn class(method: &Method, pattern: Option<&str>, desk: &BTreeSet<&'static str>) -> Class {
    let Some(pattern) = pattern else { return Class::Public };
    let is_upload =
        method == Method::POST && UPLOADS.iter().any(|paths| [paths.fr, paths.en].contains(&pattern));
    if HEALTH.contains(&pattern) || pattern.starts_with("/assets/") || pattern == "/favicon.svg" {
        Class::Free
    } else if INTAKE.iter().any(|start| pattern.starts_with(start)) {
        Class::Intake
    } else if is_upload || files_that_go(pattern) {
        Class::Transfer
    } else if desk.contains(pattern) || STATISTICS.iter().any(|start| pattern.starts_with(start)) {
        Class::Desk
    } else {
        Class::Public
    }
}

/// What is told to whoever is turned away: when to come back, and, after an answer to a survey, that very answer to be
/// sent again. The script of a survey does so by itself.
fn excuse(site: &Site, messages: &Messages, turned: &Turned) -> Response {
    let fields = if turned.class == Class::Intake { fields(turned) } else { Vec::new() };
    let words = messages.words(locale(site, turned, &fields));
    let path = turned.uri.path();
    let mut response = if path.starts_with("/api/") {
        let mut said = problem(ErrorKind::Unavailable, words.t(&format!("gate-{}", turned.why)));
        said.status = turned.why.status().as_u16();
        said.into_response()
    } else {
        let heading =
            words.t(if turned.why.status().is_server_error() { "gate-busy" } else { "gate-not-taken" });
        let is_sent = turned.method == Method::POST;
        let mut text = words.t(&format!("gate-{}", turned.why));
        // What was sent whole and can be sent again is in the page; the rest is in the page before.
        let again = (!fields.is_empty()).then(|| Again {
            action: path.to_owned(),
            label: words.t("gate-again"),
            fields,
        });
        let more = match (&again, is_sent, turned.why) {
            (Some(_), _, _) => Some("gate-kept"),
            (None, true, Refused::Slow) => Some("gate-look-first"),
            (None, true, Refused::Full | Refused::Late | Refused::Body) => Some("gate-back"),
            _ => None,
        };
        if let Some(key) = more {
            text = format!("{text} {}", words.t(key));
        }
        match BusyPage::new(site, words, heading, text, again).render() {
            Ok(html) => (turned.why.status(), Html(html)).into_response(),
            Err(error) => {
                tracing::error!(%error, "a page could not be written");
                turned.why.status().into_response()
            }
        }
    };
    if turned.why.status().is_server_error() {
        response.headers_mut().insert(header::RETRY_AFTER, RETRY);
    }
    response.extensions_mut().insert(Freshness::Never);
    response
}

/// The form that was sent, if it was one.
fn fields(turned: &Turned) -> Vec<(String, String)> {
    let kind = turned.headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or("");
    if turned.method != Method::POST || !kind.starts_with("application/x-www-form-urlencoded") {
        return Vec::new();
    }
    form_urlencoded::parse(&turned.body).into_owned().take(FIELDS).collect()
}

/// The reader's language: that of the address, of the form, of the browser. Surveys speak more languages than pages.
fn locale(site: &Site, turned: &Turned, fields: &[(String, String)]) -> Locale {
    let of_path = turned.uri.path().split('/').nth(1).and_then(Locale::parse);
    let query = turned.uri.query().unwrap_or("");
    let asked = form_urlencoded::parse(query.as_bytes())
        .find(|(name, _)| name == "l")
        .map(|(_, value)| value.into_owned())
        .or_else(|| fields.iter().find(|(name, _)| name == "l").map(|(_, value)| value.clone()));
    let of_form = asked.map(|tongue| match tongue.as_str() {
        "fr" | "falc" => Locale::Fr,
        _ => Locale::En,
    });
    let wish = turned.headers.get(header::ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok()).unwrap_or("");
    of_path.or(of_form).unwrap_or_else(|| Locale::negotiate(wish, &site.languages))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_request_has_its_class() {
        let desk = BTreeSet::from([
            "/fr/bureau",
            "/fr/bureau/importer-des-demarches",
            "/fr/bureau/avis/{id}/fichiers",
        ]);
        for (method, pattern, want) in [
            ("GET", "/healthz", Class::Free),
            ("GET", "/assets/{hash}/{*name}", Class::Free),
            ("POST", "/avis/{code}", Class::Intake),
            ("GET", "/avis/{code}/{step}", Class::Intake),
            ("GET", "/Demarches/{service}", Class::Intake),
            ("GET", "/fr", Class::Public),
            ("GET", "/fr/avis", Class::Public),
            ("GET", "/api/v1/editions", Class::Public),
            ("GET", "/api/v1/reviews/statistics", Class::Desk),
            ("GET", "/fr/bureau", Class::Desk),
            ("GET", "/fr/bureau/importer-des-demarches", Class::Desk),
            ("POST", "/fr/bureau/importer-des-demarches", Class::Transfer),
            ("GET", "/fr/bureau/avis/{id}/fichiers", Class::Transfer),
            ("GET", "/donnees/avis/{file}", Class::Transfer),
            ("GET", "/fr/editions/{slug}/{file}", Class::Transfer),
            ("GET", "/fr/demarches/{slug}/{file}", Class::Public),
        ] {
            let method = Method::from_bytes(method.as_bytes()).unwrap();
            assert_eq!(class(&method, Some(pattern), &desk), want, "{method} {pattern}");
        }
        assert_eq!(class(&Method::GET, None, &desk), Class::Public);
    }
}
