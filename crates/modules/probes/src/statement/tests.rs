use super::*;
use crate::dom::parse;
use proptest::prelude::*;

const MODEL: &str = "<title>Déclaration d’accessibilité</title><main><h1>Déclaration d’accessibilité</h1>
<p>La Ville d’Exemple s’engage à rendre ses sites accessibles, conformément à l’article 47 de la loi n° 2005-102 du 11 février 2005.</p>
<h2>État de conformité</h2>
<p>Le site est <strong>partiellement conforme</strong> avec le référentiel général d’amélioration de l’accessibilité (RGAA), version 4.1, en raison des non-conformités énumérées ci-dessous.</p>
<h3>Résultats des tests</h3>
<p>L’audit de conformité réalisé par la société Exemple Conseil révèle que :</p>
<ul><li>84,5&nbsp;% des critères du RGAA sont respectés ;</li><li>le taux moyen de conformité du service en ligne s’élève à 91&nbsp;%.</li></ul>
<h2>Établissement de cette déclaration</h2>
<p>Cette déclaration a été établie le 12 mars 2024. Elle a été mise à jour le 05/06/2025.</p>
<h3>Pages du site ayant fait l’objet de la vérification</h3><ul><li>Accueil</li></ul>
<h2>Retour d’information et contact</h2>
<p>Si vous n’arrivez pas à accéder à un contenu, écrivez à <a href='mailto:acces@exemple.fr'>acces@exemple.fr</a>.</p>
<h2>Voies de recours</h2><p>Défenseur des droits – Libre réponse 71120 – 75342 Paris CEDEX 07 – 09 69 39 00 00</p></main>";

fn read_page(page: &str) -> Statement {
    read(&parse(page)).expect("a statement")
}

#[test]
fn the_model_of_the_law_is_read_whole() {
    let read = read_page(MODEL);
    assert_eq!((read.state, read.rate), (Some(State::Partial), Some(84.5)));
    assert_eq!(read.established.map(|day| day.to_string()).as_deref(), Some("2024-03-12"));
    assert_eq!(read.updated.map(|day| day.to_string()).as_deref(), Some("2025-06-05"));
    assert_eq!(read.auditor.as_deref(), Some("Exemple Conseil"));
    assert_eq!(read.version.as_deref(), Some("4.1"));
    assert!(read.has_contact && read.has_sample && read.has_recourse && !read.contradicts_itself());
    assert_eq!(read.expires().map(|day| day.to_string()).as_deref(), Some("2028-06-05"));
    assert!(
        !read.is_expired("2028-06-05".parse().unwrap()) && read.is_expired("2028-06-06".parse().unwrap())
    );
}

#[test]
fn what_is_missing_is_said_to_be() {
    let without =
        MODEL.replace("écrivez à <a href='mailto:acces@exemple.fr'>acces@exemple.fr</a>", "tant pis");
    assert!(!read_page(&without).has_contact, "the Defender's number is not the site's");
    let old = read_page(&MODEL.replace("version 4.1", "version 4.0"));
    assert!(old.is_expired("2025-07-01".parse().unwrap()));
    let undated =
        MODEL.replace("établie le 12 mars 2024", "établie").replace("mise à jour le 05/06/2025", "relue");
    assert_eq!(read_page(&undated).expires(), None);
}

#[test]
fn a_rate_and_a_state_that_disagree_are_told() {
    for (state, rate, disagree) in [
        (State::Full, 100.0, false),
        (State::Full, 99.9, true),
        (State::Partial, 50.0, false),
        (State::Partial, 49.99, true),
        (State::Partial, 100.0, true),
        (State::None, 12.0, false),
        (State::None, 75.0, true),
        (State::None, 100.0, true),
    ] {
        let statement = Statement { state: Some(state), rate: Some(rate), ..Statement::default() };
        assert_eq!(statement.contradicts_itself(), disagree, "{state:?} {rate}");
    }
}

#[test]
fn other_pages_are_no_statements() {
    for page in [
        "",
        "<h1>Accueil</h1><footer><a href=/a>Accessibilité : partiellement conforme</a></footer>",
        "<h1>Déclaration d'accessibilité</h1><p>À venir.</p>",
        "<h1>Rapport</h1><p>La déclaration d'accessibilité dit l'état de conformité du site (article 47) : 50 % des critères.</p>",
        "<h1>Règles</h1><p>Un site est partiellement conforme quand 50 % des critères sont respectés (article 47).</p>",
    ] {
        assert_eq!(read(&parse(page)), None, "{page}");
    }
}

#[test]
fn a_text_without_marks_is_read_too() {
    let text = "Déclaration d'accessibilité\nÉtat de conformité\nNon conforme\nTaux : 40 % des critères sont respectés\n";
    let read = read_text(text).unwrap();
    assert_eq!((read.state, read.rate), (Some(State::None), Some(40.0)));
}

#[test]
fn a_statement_in_english_is_read() {
    let read = read_text(
        "Accessibility statement\nCompliance status\nThis website is partially compliant with RGAA 4.1.\nAn audit carried out by Example Ltd shows that 72.5% of the criteria are met.\nThis statement was prepared on 3 March 2026.\nWrite to access@example.org\n",
    )
    .unwrap();
    assert_eq!(
        (read.state, read.rate, read.auditor.as_deref()),
        (Some(State::Partial), Some(72.5), Some("Example Ltd"))
    );
    assert!(read.has_contact && read.established.is_some());
}

proptest! {
    #[test]
    fn any_text_is_read_to_an_answer(text in "(Déclaration d'accessibilité\n)?(État de conformité\n)?[a-zé0-9 %.,:/\n]{0,400}") {
        if let Some(read) = read_text(&text) {
            prop_assert!(read.rate.is_none_or(|rate| (0.0..=100.0).contains(&rate)));
        }
        let _ = read(&parse(&text));
    }

    #[test]
    fn the_rate_that_is_written_is_the_rate_that_is_read(tenths in 0u32..=1000, other in 0u32..=100, nth in 0usize..3) {
        let said = f64::from(tenths) / 10.0;
        let written = format!("{said}").replace('.', ",");
        let rate = [
            format!("{written} % des critères RGAA sont respectés"),
            format!("{written}% des critères du RGAA version 4.1 sont respectés"),
            format!("{written}\u{a0}% des critères sont satisfaits"),
        ];
        let text = format!("Déclaration d'accessibilité\nÉtat de conformité\nLe taux moyen de conformité s'élève à {other} %.\n{}.\n", rate[nth]);
        prop_assert_eq!(read_text(&text).unwrap().rate, Some(said));
    }

    #[test]
    fn the_day_that_is_written_is_the_day_that_is_read(year in 2019i16..2035, month in 1i8..=12, day in 1i8..=28) {
        let text = format!("Déclaration d'accessibilité\nÉtat de conformité\nCette déclaration a été établie le {day:02}/{month:02}/{year}.");
        prop_assert_eq!(read_text(&text).unwrap().established, Day::new(year, month, day));
    }
}
