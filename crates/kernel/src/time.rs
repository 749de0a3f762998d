use std::fmt;
use std::str::FromStr;

/// An instant, in microseconds since 1970-01-01 UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[cfg_attr(feature = "sql", derive(diesel::expression::AsExpression, diesel::deserialize::FromSqlRow))]
#[cfg_attr(feature = "sql", diesel(sql_type = diesel::sql_types::BigInt))]
pub struct Timestamp(i64);

impl Timestamp {
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    pub const fn micros(self) -> i64 {
        self.0
    }

    /// The calendar day in UTC.
    pub fn day(self) -> Day {
        Day(self.utc().date())
    }

    /// The instant `length` later; the last one there is when that is beyond it.
    pub fn plus(self, length: std::time::Duration) -> Self {
        Self(self.0.saturating_add(i64::try_from(length.as_micros()).unwrap_or(i64::MAX)))
    }

    /// The instant `length` earlier.
    pub fn minus(self, length: std::time::Duration) -> Self {
        Self(self.0.saturating_sub(i64::try_from(length.as_micros()).unwrap_or(i64::MAX)))
    }

    /// RFC 3339 in UTC, to the microsecond: nothing of the instant is lost.
    pub fn precise(self) -> String {
        self.utc().strftime("%Y-%m-%dT%H:%M:%S%.6fZ").to_string()
    }

    fn utc(self) -> jiff::Zoned {
        let instant = jiff::Timestamp::from_microsecond(self.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
        instant.to_zoned(jiff::tz::TimeZone::UTC)
    }
}

/// Later by a length of time; the end of time at most.
impl std::ops::Add<std::time::Duration> for Timestamp {
    type Output = Self;

    fn add(self, length: std::time::Duration) -> Self {
        Self(self.0.saturating_add(i64::try_from(length.as_micros()).unwrap_or(i64::MAX)))
    }
}

/// Earlier by a length of time; the beginning of time at least.
impl std::ops::Sub<std::time::Duration> for Timestamp {
    type Output = Self;

    fn sub(self, length: std::time::Duration) -> Self {
        Self(self.0.saturating_sub(i64::try_from(length.as_micros()).unwrap_or(i64::MAX)))
    }
}

/// RFC 3339 in UTC, to the second: `2026-08-22T10:00:00Z`.
impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.utc().strftime("%Y-%m-%dT%H:%M:%SZ"))
    }
}

impl FromStr for Timestamp {
    type Err = ParseTimeError;

    fn from_str(text: &str) -> Result<Self, ParseTimeError> {
        let instant: jiff::Timestamp = text.parse().map_err(|_| ParseTimeError("YYYY-MM-DDThh:mm:ssZ"))?;
        Ok(Self(instant.as_microsecond()))
    }
}

/// A date that is not in the form expected; the text is the form.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("expected {0}")]
pub struct ParseTimeError(pub &'static str);

/// A calendar day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "sql", derive(diesel::expression::AsExpression, diesel::deserialize::FromSqlRow))]
#[cfg_attr(feature = "sql", diesel(sql_type = diesel::sql_types::Integer))]
pub struct Day(jiff::civil::Date);

impl Day {
    /// The day, if the calendar has it.
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        jiff::civil::Date::new(year, month, day).ok().map(Self)
    }

    pub fn month(self) -> Month {
        Month { year: self.0.year(), month: self.0.month() }
    }

    /// Year, month (1–12) and day of the month (1–31).
    pub fn parts(self) -> (i16, i8, i8) {
        (self.0.year(), self.0.month(), self.0.day())
    }

    /// The first second of the day, in UTC.
    pub fn start(self) -> Timestamp {
        self.at(0, 0, 0)
    }

    /// The last second of the day, in UTC.
    pub fn end(self) -> Timestamp {
        self.at(23, 59, 59)
    }

    fn at(self, hour: i8, minute: i8, second: i8) -> Timestamp {
        let at = self.0.at(hour, minute, second, 0).to_zoned(jiff::tz::TimeZone::UTC);
        Timestamp(at.map_or(i64::MAX, |z| z.timestamp().as_microsecond()))
    }

    /// The same day some months later or, below zero, before; the last day of a shorter month.
    pub fn plus_months(self, months: i32) -> Self {
        let own = self.month();
        let month = Month::from_index(own.index() + months).unwrap_or(own);
        Self::new(month.year(), month.month(), self.0.day()).unwrap_or_else(|| month.last_day())
    }

    /// `20260831`: how a day is stored, sorted and read in the database.
    pub fn number(self) -> i32 {
        i32::from(self.0.year()) * 10_000 + i32::from(self.0.month()) * 100 + i32::from(self.0.day())
    }

    /// The inverse of [`Day::number`].
    pub fn from_number(number: i32) -> Option<Self> {
        let part = |n: i32| i8::try_from(n % 100).ok();
        Self::new(i16::try_from(number / 10_000).ok()?, part(number / 100)?, part(number)?)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.parts();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl FromStr for Day {
    type Err = ParseTimeError;

    fn from_str(text: &str) -> Result<Self, ParseTimeError> {
        let wrong = ParseTimeError("YYYY-MM-DD");
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' || !text.is_ascii() {
            return Err(wrong);
        }
        let number = |range: std::ops::Range<usize>| text[range].parse::<u16>().ok();
        let (y, m, d) = (number(0..4), number(5..7), number(8..10));
        let (Some(y), Some(m), Some(d)) = (y, m, d) else { return Err(wrong) };
        let small = |n: u16| i8::try_from(n).unwrap_or(0);
        Self::new(i16::try_from(y).unwrap_or(0), small(m), small(d)).ok_or(wrong)
    }
}

/// A calendar month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    year: i16,
    month: i8,
}

