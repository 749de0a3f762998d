//! The section `[limits]`: how many requests of each class are answered at the same time, over how many connections.

use parvis_web::Limits;
use serde::Deserialize;

use crate::failure::Failure;

/// Every key is optional.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct LimitsSection {
    /// Connections to the database that this process keeps at most.
    pub connections: u32,
    intake: usize,
    public: usize,
    desk: usize,
    transfer: usize,
}

/// Connections that the background work and the watch of publications may hold: two jobs and one look.
const BEHIND: usize = 3;

impl Default for LimitsSection {
    fn default() -> Self {
        let Limits { intake, public, desk, transfer } = Limits::default();
        Self {
            connections: 20,
            intake: intake.at_once,
            public: public.at_once,
            desk: desk.at_once,
            transfer: transfer.at_once,
        }
    }
}

impl std::fmt::Display for LimitsSection {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { connections, intake, public, desk, transfer } = self;
        write!(
            f,
            "connections {connections}; at once: intake {intake}, public {public}, desk {desk}, transfer {transfer}"
        )
    }
}

impl LimitsSection {
    /// Refused when all that is not intake could hold every connection: opinions would wait for dashboards.
    ///
    /// # Errors
    /// [`Failure::Setting`].
    pub fn checked(self) -> Result<Self, Failure> {
        let classes = [self.intake, self.public, self.desk, self.transfer];
        if classes.iter().any(|places| !(1..=10_000).contains(places)) {
            return Err(Failure::setting("limits", &format!("{classes:?}"), "fail-form-limits"));
        }
        let others = self.public + self.desk + self.transfer + BEHIND;
        if usize::try_from(self.connections).unwrap_or(usize::MAX) <= others || self.connections > 1000 {
            let told = format!("{} ≤ {others}", self.connections);
            return Err(Failure::setting("limits.connections", &told, "fail-form-connections"));
        }
        Ok(self)
    }

    /// The limits of every class; what is not set here is as it is built.
    pub fn limits(self) -> Limits {
        let mut limits = Limits::default();
        limits.intake.at_once = self.intake;
        limits.public.at_once = self.public;
        limits.desk.at_once = self.desk;
        limits.transfer.at_once = self.transfer;
        limits
    }

    /// Threads that wait for the database or compress answers: each allocates memory of its own.
    pub fn threads(self) -> usize {
        usize::try_from(self.connections).unwrap_or(usize::MAX).saturating_mul(2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opinions_always_have_a_connection_left() {
        assert!(LimitsSection::default().checked().is_ok());
        let of =
            |connections, desk| LimitsSection { connections, desk, ..LimitsSection::default() }.checked();
        assert!(of(20, 6).is_ok());
        assert!(of(20, 7).is_err() && of(16, 3).is_err() && of(20, 0).is_err() && of(2000, 3).is_err());
    }
}
