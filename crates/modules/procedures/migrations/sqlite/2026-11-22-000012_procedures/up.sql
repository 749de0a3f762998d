CREATE TABLE procedures_assessment (
    id BLOB NOT NULL PRIMARY KEY,
    procedure_id BLOB NOT NULL,
    indicator TEXT NOT NULL,
    -- JSON: to each question its answer.
    answers TEXT NOT NULL,
    -- What the answers give; none of a draft.
    value DOUBLE PRECISION,
    choice TEXT,
    n INTEGER,
    -- The evidence.
    link TEXT NOT NULL,
    note TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'waiting', 'accepted', 'returned')),
    assessed_by BLOB NOT NULL,
    assessed_at BIGINT NOT NULL,
    expires_on INTEGER NOT NULL,
    reviewed_by BLOB,
    reviewed_at BIGINT,
    return_reason TEXT,
    CHECK ((state IN ('accepted', 'returned')) = (reviewed_by IS NOT NULL)),
    CHECK ((reviewed_by IS NULL) = (reviewed_at IS NULL)),
    CHECK (state IN ('draft', 'returned') OR value IS NOT NULL OR choice IS NOT NULL),
    CHECK (state <> 'returned' OR return_reason IS NOT NULL),
    -- Nobody reads again what they assessed.
    CHECK (reviewed_by <> assessed_by)
);
CREATE INDEX procedures_assessment_of ON procedures_assessment (procedure_id, indicator);
-- One assessment of a criterion is under way at a time.
CREATE UNIQUE INDEX procedures_assessment_open ON procedures_assessment (procedure_id, indicator)
WHERE state <> 'accepted';

CREATE TRIGGER procedures_assessment_frozen BEFORE UPDATE ON procedures_assessment WHEN OLD.state = 'accepted'
BEGIN SELECT RAISE(ABORT, 'an accepted assessment cannot be changed: make another'); END;
CREATE TRIGGER procedures_assessment_kept BEFORE DELETE ON procedures_assessment WHEN OLD.state = 'accepted'
BEGIN SELECT RAISE(ABORT, 'an accepted assessment cannot be changed: make another'); END;
-- REPLACE deletes without a word to the trigger above.
CREATE TRIGGER procedures_assessment_no_replace BEFORE INSERT ON procedures_assessment
WHEN EXISTS (SELECT 1 FROM procedures_assessment WHERE id = NEW.id AND state = 'accepted')
BEGIN SELECT RAISE(ABORT, 'an accepted assessment cannot be changed: make another'); END;
