use qrcodegen::{QrCode, QrCodeEcc};
use std::fmt::Write as _;

use crate::text::escape;

/// A QR code as a picture, black on white in any theme, with the four units of white around that the standard asks for
/// (ISO/IEC 18004). Empty for a text that no code can hold, some 2,300 bytes.
pub fn qr(text: &str, title: &str) -> String {
    let Ok(code) = QrCode::encode_text(text, QrCodeEcc::Medium) else { return String::new() };
    let size = code.size();
    let mut path = String::new();
    for y in 0..size {
        for x in (0..size).filter(|x| code.get_module(*x, y)) {
            let _ = write!(path, "M{} {}h1v1h-1z", x + 4, y + 4);
        }
    }
    let (side, title) = (size + 8, escape(title));
    format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" class="pv-qr" role="img" aria-label="{title}" viewBox="0 0 {side} {side}" width="240" height="240"><rect width="{side}" height="{side}" fill="#fff"/><path d="{path}"/></svg>"##
    )
}

#[cfg(test)]
mod tests {
    use super::qr;

    #[test]
    fn the_same_text_gives_the_same_picture_and_its_title_is_no_markup() {
        let one = qr("https://parvis.example/avis/ABC234", "Avis \"&<");
        assert_eq!(one, qr("https://parvis.example/avis/ABC234", "Avis \"&<"));
        assert!(
            one.contains("aria-label=\"Avis &quot;&amp;&lt;\"") && one.matches('<').count() == 4,
            "{one}"
        );
        assert!(qr(&"a".repeat(5_000), "").is_empty(), "more than a code holds");
    }
}
