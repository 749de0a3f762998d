ALTER TABLE jobs_schedule DROP COLUMN last_success;
