use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::cue::pattern;
use super::plain::Plain;

/// Domains of national administrations, whose shared mailboxes are no personal data.
const PUBLIC: [&str; 12] = [
    "gouv.fr",
    "service-public.fr",
    "assurance-maladie.fr",
    "ameli.fr",
    "caf.fr",
    "cnaf.fr",
    "msa.fr",
    "urssaf.fr",
    "francetravail.fr",
    "france-travail.fr",
    "lassuranceretraite.fr",
    "defenseurdesdroits.fr",
];

/// E-mail addresses, with spaces around the sign, or spelled: `nom (arobase) domaine point fr`, `nom [at] domaine.fr`.
/// Not the shared mailboxes of administrations (`contact@interieur.gouv.fr`): an agent's own address is personal.
pub fn find(plain: &Plain) -> Vec<Range<usize>> {
    static WRITTEN: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"[a-z0-9](?:[a-z0-9._%+'-]{0,62}[a-z0-9_+-])?(?:@| ?@ ?)(?:[a-z0-9-]{1,63}\.){1,6}[a-z]{2,24}",
        )
    });
    static SPELLED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"[a-z0-9][a-z0-9._+-]{0,62}(?: (?:point|tiret|underscore) [a-z0-9._+-]{1,63}){0,4}",
            r"(?: ?[\[({<] ?(?:arobase?|arobas|at|@) ?[\])}>] ?| (?:arobase?|arobas|a commercial|at) )",
            r"[a-z0-9][a-z0-9-]{0,62}",
            r"(?:(?:\.| ?[\[({<] ?(?:point|dot|\.) ?[\])}>] ?| (?:point|dot) )[a-z0-9-]{1,63}){0,3}",
            r"(?:\.| ?[\[({<] ?(?:point|dot|\.) ?[\])}>] ?| (?:point|dot) )(?:fr|com|net|org|eu|be|ch|lu|re|info)\b",
        ))
    });
    let of = |regex: &Regex| regex.find_iter(plain.text()).map(|found| found.range()).collect::<Vec<_>>();
    let written = of(&WRITTEN).into_iter().filter(|range| !is_shared(&plain.text()[range.clone()]));
    let spelled = of(&SPELLED);
    let apart = |range: &Range<usize>| spelled.iter().all(|s| range.end <= s.start || s.end <= range.start);
    let mut found: Vec<Range<usize>> = written.filter(apart).collect();
    found.extend(spelled.iter().cloned());
    found.sort_by_key(|range| range.start);
    found
}

/// Whether an address is a mailbox that an administration shares.
fn is_shared(address: &str) -> bool {
    static ROLE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:contact|accueil|info|infos|no-?reply|ne-?pas-?repondre|support|assistance|service|secretariat|webmaster|dpo|presse|courrier|courriel|communication|reclamation|prefecture|mairie|sip|sie|pref)(?:[._-][a-z0-9._-]*)?$",
        )
    });
    address.split_once('@').is_some_and(|(mailbox, domain)| {
        let public = PUBLIC.iter().any(|name| {
            domain.strip_suffix(name).is_some_and(|under| under.is_empty() || under.ends_with('.'))
        });
        public && ROLE.is_match(mailbox)
    })
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::masking::plain::Plain;

    #[test]
    fn addresses() {
        for (text, want) in [
            ("<jeanne.martin+a@example.fr>.", Some("jeanne.martin+a@example.fr")),
            ("jeanne @ example.fr", Some("jeanne @ example.fr")),
            ("jeanne arobase example point fr merci", Some("jeanne arobase example point fr")),
            ("jeanne[at]mail.example[dot]com", Some("jeanne[at]mail.example[dot]com")),
            ("jeanne.martin@interieur.gouv.fr", Some("jeanne.martin@interieur.gouv.fr")),
            ("contact@interieur.gouv.fr", None),
            ("contact@interieur.gouv.fr.example.com", Some("contact@interieur.gouv.fr.example.com")),
            ("le signe @ dans le mot de passe", None),
            ("pas d'arobase ni de point", None),
            ("paquet@1.2.3", None),
        ] {
            let found = find(&Plain::new(text));
            assert_eq!(found.first().map(|range| &text[range.clone()]), want, "{text}");
        }
    }
}
