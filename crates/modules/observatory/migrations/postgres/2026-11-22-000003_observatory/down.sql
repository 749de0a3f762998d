DROP TABLE observatory_erratum; DROP TABLE observatory_line; DROP TABLE observatory_edition; DROP FUNCTION observatory_refuse; DROP FUNCTION observatory_refuse_if_published;
