-- Which comments can be searched, and their stems, each with the digest of its form before it. The key follows the time
-- they came, so that the newest are found first.
CREATE TABLE reviews_indexed (
    key BIGINT NOT NULL PRIMARY KEY,
    form_id UUID NOT NULL REFERENCES reviews_form (id),
    opinion_id UUID NOT NULL UNIQUE REFERENCES reviews_opinion (id) ON DELETE CASCADE,
    -- Version of the rules that cut words: what older ones made is made again.
    made INTEGER NOT NULL,
    words TSVECTOR NOT NULL
);
CREATE INDEX reviews_indexed_form ON reviews_indexed (form_id, key);
CREATE INDEX reviews_indexed_words ON reviews_indexed USING GIN (words);
