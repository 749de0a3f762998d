
## Help
cli = Observe the quality of online procedures.
cli-more =
    To begin, with the open data shipped:
      parvis serve --demo
    Each command explains its options: parvis import --help
cli-serve = Serves the site. Makes the database, or brings it up to date.
cli-serve-more =
    Example:
      parvis serve --listen 127.0.0.1:8080 --data-dir /srv/parvis
cli-import = Imports a CSV file: all of it, or nothing.
cli-import-procedures = Imports the catalogue of procedures.
cli-import-procedures-more =
    The first line of the file names its columns; procedure_id and name are required.
    Example, with a column of another name, recording nothing:
      parvis import procedures procedures.csv --map title=name --dry-run
cli-import-measurements = Imports measurements into the ledger.
cli-import-measurements-more =
    Required columns: procedure_id, month, indicator, window, value. Optional: n, source, collected_at,
    counts, method, reason. A value that differs from a known measurement corrects it without erasing it.
    Example:
      parvis import measurements measures.csv --source jdma
cli-edition = Prepares, compares and publishes editions.
cli-edition-draft = Computes the draft of an edition.
cli-edition-draft-more =
    Example:
      parvis edition draft 2026-08
cli-edition-diff = Shows what changes against the previous edition, or another.
cli-edition-diff-more =
    One line a change, fields separated by tabs.
    Example:
      parvis edition diff 2026-08 --against 2025-09
cli-edition-publish = Publishes a draft. Nothing can change it any more.
cli-edition-publish-more =
    Example:
      parvis edition publish 2026-08 --by "Quality mission"
cli-edition-list = Lists drafts and published editions.
cli-edition-list-more =
    Example:
      parvis edition list
cli-edition-erratum = Publishes a correction to a published edition, dated and signed.
cli-edition-erratum-more =
    Example:
      parvis edition erratum 2026-08 --by "Quality mission" --procedure jdma-44 --indicator availability \
        --fr "La sonde était bloquée." --en "The monitor was blocked."
cli-recompute = Computes every figure of an edition again and says whether they are identical.
cli-recompute-more =
    Example:
      parvis recompute 2026-08
cli-procedure = Reads and changes the catalogue; each change is dated.
cli-procedure-list = Lists the procedures.
cli-procedure-list-more =
    Example:
      parvis procedure list
cli-procedure-show = Shows everything recorded of a procedure.
cli-procedure-show-more =
    Example:
      parvis procedure show jdma-44
cli-procedure-set = Gives a new value: name, address, administration, ministry, volume…
cli-procedure-set-more =
    Example:
      parvis procedure set jdma-44 name "Compte ameli" --on 2026-09-01
cli-procedure-renumber = Gives a new number.
cli-procedure-renumber-more =
    Example:
      parvis procedure renumber jdma-44 jdma-5001 --on 2026-09-01
cli-procedure-merge = Merges a procedure into another.
cli-procedure-merge-more =
    Example:
      parvis procedure merge jdma-45 --into jdma-44 --reason "One procedure from now on"
cli-procedure-split = Splits a procedure between several others.
cli-procedure-split-more =
    Example:
      parvis procedure split jdma-44 --into jdma-45 --into jdma-46 --reason "Two separate journeys"
cli-procedure-retire = Takes a procedure off the list; its history stays.
cli-procedure-retire-more =
    Example:
      parvis procedure retire jdma-44 --reason "Right abolished"
cli-config = Checks the configuration.
cli-config-check = Says what each setting amounts to and what is missing.
cli-config-check-more =
    Example:
      parvis config check --config /etc/parvis/parvis.toml
cli-doctor = Examines the installation and says what to do; changes nothing.
cli-doctor-more =
    Example:
      parvis doctor
cli-openapi = Writes the OpenAPI document of the interface.
cli-openapi-more =
    Example:
      parvis openapi > openapi.json

