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

CREATE INDEX catalog_fact_number ON catalog_fact (value) WHERE kind = 'number';

CREATE TRIGGER catalog_fact_no_update BEFORE UPDATE ON catalog_fact
BEGIN SELECT RAISE(ABORT, 'the catalogue is append-only: record a new fact'); END;
CREATE TRIGGER catalog_fact_no_delete BEFORE DELETE ON catalog_fact
BEGIN SELECT RAISE(ABORT, 'the catalogue is append-only: record a new fact'); END;
-- REPLACE deletes without a word to the trigger above.
CREATE TRIGGER catalog_fact_no_replace BEFORE INSERT ON catalog_fact
WHEN EXISTS (
    SELECT 1 FROM catalog_fact
    WHERE procedure_id = NEW.procedure_id AND kind = NEW.kind
    AND valid_from = NEW.valid_from AND recorded_at = NEW.recorded_at
)
BEGIN SELECT RAISE(ABORT, 'the catalogue is append-only: record a new fact'); END;

CREATE TRIGGER catalog_procedure_no_update BEFORE UPDATE ON catalog_procedure
BEGIN SELECT RAISE(ABORT, 'the catalogue is append-only: an identity never changes'); END;
CREATE TRIGGER catalog_procedure_no_delete BEFORE DELETE ON catalog_procedure
BEGIN SELECT RAISE(ABORT, 'the catalogue is append-only: an identity never changes'); END;
CREATE TRIGGER catalog_procedure_no_replace BEFORE INSERT ON catalog_procedure
WHEN EXISTS (SELECT 1 FROM catalog_procedure WHERE id = NEW.id OR slug = NEW.slug)
BEGIN SELECT RAISE(ABORT, 'the catalogue is append-only: an identity never changes'); END;
