//! What nobody should ask: nothing breaks, and each refusal says what is wrong in the reader's language.

use crate::world::{Client, worlds};

fn long() -> String {
    "a".repeat(10_000)
}

/// Query strings that no view understands, and whether each is an error.
fn queries() -> Vec<(String, bool)> {
    let mut all: Vec<(String, bool)> = [
        ("q=%FF%FE", true),
        ("%FF=1", true),
        ("q=%C3%28", true),
        ("colour=red", true),
        ("Q=impot", true),
        ("page=0", true),
        ("page=-1", true),
        ("page=1e9", true),
        ("page=4294967296", true),
        ("page=99999999999999999999999", true),
        ("page=4294967295", true),
        ("page=%00", true),
        ("page=%D9%A3", true),
        ("grade=purple", true),
        ("indicator=apdex%00", true),
        ("ministry=nothing", true),
        ("theme=%27+OR+1%3D1--", true),
        ("sort=--name", true),
        ("sort=name;DROP TABLE", true),
        // Understood, if odd.
        ("q=%00", false),
        ("q=a%00b", false),
        ("q=%25%5F%27%22%5C", false),
        ("q=&q=&page=", false),
        ("page=2&page=1", false),
        ("sort=name&sort=-name", false),
        ("&&&=&", false),
        ("&==&", true),
        ("q=%3Cscript%3Ealert(1)%3C/script%3E", false),
        ("q=%F0%9F%92%A9%E2%80%AE%EF%BF%BF", false),
    ]
    .map(|(query, is_wrong)| (query.replace(' ', "%20"), is_wrong))
    .into();
    all.extend([
        (format!("q={}", long()), true),
        (format!("{}=1", long()), true),
        (format!("page={}", "9".repeat(10_000)), true),
        (format!("ministry={}", long()), true),
        ("grade=red&".repeat(21), true),
        ("a=1&".repeat(1_000), true),
    ]);
    all
}

#[test]
fn no_query_breaks_a_page_a_file_or_the_interface() {
    let worlds = worlds();
    for world in worlds.iter() {
        let client = world.start();
        for (query, is_wrong) in queries() {
            let short: String = query.chars().take(60).collect();
            for (path, lang) in [
                ("/fr/editions/2026-08", "fr"),
                ("/en/editions/2026-08", "en"),
                ("/fr/editions/2026-08/demarches.csv", "fr"),
                ("/en/editions/2026-08/procedures.json", "en"),
            ] {
                // A file has no pages: an absurd but possible number asks nothing of it.
                let is_page_of_file = path.contains('.') && query == "page=4294967295";
                let answer = client.get(&format!("{path}?{query}"));
                let want = if is_wrong && !is_page_of_file { 400 } else { 200 };
                assert_eq!(answer.status, want, "{path}?{short}");
                if answer.status == 400 {
                    is_error_page(&answer.text(), lang, &format!("{path}?{short}"));
                }
            }
            let api = client.get(&format!("/api/v1/editions/2026-08/procedures?{query}"));
            // The interface has cursors, neither pages nor orders.
            let is_refused = is_wrong || query.starts_with("page=2&") || query.starts_with("sort=");
            assert_eq!(api.status, if is_refused { 400 } else { 200 }, "/api …?{short}");
            if is_refused {
                is_problem(&api, &short);
            }
        }
    }
}

/// An error page in the page's own language, with a heading and a sentence.
fn is_error_page(html: &str, lang: &str, name: &str) {
    assert!(html.contains(&format!("<html lang=\"{lang}\">")), "{name}");
    let words = if lang == "fr" { "Demande incomprise" } else { "Request not understood" };
    assert!(html.contains(words), "{name}");
    assert!(!html.contains('⟦') && !html.contains("<script"), "{name}");
}

fn is_problem(answer: &crate::world::Answer, name: &str) {
    assert_eq!(answer.header("content-type"), "application/problem+json", "{name}");
    let problem: serde_json::Value = serde_json::from_slice(&answer.body).unwrap();
    for field in ["type", "title", "detail"] {
        assert!(problem[field].as_str().is_some_and(|text| !text.is_empty()), "{name}: {field}: {problem}");
    }
    assert_eq!(problem["status"], answer.status, "{name}");
    assert!(answer.body.len() < 25_000, "{name}: the answer repeats all that was asked");
}

