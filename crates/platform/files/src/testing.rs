//! For the tests of other crates: files in a folder, and daemons that speak ClamAV's protocol.

use parvis_outbound::{Outbound, OutboundSettings};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::path::Path;

use crate::{Files, FilesSettings, Keep, Scanner};

/// Files in a folder, of the usual size at most.
pub fn files(folder: &Path, scanner: Option<Scanner>) -> Files {
    let settings = FilesSettings { scanner, ..FilesSettings::new(Keep::Folder(folder.join("files"))) };
    let outbound = Outbound::new(OutboundSettings::default()).expect("a way out");
    Files::new(settings, &outbound).expect("sound settings")
}

/// The text that every antivirus takes for a virus, put together here so that none takes this file for one.
pub fn eicar() -> String {
    [r"X5O!P%@AP[4\PZX54(P^)7CC)7}", "$EICAR-STANDARD-ANTIVIRUS", "-TEST-FILE!$H+H*"].concat()
}

/// Bytes that [`small`] takes at most.
pub const LIMIT: usize = 1024 * 1024;

/// A listener true to INSTREAM: it reads the parts as ClamAV does, finds the text of [`eicar`], refuses what is over
/// [`LIMIT`], and knows no other harm.
pub fn small() -> Scanner {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let scanner = address_of(&listener);
    std::thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            std::thread::spawn(move || answer(&stream, &stream));
        }
    });
    scanner
}

/// A daemon that was there and is not any more.
pub fn down() -> Scanner {
    address_of(&TcpListener::bind("127.0.0.1:0").expect("a free port"))
}

/// A listener as a scanner.
pub fn address_of(listener: &TcpListener) -> Scanner {
    Scanner::Tcp(listener.local_addr().expect("an address").to_string())
}

/// What [`small`] answers to one request.
///
/// # Errors
/// When the other side says something else, or leaves.
pub fn answer(from: impl Read, mut to: impl Write) -> io::Result<()> {
    let (mut from, mut command, mut bytes) = (BufReader::new(from), Vec::new(), Vec::new());
    from.read_until(0, &mut command)?;
    if command != b"zINSTREAM\0" {
        return to.write_all(b"UNKNOWN COMMAND\0");
    }
    loop {
        let mut length = [0; 4];
        from.read_exact(&mut length)?;
        let length = u32::from_be_bytes(length) as usize;
        if length == 0 {
            break;
        }
        if bytes.len() + length > LIMIT {
            return to.write_all(b"INSTREAM size limit exceeded. ERROR\0");
        }
        let mut part = vec![0; length];
        from.read_exact(&mut part)?;
        bytes.extend(part);
    }
    let eicar = eicar();
    let is_found = bytes.windows(eicar.len()).any(|part| part == eicar.as_bytes());
    to.write_all(if is_found { b"stream: Eicar-Test-Signature FOUND\0" } else { b"stream: OK\0" })
}
