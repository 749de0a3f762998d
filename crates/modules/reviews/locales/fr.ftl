reviews-title = Avis
reviews-lead = Les enquêtes « Je donne mon avis » des démarches dont vous répondez.
reviews-caption = { $n ->
    [0] Aucune enquête
    [one] 1 enquête
   *[other] { $n } enquêtes
}
reviews-none = Aucune enquête pour l'instant.
reviews-name = Nom de l'enquête
reviews-name-hint = Pour vous y retrouver ; les usagers voient le nom de la démarche.
reviews-procedure = Démarche
reviews-procedure-hint = Son identifiant, tel qu'il figure dans l'adresse de sa page (jdma-3059).
reviews-no-procedure = Aucune démarche de ce nom parmi celles dont vous répondez. La liste « Démarches » donne leurs identifiants.
reviews-state = État
reviews-open = Ouverte
reviews-closed-state = Close
reviews-new = Nouvelle enquête
reviews-new-lead = L'enquête nationale en quatre questions, avec un premier bouton pour la fin de la démarche.
reviews-create = Créer l'enquête
reviews-any = Toutes
reviews-period = Du { $from } au { $until }.
reviews-show = Afficher
reviews-read = Lire les avis
reviews-settings = Réglages
reviews-settings-title = Réglages de « { $name } »
reviews-from = Du
reviews-until = Au
reviews-button = Bouton
reviews-channel = Canal
reviews-tongue = Langue
reviews-opinions = Avis comptés
reviews-opinions-before = Sur la période d'avant
reviews-aside-count = Avis écartés
reviews-indicators = Les indicateurs et leur intervalle de confiance
reviews-indicator = Indicateur
reviews-value = Valeur
reviews-interval-95 = Intervalle à 95 %
reviews-interval = { $low } à { $high }
reviews-n = Réponses
reviews-before = Avant
reviews-change = Évolution
reviews-change-none = Trop peu de réponses
reviews-change-up = En hausse
reviews-change-down = En baisse
reviews-change-unclear = Pas d'écart significatif
reviews-empty = Aucune réponse
reviews-figure-satisfaction = Satisfaction (sur 10)
reviews-figure-clarity = Clarté (sur 10)
reviews-figure-help-reachable = Administration joignable
reviews-figure-help-effective = Aide efficace (sur 10)
reviews-figure-autonomy = Autonomie
reviews-figure-help-combined = Aide, ancienne formule (sur 10)
reviews-stops = Où l'on s'arrête
reviews-step = Question
reviews-answers = Réponses
reviews-answer = Réponse
reviews-share = Part
reviews-step-satisfaction = Comment cela s'est passé
reviews-step-clarity = Clarté
reviews-step-help = Aide
reviews-step-comment = Commentaire
reviews-face = Comment cela s'est passé
reviews-face-bad = Mal
reviews-face-medium = Moyen
reviews-face-good = Bien
reviews-mark-very-bad = Pas du tout clair
reviews-mark-bad = Pas clair
reviews-mark-medium = Moyennement clair
reviews-mark-good = Clair
reviews-mark-very-good = Très clair
reviews-help-none = Pas besoin d'aide
reviews-help-counter = Au guichet
reviews-help-phone = Par téléphone
reviews-help-email = Par courriel
reviews-help-chat = Par messagerie
reviews-help-relative = Un proche
reviews-help-association = Une association
reviews-help-websites = Des sites internet
reviews-help-other = Autre
reviews-channel-web = Site internet
reviews-channel-phone = Téléphone
reviews-channel-counter = Guichet
reviews-channel-paper = Papier
reviews-channel-helper = Aidant
reviews-opinions-title = Avis reçus
reviews-opinions-caption = Les avis, les plus récents d'abord
reviews-opinions-none = Aucun avis de cette sorte.
reviews-comment = Commentaire
reviews-no-comment = Sans commentaire
reviews-day = Reçu
reviews-older = Avis plus anciens
reviews-without-comment = Aussi ceux sans commentaire
reviews-only-aside = Ceux qui ont été écartés
reviews-rule-burst = Écarté : rafale
reviews-rule-twin = Écarté : doublon
reviews-rule-copied = Écarté : texte recopié
reviews-rule-hand = Écarté à la main
reviews-set-aside = Écarter cet avis
reviews-set-aside-lead = Il ne comptera plus. Il reste lisible, et vous pourrez le remettre.
reviews-put-back = Remettre cet avis
reviews-put-back-lead = Il comptera de nouveau dans les chiffres.
reviews-reason-hint = Le journal le garde.
reviews-already = C'est déjà fait.
reviews-busy = Quelqu'un vient de changer cela. Réessayez.
reviews-buttons = Les boutons : une adresse pour chaque endroit du parcours
reviews-buttons-none = Aucun bouton.
reviews-button-name = Nom du bouton
reviews-button-name-hint = Par exemple : page de confirmation.
reviews-button-new = Nouveau bouton
reviews-button-add = Ajouter le bouton
reviews-button-close = Clore « { $name } »
reviews-button-close-lead = Il ne recevra plus d'avis. Ceux qu'il a reçus restent.
reviews-point = Où est-il dans le parcours ?
reviews-point-hint = Ceux qui ne vont pas au bout ont aussi des choses à dire.
reviews-point-done = À la fin de la démarche
reviews-point-gave-up = Là où l'on abandonne
reviews-point-failed = Là où la démarche échoue
reviews-point-refused = Sur une décision de refus
reviews-code = Code à taper
reviews-address = Adresse
reviews-old-service = Numéro de démarche dans l'ancien service
reviews-old-button = Numéro de bouton dans l'ancien service
reviews-old-hint = Les adresses /Demarches/1234?button=56 continueront de mener ici.
reviews-old-taken = Un autre bouton porte déjà ces numéros.
reviews-retention = Durée de conservation des avis (mois)
reviews-retention-hint = De 1 à 120 ; laissée vide, celle de l'espace.
reviews-close = Clore
reviews-close-title = Clore l'enquête
reviews-close-reason = Ce que l'on dit à ceux qui viennent
reviews-close-hint = Pourquoi c'est fini, et où s'adresser.
reviews-closed = Cette enquête ne reçoit plus d'avis.
reviews-closed-on = Close le { $day }
reviews-form-closed = Cette enquête est close.
reviews-late = Il s'est passé plus d'une heure : l'avis ne peut plus être complété.
reviews-long = C'est trop long : 200 caractères au plus.
done-reviews-created = L'enquête est créée. Posez l'adresse de son bouton à la fin de la démarche.
done-reviews-button-added = Le bouton est ajouté.
done-reviews-button-closed = Le bouton est clos.
done-reviews-form-closed = L'enquête est close.
done-reviews-aside = L'avis est écarté.
done-reviews-back = L'avis compte de nouveau.

