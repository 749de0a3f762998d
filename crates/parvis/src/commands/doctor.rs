//! Looks at everything that can be wrong with an installation, changes nothing, and says one thing to do for each line
//! that is wrong: docs/operate/trouble.md.

mod database;
mod judge;
mod machine;

use parvis_db::{Access, DatabaseUrl, Db};
use parvis_web::has_asset;

use super::{Context, print};
use crate::failure::Failure;

/// What was found: whether it is well, and the line that says so.
type Say<'s> = dyn FnMut(bool, String) + 's;

/// Every look, in the order in which an operator would mend what it finds.
pub fn run(context: &Context<'_>) -> Result<(), Failure> {
    let words = context.words;
    let mut sound = true;
    let mut say = |ok: bool, text: String| {
        sound &= ok;
        print(&format!("{} {text}", if ok { "✓" } else { "✗" }));
    };
    let theme = context.config.theme;
    say(has_asset(&format!("{theme}.css")), words.a("doctor-assets", "theme", theme.as_str()));
    machine::settings(context, &mut say);
    machine::key(context, &mut say);
    machine::disk(context, &mut say);
    machine::mail(context, &mut say);
    machine::backup(context, &mut say);
    machine::files(context, &context.files()?, &mut say);
    let url = &context.config.database;
    // A doctor looks and changes nothing: it does not make a database that is not there.
    let missing = matches!(url, DatabaseUrl::Sqlite(path) if !path.exists());
    match (!missing).then(|| Db::open(url, Access::Read)) {
        None => say(false, words.a("doctor-no-database", "url", url.to_string())),
        Some(Err(error)) => say(false, words.a("doctor-lost-database", "detail", error.to_string())),
        Some(Ok(mut db)) => {
            let engine = ("engine", db.engine().into());
            say(true, words.with("doctor-database", &[engine, ("url", url.to_string().into())]));
            database::examine(context, &mut db, &mut say)?;
        }
    }
    if sound { Ok(()) } else { Err(Failure::Said) }
}
