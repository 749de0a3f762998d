use askama::Template;
use parvis_i18n::Messages;

use crate::{Error, Letter};

/// What all letters of an installation share.
#[derive(Clone)]
pub struct Letterhead {
    /// Name of the service, as on its pages.
    pub service: String,
    /// The administration that writes.
    pub publisher: String,
    /// Address of the site, in full.
    pub url: String,
    pub messages: Messages,
}

/// A letter in its two forms, which say the same.
#[derive(Clone, PartialEq, Eq)]
pub struct Page {
    pub html: String,
    pub text: String,
}

impl Letterhead {
    /// The letter in its frame; `has_reply` tells the recipient that answers are read.
    ///
    /// # Errors
    /// [`Error::Letter`] when the address of its action is not one of the web.
    pub fn render(&self, letter: &Letter, has_reply: bool) -> Result<Page, Error> {
        let words = FrameWords::new(self, letter, has_reply)?;
        let text = TextPage { words: &words, letter }.render().map_err(Error::unwritten)?;
        let html = HtmlPage { body: Body::new(&words, letter) }.render().map_err(Error::unwritten)?;
        Ok(Page { html, text })
    }
}

/// The frame's own words.
struct FrameWords<'a> {
    service: &'a str,
    site: &'a str,
    link: String,
    /// The action's label as it comes before its address in plain text.
    action: String,
    sent_by: String,
    replies: String,
}

impl<'a> FrameWords<'a> {
    fn new(head: &'a Letterhead, letter: &Letter, has_reply: bool) -> Result<Self, Error> {
        let is_web = |url: &str| url.starts_with("https://") || url.starts_with("http://");
        let words = head.messages.words(letter.locale);
        let action = match &letter.action {
            Some(action) if !is_web(&action.url) || action.url.contains(|c: char| c.is_control()) => {
                return Err(Error::Letter("the address of its action is not one of the web".to_owned()));
            }
            Some(action) => words.a("mail-action", "label", &action.label),
            None => String::new(),
        };
        Ok(Self {
            service: &head.service,
            site: &head.url,
            link: words.t("mail-link"),
            action,
            sent_by: words.with(
                "mail-sent-by",
                &[("service", head.service.as_str().into()), ("publisher", head.publisher.as_str().into())],
            ),
            replies: if has_reply { words.t("mail-reply") } else { words.t("mail-no-reply") },
        })
    }
}

#[derive(Template)]
#[template(path = "body.html")]
struct Body<'a> {
    lang: &'static str,
    words: &'a FrameWords<'a>,
    letter: &'a Letter,
}

impl<'a> Body<'a> {
    fn new(words: &'a FrameWords<'a>, letter: &'a Letter) -> Self {
        Self { lang: letter.locale.as_str(), words, letter }
    }
}

#[derive(Template)]
#[template(path = "letter.html")]
struct HtmlPage<'a> {
    body: Body<'a>,
}

#[derive(Template)]
#[template(path = "letter.txt")]
struct TextPage<'a> {
    words: &'a FrameWords<'a>,
    letter: &'a Letter,
}
