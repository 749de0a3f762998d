CREATE TABLE procedures_assessment (
    id UUID NOT NULL PRIMARY KEY,
    procedure_id UUID NOT NULL,
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
    assessed_by UUID NOT NULL,
    assessed_at BIGINT NOT NULL,
    expires_on INTEGER NOT NULL,
    reviewed_by UUID,
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

CREATE FUNCTION procedures_frozen() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'an accepted assessment cannot be changed: make another'; END $$;
CREATE TRIGGER procedures_assessment_frozen BEFORE UPDATE OR DELETE ON procedures_assessment
FOR EACH ROW WHEN (OLD.state = 'accepted') EXECUTE FUNCTION procedures_frozen();
CREATE TRIGGER procedures_assessment_not_emptied BEFORE TRUNCATE ON procedures_assessment
FOR EACH STATEMENT EXECUTE FUNCTION procedures_frozen();