reviews-button-title = Poser le bouton « { $name } »
reviews-image-link = L'image qui mène à l'enquête
reviews-image-link-text = Recopiez ce code dans votre page. L'image vient de ce site, sans script ni traceur ; son texte est lu par les lecteurs d'écran.
reviews-look-light = Plein, pour une page claire
reviews-look-light-outline = Contour, pour une page claire
reviews-look-dark = Plein, pour une page sombre
reviews-look-dark-outline = Contour, pour une page sombre
reviews-qr = Code QR de l'enquête
reviews-qr-text = Pour une affiche ou un courrier : écrivez à côté l'adresse et le code à taper, pour qui n'a pas d'appareil photo.
reviews-qr-file = Le code QR seul, à imprimer

reviews-enter-title = Saisir un avis
reviews-enter-lead = Pour une personne au guichet, au téléphone, ou qui a répondu sur papier : choisissez la démarche.
reviews-enter-one-lead = Une page, au clavier : Tab pour avancer, les flèches pour choisir, Entrée pour enregistrer. Seule la première question est obligatoire.
reviews-enter-keep = Enregistrer et passer au suivant
reviews-enter-comment-hint = Avec ses mots. Les informations personnelles seront cachées.
reviews-help-elsewhere = Aide d'ailleurs
reviews-help-other-who = Qui d'autre ?
reviews-help-both = « Pas besoin d'aide » ne va pas avec une aide : gardez l'un ou l'autre.
reviews-comment-long = Le commentaire est trop long : 15 000 caractères au plus.
reviews-way-not = Pas essayé
reviews-way-tried = Essayé
reviews-way-no = Pas de réponse
reviews-way-yes = Réponse obtenue
reviews-quality-very-bad = très mauvaise
reviews-quality-bad = mauvaise
reviews-quality-medium = moyenne
reviews-quality-good = bonne
reviews-quality-very-good = excellente
done-reviews-entered = L'avis est enregistré. Au suivant.

act-button-close = Clore un bouton d'avis
act-button-create = Ajouter un bouton d'avis
act-form-change = Modifier une enquête
act-form-close = Clore une enquête
act-form-create = Créer une enquête
act-opinion-put-back = Remettre un avis
act-opinion-set-aside = Écarter un avis
act-opinion-purge = Effacer les avis arrivés à terme
act-opinion-enter = Saisir un avis pour quelqu'un

# Répondre aux personnes
reviews-waiting-title = Personnes qui attendent une réponse
reviews-waiting-lead = Elles ont donné leur avis sans dire qui elles sont et gardé un code. Votre réponse paraît à l'adresse où elles tapent ce code : aucun courriel ne part.
reviews-waiting-caption = Avis qui attendent une réponse, les plus anciens d'abord
reviews-waiting-none = Personne n'attend de réponse.
reviews-answered-title = Avis qui ont eu une réponse
reviews-answered-caption = Avis qui ont eu une réponse, les plus récents d'abord
reviews-answered-none = Aucun avis n'a encore eu de réponse.
reviews-waiting-n = { $n ->
    [0] Personne n'attend de réponse
    [one] Une personne attend une réponse
   *[other] { $n } personnes attendent une réponse
}
reviews-asked = Demandée le
reviews-answered = Répondue le
reviews-answer-state = Réponse
reviews-is-waiting = attendue
reviews-is-answered = pas encore lue
reviews-is-read = lue
reviews-answer-title = Répondre
reviews-answer-lead = La réponse est lue avec un code, par une personne qui ne vous a pas dit son nom. Elle ne peut pas être reprise : vous pourrez en ajouter une autre.
reviews-reply = Votre réponse
reviews-reply-hint = 5 000 caractères au plus. Des phrases courtes, dans la langue de l'avis si vous le pouvez ; ce qui a été fait, ou à qui s'adresser.
reviews-reply-long = La réponse est trop longue : 5 000 caractères au plus.
reviews-reply-of = Réponse du { $day }
reviews-reply-send = Publier la réponse
done-reviews-answered = La réponse est publiée. La personne la lira avec son code.
act-opinion-answer = Répondre à un avis

