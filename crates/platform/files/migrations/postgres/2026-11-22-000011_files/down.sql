DROP TABLE files_file;
