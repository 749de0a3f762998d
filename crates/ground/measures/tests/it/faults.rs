//! Files of other people: what can be read is, what is wrong is told with its place in both languages.

use parvis_csv::Problem;
use parvis_i18n::Messages;
use parvis_kernel::Locale;
use parvis_measures::LOCALES;

use crate::{HEADER, at, file, parse};

const GOOD: &str = "jdma-9,2026-06,satisfaction,12m,8.1,200";

/// The sentence in French and in English.
fn sentences(problem: &Problem) -> [String; 2] {
    let messages = Messages::new(&[parvis_i18n::LOCALES, parvis_csv::LOCALES, LOCALES]).unwrap();
    [Locale::Fr, Locale::En].map(|locale| problem.sentence(messages.words(locale)))
}

fn faults(bytes: &[u8]) -> Vec<Problem> {
    parse(bytes, at("2026-09-01T08:00:00Z")).unwrap_err().kept
}

#[test]
fn the_same_file_as_each_spreadsheet_writes_it() {
    let now = at("2026-09-01T08:00:00Z");
    let text = format!("{HEADER},reason\n{GOOD},été\njdma-8,2026-06,satisfaction,12m,8,,œuvre\n");
    let want = parse(text.as_bytes(), now).unwrap();
    assert_eq!(want.readings.len(), 2);
    let utf16 = |units: &dyn Fn(u16) -> [u8; 2]| -> Vec<u8> {
        format!("\u{feff}{text}").encode_utf16().flat_map(units).collect()
    };
    // Windows-1252: the letters of Latin-1 by their number, and œ at 0x9c.
    let windows = text.chars().map(|c| if c == 'œ' { 0x9c } else { u8::try_from(u32::from(c)).unwrap() });
    for (name, bytes) in [
        ("byte-order mark", format!("\u{feff}{text}").into_bytes()),
        ("UTF-16, little end first", utf16(&u16::to_le_bytes)),
        ("UTF-16, big end first", utf16(&u16::to_be_bytes)),
        ("Windows-1252", windows.collect()),
        ("semicolons and CRLF", text.replace(',', ";").replace('\n', "\r\n").into_bytes()),
        ("tabs, no last line end", text.replace(',', "\t").trim_end().to_owned().into_bytes()),
        (
            "quotes everywhere",
            text.replace(',', "\",\"")
                .replace('\n', "\"\n\"")
                .trim_end_matches('"')
                .replacen('p', "\"p", 1)
                .into_bytes(),
        ),
    ] {
        assert_eq!(parse(&bytes, now).as_ref(), Ok(&want), "{name}");
    }
}

#[test]
fn each_fault_of_a_cell_is_told_where_it_is_and_how_to_mend_it() {
    for (row, column, fr, en) in [
        ("jdma-x,2026-06,satisfaction,12m,8,1", "procedure_id", "pas au catalogue", "not in the catalogue"),
        (",2026-06,satisfaction,12m,8,1", "procedure_id", "ne peut pas être vide", "must not be empty"),
        ("jdma-1,2026-13,satisfaction,12m,8,1", "month", "AAAA-MM", "YYYY-MM"),
        ("jdma-1,2026-02-30,satisfaction,12m,8,1", "month", "AAAA-MM", "YYYY-MM"),
        ("jdma-1,juin 2026,satisfaction,12m,8,1", "month", "AAAA-MM", "YYYY-MM"),
        ("jdma-1,2026-10,satisfaction,12m,8,1", "month", "dater du futur", "from the future"),
        ("jdma-1,9999-12,satisfaction,12m,8,1", "month", "dater du futur", "from the future"),
        ("jdma-1,2026-06,joy,12m,8,1", "indicator", "l'une de ces valeurs", "one of: satisfaction"),
        ("jdma-1,2026-06,satisfaction,2m,8,1", "window", "12m, 3m, 1m, point", "12m, 3m, 1m, point"),
        ("jdma-1,2026-06,satisfaction,12m,NaN,1", "value", "de 0 à 10", "from 0 to 10"),
        ("jdma-1,2026-06,satisfaction,12m,inf,1", "value", "de 0 à 10", "from 0 to 10"),
        ("jdma-1,2026-06,satisfaction,12m,1e999,1", "value", "de 0 à 10", "from 0 to 10"),
        ("jdma-1,2026-06,satisfaction,12m,-0.1,1", "value", "de 0 à 10", "from 0 to 10"),
        ("jdma-1,2026-06,satisfaction,12m,11,1", "value", "de 0 à 10", "from 0 to 10"),
        ("jdma-1,2026-06,satisfaction,12m,\"7,85\",1", "value", "point décimal", "decimal point"),
        ("jdma-1,2026-06,satisfaction,12m,,1", "value", "ne peut pas être vide", "must not be empty"),
        ("jdma-1,2026-06,autonomy,12m,10.1,1", "value", "de 0 à 10", "from 0 to 10"),
        ("jdma-1,2026-06,help_reachable,12m,85,1", "value", "de 0 à 1,", "from 0 to 1,"),
        ("jdma-1,2026-06,uptime,3m,100.1,1", "value", "de 0 à 100", "from 0 to 100"),
        ("jdma-1,2026-06,response_time_ms,3m,-5,1", "value", "nombre positif", "positive number"),
        ("jdma-1,2026-06,online,point,maybe,", "value", "l'une des réponses", "one of the answers"),
        ("jdma-1,2026-06,satisfaction,12m,8,0", "n", "retirez la ligne", "remove the row"),
        ("jdma-1,2026-06,satisfaction,12m,8,-3", "n", "à partir de 1", "whole number from 1"),
        ("jdma-1,2026-06,satisfaction,12m,8,1.5", "n", "à partir de 1", "whole number from 1"),
        ("jdma-1,2026-06,satisfaction,12m,8,4294967296", "n", "à partir de 1", "whole number from 1"),
    ] {
        let found = faults(file(&format!("{GOOD}\n{row}\njdma-8,2026-06,satisfaction,12m,8,1")).as_bytes());
        assert_eq!(found.len(), 1, "{row}: {found:?}");
        assert_eq!((found[0].line, found[0].column.as_str()), (3, column), "{row}");
        for (sentence, [place, piece]) in
            sentences(&found[0]).iter().zip([["Ligne 3, colonne", fr], ["Line 3, column", en]])
        {
            assert!(sentence.starts_with(place) && sentence.contains(piece), "{row}: {sentence}");
        }
    }
}

