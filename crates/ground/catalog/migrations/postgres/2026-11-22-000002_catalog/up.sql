CREATE TABLE catalog_procedure (
    id UUID NOT NULL PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    created_at BIGINT NOT NULL
);

CREATE TABLE catalog_fact (
    procedure_id UUID NOT NULL REFERENCES catalog_procedure (id),
    kind TEXT NOT NULL,
    valid_from INTEGER NOT NULL,
    recorded_at BIGINT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (procedure_id, kind, valid_from, recorded_at)
);

CREATE INDEX catalog_fact_number ON catalog_fact (value) WHERE kind = 'number';

CREATE FUNCTION catalog_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the catalogue is append-only: record a new fact'; END $$;
CREATE TRIGGER catalog_fact_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON catalog_fact
FOR EACH STATEMENT EXECUTE FUNCTION catalog_append_only();
CREATE TRIGGER catalog_procedure_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON catalog_procedure
FOR EACH STATEMENT EXECUTE FUNCTION catalog_append_only();
