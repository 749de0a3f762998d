//! At most three SQL statements for any public answer.

use parvis_catalog::Act;

use crate::world::{World, clock, fresh_worlds, sample};

const MOST: u64 = 3;
/// Editions of every age, so that lines come from memory and from the database.
const EDITIONS: [&str; 3] = ["2026-08", "2025-09", "2024-09"];

/// Every kind of public address: pages, views, files, interface, redirects, errors.
fn addresses(world: &World) -> Vec<String> {
    let client = world.start();
    let mut all = sample(&client.site_map(), 5);
    let procedure = first_procedure(&client.site_map());
    let fixed = [
        "/",
        "/fr/",
        "/en/",
        "/sitemap.xml",
        "/robots.txt",
        "/favicon.svg",
        "/fr/atom.xml",
        "/en/atom.xml",
        "/fr/editions/derniere",
        "/en/editions/latest",
        "/fr/demarches",
        "/en/procedures",
        "/fr/editions?edition=2026-08&with=2025-09",
        "/api/v1/editions",
        "/api/v1/indicators",
        "/api/v1/catalog.jsonld",
        "/api/v1/services.jsonld",
        "/api/v1/openapi.json",
        // Numbers lead to names.
        "/fr/demarches/jdma-44",
        "/en/procedures/jdma-3059",
        "/api/v1/procedures/jdma-3059",
        "/api/v1/procedures/jdma-3059/measurements",
        // Errors.
        "/nowhere",
        "/fr/nowhere",
        "/fr/editions/1999-01",
        "/fr/demarches/nothing",
        "/fr/groupes/theme/nothing",
        "/fr/indicateurs/nothing",
        "/editions/1999-01.jsonl",
        "/api/v1/nowhere",
        "/api/v1/editions/1999-01",
        "/api/v1/procedures/nothing",
        "/api/v1/procedures/nothing/measurements",
        "/assets/0/nothing.css",
        "/fr/editions/2026-08?page=999",
        "/fr/editions/2026-08?colour=red",
        "/fr/editions/2026-08?q=%FF",
    ];
    all.extend(fixed.map(str::to_owned));
    for slug in EDITIONS {
        let views = [
            "?q=impot",
            "?grade=red",
            "?indicator=clarity&grade=amber&sort=-clarity",
            "?sort=-name&page=2",
            "?theme=sante&audience=particuliers",
        ];
        all.extend(views.iter().map(|view| format!("/fr/editions/{slug}{view}")));
        for extension in ["csv", "ods", "xlsx", "json"] {
            all.push(format!("/fr/editions/{slug}/demarches.{extension}"));
            all.push(format!("/en/editions/{slug}/procedures.{extension}?grade=red&sort=-satisfaction"));
        }
        all.push(format!("/editions/{slug}.jsonl"));
        all.push(format!("/api/v1/editions/{slug}"));
        for rest in ["summary", "summary?by=ministry", "procedures", "procedures?grade=red&limit=500"] {
            all.push(format!("/api/v1/editions/{slug}/{rest}"));
        }
    }
    for (locale, word) in [("fr", "demarches"), ("en", "procedures")] {
        all.push(format!("/{locale}/{word}/{procedure}/satisfaction.svg"));
    }
    all.push(format!("/api/v1/procedures/{procedure}"));
    all.push(format!("/api/v1/procedures/{procedure}/measurements?indicator=satisfaction&window=12m"));
    all
}

fn first_procedure(site_map: &[String]) -> String {
    site_map.iter().find_map(|a| a.strip_prefix("/fr/demarches/")).unwrap().to_owned()
}

#[test]
fn no_answer_costs_more_than_three_statements() {
    // Its own worlds: what other tests ask would be counted.
    for world in &fresh_worlds() {
        let all = addresses(world);
        assert!(all.len() > 150, "{} addresses only", all.len());
        // One product from beginning to end: the first pass is cold for each address, the second is warm.
        let client = world.start();
        let mut wrong = Vec::new();
        for pass in ["cold", "warm"] {
            for path in &all {
                let (n, answer) = world.statements(|| client.get(path));
                assert!(answer.status < 500, "{}: {path}: {}", world.engine(), answer.status);
                if n > MOST {
                    wrong.push(format!("{} {pass} {path}: {n} statements", world.engine()));
                }
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
}

/// A number that a procedure got later leads to its page, and costs no more.
#[test]
fn nor_does_a_number_that_leads_to_a_name() {
    for world in &fresh_worlds() {
        let day = "2026-08-15".parse().unwrap();
        let act = Act::Renumber("jdma-90044".into());
        world.db.pool.write(|db| parvis_catalog::act(db, "jdma-44", day, &act, clock().0)).unwrap();
        let client = world.start();
        for (from, to) in [
            ("/fr/demarches/jdma-90044", "/fr/demarches/jdma-44"),
            ("/en/procedures/jdma-90044", "/en/procedures/jdma-44"),
            (
                "/api/v1/procedures/jdma-90044/measurements?window=12m",
                "/api/v1/procedures/jdma-44/measurements?window=12m",
            ),
        ] {
            let (n, answer) = world.statements(|| client.get(from));
            assert_eq!((answer.status, answer.header("location")), (308, to), "{from}");
            assert!(n <= MOST, "{from}: {n} statements");
        }
        let (n, answer) = world.statements(|| client.get("/api/v1/procedures/jdma-90044"));
        assert!(answer.status == 200 && n <= MOST, "{} {n}", answer.status);
    }
}

/// The first request of a process, when not even an edition is in memory. The start itself is not a request.
#[test]
fn nor_does_the_first_one_after_a_start() {
    for world in &fresh_worlds() {
        let all = addresses(world);
        for path in one_of_each_kind(&all) {
            let client = world.start();
            let (n, _) = world.statements(|| client.get(&path));
            assert!(n <= MOST, "{}: {path}: {n} statements", world.engine());
        }
    }
}

/// The heaviest addresses of each kind: those of an edition that is not the latest.
fn one_of_each_kind(all: &[String]) -> Vec<String> {
    let old: Vec<String> =
        all.iter().filter(|a| a.contains("2025-09") || a.contains("2024-09")).cloned().collect();
    let mut kept = sample(&old, 2);
    kept.extend(sample(all, 1).into_iter().filter(|a| a.starts_with("/fr") || a.starts_with("/api")));
    kept
}
