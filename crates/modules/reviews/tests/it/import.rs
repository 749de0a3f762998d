use parvis_accounts::AccountsError;
use parvis_kernel::Clock;
use parvis_reviews::old::{Reading, open};
use parvis_reviews::score;
use parvis_reviews::service::import::{Refused, Report, bring};
use parvis_reviews::service::{counters, keep, reading};

use crate::world::{World, on_each_engine};

const FILE: &str = "\
Identifiant;Date;Lien;satisfaction;clarity;help;reached_phone;quality_phone;Verbatim
a1;15/11/2025 09:30;Demander un passeport;BIEN;Très clair;Je n’ai pas eu besoin d’aide;;;Merci
a2;2025-12-01;;Mal;pas clair;Par téléphone / Un proche;oui;Bonne;Appelez-moi au 06 39 98 12 34
a3;2026-01-05 18:00:10;;moyen;;Au guichet|Par téléphone;Non;;=1+1
";

fn map() -> Vec<(String, String)> {
    [("Identifiant", "id"), ("Date", "date"), ("Lien", "link"), ("Verbatim", "comment")]
        .map(|(a, b)| (a.to_owned(), b.to_owned()))
        .to_vec()
}

fn import(w: &World, file: &str, is_dry: bool) -> Result<Report, Refused> {
    let map = if file == FILE { map() } else { Vec::new() };
    let table = open(file.as_bytes(), &map).map_err(Refused::Problems)?;
    let read = Reading::new(&[], w.now.get());
    w.db.pool.write(|db| bring(db, &w.means, &w.console(), w.form.id, &table, &read, is_dry))
}

#[test]
fn a_file_comes_in_once_with_its_dates_and_masked() {
    on_each_engine(|w| {
        let dry = import(w, FILE, true).unwrap();
        assert_eq!((dry.new, dry.known), (3, 0));
        assert_eq!(w.write(counters::verify).unwrap().0, 0, "nothing was written");
        let report = import(w, FILE, false).unwrap();
        assert_eq!((report.new, report.known), (3, 0));
        assert_eq!(
            report.days.map(|(a, b)| (a.to_string(), b.to_string())),
            Some(("2025-11-15".into(), "2026-01-05".into()))
        );
        assert_eq!(score::satisfaction(&report.counts).map(|s| (s.value, s.n)), Some((5.0, 3)));
        assert_eq!(score::help_reachable(&report.counts).map(|s| (s.value, s.n)), Some((0.5, 2)));
        let again = import(w, FILE, false).unwrap();
        assert_eq!((again.new, again.known), (0, 3), "the same file changes nothing");
        assert_eq!(import(w, FILE, true).unwrap().known, 3);
        let wanted = parvis_reviews::Wanted::default();
        let (held, all) = w.write(|db| reading::opinions(db, &w.console(), w.form.id, &wanted)).unwrap();
        assert_eq!(held.form.kept_from.to_string(), "2025-11-01", "the counters of old months are kept");
        assert_eq!(all[0].verbatim.as_deref(), Some("=1+1"));
        assert_eq!(all[1].verbatim.as_deref(), Some("Appelez-moi au [téléphone masqué]"));
        assert_eq!(all[2].created_at.to_string(), "2025-11-15T09:30:00Z");
        assert!(all.iter().all(|one| one.button == w.button.id));
        assert!(parvis_kernel::FixedClock(w.now.get()).now() > all[0].created_at);
    });
}

#[test]
fn what_is_not_understood_is_listed_and_nothing_comes_in() {
    on_each_engine(|w| {
        let file = "id;date;link;satisfaction;clarity;help\n\
                    b1;2025-12-01;;Bof;;\n\
                    b2;2030-01-01;;Bien;limpide;\n\
                    b3;2025-12-01;Ailleurs;Bien;;Pas besoin d'aide/Un proche\n\
                    b4;2025-12-01;;Bien;;\n\
                    b4;2025-12-01;;Bien;;\n";
        let Err(Refused::Problems(problems)) = import(w, file, false) else { panic!("it was taken") };
        let lines: Vec<(u64, &str)> = problems.kept.iter().map(|p| (p.line, p.column.as_str())).collect();
        assert_eq!(
            lines,
            [(2, "satisfaction"), (3, "date"), (3, "clarity"), (4, "help"), (6, "id")],
            "{problems:?}"
        );
        assert_eq!(w.write(counters::verify).unwrap().0, 0);
        let elsewhere = "id;date;link;satisfaction\nc1;2025-12-01;Ailleurs;Bien\n";
        let Err(Refused::Problems(problems)) = import(w, elsewhere, false) else { panic!("it was taken") };
        assert_eq!((problems.kept[0].line, problems.kept[0].column.as_str()), (2, "link"));
        let taught = open(b"id;date;satisfaction\nd1;2025-12-01;Nickel\n", &[]).unwrap();
        let read = Reading::new(&[("nickel".into(), "good".into())], w.now.get());
        let report =
            w.db.pool.write(|db| bring(db, &w.means, &w.console(), w.form.id, &taught, &read, false));
        assert_eq!(report.unwrap().new, 1);
        let counter = w.someone("guichet", parvis_kernel::Role::CounterAgent);
        let denied = w.db.pool.write(|db| bring(db, &w.means, &counter, w.form.id, &taught, &read, false));
        assert!(matches!(denied, Err(Refused::Accounts(_))));
    });
}

#[test]
fn what_was_erased_does_not_come_in_a_second_time() {
    on_each_engine(|w| {
        import(w, FILE, false).unwrap();
        w.now.set("2029-02-10T12:00:00Z".parse().unwrap());
        assert_eq!(w.write(|db| keep::purge(db, &w.console())).unwrap(), 3);
        for is_dry in [true, false] {
            let again = import(w, FILE, is_dry);
            let is_refused =
                matches!(again, Err(Refused::Accounts(AccountsError::Conflict("reviews-import-erased"))));
            assert!(is_refused, "its answers are still counted: {again:?}");
        }
        let newer = "id;date;satisfaction\ne1;2027-01-05;Bien\n";
        assert_eq!(import(w, newer, false).unwrap().new, 1, "later months come in");
    });
}
