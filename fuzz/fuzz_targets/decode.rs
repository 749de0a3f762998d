//! Whatever the encoding: text without null characters, or nothing.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Some((text, encoding)) = parvis_csv::decode(bytes) {
        assert!(!text.contains('\0'));
        assert!(!encoding.name().is_empty());
        // What was decoded is UTF-8, and is read again as itself.
        if !text.starts_with('\u{feff}') {
            let again = parvis_csv::decode(text.as_bytes());
            assert_eq!(again.map(|(again, _)| again).as_deref(), Some(text.as_ref()));
        }
    }
});
