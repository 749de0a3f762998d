use std::borrow::Cow;

/// How the bytes of a file were written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    Utf8,
    Utf16,
    /// Windows-1252, which holds Latin-1: what older French spreadsheets write.
    Windows1252,
}

impl Encoding {
    pub const fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16 => "UTF-16",
            Self::Windows1252 => "Windows-1252",
        }
    }
}

/// The text of `bytes` and how it was written: by its byte-order mark, else UTF-8 when it is valid, else
/// Windows-1252, in which every byte means something. `None` for UTF-16 cut in the middle of a character and
/// for files that hold null characters, which are no text at all.
pub fn decode(bytes: &[u8]) -> Option<(Cow<'_, str>, Encoding)> {
    let (text, encoding) = match encoding_rs::Encoding::for_bom(bytes) {
        Some((found, skip)) => {
            let text = found.decode_without_bom_handling_and_without_replacement(&bytes[skip..])?;
            (text, if found == encoding_rs::UTF_8 { Encoding::Utf8 } else { Encoding::Utf16 })
        }
        None => match std::str::from_utf8(bytes) {
            Ok(text) => (Cow::Borrowed(text), Encoding::Utf8),
            Err(_) => {
                let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes);
                (text, Encoding::Windows1252)
            }
        },
    };
    (!text.contains('\0')).then_some((text, encoding))
}

#[cfg(test)]
mod tests {
    use super::{Encoding, decode};

    #[test]
    fn the_encodings_that_administrations_send() {
        let utf16: Vec<u8> =
            [0xff, 0xfe].into_iter().chain("é,1\n".encode_utf16().flat_map(u16::to_le_bytes)).collect();
        for (name, bytes, want) in [
            ("plain", "é,1\n".as_bytes(), Some(("é,1\n", Encoding::Utf8))),
            ("byte-order mark", b"\xef\xbb\xbf\xc3\xa9", Some(("é", Encoding::Utf8))),
            ("Latin-1", b"\xe9,1\n", Some(("é,1\n", Encoding::Windows1252))),
            ("UTF-16", &utf16, Some(("é,1\n", Encoding::Utf16))),
            ("UTF-16 cut short", &utf16[..5], None),
            ("binary", b"a\0b", None),
            ("empty", b"", Some(("", Encoding::Utf8))),
        ] {
            let got = decode(bytes);
            assert_eq!(got.as_ref().map(|(t, e)| (t.as_ref(), *e)), want, "{name}");
        }
    }
}
