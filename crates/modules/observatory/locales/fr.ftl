## Menus
menu-edition = Édition
menu-editions = Éditions
menu-procedures = Démarches
menu-groups = Administrations et thèmes
menu-indicators = Indicateurs
menu-data = Données ouvertes
menu-latest = Édition en cours

## Mots communs
procedure = Démarche
search = Rechercher une démarche
search-button = Rechercher
same-figures = Les mêmes chiffres en tableau
all-procedures = Toutes les démarches
n-of-total = { $n } sur { $total }
of-total = sur { $total }
no-grade = pas de niveau
goal-line = Objectif : 80 %
interval = { $low } à { $high }
answers = { $n ->
    [one] 1 réponse
   *[other] { $n } réponses
}
value-millis = { $n } ms
points-same = inchangé
points-up = + { $n ->
    [one] 1 point
   *[other] { $n } points
}
points-down = − { $n ->
    [one] 1 point
   *[other] { $n } points
}
change-since = { $change } depuis { $month }
limit-green = Objectif : { $limit }
limit-amber = Seuil : { $limit }
gap = Pas de lecture

## Niveaux
level-green = satisfaisant
level-amber = à améliorer
level-red = insuffisant
level-blue = au-delà
level-ungraded = sans niveau
level-too-few = trop peu
level-not-applicable = sans objet
level-stale = périmé
level-no-data = pas de donnée
level-green-text = La valeur brute atteint l'objectif.
level-amber-text = La valeur brute n'atteint pas l'objectif, mais atteint le second seuil.
level-red-text = La valeur brute est sous le second seuil.
level-blue-text = Mieux que l'objectif : l'État agit sans être sollicité, ou FranceConnect+.
level-ungraded-text = La valeur est montrée, sans jugement.
level-too-few-text = Moins de réponses qu'il n'en faut pour juger, ou un nombre de réponses inconnu.
level-not-applicable-text = La question ne se pose pas pour cette démarche.
level-stale-text = La dernière lecture est trop ancienne pour valoir encore. Sa valeur est montrée avec sa date et ne compte pas.
level-no-data-text = Personne n'a mesuré. Ce n'est pas un zéro : un zéro est une valeur, montrée et jugée comme les autres.
flag-too-close = trop proche du seuil
flag-suspect = valeur suspecte

## Sources et fenêtres
source-jdma = Observatoire « Vos démarches essentielles » : avis « Je donne mon avis », sonde de disponibilité, déclarations d'accessibilité
window-12m = douze mois glissants
window-3m = trois mois
window-1m = un mois
window-point = l'état d'un jour
basis-wilson = intervalle de Wilson
basis-widest = seule la moyenne est connue : c'est l'intervalle le plus large que permet l'échelle de 0 à 10
basis-exact = calculé sur le nombre de réponses de chaque choix

## Publics
audience-particuliers = Particuliers
audience-entreprises = Entreprises
audience-associations = Associations
audience-etrangers = Étrangers
audience-etudiants = Étudiants
audience-agents = Agents publics
audience-professionnels = Professionnels

## Regroupements
dimension-ministry = Ministère
dimension-ministry-plural = Ministères
dimension-organisation = Organisme
dimension-organisation-plural = Organismes
dimension-department = Domaine
dimension-department-plural = Domaines
dimension-audience = Public
dimension-audience-plural = Publics
dimension-theme = Thème
dimension-theme-plural = Thèmes
dimension-life-event = Événement de vie
dimension-life-event-plural = Événements de vie
dimension-territory = Territoire
dimension-territory-plural = Territoires

