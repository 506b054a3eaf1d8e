//! Amounts of money, compact (¥1.23M, ¥123万) and full (¥1,234,567.50).

use crate::Messages;
use crate::number::{NONE, Sign, fixed, trimmed};
use perennial_data::Language;

/// An amount and its currency.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Money<'a> {
    /// The amount in units of the currency (yuan, not fen).
    pub amount: f64,
    /// ISO 4217 code, any letter case; empty where the data does not say.
    pub currency: &'a str,
}

impl<'a> Money<'a> {
    /// An amount in a currency.
    #[must_use]
    pub fn new(amount: f64, currency: &'a str) -> Self {
        Self { amount, currency }
    }
}

impl Messages {
    /// Three digits that matter: ¥1.23M, $950, −€12.3K; in Chinese ¥12.3万, ¥4.56亿.
    #[must_use]
    pub fn money(self, money: Money<'_>) -> String {
        let units: &[(f64, &str)] = match self.language() {
            Language::Zh => &[(1e8, "亿"), (1e4, "万")],
            Language::En => &[(1e9, "B"), (1e6, "M"), (1e3, "K")],
        };
        let magnitude = money.amount.abs();
        if !magnitude.is_finite() {
            return NONE.to_owned();
        }
        // A little below a unit rounds up to it: 999,950 is 1M and not 1,000K.
        let unit = units
            .iter()
            .find(|(unit, _)| magnitude >= unit * 0.9995 && (magnitude / unit) >= 0.9995);
        let digits = match unit {
            Some((unit, name)) => {
                let scaled = magnitude / unit;
                let digits = match scaled {
                    scaled if scaled < 9.995 => 2,
                    scaled if scaled < 99.95 => 1,
                    _ => 0,
                };
                trimmed(fixed(scaled, digits, Sign::Minus)) + name
            }
            None => fixed(magnitude, 0, Sign::Minus),
        };
        with_currency(money, &digits)
    }

    /// Every digit: ¥1,234,567.50; without decimals where there are none.
    #[must_use]
    pub fn money_full(self, money: Money<'_>) -> String {
        let magnitude = money.amount.abs();
        if !magnitude.is_finite() {
            return NONE.to_owned();
        }
        let text = fixed(magnitude, 2, Sign::Minus);
        let text = text.strip_suffix(".00").unwrap_or(&text);
        with_currency(money, text)
    }
}

fn with_currency(money: Money<'_>, digits: &str) -> String {
    let is_zero = !digits.contains(|c: char| ('1'..='9').contains(&c));
    let sign = if money.amount < 0.0 && !is_zero {
        "−"
    } else {
        ""
    };
    let code = money.currency.trim().to_ascii_uppercase();
    let symbol = match code.as_str() {
        "" => "",
        "CNY" | "RMB" => "¥",
        "USD" => "$",
        "EUR" => "€",
        "GBP" => "£",
        "JPY" => "JP¥",
        "KRW" => "₩",
        "INR" => "₹",
        "HKD" => "HK$",
        "TWD" => "NT$",
        "SGD" => "S$",
        "AUD" => "A$",
        "CAD" => "C$",
        // No-break space: a code and its amount stay together.
        _ => return format!("{sign}{code}\u{a0}{digits}"),
    };
    format!("{sign}{symbol}{digits}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_compact_as_the_language_counts() {
        let (zh, en) = (Messages::new(Language::Zh), Messages::new(Language::En));
        for (amount, chinese, english) in [
            (0.0, "¥0", "¥0"),
            (950.0, "¥950", "¥950"),
            (9_999.0, "¥1万", "¥10K"),
            (123_000.0, "¥12.3万", "¥123K"),
            (999_950.0, "¥100万", "¥1M"),
            (1_230_000.0, "¥123万", "¥1.23M"),
            (12_340_000.0, "¥1,234万", "¥12.3M"),
            (456_000_000.0, "¥4.56亿", "¥456M"),
            (-3_200_000_000.0, "−¥32亿", "−¥3.2B"),
        ] {
            let money = Money::new(amount, "CNY");
            assert_eq!(zh.money(money), chinese);
            assert_eq!(en.money(money), english);
        }
        assert_eq!(en.money(Money::new(f64::NAN, "USD")), "—");
        assert_eq!(en.money(Money::new(12.0, "chf")), "CHF\u{a0}12");
        assert_eq!(en.money(Money::new(-0.2, "USD")), "$0");
    }

    #[test]
    fn full_money_keeps_every_digit() {
        let m = Messages::new(Language::En);
        assert_eq!(
            m.money_full(Money::new(1_234_567.5, "USD")),
            "$1,234,567.50"
        );
        assert_eq!(m.money_full(Money::new(-12_000.0, "")), "−12,000");
    }
}
