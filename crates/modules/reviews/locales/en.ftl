reviews-title = Opinions
reviews-lead = The surveys of the procedures that you answer for.
reviews-caption = { $n ->
    [0] No survey
    [one] 1 survey
   *[other] { $n } surveys
}
reviews-none = No survey yet.
reviews-name = Name of the survey
reviews-name-hint = For yourselves; people see the name of the procedure.
reviews-procedure = Procedure
reviews-procedure-hint = Its identifier, as in the address of its page (jdma-3059).
reviews-no-procedure = No procedure of that name among those you answer for. The list “Procedures” gives their identifiers.
reviews-state = State
reviews-open = Open
reviews-closed-state = Closed
reviews-new = New survey
reviews-new-lead = The national survey in four questions, with a first button for the end of the procedure.
reviews-create = Create the survey
reviews-any = All
reviews-period = From { $from } to { $until }.
reviews-show = Show
reviews-read = Read the opinions
reviews-settings = Settings
reviews-settings-title = Settings of “{ $name }”
reviews-from = From
reviews-until = Until
reviews-button = Button
reviews-channel = Channel
reviews-tongue = Language
reviews-opinions = Opinions counted
reviews-opinions-before = Over the period before
reviews-aside-count = Opinions set aside
reviews-indicators = The indicators and their confidence intervals
reviews-indicator = Indicator
reviews-value = Value
reviews-interval-95 = 95% interval
reviews-interval = { $low } to { $high }
reviews-n = Answers
reviews-before = Before
reviews-change = Change
reviews-change-none = Too few answers
reviews-change-up = Up
reviews-change-down = Down
reviews-change-unclear = No significant difference
reviews-empty = No answer
reviews-figure-satisfaction = Satisfaction (out of 10)
reviews-figure-clarity = Clarity (out of 10)
reviews-figure-help-reachable = Administration reachable
reviews-figure-help-effective = Helpful help (out of 10)
reviews-figure-autonomy = Autonomy
reviews-figure-help-combined = Help, former formula (out of 10)
reviews-stops = Where people stop
reviews-step = Question
reviews-answers = Answers
reviews-answer = Answer
reviews-share = Share
reviews-step-satisfaction = How it went
reviews-step-clarity = Clarity
reviews-step-help = Help
reviews-step-comment = Comment
reviews-face = How it went
reviews-face-bad = Badly
reviews-face-medium = So-so
reviews-face-good = Well
reviews-mark-very-bad = Not clear at all
reviews-mark-bad = Not clear
reviews-mark-medium = Fairly clear
reviews-mark-good = Clear
reviews-mark-very-good = Very clear
reviews-help-none = No help needed
reviews-help-counter = At a counter
reviews-help-phone = By telephone
reviews-help-email = By e-mail
reviews-help-chat = By chat
reviews-help-relative = A relative or friend
reviews-help-association = An association
reviews-help-websites = Web sites
reviews-help-other = Other
reviews-channel-web = Web site
reviews-channel-phone = Telephone
reviews-channel-counter = Counter
reviews-channel-paper = Paper
reviews-channel-helper = Helper
reviews-opinions-title = Opinions received
reviews-opinions-caption = The opinions, newest first
reviews-opinions-none = No opinion of that kind.
reviews-comment = Comment
reviews-no-comment = Without comment
reviews-day = Received
reviews-older = Older opinions
reviews-without-comment = Those without a comment too
reviews-only-aside = Those that were set aside
reviews-rule-burst = Set aside: burst
reviews-rule-twin = Set aside: duplicate
reviews-rule-copied = Set aside: copied text
reviews-rule-hand = Set aside by hand
reviews-set-aside = Set this opinion aside
reviews-set-aside-lead = It will count no more. It stays readable, and you can put it back.
reviews-put-back = Put this opinion back
reviews-put-back-lead = It will count in the figures again.
reviews-reason-hint = The journal keeps it.
reviews-already = It is done already.
reviews-busy = Somebody has just changed that. Try again.
reviews-buttons = The buttons: one address for each place in the journey
reviews-buttons-none = No button.
reviews-button-name = Name of the button
reviews-button-name-hint = For instance: confirmation page.
reviews-button-new = New button
reviews-button-add = Add the button
reviews-button-close = Close “{ $name }”
reviews-button-close-lead = It will take no more opinions. Those it received stay.
reviews-point = Where in the journey is it?
reviews-point-hint = Those who do not finish have things to say too.
reviews-point-done = At the end of the procedure
reviews-point-gave-up = Where people give up
reviews-point-failed = Where the procedure fails
reviews-point-refused = On a decision of refusal
reviews-code = Code to type
reviews-address = Address
reviews-old-service = Number of the procedure in the service before
reviews-old-button = Number of the button in the service before
reviews-old-hint = The addresses /Demarches/1234?button=56 will keep leading here.
reviews-old-taken = Another button already bears these numbers.
reviews-retention = How long opinions are kept (months)
reviews-retention-hint = From 1 to 120; left empty, as the space.
reviews-close = Close
reviews-close-title = Close the survey
reviews-close-reason = What those who come are told
reviews-close-hint = Why it is over, and where to turn.
reviews-closed = This survey takes no more opinions.
reviews-closed-on = Closed on { $day }
reviews-form-closed = This survey is closed.
reviews-late = More than an hour has passed: the opinion can no longer be added to.
reviews-long = This is too long: 200 characters at most.
done-reviews-created = The survey is created. Put the address of its button at the end of the procedure.
done-reviews-button-added = The button is added.
done-reviews-button-closed = The button is closed.
done-reviews-form-closed = The survey is closed.
done-reviews-aside = The opinion is set aside.
done-reviews-back = The opinion counts again.

