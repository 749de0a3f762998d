//! The Atom feed: editions and errata, newest first.

use axum::extract::{Extension, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use parvis_kernel::{Locale, Timestamp};
use parvis_web::Freshness;
use std::fmt::Write;
use std::sync::Arc;

use super::{App, Context, Refusal, work};
use crate::links;

struct Entry {
    id: String,
    title: String,
    href: String,
    at: Timestamp,
    author: String,
    text: String,
}

pub(super) async fn atom(
    State(app): State<Arc<App>>,
    Extension(locale): Extension<Locale>,
) -> Result<Response, Refusal> {
    work(app, locale, |cx, _| {
        let mut response = write(cx).into_response();
        let kind = HeaderValue::from_static("application/atom+xml; charset=utf-8");
        response.headers_mut().insert(header::CONTENT_TYPE, kind);
        response.extensions_mut().insert(Freshness::Minute);
        Ok(response)
    })
    .await
}

fn entries(cx: &Context) -> Vec<Entry> {
    let (words, locale) = (&cx.words, cx.locale());
    let editions = cx.published.editions.iter().filter_map(|e| {
        let publication = e.publication.as_ref()?;
        Some(Entry {
            id: links::edition(locale, &e.slug),
            title: words.a("edition-title", "month", words.month(e.month())),
            href: links::edition(locale, &e.slug),
            at: publication.at,
            author: publication.by.clone(),
            text: words.with(
                "feed-edition",
                &[("n", e.summary.procedures.into()), ("checksum", (&e.checksum).into())],
            ),
        })
    });
    let errata = cx.published.errata.iter().map(|e| Entry {
        id: format!("{}#erratum-{}", links::edition(locale, &e.edition), e.number),
        title: words.with("feed-erratum", &[("edition", (&e.edition).into()), ("n", e.number.into())]),
        href: links::errata(locale),
        at: e.published_at,
        author: e.author.clone(),
        text: match locale {
            Locale::Fr => e.text_fr.clone(),
            Locale::En => e.text_en.clone(),
        },
    });
    let mut all: Vec<Entry> = editions.chain(errata).collect();
    all.sort_by(|a, b| b.at.cmp(&a.at).then_with(|| b.id.cmp(&a.id)));
    all
}

fn write(cx: &Context) -> String {
    let (words, locale, site) = (&cx.words, cx.locale(), cx.site());
    let all = entries(cx);
    let updated = all.first().map_or(Timestamp::default(), |e| e.at);
    let own = site.absolute(&links::feed(locale));
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n\
         <title>{}</title>\n<id>{own}</id>\n<updated>{updated}</updated>\n\
         <link rel=\"self\" href=\"{own}\"/>\n<link href=\"{}\"/>\n<author><name>{}</name></author>\n",
        locale.as_str(),
        escape(&words.t("ui-feed")),
        escape(&site.absolute(&links::home(locale))),
        escape(&site.publisher(words)),
    );
    for e in all {
        let _ = write!(
            xml,
            "<entry>\n<title>{}</title>\n<id>{}</id>\n<link href=\"{}\"/>\n<updated>{}</updated>\n\
             <author><name>{}</name></author>\n<content type=\"text\">{}</content>\n</entry>\n",
            escape(&e.title),
            escape(&site.absolute(&e.id)),
            escape(&site.absolute(&e.href)),
            e.at,
            escape(&e.author),
            escape(&e.text),
        );
    }
    xml.push_str("</feed>\n");
    xml
}

/// Text as XML character data: control characters, which XML forbids, are dropped.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if c.is_control() && c != '\n' && c != '\t' => {}
            c => out.push(c),
        }
    }
    out
}
