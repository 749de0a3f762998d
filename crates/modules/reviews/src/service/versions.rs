//! Versions of a form: the next one is drafted, compared, and published as one act; the ones before stay as they were.

use parvis_accounts::AccountsError;
use parvis_accounts::service::agents;
use parvis_db::Db;
use parvis_journal::{Act, By, act};
use parvis_kernel::{Id, Permission, Timestamp};
use std::collections::{BTreeMap, HashMap};

use super::entry::digest;
use super::forms::{self, Held, required};
use crate::model::Form;
use crate::shape::difference::{self, Change};
use crate::shape::{Extra, ExtraId, Kind, Parts, Pick, Shape};
use crate::store::versions as store;

pub use store::{Draft, Version};

/// The newest version of a form and its number.
///
/// # Errors
/// The database's own.
pub fn current(db: &mut Db, form: Id) -> Result<(i32, Shape), AccountsError> {
    let newest = store::one(db, form, None)?;
    Ok(newest.map_or_else(|| (1, Shape::default()), |version| (version.number, version.shape)))
}

/// What a version of a form asks.
///
/// # Errors
/// [`AccountsError::NotFound`] for a number that was never published.
pub fn shape(db: &mut Db, form: Id, number: i32) -> Result<Shape, AccountsError> {
    match store::one(db, form, Some(number))? {
        Some(version) => Ok(version.shape),
        // A form that was never changed has no row: the usual one.
        None if number == 1 => Ok(Shape::default()),
        None => Err(AccountsError::NotFound),
    }
}

/// Every version of a form, the first one too where nothing is kept of it.
fn all(db: &mut Db, form: &Form) -> Result<Vec<Version>, AccountsError> {
    let mut all = store::of_form(db, form.id)?;
    if all.first().is_none_or(|first| first.number > 1) {
        let first = Version {
            form: form.id,
            number: 1,
            shape: Shape::default(),
            note: String::new(),
            published_at: form.created_at,
            published_by: None,
        };
        all.insert(0, first);
    }
    Ok(all)
}

/// What a form asks and has asked: for figures and files of several versions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    /// The newest version and its number.
    pub number: i32,
    pub shape: Shape,
    /// Every question of the form's own, the newest words of each, with the options it once had; by name.
    pub extras: Vec<Extra>,
    /// Versions that ask a question of the national survey in other words.
    pub altered: Vec<i32>,
}

/// What a form asks and has asked.
///
/// # Errors
/// The database's own.
pub fn known(db: &mut Db, form: Id) -> Result<Known, AccountsError> {
    let mut known = Known { number: 1, ..Known::default() };
    let mut extras: BTreeMap<ExtraId, Extra> = BTreeMap::new();
    for version in store::of_form(db, form)? {
        for extra in &version.shape.extras {
            let mut extra = extra.clone();
            if let (Kind::Choice { options, .. }, Some(Kind::Choice { options: old, .. })) =
                (&mut extra.kind, extras.get(&extra.id).map(|old| &old.kind))
            {
                let gone = old.iter().filter(|old| !options.iter().any(|option| option.id == old.id));
                let gone: Vec<_> = gone.cloned().collect();
                options.extend(gone);
            }
            extras.insert(extra.id, extra);
        }
        if !version.shape.altered().is_empty() {
            known.altered.push(version.number);
        }
        (known.number, known.shape) = (version.number, version.shape);
    }
    known.extras = extras.into_values().collect();
    Ok(known)
}

/// A version among the others of its form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Past {
    pub version: Version,
    /// From the one before.
    pub changes: Vec<Change>,
    /// Opinions that count.
    pub opinions: u64,
}

/// The versions of a form, the newest first, and the names of those who published them.
#[derive(Debug, Clone)]
pub struct History {
    pub held: Held,
    pub versions: Vec<Past>,
    pub draft: Option<Draft>,
    pub names: HashMap<Id, String>,
}

