# What each rule says, and how to mend it.
probe-image-without-alternative = The image has no alternative: those who do not see it do not know what it says.
probe-image-without-alternative-fix = Add alt="…" with what the image brings, or alt="" when it brings nothing.
probe-area-without-alternative = The clickable area of the image has no alternative.
probe-area-without-alternative-fix = Add alt="…" with what the area leads to.
probe-image-button-without-alternative = The button made of an image has no alternative.
probe-image-button-without-alternative-fix = Add alt="…" with what the button does.
probe-svg-image-without-name = The vector image says that it is one (role="img") and has no name.
probe-svg-image-without-name-fix = Add aria-label="…", or aria-hidden="true" when it brings nothing.
probe-object-image-without-name = The image put in by <object> or <embed> has no name.
probe-object-image-without-name-fix = Add role="img" and aria-label="…", or an equivalent link right after.
probe-decoration-with-title = The image says that it is a mere decoration (empty alt) and bears a title, which is read out.
probe-decoration-with-title-fix = Remove title, or give the image an alternative.
probe-decoration-named-by-aria = The image says that it is a mere decoration (empty alt) and bears a name in aria-label.
probe-decoration-named-by-aria-fix = Remove aria-label, or put its text in alt.
probe-alternative-is-file-name = The alternative is the name of a file or an address.
probe-alternative-is-file-name-fix = Write in alt what the image brings.
probe-alternative-says-image = The alternative says that there is an image, not what it brings.
probe-alternative-says-image-fix = Write what the image brings, without “image of”.
probe-alternative-is-caption = The alternative repeats the caption: it is read out twice.
probe-alternative-is-caption-fix = Let the caption say what it says, and the alternative what is left to see.
probe-alternative-is-long = The alternative is long: it is read out in one go, without a way back.
probe-alternative-is-long-fix = Keep what matters, and put the rest in a text beside it.
probe-figure-without-role = The image and its caption are not tied together for every screen reader.
probe-figure-without-role-fix = On <figure>, add role="figure" and aria-label with the text of the caption.
probe-frame-without-title = The frame has no title: one does not know what it holds without entering it.
probe-frame-without-title-fix = Add title="…" with what the frame holds.
probe-frame-with-vague-title = The title of the frame does not say what it holds.
probe-frame-with-vague-title-fix = Say what the frame holds: “Map of town halls”.
probe-video-without-captions = The video has no captions in the page: check whether it has sound.
probe-video-without-captions-fix = Add <track kind="captions">, or check that they are in the picture.
probe-media-starts-by-itself = Sound starts by itself and covers the voice of the screen reader.
probe-media-starts-by-itself-fix = Remove autoplay, or check that it lasts less than three seconds.
probe-media-without-controls = The media runs for ever and nothing stops it.
probe-media-without-controls-fix = Add controls, or a button that stops it.
probe-marquee = The text moves or blinks and nothing stops it.
probe-marquee-fix = Write the text without <marquee> or <blink>.
probe-page-refreshes = The page reloads by itself: whoever reads slowly begins again and again.
probe-page-refreshes-fix = Remove the meta refresh; offer a button that refreshes.
probe-table-without-caption = The table has no title.
probe-table-without-caption-fix = Add <caption> first in <table>, if the page gives it one.
probe-table-header-is-cell = A header cell is written as an ordinary cell.
probe-table-header-is-cell-fix = Write <th> instead of <td> in <thead>.
probe-table-header-with-wrong-scope = The scope of the header does not exist.
probe-table-header-with-wrong-scope-fix = Write scope="col" or scope="row".
probe-table-headers-name-nothing = The cell points to headers that are not in this table.
probe-table-headers-name-nothing-fix = Mend the identifiers of the headers attribute.
probe-table-header-without-scope = The table has headers of rows and of columns whose scope is not said.
probe-table-header-without-scope-fix = Add scope="col" or scope="row" to each <th>.
probe-layout-table-with-data-marks = The table says that it serves layout alone and bears marks of a data table.
probe-layout-table-with-data-marks-fix = Remove role="presentation", or the marks <th>, <caption>, scope.
probe-table-without-headers = The table has no headers: check whether it shows data.
probe-table-without-headers-fix = Write headers as <th>, or add role="presentation" when it serves layout alone.
probe-link-without-name = The link has no name: it is read out as “link”, or as its address.
probe-link-without-name-fix = Give the link a text, or its image an alternative.
probe-link-is-vague = The name of the link does not say where it leads: check whether the sentence around it does.
probe-link-is-vague-fix = Say where the link leads: “Download the form”.
probe-link-is-address = The name of the link is an address or the name of a file.
probe-link-is-address-fix = Write the name of the page or of the document.
probe-link-is-punctuation = The name of the link has neither a letter nor a figure.
probe-link-is-punctuation-fix = Give the link a text.
probe-links-with-same-name = Links of the same name lead to different pages.
probe-links-with-same-name-fix = Complete each name so that the links can be told apart out of their sentence.
probe-link-title-lacks-text = The title of the link does not hold its text.
probe-link-title-lacks-text-fix = Begin title with the text of the link, or remove it.
probe-link-title-adds-nothing = The title repeats the text and brings nothing.
probe-link-title-adds-nothing-fix = Remove title.
probe-link-label-lacks-text = The name of the link (aria-label) does not hold the text that is seen: whoever says it aloud is not understood.
probe-link-label-lacks-text-fix = Begin aria-label with the visible text.
probe-link-opens-window = The link opens a window without saying so.
probe-link-opens-window-fix = Remove target, or add “new window” to the name.
probe-link-to-file = The link leads to a file without saying its format and size.
probe-link-to-file-fix = Add “PDF, 120 KB” to the name.
probe-pseudo-link = The link leads nowhere: it acts as a button.
probe-pseudo-link-fix = Write <button type="button">.
probe-page-without-doctype = The page has no document type.
probe-page-without-doctype-fix = Begin the page with <!DOCTYPE html>.
probe-page-with-wrong-doctype = The document type has the page read as in the last century.
probe-page-with-wrong-doctype-fix = Begin the page with <!DOCTYPE html>.
probe-identifier-twice = Several elements bear the same identifier.
probe-identifier-twice-fix = Give each its own: labels and links depend on it.
probe-marks-not-valid = Browsers had to mend the code of the page.
probe-marks-not-valid-fix = Mend the code at that line: tags not well closed or attributes repeated.
probe-page-without-language = The language of the page is not said: it may be read out with the accent of another.
probe-page-without-language-fix = Add lang="en" to <html>.
probe-page-with-wrong-language = The language of the page is not the code of a language.
probe-page-with-wrong-language-fix = Write lang="en".
probe-page-in-other-language = The page seems to be written in another language than it says.
probe-page-in-other-language-fix = Check the lang attribute of <html>.
probe-page-without-title = The page has no title.
probe-page-without-title-fix = Add <title> with the name of the page, then that of the site.
probe-page-title-is-vague = The title of the page does not say what it is.
probe-page-title-is-vague-fix = Write the name of the page, then that of the site.
probe-part-with-wrong-language = The language of a passage is not the code of a language.
probe-part-with-wrong-language-fix = Mend lang: “fr”, “es”, “ar”…
probe-mark-for-looks = An empty paragraph is there to make room alone.
probe-mark-for-looks-fix = Remove it; make room in the style sheet.
probe-line-breaks-for-looks = Repeated line breaks stand for paragraphs.
probe-line-breaks-for-looks-fix = Write one <p> a paragraph.
probe-direction-is-wrong = The reading direction does not exist.
probe-direction-is-wrong-fix = Write dir="ltr" or dir="rtl".
probe-page-without-heading = The page has no heading in its content.
probe-page-without-heading-fix = Add <h1> with the subject of the page.
probe-page-without-main-heading = The page has no heading of the first level.
probe-page-without-main-heading-fix = Make the main heading an <h1>.
probe-heading-level-skipped = A level of heading is skipped.
probe-heading-level-skipped-fix = Check that the heading belongs to the one before; take the next level.
probe-heading-is-empty = A heading is empty.
probe-heading-is-empty-fix = Remove it, or give it a text.
probe-heading-without-level = A heading (role="heading") has no level.
probe-heading-without-level-fix = Add aria-level, or write <h2>.
probe-paragraph-looks-like-heading = A paragraph in bold looks like a heading.
probe-paragraph-looks-like-heading-fix = If it is one, write <h2> or the right level.
probe-more-than-one-main = The page has several main contents in sight.
probe-more-than-one-main-fix = Keep a single <main>.
probe-page-without-main = The page has no main content marked.
probe-page-without-main-fix = Put the content in <main>.
probe-list-with-other-children = The list holds something else than list items.
probe-list-with-other-children-fix = Put each item in <li>.
probe-item-outside-list = The list item is not in a list.
probe-item-outside-list-fix = Put it in <ul> or <ol>.
probe-description-outside-list = The term or its description is not in <dl>.
probe-description-outside-list-fix = Put it in <dl>.
probe-list-made-of-text = Lines that begin with a dash make a list for the eye alone.
probe-list-made-of-text-fix = Write <ul> and <li>.
probe-presentational-element = The element says looks alone.
probe-presentational-element-fix = Remove it; say looks in the style sheet.
probe-presentational-attribute = The attribute says looks alone.
probe-presentational-attribute-fix = Remove it; say looks in the style sheet.
probe-letters-spaced-out = Spaces between letters make them letters alone.
probe-letters-spaced-out-fix = Write the word; space letters in the style sheet.
probe-zoom-forbidden = The page forbids zooming on a telephone.
probe-zoom-forbidden-fix = Remove user-scalable and maximum-scale from the viewport.
probe-text-size-fixed-inline = The size of the text is fixed: check that it grows with the browser's setting.
probe-text-size-fixed-inline-fix = Give the size in rem or em.
probe-text-justified = The text is justified: uneven gaps hinder reading, for dyslexic people above all.
probe-text-justified-fix = Align the text to the left.
probe-focus-hidden-inline = The outline of the element in focus is removed: check that something else shows it.
probe-focus-hidden-inline-fix = Remove outline: none.
probe-text-in-capitals = A whole sentence is in capitals.
probe-text-in-capitals-fix = Write it in small letters.
probe-field-without-label = The field has no label: one does not know what to write there.
probe-field-without-label-fix = Add <label for="…"> with the identifier of the field.
probe-label-for-nothing = The label is that of a field that does not exist.
probe-label-for-nothing-fix = Mend for: it must be the identifier of a field.
probe-label-is-vague = The label does not say what to write.
probe-label-is-vague-fix = Say what is asked for: “Date of birth”.
probe-field-label-lacks-text = The name of the field (aria-label) does not hold its visible label.
probe-field-label-lacks-text-fix = Remove aria-label, or begin it with the visible label.
probe-placeholder-instead-of-label = The hint in the field stands for a visible label and is gone once one types.
probe-placeholder-instead-of-label-fix = Add a visible label beside the field.
probe-fields-with-same-label = Several fields bear the same label.
probe-fields-with-same-label-fix = Tell them apart, or group them in <fieldset>s with legends.
probe-choices-without-group = The radio buttons are not grouped: their question is not read out.
probe-choices-without-group-fix = Put them in <fieldset> with <legend>.
probe-group-without-legend = The group of fields has no legend.
probe-group-without-legend-fix = Add <legend> first in <fieldset>.
probe-legend-is-vague = The legend does not say what the group asks.
probe-legend-is-vague-fix = Write the question that is asked.
probe-choices-group-without-name = A group of options has no name.
probe-choices-group-without-name-fix = Add label to <optgroup>.
probe-button-without-name = The button has no name.
probe-button-without-name-fix = Give it a text that says what it does.
probe-button-label-lacks-text = The name of the button (aria-label) does not hold the text that is seen.
probe-button-label-lacks-text-fix = Begin aria-label with the visible text.
probe-required-not-said = A field is mandatory and the page does not say so in words.
probe-required-not-said-fix = Write “required” in the label.
probe-purpose-of-field-is-wrong = The purpose of the field (autocomplete) is not one that HTML knows.
probe-purpose-of-field-is-wrong-fix = Take a known value: “email”, “given-name”…
probe-purpose-of-field-not-said = The field asks for the person's own data without telling the browser, which could fill it in.
probe-purpose-of-field-not-said-fix = Add autocomplete with the value that is shown.
probe-control-without-keys = The element can be clicked on, and the keyboard does not reach it.
probe-control-without-keys-fix = Write <button type="button">.
probe-control-without-role = The keyboard reaches the element, and nothing says what it is.
probe-control-without-role-fix = Write <button type="button">, or add a role.
probe-role-is-none-known = The role does not exist.
probe-role-is-none-known-fix = Mend role, or remove it.
probe-focusable-but-hidden = The keyboard reaches an element that is hidden from screen readers.
probe-focusable-but-hidden-fix = Remove aria-hidden, or add tabindex="-1".
probe-page-without-skip-link = The page has no link that skips to the content.
probe-page-without-skip-link-fix = Add a link “Skip to content” first.
probe-skip-link-leads-nowhere = The link that skips leads to a place that does not exist.
probe-skip-link-leads-nowhere-fix = Give the content the identifier it aims at.
probe-tab-order-is-forced = The tab order is forced.
probe-tab-order-is-forced-fix = Remove tabindex, or write 0; the order of the code will do.
probe-access-key = A shortcut of one key may clash with those of assistive technologies.
probe-access-key-fix = Remove accesskey, or let people switch it off.
probe-cryptic-content = A face made of punctuation is read out sign by sign.
probe-cryptic-content-fix = Write what it means.
probe-abbreviation-not-explained = An abbreviation is explained nowhere in the page.
probe-abbreviation-not-explained-fix = Write it out the first time.
probe-page-not-reached = The page could not be reached, after a second try.
probe-page-not-reached-fix = Check the address and the server.
probe-certificate-not-valid = The certificate is not valid: browsers refuse the page.
probe-certificate-not-valid-fix = Renew the certificate, or complete its chain.
probe-page-answers-error = The server answers with an error.
probe-page-answers-error-fix = Mend the address or the server.
probe-page-not-encrypted = The page is served without encryption.
probe-page-not-encrypted-fix = Serve it over https, and redirect to it.
probe-redirection-leaves-encryption = A redirection leaves encryption.
probe-redirection-leaves-encryption-fix = Redirect to an https address.
probe-certificate-ends-soon = The certificate ends in less than 21 days.
probe-certificate-ends-soon-fix = Renew it.
probe-answer-is-slow = The server takes more than 800 ms to answer.
probe-answer-is-slow-fix = Look for what keeps it busy: the observatory's red limit is passed.
probe-page-is-too-long = The page is too long: only its beginning was read.
probe-page-is-too-long-fix = Make the page lighter.
probe-header-hsts-missing = Nothing tells browsers to come over https alone.
probe-header-hsts-missing-fix = Add Strict-Transport-Security: max-age=31536000.
probe-header-policy-missing = Nothing limits where scripts come from (Content-Security-Policy).
probe-header-policy-missing-fix = Add a policy, watching first.
probe-header-sniffing-allowed = Browsers may take a file for another.
probe-header-sniffing-allowed-fix = Add X-Content-Type-Options: nosniff.
probe-header-framing-allowed = The page can be put into that of another site, which hijacks clicks.
probe-header-framing-allowed-fix = Add frame-ancestors to the policy, or X-Frame-Options.
probe-cookie-before-consent = A tracer is set before the person has chosen.
probe-cookie-before-consent-fix = Set it only after she agreed.
probe-address-is-private = The address is on a private network, or on this machine.
probe-address-is-private-fix = If that is meant, add --allow-private.
probe-page-is-too-deep = The page opens elements within one another without end: only its beginning was read.
probe-page-is-too-deep-fix = Close the elements that are open.

