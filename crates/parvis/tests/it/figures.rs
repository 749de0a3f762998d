//! The figures of `data/observatory/expected.json`, as the interface and the pages show them.

use serde_json::Value;

use crate::world::{Client, worlds};

const EXPECTED: &str = include_str!("../../../../data/observatory/expected.json");

/// Name of a figure in the file, slug of its indicator.
const FIGURES: [(&str, &str); 7] = [
    ("satisfaction_at_least_8", "satisfaction"),
    ("clarity_at_least_8", "clarity"),
    ("help_reachable_at_least_85_percent", "help_reachable"),
    ("help_quality_at_least_8", "help_effective"),
    ("uptime_at_least_99_9", "availability"),
    ("response_time_below_400_ms", "response_time"),
    ("total_time_below_400_ms", "total_time"),
];

fn expected() -> Value {
    serde_json::from_str(EXPECTED).unwrap()
}

fn indicator<'s>(summary: &'s Value, slug: &str) -> &'s Value {
    summary["indicators"].as_array().unwrap().iter().find(|i| i["slug"] == slug).unwrap()
}

#[test]
fn the_interface_and_the_pages_give_every_figure_of_august_2026() {
    let want = expected();
    for world in worlds().iter() {
        let client = world.start();
        let summary = client.json("/api/v1/editions/2026-08/summary");
        for (name, slug) in FIGURES {
            figure(name, &want[name], indicator(&summary, slug));
        }
        procedures(&want, &summary);
        pages(&client, &want);
    }
}

fn figure(name: &str, want: &Value, got: &Value) {
    let levels = &want["levels"];
    for (got, want, what) in [
        (&got["reached"], &want["count"], "reached"),
        (&got["counted"], &want["total"], "counted"),
        (&got["by_grade"]["green"], &levels["optimal"], "green"),
        (&got["by_grade"]["amber"], &levels["intermediate"], "amber"),
        (&got["by_grade"]["red"], &levels["insufficient"], "red"),
        (&got["median"], &want["median"], "median"),
    ] {
        assert!(want.is_number(), "{name}: {what} is not in the file");
        assert_eq!(got, want, "{name}: {what}");
    }
}

fn procedures(want: &Value, summary: &Value) {
    let satisfaction = indicator(summary, "satisfaction");
    let grey = &satisfaction["grey_by_reason"];
    let without = grey["no_data"].as_u64().unwrap() + grey["stale"].as_u64().unwrap();
    let availability = indicator(summary, "availability");
    let rounded = &want["uptime_at_least_99_9_if_rounded_to_one_decimal_first"];
    let promoted = availability["green_if_rounded_first"].as_u64().unwrap()
        - availability["by_grade"]["green"].as_u64().unwrap();
    for (got, want, what) in [
        (&summary["procedures"], &want["procedures"]["total"], "procedures"),
        (&summary["addresses"], &want["procedures"]["distinct_addresses"], "addresses"),
        (&summary["hosts"], &want["procedures"]["distinct_hosts"], "hosts"),
        (&satisfaction["counted"], &want["procedures"]["with_100_reviews_or_more"], "100 reviews or more"),
        (&grey["too_few"], &want["procedures"]["with_1_to_99_reviews"], "1 to 99 reviews"),
        (&Value::from(without), &want["procedures"]["without_review"], "no review"),
        (&satisfaction["answers"], &want["reviews_12m"]["total"], "reviews"),
        (&satisfaction["most_answers"]["procedure"], &want["reviews_12m"]["largest_procedure"], "largest"),
        (&satisfaction["most_answers"]["n"], &want["reviews_12m"]["largest_count"], "reviews of the largest"),
        (&availability["green_if_rounded_first"], &rounded["count"], "green if rounded first"),
        (&availability["counted"], &rounded["total"], "counted, rounded first"),
        (&Value::from(promoted), &rounded["promoted_by_rounding"], "promoted by rounding"),
    ] {
        assert!(!want.is_null(), "{what} is not in the file");
        assert_eq!(got, want, "{what}");
    }
}

/// Text as a reader sees it: no tags, each run of spaces (narrow ones too) one space.
fn seen(html: &str) -> String {
    let mut text = String::new();
    for piece in html.split('<') {
        text.push_str(piece.split_once('>').map_or(piece, |(_, after)| after));
        text.push(' ');
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn pages(client: &Client, want: &Value) {
    for (name, slug) in FIGURES {
        let (count, total) = (&want[name]["count"], &want[name]["total"]);
        let fr = seen(&client.text(&format!("/fr/indicateurs/{slug}")));
        let sentence = if count == 1 { "démarche" } else { "démarches" };
        assert!(fr.contains(&format!("{count} {sentence} sur {total}")), "{slug}: {fr}");
        let en = seen(&client.text(&format!("/en/indicators/{slug}")));
        assert!(en.contains(&format!("{count} of {total} procedures")), "{slug}: {en}");
        let home = seen(&client.text("/fr"));
        assert!(home.contains(&format!("{count} démarches sur {total}")), "home, {slug}: {home}");
    }
    let availability = seen(&client.text("/fr/indicateurs/availability"));
    let rounded = &want["uptime_at_least_99_9_if_rounded_to_one_decimal_first"];
    let (n, promoted) = (&rounded["count"], &rounded["promoted_by_rounding"]);
    let right = &want["uptime_at_least_99_9"]["count"];
    assert!(
        availability
            .contains(&format!("{promoted} démarches passeraient au vert à tort : {n} au lieu de {right}"))
    );
    let archive = seen(&client.text("/fr/editions"));
    // 80 of 171 is 46.8 %: the archive has room for the share alone.
    let satisfaction = &want["satisfaction_at_least_8"];
    let share = 100.0 * satisfaction["count"].as_f64().unwrap() / satisfaction["total"].as_f64().unwrap();
    let row = format!("Août 2026 {} {share:.0} %", want["procedures"]["total"]);
    assert!(archive.contains(&row), "{archive}");
    let home = seen(&client.text("/fr"));
    assert!(home.contains("1 797 512") && home.contains("229 démarches"), "{home}");
}

#[test]
fn each_published_edition_gives_the_figures_of_its_month() {
    let want = expected();
    for world in worlds().iter() {
        let client = world.start();
        let editions = client.json("/api/v1/editions");
        let mut compared = 0;
        for edition in editions.as_array().unwrap() {
            let slug = edition["slug"].as_str().unwrap();
            let summary = client.json(&format!("/api/v1/editions/{slug}/summary"));
            for (name, own) in &FIGURES.map(|(name, slug)| (name, indicator(&summary, slug))) {
                let Some(pair) = want["by_month"][slug].get(*name) else { continue };
                let pair =
                    pair.as_array().map_or((0, 0), |p| (p[0].as_u64().unwrap(), p[1].as_u64().unwrap()));
                let got = (own["reached"].as_u64().unwrap(), own["counted"].as_u64().unwrap());
                assert_eq!(got, pair, "{slug} {name}");
                compared += 1;
            }
        }
        assert_eq!(compared, 9 * 3, "nine editions, three figures each");
    }
}
