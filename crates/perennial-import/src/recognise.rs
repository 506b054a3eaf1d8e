//! Which table a file is and which field each of its columns: by the names of the columns, checked
//! against what the values can be.

use crate::evidence::Evidence;
use crate::header::{Header, Unit};
use crate::inspect::SURE;
use crate::plan::{Shape, Target};
use crate::synonyms::{self, Entry, FILE_NAMES, THROUGH_CONTRACT, USER};
use perennial_data::{AccountKey, FieldKind, TableId, sort_by};

/// Snapshot fields that hold a date; all others hold a number.
const SNAPSHOT_DAYS: [&str; 2] = ["last_login", "last_contact"];
/// Fields that hold a share, 0 to 1.
const SHARES: [&str; 3] = [
    "core_feature_share",
    "payment_on_time_share",
    "goals_reached_share",
];
/// A guess below this is no guess: the column is kept as a custom field without asking.
pub(crate) const LEAST: f32 = 0.6;

/// A file of which the best reading scores less is one that nothing is known of.
const UNKNOWN: f32 = 0.1;

/// A column as recognition sees it.
pub(crate) struct Seen {
    pub(crate) header: Header,
    pub(crate) evidence: Evidence,
}

/// What a column may be.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Candidate {
    pub(crate) target: Target,
    pub(crate) confidence: f32,
    /// How the account is named, if the column names it.
    key: Option<AccountKey>,
}

/// A file read as one shape.
#[derive(Clone, Debug)]
pub(crate) struct Recognised {
    pub(crate) shape: Shape,
    pub(crate) score: f32,
    pub(crate) key: AccountKey,
    /// Per column its chosen candidate.
    pub(crate) chosen: Vec<Option<Candidate>>,
    /// Per column what else it may be, likeliest first.
    pub(crate) others: Vec<Vec<Candidate>>,
}

/// The file read as each shape it may have, likeliest first.
pub(crate) fn recognise(columns: &[Seen], file_name: &str) -> Vec<Recognised> {
    let name = Header::new(file_name);
    let mut shapes: Vec<Recognised> = TableId::ALL
        .into_iter()
        .map(|table| match table {
            TableId::Accounts => Shape::Sheet,
            table => Shape::Table(table),
        })
        .map(|shape| as_shape(shape, columns, &name))
        .collect();
    // Stable: equal scores stay in the order of SPEC §2.
    sort_by(&mut shapes, |a, b| b.score.total_cmp(&a.score));
    if shapes.first().is_some_and(|best| best.score < UNKNOWN) {
        let other = |shape: &Recognised| shape.shape.table() != TableId::Accounts;
        sort_by(&mut shapes, |a, b| other(a).cmp(&other(b)));
        if let Some(list) = shapes.first_mut() {
            name_by_first_text(list, columns);
        }
    }
    shapes
}

/// A file that nothing is known of is proposed as a list of customers, called by its first column
/// of different texts; that is asked.
fn name_by_first_text(list: &mut Recognised, columns: &[Seen]) {
    let targets = ["account_id", "name"].map(|field| Target::field(TableId::Accounts, field));
    if list
        .chosen
        .iter()
        .flatten()
        .any(|chosen| targets.contains(&chosen.target))
    {
        return;
    }
    let is_name = |evidence: &Evidence| {
        let typed = evidence.numbers.max(evidence.days).max(evidence.flags);
        evidence.filled == evidence.rows
            && evidence.share(typed) < 0.5
            && uniqueness(evidence) == 1.0
    };
    let free = |(slot, column): &(&mut Option<Candidate>, &Seen)| {
        slot.is_none() && column.evidence.filled > 0 && is_name(&column.evidence)
    };
    let [_, name] = targets;
    if let Some((slot, _)) = list.chosen.iter_mut().zip(columns).find(free) {
        *slot = Some(Candidate {
            target: name,
            confidence: LEAST,
            key: Some(AccountKey::Name),
        });
        list.key = AccountKey::Name;
    }
}

