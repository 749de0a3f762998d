//! Writes every chart, with realistic data, as SVG files and one page that shows them all:
//! `cargo run -p parvis-charts --example gallery -- FOLDER`, then open `FOLDER/index.html`.

use std::{env, fs, io, path::PathBuf};

use parvis_charts::{
    Badge, Bin, Column, Comparison, ComparisonRow, Distribution, Evolution, Goal, GradeBar, History, Limit,
    Mark, Point, Run, Segment, Span, Tone, XTick,
};

const STYLE: &str =
    "body{margin:1rem auto;max-width:45rem;padding:0 .5rem;font-family:system-ui,sans-serif;color:#1b1f24}
figure{margin:0 0 2.5rem}figcaption{font-weight:600;margin-bottom:.75rem}.pv-chart{width:100%;height:auto}
.pv-chart--compact{display:none}
@media(max-width:32rem){.pv-chart--wide{display:none}.pv-chart--compact{display:block}}";

fn main() -> io::Result<()> {
    let folder = PathBuf::from(env::args_os().nth(1).unwrap_or_else(|| "target/gallery".into()));
    fs::create_dir_all(&folder)?;
    let mut page = format!(
        "<!doctype html><html lang=\"fr\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>Graphiques</title><style>{STYLE}</style>"
    );
    for (name, title, wide, compact) in charts() {
        fs::write(folder.join(format!("{name}.svg")), &wide)?;
        fs::write(folder.join(format!("{name}-compact.svg")), &compact)?;
        page.push_str(&format!("<figure><figcaption>{title}</figcaption>{wide}{compact}</figure>"));
    }
    page.push_str("<p>");
    for badge in badges() {
        let svg = badge.svg();
        fs::write(folder.join(format!("{}.svg", badge.id)), &svg)?;
        page.push_str(&format!("<img src=\"{}.svg\" alt=\"\"> ", badge.id));
    }
    page.push_str("</p>");
    fs::write(folder.join("index.html"), page)
}

/// (file name, title, wide drawing, compact drawing)
fn charts() -> Vec<(&'static str, String, String, String)> {
    macro_rules! both {
        ($name:literal, $chart:expr) => {{
            let chart = $chart;
            ($name, chart.title.clone(), chart.svg(), chart.svg_compact())
        }};
    }
    vec![
        both!("grades", grade_bar()),
        both!("grades-tiny", grade_bar_with_slivers()),
        both!("grades-empty", GradeBar { id: "ge".into(), segments: vec![], goal: None, ..grade_bar() }),
        both!("history", history()),
        both!("history-dense", dense_history()),
        both!("evolution-5", evolution("e5", 5)),
        both!("evolution-18", evolution("e18", 18)),
        both!("evolution-40", evolution("e40", 40)),
        both!("distribution", distribution()),
        both!("comparison", comparison()),
    ]
}

fn segments(counts: [u32; 5]) -> Vec<Segment> {
    let names = [
        (Tone::Green, "Vert"),
        (Tone::Amber, "Orange"),
        (Tone::Red, "Rouge"),
        (Tone::Blue, "En cours"),
        (Tone::Missing, "Non mesuré"),
    ];
    names
        .into_iter()
        .zip(counts)
        .map(|((tone, label), count)| Segment { tone, label: label.into(), count })
        .collect()
}

fn grade_bar() -> GradeBar {
    GradeBar {
        id: "g1".into(),
        title: "Satisfaction des usagers : notes des 250 démarches".into(),
        desc: "142 démarches au vert, 51 à l’orange, 19 au rouge, 12 en cours, 26 non mesurées.".into(),
        segments: segments([142, 51, 19, 12, 26]),
        goal: Some(Goal { share: 0.8, label: "Objectif 2027 : 80\u{202f}%".into() }),
    }
}

fn grade_bar_with_slivers() -> GradeBar {
    GradeBar {
        id: "g2".into(),
        title: "Accessibilité : notes des démarches".into(),
        desc: "Presque tout est au vert.".into(),
        segments: segments([12_480, 31, 2, 0, 655]),
        goal: Some(Goal { share: 1.0, label: "Objectif : toutes les démarches".into() }),
    }
}

