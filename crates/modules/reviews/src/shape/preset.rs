//! The templates as they are at first: `survey/templates.toml`. Words of their faces and titles stand with the other
//! words of the survey, under the name of the template.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::{Extra, ExtraId, Parts, Shape, Template};

fn parts() -> &'static BTreeMap<Template, Parts> {
    static ALL: OnceLock<BTreeMap<Template, Parts>> = OnceLock::new();
    // A file of ours: a test reads it.
    ALL.get_or_init(|| toml::from_str(include_str!("../../survey/templates.toml")).unwrap_or_default())
}

pub(super) fn of(template: Template) -> &'static Shape {
    static ALL: OnceLock<BTreeMap<Template, Shape>> = OnceLock::new();
    let all = ALL.get_or_init(|| {
        let shape = |template: &Template| {
            let own = parts().get(template).cloned().unwrap_or_default();
            let own = Shape::new(Parts { template: *template, ..own });
            (*template, own.unwrap_or_default())
        };
        Template::ALL.iter().map(shape).collect()
    });
    &all[&template]
}

/// The ten statements of the System Usability Scale: in English Brooke's (1996), in French the F-SUS, the translation that
/// was validated (Gronier and Baudet, 2021), which may be used freely when it is named.
pub(super) fn scale() -> &'static [Extra] {
    let own = parts().get(&Template::Usability).map_or(&[][..], |parts| &parts.extras);
    let end = own.iter().take_while(|extra| matches!(extra.id, ExtraId::Sus(_))).count();
    &own[..end]
}