/// How sure the first of the shapes is.
pub(crate) fn confidence(shapes: &[Recognised]) -> f32 {
    let score = |at: usize| shapes.get(at).map_or(0.0, |shape| shape.score.max(0.0));
    let margin = score(0) - score(1);
    let base = (0.35 + score(0) * 0.5).min(0.9);
    (base + margin * 0.5).clamp(0.05, 0.99)
}

pub(crate) fn as_shape(shape: Shape, columns: &[Seen], file_name: &Header) -> Recognised {
    let others: Vec<Vec<Candidate>> = columns.iter().map(|c| candidates(shape, c)).collect();
    let chosen = assign(&others);
    let key = chosen.iter().flatten().find_map(|c| c.key.clone());
    let mut recognised = Recognised {
        shape,
        score: 0.0,
        key: key.unwrap_or(AccountKey::Id),
        chosen,
        others,
    };
    if shape == Shape::Sheet {
        as_sheet(&mut recognised);
    }
    recognised.score = score(&recognised, columns, file_name);
    recognised
}

/// What the column may be in a file of this shape, likeliest first.
fn candidates(shape: Shape, column: &Seen) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    for &table in shape.tables() {
        for entry in synonyms::of_table(table) {
            if shape == Shape::Sheet && !in_sheet(table, entry.0) {
                continue;
            }
            found.extend(candidate(shape, table, entry, column));
        }
    }
    if shape == Shape::Sheet {
        for entry in synonyms::of_snapshots() {
            let kind = snapshot_kind(entry.0);
            let fit = best_fit(entry, &column.header, |_| true) * plausible(kind, &column.evidence);
            let of = |field, confidence| Candidate {
                target: Target::snapshot(field),
                confidence,
                key: None,
            };
            match (entry.0, nps_scale(&column.evidence)) {
                ("nps", NpsScale::Net) => found.push(of("nps_net", fit)),
                ("nps", NpsScale::Unclear) => {
                    let asked = fit.min(SURE - 0.01);
                    found.push(of("nps_net", asked));
                    found.push(of("nps", asked - 0.01));
                }
                (field, _) => found.push(of(field, fit)),
            }
        }
    }
    found.retain(|candidate| candidate.confidence >= 0.3);
    sort_by(&mut found, |a, b| b.confidence.total_cmp(&a.confidence));
    found
}

fn candidate(shape: Shape, table: TableId, entry: &Entry, column: &Seen) -> Option<Candidate> {
    let (name, _) = *entry;
    if name == USER {
        let confidence = best_fit(entry, &column.header, |_| true);
        let target = Target::UsageUser;
        return Some(Candidate {
            target,
            confidence,
            key: None,
        });
    }
    let through = name == THROUGH_CONTRACT;
    let field = if through { "account_id" } else { name };
    let (_, spec) = table.spec().field(field)?;
    let sheet_contract = shape == Shape::Sheet && table == TableId::Contracts;
    // In a sheet, "id" and "arr" are the account's; "start" and "end" the contract's.
    let allowed = |synonym: &str| {
        !sheet_contract
            || !matches!(
                synonym,
                "id" | "record id"
                    | "arr"
                    | "arr amount"
                    | "opportunity id"
                    | "deal id"
                    | "value"
                    | "stage"
                    | "close date"
            )
    };
    let mut confidence = best_fit(entry, &column.header, allowed);
    // How long something took is no day.
    let is_duration = column.header.unit.is_some_and(Unit::is_duration);
    if confidence == 0.0 || is_duration && spec.kind == FieldKind::Day {
        return None;
    }
    confidence *= plausible(spec.kind, &column.evidence);
    if spec.kind == FieldKind::Id {
        confidence *= uniqueness(&column.evidence);
    }
    if sheet_contract {
        confidence += 0.002;
    }
    let names_account = spec.kind == FieldKind::Account
        || (table == TableId::Accounts && matches!(name, "account_id" | "name"));
    let by_id = ["id", "编号", "编码", "代码", "number", "code", "no"]
        .iter()
        .any(|word| column.header.has_words(word));
    let key = names_account.then_some(match () {
        () if through => AccountKey::Through(TableId::Contracts),
        () if by_id => AccountKey::Id,
        () => AccountKey::Name,
    });
    // A direct name of the account goes before the way through its contract.
    let confidence = if through {
        confidence - 0.03
    } else {
        confidence
    };
    let target = Target::field(table, field);
    Some(Candidate {
        target,
        confidence,
        key,
    })
}

