//! The dialog that asks what an errand needs, and takes it down.

use super::account::AccountField;
use super::answers::{actions, faults};
use super::chosen::Errand;
use super::form::{Ask, AskKind, form};
use crate::route::Route;
use crate::store::{Env, use_env};
use crate::tasks::work;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::dialog::Dialog;
use crate::ui::form::{Choice, Field, InputKind, OneOf};
use crate::ui::icon::Icon;
use perennial_i18n::Messages;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlTextAreaElement};
use yew::prelude::*;

/// Suggestions that are shown at the most.
const MOST_SUGGESTIONS: usize = 12;

#[derive(Properties, PartialEq)]
pub(in crate::pages) struct ErrandDialogProps {
    pub(in crate::pages) errand: Errand,
    /// It is given up.
    pub(in crate::pages) onclose: Callback<()>,
    /// It is taken down.
    pub(in crate::pages) ondone: Callback<()>,
}

/// A form, open as long as it is rendered.
#[component]
pub(in crate::pages) fn ErrandDialog(props: &ErrandDialogProps) -> Html {
    let env = use_env();
    let m = env.m;
    let as_of = env.state.as_of();
    let form = form(m, &props.errand, as_of);
    let answers = use_state_eq(|| {
        let first = form.asks.iter().map(|ask| ask.value.clone());
        first.collect::<Vec<_>>()
    });
    // How often saving was tried in vain: errors show from the first time on.
    let n_refused = use_state_eq(|| 0_u32);
    use_effect_with(*n_refused, |_| focus_on_first_error());
    let onsave = {
        let (env, errand, answers) = (env.clone(), props.errand.clone(), answers.clone());
        let (n_refused, ondone) = (n_refused.clone(), props.ondone.clone());
        Callback::from(move |()| match actions(m, &errand, &answers, as_of) {
            Some(actions) => {
                work::record(&env, actions, errand.n_items());
                ondone.emit(());
            }
            None => n_refused.set(*n_refused + 1),
        })
    };
    let wrong = match *n_refused {
        0 => Vec::new(),
        _ => faults(m, &props.errand, &form.asks, &answers),
    };
    let fields = form.asks.iter().enumerate().map(|(at, ask)| {
        let answer = answers.get(at).cloned().unwrap_or_default();
        let wrong = wrong.get(at).cloned().flatten();
        let onanswer = {
            let answers = answers.clone();
            Callback::from(move |answer: String| {
                let mut next = (*answers).clone();
                if let Some(place) = next.get_mut(at) {
                    *place = answer;
                }
                answers.set(next);
            })
        };
        let field = Answer {
            id: format!("ask-{at}").into(),
            value: answer.into(),
            error: wrong.map(AttrValue::from),
            onanswer,
        };
        field.view(m, ask)
    });
    let buttons = html! {
        <>
            { Button::new(m.action_cancel(), props.onclose.clone()).view() }
            { Button {
                kind: ButtonKind::Primary,
                disabled: !env.state.is_writer,
                ..Button::new(m.action_save(), onsave)
            }.view() }
        </>
    };
    html! {
        <Dialog title={form.title.clone()} actions={buttons} messages={m} onclose={props.onclose.clone()}>
            <div class="stack" data-testid="errand">
                if let Some(note) = &form.note {
                    <p class="muted">{ note }</p>
                }
                { for fields }
                { signature(&env) }
            </div>
        </Dialog>
    }
}

/// Under whose name it is taken down.
fn signature(env: &Env) -> Html {
    let m = env.m;
    let author = env.state.author.trim();
    html! {
        <p class="small muted">
            if author.is_empty() {
                <a href={env.link(Route::Settings)}>{ m.work_nameless() }</a>
            } else {
                { m.work_as(author) }
            }
        </p>
    }
}

/// What is wrong may lie outside of what is seen of a long form.
fn focus_on_first_error() {
    let first = gloo::utils::document().query_selector("dialog[open] [aria-invalid=true]");
    if let Some(field) = first
        .ok()
        .flatten()
        .and_then(|found| found.dyn_into::<HtmlElement>().ok())
    {
        // A field that cannot take the focus is seen all the same.
        field.focus().unwrap_or_default();
    }
}

/// The answer to one question, as it is being written.
struct Answer {
    id: AttrValue,
    value: AttrValue,
    error: Option<AttrValue>,
    onanswer: Callback<String>,
}

