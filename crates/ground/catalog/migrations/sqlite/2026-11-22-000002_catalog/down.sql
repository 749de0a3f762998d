DROP TABLE catalog_fact; DROP TABLE catalog_procedure;
