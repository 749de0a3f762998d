//! What is known of each criterion of each procedure, and what is stale or missing.

use parvis_accounts::AccountsError;
use parvis_catalog::State;
use parvis_db::Db;
use parvis_journal::By;
use parvis_kernel::{Day, Id, Permission, Timestamp};
use std::collections::HashMap;

use super::catalogue;
use crate::assessment::{Freshness, Stage};
use crate::place::{Ground, Located};
use crate::protocol::{Protocol, Protocols};
use crate::store::{self, Brief};

/// What is known of one criterion of one procedure.
#[derive(Debug, Clone, Copy)]
pub struct Standing {
    pub protocol: &'static Protocol,
    /// The last assessment that was accepted, and the last day on which it stands.
    pub accepted: Option<(Id, Day)>,
    /// The assessment that is under way.
    pub under_way: Option<(Id, Stage)>,
}

impl Standing {
    pub fn freshness(&self, now: Timestamp) -> Freshness {
        Freshness::of(self.accepted.map(|(_, day)| day), now)
    }
}

/// A procedure and the criteria that people read, in the order of the protocols.
#[derive(Debug, Clone)]
pub struct Covered {
    pub about: Located,
    pub standings: Vec<Standing>,
}

/// The listed procedures over which the actor may look at measurements.
///
/// # Errors
/// The database's own.
pub fn list(db: &mut Db, by: &By) -> Result<(Ground, Vec<Covered>), AccountsError> {
    let (ground, all) = catalogue::list(db, by, Permission::MeasureRead)?;
    let mut briefs: HashMap<Id, Vec<Brief>> = HashMap::new();
    for brief in store::briefs(db)? {
        briefs.entry(brief.procedure).or_default().push(brief);
    }
    let covered = |about: Located| {
        let own = briefs.get(&about.procedure.id).map_or(&[][..], Vec::as_slice);
        Covered { standings: standings(own), about }
    };
    Ok((ground, all.into_iter().filter(|one| one.shown.state == State::Listed).map(covered).collect()))
}

/// What is known of each criterion of one procedure.
///
/// # Errors
/// The database's own.
pub fn of(db: &mut Db, about: &Located) -> Result<Vec<Standing>, AccountsError> {
    let all = store::of_procedure(db, about.procedure.id)?;
    let briefs: Vec<Brief> = all.iter().rev().map(Brief::from).collect();
    Ok(standings(&briefs))
}

/// What the assessments of one procedure, the oldest first, tell of each criterion.
fn standings(own: &[Brief]) -> Vec<Standing> {
    let standing = |protocol: &'static Protocol| {
        let all = || own.iter().rev().filter(|brief| brief.indicator == protocol.indicator);
        let accepted = all().find(|brief| brief.stage == Stage::Accepted);
        let under_way = all().find(|brief| brief.stage != Stage::Accepted);
        Standing {
            protocol,
            accepted: accepted.map(|brief| (brief.id, brief.expires_on)),
            under_way: under_way.map(|brief| (brief.id, brief.stage)),
        }
    };
    Protocols::standard().iter().map(standing).collect()
}

/// Which criteria a list shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Wanted {
    /// Missing, expired or near their end.
    #[default]
    Due,
    /// Waiting for a second reader.
    Waiting,
    All,
}

impl Wanted {
    /// Whether a procedure has such a criterion.
    pub fn finds(self, one: &Covered, now: Timestamp) -> bool {
        match self {
            Self::All => true,
            Self::Due => one.standings.iter().any(|standing| standing.freshness(now).is_due()),
            Self::Waiting => one.standings.iter().any(|s| matches!(s.under_way, Some((_, Stage::Waiting)))),
        }
    }
}
