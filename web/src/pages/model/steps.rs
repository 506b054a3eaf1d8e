//! The numbers of a curve, typed: two ends, a target, steps, words.

use super::curve::point_name;
use super::fields::{number_field, whole_field};
use super::points::{What, joined, moved, split};
use crate::store::{Env, use_env};
use crate::ui::button::IconButton;
use crate::ui::form::{Choice, OneOf};
use crate::ui::icon::Icon;
use crate::ui::table::{Head, head, number_cell};
use perennial_model::{Aim, Categories, MatrixRow, Step, Target, Transform};
use perennial_protocol::view::ScoredView;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties)]
pub(super) struct NumbersProps {
    pub(super) transform: Transform,
    pub(super) view: Rc<ScoredView>,
    /// Of a matrix, the row in hand.
    pub(super) row: usize,
    pub(super) onrow: Callback<usize>,
    pub(super) is_writer: bool,
    pub(super) onset: Callback<Transform>,
}

impl PartialEq for NumbersProps {
    fn eq(&self, other: &Self) -> bool {
        self.transform == other.transform
            && Rc::ptr_eq(&self.view, &other.view)
            && self.row == other.row
            && self.is_writer == other.is_writer
            && self.onset == other.onset
            && self.onrow == other.onrow
    }
}

/// The numbers.
#[component]
pub(super) fn Numbers(props: &NumbersProps) -> Html {
    let env = use_env();
    let m = env.m;
    let NumbersProps {
        transform,
        row,
        is_writer,
        ..
    } = props;
    let of = |what: What, value: f64| {
        let (transform, row) = (transform.clone(), *row);
        let onset = props.onset.clone();
        let onset = Callback::from(move |to: f64| {
            if let Some(next) = moved(&transform, row, what, to) {
                onset.emit(next);
            }
        });
        number_field(point_name(m, what), Some(value), *is_writer, &onset)
    };
    let fields = |fields: Html| html! { <div class="cluster cluster--low">{ fields }</div> };
    match transform {
        Transform::Linear(line) => fields(html! {
            <>{ of(What::Worst, line.worst) }{ of(What::Best, line.best) }</>
        }),
        Transform::HalfLife(half) => fields(of(What::HalfLife, half.days)),
        Transform::Target(target) => fields(html! {
            <>{ aim(&env, *target, &props.onset) }{ of(What::Target, target.value) }</>
        }),
        Transform::Bands(steps) => {
            let onset = props.onset.reform(Transform::Bands);
            table(&env, props, steps, &onset)
        }
        Transform::Matrix(rows) => matrix(&env, props, rows),
        Transform::Categories(words) => categories(&env, props, words),
    }
}

fn aim(env: &Env, target: Target, onset: &Callback<Transform>) -> Html {
    let m = env.m;
    let (more, less) = ("maximise", "minimise");
    let choices = vec![
        Choice::new(more, m.room_aim_maximise()),
        Choice::new(less, m.room_aim_minimise()),
    ];
    let value = match target.aim {
        Aim::Maximise => more,
        Aim::Minimise => less,
    };
    let onchange = onset.reform(move |code: AttrValue| {
        let aim = if code == "minimise" {
            Aim::Minimise
        } else {
            Aim::Maximise
        };
        Transform::Target(Target { aim, ..target })
    });
    OneOf {
        value: value.into(),
        ..OneOf::new(m.room_aim(), choices, onchange)
    }
    .view_list()
}

/// Steps as a table: up to where, and the score.
fn table(env: &Env, props: &NumbersProps, steps: &[Step], onset: &Callback<Vec<Step>>) -> Html {
    let m = env.m;
    let line = |(at, step): (usize, &Step)| {
        let change = |what: What| {
            let (steps, onset) = (steps.to_vec(), onset.clone());
            Callback::from(move |to: f64| {
                let bands = Transform::Bands(steps.clone());
                if let Some(Transform::Bands(next)) = moved(&bands, 0, what, to) {
                    onset.emit(next);
                }
            })
        };
        let other = |next: Option<Vec<Step>>, label: String, icon: Icon| {
            let onclick = {
                let (onset, next) = (onset.clone(), next.clone());
                Callback::from(move |()| {
                    if let Some(next) = &next {
                        onset.emit(next.clone());
                    }
                })
            };
            IconButton {
                disabled: next.is_none() || !props.is_writer,
                ..IconButton::new(label, icon, onclick)
            }
            .view()
        };
        let is_last = at + 1 == steps.len();
        html! {
            <div class="cluster cluster--low" key={at}>
                if is_last {
                    <span class="field room__number"><span class="field__label small">{ m.room_point_cut(at + 1) }</span>
                        <span class="muted">{ m.room_step_rest() }</span></span>
                } else {
                    { number_field(m.room_point_cut(at + 1), step.to, props.is_writer, &change(What::Cut(at))) }
                }
                { number_field(m.room_point_level(at + 1), Some(step.score), props.is_writer, &change(What::Level(at))) }
                { other(split(steps, at, props.view.range), m.room_step_split(at + 1), Icon::Plus) }
                { other(joined(steps, at), m.room_step_remove(at + 1), Icon::Trash) }
            </div>
        }
    };
    html! { <div class="stack stack--tight">{ for steps.iter().enumerate().map(line) }</div> }
}

