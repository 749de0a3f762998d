//! What a procedure's page shows of the services that the State gives to all: signing in, giving an opinion, doing
//! otherwise than on a screen.

use regex::Regex;
use schemars::JsonSchema;
use serde::Serialize;
use std::sync::LazyLock;

use crate::dom::{Dom, El};
use crate::name::name;
use crate::words::{fold, pattern, tidy};

parvis_kernel::text_enum! {
    /// Signing in by an identity of the State.
    pub enum SignIn {
        FranceConnect = "franceconnect",
        FranceConnectPlus = "franceconnect_plus",
        /// For agents and businesses (formerly AgentConnect).
        ProConnect = "proconnect",
    }
}

parvis_kernel::text_enum! {
    /// A way to do the same without a screen.
    pub enum OtherWay {
        Phone = "phone",
        Counter = "counter",
        Post = "post",
        /// A France Services house, a digital adviser, a helper.
        Help = "help",
        /// A form of paper (Cerfa).
        Paper = "paper",
        /// The page says that there is one, not which.
        Said = "said",
    }
}

/// Services shown on a page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Marks {
    pub sign_in: Vec<SignIn>,
    /// Where the button for opinions leads; none without one.
    pub feedback: Option<String>,
    pub other_ways: Vec<OtherWay>,
}

/// Elements and lines of a page that are looked at.
const MOST: usize = 20_000;

/// What a page shows.
pub fn find(dom: &Dom) -> Marks {
    let mut marks = Marks::default();
    let doors =
        dom.all().filter(|el| el.is(&["a", "button", "form", "input", "img", "iframe"]) && !el.is_hidden());
    for el in doors.take(MOST) {
        let to = fold(el.says("href").or_else(|| el.says("action")).or_else(|| el.says("src")).unwrap_or(""));
        if let Some(way) = sign_in(el, &to).filter(|way| !marks.sign_in.contains(way)) {
            marks.sign_in.push(way);
        }
        if marks.feedback.is_none() && el.name() != "img" && is_feedback(el, &to) {
            marks.feedback = el.says("href").or_else(|| el.says("src")).map(str::to_owned);
        }
    }
    for line in dom.lines().iter().take(MOST).filter(|line| line.text.len() < 2_000) {
        let low = fold(line.text);
        marks.other_ways.extend(other_ways(&low));
    }
    marks.sign_in.sort_unstable();
    marks.other_ways.sort_unstable();
    marks.other_ways.dedup();
    marks
}

/// By the address it leads to, the class of the official button, or what it is called.
fn sign_in(el: El<'_>, to: &str) -> Option<SignIn> {
    let class = fold(el.attr("class").unwrap_or(""));
    let host = host(to);
    // A page about the service is not a way through it.
    let is_about = matches!(
        host,
        "franceconnect.gouv.fr"
            | "www.franceconnect.gouv.fr"
            | "www.proconnect.gouv.fr"
            | "proconnect.gouv.fr"
    ) && !to.contains("/api/");
    if is_about {
        return None;
    }
    let is_door = el.is(&["a", "button", "form", "input"]);
    if host.ends_with("franceconnect.gouv.fr") && is_door {
        return Some(
            if host.starts_with("auth.")
                || to.contains("acr_values=eidas2")
                || to.contains("acr_values=eidas3")
            {
                SignIn::FranceConnectPlus
            } else {
                SignIn::FranceConnect
            },
        );
    }
    if (host.ends_with("proconnect.gouv.fr") || host.ends_with("agentconnect.gouv.fr")) && is_door {
        return Some(SignIn::ProConnect);
    }
    if class
        .split(' ')
        .any(|one| matches!(one, "fr-connect" | "fr-btn--franceconnect" | "franceconnect-button"))
    {
        return Some(if class.contains("fr-connect--plus") {
            SignIn::FranceConnectPlus
        } else {
            of_name(el).unwrap_or(SignIn::FranceConnect)
        });
    }
    if class.contains("proconnect-button") || class.contains("agentconnect-button") {
        return Some(SignIn::ProConnect);
    }
    (is_door && el.name() != "form").then(|| of_name(el)).flatten()
}

