//! Daemons besides those of `testing`: on a Unix socket, confused, and ClamAV's own where it is installed.

use parvis_files::Scanner;
use parvis_files::testing::{LIMIT, address_of, answer, eicar};
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// What `small` of `testing` is on a port, on a Unix socket.
pub fn small_on(path: &Path) -> Scanner {
    let listener = UnixListener::bind(path).unwrap();
    std::thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            let _ = answer(&stream, &stream);
        }
    });
    format!("unix:{}", path.display()).parse().unwrap()
}

/// A daemon that takes everything and says something else than a verdict.
pub fn says(text: &'static str) -> Scanner {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let scanner = address_of(&listener);
    std::thread::spawn(move || {
        for mut stream in listener.incoming().map_while(Result::ok) {
            let _ = stream.write_all(text.as_bytes());
            let _ = stream.shutdown(std::net::Shutdown::Write);
            let _ = stream.read_to_end(&mut Vec::new());
        }
    });
    scanner
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
