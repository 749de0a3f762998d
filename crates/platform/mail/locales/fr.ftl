mail-link = Si le bouton ne fonctionne pas, ouvrez cette adresse :
mail-action = { $label } :
mail-sent-by = Message automatique de { $service }, envoyé par { $publisher }.
mail-reply = Vous pouvez répondre à ce message.
mail-no-reply = Les réponses à ce message ne sont pas lues.
