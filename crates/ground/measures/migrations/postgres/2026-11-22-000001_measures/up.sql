CREATE TABLE measures_reading (
    procedure_id UUID NOT NULL,
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
);

CREATE TABLE measures_gap (
    source TEXT NOT NULL,
    indicator TEXT NOT NULL,
    period TEXT NOT NULL,
    first_day INTEGER NOT NULL,
    last_day INTEGER NOT NULL CHECK (last_day >= first_day),
    reason TEXT NOT NULL,
    recorded_at BIGINT NOT NULL,
    PRIMARY KEY (source, indicator, period, first_day)
);

CREATE FUNCTION measures_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the ledger is append-only: record a correction'; END $$;
CREATE TRIGGER measures_reading_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON measures_reading
FOR EACH STATEMENT EXECUTE FUNCTION measures_append_only();
