-- People who want an answer to what they said: of the code that they were given, the digest alone is kept.
CREATE TABLE reviews_follow_up (
    opinion_id BLOB NOT NULL PRIMARY KEY REFERENCES reviews_opinion (id) ON DELETE CASCADE,
    form_id BLOB NOT NULL REFERENCES reviews_form (id),
    code TEXT NOT NULL UNIQUE,
    asked_at BIGINT NOT NULL,
    -- When the last answer was written, and when the person first read it.
    answered_at BIGINT,
    read_at BIGINT
);
CREATE INDEX reviews_follow_up_form ON reviews_follow_up (form_id, answered_at, asked_at);

CREATE TABLE reviews_reply (
    id BLOB NOT NULL PRIMARY KEY,
    opinion_id BLOB NOT NULL REFERENCES reviews_follow_up (opinion_id) ON DELETE CASCADE,
    at BIGINT NOT NULL,
    agent_id BLOB,
    text TEXT NOT NULL
);
CREATE INDEX reviews_reply_opinion ON reviews_reply (opinion_id, at);
