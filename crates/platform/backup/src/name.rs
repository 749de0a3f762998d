//! Names: of archives in a folder, of members in an archive.

use parvis_kernel::{Id, Timestamp};

use crate::Error;

/// Bytes of a part of the database at most: what is held in memory at once.
pub(crate) const PART: usize = 16 * 1024 * 1024;
/// Bytes of an uploaded file at most: well above what an installation may allow.
pub(crate) const FILE: u64 = 64 * 1024 * 1024;
/// Bytes of a key's file at most.
pub(crate) const KEY: u64 = 1024;

pub(crate) const KEY_NAME: &str = "parvis.key";
pub(crate) const SUMS_NAME: &str = "SHA256SUMS";
pub(crate) const MANIFEST_NAME: &str = "manifest.json";
const DATABASE: &str = "database/";
const FILES: &str = "files/";

/// What archives of a folder are called: `parvis-2026-11-22T093000Z.tar.zst`, with `.age` when encrypted. Names follow
/// time.
pub fn archive_name(made_at: Timestamp, is_encrypted: bool) -> String {
    let time = made_at.to_string().replace(':', "");
    format!("parvis-{time}.tar.zst{}", if is_encrypted { ".age" } else { "" })
}

/// Whether a name is one that [`archive_name`] gives: what rotation may remove.
pub(crate) fn is_archive_name(name: &str) -> bool {
    let name = name.strip_suffix(".age").unwrap_or(name);
    let Some(time) = name.strip_prefix("parvis-").and_then(|rest| rest.strip_suffix(".tar.zst")) else {
        return false;
    };
    let form = "0000-00-00T000000Z";
    time.len() == form.len()
        && time.bytes().zip(form.bytes()).all(|(c, f)| if f == b'0' { c.is_ascii_digit() } else { c == f })
}

/// A member of an archive, by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Member {
    /// A part of the database, from 1.
    Database(u64),
    File(Id),
    Key,
    Sums,
    Manifest,
}

impl Member {
    pub fn name(self) -> String {
        match self {
            Self::Database(n) => format!("{DATABASE}{n:010}"),
            Self::File(id) => format!("{FILES}{id}"),
            Self::Key => KEY_NAME.to_owned(),
            Self::Sums => SUMS_NAME.to_owned(),
            Self::Manifest => MANIFEST_NAME.to_owned(),
        }
    }

    /// The member of a name, which is exactly as [`Member::name`] writes it.
    pub fn parse(name: &[u8]) -> Result<Self, Error> {
        let unexpected = || Error::Member(String::from_utf8_lossy(name).chars().take(80).collect());
        let text = std::str::from_utf8(name).map_err(|_| unexpected())?;
        let member = match text {
            KEY_NAME => Some(Self::Key),
            SUMS_NAME => Some(Self::Sums),
            MANIFEST_NAME => Some(Self::Manifest),
            _ => match (text.strip_prefix(DATABASE), text.strip_prefix(FILES)) {
                (Some(n), _) => n.parse().ok().map(Self::Database),
                (_, Some(id)) => id.parse().ok().map(Self::File),
                _ => None,
            },
        };
        member.filter(|one| one.name() == text).ok_or_else(unexpected)
    }

    /// Whether this one may follow that one: the kinds in order, parts from 1 without a gap, files in order, one key,
    /// the sums, the manifest.
    pub fn follows(self, before: Option<Self>) -> bool {
        match (before, self) {
            (None, next) => next == Self::Database(1),
            (Some(Self::Database(n)), Self::Database(next)) => n.checked_add(1) == Some(next),
            (Some(Self::Manifest), _) | (_, Self::Database(_)) => false,
            (Some(Self::Sums), next) => next == Self::Manifest,
            (Some(_), Self::Manifest) => false,
            (Some(before), next) => before < next,
        }
    }

    /// Bytes that it may have.
    pub const fn most(self) -> u64 {
        match self {
            Self::Database(_) => PART as u64,
            Self::File(_) => FILE,
            Self::Key => KEY,
            // It is hashed as it comes, never held.
            Self::Sums => u64::MAX,
            Self::Manifest => crate::manifest::LONGEST,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_names_of_archives_are_those_of_archives() {
        let name = archive_name("2026-11-22T09:30:00Z".parse().unwrap(), true);
        assert_eq!(name, "parvis-2026-11-22T093000Z.tar.zst.age");
        assert!(is_archive_name(&name) && is_archive_name(name.strip_suffix(".age").unwrap()));
        for other in
            ["parvis-2026-11-22T093000Z.tar", ".parvis-2026-11-22T093000Z.tar.zst", "parvis.db", "parvis-"]
        {
            assert!(!is_archive_name(other), "{other}");
        }
    }

    #[test]
    fn members_come_in_one_order_only() {
        let file = |n| Member::File(Id::from_bytes([n; 16]));
        let (one, two) = (Member::Database(1), Member::Database(2));
        let whole = [one, two, file(1), file(2), Member::Key, Member::Sums, Member::Manifest];
        assert!(whole[0].follows(None) && whole.windows(2).all(|pair| pair[1].follows(Some(pair[0]))));
        for (before, next) in [
            (None, two),
            (None, Member::Manifest),
            (Some(one), one),
            (Some(one), Member::Database(3)),
            (Some(file(2)), file(2)),
            (Some(file(2)), file(1)),
            (Some(file(2)), two),
            (Some(one), Member::Manifest),
            (Some(Member::Sums), file(3)),
            (Some(Member::Manifest), Member::Manifest),
        ] {
            assert!(!next.follows(before), "{before:?} {next:?}");
        }
    }

    proptest! {
        #[test]
        fn a_name_is_a_member_or_nothing(name in "(database/|files/|)[0-9a-f./-]{0,40}|parvis.key|\\.\\./\\.\\./etc/x") {
            if let Ok(member) = Member::parse(name.as_bytes()) {
                prop_assert_eq!(member.name(), name);
            }
        }
    }
}
