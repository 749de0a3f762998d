//! Whatever an archive holds: read in bounded memory to a manifest that agrees with it, or refused.
#![no_main]

use parvis_backup::{Manifest, members};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(manifest) = Manifest::parse(bytes) {
        assert_eq!(manifest.format, parvis_backup::FORMAT);
    }
    let mut read = 0;
    let walked = members(bytes, 1 << 20, &mut |_, part| {
        read += part.len() as u64;
        Ok(())
    });
    if let Ok(manifest) = walked {
        assert!(manifest.database_bytes + manifest.files_bytes <= read);
    }
});
