//! The tables of SPEC §2 as data: which fields each has, of what kind, and when they become known.

use serde::{Deserialize, Serialize};

/// A table of the workspace.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // the variants are the tables of SPEC §2
pub enum TableId {
    Accounts,
    Contracts,
    Usage,
    Tickets,
    Surveys,
    Touchpoints,
    Goals,
    Invoices,
    Purchases,
    Contacts,
    Events,
    Benchmarks,
    /// Values of an account as a sheet of some date gave them: one row per account, date and field.
    Snapshots,
}

/// What a field holds and how it is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// Which account the row belongs to.
    Account,
    /// The row's own key, unique in the table.
    Id,
    /// Free text, or one of an open set of words.
    Text,
    /// One of a closed set of words; other words are kept as text.
    Category(&'static [&'static str]),
    /// A calendar date.
    Day,
    /// A number without a currency.
    Number,
    /// An amount in the account's currency.
    Money,
    /// Yes or no.
    Flag,
}

/// From when on a field may be read (SPEC §1, point in time).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// As soon as the row exists.
    WithRow,
    /// A date on which something happens: not known before it. Plans (`ends_on`, `due_on`) are
    /// [`Known::WithRow`].
    OnItself,
    /// From the first of these date fields that is filled; with the row if none is.
    On(&'static [&'static str]),
}

/// One field of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldSpec {
    /// The column's name, as in SPEC §2.
    pub name: &'static str,
    /// What it holds.
    pub kind: FieldKind,
    /// A row without it is set aside on import.
    pub required: bool,
    /// From when on it may be read.
    pub known: Known,
}

/// A table: its fields, the date that places a row in time, and its interval if it has one.
#[derive(Debug, PartialEq, Eq)]
pub struct TableSpec {
    /// Which table.
    pub id: TableId,
    /// Its name in files, models and messages.
    pub name: &'static str,
    /// The date field that places a row in time; rows are sorted by it. `None`: rows always exist.
    pub date: Option<&'static str>,
    /// Start and exclusive end of the time in which a row is in force, if it has one.
    pub interval: Option<(&'static str, &'static str)>,
    /// The fields that make two rows the same row when a file is imported again: the older one is
    /// replaced. A row's own key where there is one.
    pub same: &'static [&'static str],
    /// The fields, keys first.
    pub fields: &'static [FieldSpec],
}

const fn field(name: &'static str, kind: FieldKind) -> FieldSpec {
    FieldSpec {
        name,
        kind,
        required: false,
        known: Known::WithRow,
    }
}
const fn required(name: &'static str, kind: FieldKind) -> FieldSpec {
    FieldSpec {
        name,
        kind,
        required: true,
        known: Known::WithRow,
    }
}
const fn happens(name: &'static str) -> FieldSpec {
    FieldSpec {
        name,
        kind: FieldKind::Day,
        required: false,
        known: Known::OnItself,
    }
}
const fn known_on(
    name: &'static str,
    kind: FieldKind,
    dates: &'static [&'static str],
) -> FieldSpec {
    FieldSpec {
        name,
        kind,
        required: false,
        known: Known::On(dates),
    }
}

use FieldKind::{Account, Category, Day, Flag, Id, Money, Number, Text};

const ACCOUNT: FieldSpec = required("account_id", Account);
const OUTCOME_KNOWN: &[&str] = &["outcome_on", "ends_on"];
const FEEDBACK_KNOWN: &[&str] = &["feedback_on", "resolved_at"];
const REVIEW_KNOWN: &[&str] = &["reviewed_on"];

