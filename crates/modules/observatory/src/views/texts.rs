//! Pages that explain: method, data, interface, accessibility, legal notice, site map.

use askama::Template;
use parvis_i18n::Words;
use parvis_kernel::Locale;
use parvis_measures::Indicators;
use parvis_ui::{Address, Frame, Site};

use super::{by_name, capital};
use crate::edition::{Dimension, Edition};
use crate::links;
use crate::shelf::Published;

/// How figures are made.
#[derive(Template)]
#[template(path = "method.html")]
pub(crate) struct MethodPage<'p> {
    pub frame: Frame,
    pub w: &'p Words,
    pub indicators: Vec<(String, String, String)>,
    pub levels: Vec<(String, String, String)>,
    pub parts: Vec<(&'static str, String, Vec<String>)>,
}

/// The parts of the method page and how many paragraphs each has.
const METHOD: [(&str, usize); 6] =
    [("grades", 3), ("uncertainty", 4), ("series", 2), ("suspect", 1), ("groups", 2), ("editions", 3)];

impl<'p> MethodPage<'p> {
    pub fn new(site: &Site, words: &'p Words) -> Self {
        let locale = words.locale();
        let indicator = |i: &parvis_measures::Indicator| {
            let goal = i.goal.get(locale).to_owned();
            (i.name.get(locale).to_owned(), links::indicator(locale, &i.slug), goal)
        };
        let level = |l: &parvis_measures::Level| {
            let key = l.as_str().replace('_', "-");
            (key.clone(), words.t(&format!("level-{key}")), words.t(&format!("level-{key}-text")))
        };
        let part = |(slug, count): &(&'static str, usize)| {
            let paragraphs = (1..=*count).map(|n| words.t(&format!("method-{slug}-{n}"))).collect();
            (*slug, words.t(&format!("method-{slug}")), paragraphs)
        };
        let frame = Frame::new(site, words, words.t("method-title"), Address::of(links::method))
            .described(words.t("method-lead"))
            .under(words.t("method-title"), "");
        Self {
            frame,
            w: words,
            indicators: Indicators::standard().public().map(indicator).collect(),
            levels: parvis_measures::Level::ALL.iter().map(level).collect(),
            parts: METHOD.iter().map(part).collect(),
        }
    }
}

/// Files and addresses for machines.
#[derive(Template)]
#[template(path = "data.html")]
pub(crate) struct DataPage<'p> {
    pub frame: Frame,
    pub w: &'p Words,
    pub editions: Vec<Download>,
    pub interface: String,
}

/// The files of one edition.
pub(crate) struct Download {
    pub title: String,
    pub canonical: String,
    pub checksum: String,
    /// Address and name of each format.
    pub files: Vec<(String, &'static str)>,
}

impl<'p> DataPage<'p> {
    pub fn new(site: &Site, words: &'p Words, published: &Published) -> Self {
        let locale = words.locale();
        let edition = |e: &Edition| {
            let file = |ext: &'static str, name| (links::download(locale, &e.slug, ext, ""), name);
            let files =
                vec![file("csv", "CSV"), file("ods", "ODS"), file("xlsx", "XLSX"), file("json", "JSON")];
            Download {
                title: capital(&words.month(e.month())),
                canonical: links::canonical(&e.slug),
                checksum: e.checksum.clone(),
                files,
            }
        };
        let frame = Frame::new(site, words, words.t("data-title"), Address::of(links::data))
            .described(words.t("data-lead"))
            .under(words.t("menu-data"), "");
        Self {
            frame,
            w: words,
            editions: published.editions.iter().map(edition).collect(),
            interface: links::interface(locale),
        }
    }
}

/// The interface, readable.
#[derive(Template)]
#[template(path = "interface.html")]
pub(crate) struct InterfacePage<'p> {
    pub frame: Frame,
    pub w: &'p Words,
    pub endpoints: Vec<Endpoint>,
}

/// One address of the interface.
pub(crate) struct Endpoint {
    pub id: String,
    pub method: String,
    pub path: String,
    pub summary: String,
    pub description: String,
    pub parameters: Vec<Parameter>,
    pub answers: Vec<(String, String)>,
}

pub(crate) struct Parameter {
    pub name: String,
    pub place: String,
    pub is_required: bool,
    pub description: String,
}

impl<'p> InterfacePage<'p> {
    /// `document` is the OpenAPI document that machines read: the page cannot say anything else.
    pub fn new(site: &Site, words: &'p Words, document: &serde_json::Value) -> Self {
        let text = |v: &serde_json::Value| v.as_str().unwrap_or("").to_owned();
        let mut endpoints = Vec::new();
        for (path, methods) in document["paths"].as_object().into_iter().flatten() {
            for (method, operation) in methods.as_object().into_iter().flatten() {
                let parameter = |p: &serde_json::Value| Parameter {
                    name: text(&p["name"]),
                    place: text(&p["in"]),
                    is_required: p["required"].as_bool().unwrap_or(false),
                    description: text(&p["description"]),
                };
                let answers = operation["responses"].as_object().into_iter().flatten();
                endpoints.push(Endpoint {
                    id: text(&operation["operationId"]),
                    method: method.to_uppercase(),
                    path: path.clone(),
                    summary: text(&operation["summary"]),
                    description: text(&operation["description"]),
                    parameters: operation["parameters"]
                        .as_array()
                        .into_iter()
                        .flatten()
                        .map(parameter)
                        .collect(),
                    answers: answers.map(|(status, a)| (status.clone(), text(&a["description"]))).collect(),
                });
            }
        }
        let frame = Frame::new(site, words, words.t("interface-title"), Address::of(links::interface))
            .described(words.t("interface-lead"))
            .under(words.t("menu-data"), links::data(words.locale()))
            .under(words.t("interface-title"), "");
        Self { frame, w: words, endpoints }
    }
}

