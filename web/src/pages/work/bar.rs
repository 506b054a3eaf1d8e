//! Buttons for what can be done with alerts and tasks, one or many.

use super::chosen::{Chosen, Deed, Errand, errand_of};
use super::form::deed_word;
use crate::store::Env;
use crate::tasks::work;
use crate::ui::button::{Button, ButtonKind};
use std::rc::Rc;
use yew::prelude::*;

/// A button for each deed that fits any of the chosen, with the number of those where there are
/// several.
pub(in crate::pages) fn deeds(
    env: &Env,
    chosen: &[Chosen],
    owners: &Rc<[String]>,
    onerrand: &Callback<Errand>,
) -> Html {
    let m = env.m;
    let errands = Deed::ALL
        .into_iter()
        .filter_map(|deed| errand_of(deed, chosen, owners).map(|errand| (deed, errand)));
    let buttons = errands.enumerate().map(|(at, (deed, errand))| {
        let word = deed_word(m, deed);
        let label = match (chosen.len(), errand.n_items()) {
            (1, _) => word.to_owned(),
            (_, n) => format!("{word} · {}", m.count(n)),
        };
        // The first one is the next step.
        let kind = match at {
            0 => ButtonKind::Primary,
            _ => ButtonKind::Plain,
        };
        Button {
            kind,
            disabled: !env.state.is_writer,
            ..Button::new(label, onerrand.reform(move |()| errand.clone()))
        }
        .view()
    });
    html! { <>{ for buttons }</> }
}

/// Does what needs no form, and then calls `ondone`; opens the form of everything else.
pub(in crate::pages) fn begin(
    env: &Env,
    open: Callback<Errand>,
    ondone: Callback<()>,
) -> Callback<Errand> {
    let env = env.clone();
    Callback::from(move |errand: Errand| match errand.at_once() {
        Some(actions) => {
            work::record(&env, actions, errand.n_items());
            ondone.emit(());
        }
        None => open.emit(errand),
    })
}