fn point(x: i32, y: f64, spread: f64) -> Point {
    let tone = if y >= 8.0 {
        Tone::Green
    } else if y >= 5.0 {
        Tone::Amber
    } else {
        Tone::Red
    };
    Point { x, y, low: Some(y - spread), high: Some(y + spread), tone }
}

fn limits() -> Vec<Limit> {
    vec![
        Limit { at: 8.0, label: "Vert dès 8".into(), tone: Tone::Green },
        Limit { at: 5.0, label: "Orange dès 5".into(), tone: Tone::Amber },
    ]
}

fn legend() -> Vec<(Tone, String)> {
    vec![(Tone::Green, "Vert".into()), (Tone::Amber, "Orange".into()), (Tone::Red, "Rouge".into())]
}

fn history() -> History {
    let wave = |x: i32| 6.4 + 1.9 * (f64::from(x) / 7.0).sin() + 0.35 * (f64::from(x) * 1.7).sin();
    let run = |from: i32, to: i32| Run {
        points: (from..=to).map(|x| point(x, wave(x), 0.25 + f64::from(x % 5) * 0.09)).collect(),
    };
    History {
        id: "h1".into(),
        title: "Demande de carte d’identité : satisfaction sur 10".into(),
        desc: "De 6,4 en janvier 2023 à 5,2 en décembre 2025, avec un creux à 4,3.".into(),
        x_labels: (0..3).map(|y| XTick { x: y * 12, label: format!("janv. {}", 2023 + y) }).collect(),
        x_min: 0,
        x_max: 35,
        y_min: 0.0,
        y_max: 10.0,
        y_ticks: [0, 2, 4, 6, 8, 10].map(|v| (f64::from(v), v.to_string())).into(),
        limits: limits(),
        runs: vec![run(0, 9), run(14, 27), run(29, 29), run(31, 35)],
        breaks: vec![
            Mark { x: 14, label: "Refonte de la démarche et nouveau questionnaire".into() },
            Mark {
                x: 24,
                label: "Changement de méthode : fenêtre de douze mois glissants au lieu de trois".into(),
            },
        ],
        gaps: vec![
            Span { from: 10, to: 13, label: "Pas de mesure".into() },
            Span { from: 28, to: 28, label: "Moins de 30 avis".into() },
            Span { from: 30, to: 30, label: "Moins de 30 avis".into() },
        ],
        legend: legend(),
    }
}

fn dense_history() -> History {
    let points = (0..96).map(|x| {
        let y = 72.0 + f64::from(x) * 0.22 + 4.0 * (f64::from(x) * 0.9).sin();
        Point { x, y, low: None, high: None, tone: Tone::Neutral }
    });
    History {
        id: "h2".into(),
        title: "Taux de disponibilité, huit ans".into(),
        desc: "La disponibilité monte de 72 % à 94 %.".into(),
        x_labels: (0..8).map(|y| XTick { x: y * 12, label: (2018 + y).to_string() }).collect(),
        x_min: 0,
        x_max: 95,
        y_min: 60.0,
        y_max: 100.0,
        y_ticks: [60, 70, 80, 90, 100].map(|v| (f64::from(v), format!("{v}\u{202f}%"))).into(),
        limits: vec![
            Limit { at: 92.0, label: "Bon dès 92\u{202f}%".into(), tone: Tone::Green },
            Limit { at: 90.0, label: "Moyen dès 90\u{202f}%".into(), tone: Tone::Amber },
        ],
        runs: vec![Run { points: points.collect() }],
        breaks: vec![],
        gaps: vec![],
        legend: vec![],
    }
}

