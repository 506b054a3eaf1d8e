//! Fields, choices and switches, each with its label.

use super::icon::Icon;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

/// What a text field takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum InputKind {
    #[default]
    Text,
    /// A calendar date; the value is `YYYY-MM-DD` or empty.
    Date,
    /// A number as text, with a decimal keyboard on phones.
    Number,
    /// Not shown as it is typed.
    Secret,
}

/// A field for one line of text, a date or a number.
#[derive(Default)]
pub(crate) struct Field {
    /// Unique on the page: ties note and error to the field.
    pub(crate) id: AttrValue,
    pub(crate) label: AttrValue,
    pub(crate) value: AttrValue,
    pub(crate) kind: InputKind,
    /// Below the field.
    pub(crate) note: Option<AttrValue>,
    /// What is wrong with the value, instead of the note.
    pub(crate) error: Option<AttrValue>,
    /// Every keystroke; for dates every complete date.
    pub(crate) oninput: Callback<String>,
}

impl Field {
    /// The element.
    pub(crate) fn view(self) -> Html {
        let (kind, mode) = match self.kind {
            InputKind::Text => ("text", None),
            InputKind::Date => ("date", None),
            InputKind::Number => ("text", Some("decimal")),
            InputKind::Secret => ("password", None),
        };
        let is_wrong = self.error.is_some();
        let described = (is_wrong || self.note.is_some()).then(|| self.id.clone());
        html! {
            <label class="field">
                <span class="field__label">{ self.label }</span>
                <input
                    class="input" type={kind} inputmode={mode} value={self.value}
                    aria-invalid={is_wrong.then_some("true")} aria-describedby={described}
                    autocomplete="off" oninput={typed(&self.oninput)}
                />
                if let Some(error) = self.error {
                    <span class="field__error" id={self.id}>
                        { Icon::Warning.view_sized(14) }{ error }
                    </span>
                } else if let Some(note) = self.note {
                    <span class="field__note" id={self.id}>{ note }</span>
                }
            </label>
        }
    }
}

/// A search field with a lens.
pub(crate) struct SearchField {
    /// The accessible name.
    pub(crate) label: AttrValue,
    pub(crate) value: AttrValue,
    pub(crate) placeholder: AttrValue,
    pub(crate) oninput: Callback<String>,
}

impl SearchField {
    /// The element.
    pub(crate) fn view(self) -> Html {
        html! {
            <span class="search" role="search">
                <span class="search__icon">{ Icon::Search.view_sized(14) }</span>
                <input
                    class="input" type="search" value={self.value} placeholder={self.placeholder}
                    aria-label={self.label} autocomplete="off" oninput={typed(&self.oninput)}
                />
            </span>
        }
    }
}

/// The text of the field that an event comes from.
fn typed(oninput: &Callback<String>) -> Callback<InputEvent> {
    oninput.reform(|event: InputEvent| {
        let input = event.target_dyn_into::<HtmlInputElement>();
        input.map(|input| input.value()).unwrap_or_default()
    })
}

/// One of several to choose from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Choice {
    /// What [`OneOf::onchange`] gives back.
    pub(crate) value: AttrValue,
    /// What people read.
    pub(crate) label: AttrValue,
}

impl Choice {
    /// A choice.
    pub(crate) fn new(value: impl Into<AttrValue>, label: impl Into<AttrValue>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
        }
    }
}

/// A choice among several, as a list that opens or side by side.
pub(crate) struct OneOf {
    pub(crate) label: AttrValue,
    pub(crate) choices: Vec<Choice>,
    pub(crate) onchange: Callback<AttrValue>,
    /// What is chosen.
    pub(crate) value: AttrValue,
}

impl OneOf {
    /// The first one is chosen.
    pub(crate) fn new(
        label: impl Into<AttrValue>,
        choices: Vec<Choice>,
        onchange: Callback<AttrValue>,
    ) -> Self {
        let value = choices.first().map(|choice| choice.value.clone());
        Self {
            label: label.into(),
            choices,
            onchange,
            value: value.unwrap_or_default(),
        }
    }

    /// A list that opens, with its label above.
    pub(crate) fn view_list(self) -> Html {
        self.list("field__label")
    }

    /// A list that opens; only screen readers hear the label, as the place says it.
    pub(crate) fn view_bare_list(self) -> Html {
        self.list("visually-hidden")
    }

    fn list(self, label_class: &'static str) -> Html {
        let onchange = self.onchange.reform(|event: Event| {
            let select = event.target_dyn_into::<HtmlSelectElement>();
            AttrValue::from(select.map(|select| select.value()).unwrap_or_default())
        });
        let option = |choice: &Choice| {
            html! {
                <option
                    key={choice.value.to_string()} value={choice.value.clone()}
                    selected={choice.value == self.value}
                >
                    { &choice.label }
                </option>
            }
        };
        html! {
            <label class="field">
                <span class={label_class}>{ &self.label }</span>
                <select class="input" {onchange}>{ for self.choices.iter().map(option) }</select>
            </label>
        }
    }

    /// Two to five choices side by side. Radio buttons underneath: arrows move, Tab leaves. The name
    /// tells the group from others of the page.
    pub(crate) fn view_segmented(self, name: impl Into<AttrValue>) -> Html {
        let name = name.into();
        let option = |choice: &Choice| {
            let value = choice.value.clone();
            let onchange = self.onchange.reform(move |_: Event| value.clone());
            html! {
                <label class="segmented__option" key={choice.value.to_string()}>
                    <input
                        type="radio" name={name.clone()} value={choice.value.clone()}
                        checked={choice.value == self.value} {onchange}
                    />
                    <span>{ &choice.label }</span>
                </label>
            }
        };
        html! {
            <span class="segmented" role="radiogroup" aria-label={&self.label}>
                { for self.choices.iter().map(option) }
            </span>
        }
    }
}

/// A box to tick.
pub(crate) struct Check {
    /// Tells it from others of its list.
    pub(crate) key: String,
    pub(crate) label: AttrValue,
    pub(crate) on: bool,
    pub(crate) onchange: Callback<bool>,
}

impl Check {
    /// The element.
    pub(crate) fn view(self) -> Html {
        let onchange = self.onchange.reform(|event: Event| {
            let input = event.target_dyn_into::<HtmlInputElement>();
            input.is_some_and(|input| input.checked())
        });
        html! {
            <label class="check" key={self.key}>
                <input type="checkbox" checked={self.on} {onchange} />
                <span>{ self.label }</span>
            </label>
        }
    }
}
