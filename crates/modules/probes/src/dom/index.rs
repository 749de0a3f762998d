//! What is asked of a page again and again, gathered once: pages can be made so that looking each time takes for ever.

use std::collections::HashMap;

use super::{Dom, El, Node, What};

/// Labels of one field that are looked at.
const MOST_LABELS: usize = 10;

/// Gathered once, when first asked for.
#[derive(Debug, Default)]
pub struct Index {
    /// Elements by their identifier, in the order of the page.
    ids: HashMap<String, Vec<usize>>,
    /// Labels by the identifier that they point to.
    labels: HashMap<String, Vec<usize>>,
    /// Of each node, whether the marks say that nobody gets to see or hear it.
    hidden: Vec<bool>,
    /// Of each node, the element that follows it.
    next: Vec<Option<usize>>,
    /// Of each element, its place among its siblings of the same name, from 1, and how many there are.
    place: Vec<(u32, u32)>,
}

impl Index {
    pub fn of(dom: &Dom) -> Self {
        let all = dom.nodes.len();
        let mut index = Self {
            hidden: vec![false; all],
            next: vec![None; all],
            place: vec![(1, 1); all],
            ..Self::default()
        };
        let mut stack = vec![0];
        while let Some(at) = stack.pop() {
            let node = &dom.nodes[at];
            let above = node.parent.is_some_and(|parent| index.hidden[parent]);
            index.hidden[at] = above || hides(node);
            index.place_children(dom, node);
            stack.extend(node.children.iter().rev());
        }
        for el in dom.all() {
            if let Some(id) = el.says("id") {
                index.ids.entry(id.to_owned()).or_default().push(el.at);
            }
            if let Some(id) = el.says("for").filter(|_| el.name() == "label") {
                index.labels.entry(id.to_owned()).or_default().push(el.at);
            }
        }
        index
    }

    fn place_children(&mut self, dom: &Dom, node: &Node) {
        let mut count: HashMap<&str, u32> = HashMap::new();
        let mut before: Option<usize> = None;
        let elements = || node.children.iter().copied().filter_map(|at| Some((at, element(&dom.nodes[at])?)));
        for (at, name) in elements() {
            let n = count.entry(name).or_default();
            *n += 1;
            self.place[at].0 = *n;
            if let Some(before) = before {
                self.next[before] = Some(at);
            }
            before = Some(at);
        }
        for (at, name) in elements() {
            self.place[at].1 = count.get(name).copied().unwrap_or(1);
        }
    }

    pub fn with_id(&self, id: &str) -> &[usize] {
        self.ids.get(id).map_or(&[], Vec::as_slice)
    }

    pub fn labels(&self, id: &str) -> &[usize] {
        self.labels.get(id).map_or(&[], Vec::as_slice)
    }

    pub fn is_hidden(&self, at: usize) -> bool {
        self.hidden.get(at).copied().unwrap_or(false)
    }

    pub fn next(&self, at: usize) -> Option<usize> {
        self.next.get(at).copied().flatten()
    }

    pub fn place(&self, at: usize) -> (u32, u32) {
        self.place.get(at).copied().unwrap_or((1, 1))
    }
}

fn element(node: &Node) -> Option<&str> {
    match &node.what {
        What::Element { name, .. } => Some(name),
        _ => None,
    }
}

/// Whether an element's own marks hide it and what is in it.
fn hides(node: &Node) -> bool {
    let What::Element { name, attributes } = &node.what else { return false };
    let is_hidden_by = |(name, value): &(String, String)| match name.as_str() {
        "hidden" => true,
        "aria-hidden" => value == "true",
        "style" => {
            let style = value.to_ascii_lowercase().replace(' ', "");
            style.contains("display:none") || style.contains("visibility:hidden")
        }
        _ => false,
    };
    matches!(name.as_str(), "template" | "noscript" | "script" | "style")
        || attributes.iter().any(is_hidden_by)
}

impl Dom {
    pub(super) fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::of(self))
    }
}

impl<'d> El<'d> {
    /// Whether the marks alone say that nobody gets to see or hear it.
    pub fn is_hidden(self) -> bool {
        self.dom.index().is_hidden(self.at)
    }

    /// The labels that point to it.
    pub fn labels(self) -> impl Iterator<Item = El<'d>> {
        let dom = self.dom;
        let all = self.says("id").map(|id| dom.index().labels(id)).unwrap_or_default();
        all.iter().take(MOST_LABELS).map(move |at| El { dom, at: *at })
    }

    /// Tells elements of a page apart.
    pub const fn key(self) -> usize {
        self.at
    }
}
