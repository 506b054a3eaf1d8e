//! Metrics: one of the catalogue or one composed by hand, its values in the data in hand, and scoring it.

use super::composer::{Composer, begun};
use super::conditions::Names;
use super::rules::free_id;
use super::units::unit_code;
use super::{Hand, HandProps};
use crate::pages::parts::failure_notice;
use crate::queries::{catalogue, model as pick_model, use_view};
use crate::store::{Env, use_env};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::card::Card;
use crate::ui::chart::measured;
use crate::ui::form::{Choice, OneOf};
use crate::ui::icon::Icon;
use crate::ui::table::fact;
use crate::words::{unit_text, value_word};
use perennial_chart::{Scale, bars, coord, ticks};
use perennial_data::TableId;
use perennial_model::edit::Edit;
use perennial_model::{
    Categories, Linear, Measure, MetricDecl, Missing, Model, Transform, Unit, pack, unpack,
};
use perennial_protocol::view::{ModelAnswer, ModelQuery, PreviewView};
use perennial_protocol::{Packed, Request, Response};
use std::rc::Rc;
use yew::prelude::*;

fn pick(response: Response) -> Option<Rc<PreviewView>> {
    match &*pick_model(response)? {
        ModelAnswer::Preview(view) => Some(Rc::new(PreviewView::clone(view))),
        _ => None,
    }
}

/// What is in hand: a metric that there is, or one that is being composed.
#[derive(Clone, Debug, PartialEq)]
enum Chosen {
    Known(String),
    Composed(MetricDecl),
}

/// The part on metrics.
#[component]
pub(super) fn Metrics(props: &HandProps) -> Html {
    let env = use_env();
    let m = env.m;
    let Hand {
        room,
        model,
        is_writer,
        commit,
        ..
    } = &props.hand;
    let metrics = use_view(Some(Request::Catalogue), catalogue);
    let names = use_memo(
        (room.revision, metrics.slot.data().is_some(), m.language()),
        |_| Names::new(&env, room, model, metrics.slot.data().map(Rc::as_ref)),
    );
    let tables: Vec<TableId> = {
        let workspace = env.state.workspace.as_ref();
        let sizes = workspace.map_or(&[][..], |workspace| &workspace.tables);
        let tables = sizes.iter().map(|size| size.table);
        tables
            .filter(|table| {
                !matches!(
                    table,
                    TableId::Accounts | TableId::Benchmarks | TableId::Snapshots
                )
            })
            .collect()
    };
    let fresh = {
        let table = tables.first().copied().unwrap_or(TableId::Usage);
        begun(
            free_id("metric", model.metrics.iter().map(|metric| &metric.id)),
            m.room_metric_new(),
            table,
        )
    };
    let chosen = use_state_eq(|| Chosen::Composed(fresh.clone()));
    let group = use_state_eq(|| {
        model
            .groups
            .first()
            .map(|group| group.id.clone())
            .unwrap_or_default()
    });
    let as_of = env.state.as_of();
    let metric = match &*chosen {
        Chosen::Known(id) => Err(id.clone()),
        Chosen::Composed(decl) => Ok(pack(decl)),
    };
    let query = Packed::of(&ModelQuery::Preview { as_of, metric }).ok();
    let view = use_view(query.map(Request::ModelRoom), pick);
    let held = view
        .slot
        .data()
        .and_then(|view| unpack::<MetricDecl>(&view.metric));
    let onset = {
        let chosen = chosen.setter();
        Callback::from(move |decl: MetricDecl| chosen.set(Chosen::Composed(decl)))
    };
    let onchoose = {
        let (chosen, fresh) = (chosen.setter(), fresh.clone());
        let own = model.metrics.clone();
        Callback::from(move |code: AttrValue| {
            let own = own.iter().find(|metric| metric.id == code.as_str());
            chosen.set(match (code.as_str(), own) {
                ("", _) => Chosen::Composed(fresh.clone()),
                (_, Some(own)) => Chosen::Composed(own.clone()),
                (id, None) => Chosen::Known(id.to_owned()),
            });
        })
    };
    let code = match &*chosen {
        Chosen::Known(id) => id.clone(),
        Chosen::Composed(decl) if model.metrics.iter().any(|held| held.id == decl.id) => {
            decl.id.clone()
        }
        Chosen::Composed(_) => String::new(),
    };
    let mut choices = vec![Choice::new("", m.room_metric_compose())];
    choices.extend(
        names
            .metrics
            .iter()
            .map(|(id, name, _)| Choice::new(id.clone(), name.clone())),
    );
    let oncopy = held.clone().map(|held| {
        let (onset, id) = (onset.clone(), fresh.id.clone());
        Callback::from(move |()| {
            onset.emit(MetricDecl {
                id: id.clone(),
                ..held.clone()
            });
        })
    });
    let body = match &*chosen {
        Chosen::Composed(decl) => html! {
            <Composer decl={decl.clone()} names={Rc::clone(&names)} {tables} onset={onset.clone()} />
        },
        Chosen::Known(_) => html! {
            <div class="cluster">
                <p class="fill">{ held.as_ref().map(|held| held.definition.get(m.language()).to_owned()) }</p>
                { oncopy.map(|oncopy| Button {
                    disabled: !*is_writer,
                    ..Button::new(m.room_metric_copy(), oncopy)
                }.view()) }
            </div>
        },
    };
    let taking = Taking {
        env: &env,
        model,
        chosen: &chosen,
        commit,
        is_writer: *is_writer,
    };
    let groups = model
        .groups
        .iter()
        .map(|group| Choice::new(group.id.clone(), group.title.get(m.language()).to_owned()));
    let ongroup = {
        let group = group.setter();
        Callback::from(move |id: AttrValue| group.set(id.to_string()))
    };
    let failure = view
        .slot
        .failure()
        .map(|failure| failure_notice(&env, failure, &view.retry));
    let is_right = view.slot.failure().is_none();
    html! {
        <>
            { Card { note: Some(m.room_metrics_note().into()), ..Card::new(m.room_tab_metrics()) }.view(html! {
                <div class="stack" data-testid="composer">
                    { OneOf { value: code.into(), ..OneOf::new(m.room_metric_which(), choices, onchoose) }.view_list() }
                    { body }
                    { failure }
                    if let (Some(view), true) = (view.slot.data(), is_right) {
                        { values(&env, view, room.currency.as_deref().unwrap_or_default()) }
                    }
                    <div class="cluster cluster--low">
                        { OneOf { value: (*group).clone().into(), ..OneOf::new(m.room_metric_group(), groups.collect(), ongroup) }.view_list() }
                        { taking.score(view.slot.data().filter(|_| is_right), &group) }
                        { taking.keep(is_right) }
                    </div>
                </div>
            }) }
            { own(&taking) }
        </>
    }
}

