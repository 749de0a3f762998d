CREATE TABLE catalog_procedure (
    id BLOB NOT NULL PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    created_at BIGINT NOT NULL
);

CREATE TABLE catalog_fact (
    procedure_id BLOB NOT NULL REFERENCES catalog_procedure (id),
    kind TEXT NOT NULL,
    valid_from INTEGER NOT NULL,
    recorded_at BIGINT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (procedure_id, kind, valid_from, recorded_at)
) WITHOUT ROWID;

CREATE TRIGGER catalog_fact_no_update BEFORE UPDATE ON catalog_fact
BEGIN SELECT RAISE(ABORT, 'facts of the catalogue are append-only: record a new one'); END;
CREATE TRIGGER catalog_fact_no_delete BEFORE DELETE ON catalog_fact
BEGIN SELECT RAISE(ABORT, 'facts of the catalogue are append-only: record a new one'); END;
