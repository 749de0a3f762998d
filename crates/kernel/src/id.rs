use crate::{Clock, Rng, Timestamp};

/// An internal identifier: a UUIDv7, so that rows made together lie together in an index.
///
/// Identifiers never appear in a published snapshot: the public identity of a thing is its slug.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "sql", derive(diesel::expression::AsExpression, diesel::deserialize::FromSqlRow))]
#[cfg_attr(feature = "sql", diesel(sql_type = crate::sql::Uuid))]
pub struct Id(uuid::Uuid);

impl Id {
    /// A new identifier at the clock's present time.
    pub fn new(clock: &dyn Clock, rng: &dyn Rng) -> Self {
        let mut random = [0; 10];
        rng.fill(&mut random);
        let millis = u64::try_from(clock.now().micros() / 1000).unwrap_or(0);
        Self(uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid())
    }

    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(uuid::Uuid::from_bytes(bytes))
    }

    pub const fn as_bytes(&self) -> &[u8; 16] {
        self.0.as_bytes()
    }

    /// When it was made by [`Id::new`], to the millisecond.
    pub fn made_at(&self) -> Timestamp {
        let [a, b, c, d, e, f, ..] = *self.as_bytes();
        Timestamp::from_micros(i64::from_be_bytes([0, 0, a, b, c, d, e, f]).saturating_mul(1000))
    }
}

impl std::fmt::Display for Id {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// What was given is not an identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected an identifier of the form 01890a5d-ac96-774b-bcce-b302099a8057")]
pub struct NotAnId;

impl std::str::FromStr for Id {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        // Only the form that Display writes: one thing has one address.
        let id = uuid::Uuid::try_parse(text).map_err(|_| NotAnId)?;
        (id.to_string() == text).then_some(Self(id)).ok_or(NotAnId)
    }
}

impl serde::Serialize for Id {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Id {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str> as serde::Deserialize<'de>>::deserialize(from)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::Id;
    use crate::{FixedClock, SeededRng};

    #[test]
    fn an_identifier_knows_when_it_was_made() {
        let clock = FixedClock("2026-11-22T10:00:00.123Z".parse().unwrap());
        assert_eq!(Id::new(&clock, &SeededRng::new(1)).made_at(), clock.0);
        // Another's bytes may say anything, never panic.
        assert!(Id::from_bytes([255; 16]).made_at() > clock.0);
    }
}
