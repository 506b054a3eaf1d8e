### English. The same keys and arguments as zh-CN.ftl; how to add one: the crate docs in src/lib.rs.

## Shell: name, navigation, top bar

app-name = Perennial 常青
app-tagline = Customer health and renewals, all on this device
nav-label = Main navigation
nav-start = Start
nav-import = Import
nav-portfolio = Portfolio
nav-customers = Customers
nav-customer = Customer
nav-settings = Settings
nav-more = More
skip-to-content = Skip to content
workspace-label = Workspace
workspace-untitled = Untitled workspace
workspace-sample = Sample data
workspace-rename = Rename workspace
as-of-label = As of
as-of-today = Today
as-of-back-day = One day back
as-of-back-week = One week back
as-of-back-month = One month back
as-of-forward-day = One day forward
as-of-forward-week = One week forward
as-of-forward-month = One month forward
as-of-choose = Choose a date
as-of-past-note = Showing { DATE($day) }; later rows are left out
as-of-return = Back to today
model-label = Health model
model-version = { $name } · version { COUNT($version) }
status-saved = on this device · saved
status-saving = on this device · saving
status-unsaved = not saved
status-reader = read only · another tab is editing
status-computing = computing
status-loading = opening the workspace
status-details = Saving
search-label = Search customers
search-placeholder = Name, key or owner
search-clear = Clear search
search-none = Nothing found for “{ $query }”
palette-title = Command palette
palette-open = Open the command palette
palette-placeholder = Type a customer, a screen or an action
palette-customers = Customers
palette-screens = Screens
palette-actions = Actions
palette-empty = No match
palette-hint = ↑↓ to choose · Enter to open · Esc to close
theme-label = Theme
theme-light = Light
theme-dark = Dark
theme-system = As the system
theme-switch-dark = Switch to dark
theme-switch-light = Switch to light
language-label = Language
language-zh = 简体中文
language-en = English
language-switch = 切换到中文
undo = Undo
redo = Redo
undo-named = Undo: { $action }
redo-named = Redo: { $action }
undone-named = Undone: { $action }
nothing-to-undo = Nothing to undo
shortcuts-title = Keyboard shortcuts
shortcut-palette = Command palette
shortcut-undo = Undo / redo
shortcut-move = Move in lists
shortcut-open = Open
shortcut-close = Close
shortcut-search = Search
drop-anywhere = Drop to import
drop-files-here = Drop files here
pasted-table = Pasted table read
unit-change = { SIGNED($percent, digits: 1) }%
unit-days = { $n } d
unit-months = { $n } mo
unit-hours = { $n } h
unit-minutes = { $n } min
note-handed = “{ $name }” is in your downloads
note-model-taken = Model in use: { $name }
change-import = import
change-sample = sample
change-model = model
change-override = override
change-restore = restore
change-delete = deletion
job-inspect = Looking into the files
job-import = Importing
job-restore = Reading the backup
job-export = Writing the file
job-cancelling = Stopping
jobs-label = Work under way
notice-unknown-safe = Everything saved is intact.
notice-unknown-next = Try again; if it fails again, reload the page and quote the code.
newest-note = The newest data is from { DATE($day) }.
arrived-at = { $screen }, { $date }
not-found-title = There is no such page
engine-lost-title = The engine stopped
restart = Restart the engine
customers-column-measure = { $measure }, score
redone-named = Redone: { $action }
step-day = by day
step-week = by week
step-month = by month
step-label = Length of a step
palette-key = Ctrl K
status-stopped = engine stopped
status-not-kept = not kept by this browser
bytes-per-second = { $size }/s

## Common words

action-open = Open
action-close = Close
action-cancel = Cancel
action-continue = Continue
action-back = Back
action-save = Save
action-apply = Apply
action-reset = Reset
action-retry = Try again
action-reload = Reload
action-delete = Delete
action-remove = Remove
action-edit = Edit
action-add = Add
action-copy = Copy
action-copied = Copied
action-download = Download
action-export-csv = Export CSV
action-print = Print
action-show-all = Show all
action-show-more = Show more
action-show-less = Show less
action-explain = Explain
action-dismiss = Dismiss
action-choose-files = Choose files
action-yes = Yes
action-no = No
word-none = none
word-unknown = unknown
word-all = All
word-total = Total
word-of = { COUNT($part) } of { COUNT($whole) }
word-loading = Loading
word-optional = optional
word-required = required
word-sample = sample
word-default = default
word-yes = yes
word-no = no
word-name = Name
word-value = Value
word-count = Count
word-share = Share
word-date = Date
word-change = Change
word-reason = Reason
word-details = Details
word-filter = Filter
word-sort = Sort
word-customers = Customers
word-amount = Amount
word-owner = Owner
word-unassigned = unassigned
count-customers =
    { $count ->
        [one] 1 customer
       *[other] { COUNT($count) } customers
    }
count-rows =
    { $count ->
        [one] 1 row
       *[other] { COUNT($count) } rows
    }
count-files =
    { $count ->
        [one] 1 file
       *[other] { COUNT($count) } files
    }
count-columns =
    { $count ->
        [one] 1 column
       *[other] { COUNT($count) } columns
    }
