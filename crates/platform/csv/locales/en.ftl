csv-at = Line { $line }, column “{ $column }”:
csv-at-line = Line { $line }:
csv-at-column = Column “{ $column }”:
csv-found = found “{ $found }”;
csv-not-text = this file is not readable text. Save it as CSV, encoded in UTF-8, and try again.
csv-too-large = the file is larger than { $limit } MiB. Split it, by year for instance, and import the parts one after the other.
csv-empty = the file is empty: its first line must name the columns.
csv-missing-column = the required column “{ $name }” is missing. If it has another name, say so with --map old={ $name }.
csv-unknown-column = this column is not known. Known columns: { $known }. Remove it, or rename it with --map old=new.
csv-duplicate-column = this column is there twice. Keep one.
csv-unmapped-column = --map names this column, but the file does not have it. Check the spelling, capitals included.
csv-cell-count = { $found } cells instead of { $expected }. Check the separators and quotes of this line.
csv-open-quote = a quote is opened and never closed. Close it, or double it ("") if it is part of the text.
csv-required = this cell must not be empty.
csv-expected = expected { $form }.
csv-one-of = expected one of: { $list }.
csv-duplicate = already there on line { $line }. Keep only one of the two lines.
