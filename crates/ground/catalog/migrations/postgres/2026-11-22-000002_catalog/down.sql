DROP TABLE catalog_fact; DROP TABLE catalog_procedure; DROP FUNCTION catalog_append_only;