count-problems =
    { $count ->
        [one] 1 problem
       *[other] { COUNT($count) } problems
    }
count-selected = { COUNT($count) } selected
day-today = today
day-yesterday = yesterday
days-ago =
    { $days ->
        [one] 1 day ago
       *[other] { COUNT($days) } days ago
    }
days-ahead =
    { $days ->
        [one] in 1 day
       *[other] in { COUNT($days) } days
    }
days-count =
    { $days ->
        [one] 1 day
       *[other] { COUNT($days) } days
    }
months-count =
    { $months ->
        [one] 1 month
       *[other] { COUNT($months) } months
    }
duration-seconds = { COUNT($seconds) } s
duration-minutes = { COUNT($minutes) } min
date-range = { DATE($from) } to { DATE($until) }
since-date = since { DATE($day) }
updated-on = updated { DATE($day) }
sort-ascending = ascending
sort-descending = descending
sort-by = Sort by { $column }
chart-data = Data behind the chart
rows-shown = rows { COUNT($first) }–{ COUNT($last) } of { COUNT($total) }
unit-seconds = { $n } s
pager-label = Pages
pager-next = Next

## Health bands

band-label = Health band
band-healthy = healthy
band-watch = watch
band-risk = at risk
band-no-data = no data
band-healthy-note = health of { NUMBER($edge, digits: 0) } or more
band-watch-note = health from { NUMBER($from, digits: 0) } to below { NUMBER($until, digits: 0) }
band-risk-note = health below { NUMBER($edge, digits: 0) }
band-no-data-note = coverage below { PERCENT($share, digits: 0) }, so no verdict

## Start

start-title = See how every customer is doing
start-lead = Drop in the sheets you have and see who is healthy, who is at risk, and why. The data stays in this browser; nothing is sent anywhere.
start-drop-title = Drop files or paste a table
start-drop-note = CSV and TSV, several at once; or copy cells from Excel or WPS and paste them here.
start-choose = Choose files
start-paste = Paste a table
start-paste-hint = Copy cells in Excel or WPS, then press Ctrl+V (⌘V on a Mac)
start-sample = Try the sample
start-sample-note = 200 customers over two years: some rising, some fading, a champion who left, one gone silent
start-recent = Recent workspaces
start-recent-none = No workspace yet
start-open-workspace = Open workspace
start-open-backup = Open a backup file
start-one-sheet = One sheet is enough
start-one-sheet-note = One row per customer: name, owner, contract amount, end date, last login, logins in 30 days, NPS. Keep your column names.
start-private-title = Your data stays here
start-private-note = Computed and stored in the browser; once loaded, the page makes no network call.
start-sample-loading = Preparing the sample

## Import

import-title = Import
import-lead = Check what was recognised, then import. Nothing changes until you do.
import-files-found = Files found
import-file = File
import-size = Size
import-encoding = Encoding
import-delimiter = Separator
import-delimiter-comma = comma
import-delimiter-semicolon = semicolon
import-delimiter-tab = tab
import-delimiter-pipe = bar
import-header-row = Header
import-header-at = line { COUNT($line) }
import-header-none = no header
import-recognised-as = Recognised as
import-wide-sheet = one wide sheet
import-wide-sheet-note = one row per customer; kept as a snapshot of the file's date
import-sheet-date = Date of the data
import-sheet-date-note = the day that this sheet describes
import-ignore-file = Leave this file out
import-mapping = Columns
import-column = Column in the file
import-field = Field
import-confidence = Confidence
import-confidence-high = high
import-confidence-ask = please confirm
import-samples = Sample values
import-understood-as = Understood as
import-custom-field = custom field
import-custom-field-note = kept as it is; usable in filters and measures
import-skip-column = leave this column out
import-unmapped = not mapped
import-questions = Please confirm
import-questions-count =
    { $count ->
        [0] nothing to confirm
        [one] 1 question
       *[other] { COUNT($count) } questions
    }
import-question-date-order = In “{ $column }”, which day is { $sample }?
import-question-day-first = day first (day/month/year)
import-question-month-first = month first (month/day/year)
import-question-end-date = Is “{ $column }” the last day of the contract, or the day after it?
import-question-end-inclusive = the last day (still in force)
import-question-end-exclusive = the day after (no longer in force)
import-question-unit = In what unit is “{ $column }”?
import-question-percent = In “{ $column }”, is { $sample } a percentage or a share?
import-question-decimal = In “{ $column }”, is the comma a decimal point or a thousands mark?
import-question-field = Which field is “{ $column }”?
import-question-table = What does “{ $file }” hold?
import-question-encoding = Which encoding does “{ $file }” have?
import-question-currency = Which currency are the amounts in?
import-unit-one = units
import-unit-thousand = thousands
import-unit-ten-thousand = ten thousands
import-unit-million = millions
import-problems = Problems
import-problems-none = No problems found
import-problem-kind = Kind
import-problem-rows = Rows
import-problem-line = Line
import-problem-column = Column
import-problem-value = Value
import-problem-set-aside = Set aside
import-problem-exclude = Leave these rows out
import-problem-download = Download the rows set aside
import-preview = Preview
import-start =
    { $rows ->
        [one] Import 1 row
       *[other] Import { COUNT($rows) } rows
    }
