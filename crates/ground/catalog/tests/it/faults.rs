//! Files with faults: each is told with its line and column, in both languages, and nothing is taken.

use parvis_catalog::{LOCALES, parse};
use parvis_csv::{Problem, Problems};
use parvis_i18n::Messages;
use parvis_kernel::Locale;

use crate::day;

fn problems(csv: &[u8]) -> Problems {
    parse(csv, &[], day("2026-01-01")).unwrap_err()
}

/// The sentence in French and in English.
fn sentences(problem: &Problem) -> [String; 2] {
    let messages = Messages::new(&[parvis_i18n::LOCALES, parvis_csv::LOCALES, LOCALES]).unwrap();
    [Locale::Fr, Locale::En].map(|locale| problem.sentence(messages.words(locale)))
}

#[test]
fn each_fault_of_a_cell_is_told_where_it_is_and_how_to_mend_it() {
    let long = "x".repeat(501);
    for (columns, cells, column, fr, en) in [
        ("", ",A", "procedure_id", "ne peut pas être vide", "must not be empty"),
        ("", "a b,A", "procedure_id", "identifiant de 80 caractères", "identifier of at most 80"),
        ("", "---,A", "procedure_id", "identifiant de 80 caractères", "identifier of at most 80"),
        ("", "a,", "name", "ne peut pas être vide", "must not be empty"),
        ("", &format!("a,{long}"), "name", "500 caractères au plus", "at most 500 characters"),
        ("", "a,\"two\nlines\"", "name", "une seule ligne", "one line"),
        (",url", "a,A,www.example.fr", "url", "adresse http", "http:// or https:// address"),
        (",url", "a,A,javascript:alert(1)", "url", "adresse http", "http:// or https:// address"),
        (",url,host", "a,A,https://x.fr/p,y.fr", "host", "nom de machine", "host name"),
        (",audience", "a,A,particuliers|tous", "audience", "l'une de ces valeurs", "one of: particuliers"),
        (",territory", "a,A,region:999", "territory", "code officiel", "official code"),
        (",volume", "a,A,beaucoup", "volume", "nombre entier", "whole number"),
        (",volume", "a,A,-1", "volume", "nombre entier", "whole number"),
        (",financial_right", "a,A,oui", "financial_right", "yes, no", "yes, no"),
        (",valid_from", "a,A,2026-02-30", "valid_from", "AAAA-MM-JJ", "YYYY-MM-DD"),
    ] {
        // A good row before and after: the fault is told on its own line.
        let width = columns.matches(',').count();
        let good = |id: &str| format!("{id},Good{}", ",".repeat(width));
        let csv = format!("procedure_id,name{columns}\n{}\n{cells}\n{}\n", good("g1"), good("g2"));
        let found = problems(csv.as_bytes());
        assert_eq!(found.count(), 1, "{cells}: {:?}", found.kept);
        let problem = &found.kept[0];
        assert_eq!((problem.line, problem.column.as_str()), (3, column), "{cells}");
        for (sentence, [place, piece]) in
            sentences(problem).iter().zip([["Ligne 3, colonne", fr], ["Line 3, column", en]])
        {
            assert!(sentence.starts_with(place) && sentence.contains(piece), "{cells}: {sentence}");
        }
    }
}

#[test]
fn all_faults_are_told_at_once() {
    let csv = b"procedure_id,name,volume\na,A,1\na,B,2\n,,x\n,C,4\nd,D\n";
    let found = problems(csv);
    let places: Vec<_> = found.kept.iter().map(|p| (p.line, p.column.as_str())).collect();
    let want =
        [(3, "procedure_id"), (4, "procedure_id"), (4, "name"), (4, "volume"), (5, "procedure_id"), (6, "")];
    assert_eq!(places, want);
    let [fr, en] = sentences(&found.kept[0]);
    assert!(fr.contains("déjà présent à la ligne 2"), "{fr}");
    assert!(en.contains("already there on line 2"), "{en}");
    assert!(en.contains("found “a”"), "{en}");
}

#[test]
fn faults_of_the_whole_file_are_told_too() {
    for (csv, fr, en) in [
        (&b""[..], "le fichier est vide", "the file is empty"),
        (b"procedure_id,name\0", "pas un texte lisible", "not readable text"),
        (b"name\nA\n", "«\u{a0}procedure_id\u{a0}» manque", "“procedure_id” is missing"),
        (b"procedure_id,name,nom\n", "pas connue", "not known"),
        (b"procedure_id,name,name\n", "figure deux fois", "there twice"),
        (b"procedure_id,name\na,\"A\nb,B\n", "n'est jamais fermé", "never closed"),
    ] {
        let found = problems(csv);
        assert_eq!(found.count(), 1, "{:?}", found.kept);
        for (sentence, piece) in sentences(&found.kept[0]).iter().zip([fr, en]) {
            assert!(sentence.contains(piece), "{sentence}");
        }
    }
}