static TABLES: [TableSpec; 13] = [
    TableSpec {
        id: TableId::Accounts,
        name: "accounts",
        date: None,
        interval: None,
        same: &["account_id"],
        fields: &[
            required("account_id", Id),
            required("name", Text),
            field("parent_id", Text),
            field("segment", Text),
            field("industry", Text),
            field("employees", Number),
            field("region", Text),
            field("edition", Text),
            field("owner", Text),
            field("seats", Number),
            field("arr", Money),
            field("currency", Text),
            field("started_on", Day),
            field("key_account", Flag),
            field("purchase_intent", Text),
            field("problem", Text),
            field("expected_by", Day),
            field("potential_influence", Number),
            field("potential_innovation", Number),
            field("domain", Text),
        ],
    },
    TableSpec {
        id: TableId::Contracts,
        name: "contracts",
        date: Some("starts_on"),
        interval: Some(("starts_on", "ends_on")),
        same: &["contract_id"],
        fields: &[
            required("contract_id", Id),
            ACCOUNT,
            required("starts_on", Day),
            // Empty means open-ended: subscriptions that run until cancelled have no end yet.
            field("ends_on", Day),
            required("amount", Money),
            // Monthly recurring revenue, where the source says it; else amount over months of term.
            field("mrr", Money),
            field("seats", Number),
            field("unit_price", Money),
            field("notice_days", Number),
            field("auto_renew", Flag),
            known_on(
                "outcome",
                Category(&["open", "renewed", "expanded", "contracted", "lost"]),
                OUTCOME_KNOWN,
            ),
            happens("outcome_on"),
            known_on("outcome_amount", Money, OUTCOME_KNOWN),
            known_on("reason_code", Text, OUTCOME_KNOWN),
            known_on("reason_text", Text, OUTCOME_KNOWN),
        ],
    },
    TableSpec {
        id: TableId::Usage,
        name: "usage",
        date: Some("date"),
        interval: None,
        same: &["account_id", "date", "feature"],
        fields: &[
            ACCOUNT,
            required("date", Day),
            field("feature", Text),
            field("events", Number),
            field("users", Number),
        ],
    },
    TableSpec {
        id: TableId::Tickets,
        name: "tickets",
        date: Some("opened_at"),
        interval: Some(("opened_at", "resolved_at")),
        same: &["ticket_id"],
        fields: &[
            required("ticket_id", Id),
            ACCOUNT,
            required("opened_at", Day),
            happens("first_response_at"),
            happens("resolved_at"),
            field("priority", Text),
            field(
                "kind",
                Category(&["question", "problem", "complaint", "request", "escalation"]),
            ),
            known_on("csat", Number, FEEDBACK_KNOWN),
            happens("feedback_on"),
            field("level", Text),
            field("team", Text),
            // Times of day are not kept; where a source gives them, these keep the durations.
            known_on("response_hours", Number, &["first_response_at"]),
            known_on("resolution_hours", Number, &["resolved_at"]),
        ],
    },
    TableSpec {
        id: TableId::Surveys,
        name: "surveys",
        date: Some("date"),
        interval: None,
        same: &["account_id", "date", "kind", "respondent"],
        fields: &[
            ACCOUNT,
            required("date", Day),
            field("kind", Category(&["nps", "csat", "ces"])),
            required("score", Number),
            field("respondent", Text),
            field("comment", Text),
        ],
    },
    TableSpec {
        id: TableId::Touchpoints,
        name: "touchpoints",
        date: Some("date"),
        interval: None,
        same: &["account_id", "date", "kind", "channel", "owner"],
        fields: &[
            ACCOUNT,
            required("date", Day),
            field(
                "kind",
                Category(&[
                    "visit", "call", "training", "review", "webinar", "mail", "chat", "event",
                ]),
            ),
            field("channel", Text),
            field("owner", Text),
            field("minutes", Number),
            field("outcome", Text),
        ],
    },
    TableSpec {
        id: TableId::Goals,
        name: "goals",
        date: None,
        interval: None,
        same: &["account_id", "goal"],
        fields: &[
            ACCOUNT,
            required("goal", Text),
            field("unit", Text),
            field("baseline", Number),
            required("target", Number),
            known_on("actual", Number, REVIEW_KNOWN),
            field("due_on", Day),
            happens("reviewed_on"),
            known_on("status", Text, REVIEW_KNOWN),
        ],
    },
    TableSpec {
        id: TableId::Invoices,
        name: "invoices",
        // An invoice exists once issued; one without that date, from the day it is due.
        date: Some("issued_on"),
        interval: Some(("due_on", "paid_on")),
        same: &["invoice_id"],
        fields: &[
            required("invoice_id", Id),
            ACCOUNT,
            required("due_on", Day),
            required("amount", Money),
            field("issued_on", Day),
            happens("paid_on"),
        ],
    },
    TableSpec {
        id: TableId::Purchases,
        name: "purchases",
        date: Some("date"),
        interval: None,
        same: &["account_id", "date"],
        fields: &[
            ACCOUNT,
            required("date", Day),
            required("amount", Money),
            field("quantity", Number),
        ],
    },
    TableSpec {
        id: TableId::Contacts,
        name: "contacts",
        date: None,
        interval: None,
        same: &["contact_id"],
        fields: &[
            required("contact_id", Id),
            ACCOUNT,
            field("name", Text),
            field(
                "role",
                Category(&["decision_maker", "champion", "user", "finance"]),
            ),
            happens("left_on"),
            field("prefers_content", Text),
            field("prefers_channel", Text),
        ],
    },
    TableSpec {
        id: TableId::Events,
        name: "events",
        date: Some("date"),
        interval: None,
        same: &["account_id", "date", "kind", "note"],
        fields: &[
            ACCOUNT,
            required("date", Day),
            required("kind", Text),
            field("note", Text),
        ],
    },
    TableSpec {
        id: TableId::Benchmarks,
        name: "benchmarks",
        date: None,
        interval: None,
        same: &["metric", "segment"],
        fields: &[
            required("metric", Text),
            field("segment", Text),
            field("p25", Number),
            field("p50", Number),
            field("p75", Number),
        ],
    },
    TableSpec {
        id: TableId::Snapshots,
        name: "snapshots",
        date: Some("date"),
        interval: None,
        same: &["account_id", "date", "field"],
        fields: &[
            ACCOUNT,
            required("date", Day),
            required("field", Text),
            // A snapshot holds a number or a date, as its field does.
            field("number", Number),
            field("day", Day),
        ],
    },
];

