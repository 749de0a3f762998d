# Ce que dit chaque règle, et comment corriger.
probe-image-without-alternative = L'image n'a pas d'alternative : qui ne la voit pas ne sait pas ce qu'elle dit.
probe-image-without-alternative-fix = Ajoutez alt="…" avec ce que l'image apporte, ou alt="" si elle n'apporte rien.
probe-area-without-alternative = La zone cliquable de l'image n'a pas d'alternative.
probe-area-without-alternative-fix = Ajoutez alt="…" avec ce à quoi la zone mène.
probe-image-button-without-alternative = Le bouton fait d'une image n'a pas d'alternative.
probe-image-button-without-alternative-fix = Ajoutez alt="…" avec ce que fait le bouton.
probe-svg-image-without-name = L'image vectorielle dit être une image (role="img") et n'a pas de nom.
probe-svg-image-without-name-fix = Ajoutez aria-label="…", ou aria-hidden="true" si elle n'apporte rien.
probe-object-image-without-name = L'image insérée par <object> ou <embed> n'a pas de nom.
probe-object-image-without-name-fix = Ajoutez role="img" et aria-label="…", ou un lien équivalent juste après.
probe-decoration-with-title = L'image dit n'être qu'une décoration (alt vide) et porte un titre, qui est lu.
probe-decoration-with-title-fix = Retirez title, ou donnez une alternative à l'image.
probe-decoration-named-by-aria = L'image dit n'être qu'une décoration (alt vide) et porte un nom dans aria-label.
probe-decoration-named-by-aria-fix = Retirez aria-label, ou mettez son texte dans alt.
probe-alternative-is-file-name = L'alternative est le nom d'un fichier ou une adresse.
probe-alternative-is-file-name-fix = Écrivez dans alt ce que l'image apporte.
probe-alternative-says-image = L'alternative dit qu'il y a une image, pas ce qu'elle apporte.
probe-alternative-says-image-fix = Écrivez ce que l'image apporte, sans « image de ».
probe-alternative-is-caption = L'alternative répète la légende : elle est lue deux fois.
probe-alternative-is-caption-fix = Laissez la légende dire ce qu'elle dit, et l'alternative ce qui reste à voir.
probe-alternative-is-long = L'alternative est longue : elle est lue d'une traite, sans pouvoir revenir.
probe-alternative-is-long-fix = Gardez l'essentiel, et mettez le reste dans un texte à côté.
probe-figure-without-role = L'image et sa légende ne sont pas reliées pour tous les lecteurs d'écran.
probe-figure-without-role-fix = Sur <figure>, ajoutez role="figure" et aria-label avec le texte de la légende.
probe-frame-without-title = Le cadre n'a pas de titre : on ne sait pas ce qu'il contient sans y entrer.
probe-frame-without-title-fix = Ajoutez title="…" avec ce que contient le cadre.
probe-frame-with-vague-title = Le titre du cadre ne dit pas ce qu'il contient.
probe-frame-with-vague-title-fix = Dites ce que contient le cadre : « Carte des mairies ».
probe-video-without-captions = La vidéo n'a pas de sous-titres dans la page : vérifiez si elle a du son.
probe-video-without-captions-fix = Ajoutez <track kind="captions">, ou vérifiez qu'ils sont dans l'image.
probe-media-starts-by-itself = Le son part tout seul et couvre la voix du lecteur d'écran.
probe-media-starts-by-itself-fix = Retirez autoplay, ou vérifiez qu'il dure moins de trois secondes.
probe-media-without-controls = Le média tourne sans fin et rien ne permet de l'arrêter.
probe-media-without-controls-fix = Ajoutez controls, ou un bouton pour arrêter.
probe-marquee = Le texte défile ou clignote et rien ne permet de l'arrêter.
probe-marquee-fix = Écrivez le texte sans <marquee> ni <blink>.
probe-page-refreshes = La page se recharge toute seule : qui lit lentement recommence sans cesse.
probe-page-refreshes-fix = Retirez la balise meta refresh ; proposez un bouton pour actualiser.
probe-table-without-caption = Le tableau n'a pas de titre.
probe-table-without-caption-fix = Ajoutez <caption> en premier dans <table>, s'il en a un dans la page.
probe-table-header-is-cell = Une cellule d'en-tête est écrite comme une cellule ordinaire.
probe-table-header-is-cell-fix = Écrivez <th> à la place de <td> dans <thead>.
probe-table-header-with-wrong-scope = La portée de l'en-tête n'existe pas.
probe-table-header-with-wrong-scope-fix = Écrivez scope="col" ou scope="row".
probe-table-headers-name-nothing = La cellule renvoie à des en-têtes qui ne sont pas dans ce tableau.
probe-table-headers-name-nothing-fix = Corrigez les identifiants de l'attribut headers.
probe-table-header-without-scope = Le tableau a des en-têtes de lignes et de colonnes dont la portée n'est pas dite.
probe-table-header-without-scope-fix = Ajoutez scope="col" ou scope="row" à chaque <th>.
probe-layout-table-with-data-marks = Le tableau dit ne servir qu'à la mise en page et porte des marques de tableau de données.
probe-layout-table-with-data-marks-fix = Retirez role="presentation", ou les marques <th>, <caption>, scope.
probe-table-without-headers = Le tableau n'a pas d'en-têtes : vérifiez s'il présente des données.
probe-table-without-headers-fix = Écrivez les en-têtes en <th>, ou ajoutez role="presentation" s'il ne sert qu'à la mise en page.
probe-link-without-name = Le lien n'a pas d'intitulé : il est lu « lien », ou son adresse.
probe-link-without-name-fix = Donnez un texte au lien, ou une alternative à son image.
probe-link-is-vague = L'intitulé du lien ne dit pas où il mène : vérifiez si la phrase autour le dit.
probe-link-is-vague-fix = Dites où mène le lien : « Télécharger le formulaire ».
probe-link-is-address = L'intitulé du lien est une adresse ou un nom de fichier.
probe-link-is-address-fix = Écrivez le nom de la page ou du document.
probe-link-is-punctuation = L'intitulé du lien n'a ni lettre ni chiffre.
probe-link-is-punctuation-fix = Donnez un texte au lien.
probe-links-with-same-name = Des liens de même intitulé mènent à des pages différentes.
probe-links-with-same-name-fix = Complétez chaque intitulé pour que les liens se distinguent hors de leur phrase.
probe-link-title-lacks-text = Le titre du lien ne reprend pas son texte.
probe-link-title-lacks-text-fix = Commencez title par le texte du lien, ou retirez-le.
probe-link-title-adds-nothing = Le titre répète le texte et n'apporte rien.
probe-link-title-adds-nothing-fix = Retirez title.
probe-link-label-lacks-text = Le nom du lien (aria-label) ne contient pas le texte que l'on voit : qui le dit à voix haute n'est pas compris.
probe-link-label-lacks-text-fix = Commencez aria-label par le texte visible.
probe-link-opens-window = Le lien ouvre une fenêtre sans le dire.
probe-link-opens-window-fix = Retirez target, ou ajoutez « nouvelle fenêtre » à l'intitulé.
probe-link-to-file = Le lien mène à un fichier sans dire son format et son poids.
probe-link-to-file-fix = Ajoutez à l'intitulé « PDF, 120 Ko ».
probe-pseudo-link = Le lien ne mène nulle part : il agit comme un bouton.
probe-pseudo-link-fix = Écrivez <button type="button">.
probe-page-without-doctype = La page n'a pas de type de document.
probe-page-without-doctype-fix = Commencez la page par <!DOCTYPE html>.
probe-page-with-wrong-doctype = Le type de document fait lire la page comme au siècle dernier.
probe-page-with-wrong-doctype-fix = Commencez la page par <!DOCTYPE html>.
probe-identifier-twice = Plusieurs éléments portent le même identifiant.
probe-identifier-twice-fix = Donnez à chacun le sien : étiquettes et liens en dépendent.
probe-marks-not-valid = Les navigateurs ont dû corriger le code de la page.
probe-marks-not-valid-fix = Corrigez le code à cette ligne : balises mal fermées ou attributs répétés.
probe-page-without-language = La langue de la page n'est pas dite : elle peut être lue avec l'accent d'une autre.
probe-page-without-language-fix = Ajoutez lang="fr" à <html>.
probe-page-with-wrong-language = La langue de la page n'est pas un code de langue.
probe-page-with-wrong-language-fix = Écrivez lang="fr".
probe-page-in-other-language = La page semble écrite dans une autre langue que celle qu'elle dit.
probe-page-in-other-language-fix = Vérifiez l'attribut lang de <html>.
probe-page-without-title = La page n'a pas de titre.
probe-page-without-title-fix = Ajoutez <title> avec le nom de la page puis celui du site.
probe-page-title-is-vague = Le titre de la page ne dit pas ce qu'elle est.
probe-page-title-is-vague-fix = Écrivez le nom de la page puis celui du site.
probe-part-with-wrong-language = La langue d'un passage n'est pas un code de langue.
probe-part-with-wrong-language-fix = Corrigez lang : « en », « es », « ar »…
probe-mark-for-looks = Un paragraphe vide ne sert qu'à faire de la place.
probe-mark-for-looks-fix = Retirez-le ; faites de la place par la feuille de style.
probe-line-breaks-for-looks = Des retours à la ligne répétés remplacent des paragraphes.
probe-line-breaks-for-looks-fix = Écrivez un <p> par paragraphe.
probe-direction-is-wrong = Le sens de lecture n'existe pas.
probe-direction-is-wrong-fix = Écrivez dir="ltr" ou dir="rtl".
probe-page-without-heading = La page n'a pas de titre dans son contenu.
probe-page-without-heading-fix = Ajoutez <h1> avec le sujet de la page.
probe-page-without-main-heading = La page n'a pas de titre de premier niveau.
probe-page-without-main-heading-fix = Faites du titre principal un <h1>.
probe-heading-level-skipped = Un niveau de titre est sauté.
probe-heading-level-skipped-fix = Vérifiez que le titre dépend bien de celui d'avant ; prenez le niveau suivant.
probe-heading-is-empty = Un titre est vide.
probe-heading-is-empty-fix = Retirez-le, ou donnez-lui un texte.
probe-heading-without-level = Un titre (role="heading") n'a pas de niveau.
probe-heading-without-level-fix = Ajoutez aria-level, ou écrivez <h2>.
probe-paragraph-looks-like-heading = Un paragraphe en gras a l'air d'un titre.
probe-paragraph-looks-like-heading-fix = S'il en est un, écrivez <h2> ou le niveau qui convient.
probe-more-than-one-main = La page a plusieurs contenus principaux visibles.
probe-more-than-one-main-fix = Gardez un seul <main>.
probe-page-without-main = La page n'a pas de contenu principal marqué.
probe-page-without-main-fix = Mettez le contenu dans <main>.
probe-list-with-other-children = La liste contient autre chose que des éléments de liste.
probe-list-with-other-children-fix = Mettez chaque élément dans <li>.
probe-item-outside-list = L'élément de liste n'est pas dans une liste.
probe-item-outside-list-fix = Mettez-le dans <ul> ou <ol>.
probe-description-outside-list = Le terme ou sa description n'est pas dans <dl>.
probe-description-outside-list-fix = Mettez-le dans <dl>.
probe-list-made-of-text = Des lignes qui commencent par un tiret forment une liste à l'œil seul.
probe-list-made-of-text-fix = Écrivez <ul> et <li>.
probe-presentational-element = L'élément ne dit que l'apparence.
probe-presentational-element-fix = Retirez-le ; dites l'apparence dans la feuille de style.
probe-presentational-attribute = L'attribut ne dit que l'apparence.
probe-presentational-attribute-fix = Retirez-le ; dites l'apparence dans la feuille de style.
probe-letters-spaced-out = Des espaces entre les lettres en font des lettres isolées.
probe-letters-spaced-out-fix = Écrivez le mot ; écartez les lettres par la feuille de style.
probe-zoom-forbidden = La page interdit d'agrandir sur un téléphone.
probe-zoom-forbidden-fix = Retirez user-scalable et maximum-scale de la balise viewport.
probe-text-size-fixed-inline = La taille du texte est fixée : vérifiez qu'il grandit avec le réglage du navigateur.
probe-text-size-fixed-inline-fix = Donnez la taille en rem ou en em.
probe-text-justified = Le texte est justifié : les blancs inégaux gênent la lecture, des personnes dyslexiques surtout.
probe-text-justified-fix = Alignez le texte à gauche.
probe-focus-hidden-inline = Le contour de l'élément qui a le focus est retiré : vérifiez qu'autre chose le montre.
probe-focus-hidden-inline-fix = Retirez outline: none.
probe-text-in-capitals = Une phrase entière est en capitales.
probe-text-in-capitals-fix = Écrivez-la en minuscules.
probe-field-without-label = Le champ n'a pas d'étiquette : on ne sait pas quoi y écrire.
probe-field-without-label-fix = Ajoutez <label for="…"> avec l'identifiant du champ.
probe-label-for-nothing = L'étiquette est celle d'un champ qui n'existe pas.
probe-label-for-nothing-fix = Corrigez for : il doit être l'identifiant d'un champ.
probe-label-is-vague = L'étiquette ne dit pas quoi écrire.
probe-label-is-vague-fix = Dites ce qui est demandé : « Date de naissance ».
probe-field-label-lacks-text = Le nom du champ (aria-label) ne contient pas son étiquette visible.
probe-field-label-lacks-text-fix = Retirez aria-label, ou commencez-le par l'étiquette visible.
probe-placeholder-instead-of-label = L'indication dans le champ tient lieu d'étiquette visible et disparaît à la saisie.
probe-placeholder-instead-of-label-fix = Ajoutez une étiquette visible à côté du champ.
probe-fields-with-same-label = Plusieurs champs portent la même étiquette.
probe-fields-with-same-label-fix = Distinguez-les, ou groupez-les dans des <fieldset> légendés.
probe-choices-without-group = Les boutons radio ne sont pas groupés : leur question n'est pas lue.
probe-choices-without-group-fix = Mettez-les dans <fieldset> avec <legend>.
probe-group-without-legend = Le groupe de champs n'a pas de légende.
probe-group-without-legend-fix = Ajoutez <legend> en premier dans <fieldset>.
probe-legend-is-vague = La légende ne dit pas ce que le groupe demande.
probe-legend-is-vague-fix = Écrivez la question posée.
probe-choices-group-without-name = Un groupe d'options n'a pas de nom.
probe-choices-group-without-name-fix = Ajoutez label à <optgroup>.
probe-button-without-name = Le bouton n'a pas d'intitulé.
probe-button-without-name-fix = Donnez-lui un texte qui dit ce qu'il fait.
probe-button-label-lacks-text = Le nom du bouton (aria-label) ne contient pas le texte que l'on voit.
probe-button-label-lacks-text-fix = Commencez aria-label par le texte visible.
probe-required-not-said = Un champ est obligatoire et la page ne le dit pas en mots.
probe-required-not-said-fix = Écrivez « obligatoire » dans l'étiquette.
probe-purpose-of-field-is-wrong = La nature du champ (autocomplete) n'est pas une de celles que connaît HTML.
probe-purpose-of-field-is-wrong-fix = Prenez une valeur connue : « email », « given-name »…
probe-purpose-of-field-not-said = Le champ demande une donnée de la personne sans le dire au navigateur, qui pourrait le remplir.
probe-purpose-of-field-not-said-fix = Ajoutez autocomplete avec la valeur proposée.
probe-control-without-keys = On peut cliquer sur l'élément, et le clavier ne l'atteint pas.
probe-control-without-keys-fix = Écrivez <button type="button">.
probe-control-without-role = Le clavier atteint l'élément, et rien ne dit ce qu'il est.
probe-control-without-role-fix = Écrivez <button type="button">, ou ajoutez un role.
probe-role-is-none-known = Le rôle n'existe pas.
probe-role-is-none-known-fix = Corrigez role, ou retirez-le.
probe-focusable-but-hidden = Le clavier atteint un élément caché aux lecteurs d'écran.
probe-focusable-but-hidden-fix = Retirez aria-hidden, ou ajoutez tabindex="-1".
probe-page-without-skip-link = La page n'a pas de lien d'accès rapide au contenu.
probe-page-without-skip-link-fix = Ajoutez en premier un lien « Aller au contenu ».
probe-skip-link-leads-nowhere = Le lien d'accès rapide mène à un endroit qui n'existe pas.
probe-skip-link-leads-nowhere-fix = Donnez au contenu l'identifiant visé.
probe-tab-order-is-forced = L'ordre de tabulation est forcé.
probe-tab-order-is-forced-fix = Retirez tabindex, ou mettez 0 ; l'ordre du code suffit.
probe-access-key = Un raccourci d'une touche peut entrer en conflit avec ceux des aides techniques.
probe-access-key-fix = Retirez accesskey, ou permettez de le désactiver.
probe-cryptic-content = Un visage fait de ponctuation est lu signe par signe.
probe-cryptic-content-fix = Écrivez ce qu'il veut dire.
probe-abbreviation-not-explained = Un sigle n'est expliqué nulle part dans la page.
probe-abbreviation-not-explained-fix = Écrivez-le en entier la première fois.
probe-page-not-reached = La page n'a pas pu être atteinte, après un second essai.
probe-page-not-reached-fix = Vérifiez l'adresse et le serveur.
probe-certificate-not-valid = Le certificat n'est pas valable : les navigateurs refusent la page.
probe-certificate-not-valid-fix = Renouvelez le certificat, ou complétez sa chaîne.
probe-page-answers-error = Le serveur répond par une erreur.
probe-page-answers-error-fix = Corrigez l'adresse ou le serveur.
probe-page-not-encrypted = La page est servie sans chiffrement.
probe-page-not-encrypted-fix = Servez-la en https, et redirigez vers elle.
probe-redirection-leaves-encryption = Une redirection fait quitter le chiffrement.
probe-redirection-leaves-encryption-fix = Redirigez vers une adresse en https.
probe-certificate-ends-soon = Le certificat expire dans moins de 21 jours.
probe-certificate-ends-soon-fix = Renouvelez-le.
probe-answer-is-slow = Le serveur met plus de 800 ms à répondre.
probe-answer-is-slow-fix = Cherchez ce qui l'occupe : le seuil rouge de l'observatoire est dépassé.
probe-page-is-too-long = La page est trop longue : seul son début a été lu.
probe-page-is-too-long-fix = Allégez la page.
probe-header-hsts-missing = Rien ne dit aux navigateurs de ne venir qu'en https.
probe-header-hsts-missing-fix = Ajoutez Strict-Transport-Security: max-age=31536000.
probe-header-policy-missing = Rien ne limite d'où viennent les scripts (Content-Security-Policy).
probe-header-policy-missing-fix = Ajoutez une politique, d'abord en observation.
probe-header-sniffing-allowed = Les navigateurs peuvent prendre un fichier pour un autre.
probe-header-sniffing-allowed-fix = Ajoutez X-Content-Type-Options: nosniff.
probe-header-framing-allowed = La page peut être mise dans celle d'un autre site, qui détourne les clics.
probe-header-framing-allowed-fix = Ajoutez frame-ancestors à la politique, ou X-Frame-Options.
probe-cookie-before-consent = Un traceur est déposé avant que la personne ait choisi.
probe-cookie-before-consent-fix = Ne le déposez qu'après son accord.
probe-address-is-private = L'adresse est sur un réseau privé, ou sur cette machine.
probe-address-is-private-fix = Si c'est voulu, ajoutez --allow-private.
probe-page-is-too-deep = La page ouvre des éléments les uns dans les autres sans fin : seul son début a été lu.
probe-page-is-too-deep-fix = Fermez les éléments qui sont ouverts.

