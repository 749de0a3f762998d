use std::collections::BTreeMap;

use super::{failed, shown, to_review};
use crate::dom::{Dom, El};
use crate::finding::{Hit, Rule};
use crate::name::{bare, by_aria, content, field_name, labels, name};

pub const RULES: &[Rule] = &[
    failed("field-without-label", "11.1.1", "11.1", without_label),
    failed("label-for-nothing", "11.1.2", "11.1", label_for_nothing),
    to_review("label-is-vague", "11.2.1", "11.2", vague),
    failed("field-label-lacks-text", "11.2.5", "11.2", label_lacks),
    to_review("placeholder-instead-of-label", "11.1.1", "11.1", placeholder),
    to_review("fields-with-same-label", "11.2.1", "11.2", same_label),
    to_review("choices-without-group", "11.5.1", "11.5", ungrouped),
    failed("group-without-legend", "11.6.1", "11.6", without_legend),
    to_review("legend-is-vague", "11.7.1", "11.7", vague_legend),
    failed("choices-group-without-name", "11.8.2", "11.8", optgroup),
    failed("button-without-name", "11.9.1", "11.9", button_without_name),
    failed("button-label-lacks-text", "11.9.2", "11.9", button_lacks),
    to_review("required-not-said", "11.10.1", "11.10", required),
    failed("purpose-of-field-is-wrong", "11.13.1", "11.13", wrong_purpose),
    to_review("purpose-of-field-not-said", "11.13.1", "11.13", purpose),
];

fn kind(el: El<'_>) -> String {
    el.attr("type").unwrap_or("text").trim().to_ascii_lowercase()
}

/// The fields that people fill in.
fn fields(dom: &Dom) -> impl Iterator<Item = El<'_>> {
    shown(dom, &["input", "select", "textarea"]).filter(|el| {
        el.name() != "input"
            || !matches!(kind(*el).as_str(), "hidden" | "submit" | "reset" | "button" | "image")
    })
}

fn without_label(dom: &Dom) -> Vec<Hit<'_>> {
    fields(dom).filter(|el| field_name(*el).is_empty()).map(Hit::of).collect()
}

fn label_for_nothing(dom: &Dom) -> Vec<Hit<'_>> {
    let pointing = shown(dom, &["label"]).filter_map(|el| Some((el, el.attr("for")?.trim())));
    let names_field = |id: &str| {
        dom.by_id(id).is_some_and(|el| {
            el.is(&["input", "select", "textarea", "button", "output", "meter", "progress"])
                || el.name().contains('-')
                || el.has("role")
                || el.has("contenteditable")
        })
    };
    pointing.filter(|(_, id)| !names_field(id)).map(|(el, id)| Hit::seeing(el, id)).collect()
}

fn vague(dom: &Dom) -> Vec<Hit<'_>> {
    const VAGUE: &[&str] = &[
        "champ",
        "champ 1",
        "champ 2",
        "texte",
        "saisie",
        "valeur",
        "label",
        "field",
        "input",
        "text",
        "value",
        "étiquette",
        "obligatoire",
        "required",
        "autre",
        "other",
        "choix",
        "choice",
        "sélectionnez",
        "select",
        "entrez",
        "enter",
        "x",
        "1",
        "2",
    ];
    let named = fields(dom).map(|el| (el, field_name(el)));
    let is_vague =
        |label: &str| VAGUE.contains(&bare(label).as_str()) || (!label.is_empty() && bare(label).is_empty());
    let is_choice = |el: &El<'_>| matches!(kind(*el).as_str(), "radio" | "checkbox");
    named
        .filter(|(el, label)| !is_choice(el) && is_vague(label))
        .map(|(el, label)| Hit::seeing(el, label))
        .collect()
}

/// The name given by `aria-label` must hold the label that is seen.
fn label_lacks(dom: &Dom) -> Vec<Hit<'_>> {
    let labelled = fields(dom).filter_map(|el| Some((el, el.says("aria-label")?)));
    let lacking = labelled.filter(|(el, label)| {
        let seen = labels(*el).into_iter().map(|one| content(one, 0)).collect::<Vec<_>>().join(" ");
        let seen = bare(&seen);
        !seen.is_empty() && !bare(label).contains(&seen)
    });
    lacking.map(|(el, label)| Hit::seeing(el, label)).collect()
}

/// A hint in the field is gone once something is typed.
fn placeholder(dom: &Dom) -> Vec<Hit<'_>> {
    let hinted = fields(dom).filter_map(|el| Some((el, el.says("placeholder")?)));
    let has_seen = |el: &El<'_>| !labels(*el).is_empty() || el.says("aria-labelledby").is_some();
    hinted.filter(|(el, _)| !has_seen(el)).map(|(el, hint)| Hit::seeing(el, hint)).collect()
}

