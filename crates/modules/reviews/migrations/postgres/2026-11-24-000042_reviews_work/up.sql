-- Labels of a form, made as they are put on opinions.
CREATE TABLE reviews_tag (
    id UUID NOT NULL PRIMARY KEY,
    form_id UUID NOT NULL REFERENCES reviews_form (id),
    name TEXT NOT NULL,
    -- The same label however it is written.
    folded TEXT NOT NULL,
    UNIQUE (form_id, folded)
);

CREATE TABLE reviews_tagged (
    opinion_id UUID NOT NULL REFERENCES reviews_opinion (id) ON DELETE CASCADE,
    tag_id UUID NOT NULL REFERENCES reviews_tag (id) ON DELETE CASCADE,
    PRIMARY KEY (opinion_id, tag_id)
);
CREATE INDEX reviews_tagged_tag ON reviews_tagged (tag_id, opinion_id);

-- What is done about an opinion; one without a row is new and nobody's.
CREATE TABLE reviews_work (
    opinion_id UUID NOT NULL PRIMARY KEY REFERENCES reviews_opinion (id) ON DELETE CASCADE,
    form_id UUID NOT NULL REFERENCES reviews_form (id),
    status TEXT NOT NULL,
    agent_id UUID
);
CREATE INDEX reviews_work_status ON reviews_work (form_id, status);
CREATE INDEX reviews_work_agent ON reviews_work (form_id, agent_id) WHERE agent_id IS NOT NULL;

-- What is quoted of comments; erased with them.
CREATE TABLE reviews_quote (
    id UUID NOT NULL PRIMARY KEY,
    form_id UUID NOT NULL REFERENCES reviews_form (id),
    opinion_id UUID NOT NULL REFERENCES reviews_opinion (id) ON DELETE CASCADE,
    text TEXT NOT NULL,
    made_at BIGINT NOT NULL
);
CREATE INDEX reviews_quote_form ON reviews_quote (form_id, made_at, id);
CREATE INDEX reviews_quote_opinion ON reviews_quote (opinion_id);
