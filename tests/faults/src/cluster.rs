//! PostgreSQL as an administration runs it that wants no single machine to stop it: three servers kept by Patroni over
//! etcd, and HAProxy before them. All of it from the packages of the machine, on free ports of the loopback.

use parvis_db::{DatabaseUrl, Db};
use rustix::process::{Pid, Signal, kill_process};
use std::net::TcpListener;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

use crate::http;

/// How long anything of it may take to be ready.
const PATIENCE: Duration = Duration::from_secs(120);
/// Patroni: a primary that is not heard of for so long is replaced; 20 is the least it takes.
const TTL: u32 = 20;
const MEMBERS: usize = 3;
const PASSWORD: &str = "essai-de-panne";

pub struct Cluster {
    folder: TempDir,
    etcd: Option<Daemon>,
    etcd_ports: (u16, u16),
    members: Vec<Member>,
    _proxy: Daemon,
    proxy_port: u16,
}

/// A program of the machine; killed when dropped.
struct Daemon(Child);

impl Drop for Daemon {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A server of the cluster, and what keeps it.
struct Member {
    patroni: Option<Daemon>,
    data: PathBuf,
    config: PathBuf,
    /// Where Patroni says what the server is.
    api: u16,
}

pub fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a free port").port()
}

impl Cluster {
    /// Starts everything and waits until a primary and its replicas are there.
    pub fn start() -> Result<Self, String> {
        let programs = programs().ok_or("no PostgreSQL on this machine")?;
        let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
        std::os::unix::fs::chown(folder.path(), Some(owner()), None).map_err(|error| error.to_string())?;
        let etcd_ports = (free_port(), free_port());
        let members: Vec<Member> = (0..MEMBERS)
            .map(|n| Member {
                patroni: None,
                data: folder.path().join(format!("data-{n}")),
                config: folder.path().join(format!("patroni-{n}.yml")),
                api: free_port(),
            })
            .collect();
        let ports: Vec<u16> = members.iter().map(|_| free_port()).collect();
        for (n, member) in members.iter().enumerate() {
            let text = patroni(n, member, ports[n], etcd_ports.0, &programs);
            std::fs::write(&member.config, text).map_err(|error| error.to_string())?;
        }
        let proxy_port = free_port();
        let config = folder.path().join("haproxy.cfg");
        std::fs::write(&config, haproxy(proxy_port, &members, &ports)).map_err(|error| error.to_string())?;
        let proxy =
            daemon(Command::new("haproxy").arg("-db").arg("-f").arg(&config), folder.path(), "haproxy")?;
        let mut cluster = Self { folder, etcd: None, etcd_ports, members, _proxy: proxy, proxy_port };
        cluster.start_etcd()?;
        for n in 0..MEMBERS {
            cluster.start_member(n)?;
            // The first makes the cluster; the others copy it.
            cluster.wait(|cluster| cluster.members[n].is(if n == 0 { "primary" } else { "replica" }))?;
        }
        cluster.wait(|cluster| cluster.members.iter().any(|member| member.is("synchronous")))?;
        cluster.wait(|cluster| Db::open(&cluster.url(), parvis_db::Access::Write).is_ok())?;
        Ok(cluster)
    }

    /// Through the proxy, to whichever server is the primary.
    pub fn url(&self) -> DatabaseUrl {
        DatabaseUrl::Postgres(format!(
            "postgres://postgres:{PASSWORD}@127.0.0.1:{}/postgres",
            self.proxy_port
        ))
    }

    pub fn start_etcd(&mut self) -> Result<(), String> {
        let (client, peer) = self.etcd_ports;
        let (client, peer) = (format!("http://127.0.0.1:{client}"), format!("http://127.0.0.1:{peer}"));
        let mut etcd = Command::new("etcd");
        etcd.arg("--data-dir").arg(self.folder.path().join("etcd"));
        etcd.args(["--name", "etcd", "--listen-client-urls", &client, "--advertise-client-urls", &client]);
        etcd.args(["--listen-peer-urls", &peer, "--initial-advertise-peer-urls", &peer]);
        etcd.args(["--initial-cluster", &format!("etcd={peer}")]);
        self.etcd = Some(daemon(&mut etcd, self.folder.path(), "etcd")?);
        Ok(())
    }