cli-usage = Usage:
cli-commands = Commands
cli-options = Options
cli-arguments = Arguments
cli-arg-help = Explains this command
cli-arg-version = Says the version
cli-arg-config = Configuration file
cli-arg-data-dir = Folder of the database and the files
cli-arg-database-url = Database: sqlite:FILE or postgres://…
cli-arg-lang = Language of the messages
cli-arg-demo = Loads the shipped data when the database is empty
cli-arg-listen = Address and port to listen on
cli-arg-file = CSV file
cli-arg-dry-run = Says what would be done, records nothing
cli-arg-map = Renames a column of the file: old=new; may be repeated
cli-arg-valid-from = Day from which the values hold (today by default)
cli-arg-source = Short name of the source, for rows that give none
cli-arg-collected-until = Last day on which the readings of the file were taken (today by default)
cli-arg-edition = Name of the edition, 2026-08 for instance
cli-arg-month = Month that the edition describes, when its name does not say it
cli-arg-against = Another edition to compare
cli-arg-by = Who publishes and signs
cli-arg-fr = Text in French
cli-arg-en = Text in English
cli-arg-procedure = Identifier of the procedure
cli-arg-indicator = Indicator concerned
cli-arg-field = Field to change
cli-arg-value = New value
cli-arg-number = New number
cli-arg-into = Identifier of the procedure that takes over
cli-arg-reason = Reason, shown to the public
cli-arg-on = Day from which it holds (today by default)

## Results
serve-ready = Parvis is ready: { $address }  (Ctrl+C to stop)
demo-procedures = Loading the procedures…
demo-measures = Loading the measurements…
demo-editions = Computing and publishing the editions…
import-rows = rows
import-procedures = { $new } new procedures, { $changed } changed, { $unchanged } unchanged (values hold from { $since }).
import-procedures-dry = Nothing is recorded. The file would bring { $new } new procedures, { $changed } changed, { $unchanged } unchanged (values hold from { $since }).
import-measurements = { $new } new measurements, { $corrected } corrected, { $unchanged } unchanged, { $gaps } times without a reading noted.
import-measurements-dry = Nothing is recorded. The file would bring { $new } new measurements, { $corrected } corrected, { $unchanged } unchanged, { $gaps } times without a reading.
edition-drafted =
    Draft { $slug }: { $n } procedures, checksum { $checksum }.
    Review the difference (parvis edition diff { $slug }), then publish (parvis edition publish { $slug } --by NAME).
edition-suspects = { $n ->
    [one] 1 value looks like a fault of the instrument; check it before publishing:
   *[other] { $n } values look like a fault of the instrument; check them before publishing:
}
edition-diffed = From { $before } to { $after }: { $n } changes ({ $counts }).
edition-published-now = Edition { $slug } is published, checksum { $checksum }.
edition-none = No edition. Compute a draft: parvis edition draft 2026-08
edition-state-published = published at { $at } by { $by }
edition-state-draft = draft
erratum-published = Erratum no. { $n } to the edition { $slug } published, checksum { $digest }.
recompute-same = Edition { $slug }: { $n } procedures computed again, figures identical, checksum { $checksum }.
recompute-line = { $procedure } differs
recompute-differs =
    Edition { $slug }: { $n } procedures differ.
      published checksum { $checksum }
      lines kept         { $stored }
      computed again     { $computed }
    Change nothing; compare with a backup, and publish an erratum if a figure was wrong.
