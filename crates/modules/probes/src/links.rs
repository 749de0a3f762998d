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
