-- Programs that are told what happens to a form.
CREATE TABLE reviews_hook (
    id UUID NOT NULL PRIMARY KEY,
    form_id UUID NOT NULL REFERENCES reviews_form (id),
    url TEXT NOT NULL,
    -- The events that it wants, with a space between.
    events TEXT NOT NULL,
    -- Sealed with the installation's key; the one before signs too until its end.
    secret TEXT NOT NULL,
    former_secret TEXT,
    former_until BIGINT,
    created_at BIGINT NOT NULL,
    created_by UUID,
    -- Attempts that failed since the last that did not, and until when it is left in peace.
    failures INTEGER NOT NULL,
    rests_until BIGINT NOT NULL,
    succeeded_at BIGINT,
    -- Until when one program is sending to it.
    busy_until BIGINT NOT NULL,
    paused_at BIGINT
);
CREATE INDEX reviews_hook_form ON reviews_hook (form_id) WHERE paused_at IS NULL;

-- What it is told: written with what happened, sent later.
CREATE TABLE reviews_delivery (
    id UUID NOT NULL PRIMARY KEY,
    hook_id UUID NOT NULL REFERENCES reviews_hook (id) ON DELETE CASCADE,
    event TEXT NOT NULL,
    -- The opinion, the alert, or the day of the figures.
    subject TEXT NOT NULL,
    at BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'delivered', 'gone', 'given-up')),
    attempts INTEGER NOT NULL,
    -- Since when it is tried, and when next.
    begun_at BIGINT NOT NULL,
    due_at BIGINT,
    -- How the last attempt went.
    tried_at BIGINT,
    status INTEGER,
    millis INTEGER,
    answer TEXT,
    CHECK ((state = 'waiting') = (due_at IS NOT NULL))
);
CREATE INDEX reviews_delivery_hook ON reviews_delivery (hook_id, at);
CREATE INDEX reviews_delivery_due ON reviews_delivery (hook_id, due_at) WHERE due_at IS NOT NULL;
