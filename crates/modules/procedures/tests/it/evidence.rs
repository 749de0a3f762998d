//! Files as evidence: attached, removed, scanned, frozen.

use parvis_accounts::AccountsError;
use parvis_files::testing::{down, eicar, small};
use parvis_files::{File, Files};
use parvis_jobs::Registry;
use parvis_journal::{By, Change};
use parvis_kernel::{Id, Role, Scope};
use parvis_procedures::assessment::{Evidence, Stage};
use parvis_procedures::service::assess::{self, Sheet};
use parvis_procedures::service::evidence;

use crate::world::{World, on_each_engine, wrong};

pub const PDF: &[u8] = b"%PDF-1.7\n1 0 obj << >> endobj\n%%EOF\n";
const CRITERION: &str = "digital_use";

/// Those who assess a procedure and read it again, where files are kept in some way.
struct Office<'w> {
    world: &'w World,
    files: Files,
    slug: String,
    owner: Id,
    officer: Id,
}

/// Does what is due in the background, as a worker would.
pub fn work(world: &World, files: &Files) -> usize {
    let registry = files.register(Registry::builder()).build().unwrap();
    parvis_jobs::run_all(world.pool(), &registry, &*world.clock(), &*world.means.rng).unwrap().len()
}

impl<'w> Office<'w> {
    fn new(world: &'w World, files: Files) -> Self {
        let slug = world.procedure(world.state, "impot-1", "Déclarer", "Direction des impôts");
        let owner = world.agent("porteur", Role::ProcedureOwner, world.scope(&slug));
        let officer = world.agent("qualite", Role::QualityOfficer, Scope::Space(world.state));
        Self { world, files, slug, owner, officer }
    }

    fn attach(&self, by: &By, bytes: &[u8]) -> Result<Id, AccountsError> {
        let (pool, means) = (self.world.pool(), &self.world.means);
        let received = self.files.receive(pool, "a.txt", bytes, &*self.world.clock(), &*means.rng).unwrap();
        let (slug, files) = (&self.slug, &self.files);
        pool.write(|db| evidence::attach(db, files, means, by, slug, CRITERION, &received))?;
        Ok(received.id)
    }

    fn save(&self, is_draft: bool, note: &str, removed: &[Id]) -> Result<Id, AccountsError> {
        let answers = [("online", "75"), ("total", "100")];
        let sheet = Sheet {
            answers: answers.map(|(key, value)| (key.to_owned(), value.to_owned())).into(),
            evidence: Evidence { link: String::new(), note: note.to_owned() },
            removed: removed.to_vec(),
            is_draft,
        };
        let (means, by) = (&self.world.means, self.world.by(self.owner));
        self.world.pool().write(|db| assess::save(db, &self.files, means, &by, &self.slug, CRITERION, &sheet))
    }

    fn accept(&self, id: Id) -> Result<(), AccountsError> {
        let by = self.world.by(self.officer);
        self.world.pool().write(|db| assess::accept(db, &self.files, &by, id))
    }

    fn send_back(&self, id: Id) {
        let by = self.world.by(self.officer);
        self.world.pool().write(|db| assess::send_back(db, &by, id, "essai")).unwrap();
    }

    fn of(&self, assessment: Id) -> Vec<File> {
        self.world.pool().read(|db| evidence::of(db, assessment)).unwrap()
    }

    /// The only entry of an action, by what it says of a file.
    fn told(&self, action: &str, file: &File) -> Change {
        let mut entry = self.world.acts(action).remove(0);
        let what = format!("file {}", file.id);
        let at = entry.changes.iter().position(|change| change.what == what);
        entry.changes.remove(at.unwrap_or_else(|| panic!("{action} does not name the file")))
    }
}

#[test]
fn a_file_is_evidence_and_is_frozen_with_what_was_accepted() {
    on_each_engine(|world| {
        let office = Office::new(world, world.files.clone());
        assert_eq!(wrong(office.save(false, "", &[])), ("link", "crit-evidence-none"));
        office.attach(&world.by(office.owner), PDF).unwrap();
        let id = office.save(false, "", &[]).unwrap();
        let file = office.of(id).remove(0);
        assert_eq!((file.space, file.created_by), (Some(world.state), Some(office.owner)));
        let sha256 = Some(format!("sha256:{}", file.sha256));
        for action in ["criterion.attach", "criterion.send"] {
            assert_eq!(
                (office.told(action, &file).from, office.told(action, &file).to),
                (None, sha256.clone())
            );
        }
        let late = office.attach(&world.by(office.owner), PDF);
        assert_eq!(wrong(late), ("", "crit-waiting"), "what was sent stays as it is");
        office.accept(id).unwrap();
        assert_eq!(office.told("criterion.accept", &file).to, sha256);
        // A new assessment has its own files, and does not touch those of the one before.
        office.attach(&world.by(office.owner), PDF).unwrap();
        let next = office.save(true, "", &[file.id]).unwrap();
        assert_ne!(next, id);
        assert_eq!((office.of(id), office.of(next).len()), (vec![file], 1));
    });
}

