//! A file of procedures gives rows, or at least one problem with its sentence.
#![no_main]

use parvis_kernel::Day;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Some(day) = Day::new(2026, 1, 1) else { return };
    for header in [&b""[..], b"procedure_id,name,url,host,audience,volume,valid_from\n"] {
        let file = [header, bytes].concat();
        if let Err(problems) = parvis_catalog::parse(&file, &[], day) {
            assert!(!problems.is_empty());
        }
    }
});
