## Menus
menu-edition = Edition
menu-editions = Editions
menu-procedures = Procedures
menu-groups = Administrations and themes
menu-indicators = Indicators
menu-data = Open data
menu-latest = Current edition

## Common words
procedure = Procedure
search = Search for a procedure
search-button = Search
same-figures = The same figures as a table
all-procedures = All procedures
n-of-total = { $n } of { $total }
of-total = of { $total }
no-grade = no grade
goal-line = Goal: 80%
interval = { $low } to { $high }
answers = { $n ->
    [one] 1 answer
   *[other] { $n } answers
}
value-millis = { $n } ms
points-same = unchanged
points-up = + { $n ->
    [one] 1 point
   *[other] { $n } points
}
points-down = − { $n ->
    [one] 1 point
   *[other] { $n } points
}
change-since = { $change } since { $month }
limit-green = Goal: { $limit }
limit-amber = Limit: { $limit }
gap = No reading

## Levels
level-green = good
level-amber = to improve
level-red = insufficient
level-blue = beyond
level-ungraded = not graded
level-too-few = too few
level-not-applicable = not applicable
level-stale = stale
level-no-data = no data
level-green-text = The raw value reaches the goal.
level-amber-text = The raw value does not reach the goal, but reaches the second limit.
level-red-text = The raw value is below the second limit.
level-blue-text = Better than the goal: the state acts unasked, or FranceConnect+.
level-ungraded-text = The value is shown, without a judgement.
level-too-few-text = Fewer answers than it takes to judge, or an unknown number of answers.
level-not-applicable-text = The question does not arise for this procedure.
level-stale-text = The last reading is too old to stand. Its value is shown with its date and does not count.
level-no-data-text = Nobody measured. This is not a zero: a zero is a value, shown and graded like any other.
flag-too-close = too close to call
flag-suspect = suspect value

## Sources and windows
source-jdma = Observatory “Vos démarches essentielles”: “Je donne mon avis” opinions, availability monitor, accessibility statements
window-12m = twelve rolling months
window-3m = three months
window-1m = one month
window-point = the state of one day
basis-wilson = Wilson interval
basis-widest = only the mean is known: this is the widest interval that the scale from 0 to 10 allows
basis-exact = computed from the number of answers of each option

## Audiences
audience-particuliers = Individuals
audience-entreprises = Businesses
audience-associations = Associations
audience-etrangers = Foreigners
audience-etudiants = Students
audience-agents = Public agents
audience-professionnels = Professionals

## Groups
dimension-ministry = Ministry
dimension-ministry-plural = Ministries
dimension-organisation = Organisation
dimension-organisation-plural = Organisations
dimension-department = Department
dimension-department-plural = Departments
dimension-audience = Audience
dimension-audience-plural = Audiences
dimension-theme = Theme
dimension-theme-plural = Themes
dimension-life-event = Life event
dimension-life-event-plural = Life events
dimension-territory = Territory
dimension-territory-plural = Territories

## Home
home-title = Do online procedures work well?
home-lead = { $n } procedures observed in { $month }: what is good, what is not, since when, and how we know.
home-figures = In short: { $month }
home-figure-satisfaction = procedures satisfy the people who use them (at least 8 out of 10)
home-figure-help-reachable = procedures where people reach the administration when they need help (at least 85%)
home-figure-availability = procedures up at least 99.9% of the time
home-figure-answers = opinions taken into account, over twelve months
home-all = See all procedures
home-changes = What changed since { $month }
home-change-grade-up = { $n ->
    [one] 1 measure went up a grade
   *[other] { $n } measures went up a grade
}
home-change-grade-down = { $n ->
    [one] 1 measure went down a grade
   *[other] { $n } measures went down a grade
}
home-change-entered = { $n ->
    [one] 1 procedure entered
   *[other] { $n } procedures entered
}
home-change-left = { $n ->
    [one] 1 procedure left
   *[other] { $n } procedures left
}
home-change-expired = { $n ->
    [one] 1 measure went stale
   *[other] { $n } measures went stale
}
home-difference = See each change
home-indicators = Indicator by indicator
home-indicators-lead = Each bar shares out the procedures that have a grade. The line marks the goal: 80% of procedures green.
home-groups = By administration, audience or theme
reached-goal = { $n } of { $total } procedures ({ $share }) reach the goal: { $goal }.
reached-none = No procedure has a grade in this edition.