/// # Errors
/// No such form for the actor.
pub fn history(db: &mut Db, by: &By, form: Id) -> Result<History, AccountsError> {
    let held = forms::get(db, by, form, Permission::ReviewRead)?;
    let opinions = store::opinions(db, form)?;
    let mut versions: Vec<Past> = Vec::new();
    for version in all(db, &held.form)? {
        let before = versions.last().map(|past: &Past| &past.version.shape);
        let changes = before.map(|before| difference::between(before, &version.shape)).unwrap_or_default();
        let opinions = opinions.get(&version.number).copied().unwrap_or(0);
        versions.push(Past { version, changes, opinions });
    }
    versions.reverse();
    let draft = store::draft(db, form)?;
    let mut known: Vec<Id> = versions.iter().filter_map(|past| past.version.published_by).collect();
    known.extend(draft.as_ref().and_then(|draft| draft.edited_by));
    let names = agents::names(db, &known)?;
    Ok(History { held, versions, draft, names })
}

/// The next version in the making, or what it would begin from.
#[derive(Debug, Clone)]
pub struct Editing {
    pub held: Held,
    /// The newest version.
    pub number: i32,
    pub published: Shape,
    /// What is edited: the draft, else the newest version.
    pub shape: Shape,
    /// 0 without a draft.
    pub revision: i32,
    /// What a new question is called: a name that no version has used.
    pub free: ExtraId,
    /// What a new option of a question is called, likewise.
    options: BTreeMap<ExtraId, u8>,
    /// How questions that people have seen are answered: this does not change under the same name.
    kinds: BTreeMap<ExtraId, Kind>,
}

impl Editing {
    /// What a new option of a question is called; none when its names are used up.
    pub fn free_option(&self, id: ExtraId) -> Option<u8> {
        self.options.get(&id).copied().unwrap_or(0).checked_add(1).filter(|n| *n <= 99)
    }

    /// Whether people have seen this question: it is then answered the same way for ever.
    pub fn is_asked(&self, id: ExtraId) -> bool {
        self.kinds.contains_key(&id)
    }

    /// What the next version changes.
    pub fn changes(&self) -> Vec<Change> {
        difference::between(&self.published, &self.shape)
    }
}

fn highest(extra: &Extra) -> u8 {
    let option = |pick: Pick| match pick {
        Pick::Option(n) => n,
        Pick::Value(_) => 0,
    };
    extra.picks().into_iter().map(option).max().unwrap_or(0)
}

/// Whether two questions are answered the same way, so that their answers may be counted under the same name.
fn is_same_kind(one: &Kind, other: &Kind) -> bool {
    match (one, other) {
        (Kind::Choice { .. }, Kind::Choice { .. }) | (Kind::Text, Kind::Text) => true,
        (Kind::Scale { from, to, .. }, Kind::Scale { from: other_from, to: other_to, .. }) => {
            (from, to) == (other_from, other_to)
        }
        _ => false,
    }
}

/// What is edited of a form.
///
/// # Errors
/// No such form for the actor; without the right.
pub fn editing(db: &mut Db, by: &By, form: Id) -> Result<Editing, AccountsError> {
    let held = forms::get(db, by, form, Permission::ReviewManage)?;
    let versions = all(db, &held.form)?;
    let draft = store::draft(db, form)?;
    let (number, published) = versions
        .last()
        .map_or_else(|| (1, Shape::default()), |version| (version.number, version.shape.clone()));
    let (shape, revision) =
        draft.map_or_else(|| (published.clone(), 0), |draft| (draft.shape, draft.revision));
    let (mut last, mut options, mut kinds) = (0, BTreeMap::new(), BTreeMap::new());
    let seen = versions.iter().flat_map(|version| &version.shape.extras).map(|extra| (extra, true));
    for (extra, is_seen) in seen.chain(shape.extras.iter().map(|extra| (extra, false))) {
        if let ExtraId::Own(n) = extra.id {
            last = n.max(last);
        }
        let most: &mut u8 = options.entry(extra.id).or_default();
        *most = highest(extra).max(*most);
        if is_seen {
            kinds.insert(extra.id, extra.kind.clone());
        }
    }
    let free = ExtraId::Own(last + 1);
    Ok(Editing { held, number, published, shape, revision, free, options, kinds })
}

