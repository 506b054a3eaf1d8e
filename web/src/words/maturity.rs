//! The questions about a team's maturity, their answers and levels.

use perennial_i18n::Messages;

/// A question, by its place in `MATURITY_QUESTIONS`.
pub(crate) fn maturity_question(m: Messages, at: usize) -> &'static str {
    match at {
        0 => m.maturity_work(),
        1 => m.maturity_time(),
        2 => m.maturity_measure(),
        3 => m.maturity_targets(),
        _ => m.maturity_company(),
    }
}

/// The answer to a question that stands for a level from 1 to 3.
pub(crate) fn maturity_answer(m: Messages, at: usize, level: u8) -> &'static str {
    match (at, level) {
        (0, 1) => m.maturity_work_1(),
        (0, 2) => m.maturity_work_2(),
        (0, _) => m.maturity_work_3(),
        (1, 1) => m.maturity_time_1(),
        (1, 2) => m.maturity_time_2(),
        (1, _) => m.maturity_time_3(),
        (2, 1) => m.maturity_measure_1(),
        (2, 2) => m.maturity_measure_2(),
        (2, _) => m.maturity_measure_3(),
        (3, 1) => m.maturity_targets_1(),
        (3, 2) => m.maturity_targets_2(),
        (3, _) => m.maturity_targets_3(),
        (_, 1) => m.maturity_company_1(),
        (_, 2) => m.maturity_company_2(),
        _ => m.maturity_company_3(),
    }
}

/// What a level is called.
pub(crate) fn maturity_level(m: Messages, level: u8) -> &'static str {
    match level {
        1 => m.maturity_1(),
        2 => m.maturity_2(),
        _ => m.maturity_3(),
    }
}
