//! Every address of the module behind the door.

use parvis_accounts::http::Paths;

pub const PROBES: Paths = Paths::new("/fr/bureau/sondes", "/en/desk/probes");
pub const PROCEDURE: Paths = Paths::new("/fr/bureau/sondes/{slug}", "/en/desk/probes/{slug}");
pub const WATCH: Paths = Paths::new("/fr/bureau/sondes/{slug}/adresses", "/en/desk/probes/{slug}/addresses");
pub const WATCH_END: Paths = Paths::new(
    "/fr/bureau/sondes/{slug}/adresses/{watch}/fin",
    "/en/desk/probes/{slug}/addresses/{watch}/end",
);
pub const STOPS: Paths = Paths::new("/fr/bureau/sondes/{slug}/arrets", "/en/desk/probes/{slug}/stops");
pub const STOP_TAKE_BACK: Paths = Paths::new(
    "/fr/bureau/sondes/{slug}/arrets/{stop}/annuler",
    "/en/desk/probes/{slug}/stops/{stop}/cancel",
);
pub const FINDINGS: Paths =
    Paths::new("/fr/bureau/sondes/{slug}/constats", "/en/desk/probes/{slug}/findings");
pub const FINDING: Paths =
    Paths::new("/fr/bureau/sondes/{slug}/constats/{mark}", "/en/desk/probes/{slug}/findings/{mark}");
pub const EXPORT: Paths =
    Paths::new("/fr/bureau/sondes/{slug}/export/{format}", "/en/desk/probes/{slug}/export/{format}");
pub const AUDITS: Paths = Paths::new("/fr/bureau/sondes/{slug}/audits", "/en/desk/probes/{slug}/audits");
pub const AUDIT: Paths =
    Paths::new("/fr/bureau/sondes/{slug}/audits/{audit}", "/en/desk/probes/{slug}/audits/{audit}");
pub const AUDIT_REFILL: Paths = Paths::new(
    "/fr/bureau/sondes/{slug}/audits/{audit}/reprendre",
    "/en/desk/probes/{slug}/audits/{audit}/refill",
);
pub const AUDIT_FINISH: Paths = Paths::new(
    "/fr/bureau/sondes/{slug}/audits/{audit}/finir",
    "/en/desk/probes/{slug}/audits/{audit}/finish",
);
pub const AUDIT_AGAIN: Paths = Paths::new(
    "/fr/bureau/sondes/{slug}/audits/{audit}/repartir",
    "/en/desk/probes/{slug}/audits/{audit}/again",
);
pub const AUDIT_PAGE: Paths = Paths::new(
    "/fr/bureau/sondes/{slug}/audits/{audit}/pages/{page}",
    "/en/desk/probes/{slug}/audits/{audit}/pages/{page}",
);
pub const AUDIT_GRID: Paths = Paths::new(
    "/fr/bureau/sondes/{slug}/audits/{audit}/pages/{page}/{topic}",
    "/en/desk/probes/{slug}/audits/{audit}/pages/{page}/{topic}",
);
pub const AUDIT_EXPORT: Paths = Paths::new(
    "/fr/bureau/sondes/{slug}/audits/{audit}/export/{format}",
    "/en/desk/probes/{slug}/audits/{audit}/export/{format}",
);
pub const STATEMENT: Paths = Paths::new(
    "/fr/bureau/sondes/{slug}/audits/{audit}/declaration",
    "/en/desk/probes/{slug}/audits/{audit}/statement",
);
pub const STATEMENT_VIEW: Paths = Paths::new(
    "/fr/bureau/sondes/{slug}/audits/{audit}/declaration/{language}",
    "/en/desk/probes/{slug}/audits/{audit}/statement/{language}",
);
pub const STATEMENT_FILE: Paths = Paths::new(
    "/fr/bureau/sondes/{slug}/audits/{audit}/declaration/{language}/fichier",
    "/en/desk/probes/{slug}/audits/{audit}/statement/{language}/file",
);
