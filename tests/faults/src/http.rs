//! HTTP/1.1 as plainly as it can be spoken: what is measured is the server, and each failure is seen as it is.

use std::io::{Error, ErrorKind, Read, Result, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// How long an answer is waited for, unless said otherwise.
pub const PATIENCE: Duration = Duration::from_secs(10);

/// Asks on a connection of its own; the status of the answer, once all of it came.
///
/// # Errors
/// When no whole answer came within `patience`: then nobody knows whether the request was carried out.
pub fn ask(at: SocketAddr, request: &str, patience: Duration) -> Result<u16> {
    let mut stream = TcpStream::connect_timeout(&at, patience)?;
    stream.set_read_timeout(Some(patience))?;
    stream.set_write_timeout(Some(patience))?;
    stream.set_nodelay(true)?;
    stream.write_all(request.as_bytes())?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes)?;
    let text = String::from_utf8_lossy(&bytes);
    let cut = || Error::new(ErrorKind::UnexpectedEof, "the answer is cut");
    let (head, body) = text.split_once("\r\n\r\n").ok_or_else(cut)?;
    let status = head.get(9..12).and_then(|status| status.parse().ok()).ok_or_else(cut)?;
    let mut length = head.lines().filter_map(|line| line.split_once(": "));
    let length = length.rfind(|(name, _)| name.eq_ignore_ascii_case("content-length"));
    let length: usize = length.and_then(|(_, length)| length.trim().parse().ok()).unwrap_or(0);
    if body.len() < length {
        return Err(cut());
    }
    Ok(status)
}

/// Asks for a page.
///
/// # Errors
/// As [`ask`].
pub fn get(at: SocketAddr, path: &str) -> Result<u16> {
    ask(at, &format!("GET {path} HTTP/1.1\r\nhost: {at}\r\nconnection: close\r\n\r\n"), PATIENCE)
}
