//! Nothing published changes; what was changed all the same, behind the program's back, is found.

use parvis_catalog::Act;
use parvis_journal::By;
use parvis_kernel::{Clock, FixedClock, Month, SeededRng, Timestamp};
use parvis_observatory::service::{self, NewErratum};
use parvis_observatory::{ObservatoryError, store};

use crate::world::{World, clock, fresh_worlds};

const EDITION: &str = "2026-08";

fn erratum(world: &World, n: i64) -> parvis_observatory::edition::Erratum {
    let new = NewErratum {
        author: "La rédaction".into(),
        procedure: (n == 1).then(|| "jdma-3059".into()),
        indicator: (n == 1).then(|| "satisfaction".into()),
        text_fr: format!("Correction n° {n}."),
        text_en: format!("Correction number {n}."),
    };
    let later = FixedClock(Timestamp::from_micros(clock().0.micros() + n * 1_000_000));
    world.db.pool.write(|db| service::erratum(db, EDITION, new, &By::console(later.now()))).unwrap()
}

/// Every way of changing what is published, with its name.
const CHANGES: &[(&str, &str)] = &[
    ("figures of an edition", "UPDATE observatory_edition SET summary = '{}' WHERE slug = '2026-08'"),
    ("checksum", "UPDATE observatory_edition SET checksum = 'x' WHERE slug = '2026-08'"),
    ("back to a draft", "UPDATE observatory_edition SET status = 'draft', published_at = NULL"),
    ("signature", "UPDATE observatory_edition SET published_by = 'someone else'"),
    ("no edition", "DELETE FROM observatory_edition WHERE slug = '2026-08'"),
    ("a line", "UPDATE observatory_line SET line = '{}'"),
    ("a line elsewhere", "UPDATE observatory_line SET procedure = 'x' WHERE procedure = 'jdma-3059'"),
    ("no line", "DELETE FROM observatory_line WHERE procedure = 'jdma-3059'"),
    (
        "one line more",
        "INSERT INTO observatory_line SELECT id, 'x', '{}' FROM observatory_edition WHERE slug = '2026-08'",
    ),
    ("an erratum", "UPDATE observatory_erratum SET text_fr = 'x'"),
    ("no erratum", "DELETE FROM observatory_erratum"),
];

const CHANGES_SQLITE: &[(&str, &str)] = &[
    (
        "an edition replaced",
        "REPLACE INTO observatory_edition SELECT id, slug, as_of, status, known_at, 'x', header, summary, \
         published_at, published_by FROM observatory_edition WHERE slug = '2026-08'",
    ),
    (
        "a line replaced",
        "REPLACE INTO observatory_line SELECT edition_id, procedure, '{}' FROM observatory_line",
    ),
    (
        "an erratum replaced",
        "REPLACE INTO observatory_erratum SELECT edition_id, number, published_at, author, procedure, indicator, \
         'x', text_en, digest FROM observatory_erratum",
    ),
    (
        "a draft in the place of an edition",
        "INSERT INTO observatory_edition SELECT x'00', 'draft', as_of, 'draft', known_at, 'x', header, summary, \
         NULL, NULL FROM observatory_edition WHERE slug = '2026-08'; \
         UPDATE OR REPLACE observatory_edition SET slug = '2026-08', id = (SELECT id FROM observatory_edition \
         WHERE slug = '2026-08') WHERE slug = 'draft'",
    ),
];

const CHANGES_POSTGRES: &[(&str, &str)] = &[
    ("all editions", "TRUNCATE observatory_edition CASCADE"),
    ("all lines", "TRUNCATE observatory_line"),
    ("all errata", "TRUNCATE observatory_erratum"),
    (
        "an edition replaced",
        "INSERT INTO observatory_edition SELECT * FROM observatory_edition WHERE slug = '2026-08' \
         ON CONFLICT (id) DO UPDATE SET checksum = 'x'",
    ),
];

#[test]
fn the_database_refuses_every_change_of_what_is_published() {
    for world in fresh_worlds() {
        erratum(&world, 1);
        let state = |what: &str| {
            let read = |db: &mut parvis_db::Db| -> Result<_, ObservatoryError> {
                let errata = store::errata(db)?;
                let editions = store::editions(db, false)?;
                let sums: Vec<String> =
                    editions.iter().map(|e| format!("{:?}", (&e.checksum, &e.publication))).collect();
                Ok((errata, sums, store::line_texts(db, EDITION)?))
            };
            world.db.pool.read(read).unwrap_or_else(|error| panic!("{what}: {error}"))
        };
        let before = state("before");
        let own = if world.engine() == "SQLite" { CHANGES_SQLITE } else { CHANGES_POSTGRES };
        for (name, sql) in CHANGES.iter().chain(own) {
            let refused = world.db.pool.write(|db| db.execute_batch(sql));
            let error = refused.expect_err(name).to_string();
            assert!(
                error.contains("cannot be changed") || error.contains("keeps its name"),
                "{name}: {error}"
            );
            assert!(state(name) == before, "{}: {name} changed something", world.engine());
        }
    }
}

