use askama::Template;
use parvis_i18n::Words;

use crate::block::{Block, BlockView};
use crate::frame::Frame;

/// A page behind the sign-in, or on the way to it.
#[derive(Template)]
#[template(path = "desk.html")]
pub struct DeskPage {
    pub frame: Frame,
    pub heading: String,
    pub lead: String,
    pub blocks: Vec<Block>,
    /// The form token of the reader's session.
    pub token: String,
    /// The page's one script: nonce, address, integrity.
    pub script: Option<(String, String, String)>,
    errors: Vec<(String, String)>,
    errors_title: String,
    optional: String,
    all_required: String,
}

impl DeskPage {
    /// A page whose title is its heading; a title that says so when a form was refused.
    pub fn new(mut frame: Frame, words: &Words, token: String, blocks: Vec<Block>) -> Self {
        let errors: Vec<_> = blocks.iter().flat_map(Block::errors).collect();
        let heading = frame.title.clone();
        if !errors.is_empty() {
            frame.title = words.a("ui-error-prefix", "title", heading.as_str());
        }
        Self {
            frame: frame.minor(true),
            heading,
            lead: String::new(),
            blocks,
            token,
            script: None,
            errors_title: words.a("ui-errors", "n", errors.len()),
            errors,
            optional: words.t("ui-optional"),
            all_required: words.t("ui-all-required"),
        }
    }

    #[must_use]
    pub fn led(mut self, lead: impl Into<String>) -> Self {
        self.lead = lead.into();
        self
    }

    /// Whether a form was refused.
    pub fn is_refused(&self) -> bool {
        !self.errors.is_empty()
    }

    fn view<'v>(&'v self, block: &'v Block) -> BlockView<'v> {
        BlockView { block, token: &self.token, optional: &self.optional, all_required: &self.all_required }
    }
}