## Before the first edition
empty-lead = No edition is published yet.
empty-next = To publish the first
empty-1 = Import the catalogue of procedures:
empty-2 = Import the measurements:
empty-3 = Compute the draft of an edition:
empty-4 = Review it, then publish:

## Edition
edition-title = Edition of { $month }
edition-title-view = { $title }: { $count } procedures, page { $page }
edition-description = The quality of each online procedure in { $month }: grades, values, filters and files.
edition-lead = { $n } procedures, measured in { $month }. Grades are taken on raw values, never on rounded ones.
edition-caption = Procedures of the edition of { $month }. The column titles sort the table.
edition-count = { $n } procedures of { $all }
edition-nothing = No procedure fits. Remove a filter, or search for a shorter word.
edition-published = Published on { $date } by { $by }. Nothing that is published is changed; a mistake is corrected by a dated, signed erratum.
edition-errata = { $n ->
    [one] This edition has an erratum
   *[other] This edition has { $n } errata
}
edition-files = This view as a file
edition-files-lead = The filters and order chosen apply, all pages included. Raw values, in full precision.
edition-file = { $format } file
edition-difference = What changed since the previous edition
edition-proof = Verify this edition
edition-proof-text = The SHA-256 checksum below is that of the canonical form. Whoever has the same measurements finds the same checksum.
edition-canonical = Canonical form (JSON Lines)
filters = Filter and sort
filter-search = Words of the name, the organisation or the theme
filter-any = Any
filter-all = All
filter-indicator = Indicator
filter-grade = Grade
filter-sort = Sort by
sort-name = Name
sort-best = { $indicator }, highest first
sort-worst = { $indicator }, lowest first
filter-apply = Apply
filter-clear = Clear all
pager = Pages of results
pager-previous = Previous
pager-next = Next
pager-page = Page

## Procedure
procedure-description = { $name }: satisfaction, clarity, help, accessibility, availability and speed, with their history and sources.
procedure-lead = { $n } indicators measured, edition of { $month }.
procedure-merged = This procedure was merged with another. { $reason }
procedure-split = This procedure was split. { $reason }
procedure-retired = This procedure no longer exists. { $reason }
procedure-toc = On this page
procedure-unmeasured = What nobody measured
procedure-unmeasured-lead = The absence of a measurement is neither a zero nor a good result.
procedure-life = Life of the procedure
procedure-machine = This procedure for machines (JSON)
fact-address = Address
fact-open = Open the service ({ $host })
fact-volume = Users a year
fact-entry = Why it is on the list
fact-number = Number in the source
fact-name-source = Name
fact-name-inferred = label inferred from the address, not official
fact-id = Identifier
entry-volume = more than 200,000 users a year
entry-financial-right = nation-wide permanent financial right
changed-name = New name: { $value }
changed-administration = New organisation: { $value }
changed-ministry = New ministry: { $value }
changed-address = New address: { $value }
changed-number = New number: { $value }
changed-state = { $value }
state-listed = Entered the list
state-merged = Merged with another procedure
state-split = Split
state-retired = Retired
say-value = Value: { $value }.
say-value-answers = Value: { $value }, on { $n ->
    [one] 1 answer
   *[other] { $n } answers
}.
say-value-tries = Value: { $value }, on { $n ->
    [one] 1 try of the monitor
   *[other] { $n } tries of the monitor
}.
say-too-few = { $n ->
    [one] 1 answer
   *[other] { $n } answers
}: a grade needs at least { $minimum }. Provisional value: { $value }.
say-unknown-n = The source does not give the number of answers: we cannot check that there are at least { $minimum }. Value: { $value }.
say-stale = Last value: { $value }, read in { $month }. A reading stands for { $life ->
    [one] the month it describes
   *[other] { $life } months
}: it is stale and does not count.
say-interval = With 95% confidence: { $interval } ({ $how }).
say-too-close = Too close to call: the interval crosses the limit, another sample could have given another grade.
say-suspect = This value looks like a fault of the instrument (blocked monitor, wrong address, another number of the page). A person must check it.
say-since = Grade “{ $level }” since { $month } at least.
next-title = What would turn it green
next-goal = Goal: { $goal }.
next-opinions = With as many opinions, { $n ->
    [one] 1 “medium” opinion would have to become “good”
   *[other] { $n } “medium” opinions would have to become “good”
}.
next-answers = Of as many answers, { $n } more would have to be positive.
next-millis = At least { $gap } must be gained.
next-items = { $n ->
    [one] 1 item less must be asked
   *[other] { $n } items less must be asked
}.
next-gap = The value falls short by { $gap }.
history-title = { $indicator }: evolution
history-desc = From { $from } to { $to } the value goes from { $first } to { $last }. Points that are not joined are not comparable.
breaks = The curve is cut where values are not comparable:
break-method = The way of measuring changed.
break-number = The number under which measurements arrive changed.
break-address = The address of the procedure changed.
evidence = Where this measurement comes from
evidence-as-of = Describes
evidence-window = Period
evidence-source = Source
evidence-collected = Collected on
evidence-method = Method
evidence-method-text = version { $version }. { $how }
evidence-revision = Revision
evidence-page = All about the indicator “{ $indicator }”
badge-lead = Badge to show on your site:
badge-alt = Badge: { $indicator }
badge-desc = { $procedure }. { $indicator }: { $value }, { $level }. Edition of { $month }.