# La question sur la page de la démarche
reviews-script = Panneau ou question sur votre page
reviews-script-text = Un script de ce site pose la première question sur votre page ; la suite s'ouvre dans un nouvel onglet. Le script ne change jamais sous cette adresse (son empreinte est dans le code), ne dépose rien dans le navigateur et n'appelle aucun autre site.
reviews-script-none = Aucun site ne peut encore poser la question
reviews-script-none-text = Les réponses d'un site ne sont prises que s'il figure dans les réglages de l'espace, à « Sites qui posent la question sur leurs pages ».
reviews-script-panel = Panneau flottant, en bas de la page
reviews-script-question = Question posée là où est le code
reviews-words = Mots des commentaires
reviews-words-hint = Par exemple : pièce jointe, "mot de passe", -site pour exclure, paie* pour un début.
reviews-rule = Écartés par
reviews-order = Ordre
reviews-order-newest = Les plus récents d'abord
reviews-order-telling = Les plus parlants d'abord
reviews-less-telling = Avis suivants
reviews-facet = { $what } ({ $n })
reviews-facet-without = Ne plus filtrer : { $what }
reviews-found = { $count ->
    [0] Aucun avis trouvé.
    [one] 1 avis trouvé.
   *[other] { $n } avis trouvés.
}
reviews-found-more = Plus de { $n } avis trouvés ; les nombres ci-dessous sont ceux des { $n } plus récents.

reviews-status = État
reviews-status-new = Nouveau
reviews-status-seen = Vu
reviews-status-fixing = En cours de correction
reviews-status-fixed = Corrigé
reviews-status-set = Changer l'état
reviews-tags = Étiquettes
reviews-tag = Étiquette
reviews-tag-add = Ajouter l'étiquette
reviews-tag-hint = Un mot ou deux qui rapprochent des avis, par exemple : paiement.
reviews-tag-known = Déjà employées : { $tags }.
reviews-tag-remove = Retirer
reviews-tags-many = Cet avis porte déjà 20 étiquettes : retirez-en une d'abord.
reviews-agent = Suivi par
reviews-agent-any = Tout le monde
reviews-agent-me = Moi
reviews-agent-nobody = Personne
reviews-agent-unable = Cette personne n'a pas, ou n'a plus, le droit de s'occuper de cette démarche.
reviews-assign = Confier cet avis
reviews-by-machine = Console
reviews-by-somebody = Un compte supprimé
reviews-opinion-title = Avis du { $day }
reviews-history = Ce qui a été fait
reviews-came = Avis reçu
reviews-act = Acte
reviews-act-day = Quand
reviews-act-by = Par
reviews-act-what = Détail
reviews-change-nothing = rien
reviews-change-from-to = { $from } → { $to }
reviews-quote = Citer cet avis
reviews-quote-lead = Retirez ce qui n'est pas utile, ou qui pourrait faire reconnaître la personne. Chaque coupe sera marquée […].
reviews-quote-text = Citation
reviews-quote-hint = On peut retirer des mots, pas en ajouter ni en changer.
reviews-quote-keep = Garder la citation
reviews-quote-long = La citation est trop longue : 2 000 caractères au plus.
reviews-quote-added = Un mot n'est pas dans le commentaire, ou pas à cette place. Une citation ne fait que retirer des mots.
reviews-quote-remove = Retirer la citation
reviews-quote-of = Voir l'avis
reviews-quote-opinion = Avis
reviews-quoted = « { $text } »
reviews-quotes = Citations
reviews-quotes-lead = Ce que l'on peut reprendre dans un rapport : des extraits de commentaires masqués, sans le jour ni rien d'autre qui désigne quelqu'un. Relisez : une situation rare peut faire reconnaître une personne.
reviews-quotes-none = Aucune citation. On les prend depuis la page d'un avis.
reviews-quotes-text = Télécharger en texte
reviews-month = Mois
done-reviews-tagged = L'étiquette est ajoutée.
done-reviews-untagged = L'étiquette est retirée.
done-reviews-status = L'état est changé.
done-reviews-assigned = C'est noté.
done-reviews-quoted = La citation est gardée.
done-reviews-unquoted = La citation est retirée.

act-opinion-assign = Confier un avis
act-opinion-quote = Citer un avis
act-opinion-status = Changer l'état d'un avis
act-opinion-tag = Étiqueter un avis
act-opinion-unquote = Retirer une citation
act-opinion-untag = Retirer une étiquette