procedure-recorded = Recorded for { $slug }, from { $since }.
check-none = (none)
check-ok = The configuration can be read.
check-advice-publisher = Advice: give the name of your administration (publisher), it stands at the foot of each page.
check-advice-contact = Advice: give a contact (contact), the accessibility statement needs one.
check-advice-base-url = Advice: give the public address of the site (base_url), feeds and files need it.
check-advice-assets = The style sheet of this theme is missing from this program: run “make assets”, then build again.
doctor-assets = style sheet of the { $theme } theme (else: make assets, then build again)
doctor-no-database = database { $url }: it does not exist yet; “parvis serve” makes it
doctor-database = database { $engine }, { $url }
doctor-migrations = { $n ->
    [0] the database is up to date
    [one] 1 update of the database is waiting; “parvis serve” applies it
   *[other] { $n } updates of the database are waiting; “parvis serve” applies them
}
doctor-procedures = { $n ->
    [0] no procedure: parvis import procedures FILE
   *[other] { $n } procedures in the catalogue
}
doctor-editions = { $n ->
    [0] no published edition: parvis edition draft 2026-08
    [one] 1 published edition
   *[other] { $n } published editions
}
doctor-edition-same = edition { $slug }: figures computed again, identical
doctor-edition-differs = edition { $slug }: figures differ (parvis recompute { $slug } says which)

## Failures
fail-setting = Setting { $name } = “{ $value }”: expected { $expected }.
fail-argument = “{ $value }”: expected { $expected }.
fail-config = The configuration file { $path } is not understood: { $detail }
fail-file = The file { $path } cannot be opened: { $detail }
fail-import = { $path }: { $n ->
    [one] 1 problem
   *[other] { $n } problems
}, nothing is recorded.
fail-import-more = … and { $n } others.
fail-listen = Cannot listen on { $address }: { $detail }. Choose another port with --listen 127.0.0.1:PORT.
fail-db = Database: { $detail }
fail-other = { $detail }
fail-demo-public = --demo shows demonstration data: it listens on this machine only (127.0.0.1 or [::1]).
fail-no-state-theme = This program was built without the state's design system: see assets/README.md, then “make assets” and build again, or choose theme = "neutral".
fail-no-procedure = No procedure is called “{ $slug }”. Look for it: parvis procedure list
fail-ended = “{ $slug }”: { $state } since { $since }. Nothing more can be recorded about it.
fail-itself = A procedure cannot take over from itself.
fail-number-taken = The number { $number } belongs to { $holder } on that day. Change that one's number first, or the date.
fail-no-edition = There is no edition “{ $slug }”. See: parvis edition list
fail-published = Edition { $slug } is published: it no longer changes. Publish an erratum: parvis edition erratum { $slug } --help
fail-not-published = Edition { $slug } is a draft: publish it first.
fail-draft-outdated = Measurements or the catalogue changed since the draft { $slug }. Compute it again (parvis edition draft { $slug }), review the difference, then publish.
fail-nothing = No procedure has a measurement up to { $month }. Import measurements first: parvis import measurements FILE
fail-no-indicator = There is no indicator “{ $slug }”.
fail-empty = The signature and the texts must not be empty.
fail-form-listen = an address and a port, 127.0.0.1:8080 for instance
fail-form-base-url = an address that begins with https:// or http://
fail-form-theme = neutral or state
fail-form-log-format = text or json
fail-form-map = old=new
fail-form-month = a month YYYY-MM
fail-form-slug = a short name in lower-case letters, digits and hyphens
fail-form-field = name, address, administration, ministry, department, audience, theme, life_event, territory, volume or financial_right

cli-user = Keeps the agents' accounts from the console.
cli-user-list = Lists the accounts.
cli-user-list-more =
    Example:
      parvis user list
cli-user-invite = Invites an agent; the link is printed here too.
cli-user-invite-more =
    Example:
      parvis user invite firstname.lastname@example.fr --name "Firstname Lastname"
cli-user-suspend = Suspends an account: its sessions end at once.
cli-user-suspend-more =
    Example:
      parvis user suspend firstname.lastname@example.fr --reason "Left"
cli-user-resume = Lets a suspended account in again.
cli-user-resume-more =
    Example:
      parvis user resume firstname.lastname@example.fr
cli-user-reset = Sends a link for a new password; it is printed here too.
cli-user-reset-more =
    Example, when the telephone is lost too:
      parvis user reset firstname.lastname@example.fr --second-factor
