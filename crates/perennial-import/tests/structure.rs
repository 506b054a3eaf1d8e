//! What lies around the rows of a table: titles, headers of several rows, totals, remarks, and tables below
//! one another. Nothing of it comes in as a row, and nothing is lost without a word.
#![allow(clippy::unwrap_used)] // a test fails by it

mod common;

use common::texts::{Texts, of_file};
use perennial_data::{Dataset, TableId, merge};
use perennial_import::{Code, FileFacts, HEAD, HostDecoders, Inspector};

fn read(text: &str) -> (Vec<Texts>, Vec<(Code, u64)>, Vec<Code>) {
    let (inspection, imported, tables) = of_file("export.csv", text.as_bytes());
    let counts = imported.rejects.counts();
    let notes = inspection.problems.iter().chain(&imported.notes);
    (
        tables,
        counts
            .iter()
            .map(|count| (count.code, count.count))
            .collect(),
        notes
            .map(|note| note.code)
            .filter(|code| *code != Code::KeyMade)
            .collect(),
    )
}

fn header(texts: &Texts) -> Vec<&str> {
    texts.header.iter().flatten().map(String::as_str).collect()
}

#[test]
fn title_rows_are_passed_over_and_said() {
    for text in [
        "客户合同明细表\n导出时间：2026-03-01\n\n客户名称,合同金额,到期日\n甲公司,12,2026-03-01\n乙公司,15,2026-05-01\n",
        "客户合同明细表,,\n导出时间：2026-03-01,,\n,,\n客户名称,合同金额,到期日\n甲公司,12,2026-03-01\n乙公司,15,2026-05-01\n",
        "# exported\n客户名称,合同金额,到期日\n甲公司,12,2026-03-01\n乙公司,15,2026-05-01\n",
    ] {
        let (tables, rejects, notes) = read(text);
        assert_eq!(
            header(&tables[0]),
            ["客户名称", "合同金额", "到期日"],
            "{text}"
        );
        assert_eq!(tables[0].rows.len(), 2);
        assert_eq!((rejects, notes), (vec![], vec![Code::TitleRows]));
    }
}

#[test]
fn a_header_of_two_rows_is_joined() {
    let (tables, rejects, notes) = read(
        "客户,合同,,使用,\n名称,金额,到期日,登录次数,活跃天数\n甲,12,2026-03-01,5,3\n乙,15,2026-05-01,8,4\n",
    );
    let names = [
        "客户 名称",
        "合同 金额",
        "合同 到期日",
        "使用 登录次数",
        "使用 活跃天数",
    ];
    assert_eq!(header(&tables[0]), names);
    assert_eq!(tables[0].rows.len(), 2);
    assert_eq!((rejects, notes), (vec![], vec![Code::HeaderJoined]));
    // A first row with words where the others have numbers is no second header on its own.
    let (tables, _, notes) =
        read("name,city,seats\nAcme,Oslo,unknown\nBeta,Rome,12\nCeta,Bonn,15\n");
    assert_eq!((tables[0].rows.len(), notes.len()), (3, 0));
}

#[test]
fn totals_remarks_blank_tails_and_the_header_again_are_no_rows() {
    let (tables, rejects, notes) = read(
        "name,seats,arr\nAcme,3,100\nBeta,4,200\nname,seats,arr\nCeta,5,\nTotal,12,300\n,,\n,,\nSource: CRM\n\nprepared by finance\n",
    );
    assert_eq!(tables.len(), 1);
    assert_eq!(tables[0].rows.len(), 3);
    assert_eq!(rejects, [(Code::TotalRow, 1), (Code::NoteRow, 2)]);
    assert_eq!(notes, [Code::BlankRows, Code::RepeatedHeader]);
    // A customer of that name has more than numbers.
    let (tables, rejects, _) = read("name,city,arr\nTotal,Paris,100\nBeta,Rome,200\n");
    assert_eq!((tables[0].rows.len(), rejects.len()), (2, 0));
}

#[test]
fn tables_below_one_another_are_read_each_by_itself() {
    let text = "account_id,name,seats\nA-1,Acme,3\nA-2,Beta,4\n\nTickets\nticket_id,account_id,opened_at,priority\nT-1,A-1,2026-01-02,high\nT-2,A-2,2026-01-05,low\nT-3,A-1,2026-01-09,low\n\n\ngoal,account_id,target\nrollout,A-2,5\n";
    let inspection = common::inspect("export.csv", text.as_bytes());
    let names: Vec<&str> = inspection
        .further
        .iter()
        .map(|other| other.file.name.as_str())
        .collect();
    assert_eq!(names, ["export-2.csv", "export-3.csv"]);
    for chunk in [1, 7, 4096] {
        let imported = common::read(&inspection.plan(), text.as_bytes(), chunk);
        assert_eq!(imported.further.len(), 2);
        let batches = imported.further.into_iter().flat_map(|other| other.batches);
        let batches = imported.batches.into_iter().chain(batches).collect();
        let (data, report) = merge(&Dataset::default(), batches);
        let rows = |table| data.table(table).len();
        assert_eq!(
            (
                rows(TableId::Accounts),
                rows(TableId::Tickets),
                rows(TableId::Goals)
            ),
            (2, 3, 1)
        );
        assert!(report.tables.iter().all(|table| table.unmatched == 0));
        // The title of the second table is a line by itself.
        assert_eq!(imported.rejects.counts()[0].code, Code::NoteRow);
    }
    let mut plan = inspection.plan();
    plan.is_read = false;
    plan.further[1].is_read = false;
    let imported = common::read(&plan, text.as_bytes(), 64);
    assert_eq!(
        (
            imported.rows,
            imported.further[0].rows,
            imported.further[1].rows
        ),
        (0, 3, 0)
    );
}

#[test]
fn a_table_that_begins_behind_what_was_looked_at_is_set_aside_row_by_row() {
    let rows: String = (0..40_000).map(|at| format!("A-{at},{at}\n")).collect();
    let text =
        format!("account_id,seats\n{rows}\nticket_id,account_id,opened_at\nT-1,A-1,2026-01-02\n");
    assert!(text.len() > HEAD);
    let mut inspector = Inspector::new(FileFacts::named("export.csv", text.len() as u64));
    inspector.head(text.as_bytes());
    let plan = inspector.finish(&HostDecoders).plan();
    let imported = common::read(&plan, text.as_bytes(), 1 << 16);
    assert_eq!((imported.rows, imported.rejects.rows()), (40_000, 2));
    assert_eq!(imported.rejects.kept()[1].raw, "T-1,A-1,2026-01-02");
    assert_eq!(imported.rejects.kept()[1].code, Code::AnotherTable);
}