## Columns
column-month = Month
column-value = Value
column-n = Answers or tries
column-interval = 95% interval
column-method = Method
column-name = Name
column-procedure = Identifier
column-organisation = Organisation
column-ministry = Ministry
column-audience = Audience
column-theme = Theme
column-address = Address
column-grade = grade
column-low = lower end
column-high = upper end
column-too-close = too close to call
column-suspect = suspect value
column-as-of = state on
column-source = source
export-checksum = SHA-256 checksum of the edition: { $checksum }
export-levels = Grades: green, amber, red, blue (beyond the goal), ungraded, too_few (too few answers), not_applicable, stale, no_data.
export-raw = Raw values, in the unit of the indicator; an empty cell means “not known”, never zero.

## Groups
groups-title = By administration, audience or theme
groups-lead = Share of procedures that reach the goal, edition of { $month }. Procedures without a grade do not count.
groups-caption = { $title }: share of procedures that reach each goal
group-title = { $name } – { $kind }
group-title-with = { $title }, with { $other }
group-description = { $name }: share of procedures that reach each goal in { $month }, against all procedures.
group-lead = { $n ->
    [one] 1 procedure
   *[other] { $n } procedures
}, edition of { $month }.
group-shares = Share of procedures that reach the goal
group-picture = { $name }: share of procedures that reach each goal
group-picture-desc = For each indicator, the share of this group and that of all procedures, from 0 to 100%. The values are in the table.
group-here = This group
group-change = Change
group-compare = Compare with
group-compare-none = No other group
group-compare-button = Compare
group-caption = Procedures: { $name }
group-more = The first 50 of { $n }.
group-all = See all its procedures
group-filter = Sort and filter these procedures

## Indicators
indicators-title = Indicators
method-indicators = Each indicator
indicators-lead = What the observatory looks at, with which question, which goal and which method.
indicators-others = Without a grade in this edition
indicator-goal = Goal
indicator-limits = Limits
limits-higher = good from { $green }, to improve from { $amber }, insufficient below
limits-lower = good under { $green }, to improve under { $amber }, insufficient beyond
limits-none = none: the value is shown without a judgement
indicator-minimum = Answers needed
indicator-minimum-text = at least { $n } over twelve months, else “too few”
indicator-life = Life of a reading
indicator-life-text = { $n ->
    [one] the month it describes
   *[other] { $n } months
}, then “stale”
indicator-interval = Uncertainty
indicator-interval-mark = 95% interval: exact when the number of answers of each option is known, else the widest that the scale allows (variance at most m × (10 − m))
indicator-interval-share = 95% Wilson interval, when the number of answers or tries is known
indicator-interval-none = no interval: this is not a sample
indicator-choices = Possible answers
indicator-levels = Where procedures stand
indicator-level = { $level }: { $n }
indicator-median = Median of the graded values: { $median }.
indicator-rounding = If values were rounded before the comparison, { $promoted } procedures would turn green wrongly: { $n } instead of { $right }.
indicator-distribution = Distribution of values
distribution-title = { $indicator }: number of procedures by value
distribution-desc = Distribution of { $n } procedures. The counts are in the table.
bin = from { $from } to under { $to }
bin-last = from { $from } to { $to }
indicator-evolution = From edition to edition
evolution-title = { $indicator }: share of each grade, by edition
evolution-desc = { $n } editions, from the oldest to the latest. The counts are in the table.
evolution-share = Green (%)
indicator-methods = Versions of the method
indicator-method = Version { $version }, since { $since }.

