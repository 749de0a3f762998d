use parvis_kernel::{Id, Timestamp};
use parvis_outbound::Outbound;
use parvis_outbound::http::{Method, Request, StatusCode};
use rusty_s3::actions::ListObjectsV2;
use rusty_s3::{Bucket, Credentials, S3Action, UrlStyle};
use std::time::Duration;
use url::Url;

use crate::{Error, S3Settings};

/// How long a signed request is good for: the store's clock and ours must agree to within that.
const GOOD_FOR: Duration = Duration::from_secs(5 * 60);

/// A bucket of an S3-compatible store; a file is the object of its identifier.
pub(crate) struct S3 {
    bucket: Bucket,
    credentials: Credentials,
    outbound: Outbound,
}

impl S3 {
    pub fn new(settings: S3Settings, outbound: Outbound) -> Result<Self, Error> {
        let style = if settings.path_style { UrlStyle::Path } else { UrlStyle::VirtualHost };
        let bucket = Bucket::new(settings.endpoint, style, settings.bucket, settings.region)
            .map_err(|error| Error::Settings(error.to_string()))?;
        Ok(Self { bucket, credentials: Credentials::new(settings.key, settings.secret), outbound })
    }

    pub fn put(&self, id: Id, bytes: &[u8], now: Timestamp) -> Result<(), Error> {
        let (key, credentials) = (id.to_string(), Some(&self.credentials));
        let url = sign(&self.bucket.put_object(credentials, &key), now);
        let (status, _) = self.ask(Method::PUT, &url, bytes.to_vec())?;
        if status.is_success() { Ok(()) } else { Err(unexpected(status)) }
    }

    pub fn get(&self, id: Id, now: Timestamp) -> Result<Option<Vec<u8>>, Error> {
        let (key, credentials) = (id.to_string(), Some(&self.credentials));
        let url = sign(&self.bucket.get_object(credentials, &key), now);
        match self.ask(Method::GET, &url, Vec::new())? {
            (status, bytes) if status.is_success() => Ok(Some(bytes)),
            (StatusCode::NOT_FOUND, answer) if says(&answer, "NoSuchKey") => Ok(None),
            (status, _) => Err(unexpected(status)),
        }
    }

    /// Whether the bucket holds any object; the first of its list tells.
    pub fn holds_any(&self, now: Timestamp) -> Result<bool, Error> {
        let mut list = self.bucket.list_objects_v2(Some(&self.credentials));
        list.with_max_keys(1);
        let url = sign(&list, now);
        match self.ask(Method::GET, &url, Vec::new())? {
            (status, answer) if status.is_success() => {
                let list = ListObjectsV2::parse_response(&String::from_utf8_lossy(&answer))
                    .map_err(|error| Error::Depot(error.to_string()))?;
                Ok(!list.contents.is_empty())
            }
            (status, _) => Err(unexpected(status)),
        }
    }

    pub fn erase(&self, id: Id, now: Timestamp) -> Result<(), Error> {
        let (key, credentials) = (id.to_string(), Some(&self.credentials));
        let url = sign(&self.bucket.delete_object(credentials, &key), now);
        match self.ask(Method::DELETE, &url, Vec::new())? {
            (status, _) if status.is_success() => Ok(()),
            (StatusCode::NOT_FOUND, answer) if says(&answer, "NoSuchKey") => Ok(()),
            (status, _) => Err(unexpected(status)),
        }
    }

    fn ask(&self, method: Method, url: &Url, body: Vec<u8>) -> Result<(StatusCode, Vec<u8>), Error> {
        let request = Request::builder().method(method).uri(url.as_str()).body(body);
        let request = request.map_err(|error| Error::Depot(error.to_string()))?;
        let (head, body) = self.outbound.send(request)?.into_parts();
        Ok((head.status, body))
    }
}

fn sign<'a>(action: &impl S3Action<'a>, now: Timestamp) -> Url {
    let now = jiff::Timestamp::from_microsecond(now.micros()).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    action.sign_with_time(GOOD_FOR, &now)
}

/// Whether the store's answer names this error: a bucket that is gone is not a file that is gone.
fn says(answer: &[u8], code: &str) -> bool {
    String::from_utf8_lossy(answer).contains(&format!("<Code>{code}</Code>"))
}

fn unexpected(status: StatusCode) -> Error {
    Error::Depot(format!("the S3 store answered {status}"))
}
