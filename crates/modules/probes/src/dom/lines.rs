//! A page as lines of text: what is read in one go, whatever marks it is made of.

use super::{Dom, El, INLINE, What};
use crate::words::tidy;

/// Bytes of text of one page, about: what comes after is not looked at.
const MOST: usize = 1_000_000;

/// A run of text between two breaks.
#[derive(Debug, Clone, Copy)]
pub struct Line<'d> {
    /// The closest element around it that stands by itself (a paragraph, an item of a list, a cell).
    pub el: El<'d>,
    /// Tidy; pictures by their alternative.
    pub text: &'d str,
}

enum Step {
    Enter(usize),
    Leave,
}

impl Dom {
    /// The lines that are read, in the order of the page: without what the marks hide, and without lists of choices.
    /// Gathered once.
    pub fn lines(&self) -> Vec<Line<'_>> {
        let lines = self.lines.get_or_init(|| self.gather_lines());
        lines.iter().map(|(at, text)| Line { el: El { dom: self, at: *at }, text }).collect()
    }

    fn gather_lines(&self) -> Vec<(usize, String)> {
        let mut lines = Vec::new();
        let (mut held, mut all) = (String::new(), 0);
        let mut blocks: Vec<usize> = Vec::new();
        let mut steps = vec![Step::Enter(0)];
        let mut flush = |held: &mut String, blocks: &[usize]| {
            let text = tidy(held);
            held.clear();
            if let Some(at) = blocks.last().filter(|_| !text.is_empty()) {
                lines.push((*at, text));
            }
        };
        while let Some(step) = steps.pop() {
            let at = match step {
                Step::Enter(at) if all <= MOST => at,
                Step::Enter(_) => continue,
                Step::Leave => {
                    flush(&mut held, &blocks);
                    blocks.pop();
                    continue;
                }
            };
            let node = &self.nodes[at];
            match &node.what {
                What::Text(piece) => {
                    held.push_str(piece);
                    all += piece.len();
                }
                What::Element { name, .. } => {
                    let el = El { dom: self, at };
                    if el.is_hidden() || matches!(name.as_str(), "select" | "textarea" | "head") {
                        continue;
                    }
                    if name == "img" {
                        held.push(' ');
                        held.push_str(el.attr("alt").unwrap_or(""));
                        held.push(' ');
                    }
                    if !INLINE.contains(&name.as_str()) {
                        flush(&mut held, &blocks);
                        blocks.push(at);
                        steps.push(Step::Leave);
                    }
                }
                What::Other => {}
            }
            steps.extend(node.children.iter().rev().map(|child| Step::Enter(*child)));
        }
        lines
    }
}

#[cfg(test)]
mod tests {
    use crate::dom::parse;

    #[test]
    fn a_line_is_what_is_read_in_one_go() {
        let page = "<title>T</title><p>Accessi<b>bilité</b>&nbsp;: <img alt='partiellement'><p hidden>x<ul><li>un<li>deux<br>trois</ul>fin<select><option>non";
        let dom = parse(page);
        let lines: Vec<(String, &str)> =
            dom.lines().into_iter().map(|line| (line.text.to_owned(), line.el.name())).collect();
        let want = [
            ("Accessibilité : partiellement", "p"),
            ("un", "li"),
            ("deux", "li"),
            ("trois", "li"),
            ("fin", "body"),
        ];
        assert_eq!(lines, want.map(|(text, el)| (text.to_owned(), el)));
    }
}
