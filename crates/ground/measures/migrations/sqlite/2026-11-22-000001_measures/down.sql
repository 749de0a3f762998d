DROP TABLE measures_gap; DROP TABLE measures_reading;
