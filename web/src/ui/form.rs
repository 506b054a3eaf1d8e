//! Fields, choices and switches, each with its label.

use super::icon::{Drawing, Icon};
use super::id::use_id;
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
}

#[derive(Properties, PartialEq)]
pub(crate) struct FieldProps {
    pub(crate) label: AttrValue,
    pub(crate) value: AttrValue,
    #[prop_or_default]
    pub(crate) kind: InputKind,
    /// Below the field.
    #[prop_or_default]
    pub(crate) note: Option<AttrValue>,
    /// What is wrong with the value, instead of the note.
    #[prop_or_default]
    pub(crate) error: Option<AttrValue>,
    #[prop_or_default]
    pub(crate) placeholder: AttrValue,
    /// Only for screen readers, where the place says it.
    #[prop_or_default]
    pub(crate) hide_label: bool,
    #[prop_or_default]
    pub(crate) disabled: bool,
    /// Every keystroke; for dates every complete date.
    pub(crate) oninput: Callback<String>,
}

/// A field for one line of text, a date or a number.
#[component]
pub(crate) fn Field(props: &FieldProps) -> Html {
    let note_id = use_id();
    let oninput = props.oninput.reform(|event: InputEvent| {
        event
            .target_dyn_into::<HtmlInputElement>()
            .map(|input| input.value())
            .unwrap_or_default()
    });
    let (kind, mode) = match props.kind {
        InputKind::Text => ("text", None),
        InputKind::Date => ("date", None),
        InputKind::Number => ("text", Some("decimal")),
    };
    let described = props.error.is_some() || props.note.is_some();
    let label = if props.hide_label {
        "visually-hidden"
    } else {
        "field__label"
    };
    html! {
        <label class="field">
            <span class={label}>{ &props.label }</span>
            <input
                class="input" type={kind} inputmode={mode} value={props.value.clone()}
                placeholder={props.placeholder.clone()} disabled={props.disabled}
                aria-invalid={props.error.as_ref().map(|_| "true")}
                aria-describedby={described.then(|| note_id.clone())} autocomplete="off" {oninput}
            />
            if let Some(error) = &props.error {
                <span class="field__error" id={note_id}>
                    <Drawing icon={Icon::Warning} size=14 />{ error }
                </span>
            } else if let Some(note) = &props.note {
                <span class="field__note" id={note_id}>{ note }</span>
            }
        </label>
    }
}

#[derive(Properties, PartialEq)]
pub(crate) struct SearchFieldProps {
    /// The accessible name.
    pub(crate) label: AttrValue,
    pub(crate) value: AttrValue,
    #[prop_or_default]
    pub(crate) placeholder: AttrValue,
    /// For focusing it by a shortcut.
    #[prop_or_default]
    pub(crate) node: NodeRef,
    pub(crate) oninput: Callback<String>,
}

/// A search field with a lens.
#[component]
pub(crate) fn SearchField(props: &SearchFieldProps) -> Html {
    let oninput = props.oninput.reform(|event: InputEvent| {
        event
            .target_dyn_into::<HtmlInputElement>()
            .map(|input| input.value())
            .unwrap_or_default()
    });
    html! {
        <span class="search" role="search">
            <span class="search__icon"><Drawing icon={Icon::Search} size=14 /></span>
            <input
                ref={props.node.clone()} class="input" type="search" value={props.value.clone()}
                placeholder={props.placeholder.clone()} aria-label={&props.label}
                autocomplete="off" {oninput}
            />
        </span>
    }
}

/// One of several to choose from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Choice {
    /// What [`SelectProps::onchange`] gives back.
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

#[derive(Properties, PartialEq)]
pub(crate) struct SelectProps {
    pub(crate) label: AttrValue,
    pub(crate) value: AttrValue,
    pub(crate) choices: Vec<Choice>,
    #[prop_or_default]
    pub(crate) hide_label: bool,
    #[prop_or_default]
    pub(crate) disabled: bool,
    pub(crate) onchange: Callback<AttrValue>,
}

/// A list of choices that opens.
#[component]
pub(crate) fn Select(props: &SelectProps) -> Html {
    let onchange = props.onchange.reform(|event: Event| {
        let select = event.target_dyn_into::<HtmlSelectElement>();
        AttrValue::from(select.map(|select| select.value()).unwrap_or_default())
    });
    let label = if props.hide_label {
        "visually-hidden"
    } else {
        "field__label"
    };
    html! {
        <label class="field">
            <span class={label}>{ &props.label }</span>
            <select class="input" disabled={props.disabled} {onchange}>
                { for props.choices.iter().map(|choice| html! {
                    <option
                        key={choice.value.to_string()} value={choice.value.clone()}
                        selected={choice.value == props.value}
                    >
                        { &choice.label }
                    </option>
                }) }
            </select>
        </label>
    }
}

#[derive(Properties, PartialEq)]
pub(crate) struct SegmentedProps {
    /// The accessible name of the group.
    pub(crate) label: AttrValue,
    pub(crate) value: AttrValue,
    pub(crate) choices: Vec<Choice>,
    pub(crate) onchange: Callback<AttrValue>,
}

/// Two to five choices side by side. Radio buttons underneath: arrows move, Tab leaves.
#[component]
pub(crate) fn Segmented(props: &SegmentedProps) -> Html {
    let name = use_id();
    let option = |choice: &Choice| {
        let value = choice.value.clone();
        let onchange = props.onchange.reform(move |_: Event| value.clone());
        html! {
            <label class="segmented__option" key={choice.value.to_string()}>
                <input
                    type="radio" name={name.clone()} value={choice.value.clone()}
                    checked={choice.value == props.value} {onchange}
                />
                <span>{ &choice.label }</span>
            </label>
        }
    };
    html! {
        <span class="segmented" role="radiogroup" aria-label={&props.label}>
            { for props.choices.iter().map(option) }
        </span>
    }
}

#[derive(Properties, PartialEq)]
pub(crate) struct CheckProps {
    pub(crate) label: AttrValue,
    pub(crate) on: bool,
    /// Only for screen readers, as in the first column of a table.
    #[prop_or_default]
    pub(crate) hide_label: bool,
    pub(crate) onchange: Callback<bool>,
}

/// A box to tick.
#[component]
pub(crate) fn Check(props: &CheckProps) -> Html {
    let onchange = props.onchange.reform(|event: Event| {
        let input = event.target_dyn_into::<HtmlInputElement>();
        input.is_some_and(|input| input.checked())
    });
    let label = props.hide_label.then_some("visually-hidden");
    html! {
        <label class="check">
            <input type="checkbox" checked={props.on} {onchange} />
            <span class={classes!(label)}>{ &props.label }</span>
        </label>
    }
}
