//! Ten thousand opinions from one network: some are taken, some set aside, the rest refused with a page that says why;
//! nobody else notices.

use parvis_reviews::intake::{BURST_ASIDE, BURST_REFUSED};
use std::collections::BTreeMap;

use crate::pages::Person;
use crate::world::on_each_engine;

const FLOOD: usize = 10_000;

#[test]
fn a_flood_from_one_network_disturbs_nobody() {
    on_each_engine(|w| {
        let code = &w.button.code;
        let first = format!("/avis/{code}");
        let flood = Person::new(w).on("192.0.2.0/24");
        let mut answers: BTreeMap<u16, i64> = BTreeMap::new();
        let mut refused = String::new();
        for n in 0..FLOOD {
            let body = format!("p={n:043}&l=fr&satisfaction=bad");
            let seen = flood.ask("POST", &first, body);
            *answers.entry(seen.status).or_default() += 1;
            if seen.status == 429 {
                refused = seen.html;
            }
        }
        let left = i64::try_from(FLOOD).unwrap() - BURST_REFUSED;
        assert_eq!(answers, [(303, BURST_REFUSED), (429, left)].into());
        assert!(refused.contains("dix minutes"), "{refused}");
        let other = Person::new(w).on("198.51.100.0/24");
        assert_eq!(other.answer(&other.get(&first), "satisfaction=good").status, 303);
        let taken = u64::try_from(BURST_ASIDE).unwrap();
        assert_eq!((w.count("opinion"), w.count("satisfaction.good")), (taken + 1, 1));
    });
}
