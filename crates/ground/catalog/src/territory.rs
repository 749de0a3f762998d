/// A territory by its official code: `country:FR`, `region:84`, `departement:69`, `epci:200046977`,
/// `commune:69123`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Territory {
    pub code: &'static str,
    pub name: &'static str,
}

/// Code officiel géographique 2026 (data/geo/README.md), sorted by code.
const ALL: &str = include_str!("../../../../data/geo/territories.tsv");

impl Territory {
    /// The territory of a code, if the official list has it: a search by halves, since a page may ask for many.
    pub fn find(code: &str) -> Option<Self> {
        let (mut low, mut high) = (0, ALL.len());
        while low < high {
            let middle = low.midpoint(high);
            let start = ALL.as_bytes()[..middle].iter().rposition(|b| *b == b'\n').map_or(0, |at| at + 1);
            let line = ALL[start..].lines().next()?;
            let (own, name) = line.split_once('\t')?;
            match own.cmp(code) {
                std::cmp::Ordering::Equal => return Some(Self { code: own, name }),
                std::cmp::Ordering::Less => low = start + line.len() + 1,
                std::cmp::Ordering::Greater => high = start,
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::Territory;

    #[test]
    fn every_code_of_the_list_is_found() {
        for line in super::ALL.lines() {
            let (code, name) = line.split_once('\t').unwrap();
            assert_eq!(Territory::find(code), Some(Territory { code, name }));
        }
    }

    #[test]
    fn official_codes_only() {
        for (code, name) in [
            ("country:FR", Some("France")),
            ("region:84", Some("Auvergne-Rhône-Alpes")),
            ("departement:2A", Some("Corse-du-Sud")),
            ("commune:69123", Some("Lyon")),
            ("region:999", None),
            ("code", None),
            ("", None),
            ("69", None),
        ] {
            assert_eq!(Territory::find(code).map(|t| t.name), name, "{code}");
        }
    }
}