#[test]
fn a_file_is_removed_from_a_draft_and_from_what_was_given_back() {
    on_each_engine(|world| {
        let office = Office::new(world, world.files.clone());
        let first = office.attach(&world.by(office.owner), PDF).unwrap();
        let draft = office.save(true, "", &[first]).unwrap();
        assert!(office.of(draft).is_empty() && world.kept().len() == 1);
        assert_eq!(work(world, &office.files), 0);
        assert!(world.kept().is_empty(), "its bytes are erased");
        let entry = world.acts("criterion.draft").remove(0);
        let change = entry.changes.iter().find(|change| change.what == format!("file {first}")).unwrap();
        assert!(change.from.as_ref().is_some_and(|from| from.starts_with("sha256:")) && change.to.is_none());
        let second = office.attach(&world.by(office.owner), b"un").unwrap();
        assert_eq!(wrong(office.save(false, "", &[second])).1, "crit-evidence-none");
        assert_eq!(office.of(draft).len(), 1, "a refusal removes nothing");
        let id = office.save(false, "", &[]).unwrap();
        assert_eq!(id, draft);
        office.send_back(id);
        office.attach(&world.by(office.owner), b"deux").unwrap();
        assert_eq!(office.save(false, "", &[second]).unwrap(), id);
        assert_eq!(office.of(id).len(), 1);
    });
}

#[test]
fn nobody_agrees_with_a_file_that_nobody_has_looked_at() {
    on_each_engine(|world| {
        let office = Office::new(world, world.scanned_by(down()));
        office.attach(&world.by(office.owner), PDF).unwrap();
        let id = office.save(false, "", &[]).unwrap();
        assert_eq!(work(world, &office.files), 1, "the scanner is down");
        assert_eq!(wrong(office.accept(id)), ("", "crit-file-waiting"));
        // It is tried again after a while.
        let back = Office { files: world.scanned_by(small()), ..office };
        world.wait_an_hour();
        assert_eq!(work(world, &back.files), 0);
        back.accept(id).unwrap();
    });
}

#[test]
fn a_file_that_the_scanner_refuses_is_neither_sent_nor_accepted() {
    on_each_engine(|world| {
        let office = Office::new(world, world.scanned_by(small()));
        office.attach(&world.by(office.owner), eicar().as_bytes()).unwrap();
        let id = office.save(false, "vu", &[]).unwrap();
        work(world, &office.files);
        assert_eq!(wrong(office.accept(id)), ("", "crit-file-refused"));
        office.send_back(id);
        let bad = office.of(id).remove(0).id;
        assert_eq!(wrong(office.save(false, "vu", &[])), ("remove", "crit-file-remove"));
        office.save(false, "vu", &[bad]).unwrap();
        office.accept(id).unwrap();
    });
}

#[test]
fn files_are_few_and_only_those_who_may_attach_or_see_them() {
    on_each_engine(|world| {
        let office = Office::new(world, world.files.clone());
        for _ in 0..evidence::MOST {
            office.attach(&world.by(office.owner), PDF).unwrap();
        }
        assert_eq!(wrong(office.attach(&world.by(office.owner), PDF)), ("file", "crit-files-many"));
        let id = office.save(true, "", &[]).unwrap();
        let file = office.of(id).remove(0).id;
        let acts = world.acts("criterion.attach").len();
        for (name, role, scope, on_attach, sees) in [
            ("lecture", Role::QualityOfficer, Scope::Space(world.state), "crit-files-many", true),
            ("audit", Role::Auditor, Scope::Platform, "forbidden", true),
            ("titres", Role::ProcedureOwner, Scope::Organisation(world.papers.id), "not found", false),
            ("ville", Role::QualityOfficer, Scope::Space(world.town), "not found", false),
            ("accueil", Role::CounterAgent, Scope::Space(world.state), "not found", false),
        ] {
            let agent = world.agent(name, role, scope);
            assert_eq!(wrong(office.attach(&world.by(agent), PDF)).1, on_attach, "{name}");
            let by = world.by(agent);
            let found = world.pool().read(|db| evidence::get(db, &by, id, file));
            assert_eq!(found.is_ok(), sees, "{name}");
        }
        assert_eq!(wrong(office.attach(&world.console(), PDF)).1, "forbidden", "a person assesses");
        assert_eq!(world.acts("criterion.attach").len(), acts);
        let by = world.by(office.owner);
        let other = world.pool().read(|db| evidence::get(db, &by, id, id));
        assert_eq!(wrong(other).1, "not found");
        let kept = world.pool().read(|db| assess::get(db, &by, id, parvis_kernel::Permission::MeasureRead));
        assert_eq!(kept.unwrap().assessment.stage, Stage::Draft);
    });
}
