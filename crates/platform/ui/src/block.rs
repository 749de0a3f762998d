//! The pieces of a page behind the sign-in: an author puts them one under the other.

use askama::Template;

use crate::form::{Form, Input};

/// How much attention something asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    Info,
    Success,
    Warning,
    Error,
}

impl Tone {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Success => "success",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// A link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    pub label: String,
    pub href: String,
}

impl Link {
    pub fn new(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self { label: label.into(), href: href.into() }
    }
}

/// What stands in a cell of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    Text(String),
    /// A text in another language than the page.
    Said {
        lang: &'static str,
        text: String,
    },
    Link(Link),
    Badge(Tone, String),
    /// Text in pieces, those that are looked for marked.
    Marked(Vec<(String, bool)>),
    /// A form of one button. `about` completes the button's label for those who hear it alone.
    Button {
        label: String,
        about: String,
        action: String,
        values: Vec<(String, String)>,
    },
    /// Several, one under the other.
    All(Vec<Cell>),
}

impl Cell {
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    pub fn link(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self::Link(Link::new(label, href))
    }

    pub fn button(label: impl Into<String>, about: impl Into<String>, action: impl Into<String>) -> Self {
        Self::Button { label: label.into(), about: about.into(), action: action.into(), values: Vec::new() }
    }

    /// A text and the stretches of bytes in it that are looked for, in order and apart; others are passed over.
    pub fn marked(text: &str, found: &[(usize, usize)]) -> Self {
        let (mut pieces, mut done) = (Vec::new(), 0);
        for (start, end) in found {
            if let (Some(before), Some(inside)) = (text.get(done..*start), text.get(*start..*end)) {
                pieces.extend([(before.to_owned(), false), (inside.to_owned(), true)]);
                done = *end;
            }
        }
        pieces.push((text.get(done..).unwrap_or("").to_owned(), false));
        pieces.retain(|(piece, _)| !piece.is_empty());
        Self::Marked(pieces)
    }

    /// The parts of a cell, itself when it has one.
    pub fn parts(&self) -> Vec<&Self> {
        match self {
            Self::All(parts) => parts.iter().collect(),
            Self::Text(text) if text.is_empty() => Vec::new(),
            one => vec![one],
        }
    }
}

/// A table: a card for each row on a narrow screen. The first cell of a row names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Unique on the page.
    pub id: String,
    pub caption: String,
    pub columns: Vec<String>,
    pub rows: Vec<Vec<Cell>>,
    /// What is said when there is no row.
    pub empty: String,
}

/// One piece of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    Heading(String),
    Text(String),
    /// Something to know before going on.
    Alert {
        tone: Tone,
        title: String,
        text: String,
    },
    /// Pairs of a name and what it is.
    Facts(Vec<(String, Cell)>),
    Table(Table),
    Form(Form),
    Links(Vec<Link>),
    /// Links that are the next steps: the first one is the usual one.
    Steps(Vec<Link>),
    /// Text to be copied exactly.
    Code(Vec<String>),
    /// Something made by us that is HTML already: a picture with its title.
    Picture(String),
    /// Shown when asked for.
    More {
        summary: String,
        blocks: Vec<Block>,
    },
}

/// A piece as it is written out.
#[derive(Template)]
#[template(path = "block.html")]
pub(crate) struct BlockView<'b> {
    pub block: &'b Block,
    /// The form token of the reader's session.
    pub token: &'b str,
    /// Said beside a field that may be left empty.
    pub optional: &'b str,
    /// Said above a form of which none may (RGAA 4.1, 11.10).
    pub all_required: &'b str,
}

impl<'b> BlockView<'b> {
    fn inner(&self, block: &'b Block) -> BlockView<'b> {
        BlockView { block, ..*self }
    }
}

impl Block {
    /// Whether the script of passkeys is needed.
    pub fn has_ceremony(&self) -> bool {
        match self {
            Self::Form(form) => form.ceremony.is_some(),
            Self::More { blocks, .. } => blocks.iter().any(Self::has_ceremony),
            _ => false,
        }
    }

    /// What is wrong in the forms: pairs of the field's identifier and message.
    pub fn errors(&self) -> Vec<(String, String)> {
        match self {
            Self::Form(form) => form.errors(),
            Self::More { blocks, .. } => blocks.iter().flat_map(Self::errors).collect(),
            _ => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_put_around_text_and_never_make_html() {
        let text = "<b>délai</b> & délais";
        let cell = Cell::marked(text, &[(3, 9), (16, 23)]);
        let facts = Block::Facts(vec![("n".into(), cell)]);
        let html = BlockView { block: &facts, token: "", optional: "", all_required: "" }.render().unwrap();
        assert!(
            html.contains("&#60;b&#62;<mark>délai</mark>&#60;/b&#62; &#38; <mark>délais</mark>"),
            "{html}"
        );
        let odd = Cell::marked("é", &[(1, 2), (0, 9)]);
        assert_eq!(odd, Cell::Marked(vec![("é".into(), false)]));
    }
}