fn same_label(dom: &Dom) -> Vec<Hit<'_>> {
    let mut known: BTreeMap<(Option<usize>, String), Vec<El<'_>>> = BTreeMap::new();
    for el in fields(dom).filter(|el| !matches!(kind(*el).as_str(), "radio" | "checkbox")) {
        // Fields of another form or group may ask the same.
        let group =
            el.ancestors().find(|one| one.is(&["fieldset", "form"]) || one.attr("role") == Some("group"));
        let around = group.map(El::key);
        known.entry((around, bare(&field_name(el)))).or_default().push(el);
    }
    let repeated = known.into_iter().filter(|((_, label), all)| !label.is_empty() && all.len() > 1);
    repeated
        .filter(|(_, all)| all.iter().any(|el| el.attr("name") != all[0].attr("name")))
        .map(|((_, label), all)| Hit::seeing(all[1], label))
        .collect()
}

fn is_grouped(el: El<'_>) -> bool {
    let role = |one: El<'_>| matches!(one.attr("role"), Some("group" | "radiogroup"));
    el.ancestors().any(|one| one.name() == "fieldset" || role(one))
}

fn ungrouped(dom: &Dom) -> Vec<Hit<'_>> {
    let mut known: BTreeMap<&str, Vec<El<'_>>> = BTreeMap::new();
    for el in fields(dom).filter(|el| kind(*el) == "radio" && !is_grouped(*el)) {
        if let Some(name) = el.says("name") {
            known.entry(name).or_default().push(el);
        }
    }
    known.into_iter().filter(|(_, all)| all.len() > 1).map(|(name, all)| Hit::seeing(all[0], name)).collect()
}

fn without_legend(dom: &Dom) -> Vec<Hit<'_>> {
    let holds_fields = |el: &El<'_>| el.inside().any(|one| one.is(&["input", "select", "textarea"]));
    let sets = shown(dom, &["fieldset"]).filter(|el| {
        let legend = el.children().find(|child| child.name() == "legend");
        let is_named = legend.is_some_and(|legend| !content(legend, 0).is_empty());
        el.attr("role").is_none_or(|role| role != "presentation" && role != "none")
            && !is_named
            && by_aria(*el).is_empty()
    });
    let by_role = dom.all().filter(|el| {
        let is_group = el.name() != "fieldset" && matches!(el.attr("role"), Some("radiogroup"));
        is_group && !el.is_hidden() && by_aria(*el).is_empty()
    });
    sets.chain(by_role).filter(holds_fields).map(Hit::of).collect()
}

fn vague_legend(dom: &Dom) -> Vec<Hit<'_>> {
    const VAGUE: &[&str] = &[
        "légende",
        "legend",
        "champs",
        "fields",
        "groupe",
        "group",
        "choix",
        "choice",
        "options",
        "formulaire",
        "form",
    ];
    let legends = shown(dom, &["legend"]).map(|el| (el, el.text()));
    legends
        .filter(|(_, text)| VAGUE.contains(&bare(text).as_str()))
        .map(|(el, text)| Hit::seeing(el, text))
        .collect()
}

fn optgroup(dom: &Dom) -> Vec<Hit<'_>> {
    shown(dom, &["optgroup"]).filter(|el| el.says("label").is_none()).map(Hit::of).collect()
}

fn buttons(dom: &Dom) -> impl Iterator<Item = El<'_>> {
    let is_button = |el: &El<'_>| match el.name() {
        "button" => el.attr("role").is_none_or(|role| role == "button"),
        "input" => matches!(kind(*el).as_str(), "submit" | "reset" | "button"),
        _ => el.attr("role") == Some("button"),
    };
    dom.all().filter(move |el| is_button(el) && !el.is_hidden())
}

fn button_without_name(dom: &Dom) -> Vec<Hit<'_>> {
    buttons(dom).filter(|el| name(*el).is_empty()).map(Hit::of).collect()
}

fn button_lacks(dom: &Dom) -> Vec<Hit<'_>> {
    let labelled = buttons(dom).filter_map(|el| Some((el, el.says("aria-label")?)));
    let lacking = labelled.filter(|(el, label)| {
        let seen =
            if el.name() == "input" { bare(el.attr("value").unwrap_or("")) } else { bare(&content(*el, 0)) };
        seen.chars().filter(|c| c.is_alphabetic()).count() > 1 && !bare(label).contains(&seen)
    });
    lacking.map(|(el, label)| Hit::seeing(el, label)).collect()
}

