//! Building the tree as the parser goes.

use html5ever::interface::{
    Attribute, ElementFlags, ExpandedName, NodeOrText, QualName, QuirksMode, TreeSink,
};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tokenizer::TokenizerOpts;
use html5ever::{ParseOpts, parse_document};
use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::{DEEPEST, Doctype, Dom, Node, What};

/// Elements and texts of one page: more are passed over.
const MOST_NODES: usize = 100_000;
/// What is wrong that is kept: more says nothing new.
const MOST_PROBLEMS: usize = 200;

/// Elements that would stand too deep: after so many, the rest of a page is not read. The parser goes through all that is
/// open with each mark, and pages can open what they never close.
const MOST_TOO_DEEP: usize = 1_000;
/// Bytes read before that is looked at.
const PIECE: usize = 8 * 1024;

/// Reads a page.
pub fn parse(html: &str) -> Dom {
    let tokenizer = TokenizerOpts { exact_errors: true, ..TokenizerOpts::default() };
    let options = ParseOpts { tokenizer, ..ParseOpts::default() };
    let sink = Sink::default();
    let too_deep = Rc::clone(&sink.too_deep);
    let (mut parser, mut rest) = (parse_document(sink, options), html);
    while !rest.is_empty() && too_deep.get() < MOST_TOO_DEEP {
        let end = (PIECE..rest.len()).find(|at| rest.is_char_boundary(*at)).unwrap_or(rest.len());
        let (piece, after) = rest.split_at(end);
        parser.process(piece.into());
        rest = after;
    }
    let mut dom = parser.finish();
    dom.is_cut = !rest.is_empty();
    dom
}

/// A node, and its name; that of what is no element is empty.
#[derive(Clone)]
struct Handle {
    at: usize,
    name: Rc<QualName>,
    /// The content of a template.
    content: Option<usize>,
}

struct Sink {
    dom: RefCell<Dom>,
    line: Cell<u64>,
    nameless: Rc<QualName>,
    too_deep: Rc<Cell<usize>>,
}

impl Default for Sink {
    fn default() -> Self {
        let root = Node { parent: None, children: Vec::new(), what: What::Other, line: 1, depth: 0 };
        let nameless = Rc::new(QualName::new(None, html5ever::ns!(), html5ever::local_name!("")));
        Self {
            dom: RefCell::new(Dom { nodes: vec![root], ..Dom::default() }),
            line: Cell::new(1),
            nameless,
            too_deep: Rc::default(),
        }
    }
}

impl Sink {
    fn add(&self, what: What) -> usize {
        let mut dom = self.dom.borrow_mut();
        dom.nodes.push(Node { parent: None, children: Vec::new(), what, line: self.line.get(), depth: 0 });
        dom.nodes.len() - 1
    }

    fn nameless(&self, at: usize) -> Handle {
        Handle { at, name: Rc::clone(&self.nameless), content: None }
    }

    fn other(&self) -> Handle {
        self.nameless(self.add(What::Other))
    }

    /// Puts a child in a place among those of a parent; text beside text becomes one.
    fn put(&self, parent: usize, place: usize, child: NodeOrText<Handle>) {
        let (parent, place) = self.within_reach(parent, place);
        match child {
            NodeOrText::AppendNode(node) => {
                self.detach(node.at);
                let mut dom = self.dom.borrow_mut();
                dom.nodes[node.at].parent = Some(parent);
                dom.nodes[node.at].depth = dom.nodes[parent].depth + 1;
                let children = &mut dom.nodes[parent].children;
                children.insert(place.min(children.len()), node.at);
            }
            NodeOrText::AppendText(text) => {
                let before = place
                    .checked_sub(1)
                    .and_then(|at| self.dom.borrow().nodes[parent].children.get(at).copied());
                if let Some(before) = before
                    && let What::Text(known) = &mut self.dom.borrow_mut().nodes[before].what
                {
                    known.push_str(&text);
                    return;
                }
                if self.dom.borrow().nodes.len() < MOST_NODES {
                    let at = self.add(What::Text(text.to_string()));
                    let mut dom = self.dom.borrow_mut();
                    dom.nodes[at].parent = Some(parent);
                    dom.nodes[parent].children.insert(place, at);
                }
            }
        }
    }

