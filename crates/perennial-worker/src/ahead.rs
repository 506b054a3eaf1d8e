//! What a request needs that takes long: worked out in slices, so that other requests and a cancellation
//! get through in between.

use crate::host::Host;
use crate::js;
use crate::port;
use crate::session::Session;
use perennial_protocol::{Event, Failure, ToWorker};
use perennial_workbench::Part;

/// How long a slice takes, about.
const SLICE_MS: f64 = 40.0;
/// What the first slice holds, before its pace is known.
const FIRST: u32 = 4;
const MOST: u32 = 2_000;

/// How much goes into a slice.
pub(crate) struct Pace(u32);

impl Pace {
    pub(crate) fn new() -> Self {
        Self(FIRST)
    }

    /// Does as much at once as takes about a slice.
    pub(crate) fn step(&mut self, step: impl FnOnce(u32)) {
        let started = js::now_ms();
        step(self.0);
        let took = js::now_ms() - started;
        if took < SLICE_MS / 2.0 {
            self.0 = (self.0 * 2).min(MOST);
        } else if took > SLICE_MS * 2.0 {
            self.0 = (self.0 / 2).max(1);
        }
    }
}

/// How far it came.
pub(crate) enum Ahead {
    /// The request can be answered.
    Done,
    /// Others wait: their turn first, then go on.
    OthersFirst,
}

/// Works out what a request needs, until that is done or others wait.
///
/// # Errors
/// `cancelled`, or `part-not-loaded`.
pub(crate) async fn work<S: Session>(host: &Host<S>, message: &ToWorker) -> Result<Ahead, Failure> {
    if Part::of(&message.body) != Part::Life {
        return Ok(Ahead::Done);
    }
    host.go_on()?;
    S::load(Part::Life).await?;
    S::recall(host).await;
    let mut pace = Pace::new();
    loop {
        let wanted = host.session.borrow_mut().wanted(&message.body);
        let Some((done, total)) = wanted else {
            return Ok(Ahead::Done);
        };
        port::say(Event::Progress {
            job: message.id,
            done: done.into(),
            total: total.into(),
        });
        pace.step(|days| host.session.borrow_mut().step(&message.body, days));
        js::sleep(0).await; // messages that have come are taken in
        host.go_on()?;
        if host.is_waited_for() {
            return Ok(Ahead::OthersFirst);
        }
    }
}