# What pages say
probe-phone-premium-rate = The telephone number bears a surcharge.
probe-phone-premium-rate-fix = Give one that costs a plain call: French administrations of the State, its public bodies and social security may not charge more (law of 10 August 2018, article 28). Nothing to do if it belongs to someone else whom the page only names.
probe-phone-cost-not-said = What a call to a short number costs is not said: some bear a surcharge.
probe-phone-cost-not-said-fix = Write it beside the number: "free service, price of a call", for instance.
probe-statement-contradicts-itself = The state that is declared is not the one that the rate makes.
probe-statement-contradicts-itself-fix = Make them agree: fully compliant at 100 % of criteria, partially from 50 %, not compliant below.
probe-statement-without-state = No state was found in the accessibility statement, or several were.
probe-statement-without-state-fix = Write "fully", "partially" or "not compliant", once for each service.
probe-statement-without-rate = The share of criteria that are met was not found in the accessibility statement.
probe-statement-without-rate-fix = Write "… % of the RGAA criteria are met".
probe-statement-without-date = The accessibility statement is not dated: nobody knows whether it still holds.
probe-statement-without-date-fix = Write "This statement was prepared on …".
probe-statement-without-contact = No way to tell of a difficulty was found in the accessibility statement.
probe-statement-without-contact-fix = Give an address or a form.
probe-statement-of-former-version = The accessibility statement follows a former version of RGAA: it no longer holds.
probe-statement-of-former-version-fix = Audit again with the version in force.
probe-sentence-is-long = The sentence has more than 40 words.
probe-sentence-is-long-fix = Cut it: one idea a sentence, 15 to 20 words on average.
probe-word-of-jargon = A word of the administration can be said more simply.
probe-word-of-jargon-fix = Take the word proposed, or explain this one if the law gives it a meaning.
probe-text-is-hard = The text is very hard to read, by the length of its sentences and words.
probe-text-is-hard-fix = Shorten sentences, take common words, have users read it.
probe-accessibility-mention-missing = The page does not say whether it is accessible.
probe-accessibility-mention-missing-fix = Write "Accessibility: … compliant" at the bottom, with a link to the statement (law of 11 February 2005, article 47).
probe-accessibility-mention-without-state = The link to accessibility does not say the state.
probe-accessibility-mention-without-state-fix = Write "Accessibility: fully", "partially" or "not compliant".
probe-statement-missing = No accessibility statement was found from this page.
probe-statement-missing-fix = Publish it, and link to it from each page.
probe-statement-in-file = The accessibility statement is a document to download: it was not read.
probe-statement-in-file-fix = Read it; better, publish it as a page.
probe-statement-not-read = No accessibility statement was read where the link leads.
probe-statement-not-read-fix = Check that the link leads to the statement, and that it follows the model.
probe-statement-expired = The accessibility statement is older than three years.
probe-statement-expired-fix = Audit again, then make it anew.
probe-statement-contradicts-mention = The page and the accessibility statement do not say the same state.
probe-statement-contradicts-mention-fix = Make them agree.
probe-legal-notice-missing = No link to a legal notice was found on the page.
probe-legal-notice-missing-fix = Add one at the bottom.
probe-privacy-page-missing = No link says what becomes of personal data.
probe-privacy-page-missing-fix = Add "Personal data" at the bottom.
probe-no-other-way = Neither a telephone number nor another way to do the same was found on the first page.
probe-no-other-way-fix = Say how to do without the Internet: telephone, counter, post, a place that helps.
probe-security-txt-missing = Nothing says whom to tell of a weakness (security.txt).
probe-security-txt-missing-fix = Publish a file /.well-known/security.txt.
probe-security-txt-expired = The file security.txt has expired.
probe-security-txt-expired-fix = Check it and move Expires on, by a year at most.
probe-security-txt-without-contact = The file security.txt names no contact.
probe-security-txt-without-contact-fix = Add a line Contact: mailto:… or https://…
probe-security-txt-without-end = The file security.txt has no end, or it is badly written.
probe-security-txt-without-end-fix = Add one line Expires: 2027-12-31T00:00:00Z.
probe-robots-forbid-page = The site asks machines not to read this page (robots.txt).
probe-robots-forbid-page-fix = If search engines should find it, allow it.
probe-robots-forbid-journey = The site asks machines not to read pages of the journey (robots.txt): they were not.
probe-robots-forbid-journey-fix = To have the probe read them, allow Parvis-Probe.
probe-link-broken = The link leads to a page, or a site, that does not exist.
probe-link-broken-fix = Correct the address, or take the link away.
probe-link-not-answering = The page where the link leads does not answer well.
probe-link-not-answering-fix = Follow the link: if it still does not answer, tell whoever keeps it or take the link away.
probe-link-to-private-address = The link leads to a private network: the public cannot follow it.
probe-link-to-private-address-fix = Put a public address in its place.
probe-fact-accessibility = Mention of accessibility: { $value }
probe-fact-statement = Accessibility statement: { $value }
probe-fact-phones = Telephone: { $value }
probe-fact-ways = Contact: { $value }
probe-fact-sign-in = Sign-in: { $value }
probe-fact-feedback = Feedback button: { $value }
probe-fact-other-ways = Other ways: { $value }
probe-fact-readability = Reading ease: { $ease } of 100, { $words } words a sentence, Lix index { $lix }
probe-fact-security = security.txt: { $value }
probe-fact-delay = The site asks for { $value } ms between two pages.
probe-fact-walk = { $links ->
    [one] { $links } link followed
   *[other] { $links } links followed
  }; { $left ->
    [one] { $left } page of the journey not read.
   *[other] { $left } pages of the journey not read.
  }
