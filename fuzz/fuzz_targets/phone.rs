//! Numbers found in any text are read again as themselves; sentences lose no word; jargon is a part of the text.
#![no_main]

use parvis_probes::phone::{MOST, Phone, find};
use parvis_probes::plain;
use parvis_probes::words::{fold, tidy};

libfuzzer_sys::fuzz_target!(|text: &str| {
    let text = tidy(text);
    let folded = fold(&text);
    assert_eq!(text.chars().count(), folded.chars().count());
    let all = find(&folded);
    assert!(all.len() <= MOST);
    for phone in all {
        assert_eq!(Phone::parse(&phone.number), Some(phone));
    }
    let _ = Phone::parse(&text);
    let words: Vec<&str> = plain::sentences(&text).into_iter().flat_map(plain::words).collect();
    assert_eq!(words, plain::words(&text).collect::<Vec<_>>());
    for (word, _) in plain::jargon(&text) {
        assert!(text.contains(word));
    }
});
