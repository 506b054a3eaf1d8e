//! Whose inbox it is, how far it looks ahead, whether what rests is in it.

use crate::route::{HORIZONS, InboxChoice, kind_code, kind_of};
use crate::store::Env;
use crate::ui::form::{Check, Choice, OneOf};
use perennial_protocol::view::{InboxView, ItemKind};
use yew::prelude::*;

/// Stands for “everybody's” in the list of owners; no name begins with it.
const ALL: &str = "\u{1}all";

/// The bar above the list.
pub(super) fn bar(
    env: &Env,
    choice: &InboxChoice,
    view: Option<&InboxView>,
    onchoice: &Callback<InboxChoice>,
) -> Html {
    let m = env.m;
    let onsnoozed = {
        let (choice, onchoice) = (choice.clone(), onchoice.clone());
        Callback::from(move |snoozed| {
            onchoice.emit(InboxChoice {
                snoozed,
                ..choice.clone()
            });
        })
    };
    let snoozed = match view.map_or(0, |view| view.n_snoozed) {
        0 => m.inbox_snoozed().to_owned(),
        n => format!("{} · {}", m.inbox_snoozed(), m.count(n)),
    };
    html! {
        <div class="cluster filters">
            { owners(env, choice, view, onchoice) }
            { kinds(env, choice, onchoice) }
            { horizons(env, choice, onchoice) }
            { Check {
                key: "snoozed".to_owned(),
                label: snoozed.into(),
                on: choice.snoozed,
                onchange: onsnoozed,
            }.view() }
        </div>
    }
}

fn owners(
    env: &Env,
    choice: &InboxChoice,
    view: Option<&InboxView>,
    onchoice: &Callback<InboxChoice>,
) -> Html {
    let m = env.m;
    let named = |name: &str| {
        if name.is_empty() {
            m.word_nobody().to_owned()
        } else {
            name.to_owned()
        }
    };
    let there = view.map_or(&[][..], |view| &view.owners);
    let mut choices = vec![Choice::new(ALL, m.inbox_everybody())];
    choices.extend(there.iter().map(|of| {
        let label = format!("{} · {}", named(&of.owner), m.count(of.n));
        Choice::new(of.owner.clone(), label)
    }));
    // What the address asks for stands there even when there is nothing for it.
    if let Some(owner) = &choice.owner
        && !there.iter().any(|of| of.owner == *owner)
    {
        choices.push(Choice::new(owner.clone(), named(owner)));
    }
    let onchange = {
        let (choice, onchoice) = (choice.clone(), onchoice.clone());
        Callback::from(move |value: AttrValue| {
            onchoice.emit(InboxChoice {
                owner: (value != ALL).then(|| value.to_string()),
                ..choice.clone()
            });
        })
    };
    OneOf {
        value: choice
            .owner
            .clone()
            .unwrap_or_else(|| ALL.to_owned())
            .into(),
        ..OneOf::new(m.ask_owner(), choices, onchange)
    }
    .view_bare_list()
}

fn kinds(env: &Env, choice: &InboxChoice, onchoice: &Callback<InboxChoice>) -> Html {
    let m = env.m;
    let choices = vec![
        Choice::new(ALL, m.inbox_only_both()),
        Choice::new(kind_code(ItemKind::Alert), m.inbox_only_alerts()),
        Choice::new(kind_code(ItemKind::Task), m.inbox_only_tasks()),
    ];
    let onchange = {
        let (choice, onchoice) = (choice.clone(), onchoice.clone());
        Callback::from(move |value: AttrValue| {
            onchoice.emit(InboxChoice {
                only: kind_of(&value),
                ..choice.clone()
            });
        })
    };
    OneOf {
        value: choice.only.map_or(ALL, kind_code).into(),
        ..OneOf::new(m.inbox_only_label(), choices, onchange)
    }
    .view_bare_list()
}

fn horizons(env: &Env, choice: &InboxChoice, onchoice: &Callback<InboxChoice>) -> Html {
    let m = env.m;
    let choices = HORIZONS.map(|days| Choice::new(days.to_string(), m.inbox_horizon(days)));
    let onchange = {
        let (choice, onchoice) = (choice.clone(), onchoice.clone());
        Callback::from(move |value: AttrValue| {
            if let Ok(horizon_days) = value.parse() {
                onchoice.emit(InboxChoice {
                    horizon_days,
                    ..choice.clone()
                });
            }
        })
    };
    OneOf {
        value: choice.horizon_days.to_string().into(),
        ..OneOf::new(m.inbox_horizon_label(), choices.into(), onchange)
    }
    .view_bare_list()
}
