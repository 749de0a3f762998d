CREATE TABLE measures_reading (
    procedure_id BLOB NOT NULL,
    indicator TEXT NOT NULL,
    period TEXT NOT NULL,
    as_of INTEGER NOT NULL,
    source TEXT NOT NULL,
    revision INTEGER NOT NULL CHECK (revision >= 1),
    method TEXT NOT NULL,
    value DOUBLE PRECISION,
    choice TEXT,
    n INTEGER CHECK (n IS NULL OR n >= 1),
    counts TEXT,
    collected_at BIGINT NOT NULL,
    recorded_at BIGINT NOT NULL,
    reason TEXT,
    PRIMARY KEY (procedure_id, indicator, period, as_of, source, revision),
    CHECK ((value IS NULL) <> (choice IS NULL))
) WITHOUT ROWID;

CREATE TABLE measures_gap (
    source TEXT NOT NULL,
    indicator TEXT NOT NULL,
    period TEXT NOT NULL,
    first_day INTEGER NOT NULL,
    last_day INTEGER NOT NULL CHECK (last_day >= first_day),
    reason TEXT NOT NULL,
    recorded_at BIGINT NOT NULL,
    PRIMARY KEY (source, indicator, period, first_day)
) WITHOUT ROWID;

CREATE TRIGGER measures_reading_no_update BEFORE UPDATE ON measures_reading
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: record a correction'); END;
CREATE TRIGGER measures_reading_no_delete BEFORE DELETE ON measures_reading
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: record a correction'); END;
-- REPLACE deletes without a word to the trigger above.
CREATE TRIGGER measures_reading_no_replace BEFORE INSERT ON measures_reading
WHEN EXISTS (
    SELECT 1 FROM measures_reading
    WHERE procedure_id = NEW.procedure_id AND indicator = NEW.indicator AND period = NEW.period
    AND as_of = NEW.as_of AND source = NEW.source AND revision = NEW.revision
)
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: record a correction'); END;
