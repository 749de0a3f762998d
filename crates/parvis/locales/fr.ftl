
## Aide
cli = Observer la qualité des démarches en ligne.
cli-more =
    Pour commencer, avec les données ouvertes livrées :
      parvis serve --demo
    Chaque commande explique ses options : parvis import --help
cli-serve = Sert le site. Crée ou met à jour la base de données.
cli-serve-more =
    Exemple :
      parvis serve --listen 127.0.0.1:8080 --data-dir /srv/parvis
cli-import = Importe un fichier CSV : tout, ou rien.
cli-import-procedures = Importe le catalogue des démarches.
cli-import-procedures-more =
    Le fichier nomme ses colonnes sur la première ligne ; procedure_id et name sont obligatoires.
    Exemple, avec une colonne qui porte un autre nom, sans rien enregistrer :
      parvis import procedures demarches.csv --map titre=name --dry-run
cli-import-measurements = Importe des mesures dans le registre.
cli-import-measurements-more =
    Colonnes obligatoires : procedure_id, month, indicator, window, value. Facultatives : n, source, collected_at,
    counts, method, reason. Une valeur différente d'une mesure déjà connue la corrige sans l'effacer.
    Exemple :
      parvis import measurements mesures.csv --source jdma
cli-edition = Prépare, compare et publie les éditions.
cli-edition-draft = Calcule le brouillon d'une édition.
cli-edition-draft-more =
    Exemple :
      parvis edition draft 2026-08
cli-edition-diff = Montre ce qui change par rapport à l'édition précédente, ou à une autre.
cli-edition-diff-more =
    Une ligne par changement, champs séparés par des tabulations.
    Exemple :
      parvis edition diff 2026-08 --against 2025-09
cli-edition-publish = Publie un brouillon. Rien ne pourra plus le modifier.
cli-edition-publish-more =
    Exemple :
      parvis edition publish 2026-08 --by "Mission qualité"
cli-edition-list = Liste les brouillons et les éditions publiées.
cli-edition-list-more =
    Exemple :
      parvis edition list
cli-edition-erratum = Publie une correction à une édition publiée, datée et signée.
cli-edition-erratum-more =
    Exemple :
      parvis edition erratum 2026-08 --by "Mission qualité" --procedure jdma-44 --indicator availability \
        --fr "La sonde était bloquée." --en "The monitor was blocked."
cli-recompute = Recalcule tous les chiffres d'une édition et dit s'ils sont identiques.
cli-recompute-more =
    Exemple :
      parvis recompute 2026-08
cli-procedure = Consulte et modifie le catalogue ; chaque changement est daté.
cli-procedure-list = Liste les démarches.
cli-procedure-list-more =
    Exemple :
      parvis procedure list
cli-procedure-show = Montre tout ce qui a été enregistré d'une démarche.
cli-procedure-show-more =
    Exemple :
      parvis procedure show jdma-44
cli-procedure-set = Donne une nouvelle valeur : name, address, administration, ministry, volume…
cli-procedure-set-more =
    Exemple :
      parvis procedure set jdma-44 name "Compte ameli" --on 2026-09-01
cli-procedure-renumber = Donne un nouveau numéro.
cli-procedure-renumber-more =
    Exemple :
      parvis procedure renumber jdma-44 jdma-5001 --on 2026-09-01
cli-procedure-merge = Réunit une démarche à une autre.
cli-procedure-merge-more =
    Exemple :
      parvis procedure merge jdma-45 --into jdma-44 --reason "Une seule démarche désormais"
cli-procedure-split = Divise une démarche entre plusieurs autres.
cli-procedure-split-more =
    Exemple :
      parvis procedure split jdma-44 --into jdma-45 --into jdma-46 --reason "Deux parcours distincts"
cli-procedure-retire = Retire une démarche de la liste ; son histoire reste.
cli-procedure-retire-more =
    Exemple :
      parvis procedure retire jdma-44 --reason "Droit supprimé"
cli-config = Vérifie la configuration.
cli-config-check = Dit ce que vaut chaque réglage et ce qui manque.
cli-config-check-more =
    Exemple :
      parvis config check --config /etc/parvis/parvis.toml
cli-doctor = Examine l'installation et dit quoi faire ; ne change rien.
cli-doctor-more =
    Exemple :
      parvis doctor
cli-openapi = Écrit le document OpenAPI de l'interface.
cli-openapi-more =
    Exemple :
      parvis openapi > openapi.json

