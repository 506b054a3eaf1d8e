//! Files that people have: a Chinese customer list as WPS saves it, broken ones, and a very long one.

/// A customer list from a Chinese office, in GB18030, with names of columns that nobody chose for us.
pub(crate) fn chinese_sheet() -> Vec<u8> {
    const CITIES: [&str; 6] = ["上海", "杭州", "深圳", "成都", "北京", "武汉"];
    const NAMES: [&str; 8] = [
        "云帆", "锦程", "恒信", "启明", "瑞泽", "𬭎远", "天衡", "百川",
    ];
    const INDUSTRIES: [&str; 4] = ["制造业", "零售", "教育", "物流"];
    const MANAGERS: [&str; 3] = ["李雷", "韩梅梅", "王芳"];
    let mut text =
        "客户名称,行业,合同金额,到期日,最近登录,近30天登录次数,NPS,客户经理\r\n".to_owned();
    for (at, city) in CITIES.iter().cycle().take(48).enumerate() {
        let (name, round) = (NAMES[at % 8], at / 8 + 1);
        let amount = 12_000 + 3_700 * at;
        let (month, day) = (at % 9 + 4, at % 27 + 1);
        let (seen_month, seen_day) = (if at % 5 == 0 { 1 } else { 3 }, at % 28 + 1);
        let logins = if at % 5 == 0 { 0 } else { (at * 7) % 60 };
        let nps = (at * 3) % 11;
        text += &format!(
            "{city}{name}{round}号有限公司,{},\"¥{},{:03}\",2026年{month}月{day}日,2026/{seen_month}/{seen_day},{logins},{nps},{}\r\n",
            INDUSTRIES[at % 4],
            amount / 1000,
            amount % 1000,
            MANAGERS[at % 3],
        );
    }
    let (bytes, _, has_errors) = encoding_rs::GB18030.encode(&text);
    assert!(!has_errors, "GB18030 can write everything");
    bytes.into_owned()
}

/// The beginning of a picture.
pub(crate) const BINARY: &[u8] = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x10";

/// The beginning of a workbook: a zip without an end.
pub(crate) const BROKEN_BOOK: &[u8] =
    b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00\xff\xfe\x00\x01[Content_Types].xml\x00\x00";

/// A header and nothing below it.
pub(crate) const HEADERS_ONLY: &str = "account_id,name,owner,arr\n";

/// Ten customers, of which one has its key twice, one a field too many, one a field too few and one a bad amount.
pub(crate) const RAGGED: &str = "account_id,name,owner,arr,started_on\n\
    K1,Amberline,Ann,12000,2024-01-15\n\
    K2,Birchwater,Ann,24000,2024-02-15\n\
    K3,Coralfield,Ben,36000,2024-03-15\n\
    K2,Birchwater again,Ben,1,2024-03-16\n\
    K4,Dunmere,Ben,48000,2024-04-15,too,many\n\
    K5,Elmcourt\n\
    K6,Fernhollow,Cleo,lots,2024-06-15\n\
    K7,Greystone,Cleo,60000,2024-07-15\n\
    K8,Hawthorn,Cleo,72000,2024-08-15\n\
    K9,Ironbridge,Cleo,84000,2024-09-15\n";

/// A table in which a quote that is never closed makes one field of 40 MB.
pub(crate) fn huge_field() -> Vec<u8> {
    let mut bytes = b"account_id,name,owner,arr\nH1,Juniper,Ann,1000\nH2,\"".to_vec();
    bytes.resize(bytes.len() + 40_000_000, b'x');
    bytes.extend_from_slice(b"\",Ann,2000\nH3,Kestrel,Ben,3000\n");
    bytes
}

/// Customers by the hundred thousand, and ten rows of usage for some of them.
pub(crate) fn many_accounts(n: usize) -> (String, String) {
    const OWNERS: [&str; 5] = ["Ann", "Ben", "Cleo", "Dora", "Emil"];
    let mut accounts = "account_id,name,owner,arr,seats,started_on\n".to_owned();
    let mut usage = "account_id,date,feature,events,users\n".to_owned();
    for at in 0..n {
        let (owner, arr) = (OWNERS[at % 5], (at * 7919) % 100_000);
        accounts += &format!(
            "A{at:06},Customer {at:06},{owner},{arr},{},2024-05-01\n",
            at % 90 + 10
        );
        let day = at % 28 + 1;
        usage += &format!(
            "A{at:06},2026-03-{day:02},core,{},{}\n",
            at % 97,
            at % 40 + 1
        );
    }
    (accounts, usage)
}
