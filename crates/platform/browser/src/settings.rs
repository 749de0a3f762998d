use parvis_outbound::Allowed;
use std::path::PathBuf;
use std::time::Duration;

/// How a browser is run, and what a page may cost.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The program; looked for ([`crate::find`]) unless said.
    pub program: Option<PathBuf>,
    /// What may be reached besides the public Internet; nothing unless said.
    pub allowed: Vec<Allowed>,
    /// Who visits: put behind what Chromium says of itself.
    pub agent: String,
    /// The language asked of servers.
    pub language: String,
    /// All that is done with one page; 60 s unless said.
    pub page_time: Duration,
    /// Until a page is loaded; what comes later is left aside. 20 s unless said.
    pub load_time: Duration,
    /// One answer of a page; 10 s unless said.
    pub answer_time: Duration,
    /// Memory of the browser's processes, what they share not counted, in MiB; 1536 unless said.
    pub memory_mib: u64,
    /// Bytes fetched for one page, as they came; 64 MiB unless said.
    pub bytes: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            program: None,
            allowed: Vec::new(),
            agent: concat!("Parvis/", env!("CARGO_PKG_VERSION")).to_owned(),
            language: "fr-FR,fr;q=0.9,en;q=0.5".to_owned(),
            page_time: Duration::from_secs(60),
            load_time: Duration::from_secs(20),
            answer_time: Duration::from_secs(10),
            memory_mib: 1536,
            bytes: 64 * 1024 * 1024,
        }
    }
}

/// A window, in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Viewport {
    pub width: u32,
    pub height: u32,
    /// Pixels of the screen for one of CSS.
    pub scale: f64,
}

impl Viewport {
    /// A screen on a desk; at 400 % it is [`Viewport::NARROW`].
    pub const DESK: Self = Self { width: 1280, height: 1024, scale: 1.0 };
    /// The narrowest window that RGAA 4.1 asks pages to hold in (criterion 10.11).
    pub const NARROW: Self = Self { width: 320, height: 568, scale: 1.0 };
}
