use askama::Template;
use parvis_i18n::Words;
use parvis_kernel::{ErrorKind, Locale};

use crate::site::{MenuEntry, Site, Theme};

/// A page's address in each language, query included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    pub fr: String,
    pub en: String,
}

impl Address {
    /// An address whose two forms come from one function.
    pub fn of(form: impl Fn(Locale) -> String) -> Self {
        Self { fr: form(Locale::Fr), en: form(Locale::En) }
    }

    pub fn get(&self, locale: Locale) -> &str {
        match locale {
            Locale::Fr => &self.fr,
            Locale::En => &self.en,
        }
    }
}

/// One step of the breadcrumb; the last one is the page itself.
#[derive(Debug, Clone)]
pub struct Crumb {
    pub label: String,
    pub href: String,
}

/// One entry of a menu.
#[derive(Debug, Clone)]
pub struct MenuItem {
    pub label: String,
    pub href: String,
    pub is_current: bool,
}

/// The page in another language, or in its own.
#[derive(Debug, Clone)]
pub struct Language {
    pub locale: Locale,
    /// Name of the language, in itself.
    pub name: &'static str,
    pub href: String,
    pub is_current: bool,
}

/// Who is signed in, in the header.
#[derive(Debug, Clone)]
pub struct AccountBar {
    pub name: String,
    /// The agent's own page.
    pub href: String,
    pub sign_out: String,
    pub sign_out_action: String,
    pub token: String,
}

/// Everything of a page but its content.
#[derive(Debug, Clone)]
pub struct Frame {
    /// What the tab and a search engine show, without the site's name.
    pub title: String,
    pub description: String,
    pub address: Address,
    /// The steps between the home page and this one.
    pub crumbs: Vec<Crumb>,
    /// Not for search engines: a view with filters, an error.
    pub is_minor: bool,
    pub locale: Locale,
    /// Those offered; nothing to choose when there is one alone.
    pub languages: Vec<Language>,
    pub service: String,
    pub menu: Vec<MenuItem>,
    pub footer: Vec<MenuItem>,
    pub canonical: String,
    pub stylesheet: String,
    pub is_state: bool,
    pub is_demo: bool,
    pub feed: String,
    /// None on public pages, which are the same for everyone.
    pub account: Option<AccountBar>,
    #[doc(hidden)]
    pub words: FrameWords,
}

/// The frame's own words, looked up once.
#[derive(Debug, Clone)]
pub struct FrameWords {
    pub skip: String,
    pub quick: String,
    pub menu: String,
    pub tagline: String,
    pub language: String,
    pub here: String,
    pub home: String,
    pub demo: String,
    pub feed: String,
    pub published_by: String,
    pub footer: String,
    pub free: String,
}

impl Frame {
    pub fn new(site: &Site, words: &Words, title: impl Into<String>, address: Address) -> Self {
        let locale = words.locale();
        let here = address.get(locale).split('?').next().unwrap_or("").to_owned();
        let items = |all: &[MenuEntry]| {
            let item = |(key, href): &MenuEntry| {
                let href = href(locale);
                MenuItem { label: words.t(key), is_current: href == here, href }
            };
            all.iter().map(item).collect()
        };
        Self {
            title: title.into(),
            description: words.t("ui-description"),
            crumbs: Vec::new(),
            is_minor: false,
            locale,
            service: site.title(words),
            menu: items(&site.menu),
            footer: items(&site.footer),
            canonical: site.absolute(&here),
            stylesheet: site.stylesheet.clone(),
            is_state: site.theme == Theme::State,
            is_demo: site.demo,
            feed: format!("/{}/atom.xml", locale.as_str()),
            account: None,
            words: FrameWords::new(words, &site.publisher(words)),
            languages: languages(&site.languages, locale, &address),
            address,
        }
    }

    /// Adds a step to the breadcrumb.
    #[must_use]
    pub fn under(mut self, label: impl Into<String>, href: impl Into<String>) -> Self {
        self.crumbs.push(Crumb { label: label.into(), href: href.into() });
        self
    }

    #[must_use]
    pub fn described(mut self, description: impl Into<String>) -> Self {
        self.description = description.into();
        self
    }

    #[must_use]
    pub fn minor(mut self, is_minor: bool) -> Self {
        self.is_minor = is_minor;
        self
    }

    /// The page in each other language that is offered.
    pub fn others(&self) -> impl Iterator<Item = &Language> {
        self.languages.iter().filter(|language| !language.is_current)
    }

    pub fn is_home(&self) -> bool {
        self.address.get(self.locale) == format!("/{}", self.locale.as_str())
    }
}

/// The languages to choose from: those offered and the page's own, if there is a choice.
fn languages(offered: &[Locale], own: Locale, address: &Address) -> Vec<Language> {
    let shown = |locale: &&Locale| offered.contains(locale) || **locale == own;
    let item = |locale: &Locale| Language {
        locale: *locale,
        name: locale.name(),
        href: address.get(*locale).to_owned(),
        is_current: *locale == own,
    };
    let all: Vec<_> = Locale::ALL.iter().filter(shown).map(item).collect();
    if all.len() > 1 { all } else { Vec::new() }
}

impl FrameWords {
    fn new(words: &Words, publisher: &str) -> Self {
        Self {
            skip: words.t("ui-skip"),
            quick: words.t("ui-quick"),
            menu: words.t("ui-menu"),
            tagline: words.t("ui-tagline"),
            language: words.t("ui-language"),
            here: words.t("ui-here"),
            home: words.t("ui-home"),
            demo: words.t("ui-demo"),
            feed: words.t("ui-feed"),
            published_by: words.a("ui-published-by", "publisher", publisher),
            footer: words.t("ui-footer"),
            free: words.t("ui-free-software"),
        }
    }
}

/// A page that says what went wrong and what to do.
#[derive(Template)]
#[template(path = "error.html")]
pub struct ErrorPage {
    pub frame: Frame,
    pub heading: String,
    pub explanation: String,
    /// What can be done: `(label, address)`.
    pub ways_out: Vec<(String, String)>,
}

impl ErrorPage {
    /// The page of a kind of error; `detail` says what exactly, when something useful can be said.
    pub fn new(site: &Site, words: &Words, kind: ErrorKind, detail: Option<String>) -> Self {
        let name = match kind {
            ErrorKind::NotFound => "not-found",
            ErrorKind::Invalid => "invalid",
            ErrorKind::Forbidden => "forbidden",
            ErrorKind::Conflict => "conflict",
            ErrorKind::Unavailable => "unavailable",
        };
        let heading = words.t(&format!("ui-error-{name}"));
        let address = Address::of(|locale| format!("/{}", locale.as_str()));
        let mut frame = Frame::new(site, words, heading.clone(), address).minor(true);
        frame.crumbs.push(Crumb { label: heading.clone(), href: String::new() });
        let ways_out = std::iter::once(&("ui-home", Self::home as fn(Locale) -> String)).chain(&site.menu);
        let ways_out = ways_out.map(|(key, href)| (words.t(key), href(words.locale()))).collect();
        let explanation = detail.unwrap_or_else(|| words.t(&format!("ui-error-{name}-text")));
        Self { frame, heading, explanation, ways_out }
    }

    fn home(locale: Locale) -> String {
        format!("/{}", locale.as_str())
    }
}
