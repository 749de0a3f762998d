//! A page as browsers read it: elements, attributes, text, and what is wrong in its marks.

mod index;
mod lines;
mod sink;

use std::fmt::Write as _;
use std::sync::OnceLock;

pub use lines::Line;
pub use sink::parse;

/// A page's tree.
#[derive(Debug, Default)]
pub struct Dom {
    nodes: Vec<Node>,
    pub doctype: Option<Doctype>,
    /// Browsers read it as pages of the last century were.
    pub is_quirks: bool,
    /// What the parser found wrong, in order, each with its line.
    pub problems: Vec<(u64, String)>,
    /// It was built so deep that only its beginning was read.
    pub is_cut: bool,
    index: OnceLock<index::Index>,
    /// Its text, each line with the place of its element.
    lines: OnceLock<Vec<(usize, String)>>,
}

/// Elements within one another at most: what is deeper is put beside, as browsers do.
const DEEPEST: u16 = 512;
/// Bytes of an element's text, about: what is longer says nothing more to a rule.
const TEXT_MOST: usize = 200_000;

/// `<!DOCTYPE html>`: where it stands is the parser's to judge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doctype {
    pub name: String,
    pub public: String,
}

#[derive(Debug)]
struct Node {
    parent: Option<usize>,
    children: Vec<usize>,
    what: What,
    line: u64,
    depth: u16,
}

#[derive(Debug)]
enum What {
    /// The document, the content of a template, or something passed over.
    Other,
    Text(String),
    Element {
        name: String,
        attributes: Vec<(String, String)>,
    },
}

/// An element of a page.
#[derive(Debug, Clone, Copy)]
pub struct El<'d> {
    dom: &'d Dom,
    at: usize,
}

impl PartialEq for El<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.at == other.at
    }
}

impl Dom {
    /// Every element, in the order of the page.
    pub fn all(&self) -> impl Iterator<Item = El<'_>> {
        let mut order = Vec::new();
        let mut stack = vec![0];
        while let Some(at) = stack.pop() {
            if let Some(node) = self.nodes.get(at) {
                if matches!(node.what, What::Element { .. }) {
                    order.push(El { dom: self, at });
                }
                stack.extend(node.children.iter().rev());
            }
        }
        order.into_iter()
    }

    /// The elements of a name, in small letters.
    pub fn named<'d>(&'d self, name: &'d str) -> impl Iterator<Item = El<'d>> {
        self.all().filter(move |el| el.name() == name)
    }

    /// The element that bears an identifier.
    pub fn by_id(&self, id: &str) -> Option<El<'_>> {
        self.index().with_id(id).first().map(|at| El { dom: self, at: *at })
    }
}

