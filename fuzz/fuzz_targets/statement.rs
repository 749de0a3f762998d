//! Any text, with the words of a statement around it: read to an answer, a rate is a share of a hundred.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| {
    let headed = format!("Déclaration d'accessibilité\nÉtat de conformité\n{text}");
    for text in [text, headed.as_str()] {
        if let Some(read) = parvis_probes::statement::read_text(text) {
            assert!(read.rate.is_none_or(|rate| (0.0..=100.0).contains(&rate)));
            assert!(read.auditor.is_none_or(|name| !name.is_empty() && !name.contains(char::is_control)));
        }
    }
    let dom = parvis_probes::dom::parse(&format!(
        "<h1>Déclaration d'accessibilité</h1><p>État de conformité</p>{text}"
    ));
    let facts = parvis_probes::facts::read(&dom);
    assert!(parvis_probes::facts::doors(&facts).len() <= 4);
});