reviews-topics = Thèmes
reviews-topics-lead = Ce dont parlent les commentaires, trouvé par cette machine sans aucun service extérieur : chaque thème montre ses mots et ses exemples. Il compte les commentaires qui emploient ces mots : d'autres en parlent autrement, et son évolution en dit plus que son nombre.
reviews-topics-caption = Les thèmes, les plus fréquents d'abord
reviews-topics-none = Aucun thème sur cette période.
reviews-topics-not-yet = Les thèmes sont cherchés chaque nuit ; ils ne l'ont pas encore été.
reviews-topics-read = Thèmes cherchés le { $day } dans { $n } commentaires. Sur la période : { $comments } commentaires.
reviews-topics-read-newest = Thèmes cherchés le { $day } dans les { $n } commentaires les plus récents, depuis le { $since } ; rien n'est compté avant. Sur la période : { $comments } commentaires.
reviews-topics-find = Chercher les thèmes maintenant
reviews-topics-hidden = Thèmes masqués
reviews-topic = Thème
reviews-topic-of = thème « { $name } »
reviews-topic-with = Avec : { $topics }
reviews-topic-opinions = { $n ->
    [one] 1 avis
   *[other] { $n } avis
}
reviews-topic-change = Part, par rapport à avant
reviews-topic-told = Ses mots
reviews-topic-how = D'où il vient
reviews-topic-known = D'un lexique des démarches en ligne, publié avec le programme.
reviews-topic-found = De mots que beaucoup de commentaires ont en commun.
reviews-topic-read = Lire ces avis
reviews-topic-examples = Les exemples les plus parlants
reviews-topic-rename = Changer le nom
reviews-topic-name = Nom du thème
reviews-topic-name-hint = Laissé vide, celui que le programme lui donne.
reviews-topic-merge = Réunir
reviews-topic-into = Le montrer avec
reviews-topic-alone = Seul
reviews-topic-chain = Ces thèmes sont déjà réunis avec d'autres : séparez-les d'abord.
reviews-topic-hide = Masquer ce thème
reviews-topic-show = Montrer ce thème
reviews-topic-words = « { $words } »
reviews-topic-sign-in = Connexion et identification
reviews-topic-account = Compte et espace personnel
reviews-topic-documents = Pièces à joindre
reviews-topic-payment = Paiement et remboursement
reviews-topic-delay = Délais
reviews-topic-no-answer = Joindre quelqu'un
reviews-topic-unclear = Clarté des mots et des explications
reviews-topic-bug = Pannes et erreurs
reviews-topic-appointment = Rendez-vous
reviews-topic-accessibility = Accessibilité et handicap
reviews-topic-mobile = Téléphone et tablette
reviews-topic-tracking = Suivi de la demande
reviews-topic-repetition = Longueur et informations redemandées
reviews-topic-refusal = Refus et recours
reviews-topic-reception = Accueil et agents
reviews-topic-no-screen = Sans internet ou sans aide
reviews-topic-thanks = Ce qui plaît
done-reviews-topics = Les thèmes seront cherchés dans la minute. Revenez voir.
done-reviews-topic = Le thème est changé.

act-form-topics = Chercher les thèmes d'une enquête
act-topic-hide = Masquer un thème
act-topic-merge = Réunir des thèmes
act-topic-rename = Renommer un thème
act-topic-show = Montrer un thème

# Avis d'essai
reviews-import-erased = Ce fichier contient des mois dont les avis ont été effacés à leur terme ; leurs nombres sont restés, et compteraient deux fois. Retirez ces lignes du fichier.
reviews-generate-not-empty = Cette base contient déjà des enquêtes ou des démarches du même nom : on ne mélange pas le vrai et l'essai. Prenez une base vide (--database-url sqlite:essai.db).