## Editions
archive-title = All editions
archive-lead = Every published edition stays online as it was published.
archive-empty = No edition is published yet.
archive-caption = Published editions
archive-satisfaction = Satisfaction reached
archive-published = Published on
archive-changes = Changes
archive-difference = See the changes
archive-proof = Proof
archive-compare = Compare two editions
archive-with = With the edition
difference-title = What changed from { $before } to { $after }
difference-crumb = Changes
difference-lead = { $n ->
    [one] 1 change
   *[other] { $n } changes
} in all, procedure by procedure and indicator by indicator.
difference-before = Before
difference-after = After
difference-show = Show the { $n } rows
difference-method = the method changed: do not compare
difference-entered = Procedures that entered ({ $n })
difference-entered-text = They were not in the edition compared.
difference-left = Procedures that left ({ $n })
difference-left-text = They are no longer in the list.
difference-grade-up = Grade up ({ $n })
difference-grade-up-text = The measure crossed a limit the right way.
difference-grade-down = Grade down ({ $n })
difference-grade-down-text = The measure crossed a limit the wrong way.
difference-moved = Value moved, same grade ({ $n })
difference-moved-text = The value moved without crossing a limit.
difference-expired = Evidence expired ({ $n })
difference-expired-text = The last reading became too old: the measure has no grade any more.
difference-gained = Grade gained ({ $n })
difference-gained-text = There was no grade, now there is one.
difference-lost = Grade lost ({ $n })
difference-lost-text = There was a grade, now there is none (too few answers, for instance).

## Errata
errata-title = Errata
errata-lead = Corrections to published editions: dated, signed, chained. The edition itself stays as it is.
errata-none = No erratum so far.
erratum-number = Erratum no. { $n }
erratum-signed = Signed: { $author }
feed-edition = { $n } procedures. SHA-256 checksum: { $checksum }
feed-erratum = Erratum no. { $n } to the edition { $edition }

## Method
method-title = Method
method-lead = How figures are made, and what they do not say.
method-levels = Grades, and the five ways of having none
method-grades = How a grade is taken
method-grades-1 = The raw value is compared with the limits of the indicator, without any rounding. An availability of 99.851% does not reach 99.9%, even if it reads “99.9” with one decimal; on screen we keep enough decimals for the number shown not to contradict the grade.
method-grades-2 = Indicators that rest on opinions have a grade from 100 answers over twelve months only (rule of the national observatory). The monitor and human readings have no minimum.
method-grades-3 = A reading stands for the life of the indicator. Beyond it, it is stale: shown with its date, without a grade.
method-uncertainty = What we are not sure of
method-uncertainty-1 = Opinions are no census: each share and each mark comes with a 95% interval.
method-uncertainty-2 = For a share (help reachable, availability), it is Wilson's interval.
method-uncertainty-3 = For a mark from 0 to 10 of which only the mean m and the number of answers n are known, it is the widest interval that the scale allows: the variance never exceeds m × (10 − m). It is cautious, and we say so. When the answers of each option are known, it is exact.
method-uncertainty-4 = “Too close to call” means that the interval crosses a limit. Opinions come only from those who finished: those who gave up are missing.
method-series = Why curves are cut
method-series-1 = Two values are comparable only when they are measured the same way. The curve is cut, with the reason, where the method, the address or the number changed: clarity went from three to five options in 2024, and the fall from 80% to 43% of green marks is no loss of quality.
method-series-2 = A time without a reading is a fact: it is hatched, and the last good value is not carried over.
method-suspect = Suspect values
method-suspect-1 = An availability under 50% two months in a row, while opinions go on coming, looks like a blocked monitor; an accessibility rate under 10% is probably another number of the page. Such values are flagged for a person to check; they are neither hidden nor silently mended.
method-groups = Group scores
method-groups-1 = Score of a group = 100 × procedures that reach the goal / procedures that have a grade, rounded once. Procedures without a grade, and those that cannot be done online at all, do not count. The goal line is at 80%.
method-groups-2 = The change between two editions is computed on unrounded shares, then rounded once.
method-editions = The life of an edition
method-editions-1 = Draft, difference against the previous one, review, publication: a published edition is frozen in one transaction, with a SHA-256 checksum. The database itself refuses any change.
method-editions-2 = Every published figure can be computed again from the rows behind it, with the command “parvis recompute”.
method-editions-3 = A mistake is corrected by an erratum: a new entry, dated, signed and chained to those before.

