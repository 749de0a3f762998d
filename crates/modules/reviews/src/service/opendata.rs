//! The yearly open data: answers per procedure, month, channel and option, of nobody in particular
//! (`docs/reviews-opendata.md` is the dictionary).

use parvis_accounts::AccountsError;
use parvis_catalog::by_id;
use parvis_db::Db;
use parvis_export::{Cell, Kind};
use parvis_kernel::{Id, Month, Timestamp};
use std::collections::BTreeMap;

use crate::disclose::{K, hidden};
use crate::score::Counts;
use crate::store::public::{self, Cell as Count};
use crate::survey::{Channel, Contact, Face, Mark};

/// The licence of the file.
pub const LICENCE: &str =
    "Licence Ouverte / Open Licence 2.0 (Etalab), https://www.etalab.gouv.fr/licence-ouverte-open-licence/";

/// Name, kind and meaning of each column: they never change, new ones come at the end.
pub const COLUMNS: &[(&str, Kind, &str)] = &[
    ("procedure", Kind::Text, "Public identity of the procedure"),
    ("month", Kind::Text, "Month, YYYY-MM"),
    ("channel", Kind::Text, "web, phone, counter, paper or helper"),
    ("question", Kind::Text, "opinion, satisfaction, clarity, help, reached, quality or comment"),
    (
        "option",
        Kind::Text,
        "Option of the question; for reached and quality, after the way to the administration",
    ),
    ("n", Kind::Integer, "Opinions that chose it, 10 or more"),
];

/// Whether a year can be published: it is over.
pub fn is_over(year: i16, now: Timestamp) -> bool {
    (2000..now.day().month().year()).contains(&year)
}

/// The rows of a year, procedure after procedure.
pub struct Year {
    from: Month,
    until: Month,
    rest: std::vec::IntoIter<Id>,
}

impl Year {
    /// # Errors
    /// [`AccountsError::NotFound`] for a year that is not over; the database's own.
    pub fn new(db: &mut Db, year: i16, now: Timestamp) -> Result<Self, AccountsError> {
        let months = Month::new(year, 1).zip(Month::new(year, 12)).filter(|_| is_over(year, now));
        let (from, until) = months.ok_or(AccountsError::NotFound)?;
        Ok(Self { from, until, rest: public::procedures(db)?.into_iter() })
    }

    /// The rows of the next procedure, perhaps none; `None` after the last.
    ///
    /// # Errors
    /// The database's own.
    pub fn next(&mut self, db: &mut Db) -> Result<Option<Vec<Vec<Cell>>>, AccountsError> {
        let Some(procedure) = self.rest.next() else { return Ok(None) };
        let forms = public::forms_of(db, procedure)?;
        let counts = public::months(db, &forms, self.from, self.until)?;
        let Some(procedure) = by_id(db, procedure)? else { return Ok(Some(Vec::new())) };
        let rows = told(&counts).into_iter().map(|(month, channel, option, n)| {
            let (question, option) = option.split_once('.').unwrap_or((option.as_str(), ""));
            let text = |text: &str| Cell::Text(text.to_owned());
            vec![
                text(&procedure.slug),
                text(&month.to_string()),
                text(channel.as_str()),
                text(question),
                if option.is_empty() { Cell::Empty } else { text(option) },
                Cell::Integer(i64::try_from(n).unwrap_or(i64::MAX)),
            ]
        });
        Ok(Some(rows.collect()))
    }
}

/// A cell of a procedure's year.
type At = (Month, Channel);

/// What may be told of a procedure's counts: months and channels that hide no few, then options that hide none either.
fn told(counts: &[Count]) -> Vec<(Month, Channel, String, u64)> {
    let mut cells: BTreeMap<At, Vec<(String, u64)>> = BTreeMap::new();
    for one in counts {
        cells.entry((one.month, one.channel)).or_default().push((one.choice.clone(), one.n));
    }
    let cells: BTreeMap<_, Counts> = cells.into_iter().map(|(at, own)| (at, Counts::new(own))).collect();
    let shown = shown(&cells.iter().map(|(at, own)| (*at, own.opinions())).collect());
    let mut all = Vec::new();
    for ((month, channel), own) in cells.iter().filter(|(at, _)| shown.contains_key(at)) {
        let options = options(own).into_iter().map(|(option, n)| (*month, *channel, option, n));
        all.extend(options);
    }
    all
}

/// The cells of a table whose rows and columns have known sums: those that are few are left out, with what tells them.
fn shown(all: &BTreeMap<At, u64>) -> BTreeMap<At, u64> {
    let mut shown = all.clone();
    loop {
        let before = shown.len();
        let lines: [fn(&At) -> i32; 2] = [|at| at.0.index(), |at| at.1 as i32];
        for line in lines {
            let mut groups: BTreeMap<i32, Vec<At>> = BTreeMap::new();
            for at in all.keys() {
                groups.entry(line(at)).or_default().push(*at);
            }
            for group in groups.values() {
                leave_out(all, &mut shown, group);
            }
        }
        if shown.len() == before {
            return shown;
        }
    }
}

