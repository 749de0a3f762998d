-- The order of the question is in the index: without it, SQLite read every opinion of a form for each comment.
DROP INDEX reviews_opinion_print;
CREATE INDEX reviews_opinion_print ON reviews_opinion (form_id, print, created_at) WHERE print IS NOT NULL;
DROP INDEX reviews_opinion_crowd;
CREATE INDEX reviews_opinion_crowd ON reviews_opinion (crowd, button_id, created_at) WHERE crowd IS NOT NULL;