/// What can be done with the metric in hand.
struct Taking<'a> {
    env: &'a Env,
    model: &'a Rc<Model>,
    chosen: &'a Chosen,
    commit: &'a Callback<Vec<Edit>>,
    is_writer: bool,
}

impl Taking<'_> {
    /// Scores it: a measure more, over a line between the quartiles at first.
    fn score(&self, view: Option<&Rc<PreviewView>>, group: &str) -> Html {
        let m = self.env.m;
        let edits = view.and_then(|view| {
            let decl: MetricDecl = unpack(&view.metric)?;
            let measure = measure(self.model, &decl, view, group);
            let own = match self.chosen {
                Chosen::Composed(decl) => Some(Edit::Metric(decl.clone())),
                Chosen::Known(_) => None,
            };
            Some(
                own.into_iter()
                    .chain([Edit::Measure(measure)])
                    .collect::<Vec<_>>(),
            )
        });
        let is_there = edits.is_some();
        let onclick = {
            let (commit, edits) = (self.commit.clone(), edits.unwrap_or_default());
            Callback::from(move |()| commit.emit(edits.clone()))
        };
        Button {
            kind: ButtonKind::Primary,
            icon: Some(Icon::Plus),
            disabled: !is_there || !self.is_writer,
            ..Button::new(m.room_metric_score(), onclick)
        }
        .view()
    }

    /// Keeps it without scoring it, for rules and as a divisor.
    fn keep(&self, is_right: bool) -> Html {
        let Chosen::Composed(decl) = self.chosen else {
            return html! {};
        };
        let (commit, decl) = (self.commit.clone(), decl.clone());
        let onclick = Callback::from(move |()| commit.emit(vec![Edit::Metric(decl.clone())]));
        Button {
            disabled: !is_right || !self.is_writer,
            ..Button::new(self.env.m.room_metric_keep(), onclick)
        }
        .view()
    }
}

fn measure(model: &Model, decl: &MetricDecl, view: &PreviewView, group: &str) -> Measure {
    let rises = decl.better == perennial_model::Better::Higher;
    let (low, high) = view
        .quartiles
        .map_or((0.0, 1.0), |[least, _, _, _, most]| (least, most));
    let (low, high) = if view.range.0 < view.range.1 {
        view.range
    } else if low < high {
        (low, high)
    } else {
        (low, low + 1.0)
    };
    let transform = if decl.unit == Unit::Category {
        let words = view.words.iter().map(|(word, _)| (word.clone(), 50.0));
        Transform::Categories(Categories {
            scores: words.collect(),
            other: Some(50.0),
        })
    } else if rises {
        Transform::Linear(Linear {
            worst: low,
            best: high,
        })
    } else {
        Transform::Linear(Linear {
            worst: high,
            best: low,
        })
    };
    let in_group = model
        .measures
        .iter()
        .filter(|measure| measure.group == group);
    let (n, sum) = in_group.fold((0.0, 0.0), |(n, sum), measure| {
        (n + 1.0, sum + measure.weight)
    });
    Measure {
        id: free_id(&decl.id, model.measures.iter().map(|measure| &measure.id)),
        title: None,
        metric: decl.id.clone(),
        group: group.to_owned(),
        // As much as the others have on average.
        weight: if sum > 0.0 {
            (sum / n).round().max(1.0)
        } else {
            100.0
        },
        transform,
        missing: Missing::Reweight,
        warn_after: None,
        expire_after: None,
        grace_days: 0,
        controllable: false,
    }
}

