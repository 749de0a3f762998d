csv-at = Ligne { $line }, colonne « { $column } » :
csv-at-line = Ligne { $line } :
csv-at-column = Colonne « { $column } » :
csv-found = « { $found } » trouvé ;
csv-not-text = ce fichier n'est pas un texte lisible. Enregistrez-le en CSV, encodé en UTF-8, puis recommencez.
csv-too-large = le fichier dépasse { $limit } Mio. Découpez-le, par exemple par année, et importez les parties l'une après l'autre.
csv-empty = le fichier est vide : la première ligne doit nommer les colonnes.
csv-missing-column = la colonne obligatoire « { $name } » manque. Si elle porte un autre nom, dites-le avec --map ancien={ $name }.
csv-unknown-column = cette colonne n'est pas connue. Colonnes connues : { $known }. Retirez-la, ou renommez-la avec --map ancien=nouveau.
csv-duplicate-column = cette colonne figure deux fois. Gardez-en une.
csv-unmapped-column = --map nomme cette colonne, mais le fichier ne l'a pas. Vérifiez l'orthographe, majuscules comprises.
csv-cell-count = { $found } cellules au lieu de { $expected }. Vérifiez les séparateurs et les guillemets de cette ligne.
csv-open-quote = un guillemet est ouvert et n'est jamais fermé. Fermez-le, ou doublez-le ("") s'il fait partie du texte.
csv-required = cette cellule ne peut pas être vide.
csv-expected = attendu : { $form }.
csv-one-of = attendu : l'une de ces valeurs : { $list }.
csv-duplicate = déjà présent à la ligne { $line }. Gardez une seule des deux lignes.