import-reading = Reading { $file }
import-progress = { COUNT($done) } of { COUNT($total) } rows
import-progress-bytes = { $done } of { $total }
import-rate = { COUNT($rows) } rows/s
import-time-left = about { $time } left
import-cancel = Cancel import
import-cancelled = Cancelled; the previous data is unchanged
import-joining = Joining the tables
import-scoring = Scoring
import-saving = Saving
import-result-title = Imported
import-result-came-in = Came in
import-result-joined = Joined to a customer
import-result-unmatched = Customer not found
import-result-set-aside = Set aside
import-result-replaced = Replaced older rows
import-result-new-customers =
    { $count ->
        [one] 1 new customer
       *[other] { COUNT($count) } new customers
    }
import-result-go = Go to the portfolio
import-result-undo = Undo this import
import-empty-title = No files yet
import-empty-note = Drop files, paste a table, or look at the sample first.
import-more-data = What more data would add
import-sample-replace = Importing replaces the sample
import-target-account = which customer
import-key-id = by the customer's key
import-key-name = by the customer's name
import-key-through = through { $table }
import-key-label = Rows name their customer
import-format = { $kind }, { $variant }
import-kind-date = date
import-kind-number = number
import-kind-flag = yes or no
import-kind-text = text
import-variant-year-first = year first (2026-03-01)
import-variant-decimal-comma = comma before the decimals
import-variant-percent = 45 means 45%
import-unit-factor = times { COUNT($factor) }
import-question-key = By what does “{ $file }” name its customers?
import-question-file-date = Which day do the values in “{ $file }” describe?
import-question-other = Please confirm “{ $name }”
import-accept-all = Accept all proposals
import-proposed = proposed
import-note-duplicate-header = column “{ $header }” is there twice
import-note-blank-rows = { $rows } blank rows passed over
import-note-key-made = no key column; keys such as { $example } were made
import-note-contracts-made = { $rows } contracts made from amount and end date
import-note-start-assumed = { $rows } contracts without a start: one year before the end assumed
import-note-end-inclusive = the end date counts as the last day of the contract
import-note-snapshots-dated = values hold for { $date }
import-note-snapshots-undated = no date known for the values; they gave no history
import-note-events-aggregated = { $rows } single events counted per day
import-note-constant = { $field } is “{ $value }” in every row
import-note-unmapped = no column gives { $field }
import-include = Import this file
import-alternatives-label = What “{ $column }” is
import-format-label = How “{ $column }” is read
import-table-label = What “{ $file }” holds
import-files-in-list = Files of this import
import-more-columns = Columns of “{ $file }”
import-run = Import
import-run-note =
    { $count ->
        [one] 1 proposal is taken as it stands
       *[other] { COUNT($count) } proposals are taken as they stand
    }
import-give-up = Discard
import-cannot = None of these files can be imported
import-model-proposed = Model that fits this data: { $name }
import-elapsed = in { $time }
import-unread-values = { COUNT($count) } values not understood
import-set-aside-of = Rows set aside from “{ $file }”
import-set-aside-show = Show { COUNT($count) } rows set aside
import-kept-note = the first { COUNT($kept) } of { COUNT($total) } are kept to look at
import-row-kept = row came in without the value
import-table-result = Table
import-accounts-made =
    { $count ->
        [one] 1 customer was made from the key in another table
       *[other] { COUNT($count) } customers were made from keys in other tables
    }
import-more-data-note = These metrics of the model have no data yet
import-newest = Newest date in the data: { DATE($day) }
import-look-on = Look at { DATE($day) }
import-again = Import more
import-answer-proposed = { $answer } (proposed)
import-confirm = Confirm
import-confirmed = confirmed
import-other-field = another field …
import-column-number = column { COUNT($number) }
import-at-line = line { COUNT($line) }
import-recognised-with = { $table }, { $confidence } sure
import-model-in-use = Scored by: { $name }
import-go-on = Go to the portfolio of { DATE($day) }
import-target-user = who did it (counted as users)
import-kind-flag-as = yes means “{ $value }”

## Portfolio

portfolio-title = Portfolio
portfolio-health-rate = Health rate
portfolio-health-rate-note = healthy ÷ all customers, those without data included
portfolio-health-rate-scored = of scored customers: { PERCENT($share) }
portfolio-customers = Customers
portfolio-money = Annual recurring revenue
portfolio-money-by-band = Money by band
portfolio-money-at-risk = Money at risk
portfolio-count-by-band = Customers by band
portfolio-average-health = Average health
portfolio-median-health = Median health
portfolio-distribution = Distribution of health
portfolio-distribution-note = customers per step of 5 points
portfolio-movers = Moved most in a week
portfolio-movers-note = compared with { DATE($day) }
portfolio-movers-up = Up
portfolio-movers-down = Down
portfolio-movers-none = No one moved this week
portfolio-band-changes = Changed band
portfolio-renewals = Renewals due by month
portfolio-renewals-none = No contract ends in the next 12 months
portfolio-renewals-due =
    { $count ->
        [one] 1 contract
       *[other] { COUNT($count) } contracts
    } · { MONEY($money) }