    /// What would stand too deep stands at the end of what is around.
    fn within_reach(&self, parent: usize, place: usize) -> (usize, usize) {
        let dom = self.dom.borrow();
        let mut reached = parent;
        while dom.nodes[reached].depth >= DEEPEST {
            let Some(above) = dom.nodes[reached].parent else { break };
            reached = above;
        }
        if reached == parent {
            return (parent, place);
        }
        self.too_deep.set(self.too_deep.get() + 1);
        (reached, dom.nodes[reached].children.len())
    }

    fn detach(&self, at: usize) {
        let mut dom = self.dom.borrow_mut();
        if let Some(parent) = dom.nodes[at].parent.take() {
            dom.nodes[parent].children.retain(|child| *child != at);
        }
    }

    fn end_of(&self, parent: usize) -> usize {
        self.dom.borrow().nodes[parent].children.len()
    }
}

fn pairs(attributes: Vec<Attribute>) -> Vec<(String, String)> {
    attributes.into_iter().map(|one| (one.name.local.to_string(), one.value.to_string())).collect()
}

impl TreeSink for Sink {
    type Handle = Handle;
    type Output = Dom;
    type ElemName<'a> = ExpandedName<'a>;

    fn finish(self) -> Dom {
        self.dom.into_inner()
    }

    fn parse_error(&self, message: Cow<'static, str>) {
        let mut dom = self.dom.borrow_mut();
        if dom.problems.len() < MOST_PROBLEMS {
            dom.problems.push((self.line.get(), message.into_owned()));
        }
    }

    fn set_current_line(&self, line: u64) {
        self.line.set(line);
    }

    fn get_document(&self) -> Handle {
        self.nameless(0)
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> ExpandedName<'a> {
        target.name.expanded()
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, flags: ElementFlags) -> Handle {
        let what = What::Element { name: name.local.to_string(), attributes: pairs(attributes) };
        let at =
            if self.dom.borrow().nodes.len() < MOST_NODES { self.add(what) } else { self.add(What::Other) };
        let content = flags.template.then(|| self.add(What::Other));
        Handle { at, name: Rc::new(name), content }
    }

    fn create_comment(&self, _: StrTendril) -> Handle {
        self.other()
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Handle {
        self.other()
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        let end = self.end_of(parent.at);
        self.put(parent.at, end, child);
    }

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        let place = {
            let dom = self.dom.borrow();
            dom.nodes[sibling.at].parent.and_then(|parent| {
                // From the end: what is put before a table stands there, and pages can make it long.
                let place = dom.nodes[parent].children.iter().rposition(|one| *one == sibling.at)?;
                Some((parent, place))
            })
        };
        if let Some((parent, place)) = place {
            self.put(parent, place, child);
        }
    }

    fn append_based_on_parent_node(&self, element: &Handle, before: &Handle, child: NodeOrText<Handle>) {
        if self.dom.borrow().nodes[element.at].parent.is_some() {
            self.append_before_sibling(element, child);
        } else {
            self.append(before, child);
        }
    }

    fn append_doctype_to_document(&self, name: StrTendril, public: StrTendril, _: StrTendril) {
        let doctype = Doctype { name: name.to_string(), public: public.to_string() };
        self.dom.borrow_mut().doctype = Some(doctype);
    }

    fn get_template_contents(&self, target: &Handle) -> Handle {
        self.nameless(target.content.unwrap_or(target.at))
    }

    fn same_node(&self, one: &Handle, other: &Handle) -> bool {
        one.at == other.at
    }

    fn set_quirks_mode(&self, mode: QuirksMode) {
        self.dom.borrow_mut().is_quirks = mode == QuirksMode::Quirks;
    }

    fn add_attrs_if_missing(&self, target: &Handle, more: Vec<Attribute>) {
        if let What::Element { attributes, .. } = &mut self.dom.borrow_mut().nodes[target.at].what {
            for (name, value) in pairs(more) {
                if !attributes.iter().any(|(known, _)| *known == name) {
                    attributes.push((name, value));
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &Handle) {
        self.detach(target.at);
    }

    fn reparent_children(&self, node: &Handle, to: &Handle) {
        let children = std::mem::take(&mut self.dom.borrow_mut().nodes[node.at].children);
        let mut dom = self.dom.borrow_mut();
        for child in &children {
            dom.nodes[*child].parent = Some(to.at);
        }
        dom.nodes[to.at].children.extend(children);
    }
}
