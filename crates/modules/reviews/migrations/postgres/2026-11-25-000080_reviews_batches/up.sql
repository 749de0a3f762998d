-- Sheets of paper that are keyed together, each twice.
CREATE TABLE reviews_batch (
    id UUID NOT NULL PRIMARY KEY,
    form_id UUID NOT NULL REFERENCES reviews_form (id),
    button_id UUID NOT NULL REFERENCES reviews_button (id),
    name TEXT NOT NULL,
    tongue TEXT NOT NULL,
    -- Version of the form that the sheets ask.
    version INTEGER NOT NULL,
    made_at BIGINT NOT NULL,
    made_by UUID,
    -- Every sheet is settled, or somebody gave the batch up.
    ended_at BIGINT
);
CREATE INDEX reviews_batch_form ON reviews_batch (form_id, made_at);

CREATE TABLE reviews_sheet (
    batch_id UUID NOT NULL REFERENCES reviews_batch (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    -- to_enter, to_check, differs, kept, blank, given_up.
    state TEXT NOT NULL,
    -- What was read, masked; emptied once the sheet is settled.
    first_reading TEXT,
    first_by UUID,
    second_reading TEXT,
    second_by UUID,
    -- Answers that the two readings did not share.
    slips INTEGER NOT NULL,
    opinion_id UUID REFERENCES reviews_opinion (id) ON DELETE SET NULL,
    PRIMARY KEY (batch_id, number)
);
CREATE INDEX reviews_sheet_opinion ON reviews_sheet (opinion_id) WHERE opinion_id IS NOT NULL;
