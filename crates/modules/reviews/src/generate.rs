//! Opinions that nobody gave, to measure with: as many as a country gives, as unevenly, the same for one seed.

use parvis_kernel::{Day, FixedClock, Id, Rng, Timestamp};
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use crate::answers::{Answers, Help, Reached};
use crate::model::{Opinion, Rule};
use crate::survey::{Channel, Contact, Face, Helper, Mark, Tongue};

/// What is generated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plan {
    pub opinions: u64,
    pub services: usize,
    /// The last day.
    pub until: Day,
    /// Whole months before it, 1–36.
    pub months: i32,
    pub seed: u64,
}

/// Share of the largest service, as in the country's (`facts`: 2,000 services).
const LARGEST: f64 = 0.15;

/// Up to which share of all opinions each service reaches, the largest first: 15 % for the first, then ever less
/// (Zipf), so that most services have few.
pub fn reaches(services: usize) -> Vec<f64> {
    let rest: Vec<f64> = (1..services).map(|n| 1.0 / (n as f64 + 4.0)).collect();
    let whole: f64 = rest.iter().sum();
    let first = if services > 1 { LARGEST } else { 1.0 };
    let mut reached = first;
    let others = rest.iter().map(|one| {
        reached += one / whole * (1.0 - first);
        reached
    });
    std::iter::once(first).chain(others).collect()
}

/// Chance, in whole numbers.
pub struct Dice<'r>(pub &'r dyn Rng);

impl Dice<'_> {
    /// From 0 to `n` − 1.
    pub fn below(&self, n: u64) -> u64 {
        let mut bytes = [0; 8];
        self.0.fill(&mut bytes);
        u64::from_le_bytes(bytes) % n.max(1)
    }

    /// So many times in a hundred.
    pub fn percent(&self, n: u64) -> bool {
        self.below(100) < n
    }

    pub fn one<'a, T>(&self, all: &'a [T]) -> &'a T {
        &all[usize::try_from(self.below(all.len() as u64)).unwrap_or(0)]
    }

    /// A number from 0 to 1, 1 not reached.
    pub fn share(&self) -> f64 {
        self.below(1 << 52) as f64 / (1_u64 << 52) as f64
    }

    /// A mark whose mean is about that of a face.
    fn mark(&self, face: Face) -> Mark {
        let middle = match face {
            Face::Bad => 1,
            Face::Medium => 2,
            Face::Good => 4,
        };
        let shift = self.below(3);
        let at = (middle + shift).saturating_sub(1).min(4);
        Mark::ALL[usize::try_from(at).unwrap_or(2)]
    }
}

/// How many opinions come on a day of the plan: fewer at week-ends, and all of them on all days together.
pub fn per_day(plan: &Plan) -> Vec<(Day, u64)> {
    let first = plan.until.plus_months(-plan.months);
    let day = Duration::from_secs(86_400);
    let mut days = Vec::new();
    let mut at = first.start().plus(day);
    while at.day() <= plan.until {
        let number = at.micros().div_euclid(86_400_000_000);
        // 1 January 1970 was a Thursday.
        days.push((at.day(), if matches!(number.rem_euclid(7), 2 | 3) { 4_u64 } else { 10 }));
        at = at.plus(day);
    }
    let whole: u64 = days.iter().map(|(_, weight)| weight).sum::<u64>().max(1);
    let (mut weighed, mut given) = (0, 0);
    days.into_iter()
        .map(|(day, weight)| {
            weighed += weight;
            let reached = u64::try_from(u128::from(plan.opinions) * u128::from(weighed) / u128::from(whole));
            let n = reached.unwrap_or(u64::MAX) - given;
            given += n;
            (day, n)
        })
        .collect()
}

/// A survey and the two of its buttons that opinions come by.
#[derive(Debug, Clone, Copy)]
pub struct Source {
    pub form: Id,
    pub done: Id,
    pub gave_up: Id,
}

fn answers(dice: &Dice<'_>, is_done: bool) -> Answers {
    let face = match (dice.below(100), is_done) {
        (0..13, true) | (0..60, false) => Face::Bad,
        (13..29, true) | (60..85, false) => Face::Medium,
        _ => Face::Good,
    };
    let mut all = Answers::new(face);
    all.clarity = dice.percent(90).then(|| dice.mark(face));
    all.help = dice.percent(88).then(|| {
        if dice.percent(if face == Face::Good { 85 } else { 45 }) {
            return Help::NotNeeded;
        }
        let mut contacts = BTreeMap::new();
        if dice.percent(80) {
            let reached = match dice.below(100) {
                0..15 => None,
                15..45 => Some(Reached::No),
                _ => Some(Reached::Yes(dice.percent(90).then(|| dice.mark(face)))),
            };
            contacts.insert(*dice.one(Contact::ALL), reached);
        }
        let mut helpers = BTreeSet::new();
        if contacts.is_empty() || dice.percent(30) {
            helpers.insert(*dice.one(Helper::ALL));
        }
        Help::Sought { contacts, helpers }
    });
    all
}