impl Answer {
    fn view(self, m: Messages, ask: &Ask) -> Html {
        match &ask.kind {
            AskKind::Line => self.field(ask, InputKind::Text),
            AskKind::Date => self.field(ask, InputKind::Date),
            AskKind::Number => self.field(ask, InputKind::Number),
            AskKind::Lines => self.lines(ask),
            AskKind::Suggest(words) => self.suggest(ask, words),
            AskKind::OneOf(choices) => {
                let choices = choices
                    .iter()
                    .map(|(id, words)| Choice::new(id.clone(), words.clone()));
                let onchange = self.onanswer.reform(|value: AttrValue| value.to_string());
                OneOf {
                    value: self.value,
                    ..OneOf::new(ask.label, choices.collect(), onchange)
                }
                .view_list()
            }
            AskKind::Pick(choices) => self.pick(ask, choices),
            AskKind::Account => html! {
                <AccountField id={self.id} label={ask.label} value={self.value} error={self.error}
                    placeholder={m.search_placeholder()} onchange={self.onanswer} />
            },
        }
    }

    fn field(self, ask: &Ask, kind: InputKind) -> Html {
        Field {
            id: self.id,
            label: ask.label.into(),
            value: self.value,
            kind,
            note: ask.note.map(AttrValue::from),
            error: self.error,
            oninput: self.onanswer,
        }
        .view()
    }

    /// Words to choose from, below a line for one's own.
    fn suggest(self, ask: &Ask, words: &[String]) -> Html {
        let (value, onanswer) = (self.value.clone(), self.onanswer.clone());
        let button = |word: &String| {
            let word = word.clone();
            let is_on = value.as_str() == word;
            let to = word.clone();
            let onclick = onanswer.reform(move |_: MouseEvent| to.clone());
            html! {
                <button type="button" class="chip suggestion" aria-pressed={is_on.to_string()} {onclick}>
                    { word }
                </button>
            }
        };
        let named = words.iter().filter(|word| !word.is_empty());
        let buttons: Vec<_> = named.take(MOST_SUGGESTIONS).map(button).collect();
        html! {
            <div class="stack stack--tight">
                { self.field(ask, InputKind::Text) }
                if !buttons.is_empty() {
                    <div class="cluster" role="group" aria-label={ask.label}>{ for buttons }</div>
                }
            </div>
        }
    }

    /// All choices in sight, one below the other.
    fn pick(self, ask: &Ask, choices: &[(String, String)]) -> Html {
        let option = |(code, words): &(String, String)| {
            let onchange = {
                let code = code.clone();
                self.onanswer.reform(move |_: Event| code.clone())
            };
            html! {
                <label class="check" key={code.clone()}>
                    <input type="radio" name={self.id.clone()} value={code.clone()}
                        checked={self.value.as_str() == code}
                        aria-invalid={self.error.is_some().then_some("true")} {onchange} />
                    <span>{ words }</span>
                </label>
            }
        };
        let described = self.error.is_some().then(|| self.id.clone());
        html! {
            <fieldset class="field" aria-describedby={described}>
                <legend class="field__label">{ ask.label }</legend>
                { for choices.iter().map(option) }
                if let Some(error) = &self.error {
                    <span class="field__error" id={self.id.clone()}>{ Icon::Warning.view_sized(14) }{ error }</span>
                }
            </fieldset>
        }
    }

    fn lines(self, ask: &Ask) -> Html {
        let oninput = self.onanswer.reform(|event: InputEvent| {
            let area = event.target_dyn_into::<HtmlTextAreaElement>();
            area.map(|area| area.value()).unwrap_or_default()
        });
        let is_described = self.error.is_some() || ask.note.is_some();
        let described = is_described.then(|| self.id.clone());
        html! {
            <label class="field">
                <span class="field__label">{ ask.label }</span>
                <textarea class="input" value={self.value} aria-describedby={described}
                    aria-invalid={self.error.is_some().then_some("true")} {oninput} />
                if let Some(error) = self.error {
                    <span class="field__error" id={self.id}>{ Icon::Warning.view_sized(14) }{ error }</span>
                } else if let Some(note) = ask.note {
                    <span class="field__note" id={self.id}>{ note }</span>
                }
            </label>
        }
    }
}
