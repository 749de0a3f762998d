DROP TABLE observatory_erratum; DROP TABLE observatory_line; DROP TABLE observatory_edition;