/// A field that must be filled in says so in words, not by a star that nothing explains.
fn required(dom: &Dom) -> Vec<Hit<'_>> {
    const SAID: &[&str] =
        &["obligatoire", "requis", "required", "mandatory", "facultatif", "optional", "optionnel"];
    let body = dom.named("body").next().map(|el| el.text().to_lowercase()).unwrap_or_default();
    let is_explained = SAID.iter().any(|word| body.contains(word));
    let must = |el: &El<'_>| el.has("required") || el.attr("aria-required") == Some("true");
    if is_explained {
        return Vec::new();
    }
    fields(dom).find(must).map(Hit::of).into_iter().collect()
}

/// The purposes of fields that HTML knows (`autocomplete`).
const PURPOSES: &[&str] = &[
    "name",
    "honorific-prefix",
    "given-name",
    "additional-name",
    "family-name",
    "honorific-suffix",
    "nickname",
    "organization-title",
    "username",
    "new-password",
    "current-password",
    "one-time-code",
    "organization",
    "street-address",
    "address-line1",
    "address-line2",
    "address-line3",
    "address-level4",
    "address-level3",
    "address-level2",
    "address-level1",
    "country",
    "country-name",
    "postal-code",
    "cc-name",
    "cc-given-name",
    "cc-additional-name",
    "cc-family-name",
    "cc-number",
    "cc-exp",
    "cc-exp-month",
    "cc-exp-year",
    "cc-csc",
    "cc-type",
    "transaction-currency",
    "transaction-amount",
    "language",
    "bday",
    "bday-day",
    "bday-month",
    "bday-year",
    "sex",
    "url",
    "photo",
    "tel",
    "tel-country-code",
    "tel-national",
    "tel-area-code",
    "tel-local",
    "tel-local-prefix",
    "tel-local-suffix",
    "tel-extension",
    "email",
    "impp",
    "on",
    "off",
    "shipping",
    "billing",
    "home",
    "work",
    "mobile",
    "fax",
    "pager",
    "webauthn",
];

fn wrong_purpose(dom: &Dom) -> Vec<Hit<'_>> {
    let stated = fields(dom).filter_map(|el| Some((el, el.says("autocomplete")?)));
    let is_known =
        |word: &str| word.starts_with("section-") || PURPOSES.contains(&word.to_ascii_lowercase().as_str());
    stated
        .filter(|(_, words)| !words.split_whitespace().all(is_known))
        .map(|(el, words)| Hit::seeing(el, words))
        .collect()
}

/// Fields about the person herself, by their label, that do not say so.
fn purpose(dom: &Dom) -> Vec<Hit<'_>> {
    const OWN: &[(&str, &[&str])] = &[
        (
            "email",
            &[
                "adresse électronique",
                "adresse e mail",
                "adresse email",
                "adresse mail",
                "courriel",
                "e mail",
                "email",
                "votre adresse électronique",
                "votre courriel",
                "email address",
                "e mail address",
                "your email",
            ],
        ),
        (
            "family-name",
            &[
                "nom de famille",
                "nom de naissance",
                "votre nom",
                "nom d usage",
                "last name",
                "family name",
                "surname",
            ],
        ),
        ("given-name", &["prénom", "prénoms", "votre prénom", "first name", "given name"]),
        (
            "tel",
            &[
                "téléphone",
                "numéro de téléphone",
                "votre numéro de téléphone",
                "téléphone portable",
                "phone",
                "phone number",
                "telephone number",
                "mobile phone",
            ],
        ),
        ("postal-code", &["code postal", "postal code", "postcode", "zip code"]),
        ("bday", &["date de naissance", "votre date de naissance", "date of birth"]),
        ("street-address", &["adresse postale", "votre adresse postale", "street address"]),
    ];
    let asked = |el: &El<'_>| {
        let label = bare(
            &field_name(*el)
                .replace('*', "")
                .to_lowercase()
                .replace("(obligatoire)", "")
                .replace("(facultatif)", ""),
        );
        OWN.iter().find(|(_, labels)| labels.contains(&label.as_str())).map(|(purpose, _)| *purpose)
    };
    let free = fields(dom).filter(|el| {
        el.name() == "input"
            && matches!(kind(*el).as_str(), "text" | "email" | "tel" | "date")
            && el.says("autocomplete").is_none()
    });
    free.filter_map(|el| Some(Hit::seeing(el, asked(&el)?))).collect()
}
