//! Pages that fight back: each is read to its end, in bounded time and depth, and says what an honest page would.

use parvis_probes::dom::parse;
use parvis_probes::rules;

/// Nothing is asked of what is found, only that reading ends; a hang fails by the runner's limit.
fn read(html: &str) -> usize {
    rules::read(&parse(html)).len()
}

fn page(body: &str) -> String {
    format!("<!DOCTYPE html><html lang=fr><title>Un titre de page</title><body><main><h1>A</h1>{body}</main>")
}

#[test]
fn depth_breaks_nothing() {
    for tag in [
        "div",
        "b",
        "a href=#",
        "ul><li",
        "table><tr><td",
        "font",
        "svg",
        "p><b",
        "button",
        "label",
        "fieldset",
        "h2",
    ] {
        assert!(read(&page(&format!("<{tag}>").repeat(40_000))) < 10_000, "{tag}");
    }
}

#[test]
fn length_breaks_nothing() {
    for piece in [
        "<p>",
        "<br>",
        "<p id=a>x</p>",
        "<img>",
        "<input name=a>",
        "<label for=a>Nom</label><input id=a>",
        "<a href=/x>ici</a>",
        "<td headers=x>",
        "<li>- un",
        "<b></b></i>",
        "ABCD ",
        "<h2></h2>",
        "<input type=radio name=r>",
        "<table><b>x",
        "<i lang=xx-></i>",
        "<br>x<br>",
        "<th>a",
        "<div onclick=a aria-labelledby='x y z'>",
        "<abbr>ABCD</abbr>",
        "&#x202e;\0",
    ] {
        read(&page(&piece.repeat(200_000 / piece.len())));
    }
}

#[test]
fn names_in_circles_end() {
    let circle = "<a id=x href=/ aria-labelledby=y></a><a id=y href=/ aria-labelledby=x></a><a href=/ aria-labelledby='x y x y'></a>";
    assert!(read(&page(circle)) > 0);
    let many = format!("<a href=/ aria-labelledby='{}'>x</a>", "x ".repeat(50_000));
    read(&page(&format!("<p id=x>{}</p>{}", "mot ".repeat(5_000), many.repeat(10))));
}

#[test]
fn what_is_no_page_is_read_too() {
    for text in [
        "",
        "\u{0}",
        "<",
        "<!--",
        "<![CDATA[",
        "</html>",
        "<title>",
        "<textarea>",
        "<script>",
        "<plaintext>",
        "<frameset><frame>",
    ] {
        read(text);
        read(&page(text));
    }
}
