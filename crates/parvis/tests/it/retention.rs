//! What is kept for how long: the rules, their words and their page, and what a night leaves behind.

use parvis_journal::retention::{Rule, before, erasures, sweep};
use parvis_journal::{By, Filter, Verified, page, verify};
use parvis_kernel::{Clock, Locale, Timestamp};
use parvis_reviews::survey::Channel;
use std::time::Duration;

use crate::house::root;
use crate::opinions::give;
use crate::world::{World, clock, fresh_worlds};

fn rules() -> Vec<Rule> {
    parvis::RETENTION.concat()
}

#[test]
fn each_rule_has_its_words_and_its_line_for_operators() {
    let messages = parvis::messages().unwrap();
    let operators = std::fs::read_to_string(root().join("docs/operate/retention.md")).unwrap();
    let mut names = Vec::new();
    for rule in rules() {
        for end in ["", "-term", "-why"] {
            let key = format!("retention-{}{end}", rule.name);
            assert!(Locale::ALL.iter().all(|locale| messages.words(*locale).has(&key)), "{key}");
        }
        let line = operators.lines().find(|line| line.contains(&format!("`{}`", rule.name)));
        let line = line.unwrap_or_else(|| panic!("{} is not on the page", rule.name));
        assert!(line.contains(&format!("`{}`", rule.job)), "{line}");
        assert!(rule.setting.is_none_or(|setting| line.contains(&format!("`{setting}`"))), "{line}");
        let term = messages.words(Locale::En).t(&format!("retention-{}-term", rule.name));
        assert!(line.contains(&term), "{line}: {term}");
        names.push(rule.name);
    }
    // A line of the page that no rule has would promise what nobody does.
    let lines = operators.lines().filter(|line| line.starts_with("| `")).count();
    assert_eq!(lines, names.len());
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), rules().len());
}

fn night(world: &World) {
    let in_years = |n: u64| clock().now() + Duration::from_secs(n * 366 * 86_400);
    give(&world.db.pool, in_years(0), Channel::Web, 5);
    give(&world.db.pool, in_years(3), Channel::Web, 3);
    let now = in_years(4);
    let by = By::console(now);
    let erased = world.db.pool.write(|db| sweep(db, &rules(), None, &by)).unwrap();
    assert!(erased.contains(&("reviews-opinions", 5)), "{erased:?}");
    assert_eq!(world.db.pool.write(|db| sweep(db, &rules(), Some("again"), &by)).unwrap(), []);
    world
        .db
        .pool
        .read(|db| {
            let done = erasures(db, Timestamp::from_micros(0))?;
            assert_eq!(done.len(), erased.len());
            let one = done.iter().find(|one| one.rule == "reviews-opinions").unwrap();
            assert_eq!((one.n, one.job.as_str(), one.at), (5, "reviews-nightly", now));
            assert!(one.until > in_years(0) && one.until < in_years(3), "{one:?}");
            for rule in rules() {
                assert_eq!((rule.past)(db, now)?.n, 0, "{}", rule.name);
            }
            assert_eq!(before(db, "reviews_opinion", "created_at", now)?.n, 3);
            let filter = Filter { action: Some("erasure.run".into()), ..Filter::default() };
            let entries = page(db, &filter).unwrap();
            assert_eq!(entries.len(), erased.len());
            assert!(entries.iter().any(|entry| entry.object == "reviews-opinions"));
            assert!(matches!(verify(db, &[], |_| {}).unwrap(), Verified::Whole { .. }));
            Ok::<_, parvis_db::Error>(())
        })
        .unwrap();
    for change in ["UPDATE journal_erasure SET n = 1", "DELETE FROM journal_erasure"] {
        assert!(world.db.pool.write(|db| db.execute_batch(change)).is_err(), "{change}");
    }
}

#[test]
fn a_night_erases_what_is_past_its_term_and_says_so() {
    fresh_worlds().iter().for_each(night);
}