reviews-button-title = Place the button “{ $name }”
reviews-image-link = The picture that leads to the survey
reviews-image-link-text = Copy this code into your page. The picture comes from this site, without a script or a tracker; screen readers read its text.
reviews-look-light = Solid, for a light page
reviews-look-light-outline = Outline, for a light page
reviews-look-dark = Solid, for a dark page
reviews-look-dark-outline = Outline, for a dark page
reviews-qr = QR code of the survey
reviews-qr-text = For a poster or a letter: write the address and the code to type beside it, for those who have no camera.
reviews-qr-file = The QR code alone, to print

reviews-enter-title = Enter an opinion
reviews-enter-lead = For somebody at the counter, on the telephone, or who answered on paper: choose the procedure.
reviews-enter-one-lead = One page, by keyboard: Tab to go on, arrows to choose, Enter to record. Only the first question must be answered.
reviews-enter-keep = Record and go on to the next
reviews-enter-comment-hint = In their words. Personal information will be hidden.
reviews-help-elsewhere = Help from elsewhere
reviews-help-other-who = Who else?
reviews-help-both = “No help needed” does not go with help: keep one or the other.
reviews-comment-long = The comment is too long: 15,000 characters at most.
reviews-way-not = Not tried
reviews-way-tried = Tried
reviews-way-no = No answer
reviews-way-yes = Answered
reviews-quality-very-bad = very bad
reviews-quality-bad = bad
reviews-quality-medium = average
reviews-quality-good = good
reviews-quality-very-good = excellent
done-reviews-entered = The opinion is recorded. Next one.

act-button-close = Close an opinion button
act-button-create = Add an opinion button
act-form-change = Change a survey
act-form-close = Close a survey
act-form-create = Create a survey
act-opinion-put-back = Put back an opinion
act-opinion-set-aside = Set an opinion aside
act-opinion-purge = Erase the opinions that are kept no longer
act-opinion-enter = Enter an opinion for somebody

# Answering people
reviews-waiting-title = People who wait for an answer
reviews-waiting-lead = They gave their opinion without saying who they are, and kept a code. Your answer appears at the address where they type that code: no e-mail is sent.
reviews-waiting-caption = Opinions that wait for an answer, the oldest first
reviews-waiting-none = Nobody waits for an answer.
reviews-answered-title = Opinions that were answered
reviews-answered-caption = Opinions that were answered, the newest first
reviews-answered-none = No opinion has been answered yet.
reviews-waiting-n = { $n ->
    [0] Nobody waits for an answer
    [one] One person waits for an answer
   *[other] { $n } people wait for an answer
}
reviews-asked = Asked on
reviews-answered = Answered on
reviews-answer-state = Answer
reviews-is-waiting = awaited
reviews-is-answered = not read yet
reviews-is-read = read
reviews-answer-title = Answer
reviews-answer-lead = The answer is read with a code, by somebody who did not tell you her name. It cannot be taken back: you can add another.
reviews-reply = Your answer
reviews-reply-hint = At most 5,000 characters. Short sentences, in the language of the opinion if you can; what was done, or whom to turn to.
reviews-reply-long = The answer is too long: at most 5,000 characters.
reviews-reply-of = Answer of { $day }
reviews-reply-send = Publish the answer
done-reviews-answered = The answer is published. The person will read it with her code.
act-opinion-answer = Answer an opinion

