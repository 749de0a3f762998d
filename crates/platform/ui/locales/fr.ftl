ui-service-title = Parvis
ui-tagline = Observatoire de la qualité des démarches en ligne
ui-description = La qualité des démarches administratives en ligne, mesurée : satisfaction, clarté, aide, accessibilité, disponibilité, rapidité.
ui-skip = Aller au contenu
ui-quick = Accès rapide
ui-menu = Menu principal
ui-language = Langue
ui-here = Vous êtes ici
ui-home = Accueil
ui-feed = Éditions et errata
ui-no-publisher = une administration qui n'a pas encore indiqué son nom
ui-footer = Informations sur le site
ui-published-by = Publié par { $publisher }.
ui-demo = Démonstration sur des données ouvertes, juillet 2024 – août 2026.
ui-free-software = Parvis est un logiciel libre sous licence Apache 2.0.
ui-error-not-found = Page introuvable
ui-error-not-found-text = Cette adresse ne mène à rien : la page a pu être renommée, ou l'adresse mal recopiée. Voici d'où repartir.
ui-error-invalid = Demande incomprise
ui-error-invalid-text = L'adresse contient quelque chose que nous ne comprenons pas. Voici d'où repartir.
ui-error-forbidden = Accès refusé
ui-error-forbidden-text = Vous n'avez pas le droit de voir cette page.
ui-error-conflict = Demande impossible
ui-error-conflict-text = Ce que vous demandez contredit l'état actuel.
ui-error-unavailable = Service momentanément indisponible
ui-error-unavailable-text = Quelque chose n'a pas répondu de notre côté. Rien n'est perdu : réessayez dans une minute.
ui-all-required = Tous les champs sont obligatoires.
ui-optional = (facultatif)
ui-error-prefix = Erreur : { $title }
ui-errors = { $n ->
    [one] Une réponse est à corriger
   *[other] { $n } réponses sont à corriger
}
