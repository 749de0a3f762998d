//! The frame of every page: header, menus, footer, breadcrumb, error pages; the forms and tables of the desk.
//!
//! A module's template begins with `{% extends "frame.html" %}` and has a field `frame: Frame`; its author
//! writes content, never the ARIA of the frame. Both themes use the same markup, that of the French state's
//! design system (`assets/README.md`).
//!
//! What must always hold: every page has one `h1`, a title of its own, its address in the other language, and
//! works without a script; an error in a form is told above it, with a link to its field.

mod block;
mod busy;
mod desk;
mod form;
mod frame;
mod site;

use parvis_i18n::Locales;

pub use block::{Block, Cell, Link, Table, Tone};
pub use busy::{Again, BusyPage};
pub use desk::DeskPage;
pub use form::{Ceremony, Choice, Field, Form, Input};
pub use frame::{AccountBar, Address, Crumb, ErrorPage, Frame, FrameWords, MenuItem};
pub use site::{MenuEntry, Site, Theme};

/// The words of the frame.
pub const LOCALES: Locales =
    Locales { owner: "ui", fr: include_str!("../locales/fr.ftl"), en: include_str!("../locales/en.ftl") };