portfolio-alerts = Open alerts
portfolio-by-owner = By owner
portfolio-coverage = Coverage
portfolio-coverage-note = share of the weight backed by real data
portfolio-no-owner = Without an owner
portfolio-trend = Health rate over time
portfolio-empty-title = No customers yet
portfolio-empty-note = Import a customer list, or look at the sample first.
portfolio-currencies = Amounts are added per currency, never converted
portfolio-mrr = Monthly recurring revenue
portfolio-mrr-note = monthly value of the contracts in force on { DATE($day) }
portfolio-mrr-formula = MRR of each contract, or its amount ÷ calendar months of its term; summed
portfolio-mixed = several currencies, added as they are
portfolio-scored-reading = healthy ÷ scored customers
portfolio-customers-note = customers that had begun by { DATE($day) }; lost ones count until their account is taken out
portfolio-sum-of-bands = sum of the four bands
portfolio-money-note = ARR of every customer, as its own field says or from its contracts in force; added without converting
portfolio-at-risk-note = ARR of the customers in the band “at risk”
portfolio-coverage-formula = mean over customers of (weight of measures with real data ÷ weight of all measures)
portfolio-crossed-note = customers whose band on { DATE($as_of) } is not that of { DATE($since) }
portfolio-crossed-formula = number in each band, before → now
portfolio-contracts = Contracts
portfolio-coverage-by-measure = Coverage by measure
points-since = points since { DATE($day) }
before-and-now = { $before } → { $now }
formula-division = { $part } ÷ { $whole } = { $result }
trend-press-note = press a point to go there in time
since-label = Compared with
word-month = Month

## Customers

customers-title = Customers
customers-columns = Columns
customers-column-name = Customer
customers-column-health = Health
customers-column-band = Band
customers-column-change = Change, 30 days
customers-column-trend = Trend
customers-column-arr = ARR
customers-column-owner = Owner
customers-column-renewal = Renewal
customers-column-coverage = Coverage
customers-column-segment = Segment
customers-column-industry = Industry
customers-column-region = Region
customers-column-reason = Main reason
customers-filter = Filter
customers-filter-add = Add a filter
customers-filter-clear = Clear filters
customers-filter-active =
    { $count ->
        [one] 1 filter
       *[other] { COUNT($count) } filters
    }
customers-filter-band = Band
customers-filter-owner = Owner
customers-filter-is = is
customers-filter-is-not = is not
customers-filter-contains = contains
customers-filter-at-least = at least
customers-filter-at-most = at most
customers-filter-empty = is empty
customers-filter-between = between
customers-group = Group by
customers-group-none = no groups
customers-views = Views
customers-view-save = Save view
customers-view-all = All customers
customers-view-risk = At risk
customers-view-renewing = Renewing in 90 days
customers-view-no-data = No data
customers-select-all = Select all
customers-select-row = Select { $name }
customers-export = Export the table
customers-exported =
    { $rows ->
        [one] 1 row exported
       *[other] { COUNT($rows) } rows exported
    }
customers-shown = { COUNT($shown) } of { COUNT($total) } customers
customers-none-title = No customer matches
customers-none-note = Loosen the filters or clear the search.
customers-table-label = Table of customers
customer-change-named = { $kind }: { $name }
filter-is = { $column }: { $values }
filter-missing = { $column }: no value
filter-between = { $column } from { $from } to below { $until }
filter-from = { $column } of { $from } or more
filter-below = { $column } below { $until }
picker-search = Find a column
picker-computed = Computed
picker-fields = Fields
picker-measures = Measures, as scores
picker-metrics = Metrics with data

## Customer

