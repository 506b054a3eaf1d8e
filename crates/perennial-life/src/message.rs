//! What is said to the customer: choosing a template by channel and kind of content, and filling
//! it with the customer's facts (SPEC §8, [1.13]).

use perennial_data::{AccountIdx, Dataset, Day, Language, TableId, lower};
use perennial_model::catalogue_metric;
use perennial_model::life::Message;

/// A filled template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filled {
    /// The text; a fact that is missing stands there as a gap word that nobody overlooks.
    pub text: String,
    /// The names of the facts that are missing, in order of their first place.
    pub missing: Vec<String>,
}

/// Fills the gaps `{name}` of a template; `{{` and `}}` are braces. `fact` gives a fact by name
/// (`customer`, `owner`, `days`, `metric:ID`, …), already in the words of the language; an empty
/// one is missing. A brace that nothing closes stays as it is.
#[must_use]
pub fn fill(template: &str, language: Language, fact: &dyn Fn(&str) -> Option<String>) -> Filled {
    let mut filled = Filled {
        text: String::with_capacity(template.len()),
        missing: Vec::new(),
    };
    let mut rest = template;
    while let Some(at) = rest.find(['{', '}']) {
        let (before, from) = rest.split_at(at);
        filled.text.push_str(before);
        if let Some(after) = from.strip_prefix("{{").or_else(|| from.strip_prefix("}}")) {
            filled.text.push_str(&from[..1]);
            rest = after;
            continue;
        }
        let name = from
            .strip_prefix('{')
            .and_then(|inner| inner.split_once('}'));
        if let Some((name, after)) = name {
            filled.put(name.trim(), language, fact);
            rest = after;
        } else {
            filled.text.push_str(&from[..1]);
            rest = &from[1..];
        }
    }
    filled.text.push_str(rest);
    filled
}

impl Filled {
    fn put(&mut self, name: &str, language: Language, fact: &dyn Fn(&str) -> Option<String>) {
        match fact(name).filter(|fact| !fact.trim().is_empty()) {
            Some(fact) => self.text.push_str(&fact),
            None => {
                self.text.push_str(&gap(name, language));
                if !self.missing.iter().any(|missing| missing == name) {
                    self.missing.push(name.to_owned());
                }
            }
        }
    }
}

/// The names that templates use and what a gap of theirs is called.
const NAMES: [(&str, &str, &str); 14] = [
    ("customer", "客户名称", "customer"),
    ("contact", "联系人", "contact"),
    ("owner", "客户成功经理", "success manager"),
    ("days", "天数", "days"),
    ("date", "日期", "date"),
    ("due", "截止日期", "due date"),
    ("end", "到期日", "end of term"),
    ("opt_out", "通知截止日", "notice date"),
    ("goal", "目标", "goal"),
    ("intent", "采购初衷", "reason for buying"),
    ("problem", "要解决的问题", "problem to solve"),
    ("stage", "阶段", "stage"),
    ("signal", "信号", "signal"),
    ("amount", "合同金额", "contract amount"),
];

/// The word that stands where a fact is missing.
fn gap(name: &str, language: Language) -> String {
    let known = NAMES.iter().find(|(known, ..)| *known == name);
    let metric = name.strip_prefix("metric:").and_then(catalogue_metric);
    let words = match (known, metric, language) {
        (Some(known), _, Language::Zh) => known.1,
        (Some(known), _, Language::En) => known.2,
        (None, Some(metric), _) => metric.title.get(language),
        (None, None, _) => name,
    };
    match language {
        Language::Zh => format!("【待填：{words}】"),
        Language::En => format!("[fill in: {words}]"),
    }
}

/// What a contact likes; `None` where nobody said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Preference<'a> {
    /// The contact's row in the contacts table, if the account has one.
    pub contact: Option<usize>,
    /// The contact's name.
    pub name: Option<&'a str>,
    /// wechat, mail, phone.
    pub channel: Option<&'a str>,
    /// video, text.
    pub content: Option<&'a str>,
}

/// Whom to write to and how: of the account's contacts that have not left, the champion before the
/// decision maker, the user and finance; of several the first by id.
#[must_use]
pub fn preference(data: &Dataset, account: AccountIdx, as_of: Day) -> Preference<'_> {
    let table = data.table(TableId::Contacts);
    let text = |name: &str, row: usize| table.column(name).and_then(|column| column.text(row));
    let left = |row: usize| {
        let left = table.column("left_on").and_then(|column| column.day(row));
        left.is_some_and(|left| left <= as_of)
    };
    let rank = |row: usize| {
        let role = text("role", row).map(|role| lower(role.trim()));
        let order = ["champion", "decision_maker", "user", "finance"];
        let rank = order
            .iter()
            .position(|known| role.as_deref() == Some(*known));
        (rank.unwrap_or(order.len()), text("contact_id", row))
    };
    let rows = (0..table.len()).filter(|&row| table.accounts().get(row) == Some(&account));
    let Some(row) = rows.filter(|&row| !left(row)).min_by_key(|&row| rank(row)) else {
        return Preference::default();
    };
    Preference {
        contact: Some(row),
        name: text("name", row),
        channel: text("prefers_channel", row),
        content: text("prefers_content", row),
    }
}

/// Words that people have for the channels and kinds of content that templates name; the first of
/// each line is the template's.
const SAME: [&[&str]; 5] = [
    &[
        "wechat",
        "weixin",
        "wecom",
        "chat",
        "im",
        "微信",
        "企业微信",
    ],
    &["mail", "email", "e-mail", "邮件", "邮箱", "电子邮件"],
    &["phone", "telephone", "tel", "call", "电话", "手机"],
    &["video", "视频", "录像"],
    &["text", "article", "图文", "文字", "文本"],
];

