use std::io::{Cursor, Read};
use zip::ZipArchive;

parvis_kernel::text_enum! {
    /// What is accepted, by its media type.
    pub enum Kind {
        Pdf = "application/pdf",
        Png = "image/png",
        Jpeg = "image/jpeg",
        Webp = "image/webp",
        Odt = "application/vnd.oasis.opendocument.text",
        Ods = "application/vnd.oasis.opendocument.spreadsheet",
        Docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        Csv = "text/csv",
        Text = "text/plain",
    }
}

/// Bytes that are read at most of the one part of an office document that says what it is.
const SAYS_WHAT: u64 = 64 * 1024;

impl Kind {
    /// The kind that the content is, or none that is accepted. The name only tells a table from other text.
    pub fn of(bytes: &[u8], name: &str) -> Option<Self> {
        match bytes {
            [b'%', b'P', b'D', b'F', b'-', ..] => Some(Self::Pdf),
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some(Self::Png),
            [0xff, 0xd8, 0xff, ..] => Some(Self::Jpeg),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Self::Webp),
            [b'P', b'K', 3, 4, ..] => office(bytes),
            _ if is_text(bytes) => {
                Some(if Self::Csv.agrees_with(extension(name)) { Self::Csv } else { Self::Text })
            }
            _ => None,
        }
    }

    /// What its name ends in.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Png => "png",
            Self::Jpeg => "jpg",
            Self::Webp => "webp",
            Self::Odt => "odt",
            Self::Ods => "ods",
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
            Self::Text => "txt",
        }
    }

    /// Whether a name may end so, in capital letters or not.
    pub fn agrees_with(self, extension: &str) -> bool {
        extension.eq_ignore_ascii_case(self.extension())
            || (self == Self::Jpeg && extension.eq_ignore_ascii_case("jpeg"))
    }

    /// The value of `Content-Type`: our texts are UTF-8.
    pub fn content_type(self) -> String {
        match self {
            Self::Csv | Self::Text => format!("{self}; charset=utf-8"),
            _ => self.as_str().to_owned(),
        }
    }
}

/// What follows the last point of a name; nothing when there is none.
pub(crate) fn extension(name: &str) -> &str {
    name.rsplit_once('.').map_or("", |(_, extension)| extension)
}

/// UTF-8 with something in it, and no control character but tabs and line ends.
fn is_text(bytes: &[u8]) -> bool {
    let is_plain = |c: char| !c.is_control() || matches!(c, '\t' | '\n' | '\r');
    !bytes.is_empty() && std::str::from_utf8(bytes).is_ok_and(|text| text.chars().all(is_plain))
}

/// An office document says what it is: OpenDocument in its `mimetype`, Office Open XML in its `[Content_Types].xml`,
/// where a document with macros has another type.
fn office(bytes: &[u8]) -> Option<Kind> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).ok()?;
    if let Some(says) = part(&mut zip, "mimetype") {
        return [Kind::Odt, Kind::Ods].into_iter().find(|kind| says == kind.as_str());
    }
    let says = part(&mut zip, "[Content_Types].xml")?;
    if says.contains("macroEnabled") || says.contains("vbaProject") {
        return None;
    }
    let is_main = |kind: &Kind| says.contains(&format!("{kind}.main+xml"));
    [Kind::Docx, Kind::Xlsx].into_iter().find(is_main)
}

/// A small text of an archive, whole.
fn part(zip: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Option<String> {
    let mut text = String::new();
    let read = zip.by_name(name).ok()?.take(SAYS_WHAT + 1).read_to_string(&mut text).ok()?;
    (read as u64 <= SAYS_WHAT).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::io::Write;
    use zip::write::{SimpleFileOptions, ZipWriter};

    fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in parts {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    fn types(main: &str) -> Vec<u8> {
        let text = format!("<Types><Override ContentType=\"application/vnd.{main}.main+xml\"/></Types>");
        archive(&[("[Content_Types].xml", &text), ("word/document.xml", "<x/>")])
    }

    #[test]
    fn a_file_is_what_its_content_says() {
        let word = "openxmlformats-officedocument.wordprocessingml";
        for (name, bytes, want) in [
            ("a.exe", b"%PDF-1.7\n".to_vec(), Some(Kind::Pdf)),
            ("a.png", b"\x89PNG\r\n\x1a\n\0\0".to_vec(), Some(Kind::Png)),
            ("a.png", b"\xff\xd8\xff\xe0\0".to_vec(), Some(Kind::Jpeg)),
            ("a.webp", b"RIFF\x04\0\0\0WEBPVP8 ".to_vec(), Some(Kind::Webp)),
            ("a.docx", archive(&[("mimetype", Kind::Odt.as_str())]), Some(Kind::Odt)),
            ("a.ods", archive(&[("mimetype", Kind::Ods.as_str())]), Some(Kind::Ods)),
            ("a.odp", archive(&[("mimetype", "application/vnd.oasis.opendocument.presentation")]), None),
            ("a.docx", types(&format!("{word}.document")), Some(Kind::Docx)),
            ("a.dotx", types(&format!("{word}.template")), None),
            ("a.docm", types("ms-word.document.macroEnabled"), None),
            ("a.zip", archive(&[("a.txt", "bonjour")]), None),
            ("a.docx", b"PK\x03\x04 not an archive".to_vec(), None),
            ("a.csv", "a;b\r\n1;é\n".as_bytes().to_vec(), Some(Kind::Csv)),
            ("a.CSV", b"a".to_vec(), Some(Kind::Csv)),
            ("a.html", b"<script>alert(1)</script>".to_vec(), Some(Kind::Text)),
            ("a.txt", b"caf\xe9".to_vec(), None),
            ("a.txt", b"a\x1b[2J".to_vec(), None),
            ("a.txt", b"a\0b".to_vec(), None),
            ("a.txt", Vec::new(), None),
            ("a.exe", b"MZ\x90\0".to_vec(), None),
            ("a.gif", b"GIF89a\x01\0".to_vec(), None),
        ] {
            assert_eq!(Kind::of(&bytes, name), want, "{name}: {:?}", String::from_utf8_lossy(&bytes));
        }
    }

    #[test]
    fn a_real_workbook_is_a_workbook() {
        let mut book = rust_xlsxwriter::Workbook::new();
        book.add_worksheet().write(0, 0, "bonjour").unwrap();
        assert_eq!(Kind::of(&book.save_to_buffer().unwrap(), "a"), Some(Kind::Xlsx));
    }

    #[test]
    fn what_unfolds_without_end_is_not_unfolded() {
        let huge = " ".repeat(1024 * 1024) + Kind::Docx.as_str() + ".main+xml";
        assert_eq!(Kind::of(&archive(&[("[Content_Types].xml", &huge)]), "a.docx"), None);
    }

    proptest! {
        #[test]
        fn no_content_makes_it_panic(start in "(PK\u{3}\u{4}|%PDF-|)", rest: Vec<u8>) {
            let bytes = [start.as_bytes(), &rest].concat();
            let _ = Kind::of(&bytes, "a");
        }
    }
}