# Ce que disent les pages
probe-phone-premium-rate = Le numéro de téléphone est surtaxé.
probe-phone-premium-rate-fix = Donnez un numéro au prix d'un appel local : les administrations de l'État, ses établissements et la sécurité sociale n'ont pas le droit d'en surtaxer un (loi du 10 août 2018, article 28). Rien à faire s'il est à un autre organisme, que la page ne fait que citer.
probe-phone-cost-not-said = Le prix de l'appel à un numéro court n'est pas dit : certains sont surtaxés.
probe-phone-cost-not-said-fix = Écrivez-le à côté : « service gratuit + prix d'un appel », par exemple.
probe-statement-contradicts-itself = L'état de conformité déclaré n'est pas celui que donne le taux.
probe-statement-contradicts-itself-fix = Mettez-les d'accord : totalement conforme à 100 % des critères, partiellement à partir de 50 %, non conforme en dessous.
probe-statement-without-state = L'état de conformité n'a pas été trouvé dans la déclaration d'accessibilité, ou elle en dit plusieurs.
probe-statement-without-state-fix = Écrivez « totalement », « partiellement » ou « non conforme », une fois par service.
probe-statement-without-rate = Le taux de critères respectés n'a pas été trouvé dans la déclaration d'accessibilité.
probe-statement-without-rate-fix = Écrivez « … % des critères du RGAA sont respectés ».
probe-statement-without-date = La déclaration d'accessibilité n'est pas datée : on ne sait pas si elle est encore valable.
probe-statement-without-date-fix = Écrivez « Cette déclaration a été établie le … ».
probe-statement-without-contact = Aucun moyen de signaler une difficulté n'a été trouvé dans la déclaration d'accessibilité.
probe-statement-without-contact-fix = Donnez une adresse ou un formulaire de contact.
probe-statement-of-former-version = La déclaration d'accessibilité suit une ancienne version du RGAA : elle n'est plus valable.
probe-statement-of-former-version-fix = Refaites l'audit avec la version en vigueur.
probe-sentence-is-long = La phrase a plus de 40 mots.
probe-sentence-is-long-fix = Coupez-la : une idée par phrase, 15 à 20 mots en moyenne.
probe-word-of-jargon = Un mot de l'administration peut être dit plus simplement.
probe-word-of-jargon-fix = Prenez le mot proposé, ou expliquez le mot s'il a un sens juridique.
probe-text-is-hard = Le texte est très difficile à lire, d'après la longueur des phrases et des mots.
probe-text-is-hard-fix = Raccourcissez les phrases, prenez des mots courants, faites relire par des usagers.
probe-accessibility-mention-missing = La page ne dit pas si elle est accessible.
probe-accessibility-mention-missing-fix = Écrivez « Accessibilité : … conforme » en bas de page, avec un lien vers la déclaration (loi du 11 février 2005, article 47).
probe-accessibility-mention-without-state = Le lien vers l'accessibilité ne dit pas l'état de conformité.
probe-accessibility-mention-without-state-fix = Écrivez « Accessibilité : totalement », « partiellement » ou « non conforme ».
probe-statement-missing = Aucune déclaration d'accessibilité n'a été trouvée depuis cette page.
probe-statement-missing-fix = Publiez-la, et liez-la depuis chaque page.
probe-statement-in-file = La déclaration d'accessibilité est un document à télécharger : elle n'a pas été lue.
probe-statement-in-file-fix = Lisez-la ; publiez-la plutôt en page web.
probe-statement-not-read = Aucune déclaration d'accessibilité n'a été lue à l'adresse où mène le lien.
probe-statement-not-read-fix = Vérifiez que le lien mène à la déclaration, et qu'elle suit le modèle.
probe-statement-expired = La déclaration d'accessibilité a plus de trois ans.
probe-statement-expired-fix = Refaites l'audit, puis la déclaration.
probe-statement-contradicts-mention = La page et la déclaration d'accessibilité ne disent pas le même état.
probe-statement-contradicts-mention-fix = Mettez-les d'accord.
probe-legal-notice-missing = Aucun lien vers des mentions légales n'a été trouvé sur la page.
probe-legal-notice-missing-fix = Ajoutez-le en bas de page.
probe-privacy-page-missing = Aucun lien ne dit ce que deviennent les données personnelles.
probe-privacy-page-missing-fix = Ajoutez « Données personnelles » en bas de page.
probe-no-other-way = Ni numéro de téléphone, ni autre moyen de faire la démarche n'a été trouvé sur la première page.
probe-no-other-way-fix = Dites comment faire sans internet : téléphone, guichet, courrier, France services.
probe-security-txt-missing = Rien ne dit à qui signaler une faille de sécurité (security.txt).
probe-security-txt-missing-fix = Publiez un fichier /.well-known/security.txt.
probe-security-txt-expired = Le fichier security.txt a expiré.
probe-security-txt-expired-fix = Vérifiez-le et repoussez Expires, d'un an au plus.
probe-security-txt-without-contact = Le fichier security.txt ne donne aucun contact.
probe-security-txt-without-contact-fix = Ajoutez une ligne Contact: mailto:… ou https://…
probe-security-txt-without-end = Le fichier security.txt n'a pas de date de fin, ou elle est mal écrite.
probe-security-txt-without-end-fix = Ajoutez une seule ligne Expires: 2027-12-31T00:00:00Z.
probe-robots-forbid-page = Le site demande aux machines de ne pas lire cette page (robots.txt).
probe-robots-forbid-page-fix = Si les moteurs de recherche doivent la trouver, autorisez-la.
probe-robots-forbid-journey = Le site demande aux machines de ne pas lire des pages du parcours (robots.txt) : elles n'ont pas été lues.
probe-robots-forbid-journey-fix = Pour les faire lire à la sonde, autorisez Parvis-Probe.
probe-link-broken = Le lien mène à une page, ou à un site, qui n'existe pas.
probe-link-broken-fix = Corrigez l'adresse, ou retirez le lien.
probe-link-not-answering = La page où mène le lien ne répond pas bien.
probe-link-not-answering-fix = Suivez le lien : si elle ne répond toujours pas, prévenez qui la tient ou retirez le lien.
probe-link-to-private-address = Le lien mène à un réseau privé : le public ne peut pas le suivre.
probe-link-to-private-address-fix = Remplacez-le par une adresse publique.
probe-fact-accessibility = Mention d'accessibilité : { $value }
probe-fact-statement = Déclaration d'accessibilité : { $value }
probe-fact-phones = Téléphone : { $value }
probe-fact-ways = Contact : { $value }
probe-fact-sign-in = Connexion : { $value }
probe-fact-feedback = Bouton d'avis : { $value }
probe-fact-other-ways = Autres moyens : { $value }
probe-fact-readability = Lisibilité : { $ease } sur 100, { $words } mots par phrase, indice Lix { $lix }
probe-fact-security = security.txt : { $value }
probe-fact-delay = Le site demande { $value } ms entre deux pages.
probe-fact-walk = { $links ->
    [one] { $links } lien suivi
   *[other] { $links } liens suivis
  } ; { $left ->
    [one] { $left } page du parcours non lue.
   *[other] { $left } pages du parcours non lues.
  }
