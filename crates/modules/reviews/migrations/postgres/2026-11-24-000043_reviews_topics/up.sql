-- The topics of a form's comments, as a job found them and whoever answers for the form arranged them.
CREATE TABLE reviews_topic (
    id UUID NOT NULL PRIMARY KEY,
    form_id UUID NOT NULL REFERENCES reviews_form (id),
    -- That of the lexicon, or word. and the stem that the comments share.
    key TEXT NOT NULL,
    -- The words that tell it, the most telling first, one a line.
    words TEXT NOT NULL,
    -- As the owner calls it; null: as the program does.
    name TEXT,
    hidden INTEGER NOT NULL,
    -- The topic that it is shown with.
    merged_into UUID REFERENCES reviews_topic (id),
    UNIQUE (form_id, key)
);

CREATE TABLE reviews_spoken (
    topic_id UUID NOT NULL REFERENCES reviews_topic (id) ON DELETE CASCADE,
    opinion_id UUID NOT NULL REFERENCES reviews_opinion (id) ON DELETE CASCADE,
    PRIMARY KEY (topic_id, opinion_id)
);
CREATE INDEX reviews_spoken_opinion ON reviews_spoken (opinion_id);

-- What the topics were last found in.
CREATE TABLE reviews_topic_run (
    form_id UUID NOT NULL PRIMARY KEY REFERENCES reviews_form (id),
    at BIGINT NOT NULL,
    -- The oldest comment that was read, and how many were.
    since BIGINT NOT NULL,
    comments INTEGER NOT NULL
);
