DROP TABLE jobs_schedule; DROP TABLE jobs_job;