cli-journal = Checks and exports the journal of acts.
cli-journal-verify = Walks the chain and names the first bad entry.
cli-journal-verify-more =
    Example, comparing with an export kept elsewhere:
      parvis journal verify --against journal-2026-10.jsonl
cli-journal-export = Writes the whole journal, as JSON Lines, with checkpoints.
cli-journal-export-more =
    Example:
      parvis journal export > journal-2026-11.jsonl
cli-worker = Does background work (letters, jobs), beside “parvis serve” or on another machine.
cli-worker-more =
    Example:
      parvis worker --database-url postgres://parvis@db.example/parvis
cli-arg-email = The account's e-mail address.
cli-arg-name = First and last name.
cli-arg-space = Space to invite into (its short name); the first one by default.
cli-arg-second-factor = Takes the second factor away too: the person will choose another.
user-invited = Invitation made, good for 72 hours, once: { $link }
user-suspended = Account suspended: { $email }
user-resumed = Account active again: { $email }
user-reset = Link for a new password, good for an hour, once: { $link }
journal-reading = { $n } entries read
journal-whole = The journal is whole: { $n } entries. Last hash: { $hash }
journal-broken = The journal is broken: entry { $seq }, { $fault }
journal-fault-missing = it is missing.
journal-fault-altered = it, or the one before, is not what was written.
journal-fault-cut = the journal was cut from there on.
journal-fault-beyond = it lies beyond the end that the journal knows.
journal-fault-rewritten = it differs from the checkpoint kept elsewhere.
worker-ready = At work. Ctrl+C to stop.
serve-setup = Nobody has an account yet. Open this address to create the first administrator (good for 24 hours, once): { $address }
serve-demo-accounts = To sign in: { $address } with the password “{ $password }” and one of these addresses (the code is shown at the next step):
fail-key-open = The key's file, { $path }, can be read by others: run “chmod 600” on it.
fail-key-form = The file { $path } holds no key (64 hexadecimal digits). Restore it from the backup: without it, second factors have to be set up again.
fail-form-network = a network such as 10.0.0.0/8, or an address
fail-form-provider-name = a name of its own, different from those of the other providers
fail-form-provider-issuer = an address that begins with https://
fail-form-provider-acr = one level at least, since acr_required asks for one
fail-form-smtp = an address smtps://, smtp+starttls:// or smtp:// (in the file or in PARVIS_SMTP_URL)
fail-field = { $field }: { $message }
fail-no-account = No account, or no space, of that name. “parvis user list” gives the accounts.
check-advice-mail = Advice: no mail server is set (section [mail]); invitations will not leave.

