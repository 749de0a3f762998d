CREATE TABLE reviews_form (
    id BLOB NOT NULL PRIMARY KEY,
    procedure_id BLOB NOT NULL,
    name TEXT NOT NULL,
    -- Months that opinions are kept; null: as the space says.
    retention_months INTEGER CHECK (retention_months BETWEEN 1 AND 120),
    -- Opinions of the days before are erased, first day of a month; their counters stay.
    kept_from INTEGER NOT NULL,
    created_at BIGINT NOT NULL,
    closed_at BIGINT,
    closed_reason TEXT,
    CHECK ((closed_at IS NULL) = (closed_reason IS NULL))
);
CREATE INDEX reviews_form_procedure ON reviews_form (procedure_id);

CREATE TABLE reviews_button (
    id BLOB NOT NULL PRIMARY KEY,
    form_id BLOB NOT NULL REFERENCES reviews_form (id),
    -- What people type and QR codes hold: short, never used again.
    code TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    -- Where in the journey it stands.
    point TEXT NOT NULL,
    -- Its numbers in the service that came before, whose addresses keep working.
    old_service TEXT,
    old_button TEXT,
    created_at BIGINT NOT NULL,
    closed_at BIGINT,
    -- Said to whoever comes by it, with where to turn.
    closed_reason TEXT,
    CHECK ((closed_at IS NULL) = (closed_reason IS NULL)),
    UNIQUE (old_service, old_button)
);
CREATE INDEX reviews_button_form ON reviews_button (form_id);

CREATE TABLE reviews_opinion (
    id BLOB NOT NULL PRIMARY KEY,
    form_id BLOB NOT NULL REFERENCES reviews_form (id),
    button_id BLOB NOT NULL REFERENCES reviews_button (id),
    -- Version of the form it was given with.
    version INTEGER NOT NULL,
    -- Digest of the secret of its page: the same page sent again is the same opinion.
    page TEXT NOT NULL UNIQUE,
    -- 1, and one more with each step: of two that come at once, one is written.
    revision INTEGER NOT NULL,
    day INTEGER NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    channel TEXT NOT NULL,
    tongue TEXT NOT NULL,
    -- counted, or set aside; the rule that set it aside.
    state TEXT NOT NULL CHECK (state IN ('counted', 'aside')),
    rule TEXT,
    -- The options chosen, with a space between: what counters count.
    answers TEXT NOT NULL,
    -- Personal data masked.
    verbatim TEXT,
    other TEXT,
    -- The agent who wrote it down for somebody.
    entered_by BLOB,
    -- Keyed digest of the day and the network's prefix, erased after a day: to tell bursts, never to tell people.
    crowd BIGINT,
    -- Digest of the comment's words, to find the same one again.
    print BIGINT,
    CHECK ((state = 'aside') = (rule IS NOT NULL))
);
CREATE INDEX reviews_opinion_form ON reviews_opinion (form_id, created_at, id);
CREATE INDEX reviews_opinion_button ON reviews_opinion (button_id, created_at);
CREATE INDEX reviews_opinion_print ON reviews_opinion (form_id, print) WHERE print IS NOT NULL;
CREATE INDEX reviews_opinion_crowd ON reviews_opinion (crowd) WHERE crowd IS NOT NULL;

-- How many opinions chose an option, by day (20261122) and by month (202611), each way they can be told apart.
CREATE TABLE reviews_count (
    form_id BLOB NOT NULL,
    period INTEGER NOT NULL,
    button_id BLOB NOT NULL,
    channel TEXT NOT NULL,
    tongue TEXT NOT NULL,
    version INTEGER NOT NULL,
    choice TEXT NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (form_id, period, button_id, channel, tongue, version, choice)
) WITHOUT ROWID;
