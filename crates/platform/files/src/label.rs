use crate::Kind;

/// Characters of a label at most.
const LONGEST: usize = 120;

/// The name under which a file is shown and saved: the last part of what the sender's machine calls it, without what
/// no name may hold on some machine or that turns text around, ending in what its kind ends in.
pub(crate) fn label(claimed: &str, kind: Kind) -> String {
    let last = claimed.rsplit(['/', '\\']).next().unwrap_or("");
    let is_kept = |c: &char| !c.is_control() && !is_unseen(*c) && !r#"<>:"|?*"#.contains(*c);
    let clean: String = last.chars().filter(is_kept).collect();
    let clean = clean.trim_matches(|c: char| c == '.' || c.is_whitespace());
    let (stem, given) = match clean.rsplit_once('.') {
        Some((stem, given)) if kind.agrees_with(given) => (stem, given),
        // What is too long to be an extension is a part of the name: `avis.du maire`.
        Some((stem, given)) if given.len() <= 5 && given.bytes().all(|b| b.is_ascii_alphanumeric()) => {
            (stem, kind.extension())
        }
        _ => (clean, kind.extension()),
    };
    let stem: String = stem.trim_end_matches('.').chars().take(LONGEST - 1 - given.len()).collect();
    let stem = if stem.trim().is_empty() { "document" } else { stem.trim_end() };
    format!("{stem}.{given}")
}

/// Marks that are not seen, and that can make `exe.pdf` of `fdp.exe`.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kind::extension;
    use proptest::prelude::*;

    #[test]
    fn a_label_ends_in_what_the_file_is() {
        for (claimed, kind, want) in [
            ("Décision du 3.pdf", Kind::Pdf, "Décision du 3.pdf"),
            ("PHOTO.JPEG", Kind::Jpeg, "PHOTO.JPEG"),
            ("photo.png", Kind::Jpeg, "photo.jpg"),
            ("facture.pdf.exe", Kind::Pdf, "facture.pdf.pdf"),
            ("page.html", Kind::Text, "page.txt"),
            ("../../etc/passwd", Kind::Text, "passwd.txt"),
            ("C:\\Users\\moi\\avis.csv", Kind::Csv, "avis.csv"),
            ("avis.du maire", Kind::Pdf, "avis.du maire.pdf"),
            ("note\u{202e}fdp.exe", Kind::Pdf, "notefdp.pdf"),
            ("a\r\nb\"c.pdf", Kind::Pdf, "abc.pdf"),
            (".pdf", Kind::Pdf, "pdf.pdf"),
            ("...", Kind::Pdf, "document.pdf"),
            ("", Kind::Png, "document.png"),
        ] {
            assert_eq!(label(claimed, kind), want, "{claimed:?}");
        }
        assert_eq!(label(&"é".repeat(300), Kind::Docx).chars().count(), LONGEST);
    }

    proptest! {
        #[test]
        fn a_label_is_one_short_name_of_its_kind(claimed in "\\PC{0,200}", at in 0..Kind::ALL.len()) {
            let kind = Kind::ALL[at];
            let label = label(&claimed, kind);
            prop_assert!(label.chars().count() <= LONGEST, "{label:?}");
            prop_assert!(kind.agrees_with(extension(&label)), "{label:?}");
            prop_assert!(!label.contains(['/', '\\', '"', '\n']) && !label.starts_with('.'), "{label:?}");
        }
    }
}
