//! One wide sheet is enough: it comes in as it is, and gives accounts, contracts and snapshots.
#![allow(clippy::unwrap_used)] // a test fails by it

mod common;

use perennial_data::{Column, Dataset, TableId, merge};
use perennial_import::{
    Code, Encoding, FileFacts, HostDecoders, Inspection, Inspector, QuestionKind, Shape, Target,
};

const SHEET: &str = "\
客户名称,行业,合同金额(万元),到期日,最近登录,近30天登录次数,NPS,客户经理,席位数,已用席位,区域,版本,开始日期,未解决工单,满意度,核心功能使用率,是否大客户,拜访备注,年会人数
上海星河科技有限公司,制造,12.5,2026-12-31,2026/2/27,35,50,王敏,50,42,华东,企业版,2026-01-01,0,4.5,85,是,无,12
北京远山软件有限公司,软件,¥3.8,2026-06-30,2026年2月3日,2,-20,李强,20,18,华北,专业版,2025-07-01,3,2.1,23,否,\"联系不上,暂停\",
广州南粤贸易,贸易,1.2亿,2027-03-31,20260228,\"1,120\",70,王敏,200,,华南,旗舰版,2026-04-01,1,N/A,61,Y,,3
";

#[test]
fn a_chinese_sheet_in_gb18030_maps_with_at_most_one_question() {
    let (bytes, _, _) = encoding_rs::GB18030.encode(SHEET);
    let inspection = common::inspect("客户列表_20260228.csv", &bytes);
    assert_eq!(inspection.encoding, Encoding::Gb18030);
    assert_eq!(inspection.shape, Shape::Sheet);
    assert_eq!(
        inspection.file_date,
        "2026-02-28".parse().ok(),
        "the date in its name"
    );
    assert!(
        inspection.questions.len() <= 1,
        "{:?}",
        inspection.questions
    );
    let kept: Vec<&str> = inspection
        .columns
        .iter()
        .filter(|column| column.guess.is_none())
        .map(|column| column.header.as_str())
        .collect();
    assert_eq!(kept, ["拜访备注", "年会人数"]);

    let imported = common::read(&inspection.plan(), &bytes, 7);
    assert_eq!(
        (
            imported.rows,
            imported.rejects.rows(),
            imported.rejects.values()
        ),
        (3, 0, 0)
    );
    let (data, report) = merge(&Dataset::default(), imported.batches);
    assert_eq!(
        report
            .tables
            .iter()
            .map(|table| table.unmatched)
            .sum::<u32>(),
        0
    );
    let account = data.account("北京远山软件有限公司").unwrap();
    let accounts = data.table(TableId::Accounts);
    let of = |field: &str| accounts.column(field).unwrap();
    assert_eq!(of("owner").text(account as usize), Some("李强"));
    assert_eq!(of("key_account").flag(account as usize), Some(false));
    assert_eq!(of("拜访备注").text(account as usize), Some("联系不上,暂停"));

    let contracts = data.table(TableId::Contracts);
    let mut terms: Vec<(f64, String, String)> = (0..contracts.len())
        .map(|row| {
            let day = |field| {
                contracts
                    .column(field)
                    .unwrap()
                    .day(row)
                    .unwrap()
                    .to_string()
            };
            let amount = contracts.column("amount").unwrap().number(row).unwrap();
            (amount, day("starts_on"), day("ends_on"))
        })
        .collect();
    terms.sort_by(|a, b| a.0.total_cmp(&b.0));
    let expect = [
        (38_000.0, "2025-07-01", "2026-07-01"),
        (125_000.0, "2026-01-01", "2027-01-01"),
        (120_000_000.0, "2026-04-01", "2027-04-01"),
    ];
    let expect = expect.map(|(amount, from, to)| (amount, from.to_owned(), to.to_owned()));
    assert_eq!(
        terms, expect,
        "an end on the last day of a term is inside it"
    );

    let snapshot = |field: &str| {
        let table = data.table(TableId::Snapshots);
        let row = (0..table.len()).find(|&row| {
            table.accounts()[row] == account
                && table.column("field").unwrap().text(row) == Some(field)
        });
        let row = row.unwrap_or_else(|| panic!("no snapshot {field}"));
        let day = table.column("day").and_then(|column| column.day(row));
        let number = table.column("number").and_then(|column| column.number(row));
        (number, day.map(|day| day.to_string()))
    };
    assert_eq!(
        snapshot("last_login"),
        (None, Some("2026-02-03".to_owned()))
    );
    for (field, value) in [
        ("logins_30d", 2.0),
        ("nps_net", -20.0),
        ("csat", 2.1),
        ("active_users_30d", 18.0),
        ("tickets_open", 3.0),
        ("core_feature_share", 0.23),
        ("seats", 20.0),
    ] {
        assert_eq!(snapshot(field), (Some(value), None), "{field}");
    }
}

