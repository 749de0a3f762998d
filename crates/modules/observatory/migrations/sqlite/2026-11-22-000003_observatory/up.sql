CREATE TABLE observatory_edition (
    id BLOB NOT NULL PRIMARY KEY,
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
    edition_id BLOB NOT NULL REFERENCES observatory_edition (id),
    procedure TEXT NOT NULL,
    line TEXT NOT NULL,
    PRIMARY KEY (edition_id, procedure)
) WITHOUT ROWID;

CREATE TABLE observatory_erratum (
    edition_id BLOB NOT NULL REFERENCES observatory_edition (id),
    number INTEGER NOT NULL CHECK (number >= 1),
    published_at BIGINT NOT NULL,
    author TEXT NOT NULL,
    procedure TEXT,
    indicator TEXT,
    text_fr TEXT NOT NULL,
    text_en TEXT NOT NULL,
    digest TEXT NOT NULL,
    PRIMARY KEY (edition_id, number)
) WITHOUT ROWID;

CREATE TRIGGER observatory_edition_frozen BEFORE UPDATE ON observatory_edition WHEN OLD.status = 'published'
BEGIN SELECT RAISE(ABORT, 'a published edition cannot be changed: publish an erratum'); END;
CREATE TRIGGER observatory_edition_kept BEFORE DELETE ON observatory_edition WHEN OLD.status = 'published'
BEGIN SELECT RAISE(ABORT, 'a published edition cannot be changed: publish an erratum'); END;
-- REPLACE deletes without a word to the trigger above, whether it inserts or updates.
CREATE TRIGGER observatory_edition_no_replace BEFORE INSERT ON observatory_edition
WHEN EXISTS (
    SELECT 1 FROM observatory_edition
    WHERE (id = NEW.id OR slug = NEW.slug) AND status = 'published'
)
BEGIN SELECT RAISE(ABORT, 'a published edition cannot be changed: publish an erratum'); END;
CREATE TRIGGER observatory_edition_keeps_its_name BEFORE UPDATE OF id, slug ON observatory_edition
BEGIN SELECT RAISE(ABORT, 'an edition keeps its name'); END;
CREATE TRIGGER observatory_line_no_insert BEFORE INSERT ON observatory_line
WHEN (SELECT status FROM observatory_edition WHERE id = NEW.edition_id) = 'published'
BEGIN SELECT RAISE(ABORT, 'a published edition cannot be changed: publish an erratum'); END;
CREATE TRIGGER observatory_line_no_update BEFORE UPDATE ON observatory_line
BEGIN SELECT RAISE(ABORT, 'a published edition cannot be changed: publish an erratum'); END;
CREATE TRIGGER observatory_line_no_delete BEFORE DELETE ON observatory_line
WHEN (SELECT status FROM observatory_edition WHERE id = OLD.edition_id) = 'published'
BEGIN SELECT RAISE(ABORT, 'a published edition cannot be changed: publish an erratum'); END;
CREATE TRIGGER observatory_erratum_no_update BEFORE UPDATE ON observatory_erratum
BEGIN SELECT RAISE(ABORT, 'an erratum cannot be changed: publish another'); END;
CREATE TRIGGER observatory_erratum_no_delete BEFORE DELETE ON observatory_erratum
BEGIN SELECT RAISE(ABORT, 'an erratum cannot be changed: publish another'); END;
CREATE TRIGGER observatory_erratum_no_replace BEFORE INSERT ON observatory_erratum
WHEN EXISTS (
    SELECT 1 FROM observatory_erratum WHERE edition_id = NEW.edition_id AND number = NEW.number
)
BEGIN SELECT RAISE(ABORT, 'an erratum cannot be changed: publish another'); END;