/// Fields that a sheet's columns may become beside those of accounts and snapshots.
fn in_sheet(table: TableId, field: &str) -> bool {
    table == TableId::Accounts || !matches!(field, "account_id" | "seats")
}

fn best_fit(entry: &Entry, header: &Header, allowed: impl Fn(&str) -> bool) -> f32 {
    let (_, names) = *entry;
    let mut best = 0.0_f32;
    let mut penalty = 0.0;
    for name in names.split(',').filter(|name| allowed(name)) {
        let fit = header.fits(name);
        if fit > 0.0 {
            best = best.max(fit - penalty);
        }
        penalty = f32::min(penalty + 0.001, 0.02);
    }
    best
}

fn snapshot_kind(field: &str) -> FieldKind {
    if SNAPSHOT_DAYS.contains(&field) {
        FieldKind::Day
    } else {
        FieldKind::Number
    }
}

/// Whether a field, by its name, holds a share.
pub(crate) fn is_share(field: &str) -> bool {
    SHARES.contains(&field)
}

/// On which scale a column of NPS is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NpsScale {
    /// Answers, 0 to 10, or nothing that says otherwise.
    Answers,
    /// Net scores, −100 to 100: some lie below 0.
    Net,
    /// Above 10 and never below 0: net scores of happy customers, or another scale.
    Unclear,
}

/// On which scale the values of a column of NPS are.
pub(crate) fn nps_scale(evidence: &Evidence) -> NpsScale {
    match evidence.range {
        Some((low, _)) if low < 0.0 => NpsScale::Net,
        Some((_, high)) if high > 10.0 => NpsScale::Unclear,
        _ => NpsScale::Answers,
    }
}

/// The kind of value that a target holds; `None` where the file decides.
pub(crate) fn kind_of(target: &Target) -> Option<FieldKind> {
    match target {
        Target::Field { table, field } => table.spec().field(field).map(|(_, spec)| spec.kind),
        Target::Snapshot { field } => synonyms::of_snapshots()
            .iter()
            .any(|(name, _)| name == field)
            .then(|| snapshot_kind(field)),
        Target::UsageUser => Some(FieldKind::Text),
        Target::Custom | Target::Ignore => None,
    }
}

/// How well the values suit a kind, 0.2 to 1; an empty column suits every kind.
fn plausible(kind: FieldKind, evidence: &Evidence) -> f32 {
    let by_share = |share: f32| match share {
        _ if evidence.filled == 0 => 1.0,
        share if share >= 0.8 => 1.0,
        share if share >= 0.5 => 0.85,
        _ => 0.2,
    };
    match kind {
        FieldKind::Day => by_share(evidence.share(evidence.days + evidence.epochs)),
        FieldKind::Number | FieldKind::Money => {
            by_share(evidence.share(evidence.numbers + evidence.words + evidence.durations))
        }
        FieldKind::Flag => by_share(evidence.share(evidence.flags)),
        FieldKind::Account | FieldKind::Id | FieldKind::Text | FieldKind::Category(_) => {
            let only_days = evidence.filled > 0
                && evidence.days == evidence.filled
                && evidence.numbers < evidence.filled;
            if only_days { 0.4 } else { 1.0 }
        }
    }
}

/// A key has a different value in nearly every row; a few repeated ones are faults of the file.
#[allow(clippy::cast_precision_loss)] // counts of a sample
fn uniqueness(evidence: &Evidence) -> f32 {
    match evidence.distinct as f32 / evidence.filled.max(1) as f32 {
        _ if evidence.filled == 0 => 1.0,
        share if share >= 0.9 => 1.0,
        share if share >= 0.6 => 0.9,
        _ => 0.5,
    }
}