/// "S'identifier avec FranceConnect": a verb, or the name alone.
fn of_name(el: El<'_>) -> Option<SignIn> {
    static DOOR: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:.{0,60}\b(?:identifi|connect|authentifi|continuer|acceder|utiliser|sign in|log in|login|continue)[a-z]*\b[^.]{0,30}\b(?:avec|via|par|with|using)\b ?)?(?:le bouton )?(?P<who>france ?connect ?(?P<plus>\+|plus)?|pro ?connect|agent ?connect)(?: ?(?:\(.{0,40}\)|- .{0,40}))?$",
        )
    });
    let text = fold(&tidy(&name(el)));
    let found = DOOR.captures(text.get(..200).unwrap_or(&text))?;
    let who = found.name("who").map_or("", |who| who.as_str());
    Some(match () {
        () if !who.starts_with("france") => SignIn::ProConnect,
        () if found.name("plus").is_some() => SignIn::FranceConnectPlus,
        () => SignIn::FranceConnect,
    })
}

fn host(to: &str) -> &str {
    let rest =
        to.strip_prefix("https://").or_else(|| to.strip_prefix("http://")).or_else(|| to.strip_prefix("//"));
    rest.map_or("", |rest| rest.split(['/', '?', '#', ':']).next().unwrap_or(""))
}

/// The national button's addresses, an own survey's (`/avis/CODE`, the former `/Demarches/…?button=…`), or its words.
fn is_feedback(el: El<'_>, to: &str) -> bool {
    const HOSTS: &[&str] =
        &["jedonnemonavis.numerique.gouv.fr", "voxusagers.numerique.gouv.fr", "monavis.numerique.gouv.fr"];
    if !el.is(&["a", "iframe"]) || to.is_empty() {
        return false;
    }
    let text = fold(&tidy(&name(el)));
    let is_survey = (to.contains("/demarches/") && to.contains("button=")) || to.contains("/avis/");
    let says = [
        "je donne mon avis",
        "donner mon avis",
        "donnez votre avis",
        "donner votre avis",
        "que pensez-vous de cette",
        "give feedback",
        "give your feedback",
        "give my opinion",
    ];
    HOSTS.contains(&host(to))
        || (text.len() < 120 && says.iter().any(|one| text.contains(one)))
            && (is_survey || !to.starts_with('#'))
}

/// Ways that a folded line names, when it is about doing the procedure otherwise.
fn other_ways(line: &str) -> Vec<OtherWay> {
    static ASKED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"ne (?:pouvez|souhaitez|voulez|parvenez|reussissez|savez)(?:-vous)? pas[^.?]{0,60}(?:en ligne|par internet|demarche|ordinateur)|(?:sans|pas d') ?(?:acces (?:a )?)?internet|autres? (?:moyens?|facons?|manieres?|possibilites?|modalites?)[^.]{0,60}(?:demarche|demande|effectuer|faire|proceder)|faire autrement qu'en ligne|autrement qu'en ligne|difficultes? (?:avec|a utiliser) (?:internet|le numerique|cette demarche|les outils)|other ways to (?:apply|do|contact|make)|if you (?:cannot|can't|are unable to)[^.]{0,40}online|(?:apply|do it|applying) (?:by post|in person|by phone)",
        )
    });
    static WAYS: LazyLock<[(OtherWay, Regex); 5]> = LazyLock::new(|| {
        [
            (OtherWay::Phone, pattern(r"\b(?:par telephone|appelez|telephonez|by (?:tele)?phone)\b")),
            (
                OtherWay::Counter,
                pattern(
                    r"\b(?:au guichet|sur place|a l'accueil (?:de|du)|a la mairie|en mairie|en prefecture|au centre des finances|dans (?:une|votre) (?:agence|mairie|prefecture|caf)|in person|at (?:the|a) (?:counter|office))\b",
                ),
            ),
            (OtherWay::Post, pattern(r"\b(?:par courrier|par voie postale|par la poste|by post|by mail)\b")),
            (
                OtherWay::Help,
                pattern(
                    r"\b(?:france services|maison de services|conseillere?s? numeriques?|point numerique|espace public numerique|aidants connect|accompagnement (?:numerique|a la demarche))\b",
                ),
            ),
            (
                OtherWay::Paper,
                pattern(
                    r"\b(?:formulaire papier|version papier|dossier papier|imprimer (?:le|ce|un) formulaire|cerfa|paper form)\b",
                ),
            ),
        ]
    });
    // In a line, the ways said of doing it; without the question, only two in one sentence make an offer of another way.
    let is_asked = ASKED.is_match(line);
    let named: Vec<OtherWay> =
        WAYS.iter().filter(|(_, way)| way.is_match(line)).map(|(way, _)| *way).collect();
    let offers = line.contains("en ligne")
        || line.contains("vous pouvez")
        || line.contains("demarche")
        || line.contains("online");
    match (is_asked, named.is_empty()) {
        (true, true) => vec![OtherWay::Said],
        (true, false) => named,
        (false, _) if offers || named.contains(&OtherWay::Help) || named.contains(&OtherWay::Paper) => named,
        (false, _) => Vec::new(),
    }
}

