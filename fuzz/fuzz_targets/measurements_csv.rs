//! A file of measurements gives readings that the ledger would take, or at least one problem.
#![no_main]

use parvis_kernel::{Day, Id, Timestamp};
use parvis_measures::{Context, Value};

/// 2026-09-01T08:00:00Z.
const NOW: Timestamp = Timestamp::from_micros(1_788_249_600_000_000);

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let resolve = |text: &str, _: Day| text.starts_with('j').then(|| Id::from_bytes([1; 16]));
    let context = Context { resolve: &resolve, source: "fuzz", now: NOW, collected_until: NOW };
    for header in [&b""[..], b"procedure_id,month,indicator,window,value,n,counts,collected_at\n"] {
        match parvis_measures::parse(&[header, bytes].concat(), &[], &context) {
            Err(problems) => assert!(!problems.is_empty()),
            Ok(draft) => {
                for reading in draft.readings {
                    assert!(reading.n != Some(0) && reading.collected_at <= NOW);
                    assert!(!matches!(reading.value, Value::Number(value) if !value.is_finite()));
                }
            }
        }
    }
});
