-- What a form is for; it does not change. Only the national survey is measured and published.
ALTER TABLE reviews_form ADD COLUMN template TEXT NOT NULL DEFAULT 'national';

-- What is asked, from a version on. A form without a row is asked as the national survey is: version 1.
CREATE TABLE reviews_version (
    form_id BLOB NOT NULL REFERENCES reviews_form (id),
    number INTEGER NOT NULL CHECK (number >= 1),
    shape TEXT NOT NULL,
    -- Questions of the national survey in other words, with a space between: their figures are not comparable.
    altered TEXT NOT NULL,
    note TEXT NOT NULL,
    published_at BIGINT NOT NULL,
    published_by BLOB,
    PRIMARY KEY (form_id, number)
);

-- The next version in the making.
CREATE TABLE reviews_draft (
    form_id BLOB NOT NULL PRIMARY KEY REFERENCES reviews_form (id),
    -- One more with each edit: of two editors, one does not overwrite the other.
    revision INTEGER NOT NULL,
    shape TEXT NOT NULL,
    edited_at BIGINT NOT NULL,
    edited_by BLOB
);

-- Answers in words to questions of one's own, personal data masked: an object of question and text.
ALTER TABLE reviews_opinion ADD COLUMN extras TEXT;