fn evolution(id: &str, editions: u32) -> Evolution {
    let columns = (0..editions).map(|k| {
        let green = 90 + k * 130 / editions;
        let (amber, red) = (80 - k * 50 / editions, 40 - k * 30 / editions);
        let counts = [green, amber, red, 0, 250 - (green + amber + red).min(250)];
        Column {
            label: format!("T{} {}", k % 4 + 1, 2017 + k / 4),
            segments: segments(counts),
            share_text: if editions > 12 {
                (green * 100 / 250).to_string()
            } else {
                format!("{}\u{202f}%", green * 100 / 250)
            },
            broken_before: (k == editions / 2).then(|| "Nouvelle méthode de calcul".to_owned()),
        }
    });
    Evolution {
        id: id.into(),
        title: format!("Part des démarches par note, {editions} éditions"),
        desc: "La part de vert monte d’édition en édition.".into(),
        share_label: "Part de vert, en\u{a0}%".into(),
        columns: columns.collect(),
        legend: true,
    }
}

fn distribution() -> Distribution {
    let counts = [1, 0, 2, 3, 2, 5, 4, 9, 12, 15, 21, 26, 34, 31, 42, 38, 27, 14, 6, 3];
    let bins = counts.into_iter().zip(0_u8..).map(|(count, k)| {
        let from = f64::from(k) * 0.5;
        let tone = if from >= 8.0 {
            Tone::Green
        } else if from >= 5.0 {
            Tone::Amber
        } else {
            Tone::Red
        };
        Bin { from, to: from + 0.5, count, tone }
    });
    Distribution {
        id: "d1".into(),
        title: "Satisfaction sur 10 : où se trouvent les démarches".into(),
        desc: "La plupart se tiennent entre 5 et 8,5.".into(),
        bins: bins.collect(),
        limits: limits(),
        x_ticks: [0, 2, 4, 6, 8, 10].map(|v| (f64::from(v), v.to_string())).into(),
        y_label: "Nombre de démarches".into(),
    }
}

fn comparison() -> Comparison {
    let row = |label: &str, values: [Option<f64>; 3]| {
        let words =
            |v: Option<f64>| v.map_or("non mesuré".to_owned(), |v| format!("{:.0}\u{202f}%", v * 100.0));
        ComparisonRow {
            label: label.into(),
            here: values[0],
            all: values[1],
            other: values[2],
            here_text: words(values[0]),
            all_text: words(values[1]),
            other_text: words(values[2]),
        }
    };
    Comparison {
        id: "c1".into(),
        title: "Ministère de l’Intérieur et ensemble des administrations : part de démarches au vert".into(),
        desc: "L’Intérieur dépasse l’ensemble sur trois critères sur cinq.".into(),
        rows: vec![
            row("Satisfaction", [Some(0.64), Some(0.57), Some(0.71)]),
            row(
                "Prise en compte du handicap, accessibilité aux normes en vigueur",
                [Some(0.31), Some(0.35), Some(0.33)],
            ),
            row("Dites-le-nous une fois", [Some(0.82), Some(0.8), None]),
            row("Disponibilité et rapidité", [Some(1.0), Some(0.92), Some(0.0)]),
            row("Aide joignable", [None, Some(0.48), Some(0.52)]),
        ],
        goal: Some(Goal { share: 0.8, label: "Objectif : 80\u{202f}%".into() }),
        legend: ["Intérieur".into(), "Ensemble".into(), "Édition précédente".into()],
    }
}

fn badges() -> Vec<Badge> {
    let badge = |id: &str, label: &str, value: &str, tone| Badge {
        id: id.into(),
        label: label.into(),
        value: value.into(),
        tone,
        desc: "Mesuré par l’observatoire".into(),
    };
    vec![
        badge("b1", "Satisfaction", "8,4 / 10", Tone::Green),
        badge("b2", "Accessibilité", "61\u{202f}%", Tone::Amber),
        badge("b3", "Disponibilité", "92,1\u{202f}%", Tone::Red),
        badge("b4", "Refonte", "en cours", Tone::Blue),
        badge("b5", "Avis", "12\u{202f}480", Tone::Neutral),
        badge("b6", "Temps de chargement", "non mesuré", Tone::Missing),
    ]
}
