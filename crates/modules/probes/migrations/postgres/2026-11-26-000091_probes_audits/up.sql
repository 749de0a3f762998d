-- An audit of a procedure against the reference of accessibility. Once finished it never changes.
CREATE TABLE probes_audit (
    id UUID NOT NULL PRIMARY KEY,
    procedure_id UUID NOT NULL,
    -- The organisation that audits; no person.
    auditor TEXT NOT NULL,
    -- The version of RGAA.
    reference TEXT NOT NULL,
    begun_at BIGINT NOT NULL,
    begun_by UUID,
    -- The audit whose pages and decisions it began with.
    former_id UUID REFERENCES probes_audit (id),
    -- The day that whoever finished it gave, as 20260831.
    finished_on INTEGER,
    finished_at BIGINT,
    finished_by UUID,
    -- Grows with each change: what one has in sight is what one finishes.
    revision INTEGER NOT NULL
);
CREATE INDEX probes_audit_procedure ON probes_audit (procedure_id);

-- A page of its sample, in order from 1.
CREATE TABLE probes_audit_page (
    audit_id UUID NOT NULL REFERENCES probes_audit (id),
    position INTEGER NOT NULL CHECK (position BETWEEN 1 AND 60),
    title TEXT NOT NULL,
    url TEXT NOT NULL,
    PRIMARY KEY (audit_id, position)
);

-- What is known of one criterion on one page.
CREATE TABLE probes_audit_decision (
    audit_id UUID NOT NULL REFERENCES probes_audit (id),
    position INTEGER NOT NULL,
    criterion TEXT NOT NULL,
    -- NULL: not decided.
    outcome TEXT,
    note TEXT NOT NULL,
    derogation TEXT,
    reason TEXT NOT NULL,
    -- Who said it: a person, the machine, or the audit before, which nobody confirmed yet.
    source TEXT NOT NULL,
    -- Proven failures of the machine, as JSON.
    evidence TEXT NOT NULL,
    decided_at BIGINT NOT NULL,
    decided_by UUID,
    PRIMARY KEY (audit_id, position, criterion),
    FOREIGN KEY (audit_id, position) REFERENCES probes_audit_page (audit_id, position)
);

-- What the statement says beside the audit, as JSON.
CREATE TABLE probes_audit_statement (
    audit_id UUID NOT NULL PRIMARY KEY REFERENCES probes_audit (id),
    facts TEXT NOT NULL,
    revision INTEGER NOT NULL,
    saved_at BIGINT NOT NULL,
    saved_by UUID
);

CREATE FUNCTION probes_audit_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'a finished audit cannot be changed: begin another'; END $$;

CREATE FUNCTION probes_audit_refuse_if_finished() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE touched UUID;
BEGIN
    IF TG_OP = 'INSERT' THEN touched := NEW.audit_id; ELSE touched := OLD.audit_id; END IF;
    IF (SELECT finished_on FROM probes_audit WHERE id = touched) IS NOT NULL THEN
        RAISE EXCEPTION 'a finished audit cannot be changed: begin another';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER probes_audit_frozen BEFORE UPDATE OR DELETE ON probes_audit
FOR EACH ROW WHEN (OLD.finished_on IS NOT NULL) EXECUTE FUNCTION probes_audit_refuse();
CREATE TRIGGER probes_audit_page_frozen BEFORE INSERT OR UPDATE OR DELETE ON probes_audit_page
FOR EACH ROW EXECUTE FUNCTION probes_audit_refuse_if_finished();
CREATE TRIGGER probes_audit_decision_frozen BEFORE INSERT OR UPDATE OR DELETE ON probes_audit_decision
FOR EACH ROW EXECUTE FUNCTION probes_audit_refuse_if_finished();
