//! Any query string is a view, or a refusal; a view goes back into an address that says the same.

#![no_main]

use libfuzzer_sys::fuzz_target;
use parvis_measures::Indicators;
use parvis_observatory::browse::View;
use parvis_web::Query;

fuzz_target!(|raw: &str| {
    let Ok(query) = Query::parse(Some(raw)) else { return };
    let Ok(view) = View::parse(&query, Indicators::standard()) else { return };
    let again = Query::parse(view.query().strip_prefix('?')).expect("a written query is read");
    assert_eq!(View::parse(&again, Indicators::standard()), Ok(view));
});
