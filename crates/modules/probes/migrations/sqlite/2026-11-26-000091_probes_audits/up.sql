-- An audit of a procedure against the reference of accessibility. Once finished it never changes.
CREATE TABLE probes_audit (
    id BLOB NOT NULL PRIMARY KEY,
    procedure_id BLOB NOT NULL,
    -- The organisation that audits; no person.
    auditor TEXT NOT NULL,
    -- The version of RGAA.
    reference TEXT NOT NULL,
    begun_at BIGINT NOT NULL,
    begun_by BLOB,
    -- The audit whose pages and decisions it began with.
    former_id BLOB REFERENCES probes_audit (id),
    -- The day that whoever finished it gave, as 20260831.
    finished_on INTEGER,
    finished_at BIGINT,
    finished_by BLOB,
    -- Grows with each change: what one has in sight is what one finishes.
    revision INTEGER NOT NULL
);
CREATE INDEX probes_audit_procedure ON probes_audit (procedure_id);

-- A page of its sample, in order from 1.
CREATE TABLE probes_audit_page (
    audit_id BLOB NOT NULL REFERENCES probes_audit (id),
    position INTEGER NOT NULL CHECK (position BETWEEN 1 AND 60),
    title TEXT NOT NULL,
    url TEXT NOT NULL,
    PRIMARY KEY (audit_id, position)
);

-- What is known of one criterion on one page.
CREATE TABLE probes_audit_decision (
    audit_id BLOB NOT NULL REFERENCES probes_audit (id),
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
    decided_by BLOB,
    PRIMARY KEY (audit_id, position, criterion),
    FOREIGN KEY (audit_id, position) REFERENCES probes_audit_page (audit_id, position)
);

-- What the statement says beside the audit, as JSON.
CREATE TABLE probes_audit_statement (
    audit_id BLOB NOT NULL PRIMARY KEY REFERENCES probes_audit (id),
    facts TEXT NOT NULL,
    revision INTEGER NOT NULL,
    saved_at BIGINT NOT NULL,
    saved_by BLOB
);

CREATE TRIGGER probes_audit_no_update BEFORE UPDATE ON probes_audit WHEN OLD.finished_on IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a finished audit cannot be changed: begin another'); END;
CREATE TRIGGER probes_audit_no_delete BEFORE DELETE ON probes_audit WHEN OLD.finished_on IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a finished audit cannot be changed: begin another'); END;
-- REPLACE deletes without a word to the trigger above.
CREATE TRIGGER probes_audit_no_replace BEFORE INSERT ON probes_audit
WHEN EXISTS (SELECT 1 FROM probes_audit WHERE id = NEW.id AND finished_on IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'a finished audit cannot be changed: begin another'); END;
CREATE TRIGGER probes_audit_page_no_insert BEFORE INSERT ON probes_audit_page
WHEN EXISTS (SELECT 1 FROM probes_audit WHERE id = NEW.audit_id AND finished_on IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'a finished audit cannot be changed: begin another'); END;
CREATE TRIGGER probes_audit_page_no_update BEFORE UPDATE ON probes_audit_page
WHEN EXISTS (SELECT 1 FROM probes_audit WHERE id = OLD.audit_id AND finished_on IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'a finished audit cannot be changed: begin another'); END;
CREATE TRIGGER probes_audit_page_no_delete BEFORE DELETE ON probes_audit_page
WHEN EXISTS (SELECT 1 FROM probes_audit WHERE id = OLD.audit_id AND finished_on IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'a finished audit cannot be changed: begin another'); END;
CREATE TRIGGER probes_audit_decision_no_insert BEFORE INSERT ON probes_audit_decision
WHEN EXISTS (SELECT 1 FROM probes_audit WHERE id = NEW.audit_id AND finished_on IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'a finished audit cannot be changed: begin another'); END;
CREATE TRIGGER probes_audit_decision_no_update BEFORE UPDATE ON probes_audit_decision
WHEN EXISTS (SELECT 1 FROM probes_audit WHERE id = OLD.audit_id AND finished_on IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'a finished audit cannot be changed: begin another'); END;
CREATE TRIGGER probes_audit_decision_no_delete BEFORE DELETE ON probes_audit_decision
WHEN EXISTS (SELECT 1 FROM probes_audit WHERE id = OLD.audit_id AND finished_on IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'a finished audit cannot be changed: begin another'); END;
