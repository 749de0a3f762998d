//! Texts without a font at hand: how wide they are about, how to cut them, how to escape them.

/// Width in em of a character in an ordinary sans-serif face. A little generous (near DejaVu Sans and
/// Verdana, wider than Arial), since too much room is calm and too little is an overlap.
fn char_em(c: char) -> f64 {
    match c {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '’' | '|' | '!' | '·' => 0.32,
        'f' | 't' | 'r' | '(' | ')' | '[' | ']' | '/' | '-' | '‑' | '"' | '°' => 0.41,
        ' ' | '\u{a0}' => 0.32,
        '\u{202f}' | '\u{2009}' => 0.22,
        '\u{200b}'..='\u{200f}' | '\u{300}'..='\u{36f}' => 0.0,
        'm' | 'w' | 'M' | 'W' | '%' | '@' | '…' | '—' | 'œ' | 'æ' | 'Œ' | 'Æ' => 0.95,
        '0'..='9' => 0.63,
        's' | 'c' | 'z' | 'k' | 'v' | 'x' | 'y' | 'ç' => 0.55,
        'a'..='z' => 0.62,
        'A'..='Z' => 0.7,
        '\u{c0}'..='\u{de}' => 0.7,
        'î' | 'ï' | 'í' | 'ì' => 0.32,
        '\u{df}'..='\u{24f}' => 0.62,
        '\u{1100}'.. => 1.05,
        _ => 0.64,
    }
}

/// About how wide `text` is at this font size, in the same unit.
pub(crate) fn width(text: &str, size: f64) -> f64 {
    text.chars().map(char_em).sum::<f64>() * size
}

/// `text` cut at its end, with an ellipsis, so as to be at most `max` wide.
pub(crate) fn fit(text: &str, size: f64, max: f64) -> String {
    if width(text, size) <= max {
        return text.to_owned();
    }
    let room = max - width("…", size);
    let mut used = 0.0;
    let mut kept: String = text
        .chars()
        .take_while(|c| {
            used += char_em(*c) * size;
            used <= room
        })
        .collect();
    kept.truncate(kept.trim_end().len());
    kept.push('…');
    kept
}

/// `text` in lines at most `max` wide, broken at ordinary spaces; the last of `lines` is cut if need be.
pub(crate) fn wrap(text: &str, size: f64, max: f64, lines: usize) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut words = text.split([' ', '\n', '\t', '\r']).filter(|w| !w.is_empty()).peekable();
    while let Some(word) = words.next() {
        let mut line = word.to_owned();
        let last = out.len() + 1 >= lines;
        while let Some(next) = words.peek() {
            if !last && width(&line, size) + width(next, size) + 0.32 * size > max {
                break;
            }
            line.push(' ');
            line.push_str(next);
            words.next();
            if last && width(&line, size) > max {
                break;
            }
        }
        let cut = fit(&line, size, max);
        out.push(cut);
        if last {
            break;
        }
    }
    out
}

/// A whole number in groups of three from 10,000 on, parted by narrow no-break spaces: the form of
/// ISO 80000-1, which French and English readers both know.
pub(crate) fn grouped(count: u64) -> String {
    let digits = count.to_string();
    if digits.len() < 5 {
        return digits;
    }
    let mut out = String::with_capacity(digits.len() * 2);
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push('\u{202f}');
        }
        out.push(c);
    }
    out
}

/// Safe as XML text and attribute value; white space becomes a space, control characters and the code
/// points XML forbids are dropped.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\u{fffe}' | '\u{ffff}' => {}
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// A name that can stand in `id="…"` and in `url(#…)`.
pub(crate) fn safe_id(id: &str) -> String {
    let safe: String =
        id.chars().map(|c| if c.is_ascii_alphanumeric() || c == '_' { c } else { '-' }).collect();
    if safe.is_empty() { "chart".to_owned() } else { safe }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escaping_leaves_nothing_active() {
        assert_eq!(escape("<script>\"'&]]>\0\u{7}\u{85}\u{ffff}"), "&lt;script&gt;&quot;&#39;&amp;]]&gt;");
        assert_eq!(escape("87\u{202f}%\nde vert"), "87\u{202f}% de vert");
        assert_eq!(safe_id("a b)\"é"), "a-b---");
    }

    #[test]
    fn cutting_and_wrapping_stay_within_the_width() {
        assert_eq!(fit("court", 14.0, 100.0), "court");
        let cut = fit("un libellé bien trop long pour sa place", 14.0, 100.0);
        assert!(cut.ends_with('…') && width(&cut, 14.0) <= 100.0);
        let lines = wrap("demander une carte nationale d’identité en mairie", 14.0, 150.0, 2);
        assert_eq!(lines.len(), 2);
        assert!(lines.iter().all(|l| width(l, 14.0) <= 150.0));
        assert!(wrap("   ", 14.0, 150.0, 2).is_empty());
    }

    #[test]
    fn large_counts_are_grouped() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(9999), "9999");
        assert_eq!(grouped(12_345_678), "12\u{202f}345\u{202f}678");
    }
}