/// A change of the rows of a matrix.
type Change = Rc<dyn Fn(&mut Vec<MatrixRow>)>;

fn matrix(env: &Env, props: &NumbersProps, rows: &[MatrixRow]) -> Html {
    let m = env.m;
    let choices = rows
        .iter()
        .enumerate()
        .map(|(at, row)| Choice::new(at.to_string(), m.room_tenure_from(row.from_months)));
    let onrow = props.onrow.reform(|at: AttrValue| at.parse().unwrap_or(0));
    let at = props.row.min(rows.len().saturating_sub(1));
    let Some(row) = rows.get(at) else {
        return html! {};
    };
    let with = |change: Change| {
        let rows = rows.to_vec();
        move || {
            let mut next = rows.clone();
            change(&mut next);
            Transform::Matrix(next)
        }
    };
    let onset = {
        let rows = rows.to_vec();
        props.onset.reform(move |bands: Vec<Step>| {
            let mut rows = rows.clone();
            if let Some(row) = rows.get_mut(at) {
                row.bands = bands;
            }
            Transform::Matrix(rows)
        })
    };
    let onmonths = {
        let rows = rows.to_vec();
        props.onset.reform(move |months: Option<u32>| {
            let mut rows = rows.clone();
            if let Some(row) = rows.get_mut(at) {
                row.from_months = months.unwrap_or(0);
            }
            Transform::Matrix(rows)
        })
    };
    let more = with(Rc::new(move |rows: &mut Vec<MatrixRow>| {
        if let Some(last) = rows.last().cloned() {
            rows.push(MatrixRow {
                from_months: last.from_months + 12,
                ..last
            });
        }
    }));
    let less = with(Rc::new(move |rows: &mut Vec<MatrixRow>| {
        if rows.len() > 1 && at > 0 {
            rows.remove(at);
        }
    }));
    let onmore = props.onset.reform(move |()| more());
    let onless = props.onset.reform(move |()| less());
    html! {
        <>
            <div class="cluster cluster--low">
                { OneOf {
                    value: at.to_string().into(),
                    ..OneOf::new(m.room_tenure(), choices.collect(), onrow)
                }.view_list() }
                if at > 0 {
                    { whole_field(m.room_tenure_months(), Some(row.from_months), props.is_writer, &onmonths) }
                }
                { IconButton { disabled: !props.is_writer, ..IconButton::new(m.room_tenure_add(), Icon::Plus, onmore) }.view() }
                { IconButton { disabled: !props.is_writer || at == 0, ..IconButton::new(m.room_tenure_remove(), Icon::Trash, onless) }.view() }
            </div>
            { table(env, props, &row.bands, &onset) }
        </>
    }
}

/// Words with their customers and scores; those without a score of their own stand there too.
fn categories(env: &Env, props: &NumbersProps, words: &Categories) -> Html {
    let m = env.m;
    let n_of = |word: &str| {
        let found = props.view.words.iter().find(|(held, _)| held == word);
        found.map_or(0, |(_, n)| *n)
    };
    let others = props.view.words.iter().map(|(word, _)| word);
    let others = others.filter(|word| !words.scores.contains_key(*word));
    let all = words.scores.keys().chain(others);
    let line = |word: &String| {
        let onset = {
            let (words, word) = (words.clone(), word.clone());
            props.onset.reform(move |score: f64| {
                let mut words = words.clone();
                words.scores.insert(word.clone(), score);
                Transform::Categories(words)
            })
        };
        let score = words.scores.get(word).copied();
        html! {
            <tr key={word.clone()}>
                <td>{ crate::words::value_word(m, word) }</td>
                { number_cell(m.count(n_of(word))) }
                <td>{ number_field(m.room_word_score(word), score, props.is_writer, &onset) }</td>
            </tr>
        }
    };
    let onother = {
        let words = words.clone();
        props.onset.reform(move |other: Option<u32>| {
            Transform::Categories(Categories {
                other: other.map(f64::from),
                ..words.clone()
            })
        })
    };
    html! {
        <>
            <table class="table">
                { head(&[Head::Text(m.room_word()), Head::Number(m.room_customers()), Head::Number(m.room_score())]) }
                <tbody>{ for all.map(line) }</tbody>
            </table>
            { whole_field(m.room_word_other(), words.other.map(|other| other as u32), props.is_writer, &onother) }
        </>
    }
}