## Data
data-title = Open data
data-lead = Everything that is shown can be downloaded, verified and used again.
data-editions = One file an edition, in four formats, and the canonical form whose SHA-256 checksum is given below.
data-machines = For machines
data-dcat = Catalogue of the data sets (DCAT, JSON-LD)
data-cpsv = List of the procedures (CPSV-AP, JSON-LD)
data-feed = Atom feed of editions and errata
data-licence = Reuse
data-licence-text = The data shown come from public sources, named beside each measurement. Name the source and the date of the edition.
interface-title = Programming interface
interface-lead = Free to read, without a key, in JSON. This page is made from the OpenAPI document itself.
interface-errors = Errors follow RFC 9457 (application/problem+json). An answer that can no longer change is kept for a year; the others carry an ETag.
interface-document = OpenAPI 3.1 document
interface-parameters = Parameters of { $path }
interface-place = Place
interface-meaning = Meaning
interface-required = required

## Accessibility of the site
accessibility-title = Accessibility: not compliant
accessibility-lead = Accessibility statement of this site.
accessibility-engages = { $publisher } undertakes to make this site accessible, under article 47 of the French law no. 2005-102 of 11 February 2005.
accessibility-state = State of compliance
accessibility-state-text = This site is not compliant with the general reference for better accessibility (RGAA), version 4.1: no person has audited it yet, and without an audit the law knows no other wording. What follows says what is checked.
accessibility-checked = What is checked with each version
accessibility-checked-1 = An automatic engine (axe-core) goes over each kind of page, in French and in English, at 1280 and at 320 pixels, and finds no fault.
accessibility-checked-2 = The keyboard alone reaches each link and each field, in order, with a visible outline.
accessibility-checked-3 = No page scrolls sideways at 320 pixels, and everything works without JavaScript: the site has none.
accessibility-checked-4 = Each picture has a title, a description and, beside it, a table of the same figures.
accessibility-fails = What is missing or fails
accessibility-fails-1 = An automatic engine sees a small part of all faults; no test with a screen reader, a magnifier or voice control has been made.
accessibility-fails-2 = There is no easy-to-read version, nor one in sign language.
accessibility-fails-3 = In English, the names of procedures and administrations stay in French; the description of the programming interface is in English in both languages.
accessibility-contact = Report a fault
accessibility-contact-text = If something keeps you from reading a page, write to
accessibility-rights = If you get no answer, you can turn to the French Defender of Rights: defenseurdesdroits.fr, +33 9 69 39 00 00, or Défenseur des droits, Libre réponse 71120, 75342 Paris CEDEX 07.

## Legal notice
legal-title = Legal notice and personal data
legal-lead = Who publishes this site, and what it does with your data.
legal-publisher = Publisher
legal-demo = This installation is a demonstration: it shows the open data shipped with Parvis and binds no administration. The names of procedures are labels inferred from their addresses.
legal-contact = Contact:
legal-no-contact = The administration that publishes this site has not given a contact yet (setting “contact”).
legal-privacy = Your data
legal-privacy-text = The public pages set no cookie, record neither your address nor what you search for, and call no other site.
legal-software = The Parvis software is free, under the Apache 2.0 licence.
map-title = Site map
map-pages = Pages

