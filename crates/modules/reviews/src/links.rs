//! Every address of the module behind the door.

use parvis_accounts::http::Paths;

pub const FORMS: Paths = Paths::new("/fr/bureau/avis", "/en/desk/reviews");
pub const NEW: Paths = Paths::new("/fr/bureau/nouvelle-enquete", "/en/desk/new-survey");
pub const FORM: Paths = Paths::new("/fr/bureau/avis/{id}", "/en/desk/reviews/{id}");
pub const OPINIONS: Paths = Paths::new("/fr/bureau/avis/{id}/avis-recus", "/en/desk/reviews/{id}/opinions");
pub const SETTINGS: Paths = Paths::new("/fr/bureau/avis/{id}/reglages", "/en/desk/reviews/{id}/settings");
pub const CLOSE: Paths = Paths::new("/fr/bureau/avis/{id}/clore", "/en/desk/reviews/{id}/close");
pub const BUTTONS: Paths = Paths::new("/fr/bureau/avis/{id}/boutons", "/en/desk/reviews/{id}/buttons");
pub const BUTTON: Paths = Paths::new("/fr/bureau/boutons/{id}", "/en/desk/buttons/{id}");
pub const BUTTON_CLOSE: Paths = Paths::new("/fr/bureau/boutons/{id}/clore", "/en/desk/buttons/{id}/close");
pub const ENTER: Paths = Paths::new("/fr/bureau/saisir", "/en/desk/enter");
pub const ENTER_ONE: Paths = Paths::new("/fr/bureau/saisir/{id}", "/en/desk/enter/{id}");
pub const ASIDE: Paths = Paths::new("/fr/bureau/avis-recus/{id}/ecarter", "/en/desk/opinions/{id}/set-aside");
pub const BACK: Paths = Paths::new("/fr/bureau/avis-recus/{id}/remettre", "/en/desk/opinions/{id}/put-back");
pub const EXPORT: Paths = Paths::new("/fr/bureau/avis/{id}/fichiers", "/en/desk/reviews/{id}/files");
pub const KEYS: Paths = Paths::new("/fr/bureau/cles", "/en/desk/keys");
pub const KEY_REVOKE: Paths = Paths::new("/fr/bureau/cles/{id}/revoquer", "/en/desk/keys/{id}/revoke");