/// The accessibility statement of the site itself.
#[derive(Template)]
#[template(path = "accessibility.html")]
pub(crate) struct AccessibilityPage<'p> {
    pub frame: Frame,
    pub w: &'p Words,
    pub publisher: String,
    pub contact: Option<(String, String)>,
}

impl<'p> AccessibilityPage<'p> {
    pub fn new(site: &Site, words: &'p Words) -> Self {
        let frame =
            Frame::new(site, words, words.t("accessibility-title"), Address::of(links::accessibility))
                .described(words.t("accessibility-lead"))
                .under(words.t("accessibility-title"), "");
        let contact = site.contact_link().map(|(href, text)| (href, text.to_owned()));
        Self { frame, w: words, publisher: site.publisher(words), contact }
    }
}

/// Who publishes, and what is done with personal data.
#[derive(Template)]
#[template(path = "legal.html")]
pub(crate) struct LegalPage<'p> {
    pub frame: Frame,
    pub w: &'p Words,
    pub publisher: String,
    pub contact: Option<(String, String)>,
    pub is_demo: bool,
}

impl<'p> LegalPage<'p> {
    pub fn new(site: &Site, words: &'p Words) -> Self {
        let frame = Frame::new(site, words, words.t("legal-title"), Address::of(links::legal))
            .described(words.t("legal-lead"))
            .under(words.t("legal-title"), "");
        let contact = site.contact_link().map(|(href, text)| (href, text.to_owned()));
        Self { frame, w: words, publisher: site.publisher(words), contact, is_demo: site.demo }
    }
}

/// Every page of the site.
#[derive(Template)]
#[template(path = "site_map.html")]
pub(crate) struct SiteMapPage<'p> {
    pub frame: Frame,
    pub w: &'p Words,
    pub sections: Vec<MapSection>,
}

pub(crate) struct MapSection {
    pub title: String,
    pub is_french: bool,
    pub links: Vec<(String, String)>,
}

impl<'p> SiteMapPage<'p> {
    /// `procedures` are `(slug, name)`.
    pub fn new(
        site: &Site,
        words: &'p Words,
        published: &Published,
        procedures: Vec<(String, String)>,
    ) -> Self {
        let locale = words.locale();
        let page = |key: &str, href: String| (words.t(key), href);
        let mut sections = vec![MapSection {
            title: words.t("map-pages"),
            is_french: false,
            links: vec![
                page("ui-home", links::home(locale)),
                page("menu-groups", links::groups(locale)),
                page("menu-indicators", links::indicators(locale)),
                page("errata-title", links::errata(locale)),
                page("method-title", links::method(locale)),
                page("menu-data", links::data(locale)),
                page("interface-title", links::interface(locale)),
                page("accessibility-title", links::accessibility(locale)),
                page("legal-title", links::legal(locale)),
            ],
        }];
        let editions = published.editions.iter();
        let mut all: Vec<(String, String)> = vec![page("archive-title", links::editions(locale))];
        all.extend(editions.map(|e| (capital(&words.month(e.month())), links::edition(locale, &e.slug))));
        sections.push(MapSection { title: words.t("menu-editions"), is_french: false, links: all });
        let indicators = Indicators::standard().public();
        sections.push(MapSection {
            title: words.t("menu-indicators"),
            is_french: false,
            links: indicators
                .map(|i| (i.name.get(locale).to_owned(), links::indicator(locale, &i.slug)))
                .collect(),
        });
        for (dimension, groups) in published.latest().iter().flat_map(|e| &e.summary.groups) {
            let link = |(key, group): (&String, &crate::edition::Group)| {
                let name = super::edition::group_name(words, *dimension, &group.name);
                (name, links::group(locale, *dimension, key))
            };
            let mut links: Vec<(String, String)> = groups.iter().map(link).collect();
            by_name(&mut links, |l| &l.0);
            let is_french = *dimension != Dimension::Audience && locale != Locale::Fr;
            let title = words.t(&super::group::dimension_key(*dimension, "-plural"));
            sections.push(MapSection { title, is_french, links });
        }
        let mut links: Vec<(String, String)> =
            procedures.into_iter().map(|(slug, name)| (name, links::procedure(locale, &slug))).collect();
        by_name(&mut links, |l| &l.0);
        sections.push(MapSection {
            title: words.t("menu-procedures"),
            is_french: locale != Locale::Fr,
            links,
        });
        let frame = Frame::new(site, words, words.t("map-title"), Address::of(links::site_map))
            .described(words.t("map-title"))
            .under(words.t("map-title"), "");
        Self { frame, w: words, sections }
    }
}
