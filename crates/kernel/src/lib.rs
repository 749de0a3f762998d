//! The pure words of Parvis: no input, no output, no knowledge of any other crate.
//!
//! What must always hold: nothing here reads a clock, a file, the network or the environment;
//! time and chance come in as parameters ([`Clock`], [`Rng`]).

mod chance;
mod email;
mod error;
mod id;
pub mod legal;
mod locale;
mod rights;
mod siret;
mod slug;
#[cfg(feature = "sql")]
pub mod sql;
mod time;

pub use chance::{Rng, SeededRng, SystemRng};
pub use email::{Email, NotAnEmail};
pub use error::ErrorKind;
pub use id::{Id, NotAnId};
pub use locale::Locale;
pub use rights::{Actor, Permission, Place, Right, Role, Scope};
#[doc(hidden)]
pub use serde;
pub use siret::{BadNumber, Siren, Siret};
pub use slug::{fold, french_spaces, slug};
pub use time::{Clock, Day, FixedClock, Month, ParseTimeError, SystemClock, Timestamp};

/// Declares an enum whose values have one stable text form, used in addresses, files and the database.
#[macro_export]
macro_rules! text_enum {
    ($(#[$meta:meta])* $vis:vis enum $name:ident { $($(#[$vmeta:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $vis enum $name { $($(#[$vmeta])* $variant),+ }

        impl $name {
            /// Every value, in the order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The stable text form.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }

            /// The value whose text form is `text`, if any.
            pub fn parse(text: &str) -> Option<Self> {
                match text { $($text => Some(Self::$variant),)+ _ => None }
            }
        }

        impl $crate::serde::Serialize for $name {
            fn serialize<S: $crate::serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(self.as_str())
            }
        }

        impl<'de> $crate::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str> as $crate::serde::Deserialize<'de>>::deserialize(from)?;
                Self::parse(&text).ok_or_else(|| $crate::serde::de::Error::custom(format!("unknown {text:?}")))
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}
