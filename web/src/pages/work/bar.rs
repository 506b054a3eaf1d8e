//! Buttons for what can be done with alerts and tasks, one or many.

use super::chosen::{Deed, Errand, Several, errand_of};
use super::form::deed_word;
use super::record::Record;
use crate::store::Env;
use crate::tasks::work;
use crate::ui::button::{Button, ButtonKind, IconButton};
use crate::ui::icon::Icon;
use std::rc::Rc;
use yew::prelude::*;

/// A button for each deed that fits any of the chosen, with the number of those where there are
/// several.
pub(in crate::pages) fn deeds(
    env: &Env,
    chosen: &Several,
    owners: &Rc<[String]>,
    onerrand: &Callback<Errand>,
) -> Html {
    let m = env.m;
    let n_fitting = |deed: Deed| chosen.iter().filter(|one| one.can.contains(&deed)).count();
    let fitting = Deed::ALL
        .into_iter()
        .map(|deed| (deed, n_fitting(deed)))
        .filter(|(_, n)| *n > 0);
    let buttons = fitting.enumerate().map(|(at, (deed, n))| {
        let word = deed_word(m, deed);
        let label = if chosen.len() == 1 {
            word.to_owned()
        } else {
            format!("{word} · {}", m.count(n))
        };
        let onclick = {
            let (chosen, owners) = (Rc::clone(chosen), Rc::clone(owners));
            let onerrand = onerrand.clone();
            Callback::from(move |()| {
                if let Some(errand) = errand_of(deed, &chosen, &owners) {
                    onerrand.emit(errand);
                }
            })
        };
        // The first one is the next step.
        let kind = match at {
            0 => ButtonKind::Primary,
            _ => ButtonKind::Plain,
        };
        Button {
            kind,
            disabled: !env.state.is_writer,
            ..Button::new(label, onclick)
        }
        .view()
    });
    html! { <>{ for buttons }</> }
}

/// Buttons that correct a record and take it back.
pub(in crate::pages) fn record_buttons(
    env: &Env,
    onerrand: &Callback<Errand>,
    correct: Record,
    entry: u64,
) -> Html {
    let m = env.m;
    let button = |label: &'static str, icon: Icon, record: Record| {
        let record = Rc::new(record);
        let onclick = onerrand.reform(move |()| Errand::Record(Rc::clone(&record)));
        IconButton {
            disabled: !env.state.is_writer,
            ..IconButton::new(label, icon, onclick)
        }
        .view()
    };
    html! {
        <>
            { button(m.work_correct(), Icon::Pen, correct) }
            { button(m.work_take_back(), Icon::Trash, Record::TakeBack(entry)) }
        </>
    }
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
