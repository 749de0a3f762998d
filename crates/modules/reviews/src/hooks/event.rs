//! What programs are told.

parvis_kernel::text_enum! {
    /// Something that happened to a survey. Its text form is that of forms and tables; [`Event::wire`] is told outside.
    pub enum Event {
        /// An opinion was given.
        OpinionCreated = "opinion-created",
        /// An opinion was completed or changed, set aside or put back.
        OpinionUpdated = "opinion-updated",
        AlertRaised = "alert-raised",
        /// The figures of the last whole months were written to the ledger.
        FiguresMeasured = "figures-measured",
    }
}

impl Event {
    /// Its name in messages: `opinion.created`.
    pub fn wire(self) -> String {
        self.as_str().replacen('-', ".", 1)
    }

    /// Events as one text, with a space between.
    pub(crate) fn text<'e>(all: impl IntoIterator<Item = &'e Self>) -> String {
        all.into_iter().map(|event| event.as_str()).collect::<Vec<_>>().join(" ")
    }
}
