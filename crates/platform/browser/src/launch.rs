//! A Chromium that runs: started, watched, and ended with everything it started.

use rustix::process::{Pid, Signal, kill_process, kill_process_group};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::time::Duration;
use tokio::task::JoinHandle;

use crate::proxy::Proxy;
use crate::wire::Wire;
use crate::{Error, Settings, tree};

/// To start and to open its door.
const START: Duration = Duration::from_secs(20);
/// Between two looks at its memory.
const WATCH: Duration = Duration::from_millis(100);

/// Runs the browser, and ends its whole group with it, or as soon as whoever started it is no longer there to hold the
/// pipe: however the program ends, no browser is left.
const GUARD: &str = r#"{ "$@" >/dev/null 2>&1; kill -9 0; } & read -r _; kill -9 0"#;

/// One browser, ended when dropped.
pub struct Running {
    pub wire: Wire,
    pub proxy: Proxy,
    child: Child,
    why: Arc<AtomicU8>,
    watching: JoinHandle<()>,
    // Last: removed once nothing writes there any more.
    _folder: tempfile::TempDir,
}

/// Why a browser was ended.
const MEMORY: u8 = 1;
const BYTES: u8 = 2;

impl Running {
    pub async fn start(settings: &Settings) -> Result<Self, Error> {
        let wrong = |error: std::io::Error| Error::Launch(error.to_string());
        let program = settings.program.clone().or_else(crate::find).ok_or(Error::Missing)?;
        let folder = tempfile::Builder::new().prefix("parvis-browser-").tempdir().map_err(wrong)?;
        let proxy = Proxy::start(settings.allowed.clone()).await.map_err(wrong)?;
        let mut child = Command::new("/bin/sh")
            .args(["-c", GUARD, "sh"])
            .arg(&program)
            .args(arguments(folder.path(), proxy.port))
            .env("HOME", folder.path())
            .env("XDG_CONFIG_HOME", folder.path())
            .env("XDG_CACHE_HOME", folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .map_err(wrong)?;
        let group = child.id();
        let opened = tokio::time::timeout(START, door(folder.path(), &mut child)).await;
        let connected = match opened {
            Ok(Ok((port, address))) => {
                proxy.close(port);
                Wire::connect(&address).await
            }
            Ok(Err(error)) => Err(error),
            Err(_) => Err(Error::Launch(format!("{} opened no door", program.display()))),
        };
        let wire = connected.inspect_err(|_| {
            end(group);
            let _ = child.wait();
        })?;
        let why = Arc::new(AtomicU8::new(0));
        let watching = tokio::spawn(watch(group, settings.memory_mib, Arc::clone(&why)));
        Ok(Self { wire, proxy, child, why, watching, _folder: folder })
    }

    /// The process that stands before the browser's.
    pub fn process(&self) -> u32 {
        self.child.id()
    }

    /// What an error really was, when the browser was ended for what a page did.
    pub fn explain(&self, error: Error, settings: &Settings) -> Error {
        if self.proxy.is_spent() {
            self.why.store(BYTES, Ordering::Release);
        }
        match self.why.load(Ordering::Acquire) {
            MEMORY => Error::Memory(settings.memory_mib),
            BYTES => Error::Bytes(settings.bytes),
            _ => error,
        }
    }
}

impl Running {
    /// Ends it now.
    pub fn end(&self) {
        self.watching.abort();
        end(self.child.id());
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.end();
        // Killed: it is gone at once, and leaves no entry behind.
        let _ = self.child.wait();
    }
}

/// Ends a group, and what may have left it.
fn end(group: u32) {
    let pid = |pid: u32| i32::try_from(pid).ok().and_then(Pid::from_raw);
    let all = tree::descendants(group);
    if let Some(group) = pid(group) {
        let _ = kill_process_group(group, Signal::KILL);
    }
    for one in all.into_iter().filter_map(pid) {
        let _ = kill_process(one, Signal::KILL);
    }
}

/// Ends a browser that swells.
async fn watch(group: u32, most_mib: u64, why: Arc<AtomicU8>) {
    loop {
        tokio::time::sleep(WATCH).await;
        let used = tokio::task::spawn_blocking(move || {
            tree::descendants(group).into_iter().map(tree::memory_kib).sum::<u64>()
        });
        if used.await.is_ok_and(|kib| kib / 1024 > most_mib) {
            why.store(MEMORY, Ordering::Release);
            end(group);
            return;
        }
    }
}

/// The port of the browser's door, and the address to speak to.
async fn door(folder: &Path, child: &mut Child) -> Result<(u16, String), Error> {
    let file: PathBuf = folder.join("DevToolsActivePort");
    loop {
        if let Ok(text) = std::fs::read_to_string(&file) {
            let mut lines = text.lines();
            let port = lines.next().and_then(|port| port.trim().parse::<u16>().ok());
            if let (Some(port), Some(path)) = (port, lines.next().filter(|path| path.starts_with('/'))) {
                return Ok((port, format!("ws://127.0.0.1:{port}{}", path.trim())));
            }
        }
        if let Ok(Some(status)) = child.try_wait() {
            return Err(Error::Launch(status.to_string()));
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

fn arguments(folder: &Path, proxy: u16) -> Vec<String> {
    let mut all: Vec<String> = [
        "--headless",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--no-default-browser-check",
        "--no-pings",
        "--mute-audio",
        "--hide-scrollbars",
        "--disable-background-networking",
        "--disable-breakpad",
        "--disable-component-update",
        "--disable-crash-reporter",
        "--disable-default-apps",
        "--disable-dev-shm-usage",
        "--disable-domain-reliability",
        "--disable-extensions",
        "--disable-sync",
        // chromium-headless-shell stops no window by itself.
        "--block-new-web-contents",
        "--disable-background-timer-throttling",
        "--disable-backgrounding-occluded-windows",
        "--disable-renderer-backgrounding",
        "--disable-features=Translate,OptimizationHints,MediaRouter,DialMediaRouteProvider,InterestFeedContentSuggestions,CertificateTransparencyComponentUpdater,AutofillServerCommunication,PaintHolding,HttpsUpgrades",
        "--force-color-profile=srgb",
        "--metrics-recording-only",
        "--password-store=basic",
        "--use-mock-keychain",
        "--js-flags=--max-old-space-size=512",
        "--remote-debugging-address=127.0.0.1",
        "--remote-debugging-port=0",
        // Nothing but the proxy: addresses of this machine included, and what does not ask proxies.
        "--proxy-bypass-list=<-loopback>",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
        "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
        "--webrtc-ip-handling-policy=disable_non_proxied_udp",
    ]
    .map(str::to_owned)
    .into();
    all.push(format!("--proxy-server=http://127.0.0.1:{proxy}"));
    all.push(format!("--user-data-dir={}", folder.display()));
    // Chromium's own sandbox does not start for root.
    if rustix::process::geteuid().is_root() {
        all.push("--no-sandbox".to_owned());
    }
    all.push("about:blank".to_owned());
    all
}