# Comparer
reviews-compare = Comparer
reviews-by-month = Par mois entier
reviews-by-button = Par bouton
reviews-by-channel = Par canal
reviews-by-tongue = Par langue
reviews-by-version = Par version de l'enquête
reviews-part = Partie
reviews-no-figure = –
reviews-figure-of = { $value } (n = { $n })
reviews-evolution = Comment la démarche s'est passée, mois après mois
reviews-evolution-desc = { $n ->
    [one] Un mois : part des réponses « Bien », « Moyen » et « Mal ». Le tableau dit les mêmes nombres.
   *[other] { $n } mois : part des réponses « Bien », « Moyen » et « Mal ». Le tableau dit les mêmes nombres.
}
reviews-evolution-share = Part de « Bien », en %
reviews-faces-desc = Réponses « Bien », « Moyen » et « Mal » de { $n } avis. Le tableau dit les mêmes nombres.
# Fichiers d'avis
reviews-export = Télécharger ces avis
reviews-export-title = Télécharger les avis
reviews-export-of = Avis reçus : { $name }
reviews-export-usual = Le fichier contient les avis comptés qui ont un commentaire, comme la liste sans filtre.
reviews-export-filtered = Le fichier contient les avis de la liste, avec ses filtres.
reviews-export-list = Revoir la liste et ses filtres
reviews-export-choose = Choisir un format
reviews-export-csv = CSV : pour tout tableur et tout programme
reviews-export-xlsx = XLSX : pour Excel
reviews-export-ods = ODS : pour LibreOffice
reviews-export-jsonl = JSON Lines : pour les programmes, un avis par ligne
reviews-export-parquet = Parquet : pour les outils de statistique
reviews-export-sheets = Une feuille de tableur s'arrête à 1 048 576 lignes : au-delà, le fichier XLSX ou ODS continue sur d'autres feuilles. Au-delà de 100 000 avis, un tel fichier met un moment à se préparer avant d'arriver ; les autres formats arrivent tout de suite.
reviews-export-journal = Les commentaires sont masqués, mais une situation rare peut désigner quelqu'un : ne publiez pas ce fichier. Le journal garde la trace du téléchargement.
reviews-export-format = Ce format n'existe pas ici. Choisissez-en un dans la page « Télécharger les avis ».
reviews-export-note-day = Téléchargé le { $day }
reviews-export-note-filters = Filtres : { $filters }
reviews-export-note-masked = Les informations personnelles reconnues dans les commentaires y sont masquées. Le dictionnaire des colonnes est dans la documentation (reviews-data).
reviews-column-of-help = Aide cherchée : { $way }
reviews-column-of-reached = Réponse obtenue : { $way }
reviews-column-of-quality = Qualité de l'aide : { $way }
reviews-column-id = Identifiant
reviews-column-day = Jour
reviews-column-created-at = Reçu le (UTC)
reviews-column-updated-at = Complété le (UTC)
reviews-column-procedure = Démarche (identifiant)
reviews-column-form = Enquête (identifiant)
reviews-column-form-name = Enquête
reviews-column-button = Bouton (code)
reviews-column-button-name = Bouton
reviews-column-point = Moment du parcours
reviews-column-version = Version de l'enquête
reviews-column-channel = Canal
reviews-column-language = Langue
reviews-column-entered = Saisi par un agent
reviews-column-state = État
reviews-column-rule = Règle qui l'a écarté
reviews-column-satisfaction = Comment cela s'est passé
reviews-column-satisfaction-score = Satisfaction (sur 10)
reviews-column-clarity = Clarté
reviews-column-clarity-score = Clarté (sur 10)
reviews-column-help = Besoin d'aide
reviews-column-other = Autre aide, en clair
reviews-column-comment = Commentaire
act-opinion-export = Télécharger des avis
act-opinion-exported = Fin d'un téléchargement d'avis

# Page publique
reviews-public-link = Ce que disent les usagers
reviews-public-title = Ce que disent les usagers : { $name }
reviews-public-description = Satisfaction, clarté, aide et autonomie d'après les avis des usagers de la démarche { $name }.
reviews-public-lead = De { $from } à { $until }.
reviews-public-many = { $n } avis comptés, par tous les canaux. L'intervalle à 95 % dit la part du hasard.
reviews-public-nobody = Aucun avis sur cette période.
reviews-public-few = Moins de dix avis sur cette période : rien n'en est publié.
reviews-public-none = Aucune enquête n'est ouverte sur cette démarche.
reviews-public-grade = Un niveau n'est donné qu'à partir de 100 réponses, aux seuils de l'observatoire.
reviews-public-level = Niveau
reviews-public-months = Mois après mois
reviews-public-picture = Satisfaction sur 10, mois après mois
reviews-public-picture-text = De { $first } en { $from } à { $last } en { $until }, avec l'intervalle à 95 %. Les mêmes chiffres sont dans le tableau qui suit.
reviews-public-by-month = Les indicateurs par mois
reviews-public-ways = Par canal et par langue
reviews-public-by-channel = Les indicateurs par canal
reviews-public-by-tongue = Les indicateurs par langue
reviews-public-part = Partie
reviews-public-hidden = Moins de 10
reviews-public-rule = Ce qui n'est pas montré
reviews-public-rule-text = Rien n'est montré de moins de dix avis, ni ce qui permettrait de le calculer : d'autres cases sont alors cachées avec. Les commentaires ne sont jamais publiés. Les avis écartés par une règle ne comptent pas.
reviews-level-green = satisfaisant
reviews-level-amber = à améliorer
reviews-level-red = insuffisant
reviews-level-too-few = moins de 100 réponses
reviews-level-ungraded = sans niveau

# Clés de l'interface
reviews-keys-title = Clés de l'interface
reviews-keys-lead = Une clé laisse un programme lire les chiffres ou les avis de vos enquêtes, sans compte d'agent.
reviews-keys-caption = Les clés de vos enquêtes, les plus récentes d'abord
reviews-keys-none = Aucune clé pour l'instant.
reviews-key-new = Nouvelle clé
reviews-key-create = Créer la clé
reviews-key-name = Nom de la clé
reviews-key-name-hint = Qui s'en sert et pour quoi : tableau de bord du service qualité.
reviews-key-scope = Ce qu'elle ouvre
reviews-key-scope-statistics = Les chiffres
reviews-key-scope-opinions = Les chiffres et les avis, commentaires masqués
reviews-key-forms = Enquêtes
reviews-key-forms-none = Choisissez au moins une enquête.
reviews-key-until = Dernier jour
reviews-key-until-hint = Au plus tard dans un an.
reviews-key-until-range = Choisissez un jour à venir, dans un an au plus.
reviews-key-used = Dernière utilisation
reviews-key-unused = Jamais
reviews-key-works = Jusqu'au { $day }
reviews-key-over = Expirée
reviews-key-revoked = Révoquée le { $day }
reviews-key-revoke = Révoquer
reviews-key-made = La clé est créée
reviews-key-once = Copiez-la maintenant : elle ne sera plus jamais montrée. Qui l'a peut lire ce qu'elle ouvre.
done-reviews-key-revoked = La clé est révoquée : elle n'ouvre plus rien.
act-key-create = Créer une clé de l'interface
act-key-revoke = Révoquer une clé de l'interface