/// The best pairs of column and target first; each is used once.
fn assign(candidates: &[Vec<Candidate>]) -> Vec<Option<Candidate>> {
    let mut pairs: Vec<(usize, &Candidate)> = candidates
        .iter()
        .enumerate()
        .flat_map(|(at, list)| list.iter().map(move |candidate| (at, candidate)))
        .filter(|(_, candidate)| candidate.confidence >= LEAST)
        .collect();
    sort_by(&mut pairs, |(_, a), (_, b)| {
        b.confidence.total_cmp(&a.confidence)
    });
    let mut chosen: Vec<Option<Candidate>> = vec![None; candidates.len()];
    let mut taken: Vec<&Target> = Vec::new();
    for (at, candidate) in pairs {
        if chosen[at].is_none() && !taken.contains(&&candidate.target) {
            taken.push(&candidate.target);
            chosen[at] = Some(candidate.clone());
        }
    }
    chosen
}

/// A sheet without anything measured is a plain list of accounts, and a contract needs an end, or
/// an amount and a start.
fn as_sheet(recognised: &mut Recognised) {
    let has = |chosen: &[Option<Candidate>], table, field: &str| {
        let target = Target::field(table, field);
        chosen
            .iter()
            .flatten()
            .any(|candidate| candidate.target == target)
    };
    let contract = |field| has(&recognised.chosen, TableId::Contracts, field);
    let starts = contract("starts_on") || has(&recognised.chosen, TableId::Accounts, "started_on");
    let possible = contract("ends_on") || (contract("amount") && starts);
    if !possible {
        let free = !has(&recognised.chosen, TableId::Accounts, "arr");
        let start_free = !has(&recognised.chosen, TableId::Accounts, "started_on");
        for slot in &mut recognised.chosen {
            let moved = match slot.as_ref().map(|candidate| &candidate.target) {
                Some(Target::Field {
                    table: TableId::Contracts,
                    field,
                }) => match field.as_str() {
                    "amount" if free => Some("arr"),
                    "starts_on" if start_free => Some("started_on"),
                    _ => None,
                },
                _ => continue,
            };
            *slot = slot.take().and_then(|candidate| {
                Some(Candidate {
                    target: Target::field(TableId::Accounts, moved?),
                    ..candidate
                })
            });
        }
    }
    let measured = recognised.chosen.iter().flatten().any(|candidate| {
        matches!(
            candidate.target,
            Target::Snapshot { .. }
                | Target::Field {
                    table: TableId::Contracts,
                    ..
                }
        )
    });
    if !measured {
        recognised.shape = Shape::Table(TableId::Accounts);
    }
}

