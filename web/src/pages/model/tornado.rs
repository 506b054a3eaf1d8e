//! Thresholds moved a little, each by itself: whom that moves, as bars to both sides; a side opens to what it would do,
//! and can be taken into the draft.

use super::Hand;
use super::effect::{Sides, effect};
use super::rules::with_cut;
use crate::pages::parts::view_or_wait;
use crate::queries::{model as pick_model, use_view};
use crate::store::{Env, use_env};
use crate::ui::badge::band_word;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::dialog::Dialog;
use crate::ui::figure::{Figure, FigureSize};
use crate::ui::table::number_cell;
use crate::words::unit_text;
use perennial_chart::coord;
use perennial_i18n::Messages;
use perennial_model::edit::{Edit, SetBands, SetTransform};
use perennial_model::{BandId, Cap, Model, Transform, pack};
use perennial_protocol::view::{
    Band, BarView, CurvePlace, ModelAnswer, ModelQuery, SideView, ThresholdView, WhatIfView,
};
use perennial_protocol::{Packed, Request, Response};
use std::rc::Rc;
use yew::prelude::*;

/// Thresholds in sight; the others are one press away.
const FIRST: usize = 12;
/// Half of a row's drawing, in pixels, and its height.
const HALF: f64 = 44.0;
const HEIGHT: f64 = 16.0;

/// A threshold at another value.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct SideOpened {
    pub(super) title: String,
    pub(super) edits: Vec<Edit>,
}

/// The table with its bars.
pub(super) fn tornado_card(
    env: &Env,
    hand: &Hand,
    bars: &[BarView],
    (all, onall): (bool, &Callback<()>),
    onside: &Callback<SideOpened>,
) -> Html {
    let m = env.m;
    let sides = bars.iter().flat_map(|bar| &bar.sides);
    let most = sides.map(|side| side.moved).max().unwrap_or(0).max(1);
    let shown = if all { bars.len() } else { FIRST };
    let rows = bars
        .iter()
        .take(shown)
        .map(|bar| row(env, hand, bar, most, onside));
    html! {
        <div class="stack stack--tight">
            <div class="table-scroll" tabindex="0" role="region" aria-label={m.room_tornado()}>
                <table class="table tornado" data-testid="tornado">
                    <thead><tr>
                        <th scope="col">{ m.room_tornado_which() }</th>
                        <th scope="col" class="number">{ m.room_tornado_value() }</th>
                        <th scope="col" class="number">{ m.room_tornado_lower() }</th>
                        <th scope="col" class="tornado__head"><span class="visually-hidden">{ m.room_tornado() }</span></th>
                        <th scope="col">{ m.room_tornado_higher() }</th>
                    </tr></thead>
                    <tbody>{ for rows }</tbody>
                </table>
            </div>
            if bars.len() > FIRST {
                <div>{ Button {
                    kind: ButtonKind::Quiet,
                    ..Button::new(if all { m.room_tornado_fewer() } else { m.room_tornado_all() }, onall.clone())
                }.view() }</div>
            }
        </div>
    }
}

fn row(env: &Env, hand: &Hand, bar: &BarView, most: u32, onside: &Callback<SideOpened>) -> Html {
    let m = env.m;
    let currency = hand.room.currency.as_deref().unwrap_or_default();
    let name = threshold_text(m, &bar.threshold);
    let text = |value: f64| unit_text(m, Some(value), &bar.unit, currency);
    let side = |side: &SideView| {
        let value = text(side.value);
        let said = format!("{value} · {}", m.count(side.moved));
        let edits = edits(&hand.model, &bar.threshold, side.value);
        match edits.filter(|_| side.moved > 0) {
            Some(edits) => {
                let title = m.room_side_title(&name, &text(bar.value), &value);
                let opened = SideOpened { title, edits };
                let onopen = onside.reform(move |()| opened.clone());
                Figure {
                    size: FigureSize::Inline,
                    ..Figure::new(name.clone(), said, onopen)
                }
                .view()
            }
            None => html! { <span class="muted">{ said }</span> },
        }
    };
    let [down, up] = &bar.sides;
    let width = |side: &SideView| HALF * f64::from(side.moved) / f64::from(most);
    let (left, right) = (width(down), width(up));
    html! {
        <tr key={format!("{:?}", bar.threshold)}>
            <th scope="row">{ name.clone() }</th>
            { number_cell(text(bar.value)) }
            <td class="number">{ side(down) }</td>
            <td>
                <svg width={coord(2.0 * HALF)} height={coord(HEIGHT)} viewBox={format!("0 0 {} {}", coord(2.0 * HALF), coord(HEIGHT))}
                    aria-hidden="true" focusable="false">
                    <rect class="tornado__down" x={coord(HALF - left)} y="2" width={coord(left)} height={coord(HEIGHT - 4.0)} />
                    <rect class="tornado__up" x={coord(HALF)} y="2" width={coord(right)} height={coord(HEIGHT - 4.0)} />
                    <line class="chart__axis" x1={coord(HALF)} x2={coord(HALF)} y1="0" y2={coord(HEIGHT)} />
                </svg>
            </td>
            <td class="tornado__higher">{ side(up) }</td>
        </tr>
    }
}