cli-usage = Utilisation :
cli-commands = Commandes
cli-options = Options
cli-arguments = Arguments
cli-arg-help = Explique cette commande
cli-arg-version = Dit la version
cli-arg-config = Fichier de configuration
cli-arg-data-dir = Dossier de la base et des fichiers
cli-arg-database-url = Base de données : sqlite:FICHIER ou postgres://…
cli-arg-lang = Langue des messages
cli-arg-demo = Charge les données livrées si la base est vide
cli-arg-listen = Adresse et port où écouter
cli-arg-file = Fichier CSV
cli-arg-dry-run = Dit ce qui serait fait, sans rien enregistrer
cli-arg-map = Renomme une colonne du fichier : ancien=nouveau ; peut se répéter
cli-arg-valid-from = Jour à partir duquel les valeurs sont vraies (aujourd'hui par défaut)
cli-arg-source = Nom court de la source, pour les lignes qui n'en donnent pas
cli-arg-collected-until = Dernier jour où les mesures du fichier ont été lues (aujourd'hui par défaut)
cli-arg-edition = Nom de l'édition, par exemple 2026-08
cli-arg-month = Mois que l'édition décrit, si son nom ne le dit pas
cli-arg-against = Autre édition à comparer
cli-arg-by = Qui publie et signe
cli-arg-fr = Texte en français
cli-arg-en = Texte en anglais
cli-arg-procedure = Identifiant de la démarche
cli-arg-indicator = Indicateur concerné
cli-arg-field = Champ à changer
cli-arg-value = Nouvelle valeur
cli-arg-number = Nouveau numéro
cli-arg-into = Identifiant de la démarche qui prend la suite
cli-arg-reason = Raison, montrée au public
cli-arg-on = Jour d'effet (aujourd'hui par défaut)

## Résultats
serve-ready = Parvis est prêt : { $address }  (Ctrl+C pour arrêter)
demo-procedures = Chargement des démarches…
demo-measures = Chargement des mesures…
demo-editions = Calcul et publication des éditions…
import-rows = lignes
import-procedures = { $new } démarches nouvelles, { $changed } modifiées, { $unchanged } inchangées (valeurs vraies à partir du { $since }).
import-procedures-dry = Rien n'est enregistré. Le fichier apporterait { $new } démarches nouvelles, { $changed } modifiées, { $unchanged } inchangées (valeurs vraies à partir du { $since }).
import-measurements = { $new } mesures nouvelles, { $corrected } corrigées, { $unchanged } inchangées, { $gaps } périodes sans lecture relevées.
import-measurements-dry = Rien n'est enregistré. Le fichier apporterait { $new } mesures nouvelles, { $corrected } corrigées, { $unchanged } inchangées, { $gaps } périodes sans lecture.
edition-drafted =
    Brouillon { $slug } : { $n } démarches, empreinte { $checksum }.
    Relisez la différence (parvis edition diff { $slug }), puis publiez (parvis edition publish { $slug } --by NOM).
edition-suspects = { $n ->
    [one] 1 valeur ressemble à une panne de l'instrument ; vérifiez-la avant de publier :
   *[other] { $n } valeurs ressemblent à une panne de l'instrument ; vérifiez-les avant de publier :
}
edition-diffed = De { $before } à { $after } : { $n } changements ({ $counts }).
edition-published-now = L'édition { $slug } est publiée, empreinte { $checksum }.
edition-none = Aucune édition. Calculez un brouillon : parvis edition draft 2026-08
edition-state-published = publiée le { $at } par { $by }
edition-state-draft = brouillon
erratum-published = Erratum n° { $n } à l'édition { $slug } publié, empreinte { $digest }.
recompute-same = Édition { $slug } : { $n } démarches recalculées, chiffres identiques, empreinte { $checksum }.
recompute-line = { $procedure } diffère
recompute-differs =
    Édition { $slug } : { $n } démarches diffèrent.
      empreinte publiée  { $checksum }
      lignes conservées  { $stored }
      recalcul           { $computed }
    Ne modifiez rien ; comparez avec une sauvegarde, et publiez un erratum si un chiffre était faux.
procedure-recorded = Enregistré pour { $slug }, à partir du { $since }.
check-none = (aucun)
check-ok = La configuration est lisible.
check-advice-publisher = Conseil : donnez le nom de votre administration (publisher), il figure au bas de chaque page.
check-advice-contact = Conseil : donnez un contact (contact), la déclaration d'accessibilité en a besoin.
check-advice-base-url = Conseil : donnez l'adresse publique du site (base_url), les flux et les fichiers en ont besoin.
check-advice-assets = La feuille de style de ce thème manque dans ce programme : exécutez « make assets », puis recompilez.
doctor-assets = feuille de style du thème { $theme } (sinon : make assets, puis recompilez)
doctor-no-database = base de données { $url } : elle n'existe pas encore ; « parvis serve » la crée
doctor-database = base de données { $engine }, { $url }
doctor-migrations = { $n ->
    [0] la base est à jour
    [one] 1 mise à jour de la base attend ; « parvis serve » l'applique
   *[other] { $n } mises à jour de la base attendent ; « parvis serve » les applique
}
doctor-procedures = { $n ->
    [0] aucune démarche : parvis import procedures FICHIER
   *[other] { $n } démarches au catalogue
}
doctor-editions = { $n ->
    [0] aucune édition publiée : parvis edition draft 2026-08
    [one] 1 édition publiée
   *[other] { $n } éditions publiées
}
doctor-edition-same = édition { $slug } : chiffres recalculés, identiques
doctor-edition-differs = édition { $slug } : chiffres différents (parvis recompute { $slug } dit lesquels)

## Échecs
fail-setting = Réglage { $name } = « { $value } » : attendu { $expected }.
fail-argument = « { $value } » : attendu { $expected }.
fail-config = Le fichier de configuration { $path } n'est pas compris : { $detail }
fail-file = Le fichier { $path } ne peut pas être ouvert : { $detail }
fail-import = { $path } : { $n ->
    [one] 1 problème
   *[other] { $n } problèmes
}, rien n'est enregistré.
fail-import-more = … et { $n } autres.
fail-listen = Impossible d'écouter sur { $address } : { $detail }. Choisissez un autre port avec --listen 127.0.0.1:PORT.
fail-db = Base de données : { $detail }
fail-other = { $detail }
fail-demo-public = --demo montre des données de démonstration : il n'écoute que sur cette machine (127.0.0.1 ou [::1]).
fail-no-state-theme = Ce programme a été construit sans le système de design de l'État : voir assets/README.md, puis « make assets » et recompilez, ou choisissez theme = "neutral".
fail-no-procedure = Aucune démarche ne s'appelle « { $slug } ». Cherchez-la : parvis procedure list
fail-ended = « { $slug } » : { $state } depuis le { $since }. Plus rien ne peut être enregistré à son sujet.
fail-itself = Une démarche ne peut pas se succéder à elle-même.
fail-number-taken = Le numéro { $number } appartient ce jour-là à { $holder }. Changez d'abord le numéro de celle-ci, ou la date.
fail-no-edition = Il n'y a pas d'édition « { $slug } ». Voyez : parvis edition list
fail-published = L'édition { $slug } est publiée : elle ne change plus. Publiez un erratum : parvis edition erratum { $slug } --help
fail-not-published = L'édition { $slug } est un brouillon : publiez-la d'abord.
fail-draft-outdated = Des mesures ou le catalogue ont changé depuis le brouillon { $slug }. Recalculez-le (parvis edition draft { $slug }), relisez la différence, puis publiez.
fail-nothing = Aucune démarche n'a de mesure jusqu'à { $month }. Importez d'abord des mesures : parvis import measurements FICHIER
fail-no-indicator = Il n'y a pas d'indicateur « { $slug } ».
fail-empty = La signature et les textes ne peuvent pas être vides.
fail-form-listen = une adresse et un port, par exemple 127.0.0.1:8080
fail-form-base-url = une adresse qui commence par https:// ou http://
fail-form-theme = neutral ou state
fail-form-log-format = text ou json
fail-form-map = ancien=nouveau
fail-form-month = un mois AAAA-MM
fail-form-slug = un nom court en minuscules, chiffres et tirets
fail-form-field = name, address, administration, ministry, department, audience, theme, life_event, territory, volume ou financial_right

cli-user = Gère les comptes des agents depuis la console.
cli-user-list = Liste les comptes.
cli-user-list-more =
    Exemple :
      parvis user list
cli-user-invite = Invite un agent ; le lien est aussi écrit ici.
cli-user-invite-more =
    Exemple :
      parvis user invite prenom.nom@exemple.fr --name "Prénom Nom"
cli-user-suspend = Suspend un compte : ses sessions se ferment aussitôt.
cli-user-suspend-more =
    Exemple :
      parvis user suspend prenom.nom@exemple.fr --reason "Départ"
cli-user-resume = Rétablit un compte suspendu.
cli-user-resume-more =
    Exemple :
      parvis user resume prenom.nom@exemple.fr
cli-user-reset = Envoie un lien pour un nouveau mot de passe ; il est aussi écrit ici.
cli-user-reset-more =
    Exemple, quand le téléphone est perdu aussi :
      parvis user reset prenom.nom@exemple.fr --second-factor
cli-journal = Vérifie et exporte le journal des actes.
cli-journal-verify = Parcourt la chaîne et nomme la première ligne fausse.
cli-journal-verify-more =
    Exemple, en comparant avec un export gardé ailleurs :
      parvis journal verify --against journal-2026-10.jsonl
cli-journal-export = Écrit tout le journal, en JSON Lines, avec des points de contrôle.
cli-journal-export-more =
    Exemple :
      parvis journal export > journal-2026-11.jsonl
cli-worker = Fait le travail de fond (courriers, tâches), à côté de « parvis serve » ou sur une autre machine.
cli-worker-more =
    Exemple :
      parvis worker --database-url postgres://parvis@db.example/parvis
cli-arg-email = Adresse électronique du compte.
cli-arg-name = Prénom et nom.
cli-arg-space = Espace où inviter (son nom court) ; le premier par défaut.
cli-arg-second-factor = Retire aussi le second facteur : la personne en choisira un autre.
user-invited = Invitation faite, valable 72 heures, une seule fois : { $link }
user-suspended = Compte suspendu : { $email }
user-resumed = Compte rétabli : { $email }
user-reset = Lien pour un nouveau mot de passe, valable une heure, une seule fois : { $link }
journal-reading = { $n } lignes lues
journal-whole = Journal intact : { $n } lignes. Dernière empreinte : { $hash }
journal-broken = Journal altéré : ligne { $seq }, { $fault }
journal-fault-missing = elle manque.
journal-fault-altered = elle, ou celle d'avant, n'est pas ce qui avait été écrit.
journal-fault-cut = la fin du journal a été coupée à partir d'elle.
journal-fault-beyond = elle vient après la fin que le journal connaît.
journal-fault-rewritten = elle diffère du point de contrôle gardé ailleurs.
worker-ready = Au travail. Ctrl+C pour arrêter.
serve-setup = Personne n'a encore de compte. Ouvrez cette adresse pour créer le premier administrateur (valable 24 heures, une seule fois) : { $address }
serve-demo-accounts = Pour se connecter : { $address } avec le mot de passe « { $password } » et l'une de ces adresses (le code est affiché à l'étape suivante) :
fail-key-open = Le fichier de la clé, { $path }, peut être lu par d'autres : faites « chmod 600 » dessus.
fail-key-form = Le fichier { $path } ne contient pas de clé (64 chiffres hexadécimaux). Rétablissez-le depuis la sauvegarde : sans lui, les seconds facteurs sont à refaire.
fail-form-network = un réseau comme 10.0.0.0/8, ou une adresse
fail-form-provider-name = un nom à lui, différent de ceux des autres fournisseurs
fail-form-provider-issuer = une adresse qui commence par https://
fail-form-provider-acr = au moins un niveau, puisque acr_required en demande un
fail-form-smtp = une adresse smtps://, smtp+starttls:// ou smtp:// (dans le fichier ou dans PARVIS_SMTP_URL)
fail-field = { $field } : { $message }
fail-no-account = Aucun compte, ou aucun espace, de ce nom. « parvis user list » donne les comptes.
check-advice-mail = Conseil : aucun serveur de courrier n'est réglé (section [mail]) ; les invitations ne partiront pas.

