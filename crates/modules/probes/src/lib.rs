//! What a page is really like to use, read by a machine.
//!
//! What must always hold: a machine proves failures and asks for reviews, it never says that a criterion is met; a page
//! is data, and nothing that it does can hurt ([`parvis_outbound::Visitor`], limits on size, time and depth); what could
//! not be visited is said, with why.

pub mod broken;
pub mod contact;
pub mod dom;
pub mod facts;
pub mod finding;
pub mod journey;
mod language;
pub mod marks;
mod name;
pub mod page;
pub mod phone;
pub mod plain;
pub mod report;
pub mod rgaa;
pub mod robots;
pub mod rules;
pub mod security_txt;
pub mod site;
pub mod statement;
pub mod transport;
pub mod words;

use parvis_i18n::Locales;

/// What each rule says.
pub const LOCALES: Locales =
    Locales { owner: "probes", fr: include_str!("../locales/fr.ftl"), en: include_str!("../locales/en.ftl") };
