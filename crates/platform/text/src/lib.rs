//! What people write in their own words.
//!
//! [`masking`] hides personal data in a comment before it is stored: the rules, as published, are in
//! `docs/masking.md`. [`words`] reads a text as the words that a search compares.
//!
//! What must always hold: no input makes it panic; masking a masked text changes nothing; no text of the length
//! of a comment is made to last.

pub mod masking;
pub mod words;
