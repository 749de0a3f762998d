//! What a form sent: its texts and files, whichever way the browser wrote them.

use axum::body::to_bytes;
use axum::extract::Request;
use axum::http::header;

/// Why the body of a request is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadForm {
    /// More bytes or fields than a form of ours can have.
    TooLarge,
    /// Not what a form sends.
    Unreadable,
}

/// A file sent with a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upload {
    pub field: String,
    /// As the sender's machine calls it: a label, never a path.
    pub name: String,
    /// None: larger than what a form may carry, and not kept.
    pub bytes: Option<Vec<u8>>,
}

/// The fields of a form, in the order in which they came.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fields {
    texts: Vec<(String, String)>,
    files: Vec<Upload>,
}

impl Fields {
    /// A form without files has at most so many bytes.
    pub const TEXT_LIMIT: usize = 256 * 1024;
    /// A form with files: what is kept of it.
    pub const FILE_LIMIT: usize = 12 * 1024 * 1024;
    /// What is read of it: a browser that is cut short shows no answer, and a file that is too large has one.
    const READ_LIMIT: u64 = 64 * 1024 * 1024;
    const MOST: usize = 500;

    /// Reads the whole body of a request, up to the limits.
    ///
    /// # Errors
    /// [`BadForm`]; the rest of the body is not read.
    pub async fn read(request: Request) -> Result<Self, BadForm> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or("");
        if let Ok(boundary) = multer::parse_boundary(kind) {
            return Self::multipart(request, boundary).await;
        }
        let is_form =
            kind.split(';').next().is_some_and(|kind| kind.trim() == "application/x-www-form-urlencoded");
        let body = to_bytes(request.into_body(), Self::TEXT_LIMIT).await.map_err(|_| BadForm::TooLarge)?;
        // A form without any field may come without its type.
        if !is_form && !body.is_empty() {
            return Err(BadForm::Unreadable);
        }
        let mut texts = Vec::new();
        for (name, value) in form_urlencoded::parse(&body) {
            if texts.len() == Self::MOST {
                return Err(BadForm::TooLarge);
            }
            texts.push((name.into_owned(), clean(&value)));
        }
        Ok(Self { texts, files: Vec::new() })
    }

    async fn multipart(request: Request, boundary: String) -> Result<Self, BadForm> {
        let limits = multer::SizeLimit::new().whole_stream(Self::READ_LIMIT);
        let constraints = multer::Constraints::new().size_limit(limits);
        let stream = request.into_body().into_data_stream();
        let mut parts = multer::Multipart::with_constraints(stream, boundary, constraints);
        let failed = |error: multer::Error| match error {
            multer::Error::StreamSizeExceeded { .. } | multer::Error::FieldSizeExceeded { .. } => {
                BadForm::TooLarge
            }
            _ => BadForm::Unreadable,
        };
        let (mut fields, mut kept) = (Self::default(), 0);
        while let Some(mut part) = parts.next_field().await.map_err(failed)? {
            if fields.texts.len() + fields.files.len() == Self::MOST {
                return Err(BadForm::TooLarge);
            }
            let field = part.name().unwrap_or("").to_owned();
            let name = part.file_name().map(str::to_owned);
            let mut bytes = Some(Vec::new());
            while let Some(chunk) = part.chunk().await.map_err(failed)? {
                bytes = bytes.filter(|bytes| kept + bytes.len() + chunk.len() <= Self::FILE_LIMIT);
                if let Some(bytes) = &mut bytes {
                    bytes.extend_from_slice(&chunk);
                }
            }
            kept += bytes.as_ref().map_or(0, Vec::len);
            match (name, bytes) {
                (None, None) => return Err(BadForm::TooLarge),
                (None, Some(bytes)) => fields.texts.push((field, clean(&String::from_utf8_lossy(&bytes)))),
                // A file field left empty comes with neither name nor content.
                (Some(name), Some(bytes)) if name.is_empty() && bytes.is_empty() => {}
                (Some(name), bytes) => fields.files.push(Upload { field, name: label(&name), bytes }),
            }
        }
        Ok(fields)
    }

    /// For tests and for forms shown again.
    pub fn of<'f>(texts: impl IntoIterator<Item = (&'f str, &'f str)>) -> Self {
        let texts = texts.into_iter().map(|(name, value)| (name.to_owned(), clean(value))).collect();
        Self { texts, files: Vec::new() }
    }

    /// The last value of a field, trimmed; empty when it was not sent.
    pub fn get(&self, name: &str) -> &str {
        self.raw(name).trim()
    }

    /// The last value of a field as it was typed: for passwords.
    pub fn raw(&self, name: &str) -> &str {
        self.texts.iter().rev().find(|(n, _)| n == name).map_or("", |(_, value)| value)
    }

    /// All values of a field: boxes that were ticked.
    pub fn all<'f>(&'f self, name: &'f str) -> impl Iterator<Item = &'f str> {
        self.texts.iter().filter(move |(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    pub fn has(&self, name: &str) -> bool {
        !self.get(name).is_empty()
    }

    pub fn file(&self, name: &str) -> Option<&Upload> {
        self.files.iter().find(|file| file.field == name)
    }
}

/// Line ends as `\n`, and without the zero byte that no PostgreSQL text may hold.
fn clean(text: &str) -> String {
    text.replace("\r\n", "\n").replace(['\0', '\r'], "")
}

/// The last part of a path, without control characters, at most 120 characters.
fn label(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or("");
    last.chars().filter(|c| !c.is_control()).take(120).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;

    async fn read(kind: &str, body: impl Into<Body>) -> Result<Fields, BadForm> {
        Fields::read(Request::builder().header(header::CONTENT_TYPE, kind).body(body.into()).unwrap()).await
    }

    const FORM: &str = "application/x-www-form-urlencoded";

    #[tokio::test]
    async fn a_form_is_read_as_it_was_filled_in() {
        let fields = read(FORM, "nom=%C3%89lo%C3%AFse+%00&box=a&box=b&mot=%20x%20&vide=").await.unwrap();
        assert_eq!((fields.get("nom"), fields.raw("mot"), fields.get("mot")), ("Éloïse", " x ", "x"));
        assert_eq!(fields.all("box").collect::<Vec<_>>(), ["a", "b"]);
        assert!(!fields.has("vide") && !fields.has("autre"));
    }

    #[tokio::test]
    async fn files_come_with_a_label_and_no_path() {
        let body = "--b\r\nContent-Disposition: form-data; name=\"t\"\r\n\r\nun\r\ndeux\r\n--b\r\n\
                    Content-Disposition: form-data; name=\"f\"; filename=\"..\\\\C:\\\\x/preuve.pdf\"\r\n\
                    Content-Type: text/html\r\n\r\n%PDF\r\n--b--\r\n";
        let fields = read("multipart/form-data; boundary=b", body).await.unwrap();
        assert_eq!(fields.get("t"), "un\ndeux");
        let file = fields.file("f").unwrap();
        assert_eq!((file.name.as_str(), file.bytes.as_deref()), ("preuve.pdf", Some(b"%PDF".as_slice())));
    }

    #[tokio::test]
    async fn a_file_that_is_too_large_is_told_apart_and_the_rest_is_read() {
        let form = |bytes: usize| {
            let file = "a".repeat(bytes);
            format!(
                "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"x.txt\"\r\n\r\n{file}\r\n--b\r\n\
                 Content-Disposition: form-data; name=\"t\"\r\n\r\nun\r\n--b--\r\n"
            )
        };
        let read = async |bytes| read("multipart/form-data; boundary=b", form(bytes)).await;
        let fields = read(Fields::FILE_LIMIT + 1).await.unwrap();
        assert_eq!((fields.file("f").unwrap().bytes.as_ref(), fields.get("t")), (None, "un"));
        let fields = read(1000).await.unwrap();
        assert_eq!(fields.file("f").unwrap().bytes.as_ref().map(Vec::len), Some(1000));
        let most = usize::try_from(Fields::READ_LIMIT).unwrap();
        assert_eq!(read(most).await, Err(BadForm::TooLarge));
    }

    #[tokio::test]
    async fn what_no_form_sends_is_refused() {
        assert_eq!(read("application/json", "{}").await, Err(BadForm::Unreadable));
        assert_eq!(read("multipart/form-data; boundary=b", "--c\r\n").await, Err(BadForm::Unreadable));
        assert_eq!(read(FORM, "a=1&".repeat(501)).await, Err(BadForm::TooLarge));
        assert_eq!(read(FORM, "a".repeat(Fields::TEXT_LIMIT + 1)).await, Err(BadForm::TooLarge));
        assert_eq!(read("", "").await, Ok(Fields::default()));
    }
}