impl Month {
    /// The month, if `month` is 1–12 and the year four digits.
    pub fn new(year: i16, month: i8) -> Option<Self> {
        ((1..=12).contains(&month) && (1000..=9999).contains(&year)).then_some(Self { year, month })
    }

    pub const fn year(self) -> i16 {
        self.year
    }

    /// 1–12.
    pub const fn month(self) -> i8 {
        self.month
    }

    pub fn first_day(self) -> Day {
        Day(jiff::civil::date(self.year, self.month, 1))
    }

    pub fn last_day(self) -> Day {
        Day(self.first_day().0.last_of_month())
    }

    /// Months since year 0, so that months can be counted and drawn.
    pub fn index(self) -> i32 {
        i32::from(self.year) * 12 + i32::from(self.month) - 1
    }

    /// The inverse of [`Month::index`].
    pub fn from_index(index: i32) -> Option<Self> {
        Self::new(i16::try_from(index.div_euclid(12)).ok()?, i8::try_from(index.rem_euclid(12) + 1).ok()?)
    }
}

/// `2026-08`.
impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

impl FromStr for Month {
    type Err = ParseTimeError;

    fn from_str(text: &str) -> Result<Self, ParseTimeError> {
        let wrong = ParseTimeError("YYYY-MM");
        let (year, month) = text.split_once('-').ok_or(wrong.clone())?;
        if year.len() != 4 || month.len() != 2 || !text.bytes().all(|b| b.is_ascii_digit() || b == b'-') {
            return Err(wrong);
        }
        let (Ok(year), Ok(month)) = (year.parse(), month.parse()) else { return Err(wrong) };
        Self::new(year, month).ok_or(wrong)
    }
}

/// Days, months and instants are written in files and interfaces as in their text form.
macro_rules! serde_as_text {
    ($($kind:ty),+) => { $(
        impl serde::Serialize for $kind {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $kind {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<'de, str>::deserialize(from)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    )+ };
}
serde_as_text!(Timestamp, Day, Month);

/// What time it is, given as a parameter so that tests choose it.
pub trait Clock: Send + Sync {
    fn now(&self) -> Timestamp;
}

/// The machine's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the one place where time enters")]
    fn now(&self) -> Timestamp {
        Timestamp(jiff::Timestamp::now().as_microsecond())
    }
}

/// A clock that always says the same.
#[derive(Debug, Clone, Copy)]
pub struct FixedClock(pub Timestamp);

impl Clock for FixedClock {
    fn now(&self) -> Timestamp {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_real_days_and_months_are_read() {
        for bad in ["", "2026-13", "2026-00", "2026-1", "26-01", "2026/01", "+026-01", "２０２６-01"] {
            assert!(bad.parse::<Month>().is_err(), "{bad}");
        }
        for bad in ["", "2026-02-30", "2026-2-03", "20260203", "2026-02-0é", "+026-02-03"] {
            assert!(bad.parse::<Day>().is_err() || bad.starts_with('+'), "{bad}");
        }
        assert_eq!("2024-02-29".parse::<Day>().unwrap().month().last_day().number(), 20_240_229);
    }

    #[test]
    fn months_are_counted_by_the_calendar() {
        for (day, months, want) in [
            ("2026-03-01", 12, "2027-03-01"),
            ("2024-02-29", 12, "2025-02-28"),
            ("2026-08-31", 6, "2027-02-28"),
            ("2026-11-22", 36, "2029-11-22"),
            ("2026-03-31", -1, "2026-02-28"),
        ] {
            assert_eq!(day.parse::<Day>().unwrap().plus_months(months).to_string(), want, "{day} {months}");
        }
    }

    proptest! {
        #[test]
        fn months_survive_their_text_and_their_index(year in 1000_i16..=9999, month in 1_i8..=12) {
            let m = Month::new(year, month).unwrap();
            prop_assert_eq!(m.to_string().parse::<Month>().unwrap(), m);
            prop_assert_eq!(Month::from_index(m.index()).unwrap(), m);
            prop_assert_eq!(Day::from_number(m.last_day().number()).unwrap(), m.last_day());
        }

        #[test]
        fn reading_a_date_never_panics(text in "\\PC{0,12}") {
            let _ = text.parse::<Day>();
            let _ = text.parse::<Month>();
            let _ = text.parse::<Timestamp>();
        }
    }
}
