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
pub const BATCHES: Paths = Paths::new("/fr/bureau/lots", "/en/desk/batches");
pub const BATCH_NEW: Paths = Paths::new("/fr/bureau/saisir/{id}/lot", "/en/desk/enter/{id}/batch");
pub const BATCH: Paths = Paths::new("/fr/bureau/lots/{id}", "/en/desk/batches/{id}");
pub const SHEET: Paths = Paths::new("/fr/bureau/lots/{id}/feuille", "/en/desk/batches/{id}/sheet");
pub const BATCH_GIVE_UP: Paths =
    Paths::new("/fr/bureau/lots/{id}/abandonner", "/en/desk/batches/{id}/give-up");
pub const ASIDE: Paths = Paths::new("/fr/bureau/avis-recus/{id}/ecarter", "/en/desk/opinions/{id}/set-aside");
pub const BACK: Paths = Paths::new("/fr/bureau/avis-recus/{id}/remettre", "/en/desk/opinions/{id}/put-back");
pub const WAITING: Paths =
    Paths::new("/fr/bureau/avis/{id}/attentes-de-reponse", "/en/desk/reviews/{id}/awaiting-answers");
pub const ANSWER: Paths = Paths::new("/fr/bureau/avis-recus/{id}/repondre", "/en/desk/opinions/{id}/answer");
pub const OPINION: Paths = Paths::new("/fr/bureau/avis-recus/{id}", "/en/desk/opinions/{id}");
pub const TAG: Paths = Paths::new("/fr/bureau/avis-recus/{id}/etiqueter", "/en/desk/opinions/{id}/tag");
pub const UNTAG: Paths =
    Paths::new("/fr/bureau/avis-recus/{id}/retirer-etiquette", "/en/desk/opinions/{id}/untag");
pub const STATUS: Paths = Paths::new("/fr/bureau/avis-recus/{id}/etat", "/en/desk/opinions/{id}/status");
pub const ASSIGN: Paths = Paths::new("/fr/bureau/avis-recus/{id}/attribuer", "/en/desk/opinions/{id}/assign");
pub const QUOTE: Paths = Paths::new("/fr/bureau/avis-recus/{id}/citer", "/en/desk/opinions/{id}/quote");
pub const QUOTES: Paths = Paths::new("/fr/bureau/avis/{id}/citations", "/en/desk/reviews/{id}/quotes");
pub const QUOTES_TEXT: Paths =
    Paths::new("/fr/bureau/avis/{id}/citations/texte", "/en/desk/reviews/{id}/quotes/text");
pub const UNQUOTE: Paths =
    Paths::new("/fr/bureau/avis/{id}/retirer-citation", "/en/desk/reviews/{id}/unquote");
pub const TOPICS: Paths = Paths::new("/fr/bureau/avis/{id}/themes", "/en/desk/reviews/{id}/topics");
pub const TOPICS_FIND: Paths =
    Paths::new("/fr/bureau/avis/{id}/themes/chercher", "/en/desk/reviews/{id}/topics/find");
pub const TOPIC: Paths = Paths::new("/fr/bureau/themes/{id}", "/en/desk/topics/{id}");
pub const TOPIC_NAME: Paths = Paths::new("/fr/bureau/themes/{id}/nommer", "/en/desk/topics/{id}/rename");
pub const TOPIC_HIDE: Paths = Paths::new("/fr/bureau/themes/{id}/masquer", "/en/desk/topics/{id}/hide");
pub const TOPIC_SHOW: Paths = Paths::new("/fr/bureau/themes/{id}/montrer", "/en/desk/topics/{id}/show");
pub const TOPIC_MERGE: Paths = Paths::new("/fr/bureau/themes/{id}/reunir", "/en/desk/topics/{id}/merge");
pub const COMPARE: Paths = Paths::new("/fr/bureau/avis/{id}/comparer", "/en/desk/reviews/{id}/compare");
pub const EXPORT: Paths = Paths::new("/fr/bureau/avis/{id}/fichiers", "/en/desk/reviews/{id}/files");
pub const KEYS: Paths = Paths::new("/fr/bureau/cles", "/en/desk/keys");
pub const KEY_REVOKE: Paths = Paths::new("/fr/bureau/cles/{id}/revoquer", "/en/desk/keys/{id}/revoke");
pub const ALERTS: Paths = Paths::new("/fr/bureau/avis/{id}/alertes", "/en/desk/reviews/{id}/alerts");
pub const WATCH: Paths =
    Paths::new("/fr/bureau/avis/{id}/alertes/lettres", "/en/desk/reviews/{id}/alerts/letters");