## Accueil
home-title = Les démarches en ligne fonctionnent-elles bien ?
home-lead = { $n } démarches observées en { $month } : ce qui va, ce qui ne va pas, depuis quand, et comment on le sait.
home-figures = L'essentiel : { $month }
home-figure-satisfaction = démarches satisfont leurs usagers (au moins 8 sur 10)
home-figure-help-reachable = démarches où l'on joint l'administration quand on a besoin d'aide (au moins 85 %)
home-figure-availability = démarches disponibles au moins 99,9 % du temps
home-figure-answers = avis d'usagers pris en compte, sur douze mois
home-all = Voir toutes les démarches
home-changes = Ce qui a changé depuis { $month }
home-change-grade-up = { $n ->
    [one] 1 mesure a gagné un niveau
   *[other] { $n } mesures ont gagné un niveau
}
home-change-grade-down = { $n ->
    [one] 1 mesure a perdu un niveau
   *[other] { $n } mesures ont perdu un niveau
}
home-change-entered = { $n ->
    [one] 1 démarche est entrée
   *[other] { $n } démarches sont entrées
}
home-change-left = { $n ->
    [one] 1 démarche est sortie
   *[other] { $n } démarches sont sorties
}
home-change-expired = { $n ->
    [one] 1 mesure est périmée
   *[other] { $n } mesures sont périmées
}
home-difference = Voir chaque changement
home-indicators = Indicateur par indicateur
home-indicators-lead = Chaque barre répartit les démarches qui ont un niveau. Le trait marque l'objectif : 80 % des démarches au vert.
home-groups = Par administration, public ou thème
reached-goal = { $n } démarches sur { $total } ({ $share }) atteignent l'objectif : { $goal }.
reached-none = Aucune démarche n'a de niveau pour cette édition.

## Avant la première édition
empty-lead = Aucune édition n'est publiée pour l'instant.
empty-next = Pour publier la première
empty-1 = Importer le catalogue des démarches :
empty-2 = Importer les mesures :
empty-3 = Calculer le brouillon d'une édition :
empty-4 = Le relire, puis publier :

## Édition
edition-title = Édition de { $month }
edition-title-view = { $title } : { $count } démarches, page { $page }
edition-description = La qualité de chaque démarche en ligne en { $month } : niveaux, valeurs, filtres et fichiers.
edition-lead = { $n } démarches, mesures de { $month }. Les niveaux sont établis sur les valeurs brutes, jamais sur les valeurs arrondies.
edition-caption = Démarches de l'édition de { $month }. Les titres de colonnes trient le tableau.
edition-count = { $n } démarches sur { $all }
edition-nothing = Aucune démarche ne correspond. Retirez un filtre, ou cherchez un mot plus court.
edition-published = Publiée le { $date } par { $by }. Rien de ce qui est publié n'est modifié ; une erreur est corrigée par un erratum daté et signé.
edition-errata = { $n ->
    [one] Cette édition a un erratum
   *[other] Cette édition a { $n } errata
}
edition-files = Cette vue en fichier
edition-files-lead = Les filtres et l'ordre choisis s'appliquent, toutes pages comprises. Valeurs brutes, en pleine précision.
edition-file = Fichier { $format }
edition-difference = Ce qui a changé depuis l'édition précédente
edition-proof = Vérifier cette édition
edition-proof-text = L'empreinte SHA-256 ci-dessous est celle de la forme canonique. Quiconque a les mêmes mesures retrouve la même empreinte.
edition-canonical = Forme canonique (JSON Lines)
filters = Filtrer et trier
filter-search = Mots du nom, de l'organisme ou du thème
filter-any = Tous
filter-all = Tous
filter-indicator = Indicateur
filter-grade = Niveau
filter-sort = Trier par
sort-name = Nom
sort-best = { $indicator }, du plus haut au plus bas
sort-worst = { $indicator }, du plus bas au plus haut
filter-apply = Appliquer
filter-clear = Tout effacer
pager = Pages de résultats
pager-previous = Précédente
pager-next = Suivante
pager-page = Page