/// Leaves out of one line what is few, then the smallest others until what is left out is of two cells and [`K`] people.
fn leave_out<A: Copy + Ord>(all: &BTreeMap<A, u64>, shown: &mut BTreeMap<A, u64>, line: &[A]) {
    shown.retain(|at, n| !(line.contains(at) && *n < K));
    loop {
        let out: Vec<u64> =
            line.iter().filter(|at| !shown.contains_key(at)).map(|at| all[at]).filter(|n| *n > 0).collect();
        if out.is_empty() || (out.len() >= 2 && out.iter().sum::<u64>() >= K) {
            return;
        }
        let smallest = line.iter().filter(|at| shown.contains_key(at)).min_by_key(|at| all[at]);
        match smallest {
            Some(at) => shown.remove(at),
            None => return,
        };
    }
}

/// The options that may be told of a cell that may.
fn options(counts: &Counts) -> Vec<(String, u64)> {
    let opinions = counts.opinions();
    let mut all = vec![("opinion".to_owned(), opinions)];
    // The options of a question add up to something that may be known: what is few takes others with it.
    let mut whole = |names: Vec<String>| {
        let parts: Vec<u64> = names.iter().map(|name| counts.get(name)).collect();
        let told = names.into_iter().zip(&parts).zip(hidden(&parts));
        all.extend(told.filter(|((_, n), is)| **n > 0 && !is).map(|((name, n), _)| (name, *n)));
    };
    whole(Face::ALL.iter().map(|face| format!("satisfaction.{face}")).collect());
    whole(Mark::ALL.iter().map(|mark| format!("clarity.{mark}")).collect());
    for contact in Contact::ALL {
        whole(["yes", "no"].map(|answer| format!("reached.{contact}.{answer}")).to_vec());
        whole(Mark::ALL.iter().map(|mark| format!("quality.{contact}.{mark}")).collect());
    }
    // Options of which several may be chosen: those who did, and those who did not, are both many or nobody.
    let many = |n: u64, of: u64| n >= K && (of - n.min(of) >= K || n == of);
    let help = counts.get("help");
    if many(help, opinions) {
        all.push(("help".to_owned(), help));
        let own = counts.iter().filter(|(name, n)| name.starts_with("help.") && many(*n, help));
        all.extend(own.map(|(name, n)| (name.to_owned(), n)));
    }
    let comments = counts.get("comment");
    all.extend(many(comments, opinions).then(|| ("comment".to_owned(), comments)));
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn month(n: i8) -> Month {
        Month::new(2025, n).unwrap()
    }

    #[test]
    fn the_dictionary_names_every_column() {
        let dictionary = include_str!("../../../../../docs/reviews-opendata.md");
        assert!(COLUMNS.iter().all(|(key, _, _)| dictionary.contains(&format!("| `{key}` |"))));
    }

    #[test]
    fn few_are_left_out_by_month_and_by_channel() {
        let all = BTreeMap::from([
            ((month(1), Channel::Web), 100),
            ((month(1), Channel::Paper), 4),
            ((month(2), Channel::Web), 60),
            ((month(2), Channel::Paper), 20),
            ((month(3), Channel::Web), 90),
        ]);
        let shown = shown(&all);
        assert_eq!(shown.keys().copied().collect::<Vec<_>>(), [(month(3), Channel::Web)]);
    }

    #[test]
    fn options_that_tell_of_few_are_left_out() {
        let count = |option: &str, n| (option.to_owned(), n);
        let counts = Counts::new([
            count("opinion", 40),
            count("satisfaction.good", 25),
            count("satisfaction.medium", 12),
            count("satisfaction.bad", 3),
            count("help", 40),
            count("help.none", 35),
            count("help.phone", 20),
            count("comment", 38),
            count("aside", 12),
        ]);
        let told: Vec<String> = options(&counts).into_iter().map(|(option, _)| option).collect();
        assert_eq!(told, ["opinion", "satisfaction.good", "help", "help.phone"]);
    }

    proptest! {
        #[test]
        fn no_line_tells_what_is_left_out(cells in proptest::collection::btree_map((1..=4_i8, 0..4_usize), 1..40_u64, 0..16)) {
            let all: BTreeMap<_, _> = cells.into_iter().map(|((m, c), n)| ((month(m), Channel::ALL[c]), n)).collect();
            let shown = shown(&all);
            prop_assert!(shown.values().all(|n| *n >= K));
            for line in 0..4 {
                let lines: [fn(&At) -> usize; 2] = [|at| at.0.index() as usize % 4, |at| at.1 as usize];
                for of in lines {
                    let own: Vec<_> = all.keys().filter(|at| of(at) == line).collect();
                    let out: Vec<u64> = own.iter().filter(|at| !shown.contains_key(at)).map(|at| all[at]).collect();
                    let is_safe = out.is_empty() || out.len() == own.len() || (out.len() >= 2 && out.iter().sum::<u64>() >= K);
                    prop_assert!(is_safe, "{:?} {:?}", own, out);
                }
            }
        }
    }
}