## Refusals
refused-not-utf8 = The address holds unreadable characters (it is not UTF-8). Copy it again, or start from one of the pages below.
refused-too-many = The address holds too many parameters.
refused-parameter = The parameter “{ $name }” is not known. Possible parameters: { $known }.
refused-value = The value “{ $value }” is not possible for “{ $name }”.
refused-too-long = The parameter “{ $name }” is too long or repeated too often.
refused-page = There is no page { $page }: the last is page { $last }.

review-editions = Editions
review-edition = Edition { $name }
review-name = Name
review-name-hint = The month by default. Letters, digits and dashes.
review-name-form = Small letters, digits and dashes, 40 characters at most.
review-month = Month
review-month-hint = For example: 2026-08.
review-month-form = Write the month as 2026-08.
review-procedures = Procedures
review-state = State
review-none = No edition.
review-draft = Draft
review-published-on = Published on { $day }
review-new-draft = Prepare a draft
review-make-draft = Compute the draft
review-known-at = Computed on what was known on
review-checksum = Checksum (SHA-256)
review-signatures = Read and signed by
review-differences = Differences with the previous edition
review-differences-of = Differences of the edition { $name }
review-differences-caption = { $n ->
    [one] One difference
   *[other] { $n } differences
}
review-differences-none = No difference.
review-against = Against the edition { $name }.
review-first = There is no edition before this one.
review-public-page = The public page
review-waits = Not ready for publication
review-second-person = Somebody other than you has to read this draft and sign it first.
review-open-comment = A comment waits for an answer: deal with it and close it first.
review-suspects-title = Values that look like a fault of the instrument
review-suspects = { $n ->
    [one] One value to look at before publishing
   *[other] { $n } values to look at before publishing
}
review-suspects-none = None.
review-suspect = To be checked
review-procedure = Procedure
review-indicator = Indicator
review-change = Change
review-before = Before
review-after = After
review-comments = Comments
review-comments-none = No comment.
review-comment = Comment
review-cell = Cell
review-open = Open
review-settled = Dealt with
review-settle = Close: it is dealt with
review-settled-already = This comment is closed already.
review-text-long = 2,000 characters at most.
review-cells = Measurements of this line
review-cells-none = No measurement.
review-value = Value
review-level = Level
review-n = n
review-source = Source
review-as-of = Measured as of
review-remark = Remark
review-whole-line = The whole line
review-say = Add the comment
review-say-title = Comment
review-sign = I have read this draft and sign it
review-sign-title = Review
review-publish = Publish for good
review-publish-title = Publication
review-signature = Signature
review-signature-hint = What readers will see: the name of the service. The journal keeps who published.
review-erratum = Publish the erratum
review-erratum-title = Correct with an erratum
review-erratum-procedure = Procedure concerned (short name)
review-erratum-procedure-hint = The end of its page's address, for example: jdma-44.
review-text-fr = Text in French
review-text-en = Text in English
review-published = This edition is published: it does not change any more. Publish an erratum.
review-not-published = This edition is not published yet.
review-outdated = Measurements or the catalogue have changed since this draft: compute it again and read the differences.
review-nothing = No measurement is known for this month.
review-no-procedure = This procedure is not in the edition.
review-no-indicator = There is no such indicator.
done-drafted = The draft is computed.
done-signed = You have signed this draft.
done-published = The edition is published.
done-erratum = The erratum is published.
done-commented = The comment is added.
done-settled = The comment is closed.
review-change-entered = Entered
review-change-left = Left
review-change-grade-up = Level up
review-change-grade-down = Level down
review-change-moved = Value moved
review-change-expired = Measurement expired
review-change-gained = Level gained
review-change-lost = Level lost

act-edition-comment = Comment on an edition
act-edition-draft = Compute a draft edition
act-edition-erratum = Publish an erratum
act-edition-publish = Publish an edition
act-edition-settle = Settle a comment
act-edition-sign = Sign an edition
