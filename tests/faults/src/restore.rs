//! The restore drill: saved while people answer, killed, put back elsewhere, and everything compared.

use parvis_db::DatabaseUrl;
use parvis_db::testing::each_engine;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crate::node::{Node, Settings};
use crate::people::{People, Told};
use crate::report::Report;
use crate::world::World;

const PEOPLE: usize = 4;

pub fn run(report: &mut Report, world: &World, before: Duration) {
    let name = |what: &str| format!("restore, {}: {what}", world.engine);
    let elsewhere = tempfile::tempdir().expect("a folder");
    let empty = each_engine(&[]);
    let into = match &world.settings.database {
        DatabaseUrl::Sqlite(_) => DatabaseUrl::Sqlite(elsewhere.path().join("parvis.db")),
        DatabaseUrl::Postgres(_) => empty.last().expect("an empty database").pool.url().clone(),
    };
    let archive = world.settings.folder.join("drill.tar.zst").display().to_string();
    let Ok(node) = Node::start(&world.settings) else {
        return report.must(&name("start"), "no", "yes", false);
    };
    let (people, stop) = (People::default(), AtomicBool::new(false));
    let (mut acknowledged, mut saved, mut took) = (0, Ok(String::new()), Duration::ZERO);
    std::thread::scope(|threads| {
        threads.spawn(|| people.keep_coming(PEOPLE, &stop, &world.code, || node.address));
        std::thread::sleep(before);
        acknowledged = people.in_order().len();
        let begun = Instant::now();
        saved = world.settings.run(&["backup", &archive]);
        took += begun.elapsed();
        stop.store(true, Ordering::SeqCst);
    });
    let meanwhile = people.count(Told::Whole).saturating_sub(acknowledged);
    node.kill();
    report.must(
        &name("backup under load"),
        format!("{:.1} s{}", took.as_secs_f64(), failure(&saved)),
        "made",
        saved.is_ok(),
    );
    report.note(&name("opinions before, and while it was made"), format!("{acknowledged}, {meanwhile}"));
    let verified = world.settings.run(&["backup", "verify", &archive]);
    report.must(
        &name("verification of the archive"),
        format!("good{}", failure(&verified)),
        "good",
        verified.is_ok(),
    );
    let there = Settings { database: into, folder: elsewhere.path().to_owned(), ..world.settings.clone() };
    let begun = Instant::now();
    let restored = there.run(&["restore", &archive]);
    let figure = format!("{:.1} s{}", begun.elapsed().as_secs_f64(), failure(&restored));
    report.must(&name("put back elsewhere"), figure, "whole", restored.is_ok());
    let copy = world.with(there);
    let kept = copy.opinions();
    let is_there = kept >= acknowledged && copy.missing(&people, acknowledged) == 0;
    report.must(
        &name("opinions there"),
        kept,
        &format!("≥ {acknowledged}, all acknowledged before"),
        is_there,
    );
    let is_exact = copy.verify();
    report.must(
        &name("counters and journal"),
        format!("exact{}", failure(&is_exact)),
        "exact",
        is_exact.is_ok(),
    );
    let same = copy.settings.run(&["recompute", "2026-08"]);
    report.must(
        &name("last edition recomputed"),
        format!("identical{}", failure(&same)),
        "identical",
        same.is_ok(),
    );
    let serves = Node::start(&copy.settings).is_ok_and(|node| people.one(node.address, &world.code));
    report.must(&name("serves and takes an opinion"), serves, "true", serves);
}

fn failure<T>(result: &Result<T, String>) -> String {
    result.as_ref().err().map(|error| format!(" NOT: {error}")).unwrap_or_default()
}
