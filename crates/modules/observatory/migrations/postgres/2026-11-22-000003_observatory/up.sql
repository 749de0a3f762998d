CREATE TABLE observatory_edition (
    id UUID NOT NULL PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    as_of INTEGER NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('draft', 'published')),
    known_at BIGINT NOT NULL,
    checksum TEXT NOT NULL,
    header TEXT NOT NULL,
    summary TEXT NOT NULL,
    published_at BIGINT,
    published_by TEXT,
    CHECK ((status = 'published') = (published_at IS NOT NULL))
);

CREATE TABLE observatory_line (
    edition_id UUID NOT NULL REFERENCES observatory_edition (id),
    procedure TEXT NOT NULL,
    line TEXT NOT NULL,
    PRIMARY KEY (edition_id, procedure)
);

CREATE TABLE observatory_erratum (
    edition_id UUID NOT NULL REFERENCES observatory_edition (id),
    number INTEGER NOT NULL CHECK (number >= 1),
    published_at BIGINT NOT NULL,
    author TEXT NOT NULL,
    procedure TEXT,
    indicator TEXT,
    text_fr TEXT NOT NULL,
    text_en TEXT NOT NULL,
    digest TEXT NOT NULL,
    PRIMARY KEY (edition_id, number)
);

CREATE FUNCTION observatory_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'a published edition cannot be changed: publish an erratum'; END $$;

CREATE FUNCTION observatory_refuse_if_published() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE touched UUID;
BEGIN
    IF TG_OP = 'INSERT' THEN touched := NEW.edition_id; ELSE touched := OLD.edition_id; END IF;
    IF (SELECT status FROM observatory_edition WHERE id = touched) = 'published' THEN
        RAISE EXCEPTION 'a published edition cannot be changed: publish an erratum';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER observatory_edition_frozen BEFORE UPDATE OR DELETE ON observatory_edition
FOR EACH ROW WHEN (OLD.status = 'published') EXECUTE FUNCTION observatory_refuse();
CREATE TRIGGER observatory_line_frozen BEFORE INSERT OR DELETE ON observatory_line
FOR EACH ROW EXECUTE FUNCTION observatory_refuse_if_published();
CREATE TRIGGER observatory_line_no_update BEFORE UPDATE OR TRUNCATE ON observatory_line
FOR EACH STATEMENT EXECUTE FUNCTION observatory_refuse();
CREATE TRIGGER observatory_erratum_frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON observatory_erratum
FOR EACH STATEMENT EXECUTE FUNCTION observatory_refuse();
