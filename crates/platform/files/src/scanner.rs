use std::fmt;
use std::io::{self, Read, Write};
use std::net::{TcpStream, ToSocketAddrs};
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

/// How long the scanner may take for each step: reading a part, looking at a whole file.
const PATIENCE: Duration = Duration::from_secs(120);
/// Bytes sent at a time.
const CHUNK: usize = 64 * 1024;
/// Bytes of an answer at most: one line.
const ANSWER: u64 = 4096;

/// A ClamAV daemon: `tcp://HOST:3310` or `unix:/run/clamav/clamd.ctl`.
///
/// It speaks no secret and no cipher: the daemon is on this machine or on a network of one's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scanner {
    Tcp(String),
    Unix(PathBuf),
}

/// What a scanner says of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    Clean,
    /// The name of what it found.
    Infected(String),
    /// It cannot look into it, now or later.
    Unscannable(String),
}

impl Scanner {
    /// Sends a file to the daemon (INSTREAM) and waits for what it says.
    ///
    /// # Errors
    /// When the daemon does not answer, or says anything but a verdict: the file is not known to be clean.
    pub fn scan(&self, bytes: &[u8]) -> io::Result<Verdict> {
        let mut stream = self.connect()?;
        // A daemon that has had enough says so and hangs up: its answer is worth more than our broken pipe.
        let sent = send(&mut stream, bytes);
        let mut answer = Vec::new();
        let read = stream.take(ANSWER).read_to_end(&mut answer);
        let text = String::from_utf8_lossy(&answer);
        match verdict(text.trim_end_matches(['\0', '\n'])) {
            Some(verdict) => Ok(verdict),
            None => {
                sent?;
                read?;
                Err(io::Error::other(format!("the scanner answered {text:?}")))
            }
        }
    }

    fn connect(&self) -> io::Result<Box<dyn Stream>> {
        match self {
            Self::Tcp(address) => {
                let mut last = io::Error::other("the scanner's name has no address");
                for address in address.to_socket_addrs()? {
                    match TcpStream::connect_timeout(&address, Duration::from_secs(5)) {
                        Ok(stream) => {
                            stream.set_read_timeout(Some(PATIENCE))?;
                            stream.set_write_timeout(Some(PATIENCE))?;
                            return Ok(Box::new(stream));
                        }
                        Err(error) => last = error,
                    }
                }
                Err(last)
            }
            #[cfg(unix)]
            Self::Unix(path) => {
                let stream = std::os::unix::net::UnixStream::connect(path)?;
                stream.set_read_timeout(Some(PATIENCE))?;
                stream.set_write_timeout(Some(PATIENCE))?;
                Ok(Box::new(stream))
            }
            #[cfg(not(unix))]
            Self::Unix(_) => Err(io::ErrorKind::Unsupported.into()),
        }
    }
}

trait Stream: Read + Write {}
impl<S: Read + Write> Stream for S {}

/// Parts, each after its length; an empty one ends them.
fn send(to: &mut dyn Stream, bytes: &[u8]) -> io::Result<()> {
    to.write_all(b"zINSTREAM\0")?;
    for part in bytes.chunks(CHUNK) {
        let length = u32::try_from(part.len()).unwrap_or(u32::MAX);
        to.write_all(&length.to_be_bytes())?;
        to.write_all(part)?;
    }
    to.write_all(&[0; 4])?;
    to.flush()
}

/// `stream: OK`, `stream: NAME FOUND`; anything else is no verdict, but for a file larger than the daemon takes.
fn verdict(answer: &str) -> Option<Verdict> {
    match answer.strip_prefix("stream: ") {
        Some("OK") => Some(Verdict::Clean),
        Some(found) => found.strip_suffix(" FOUND").map(|name| Verdict::Infected(name.to_owned())),
        None if answer.starts_with("INSTREAM size limit exceeded") => {
            Some(Verdict::Unscannable("larger than the scanner takes".to_owned()))
        }
        None => None,
    }
}

/// What was given is no scanner's address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?}: expected tcp://HOST:PORT or unix:/PATH")]
pub struct BadScanner(String);

impl FromStr for Scanner {
    type Err = BadScanner;

    fn from_str(text: &str) -> Result<Self, BadScanner> {
        let wrong = || BadScanner(text.to_owned());
        if let Some(path) = text.strip_prefix("unix:") {
            let path = PathBuf::from(path);
            return path.is_absolute().then_some(Self::Unix(path)).ok_or_else(wrong);
        }
        let address = text.strip_prefix("tcp://").ok_or_else(wrong)?;
        let is_whole = address.rsplit_once(':').is_some_and(|(host, port)| {
            !host.is_empty() && !host.contains('/') && port.parse::<u16>().is_ok()
        });
        is_whole.then(|| Self::Tcp(address.to_owned())).ok_or_else(wrong)
    }
}

impl fmt::Display for Scanner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tcp(address) => write!(f, "tcp://{address}"),
            Self::Unix(path) => write!(f, "unix:{}", path.display()),
        }
    }
}

impl<'de> serde::Deserialize<'de> for Scanner {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(from)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_ok_is_clean() {
        for (answer, want) in [
            ("stream: OK", Some(Verdict::Clean)),
            (
                "stream: Win.Test.EICAR_HDB-1 FOUND",
                Some(Verdict::Infected("Win.Test.EICAR_HDB-1".to_owned())),
            ),
            (
                "INSTREAM size limit exceeded. ERROR",
                Some(Verdict::Unscannable("larger than the scanner takes".to_owned())),
            ),
            ("stream: Can't allocate memory ERROR", None),
            ("stream: OKAY", None),
            ("OK", None),
            ("UNKNOWN COMMAND", None),
            ("", None),
        ] {
            assert_eq!(verdict(answer), want, "{answer}");
        }
    }

    #[test]
    fn an_address_is_read() {
        for good in ["tcp://localhost:3310", "tcp://[::1]:3310", "unix:/run/clamav/clamd.ctl"] {
            assert_eq!(good.parse::<Scanner>().unwrap().to_string(), good);
        }
        for bad in [
            "",
            "localhost:3310",
            "tcp://localhost",
            "tcp://:3310",
            "tcp://a/b:1",
            "unix:clamd",
            "tcp://a:99999",
        ] {
            assert!(bad.parse::<Scanner>().is_err(), "{bad}");
        }
    }
}
