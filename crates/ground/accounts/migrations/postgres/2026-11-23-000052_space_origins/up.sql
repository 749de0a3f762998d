-- Origins of the sites that may ask for an opinion on their own pages, with a space between.
ALTER TABLE accounts_space ADD COLUMN origins TEXT NOT NULL DEFAULT '';
