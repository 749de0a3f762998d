ui-service-title = Parvis
ui-tagline = Observatory of the quality of online procedures
ui-description = The quality of online public procedures, measured: satisfaction, clarity, help, accessibility, availability, speed.
ui-skip = Skip to content
ui-quick = Quick access
ui-menu = Main menu
ui-language = Language
ui-here = You are here
ui-home = Home
ui-feed = Editions and errata
ui-no-publisher = an administration that has not given its name yet
ui-footer = About this site
ui-published-by = Published by { $publisher }.
ui-demo = Demonstration on open data, July 2024 – August 2026.
ui-free-software = Parvis is free software under the Apache 2.0 licence.
ui-error-not-found = Page not found
ui-error-not-found-text = This address leads nowhere: the page may have been renamed, or the address miscopied. Here is where to start again.
ui-error-invalid = Request not understood
ui-error-invalid-text = The address contains something we do not understand. Here is where to start again.
ui-error-forbidden = Access refused
ui-error-forbidden-text = You may not see this page.
ui-error-conflict = Request impossible
ui-error-conflict-text = What you ask contradicts the present state.
ui-error-unavailable = Service unavailable for the moment
ui-error-unavailable-text = Something on our side did not answer. Nothing is lost: try again in a minute.
ui-all-required = All fields are required.
ui-optional = (optional)
ui-error-prefix = Error: { $title }
ui-errors = { $n ->
    [one] One answer needs correcting
   *[other] { $n } answers need correcting
}
