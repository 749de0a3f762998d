//! Two daemons for the tests: a small one that speaks ClamAV's protocol, and ClamAV's own where it is installed.

use parvis_files::Scanner;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// The text that every antivirus takes for a virus, put together here so that none takes this file for one.
pub fn eicar() -> String {
    [r"X5O!P%@AP[4\PZX54(P^)7CC)7}", "$EICAR-STANDARD-ANTIVIRUS", "-TEST-FILE!$H+H*"].concat()
}

/// Bytes that the daemons take at most.
pub const LIMIT: usize = 1024 * 1024;

/// A listener true to INSTREAM: it reads the parts as ClamAV does, finds the text of [`eicar`], refuses what is over
/// [`LIMIT`], and knows no other harm. It says nothing about ClamAV itself: [`real`] does, where it is installed.
pub fn small() -> Scanner {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            std::thread::spawn(move || answer(stream.try_clone().unwrap(), stream));
        }
    });
    format!("tcp://{address}").parse().unwrap()
}

/// The same on a Unix socket, which [`small`] is not.
pub fn small_on(path: &Path) -> Scanner {
    let listener = UnixListener::bind(path).unwrap();
    std::thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            answer(stream.try_clone().unwrap(), stream);
        }
    });
    format!("unix:{}", path.display()).parse().unwrap()
}

fn answer(from: impl Read, mut to: impl Write) {
    let (mut from, mut command, mut bytes) = (BufReader::new(from), Vec::new(), Vec::new());
    from.read_until(0, &mut command).unwrap();
    assert_eq!(command, b"zINSTREAM\0");
    loop {
        let mut length = [0; 4];
        from.read_exact(&mut length).unwrap();
        let length = u32::from_be_bytes(length) as usize;
        if length == 0 {
            break;
        }
        if bytes.len() + length > LIMIT {
            to.write_all(b"INSTREAM size limit exceeded. ERROR\0").unwrap();
            return;
        }
        let mut part = vec![0; length];
        from.read_exact(&mut part).unwrap();
        bytes.extend(part);
    }
    let eicar = eicar();
    let is_found = bytes.windows(eicar.len()).any(|part| part == eicar.as_bytes());
    to.write_all(if is_found { b"stream: Eicar-Test-Signature FOUND\0" } else { b"stream: OK\0" }).unwrap();
}

/// A daemon that was there and is not any more.
pub fn down() -> Scanner {
    let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    format!("tcp://{address}").parse().unwrap()
}

/// A daemon that takes everything and says something else than a verdict.
pub fn says(text: &'static str) -> Scanner {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for mut stream in listener.incoming().map_while(Result::ok) {
            let _ = stream.write_all(text.as_bytes());
            let _ = stream.shutdown(std::net::Shutdown::Write);
            let _ = stream.read_to_end(&mut Vec::new());
        }
    });
    format!("tcp://{address}").parse().unwrap()
}

/// ClamAV's own daemon on a port of this machine, until it is dropped; it knows one signature, that of [`eicar`].
pub struct Real {
    daemon: Child,
    pub scanner: Scanner,
    _folder: tempfile::TempDir,
}

/// None where ClamAV is not installed.
pub fn real() -> Option<Real> {
    let program = ["/usr/sbin/clamd", "/usr/local/sbin/clamd", "/opt/homebrew/sbin/clamd"]
        .into_iter()
        .find(|path| Path::new(path).exists())?;
    let folder = tempfile::tempdir().unwrap();
    let hex: String = eicar().bytes().map(|byte| format!("{byte:02x}")).collect();
    std::fs::write(folder.path().join("test.ndb"), format!("Eicar.Test:0:*:{hex}\n")).unwrap();
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let (config, database) = (folder.path().join("clamd.conf"), folder.path().display());
    let text = format!(
        "Foreground yes\nTCPSocket {port}\nTCPAddr 127.0.0.1\nDatabaseDirectory {database}\nStreamMaxLength {LIMIT}\n"
    );
    std::fs::write(&config, text).unwrap();
    let daemon = Command::new(program)
        .arg(format!("--config-file={}", config.display()))
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let scanner = format!("tcp://127.0.0.1:{port}").parse().unwrap();
    let real = Real { daemon, scanner, _folder: folder };
    let begun = Instant::now();
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        assert!(begun.elapsed() < Duration::from_secs(60), "clamd does not answer");
        std::thread::sleep(Duration::from_millis(50));
    }
    Some(real)
}

impl Drop for Real {
    fn drop(&mut self) {
        let _ = self.daemon.kill();
        let _ = self.daemon.wait();
    }
}
