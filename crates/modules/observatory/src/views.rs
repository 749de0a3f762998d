//! Typed templates and the values they show. Nothing here reads the database.

mod archive;
mod cell;
mod edition;
mod group;
mod home;
mod indicator;
mod procedure;
mod series;
mod texts;

pub(crate) use archive::{ArchivePage, DifferencePage, ErrataPage};
pub(crate) use cell::{CellView, tone};
pub(crate) use edition::{EditionPage, ErratumView, Shown};
pub(crate) use group::{Compared, GroupPage, GroupsPage};
pub(crate) use home::{EmptyPage, HomePage};
pub(crate) use indicator::{IndicatorPage, IndicatorsPage};
pub(crate) use procedure::{Known, ProcedurePage};
pub(crate) use texts::{AccessibilityPage, DataPage, InterfacePage, LegalPage, MethodPage, SiteMapPage};

use parvis_kernel::fold;

/// A month as a title: `Août 2026`.
pub(crate) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// Sorts names as people do: without accents or capitals.
pub(crate) fn by_name<T>(items: &mut [T], name: impl Fn(&T) -> &str) {
    items.sort_by_cached_key(|item| fold(name(item)));
}

/// A chart in its two drawings: wide, and for phones.
pub(crate) struct Picture {
    pub wide: String,
    pub compact: String,
}