customer-not-found = There is no customer “{ $key }”
customer-not-found-note = It may not exist at this date, or was removed.
customer-health = Health
customer-health-of = health of { $name }: { $health }, { $band }
customer-key-account = Key account
customer-owner = Owner
customer-since = Customer since
customer-renewal = Next renewal
customer-arr = ARR
customer-outcome = Outcome (CO)
customer-experience = Experience (CX)
customer-one-factor = Only { $factor } has data, so health is that factor
customer-why = Why this score
customer-waterfall = Contribution of each measure
customer-waterfall-start = Start
customer-waterfall-end = Health
customer-contributions = Contributions
customer-measure = Measure
customer-metric = Metric
customer-metric-value = Value
customer-measure-score = Score
customer-weight = Weight
customer-effective-weight = Effective weight
customer-contribution = Contribution
customer-transform = Transform
customer-group = Group
customer-missing = no data
customer-missing-reweight = no data; its weight goes to the others
customer-missing-neutral = no data; counted as 50
customer-missing-zero = no data; counted as 0
customer-missing-block = no data; there is no health without it
customer-missing-expired = out of date ({ $age })
customer-missing-grace = in its first days; not counted yet
customer-stale = stale ({ $age })
customer-fresh = data as of { DATE($day) }
customer-coverage = Coverage
customer-coverage-low = coverage is { PERCENT($coverage, digits: 0) }, below { PERCENT($least, digits: 0) }, so the band is “no data”
customer-caps = Caps
customer-cap-active = “{ $rule }” holds health at { NUMBER($limit, digits: 0) } or less
customer-cap-before = { $health } before the cap
customer-caps-none = No cap applies
customer-override = Override
customer-override-add = Override the score
customer-override-value = New value
customer-override-reason = Reason
customer-override-expires = Expires after
customer-override-active = set to { $health } by { $author } until { DATE($until) }; the model says { $computed }
customer-override-remove = Remove the override
customer-override-note = It ends by itself, both numbers stay visible, and backtests leave it out.
customer-change = What changed
customer-change-from = From
customer-change-until = To
customer-change-summary = { SIGNED($change) } since { DATE($day) }: { $reasons }
customer-change-none = No change since { DATE($day) }
customer-change-part = { $name } { SIGNED($change) }
customer-change-model = model
customer-change-variant = variant
customer-change-tier = tier
customer-change-data-in = data arrived
customer-change-data-out = data missing
customer-change-behaviour = behaviour
customer-change-caps = caps
customer-change-override = override
customer-change-rest = other { SIGNED($change) }
customer-variant = Variant: { $name }
customer-variant-why = because { $reason }
customer-trend = Health over time
customer-trend-note = recomputed for each month from what was known then
customer-rows = Rows behind
customer-rows-none = No rows in this window
customer-window = Window
customer-definition = Definition
customer-formula = Formula
customer-how-fresh = Freshness
customer-contracts = Contracts
customer-renewal-window = Renewal window
customer-goals = Goals
customer-alerts = Alerts
customer-contacts = Contacts
customer-timeline = Timeline
customer-timeline-none = Nothing yet
customer-tickets = Tickets
customer-usage = Usage
customer-profile = Profile
customer-print = Print the card
customer-previous = Previous customer
customer-next = Next customer
customer-not-yet = This customer did not exist on { DATE($day) }
customer-why-note = weight × score of each measure; press one to open it
customer-nominal-weight = weight by the model: { PERCENT($share, digits: 1) }
customer-weight-of = { PERCENT($here, digits: 1) } here, { PERCENT($model, digits: 1) } by the model
customer-structure = From measures to health
customer-coverage-enough = coverage is { PERCENT($coverage, digits: 0) }; { PERCENT($least, digits: 0) } is enough for a verdict
customer-cap-rule = “{ $rule }”: at most { NUMBER($limit, digits: 0) }
cap-bites = lowers this score
cap-holds = holds, without effect
cap-idle = does not hold
health-before-caps = Before caps
health-after-caps = After caps
health-definition = Each measure turns a metric into a score of 0 to 100; groups average their measures, the two factors average their groups, and health weighs the factors. Then caps, then an override, then the band.
factor-score-weight = { $score } at { PERCENT($weight, digits: 0) }
policy-neutral = counted as 50
policy-zero = counted as 0
customer-change-unknown = There was no health on { DATE($day) } to compare with
customer-override-over = not in force on { DATE($day) }
override-value-note = a number from 0 to 100
override-author = Who says so
override-expires-note = a date from the day it is set
customer-contracts-none = No contracts
contract-last-day = Last day
contract-opt-out = Notice by
contract-in-force = in force
contract-window-open = open
customer-contacts-none = No contacts
contact-left = left on { DATE($day) }
metric-per = Divided by
metric-newest-row = Newest row
metric-others = Other customers, lowest to highest

## Settings

settings-title = Settings
settings-language = Language
settings-language-note = numbers, dates and money follow it
settings-theme = Theme
settings-storage = Storage
settings-storage-used = { $used } used of about { $quota }
settings-storage-persist = Ask the browser to keep the data
settings-storage-persisted = The browser keeps it
settings-storage-not-persisted = The browser may clear it when the disk is full; keep a backup
settings-backup = Backup
settings-backup-save = Save a backup file
settings-backup-note = one file with data, model and all your work
settings-restore = Restore a backup
settings-restore-note = it replaces this workspace; you can undo
settings-restored = Backup restored
settings-backup-saved = Backup saved
settings-delete = Delete everything here
settings-delete-note = Removes data, model and settings from this browser. This cannot be undone.
settings-delete-confirm = Type “delete” to confirm
settings-delete-word = delete
settings-deleted = Everything is deleted
settings-calendar = Calendar
settings-model = Health model
settings-model-note = another model re-scores every customer; you can undo
settings-about = About
settings-version = version { $version }
settings-about-note = Customer health, renewals and lifecycle, computed in the browser. Open source, MIT or Apache-2.0.
settings-licences = Licences
settings-engine = Engine
settings-engine-version = protocol { COUNT($protocol) } · build { $build }
settings-model-load = Load a model file
settings-model-download = Download the model
settings-model-used = in use
settings-model-use = Use “{ $name }”
model-fed = { COUNT($fed) } of { COUNT($measures) } measures have data
settings-memory = Memory of the engine: { $size }
settings-licences-note = Perennial: MIT or Apache-2.0. It is built on Yew, wasm-bindgen, serde, postcard, chrono, csv-core, libm and idb, all under permissive licences.

## Progress and state