probe-state-full = fully compliant
probe-state-partial = partially compliant
probe-state-none = not compliant
probe-state-unsaid = state not said
probe-cost-free = free
probe-cost-plain = price of a call
probe-cost-unsure = cost to check
probe-cost-premium = surcharge
probe-way-form = form
probe-way-email = e-mail
probe-way-address = postal address
probe-way-hours = hours
probe-way-deaf = relay for deaf people
probe-sign-in-franceconnect = FranceConnect
probe-sign-in-franceconnect-plus = FranceConnect+
probe-sign-in-proconnect = ProConnect
probe-other-phone = telephone
probe-other-counter = counter
probe-other-post = post
probe-other-help = help nearby
probe-other-paper = paper form
probe-other-said = told of, not which
probe-statement-rate = { $value } % of criteria
probe-statement-made = made on { $value }
probe-statement-updated = updated on { $value }
probe-statement-ends = holds until { $value }
probe-statement-auditor = audit: { $value }
# The report.
probe-not-reached = { $url } was not reached.
probe-over = { $what }: { $value }, beyond { $limit }.
probe-missed = No whole answer: { $why }
probe-answered = Answer { $status }; first byte { $first } ms, all { $total } ms, { $kb } KB
probe-verdict-failed = { $n ->
    [one] One proven failure
   *[other] { $n } proven failures
}
probe-verdict-to-review = { $n ->
    [one] One point to review
   *[other] { $n } points to review
}
probe-summary = { $failed ->
    [0] No proven failure
    [one] One proven failure
   *[other] { $failed } proven failures
}, { $review ->
    [0] no point to review
    [one] one point to review
   *[other] { $review } points to review
}.
probe-at-best = At best, { $rate }% of the criteria of RGAA (the French general reference for better accessibility) are met on these pages: each of the others has a proven failure.
probe-under = { $what }: { $value }, under { $limit }.
probe-undecided = Nothing is decided of the other criteria: only a person can judge them.
probe-missed-invalid = this is no address that can be visited
probe-missed-refused = the address is on a private network
probe-missed-unknown = this name is not known
probe-missed-closed = the connection is refused
probe-missed-certificate = the certificate is not valid
probe-missed-tls = no encryption could be agreed on
probe-missed-late = nothing whole came in time
probe-missed-broken = the answer broke off
probe-missed-circles = redirections go in circles
probe-verdict-failed-name = Proven failure
probe-verdict-to-review-name = To review
probe-report-of = What a machine sees of { $url }
probe-report-of-pages = What a machine sees of { $n } pages
probe-skip = Go to content
probe-pages = Pages read
probe-criteria = Criteria of RGAA 4.1 on which something was found
probe-criterion = Criterion
probe-verdict = Verdict
probe-failures = Failures
probe-reviews = To review
probe-more = { $n ->
    [one] One more place
   *[other] { $n } more places
}
probe-line = Line
probe-selector = Selector:
probe-whole-page = The whole page
probe-made = Report begun on

