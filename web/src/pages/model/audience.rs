//! For whom weights, curves and bands are edited: everybody, or the customers of a variant, which then gets its own.

use super::Hand;
use crate::store::use_env;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::form::{Choice, OneOf};
use perennial_i18n::Messages;
use perennial_model::Variant;
use perennial_model::edit::{Edit, scoped, seen_by};
use std::rc::Rc;
use yew::prelude::*;

/// What editors see and do for a variant; `None`: there is no such variant (any more).
pub(super) fn for_variant(hand: &Hand, variant: &str) -> Option<Hand> {
    let seen = Rc::new(seen_by(&hand.model, variant)?);
    let through = |to: &Callback<Vec<Edit>>| {
        let (model, variant, to) = (Rc::clone(&hand.model), variant.to_owned(), to.clone());
        Callback::from(move |edits: Vec<Edit>| {
            // What makes no sense is refused where it would have been made.
            to.emit(scoped(&model, &variant, &edits).unwrap_or(edits));
        })
    };
    Some(Hand {
        model: seen,
        preview: through(&hand.preview),
        commit: through(&hand.commit),
        scope: Some(variant.into()),
        ..hand.clone()
    })
}

#[derive(Properties, PartialEq)]
pub(super) struct AudienceProps {
    /// The document itself, not as a variant sees it.
    pub(super) hand: Hand,
    /// The variant that is edited.
    pub(super) chosen: Option<AttrValue>,
    pub(super) onchoose: Callback<Option<AttrValue>>,
}

/// The choice, and what the variant has of its own; nothing where there are no variants.
#[component]
pub(super) fn Audience(props: &AudienceProps) -> Html {
    let m = use_env().m;
    let variants = &props.hand.model.variants;
    if variants.is_empty() {
        return html! {};
    }
    let of = variants
        .iter()
        .find(|held| Some(held.id.as_str()) == props.chosen.as_deref());
    let mut choices = vec![Choice::new("", m.room_audience_all())];
    let named = variants.iter().map(|held| {
        let title = held.title.get(m.language());
        Choice::new(held.id.clone(), m.room_audience_variant(title))
    });
    choices.extend(named);
    let onchange = props
        .onchoose
        .reform(|code: AttrValue| Some(code).filter(|code| !code.is_empty()));
    html! {
        <section class="card" aria-label={m.room_audience()} data-testid="audience"><div class="cluster cluster--low">
            { OneOf {
                value: of.map(|of| of.id.clone()).unwrap_or_default().into(),
                ..OneOf::new(m.room_audience(), choices, onchange)
            }.view_list() }
            { of.map(|of| own(m, &props.hand, of)) }
        </div></section>
    }
}

/// What the variant has of its own, each to be given up.
fn own(m: Messages, hand: &Hand, of: &Variant) -> Html {
    let give_up = |label: &'static str, without: Variant| {
        let onclick = hand
            .commit
            .reform(move |()| vec![Edit::Variant(without.clone())]);
        Button {
            kind: ButtonKind::Quiet,
            disabled: !hand.is_writer,
            ..Button::new(label, onclick)
        }
        .view()
    };
    let has_weights =
        !of.weights.is_empty() || !of.group_weights.is_empty() || of.factors.is_some();
    let has_any = has_weights || !of.transforms.is_empty() || of.bands.is_some();
    html! {
        <>
            if !has_any {
                <span class="muted">{ m.room_audience_none() }</span>
            }
            if has_weights {
                { give_up(m.room_audience_weights(), Variant {
                    weights: Default::default(),
                    group_weights: Default::default(),
                    factors: None,
                    ..of.clone()
                }) }
            }
            if !of.transforms.is_empty() {
                { give_up(m.room_audience_curves(), Variant { transforms: Default::default(), ..of.clone() }) }
            }
            if of.bands.is_some() {
                { give_up(m.room_audience_bands(), Variant { bands: None, ..of.clone() }) }
            }
        </>
    }
}