# Import du service précédent
reviews-form-date = une date passée, AAAA-MM-JJ ou JJ/MM/AAAA, avec ou sans heure
reviews-form-mark = un libellé de l'échelle à cinq niveaux ; --label "LIBELLÉ=good" apprend un libellé (very_bad, bad, medium, good, very_good)
reviews-form-help = un libellé de l'aide ; --label "LIBELLÉ=phone" apprend un libellé (none, counter, phone, email, chat, relative, association, websites, other)
reviews-form-help-both = « pas besoin d'aide » ou une aide, pas les deux
reviews-no-button = aucun bouton de l'enquête n'a ce nom, ce code ni cet ancien numéro : ajoutez-le d'abord dans les réglages de l'enquête
act-opinion-import = Importer des avis du service précédent

# Données ouvertes
reviews-public-data = Données ouvertes
reviews-public-data-text = Les réponses de l'année écoulée, par démarche, mois, canal et option, sans rien de moins de dix personnes.
reviews-public-file = Avis de
reviews-public-dictionary = Dictionnaire des colonnes (CSV)
reviews-public-licence = Licence

# L'enquête sur papier
reviews-paper = Feuille à imprimer
reviews-paper-text = L'enquête sur une feuille A4, dans chaque langue : ouvrez-la, puis imprimez-la ou enregistrez-la en PDF avec votre navigateur. Ce qui y est coché se saisit à « Saisir un avis », canal papier.

