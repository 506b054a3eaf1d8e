//! Words that stand for one of a field's closed set, and satisfaction given in words.

use perennial_data::{Decimal, FieldKind, FieldSpec, lower};

/// Field, its word, and what files write for it. Compared without case and spaces.
#[rustfmt::skip] // lists of words, not code
const WORDS: &[(&str, &str, &[&str])] = &[
    (
        "outcome", "open",
        &[
            "进行中", "履约中", "执行中", "active", "in progress", "未到期", "生效中",
        ],
    ),
    (
        "outcome", "renewed",
        &[
            "已续约", "续约", "已续费", "续费", "续签", "renewal", "won", "closed won",
        ],
    ),
    (
        "outcome", "expanded",
        &["扩容", "增购", "升级", "expansion", "upsell", "upgrade"],
    ),
    (
        "outcome", "contracted",
        &["缩减", "降级", "contraction", "downsell", "downgrade"],
    ),
    (
        "outcome", "lost",
        &[
            "流失", "已流失", "未续约", "不续约", "终止", "churned", "churn", "cancelled",
            "canceled", "closed lost",
        ],
    ),
    (
        "kind", "question",
        &["咨询", "问题咨询", "how-to", "inquiry", "enquiry", "query"],
    ),
    (
        "kind", "problem",
        &[
            "故障", "问题", "缺陷", "bug", "incident", "issue", "technical issue",
        ],
    ),
    ("kind", "complaint", &["投诉", "抱怨", "客诉"]),
    (
        "kind", "request",
        &[
            "需求", "建议", "请求", "feature request", "service request", "task",
        ],
    ),
    ("kind", "escalation", &["升级", "问题升级", "escalated"]),
    (
        "kind", "visit",
        &[
            "拜访", "上门", "上门拜访", "回访", "on-site", "onsite", "见面拜访",
        ],
    ),
    ("kind", "call", &["电话", "打电话", "通话", "phone"]),
    ("kind", "training", &["培训"]),
    (
        "kind", "review",
        &["复盘", "汇报", "qbr", "ebr", "business review"],
    ),
    ("kind", "webinar", &["直播", "线上会议", "网络研讨会"]),
    ("kind", "mail", &["邮件", "发邮件", "email", "e-mail"]),
    (
        "kind", "chat",
        &["微信", "企微", "在线", "聊天", "im", "wechat", "发短信"],
    ),
    ("kind", "event", &["活动", "沙龙", "meeting"]),
    (
        "kind", "negative_mention",
        &["负面评价", "负面提及", "negative mention"],
    ),
    (
        "kind", "cancel_attempt",
        &["注销尝试", "尝试注销", "cancel attempt", "申请注销"],
    ),
    (
        "kind", "staff_change",
        &["人员变动", "staff change", "人员离职"],
    ),
    (
        "kind", "version_upgrade",
        &["版本升级", "版本更新", "version upgrade"],
    ),
    ("kind", "referral", &["转介绍", "推荐"]),
    ("kind", "case_study", &["案例", "case study"]),
    ("kind", "community", &["社区"]),
    ("kind", "over_promise", &["过度承诺", "over promise"]),
    (
        "role", "decision_maker",
        &["决策人", "决策者", "decision maker", "关键决策人"],
    ),
    (
        "role", "champion",
        &["内部支持者", "倡导者", "支持者", "关键用户"],
    ),
    (
        "role", "user",
        &["使用者", "用户", "使用人", "普通人", "end user"],
    ),
    ("role", "finance", &["财务", "采购", "billing"]),
    (
        "priority", "urgent",
        &["紧急", "特急", "critical", "p0", "非常紧急"],
    ),
    ("priority", "high", &["高", "p1", "重要"]),
    (
        "priority", "normal",
        &["中", "普通", "一般", "medium", "p2"],
    ),
    ("priority", "low", &["低", "p3"]),
];

const SATISFACTION: [(&str, i64); 12] = [
    ("非常满意", 5),
    ("很满意", 5),
    ("满意", 4),
    ("一般", 3),
    ("不满意", 2),
    ("很不满意", 1),
    ("非常不满意", 1),
    ("very satisfied", 5),
    ("satisfied", 4),
    ("neutral", 3),
    ("dissatisfied", 2),
    ("very dissatisfied", 1),
];

/// Whether the words of this field are brought to one form.
pub(crate) fn has_words(field: &FieldSpec) -> bool {
    matches!(field.kind, FieldKind::Category(_))
        || WORDS.iter().any(|(name, _, _)| *name == field.name)
}

/// The field's own word for what a file writes; other words stay as they are.
pub(crate) fn canonical(field: &FieldSpec, text: &str) -> String {
    let folded = lower(text.trim()).replace('_', " ");
    let allowed = match field.kind {
        FieldKind::Category(words) => words,
        _ => &[],
    };
    if let Some(word) = allowed.iter().find(|word| word.replace('_', " ") == folded) {
        return (*word).to_owned();
    }
    WORDS
        .iter()
        .filter(|(name, word, _)| {
            *name == field.name && (allowed.is_empty() || allowed.contains(word))
        })
        .find(|(_, word, written)| {
            word.replace('_', " ") == folded || written.contains(&folded.as_str())
        })
        .map_or_else(|| text.to_owned(), |(_, word, _)| (*word).to_owned())
}

/// 很满意 to 很不满意 as 5 to 1.
pub(crate) fn satisfaction(text: &str) -> Option<Decimal> {
    // Every distinct text of a file comes here.
    let starts = matches!(
        text.as_bytes(),
        [
            b'd' | b'D' | b'n' | b'N' | b's' | b'S' | b'v' | b'V' | 0x80..,
            ..
        ]
    );
    if !starts || text.len() > "very dissatisfied".len() {
        return None;
    }
    let folded = lower(text);
    SATISFACTION
        .iter()
        .find(|(word, _)| *word == folded)
        .map(|(_, value)| Decimal::whole(*value))
}
