//! Any `robots.txt` and any path: an answer, a pause within reason; and any `security.txt`.
#![no_main]

use parvis_probes::robots::{LONGEST_DELAY, Robots};

libfuzzer_sys::fuzz_target!(|pair: (&[u8], &str)| {
    let (file, path) = pair;
    let robots = Robots::read(file, "Parvis-Probe");
    assert!(robots.delay.is_none_or(|delay| delay <= LONGEST_DELAY));
    assert!(robots.allows("/robots.txt"));
    let _ = robots.allows(path);
    let _ = parvis_probes::security_txt::read(file);
});