#[test]
fn the_optional_columns_have_their_faults_too() {
    for (column, cell, fr, en) in [
        ("source", "Enquête 2026", "nom court", "short name"),
        ("collected_at", "yesterday", "AAAA-MM-JJThh:mm:ssZ", "YYYY-MM-DDThh:mm:ssZ"),
        ("collected_at", "2026-05-31T23:59:59Z", "pas avant", "not before"),
        ("collected_at", "2026-09-02T00:00:00Z", "pas avant", "not before"),
        ("counts", "10:3|5:1", "réponses par note", "answers per mark"),
        ("counts", "10:1|5:1", "réponses par note", "answers per mark"),
        ("counts", "NaN:2", "réponses par note", "answers per mark"),
        ("counts", "|", "réponses par note", "answers per mark"),
        ("method", "7", "version de méthode", "method version"),
    ] {
        let found =
            faults(format!("{HEADER},{column}\njdma-1,2026-06,satisfaction,12m,7.5,4,{cell}\n").as_bytes());
        assert_eq!(found.len(), 1, "{column} {cell}: {found:?}");
        assert_eq!((found[0].line, found[0].column.as_str()), (2, column));
        for (sentence, piece) in sentences(&found[0]).iter().zip([fr, en]) {
            assert!(sentence.contains(piece), "{column} {cell}: {sentence}");
        }
    }
}

#[test]
fn a_row_told_twice_is_told_with_the_line_of_the_first() {
    // The same reading under the indicator's name in files and under its slug.
    let rows = format!("{GOOD}\njdma-1,2026-06,comprehension,12m,8,1\njdma-1,2026-06-30,clarity,12m,7,2");
    let found = faults(file(&rows).as_bytes());
    assert_eq!((found.len(), found[0].line), (1, 4), "{found:?}");
    let [fr, en] = sentences(&found[0]);
    assert!(fr.contains("déjà présent à la ligne 3") && en.contains("already there on line 3"), "{fr} {en}");
}

#[test]
fn faults_of_the_whole_file() {
    let large = vec![b' '; parvis_csv::MAX_BYTES + 1];
    let open_quote = file(&format!("{GOOD}\njdma-1,2026-06,\"satisfaction,12m,8,1\njdma-2,2026-06,x,y,8,1"));
    let half: Vec<u8> = "\u{feff}a".encode_utf16().flat_map(u16::to_le_bytes).take(3).collect();
    for (bytes, line, fr, en) in [
        (&large[..], 0, "dépasse 100 Mio", "larger than 100 MiB"),
        (&half, 0, "pas un texte lisible", "not readable text"),
        (b"PK\x03\x04\0\0", 0, "pas un texte lisible", "not readable text"),
        (b"", 0, "le fichier est vide", "the file is empty"),
        (b"procedure_id,month,indicator,window\n", 1, "«\u{a0}value\u{a0}» manque", "“value” is missing"),
        (open_quote.as_bytes(), 3, "n'est jamais fermé", "never closed"),
        (file("jdma-1,2026-06").as_bytes(), 2, "2 cellules au lieu de 6", "2 cells instead of 6"),
    ] {
        let found = faults(bytes);
        assert_eq!((found.len(), found[0].line), (1, line), "{found:?}");
        for (sentence, piece) in sentences(&found[0]).iter().zip([fr, en]) {
            assert!(sentence.contains(piece), "{sentence}");
        }
    }
}

#[test]
fn a_file_of_faults_keeps_the_first_thousand_and_counts_the_rest() {
    let csv = file(&"jdma-1,2026-13,satisfaction,12m,8,1\n".repeat(2500));
    let found = parse(csv.as_bytes(), at("2026-09-01T08:00:00Z")).unwrap_err();
    assert_eq!((found.kept.len(), found.more, found.count()), (1000, 1500, 2500));
}
