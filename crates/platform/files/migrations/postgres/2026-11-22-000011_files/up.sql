CREATE TABLE files_file (
    id UUID PRIMARY KEY NOT NULL,
    -- The space it belongs to; null for the platform.
    space_id UUID,
    -- What it is attached to, in the words of the module that attached it.
    owner_kind TEXT NOT NULL,
    owner_id TEXT NOT NULL,
    -- What people see and get when they save it: a label, never a path.
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size BIGINT NOT NULL CHECK (size > 0),
    sha256 TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'clean', 'infected', 'unscannable', 'unscanned')),
    created_at BIGINT NOT NULL,
    -- The agent; null for a visitor.
    created_by UUID
);
CREATE INDEX files_file_owner ON files_file (owner_kind, owner_id, id);
-- Those that a scanner has still to see.
CREATE INDEX files_file_unseen ON files_file (id) WHERE state IN ('waiting', 'unscanned');
