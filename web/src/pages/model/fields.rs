//! Fields for numbers of the model: taken when they are left or by Enter, so that half a number is never one.

use crate::number;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// A number; what is none is not taken, and stands there marked until it is.
pub(super) fn number_field(
    label: impl Into<AttrValue>,
    value: Option<f64>,
    is_writer: bool,
    onset: &Callback<f64>,
) -> Html {
    field(
        label.into(),
        value,
        is_writer,
        onset.reform(|value: Option<f64>| value.unwrap_or(f64::NAN)),
        false,
    )
}

/// A number of days or months, or nothing.
pub(super) fn whole_field(
    label: impl Into<AttrValue>,
    value: Option<u32>,
    is_writer: bool,
    onset: &Callback<Option<u32>>,
) -> Html {
    let onset = onset.reform(|value: Option<f64>| value.map(|value| value.round() as u32));
    field(label.into(), value.map(f64::from), is_writer, onset, true)
}

fn field(
    label: AttrValue,
    value: Option<f64>,
    is_writer: bool,
    onset: Callback<Option<f64>>,
    may_be_empty: bool,
) -> Html {
    let onchange = Callback::from(move |event: Event| {
        let Some(input) = event.target_dyn_into::<HtmlInputElement>() else {
            return;
        };
        let text = input.value();
        let read = number::read(text.trim());
        let is_empty = may_be_empty && text.trim().is_empty();
        let is_right = is_empty || read.is_some_and(|n| !may_be_empty || n >= 0.0);
        // Attributes of elements of our own are always accepted.
        input
            .set_attribute("aria-invalid", if is_right { "false" } else { "true" })
            .unwrap_or_default();
        if is_right && read != value {
            onset.emit(read);
        }
    });
    html! {
        <label class="field room__number">
            <span class="field__label small">{ label }</span>
            <input class="input" type="text" inputmode="decimal" autocomplete="off" disabled={!is_writer}
                value={value.map(number::text).unwrap_or_default()} {onchange} />
        </label>
    }
}
