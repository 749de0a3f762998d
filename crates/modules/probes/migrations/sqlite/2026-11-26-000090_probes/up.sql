-- An address of a procedure that is looked at again and again. It is never changed but for its end.
CREATE TABLE probes_watch (
    id BLOB NOT NULL PRIMARY KEY,
    procedure_id BLOB NOT NULL,
    url TEXT NOT NULL,
    -- Minutes between two looks at whether it answers.
    every INTEGER NOT NULL CHECK (every BETWEEN 1 AND 1440),
    -- Hours of service, on the clocks of mainland France: days from 1 (Monday) as bits, minutes of the day.
    days INTEGER NOT NULL CHECK (days BETWEEN 1 AND 127),
    opens INTEGER NOT NULL CHECK (opens BETWEEN 0 AND 1439),
    closes INTEGER NOT NULL CHECK (closes BETWEEN 1 AND 1440),
    since BIGINT NOT NULL,
    ended_at BIGINT
);
CREATE INDEX probes_watch_procedure ON probes_watch (procedure_id);

-- One look at whether it answers; a failure stands after a second try. Erased after 100 days.
CREATE TABLE probes_check (
    watch_id BLOB NOT NULL REFERENCES probes_watch (id),
    at BIGINT NOT NULL,
    -- Why no whole answer came, or the status of one that is no success; NULL: it answers.
    failure TEXT,
    first_byte REAL,
    total REAL NOT NULL,
    -- Within hours of service and outside of maintenance: only these are measured.
    counts BOOLEAN NOT NULL,
    place TEXT NOT NULL,
    PRIMARY KEY (watch_id, at)
);

-- From the first look that failed to the first that did not.
CREATE TABLE probes_outage (
    watch_id BLOB NOT NULL REFERENCES probes_watch (id),
    began_at BIGINT NOT NULL,
    ended_at BIGINT,
    failure TEXT NOT NULL,
    counts BOOLEAN NOT NULL,
    PRIMARY KEY (watch_id, began_at)
);

-- Looks that were due and did not take place: a fact, not an absence of rows.
CREATE TABLE probes_gap (
    watch_id BLOB NOT NULL REFERENCES probes_watch (id),
    kind TEXT NOT NULL,
    began_at BIGINT NOT NULL,
    ended_at BIGINT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (watch_id, kind, began_at)
);

-- A stop that was announced.
CREATE TABLE probes_maintenance (
    id BLOB NOT NULL PRIMARY KEY,
    procedure_id BLOB NOT NULL,
    began_at BIGINT NOT NULL,
    ended_at BIGINT NOT NULL,
    reason TEXT NOT NULL
);
CREATE INDEX probes_maintenance_procedure ON probes_maintenance (procedure_id);

-- What a night's reading of the page found: the whole report, as `parvis probe` writes it.
CREATE TABLE probes_run (
    watch_id BLOB NOT NULL REFERENCES probes_watch (id),
    at BIGINT NOT NULL,
    failed INTEGER NOT NULL,
    to_review INTEGER NOT NULL,
    report TEXT NOT NULL,
    PRIMARY KEY (watch_id, at)
);

-- What a person said of a finding: it stands while the element is unchanged.
CREATE TABLE probes_judgement (
    procedure_id BLOB NOT NULL,
    mark TEXT NOT NULL,
    verdict TEXT NOT NULL,
    note TEXT NOT NULL,
    judged_at BIGINT NOT NULL,
    judged_by BLOB,
    PRIMARY KEY (procedure_id, mark)
);

-- What those who answer for a procedure are told, once.
CREATE TABLE probes_alert (
    procedure_id BLOB NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    url TEXT NOT NULL,
    detail TEXT NOT NULL,
    found_at BIGINT NOT NULL,
    told_at BIGINT,
    PRIMARY KEY (procedure_id, kind, subject)
);
CREATE INDEX probes_alert_untold ON probes_alert (found_at) WHERE told_at IS NULL;
