-- When a job of the schedule last ended well: what a watch compares with the time of day.
ALTER TABLE jobs_schedule ADD COLUMN last_success BIGINT;
