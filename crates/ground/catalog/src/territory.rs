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
    /// The territory of a code, if the official list has it.
    pub fn find(code: &str) -> Option<Self> {
        ALL.lines().find_map(|line| {
            let name = line.strip_prefix(code)?.strip_prefix('\t')?;
            Some(Self { code: &line[..code.len()], name })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Territory;

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
