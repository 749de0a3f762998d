CREATE TABLE jobs_job (
    id UUID PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    unique_key TEXT,
    payload TEXT,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed', 'given-up')),
    attempts INTEGER NOT NULL CHECK (attempts >= 0),
    -- When a worker may take it: a waiting job's time, or the end of a running job's lease.
    due_at BIGINT,
    -- Who runs it: drawn anew each time it is taken.
    claim UUID,
    last_error TEXT,
    finished_at BIGINT,
    CHECK ((claim IS NOT NULL) = (state = 'running')),
    CHECK ((due_at IS NOT NULL) = (state IN ('waiting', 'running'))),
    CHECK ((finished_at IS NULL) = (state IN ('waiting', 'running'))),
    -- A payload may hold personal data: it stays only as long as it may still be run.
    CHECK ((payload IS NULL) = (state IN ('done', 'given-up')))
);

-- Both hold only the rows that are asked for, so that a million finished jobs cost nothing to the next one.
CREATE INDEX jobs_job_due ON jobs_job (due_at, id) WHERE due_at IS NOT NULL;
CREATE INDEX jobs_job_finished ON jobs_job (state, finished_at, id) WHERE finished_at IS NOT NULL;
CREATE UNIQUE INDEX jobs_job_unique ON jobs_job (name, unique_key) WHERE unique_key IS NOT NULL;

CREATE TABLE jobs_schedule (
    name TEXT PRIMARY KEY NOT NULL,
    last_tick BIGINT NOT NULL
);
