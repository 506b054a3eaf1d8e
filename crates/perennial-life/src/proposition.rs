//! Value propositions: promised in numbers, or not at all (SPEC §8 [1.08]).

use crate::work::{Proposition, Work, WorkLog};
use perennial_data::{Day, has_quantity};

/// The code of the refusal of a proposition without a number.
pub const PROPOSITION_NUMBER: &str = "proposition-number";

/// A proposition that says nothing measurable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoNumber;

impl NoNumber {
    /// The stable name, for messages and tests.
    #[must_use]
    pub fn code(self) -> &'static str {
        PROPOSITION_NUMBER
    }
}

/// Checks a proposition, or a value that was reached: it has a number that measures something
/// ([`has_quantity`]).
///
/// # Errors
/// The text has no such number.
pub fn check(text: &str) -> Result<(), NoNumber> {
    if has_quantity(text) {
        Ok(())
    } else {
        Err(NoNumber)
    }
}

/// A promise that stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Promise<'l> {
    /// Its entry in the log.
    pub entry: u64,
    /// Who made it.
    pub by: &'l str,
    /// When.
    pub on: Day,
    /// What.
    pub said: &'l Proposition,
}

impl Promise<'_> {
    /// The entry by which values name it.
    #[must_use]
    pub fn root(&self) -> u64 {
        self.said.root(self.entry)
    }
}

/// The propositions made to an account by `as_of`, the newest first.
#[must_use]
pub fn propositions<'l>(log: &'l WorkLog, account: &str, as_of: Day) -> Vec<Promise<'l>> {
    let made = log.standing(as_of).filter_map(|entry| match &entry.work {
        Work::Proposition(said) if said.account == account => Some(Promise {
            entry: entry.id,
            by: &entry.author,
            on: entry.on,
            said,
        }),
        _ => None,
    });
    let mut made: Vec<_> = made.collect();
    made.reverse();
    made
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proposition_without_a_number_is_refused() {
        for text in [
            "首次响应 <10 分钟，解决率 95 %",
            "ERP stock cost −15 %",
            "复购率提升２０％",
            "续约八折",
            "故障率降到百分之三",
            "launch 2 weeks sooner",
            "save 2000 hours",
        ] {
            assert_eq!(check(text), Ok(()), "{text}");
        }
        for text in [
            "",
            "更好的服务",
            "best support",
            "new version v3",
            "2026年一起成长",
            "grow together in 2026",
            "一起成长",
            "CRM2",
        ] {
            assert_eq!(
                check(text).map_err(NoNumber::code),
                Err("proposition-number"),
                "{text}"
            );
        }
    }

    #[test]
    fn propositions_are_listed_newest_first_as_known_then() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        let mut log = WorkLog::default();
        for (on, text) in [("2026-01-01", "10 %"), ("2026-02-01", "20 %")] {
            log.push(
                "Wu",
                day(on),
                Work::Proposition(Proposition {
                    account: "a".to_owned(),
                    text: text.to_owned(),
                    first: 0,
                }),
            );
        }
        let texts = |on: &str| -> Vec<String> {
            let made = propositions(&log, "a", day(on)).into_iter();
            made.map(|made| made.said.text.clone()).collect()
        };
        assert_eq!(texts("2026-01-31"), ["10 %"]);
        assert_eq!(texts("2026-02-01"), ["20 %", "10 %"]);
        assert!(propositions(&log, "b", day("2026-02-01")).is_empty());
    }
}
