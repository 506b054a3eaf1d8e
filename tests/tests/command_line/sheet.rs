//! The one sheet that most people own, as a spreadsheet program in China saves it.

use crate::score;
use perennial_tests::{Scratch, perennial};

const SHEET: &str = "\
客户名称,行业,合同金额,到期日,最近登录,近30天登录次数,NPS,客户经理,席位数,区域
华东精密制造有限公司,制造业,36.8万,2026-11-30,2026-02-27,142,9,周敏,60,华东
北辰物流集团,物流,120万,2026/4/15,2026/2/3,35,6,陈立,200,华北
青禾教育科技,教育,\"88,000\",2026年7月31日,2026年2月28日,66,8,周敏,25,华南
蓝湾医疗器械,医疗,256000,2026-03-20,2026-01-05,4,3,赵一凡,40,华东
晨光连锁超市,零售,510000,2027-01-31,2026-02-28,480,10,陈立,150,西南
云杉建设,建筑,98000,2026-05-09,2026-02-11,12,7,赵一凡,18,华中
";

#[test]
fn a_chinese_list_in_gb18030_comes_in_with_at_most_one_question_and_every_row_scores() {
    let scratch = Scratch::new("gb18030");
    let (bytes, _, lossy) = encoding_rs::GB18030.encode(SHEET);
    assert!(!lossy);
    // Saved on that day: in its name here, as an argument there.
    let named = scratch.write("客户名单_2026-03-01.csv", &bytes);
    let plain = scratch.write("客户名单.csv", &bytes);
    let mut results = Vec::new();
    for (file, day) in [(named, None), (plain, Some("2026-03-01"))] {
        let more: Vec<&str> = day.iter().flat_map(|day| ["--sheet-date", *day]).collect();
        let outcome = perennial(score(&[file], "2026-03-05", &more));
        let questions = outcome.err.matches("warning[question-").count();
        assert!(questions <= 1, "{}", outcome.err);
        assert!(!outcome.err.contains("set-aside"), "{}", outcome.err);
        results.push(outcome.expect_done());
    }
    let result: serde_json::Value = serde_json::from_str(&results[0]).unwrap();
    assert_eq!(result["model"]["id"], "quick-start");
    let accounts = result["accounts"].as_array().unwrap();
    assert_eq!(accounts.len(), 6);
    for account in accounts {
        assert_ne!(account["band"], "grey", "{account}");
        let health = account["health"].as_f64().unwrap();
        assert!((0.0..=100.0).contains(&health), "{account}");
    }
    let value = |name: &str, measure: &str| {
        let account = accounts.iter().find(|a| a["name"] == name).unwrap();
        let measures = account["measures"].as_array().unwrap();
        let found = measures.iter().find(|m| m["id"] == measure).unwrap();
        found["value"].as_f64().unwrap()
    };
    // 到期日 is the last day of the contract; the renewal is on the day after (SPEC §1).
    for (name, expect) in [
        ("北辰物流集团", [30.0, 42.0, 35.0, 6.0]),
        ("青禾教育科技", [5.0, 149.0, 66.0, 8.0]),
    ] {
        let measures = ["recency", "renewal", "logins", "nps"];
        assert_eq!(
            measures.map(|measure| value(name, measure)),
            expect,
            "{name}"
        );
    }
    assert_eq!(results[0], results[1]);
}

#[test]
fn of_two_sheets_the_later_one_holds_and_the_earlier_one_is_history() {
    let scratch = Scratch::new("two-sheets");
    let sheet = |logins: u32| {
        format!(
            "account_id,name,last_login,logins_30d,nps,renewal_date\n\
             A1,Harbor Foods,2026-01-28,{logins},9,2026-12-31\n"
        )
    };
    let files = [
        scratch.write("list-2026-02-28.csv", sheet(7)),
        scratch.write("list-2026-01-31.csv", sheet(21)),
    ];
    let logins = |as_of: &str| {
        let out = perennial(score(&files, as_of, &[])).expect_done();
        let result: serde_json::Value = serde_json::from_str(&out).unwrap();
        let measures = result["accounts"][0]["measures"].as_array().unwrap();
        let logins = measures.iter().find(|m| m["id"] == "logins").unwrap();
        logins["value"].as_f64()
    };
    assert_eq!(logins("2026-03-01"), Some(7.0));
    assert_eq!(logins("2026-02-15"), Some(21.0));
    assert_eq!(logins("2026-01-15"), None);
}