act-procedure-renumber = Renumber a procedure
act-measure-import = Import measurements
check-advice-scanner = Advice: no antivirus is set (files.scanner); uploaded files are served without being scanned.
doctor-files = store of files { $place }: it answers
doctor-files-lost = store of files { $place }: { $detail } (check the section [files], the permissions of the folder or those of the bucket's key)
doctor-scanner = antivirus { $scanner }: it answers
doctor-scanner-lost = antivirus { $scanner }: { $detail } (check that clamd runs and that files.scanner is its address; until then no new file is served)
fail-form-files-place = a folder, or a section [files.s3], but not both
fail-form-files-size = a whole number of megabytes, from 1 to 10
fail-form-files-scanner = the address of ClamAV: tcp://HOST:3310 or unix:/run/clamav/clamd.ctl
fail-form-files-endpoint = an address that begins with https:// (or http:// on your own network)
fail-form-files-path-style = true: the name of the bucket cannot be put before the address of a machine
fail-form-files-bucket = the name of a bucket that exists
fail-form-files-key = the identifier of the bucket's key (in the file or in PARVIS_S3_KEY)
fail-form-files-secret = the file of the key's secret, or PARVIS_S3_SECRET

cli-reviews = Checks, rebuilds and measures the opinions.
cli-reviews-verify = Compares each counter with the opinions that are kept, and names those that differ.
cli-reviews-verify-more =
    Example:
      parvis reviews verify
cli-reviews-rebuild = Makes the counters anew from the opinions that are kept.
cli-reviews-rebuild-more =
    Example:
      parvis reviews rebuild
cli-reviews-measure = Writes to the ledger what the opinions say, up to the last whole month.
cli-reviews-measure-more =
    Example:
      parvis reviews measure
cli-reviews-generate = Fills an empty database with opinions that nobody gave, to measure with: the same for the same seed.
cli-reviews-generate-more =
    Example:
      parvis reviews generate --opinions 1000000 --database-url sqlite:essai.db
cli-arg-opinions = Opinions written in all
cli-arg-services = Services; the first gets 15 % of the opinions
cli-arg-months = Whole months before this one, at most 36
cli-arg-seed = Seed: the same gives the same opinions
reviews-generated = { $n } opinions written, that nobody gave.
cli-reviews-opendata = Writes the open data of a year: CSV, Parquet, dictionary, licence.
cli-reviews-opendata-more =
    Nothing is told of fewer than ten people. The year must be over.
    Example:
      parvis reviews opendata 2025 --out data
cli-reviews-import = Takes in the opinions exported from the service before, all or none, each once.
cli-reviews-import-more =
    Required columns: id, date, satisfaction. Optional: form, link, clarity, help, reached_* and quality_* (counter,
    phone, email, chat), other, comment. French labels are recognised; comments are masked.
    Example:
      parvis reviews import export.csv --form 01980000-0000-7000-8000-000000000000 --map "Identifiant=id" --dry-run
reviews-verified = { $n } opinions counted again: all counters say the same.
reviews-differ = { $n } opinions counted again: { $different } counters say otherwise. “parvis reviews rebuild” makes them anew.
reviews-difference = { $counter }: { $counted } on the counter, { $recounted } opinions
reviews-rebuilt = Counters made anew from { $n } opinions.
reviews-measured = { $n } measurements written.

cli-arg-form = Identifier of the survey, as in the address of its page
cli-arg-label = Teaches a label of the file: label=option; may be repeated
cli-arg-expected = CSV file (indicator, value) of the scores that the service before gave, to be compared
cli-arg-tolerance = Difference tolerated, on a mark from 0 to 10
reviews-imported = { $new } opinions taken in, { $known } here already; from { $from } to { $until }.
reviews-import-dry = { $new } opinions would be taken in, { $known } are here already; from { $from } to { $until }. Nothing was written.
reviews-import-score = { $indicator }: { $value } on { $n } answers
reviews-import-same = { $indicator }: { $value } on { $n } answers; the service before gave { $given }: the same
reviews-import-other = { $indicator }: { $value } on { $n } answers; the service before gave { $given }: NOT THE SAME
fail-form-survey = expected: the identifier of a survey, such as 01980000-0000-7000-8000-000000000000
fail-form-number = a number
cli-arg-year = Year, which is over
cli-arg-out = Folder to write the files to (this one by default)
reviews-opendata = { $name }: { $n } lines
fail-form-year-over = expected: a year that is over, such as 2025

# Alerts
cli-reviews-alerts = Looks for alerts and sends the letters that are due, as each night and each hour does.
cli-reviews-alerts-more =
    Run again for the same day, it raises none twice.
    Example:
      parvis reviews alerts --until 2026-11-22
cli-arg-until = Last day looked at (yesterday unless said)
reviews-alerts-looked = { $n } new alerts, { $letters } letters to send.

# parvis probe
cli-probe = Reads pages as a machine can, and says what to mend or to look at.
cli-probe-more =
    Without a database or a server. A machine proves failures; it never says that a criterion is met.
    Examples:
      parvis probe www.example.org/service
      parvis probe --pages 20 --contact probe@example.org www.example.org/service
      parvis probe --format html www.exemple.fr > report.html
      parvis probe --format json --budget budget.toml https://www.example.org/
cli-arg-url = Address of a page; several in a row
cli-arg-fail-under = Fails if, at best, less than this percentage of the criteria of RGAA can be met
cli-arg-format = Form of the report: text, json, html (a file to open) or sarif
cli-arg-budget = TOML file of what is tolerated: failed, to_review, first_byte_ms, total_ms, wire_kb, fail_under
cli-arg-allow-private = Allows addresses of the private network and of this machine
cli-arg-browser = Requires a browser: without Chromium, the command fails
cli-arg-no-browser = Does not open the pages in a browser: HTTP and their source only
cli-arg-timeout = Seconds given to each page
fail-url = an address such as https://www.example.org/service
cli-arg-pages = Pages read by following the procedure's links, within the same site (1: that one alone)
cli-arg-links = Links that are checked to lead somewhere (0: none)
cli-arg-contact = E-mail or web address of whoever runs the probe, told to the sites visited
probe-step-page = Page { $nth } of { $most } at most: { $url }
probe-step-links = { $n ->
    [one] Checking a link
   *[other] Checking { $n } links
  }
fail-contact = an e-mail or web address, such as probe@example.org
cli-arg-only = Does the jobs of one module alone: accounts, procedures, reviews or probes
fail-module = a module that has jobs: accounts, procedures, reviews or probes

# Watching and limits
serve-metrics = Metrics for whoever watches: { $address }
fail-form-drain = a number of seconds, from 0 to 300
fail-form-limits = from 1 to 10,000 requests at a time for each class
fail-form-connections = more connections than public + desk + transfer + 3, and 1000 at most: some are always left for opinions
gate-busy = Too many people at this moment
gate-not-taken = What was sent did not arrive
gate-again = Send again
gate-full = Many people are using this service at the same time. Try again in some ten seconds.
gate-late = Many people are using this service at the same time. Try again in some ten seconds.
gate-slow = The answer took too long. Try again in some ten seconds.
gate-large = What was sent is larger than what this page takes.
gate-body = The sending broke off or took too long.
gate-kept = Your answer is still here and nothing is lost: press the button to send it again. Sent twice, it counts once.
gate-back = Nothing was recorded. Go back to the page before: what you wrote is still there, and you can send it again.
gate-look-first = It may have been done: look first whether it was, and if not, go back to the page before and start again.
# Backups
cli-backup = Saves everything in one archive, while the service runs: database, files, and the key when asked for.
cli-backup-more =
    In a folder, the archive bears its date; --keep leaves the newest ones only.
    Examples:
      parvis backup /srv/backups --recipient age1… --keep 14
      parvis backup verify /srv/backups/parvis-2026-11-22T010000Z.tar.zst.age --identity key.txt
cli-backup-verify = Restores an archive into a scratch database and checks everything there that can be checked.
cli-backup-verify-more =
    Nothing of the installation is touched. The command fails when anything differs.
    Example:
      parvis backup verify parvis-2026-11-22T010000Z.tar.zst
cli-restore = Puts an archive back: all of it, or nothing.
cli-restore-more =
    Stop “parvis serve” and “parvis worker” first. The database and the files aimed at must be empty, unless
    --replace is given; the former database then stays under another name.
    Example:
      parvis restore parvis-2026-11-22T010000Z.tar.zst.age --identity key.txt --data-dir /srv/parvis
cli-arg-archive-to = Folder, or file to make ([backup] folder by default)
cli-arg-recipient = Recipient of age to encrypt for, besides [backup] recipients; several are possible
cli-arg-with-key = Adds the installation's key, parvis.key; the archive must be encrypted
cli-arg-keep = Leaves only this number of archives in the folder, the newest ones
cli-arg-archive = Archive that “parvis backup” made
cli-arg-identity = File of the age identity, for an encrypted archive
cli-arg-scratch = Scratch database, empty; by default, one that is made, then removed
cli-arg-database-into = Database aimed at (that of the configuration by default)
cli-arg-replace = Has what is there make way; the former database stays under another name
fail-backup-where = Where to? Name a folder or a file, or set [backup] folder.
fail-form-recipient = a recipient of age (age1…), as age-keygen makes
fail-form-keep = a number of archives, at least 1
backup-writing = { $megabytes } MB saved
backup-reading = { $megabytes } MB checked
backup-restoring = { $megabytes } MB restored
backup-made = { $path }: { $megabytes } MB, { $rows } rows of { $tables } tables, { $files } files.
backup-rotated = { $path }: removed, newer ones are there.
backup-absent-damaged = The file { $id } was lost or altered before the backup: it is not in it.
backup-absent-removed = { $n ->
    [one] A file was removed while the backup ran: it is not in it.
   *[other] { $n } files were removed while the backup ran: they are not in it.
  }
backup-has-key = The installation's key is in the archive.
backup-no-key = The installation's key, parvis.key, is not in the archive: keep it elsewhere.
backup-checked = The archive is whole: state of { $at }, made by Parvis { $parvis }.
backup-rows-same = The { $rows } rows of the { $tables } tables are there.
backup-files-same = { $n ->
    [one] { $n } file is whole.
   *[other] { $n } files are whole.
  }
backup-sound = The backup is good.
backup-unsound = The backup is not good: see the lines marked ✗.
backup-restored = { $url }: { $rows } rows of { $tables } tables and { $files } files put back.
backup-migrated = The database was brought up to date: { $n } migrations since the backup's version.
backup-former = What was there is kept under the name { $former }: remove it once you need it no more.
backup-key-same = The key { $path } is that of the backup.
backup-key-other = { $path } is NOT the backup's key, and was not touched. Without the right key, second factors have to be set up again.
backup-key-check = The backup does not hold the key. { $path } must be the one of that time: without it, second factors have to be set up again.
backup-key-missing = Put the installation's key back in { $path } before you start: without it, second factors have to be set up again.
backup-key-put = The installation's key was put back in { $path }.
backup-next = Next: parvis retention run (what should have been erased since), parvis doctor, then parvis serve.
act-platform-backup = Backup
act-platform-restore = Restore of a backup

# Retention
cli-retention = What is kept for how long, and the proof of what was erased.
cli-retention-report = Says each rule, what is past it (nothing), and each erasure.
cli-retention-report-more =
    Fails when anything is past its term by more than two nights.
    Examples:
      parvis retention report --since 2026-01-01
      parvis retention report --format csv > erasures.csv
cli-retention-run = Applies all rules now: above all after a restore.
cli-retention-run-more =
    Example:
      parvis retention run
cli-arg-since = First day of the erasures that are shown (all by default)
cli-arg-report-format = Form of the report: text, json or csv (erasures alone)
fail-form-day = a day YYYY-MM-DD
act-erasure-run = Erasure at term
retention-erased = { $what }: { $n } erased.
retention-nothing = Nothing is past its term.
retention-line = { $mark } { $what }: { $term } ({ $rule }). Past its term: { $overdue }.
retention-last = { "  " }Last erasure: { $at }, { $n }.
retention-done = Erasures: { $n }
retention-backups = What is erased stays in older backups ({ $folder }) until they go. After a restore: parvis retention run.
retention-backups-anywhere = What is erased stays in older backups until they go. After a restore: parvis retention run.
retention-accounts-sessions = Sessions
retention-accounts-sessions-term = 12 hours without use
retention-accounts-sessions-why = data minimisation (GDPR, article 5)
retention-accounts-links = Links and codes that are good once
retention-accounts-links-term = 7 days after they expire
retention-accounts-links-why = security of accounts (GDPR, article 32)
retention-accounts-attempts = Failed attempts to sign in
retention-accounts-attempts-term = 15 minutes
retention-accounts-attempts-why = security of accounts (GDPR, article 32)
retention-accounts-requests = Requests for access that were decided
retention-accounts-requests-term = as the space chose, else 36 months
retention-accounts-requests-why = storage limitation (GDPR, article 5)
retention-reviews-crowds = Digests of networks, which show bursts
retention-reviews-crowds-term = 1 day
retention-reviews-crowds-why = data minimisation (GDPR, article 5)
retention-reviews-opinions = Opinions, comments and what belongs to them
retention-reviews-opinions-term = as the survey chose, else the space, else 36 months; whole months at a time
retention-reviews-opinions-why = storage limitation (GDPR, article 5)
retention-reviews-deliveries = Record of what was sent to webhooks
retention-reviews-deliveries-term = 30 days
retention-reviews-deliveries-why = running the service
retention-probes-checks = Single looks at addresses
retention-probes-checks-term = 100 days
retention-probes-checks-why = running the service; no personal data
retention-probes-runs = Readings of pages
retention-probes-runs-term = 31 days
retention-probes-runs-why = running the service; no personal data
retention-jobs-ended = Background jobs that ended
retention-jobs-ended-term = 30 days
retention-jobs-ended-why = running the service; what they held is erased when they end

## What the doctor looks at
doctor-base-url = public address { $url }
doctor-base-url-none = no public address: set base_url = "https://…" in the configuration
doctor-base-url-clear = public address { $url } without encryption: put a proxy with TLS in front, and https:// in base_url
doctor-proxies = trusted proxies: nothing to say
doctor-proxies-none = a proxy is probably in front, and none is named: set trusted_proxies = ["127.0.0.0/8"], or everybody seems to come from one address
doctor-browser = Chromium is there to read pages
doctor-browser-none = Chromium is missing although pages are to be read: install the package chromium, or set browser = false in [probes]
doctor-key = key of the installation { $path }, closed to others
doctor-key-none = the key of the installation { $path } does not exist: put it back from the backup (at the first start, parvis serve makes it)
doctor-key-open = the key of the installation { $path } can be read by others: chmod 600 { $path }
doctor-closed = the database { $path } is closed to others
doctor-closed-not = the database { $path } can be read by others: chmod 640 { $path }
doctor-room = { $folder }: { $megabytes } MiB free
doctor-room-little = { $folder }: only { $megabytes } MiB free: make room before opinions are refused
doctor-mail = mail server { $server }: it answers
doctor-mail-none = no mail server: fill in the section [mail], or invitations do not leave
doctor-mail-lost = mail server { $server }: { $detail } (look at mail.smtp_url and the firewall)
doctor-backup = last backup in { $folder }: { $hours } h ago
doctor-backup-none = no backup in { $folder }: make one with parvis backup, then systemctl enable --now parvis-backup.timer
doctor-backup-old = the last backup in { $folder } is { $hours } h old: see journalctl -u parvis-backup
doctor-lost-database = database: { $detail } (look at database_url, and whether the server runs)
doctor-version = PostgreSQL { $version }
doctor-version-old = PostgreSQL { $version } is no longer kept by its authors: go to version 14 or later
doctor-clock = the clocks of the database and of this machine agree
doctor-clock-apart = the clocks of the database and of this machine are { $seconds } s apart: set both (NTP)
doctor-commit = synchronous_commit = { $value }: what is acknowledged is kept
doctor-commit-off = synchronous_commit = { $value }: acknowledged opinions can be lost; set it to on in PostgreSQL's configuration
doctor-connections = PostgreSQL allows { $most } connections, each process takes { $ours } at most
doctor-connections-few = PostgreSQL allows { $most } connections only and this process takes up to { $ours }: raise max_connections, or lower limits.connections
doctor-journal = the journal holds together, last entry { $at }
doctor-journal-broken = the journal no longer holds together before { $at }: run parvis journal verify, and keep a copy of the database
doctor-schedules = scheduled work is done in its time
doctor-schedules-late = scheduled work is late: { $names } (see whether parvis serve or parvis worker runs, then the page "Background jobs")
doctor-jobs = { $n ->
    [0] no job failed
    [one] 1 job failed: see why on the page "Background jobs"
   *[other] { $n } jobs failed: see why on the page "Background jobs"
}
