use parvis_kernel::Day;
use parvis_reviews::answers::Help;
use parvis_reviews::service::counters;
use parvis_reviews::service::entry::Said;
use parvis_reviews::survey::{Channel, Face, Mark, Tongue};
use parvis_reviews::{Filter, between, score};

use crate::world::{World, on_each_engine};

/// Some opinions on three days of two months, by two channels.
fn some(w: &World) {
    for n in 0..30_u32 {
        let page = n.to_string();
        let mut sent = w.sent(&page);
        sent.channel = if n % 3 == 0 { Channel::Phone } else { Channel::Web };
        sent.tongue = if n % 5 == 0 { Tongue::Arabic } else { Tongue::French };
        w.begin(&sent, Face::ALL[n as usize % 3]).unwrap();
        if n % 2 == 0 {
            w.go_on(&page, &Said::Clarity(Some(Mark::ALL[n as usize % 5]))).unwrap();
            w.go_on(&page, &Said::Help(Some(Help::NotNeeded), None)).unwrap();
        }
        if n % 10 == 9 {
            w.wait(86_400 * 20);
        }
    }
}

#[test]
fn every_filter_is_on_both_sides_of_a_share() {
    on_each_engine(|w| {
        some(w);
        let day = |text: &str| text.parse::<Day>().unwrap();
        let read = |from: &str, until: &str, filter: &Filter| {
            w.write(|db| between(db, w.form.id, day(from), day(until), filter)).unwrap()
        };
        let all = read("2026-01-01", "2026-12-31", &Filter::default());
        assert_eq!(all.opinions(), 30);
        assert_eq!(score::autonomy(&all).unwrap().n, 15);
        let phone =
            read("2026-01-01", "2026-12-31", &Filter { channel: Some(Channel::Phone), ..Filter::default() });
        assert_eq!((phone.opinions(), score::autonomy(&phone).unwrap().n), (10, 5));
        let arabic =
            read("2026-01-01", "2026-12-31", &Filter { tongue: Some(Tongue::Arabic), ..Filter::default() });
        assert_eq!(arabic.opinions(), 6);
        let button = Filter { button: Some(w.button.id), ..Filter::default() };
        assert_eq!(read("2026-01-01", "2026-12-31", &button), all);
        assert_eq!(read("2026-01-01", "2026-12-31", &Filter { version: Some(2), ..button }).opinions(), 0);
        // The same days, by the month and by the day.
        assert_eq!(read("2026-03-01", "2026-03-31", &Filter::default()).opinions(), 20);
        assert_eq!(read("2026-03-02", "2026-04-10", &Filter::default()).opinions(), 20);
        assert_eq!(read("2026-03-02", "2026-03-20", &Filter::default()).opinions(), 0);
    });
}

#[test]
fn what_drifted_is_named_and_mended() {
    on_each_engine(|w| {
        some(w);
        let broken = "UPDATE reviews_count SET n = n + 5 WHERE choice = 'clarity.good';
                      DELETE FROM reviews_count WHERE choice = 'opinion' AND period < 1000000;";
        w.write(|db| Ok(db.execute_batch(broken)?)).unwrap();
        let (opinions, differences) = w.write(counters::verify).unwrap();
        assert_eq!(opinions, 30);
        assert!(differences.iter().any(|d| d.choice == "clarity.good" && d.counted == d.recounted + 5));
        assert!(differences.iter().any(|d| d.choice == "opinion" && d.counted == 0 && d.recounted > 0));
        assert!(differences.iter().all(|d| ["clarity.good", "opinion"].contains(&d.choice.as_str())));
        assert_eq!(w.write(counters::rebuild).unwrap(), 30);
    });
}
