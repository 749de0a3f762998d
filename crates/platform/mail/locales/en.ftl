mail-link = If the button does not work, open this address:
mail-action = { $label }:
mail-sent-by = Automatic message from { $service }, sent by { $publisher }.
mail-reply = You may reply to this message.
mail-no-reply = Replies to this message are not read.
