/// What went wrong, in the few kinds that decide an HTTP status or an exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ErrorKind {
    /// The thing asked for does not exist, or must not be known to exist.
    NotFound,
    /// What was sent cannot be understood or breaks a rule; the sender can mend it.
    Invalid,
    /// The actor may not do this.
    Forbidden,
    /// What was asked contradicts the present state.
    Conflict,
    /// Something Parvis needs did not answer; trying again later may work.
    Unavailable,
}