act-procedure-renumber = Renuméroter une démarche
act-measure-import = Importer des mesures
check-advice-scanner = Conseil : aucun antivirus n'est réglé (files.scanner) ; les fichiers déposés sont servis sans avoir été analysés.
doctor-files = dépôt des fichiers { $place } : il répond
doctor-files-lost = dépôt des fichiers { $place } : { $detail } (vérifiez la section [files], les droits du dossier ou ceux de la clé du seau)
doctor-scanner = antivirus { $scanner } : il répond
doctor-scanner-lost = antivirus { $scanner } : { $detail } (vérifiez que clamd tourne et que files.scanner est son adresse ; d'ici là, aucun fichier nouveau n'est servi)
fail-form-files-place = un dossier, ou une section [files.s3], mais pas les deux
fail-form-files-size = un nombre entier de mégaoctets, de 1 à 10
fail-form-files-scanner = l'adresse de ClamAV : tcp://HÔTE:3310 ou unix:/run/clamav/clamd.ctl
fail-form-files-endpoint = une adresse qui commence par https:// (ou http:// sur votre propre réseau)
fail-form-files-path-style = true : devant l'adresse d'une machine, le nom du seau ne peut pas être mis
fail-form-files-bucket = le nom d'un seau qui existe
fail-form-files-key = l'identifiant de la clé du seau (dans le fichier ou dans PARVIS_S3_KEY)
fail-form-files-secret = le fichier du secret de la clé, ou PARVIS_S3_SECRET

