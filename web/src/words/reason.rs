//! Reasons of renewing and leaving in words: a code of two levels (`price/competitor`), what would bring
//! such a customer back, and what became of a contract.

use perennial_i18n::Messages;
use perennial_protocol::view::Fate;

/// A reason by its code; codes that are not ours stay as they are.
pub(crate) fn reason_word(m: Messages, code: &str) -> String {
    if code.is_empty() {
        return m.reason_none().to_owned();
    }
    let word = |part: &str| {
        let known = match part {
            "price" => m.reason_price(),
            "value" => m.reason_value(),
            "relationship" => m.reason_relationship(),
            "product" => m.reason_product(),
            "service" => m.reason_service(),
            "business" => m.reason_business(),
            "budget_cut" => m.reason_budget_cut(),
            "competitor" => m.reason_competitor(),
            "multi_year" => m.reason_multi_year(),
            "unused" => m.reason_unused(),
            "unused_seats" => m.reason_unused_seats(),
            "proven" => m.reason_proven(),
            "more_users" => m.reason_more_users(),
            "new_module" => m.reason_new_module(),
            "unreachable" => m.reason_unreachable(),
            "champion_left" => m.reason_champion_left(),
            "trust" => m.reason_trust(),
            "missing_feature" => m.reason_missing_feature(),
            "slow_support" => m.reason_slow_support(),
            "closed" => m.reason_closed(),
            other => other,
        };
        known.to_owned()
    };
    let parts: Vec<String> = code.split('/').map(|part| word(part.trim())).collect();
    parts.join(" · ")
}

/// What would bring a customer back who left for this reason, by its first level. *Defaults.*
pub(crate) fn reason_offer(m: Messages, code: &str) -> &'static str {
    match code.split('/').next().unwrap_or_default().trim() {
        "" => m.offer_ask(),
        "price" | "价格" => m.offer_price(),
        "value" | "价值" => m.offer_value(),
        "relationship" | "关系" => m.offer_relationship(),
        "product" | "产品" => m.offer_product(),
        "service" | "服务" => m.offer_service(),
        "business" | "业务" => m.offer_business(),
        _ => m.offer_other(),
    }
}

/// What became of a contract.
pub(crate) fn fate_word(m: Messages, fate: Fate) -> &'static str {
    match fate {
        Fate::Renewed => m.fate_renewed(),
        Fate::Lost => m.fate_lost(),
        Fate::Open => m.fate_open(),
    }
}