## Démarche
procedure-description = { $name } : satisfaction, clarté, aide, accessibilité, disponibilité et rapidité, avec leur histoire et leurs sources.
procedure-lead = { $n } indicateurs mesurés, édition de { $month }.
procedure-merged = Cette démarche a été réunie à une autre. { $reason }
procedure-split = Cette démarche a été divisée. { $reason }
procedure-retired = Cette démarche n'existe plus. { $reason }
procedure-toc = Sur cette page
procedure-unmeasured = Ce que personne n'a mesuré
procedure-unmeasured-lead = L'absence de mesure n'est ni un zéro ni un bon résultat.
procedure-life = Vie de la démarche
procedure-machine = Cette démarche pour les machines (JSON)
fact-address = Adresse
fact-open = Ouvrir le service ({ $host })
fact-volume = Usagers par an
fact-entry = Raison de sa présence
fact-number = Numéro dans la source
fact-name-source = Nom
fact-name-inferred = libellé déduit de l'adresse, sans valeur officielle
fact-id = Identifiant
entry-volume = plus de 200 000 usagers par an
entry-financial-right = droit financier permanent national
changed-name = Nouveau nom : { $value }
changed-administration = Nouvel organisme : { $value }
changed-ministry = Nouveau ministère : { $value }
changed-address = Nouvelle adresse : { $value }
changed-number = Nouveau numéro : { $value }
changed-state = { $value }
state-listed = Entrée dans la liste
state-merged = Réunie à une autre démarche
state-split = Divisée
state-retired = Retirée
say-value = Valeur : { $value }.
say-value-answers = Valeur : { $value }, sur { $n ->
    [one] 1 réponse
   *[other] { $n } réponses
}.
say-value-tries = Valeur : { $value }, sur { $n ->
    [one] 1 essai de la sonde
   *[other] { $n } essais de la sonde
}.
say-too-few = { $n ->
    [one] 1 réponse
   *[other] { $n } réponses
} : il en faut au moins { $minimum } pour un niveau. Valeur provisoire : { $value }.
say-unknown-n = La source ne donne pas le nombre de réponses : on ne peut pas vérifier qu'il y en a au moins { $minimum }. Valeur : { $value }.
say-stale = Dernière valeur : { $value }, lue en { $month }. Une lecture vaut { $life ->
    [one] le mois qu'elle décrit
   *[other] { $life } mois
} : elle est périmée et ne compte pas.
say-interval = Avec 95 % de confiance : { $interval } ({ $how }).
say-too-close = Trop proche du seuil : l'intervalle le traverse, un autre échantillon aurait pu donner un autre niveau.
say-suspect = Cette valeur ressemble à une panne de l'instrument (sonde bloquée, mauvaise adresse, autre nombre de la page). Une personne doit la vérifier.
say-since = Niveau « { $level } » depuis { $month } au moins.
next-title = Pour passer au vert
next-goal = Objectif : { $goal }.
next-opinions = À nombre d'avis égal, il faudrait que { $n ->
    [one] 1 avis « moyen » devienne « bien »
   *[other] { $n } avis « moyen » deviennent « bien »
}.
next-answers = Sur le même nombre de réponses, il en faudrait { $n } de plus qui soient positives.
next-millis = Il faut gagner au moins { $gap }.
next-items = Il faut demander { $n ->
    [one] 1 information de moins
   *[other] { $n } informations de moins
}.
next-gap = Il manque { $gap } à la valeur.
history-title = { $indicator } : évolution
history-desc = De { $from } à { $to }, la valeur passe de { $first } à { $last }. Les points qui ne sont pas reliés ne se comparent pas.
breaks = La courbe est coupée là où les valeurs ne se comparent pas :
break-method = La méthode de mesure a changé.
break-number = Le numéro sous lequel arrivent les mesures a changé.
break-address = L'adresse de la démarche a changé.
evidence = D'où vient cette mesure
evidence-as-of = Décrit
evidence-window = Période
evidence-source = Source
evidence-collected = Collectée le
evidence-method = Méthode
evidence-method-text = version { $version }. { $how }
evidence-revision = Révision
evidence-page = Tout sur l'indicateur « { $indicator } »
badge-lead = Pastille à afficher sur votre site :
badge-alt = Pastille : { $indicator }
badge-desc = { $procedure }. { $indicator } : { $value }, { $level }. Édition de { $month }.

