//! A person's word against the score: shown beside it, set with author, reason and end, taken away.

use super::{Opened, Part};
use crate::number;
use crate::store::{Env, use_env};
use crate::tasks::workspace::{Word, clear_override, set_override};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::card::Card;
use crate::ui::dialog::Dialog;
use crate::ui::form::{Field, InputKind};
use perennial_data::Day;
use perennial_protocol::view::{CustomerView, OverrideView};
use std::rc::Rc;
use yew::prelude::*;

/// How long an override lasts unless something else is said.
const USUAL_DAYS: i32 = 30;

/// The override there is, if any.
pub(super) fn overriding(env: &Env, part: &Part) -> Html {
    let m = env.m;
    let explanation = &part.view.explanation;
    let can_write = env.state.is_writer;
    let onclear = {
        let (store, account) = (env.store.clone(), part.view.id.clone());
        Callback::from(move |()| clear_override(&store, account.clone()))
    };
    let said = |word: &OverrideView| {
        let computed = m.health(explanation.after_caps, &explanation.edges);
        let health = m.health(Some(word.value), &explanation.edges);
        html! {
            <>
                <p class="strong">{ m.customer_override_active(&word.author, &computed, &health, word.expires_on) }</p>
                <p>{ m.word_reason() }{ ": " }{ &word.reason }</p>
                if !word.active {
                    <p class="muted">{ m.customer_override_over(explanation.as_of) }</p>
                }
            </>
        }
    };
    Card::new(m.customer_override()).view(html! {
        <>
            { explanation.override_.as_ref().map(said).unwrap_or_default() }
            <p class="small muted">{ m.customer_override_note() }</p>
            <div class="cluster">
                { Button {
                    disabled: !can_write,
                    ..Button::new(m.customer_override_add(), part.open.reform(|()| Opened::Override))
                }.view() }
                if explanation.override_.is_some() {
                    { Button {
                        disabled: !can_write,
                        ..Button::new(m.customer_override_remove(), onclear)
                    }.view() }
                }
            </div>
        </>
    })
}

#[derive(Properties)]
pub(super) struct OverrideDialogProps {
    pub(super) view: Rc<CustomerView>,
    pub(super) onclose: Callback<()>,
}

impl PartialEq for OverrideDialogProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.view, &other.view)
    }
}

/// What is in the fields.
#[derive(Clone, Debug, Default, PartialEq)]
struct Draft {
    value: String,
    author: String,
    reason: String,
    expires_on: String,
    /// Saving was tried, so what is missing is said.
    is_checked: bool,
}

impl Draft {
    fn value(&self) -> Option<f64> {
        let value = number::read(self.value.trim());
        value.filter(|value| (0.0..=100.0).contains(value))
    }

    fn expires_on(&self, from: Day) -> Option<Day> {
        self.expires_on.parse().ok().filter(|day| *day >= from)
    }

    fn word(&self, account: &str, set_on: Day) -> Option<Word> {
        let said = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        Some(Word {
            account: account.to_owned(),
            value: self.value()?,
            author: said(&self.author)?,
            reason: said(&self.reason)?,
            set_on,
            expires_on: self.expires_on(set_on)?,
        })
    }
}

/// The form.
#[component]
pub(super) fn OverrideDialog(props: &OverrideDialogProps) -> Html {
    let env = use_env();
    let m = env.m;
    let set_on = env.state.as_of();
    let draft = use_state_eq(|| first_draft(&props.view, &env.state.author, set_on));
    let change = |put: fn(&mut Draft, String)| {
        let draft = draft.clone();
        Callback::from(move |text: String| {
            let mut next = (*draft).clone();
            put(&mut next, text);
            draft.set(next);
        })
    };
    let onsave = {
        let (draft, store, onclose) = (draft.clone(), env.store.clone(), props.onclose.clone());
        let account = props.view.id.clone();
        Callback::from(move |()| match draft.word(&account, set_on) {
            Some(word) => {
                set_override(&store, word);
                onclose.emit(());
            }
            None => draft.set(Draft {
                is_checked: true,
                ..(*draft).clone()
            }),
        })
    };
    let wrong = |is_wrong: bool, text: &'static str| {
        (draft.is_checked && is_wrong).then(|| AttrValue::from(text))
    };
    let actions = html! {
        <>
            { Button::new(m.action_cancel(), props.onclose.clone()).view() }
            { Button { kind: ButtonKind::Primary, ..Button::new(m.action_save(), onsave) }.view() }
        </>
    };
    html! {
        <Dialog title={m.customer_override_add()} {actions} messages={m} onclose={props.onclose.clone()}>
            <div class="stack">
                { Field {
                    id: "override-value".into(),
                    label: m.customer_override_value().into(),
                    value: draft.value.clone().into(),
                    kind: InputKind::Number,
                    note: Some(m.override_value_note().into()),
                    error: wrong(draft.value().is_none(), m.override_value_note()),
                    oninput: change(|draft, text| draft.value = text),
                }.view() }
                { Field {
                    id: "override-author".into(),
                    label: m.override_author().into(),
                    value: draft.author.clone().into(),
                    error: wrong(draft.author.trim().is_empty(), m.word_required()),
                    oninput: change(|draft, text| draft.author = text),
                    ..Field::default()
                }.view() }
                { Field {
                    id: "override-reason".into(),
                    label: m.customer_override_reason().into(),
                    value: draft.reason.clone().into(),
                    error: wrong(draft.reason.trim().is_empty(), m.word_required()),
                    oninput: change(|draft, text| draft.reason = text),
                    ..Field::default()
                }.view() }
                { Field {
                    id: "override-expires".into(),
                    label: m.customer_override_expires().into(),
                    value: draft.expires_on.clone().into(),
                    kind: InputKind::Date,
                    error: wrong(draft.expires_on(set_on).is_none(), m.override_expires_note()),
                    oninput: change(|draft, text| draft.expires_on = text),
                    ..Field::default()
                }.view() }
                <p class="small muted">{ m.customer_override_note() }</p>
            </div>
        </Dialog>
    }
}

fn first_draft(view: &CustomerView, author: &str, set_on: Day) -> Draft {
    let there = view.explanation.override_.as_ref();
    Draft {
        value: there.map_or_else(String::new, |word| number::text(word.value)),
        author: there.map_or_else(|| author.trim().to_owned(), |word| word.author.clone()),
        reason: there.map_or_else(String::new, |word| word.reason.clone()),
        expires_on: set_on.plus_days(USUAL_DAYS).to_string(),
        is_checked: false,
    }
}

#[cfg(test)]
mod tests {
    use super::Draft;

    #[test]
    fn an_override_needs_all_its_parts() {
        let day = "2026-03-31".parse().unwrap();
        let mut draft = Draft {
            value: "62.5".to_owned(),
            author: "CSM".to_owned(),
            reason: "new contract signed".to_owned(),
            expires_on: "2026-03-31".to_owned(),
            is_checked: false,
        };
        assert_eq!(draft.word("A", day).map(|word| word.value), Some(62.5));
        for value in ["", "101", "-1", "x", "NaN"] {
            draft.value = value.to_owned();
            assert_eq!(draft.word("A", day), None, "{value}");
        }
        draft.value = "0".to_owned();
        draft.expires_on = "2026-03-30".to_owned();
        assert_eq!(draft.word("A", day), None);
    }
}