#[test]
fn a_publication_is_of_what_was_reviewed_and_happens_once() {
    for world in fresh_worlds() {
        let pool = &world.db.pool;
        let month: Month = "2026-07".parse().unwrap();
        let draft = |slug: &str| {
            pool.write(|db| service::draft(db, slug, month, &By::console(clock().now()), &SeededRng::new(3)))
        };
        let publish = |slug: &str, by: &str| {
            pool.write(|db| service::publish(db, slug, by, &By::console(clock().now())))
        };

        draft("2026-07").unwrap();
        assert!(matches!(publish("2026-07", " "), Err(ObservatoryError::Empty(_))), "who publishes is said");
        // The catalogue learns something that the reviewer has not seen.
        let renamed = Act::Set(parvis_catalog::Kind::Name, "Un autre nom".into());
        let day = "2026-07-01".parse().unwrap();
        let earlier = Timestamp::from_micros(clock().0.micros() - 1);
        pool.write(|db| parvis_catalog::act(db, "jdma-3059", day, &renamed, earlier)).unwrap();
        assert!(matches!(publish("2026-07", "moi"), Err(ObservatoryError::DraftOutdated(_))));
        draft("2026-07").unwrap();
        assert!(publish("2026-07", "moi").unwrap().publication.is_some());
        assert!(matches!(publish("2026-07", "moi"), Err(ObservatoryError::Published(_))));
        assert!(matches!(draft("2026-07"), Err(ObservatoryError::Published(_))));
        assert!(matches!(publish("1999-01", "moi"), Err(ObservatoryError::NoEdition(_))));
        // What was published before is as it was: the new name has no part in it.
        let lines = pool.read(|db| store::line_texts(db, EDITION)).unwrap();
        assert!(!lines.iter().any(|(_, line)| line.contains("Un autre nom")));
    }
}

#[test]
fn errata_are_chained_to_their_edition_and_to_each_other() {
    for world in fresh_worlds() {
        let written: Vec<_> = (1..=3).map(|n| erratum(&world, n)).collect();
        let stored = world.db.pool.read(store::errata).unwrap();
        assert_eq!(stored, written);
        let client = world.start();
        let edition = client.json(&format!("/api/v1/editions/{EDITION}"));
        let mut link = edition["checksum"].as_str().unwrap().to_owned();
        for (at, one) in written.iter().enumerate() {
            assert_eq!(one.digest, service::digest(&link, one), "erratum {}", at + 1);
            assert_eq!(edition["errata"][at]["digest"], one.digest.as_str());
            link.clone_from(&one.digest);
        }
        // Another text, another order or one left out gives another link.
        let mut other = written[1].clone();
        other.text_fr.push('!');
        assert_ne!(service::digest(&written[0].digest, &other), written[1].digest);
        assert_ne!(service::digest(edition["checksum"].as_str().unwrap(), &written[1]), written[1].digest);
        for path in ["/fr/errata", "/fr/editions/2026-08", "/fr/demarches/jdma-3059", "/fr/atom.xml"] {
            assert!(client.text(path).contains("Correction n° 1."), "{path}");
        }
        assert!(client.text("/en/errata").contains("Correction number 3."));
    }
}

#[test]
fn a_recomputation_finds_the_same_and_names_what_was_tampered_with() {
    for world in fresh_worlds() {
        let pool = &world.db.pool;
        let recompute = |slug: &str| pool.read(|db| service::recompute(db, slug)).unwrap();
        for edition in pool.read(|db| store::editions(db, false)).unwrap() {
            let found = recompute(&edition.slug);
            assert!(found.is_identical(), "{}: {found:?}", edition.slug);
        }
        let drop = match world.engine() {
            "SQLite" => "DROP TRIGGER observatory_line_no_update",
            _ => "DROP TRIGGER observatory_line_no_update ON observatory_line",
        };
        let better = "UPDATE observatory_line SET line = replace(line, '\"level\":\"red\"', '\"level\":\"green\"') \
                      WHERE procedure = 'jdma-3059' OR procedure = 'jdma-44'";
        pool.write(|db| db.execute_batch(&format!("{drop}; {better}"))).unwrap();
        let found = recompute(EDITION);
        let changed = pool.read(|db| store::line_texts(db, EDITION)).unwrap();
        let originals =
            pool.read(|db| service::preview(db, EDITION, EDITION.parse().unwrap(), clock().0)).unwrap().2;
        let want: Vec<String> =
            changed.iter().zip(&originals.lines).filter(|(a, b)| a != b).map(|(a, _)| a.0.clone()).collect();
        assert!(!want.is_empty(), "nothing was red: the test changes nothing");
        assert_eq!((found.different.clone(), found.is_identical()), (want, false));
        assert_eq!(found.computed, found.checksum);
        assert_ne!(found.stored, found.checksum);
    }
}