progress-percent = { PERCENT($share, digits: 0) } done
progress-working = Working
progress-done = Done
dialog-close = Close dialog
toast-close = Close message
notifications = Notifications
menu-open = Open menu
notice-code = Code
notice-title = Something went wrong
notice-what = What happened
notice-safe = What is safe
notice-next = What to do next
notice-unknown = An unexpected problem ({ $code })

## Tables, by their names in the schema

table-accounts = Customers
table-contracts = Contracts
table-usage = Usage
table-tickets = Tickets
table-surveys = Surveys
table-touchpoints = Touchpoints
table-goals = Goals
table-invoices = Invoices
table-purchases = Purchases
table-contacts = Contacts
table-events = Events
table-benchmarks = Benchmarks
table-snapshots = Snapshots

## Fields: field-name for all tables, field-table-name for one

field-account_id = Customer key
field-name = Name
field-accounts-name = Customer name
field-contacts-name = Contact name
field-parent_id = Parent customer
field-segment = Segment
field-industry = Industry
field-employees = Employees
field-region = Region
field-edition = Edition
field-owner = Owner
field-touchpoints-owner = Done by
field-seats = Seats
field-arr = ARR
field-currency = Currency
field-started_on = Customer since
field-key_account = Key account
field-purchase_intent = Purchase intent
field-problem = Problem to solve
field-expected_by = Results expected by
field-potential_influence = Potential: influence
field-potential_innovation = Potential: innovation
field-domain = Web domain
field-contract_id = Contract number
field-starts_on = Starts on
field-ends_on = Ends on
field-amount = Amount
field-contracts-amount = Contract amount
field-mrr = MRR
field-unit_price = Unit price
field-notice_days = Notice, days
field-auto_renew = Renews by itself
field-outcome = Outcome
field-contracts-outcome = Renewal outcome
field-outcome_on = Outcome date
field-outcome_amount = Renewed amount
field-reason_code = Reason
field-reason_text = Reason in words
field-date = Date
field-feature = Feature
field-events = Events
field-users = Active users
field-ticket_id = Ticket number
field-opened_at = Opened on
field-first_response_at = First response on
field-resolved_at = Resolved on
field-priority = Priority
field-kind = Kind
field-surveys-kind = Survey
field-events-kind = Event
field-csat = CSAT
field-feedback_on = Feedback on
field-level = Support level
field-team = Team
field-response_hours = Response, hours
field-resolution_hours = Resolution, hours
field-score = Score
field-respondent = Respondent
field-comment = Comment
field-channel = Channel
field-minutes = Minutes
field-goal = Goal
field-unit = Unit
field-baseline = Baseline
field-target = Target
field-actual = Actual
field-due_on = Due on
field-invoices-due_on = Due on
field-reviewed_on = Reviewed on
field-status = Status
field-invoice_id = Invoice number
field-issued_on = Issued on
field-paid_on = Paid on
field-quantity = Quantity
field-contact_id = Contact key
field-role = Role
field-left_on = Left on
field-prefers_content = Prefers content
field-prefers_channel = Prefers channel
field-note = Note
field-metric = Metric
field-p25 = 25th percentile
field-p50 = Median
field-p75 = 75th percentile
field-field = Field
field-number = Number
field-day = Day
field-last_login = Last login
field-logins_30d = Logins in 30 days
field-active_days_30d = Active days in 30 days
field-active_users_30d = Active users in 30 days
field-usage_minutes_30d = Usage in 30 days, minutes
field-features_used = Features used
field-core_feature_share = Core features used, share
field-tickets_open = Open tickets
field-tickets_30d = Tickets in 30 days
field-complaints_30d = Complaints in 30 days
field-nps = NPS
field-last_contact = Last contact
field-visits_90d = Visits in 90 days
field-overdue_amount = Overdue amount
field-overdue_days = Days overdue
field-payment_on_time_share = Paid on time, share
field-goals_reached_share = Goals reached, share
field-referrals = Referrals
field-training_sessions = Training sessions
field-health_manual = Health by hand

## Values of closed lists

value-open = open
value-renewed = renewed
value-expanded = expanded
value-contracted = contracted
value-lost = lost
value-question = question
value-problem = problem
value-complaint = complaint
value-request = request
value-escalation = escalation
value-nps = NPS
value-csat = CSAT
value-ces = CES
value-visit = visit
value-call = call
value-training = training
value-review = business review
value-webinar = webinar
value-mail = mail
value-chat = chat
value-event = event
value-decision_maker = decision maker
value-champion = champion
value-user = user
value-finance = finance
value-cancel_attempt = cancel attempt
value-negative_mention = negative mention
value-staff_change = staff change
value-version_upgrade = version upgrade
value-referral = referral
value-case_study = case study
value-community = community
value-over_promise = over-promise

## Kinds of import problems, short, by code

problem-bad-date = not a date
problem-bad-number = not a number
problem-bad-flag = not yes or no
problem-missing-required = required value missing
problem-duplicate-key = key twice
problem-too-many-fields = too many fields
problem-too-few-fields = too few fields
problem-field-too-long = field too long
problem-invalid-encoding = broken encoding
problem-date-order-conflict = dates in both orders
problem-unknown-account = unknown customer
problem-out-of-range = out of range
problem-unclosed-quote = quote never closed
problem-end-before-start = ends before it starts

