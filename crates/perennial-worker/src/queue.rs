//! What the worker still has to do, in the order it was asked, and what of it has been cancelled. Pure.

use std::collections::VecDeque;

/// Jobs one after the other. A job may have the number of the request that it belongs to.
pub(crate) struct Queue<T> {
    waiting: VecDeque<(Option<u32>, T)>,
    running: Option<Running>,
}

struct Running {
    id: Option<u32>,
    cancelled: bool,
}

/// What a cancellation met.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Cancelled<T> {
    /// The job had not begun; here it is, taken out.
    Waiting(T),
    /// It is under way and will see [`Queue::is_cancelled`].
    Running,
    /// It is over, or never was.
    Nothing,
}

impl<T> Queue<T> {
    /// An empty queue at rest.
    pub(crate) fn new() -> Self {
        Self {
            waiting: VecDeque::new(),
            running: None,
        }
    }

    /// Adds a job. `true` when the queue was at rest: the caller must see to [`Queue::next`].
    #[must_use]
    pub(crate) fn push(&mut self, id: Option<u32>, job: T) -> bool {
        self.waiting.push_back((id, job));
        if self.running.is_some() {
            return false;
        }
        self.running = Some(Running {
            id: None,
            cancelled: false,
        });
        true
    }

    /// Ends the job under way and begins the next; `None` puts the queue to rest.
    pub(crate) fn next(&mut self) -> Option<T> {
        let Some((id, job)) = self.waiting.pop_front() else {
            self.running = None;
            return None;
        };
        self.running = Some(Running {
            id,
            cancelled: false,
        });
        Some(job)
    }

    /// Cancels the job of this request.
    pub(crate) fn cancel(&mut self, id: u32) -> Cancelled<T> {
        if let Some(running) = &mut self.running
            && running.id == Some(id)
        {
            running.cancelled = true;
            return Cancelled::Running;
        }
        let position = self.waiting.iter().position(|(of, _)| *of == Some(id));
        match position.and_then(|position| self.waiting.remove(position)) {
            Some((_, job)) => Cancelled::Waiting(job),
            None => Cancelled::Nothing,
        }
    }

    /// Whether a job is under way or waiting.
    pub(crate) fn is_busy(&self) -> bool {
        self.running.is_some()
    }

    /// Whether others wait for the job under way to end.
    pub(crate) fn is_waited_for(&self) -> bool {
        !self.waiting.is_empty()
    }

    /// Whether the job under way has been cancelled.
    pub(crate) fn is_cancelled(&self) -> bool {
        self.running
            .as_ref()
            .is_some_and(|running| running.cancelled)
    }
}

#[cfg(test)]
mod tests {
    use super::{Cancelled, Queue};

    #[test]
    fn jobs_run_in_order_and_one_at_a_time() {
        let mut queue = Queue::new();
        assert!(queue.push(Some(1), 'a'));
        assert!(!queue.push(Some(2), 'b'));
        assert_eq!(queue.next(), Some('a'));
        assert!(!queue.push(None, 'c'), "a job is under way");
        assert_eq!(queue.next(), Some('b'));
        assert_eq!(queue.next(), Some('c'));
        assert!(queue.is_busy());
        assert_eq!(queue.next(), None);
        assert!(!queue.is_busy());
        assert!(queue.push(Some(3), 'd'), "the queue was at rest");
    }

    #[test]
    fn a_waiting_job_is_taken_out_and_a_running_one_is_told_and_no_other() {
        let mut queue = Queue::new();
        assert!(queue.push(Some(1), 'a'));
        for (id, job) in [(2, 'b'), (3, 'c')] {
            assert!(!queue.push(Some(id), job));
        }
        queue.next();
        assert_eq!(queue.cancel(2), Cancelled::Waiting('b'));
        assert!(!queue.is_cancelled());
        assert_eq!(queue.cancel(1), Cancelled::Running);
        assert!(queue.is_cancelled());
        assert_eq!(queue.next(), Some('c'));
        assert!(!queue.is_cancelled(), "the next job is not cancelled");
        assert_eq!(queue.cancel(1), Cancelled::Nothing);
    }
}
