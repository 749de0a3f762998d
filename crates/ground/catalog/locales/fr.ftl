catalog-form-number = un identifiant de 80 caractères au plus : lettres sans accent, chiffres, tiret, point ou souligné
catalog-form-day = un jour AAAA-MM-JJ
catalog-form-address = une adresse http:// ou https:// complète
catalog-form-host = le nom de machine de l'adresse de la colonne url
catalog-form-territory = un code officiel : country:FR, region:84, departement:69, epci:200046977 ou commune:69123
catalog-form-volume = un nombre entier d'usagers par an
catalog-form-short = un texte de 500 caractères au plus
catalog-form-line = un texte sur une seule ligne