# The question on the page of the procedure
reviews-script = Panel or question on your page
reviews-script-text = A script of this site asks the first question on your page; the rest opens in a new tab. The script never changes at this address (its hash is in the code), keeps nothing in the browser and calls no other site.
reviews-script-none = No site may ask the question yet
reviews-script-none-text = The answers of a site are taken only when it is named in the settings of the space, under "Sites that ask on their own pages".
reviews-script-panel = Floating panel, at the bottom of the page
reviews-script-question = Question asked where the code is
reviews-words = Words in comments
reviews-words-hint = For instance: attached file, "pass word", -site to leave out, pay* for a beginning.
reviews-rule = Set aside by
reviews-order = Order
reviews-order-newest = Newest first
reviews-order-telling = Most telling first
reviews-less-telling = Next opinions
reviews-facet = { $what } ({ $n })
reviews-facet-without = Stop filtering by: { $what }
reviews-found = { $count ->
    [0] No opinion found.
    [one] 1 opinion found.
   *[other] { $n } opinions found.
}
reviews-found-more = More than { $n } opinions found; the numbers below are those of the newest { $n }.

reviews-status = Status
reviews-status-new = New
reviews-status-seen = Seen
reviews-status-fixing = Being fixed
reviews-status-fixed = Fixed
reviews-status-set = Change the status
reviews-tags = Tags
reviews-tag = Tag
reviews-tag-add = Add the tag
reviews-tag-hint = A word or two that bring opinions together, for instance: payment.
reviews-tag-known = Already in use: { $tags }.
reviews-tag-remove = Remove
reviews-tags-many = This opinion bears 20 tags already: remove one first.
reviews-agent = Looked after by
reviews-agent-any = Everybody
reviews-agent-me = Me
reviews-agent-nobody = Nobody
reviews-agent-unable = This person has no right, or no longer, over this procedure.
reviews-assign = Assign this opinion
reviews-by-machine = Console
reviews-by-somebody = A deleted account
reviews-opinion-title = Opinion of { $day }
reviews-history = What was done
reviews-came = Opinion received
reviews-act = Act
reviews-act-day = When
reviews-act-by = By
reviews-act-what = Detail
reviews-change-nothing = nothing
reviews-change-from-to = { $from } → { $to }
reviews-quote = Quote this opinion
reviews-quote-lead = Take out what is of no use, or might tell who wrote. Each cut will show as […].
reviews-quote-text = Quote
reviews-quote-hint = Words may be taken out, none put in or changed.
reviews-quote-keep = Keep the quote
reviews-quote-long = The quote is too long: 2,000 characters at most.
reviews-quote-added = A word is not in the comment, or not at that place. A quote only takes words out.
reviews-quote-remove = Remove the quote
reviews-quote-of = See the opinion
reviews-quote-opinion = Opinion
reviews-quoted = “{ $text }”
reviews-quotes = Quotes
reviews-quotes-lead = What may go into a report: parts of masked comments, without the day or anything else that points at somebody. Read them again: a rare situation may tell who wrote.
reviews-quotes-none = No quote. They are taken from the page of an opinion.
reviews-quotes-text = Download as text
reviews-month = Month
done-reviews-tagged = The tag is added.
done-reviews-untagged = The tag is removed.
done-reviews-status = The status is changed.
done-reviews-assigned = Noted.
done-reviews-quoted = The quote is kept.
done-reviews-unquoted = The quote is removed.

act-opinion-assign = Assign an opinion
act-opinion-quote = Quote an opinion
act-opinion-status = Change the status of an opinion
act-opinion-tag = Tag an opinion
act-opinion-unquote = Remove a quote
act-opinion-untag = Remove a tag