# What a browser shows.
probe-page-scrolls-sideways = In a window of 320 pixels, the page must be scrolled sideways to be read.
probe-page-scrolls-sideways-fix = Let widths adapt: max-width: 100%, no width fixed in pixels.
probe-text-cut-when-spaced = When letters and lines are spaced out, part of the text disappears.
probe-text-cut-when-spaced-fix = Let the height follow the text: min-height instead of height, no overflow: hidden.
probe-text-cut-when-enlarged = When letters are doubled in size, text is cut: check whether information is lost.
probe-text-cut-when-enlarged-fix = Let the box grow with the text: min-height instead of height.
probe-words-made-by-style = Words are written by the style sheet: without it they are gone.
probe-words-made-by-style-fix = Write them in the page, if they inform.
probe-direction-not-said = A text written from right to left does not say its direction.
probe-direction-not-said-fix = Add dir="rtl" to its element.
probe-animation-is-long = A movement lasts more than five seconds: check whether it can be stopped.
probe-animation-is-long-fix = Stop it before five seconds, or add a button to pause it.
probe-focus-not-visible = With the keyboard, nothing shows that one is on this element.
probe-focus-not-visible-fix = Remove outline: none, or give :focus-visible a plain outline.
probe-keyboard-trap = With the keyboard, this element cannot be left.
probe-keyboard-trap-fix = Let Tab go on to the next element.
probe-focus-is-taken-away = With the keyboard, this element is not reached, or left at once.
probe-focus-is-taken-away-fix = Remove the script that takes the focus away.
probe-tab-order-is-not-seen-order = With the keyboard, the order is not the one that is seen: check whether it makes sense.
probe-tab-order-is-not-seen-order-fix = Put the source in reading order, without order or row-reverse.
probe-focus-is-covered = With the keyboard, the element reached is hidden by a fixed banner.
probe-focus-is-covered-fix = Add scroll-padding of the height of the banner, or do not fix it.
probe-target-is-small = The area to touch is less than 24 pixels and meets another.
probe-target-is-small-fix = Make it larger, or move it away from its neighbours.
probe-text-justified-by-style = The text is justified: uneven spaces hinder reading.
probe-text-justified-by-style-fix = Align the text to the left.
probe-text-is-tiny = The text is written in less than 10 pixels.
probe-text-is-tiny-fix = Write it in 1 rem, which is 16 pixels.
probe-page-needs-scripts = Without JavaScript the page says nothing.
probe-page-needs-scripts-fix = Send the content with the page, or say what to do in <noscript>.
probe-page-is-slow-to-show = The main part of the page takes more than four seconds to show.
probe-page-is-slow-to-show-fix = Make lighter what is loaded first, and load the rest later.
probe-page-shifts = The content moves while it shows: people click beside it.
probe-page-shifts-fix = Keep the place of pictures and of what comes later.
probe-page-wears-out-browser = The page wears the browser out: it had to be stopped before the end.
probe-page-wears-out-browser-fix = Look for a loop without end, too much memory or too much data; if the machine was busy, try again.
probe-page-not-seen = The page could not be seen in a browser.
probe-page-not-seen-fix = Open it yourself, and read why beside this.
probe-browser-none = Without a browser, not looked at: contrast, keyboard, small screens, speed of display. For these, install the package chromium (and leave out --no-browser).
probe-browser-measured = In a browser: main part shown in { $lcp } ms, shifts { $cls }, { $requests ->
    [one] one request
   *[other] { $requests } requests
}, { $kb } KB, { $third ->
    [0] no other site
    [one] one other site
   *[other] { $third } other sites
}.
# What is looked at by itself.
act-probe-watch = Have an address watched
act-probe-end = Have an address watched no more
act-probe-plan = Announce a stop
act-probe-unplan = Take back an announced stop
act-probe-judge = Judge a finding
probes-title = Probes
probes-lead = What a machine sees of procedures: whether they answer, how fast, and what each night finds on their pages.
probes-caption = Procedures and their addresses
probes-procedure = Procedure
probes-addresses = Addresses
probes-standing = State
probes-none = No procedure to see.
probes-unwatched = No address is watched
probes-not-yet = Not looked at yet
probes-answers = Answers
probes-down = Does not answer since { $at }
probes-unknown = Nothing is known since { $at }
probes-gaps = Gaps: what was due to be looked at and was not
probes-gaps-none = No gap.
probes-gap-kind = What lacks
probes-gap-check = Availability
probes-gap-page = The night's reading
probes-gap-stopped = Nothing was looking: the program was stopped or too busy
probes-gap-unread = The page could not be read in three tries
probes-address = Address
probes-from = From
probes-until = Until
probes-why = Reason
probes-one-lead = The addresses of this procedure that are watched. A failure is believed after a second try.
probes-addresses-caption = Watched addresses
probes-addresses-none = No address is watched.
probes-month = Thirty days
probes-month-share = { $n ->
    [one] { $share } of one look
   *[other] { $share } of { $count } looks
}
probes-last = Last look
probes-times = Response in { $first } ms, everything in { $total } ms
probes-read = Reading of the page
probes-not-read = Not read yet: it is each night
probes-rhythm = Rhythm
probes-every = { $n ->
    [one] Each minute
    [60] Each hour
   *[other] Every { $n } minutes
}
probes-always = Day and night
probes-hours = { $days }, from { $opens } to { $closes }
probes-day-1 = Mon
probes-day-2 = Tue
probes-day-3 = Wed
probes-day-4 = Thu
probes-day-5 = Fri
probes-day-6 = Sat
probes-day-7 = Sun
probes-weekday-1 = Monday
probes-weekday-2 = Tuesday
probes-weekday-3 = Wednesday
probes-weekday-4 = Thursday
probes-weekday-5 = Friday
probes-weekday-6 = Saturday
probes-weekday-7 = Sunday
probes-end = Watch no more
probes-outages = Outages
probes-outages-none = No outage was seen.
probes-lasts = Still there
probes-counts = Counted
probes-counted = Yes
probes-not-counted = No: outside hours of service, or an announced stop
probes-stops = Announced stops
probes-stops-none = No stop is announced.
probes-stop-cancel = Take back
probes-add = Watch
probes-add-title = Watch an address
probes-address-hint = For example www.example.org/service
probes-days = Days of service
probes-days-hint = None ticked: every day. Outside them, the address is looked at and does not count.
probes-opens = Opens at
probes-opens-hint = Time of mainland France, for example 08:00
probes-closes = Closes at
probes-closes-hint = 24:00 for the end of the day
probes-stop-title = Announce a stop
probes-stop-plan = Announce
probes-stop-begins = Begins: day
probes-stop-at = Begins: time
probes-stop-at-hint = Time of mainland France, for example 22:00
probes-stop-ends = Ends: day
probes-stop-ends-at = Ends: time
probes-stop-why = Reason
done-probes-added = The address is watched.
done-probes-ended = The address is watched no more. What was seen stays.
done-probes-planned = The stop is announced: what lacks then does not count.
done-probes-unplanned = The stop is announced no more.
done-probes-judged = Your judgement is noted.
probes-url-form = Give a web address, such as https://www.example.org/service, without a name or password in it
probes-url-known = This address is watched already
probes-url-many = Twenty addresses at most: take one away first
probes-hours-form = Give two times such as 08:00 and 18:00, the closing after the opening
probes-time-form = Give a time such as 22:00
probes-stop-order = The end comes after the beginning, thirty days at most
probes-stop-past = A stop is announced before it takes place
probes-stop-reason = Say why, in 500 characters at most
probes-findings-title = Findings
probes-findings-lead = What the last night found, by cause. The machine proves failures and points at what to review; it never says that a criterion is met.
probes-last-night = Last reading: { $at }
probes-failures-caption = Proven failures
probes-reviews-caption = To review
probes-found-none = Nothing.
probes-cause = Cause
probes-fix = How to mend it
probes-places = Where
probes-new = New
probes-still-there = Still there
probes-mended = Mended since the reading before
probes-mended-none = Nothing went away since the reading before.
probes-element = Element
probes-selector = Selector
probes-line = Line
probes-crop = The element and what is around it, in the page
probes-seen = Seen
probes-change = Since the reading before
probes-export = Download as { $format }
probes-judge = Save
probes-judge-title = Your judgement
probes-judge-verdict = Is it a failure?
probes-judged-confirmed = It is a failure
probes-judged-dismissed = It is none
probes-judged-by = { $name }, { $at }. { $note }
probes-judge-why = Why
probes-judge-hint = Asked for when it is none. Your judgement stands as long as the element does not change.
probes-judge-note = Say why, in 2,000 characters at most
probes-somebody = Somebody who is gone
probes-status = the server answers { $status }
probes-column-url = Address
probes-column-rule = Rule
probes-column-criterion = Criterion
probes-column-test = Test
probes-column-verdict = Verdict
probes-column-change = Since the reading before
probes-column-why = Cause
probes-column-fix = How to mend it
probes-column-excerpt = Element
probes-column-selector = Selector
probes-column-line = Line
probes-column-seen = Seen
probes-column-judgement = Judgement
probes-column-note = Why
probes-letter-subject = { $n ->
    [one] A change seen by the probes
   *[other] { $n } changes seen by the probes
}
probes-letter-text = This is what changed on the procedures that you answer for.
probes-letter-down = { $name }: { $url } does not answer ({ $detail }), seen on { $at }.
probes-letter-up = { $name }: { $url } answers again, after the outage that began on { $detail }.
probes-letter-certificate = { $name }: the certificate of { $url } ends on { $detail }.
probes-letter-statement = { $name }: the accessibility statement of { $url } ends on { $detail }.
probes-letter-failure = { $name }: new proven failure on { $url }. { $detail }
probes-letter-more = And { $n } more changes.
probes-letter-action = See the probes
probes-letter-note = This letter is sent to whoever answers for a procedure, as soon as something changes, every ten minutes at most.

