//! A place for one view: what was asked last, what is shown meanwhile, what went wrong. Pure.

use perennial_protocol::Failure;
use std::rc::Rc;

/// A view and the question it answers. While a new answer is awaited the old one stays, so that
/// nothing flickers; answers to older questions are dropped.
#[derive(Debug, PartialEq)]
pub(crate) struct Slot<T> {
    asked: u32,
    answered: u32,
    data: Option<Rc<T>>,
    failure: Option<Failure>,
}

impl<T> Default for Slot<T> {
    fn default() -> Self {
        Self {
            asked: 0,
            answered: 0,
            data: None,
            failure: None,
        }
    }
}

// Views are shared, so a slot can be copied whatever it holds.
impl<T> Clone for Slot<T> {
    fn clone(&self) -> Self {
        Self {
            asked: self.asked,
            answered: self.answered,
            data: self.data.clone(),
            failure: self.failure.clone(),
        }
    }
}

impl<T> Slot<T> {
    /// A new question; gives its number.
    pub(crate) fn ask(&mut self) -> u32 {
        self.asked += 1;
        self.asked
    }

    /// The answer to question `number`; whether it was the one awaited.
    pub(crate) fn answer(&mut self, number: u32, answer: Result<Rc<T>, Failure>) -> bool {
        if number != self.asked {
            return false;
        }
        self.answered = number;
        match answer {
            Ok(data) => {
                self.data = Some(data);
                self.failure = None;
            }
            Err(failure) => self.failure = Some(failure),
        }
        true
    }

    /// The newest view that arrived.
    pub(crate) fn data(&self) -> Option<&Rc<T>> {
        self.data.as_ref()
    }

    /// Why the last question has no answer.
    pub(crate) fn failure(&self) -> Option<&Failure> {
        self.failure.as_ref()
    }

    /// Whether an answer is awaited.
    pub(crate) fn is_loading(&self) -> bool {
        self.asked != self.answered
    }
}

#[cfg(test)]
mod tests {
    use super::Slot;
    use perennial_protocol::Failure;
    use std::rc::Rc;

    #[test]
    fn a_late_answer_never_replaces_a_newer_question() {
        let mut slot = Slot::default();
        let first = slot.ask();
        let second = slot.ask();
        assert!(slot.answer(second, Ok(Rc::new(2))));
        assert!(!slot.answer(first, Ok(Rc::new(1))));
        assert_eq!(slot.data().map(|data| **data), Some(2));
        assert!(!slot.is_loading());
    }

    #[test]
    fn the_old_view_stays_while_the_new_one_loads_or_fails() {
        let mut slot = Slot::default();
        let first = slot.ask();
        slot.answer(first, Ok(Rc::new(1)));
        let second = slot.ask();
        assert!(slot.is_loading());
        slot.answer(second, Err(Failure::new("worker-crashed")));
        assert_eq!(slot.data().map(|data| **data), Some(1));
        assert!(slot.failure().is_some());
    }
}
