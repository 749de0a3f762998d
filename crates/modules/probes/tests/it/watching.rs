//! Addresses that are looked at by themselves, on both engines, with a real site that fails.

use parvis_accounts::AccountsError;
use parvis_kernel::Locale;
use parvis_measures::{Value, of_procedure};
use parvis_probes::service::watching::{self, NewWatch, Sheet, Standing};
use parvis_probes::service::{findings, looks};
use parvis_probes::track::{Change, Judged};
use parvis_probes::watch::GapKind;
use parvis_probes::watch::days::Counted;
use parvis_probes::watch::hours::Hours;
use parvis_probes::{measure, prober::Look};
use std::time::Duration;

use crate::world::{World, morning, on_each_engine};

fn sheet(w: &World) -> Sheet {
    w.db.pool.read(|db| watching::sheet(db, &w.by(), &w.slug)).unwrap()
}

#[test]
fn an_outage_is_seen_counted_and_told_once() {
    on_each_engine(|w| {
        w.watch(Hours::ALWAYS);
        assert_eq!(sheet(w).watched[0].standing, Standing::NotYet);
        w.pass(1);
        assert_eq!(sheet(w).watched[0].standing, Standing::Answers);
        w.server.answers(503);
        w.pass(1);
        let down = w.now();
        w.pass(1);
        let seen = sheet(w);
        assert_eq!(seen.watched[0].standing, Standing::Down(down));
        assert_eq!(seen.watched[0].month, Counted { tries: 3, answered: 1 });
        assert_eq!((seen.outages.len(), seen.outages[0].failure.as_str()), (1, "503"));
        w.server.answers(200);
        w.pass(1);
        let seen = sheet(w);
        assert_eq!((seen.watched[0].standing, seen.outages[0].ended_at), (Standing::Answers, Some(w.now())));
        assert_eq!(seen.gaps, []);
        w.pass(10);
        let letters = w.letters();
        assert_eq!(letters.len(), 1, "one letter for the fall and the return");
        w.pass(10);
        assert_eq!(w.letters().len(), 1, "nothing is told twice");
    });
}

#[test]
fn what_nobody_looked_at_is_a_gap() {
    on_each_engine(|w| {
        w.watch(Hours::ALWAYS);
        w.pass(1);
        let last = w.now();
        w.pass(30);
        let gaps = sheet(w).gaps;
        assert_eq!(gaps.len(), 1);
        assert_eq!(
            (gaps[0].kind, gaps[0].began_at, gaps[0].ended_at),
            (GapKind::Check, last + Duration::from_secs(60), w.now())
        );
        let lines = w.db.pool.read(|db| watching::list(db, &w.by())).unwrap();
        assert_eq!(lines.len(), 1);
        assert_eq!(w.db.pool.read(|db| watching::gaps(db, &lines)).unwrap().len(), 1);
    });
}

#[test]
fn outside_of_service_and_in_an_announced_stop_nothing_counts() {
    on_each_engine(|w| {
        // Closed on Mondays.
        w.watch(Hours::new(0b0111_1110, 0, 1440).unwrap());
        w.server.answers(500);
        w.pass(1);
        let seen = sheet(w);
        assert_eq!((seen.watched[0].month, seen.outages[0].counts), (Counted::default(), false));
        w.pass(10);
        assert_eq!(w.letters(), Vec::<String>::new());
    });
    on_each_engine(|w| {
        w.watch(Hours::ALWAYS);
        let soon = w.now() + Duration::from_secs(30);
        let stop = (soon, soon + Duration::from_secs(3600));
        let plan = |stop| w.write(|db| watching::plan(db, &w.means, &w.by(), &w.slug, stop, "Mise à jour"));
        assert!(matches!(plan((stop.1, stop.0)), Err(AccountsError::Invalid { field: "ends", .. })));
        let past = morning() - Duration::from_secs(60);
        assert!(matches!(plan((past, stop.1)), Err(AccountsError::Invalid { field: "begins", .. })));
        plan(stop).unwrap();
        w.server.answers(500);
        w.pass(1);
        assert_eq!((sheet(w).watched[0].month, sheet(w).maintenance.len()), (Counted::default(), 1));
        let stop = sheet(w).maintenance[0].id;
        let late = w.write(|db| watching::unplan(db, &w.by(), &w.slug, stop));
        assert!(matches!(late, Err(AccountsError::NotFound)), "it has begun");
    });
}

#[test]
fn an_address_is_watched_once_and_no_more_when_it_is_ended() {
    on_each_engine(|w| {
        let id = w.watch(Hours::ALWAYS);
        let add = |url: &str, every| {
            let new = NewWatch { url: url.into(), every, hours: Some(Hours::ALWAYS) };
            w.write(|db| watching::add(db, &w.means, &w.by(), &w.slug, &new))
        };
        for (url, every, field) in
            [(w.server.url().as_str(), 5, "url"), ("ftp://x", 5, "url"), ("exemple.fr", 7, "every")]
        {
            assert!(
                matches!(add(url, every), Err(AccountsError::Invalid { field: f, .. }) if f == field),
                "{url}"
            );
        }
        w.pass(1);
        w.write(|db| watching::end(db, &w.by(), &w.slug, id)).unwrap();
        assert!(w.write(|db| watching::end(db, &w.by(), &w.slug, id)).is_err());
        w.pass(60);
        let seen = sheet(w);
        assert_eq!((seen.watched.len(), seen.gaps.len()), (0, 0));
        add(&w.server.url(), 5).unwrap();
    });
}