## Colonnes
column-month = Mois
column-value = Valeur
column-n = Réponses ou essais
column-interval = Intervalle à 95 %
column-method = Méthode
column-name = Nom
column-procedure = Identifiant
column-organisation = Organisme
column-ministry = Ministère
column-audience = Public
column-theme = Thème
column-address = Adresse
column-grade = niveau
column-low = borne basse
column-high = borne haute
column-too-close = trop proche du seuil
column-suspect = valeur suspecte
column-as-of = état au
column-source = source
export-checksum = Empreinte SHA-256 de l'édition : { $checksum }
export-levels = Niveaux : green, amber, red, blue (au-delà), ungraded (sans niveau), too_few (trop peu de réponses), not_applicable (sans objet), stale (périmé), no_data (pas de donnée).
export-raw = Valeurs brutes, dans l'unité de l'indicateur ; une cellule vide signifie « inconnu », jamais zéro.

## Groupes
groups-title = Par administration, public ou thème
groups-lead = Part des démarches qui atteignent l'objectif, édition de { $month }. Les démarches sans niveau ne comptent pas.
groups-caption = { $title } : part des démarches qui atteignent chaque objectif
group-title = { $name } – { $kind }
group-title-with = { $title }, avec { $other }
group-description = { $name } : part des démarches qui atteignent chaque objectif en { $month }, comparée à toutes les démarches.
group-lead = { $n ->
    [one] 1 démarche
   *[other] { $n } démarches
}, édition de { $month }.
group-shares = Part des démarches qui atteignent l'objectif
group-picture = { $name } : part des démarches qui atteignent chaque objectif
group-picture-desc = Pour chaque indicateur, la part de ce groupe et celle de toutes les démarches, de 0 à 100 %. Les valeurs sont dans le tableau.
group-here = Ce groupe
group-change = Évolution
group-compare = Comparer avec
group-compare-none = Aucun autre groupe
group-compare-button = Comparer
group-caption = Démarches : { $name }
group-more = Les 50 premières sur { $n }.
group-all = Voir toutes ses démarches
group-filter = Trier et filtrer ces démarches

## Indicateurs
indicators-title = Indicateurs
method-indicators = Chaque indicateur
indicators-lead = Ce que l'observatoire regarde, avec quelle question, quel objectif et quelle méthode.
indicators-others = Sans niveau dans cette édition
indicator-goal = Objectif
indicator-limits = Seuils
limits-higher = satisfaisant à partir de { $green }, à améliorer à partir de { $amber }, insuffisant en dessous
limits-lower = satisfaisant sous { $green }, à améliorer sous { $amber }, insuffisant au-delà
limits-none = aucun : la valeur est montrée sans jugement
indicator-minimum = Réponses nécessaires
indicator-minimum-text = au moins { $n } sur douze mois, sinon « trop peu »
indicator-life = Durée de vie d'une lecture
indicator-life-text = { $n ->
    [one] le mois qu'elle décrit
   *[other] { $n } mois
}, puis « périmé »
indicator-interval = Incertitude
indicator-interval-mark = intervalle à 95 % : exact si le nombre de réponses de chaque choix est connu, sinon le plus large que permet l'échelle (variance au plus m × (10 − m))
indicator-interval-share = intervalle de Wilson à 95 %, quand le nombre de réponses ou d'essais est connu
indicator-interval-none = pas d'intervalle : ce n'est pas un échantillon
indicator-choices = Réponses possibles
indicator-levels = Où en sont les démarches
indicator-level = { $level } : { $n }
indicator-median = Médiane des valeurs qui ont un niveau : { $median }.
indicator-rounding = Si l'on arrondissait avant de comparer au seuil, { $promoted } démarches passeraient au vert à tort : { $n } au lieu de { $right }.
indicator-distribution = Répartition des valeurs
distribution-title = { $indicator } : nombre de démarches par valeur
distribution-desc = Répartition de { $n } démarches. Les effectifs sont dans le tableau.
bin = de { $from } à moins de { $to }
bin-last = de { $from } à { $to }
indicator-evolution = D'une édition à l'autre
evolution-title = { $indicator } : part de chaque niveau, par édition
evolution-desc = { $n } éditions, de la plus ancienne à la plus récente. Les effectifs sont dans le tableau.
evolution-share = Au vert (%)
indicator-methods = Versions de la méthode
indicator-method = Version { $version }, depuis { $since }.

