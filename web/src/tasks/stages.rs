//! Changes of how life is read: the set of stages in use, the cut of the value tiers, working days.

use super::spawn_owned;
use super::workspace::{ask, change};
use crate::state::{Action, Told};
use crate::store::Store;
use perennial_protocol::{Failure, Request};
use web_sys::File;

/// Takes another set of stages into use.
pub(crate) fn use_stages(store: &Store, set: String) {
    change(store, Request::UseStages { set }, None);
}

/// Moves the cut between low and high value; `None`: the portfolio's median.
pub(crate) fn set_tier_cut(store: &Store, cut: Option<f64>) {
    change(store, Request::SetTierCut { cut }, None);
}

/// Takes holidays and make-up workdays from a file of dates and kinds.
pub(crate) fn load_calendar(store: &Store, file: File) {
    let to = store.clone();
    spawn_owned(store, async move {
        let name = file.name();
        let text = gloo::file::futures::read_as_text(&gloo::file::Blob::from(file))
            .await
            .map_err(|_| Failure::new("file-unreadable").with("file", name.clone()))?;
        ask(&to, Request::LoadCalendar { text }, Vec::new()).await?;
        to.dispatch(Action::Tell(Told::CalendarTaken(name)));
        Ok(())
    });
}