impl TableId {
    /// Every table, accounts first.
    pub const ALL: [Self; 13] = [
        Self::Accounts,
        Self::Contracts,
        Self::Usage,
        Self::Tickets,
        Self::Surveys,
        Self::Touchpoints,
        Self::Goals,
        Self::Invoices,
        Self::Purchases,
        Self::Contacts,
        Self::Events,
        Self::Benchmarks,
        Self::Snapshots,
    ];

    /// What the table consists of.
    #[must_use]
    pub fn spec(self) -> &'static TableSpec {
        &TABLES[self as usize]
    }

    /// The table's name in files, models and messages.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.spec().name
    }

    /// The table of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|table| table.name() == name)
    }
}

impl TableSpec {
    /// Position and description of the field `name`.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<(usize, &'static FieldSpec)> {
        self.fields
            .iter()
            .enumerate()
            .find(|(_, field)| field.name == name)
    }

    /// The field that is the row's own key, if the table has one.
    #[must_use]
    pub fn key(&self) -> Option<(usize, &'static FieldSpec)> {
        self.fields
            .iter()
            .enumerate()
            .find(|(_, field)| field.kind == Id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_consistent() {
        for id in TableId::ALL {
            let spec = id.spec();
            assert_eq!(spec.id, id);
            assert_eq!(TableId::from_name(spec.name), Some(id));
            let day = |name: &str| assert_eq!(spec.field(name).unwrap().1.kind, Day, "{name}");
            spec.date.into_iter().for_each(day);
            spec.interval
                .into_iter()
                .flat_map(|(a, b)| [a, b])
                .for_each(day);
            for name in spec.same {
                assert!(spec.field(name).is_some(), "{name}");
            }
            for field in spec.fields {
                if let Known::On(dates) = field.known {
                    dates.iter().for_each(|name| day(name));
                }
                let same = spec
                    .fields
                    .iter()
                    .filter(|other| other.name == field.name)
                    .count();
                assert_eq!(same, 1, "{} twice in {}", field.name, spec.name);
            }
        }
    }
}