## Éditions
archive-title = Toutes les éditions
archive-lead = Chaque édition publiée reste en ligne, telle qu'elle a été publiée.
archive-empty = Aucune édition n'est publiée pour l'instant.
archive-caption = Éditions publiées
archive-satisfaction = Satisfaction atteinte
archive-published = Publiée le
archive-changes = Changements
archive-difference = Voir les changements
archive-proof = Preuve
archive-compare = Comparer deux éditions
archive-with = Avec l'édition
difference-title = Ce qui a changé de { $before } à { $after }
difference-crumb = Changements
difference-lead = { $n ->
    [one] 1 changement
   *[other] { $n } changements
} en tout, démarche par démarche et indicateur par indicateur.
difference-before = Avant
difference-after = Après
difference-show = Montrer les { $n } lignes
difference-method = la méthode a changé : ne pas comparer
difference-entered = Démarches entrées ({ $n })
difference-entered-text = Elles n'étaient pas dans l'édition comparée.
difference-left = Démarches sorties ({ $n })
difference-left-text = Elles ne sont plus dans la liste.
difference-grade-up = Niveau en hausse ({ $n })
difference-grade-up-text = La mesure a franchi un seuil dans le bon sens.
difference-grade-down = Niveau en baisse ({ $n })
difference-grade-down-text = La mesure a franchi un seuil dans le mauvais sens.
difference-moved = Valeur modifiée, même niveau ({ $n })
difference-moved-text = La valeur a bougé sans franchir de seuil.
difference-expired = Mesures périmées ({ $n })
difference-expired-text = La dernière lecture est devenue trop ancienne : la mesure n'a plus de niveau.
difference-gained = Niveau obtenu ({ $n })
difference-gained-text = Il n'y avait pas de niveau, il y en a un.
difference-lost = Niveau perdu ({ $n })
difference-lost-text = Il y avait un niveau, il n'y en a plus (trop peu de réponses, par exemple).

## Errata
errata-title = Errata
errata-lead = Les corrections apportées aux éditions publiées : datées, signées, chaînées. L'édition elle-même reste telle quelle.
errata-none = Aucun erratum à ce jour.
erratum-number = Erratum n° { $n }
erratum-signed = Signé : { $author }
feed-edition = { $n } démarches. Empreinte SHA-256 : { $checksum }
feed-erratum = Erratum n° { $n } à l'édition { $edition }