impl<'d> El<'d> {
    pub const fn dom(self) -> &'d Dom {
        self.dom
    }

    /// In small letters.
    pub fn name(self) -> &'d str {
        match &self.dom.nodes[self.at].what {
            What::Element { name, .. } => name,
            _ => "",
        }
    }

    pub fn is(self, names: &[&str]) -> bool {
        names.contains(&self.name())
    }

    pub fn attributes(self) -> &'d [(String, String)] {
        match &self.dom.nodes[self.at].what {
            What::Element { attributes, .. } => attributes,
            _ => &[],
        }
    }

    /// The value of an attribute; empty for one without a value.
    pub fn attr(self, name: &str) -> Option<&'d str> {
        self.attributes().iter().find(|(one, _)| one == name).map(|(_, value)| value.as_str())
    }

    /// The value of an attribute, trimmed; none when nothing is left.
    pub fn says(self, name: &str) -> Option<&'d str> {
        self.attr(name).map(str::trim).filter(|value| !value.is_empty())
    }

    pub fn has(self, name: &str) -> bool {
        self.attr(name).is_some()
    }

    /// The line of the source where it begins.
    pub fn line(self) -> u64 {
        self.dom.nodes[self.at].line
    }

    /// The elements it is in, the closest first.
    pub fn ancestors(self) -> impl Iterator<Item = El<'d>> {
        let dom = self.dom;
        let up = move |at: &usize| dom.nodes[*at].parent;
        std::iter::successors(dom.nodes[self.at].parent, up)
            .map(move |at| El { dom, at })
            .filter(|el| !el.name().is_empty())
    }

    /// The closest element of one of these names that it is in.
    pub fn within(self, names: &[&str]) -> Option<El<'d>> {
        self.ancestors().find(|el| el.is(names))
    }

    /// The elements in it, in order.
    pub fn inside(self) -> impl Iterator<Item = El<'d>> {
        let mut order = Vec::new();
        let mut stack: Vec<usize> = self.dom.nodes[self.at].children.iter().rev().copied().collect();
        while let Some(at) = stack.pop() {
            let node = &self.dom.nodes[at];
            if matches!(node.what, What::Element { .. }) {
                order.push(El { dom: self.dom, at });
            }
            stack.extend(node.children.iter().rev());
        }
        order.into_iter()
    }

    /// The elements right under it.
    pub fn children(self) -> impl Iterator<Item = El<'d>> {
        let dom = self.dom;
        dom.nodes[self.at]
            .children
            .iter()
            .map(move |at| El { dom, at: *at })
            .filter(|el| !el.name().is_empty())
    }

    /// The element that follows it.
    pub fn next(self) -> Option<El<'d>> {
        self.dom.index().next(self.at).map(|at| El { dom: self.dom, at })
    }

    /// Its text as it is read, spaces gathered; without what scripts and styles hold.
    pub fn text(self) -> String {
        let mut text = String::new();
        self.gather(&mut text, &|_| None, 0);
        gathered(&text)
    }

    /// Its text, with something else in the place of elements for which `instead` says so.
    pub fn text_with(self, instead: &dyn Fn(El<'d>) -> Option<String>) -> String {
        let mut text = String::new();
        self.gather(&mut text, instead, 0);
        gathered(&text)
    }

    fn gather(self, text: &mut String, instead: &dyn Fn(El<'d>) -> Option<String>, depth: u16) {
        // Deeper than any page is built: the parser's mending can go beyond what it lets pages do.
        if depth > 2 * DEEPEST || text.len() > TEXT_MOST {
            return;
        }
        for at in &self.dom.nodes[self.at].children {
            if text.len() > TEXT_MOST {
                return;
            }
            match &self.dom.nodes[*at].what {
                What::Text(piece) => text.push_str(piece),
                What::Element { name, .. } => {
                    let el = El { dom: self.dom, at: *at };
                    if matches!(name.as_str(), "script" | "style" | "template") {
                        continue;
                    }
                    let is_block = !INLINE.contains(&name.as_str());
                    if is_block {
                        text.push(' ');
                    }
                    match instead(el) {
                        Some(other) => text.push_str(&other),
                        None => el.gather(text, instead, depth + 1),
                    }
                    if is_block {
                        text.push(' ');
                    }
                }
                What::Other => {}
            }
        }
    }

    /// A CSS selector that finds this element: by its identifier when it has one of its own, else by its place.
    pub fn selector(self) -> String {
        let mut parts = Vec::new();
        for el in std::iter::once(self).chain(self.ancestors()) {
            if let Some(id) = el.says("id").filter(|id| is_plain(id))
                && self.dom.index().with_id(id).len() == 1
            {
                parts.push(format!("#{id}"));
                break;
            }
            parts.push(el.step());
            if el.is(&["body", "head", "html"]) {
                break;
            }
        }
        parts.reverse();
        parts.join(" > ")
    }

    /// Its name, and its place among those of the same name.
    fn step(self) -> String {
        match self.dom.index().place(self.at) {
            (place, all) if all > 1 => format!("{}:nth-of-type({place})", self.name()),
            _ => self.name().to_owned(),
        }
    }

    /// How it begins in the source, shortened.
    pub fn excerpt(self) -> String {
        const MOST: usize = 160;
        let mut text = format!("<{}", self.name());
        for (name, value) in self.attributes() {
            let _ = write!(text, " {name}=\"{value}\"");
        }
        text.push('>');
        let inner = self.text();
        text.push_str(&inner);
        let is_long = text.chars().count() > MOST;
        let mut text: String = text.chars().take(MOST).collect();
        if is_long {
            text.push('…');
        }
        text
    }
}

/// Elements that stand within a line: their text touches that around them.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font",
    "i", "img", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub",
    "sup", "svg", "time", "tt", "u", "var", "wbr",
];

/// Spaces of any kind gathered into one, none at the ends.
fn gathered(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// An identifier that a selector can hold as it is.
fn is_plain(id: &str) -> bool {
    let starts = id.chars().next().is_some_and(|c| c.is_ascii_alphabetic() || c == '_');
    starts && id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
}
