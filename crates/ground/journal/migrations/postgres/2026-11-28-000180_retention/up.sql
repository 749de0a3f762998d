-- What was erased because its term was over: never the thing itself.
CREATE TABLE journal_erasure (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at BIGINT NOT NULL,
    rule TEXT NOT NULL,
    -- Who did it: a job, or a command.
    job TEXT NOT NULL,
    n BIGINT NOT NULL CHECK (n > 0),
    -- When the oldest of it was from, where that is known, and the instant from which things stay.
    first_at BIGINT,
    until_at BIGINT NOT NULL
);
CREATE INDEX journal_erasure_at ON journal_erasure (at);

CREATE TRIGGER journal_erasure_frozen BEFORE UPDATE OR DELETE ON journal_erasure
FOR EACH ROW EXECUTE FUNCTION journal_refuse();
CREATE TRIGGER journal_erasure_no_truncate BEFORE TRUNCATE ON journal_erasure
FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse();