## Méthode
method-title = Méthode
method-lead = Comment les chiffres sont faits, et ce qu'ils ne disent pas.
method-levels = Les niveaux, et les cinq façons de ne pas en avoir
method-grades = Comment un niveau est établi
method-grades-1 = La valeur brute est comparée aux seuils de l'indicateur, sans aucun arrondi. Une disponibilité de 99,851 % n'atteint pas 99,9 %, même si elle s'écrit « 99,9 » à une décimale ; à l'écran, nous gardons assez de décimales pour que le nombre montré ne contredise pas le niveau.
method-grades-2 = Les indicateurs fondés sur des avis n'ont de niveau qu'à partir de 100 réponses sur douze mois (règle de l'observatoire national). La sonde et les relevés humains n'ont pas de minimum.
method-grades-3 = Une lecture vaut pendant la durée de vie de l'indicateur. Au-delà, elle est périmée : montrée avec sa date, sans niveau.
method-uncertainty = Ce dont on n'est pas sûr
method-uncertainty-1 = Un avis n'est pas un recensement : chaque part et chaque note est accompagnée d'un intervalle à 95 %.
method-uncertainty-2 = Pour une part (aide joignable, disponibilité), c'est l'intervalle de Wilson.
method-uncertainty-3 = Pour une note de 0 à 10 dont on ne connaît que la moyenne m et le nombre de réponses n, c'est l'intervalle le plus large que permet l'échelle : la variance ne dépasse jamais m × (10 − m). Il est prudent, et nous le disons. Quand les réponses par choix sont connues, il est exact.
method-uncertainty-4 = « Trop proche du seuil » signifie que l'intervalle traverse un seuil. L'avis n'est donné que par ceux qui sont allés au bout : ceux qui ont abandonné manquent.
method-series = Pourquoi les courbes sont coupées
method-series-1 = Deux valeurs ne se comparent que si elles sont mesurées de la même façon. La courbe est coupée, avec la raison, là où la méthode, l'adresse ou le numéro a changé. Par exemple, la clarté est passée de trois à cinq choix en 2024 : la chute de 80 % à 43 % de notes au vert n'est pas une baisse de qualité.
method-series-2 = Une période sans lecture est un fait : elle est hachurée, et la dernière bonne valeur n'est pas reconduite.
method-suspect = Les valeurs suspectes
method-suspect-1 = Une disponibilité sous 50 % deux mois de suite, alors que les avis continuent d'arriver, ressemble à une sonde bloquée ; un taux d'accessibilité sous 10 % est sans doute un autre nombre de la page. Ces valeurs sont signalées pour qu'une personne les vérifie ; elles ne sont ni cachées ni corrigées en silence.
method-groups = Les scores de groupe
method-groups-1 = Score d'un groupe = 100 × démarches qui atteignent l'objectif / démarches qui ont un niveau, arrondi une fois. Les démarches sans niveau, et celles qui ne se font pas du tout en ligne, ne comptent pas. La ligne d'objectif est à 80 %.
method-groups-2 = L'évolution entre deux éditions est calculée sur les parts non arrondies, puis arrondie une fois.
method-editions = La vie d'une édition
method-editions-1 = Brouillon, différence avec la précédente, relecture, publication : une édition publiée est figée en une transaction, avec une empreinte SHA-256. La base de données elle-même refuse toute modification.
method-editions-2 = Chaque chiffre publié peut être recalculé à partir des lignes qui le fondent, par la commande « parvis recompute ».
method-editions-3 = Une erreur est corrigée par un erratum : une entrée nouvelle, datée, signée et chaînée aux précédentes.

## Données
data-title = Données ouvertes
data-lead = Tout ce qui est affiché peut être téléchargé, vérifié et réutilisé.
data-editions = Un fichier par édition, dans quatre formats, et la forme canonique dont l'empreinte SHA-256 est donnée dessous.
data-machines = Pour les machines
data-dcat = Catalogue des jeux de données (DCAT, JSON-LD)
data-cpsv = Liste des démarches (CPSV-AP, JSON-LD)
data-feed = Flux Atom des éditions et des errata
data-licence = Réutilisation
data-licence-text = Les données montrées viennent de sources publiques citées sur chaque mesure. Citez la source et la date de l'édition.
interface-title = Interface de programmation
interface-lead = Lecture libre, sans clé, en JSON. Cette page est faite du document OpenAPI lui-même.
interface-errors = Les erreurs suivent la RFC 9457 (application/problem+json). Une réponse qui ne peut plus changer se garde un an ; les autres portent un ETag.
interface-document = Document OpenAPI 3.1
interface-parameters = Paramètres de { $path }
interface-place = Place
interface-meaning = Sens
interface-required = obligatoire

## Accessibilité du site
accessibility-title = Accessibilité : non conforme
accessibility-lead = Déclaration d'accessibilité de ce site.
accessibility-engages = { $publisher } s'engage à rendre ce site accessible, conformément à l'article 47 de la loi n° 2005-102 du 11 février 2005.
accessibility-state = État de conformité
accessibility-state-text = Ce site est non conforme au référentiel général d'amélioration de l'accessibilité (RGAA), version 4.1 : aucun audit n'en a encore été fait par une personne, et sans audit la loi ne connaît pas d'autre mention. Ce qui suit dit ce qui est vérifié.
accessibility-checked = Ce qui est vérifié à chaque version
accessibility-checked-1 = Un moteur automatique (axe-core) passe sur chaque sorte de page, en français et en anglais, à 1280 et à 320 pixels, et ne trouve aucun défaut.
accessibility-checked-2 = Le clavier seul atteint chaque lien et chaque champ, dans l'ordre, avec un contour visible.
accessibility-checked-3 = Aucune page ne défile de côté à 320 pixels, et tout fonctionne sans JavaScript : le site n'en contient pas.
accessibility-checked-4 = Chaque image a un titre, une description et, à côté, un tableau des mêmes chiffres.
accessibility-fails = Ce qui manque ou échoue
accessibility-fails-1 = Un moteur automatique ne voit qu'une petite partie des défauts ; aucun essai avec un lecteur d'écran, un agrandisseur ou une commande vocale n'a été fait.
accessibility-fails-2 = Il n'y a pas de version facile à lire et à comprendre (FALC) ni en langue des signes.
accessibility-fails-3 = En anglais, les noms des démarches et des administrations restent en français ; la description de l'interface de programmation est en anglais dans les deux langues.
accessibility-contact = Signaler un défaut
accessibility-contact-text = Si quelque chose vous empêche de lire une page, écrivez à
accessibility-rights = Si vous n'obtenez pas de réponse, vous pouvez saisir le Défenseur des droits : defenseurdesdroits.fr, 09 69 39 00 00, ou Défenseur des droits, Libre réponse 71120, 75342 Paris CEDEX 07.

## Mentions légales
legal-title = Mentions légales et données personnelles
legal-lead = Qui publie ce site, et ce qu'il fait de vos données.
legal-publisher = Éditeur
legal-demo = Cette installation est une démonstration : elle montre les données ouvertes livrées avec Parvis et n'engage aucune administration. Les noms des démarches sont des libellés déduits de leur adresse.
legal-contact = Contact :
legal-no-contact = L'administration qui publie ce site n'a pas encore indiqué de contact (réglage « contact »).
legal-privacy = Vos données
legal-privacy-text = Les pages publiques ne déposent aucun cookie, n'enregistrent ni votre adresse ni ce que vous cherchez, et n'appellent aucun autre site.
legal-software = Le logiciel Parvis est libre, sous licence Apache 2.0.
map-title = Plan du site
map-pages = Pages

## Refus
refused-not-utf8 = L'adresse contient des caractères illisibles (elle n'est pas en UTF-8). Recopiez-la, ou repartez d'une des pages ci-dessous.
refused-too-many = L'adresse contient trop de paramètres.
refused-parameter = Le paramètre « { $name } » n'est pas connu. Paramètres possibles : { $known }.
refused-value = La valeur « { $value } » n'est pas possible pour « { $name } ».
refused-too-long = Le paramètre « { $name } » est trop long ou répété trop de fois.
refused-page = Il n'y a pas de page { $page } : la dernière est la page { $last }.

