-- What those who review a draft say of its cells.
CREATE TABLE observatory_comment (
    id UUID NOT NULL PRIMARY KEY,
    edition TEXT NOT NULL,
    procedure TEXT NOT NULL,
    indicator TEXT,
    text TEXT NOT NULL,
    author UUID,
    written_at BIGINT NOT NULL,
    settled_at BIGINT,
    settled_by UUID
);
CREATE INDEX observatory_comment_edition ON observatory_comment (edition, written_at);

-- Who has read a draft and found it right: that very draft, by its checksum.
CREATE TABLE observatory_signature (
    edition TEXT NOT NULL,
    checksum TEXT NOT NULL,
    agent UUID NOT NULL,
    signed_at BIGINT NOT NULL,
    PRIMARY KEY (edition, checksum, agent)
);