#[test]
fn each_night_reads_the_page_and_follows_what_it_finds() {
    on_each_engine(|w| {
        w.server.shows("<p><img src=a.png></p>");
        w.watch(Hours::ALWAYS);
        w.pass(1);
        let found = || w.db.pool.read(|db| findings::found(db, &w.by(), &w.slug)).unwrap();
        let image = |change| {
            let all = found().followed;
            all.into_iter()
                .find(|one| one.finding.rule == "image-without-alternative" && one.change == change)
        };
        let first = image(Change::StillThere).unwrap();
        let judge = |verdict, note: &str| {
            w.write(|db| findings::judge(db, &w.by(), &w.slug, &first.mark, Some(verdict), note))
        };
        assert!(matches!(judge(Judged::Dismissed, ""), Err(AccountsError::Invalid { field: "note", .. })));
        judge(Judged::Dismissed, "Décorative").unwrap();
        // The night after, with a defect more: what was said of the first stands.
        w.server.shows("<p><img src=a.png></p><p><a href=/x></a></p>");
        w.pass(24 * 60);
        w.pass(4 * 60);
        let now = found();
        assert_eq!(now.judgement(&first.mark).unwrap().note, "Décorative");
        assert!(
            now.followed
                .iter()
                .any(|one| one.finding.rule == "link-without-name" && one.change == Change::New)
        );
        assert!(
            now.failures().all(|one| one.mark != first.mark),
            "whoever answers for it said that it is none"
        );
        assert!(w.letters().iter().any(|letter| letter.contains("Changer de pr")), "{:?}", w.letters());
        w.server.shows("");
        w.pass(24 * 60);
        w.pass(4 * 60);
        assert!(image(Change::Mended).is_some());
    });
}

#[test]
fn a_page_that_is_not_reached_leaves_a_gap_and_what_was_known() {
    on_each_engine(|w| {
        w.watch(Hours::ALWAYS);
        w.pass(1);
        let known = w.db.pool.read(|db| findings::found(db, &w.by(), &w.slug)).unwrap().last;
        let dead = w.write(|db| {
            let new = NewWatch { url: "http://127.0.0.1:9/".into(), every: 60, hours: Some(Hours::ALWAYS) };
            watching::add(db, &w.means, &w.by(), &w.slug, &new)
        });
        for _ in 0..4 {
            w.pass(10);
        }
        let seen = sheet(w);
        let gap =
            seen.gaps.iter().find(|gap| gap.watch == *dead.as_ref().unwrap() && gap.kind == GapKind::Page);
        assert!(gap.is_some(), "{:?}", seen.gaps);
        assert_eq!(w.db.pool.read(|db| findings::found(db, &w.by(), &w.slug)).unwrap().last, known);
    });
}

#[test]
fn a_quarter_of_looks_is_written_to_the_ledger_once() {
    on_each_engine(|w| {
        let id = w.watch(Hours::ALWAYS);
        let watch = sheet(w).watched[0].watch.clone();
        assert_eq!(watch.id, id);
        let look = |day: u64, failure: Option<&str>| Look {
            watch: id,
            at: morning() + Duration::from_secs(day * 86_400),
            failure: failure.map(str::to_owned),
            first_byte: Some(100.0 + day as f64),
            total: 500.0,
        };
        let note = |look: &Look| w.write(|db| looks::note(db, &watch, &[], look, "ici")).unwrap();
        (0..27).for_each(|day| note(&look(day, None)));
        let at = "2026-04-02T04:00:00Z".parse().unwrap();
        assert_eq!(w.write(|db| measure::measure(db, at)).unwrap(), 0, "a month at least");
        note(&look(27, Some("late")));
        note(&look(27, Some("late")));
        assert_eq!(w.write(|db| measure::measure(db, at)).unwrap(), 3);
        assert_eq!(w.write(|db| measure::measure(db, at)).unwrap(), 0, "what is said is not said again");
        let readings = w.db.pool.read(|db| of_procedure(db, w.procedure)).unwrap();
        let value = |slug: &str| {
            let one = readings.iter().find(|one| one.indicator == slug).unwrap();
            (one.value.clone(), one.n)
        };
        assert_eq!(value("availability"), (Value::Number(100.0 * 27.0 / 28.0), Some(28)));
        assert_eq!(value("response_time").0, Value::Number(113.0));
    });
}

#[test]
fn the_page_of_a_procedure_leads_to_what_probes_see_once_it_is_looked_at() {
    on_each_engine(|w| {
        let public = w.public();
        let link = || w.db.pool.read(|db| public.link(db, w.procedure, &w.slug, Locale::Fr)).unwrap();
        assert_eq!(link(), None);
        w.watch(Hours::ALWAYS);
        w.pass(2);
        assert_eq!(link().unwrap().1, "/fr/demarches/jdma-1/sondes");
    });
}
