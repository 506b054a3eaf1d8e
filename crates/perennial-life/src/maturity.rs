//! How mature a customer-success team is by its own account: 1 answers requests, 2 secures renewals,
//! 3 everyone with targets ([3.01]). Which questions are asked and how a level follows is ours.

use crate::work::{Assessment, Work, WorkLog};
use perennial_data::Day;

/// The questions, by id: what is worked on, when it is acted, what steers, who has targets, how the
/// company takes part.
pub const QUESTIONS: [&str; 5] = ["work", "time", "measure", "targets", "company"];
/// The highest level.
pub const HIGHEST: u8 = 3;

/// The level that every answer reaches; `None` while a question has no answer from 1 to
/// [`HIGHEST`].
#[must_use]
pub fn level(said: &Assessment) -> Option<u8> {
    let answer = |question: &&str| {
        let mut answers = said.answers.iter();
        let answer = answers.find(|(id, _)| id == question)?.1;
        (1..=HIGHEST).contains(&answer).then_some(answer)
    };
    let answers: Option<Vec<u8>> = QUESTIONS.iter().map(answer).collect();
    answers?.into_iter().min()
}

/// The assessments by a date, the newest first, with entry, author and day.
#[must_use]
pub fn assessments(log: &WorkLog, as_of: Day) -> Vec<(u64, &str, Day, &Assessment)> {
    let made = log.standing(as_of).filter_map(|entry| match &entry.work {
        Work::Assessment(said) => Some((entry.id, entry.author.as_str(), entry.on, said)),
        _ => None,
    });
    let mut made: Vec<_> = made.collect();
    perennial_data::sort_by(&mut made, |a, b| (b.2, b.0).cmp(&(a.2, a.0)));
    made
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_team_is_as_mature_as_its_weakest_answer() {
        let said = |answers: [u8; 5]| Assessment {
            answers: QUESTIONS
                .iter()
                .map(|id| (*id).to_owned())
                .zip(answers)
                .collect(),
            note: String::new(),
        };
        assert_eq!(level(&said([3, 3, 3, 3, 3])), Some(3));
        assert_eq!(level(&said([3, 3, 2, 3, 3])), Some(2));
        assert_eq!(level(&said([3, 3, 2, 1, 3])), Some(1));
        assert_eq!(level(&said([3, 3, 2, 0, 3])), None);
        let mut short = said([2; 5]);
        short.answers.pop();
        assert_eq!(level(&short), None);
    }
}