reviews-topics = Topics
reviews-topics-lead = What comments speak of, found by this machine without any outside service: each topic shows its words and its examples. It counts the comments that use these words: others speak of it in other ways, and its change tells more than its number.
reviews-topics-caption = The topics, most frequent first
reviews-topics-none = No topic over this period.
reviews-topics-not-yet = Topics are looked for each night; they have not been yet.
reviews-topics-read = Topics looked for on { $day } in { $n } comments. Over the period: { $comments } comments.
reviews-topics-read-newest = Topics looked for on { $day } in the newest { $n } comments, since { $since }; nothing before is counted. Over the period: { $comments } comments.
reviews-topics-find = Look for topics now
reviews-topics-hidden = Hidden topics
reviews-topic = Topic
reviews-topic-of = topic “{ $name }”
reviews-topic-with = With: { $topics }
reviews-topic-opinions = { $n ->
    [one] 1 opinion
   *[other] { $n } opinions
}
reviews-topic-change = Share, against before
reviews-topic-told = Its words
reviews-topic-how = Where it comes from
reviews-topic-known = From a lexicon of online procedures, published with the program.
reviews-topic-found = From words that many comments share.
reviews-topic-read = Read these opinions
reviews-topic-examples = The most telling examples
reviews-topic-rename = Change the name
reviews-topic-name = Name of the topic
reviews-topic-name-hint = Left empty, the one that the program gives it.
reviews-topic-merge = Merge
reviews-topic-into = Show it with
reviews-topic-alone = By itself
reviews-topic-chain = These topics are merged with others already: separate them first.
reviews-topic-hide = Hide this topic
reviews-topic-show = Show this topic
reviews-topic-words = “{ $words }”
reviews-topic-sign-in = Sign-in and identification
reviews-topic-account = Account and personal space
reviews-topic-documents = Documents to attach
reviews-topic-payment = Payment and refund
reviews-topic-delay = Delays
reviews-topic-no-answer = Reaching somebody
reviews-topic-unclear = Clear words and explanations
reviews-topic-bug = Faults and errors
reviews-topic-appointment = Appointments
reviews-topic-accessibility = Accessibility and disability
reviews-topic-mobile = Telephone and tablet
reviews-topic-tracking = Following the application
reviews-topic-repetition = Length and information asked again
reviews-topic-refusal = Refusals and appeals
reviews-topic-reception = Reception and staff
reviews-topic-no-screen = Without internet or help
reviews-topic-thanks = What people like
done-reviews-topics = The topics will be looked for within a minute. Come back and see.
done-reviews-topic = The topic is changed.

act-form-topics = Look for the topics of a survey
act-topic-hide = Hide a topic
act-topic-merge = Merge topics
act-topic-rename = Rename a topic
act-topic-show = Show a topic

# Opinions to measure with
reviews-import-erased = This file has months whose opinions were erased when their time had come; their counts have stayed, and would count twice. Take these lines out of the file.
reviews-generate-not-empty = This database has surveys or procedures of the same name already: what is real is not mixed with a trial. Take an empty one (--database-url sqlite:trial.db).