crate::finding::schema_of_texts!(SignIn);
crate::finding::schema_of_texts!(OtherWay);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dom::parse;

    #[test]
    fn signing_in_is_seen_and_pages_about_it_are_not() {
        for (page, want) in [
            (
                "<a href='https://app.franceconnect.gouv.fr/api/v1/authorize?x=1'><img alt='S’identifier avec FranceConnect'></a>",
                Some(SignIn::FranceConnect),
            ),
            (
                "<button class=fr-connect><span>S’identifier avec</span> <span>FranceConnect</span></button>",
                Some(SignIn::FranceConnect),
            ),
            (
                "<button class='fr-connect fr-connect--plus'>S’identifier avec FranceConnect+</button>",
                Some(SignIn::FranceConnectPlus),
            ),
            ("<a href=/login>Se connecter avec FranceConnect +</a>", Some(SignIn::FranceConnectPlus)),
            (
                "<button class=proconnect-button><span class=proconnect-sr-only>S'identifier avec ProConnect</span></button>",
                Some(SignIn::ProConnect),
            ),
            ("<a href=/l>S'identifier avec AgentConnect</a>", Some(SignIn::ProConnect)),
            (
                "<form action='https://fcp.integ01.dev-franceconnect.fr/x'><button>FranceConnect</button></form>",
                Some(SignIn::FranceConnect),
            ),
            ("<a href='https://franceconnect.gouv.fr/'>Qu’est-ce que FranceConnect ?</a>", None),
            ("<p>Vous pourrez vous identifier avec FranceConnect.</p>", None),
            ("<a href=/x>Actualités : FranceConnect fait peau neuve</a>", None),
        ] {
            assert_eq!(find(&parse(page)).sign_in.first().copied(), want, "{page}");
        }
    }

    #[test]
    fn the_button_for_opinions_is_seen() {
        for (page, want) in [
            (
                "<a href='https://jedonnemonavis.numerique.gouv.fr/Demarches/1?button=2'><img src=x alt='Je donne mon avis'></a>",
                true,
            ),
            ("<a href='https://voxusagers.numerique.gouv.fr/Demarches/1'><img src=x></a>", true),
            ("<a href='https://parvis.exemple.fr/avis/abc'>Je donne mon avis</a>", true),
            ("<a href=/avis/imposition>Votre avis d’imposition</a>", false),
            ("<p>Je donne mon avis</p>", false),
        ] {
            assert_eq!(find(&parse(page)).feedback.is_some(), want, "{page}");
        }
    }

    #[test]
    fn other_ways_are_told_from_mere_words() {
        for (text, want) in [
            (
                "Vous ne pouvez pas faire la démarche en ligne ? Appelez le 3939 ou venez au guichet.",
                vec![OtherWay::Phone, OtherWay::Counter],
            ),
            (
                "Vous pouvez la faire en ligne, à la mairie ou par courrier.",
                vec![OtherWay::Counter, OtherWay::Post],
            ),
            ("Pas d’accès à Internet ?", vec![OtherWay::Said]),
            ("Trouvez une maison France Services près de chez vous.", vec![OtherWay::Help]),
            ("Formulaire papier : Cerfa n° 12100", vec![OtherWay::Paper]),
            ("If you cannot apply online, apply by post.", vec![OtherWay::Post]),
            ("La décision vous est envoyée par courrier.", vec![]),
        ] {
            assert_eq!(find(&parse(&format!("<p>{text}</p>"))).other_ways, want, "{text}");
        }
    }
}
