use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use parvis_web::Framing;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::File;

/// A file on its way to somebody who may see it.
#[derive(Debug)]
pub struct Download {
    pub file: File,
    pub bytes: Vec<u8>,
}

/// What RFC 8187 lets a name hold as it is.
const NAME: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

impl Download {
    /// To be saved, not shown; of the type that was found; kept by no cache. That a browser neither guesses at it nor
    /// runs it is said by the security headers of every answer (`nosniff`, and a sandbox for [`Framing::Sandboxed`]).
    pub fn headers(&self) -> HeaderMap {
        let name = &self.file.name;
        // For the few that do not read the second form.
        let plain: String = name.chars().map(|c| if c.is_ascii() && c != '%' { c } else { '_' }).collect();
        let long = utf8_percent_encode(name, NAME);
        let disposition = format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{long}");
        let mut headers = HeaderMap::new();
        for (key, value) in [
            (header::CONTENT_TYPE, self.file.kind.content_type()),
            (header::CONTENT_DISPOSITION, disposition),
            (header::CACHE_CONTROL, "private, no-store".to_owned()),
        ] {
            // A label holds neither quotes nor control characters.
            headers.extend(HeaderValue::try_from(value).ok().map(|value| (key, value)));
        }
        headers
    }
}

impl IntoResponse for Download {
    fn into_response(self) -> Response {
        let mut response = (self.headers(), self.bytes).into_response();
        // The security headers of every answer keep to it.
        response.extensions_mut().insert(Framing::Sandboxed);
        response
    }
}