# Comparing
reviews-compare = Compare
reviews-by-month = By whole month
reviews-by-button = By button
reviews-by-channel = By channel
reviews-by-tongue = By language
reviews-by-version = By version of the survey
reviews-part = Part
reviews-no-figure = –
reviews-figure-of = { $value } (n = { $n })
reviews-evolution = How the procedure went, month after month
reviews-evolution-desc = { $n ->
    [one] One month: shares of "Good", "Average" and "Bad". The table has the same figures.
   *[other] { $n } months: shares of "Good", "Average" and "Bad". The table has the same figures.
}
reviews-evolution-share = Share of "Good", in %
reviews-faces-desc = Answers "Good", "Average" and "Bad" of { $n } opinions. The table has the same figures.
# Files of opinions
reviews-export = Download these opinions
reviews-export-title = Download the opinions
reviews-export-of = Opinions received: { $name }
reviews-export-usual = The file holds the opinions that count and have a comment, like the list without filters.
reviews-export-filtered = The file holds the opinions of the list, with its filters.
reviews-export-list = Back to the list and its filters
reviews-export-choose = Choose a format
reviews-export-csv = CSV: for any spreadsheet and any program
reviews-export-xlsx = XLSX: for Excel
reviews-export-ods = ODS: for LibreOffice
reviews-export-jsonl = JSON Lines: for programs, one opinion a line
reviews-export-parquet = Parquet: for statistical tools
reviews-export-sheets = A sheet ends at 1,048,576 rows: beyond that, an XLSX or ODS file goes on in further sheets. Beyond 100,000 opinions such a file takes a while to be made before it arrives; the other formats arrive at once.
reviews-export-journal = Comments are masked, but a rare situation may tell who somebody is: do not publish this file. The journal keeps a trace of the download.
reviews-export-format = There is no such format here. Choose one on the page "Download the opinions".
reviews-export-note-day = Downloaded on { $day }
reviews-export-note-filters = Filters: { $filters }
reviews-export-note-masked = Personal data that was recognised in comments is masked in them. The dictionary of the columns is in the documentation (reviews-data).
reviews-column-of-help = Help sought: { $way }
reviews-column-of-reached = Answer obtained: { $way }
reviews-column-of-quality = Quality of the help: { $way }
reviews-column-id = Identifier
reviews-column-day = Day
reviews-column-created-at = Received at (UTC)
reviews-column-updated-at = Completed at (UTC)
reviews-column-procedure = Procedure (identifier)
reviews-column-form = Survey (identifier)
reviews-column-form-name = Survey
reviews-column-button = Button (code)
reviews-column-button-name = Button
reviews-column-point = Place in the journey
reviews-column-version = Version of the survey
reviews-column-channel = Channel
reviews-column-language = Language
reviews-column-entered = Entered by an agent
reviews-column-state = State
reviews-column-rule = Rule that set it aside
reviews-column-satisfaction = How it went
reviews-column-satisfaction-score = Satisfaction (out of 10)
reviews-column-clarity = Clarity
reviews-column-clarity-score = Clarity (out of 10)
reviews-column-help = Help needed
reviews-column-other = Other help, in words
reviews-column-comment = Comment
act-opinion-export = Download opinions
act-opinion-exported = End of a download of opinions

# Public page
reviews-public-link = What people say
reviews-public-title = What people say: { $name }
reviews-public-description = Satisfaction, clarity, help and autonomy according to those who used the procedure { $name }.
reviews-public-lead = From { $from } to { $until }.
reviews-public-many = { $n } opinions counted, by all channels. The 95% interval tells how much is chance.
reviews-public-nobody = No opinion in this period.
reviews-public-few = Fewer than ten opinions in this period: nothing of them is published.
reviews-public-none = There is no survey on this procedure.
reviews-public-grade = A level is given from 100 answers on only, at the limits of the observatory.
reviews-public-level = Level
reviews-public-months = Month after month
reviews-public-picture = Satisfaction out of 10, month after month
reviews-public-picture-text = From { $first } in { $from } to { $last } in { $until }, with the 95% interval. The same figures are in the table that follows.
reviews-public-by-month = The indicators by month
reviews-public-ways = By channel and by language
reviews-public-by-channel = The indicators by channel
reviews-public-by-tongue = The indicators by language
reviews-public-part = Part
reviews-public-hidden = Fewer than 10
reviews-public-rule = What is not shown
reviews-public-rule-text = Nothing is shown of fewer than ten opinions, nor what it could be computed from: other cells are then hidden with it. Comments are never published. Opinions set aside by a rule do not count.
reviews-level-green = good
reviews-level-amber = to improve
reviews-level-red = insufficient
reviews-level-too-few = fewer than 100 answers
reviews-level-ungraded = not graded

# Keys of the interface
reviews-keys-title = Keys of the interface
reviews-keys-lead = A key lets a program read the figures or the opinions of your surveys, without an agent's account.
reviews-keys-caption = The keys of your surveys, the newest first
reviews-keys-none = No key yet.
reviews-key-new = New key
reviews-key-create = Create the key
reviews-key-name = Name of the key
reviews-key-name-hint = Who uses it and for what: dashboard of the quality office.
reviews-key-scope = What it opens
reviews-key-scope-statistics = The figures
reviews-key-scope-opinions = The figures and the opinions, comments masked
reviews-key-forms = Surveys
reviews-key-forms-none = Choose one survey at least.
reviews-key-until = Last day
reviews-key-until-hint = In a year at the latest.
reviews-key-until-range = Choose a day to come, within a year.
reviews-key-used = Last used
reviews-key-unused = Never
reviews-key-works = Until { $day }
reviews-key-over = Expired
reviews-key-revoked = Revoked on { $day }
reviews-key-revoke = Revoke
reviews-key-made = The key is created
reviews-key-once = Copy it now: it will never be shown again. Whoever has it can read what it opens.
done-reviews-key-revoked = The key is revoked: it opens nothing any more.
act-key-create = Create a key of the interface
act-key-revoke = Revoke a key of the interface

