//! The whole product, on both engines, with the shipped data.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod checksums;
mod doctor;
mod doors;
mod drill;
mod exports;
mod figures;
mod headers;
mod hostile;
mod house;
mod immutable;
mod interface;
mod killed;
mod looks;
mod matrix;
mod messages;
mod operators;
mod opinions;
mod owners;
mod pages;
mod people;
mod probe;
mod program;
mod provider;
mod retention;
mod security;
mod statements;
mod views;
mod watched;
mod world;
