use parvis_kernel::{Day, Timestamp};

parvis_kernel::text_enum! {
    /// What a fact is about.
    pub enum Kind {
        Name = "name",
        /// Where the name comes from, when it is not an official title.
        NameSource = "name_source",
        Ministry = "ministry",
        Administration = "administration",
        Department = "department",
        /// The address of its entry page.
        Address = "address",
        /// Its number in another system.
        Number = "number",
        /// Who it is for; several are joined by `|`.
        Audience = "audience",
        Theme = "theme",
        LifeEvent = "life_event",
        Territory = "territory",
        /// Users a year.
        Volume = "volume",
        /// `yes` when it opens a permanent financial right nation-wide.
        FinancialRight = "financial_right",
        State = "state",
        /// Slugs of the procedures that took over, joined by `|`.
        Successor = "successor",
        /// Why the state changed.
        Reason = "reason",
        /// Slug of the space it belongs to; none: the first space.
        Space = "space",
    }
}

parvis_kernel::text_enum! {
    /// Where a procedure stands.
    pub enum State {
        Listed = "listed",
        Merged = "merged",
        Split = "split",
        Retired = "retired",
    }
}

/// Something that holds from a day on, until the next fact of the same kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    pub kind: Kind,
    pub valid_from: Day,
    /// When the catalogue learnt it.
    pub recorded_at: Timestamp,
    /// Empty when from that day on there is none.
    pub value: String,
}

/// The fact of `kind` in force on `day`, as known at `known_at`: the latest start wins, then the latest
/// recording.
pub(crate) fn in_force(facts: &[Fact], kind: Kind, day: Day, known_at: Timestamp) -> Option<&Fact> {
    facts
        .iter()
        .filter(|f| f.kind == kind && f.valid_from <= day && f.recorded_at <= known_at)
        .max_by_key(|f| (f.valid_from, f.recorded_at))
        .filter(|f| !f.value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fact(value: &str, from: i32, recorded: i64) -> Fact {
        let valid_from = Day::from_number(from).unwrap();
        Fact {
            kind: Kind::Name,
            valid_from,
            recorded_at: Timestamp::from_micros(recorded),
            value: value.into(),
        }
    }

    #[test]
    fn any_past_day_as_known_at_any_moment() {
        let facts = [fact("old", 20_240_101, 1), fact("typo", 20_250_101, 2), fact("new", 20_250_101, 3)];
        let at = |day, known| {
            let day = Day::from_number(day).unwrap();
            in_force(&facts, Kind::Name, day, Timestamp::from_micros(known)).map(|f| f.value.as_str())
        };
        assert_eq!(at(20_231_231, 9), None);
        assert_eq!(at(20_240_601, 9), Some("old"));
        assert_eq!(at(20_250_601, 1), Some("old"), "the new name was not known yet");
        assert_eq!(at(20_250_601, 2), Some("typo"));
        assert_eq!(at(20_250_601, 9), Some("new"), "a correction of the same day wins");
    }
}