#[test]
fn net_scores_are_not_taken_for_answers() {
    let guess = |scores: [&str; 3]| {
        let [a, b, c] = scores;
        let file =
            format!("客户名称,到期日,NPS\nA,2026-03-31,{a}\nB,2026-05-31,{b}\nC,2026-08-31,{c}\n");
        let inspection = common::inspect("客户_20260201.csv", file.as_bytes());
        let questions = inspection.questions.iter().filter(|q| q.column == Some(2));
        (inspection.columns[2].guess.clone(), questions.count())
    };
    let answers = Some(Target::snapshot("nps"));
    let net = Some(Target::snapshot("nps_net"));
    assert_eq!(guess(["9", "0", "10"]), (answers, 0));
    assert_eq!(guess(["50", "-20", "8"]), (net.clone(), 0));
    assert_eq!(
        guess(["50", "20", "8"]),
        (net, 1),
        "asked, as it may be another scale"
    );
}

#[test]
fn what_the_values_cannot_tell_is_asked_once_per_column_with_a_proposal() {
    let file = "account,amount,end date,score,last login\nA,\"1.234\",2026-03-17,5,03/04/2026\nB,\"2.345\",2026-05-20,6,05/06/2026\nC,\"3.456\",2026-08-02,7,07/01/2026\n";
    let inspection = common::inspect("list.csv", file.as_bytes());
    let asked: Vec<(QuestionKind, Option<u32>)> = inspection
        .questions
        .iter()
        .map(|q| (q.kind, q.column))
        .collect();
    use QuestionKind::{DateOrder, DecimalMark, InclusiveEnd};
    assert_eq!(
        asked,
        [
            (DateOrder, Some(4)),
            (InclusiveEnd, Some(2)),
            (DecimalMark, Some(1))
        ]
    );
    let mut plan = inspection.plan();
    for question in &inspection.questions {
        assert!(question.confidence < 0.8 && question.choices.contains(&question.proposed));
        let other = question
            .choices
            .iter()
            .find(|choice| **choice != question.proposed)
            .unwrap();
        plan.answer(&inspection, question, other);
    }
    let (data, _) = merge(
        &Dataset::default(),
        common::read(&plan, file.as_bytes(), 100).batches,
    );
    let contracts = data.table(TableId::Contracts);
    assert_eq!(contracts.column("amount").unwrap().number(0), Some(1234.0));
    assert_eq!(
        contracts.column("ends_on").unwrap().day(0),
        "2026-03-18".parse().ok()
    );
    let days = data.table(TableId::Snapshots).column("day").unwrap();
    assert!((0..days.len()).any(|row| days.day(row) == "2026-03-04".parse().ok()));
}