/// Changes the draft; the first change makes it. `revision` is the one that the editor saw.
///
/// # Errors
/// Without the right; what [`Shape::new`] refuses; [`AccountsError::Conflict`] when somebody changed it meanwhile.
pub fn edit(
    db: &mut Db,
    by: &By,
    form: Id,
    revision: i32,
    change: impl FnOnce(&mut Parts, &Editing) -> Result<(), AccountsError>,
) -> Result<(), AccountsError> {
    db.tx(|db| {
        let editing = editing(db, by, form)?;
        if editing.held.form.closed.is_some() {
            return Err(AccountsError::Conflict("reviews-form-closed"));
        }
        if editing.revision != revision {
            return Err(AccountsError::Conflict("reviews-draft-changed"));
        }
        let mut parts = Parts::from(editing.shape.clone());
        change(&mut parts, &editing)?;
        let shape = Shape::new(parts)?;
        if shape.template != editing.held.form.template {
            return Err(AccountsError::Conflict("reviews-draft-changed"));
        }
        let other =
            |extra: &Extra| editing.kinds.get(&extra.id).is_some_and(|kind| !is_same_kind(kind, &extra.kind));
        if shape.extras.iter().any(other) {
            return Err(AccountsError::invalid("kind", "reviews-shape-kind"));
        }
        save(db, by, form, revision, shape)
    })
}

fn save(db: &mut Db, by: &By, form: Id, revision: i32, shape: Shape) -> Result<(), AccountsError> {
    let draft = Draft { form, revision: revision + 1, shape, edited_at: by.now, edited_by: by.actor.agent };
    if store::save_draft(db, &draft)? {
        Ok(())
    } else {
        Err(AccountsError::Conflict("reviews-draft-changed"))
    }
}

/// Begins the draft anew from a version: the way back to it is to publish it again.
///
/// # Errors
/// Those of [`edit`]; no such version.
pub fn take(db: &mut Db, by: &By, form: Id, revision: i32, number: i32) -> Result<(), AccountsError> {
    let old = {
        forms::get(db, by, form, Permission::ReviewManage)?;
        shape(db, form, number)?
    };
    edit(db, by, form, revision, |parts, _| {
        *parts = Parts::from(old);
        Ok(())
    })
}

/// Throws the draft away.
///
/// # Errors
/// Without the right; [`AccountsError::Conflict`] when somebody changed it meanwhile.
pub fn discard(db: &mut Db, by: &By, form: Id, revision: i32) -> Result<(), AccountsError> {
    forms::get(db, by, form, Permission::ReviewManage)?;
    if store::discard(db, form, revision)? {
        Ok(())
    } else {
        Err(AccountsError::Conflict("reviews-draft-changed"))
    }
}

/// Publishes the draft: from now on it is what people are asked. Pages that are open stay with the version they show.
/// The number of the new version.
///
/// # Errors
/// Without the right or a reason; a draft that changes nothing, or that somebody changed meanwhile; a closed form.
pub fn publish(db: &mut Db, by: &By, form: Id, revision: i32, note: &str) -> Result<i32, AccountsError> {
    act(db, by, |db| {
        let editing = editing(db, by, form)?;
        if editing.held.form.closed.is_some() {
            return Err(AccountsError::Conflict("reviews-form-closed"));
        }
        if editing.revision != revision || revision == 0 {
            return Err(AccountsError::Conflict("reviews-draft-changed"));
        }
        if editing.changes().is_empty() {
            return Err(AccountsError::Conflict("reviews-draft-same"));
        }
        let note = required("reason", note)?;
        let version = version(&editing, &note, by.now, by.actor.agent);
        if !store::insert(db, &version)? || !store::discard(db, form, revision)? {
            return Err(AccountsError::Conflict("reviews-busy"));
        }
        let done = Act::new("form.publish", &editing.held.about.place, "form", form.to_string())
            .set("procedure", &editing.held.about.procedure.slug)
            .changed("version", Some(editing.number.to_string()), Some(version.number.to_string()))
            .changed("shape", Some(digest(&editing.published.json())), Some(digest(&version.shape.json())))
            .because(&note);
        Ok((version.number, done))
    })
}

fn version(editing: &Editing, note: &str, now: Timestamp, agent: Option<Id>) -> Version {
    Version {
        form: editing.held.form.id,
        number: editing.number + 1,
        shape: editing.shape.clone(),
        note: note.to_owned(),
        published_at: now,
        published_by: agent,
    }
}
