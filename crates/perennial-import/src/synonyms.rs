//! What columns are called in the files of the systems that people export from, as data: a file per
//! table, in English and Chinese, normalised as [`crate::header::Header`] does it.

mod accounts;
mod contracts;
mod others;
mod snapshots;
mod support;
mod usage;

use perennial_data::TableId;

/// A field and the names it goes by, in the order in which they are preferred, with commas between
/// them: a slice for each word would take more room than the word.
pub(crate) type Entry = (&'static str, &'static str);

/// The pseudo-field of a contract's key in a table that names its account by it.
pub(crate) const THROUGH_CONTRACT: &str = "(contract)";
/// The pseudo-field of a person whose single events are counted.
pub(crate) const USER: &str = "(user)";

/// The names of a table's fields, pseudo-fields included.
pub(crate) fn of_table(table: TableId) -> &'static [Entry] {
    match table {
        TableId::Accounts => accounts::ENTRIES,
        TableId::Contracts => contracts::ENTRIES,
        TableId::Usage => usage::ENTRIES,
        TableId::Tickets => support::TICKETS,
        TableId::Surveys => support::SURVEYS,
        TableId::Touchpoints => support::TOUCHPOINTS,
        TableId::Goals => others::GOALS,
        TableId::Invoices => others::INVOICES,
        TableId::Purchases => others::PURCHASES,
        TableId::Contacts => others::CONTACTS,
        TableId::Events => others::EVENTS,
        TableId::Benchmarks => others::BENCHMARKS,
        TableId::Snapshots => others::SNAPSHOTS,
    }
}

/// The names of what a wide sheet says about its customers beside their own fields.
pub(crate) fn of_snapshots() -> &'static [Entry] {
    snapshots::ENTRIES
}

/// Words of file names, and the table that they speak for.
#[rustfmt::skip] // lists of words, not code
pub(crate) static FILE_NAMES: &[(TableId, &str)] = &[
    (
        TableId::Accounts,
        "accounts,account,customers,customer,clients,companies,客户,客户列表,客户清单,\
         客户名单",
    ),
    (
        TableId::Contracts,
        "contracts,contract,subscriptions,subscription,renewals,合同,订阅",
    ),
    (
        TableId::Usage,
        "usage,logins,activity,feature usage,使用,登录,用量",
    ),
    (
        TableId::Tickets,
        "tickets,ticket,support,cases,conversations,工单",
    ),
    (
        TableId::Surveys,
        "surveys,survey,nps,csat,responses,feedback,调查,问卷,满意度",
    ),
    (
        TableId::Touchpoints,
        "touchpoints,touchpoint,visits,meetings,calls,回访,拜访,跟进,跟踪",
    ),
    (TableId::Goals, "goals,goal,objectives,目标"),
    (
        TableId::Invoices,
        "invoices,invoice,billing,payments,发票,账单,回款",
    ),
    (
        TableId::Purchases,
        "purchases,purchase,orders,order,transactions,订单,采购",
    ),
    (
        TableId::Contacts,
        "contacts,contact,people,联系人",
    ),
    (
        TableId::Events,
        "events,churn,churn events,事件",
    ),
    (TableId::Benchmarks, "benchmarks,benchmark,基准"),
    (TableId::Snapshots, "snapshots,snapshot,快照"),
];
