-- Which comments can be searched. The key follows the time they came, so that the newest are found first without
-- sorting; it is the row of their words.
CREATE TABLE reviews_indexed (
    key INTEGER NOT NULL PRIMARY KEY,
    form_id BLOB NOT NULL REFERENCES reviews_form (id),
    opinion_id BLOB NOT NULL UNIQUE REFERENCES reviews_opinion (id) ON DELETE CASCADE,
    -- Version of the rules that cut words: what older ones made is made again.
    made INTEGER NOT NULL
);
CREATE INDEX reviews_indexed_form ON reviews_indexed (form_id, made);

-- Stems, each with the digest of its form before it: what is looked up is of one form. The text itself is not kept here.
CREATE VIRTUAL TABLE reviews_words USING fts5 (
    words,
    content = '',
    contentless_delete = 1,
    tokenize = 'ascii'
);

-- What is erased cannot be found, whoever erases it.
CREATE TRIGGER reviews_indexed_erased AFTER DELETE ON reviews_indexed BEGIN
    DELETE FROM reviews_words WHERE rowid = old.key;
END;