# Import from the service before
reviews-form-date = a past date, YYYY-MM-DD or DD/MM/YYYY, with or without an hour
reviews-form-mark = a label of the five-level scale; --label "LABEL=good" teaches one (very_bad, bad, medium, good, very_good)
reviews-form-help = a label of help; --label "LABEL=phone" teaches one (none, counter, phone, email, chat, relative, association, websites, other)
reviews-form-help-both = either "no help needed" or some help, not both
reviews-no-button = no button of the survey has this name, code or old number: add it first in the survey's settings
act-opinion-import = Import opinions from the service before

# Open data
reviews-public-data = Open data
reviews-public-data-text = The answers of the year that is over, by procedure, month, channel and option, nothing of fewer than ten people.
reviews-public-file = Opinions of
reviews-public-dictionary = Dictionary of the columns (CSV)
reviews-public-licence = Licence

# The survey on paper
reviews-paper = Sheet to print
reviews-paper-text = The survey on a sheet of A4, in each language: open it, then print it or save it as PDF with your browser. What is ticked on it is written down at "Enter an opinion", channel paper.

# Batches of paper sheets, keyed twice
reviews-batches-title = Batches of sheets
reviews-batches-lead = Survey sheets filled in on paper, keyed in batches. Each sheet is keyed twice: an opinion counts when both readings say the same.
reviews-batches-caption = { $n ->
    [0] No batch
    [one] One batch
   *[other] { $n } batches
}
reviews-batches-none = No batch yet. To open one, go to “Enter an opinion” and choose “A batch” beside the survey.
reviews-batch-of = A batch for “{ $name }”
reviews-batch-lead = First number the sheets in pencil, from 1: the number finds a sheet again when the two readings do not say the same.
reviews-batch-name = Name of the batch
reviews-batch-name-hint = What the pile can be found by: “Town hall, week 12”.
reviews-batch-sheets = Sheets
reviews-batch-sheets-hint = The number of sheets in the pile, { $most } at most.
reviews-batch-range = Write a number of sheets from 1 to 200. Split a higher pile into several batches.
reviews-batch-open = Open the batch
reviews-batch-opened = Opened on
reviews-batch-ended-on = Ended on { $day }
reviews-batch-left = { $n ->
    [one] One sheet to do
   *[other] { $n } sheets to do
}
reviews-batch-kept = Opinions recorded
reviews-batch-slipped = Sheets whose readings differed
reviews-batch-shown-lead = The second reading begins once every sheet has been read; somebody else may check earlier. It had better not be the same person.
reviews-batch-ended = This batch is ended: there is nothing left to key.
reviews-batch-give-up = Give this batch up
reviews-batch-give-up-reason = Reason
reviews-batch-give-up-hint = The sheets that remain are forgotten; opinions already recorded stay. The reason is written in the journal.
reviews-sheet = Sheet
reviews-sheets-caption = { $n ->
    [one] One sheet
   *[other] { $n } sheets
}
reviews-sheet-n = Sheet { $n }
reviews-sheet-enter = Enter sheet { $n }
reviews-sheet-check = Check sheet { $n }
reviews-sheet-settle = Settle sheet { $n }
reviews-sheet-enter-lead = Take the sheet that bears this number. One page, by keyboard: Tab to go on, arrows to choose, Enter to record.
reviews-sheet-check-lead = Key the sheet again as if it had never been: the first reading is not shown.
reviews-sheet-settle-lead = The two readings differ. Look at the sheet and mend below: what you record counts.
reviews-sheet-settled-lead = There is nothing left to key on this sheet.
reviews-sheet-first = First reading
reviews-sheet-second = Second reading
reviews-sheet-question = Question
reviews-sheet-nothing = nothing
reviews-sheet-differences = { $n ->
    [one] One difference
   *[other] { $n } differences
}
reviews-sheet-keep = Record the sheet
reviews-sheet-is-blank = Blank or unreadable sheet
reviews-sheet-is-filled = Sheet filled in
reviews-sheet-blank-hint = Tick it too when no face is chosen: without this answer, an opinion does not count.
reviews-sheet-not-blank = The sheet is said to be blank, and an answer is given: keep one or the other.
reviews-sheet-changed = Somebody keyed this sheet meanwhile. If you hold it, record again: your reading will check theirs.
reviews-sheet-own = You read this sheet the first time. Finish the first reading of the others, or let somebody else check it.
reviews-sheet-to-enter = To enter
reviews-sheet-to-check = To check
reviews-sheet-differs = To settle
reviews-sheet-kept = Opinion recorded
reviews-sheet-blank = Blank or unreadable
reviews-sheet-given-up = Given up
done-reviews-batch-opened = The batch is open.
done-reviews-batch-given-up = The batch is given up. Opinions already recorded stay.
done-reviews-sheet-kept = The sheet is recorded.
act-batch-open = Open a batch of sheets
act-batch-close = End a batch of sheets
act-batch-give-up = Give a batch of sheets up
# Alerts and letters
reviews-alerts-n = { $n ->
    [0] Alerts
    [one] Alerts: one new
   *[other] Alerts: { $n } new
}
reviews-alerts-title = Alerts
reviews-alerts-lead = What was noticed in the opinions without being asked for. The rule of each alert is published with the documentation.
reviews-alerts-caption = The alerts of the survey, the newest first
reviews-alerts-none = No alert for now.
reviews-alert = Alert
reviews-alert-kind = Kind
reviews-alert-day = Noticed on
reviews-alert-see = See
reviews-alert-fall = Fall
reviews-alert-surge = Word on the rise
reviews-alert-silence = End of a silence
reviews-alert-fall-text = { $indicator }: { $after } over the 7 days until { $day } ({ $n } answers), against { $before } over the 28 days before ({ $before_n } answers). Chance alone does not explain it.
reviews-alert-surge-text = { $words }: in { $with } comments of { $of } over the 7 days until { $day }, against { $with_before } of { $of_before } over the eight weeks before.
reviews-alert-silence-text = A first opinion on { $day }, after { $days } days without any.
reviews-alert-word = “{ $word }”
reviews-alert-figures = The figures of those days
reviews-alert-comments = Comments with “{ $word }”
reviews-alert-opinions = The opinion
reviews-alert-open = Going on
reviews-alert-over = Over on { $day }
reviews-alert-unread = New
reviews-alert-is-read = Read on { $day }
reviews-alert-read = Mark as read
done-reviews-alert-read = The alert is marked as read.
reviews-watch-title = Receive letters
reviews-watch-lead = What you want to receive by e-mail about the survey “{ $name }”. These settings are your own: nobody else receives anything.
reviews-watch-alerts = Alerts
reviews-watch-fall = An indicator falls more than chance explains
reviews-watch-surge = A word is suddenly in many comments
reviews-watch-silence = A first opinion comes after thirty days of silence
reviews-watch-digest = Digest
reviews-watch-digest-hint = Number of opinions, indicators, what waits. Nothing is sent of a period without an opinion or an alert.
reviews-digest-none = None
reviews-digest-daily = Every day
reviews-digest-weekly = On Mondays, of the week
reviews-digest-monthly = On the first of the month, of the month
reviews-watch-from = Quiet hours, from
reviews-watch-from-hint = Time of Paris. What comes meanwhile is sent together when they end. The same hour twice: no quiet hours.
reviews-watch-until = Quiet hours, until
reviews-watch-at = { $hour }:00
reviews-watch-weekends = Saturdays and Sundays too, all day
reviews-watch-hour = Choose an hour of the list.
reviews-watch-no-mail = This site sends no e-mail yet
reviews-watch-no-mail-text = Your settings are kept. Meanwhile alerts are read on their page.
reviews-letter-alerts-subject = { $n ->
    [one] One alert about the survey “{ $name }”
   *[other] { $n } alerts about the survey “{ $name }”
}
reviews-letter-alerts-action = See the alerts
reviews-letter-digest-subject = “{ $name }”: opinions from { $from } to { $until }
reviews-letter-digest-action = See the figures
reviews-letter-received = Opinions received: { $n } (period before: { $before }).
reviews-letter-figure = { $indicator }: { $value } ({ $n } answers; change: { $change }).
reviews-letter-waits = Answers awaited: { $waiting }. Opinions set aside in the period: { $aside }. Alerts that nobody has read: { $unread }.
reviews-letter-topics = Topics on the rise: { $topics }.
reviews-letter-note = You receive this letter because you asked for it. To change your settings or receive nothing more: { $address }
act-alert-read = Read an alert
act-watch-end = End of the letters about a survey
act-watch-set = Choose the letters about a survey

