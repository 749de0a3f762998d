use askama::Template;
use parvis_i18n::Words;

use crate::frame::{Address, Crumb, Frame};
use crate::site::Site;

/// A form that can be sent again as it was: nothing that somebody wrote is lost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Again {
    pub action: String,
    pub label: String,
    pub fields: Vec<(String, String)>,
}

/// A page for whoever has to come back in a moment.
#[derive(Template)]
#[template(path = "busy.html")]
pub struct BusyPage {
    pub frame: Frame,
    pub heading: String,
    pub explanation: String,
    pub again: Option<Again>,
}

impl BusyPage {
    pub fn new(
        site: &Site,
        words: &Words,
        heading: String,
        explanation: String,
        again: Option<Again>,
    ) -> Self {
        let address = Address::of(|locale| format!("/{}", locale.as_str()));
        let mut frame = Frame::new(site, words, heading.clone(), address).minor(true);
        frame.crumbs.push(Crumb { label: heading.clone(), href: String::new() });
        Self { frame, heading, explanation, again }
    }
}
