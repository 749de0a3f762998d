/// Users a year above which a procedure enters the list.
///
/// Rule of the national observatory: more than 200,000 users a year, or a nation-wide permanent financial right.
pub const VOLUME_LIMIT: u64 = 200_000;

parvis_kernel::text_enum! {
    /// Why a procedure is on the list.
    pub enum EntryRule {
        Volume = "volume",
        FinancialRight = "financial_right",
    }
}

/// The rule by which a procedure enters the list; `None` when neither is known to apply.
pub fn entry_rule(volume: Option<u64>, financial_right: bool) -> Option<EntryRule> {
    match volume {
        Some(users) if users > VOLUME_LIMIT => Some(EntryRule::Volume),
        _ if financial_right => Some(EntryRule::FinancialRight),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_two_doors_of_the_list() {
        for (volume, right, want) in [
            (Some(200_001), false, Some(EntryRule::Volume)),
            (Some(200_000), false, None),
            (Some(10), true, Some(EntryRule::FinancialRight)),
            (None, true, Some(EntryRule::FinancialRight)),
            (None, false, None),
        ] {
            assert_eq!(entry_rule(volume, right), want, "{volume:?} {right}");
        }
    }
}