# For everybody.
probes-public-link = What the probes see
probes-public-title = { $name }: what the probes see
probes-public-description = Availability, outages and response time of { $name }, looked at all the time.
probes-public-lead = As of { $at }. A machine asks for the page every few minutes; a failure is believed after a second try.
probes-public-none = No probe looks at this procedure.
probes-public-addresses = Addresses that are looked at
probes-public-share = Answers
probes-public-response = Median response time
probes-public-ms = { $ms } ms
probes-public-day = Day
probes-public-days = The last { $n } days, one by one
probes-public-by-day = Answers by day
probes-public-stop = Announced stop, from { $from } until { $until }
probes-public-rule = How it is counted
probes-public-rule-text = The share of looks to which the page answered, over the last 90 days, within hours of service and outside of stops announced beforehand. It is cut after two decimals, never rounded up. Gaps are moments when nothing was looking: nobody knows how it was.
probes-public-badge = Picture to show elsewhere (SVG)
probes-public-badge-text = Availability of { $name } over { $n } days: { $value }.
probe-statement-contradicted = The statement declares a higher rate than the failures proven on these pages allow.
probe-statement-contradicted-fix = Check these criteria, then the rate and the state of the statement: the audit may have been of other pages.
# Audits of accessibility, and the statement.
act-audit-begin = Begin an audit
act-audit-fill = Fill in an audit
act-audit-refill = Take findings up in an audit
act-audit-finish = Finish an audit
act-audit-statement = Write an accessibility statement
probes-audits-title = Audits of accessibility
probes-audits-lead = An audit says, page by page, whether each of the 106 criteria of RGAA is met. The machine puts in the failures that it proves; the rest is yours.
probes-audits-caption = Audits of this procedure
probes-audits-none = No audit.
probes-audit = Audit
probes-audit-of = Audit begun on { $day }
probes-audit-of-end = Audit of { $day }
probes-audit-auditor = Who audits
probes-audit-auditor-hint = The name of the organisation, not of a person: the statement gives it
probes-audit-auditor-form = Give the name of the organisation, 2 to 80 characters
probes-audit-pages = Pages
probes-audit-pages-hint = One page a line, sixty at most: Title | address. Take the home page, contact, legal notice, accessibility, site map, help, sign-in, every step of the procedure, and at least one page in ten at random.
probes-audit-pages-none = Give one page at least
probes-audit-pages-many = Sixty pages at most
probes-audit-pages-form = Write each line as: Home | https://www.example.org/
probes-audit-pages-line = Line { $n }: write “Home | https://www.example.org/”
probes-audit-home = Home
probes-audit-begin = Begin the audit
probes-audit-begin-title = Begin an audit
probes-audit-standing = State
probes-audit-rate = Compliance rate
probes-audit-rate-so-far = Rate of what is decided
probes-audit-mean = Mean rate of pages
probes-audit-no-rate = None: nothing applies yet
probes-audit-going = { $n ->
    [one] Under way: one criterion to decide
   *[other] Under way: { $n } criteria to decide
}
probes-audit-state-full = Fully compliant
probes-audit-state-partial = Partially compliant
probes-audit-state-none = Not compliant
probes-audit-lead = A criterion is not met as soon as one page does not meet it. The rate is the share of criteria met among those that apply; it is cut to two decimals, never rounded up.
probes-audit-is-finished = The audit is finished
probes-audit-is-finished-text = It does not change any more. To do another, begin from this one.
probes-audit-missing = { $n ->
    [one] One decision is left to take
   *[other] { $n } decisions are left to take
}
probes-audit-missing-text = A decision is one criterion on one page. The table of pages says where.
probes-audit-complete = Everything is decided
probes-audit-complete-text = The audit can be finished.
probes-audit-reference = Reference
probes-audit-begun = Begun
probes-audit-ended = Finished
probes-audit-by = { $at }, by { $name }
probes-audit-denied = Proven failures that are contradicted
probes-audit-denied-n = { $n ->
    [one] A person contradicts a finding of the machine
   *[other] People contradict { $n } findings of the machine
}
probes-audit-sample = Pages of the sample
probes-audit-page = Page
probes-audit-page-rate = Rate of the page
probes-audit-left = Left to decide
probes-audit-left-of = Decide: { $topic }
probes-audit-left-none = Nothing
probes-audit-left-topics = { $n } topics
probes-audit-topics = Topics, over the whole sample
probes-audit-page-topics = Topics, on this page
probes-audit-topic = Topic
probes-audit-conforming = Met
probes-audit-not-conforming = Not met
probes-audit-not-applicable = Not applicable
probes-audit-undecided = Not decided
probes-audit-failures = Criteria that are not met
probes-audit-failures-none = No criterion fails.
probes-audit-where = On which pages
probes-audit-again-title = Audit again
probes-audit-again-text = A new audit begins with the same pages. The decisions of this one are proposed in it: each counts only once it is confirmed, since the page may have changed.
probes-audit-again = Begin from this audit
probes-audit-refill-title = Findings of the machine
probes-audit-refill-text = Failures proven since, on the addresses of the sample, make their criterion fail. What a person said is not changed.
probes-audit-refill = Take findings up
probes-audit-finish-title = Finish the audit
probes-audit-finish = Finish the audit
probes-audit-on = Last day
probes-audit-on-hint = Once finished, the audit does not change any more
probes-audit-day = Give a day, today at the latest
probes-audit-finished = This audit is finished: it does not change any more. Begin another from it.
probes-audit-unfinished = This audit is not finished
probes-audit-undecided-refused = Not everything is decided: the table of pages says what is left
probes-audit-nothing = No criterion applies: such an audit says nothing
probes-audit-moved = Somebody changed the audit meanwhile: read it again, then finish it
probes-audit-next-page = Next page: { $page }
probes-audit-grid-lead = Decide each criterion on this page. All is saved together; nothing is while something is wrong.
probes-audit-former = { $n ->
    [one] One decision comes from the audit before
   *[other] { $n } decisions come from the audit before
}
probes-audit-former-text = They do not count yet. Check them: saving this page confirms them.
probes-audit-rest = The criteria left undecided here do not apply to this page
probes-audit-rest-hint = For instance, nothing on videos where there are none
probes-audit-tests = Tests of criterion { $criterion }
probes-audit-note = Note on { $criterion }: what, and where
probes-audit-derogation = Derogation for { $criterion }
probes-audit-reason = Reason of the derogation for { $criterion }
probes-audit-derogation-none = None
probes-audit-derogation-with = Disproportionate burden, with an accessible alternative
probes-audit-derogation-without = Disproportionate burden, without an accessible alternative
probes-audit-source-person = Decided by { $name }, { $at }.
probes-audit-source-machine = Put in by the machine, { $at }.
probes-audit-source-former = To be confirmed: decided in the audit before, { $at }.
probes-audit-proof = Failure proven by the machine: { $text }
probes-audit-changed = { $name } decided meanwhile: { $outcome }. { $note } What you typed is kept below; saving it replaces that decision.
probes-audit-long = 4,000 characters at most
probes-audit-reason-missing = Say why the burden is disproportionate
probes-audit-reason-alone = Choose the derogation that this reason explains, or remove the reason
probes-audit-derogation-undecided = Decide the criterion: the derogation alone does not say it
probes-audit-derogation-fails = Without an accessible alternative the criterion applies and is not met: choose “Not met”
probes-audit-evidence-denied = The machine proves a failure: say in the note why it is none
probes-audit-criteria = Criteria
probes-audit-outcome = Decision
probes-audit-what = Note
probes-audit-who = Where it comes from
probes-audit-official = Title
probes-audit-whole = Over the sample
probes-audit-reason-column = Derogation
probes-audit-proven = Proven by the machine
probes-audit-letters = C: met; NC: not met; NA: not applicable; NT: not decided
done-probes-audit-begun = The audit is begun.
done-probes-audit-again = A new audit is begun. Confirm what is carried over.
done-probes-audit-refilled = The findings are taken up.
done-probes-audit-filled = Saved.
done-probes-audit-ended = The audit is finished.
done-probes-statement-saved = The statement is saved.
probes-topic-1 = Images
probes-topic-2 = Frames
probes-topic-3 = Colours
probes-topic-4 = Multimedia
probes-topic-5 = Tables
probes-topic-6 = Links
probes-topic-7 = Scripts
probes-topic-8 = Mandatory elements
probes-topic-9 = Structure of information
probes-topic-10 = Presentation of information
probes-topic-11 = Forms
probes-topic-12 = Navigation
probes-topic-13 = Consultation
probes-statement-title = Accessibility statement
probes-statement-lead = It is made from the audit and from what you say here, in French and in English. Publish it on the service, one click away from each page.
probes-statement-mention = To be written at the foot of each page of the service, in French, as a link to the statement:
probes-statement-mention-text = Accessibility: { $state }
probes-statement-none = It is not written yet.
probes-statement-view-fr = See it in French
probes-statement-view-en = See it in English
probes-statement-file-fr = Download it in French
probes-statement-file-en = Download it in English
probes-statement-ask = What the audit does not know
probes-statement-in-fr = French
probes-statement-in-en = English
probes-statement-field-language = Language of what you write
probes-statement-field-language-hint = Here and in the notes of the audit: the statement in the other language says so to those who listen to it
probes-statement-field-entity = Organisation that answers for the service
probes-statement-field-service = Name of the service
probes-statement-field-address = Address of the service
probes-statement-field-plan = Address of the accessibility plan over several years
probes-statement-field-plan-hint = The law asks for it
probes-statement-field-email = E-mail address to tell of a difficulty
probes-statement-field-email-hint = That of a service. An address or a form at least
probes-statement-field-form = Address of the form to tell of a difficulty
probes-statement-field-form-hint = For instance https://www.example.org/contact
probes-statement-field-technologies = Technologies of the service
probes-statement-field-technologies-hint = One a line: HTML, CSS, JavaScript…
probes-statement-field-environments = Test environment
probes-statement-field-environments-hint = One a line: browser, screen reader, and their versions
probes-statement-field-tools = Tools of the evaluation
probes-statement-field-tools-hint = One a line
probes-statement-field-exempted = Content that the law does not concern
probes-statement-field-exempted-hint = One a line, with the reason
probes-statement-field-established = Prepared on
probes-statement-field-updated = Updated on
probes-statement-field-updated-hint = If it changed since
probes-statement-text = Write 1 to 300 characters
probes-statement-url = Give a web address, such as https://www.example.org/
probes-statement-email = Give an e-mail address, such as accessibility@example.org
probes-statement-contact = Give an e-mail address or a form: the law asks for a way to tell of a difficulty
probes-statement-lines = Write one line at least, forty at most, of 300 characters each
probes-statement-day = Give a day, today at the latest
probes-statement-updated = Give a day after that of its preparation, today at the latest
probes-statement-before = The statement comes after the audit: give the last day of the audit, or a day after
probes-statement-changed = Somebody changed the statement meanwhile: open the page again to see theirs
probes-statement-commits = { $entity } commits to making its online services accessible, in accordance with article 47 of French law No 2005-102 of 11 February 2005.
probes-statement-plan-before = What is planned is told in the
probes-statement-plan-name = accessibility plan over several years
probes-statement-applies = This statement applies to
probes-statement-status = Compliance status
probes-statement-service-is = This service is
probes-statement-full = fully compliant
probes-statement-partial = partially compliant
probes-statement-none-state = not compliant
probes-statement-with = with the French accessibility reference (RGAA), version { $version }.
probes-statement-results = Test results
probes-statement-audit = The audit carried out by { $auditor } shows that:
probes-statement-rate = { $percent } of the RGAA criteria (version { $version }) are met;
probes-statement-mean = the average compliance rate of the pages is { $percent }.
probes-statement-not-accessible = Non-accessible content
probes-statement-not-accessible-text = The content below is not accessible, for the reasons that follow.
probes-statement-not-conforming = Non-compliance with the accessibility reference
probes-statement-not-conforming-text = These are the criteria that are not met, and on which pages.
probes-statement-criterion = Criterion
probes-statement-colon = :
probes-statement-derogations = Disproportionate burden
probes-statement-derogation-with = An accessible alternative is offered.
probes-statement-derogation-without = No accessible alternative is offered.
probes-statement-exempted = Content that is not within the scope of the law
probes-statement-establishment = Preparation of this accessibility statement
probes-statement-established = This statement was prepared on { $day }.
probes-statement-updated-on = It was last updated on { $day }.
probes-statement-technologies = Technologies used
probes-statement-environments = Test environment
probes-statement-tools = Tools of the evaluation
probes-statement-sample = Pages tested
probes-statement-contact-title = Feedback and contact information
probes-statement-contact-text = If you cannot reach some content or a service, tell us: you will be led to an accessible alternative, or get the content in another form.
probes-statement-write = Write to
probes-statement-form = Send a message with the contact form
probes-statement-recourse = Enforcement procedure
probes-statement-recourse-text = You may turn to the Defender of Rights, the French ombudsman.
probes-statement-recourse-when = You may do so if you told of an accessibility problem that keeps you from some content or a service, and got no satisfying answer.
probes-statement-recourse-write = Write to the Defender of Rights (in French)
probes-statement-recourse-meet = Find the delegate of the Defender of Rights near you (in French)
probes-statement-recourse-post = Send a letter by post, free of charge and without a stamp:
