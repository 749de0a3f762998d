//! The program as an operator starts it: started, stopped, killed, frozen.

use parvis_db::DatabaseUrl;
use rustix::process::{Pid, Signal, kill_process};
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How long a start or a stop may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// What a program is started with.
#[derive(Clone)]
pub struct Settings {
    pub database: DatabaseUrl,
    /// Its folder, with its key.
    pub folder: PathBuf,
    /// More lines of its configuration.
    pub config: String,
    /// More of its environment.
    pub env: Vec<(&'static str, String)>,
    /// The port, or 0 for a free one.
    pub port: u16,
}

impl Settings {
    pub fn new(database: &DatabaseUrl, folder: &Path) -> Self {
        let (database, folder) = (database.clone(), folder.to_owned());
        Self { database, folder, config: String::new(), env: Vec::new(), port: 0 }
    }

    /// The program with its settings and a command.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let url = match &self.database {
            DatabaseUrl::Sqlite(path) => format!("sqlite:{}", path.display()),
            DatabaseUrl::Postgres(url) => url.clone(),
        };
        // Each person comes from a network of her own: those of one are a burst.
        let config = self.folder.join(format!("parvis-{}.toml", self.port));
        let text = format!("trusted_proxies = [\"127.0.0.0/8\"]\n{}", self.config);
        std::fs::write(&config, text).expect("the folder can be written to");
        let mut command = Command::new(program());
        command.args(arguments).current_dir(&self.folder);
        command.env("PARVIS_DATABASE_URL", url).env("PARVIS_DATA_DIR", &self.folder).env("PARVIS_LANG", "en");
        command.env("PARVIS_CONFIG", config).env("PARVIS_LISTEN", format!("127.0.0.1:{}", self.port));
        command.envs(self.env.iter().map(|(name, value)| (name, value)));
        command
    }

    /// Runs a command to its end; what it printed, when it succeeded.
    pub fn run(&self, arguments: &[&str]) -> Result<String, String> {
        let output = self.command(arguments).output().expect("the program starts");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        if output.status.success() {
            Ok(text(&output.stdout))
        } else {
            Err(format!("{arguments:?}: {}{}", text(&output.stdout), text(&output.stderr)))
        }
    }
}

/// The program: `PARVIS_BIN`, else the one built beside this one.
fn program() -> PathBuf {
    let beside = || std::env::current_exe().expect("a path").with_file_name("parvis");
    std::env::var_os("PARVIS_BIN").map_or_else(beside, PathBuf::from)
}

/// A server that runs; killed when dropped.
pub struct Node {
    child: Child,
    pub address: SocketAddr,
}

impl Node {
    /// Starts and waits until it answers.
    pub fn start(settings: &Settings) -> Result<Self, String> {
        Self::with(settings, &["serve"])
    }

    pub fn with(settings: &Settings, arguments: &[&str]) -> Result<Self, String> {
        let log = settings.folder.join(format!("log-{}.txt", settings.port));
        let file = std::fs::OpenOptions::new().create(true).append(true).open(&log);
        let mut command = settings.command(arguments);
        command.stdout(Stdio::piped()).stderr(file.map_err(|error| error.to_string())?);
        let mut child = command.spawn().map_err(|error| error.to_string())?;
        let out = child.stdout.take().ok_or("no output")?;
        let (told, tells) = std::sync::mpsc::channel();
        // What it says later is read too: a pipe that is full would stop it.
        std::thread::spawn(move || {
            for line in BufReader::new(out).lines().map_while(Result::ok) {
                let _ = told.send(line);
            }
        });
        let begun = Instant::now();
        while let Ok(line) = tells.recv_timeout(PATIENCE.saturating_sub(begun.elapsed())) {
            if let Some(address) = address(&line) {
                return Ok(Self { child, address });
            }
        }
        let _ = child.kill();
        let _ = child.wait();
        Err(format!("the server did not start; see {}", log.display()))
    }

    fn pid(&self) -> Pid {
        Pid::from_child(&self.child)
    }

    pub fn id(&self) -> u32 {
        self.child.id()
    }

    pub fn signal(&self, signal: Signal) {
        let _ = kill_process(self.pid(), signal);
    }

    /// Ends it at once, as a power cut would.
    pub fn kill(mut self) {
        self.signal(Signal::KILL);
        let _ = self.child.wait();
    }

    /// Asks it to end; how long it took, and whether it ended well.
    pub fn stop(mut self) -> (Duration, bool) {
        self.signal(Signal::TERM);
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            if let Ok(Some(status)) = self.child.try_wait() {
                return (begun.elapsed(), status.success());
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        (begun.elapsed(), false)
    }

    /// Its memory now, in MiB.
    pub fn resident(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or_default();
        line.trim().trim_end_matches(" kB").parse::<u64>().unwrap_or(0) / 1024
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn address(line: &str) -> Option<SocketAddr> {
    let rest = line.split_once("http://")?.1;
    rest.split(|c: char| !(c.is_ascii_digit() || c == '.' || c == ':')).next()?.parse().ok()
}
