-- What was noticed of a form.
CREATE TABLE reviews_alert (
    id UUID NOT NULL PRIMARY KEY,
    form_id UUID NOT NULL REFERENCES reviews_form (id),
    kind TEXT NOT NULL CHECK (kind IN ('fall', 'surge', 'silence')),
    -- An indicator, a stem, nothing.
    subject TEXT NOT NULL,
    -- The last day that was looked at: looked at again, it makes no other alert.
    day INTEGER NOT NULL,
    raised_at BIGINT NOT NULL,
    -- The figures, as JSON: what a later look compares with.
    what TEXT NOT NULL,
    ended_at BIGINT,
    read_at BIGINT,
    read_by UUID,
    UNIQUE (form_id, kind, subject, day)
);
CREATE INDEX reviews_alert_form ON reviews_alert (form_id, raised_at);
-- While one goes on, no other is made of the same thing.
CREATE UNIQUE INDEX reviews_alert_open ON reviews_alert (form_id, kind, subject) WHERE ended_at IS NULL;

-- What an agent wants to be written about a form.
CREATE TABLE reviews_watch (
    form_id UUID NOT NULL REFERENCES reviews_form (id),
    agent_id UUID NOT NULL,
    -- The kinds of alerts, with a space between.
    alerts TEXT NOT NULL,
    digest TEXT NOT NULL CHECK (digest IN ('none', 'daily', 'weekly', 'monthly')),
    -- Hours when letters wait, on the clocks of mainland France; the same twice: none.
    quiet_from INTEGER NOT NULL CHECK (quiet_from BETWEEN 0 AND 23),
    quiet_until INTEGER NOT NULL CHECK (quiet_until BETWEEN 0 AND 23),
    quiet_weekends INTEGER NOT NULL,
    -- The last day that a digest told of.
    digested INTEGER NOT NULL,
    PRIMARY KEY (form_id, agent_id)
);

-- Alerts that an agent was not written about yet.
CREATE TABLE reviews_notice (
    form_id UUID NOT NULL,
    agent_id UUID NOT NULL,
    alert_id UUID NOT NULL REFERENCES reviews_alert (id),
    PRIMARY KEY (form_id, agent_id, alert_id),
    FOREIGN KEY (form_id, agent_id) REFERENCES reviews_watch (form_id, agent_id) ON DELETE CASCADE
);
