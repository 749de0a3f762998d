//! Linked data: the list of procedures as CPSV-AP, the data sets as DCAT.

use axum::extract::State;
use axum::http::{HeaderValue, header};
use parvis_kernel::Locale;
use parvis_web::Freshness;
use serde_json::{Value, json};
use std::sync::Arc;

use super::Answer;
use crate::edition::{Dimension, Edition};
use crate::http::{App, Context, work};
use crate::links;

fn answer(value: &Value) -> Answer {
    let mut response = super::json(value, Freshness::Minute)?;
    let kind = HeaderValue::from_static("application/ld+json");
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    Ok(response)
}

/// The published data sets, as a DCAT catalogue in JSON-LD.
#[utoipa::path(get, path = "/api/v1/catalog.jsonld", operation_id = "getDataCatalogue",
    responses((status = 200, description = "The catalogue (DCAT 3)", content_type = "application/ld+json", body = Object)))]
pub(super) async fn catalog(State(app): State<Arc<App>>) -> Answer {
    work(app, Locale::Fr, |cx, _| {
        let site = cx.site();
        let datasets: Vec<Value> = cx.published.editions.iter().map(|e| dataset(cx, e)).collect();
        answer(&json!({
            "@context": {
                "dcat": "http://www.w3.org/ns/dcat#",
                "dct": "http://purl.org/dc/terms/",
                "foaf": "http://xmlns.com/foaf/0.1/",
                "spdx": "http://spdx.org/rdf/terms#",
                "xsd": "http://www.w3.org/2001/XMLSchema#"
            },
            "@id": site.absolute("/api/v1/catalog.jsonld"),
            "@type": "dcat:Catalog",
            "dct:title": [
                {"@language": "fr", "@value": cx.words.t("ui-tagline")},
                {"@language": "en", "@value": "Observatory of the quality of online procedures"}
            ],
            "dct:publisher": {"@type": "foaf:Organization", "foaf:name": site.publisher(&cx.words)},
            "foaf:homepage": {"@id": site.absolute(&links::home(Locale::Fr))},
            "dcat:dataset": datasets
        }))
    })
    .await
}

fn dataset(cx: &Context, e: &Edition) -> Value {
    let site = cx.site();
    let file = |path: String, kind: &str| {
        json!({
            "@type": "dcat:Distribution",
            "dcat:downloadURL": {"@id": site.absolute(&path)},
            "dcat:mediaType": {"@id": format!("https://www.iana.org/assignments/media-types/{kind}")}
        })
    };
    let mut canonical = file(links::canonical(&e.slug), "application/jsonl");
    canonical["spdx:checksum"] = json!({
        "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
        "spdx:checksumValue": e.checksum
    });
    let download = |ext: &str| links::download(Locale::Fr, &e.slug, ext, "");
    json!({
        "@id": site.absolute(&links::edition(Locale::Fr, &e.slug)),
        "@type": "dcat:Dataset",
        "dct:identifier": e.slug,
        "dct:title": {"@language": "fr", "@value": cx.words.a("edition-title", "month", cx.words.month(e.month()))},
        "dct:issued": e.publication.as_ref().map(|p| json!({"@type": "xsd:dateTime", "@value": p.at.to_string()})),
        "dct:temporal": {"@type": "dct:PeriodOfTime", "dcat:endDate": {"@type": "xsd:date", "@value": e.as_of.to_string()}},
        "dct:spatial": {"@id": "http://publications.europa.eu/resource/authority/country/FRA"},
        "dcat:distribution": [
            canonical,
            file(download("csv"), "text/csv"),
            file(download("json"), "application/json"),
            file(download("ods"), "application/vnd.oasis.opendocument.spreadsheet"),
            file(download("xlsx"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
        ]
    })
}

/// The procedures of the latest edition, as public services in the CPSV-AP vocabulary (JSON-LD).
#[utoipa::path(get, path = "/api/v1/services.jsonld", operation_id = "listPublicServices",
    responses((status = 200, description = "The public services (CPSV-AP 3)", content_type = "application/ld+json", body = Object)))]
pub(super) async fn services(State(app): State<Arc<App>>) -> Answer {
    work(app, Locale::Fr, |cx, _| {
        let book = cx.shelf().latest()?;
        let services: Vec<Value> = book.rows.iter().map(|row| service(cx, &row.line)).collect();
        answer(&json!({
            "@context": {
                "cpsv": "http://purl.org/vocab/cpsv#",
                "cv": "http://data.europa.eu/m8g/",
                "dct": "http://purl.org/dc/terms/",
                "dcat": "http://www.w3.org/ns/dcat#",
                "skos": "http://www.w3.org/2004/02/skos/core#"
            },
            "@graph": services
        }))
    })
    .await
}

fn service(cx: &Context, line: &crate::edition::Line) -> Value {
    let site = cx.site();
    let french = |text: &String| json!({"@language": "fr", "@value": text});
    let own = site.absolute(&links::procedure(Locale::Fr, &line.procedure));
    let mut service = json!({
        "@id": own,
        "@type": "cpsv:PublicService",
        "dct:identifier": line.procedure,
        "dct:title": french(&line.name),
        "dct:language": {"@id": "http://publications.europa.eu/resource/authority/language/FRA"},
    });
    if let Some(name) = &line.administration {
        let key = parvis_kernel::slug(name);
        let id = site.absolute(&links::group(Locale::Fr, Dimension::Organisation, &key));
        service["cv:hasCompetentAuthority"] =
            json!({"@id": id, "@type": "cv:PublicOrganisation", "skos:prefLabel": french(name)});
    }
    if let Some(address) = &line.address {
        service["cv:hasChannel"] = json!({"@type": "cv:Channel", "dcat:accessURL": {"@id": address}});
    }
    if let Some(theme) = &line.theme {
        service["cv:thematicArea"] = json!({"@type": "skos:Concept", "skos:prefLabel": french(theme)});
    }
    if !line.audiences.is_empty() {
        let audience = |a: &String| json!({"@type": "skos:Concept", "skos:prefLabel": french(a)});
        service["dct:audience"] = line.audiences.iter().map(audience).collect();
    }
    service
}
