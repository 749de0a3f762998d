-- Who may ask the interface for what is not for everybody.
CREATE TABLE reviews_key (
    id UUID NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    -- Digest of the secret, which is shown once and kept nowhere.
    digest TEXT NOT NULL UNIQUE,
    scope TEXT NOT NULL CHECK (scope IN ('statistics', 'opinions')),
    created_at BIGINT NOT NULL,
    created_by UUID,
    expires_at BIGINT NOT NULL,
    revoked_at BIGINT,
    -- To the hour.
    used_at BIGINT
);

-- The surveys that a key opens; never changed.
CREATE TABLE reviews_key_form (
    key_id UUID NOT NULL REFERENCES reviews_key (id),
    form_id UUID NOT NULL REFERENCES reviews_form (id),
    PRIMARY KEY (key_id, form_id)
);
