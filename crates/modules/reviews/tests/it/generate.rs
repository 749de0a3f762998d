//! Opinions to measure with: counted like real ones, and never mixed with them.

use parvis_accounts::{AccountsError, Means};
use parvis_db::testing::each_engine;
use parvis_journal::By;
use parvis_reviews::generate::Plan;
use parvis_reviews::service::generate::generate;
use parvis_reviews::service::{counters, reading};
use parvis_reviews::{Filter, Wanted};

use crate::world::{MIGRATIONS, on_each_engine};

const OPINIONS: u64 = 3_000;

fn plan() -> Plan {
    Plan { opinions: OPINIONS, services: 20, until: "2026-10-31".parse().unwrap(), months: 3, seed: 1 }
}

#[test]
fn they_are_counted_searched_and_the_same_for_one_seed() {
    let mut of_each = Vec::new();
    for db in each_engine(MIGRATIONS) {
        let (means, by) = (Means::testing(), By::console("2026-11-22T10:00:00Z".parse().unwrap()));
        let mut told = 0;
        let forms = generate(&db.pool, &means, &by, &plan(), &mut |n| told = n).unwrap();
        assert_eq!((told, forms.len()), (OPINIONS, 20));
        assert_eq!(db.pool.write(counters::verify).unwrap(), (OPINIONS, Vec::new()));
        let read = |form| {
            let year = reading::Period::year("2026-10-31".parse().unwrap());
            let figures = |db: &mut _| reading::figures(db, &by, form, year, &Filter::default());
            db.pool.read(figures).unwrap().1.now
        };
        let (first, all) =
            (read(forms[0]).opinions(), forms.iter().map(|form| read(*form).opinions()).sum::<u64>());
        let share = first as f64 / all as f64;
        assert!((0.12..0.18).contains(&share), "{share}");
        let wanted = Wanted { words: "FranceConnect".into(), ..Wanted::default() };
        let found = db.pool.read(|db| reading::opinions(db, &by, forms[0], &wanted)).unwrap().1;
        assert!(
            !found.is_empty()
                && found.iter().all(|one| one.verbatim.as_deref().unwrap().contains("FranceConnect"))
        );
        let year = reading::Period::year("2026-10-31".parse().unwrap());
        let parts = |db: &mut _| reading::apart(db, &by, forms[0], year, &Filter::default());
        let (_, (months, apart)) = db.pool.read(parts).unwrap();
        assert_eq!((months.len(), apart.buttons.len()), (12, 2));
        let whole = read(forms[0]);
        for option in ["opinion", "satisfaction.bad", "help.none", "comment"] {
            let parts: [Vec<u64>; 5] = [
                months.iter().map(|(_, counts)| counts.get(option)).collect(),
                apart.buttons.values().map(|counts| counts.get(option)).collect(),
                apart.channels.values().map(|counts| counts.get(option)).collect(),
                apart.tongues.values().map(|counts| counts.get(option)).collect(),
                apart.versions.values().map(|counts| counts.get(option)).collect(),
            ];
            for part in parts {
                assert_eq!(part.iter().sum::<u64>(), whole.get(option), "{option} {part:?}");
            }
        }
        of_each.push(whole);
    }
    assert!(of_each.windows(2).all(|pair| pair[0] == pair[1]));
}

#[test]
fn they_are_never_mixed_with_real_ones() {
    on_each_engine(|w| {
        let refused = generate(&w.db.pool, &w.means, &w.console(), &plan(), &mut |_| ());
        assert!(matches!(refused, Err(AccountsError::Conflict("reviews-generate-not-empty"))), "{refused:?}");
    });
}
