CREATE TABLE accounts_space (
    id UUID NOT NULL PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    -- Official geographic code, for a local authority.
    territory TEXT,
    theme TEXT NOT NULL,
    languages TEXT NOT NULL,
    contact TEXT NOT NULL,
    -- Months that what people write is kept, unless a form says otherwise.
    retention_months INTEGER NOT NULL CHECK (retention_months BETWEEN 1 AND 120),
    -- E-mail domains whose owners may ask to come in, with a space between.
    domains TEXT NOT NULL,
    -- Publishing an edition needs a second person.
    four_eyes BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE TABLE accounts_organisation (
    id UUID NOT NULL PRIMARY KEY,
    space_id UUID NOT NULL REFERENCES accounts_space (id),
    parent_id UUID REFERENCES accounts_organisation (id),
    kind TEXT NOT NULL,
    slug TEXT NOT NULL,
    name TEXT NOT NULL,
    siret TEXT,
    created_at BIGINT NOT NULL,
    closed_at BIGINT,
    UNIQUE (space_id, slug)
);
CREATE INDEX accounts_organisation_siret ON accounts_organisation (siret);

CREATE TABLE accounts_agent (
    id UUID NOT NULL PRIMARY KEY,
    space_id UUID REFERENCES accounts_space (id),
    organisation_id UUID REFERENCES accounts_organisation (id),
    -- Null once deleted: the journal keeps the identifier alone.
    email TEXT UNIQUE,
    name TEXT NOT NULL,
    locale TEXT NOT NULL,
    status TEXT NOT NULL,
    password TEXT,
    -- Sealed with the installation's key.
    totp TEXT,
    -- The last step whose code was used: a code is good once.
    totp_step BIGINT NOT NULL,
    -- Issuer and subject at an OpenID Connect provider.
    subject TEXT UNIQUE,
    created_at BIGINT NOT NULL,
    signed_in_at BIGINT
);
CREATE INDEX accounts_agent_space ON accounts_agent (space_id);

CREATE TABLE accounts_passkey (
    id TEXT NOT NULL PRIMARY KEY,
    agent_id UUID NOT NULL REFERENCES accounts_agent (id),
    name TEXT NOT NULL,
    credential TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    used_at BIGINT
);
CREATE INDEX accounts_passkey_agent ON accounts_passkey (agent_id);

CREATE TABLE accounts_recovery (
    agent_id UUID NOT NULL REFERENCES accounts_agent (id),
    hash TEXT NOT NULL,
    used_at BIGINT,
    PRIMARY KEY (agent_id, hash)
);

CREATE TABLE accounts_session (
    id UUID NOT NULL PRIMARY KEY,
    hash TEXT NOT NULL UNIQUE,
    agent_id UUID NOT NULL REFERENCES accounts_agent (id),
    -- What has been shown: the password, or the second factor too.
    level TEXT NOT NULL,
    started_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    device TEXT NOT NULL,
    network TEXT NOT NULL,
    -- The identity token of an OpenID Connect provider, for signing out there too.
    provider TEXT
);
CREATE INDEX accounts_session_agent ON accounts_session (agent_id);
CREATE INDEX accounts_session_seen ON accounts_session (seen_at);

CREATE TABLE accounts_token (
    hash TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    agent_id UUID REFERENCES accounts_agent (id),
    detail TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT
);
CREATE INDEX accounts_token_agent ON accounts_token (agent_id);

CREATE TABLE accounts_right (
    id UUID NOT NULL PRIMARY KEY,
    agent_id UUID NOT NULL REFERENCES accounts_agent (id),
    role TEXT NOT NULL,
    scope TEXT NOT NULL,
    scope_id UUID,
    -- The space the scope lies in; null for the platform.
    space_id UUID REFERENCES accounts_space (id),
    valid_from BIGINT NOT NULL,
    valid_until BIGINT,
    reason TEXT NOT NULL,
    given_by UUID,
    given_at BIGINT NOT NULL,
    revoked_at BIGINT,
    -- The right it stands in for, during a leave: it ends when that one ends.
    lent_from UUID REFERENCES accounts_right (id),
    CHECK ((scope = 'platform') = (scope_id IS NULL))
);
CREATE INDEX accounts_right_agent ON accounts_right (agent_id);
CREATE INDEX accounts_right_scope ON accounts_right (scope_id);

CREATE TABLE accounts_request (
    id UUID NOT NULL PRIMARY KEY,
    space_id UUID NOT NULL REFERENCES accounts_space (id),
    email TEXT NOT NULL,
    name TEXT NOT NULL,
    message TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    decided_at BIGINT,
    is_accepted BOOLEAN
);
CREATE INDEX accounts_request_space ON accounts_request (space_id, asked_at);

-- Failures to sign in, by account, by account and network, by network.
CREATE TABLE accounts_attempt (
    subject TEXT NOT NULL PRIMARY KEY,
    since BIGINT NOT NULL,
    failures INTEGER NOT NULL
);

-- Browsers that an agent has signed in with.
CREATE TABLE accounts_device (
    agent_id UUID NOT NULL REFERENCES accounts_agent (id),
    hash TEXT NOT NULL,
    seen_at BIGINT NOT NULL,
    PRIMARY KEY (agent_id, hash)
);