## Errors: what happened, what is safe, what to do next

error-bad-date = “{ $value }” is not a date we can read ({ $column }, line { COUNT($line) }).
    .safe = The other rows come in; this one is set aside.
    .next = Write it like 2026-03-01 and import again, or leave the row out.
error-bad-number = “{ $value }” is not a number ({ $column }, line { COUNT($line) }).
    .safe = The other rows come in; this one is set aside.
    .next = Remove what is not part of the number and import again, or leave the row out.
error-bad-flag = “{ $value }” is neither yes nor no ({ $column }, line { COUNT($line) }).
    .safe = The other rows come in; this one is set aside.
    .next = Write yes/no, Y/N or 1/0 and import again.
error-missing-required = The required “{ $column }” is empty (line { COUNT($line) }).
    .safe = The other rows come in; this one is set aside.
    .next = Fill it in and import again, or leave the row out.
error-duplicate-key = “{ $value }” is there more than once ({ $column }, line { COUNT($line) }).
    .safe = The first row came in; the later one is set aside.
    .next = Keep the right one in the file and import again.
error-too-many-fields = Line { COUNT($line) } has { COUNT($found) } fields; the header has { COUNT($expected) }.
    .safe = The other rows come in; this one is set aside.
    .next = Look for an unquoted separator in that line.
error-too-few-fields = Line { COUNT($line) } has { COUNT($found) } fields; the header has { COUNT($expected) }.
    .safe = The other rows come in; this one is set aside.
    .next = Look for a line break in the middle of the row.
error-field-too-long = “{ $column }” in line { COUNT($line) } is too long ({ $size }).
    .safe = The other rows come in; this one is set aside and the page is unharmed.
    .next = Most often a quote was never closed: check the quotes in that line.
error-invalid-encoding = Line { COUNT($line) } holds characters that are not { $encoding }.
    .safe = The other rows come in; this one is set aside.
    .next = Choose another encoding; older Chinese Excel and WPS write GB18030.
error-headers-only = “{ $file }” has a header and no rows.
    .safe = The data you had is unchanged.
    .next = Check that the export includes rows and import it again.
error-empty-file = “{ $file }” is empty.
    .safe = The data you had is unchanged.
    .next = Export the file again and import it.
error-binary-file = “{ $file }” is not a text table.
    .safe = The data you had is unchanged and the page is unharmed.
    .next = Save it as CSV (UTF-8) in Excel or WPS and import that.
error-file-unreadable = “{ $file }” cannot be read.
    .safe = The data you had is unchanged.
    .next = Close the program that holds it, or copy it to the desktop, and try again.
error-file-changed = “{ $file }” changed while it was read.
    .safe = The data you had is unchanged.
    .next = Let it finish saving and import it again.
error-date-order-conflict = “{ $column }” holds dates with the day first and dates with the month first.
    .safe = Nothing comes in until you say which.
    .next = Choose one; rows that do not fit are set aside.
error-unknown-account = There is no customer “{ $value }” (line { COUNT($line) }).
    .safe = The row is kept and joins once the customer is imported.
    .next = Import the customer list too, or check the key.
error-not-recognised = We cannot tell what “{ $file }” holds.
    .safe = The data you had is unchanged.
    .next = Say which table it is, or check that the first row holds column names.
error-no-customer-column = “{ $file }” has no column that says which customer a row belongs to.
    .safe = The data you had is unchanged.
    .next = Choose the column with the customer’s key or name.
error-unclosed-quote = The quote opened in line { COUNT($line) } is never closed.
    .safe = The rows before it come in; what follows is set aside.
    .next = Close the quote in the file and import it again.
error-out-of-range = “{ $value }” is outside what “{ $column }” can hold (line { COUNT($line) }).
    .safe = The other rows come in; this one is set aside.
    .next = Check the unit, correct it and import again.
error-end-before-start = The end lies before the start (line { COUNT($line) }).
    .safe = The other rows come in; this one is set aside.
    .next = Correct the dates and import again, or leave the row out.
error-import-cancelled = The import was cancelled.
    .safe = The data you had is unchanged.
    .next = Import again whenever you like.
error-storage-quota = The browser has no room left to save this.
    .safe = What was saved before is intact; the rest is still on this page.
    .next = Save a backup file, free some disk space or delete a workspace, then try again.
error-storage-denied = The browser does not let this page store data.
    .safe = Everything works while the page is open; closing it loses the work.
    .next = Allow this site to store data in the browser’s settings, or save a backup file.
error-storage-private = This is a private window; data lasts until it closes.
    .safe = Everything works while it is open.
    .next = Open the page in a normal window, or save a backup file before you leave.
error-storage-corrupt = Part of the workspace cannot be read.
    .safe = Nothing was changed or deleted.
    .next = Restore a backup, or download what is there first.
error-storage-newer = The workspace was saved by a newer Perennial.
    .safe = Nothing was changed.
    .next = Reload the page to get the newer version.