probe-state-full = totalement conforme
probe-state-partial = partiellement conforme
probe-state-none = non conforme
probe-state-unsaid = état non dit
probe-cost-free = gratuit
probe-cost-plain = prix d'un appel
probe-cost-unsure = prix à vérifier
probe-cost-premium = surtaxé
probe-way-form = formulaire
probe-way-email = courriel
probe-way-address = adresse postale
probe-way-hours = horaires
probe-way-deaf = relais pour personnes sourdes
probe-sign-in-franceconnect = FranceConnect
probe-sign-in-franceconnect-plus = FranceConnect+
probe-sign-in-proconnect = ProConnect
probe-other-phone = téléphone
probe-other-counter = guichet
probe-other-post = courrier
probe-other-help = aide sur place
probe-other-paper = formulaire papier
probe-other-said = annoncés sans dire lesquels
probe-statement-rate = { $value } % des critères
probe-statement-made = établie le { $value }
probe-statement-updated = mise à jour le { $value }
probe-statement-ends = valable jusqu'au { $value }
probe-statement-auditor = audit : { $value }
# Le rapport.
probe-not-reached = { $url } n'a pas été atteinte.
probe-over = { $what } : { $value }, au-delà de { $limit }.
probe-missed = Pas de réponse entière : { $why }
probe-answered = Réponse { $status } ; premier octet { $first } ms, tout { $total } ms, { $kb } Ko
probe-verdict-failed = { $n ->
    [one] Un échec prouvé
   *[other] { $n } échecs prouvés
}
probe-verdict-to-review = { $n ->
    [one] Un point à regarder
   *[other] { $n } points à regarder
}
probe-summary = { $failed ->
    [0] Aucun échec prouvé
    [one] Un échec prouvé
   *[other] { $failed } échecs prouvés
}, { $review ->
    [0] aucun point à regarder
    [one] un point à regarder
   *[other] { $review } points à regarder
}.
probe-at-best = Au mieux, { $rate } % des critères du RGAA (référentiel général d'amélioration de l'accessibilité) sont respectés sur ces pages : au moins un échec est prouvé pour chacun des autres.
probe-under = { $what } : { $value }, sous { $limit }.
probe-undecided = Rien n'est décidé des autres critères : seule une personne peut les juger.
probe-missed-invalid = ce n'est pas une adresse que l'on peut visiter
probe-missed-refused = l'adresse est sur un réseau privé
probe-missed-unknown = ce nom n'est pas connu
probe-missed-closed = la connexion est refusée
probe-missed-certificate = le certificat n'est pas valable
probe-missed-tls = le chiffrement n'a pu être convenu
probe-missed-late = rien d'entier n'est venu à temps
probe-missed-broken = la réponse s'est interrompue
probe-missed-circles = les redirections tournent en rond
probe-verdict-failed-name = Échec prouvé
probe-verdict-to-review-name = À regarder
probe-report-of = Ce qu'une machine voit de { $url }
probe-report-of-pages = Ce qu'une machine voit de { $n } pages
probe-skip = Aller au contenu
probe-pages = Pages lues
probe-criteria = Critères du RGAA 4.1 sur lesquels quelque chose a été trouvé
probe-criterion = Critère
probe-verdict = Verdict
probe-failures = Échecs
probe-reviews = À regarder
probe-more = { $n ->
    [one] Un autre endroit
   *[other] { $n } autres endroits
}
probe-line = Ligne
probe-selector = Sélecteur :
probe-whole-page = Toute la page
probe-made = Rapport commencé le