pub const ALERT_READ: Paths = Paths::new("/fr/bureau/alertes/{id}/lue", "/en/desk/alerts/{id}/read");
pub const HOOKS: Paths = Paths::new("/fr/bureau/avis/{id}/webhooks", "/en/desk/reviews/{id}/webhooks");
pub const HOOK: Paths = Paths::new("/fr/bureau/webhooks/{id}", "/en/desk/webhooks/{id}");
pub const HOOK_ROTATE: Paths =
    Paths::new("/fr/bureau/webhooks/{id}/nouveau-secret", "/en/desk/webhooks/{id}/new-secret");
pub const HOOK_RESUME: Paths =
    Paths::new("/fr/bureau/webhooks/{id}/reprendre", "/en/desk/webhooks/{id}/resume");
pub const HOOK_END: Paths = Paths::new("/fr/bureau/webhooks/{id}/supprimer", "/en/desk/webhooks/{id}/remove");
pub const DELIVERY_AGAIN: Paths =
    Paths::new("/fr/bureau/envois/{id}/renvoyer", "/en/desk/deliveries/{id}/send-again");
pub const VERSIONS: Paths = Paths::new("/fr/bureau/avis/{id}/versions", "/en/desk/reviews/{id}/versions");
pub const VERSION_TAKE: Paths =
    Paths::new("/fr/bureau/avis/{id}/versions/reprendre", "/en/desk/reviews/{id}/versions/take-up");
pub const DRAFT: Paths = Paths::new("/fr/bureau/avis/{id}/brouillon", "/en/desk/reviews/{id}/draft");
pub const DRAFT_HIDE: Paths =
    Paths::new("/fr/bureau/avis/{id}/brouillon/masquer", "/en/desk/reviews/{id}/draft/hide");
pub const DRAFT_MOVE: Paths =
    Paths::new("/fr/bureau/avis/{id}/brouillon/deplacer", "/en/desk/reviews/{id}/draft/move");
pub const DRAFT_REMOVE: Paths =
    Paths::new("/fr/bureau/avis/{id}/brouillon/retirer", "/en/desk/reviews/{id}/draft/remove");
pub const DRAFT_DISCARD: Paths =
    Paths::new("/fr/bureau/avis/{id}/brouillon/abandonner", "/en/desk/reviews/{id}/draft/discard");
pub const DRAFT_QUESTION: Paths =
    Paths::new("/fr/bureau/avis/{id}/brouillon/question", "/en/desk/reviews/{id}/draft/question");
pub const DRAFT_CONDITION: Paths =
    Paths::new("/fr/bureau/avis/{id}/brouillon/condition", "/en/desk/reviews/{id}/draft/condition");
pub const DRAFT_TRANSLATE: Paths =
    Paths::new("/fr/bureau/avis/{id}/brouillon/traduire", "/en/desk/reviews/{id}/draft/translate");
pub const DRAFT_WORDING: Paths =
    Paths::new("/fr/bureau/avis/{id}/brouillon/libelle", "/en/desk/reviews/{id}/draft/wording");
pub const DRAFT_PREVIEW: Paths =
    Paths::new("/fr/bureau/avis/{id}/brouillon/apercu", "/en/desk/reviews/{id}/draft/preview");
pub const DRAFT_PUBLISH: Paths =
    Paths::new("/fr/bureau/avis/{id}/brouillon/publier", "/en/desk/reviews/{id}/draft/publish");