#[test]
fn no_address_breaks_anything() {
    let worlds = worlds();
    let client = worlds[0].start();
    let long = long();
    let wrong = [
        "/assets/0/../Cargo.toml",
        "/assets/0/..%2f..%2fCargo.toml",
        "/assets/..%2f/neutral.css%00",
        "/assets/0/%2e%2e/%2e%2e/etc/passwd",
        "/assets/0//etc/passwd",
        "/assets/0/neutral.css/..",
        "/editions/..%2f..%2fetc%2fpasswd.jsonl",
        "/editions/%00.jsonl",
        "/editions/.jsonl",
        "/editions/2026-08",
        "/editions/%FF.jsonl",
        "/fr/%FF",
        "/en/procedures/%C3%28",
        "/fr/editions/2026-08/../../etc",
        "/fr/editions/2026-08%00/demarches.csv",
        "/fr/editions/2026-08/demarches.exe",
        "/fr/editions/2026-08/procedures.csv",
        "/fr/editions/2026-08/..%2fdemarches.csv",
        "/fr/demarches/jdma-3059/nothing.svg",
        "/fr/demarches/%00/satisfaction.svg",
        "/fr/demarches/a%00b",
        "/fr/groupes/ministry/culture",
        "/fr/groupes/theme/%00",
        "/fr/indicateurs/apdex",
        "/api/v1/%FF",
        "/api/v1/procedures/%00",
        "/api/v1/procedures/%FF/measurements",
        "/api/v1/editions/2026-08%2fsummary",
        "//",
        "/fr//",
        "/FR",
        "/%2e%2e/",
    ];
    for world in worlds.iter() {
        let client = world.start();
        for path in
            wrong.map(str::to_owned).into_iter().chain([format!("/fr/{long}"), format!("/api/v1/{long}")])
        {
            let answer = client.get(&path);
            let name: String = path.chars().take(60).collect();
            assert!((400..500).contains(&answer.status), "{}: {name}: {}", world.engine(), answer.status);
            if path.starts_with("/api/") {
                is_problem(&answer, &name);
            } else if !path.starts_with("/assets/") {
                let lang = if path.starts_with("/en") { "en" } else { "fr" };
                assert!(answer.text().contains(&format!("<html lang=\"{lang}\">")), "{name}");
            }
        }
    }
    cursors_and_limits(&client);
}

fn cursors_and_limits(client: &Client) {
    for query in [
        "cursor=nothing",
        "cursor=%00",
        "cursor=%FF",
        "limit=0",
        "limit=501",
        "limit=-1",
        "limit=1.5",
        "limit=99999999999999999999999",
        "limit=%00",
        "page=1",
        "sort=name",
        "by=ministry",
    ] {
        let answer = client.get(&format!("/api/v1/editions/2026-08/procedures?{query}"));
        assert_eq!(answer.status, 400, "{query}");
        is_problem(&answer, query);
    }
    for path in [
        "/api/v1/editions/2026-08/summary?by=nothing",
        "/api/v1/editions/2026-08/summary?by=%00",
        "/api/v1/procedures/jdma-3059/measurements?window=1y",
        "/api/v1/procedures/jdma-3059/measurements?indicator=%00",
        "/api/v1/procedures/jdma-3059/measurements?nothing=1",
    ] {
        let answer = client.get(path);
        assert_eq!(answer.status, 400, "{path}");
        is_problem(&answer, path);
    }
}

#[test]
fn what_is_typed_comes_back_as_text_and_files_hold_no_formula() {
    let worlds = worlds();
    let client = worlds[0].start();
    for typed in ["%3Cscript%3Ealert(1)%3C/script%3E", "%22%3E%3Cscript%3E", "%27+onfocus%3Dalert(1)+x%3D%27"]
    {
        for path in ["/fr/editions/2026-08?q=", "/fr/editions/2026-08?ministry=", "/en/editions/2026-08?"] {
            let value = if path.ends_with('?') { "=1" } else { "" };
            let answer = client.get(&format!("{path}{typed}{value}"));
            let html = answer.text();
            assert!(!html.contains("<script") && !html.contains("' onfocus="), "{path}{typed}");
            assert!(
                html.contains("&#60;script") || html.contains("&lt;script") || html.contains("onfocus"),
                "{path}{typed}"
            );
        }
    }
    let csv = client.get("/fr/editions/2026-08/demarches.csv");
    let bytes = csv.body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&csv.body);
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    let separator = if text.lines().next().unwrap().contains(';') { b';' } else { b',' };
    let mut reader =
        csv::ReaderBuilder::new().delimiter(separator).flexible(true).from_reader(text.as_bytes());
    for record in reader.records() {
        for cell in &record.unwrap() {
            let is_number = cell.replace(',', ".").parse::<f64>().is_ok();
            assert!(is_number || !cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell}");
        }
    }
}