/// The template's word for a channel or kind of content, else the word as it is in small letters.
fn plain(word: &str) -> String {
    let word = lower(word.trim());
    let same = SAME.iter().find(|words| words.contains(&word.as_str()));
    same.and_then(|words| words.first())
        .map_or(word, |first| (*first).to_owned())
}

/// The template that fits a contact best: one for the preferred channel before one for the
/// preferred kind of content before one for all; the first where nothing fits, `None` of none.
#[must_use]
pub fn choose<'m>(messages: &'m [Message], preference: &Preference<'_>) -> Option<&'m Message> {
    // 0 does not fit, 1 is for all, 2 is meant for this contact.
    let fit = |wanted: Option<&str>, liked: Option<&str>| match (wanted, liked) {
        (None, _) => 1_u32,
        (Some(wanted), Some(liked)) if plain(wanted) == plain(liked) => 2,
        (Some(_), _) => 0,
    };
    let score = |message: &Message| {
        let channel = fit(message.channel.as_deref(), preference.channel);
        let content = fit(message.content.as_deref(), preference.content);
        if channel == 0 || content == 0 {
            0
        } else {
            2 * channel + content
        }
    };
    let mut best: Option<(&Message, u32)> = None;
    for message in messages {
        let score = score(message);
        if best.is_none_or(|(_, held)| score > held) {
            best = Some((message, score));
        }
    }
    best.map(|(message, _)| message)
}

#[cfg(test)]
mod tests {
    use super::*;
    use perennial_data::Bilingual;
    use perennial_engine::vectors::dataset;
    use serde_json::json;

    fn facts(name: &str) -> Option<String> {
        match name {
            "customer" => Some("北辰".to_owned()),
            "metric:nps_last" => Some("30".to_owned()),
            "owner" => Some(" ".to_owned()),
            _ => None,
        }
    }

    #[test]
    fn facts_fill_gaps_and_missing_ones_stay_visible() {
        let filled = fill(
            "{customer}:NPS {metric:nps_last},{owner} {owner}{x}",
            Language::Zh,
            &facts,
        );
        let gap = "【待填：客户成功经理】";
        assert_eq!(filled.text, format!("北辰:NPS 30,{gap} {gap}【待填：x】"));
        assert_eq!(filled.missing, ["owner", "x"]);
        let metric = fill("{metric:seat_utilisation}", Language::En, &facts).text;
        let title = catalogue_metric("seat_utilisation")
            .unwrap()
            .title
            .en
            .as_str();
        assert_eq!(metric, format!("[fill in: {title}]"));
        let english = fill("Dear {contact}", Language::En, &facts);
        assert_eq!(english.text, "Dear [fill in: contact]");
    }

    #[test]
    fn braces_that_are_no_gaps_stay() {
        let text = |template: &str| fill(template, Language::En, &facts).text;
        assert_eq!(text("{{customer}}"), "{customer}");
        assert_eq!(text("a { b"), "a { b");
        assert_eq!(text("a } b {customer"), "a } b {customer");
        assert_eq!(text(""), "");
        assert_eq!(text("{ customer }"), "北辰");
    }

    fn message(channel: Option<&str>, content: Option<&str>) -> Message {
        Message {
            channel: channel.map(str::to_owned),
            content: content.map(str::to_owned),
            text: Bilingual::default(),
        }
    }

    #[test]
    fn the_template_of_the_preferred_channel_and_content_is_chosen() {
        let messages = [
            message(Some("mail"), None),
            message(None, Some("video")),
            message(Some("wechat"), Some("video")),
            message(None, None),
        ];
        let chosen = |channel, content| {
            let preference = Preference {
                channel,
                content,
                ..Preference::default()
            };
            let chosen = choose(&messages, &preference).unwrap();
            messages
                .iter()
                .position(|message| std::ptr::eq(message, chosen))
        };
        assert_eq!(chosen(Some("WeChat"), Some("video")), Some(2));
        assert_eq!(chosen(Some("微信"), Some("视频")), Some(2), "other words");
        assert_eq!(
            chosen(Some("mail"), Some("video")),
            Some(0),
            "channel before content"
        );
        assert_eq!(chosen(Some("phone"), Some("video")), Some(1));
        assert_eq!(chosen(None, None), Some(3));
        assert!(choose(&[], &Preference::default()).is_none());
        let only = [message(Some("mail"), None)];
        assert!(
            choose(&only, &Preference::default()).is_some(),
            "better than silence"
        );
    }

    #[test]
    fn the_champion_is_written_to_until_they_leave() {
        let data = dataset(&json!({
            "accounts": [{"account_id": "a"}, {"account_id": "b"}],
            "contacts": [
                {"contact_id": "2", "account_id": "a", "name": "Gao", "role": "decision_maker", "prefers_channel": "mail"},
                {"contact_id": "1", "account_id": "a", "name": "Shen", "role": "champion", "left_on": "2026-02-01"},
            ],
        }))
        .unwrap();
        let day = |text: &str| text.parse::<Day>().unwrap();
        assert_eq!(preference(&data, 0, day("2026-01-31")).name, Some("Shen"));
        assert_eq!(
            preference(&data, 0, day("2026-02-01")).channel,
            Some("mail")
        );
        assert_eq!(
            preference(&data, 1, day("2026-02-01")),
            Preference::default()
        );
    }
}
