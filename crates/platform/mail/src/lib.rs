//! Letters to people, in French and English: one frame, sent by SMTP or kept in a folder.
//!
//! A recipe. A module declares a job ([`parvis_jobs::Job`]) whose payload says **whom** the letter is about, by
//! identifier; its handler reads the address, makes the link, and sends the letter at once:
//! ```ignore
//! |job: SendInvitation, work: &Work<'_>| {
//!     let token = Token::new(work.rng);                         // in memory and in the letter, nowhere else
//!     let person = work.pool.write(|db| store::invite(db, job.invitation, token.hash()))?;
//!     let letter = Letter::new(person.address, person.locale, words.t("accounts-invitation-subject"))
//!         .paragraph(words.t("accounts-invitation-text"))
//!         .action(words.t("accounts-invitation-open"), site.absolute(&token.path()));
//!     mailer.send(&letter, work.id, work.clock.now())?;         // its errors say whether to try again
//!     Ok(())
//! }
//! ```
//! So a token is never stored, not even in the queue: the module keeps its hash, and an attempt that is made again
//! makes another token. That is why this crate has no job of its own. One letter a job: the job's identifier is the
//! letter's, so that a letter sent twice is known by its recipient's server to be the same.
//!
//! What must always hold:
//! - nothing that is put into a letter can add a header or a recipient;
//! - the two forms of a letter, plain and HTML, say the same; no image, no tracking, a link one can read;
//! - the password of the mail server is in no log and no error, nor is the address of a recipient.

mod address;
mod error;
mod frame;
mod letter;
mod mailer;
mod settings;
#[cfg(feature = "testing")]
pub mod testing;
mod written;

use parvis_i18n::Locales;

pub use address::{Address, BadAddress};
pub use error::Error;
pub use frame::{Letterhead, Page};
pub use letter::{Action, Letter};
pub use mailer::{METRICS, Mailer, Sent};
pub use settings::{MailSettings, SmtpUrl};
pub use written::Written;

/// The words of the frame.
pub const LOCALES: Locales =
    Locales { owner: "mail", fr: include_str!("../locales/fr.ftl"), en: include_str!("../locales/en.ftl") };