error-storage-other-tab = Another tab is editing this workspace.
    .safe = This tab follows its changes and only shows them.
    .next = Continue there, or close it to edit here.
error-storage-failed = Saving failed ({ $detail }).
    .safe = What was saved before is intact; the rest is still on this page.
    .next = Try again; if it fails again, save a backup file first.
error-backup-not-ours = “{ $file }” is not a Perennial backup.
    .safe = The data you had is unchanged.
    .next = Choose a file that ends in .perennial; use Import for tables.
error-backup-damaged = The backup “{ $file }” is incomplete.
    .safe = The data you had is unchanged.
    .next = Try another backup, or copy the file again.
error-worker-crashed = The engine stopped unexpectedly.
    .safe = Everything saved is intact.
    .next = It restarts by itself; if it happens again, reload the page.
error-worker-out-of-memory = The data is more than this browser tab can hold in memory.
    .safe = Everything saved is intact.
    .next = Close other tabs, or import a shorter span of time.
error-version-mismatch = The page and its engine are of different versions.
    .safe = Everything saved is intact.
    .next = Reload the page.
error-model-invalid = The model is not valid: { $path } — { $detail }.
    .safe = The model in use is unchanged.
    .next = Correct that place and open it again.
error-model-newer = The model is written in a newer format.
    .safe = The model in use is unchanged.
    .next = Reload the page to get the newer version.
error-browser-too-old = This browser lacks what is needed ({ $detail }).
    .safe = Nothing was changed.
    .next = Use a current Chrome, Edge, Firefox or Safari.
error-address-unknown = There is no such page.
    .safe = Your data is unchanged.
    .next = Go on from the portfolio.
error-worker-unreachable = The engine could not be started ({ $detail }).
    .safe = Everything saved is intact.
    .next = Reload the page; if that does not help, update the browser.
error-download-failed = “{ $file }” could not be handed to the browser.
    .safe = Your data is unchanged.
    .next = Allow downloads from this page and try again.
error-newer-format = This was written by a newer Perennial.
    .safe = Nothing was changed.
    .next = Reload the page to get the newer version.
error-no-file = No file arrived.
    .safe = Nothing was changed.
    .next = Choose the file again.
error-no-import = There is no import under way.
    .safe = The data you had is unchanged.
    .next = Choose the files again.
error-no-rows = None of the files gave a row that could come in.
    .safe = The data you had is unchanged.
    .next = Look at the problems of each file, or choose others.
error-nothing-to-import = No file is marked to be imported.
    .safe = The data you had is unchanged.
    .next = Say for at least one file which table it is.
error-unmapped-required = “{ $file }” has no column for the required field “{ $field }”.
    .safe = The data you had is unchanged.
    .next = Choose that field for one of its columns, or leave the file out.
error-not-a-backup = This file is not a Perennial backup.
    .safe = The data you had is unchanged.
    .next = Choose a file that ends in .perennial; use Import for tables.
error-stored-damaged = What is stored cannot be read completely.
    .safe = Nothing was changed or deleted.
    .next = Restore a backup, or delete everything in Settings and import again.
error-not-stored = The last change could not be written.
    .safe = Everything is still on this page.
    .next = Save a backup file, then try again.
error-quota-exceeded = The browser has no room left to save this.
    .safe = What was saved before is intact; the rest is still on this page.
    .next = Save a backup file, free some disk space, then try again.
error-storage-blocked = Another tab holds the storage of this page.
    .safe = Everything is still on this page.
    .next = Close the other tabs of Perennial and try again.
error-other-tab-writes = Another tab is editing this workspace.
    .safe = This tab follows its changes and only shows them.
    .next = Continue there, or close it to edit here.
error-other-tab-wrote = Another tab has changed the workspace meanwhile.
    .safe = Its changes are safe; this one was not written.
    .next = Reload this page and make the change again.
error-out-of-memory = There is not enough memory for this.
    .safe = Everything saved is intact.
    .next = Close other tabs, or import a shorter span of time.
error-nothing-to-undo = There is nothing to undo.
    .safe = Nothing was changed.
    .next = Go on.
error-nothing-to-redo = There is nothing to redo.
    .safe = Nothing was changed.
    .next = Go on.
error-override-range = { $value } is not a health value.
    .safe = Nothing was changed.
    .next = Enter a number from 0 to 100.
error-override-reason = An override needs an author and a reason.
    .safe = Nothing was changed.
    .next = Fill in both.
error-override-dates = The override would end before it begins.
    .safe = Nothing was changed.
    .next = Choose a later last day.
error-unknown-measure = The model has no measure “{ $measure }”.
    .safe = Nothing was changed.
    .next = Go back and choose another one.
error-unknown-metric = There is no metric “{ $metric }”.
    .safe = Nothing was changed.
    .next = Go back and choose another one.
error-unknown-model = There is no model “{ $model }”.
    .safe = The model in use is unchanged.
    .next = Choose one in Settings.
error-not-a-request-for-the-workbench = The page and its engine do not fit together.
    .safe = Everything saved is intact.
    .next = Reload the page.
error-cancelled = It was stopped.
    .safe = The data you had is unchanged.
    .next = Start again whenever you like.
