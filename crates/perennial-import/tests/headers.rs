//! Header rows of the systems that people export from are recognised as what they are.
#![allow(clippy::unwrap_used)] // a test fails by it

mod common;

use perennial_data::TableId;
use perennial_data::TableId::{
    Accounts, Contacts, Contracts, Invoices, Surveys, Tickets, Touchpoints,
};
use perennial_import::{Code, Target};

/// Header list, the tables that it may be, and columns that have to come to their fields.
type Expected = (
    &'static str,
    &'static [TableId],
    &'static [(&'static str, &'static str)],
);

#[rustfmt::skip] // a table
const EXPECTED: [Expected; 23] = [
    ("00", &[Invoices], &[("id", "invoice_id"), ("Amount", "amount"), ("Customer ID", "account_id"), ("Created", "issued_on")]),
    ("02", &[Contracts], &[("id", "contract_id"), ("Customer ID", "account_id"), ("Amount", "amount"), ("Quantity", "seats"), ("Start Date (UTC)", "starts_on"), ("Current Period End (UTC)", "ends_on"), ("Cancellation Reason", "reason_code")]),
    ("04", &[Invoices], &[("id", "invoice_id"), ("Customer", "account_id"), ("Amount Due", "amount"), ("Date (UTC)", "issued_on")]),
    ("05", &[Accounts], &[("id", "account_id"), ("Name", "name"), ("Created (UTC)", "started_on")]),
    ("06", &[Tickets], &[("Id", "ticket_id"), ("Organization", "account_id"), ("Created at", "opened_at"), ("Solved at", "resolved_at"), ("Priority", "priority"), ("Satisfaction Score", "csat")]),
    ("08", &[Tickets], &[("Ticket ID", "ticket_id"), ("Created time", "opened_at"), ("Resolved time", "resolved_at"), ("First response time (in hrs)", "response_hours"), ("Resolution time (in hrs)", "resolution_hours")]),
    ("10", &[Accounts], &[("Record ID", "account_id"), ("Company name", "name"), ("Industry", "industry"), ("Number of Employees", "employees"), ("Company owner", "owner")]),
    ("11", &[Contacts], &[("Record ID", "contact_id"), ("Associated Company ID", "account_id")]),
    ("13", &[Accounts], &[("Record ID", "account_id"), ("Company name", "name"), ("Company owner", "owner")]),
    ("15", &[Contracts], &[("Record ID", "contract_id"), ("Amount", "amount"), ("Deal Stage", "outcome")]),
    ("17", &[Contracts], &[("Account Name", "account_id"), ("Total Amount", "amount"), ("Close Date", "ends_on"), ("Stage", "outcome")]),
    ("18", &[Contracts], &[("Opportunity ID", "contract_id"), ("Account Name", "account_id"), ("Amount", "amount"), ("Close Date", "ends_on")]),
    ("19", &[Accounts], &[("Account Name", "name"), ("Account Owner", "owner")]),
    ("21", &[Accounts], &[("Name", "name"), ("ParentId", "parent_id"), ("Industry", "industry"), ("NumberOfEmployees", "employees")]),
    ("22", &[Tickets], &[("conversation_id", "ticket_id"), ("conversation_created_at", "opened_at"), ("conversation_closed_at", "resolved_at")]),
    ("24", &[Contacts], &[("id", "contact_id")]),
    ("25", &[Surveys], &[("score", "score"), ("created_at", "date"), ("survey_type", "kind"), ("comment", "comment")]),
    ("27", &[Surveys], &[("Respondent ID", "respondent"), ("End Date", "date")]),
    ("28", &[Accounts], &[("客户名称", "name"), ("客户行业", "industry"), ("负责人", "owner"), ("创建时间", "started_on")]),
    ("29", &[Contracts], &[("合同编号", "contract_id"), ("客户名称", "account_id"), ("合同金额", "amount"), ("合同开始时间", "starts_on"), ("合同结束时间", "ends_on")]),
    ("31", &[Touchpoints, Surveys], &[("客户名称", "account_id"), ("回访时间", "date"), ("回访形式", "kind")]),
    ("32", &[Invoices], &[("客户名称", "account_id"), ("开票金额", "amount"), ("发票号码", "invoice_id")]),
    ("35", &[Touchpoints], &[("客户名称", "account_id"), ("跟踪时间", "date"), ("跟踪类型", "kind"), ("跟踪情况描述", "outcome")]),
];

/// What is no list of one entity but words that files may use: nothing is expected of it.
const VOCABULARY: &str = "16";

#[test]
fn exports_of_known_systems_are_recognised_by_their_headers() {
    let Some(folder) = common::shared_data() else {
        return;
    };
    let mut wrong = Vec::new();
    let mut seen = 0;
    for entry in std::fs::read_dir(folder.join("export_headers/empty_csv")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if name.starts_with(VOCABULARY) {
            continue;
        }
        let expected = EXPECTED
            .iter()
            .find(|(start, _, _)| name.starts_with(start));
        let (_, tables, fields) = expected.unwrap();
        seen += 1;
        // By its headers alone: the name of the file says nothing.
        let inspection = common::inspect("export.csv", &std::fs::read(&path).unwrap());
        let has = |code| {
            inspection
                .problems
                .iter()
                .any(|problem| problem.code == code)
        };
        assert!(has(Code::HeadersOnly), "{name}");
        let table = inspection.shape.table();
        if !tables.contains(&table) {
            wrong.push(format!("{name}: {table:?} {:.2}", inspection.confidence));
            continue;
        }
        for (header, field) in *fields {
            let column = inspection
                .columns
                .iter()
                .find(|column| column.header == *header);
            let guess = column.unwrap().guess.as_ref();
            let is_field =
                matches!(guess, Some(Target::Field { field: found, .. }) if found == field);
            if !is_field {
                wrong.push(format!("{name}: {header} is {guess:?}, not {field}"));
            }
        }
        // What is no field is kept under its own name.
        for column in inspection.plan().columns {
            assert_ne!(column.target, Target::Ignore, "{name} {}", column.header);
        }
    }
    assert_eq!(seen, EXPECTED.len());
    assert!(wrong.is_empty(), "{wrong:#?}");
}
