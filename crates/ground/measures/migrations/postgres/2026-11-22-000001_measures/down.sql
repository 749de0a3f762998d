DROP TABLE measures_gap; DROP TABLE measures_reading; DROP FUNCTION measures_append_only;