review-editions = Éditions
review-edition = Édition { $name }
review-name = Nom
review-name-hint = Le mois par défaut. Lettres, chiffres et tirets.
review-name-form = Des minuscules, des chiffres et des tirets, 40 caractères au plus.
review-month = Mois
review-month-hint = Par exemple : 2026-08.
review-month-form = Écrivez le mois sous la forme 2026-08.
review-procedures = Démarches
review-state = État
review-none = Aucune édition.
review-draft = Brouillon
review-published-on = Publiée le { $day }
review-new-draft = Préparer un brouillon
review-make-draft = Calculer le brouillon
review-known-at = Calculée sur ce qui était connu le
review-checksum = Empreinte (SHA-256)
review-signatures = Relue et signée par
review-differences = Écarts avec l'édition précédente
review-differences-of = Écarts de l'édition { $name }
review-differences-caption = { $n ->
    [one] Un écart
   *[other] { $n } écarts
}
review-differences-none = Aucun écart.
review-against = Par rapport à l'édition { $name }.
review-first = Il n'y a pas d'édition avant celle-ci.
review-public-page = La page publique
review-waits = Pas encore publiable
review-second-person = Une autre personne que vous doit d'abord relire ce brouillon et le signer.
review-open-comment = Un commentaire attend une réponse : traitez-le et fermez-le d'abord.
review-suspects-title = Valeurs qui ressemblent à une panne de l'instrument
review-suspects = { $n ->
    [one] Une valeur à regarder avant de publier
   *[other] { $n } valeurs à regarder avant de publier
}
review-suspects-none = Aucune.
review-suspect = À vérifier
review-procedure = Démarche
review-indicator = Indicateur
review-change = Changement
review-before = Avant
review-after = Après
review-comments = Commentaires
review-comments-none = Aucun commentaire.
review-comment = Commentaire
review-cell = Cellule
review-open = Ouvert
review-settled = Traité
review-settle = Fermer : c'est traité
review-settled-already = Ce commentaire est déjà fermé.
review-text-long = 2 000 caractères au plus.
review-cells = Mesures de cette ligne
review-cells-none = Aucune mesure.
review-value = Valeur
review-level = Niveau
review-n = n
review-source = Source
review-as-of = Mesuré au
review-remark = Remarque
review-whole-line = Toute la ligne
review-say = Ajouter le commentaire
review-say-title = Commenter
review-sign = J'ai relu ce brouillon et je le signe
review-sign-title = Relecture
review-publish = Publier définitivement
review-publish-title = Publication
review-signature = Signature
review-signature-hint = Ce que les lecteurs verront : le nom du service. Le journal garde qui a publié.
review-erratum = Publier l'erratum
review-erratum-title = Corriger par un erratum
review-erratum-procedure = Démarche concernée (nom court)
review-erratum-procedure-hint = La fin de l'adresse de sa page, par exemple : jdma-44.
review-text-fr = Texte en français
review-text-en = Texte en anglais
review-published = Cette édition est publiée : elle ne change plus. Publiez un erratum.
review-not-published = Cette édition n'est pas encore publiée.
review-outdated = Les mesures ou le catalogue ont changé depuis ce brouillon : calculez-le à nouveau et relisez les écarts.
review-nothing = Aucune mesure n'est connue pour ce mois.
review-no-procedure = Cette démarche n'est pas dans l'édition.
review-no-indicator = Cet indicateur n'existe pas.
done-drafted = Le brouillon est calculé.
done-signed = Vous avez signé ce brouillon.
done-published = L'édition est publiée.
done-erratum = L'erratum est publié.
done-commented = Le commentaire est ajouté.
done-settled = Le commentaire est fermé.
review-change-entered = Entrée
review-change-left = Sortie
review-change-grade-up = Niveau en hausse
review-change-grade-down = Niveau en baisse
review-change-moved = Valeur différente
review-change-expired = Mesure périmée
review-change-gained = Niveau obtenu
review-change-lost = Niveau perdu

act-edition-comment = Commenter une édition
act-edition-draft = Calculer un brouillon d'édition
act-edition-erratum = Publier un erratum
act-edition-publish = Publier une édition
act-edition-settle = Clore un commentaire
act-edition-sign = Signer une édition
