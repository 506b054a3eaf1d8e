//! Everything that happened, the newest first: rows, alerts, stages, tasks, contact, goals.

use crate::pages::work::{Errand, Record, record_buttons};
use crate::store::use_env;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::card::Card;
use crate::ui::form::{Choice, OneOf};
use crate::words::{Happening, timeline_text};
use perennial_protocol::view::{CustomerLifeView, TimelineEntry, TimelineKind};
use std::rc::Rc;
use yew::prelude::*;

/// Entries that are shown at first, and again with each press.
const STEP: usize = 25;
/// Stands for “everything” in the choice of kinds.
const ALL: &str = "all";

#[derive(Properties)]
pub(super) struct TimelineProps {
    pub(super) life: Rc<CustomerLifeView>,
    pub(super) onerrand: Callback<Errand>,
}

impl PartialEq for TimelineProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.life, &other.life)
    }
}

/// The card, with ways to add to it.
#[component]
pub(super) fn Timeline(props: &TimelineProps) -> Html {
    let env = use_env();
    let m = env.m;
    let kind = use_state_eq(|| None::<Happening>);
    let n_shown = use_state_eq(|| STEP);
    let life = &props.life;
    let entries: Vec<_> = life
        .timeline
        .iter()
        .filter(|entry| kind.is_none_or(|kind| Happening::of(&entry.kind) == kind))
        .collect();
    let code = |at: usize| AttrValue::from(at.to_string());
    let mut choices = vec![Choice::new(ALL, m.word_all())];
    choices.extend(
        Happening::ALL
            .into_iter()
            .enumerate()
            .map(|(at, kind)| Choice::new(code(at), kind.word(m))),
    );
    let at = Happening::ALL
        .into_iter()
        .position(|one| Some(one) == *kind);
    let onchange = {
        let (kind, n_shown) = (kind.setter(), n_shown.setter());
        Callback::from(move |value: AttrValue| {
            let at = value.parse::<usize>().ok();
            kind.set(at.and_then(|at| Happening::ALL.get(at).copied()));
            n_shown.set(STEP);
        })
    };
    let onmore = {
        let n_shown = n_shown.clone();
        Callback::from(move |()| n_shown.set(*n_shown + STEP))
    };
    let record = |record: Record| Errand::Record(Rc::new(record));
    let begin = |label: &'static str, errand: Errand| {
        Button {
            disabled: !env.state.is_writer,
            ..Button::new(label, props.onerrand.reform(move |()| errand.clone()))
        }
        .view()
    };
    let buttons = html! {
        <>
            { begin(m.work_add_touch(), record(Record::Touch(life.id.clone(), None))) }
            { begin(m.work_add_note(), record(Record::Note(life.id.clone(), None))) }
        </>
    };
    let buttons_of = |entry: &TimelineEntry| {
        let id = entry.entry?;
        let (account, old) = (life.id.clone(), Some(Rc::new(entry.clone())));
        let correct = match &entry.kind {
            TimelineKind::Note => Record::Note(account, old),
            TimelineKind::Touch(..) => Record::Touch(account, old),
            _ => return None,
        };
        Some(record_buttons(&env, &props.onerrand, correct, id))
    };
    let line = |entry: &&TimelineEntry| {
        html! {
            <li class="happening">
                <span class="happening__day">{ entry.on.to_string() }</span>
                <span class="fill">
                    <span class="strong">{ timeline_text(m, entry) }</span>
                    if !entry.text.is_empty() {
                        <span class="muted">{ " · " }{ &entry.text }</span>
                    }
                    if !entry.author.is_empty() {
                        <span class="muted">{ " · " }{ m.work_by(&entry.author) }</span>
                    }
                </span>
                { buttons_of(entry) }
            </li>
        }
    };
    let is_cut = (life.n_timeline as usize) > life.timeline.len();
    Card {
        actions: Some(buttons),
        ..Card::new(m.life_timeline())
    }
    .view(html! {
        <div class="stack" data-testid="timeline">
            { OneOf {
                value: at.map_or_else(|| ALL.into(), code),
                ..OneOf::new(m.life_timeline(), choices, onchange)
            }.view_segmented("timeline-kind") }
            if entries.is_empty() {
                <p class="muted">{ m.timeline_none() }</p>
            }
            <ol class="happenings">{ for entries.iter().take(*n_shown).map(line) }</ol>
            if entries.len() > *n_shown {
                <div>{ Button {
                    kind: ButtonKind::Quiet,
                    ..Button::new(m.timeline_more(entries.len() - *n_shown), onmore)
                }.view() }</div>
            } else if is_cut {
                <p class="small muted">{ m.timeline_cut(life.timeline.len(), life.n_timeline) }</p>
            }
        </div>
    })
}