    pub fn kill_etcd(&mut self) {
        self.etcd = None;
    }

    pub fn start_member(&mut self, n: usize) -> Result<(), String> {
        let mut command = Command::new("setpriv");
        let user = format!("--reuid={}", owner());
        command.args([user.as_str(), "--clear-groups", "patroni"]).arg(&self.members[n].config);
        self.members[n].patroni = Some(daemon(&mut command, self.folder.path(), &format!("patroni-{n}"))?);
        Ok(())
    }

    /// Which server is the primary now.
    pub fn primary(&self) -> Option<usize> {
        self.members.iter().position(|member| member.is("primary"))
    }

    /// A replica that is not waited for before an act is acknowledged, or else any.
    pub fn replica(&self) -> Option<usize> {
        let replicas: Vec<usize> = (0..MEMBERS).filter(|n| self.members[*n].is("replica")).collect();
        replicas
            .iter()
            .copied()
            .find(|n| self.members[*n].is("synchronous"))
            .or_else(|| replicas.first().copied())
    }

    /// Stops a server as an operator does: what it has is handed over first.
    pub fn stop(&mut self, n: usize) {
        if let Some(patroni) = &mut self.members[n].patroni {
            let _ = kill_process(Pid::from_child(&patroni.0), Signal::TERM);
            let _ = patroni.0.wait();
        }
        self.members[n].patroni = None;
    }

    /// Ends a server at once, with what keeps it.
    pub fn kill(&mut self, n: usize) {
        self.signal(n, Signal::KILL);
        self.members[n].patroni = None;
    }

    /// Says the same to a server, all its processes and what keeps it.
    pub fn signal(&self, n: usize, signal: Signal) {
        let member = &self.members[n];
        let keeper = member.patroni.as_ref().map(|patroni| patroni.0.id());
        for id in keeper.into_iter().chain(member.processes()) {
            if let Some(pid) = i32::try_from(id).ok().and_then(Pid::from_raw) {
                let _ = kill_process(pid, signal);
            }
        }
    }

    /// Waits until every server is well again.
    pub fn heal(&self) -> Result<(), String> {
        self.wait(|cluster| {
            let replicas = cluster.members.iter().filter(|member| member.is("replica")).count();
            cluster.primary().is_some()
                && replicas == MEMBERS - 1
                && cluster.members.iter().any(|member| member.is("synchronous"))
        })
    }