#[allow(clippy::cast_precision_loss)] // numbers of columns
fn score(recognised: &Recognised, columns: &[Seen], file_name: &Header) -> f32 {
    let table = recognised.shape.table();
    let matched: f32 = recognised
        .chosen
        .iter()
        .flatten()
        .map(|c| c.confidence)
        .sum();
    let mut score = matched / columns.len().max(1) as f32;
    let column_of = |field: &str| {
        let target = Target::field(table, field);
        recognised
            .chosen
            .iter()
            .position(|slot| slot.as_ref().is_some_and(|c| c.target == target))
    };
    let own = table
        .spec()
        .key()
        .and_then(|(_, field)| column_of(field.name));
    let telling = |at: usize| {
        columns
            .get(at)
            .is_some_and(|column| !is_generic(&column.header))
    };
    if table == TableId::Accounts {
        if own.is_some_and(|at| !telling(at)) && column_of("name").is_none() {
            score -= 0.25;
        }
        // A bare id beside the customer's own id, or beside a mere "customer", is the key of
        // something else that customers have.
        let bare = columns.iter().any(|column| is_generic(&column.header));
        let header = |field: &str| {
            column_of(field)
                .and_then(|at| columns.get(at))
                .map(|c| &c.header)
        };
        let own_id = header("account_id").is_some_and(|h| !is_generic(h) && h.has_words("id"));
        let mere = |h: &Header| {
            matches!(
                h.name.as_str(),
                "customer" | "client" | "company" | "account" | "organization" | "客户"
            )
        };
        if bare && (own_id || header("name").is_some_and(mere)) {
            score -= 0.3;
        }
        let key = column_of("account_id").or(column_of("name"));
        match key.and_then(|at| columns.get(at)) {
            None => score -= 0.45,
            Some(column) => match uniqueness(&column.evidence) {
                1.0 => score += 0.25,
                unique if unique < 0.9 => score -= 0.7,
                _ => {}
            },
        }
    }
    if table == TableId::Contracts && column_of("starts_on").or(column_of("ends_on")).is_none() {
        // What names a contract but not its term is about something else.
        score -= 0.3;
    } else if table != TableId::Accounts && own.is_some_and(telling) {
        score += 0.3;
    }
    score += spoken_for(recognised, columns);
    for field in table.spec().fields.iter().filter(|field| field.required) {
        let made = field.kind == FieldKind::Id || table == TableId::Accounts;
        score += match (column_of(field.name).is_some(), made) {
            (true, _) => 0.12,
            // A contract's start may be assumed from its end.
            (false, _) if field.name == "starts_on" && column_of("ends_on").is_some() => 0.0,
            (false, true) => 0.0,
            (false, false) if field.name == "kind" => -0.1,
            (false, false) => -0.35,
        };
    }
    let identifying: &[&str] = match table {
        TableId::Usage => &["feature", "events", "users"],
        TableId::Contracts => &["contract_id", "ends_on"],
        TableId::Tickets => &["ticket_id", "resolved_at", "priority"],
        TableId::Contacts => &["contact_id", "role", "name"],
        TableId::Invoices => &["invoice_id", "issued_on", "paid_on"],
        TableId::Touchpoints => &["kind", "minutes", "outcome", "channel"],
        TableId::Events => &["kind", "note"],
        _ => &[],
    };
    // Everything has an id; tickets and contacts are told by more.
    let strict = matches!(table, TableId::Tickets | TableId::Contacts);
    let identified = |field: &&str| column_of(field).is_some_and(|at| !strict || telling(at));
    if !identifying.is_empty() && !identifying.iter().any(identified) {
        score -= 0.3;
    }
    score + named(table, file_name)
}

/// What columns say that are no field of the table: names of deals speak for contracts, cards and
/// invoices for bills, several ways to reach somebody for people where no column names a company.
fn spoken_for(recognised: &Recognised, columns: &[Seen]) -> f32 {
    const DEALS: [&str; 5] = [
        "deal name",
        "deal stage",
        "opportunity name",
        "opportunity stage",
        "商机名称",
    ];
    const BILLS: [&str; 7] = [
        "invoice", "发票", "开票", "card", "refunded", "captured", "dispute",
    ];
    const PEOPLE: [&str; 9] = [
        "email",
        "phone",
        "mobile",
        "first name",
        "last name",
        "job title",
        "unsubscribed",
        "bounced",
        "user agent",
    ];
    let says = |words: &[&str]| {
        let said = |column: &&Seen| words.iter().any(|word| column.header.has_words(word));
        columns.iter().filter(said).count()
    };
    let names_company = |column: &Seen| {
        let words = [
            "company",
            "customer",
            "account",
            "organization",
            "client",
            "客户",
            "公司",
        ];
        words.iter().any(|word| column.header.has_words(word))
    };
    match recognised.shape.table() {
        TableId::Contracts if says(&DEALS) > 0 => 1.2,
        TableId::Invoices if says(&BILLS) >= 3 => 0.5,
        TableId::Contacts if says(&PEOPLE) >= 4 && !columns.iter().any(names_company) => 1.2,
        _ => 0.0,
    }
}

/// Whether a key's name says nothing of what it is the key of.
fn is_generic(header: &Header) -> bool {
    matches!(
        header.name.as_str(),
        "id" | "record id" | "编号" | "number" | "no"
    )
}

/// What the file's name adds: the word that stands last speaks, as in `customer support tickets`.
fn named(table: TableId, file_name: &Header) -> f32 {
    let last = FILE_NAMES
        .iter()
        .flat_map(|(table, words)| words.split(',').map(move |word| (*table, word)))
        .filter_map(|(table, word)| Some((file_name.end_of_words(word)?, word.len(), table)))
        .max_by_key(|(end, length, _)| (*end, *length));
    match last {
        Some((_, _, named)) if named == table => 0.4,
        _ => 0.0,
    }
}
