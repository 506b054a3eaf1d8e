//! The cut between low and high value: typed, or the median, and what is being dragged taken or left.

use super::cut_of;
use crate::number;
use crate::store::{Env, use_env};
use crate::tasks::stages::set_tier_cut;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::form::{Choice, Field, InputKind, OneOf};
use perennial_protocol::view::ValueMapView;
use std::rc::Rc;
use yew::prelude::*;

const NUMBER: &str = "number";
const MEDIAN: &str = "median";

/// Moves both cuts to a number; where they are there already, only what was being moved is forgotten.
pub(super) fn take_cut(
    env: &Env,
    view: &ValueMapView,
    ondraft: &Callback<Option<AttrValue>>,
    cut: f64,
) {
    let is_there = view.cut_current == cut && view.cut_potential == cut;
    if is_there && !view.cut_is_median {
        ondraft.emit(None);
    } else {
        set_tier_cut(&env.store, Some(cut));
    }
}

#[derive(Properties, PartialEq)]
pub(super) struct CutBarProps {
    pub(super) view: Rc<ValueMapView>,
    /// What is being typed or dragged.
    pub(super) draft: Option<AttrValue>,
    pub(super) ondraft: Callback<Option<AttrValue>>,
}

/// The bar above the map.
#[component]
pub(super) fn CutBar(props: &CutBarProps) -> Html {
    let env = use_env();
    let m = env.m;
    let view = &props.view;
    let is_writer = env.state.is_writer;
    let said = m.map_cut_at(view.cut_current, view.cut_potential);
    if !is_writer {
        return html! { <p class="muted">{ said }</p> };
    }
    let kinds = vec![
        Choice::new(NUMBER, m.map_cut_number()),
        Choice::new(MEDIAN, m.map_cut_median()),
    ];
    let onkind = {
        let (store, current) = (env.store.clone(), view.cut_current.round());
        let ondraft = props.ondraft.clone();
        Callback::from(move |kind: AttrValue| {
            ondraft.emit(None);
            set_tier_cut(&store, (kind.as_str() == NUMBER).then_some(current));
        })
    };
    let draft = props.draft.clone();
    let wanted = draft.as_deref().and_then(cut_of);
    let is_wrong = draft.is_some() && wanted.is_none();
    let shown = draft.clone().unwrap_or_else(|| {
        let cut = (!view.cut_is_median).then(|| number::text(view.cut_current));
        cut.unwrap_or_default().into()
    });
    let oninput = props
        .ondraft
        .reform(|text: String| Some(AttrValue::from(text)));
    let onapply = {
        let (env, view, ondraft) = (env.clone(), Rc::clone(view), props.ondraft.clone());
        Callback::from(move |()| {
            if let Some(wanted) = wanted {
                take_cut(&env, &view, &ondraft, wanted);
            }
        })
    };
    let onkeydown = {
        let (onapply, ondraft) = (onapply.clone(), props.ondraft.clone());
        Callback::from(move |event: KeyboardEvent| match event.key().as_str() {
            "Enter" if !event.is_composing() => onapply.emit(()),
            "Escape" => ondraft.emit(None),
            _ => {}
        })
    };
    let onleave = props.ondraft.reform(|()| None);
    html! {
        <div class="cluster no-print" data-testid="cut" {onkeydown}>
            { OneOf {
                value: if view.cut_is_median { MEDIAN } else { NUMBER }.into(),
                ..OneOf::new(m.map_cut(), kinds, onkind)
            }.view_segmented("cut") }
            <div class="since">
                { Field {
                    id: "cut-value".into(),
                    label: m.map_cut().into(),
                    value: shown,
                    kind: InputKind::Number,
                    error: is_wrong.then(|| m.map_cut_wrong().into()),
                    oninput,
                    ..Field::default()
                }.view() }
            </div>
            if draft.is_some() {
                { Button {
                    kind: ButtonKind::Primary,
                    disabled: is_wrong,
                    ..Button::new(m.map_cut_apply(), onapply)
                }.view() }
                { Button::new(m.action_cancel(), onleave).view() }
            } else {
                <span class="muted">{ said }</span>
            }
        </div>
    }
}
