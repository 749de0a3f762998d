//! Every address of the module.

use parvis_accounts::http::Paths;

pub const PROCEDURES: Paths = Paths::new("/fr/bureau/demarches", "/en/desk/procedures");
pub const NEW: Paths = Paths::new("/fr/bureau/nouvelle-demarche", "/en/desk/new-procedure");
pub const IMPORT: Paths = Paths::new("/fr/bureau/importer-des-demarches", "/en/desk/import-procedures");
pub const IMPORT_RECORD: Paths =
    Paths::new("/fr/bureau/importer-des-demarches/enregistrer", "/en/desk/import-procedures/record");
pub const PROCEDURE: Paths = Paths::new("/fr/bureau/demarches/{slug}", "/en/desk/procedures/{slug}");
pub const FACT: Paths =
    Paths::new("/fr/bureau/demarches/{slug}/faits/{kind}", "/en/desk/procedures/{slug}/facts/{kind}");
pub const OWNERS: Paths =
    Paths::new("/fr/bureau/demarches/{slug}/porteurs", "/en/desk/procedures/{slug}/owners");
pub const OWNER_REVOKE: Paths = Paths::new(
    "/fr/bureau/demarches/{slug}/porteurs/{id}/retirer",
    "/en/desk/procedures/{slug}/owners/{id}/revoke",
);
pub const END: Paths = Paths::new("/fr/bureau/demarches/{slug}/fin", "/en/desk/procedures/{slug}/end");

pub const CRITERIA: Paths = Paths::new("/fr/bureau/criteres", "/en/desk/criteria");
pub const CRITERION: Paths = Paths::new(
    "/fr/bureau/demarches/{slug}/criteres/{indicator}",
    "/en/desk/procedures/{slug}/criteria/{indicator}",
);
pub const ASSESSMENT: Paths = Paths::new("/fr/bureau/evaluations/{id}", "/en/desk/assessments/{id}");
pub const EVIDENCE: Paths =
    Paths::new("/fr/bureau/evaluations/{id}/preuves/{file}", "/en/desk/assessments/{id}/evidence/{file}");
pub const ASSESSMENT_ACCEPT: Paths =
    Paths::new("/fr/bureau/evaluations/{id}/accepter", "/en/desk/assessments/{id}/accept");
pub const ASSESSMENT_RETURN: Paths =
    Paths::new("/fr/bureau/evaluations/{id}/rendre", "/en/desk/assessments/{id}/return");

pub const MEASURES: Paths =
    Paths::new("/fr/bureau/demarches/{slug}/mesures", "/en/desk/procedures/{slug}/measurements");
pub const READING: Paths = Paths::new(
    "/fr/bureau/demarches/{slug}/mesures/{reading}",
    "/en/desk/procedures/{slug}/measurements/{reading}",
);