fn threshold_text(m: Messages, threshold: &ThresholdView) -> String {
    let language = m.language();
    match threshold {
        ThresholdView::Cut(band) => m.room_tornado_cut(band_word(*band, m)),
        ThresholdView::Cap(_, title) => m.room_cap_at_most(title.get(language)),
        ThresholdView::Curve(_, title, place) => {
            let name = title.get(language);
            match place {
                CurvePlace::Worst => m.room_tornado_worst(name),
                CurvePlace::Best => m.room_tornado_best(name),
                CurvePlace::Target => m.room_tornado_target(name),
                CurvePlace::HalfLife => m.room_tornado_half_life(name),
                CurvePlace::Step(at) => m.room_tornado_step(at + 1, name),
            }
        }
    }
}

/// The edits that put a threshold elsewhere; `None` where the document has it no more.
fn edits(model: &Model, threshold: &ThresholdView, value: f64) -> Option<Vec<Edit>> {
    let edit = match threshold {
        ThresholdView::Cut(band) => {
            let id = match band {
                Band::Green => BandId::Green,
                Band::Yellow => BandId::Yellow,
                Band::Red | Band::NoData => return None,
            };
            let at = model.bands.iter().position(|held| held.id == id)?;
            Edit::Bands(SetBands {
                variant: None,
                to: Some(with_cut(&model.bands, at, value)),
            })
        }
        ThresholdView::Cap(id, _) => {
            let cap = model.caps.iter().find(|cap| cap.id == *id)?.clone();
            Edit::Cap(Cap { max: value, ..cap })
        }
        ThresholdView::Curve(id, _, place) => {
            let measure = model.measures.iter().find(|measure| measure.id == *id)?;
            let mut transform = measure.transform.clone();
            match (place, &mut transform) {
                (CurvePlace::Worst, Transform::Linear(line)) => line.worst = value,
                (CurvePlace::Best, Transform::Linear(line)) => line.best = value,
                (CurvePlace::Target, Transform::Target(target)) => target.value = value,
                (CurvePlace::HalfLife, Transform::HalfLife(half)) => half.days = value,
                (CurvePlace::Step(at), Transform::Bands(steps)) => {
                    let at = *at as usize;
                    steps.get_mut(at)?.to = Some(value);
                    steps.get_mut(at + 1)?.from = Some(value);
                }
                _ => return None,
            }
            Edit::Transform(SetTransform {
                measure: id.clone(),
                variant: None,
                to: Some(transform),
            })
        }
    };
    Some(vec![edit])
}

fn pick_step(response: Response) -> Option<Rc<WhatIfView>> {
    match &*pick_model(response)? {
        ModelAnswer::WhatIf(view) => Some(Rc::new(WhatIfView::clone(view))),
        _ => None,
    }
}

#[derive(Properties, PartialEq)]
pub(super) struct SideProps {
    pub(super) side: SideOpened,
    pub(super) currency: AttrValue,
    pub(super) is_writer: bool,
    pub(super) commit: Callback<Vec<Edit>>,
    pub(super) onclose: Callback<()>,
}

/// What a threshold at another value does, by itself.
#[component]
pub(super) fn SideDialog(props: &SideProps) -> Html {
    let env = use_env();
    let m = env.m;
    let query = ModelQuery::Step {
        as_of: env.state.as_of(),
        edits: pack(&props.side.edits),
    };
    let view = use_view(Packed::of(&query).ok().map(Request::ModelRoom), pick_step);
    let ontake = {
        let (commit, onclose, edits) = (
            props.commit.clone(),
            props.onclose.clone(),
            props.side.edits.clone(),
        );
        Callback::from(move |()| {
            commit.emit(edits.clone());
            onclose.emit(());
        })
    };
    let actions = html! {
        <>
            { Button::new(m.action_cancel(), props.onclose.clone()).view() }
            { Button {
                kind: ButtonKind::Primary,
                disabled: !props.is_writer,
                ..Button::new(m.room_side_take(), ontake)
            }.view() }
        </>
    };
    let sides = Sides {
        before: m.room_side_now(),
        after: m.room_side_then(),
    };
    html! {
        <Dialog title={props.side.title.clone()} messages={m} onclose={props.onclose.clone()} {actions}>
            <div class="stack" data-testid="side">
                { view_or_wait(&env, &view, |view| effect(&env, view, &props.currency, sides)) }
            </div>
        </Dialog>
    }
}