/// The values of the metric in the data in hand.
fn values(env: &Env, view: &Rc<PreviewView>, currency: &str) -> Html {
    let m = env.m;
    let unit = unpack::<MetricDecl>(&view.metric).map_or("count", |decl| unit_code(decl.unit));
    let text = |value: f64| unit_text(m, Some(value), unit, currency);
    let chart = (view.range.0 < view.range.1).then(|| {
        let (view, unit, currency) = (Rc::clone(view), unit, currency.to_owned());
        measured(move |width| draw(m, &view, unit, &currency, width))
    });
    let names = [
        m.room_value_least(),
        m.room_value_p25(),
        m.room_value_median(),
        m.room_value_p75(),
        m.room_value_most(),
    ];
    let examples = view
        .examples
        .iter()
        .map(|(_, name, value)| format!("{name} {}", text(*value)));
    let examples: Vec<String> = examples.collect();
    let examples: Vec<&str> = examples.iter().map(String::as_str).collect();
    let word = |(word, n): &(String, u32)| fact(value_word(m, word), m.count(*n));
    html! {
        <div class="stack stack--tight" data-testid="values">
            <p class="strong">{ m.room_measure_values(view.n_missing, view.n_present) }</p>
            { chart }
            <dl class="facts">
                { for view.quartiles.into_iter().flat_map(|quartiles| {
                    names.into_iter().zip(quartiles).map(|(name, value)| fact(name, text(value))).collect::<Vec<_>>()
                }) }
                { for view.words.iter().map(word) }
                if !examples.is_empty() {
                    { fact(m.room_value_examples(), m.list(&examples)) }
                }
            </dl>
        </div>
    }
}

fn draw(
    m: perennial_i18n::Messages,
    view: &PreviewView,
    unit: &str,
    currency: &str,
    width: f64,
) -> Html {
    const HEIGHT: f64 = 96.0;
    const BASE: f64 = HEIGHT - 20.0;
    let counts: Vec<f64> = view.bins.iter().copied().map(f64::from).collect();
    let most = counts.iter().copied().fold(1.0, f64::max);
    let shapes = bars(&counts, width, 1.0, Scale::new((0.0, most), (BASE, 4.0)));
    let x = Scale::new(view.range, (0.0, width));
    let tick = |value: f64| {
        let at = x.map(value).clamp(20.0, width - 20.0);
        html! { <text x={coord(at)} y={coord(HEIGHT - 4.0)} text-anchor="middle">{ unit_text(m, Some(value), unit, currency) }</text> }
    };
    html! {
        <svg viewBox={format!("0 0 {} {}", coord(width), coord(HEIGHT))} role="img" aria-label={m.room_measure_values(view.n_missing, view.n_present)}>
            { for shapes.iter().map(|shape| html! {
                <rect class="chart__mark" x={coord(shape.x)} y={coord(shape.y)} width={coord(shape.width)} height={coord(shape.height)} />
            }) }
            <line class="chart__axis" x1="0" x2={coord(width)} y1={coord(BASE)} y2={coord(BASE)} />
            { for ticks(view.range.0, view.range.1, 5).into_iter().map(tick) }
        </svg>
    }
}

/// The model's own metrics, and taking one away.
fn own(taking: &Taking<'_>) -> Html {
    let m = taking.env.m;
    if taking.model.metrics.is_empty() {
        return html! {};
    }
    let line = |metric: &MetricDecl| {
        let id = metric.id.clone();
        let onremove = taking
            .commit
            .reform(move |()| vec![Edit::RemoveMetric(id.clone())]);
        html! {
            <li class="cluster" key={metric.id.clone()}>
                <span class="fill">{ metric.title.get(m.language()).to_owned() }</span>
                { Button { kind: ButtonKind::Quiet, disabled: !taking.is_writer, ..Button::new(m.room_rule_remove(), onremove) }.view() }
            </li>
        }
    };
    Card::new(m.room_metrics_own()).view(html! {
        <ul class="stack stack--tight">{ for taking.model.metrics.iter().map(line) }</ul>
    })
}