# Ce que montre un navigateur.
probe-page-scrolls-sideways = Dans une fenêtre de 320 pixels, il faut faire défiler la page de côté pour tout lire.
probe-page-scrolls-sideways-fix = Laissez les largeurs s'adapter : max-width: 100 %, pas de largeur fixe en pixels.
probe-text-cut-when-spaced = Quand on espace les lettres et les lignes, une partie du texte disparaît.
probe-text-cut-when-spaced-fix = Laissez la hauteur suivre le texte : min-height à la place de height, pas d'overflow: hidden.
probe-text-cut-when-enlarged = Quand on double la taille des lettres, du texte est coupé : vérifiez si de l'information se perd.
probe-text-cut-when-enlarged-fix = Laissez la boîte grandir avec le texte : min-height à la place de height.
probe-words-made-by-style = Des mots sont écrits par la feuille de style : sans elle, ils n'existent plus.
probe-words-made-by-style-fix = Écrivez-les dans la page, s'ils apportent de l'information.
probe-direction-not-said = Un texte écrit de droite à gauche ne dit pas son sens de lecture.
probe-direction-not-said-fix = Ajoutez dir="rtl" à son élément.
probe-animation-is-long = Un mouvement dure plus de cinq secondes : vérifiez si on peut l'arrêter.
probe-animation-is-long-fix = Arrêtez-le avant cinq secondes, ou ajoutez un bouton pour le mettre en pause.
probe-focus-not-visible = Au clavier, rien ne montre que l'on est sur cet élément.
probe-focus-not-visible-fix = Retirez outline: none, ou donnez à :focus-visible un contour bien visible.
probe-keyboard-trap = Au clavier, on ne peut plus quitter cet élément.
probe-keyboard-trap-fix = Laissez Tab passer à l'élément suivant.
probe-focus-is-taken-away = Au clavier, cet élément n'est pas atteint, ou il est quitté aussitôt.
probe-focus-is-taken-away-fix = Retirez le script qui fait perdre le focus.
probe-tab-order-is-not-seen-order = Au clavier, l'ordre n'est pas celui que l'on voit : vérifiez s'il reste compréhensible.
probe-tab-order-is-not-seen-order-fix = Mettez le code dans l'ordre de lecture, sans order ni row-reverse.
probe-focus-is-covered = Au clavier, l'élément atteint est caché par un bandeau fixe.
probe-focus-is-covered-fix = Ajoutez scroll-padding de la hauteur du bandeau, ou ne le fixez pas.
probe-target-is-small = La zone à toucher fait moins de 24 pixels et en touche une autre.
probe-target-is-small-fix = Agrandissez-la, ou écartez-la de ses voisines.
probe-text-justified-by-style = Le texte est justifié : les espaces inégaux gênent la lecture.
probe-text-justified-by-style-fix = Alignez le texte à gauche.
probe-text-is-tiny = Le texte est écrit en moins de 10 pixels.
probe-text-is-tiny-fix = Écrivez-le en 1 rem, soit 16 pixels.
probe-page-needs-scripts = Sans JavaScript, la page ne dit rien.
probe-page-needs-scripts-fix = Envoyez le contenu avec la page, ou dites quoi faire dans <noscript>.
probe-page-is-slow-to-show = L'essentiel de la page met plus de quatre secondes à s'afficher.
probe-page-is-slow-to-show-fix = Allégez ce qui est chargé d'abord, et différez le reste.
probe-page-shifts = Le contenu se déplace pendant l'affichage : on clique à côté.
probe-page-shifts-fix = Réservez la place des images et de ce qui arrive ensuite.
probe-page-wears-out-browser = La page épuise le navigateur : il a fallu l'arrêter avant la fin.
probe-page-wears-out-browser-fix = Cherchez une boucle sans fin, trop de mémoire ou trop de données ; si la machine était occupée, essayez de nouveau.
probe-page-not-seen = La page n'a pas pu être vue dans un navigateur.
probe-page-not-seen-fix = Ouvrez-la vous-même, et lisez pourquoi à côté.
probe-browser-none = Sans navigateur, n'ont pas été regardés : contrastes, clavier, petits écrans, vitesse d'affichage. Pour cela, installez le paquet chromium (et n'écrivez pas --no-browser).
probe-browser-measured = Dans un navigateur : l'essentiel affiché en { $lcp } ms, décalages { $cls }, { $requests ->
    [one] une requête
   *[other] { $requests } requêtes
}, { $kb } Ko, { $third ->
    [0] aucun autre site
    [one] un autre site
   *[other] { $third } autres sites
}.
# Ce qui est regardé tout seul.
act-probe-watch = Faire surveiller une adresse
act-probe-end = Ne plus surveiller une adresse
act-probe-plan = Annoncer un arrêt
act-probe-unplan = Annuler un arrêt annoncé
act-probe-judge = Se prononcer sur un constat
probes-title = Sondes
probes-lead = Ce qu'une machine voit des démarches : répondent-elles, en combien de temps, et ce que chaque nuit trouve sur leurs pages.
probes-caption = Démarches et leurs adresses
probes-procedure = Démarche
probes-addresses = Adresses
probes-standing = État
probes-none = Aucune démarche à voir.
probes-unwatched = Aucune adresse surveillée
probes-not-yet = Pas encore regardée
probes-answers = Répond
probes-down = Ne répond pas depuis le { $at }
probes-unknown = Rien n'est su depuis le { $at }
probes-gaps = Lacunes : ce qui devait être regardé et ne l'a pas été
probes-gaps-none = Aucune lacune.
probes-gap-kind = Ce qui manque
probes-gap-check = Disponibilité
probes-gap-page = Lecture de la nuit
probes-gap-stopped = Rien ne regardait : programme arrêté ou trop occupé
probes-gap-unread = La page n'a pu être lue en trois essais
probes-address = Adresse
probes-from = Du
probes-until = Au
probes-why = Raison
probes-one-lead = Les adresses surveillées de cette démarche. Un échec n'est retenu qu'après un second essai.
probes-addresses-caption = Adresses surveillées
probes-addresses-none = Aucune adresse n'est surveillée.
probes-month = Trente jours
probes-month-share = { $n ->
    [one] { $share } sur un regard
   *[other] { $share } sur { $count } regards
}
probes-last = Dernier regard
probes-times = Réponse en { $first } ms, tout en { $total } ms
probes-read = Lecture de la page
probes-not-read = Pas encore lue : elle l'est chaque nuit
probes-rhythm = Rythme
probes-every = { $n ->
    [one] Chaque minute
    [60] Chaque heure
   *[other] Toutes les { $n } minutes
}
probes-always = Jour et nuit
probes-hours = { $days }, de { $opens } à { $closes }
probes-day-1 = lun.
probes-day-2 = mar.
probes-day-3 = mer.
probes-day-4 = jeu.
probes-day-5 = ven.
probes-day-6 = sam.
probes-day-7 = dim.
probes-weekday-1 = Lundi
probes-weekday-2 = Mardi
probes-weekday-3 = Mercredi
probes-weekday-4 = Jeudi
probes-weekday-5 = Vendredi
probes-weekday-6 = Samedi
probes-weekday-7 = Dimanche
probes-end = Ne plus surveiller
probes-outages = Pannes
probes-outages-none = Aucune panne vue.
probes-lasts = Dure encore
probes-counts = Comptée
probes-counted = Oui
probes-not-counted = Non : hors des heures de service, ou arrêt annoncé
probes-stops = Arrêts annoncés
probes-stops-none = Aucun arrêt annoncé.
probes-stop-cancel = Annuler
probes-add = Surveiller
probes-add-title = Surveiller une adresse
probes-address-hint = Par exemple www.exemple.fr/demarche
probes-days = Jours de service
probes-days-hint = Aucun coché : tous les jours. En dehors, l'adresse est regardée et ne compte pas.
probes-opens = Ouvre à
probes-opens-hint = Heure de France métropolitaine, par exemple 08:00
probes-closes = Ferme à
probes-closes-hint = 24:00 pour la fin du jour
probes-stop-title = Annoncer un arrêt
probes-stop-plan = Annoncer
probes-stop-begins = Début : jour
probes-stop-at = Début : heure
probes-stop-at-hint = Heure de France métropolitaine, par exemple 22:00
probes-stop-ends = Fin : jour
probes-stop-ends-at = Fin : heure
probes-stop-why = Raison
done-probes-added = L'adresse est surveillée.
done-probes-ended = L'adresse n'est plus surveillée. Ce qui a été vu reste.
done-probes-planned = L'arrêt est annoncé : ce qui manque alors ne compte pas.
done-probes-unplanned = L'arrêt n'est plus annoncé.
done-probes-judged = Votre avis est noté.
probes-url-form = Donnez une adresse web, comme https://www.exemple.fr/demarche, sans nom ni mot de passe dedans
probes-url-known = Cette adresse est déjà surveillée
probes-url-many = Vingt adresses au plus : retirez-en une d'abord
probes-hours-form = Donnez deux heures comme 08:00 et 18:00, la fermeture après l'ouverture
probes-time-form = Donnez une heure comme 22:00
probes-stop-order = La fin vient après le début, trente jours au plus
probes-stop-past = Un arrêt s'annonce avant d'avoir lieu
probes-stop-reason = Dites pourquoi, en 500 caractères au plus
probes-findings-title = Constats
probes-findings-lead = Ce que la dernière nuit a trouvé, par cause. La machine prouve des échecs et signale des points à regarder ; elle ne dit jamais qu'un critère est respecté.
probes-last-night = Dernière lecture : { $at }
probes-failures-caption = Échecs prouvés
probes-reviews-caption = À regarder
probes-found-none = Rien.
probes-cause = Cause
probes-fix = Comment corriger
probes-places = Où
probes-new = Nouveau
probes-still-there = Toujours là
probes-mended = Corrigé depuis la lecture d'avant
probes-mended-none = Rien n'a disparu depuis la lecture d'avant.
probes-element = Élément
probes-selector = Sélecteur
probes-line = Ligne
probes-crop = L'élément et ce qui l'entoure, dans la page
probes-seen = Vu
probes-change = Depuis la lecture d'avant
probes-export = Télécharger en { $format }
probes-judge = Enregistrer
probes-judge-title = Votre avis
probes-judge-verdict = Est-ce un échec ?
probes-judged-confirmed = C'est un échec
probes-judged-dismissed = Ce n'en est pas un
probes-judged-by = { $name }, { $at }. { $note }
probes-judge-why = Pourquoi
probes-judge-hint = Demandé si ce n'en est pas un. Votre avis tient tant que l'élément ne change pas.
probes-judge-note = Dites pourquoi, en 2 000 caractères au plus
probes-somebody = Une personne qui n'est plus là
probes-status = le serveur répond { $status }
probes-column-url = Adresse
probes-column-rule = Règle
probes-column-criterion = Critère
probes-column-test = Test
probes-column-verdict = Verdict
probes-column-change = Depuis la lecture d'avant
probes-column-why = Cause
probes-column-fix = Comment corriger
probes-column-excerpt = Élément
probes-column-selector = Sélecteur
probes-column-line = Ligne
probes-column-seen = Vu
probes-column-judgement = Avis
probes-column-note = Pourquoi
probes-letter-subject = { $n ->
    [one] Un changement vu par les sondes
   *[other] { $n } changements vus par les sondes
}
probes-letter-text = Voici ce qui a changé sur les démarches dont vous répondez.
probes-letter-down = { $name } : { $url } ne répond pas ({ $detail }), vu le { $at }.
probes-letter-up = { $name } : { $url } répond de nouveau, après la panne commencée le { $detail }.
probes-letter-certificate = { $name } : le certificat de { $url } se termine le { $detail }.
probes-letter-statement = { $name } : la déclaration d'accessibilité de { $url } se termine le { $detail }.
probes-letter-failure = { $name } : nouvel échec prouvé sur { $url }. { $detail }
probes-letter-more = Et { $n } autres changements.
probes-letter-action = Voir les sondes
probes-letter-note = Cette lettre est envoyée à qui répond d'une démarche, dès que quelque chose change, toutes les dix minutes au plus.

