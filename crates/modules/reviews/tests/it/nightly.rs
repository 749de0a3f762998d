use parvis_journal::Filter;
use parvis_kernel::Day;
use parvis_measures::{Reading, Value, Window, of_procedure};
use parvis_reviews::model::Opinion;
use parvis_reviews::service::{counters, forms, keep, measure, reading};
use parvis_reviews::survey::Face;

use crate::world::{World, on_each_engine};

/// Twenty opinions of March, most of them good.
fn march(w: &World) -> Vec<Opinion> {
    let give = |n: u32| {
        let page = format!("march {n}");
        w.begin(&w.sent(&page), if n.is_multiple_of(5) { Face::Bad } else { Face::Good }).unwrap()
    };
    (0..20).map(give).collect()
}

fn satisfaction(w: &World, window: Window) -> Option<Reading> {
    let all = w.write(|db| Ok(of_procedure(db, w.form.procedure)?)).unwrap();
    all.into_iter().find(|one| one.indicator == "satisfaction" && one.window == window)
}

#[test]
fn whole_months_are_written_to_the_ledger_once_and_again_when_they_change() {
    on_each_engine(|w| {
        let all = march(w);
        let measure = || w.write(|db| measure::measure(db, w.now.get())).unwrap();
        assert_eq!(measure(), 0, "February has no opinion");
        w.wait(86_400 * 31);
        assert_eq!(measure(), 2, "satisfaction, over a year and over a quarter");
        assert_eq!(measure(), 0, "said already");
        let said = satisfaction(w, Window::Year).unwrap();
        assert_eq!((said.value.clone(), said.n), (Value::Number(8.0), Some(20)));
        assert_eq!(said.counts, Some(vec![(0.0, 4), (5.0, 0), (10.0, 16)]));
        assert_eq!((said.as_of, said.source.as_str()), ("2026-03-31".parse::<Day>().unwrap(), "reviews"));
        w.write(|db| reading::set_aside(db, &w.console(), all[0].id, true, "essai")).unwrap();
        assert_eq!(measure(), 2);
        let again = satisfaction(w, Window::Year).unwrap();
        assert_eq!((again.revision, again.n), (2, Some(19)));
    });
}

#[test]
fn opinions_are_erased_after_their_time_and_their_figures_stay() {
    on_each_engine(|w| {
        march(w);
        w.write(|db| forms::change(db, &w.console(), w.form.id, "Passeport", Some(2))).unwrap();
        let purge = || w.write(|db| keep::purge(db, &w.console())).unwrap();
        w.wait(86_400 * 60);
        assert_eq!(purge(), 0, "30 April: March is kept two months");
        w.begin(&w.sent("april"), Face::Good).unwrap();
        w.wait(86_400 * 40);
        assert_eq!(purge(), 20, "9 June: March goes, April stays");
        assert_eq!(purge(), 0);
        let (kept, differences) = w.write(counters::verify).unwrap();
        assert_eq!((kept, differences), (1, vec![]), "what is counted of erased opinions is no difference");
        assert_eq!(w.write(counters::rebuild).unwrap(), 1);
        let year = reading::Period::year(w.now.get().day());
        let figures = w.write(|db| {
            reading::figures(db, &w.console(), w.form.id, year, &parvis_reviews::Filter::default())
        });
        assert_eq!(figures.unwrap().1.now.opinions(), 21);
        let filter = Filter { action: Some("opinion.purge".into()), ..Filter::default() };
        let entries = w.write(|db| Ok(parvis_journal::page(db, &filter)?)).unwrap();
        let count = entries[0].changes.iter().find(|change| change.what == "n").unwrap();
        assert_eq!((entries.len(), count.to.as_deref()), (1, Some("20")));
    });
}

#[test]
fn a_network_is_forgotten_after_a_day() {
    on_each_engine(|w| {
        let mut sent = w.sent("p");
        sent.crowd = Some(7);
        w.begin(&sent, Face::Good).unwrap();
        let forget = || w.write(|db| keep::forget(db, w.now.get())).unwrap();
        w.wait(86_000);
        assert_eq!(forget(), 0);
        w.wait(500);
        assert_eq!((forget(), forget()), (1, 0));
    });
}

#[test]
fn an_opinion_is_set_aside_and_put_back_with_a_reason() {
    on_each_engine(|w| {
        let one = w.begin(&w.sent("p"), Face::Bad).unwrap();
        let set = |aside, why: &str| w.write(|db| reading::set_aside(db, &w.console(), one.id, aside, why));
        assert!(set(true, "").is_err(), "a reason is told");
        assert!(set(false, "essai").is_err(), "it counts already");
        set(true, "essai").unwrap();
        assert_eq!((w.count("opinion"), w.count("aside")), (0, 1));
        set(false, "erreur").unwrap();
        assert_eq!((w.count("opinion"), w.count("aside")), (1, 0));
    });
}