#[test]
fn a_file_without_names_gets_them_and_every_mapping_can_be_changed() {
    let file = "csat_score,company_size,us_region\n9,10-50,Pacific\n8,100-250,South\n";
    let inspection = common::inspect("churn.csv", file.as_bytes());
    let mut plan = inspection.plan();
    let imported = common::read(&plan, file.as_bytes(), 9);
    assert!(imported.notes.iter().any(|note| note.code == Code::KeyMade));
    let (data, _) = merge(&Dataset::default(), imported.batches);
    assert_eq!(data.account_name(0), Some("churn#1"));
    let sizes = data
        .table(TableId::Accounts)
        .column("company_size")
        .unwrap();
    assert_eq!(sizes.text(0), Some("10-50"), "a range is not a date");

    let mut twice = plan.clone();
    twice.columns[2].target = Target::field(TableId::Accounts, "region");
    twice.columns[1].target = Target::field(TableId::Accounts, "region");
    let (data, _) = merge(
        &Dataset::default(),
        common::read(&twice, file.as_bytes(), 9).batches,
    );
    let regions = data.table(TableId::Accounts).column("region").unwrap();
    assert_eq!(
        (regions.len(), regions.text(0)),
        (2, Some("10-50")),
        "the first column gives it"
    );

    plan.set_target(&inspection, 0, Target::Ignore);
    plan.set_target(&inspection, 1, Target::field(TableId::Accounts, "segment"));
    let (data, _) = merge(
        &Dataset::default(),
        common::read(&plan, file.as_bytes(), 9).batches,
    );
    let segments = data.table(TableId::Accounts).column("segment");
    assert!(matches!(segments, Some(Column::Text(_))));
    assert!(data.table(TableId::Snapshots).is_empty());
}

#[test]
fn a_slice_from_further_on_decides_what_the_head_cannot() {
    let row = |day: u32| format!("A,{day:02}/03/2026,4\n");
    let head: String = (0..3000).map(|at| row(at % 12 + 1)).collect();
    let file = format!("account,date,usage count\n{head}{}", row(28).repeat(20));
    let look = |with_slice: bool| {
        let mut inspector = Inspector::new(FileFacts::named("usage.csv", file.len() as u64));
        inspector.head(&file.as_bytes()[..20_000]);
        if with_slice {
            let offset = file.len() - 300;
            inspector.sample(offset as u64, &file.as_bytes()[offset..]);
        }
        inspector.finish(&HostDecoders)
    };
    let asked = |inspection: Inspection| -> Vec<QuestionKind> {
        inspection
            .questions
            .iter()
            .map(|question| question.kind)
            .collect()
    };
    assert_eq!(asked(look(false)), [QuestionKind::DateOrder]);
    assert_eq!(asked(look(true)), []);
}

#[test]
fn a_list_in_an_unknown_language_is_proposed_as_customers_and_asked() {
    let file = "Kunde;Betrag;Telefon;phone\nMüller AG;1.234,50;x;13800138000\nSchulz;9.876,00;y;13900139000\n";
    let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(file);
    let inspection = common::inspect("umsatz.csv", &bytes);
    assert!(
        inspection
            .questions
            .iter()
            .any(|question| question.kind == QuestionKind::Shape)
    );
    let (data, _) = merge(
        &Dataset::default(),
        common::import("umsatz.csv", &bytes).batches,
    );
    let account = data.account("Müller AG").unwrap() as usize;
    let of = |field: &str| data.table(TableId::Accounts).column(field).unwrap();
    assert_eq!(of("Betrag").number(account), Some(1234.5));
    assert_eq!(
        of("phone").text(account),
        Some("13800138000"),
        "no quantity"
    );
}

#[test]
fn single_events_are_counted_per_day() {
    let file = "timestamp,customer_id,user_id,feature\n2026-01-05 08:00,C1,u1,report\n2026-01-05 09:30,C1,u2,report\n2026-01-05 11:00,C1,u1,report\n2026-01-06T00:00:00Z,C1,u1,export\n";
    let imported = common::import("usage_events.csv", file.as_bytes());
    let (data, _) = merge(&Dataset::default(), imported.batches);
    let usage = data.table(TableId::Usage);
    let number = |field, row| usage.column(field).unwrap().number(row);
    assert_eq!(usage.len(), 2);
    assert_eq!(
        (number("events", 0), number("users", 0)),
        (Some(3.0), Some(2.0))
    );
    assert_eq!(
        (number("events", 1), number("users", 1)),
        (Some(1.0), Some(1.0))
    );
}