# Webhooks
reviews-hooks-title = Webhooks
reviews-hooks-lead = A webhook tells a program of yours what happens to the survey: opinions, alerts, figures. Messages are signed, and sent again until they are taken.
reviews-hooks-caption = The webhooks of the survey
reviews-hooks-none = No webhook for now.
reviews-hook-new = New webhook
reviews-hook-create = Create the webhook
reviews-hook-url = Address
reviews-hook-url-hint = Begins with https://. Opinions are sent there with their masked comments: that program must be trusted.
reviews-hook-url-form = Give a whole address: https://example.org/opinions
reviews-hook-url-tls = Give an address in https://: without encryption, opinions could be read on their way. On your own network, whoever keeps the installation may name that machine.
reviews-hook-url-password = Take the name and the password out of the address: the signature is enough.
reviews-hook-events = Events
reviews-hook-event = Event
reviews-hook-events-none = Choose at least one event.
reviews-hook-many = The survey has ten webhooks already: remove one first.
reviews-event-opinion-created = An opinion is given
reviews-event-opinion-updated = An opinion is completed, set aside or put back
reviews-event-alert-raised = An alert is raised
reviews-event-figures-measured = The figures of the whole months are measured
reviews-hook-works = Working
reviews-hook-fails = { $n ->
    [one] One failure, tried again later
   *[other] { $n } failures in a row, tried again later
}
reviews-hook-paused = Paused since { $day }
reviews-hook-paused-text = Nothing was taken for three days, or the program answered that it wants no more (410). Nothing is sent to it any more. Mend it, then resume: what did not get through is sent again below.
reviews-hook-resume = Resume sending
reviews-hook-made = The secret is made
reviews-hook-once = Copy it now: it will never be shown again. Your program checks with it that messages come from here.
reviews-hook-former = The former secret signs too until
reviews-hook-title = Webhook to { $host }
reviews-hook-lead = What was sent, and what was answered. Deliveries are kept for thirty days.
reviews-hook-rotate-title = Change the secret
reviews-hook-rotate = Make a new secret
reviews-hook-end-title = Remove the webhook
reviews-hook-end = Remove the webhook and the list of its deliveries
reviews-hook-not-now = This delivery waits already, or the webhook is paused.
reviews-deliveries-caption = Deliveries, the newest first
reviews-deliveries-none = Nothing was sent yet.
reviews-delivery = Delivery
reviews-delivery-at = Event of (UTC)
reviews-delivery-attempts = Attempts
reviews-delivery-answer = Last answer
reviews-delivery-waiting = Waiting
reviews-delivery-delivered = Taken
reviews-delivery-gone = Erased before it was sent
reviews-delivery-given-up = Given up
reviews-delivery-next = Next attempt: { $at }
reviews-delivery-untried = Not tried yet
reviews-delivery-no-answer = No answer
reviews-delivery-tried = { $status }, on { $at }, in { $millis } ms
reviews-delivery-again = Send again
done-reviews-hook-resumed = Sending resumes.
done-reviews-hook-ended = The webhook is removed.
done-reviews-delivery-again = The message is sent again.
reviews-letter-hook-subject = The webhook to { $host } is paused
reviews-letter-hook-text = The webhook of the survey “{ $name }” to { $host } took nothing for three days, or answered that it wants no more. Nothing is sent to it until you resume it.
reviews-letter-hook-action = See the webhook
act-delivery-again = Send a message to a webhook again
act-hook-create = Make a webhook
act-hook-end = Remove a webhook
act-hook-resume = Resume a webhook
act-hook-rotate = Change the secret of a webhook
