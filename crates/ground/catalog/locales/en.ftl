catalog-form-number = an identifier of at most 80 characters: letters without accents, digits, hyphen, full stop or underscore
catalog-form-day = a day YYYY-MM-DD
catalog-form-address = a whole http:// or https:// address
catalog-form-host = the host name of the address in the url column
catalog-form-territory = an official code: country:FR, region:84, departement:69, epci:200046977 or commune:69123
catalog-form-volume = a whole number of users a year
catalog-form-short = a text of at most 500 characters
catalog-form-line = a text on one line