# Pour tout le monde.
probes-public-link = Ce que les sondes voient
probes-public-title = { $name } : ce que les sondes voient
probes-public-description = Disponibilité, pannes et temps de réponse de { $name }, regardés sans cesse.
probes-public-lead = État le { $at }. Une machine demande la page toutes les quelques minutes ; un échec n'est retenu qu'après un second essai.
probes-public-none = Aucune sonde ne regarde cette démarche.
probes-public-addresses = Adresses regardées
probes-public-share = Réponses
probes-public-response = Temps de réponse médian
probes-public-ms = { $ms } ms
probes-public-day = Jour
probes-public-days = Les { $n } derniers jours, un par un
probes-public-by-day = Réponses par jour
probes-public-stop = Arrêt annoncé, du { $from } au { $until }
probes-public-rule = Comment c'est compté
probes-public-rule-text = La part des regards auxquels la page a répondu, sur les 90 derniers jours, aux heures de service et hors des arrêts annoncés d'avance. Elle est coupée après deux décimales, jamais arrondie vers le haut. Les lacunes sont des moments où rien ne regardait : on ne sait pas ce qu'il en était.
probes-public-badge = Image à montrer ailleurs (SVG)
probes-public-badge-text = Disponibilité de { $name } sur { $n } jours : { $value }.
probe-statement-contradicted = La déclaration annonce un taux plus haut que ce que permettent les échecs prouvés sur ces pages.
probe-statement-contradicted-fix = Vérifiez ces critères, puis le taux et l'état de la déclaration : l'audit peut avoir porté sur d'autres pages.
# Audits d'accessibilité et déclaration.
act-audit-begin = Commencer un audit
act-audit-fill = Remplir un audit
act-audit-refill = Reprendre les constats dans un audit
act-audit-finish = Finir un audit
act-audit-statement = Écrire une déclaration d'accessibilité
probes-audits-title = Audits d'accessibilité
probes-audits-lead = Un audit dit, page par page, si chacun des 106 critères du RGAA est respecté. La machine y met les échecs qu'elle prouve ; le reste est à vous.
probes-audits-caption = Audits de cette démarche
probes-audits-none = Aucun audit.
probes-audit = Audit
probes-audit-of = Audit commencé le { $day }
probes-audit-of-end = Audit du { $day }
probes-audit-auditor = Qui audite
probes-audit-auditor-hint = Le nom de l'organisme, pas celui d'une personne : il est repris dans la déclaration
probes-audit-auditor-form = Donnez le nom de l'organisme, de 2 à 80 caractères
probes-audit-pages = Pages
probes-audit-pages-hint = Une page par ligne, soixante au plus : Titre | adresse. Prenez l'accueil, le contact, les mentions légales, l'accessibilité, le plan du site, l'aide, la connexion, toutes les étapes de la démarche, et au moins une page sur dix au hasard.
probes-audit-pages-none = Donnez une page au moins
probes-audit-pages-many = Soixante pages au plus
probes-audit-pages-form = Écrivez chaque ligne ainsi : Accueil | https://www.exemple.fr/
probes-audit-pages-line = Ligne { $n } : écrivez « Accueil | https://www.exemple.fr/ »
probes-audit-home = Accueil
probes-audit-begin = Commencer l'audit
probes-audit-begin-title = Commencer un audit
probes-audit-standing = État
probes-audit-rate = Taux de conformité
probes-audit-rate-so-far = Taux sur ce qui est décidé
probes-audit-mean = Taux moyen des pages
probes-audit-no-rate = Aucun : rien ne s'applique encore
probes-audit-going = { $n ->
    [one] En cours : un critère à décider
   *[other] En cours : { $n } critères à décider
}
probes-audit-state-full = Totalement conforme
probes-audit-state-partial = Partiellement conforme
probes-audit-state-none = Non conforme
probes-audit-lead = Un critère n'est pas respecté dès qu'il ne l'est pas sur une page. Le taux est la part des critères respectés parmi ceux qui s'appliquent ; il est coupé à deux décimales, jamais arrondi au-dessus.
probes-audit-is-finished = L'audit est fini
probes-audit-is-finished-text = Il ne change plus. Pour en refaire un, repartez de celui-ci.
probes-audit-missing = { $n ->
    [one] Il reste une décision à prendre
   *[other] Il reste { $n } décisions à prendre
}
probes-audit-missing-text = Une décision est un critère sur une page. Le tableau des pages dit où.
probes-audit-complete = Tout est décidé
probes-audit-complete-text = L'audit peut être fini.
probes-audit-reference = Référentiel
probes-audit-begun = Commencé
probes-audit-ended = Fini
probes-audit-by = { $at }, par { $name }
probes-audit-denied = Échecs prouvés et contredits
probes-audit-denied-n = { $n ->
    [one] Une personne contredit un constat de la machine
   *[other] Des personnes contredisent { $n } constats de la machine
}
probes-audit-sample = Pages de l'échantillon
probes-audit-page = Page
probes-audit-page-rate = Taux de la page
probes-audit-left = Reste à décider
probes-audit-left-of = Décider : { $topic }
probes-audit-left-none = Rien
probes-audit-left-topics = { $n } thématiques
probes-audit-topics = Thématiques, sur tout l'échantillon
probes-audit-page-topics = Thématiques, sur cette page
probes-audit-topic = Thématique
probes-audit-conforming = Conforme
probes-audit-not-conforming = Non conforme
probes-audit-not-applicable = Non applicable
probes-audit-undecided = Non décidé
probes-audit-failures = Critères non conformes
probes-audit-failures-none = Aucun critère n'est non conforme.
probes-audit-where = Sur quelles pages
probes-audit-again-title = Refaire un audit
probes-audit-again-text = Un nouvel audit commence avec les mêmes pages. Les décisions de celui-ci y sont proposées : chacune ne compte qu'une fois confirmée, car la page a pu changer.
probes-audit-again = Repartir de cet audit
probes-audit-refill-title = Constats de la machine
probes-audit-refill-text = Les échecs prouvés depuis, sur les adresses de l'échantillon, rendent leur critère non conforme. Ce qu'une personne a dit n'est pas changé.
probes-audit-refill = Reprendre les constats
probes-audit-finish-title = Finir l'audit
probes-audit-finish = Finir l'audit
probes-audit-on = Jour de fin
probes-audit-on-hint = Une fois fini, l'audit ne change plus
probes-audit-day = Donnez un jour, aujourd'hui au plus tard
probes-audit-finished = Cet audit est fini : il ne change plus. Repartez de lui pour en faire un autre.
probes-audit-unfinished = Cet audit n'est pas fini
probes-audit-undecided-refused = Tout n'est pas décidé : le tableau des pages dit ce qui reste
probes-audit-nothing = Aucun critère ne s'applique : un audit sans critère applicable ne dit rien
probes-audit-moved = Quelqu'un a changé l'audit entre-temps : relisez-le, puis finissez-le
probes-audit-next-page = Page suivante : { $page }
probes-audit-grid-lead = Décidez de chaque critère sur cette page. Tout est enregistré ensemble ; rien ne l'est tant que quelque chose ne va pas.
probes-audit-former = { $n ->
    [one] Une décision vient de l'audit précédent
   *[other] { $n } décisions viennent de l'audit précédent
}
probes-audit-former-text = Elles ne comptent pas encore. Vérifiez-les : enregistrer cette page les confirme.
probes-audit-rest = Les critères laissés non décidés ici ne s'appliquent pas à cette page
probes-audit-rest-hint = Par exemple, rien sur les vidéos quand il n'y en a pas
probes-audit-tests = Tests du critère { $criterion }
probes-audit-note = Note sur { $criterion } : quoi, et où
probes-audit-derogation = Dérogation pour { $criterion }
probes-audit-reason = Raison de la dérogation pour { $criterion }
probes-audit-derogation-none = Aucune
probes-audit-derogation-with = Charge disproportionnée, avec une alternative accessible
probes-audit-derogation-without = Charge disproportionnée, sans alternative accessible
probes-audit-source-person = Décidé par { $name }, { $at }.
probes-audit-source-machine = Mis par la machine, { $at }.
probes-audit-source-former = À confirmer : décidé dans l'audit précédent, { $at }.
probes-audit-proof = Échec prouvé par la machine : { $text }
probes-audit-changed = { $name } a décidé entre-temps : { $outcome }. { $note } Votre saisie est gardée ci-dessous ; l'enregistrer remplace cette décision.
probes-audit-long = 4 000 caractères au plus
probes-audit-reason-missing = Dites pourquoi la charge est disproportionnée
probes-audit-reason-alone = Choisissez la dérogation que cette raison explique, ou retirez la raison
probes-audit-derogation-undecided = Décidez du critère : la dérogation seule ne le dit pas
probes-audit-derogation-fails = Sans alternative accessible, le critère s'applique et n'est pas respecté : choisissez « Non conforme »
probes-audit-evidence-denied = La machine prouve un échec : dites en note pourquoi ce n'en est pas un
probes-audit-criteria = Critères
probes-audit-outcome = Décision
probes-audit-what = Note
probes-audit-who = D'où elle vient
probes-audit-official = Intitulé
probes-audit-whole = Sur l'échantillon
probes-audit-reason-column = Dérogation
probes-audit-proven = Prouvé par la machine
probes-audit-letters = C : conforme ; NC : non conforme ; NA : non applicable ; NT : non décidé
done-probes-audit-begun = L'audit est commencé.
done-probes-audit-again = Un nouvel audit est commencé. Confirmez ce qui est repris.
done-probes-audit-refilled = Les constats sont repris.
done-probes-audit-filled = C'est enregistré.
done-probes-audit-ended = L'audit est fini.
done-probes-statement-saved = La déclaration est enregistrée.
probes-topic-1 = Images
probes-topic-2 = Cadres
probes-topic-3 = Couleurs
probes-topic-4 = Multimédia
probes-topic-5 = Tableaux
probes-topic-6 = Liens
probes-topic-7 = Scripts
probes-topic-8 = Éléments obligatoires
probes-topic-9 = Structure de l'information
probes-topic-10 = Présentation de l'information
probes-topic-11 = Formulaires
probes-topic-12 = Navigation
probes-topic-13 = Consultation
probes-statement-title = Déclaration d'accessibilité
probes-statement-lead = Elle est faite de l'audit et de ce que vous dites ici, en français et en anglais. Publiez-la sur le service, à un clic de chaque page.
probes-statement-mention = À écrire en bas de chaque page du service, en lien vers la déclaration :
probes-statement-mention-text = Accessibilité : { $state }
probes-statement-none = Elle n'est pas encore écrite.
probes-statement-view-fr = Voir en français
probes-statement-view-en = Voir en anglais
probes-statement-file-fr = Télécharger en français
probes-statement-file-en = Télécharger en anglais
probes-statement-ask = Ce que l'audit ne sait pas
probes-statement-in-fr = Français
probes-statement-in-en = Anglais
probes-statement-field-language = Langue de ce que vous écrivez
probes-statement-field-language-hint = Ici et dans les notes de l'audit : la déclaration dans l'autre langue le dit à qui l'écoute
probes-statement-field-entity = Organisme qui répond du service
probes-statement-field-service = Nom du service
probes-statement-field-address = Adresse du service
probes-statement-field-plan = Adresse du schéma pluriannuel d'accessibilité
probes-statement-field-plan-hint = La loi le demande
probes-statement-field-email = Adresse électronique pour signaler une difficulté
probes-statement-field-email-hint = Celle d'un service. Une adresse ou un formulaire au moins
probes-statement-field-form = Adresse du formulaire pour signaler une difficulté
probes-statement-field-form-hint = Par exemple https://www.exemple.fr/contact
probes-statement-field-technologies = Technologies du service
probes-statement-field-technologies-hint = Une par ligne : HTML, CSS, JavaScript…
probes-statement-field-environments = Environnement de test
probes-statement-field-environments-hint = Un par ligne : navigateur, lecteur d'écran, et leurs versions
probes-statement-field-tools = Outils de l'évaluation
probes-statement-field-tools-hint = Un par ligne
probes-statement-field-exempted = Contenus non soumis à l'obligation d'accessibilité
probes-statement-field-exempted-hint = Un par ligne, avec la raison
probes-statement-field-established = Établie le
probes-statement-field-updated = Mise à jour le
probes-statement-field-updated-hint = Si elle a changé depuis
probes-statement-text = Écrivez de 1 à 300 caractères
probes-statement-url = Donnez une adresse web, comme https://www.exemple.fr/
probes-statement-email = Donnez une adresse électronique, comme accessibilite@exemple.fr
probes-statement-contact = Donnez une adresse électronique ou un formulaire : la loi demande un moyen de signaler une difficulté
probes-statement-lines = Écrivez une ligne au moins, quarante au plus, de 300 caractères chacune
probes-statement-day = Donnez un jour, aujourd'hui au plus tard
probes-statement-updated = Donnez un jour après celui de l'établissement, aujourd'hui au plus tard
probes-statement-before = La déclaration suit l'audit : donnez le jour de fin de l'audit, ou un jour après
probes-statement-changed = Quelqu'un a changé la déclaration entre-temps : rouvrez la page pour voir la sienne
probes-statement-commits = { $entity } s'engage à rendre ses services en ligne accessibles, conformément à l'article 47 de la loi n° 2005-102 du 11 février 2005.
probes-statement-plan-before = Ce qui est prévu est dit dans le
probes-statement-plan-name = schéma pluriannuel d'accessibilité
probes-statement-applies = Cette déclaration s'applique à
probes-statement-status = État de conformité
probes-statement-service-is = Ce service est
probes-statement-full = totalement conforme
probes-statement-partial = partiellement conforme
probes-statement-none-state = non conforme
probes-statement-with = avec le référentiel général d'amélioration de l'accessibilité (RGAA), version { $version }.
probes-statement-results = Résultats des tests
probes-statement-audit = L'audit de conformité réalisé par { $auditor } révèle que :
probes-statement-rate = { $percent } des critères du RGAA version { $version } sont respectés ;
probes-statement-mean = le taux moyen de conformité du service s'élève à { $percent }.
probes-statement-not-accessible = Contenus non accessibles
probes-statement-not-accessible-text = Ces contenus ne sont pas accessibles, pour les raisons qui suivent.
probes-statement-not-conforming = Non-conformités
probes-statement-not-conforming-text = Voici les critères qui ne sont pas respectés, et sur quelles pages.
probes-statement-criterion = Critère
probes-statement-colon = {" "}:
probes-statement-derogations = Dérogations pour charge disproportionnée
probes-statement-derogation-with = Une alternative accessible est proposée.
probes-statement-derogation-without = Aucune alternative accessible n'est proposée.
probes-statement-exempted = Contenus non soumis à l'obligation d'accessibilité
probes-statement-establishment = Établissement de cette déclaration d'accessibilité
probes-statement-established = Cette déclaration a été établie le { $day }.
probes-statement-updated-on = Elle a été mise à jour le { $day }.
probes-statement-technologies = Technologies utilisées
probes-statement-environments = Environnement de test
probes-statement-tools = Outils de l'évaluation
probes-statement-sample = Pages ayant fait l'objet de la vérification
probes-statement-contact-title = Retour d'information et contact
probes-statement-contact-text = Si vous n'arrivez pas à accéder à un contenu ou à un service, dites-le : vous serez orienté vers une alternative accessible, ou vous obtiendrez le contenu sous une autre forme.
probes-statement-write = Écrire à
probes-statement-form = Envoyer un message par le formulaire de contact
probes-statement-recourse = Voies de recours
probes-statement-recourse-text = Vous pouvez saisir le Défenseur des droits.
probes-statement-recourse-when = C'est possible si vous avez signalé un défaut d'accessibilité qui vous empêche d'accéder à un contenu ou à un service, et que vous n'avez pas obtenu de réponse satisfaisante.
probes-statement-recourse-write = Écrire un message au Défenseur des droits
probes-statement-recourse-meet = Contacter le délégué du Défenseur des droits près de chez vous
probes-statement-recourse-post = Envoyer un courrier par la poste, gratuitement et sans timbre :