# Lots de feuilles de papier, saisies deux fois
reviews-batches-title = Lots de feuilles
reviews-batches-lead = Les questionnaires remplis sur papier, saisis par lots. Chaque feuille est saisie deux fois : un avis compte quand les deux saisies disent la même chose.
reviews-batches-caption = { $n ->
    [0] Aucun lot
    [one] Un lot
   *[other] { $n } lots
}
reviews-batches-none = Aucun lot pour le moment. Pour en ouvrir un, allez à « Saisir un avis » et choisissez « Un lot » en face de l'enquête.
reviews-batch-of = Un lot pour « { $name } »
reviews-batch-lead = Numérotez d'abord les feuilles au crayon, à partir de 1 : le numéro permet de retrouver une feuille quand les deux saisies ne disent pas la même chose.
reviews-batch-name = Nom du lot
reviews-batch-name-hint = Ce qui permet de retrouver la pile : « Mairie, semaine 12 ».
reviews-batch-sheets = Feuilles
reviews-batch-sheets-hint = Le nombre de feuilles de la pile, { $most } au plus.
reviews-batch-range = Écrivez un nombre de feuilles entre 1 et 200. Une pile plus haute se partage en plusieurs lots.
reviews-batch-open = Ouvrir le lot
reviews-batch-opened = Ouvert le
reviews-batch-ended-on = Terminé le { $day }
reviews-batch-left = { $n ->
    [one] Une feuille à traiter
   *[other] { $n } feuilles à traiter
}
reviews-batch-kept = Avis enregistrés
reviews-batch-slipped = Feuilles où les saisies différaient
reviews-batch-shown-lead = La deuxième saisie commence quand toutes les feuilles ont été saisies une fois ; une autre personne peut vérifier plus tôt. Mieux vaut que ce ne soit pas la même.
reviews-batch-ended = Ce lot est terminé : il n'y a plus rien à y saisir.
reviews-batch-give-up = Abandonner ce lot
reviews-batch-give-up-reason = Raison
reviews-batch-give-up-hint = Les feuilles qui restent sont oubliées ; les avis déjà enregistrés demeurent. La raison est écrite au journal.
reviews-sheet = Feuille
reviews-sheets-caption = { $n ->
    [one] Une feuille
   *[other] { $n } feuilles
}
reviews-sheet-n = Feuille { $n }
reviews-sheet-enter = Saisir la feuille { $n }
reviews-sheet-check = Vérifier la feuille { $n }
reviews-sheet-settle = Départager la feuille { $n }
reviews-sheet-enter-lead = Prenez la feuille qui porte ce numéro. Une page, au clavier : Tab pour avancer, les flèches pour choisir, Entrée pour enregistrer.
reviews-sheet-check-lead = Saisissez la feuille à nouveau, comme si elle ne l'avait jamais été : la première saisie n'est pas montrée.
reviews-sheet-settle-lead = Les deux saisies diffèrent. Regardez la feuille et corrigez ci-dessous : ce que vous enregistrez compte.
reviews-sheet-settled-lead = Il n'y a plus rien à saisir sur cette feuille.
reviews-sheet-first = Première saisie
reviews-sheet-second = Deuxième saisie
reviews-sheet-question = Question
reviews-sheet-nothing = rien
reviews-sheet-differences = { $n ->
    [one] Une différence
   *[other] { $n } différences
}
reviews-sheet-keep = Enregistrer la feuille
reviews-sheet-is-blank = Feuille vide ou illisible
reviews-sheet-is-filled = Feuille remplie
reviews-sheet-blank-hint = À cocher aussi quand aucun visage n'est choisi : sans cette réponse, un avis ne compte pas.
reviews-sheet-not-blank = La feuille est dite vide, et une réponse est saisie : gardez l'un ou l'autre.
reviews-sheet-changed = Quelqu'un a saisi cette feuille entre-temps. Si vous l'avez en main, enregistrez à nouveau : votre saisie vérifiera la sienne.
reviews-sheet-own = Vous avez fait la première saisie de cette feuille. Finissez d'abord la première saisie des autres, ou laissez une autre personne la vérifier.
reviews-sheet-to-enter = À saisir
reviews-sheet-to-check = À vérifier
reviews-sheet-differs = À départager
reviews-sheet-kept = Avis enregistré
reviews-sheet-blank = Vide ou illisible
reviews-sheet-given-up = Abandonnée
done-reviews-batch-opened = Le lot est ouvert.
done-reviews-batch-given-up = Le lot est abandonné. Les avis déjà enregistrés demeurent.
done-reviews-sheet-kept = La feuille est enregistrée.
act-batch-open = Ouvrir un lot de feuilles
act-batch-close = Terminer un lot de feuilles
act-batch-give-up = Abandonner un lot de feuilles
# Alertes et lettres
reviews-alerts-n = { $n ->
    [0] Alertes
    [one] Alertes : une nouvelle
   *[other] Alertes : { $n } nouvelles
}
reviews-alerts-title = Alertes
reviews-alerts-lead = Ce que l'observation des avis a relevé sans qu'on le demande. La règle de chaque alerte est publiée avec la documentation.
reviews-alerts-caption = Les alertes de l'enquête, les plus récentes d'abord
reviews-alerts-none = Aucune alerte pour l'instant.
reviews-alert = Alerte
reviews-alert-kind = Nature
reviews-alert-day = Relevée le
reviews-alert-see = Voir
reviews-alert-fall = Baisse
reviews-alert-surge = Mot en hausse
reviews-alert-silence = Fin d'un silence
reviews-alert-fall-text = { $indicator } : { $after } sur les 7 jours jusqu'au { $day } ({ $n } réponses), contre { $before } sur les 28 jours d'avant ({ $before_n } réponses). Le hasard seul ne l'explique pas.
reviews-alert-surge-text = { $words } : dans { $with } commentaires sur { $of } les 7 jours jusqu'au { $day }, contre { $with_before } sur { $of_before } les huit semaines d'avant.
reviews-alert-silence-text = Un premier avis le { $day }, après { $days } jours sans avis.
reviews-alert-word = « { $word } »
reviews-alert-figures = Les chiffres de ces jours
reviews-alert-comments = Les commentaires avec « { $word } »
reviews-alert-opinions = L'avis
reviews-alert-open = En cours
reviews-alert-over = Terminée le { $day }
reviews-alert-unread = Nouvelle
reviews-alert-is-read = Lue le { $day }
reviews-alert-read = Marquer comme lue
done-reviews-alert-read = L'alerte est marquée comme lue.
reviews-watch-title = Recevoir des lettres
reviews-watch-lead = Ce que vous voulez recevoir par courriel de l'enquête « { $name } ». Ces réglages sont les vôtres : personne d'autre ne reçoit rien.
reviews-watch-alerts = Alertes
reviews-watch-fall = Un indicateur baisse plus que le hasard ne l'explique
reviews-watch-surge = Un mot revient soudain dans les commentaires
reviews-watch-silence = Un premier avis arrive après trente jours de silence
reviews-watch-digest = Résumé
reviews-watch-digest-hint = Nombre d'avis, indicateurs, ce qui attend. Rien n'est envoyé d'une période sans avis ni alerte.
reviews-digest-none = Aucun
reviews-digest-daily = Chaque jour
reviews-digest-weekly = Le lundi, pour la semaine
reviews-digest-monthly = Le premier du mois, pour le mois
reviews-watch-from = Heures calmes, à partir de
reviews-watch-from-hint = Heure de Paris. Ce qui arrive pendant ce temps est envoyé ensemble quand il se termine. La même heure deux fois : pas d'heures calmes.
reviews-watch-until = Heures calmes, jusqu'à
reviews-watch-at = { $hour } h
reviews-watch-weekends = Le samedi et le dimanche aussi, toute la journée
reviews-watch-hour = Choisissez une heure de la liste.
reviews-watch-no-mail = Ce site n'envoie pas encore de courriel
reviews-watch-no-mail-text = Vos réglages sont gardés. Les alertes se lisent sur leur page en attendant.
reviews-letter-alerts-subject = { $n ->
    [one] Une alerte sur l'enquête « { $name } »
   *[other] { $n } alertes sur l'enquête « { $name } »
}
reviews-letter-alerts-action = Voir les alertes
reviews-letter-digest-subject = « { $name } » : les avis du { $from } au { $until }
reviews-letter-digest-action = Voir les chiffres
reviews-letter-received = Avis reçus : { $n } (période d'avant : { $before }).
reviews-letter-figure = { $indicator } : { $value } ({ $n } réponses ; évolution : { $change }).
reviews-letter-waits = Réponses attendues : { $waiting }. Avis écartés sur la période : { $aside }. Alertes que personne n'a lues : { $unread }.
reviews-letter-topics = Thèmes en hausse : { $topics }.
reviews-letter-note = Vous recevez cette lettre parce que vous l'avez demandée. Pour changer vos réglages ou ne plus rien recevoir : { $address }
act-alert-read = Lire une alerte
act-watch-end = Fin des lettres d'une enquête
act-watch-set = Choisir les lettres d'une enquête

# Webhooks
reviews-hooks-title = Webhooks
reviews-hooks-lead = Un webhook prévient un de vos programmes de ce qui arrive à l'enquête : avis, alertes, chiffres. Les messages sont signés et renvoyés jusqu'à ce qu'ils soient pris.
reviews-hooks-caption = Les webhooks de l'enquête
reviews-hooks-none = Aucun webhook pour l'instant.
reviews-hook-new = Nouveau webhook
reviews-hook-create = Créer le webhook
reviews-hook-url = Adresse
reviews-hook-url-hint = Commence par https://. Les avis y sont envoyés avec leurs commentaires masqués : ce programme doit être de confiance.
reviews-hook-url-form = Donnez une adresse entière : https://exemple.fr/avis
reviews-hook-url-tls = Donnez une adresse en https:// : sans chiffrement, les avis pourraient être lus en chemin. Sur votre propre réseau, qui administre l'installation peut nommer cette machine.
reviews-hook-url-password = Retirez le nom et le mot de passe de l'adresse : la signature suffit.
reviews-hook-events = Événements
reviews-hook-event = Événement
reviews-hook-events-none = Choisissez au moins un événement.
reviews-hook-many = L'enquête a déjà dix webhooks : supprimez-en un d'abord.
reviews-event-opinion-created = Un avis est donné
reviews-event-opinion-updated = Un avis est complété, écarté ou remis
reviews-event-alert-raised = Une alerte est levée
reviews-event-figures-measured = Les chiffres des mois entiers sont mesurés
reviews-hook-works = En service
reviews-hook-fails = { $n ->
    [one] Un échec, nouvel essai plus tard
   *[other] { $n } échecs de suite, nouvel essai plus tard
}
reviews-hook-paused = En pause depuis le { $day }
reviews-hook-paused-text = Rien n'a été pris pendant trois jours, ou le programme a répondu qu'il ne voulait plus rien (410). Rien ne lui est plus envoyé. Réparez-le, puis reprenez : ce qui n'est pas passé se renvoie ci-dessous.
reviews-hook-resume = Reprendre les envois
reviews-hook-made = Le secret est créé
reviews-hook-once = Copiez-le maintenant : il ne sera plus jamais montré. Votre programme s'en sert pour vérifier que les messages viennent d'ici.
reviews-hook-former = L'ancien secret signe aussi jusqu'à
reviews-hook-title = Webhook vers { $host }
reviews-hook-lead = Ce qui a été envoyé, et ce qui a été répondu. Les envois sont gardés trente jours.
reviews-hook-rotate-title = Changer de secret
reviews-hook-rotate = Créer un nouveau secret
reviews-hook-end-title = Supprimer le webhook
reviews-hook-end = Supprimer le webhook et la liste de ses envois
reviews-hook-not-now = Cet envoi attend déjà, ou le webhook est en pause.
reviews-deliveries-caption = Les envois, les plus récents d'abord
reviews-deliveries-none = Rien n'a encore été envoyé.
reviews-delivery = Envoi
reviews-delivery-at = Événement du (UTC)
reviews-delivery-attempts = Essais
reviews-delivery-answer = Dernière réponse
reviews-delivery-waiting = En attente
reviews-delivery-delivered = Pris
reviews-delivery-gone = Effacé avant l'envoi
reviews-delivery-given-up = Abandonné
reviews-delivery-next = Prochain essai : { $at }
reviews-delivery-untried = Pas encore essayé
reviews-delivery-no-answer = Pas de réponse
reviews-delivery-tried = { $status }, le { $at }, en { $millis } ms
reviews-delivery-again = Renvoyer
done-reviews-hook-resumed = Les envois reprennent.
done-reviews-hook-ended = Le webhook est supprimé.
done-reviews-delivery-again = Le message est renvoyé.
reviews-letter-hook-subject = Le webhook vers { $host } est en pause
reviews-letter-hook-text = Le webhook de l'enquête « { $name } » vers { $host } n'a rien pris pendant trois jours, ou a répondu qu'il ne voulait plus rien. Rien ne lui est plus envoyé tant que vous ne l'avez pas repris.
reviews-letter-hook-action = Voir le webhook
act-delivery-again = Renvoyer un message à un webhook
act-hook-create = Créer un webhook
act-hook-end = Supprimer un webhook
act-hook-resume = Reprendre un webhook
act-hook-rotate = Changer le secret d'un webhook
