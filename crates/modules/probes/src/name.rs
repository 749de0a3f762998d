//! What an element is called by assistive technologies, as far as the marks alone tell (the computation of accessible
//! names, ACCNAME 1.2, without what styles hide or add).

use crate::dom::El;

/// Names taken from one another at most: pages can name in circles.
const DEPTH: usize = 4;

/// The name of an element, empty when it has none. `title` counts last.
pub fn name(el: El<'_>) -> String {
    named(el, 0)
}

fn named(el: El<'_>, depth: usize) -> String {
    if depth >= DEPTH {
        return String::new();
    }
    let by_aria = aria(el, depth);
    if !by_aria.is_empty() {
        return by_aria;
    }
    let own = match el.name() {
        "img" | "area" => el.says("alt").unwrap_or("").to_owned(),
        "input" => match el.attr("type").unwrap_or("").to_ascii_lowercase().as_str() {
            "image" => el.says("alt").or(el.says("value")).unwrap_or("").to_owned(),
            "submit" => el.attr("value").map_or_else(|| "submit".to_owned(), |value| value.trim().to_owned()),
            "reset" => el.attr("value").map_or_else(|| "reset".to_owned(), |value| value.trim().to_owned()),
            "button" => el.says("value").unwrap_or("").to_owned(),
            _ => String::new(),
        },
        "svg" => el.children().find(|child| child.name() == "title").map(El::text).unwrap_or_default(),
        _ => content(el, depth),
    };
    if own.is_empty() { el.says("title").unwrap_or("").to_owned() } else { own }
}

/// The name that ARIA alone gives: what `aria-labelledby` points to, else `aria-label`.
pub fn by_aria(el: El<'_>) -> String {
    aria(el, 0)
}

fn aria(el: El<'_>, depth: usize) -> String {
    let ids = el.attr("aria-labelledby").unwrap_or("").split_whitespace().take(20);
    let texts = ids.filter_map(|id| el.dom().by_id(id)).map(|other| {
        let label = other.says("aria-label").map(str::to_owned);
        label.unwrap_or_else(|| content(other, depth + 1))
    });
    let by_others = texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ");
    if by_others.is_empty() { el.says("aria-label").unwrap_or("").to_owned() } else { by_others }
}

/// The text in an element, pictures and labelled elements by their names.
pub fn content(el: El<'_>, depth: usize) -> String {
    el.text_with(&|inner| {
        if inner.has("hidden") || inner.attr("aria-hidden") == Some("true") {
            return Some(String::new());
        }
        let is_named = inner.is(&["img", "svg", "input"]) || inner.says("aria-label").is_some();
        is_named.then(|| format!(" {} ", named(inner, depth + 1)))
    })
}

/// The labels of a form's field.
pub fn labels<'d>(field: El<'d>) -> Vec<El<'d>> {
    let around = field.within(&["label"]);
    let id = field.says("id");
    field.labels().chain(around.filter(|label| label.says("for").is_none_or(|to| Some(to) == id))).collect()
}

/// The name of a form's field: labels count too.
pub fn field_name(field: El<'_>) -> String {
    let by_aria = by_aria(field);
    if !by_aria.is_empty() {
        return by_aria;
    }
    let labels: Vec<String> = labels(field).into_iter().map(|label| content(label, 0)).collect();
    let label = labels.join(" ").trim().to_owned();
    if label.is_empty() { field.says("title").unwrap_or("").to_owned() } else { label }
}

/// Letters and digits alone, in small letters: what two names are compared by.
pub fn bare(text: &str) -> String {
    let kept = text.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' });
    let folded: String = kept.flat_map(char::to_lowercase).collect();
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}