const PARTS: [[&str; 12]; 4] = [
    [
        "Je n'arrive pas à me connecter",
        "La page reste blanche",
        "Très simple et rapide",
        "Merci pour ce service",
        "Impossible de joindre quelqu'un au téléphone",
        "Le site m'a déconnecté avant la fin",
        "Démarche claire",
        "J'ai dû recommencer trois fois",
        "On me demande un document que vous avez déjà",
        "Le bouton pour valider est introuvable",
        "Ma demande est bloquée depuis deux mois",
        "Tout s'est bien passé",
    ],
    [
        "sur mon téléphone",
        "depuis mon ordinateur",
        "avec FranceConnect",
        "au moment du paiement",
        "à l'étape des pièces justificatives",
        "pour ma carte grise",
        "pour mes parents âgés",
        "malgré plusieurs essais",
        "après la mise à jour",
        "en fin de mois",
        "pour un changement d'adresse",
        "avec un lecteur d'écran",
    ],
    [
        "et personne ne répond aux messages",
        "et le délai annoncé n'est pas tenu",
        "et les explications sont claires",
        "et le formulaire efface tout",
        "et je ne comprends pas les mots employés",
        "et le fichier est refusé sans raison",
        "et l'agent au guichet a été très aimable",
        "et le rendez-vous est dans six mois",
        "et le code par texto n'arrive jamais",
        "et j'ai reçu la réponse le lendemain",
        "et la photo n'est jamais acceptée",
        "et c'est bien mieux qu'avant",
    ],
    [
        "Que faire ?",
        "Merci d'avance.",
        "C'est décourageant.",
        "Bravo à l'équipe.",
        "Une confirmation par courriel serait utile.",
        "Il manque une aide en ligne.",
        "Pourquoi ne pas garder mes informations ?",
        "Je préfère encore le papier.",
        "Le numéro indiqué est payant.",
        "Continuez ainsi.",
        "Il faudrait un bouton pour revenir en arrière.",
        "La police est trop petite.",
    ],
];

fn comment(dice: &Dice<'_>) -> String {
    let [start, middle, end, last] = PARTS.each_ref().map(|part| *dice.one(part));
    match dice.below(4) {
        0 => format!("{start}."),
        1 => format!("{start} {middle}."),
        2 => format!("{start} {middle} {end}."),
        _ => format!("{start} {middle} {end}. {last} (dossier {})", dice.below(900_000) + 100_000),
    }
}

/// One opinion of a source, on a day.
pub fn opinion(dice: &Dice<'_>, source: &Source, day: Day) -> Opinion {
    let is_done = dice.percent(92);
    let since = Duration::from_micros(dice.below(61_200_000_000) + 21_600_000_000);
    let created_at: Timestamp = day.start().plus(since);
    let mut page = [0; 32];
    dice.0.fill(&mut page);
    let channel = match dice.below(100) {
        0..94 => Channel::Web,
        _ => *dice.one(Channel::ALL),
    };
    let tongue = match dice.below(100) {
        0..95 => Tongue::French,
        _ => *dice.one(Tongue::ALL),
    };
    Opinion {
        id: Id::new(&FixedClock(created_at), dice.0),
        form: source.form,
        button: if is_done { source.done } else { source.gave_up },
        version: 1,
        page: data_encoding::HEXLOWER.encode(&page),
        revision: 1,
        created_at,
        updated_at: created_at,
        channel,
        tongue,
        aside: (dice.below(1_000) < 4).then_some(Rule::Burst),
        answers: answers(dice, is_done),
        verbatim: dice.percent(26).then(|| comment(dice)),
        other: None,
        texts: BTreeMap::new(),
        entered_by: None,
        crowd: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use parvis_kernel::SeededRng;

    fn plan(opinions: u64) -> Plan {
        Plan { opinions, services: 2_000, until: "2026-10-31".parse().unwrap(), months: 24, seed: 1 }
    }

    #[test]
    fn every_opinion_falls_on_a_day_and_none_twice() {
        for opinions in [0, 1, 7, 1_000_003] {
            let days = per_day(&plan(opinions));
            assert_eq!(days.iter().map(|(_, n)| n).sum::<u64>(), opinions);
            assert_eq!(days[0].0, "2024-11-01".parse().unwrap());
            assert_eq!(days.last().unwrap().0, "2026-10-31".parse().unwrap());
        }
    }

    #[test]
    fn the_largest_service_holds_15_percent_and_the_last_nearly_nothing() {
        let all = reaches(2_000);
        assert!((all[0] - 0.15).abs() < 1e-9 && (all[1_999] - 1.0).abs() < 1e-9);
        assert!(all.is_sorted() && all[1_999] - all[1_998] < 0.000_2);
        assert_eq!(reaches(1), [1.0]);
    }

    #[test]
    fn one_seed_gives_the_same_opinions_of_about_3_answers_each() {
        let id = Id::from_bytes([7; 16]);
        let source = Source { form: id, done: id, gave_up: id };
        let some = |seed| -> Vec<Opinion> {
            let rng = SeededRng::new(seed);
            (0..2_000).map(|_| opinion(&Dice(&rng), &source, "2026-03-01".parse().unwrap())).collect()
        };
        assert_eq!(some(3), some(3));
        assert_ne!(some(3), some(4));
        // Rows of the existing service: one for each option chosen.
        let rows = |one: &Opinion| {
            let counted = ["opinion", "help"];
            let chosen = one.answers.options().into_iter().filter(|o| !counted.contains(&o.as_str())).count();
            chosen + usize::from(one.verbatim.is_some())
        };
        let mean = some(5).iter().map(rows).sum::<usize>() as f64 / 2_000.0;
        assert!((3.2..3.6).contains(&mean), "{mean}");
    }
}
