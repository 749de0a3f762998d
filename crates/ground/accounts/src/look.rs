use parvis_ui::{Site, Theme};
use parvis_web::{has_asset, stylesheet};

use crate::model::Space;

/// Whether this build has the style sheet of a theme.
pub(crate) fn has_theme(theme: Theme) -> bool {
    has_asset(&format!("{theme}.css"))
}

/// The site as a space wishes it: what the space leaves open is as the installation is set. The publisher is the one
/// that the installation names, else the space.
pub fn dressed(site: &Site, space: Option<&Space>) -> Site {
    let Some(space) = space else { return site.clone() };
    let settings = &space.settings;
    let theme = settings.theme.filter(|theme| has_theme(*theme)).unwrap_or(site.theme);
    let contact = Some(settings.contact.clone()).filter(|contact| !contact.is_empty());
    Site {
        publisher: Some(site.publisher.clone().unwrap_or_else(|| space.name.clone())),
        contact: contact.or_else(|| site.contact.clone()),
        theme,
        stylesheet: stylesheet(theme),
        languages: settings.languages.clone(),
        ..site.clone()
    }
}
