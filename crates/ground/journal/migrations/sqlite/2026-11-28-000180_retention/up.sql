-- What was erased because its term was over: never the thing itself.
CREATE TABLE journal_erasure (
    id INTEGER NOT NULL PRIMARY KEY,
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

CREATE TRIGGER journal_erasure_no_update BEFORE UPDATE ON journal_erasure
BEGIN SELECT RAISE(ABORT, 'reports of erasure are append-only'); END;
CREATE TRIGGER journal_erasure_no_delete BEFORE DELETE ON journal_erasure
BEGIN SELECT RAISE(ABORT, 'reports of erasure are append-only'); END;
CREATE TRIGGER journal_erasure_no_replace BEFORE INSERT ON journal_erasure
WHEN NEW.id IS NOT NULL AND EXISTS (SELECT 1 FROM journal_erasure WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'reports of erasure are append-only'); END;