cli-reviews = Vérifie, refait et mesure les avis.
cli-reviews-verify = Compare chaque compteur aux avis gardés, et nomme ceux qui diffèrent.
cli-reviews-verify-more =
    Exemple :
      parvis reviews verify
cli-reviews-rebuild = Refait les compteurs à partir des avis gardés.
cli-reviews-rebuild-more =
    Exemple :
      parvis reviews rebuild
cli-reviews-measure = Écrit au registre des mesures ce que disent les avis, jusqu'au dernier mois entier.
cli-reviews-measure-more =
    Exemple :
      parvis reviews measure
cli-reviews-generate = Remplit une base vide d'avis que personne n'a donnés, pour mesurer : les mêmes pour la même graine.
cli-reviews-generate-more =
    Exemple :
      parvis reviews generate --opinions 1000000 --database-url sqlite:essai.db
cli-arg-opinions = Avis écrits en tout
cli-arg-services = Services ; le premier reçoit 15 % des avis
cli-arg-months = Mois entiers avant ce mois-ci, 36 au plus
cli-arg-seed = Graine : la même donne les mêmes avis
reviews-generated = { $n } avis écrits, que personne n'a donnés.
cli-reviews-opendata = Écrit les données ouvertes d'une année : CSV, Parquet, dictionnaire, licence.
cli-reviews-opendata-more =
    Rien n'y est dit de moins de dix personnes. L'année doit être finie.
    Exemple :
      parvis reviews opendata 2025 --out donnees
