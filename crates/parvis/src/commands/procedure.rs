use parvis_catalog::{Act, CatalogError, Kind, act};
use parvis_journal::By;
use parvis_kernel::{Clock, Day, Place, SystemClock};

use super::import::day;
use super::{Context, print};
use crate::cli::{On, Procedure};
use crate::failure::Failure;

pub fn run(context: &Context<'_>, what: Procedure) -> Result<(), Failure> {
    let (slug, on, what) = match what {
        Procedure::List => return list(context),
        Procedure::Show { procedure } => return show(context, &procedure),
        Procedure::Set { procedure, field, value, on } => {
            let kind = Kind::parse(&field).ok_or_else(|| Failure::argument(&field, "fail-form-field"))?;
            (procedure, on, Act::Set(kind, value))
        }
        Procedure::Renumber { procedure, number, on } => (procedure, on, Act::Renumber(number)),
        Procedure::Merge { procedure, into, reason, on } => (procedure, on, Act::Merge { into, reason }),
        Procedure::Split { procedure, into, reason, on } => (procedure, on, Act::Split { into, reason }),
        Procedure::Retire { procedure, reason, on } => (procedure, on, Act::Retire { reason }),
    };
    apply(context, &slug, &on, &what)
}

fn apply(context: &Context<'_>, slug: &str, on: &On, what: &Act) -> Result<(), Failure> {
    let (on, words) = (day(on.on.as_deref())?, context.words);
    let by = By::console(SystemClock.now());
    context.pool()?.write(|db| {
        parvis_journal::act(db, &by, |db| {
            act(db, slug, on, what, by.now)?;
            Ok::<_, Failure>(((), told(slug, on, what)))
        })
    })?;
    print(&words.with("procedure-recorded", &[("slug", slug.into()), ("since", words.day(on).into())]));
    Ok(())
}

/// What the journal keeps of an act on a procedure.
fn told(slug: &str, on: Day, what: &Act) -> parvis_journal::Act {
    let (action, to, reason) = match what {
        Act::Set(kind, value) => ("procedure.set", format!("{kind}: {value}"), ""),
        Act::Renumber(number) => ("procedure.renumber", number.clone(), ""),
        Act::Merge { into, reason } => ("procedure.merge", into.clone(), reason.as_str()),
        Act::Split { into, reason } => ("procedure.split", into.join(" "), reason.as_str()),
        Act::Retire { reason } => ("procedure.retire", String::new(), reason.as_str()),
    };
    parvis_journal::Act::new(action, &Place::PLATFORM, "procedure", slug)
        .set("day", on.to_string())
        .changed("to", None, Some(to).filter(|to| !to.is_empty()))
        .because(reason)
}

fn list(context: &Context<'_>) -> Result<(), Failure> {
    let now = SystemClock.now();
    let catalog = context.pool()?.read(|db| parvis_catalog::all(db).map_err(Failure::from))?;
    for snapshot in catalog.procedures.iter().filter_map(|p| p.at(now.day(), now)) {
        let owner = snapshot.administration.unwrap_or_default();
        print(&format!("{}\t{}\t{}\t{owner}", snapshot.slug, snapshot.state, snapshot.name));
    }
    Ok(())
}

/// Every fact recorded of one procedure, by kind and day.
fn show(context: &Context<'_>, slug: &str) -> Result<(), Failure> {
    let found = context.pool()?.read(|db| parvis_catalog::by_slug(db, slug).map_err(Failure::from))?;
    let found = found.ok_or_else(|| CatalogError::NotFound(slug.to_owned()))?;
    print(&found.slug);
    for kind in Kind::ALL {
        for fact in found.history(*kind) {
            print(&format!("{}\t{kind}\t{}\t{}", fact.valid_from, fact.value, fact.recorded_at));
        }
    }
    Ok(())
}
