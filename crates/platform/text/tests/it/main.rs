//! Masking judged by sentences written for it: how much of the personal data is found, and how much else.

#![expect(clippy::print_stdout, reason = "the figures are printed")]

use std::collections::BTreeMap;

use parvis_text::masking::{Personal, find, mask};
use proptest::prelude::*;

/// One sentence, and what must be found in it.
struct Case {
    text: String,
    labels: Vec<(Personal, usize, usize)>,
}

/// Reads the sentences of a file: labels stand inline, `<phone>06 39 98 12 34</phone>`.
fn cases(file: &str) -> Vec<Case> {
    file.lines().filter(|line| !line.starts_with("# ") && !line.is_empty()).map(case).collect()
}

fn case(line: &str) -> Case {
    let mut case = Case { text: String::new(), labels: Vec::new() };
    let line = line.replace("\\n", "\n");
    let mut rest = line.as_str();
    while let Some((before, kind, inside, after)) = label(rest) {
        case.text.push_str(before);
        let start = case.text.len();
        case.text.push_str(inside);
        case.labels.push((kind, start, case.text.len()));
        rest = after;
    }
    case.text.push_str(rest);
    case
}

fn label(text: &str) -> Option<(&str, Personal, &str, &str)> {
    let (before, rest) = text.split_once('<')?;
    let (kind, rest) = rest.split_once('>')?;
    let (inside, after) = rest.split_once(&format!("</{kind}>"))?;
    Some((before, Personal::parse(kind).expect(kind), inside, after))
}

/// Right finds, wrong finds and misses. A find is right when its kind and its bounds are, to the byte.
#[derive(Default, Clone, Copy)]
struct Figures {
    right: u32,
    wrong: u32,
    missed: u32,
}

impl Figures {
    fn precision(self) -> f64 {
        share(self.right, self.wrong)
    }

    fn recall(self) -> f64 {
        share(self.right, self.missed)
    }
}

fn share(right: u32, other: u32) -> f64 {
    if right + other == 0 { 1.0 } else { f64::from(right) / f64::from(right + other) }
}

/// The figures of each kind that occurs, and of all; prints them and each mistake.
fn judge(name: &str, cases: &[Case]) -> (BTreeMap<Personal, Figures>, Figures) {
    let mut kinds: BTreeMap<Personal, Figures> = BTreeMap::new();
    for Case { text, labels } in cases {
        let found: Vec<_> = find(text).into_iter().map(|f| (f.kind, f.start, f.end)).collect();
        for one @ (kind, start, end) in &found {
            let figures = kinds.entry(*kind).or_default();
            if labels.contains(one) {
                figures.right += 1;
            } else {
                figures.wrong += 1;
                println!("{name}: wrong {kind} {:?} in {text:?}", &text[*start..*end]);
            }
        }
        for (kind, start, end) in labels.iter().filter(|label| !found.contains(label)) {
            kinds.entry(*kind).or_default().missed += 1;
            println!("{name}: missed {kind} {:?} in {text:?}", &text[*start..*end]);
        }
    }
    let mut all = Figures::default();
    for (kind, figures) in &kinds {
        print(name, kind.as_str(), *figures);
        all.right += figures.right;
        all.wrong += figures.wrong;
        all.missed += figures.missed;
    }
    print(name, "all", all);
    (kinds, all)
}

fn print(name: &str, kind: &str, figures: Figures) {
    let Figures { right, wrong, missed } = figures;
    let (precision, recall) = (figures.precision(), figures.recall());
    println!(
        "{name}: {kind:16} precision {precision:.3} recall {recall:.3} ({right} right, {wrong} wrong, {missed} missed)"
    );
}

fn holds(name: &str, file: &str) {
    let (kinds, all) = judge(name, &cases(file));
    for kind in [Personal::SocialSecurity, Personal::Iban, Personal::Card] {
        assert!(kinds[&kind].recall() >= 0.98, "{kind}");
    }
    assert!(all.recall() >= 0.95 && all.precision() >= 0.95);
}

#[test]
fn personal_data_is_found_and_little_else() {
    let all = [include_str!("../data/masking.txt"), include_str!("../data/masking_later.txt")].concat();
    let sentences = cases(&all);
    let without = sentences.iter().filter(|case| case.labels.is_empty()).count();
    assert!(sentences.len() >= 400 && without * 2 >= sentences.len(), "{without} of {}", sentences.len());
    holds("known", &all);
}

/// The rules had been settled when these were written.
#[test]
fn sentences_held_out_are_judged_likewise() {
    holds("held out", include_str!("../data/masking_held_out.txt"));
}

#[test]
fn markers_replace_what_was_found() {
    let masked = mask("Mme Durand, 06 39 98 12 34, née le 3 mai 1962");
    assert_eq!(masked.text, "Mme [nom masqué], [téléphone masqué], née le [date de naissance masquée]");
    assert_eq!(masked.found, [Personal::Name, Personal::Phone, Personal::BirthDate]);
}

/// Pieces that rules look for, put together at random.
fn comment() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "\\PC{0,8}",
        "[0-9 .+-]{1,24}",
        "[A-Z][a-zé'-]{0,8}",
        "[\u{300}\u{200b}\u{a0}’\n\u{1}\\[\\]@]{1,3}",
        proptest::sample::select(vec![
            "Mme ",
            "M. ",
            "je m'appelle ",
            "Cordialement, ",
            "né le ",
            "IBAN ",
            "NIR ",
            "numéro fiscal ",
            "Jean ",
            "Dupont",
            "06 39 98 12 34",
            "AB-123-CD",
            "a@example.fr",
            "FR1420041010050500013M02606",
            "01/02/1950",
            "4111 1111 1111 1111",
            " arobase ",
            " point fr",
            "[nom masqué]",
            "[téléphone masqué]",
            "plaque ",
            " de la ",
        ])
        .prop_map(str::to_owned),
    ];
    proptest::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn finds_are_in_order_and_on_characters(text in comment()) {
        let mut done = 0;
        for found in find(&text) {
            prop_assert!(done <= found.start && found.start < found.end && found.end <= text.len());
            prop_assert!(text.is_char_boundary(found.start) && text.is_char_boundary(found.end));
            done = found.end;
        }
    }

    #[test]
    fn masking_twice_changes_nothing(text in comment()) {
        let once = mask(&text);
        let twice = mask(&once.text);
        prop_assert_eq!(&twice.text, &once.text);
        prop_assert!(twice.found.is_empty());
    }

    #[test]
    fn words_alone_are_left_alone(text in "[b-df-hj-lnp-tv-zéàç,.!? ]{0,80}") {
        prop_assert_eq!(mask(&text).text, text);
    }
}

/// The longest comments, made to be slow: they end.
#[test]
fn hostile_texts_end() {
    let pieces = [
        "1",
        "1 ",
        "0 ",
        "06 ",
        "a",
        "a.",
        "a@",
        "a@b.fr ",
        "a at b.fr ",
        "M. ",
        "Jean ",
        "Mme Jean ",
        "signé Paul ",
        "FR76 ",
        "+",
        "(",
        "né le ",
        "né le 3 mai 1962 ",
        "AB-",
        "AB-123-CD-",
        "[",
        "é",
        "dossier 0639981234 ",
    ];
    for piece in pieces {
        let text = piece.repeat(15_000 / piece.len());
        assert!(mask(&text).text.len() <= text.len() * 20, "{piece}");
    }
}