cli-reviews-import = Reprend les avis exportés du service précédent, tous ou aucun, chacun une fois.
cli-reviews-import-more =
    Colonnes obligatoires : id, date, satisfaction. Facultatives : form, link, clarity, help, reached_* et quality_*
    (counter, phone, email, chat), other, comment. Les libellés français sont reconnus ; les commentaires sont masqués.
    Exemple :
      parvis reviews import export.csv --form 01980000-0000-7000-8000-000000000000 --map "Identifiant=id" --dry-run
reviews-verified = { $n } avis recomptés : tous les compteurs disent la même chose.
reviews-differ = { $n } avis recomptés : { $different } compteurs disent autre chose. « parvis reviews rebuild » les refait.
reviews-difference = { $counter } : { $counted } au compteur, { $recounted } avis
reviews-rebuilt = Compteurs refaits à partir de { $n } avis.
reviews-measured = { $n } mesures écrites.

cli-arg-form = Identifiant de l'enquête, tel qu'il figure dans l'adresse de sa page
cli-arg-label = Apprend un libellé du fichier : libellé=option ; peut se répéter
cli-arg-expected = Fichier CSV (indicator, value) des scores donnés par l'ancien service, à comparer
cli-arg-tolerance = Écart admis, sur une note de 0 à 10
reviews-imported = { $new } avis repris, { $known } déjà là ; du { $from } au { $until }.
reviews-import-dry = { $new } avis seraient repris, { $known } sont déjà là ; du { $from } au { $until }. Rien n'est enregistré.
reviews-import-score = { $indicator } : { $value } sur { $n } réponses
reviews-import-same = { $indicator } : { $value } sur { $n } réponses ; l'ancien service donnait { $given } : concorde
reviews-import-other = { $indicator } : { $value } sur { $n } réponses ; l'ancien service donnait { $given } : NE CONCORDE PAS
fail-form-survey = attendu : l'identifiant d'une enquête, par exemple 01980000-0000-7000-8000-000000000000
fail-form-number = un nombre
cli-arg-year = Année, finie
cli-arg-out = Dossier où écrire les fichiers (celui d'ici par défaut)
reviews-opendata = { $name } : { $n } lignes
fail-form-year-over = attendu : une année finie, par exemple 2025

# Alertes
cli-reviews-alerts = Cherche les alertes et fait partir les lettres dues, comme chaque nuit et chaque heure.
cli-reviews-alerts-more =
    Relancée pour le même jour, elle n'alerte pas deux fois.
    Exemple :
      parvis reviews alerts --until 2026-11-22
cli-arg-until = Dernier jour regardé (hier par défaut)
reviews-alerts-looked = { $n } nouvelles alertes, { $letters } lettres à envoyer.

# parvis probe
cli-probe = Lit des pages comme une machine peut les lire, et dit ce qu'il faut corriger ou regarder.
cli-probe-more =
    Sans base ni serveur. Une machine prouve des échecs ; elle ne dit jamais qu'un critère est respecté.
    Exemples :
      parvis probe www.exemple.fr/demarche
      parvis probe --pages 20 --contact sonde@exemple.fr www.exemple.fr/demarche
      parvis probe --format html www.exemple.fr > rapport.html
      parvis probe --format json --budget budget.toml https://www.exemple.fr/
cli-arg-url = Adresse d'une page ; plusieurs à la suite
cli-arg-format = Forme du rapport : text, json, html (un fichier à ouvrir) ou sarif
cli-arg-fail-under = Échoue si, au mieux, moins de ce pourcentage des critères du RGAA peut être respecté
cli-arg-budget = Fichier TOML de ce qui est toléré : failed, to_review, first_byte_ms, total_ms, wire_kb, fail_under
cli-arg-allow-private = Permet les adresses du réseau privé et de cette machine
cli-arg-browser = Exige un navigateur : sans Chromium, la commande échoue
cli-arg-no-browser = N'ouvre pas les pages dans un navigateur : seulement HTTP et leur source
cli-arg-timeout = Secondes laissées à chaque page
fail-url = une adresse comme https://www.exemple.fr/demarche
cli-arg-pages = Pages lues en suivant les liens de la démarche, dans le même site (1 : celle-là seule)
cli-arg-links = Liens dont on vérifie qu'ils mènent quelque part (0 : aucun)
cli-arg-contact = Adresse électronique ou web de qui lance la sonde, dite aux sites visités
probe-step-page = Page { $nth } sur { $most } au plus : { $url }
probe-step-links = { $n ->
    [one] Vérification d'un lien
   *[other] Vérification de { $n } liens
  }
fail-contact = une adresse électronique ou web, comme sonde@exemple.fr
cli-arg-only = Ne fait que les tâches d'un module : accounts, procedures, reviews ou probes
fail-module = un module qui a des tâches : accounts, procedures, reviews ou probes

# Veille et limites
serve-metrics = Mesures pour qui surveille : { $address }
fail-form-drain = un nombre de secondes, de 0 à 300
fail-form-limits = de 1 à 10 000 demandes à la fois par classe
fail-form-connections = plus de connexions que public + desk + transfer + 3, et 1000 au plus : il en reste toujours pour les avis
gate-busy = Trop de monde en ce moment
gate-not-taken = Envoi non reçu
gate-again = Envoyer à nouveau
gate-full = Beaucoup de personnes utilisent ce service en même temps. Réessayez dans une dizaine de secondes.
gate-late = Beaucoup de personnes utilisent ce service en même temps. Réessayez dans une dizaine de secondes.
gate-slow = La réponse a pris trop de temps. Réessayez dans une dizaine de secondes.
gate-large = Ce qui a été envoyé est plus grand que ce que cette page accepte.
gate-body = L'envoi s'est interrompu ou a pris trop de temps.
gate-kept = Votre réponse est encore ici et rien n'est perdu : appuyez sur le bouton pour l'envoyer à nouveau. Envoyée deux fois, elle compte une fois.
gate-back = Rien n'a été enregistré. Revenez à la page précédente : ce que vous avez écrit y est encore, et vous pourrez l'envoyer à nouveau.
gate-look-first = L'opération a peut-être eu lieu : regardez d'abord si c'est le cas, puis, sinon, revenez à la page précédente et recommencez.
# Sauvegardes
cli-backup = Sauvegarde tout en une archive, pendant que le service tourne : base, fichiers, et la clé si on la demande.
cli-backup-more =
    Vers un dossier, l'archive porte sa date ; --keep n'y laisse que les plus récentes.
    Exemples :
      parvis backup /srv/sauvegardes --recipient age1… --keep 14
      parvis backup verify /srv/sauvegardes/parvis-2026-11-22T010000Z.tar.zst.age --identity cle.txt
cli-backup-verify = Restaure une archive dans une base d'essai et y vérifie tout ce qui peut l'être.
cli-backup-verify-more =
    Rien de l'installation n'est touché. La commande échoue si quoi que ce soit diffère.
    Exemple :
      parvis backup verify parvis-2026-11-22T010000Z.tar.zst
cli-restore = Remet en place une archive : toute, ou rien.
cli-restore-more =
    Arrêtez d'abord « parvis serve » et « parvis worker ». La base et les fichiers visés doivent être vides,
    à moins de --replace ; l'ancienne base reste alors sous un autre nom.
    Exemple :
      parvis restore parvis-2026-11-22T010000Z.tar.zst.age --identity cle.txt --data-dir /srv/parvis
cli-arg-archive-to = Dossier, ou fichier à créer ([backup] folder par défaut)
cli-arg-recipient = Destinataire age pour qui chiffrer, en plus de [backup] recipients ; plusieurs possibles
cli-arg-with-key = Ajoute la clé de l'installation, parvis.key ; l'archive doit être chiffrée
cli-arg-keep = Ne laisse dans le dossier que ce nombre d'archives, les plus récentes
cli-arg-archive = Archive que « parvis backup » a faite
cli-arg-identity = Fichier d'identité age, pour une archive chiffrée
cli-arg-scratch = Base d'essai, vide ; par défaut, une qui est créée puis supprimée
cli-arg-database-into = Base visée (celle de la configuration par défaut)
cli-arg-replace = Laisse la place de ce qui est là ; l'ancienne base reste sous un autre nom
fail-backup-where = Où ? Nommez un dossier ou un fichier, ou réglez [backup] folder.
fail-form-recipient = un destinataire age (age1…), comme en fait age-keygen
fail-form-keep = un nombre d'archives, 1 au moins
backup-writing = { $megabytes } Mo sauvegardés
backup-reading = { $megabytes } Mo vérifiés
backup-restoring = { $megabytes } Mo restaurés
backup-made = { $path } : { $megabytes } Mo, { $rows } lignes de { $tables } tables, { $files } fichiers.
backup-rotated = { $path } : supprimée, des plus récentes sont là.
backup-absent-damaged = Le fichier { $id } est perdu ou altéré depuis avant la sauvegarde : elle ne l'a pas.
backup-absent-removed = { $n ->
    [one] Un fichier a été retiré pendant la sauvegarde : elle ne l'a pas.
   *[other] { $n } fichiers ont été retirés pendant la sauvegarde : elle ne les a pas.
  }
backup-has-key = La clé de l'installation est dans l'archive.
backup-no-key = La clé de l'installation, parvis.key, n'est pas dans l'archive : conservez-la ailleurs.
backup-checked = Archive entière : état du { $at }, faite par Parvis { $parvis }.
backup-rows-same = Les { $rows } lignes des { $tables } tables sont là.
backup-files-same = { $n ->
    [one] { $n } fichier entier.
   *[other] { $n } fichiers entiers.
  }
backup-sound = La sauvegarde est bonne.
backup-unsound = La sauvegarde ne l'est pas : voyez les lignes marquées ✗.
backup-restored = { $url } : { $rows } lignes de { $tables } tables et { $files } fichiers remis en place.
backup-migrated = Base mise à jour : { $n } migrations depuis la version de la sauvegarde.
backup-former = Ce qui était là est conservé sous le nom { $former } : supprimez-le quand vous n'en avez plus besoin.
backup-key-same = La clé { $path } est celle de la sauvegarde.
backup-key-other = { $path } n'est PAS la clé de la sauvegarde, et n'a pas été touché. Sans la bonne clé, les seconds facteurs sont à refaire.
backup-key-check = La sauvegarde n'a pas la clé. { $path } doit être celle d'alors : sans elle, les seconds facteurs sont à refaire.
backup-key-missing = Remettez la clé de l'installation dans { $path } avant de démarrer : sans elle, les seconds facteurs sont à refaire.
backup-key-put = Clé de l'installation remise dans { $path }.
backup-next = Ensuite : parvis retention run (ce qui devait être effacé depuis), parvis doctor, puis parvis serve.
act-platform-backup = Sauvegarde
act-platform-restore = Restauration d'une sauvegarde

# Durées de conservation
cli-retention = Ce qui est conservé combien de temps, et la preuve de ce qui a été effacé.
cli-retention-report = Dit chaque règle, ce qui la dépasse (rien), et chaque effacement.
cli-retention-report-more =
    Échoue si quoi que ce soit a dépassé son terme de plus de deux nuits.
    Exemples :
      parvis retention report --since 2026-01-01
      parvis retention report --format csv > effacements.csv
cli-retention-run = Applique toutes les règles maintenant : après une restauration, surtout.
cli-retention-run-more =
    Exemple :
      parvis retention run
cli-arg-since = Premier jour des effacements montrés (tous par défaut)
cli-arg-report-format = Forme du rapport : text, json ou csv (les effacements seuls)
fail-form-day = un jour AAAA-MM-JJ
act-erasure-run = Effacement à terme
retention-erased = { $what } : { $n } effacés.
retention-nothing = Rien n'a dépassé son terme.
retention-line = { $mark } { $what } : { $term } ({ $rule }). Au-delà du terme : { $overdue }.
retention-last = { "  " }Dernier effacement : { $at }, { $n }.
retention-done = Effacements : { $n }
retention-backups = Ce qui est effacé reste dans les sauvegardes d'avant ({ $folder }) jusqu'à leur suppression. Après une restauration : parvis retention run.
retention-backups-anywhere = Ce qui est effacé reste dans les sauvegardes d'avant jusqu'à leur suppression. Après une restauration : parvis retention run.
retention-accounts-sessions = Sessions
retention-accounts-sessions-term = 12 heures sans usage
retention-accounts-sessions-why = minimisation (RGPD, article 5)
retention-accounts-links = Liens et codes à usage unique
retention-accounts-links-term = 7 jours après leur expiration
retention-accounts-links-why = sécurité des comptes (RGPD, article 32)
retention-accounts-attempts = Tentatives de connexion échouées
retention-accounts-attempts-term = 15 minutes
retention-accounts-attempts-why = sécurité des comptes (RGPD, article 32)
retention-accounts-requests = Demandes d'accès décidées
retention-accounts-requests-term = ce que l'espace a choisi, 36 mois sinon
retention-accounts-requests-why = limitation de la conservation (RGPD, article 5)
retention-reviews-crowds = Empreintes de réseaux qui font voir les rafales
retention-reviews-crowds-term = 1 jour
retention-reviews-crowds-why = minimisation (RGPD, article 5)
retention-reviews-opinions = Avis, commentaires et ce qui s'y rattache
retention-reviews-opinions-term = ce que l'enquête a choisi, l'espace sinon, 36 mois sinon ; par mois entiers
retention-reviews-opinions-why = limitation de la conservation (RGPD, article 5)
retention-reviews-deliveries = Suivi des envois aux webhooks
retention-reviews-deliveries-term = 30 jours
retention-reviews-deliveries-why = exploitation du service
retention-probes-checks = Relevés de disponibilité, un par un
retention-probes-checks-term = 100 jours
retention-probes-checks-why = exploitation du service ; aucune donnée personnelle
retention-probes-runs = Lectures de pages
retention-probes-runs-term = 31 jours
retention-probes-runs-why = exploitation du service ; aucune donnée personnelle
retention-jobs-ended = Tâches de fond finies
retention-jobs-ended-term = 30 jours
retention-jobs-ended-why = exploitation du service ; leur contenu est effacé dès leur fin

## Ce que regarde le médecin
doctor-base-url = adresse publique { $url }
doctor-base-url-none = pas d'adresse publique : donnez base_url = "https://…" dans la configuration
doctor-base-url-clear = adresse publique { $url } sans chiffrement : mettez un mandataire avec TLS devant, et « https:// » dans base_url
doctor-proxies = mandataires de confiance : rien à redire
doctor-proxies-none = un mandataire est sans doute devant, et aucun n'est nommé : donnez trusted_proxies = ["127.0.0.0/8"], sinon tout le monde semble venir de la même adresse
doctor-browser = Chromium est là pour lire les pages
doctor-browser-none = Chromium manque alors que les pages doivent être lues : installez le paquet chromium, ou mettez browser = false dans [probes]
doctor-key = clé de l'installation { $path }, fermée aux autres
doctor-key-none = la clé de l'installation { $path } n'existe pas : rétablissez-la depuis la sauvegarde (au premier démarrage, « parvis serve » la crée)
doctor-key-open = la clé de l'installation { $path } peut être lue par d'autres : chmod 600 { $path }
doctor-closed = la base { $path } est fermée aux autres
doctor-closed-not = la base { $path } peut être lue par d'autres : chmod 640 { $path }
doctor-room = { $folder } : { $megabytes } Mio libres
doctor-room-little = { $folder } : { $megabytes } Mio libres seulement : faites de la place avant que les avis ne soient refusés
doctor-mail = serveur de courrier { $server } : il répond
doctor-mail-none = aucun serveur de courrier : remplissez la section [mail], sinon les invitations ne partent pas
doctor-mail-lost = serveur de courrier { $server } : { $detail } (vérifiez mail.smtp_url et le pare-feu)
doctor-backup = dernière sauvegarde dans { $folder } : il y a { $hours } h
doctor-backup-none = aucune sauvegarde dans { $folder } : faites-en une avec « parvis backup », puis systemctl enable --now parvis-backup.timer
doctor-backup-old = la dernière sauvegarde dans { $folder } date de { $hours } h : voyez journalctl -u parvis-backup
doctor-lost-database = base de données : { $detail } (vérifiez database_url et que le serveur tourne)
doctor-version = PostgreSQL { $version }
doctor-version-old = PostgreSQL { $version } n'est plus entretenu : passez à la version 14 ou à une plus récente
doctor-clock = l'horloge de la base et celle de cette machine s'accordent
doctor-clock-apart = l'horloge de la base et celle de cette machine diffèrent de { $seconds } s : mettez les deux à l'heure (NTP)
doctor-commit = synchronous_commit = { $value } : ce qui est confirmé est gardé
doctor-commit-off = synchronous_commit = { $value } : des avis confirmés peuvent se perdre ; remettez « on » dans la configuration de PostgreSQL
doctor-connections = { $most } connexions permises par PostgreSQL, { $ours } au plus pour chaque processus
doctor-connections-few = PostgreSQL ne permet que { $most } connexions et ce processus en prend jusqu'à { $ours } : augmentez max_connections, ou baissez limits.connections
doctor-journal = le journal se tient, dernière entrée { $at }
doctor-journal-broken = le journal ne se tient plus avant { $at } : lancez « parvis journal verify », et gardez une copie de la base
doctor-schedules = les tâches périodiques se font en leur temps
doctor-schedules-late = tâches périodiques en retard : { $names } (vérifiez que « parvis serve » ou « parvis worker » tourne, puis la page « Tâches de fond »)
doctor-jobs = { $n ->
    [0] aucune tâche n'a échoué
    [one] 1 tâche a échoué : voyez pourquoi à la page « Tâches de fond »
   *[other] { $n } tâches ont échoué : voyez pourquoi à la page « Tâches de fond »
}