    fn wait(&self, until: impl Fn(&Self) -> bool) -> Result<(), String> {
        let begun = Instant::now();
        while !until(self) {
            if begun.elapsed() > PATIENCE {
                let log =
                    |n: usize| std::fs::read_to_string(self.folder.path().join(format!("patroni-{n}.log")));
                let last = |text: String| text.lines().rev().take(4).collect::<Vec<_>>().join("\n");
                let logs: Vec<String> = (0..MEMBERS).filter_map(|n| log(n).ok()).map(last).collect();
                return Err(format!("the cluster is not ready:\n{}", logs.join("\n--\n")));
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        Ok(())
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        (0..MEMBERS).for_each(|n| {
            self.signal(n, Signal::CONT);
            self.kill(n);
        });
    }
}

impl Member {
    /// Whether Patroni says that the server is this.
    fn is(&self, what: &str) -> bool {
        let at = ([127, 0, 0, 1], self.api).into();
        let request = format!("GET /{what} HTTP/1.0\r\n\r\n");
        http::ask(at, &request, Duration::from_secs(1)).is_ok_and(|status| status == 200)
    }

    /// The server's processes: its first one, and those that it started.
    fn processes(&self) -> Vec<u32> {
        let file = std::fs::read_to_string(self.data.join("postmaster.pid")).unwrap_or_default();
        let Some(first) = file.lines().next().and_then(|line| line.trim().parse::<u32>().ok()) else {
            return Vec::new();
        };
        let children = std::fs::read_to_string(format!("/proc/{first}/task/{first}/children"));
        let children = children.unwrap_or_default();
        std::iter::once(first).chain(children.split_whitespace().filter_map(|id| id.parse().ok())).collect()
    }
}

/// Starts a program whose words go to a file.
fn daemon(command: &mut Command, folder: &Path, name: &str) -> Result<Daemon, String> {
    let wrong = |error: std::io::Error| format!("{name}: {error}");
    let log = std::fs::File::create(folder.join(format!("{name}.log"))).map_err(wrong)?;
    command.current_dir(folder).stdin(Stdio::null()).stdout(log.try_clone().map_err(wrong)?).stderr(log);
    command.process_group(0).spawn().map(Daemon).map_err(wrong)
}

/// The newest set of PostgreSQL's programs.
fn programs() -> Option<PathBuf> {
    let mut all: Vec<PathBuf> =
        std::fs::read_dir("/usr/lib/postgresql").ok()?.flatten().map(|e| e.path()).collect();
    all.sort();
    all.pop().map(|version| version.join("bin"))
}

/// PostgreSQL refuses to run as root.
fn owner() -> u32 {
    let passwd = std::fs::read_to_string("/etc/passwd").unwrap_or_default();
    let line = passwd.lines().find(|line| line.starts_with("postgres:")).unwrap_or("::65534");
    line.split(':').nth(2).and_then(|id| id.parse().ok()).unwrap_or(65534)
}

fn patroni(n: usize, member: &Member, port: u16, etcd: u16, programs: &Path) -> String {
    let (api, data, programs) = (member.api, member.data.display(), programs.display());
    format!(
        "scope: parvis
name: member-{n}
restapi: {{listen: '127.0.0.1:{api}', connect_address: '127.0.0.1:{api}'}}
etcd3: {{host: '127.0.0.1:{etcd}'}}
bootstrap:
  dcs:
    ttl: {TTL}
    loop_wait: 4
    retry_timeout: 5
    synchronous_mode: true
    failsafe_mode: true
    maximum_lag_on_failover: 1048576
    postgresql:
      use_pg_rewind: true
      parameters: {{max_connections: 60, shared_buffers: 64MB}}
  initdb: [{{encoding: UTF8}}, data-checksums]
postgresql:
  listen: '127.0.0.1:{port}'
  connect_address: '127.0.0.1:{port}'
  data_dir: {data}
  bin_dir: {programs}
  pgpass: {data}.pgpass
  authentication:
    superuser: {{username: postgres, password: {PASSWORD}}}
    replication: {{username: replicator, password: {PASSWORD}}}
    rewind: {{username: rewind, password: {PASSWORD}}}
  parameters: {{unix_socket_directories: ''}}
  pg_hba:
    - host all all 127.0.0.1/32 scram-sha-256
    - host replication replicator 127.0.0.1/32 scram-sha-256
"
    )
}

/// As docs/operate/scale.md says: whichever server Patroni calls the primary, and no connection left to another.
fn haproxy(port: u16, members: &[Member], ports: &[u16]) -> String {
    let servers: String = members
        .iter()
        .zip(ports)
        .enumerate()
        .map(|(n, (member, port))| {
            format!("    server member-{n} 127.0.0.1:{port} check port {}\n", member.api)
        })
        .collect();
    format!(
        "global
    maxconn 500
defaults
    mode tcp
    timeout connect 2s
    timeout client 30m
    timeout server 30m
    timeout check 2s
listen primary
    bind 127.0.0.1:{port}
    option httpchk OPTIONS /primary
    http-check expect status 200
    default-server inter 1s fall 2 rise 1 on-marked-down shutdown-sessions
{servers}"
    )
}
