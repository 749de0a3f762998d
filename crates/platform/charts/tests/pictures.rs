//! Whatever the values: a well-formed, self-contained, labelled picture.

use std::collections::HashSet;

use parvis_charts::{
    Badge, Bin, Column, Comparison, ComparisonRow, Distribution, Evolution, Goal, GradeBar, History, Limit,
    Mark, Point, Run, Segment, Span, Tone, XTick,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::events::Event;

const HOSTILE: &str =
    "<script>alert(1)</script> \" ' & ]]> <!-- --> \0\u{1}\u{8}\u{1b}\u{7f}\u{9b}\u{fffe} url(#x) &lt;";

/// Checks all that must hold of any picture.
fn check(svg: &str) {
    assert!(svg.contains(r#"role="img""#));
    assert!(svg.contains("<title ") && svg.contains("<desc "));
    assert!(!svg.contains("<script") && !svg.contains("style="), "{svg}");
    assert!(!svg.chars().any(char::is_control), "a control character");

    let mut ids = HashSet::new();
    let mut references = Vec::new();
    let mut open = 0_i32;
    let mut reader = Reader::from_str(svg);
    reader.config_mut().check_end_names = true;
    loop {
        let event = reader.read_event().unwrap_or_else(|e| panic!("{e} in {svg}"));
        match &event {
            Event::Start(tag) | Event::Empty(tag) => {
                open += i32::from(matches!(event, Event::Start(_)));
                for attribute in tag.attributes() {
                    let attribute = attribute.unwrap_or_else(|e| panic!("{e} in {svg}"));
                    let value = attribute.value.into_owned();
                    assert!(!value.contains("NaN") && !value.contains("inf"), "{value} in {svg}");
                    match attribute.key.as_ref() {
                        "id" => assert!(ids.insert(value.clone()), "id {value} twice"),
                        "aria-labelledby" => references.extend(value.split(' ').map(str::to_owned)),
                        "fill" => references.extend(
                            value.strip_prefix("url(#").and_then(|v| v.strip_suffix(')')).map(str::to_owned),
                        ),
                        _ => {}
                    }
                }
            }
            Event::End(_) => open -= 1,
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(open, 0, "an element stays open");
    for reference in references {
        assert!(ids.contains(&reference), "{reference} points nowhere");
    }
}

fn tone() -> impl Strategy<Value = Tone> {
    prop::sample::select(Tone::ALL.to_vec())
}

/// Any number, odd ones often.
fn number() -> impl Strategy<Value = f64> {
    prop_oneof![
        4 => -10.0..110.0_f64,
        1 => any::<f64>(),
        1 => prop::sample::select(vec![f64::NAN, f64::INFINITY, f64::NEG_INFINITY, f64::MAX, f64::MIN, -0.0]),
    ]
}

fn month() -> impl Strategy<Value = i32> {
    prop_oneof![4 => 0..60_i32, 1 => any::<i32>()]
}

fn words() -> impl Strategy<Value = String> {
    prop_oneof![3 => "\\PC{0,30}", 1 => Just(HOSTILE.to_owned()), 1 => vec(any::<char>(), 0..20).prop_map(String::from_iter)]
}

fn segments() -> impl Strategy<Value = Vec<Segment>> {
    vec((tone(), words(), prop_oneof![0..100_u32, any::<u32>()]), 0..8)
        .prop_map(|all| all.into_iter().map(|(tone, label, count)| Segment { tone, label, count }).collect())
}

fn goal() -> impl Strategy<Value = Option<Goal>> {
    option::of((number(), words()).prop_map(|(share, label)| Goal { share, label }))
}

fn limits() -> impl Strategy<Value = Vec<Limit>> {
    vec((number(), words(), tone()).prop_map(|(at, label, tone)| Limit { at, label, tone }), 0..4)
}

fn runs() -> impl Strategy<Value = Vec<Run>> {
    let point = (month(), number(), option::of(number()), option::of(number()), tone())
        .prop_map(|(x, y, low, high, tone)| Point { x, y, low, high, tone });
    vec(vec(point, 0..12).prop_map(|points| Run { points }), 0..4)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn grade_bars(id in words(), title in words(), segments in segments(), goal in goal()) {
        let chart = GradeBar { id, desc: title.clone(), title, segments, goal };
        check(&chart.svg());
        check(&chart.svg_compact());
    }

    #[test]
    fn histories(
        texts in (words(), words()),
        axis in (month(), month(), number(), number()),
        ticks in (vec((month(), words()), 0..8), vec((number(), words()), 0..8)),
        limits in limits(),
        runs in runs(),
        breaks in vec((month(), words()), 0..30),
        gaps in vec((month(), month(), words()), 0..4),
        legend in vec((tone(), words()), 0..4),
    ) {
        let chart = History {
            id: texts.0.clone(),
            title: texts.0,
            desc: texts.1,
            x_labels: ticks.0.into_iter().map(|(x, label)| XTick { x, label }).collect(),
            x_min: axis.0,
            x_max: axis.1,
            y_min: axis.2,
            y_max: axis.3,
            y_ticks: ticks.1,
            limits,
            runs,
            breaks: breaks.into_iter().map(|(x, label)| Mark { x, label }).collect(),
            gaps: gaps.into_iter().map(|(from, to, label)| Span { from, to, label }).collect(),
            legend,
        };
        check(&chart.svg());
        check(&chart.svg_compact());
    }

    #[test]
    fn evolutions(
        texts in (words(), words()),
        columns in vec((words(), segments(), words(), option::of(words())), 0..45),
        legend: bool,
    ) {
        let columns = columns
            .into_iter()
            .map(|(label, segments, share_text, broken_before)| Column { label, segments, share_text, broken_before })
            .collect();
        let chart = Evolution {
            id: texts.0.clone(), title: texts.0, desc: texts.1.clone(), share_label: texts.1, columns, legend,
        };
        check(&chart.svg());
        check(&chart.svg_compact());
    }

    #[test]
    fn distributions(
        text in words(),
        bins in vec((number(), number(), any::<u32>(), tone()), 0..30),
        limits in limits(),
        x_ticks in vec((number(), words()), 0..8),
    ) {
        let bins = bins.into_iter().map(|(from, to, count, tone)| Bin { from, to, count, tone }).collect();
        let chart = Distribution {
            id: text.clone(), title: text.clone(), desc: text.clone(), bins, limits, x_ticks, y_label: text,
        };
        check(&chart.svg());
        check(&chart.svg_compact());
    }

    #[test]
    fn comparisons(
        text in words(),
        rows in vec((words(), [option::of(number()), option::of(number()), option::of(number())], words()), 0..8),
        goal in goal(),
    ) {
        let rows = rows
            .into_iter()
            .map(|(label, [here, all, other], words)| ComparisonRow {
                label, here, all, other, here_text: words.clone(), all_text: words.clone(), other_text: words,
            })
            .collect();
        let legend = [text.clone(), String::new(), text.clone()];
        let chart = Comparison { id: text.clone(), title: text.clone(), desc: text, rows, goal, legend };
        check(&chart.svg());
        check(&chart.svg_compact());
    }

    #[test]
    fn badges(id in words(), label in words(), value in words(), tone in tone()) {
        check(&Badge { id, desc: label.clone(), label, value, tone }.svg());
    }
}

fn bar(id: &str, segments: Vec<Segment>) -> GradeBar {
    GradeBar { id: id.into(), title: "Titre".into(), desc: "Description".into(), segments, goal: None }
}

#[test]
fn hostile_labels_are_shown_not_run() {
    let svg = bar("a", vec![Segment { tone: Tone::Red, label: HOSTILE.into(), count: 1 }]).svg();
    check(&svg);
    assert!(svg.contains("&lt;script&gt;alert(1)&lt;/script&gt; &quot; &#39; &amp; ]]&gt;"), "{svg}");
}

#[test]
fn two_drawings_of_a_chart_and_two_charts_share_no_id() {
    let segments: Vec<Segment> =
        Tone::ALL.map(|tone| Segment { tone, label: tone.name().into(), count: 3 }).into();
    let (first, second) = (bar("a", segments.clone()), bar("b", segments));
    let page = format!("{}{}{}{}", first.svg(), first.svg_compact(), second.svg(), second.svg_compact());
    let ids: Vec<&str> =
        page.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap_or_default()).collect();
    assert_eq!(ids.len(), 4 * (2 + Tone::ALL.len()));
    assert_eq!(ids.iter().collect::<HashSet<_>>().len(), ids.len());
}

#[test]
fn no_line_joins_two_runs_nor_crosses_a_value_that_is_not_finite() {
    let point = |x, y| Point { x, y, low: None, high: None, tone: Tone::Green };
    let history = |runs: Vec<Vec<Point>>| History {
        id: "h".into(),
        title: String::new(),
        desc: String::new(),
        x_labels: vec![],
        x_min: 0,
        x_max: 9,
        y_min: 0.0,
        y_max: 10.0,
        y_ticks: vec![],
        limits: vec![],
        runs: runs.into_iter().map(|points| Run { points }).collect(),
        breaks: vec![],
        gaps: vec![],
        legend: vec![],
    };
    let curves = |runs| history(runs).svg().matches("pv-curve").count();
    assert_eq!(curves(vec![vec![point(0, 1.0), point(1, 2.0), point(2, 3.0)]]), 1);
    assert_eq!(curves(vec![vec![point(0, 1.0), point(1, 2.0)], vec![point(2, 3.0), point(3, 3.0)]]), 2);
    assert_eq!(curves(vec![vec![point(0, 1.0), point(1, f64::NAN), point(2, 3.0)]]), 0);
    assert_eq!(history(vec![vec![point(4, 5.0)]]).svg().matches("pv-mark--green").count(), 1);
}

#[test]
fn columns_are_in_proportion() {
    let segments = vec![
        Segment { tone: Tone::Green, label: "Vert".into(), count: 3 },
        Segment { tone: Tone::Red, label: "Rouge".into(), count: 1 },
    ];
    let svg = bar("p", segments).svg();
    let widths: Vec<f64> = svg
        .split(r#"<rect class="pv-area""#)
        .skip(1)
        .take(2)
        .map(|rect| {
            rect.split("width=\"").nth(1).and_then(|w| w.split('"').next()?.parse().ok()).expect("a width")
        })
        .collect();
    // The first gives 2 units to the gap between them.
    assert_eq!(widths, [716.0 * 0.75 - 2.0, 716.0 * 0.25]);
}
