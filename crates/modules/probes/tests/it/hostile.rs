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

/// What a page says is read whole pages at a time: texts, numbers, statements.
#[test]
fn what_a_page_says_without_end_is_read_to_where_it_does() {
    use parvis_probes::facts;
    let headed = "<h1>Déclaration d'accessibilité</h1><p>État de conformité : article 47, critères</p>";
    for piece in [
        "<p>84,5 % des critères sont respectés, établie le 12 mars 2024 par Exemple.</p>",
        "12 % est conforme à 3 % moins de 4 % le 1/1/2020 audit par par par ",
        "01 99 00 12 34 ",
        "appelez le 3939 ",
        "0892700000123456789",
        "<a href='tel:0892700000'>x</a>",
        "<a href=/accessibilite>Accessibilité : non conforme</a>",
        "<a href=/x>lien</a>",
        "1 rue de l'Exemple 75001 Paris. ",
        "de 9 h à 17 h, ",
        "nonobstant ",
        "mot ",
        "a.b.c.d. ",
        "Vous ne pouvez pas ",
        "s'identifier avec FranceConnect ",
    ] {
        let page = page(&format!("{headed}{}", piece.repeat(200_000 / piece.len())));
        let dom = parse(&page);
        assert!(facts::read(&dom).contact.phones.len() <= 200, "{piece}");
        rules::read(&dom);
    }
}

#[test]
fn links_without_end_are_followed_to_where_they_do() {
    use parvis_probes::journey::Frontier;
    let start: url::Url = "https://a.example/".parse().unwrap();
    let links: String = (0..100_000).map(|nth| format!("<a href=/p{nth}?x={nth}>p</a>")).collect();
    let dom = parse(&page(&links));
    let mut frontier = Frontier::new(&start);
    frontier.add(&dom, &start);
    assert!((1..=10_000).contains(&frontier.waiting()));
}
