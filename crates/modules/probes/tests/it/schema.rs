//! The published schema of the report is that of the program: `UPDATE_DOCS=1` writes it anew.

use parvis_probes::report::Report;
use std::path::Path;

#[test]
fn the_published_schema_is_that_of_the_program() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../docs/probe-report.schema.json");
    let schema = serde_json::to_string_pretty(&schemars::schema_for!(Report)).unwrap() + "\n";
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, &schema).unwrap();
    }
    assert_eq!(std::fs::read_to_string(&path).unwrap_or_default(), schema, "UPDATE_DOCS=1 writes it anew");
}
