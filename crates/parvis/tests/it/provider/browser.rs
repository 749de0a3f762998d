//! A plain browser: cookies for each site, forms, and no redirection followed unasked.

use parvis_outbound::http::{Request, header};
use parvis_outbound::{Answer, Outbound, OutboundSettings};
use std::cell::RefCell;
use std::collections::BTreeMap;

pub struct Browser {
    outbound: Outbound,
    /// Cookies, by site and name.
    jar: RefCell<BTreeMap<(String, String), String>>,
}

impl Browser {
    pub fn new() -> Self {
        let allowed = vec!["127.0.0.1".parse().unwrap()];
        let outbound = Outbound::new(OutboundSettings { allowed, ..OutboundSettings::default() }).unwrap();
        Self { outbound, jar: RefCell::default() }
    }

    pub fn get(&self, url: &str) -> Answer {
        self.ask("GET", url, None)
    }

    pub fn post(&self, url: &str, fields: &[(&str, &str)]) -> Answer {
        let mut body = form_urlencoded::Serializer::new(String::new());
        self.ask("POST", url, Some(body.extend_pairs(fields).finish()))
    }

    fn ask(&self, method: &str, url: &str, body: Option<String>) -> Answer {
        let site = site(url);
        let jar = self.jar.borrow();
        let own: Vec<String> = jar
            .iter()
            .filter(|((at, _), _)| *at == site)
            .map(|((_, name), value)| format!("{name}={value}"))
            .collect();
        drop(jar);
        let mut request = Request::builder().method(method).uri(url).header(header::COOKIE, own.join("; "));
        if body.is_some() {
            request = request
                .header(header::ORIGIN, &site)
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        }
        let answer =
            self.outbound.send(request.body(body.unwrap_or_default().into_bytes()).unwrap()).unwrap();
        for cookie in answer.headers().get_all(header::SET_COOKIE) {
            let cookie = cookie.to_str().unwrap();
            let (name, value) = cookie.split(';').next().unwrap().split_once('=').unwrap();
            let is_over = value.is_empty() || cookie.contains("Max-Age=0");
            let key = (site.clone(), name.to_owned());
            match is_over {
                true => self.jar.borrow_mut().remove(&key),
                false => self.jar.borrow_mut().insert(key, value.to_owned()),
            };
        }
        answer
    }

    /// Whether it holds a cookie of a site.
    pub fn has(&self, site: &str, name: &str) -> bool {
        self.jar.borrow().contains_key(&(site.to_owned(), name.to_owned()))
    }

    /// Follows redirections within a site; returns the first address that leaves it, or the page where they end.
    pub fn follow(&self, url: &str) -> Result<(String, Answer), String> {
        let mut url = url.to_owned();
        for _ in 0..10 {
            let answer = self.get(&url);
            let Some(next) = location(&answer, &url) else { return Ok((url, answer)) };
            if site(&next) != site(&url) {
                return Err(next);
            }
            url = next;
        }
        panic!("redirected in circles at {url}");
    }
}

/// `http://HOST:PORT`.
pub fn site(url: &str) -> String {
    url::Url::parse(url).unwrap().origin().ascii_serialization()
}

/// Where an answer leads, if it is a redirection.
pub fn location(answer: &Answer, from: &str) -> Option<String> {
    let to = answer.headers().get(header::LOCATION)?.to_str().unwrap();
    Some(url::Url::parse(from).unwrap().join(to).unwrap().into())
}

/// Where a page leads by itself.
pub fn onward(answer: &Answer) -> Option<String> {
    Some(answer.headers().get(header::REFRESH)?.to_str().unwrap().strip_prefix("0; url=").unwrap().to_owned())
}

pub fn text(answer: &Answer) -> String {
    String::from_utf8_lossy(answer.body()).into_owned()
}

/// The value of a field in a page.
pub fn field(page: &str, name: &str) -> String {
    let rest =
        page.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap_or_else(|| panic!("{name} in {page}"));
    rest.split('"').next().unwrap().to_owned()
}

/// A parameter of an address.
pub fn parameter(url: &str, name: &str) -> Option<String> {
    let url = url::Url::parse(url).unwrap();
    url.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
}

/// The address with a parameter changed, or taken away.
pub fn with(url: &str, name: &str, value: Option<&str>) -> String {
    let mut url = url::Url::parse(url).unwrap();
    let kept: Vec<(String, String)> = url
        .query_pairs()
        .filter(|(key, _)| key != name)
        .map(|(k, v)| (k.into_owned(), v.into_owned()))
        .collect();
    url.query_pairs_mut().clear().extend_pairs(kept).extend_pairs(value.map(|value| (name, value)));
    url.into()
}
