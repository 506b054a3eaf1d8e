//! What can be done with the selected customers: a bar below the table, and its forms.

use super::selection::{MOST_AT_ONCE, Selection};
use crate::hooks::use_over;
use crate::pages::save;
use crate::pages::work::{Errand, ErrandDialog, OfEach};
use crate::store::use_env;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::icon::Icon;
use perennial_protocol::view::CustomersView;
use perennial_protocol::{CustomersQuery, Request};
use std::collections::BTreeSet;
use std::rc::Rc;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(super) struct ChosenProps {
    /// The selected accounts.
    pub(super) ids: Rc<BTreeSet<String>>,
    /// The list, with its columns and its order.
    pub(super) query: CustomersQuery,
    /// What is known of the list: whose customers they are.
    pub(super) view: super::ListData,
    pub(super) onclear: Callback<()>,
}

/// The bar; while nothing is selected only a place where screen readers hear of a change.
#[component]
pub(super) fn Chosen(props: &ChosenProps) -> Html {
    let env = use_env();
    let m = env.m;
    let opened = use_over::<Errand>();
    let (open, close) = (opened.open(), opened.close());
    let n = props.ids.len();
    let errand = |label: &'static str, icon: Option<Icon>, what: OfEach| {
        let ids = Rc::clone(&props.ids);
        let onclick = open.reform(move |()| Errand::Each {
            accounts: ids.iter().cloned().collect(),
            what: what.clone(),
        });
        Button {
            icon,
            disabled: !env.state.is_writer,
            ..Button::new(label, onclick)
        }
        .view()
    };
    let onexport = {
        let (store, ids, query) = (
            env.store.clone(),
            Rc::clone(&props.ids),
            props.query.clone(),
        );
        Callback::from(move |form| {
            let query = Selection::query(&ids, &query);
            save::file(&store, Request::CustomersFile(query), form);
        })
    };
    let onclear = {
        let onclear = props.onclear.clone();
        Callback::from(move |()| {
            // The button goes away with the selection, and must not take the focus along.
            focus_table();
            onclear.emit(());
        })
    };
    let buttons = || {
        html! {
            <>
                { errand(m.work_add_task(), Some(Icon::Plus), OfEach::Task(owners(props.view.as_deref()))) }
                { errand(m.work_add_touch(), None, OfEach::Touch) }
                { errand(m.work_add_note(), None, OfEach::Note) }
                { save::buttons(m, &onexport) }
                { Button { kind: ButtonKind::Quiet, ..Button::new(m.inbox_clear(), onclear.clone()) }.view() }
            </>
        }
    };
    let dialog = opened.now().map(|errand| {
        html! { <ErrandDialog {errand} onclose={close.clone()} ondone={close.clone()} /> }
    });
    // Always one node: without, those before it would be made anew, and the focus could not come back.
    let dialog = dialog.unwrap_or_default();
    let class = if n == 0 {
        "visually-hidden"
    } else {
        "cluster chosen-bar no-print"
    };
    html! {
        <div {class} role="group" aria-label={m.customers_selected_label()}>
            <span role="status" data-testid="chosen">
                { match n {
                    0 => String::new(),
                    MOST_AT_ONCE => m.customers_selected_most(n),
                    n => m.inbox_chosen(n),
                } }
            </span>
            if n > 0 {
                { buttons() }
            }
            { dialog }
        </div>
    }
}

/// Names that tasks can be given to: whose customers there are.
fn owners(view: Option<&CustomersView>) -> Rc<[String]> {
    let choices = view.map_or(&[][..], |view| &view.choices);
    let owners = choices.iter().find(|(field, _)| field == "owner");
    owners.map_or_else(Rc::default, |(_, names)| names.clone().into())
}

fn focus_table() {
    let table = gloo::utils::document().query_selector(".vtable table");
    let table = table.ok().flatten();
    if let Some(table) = table.and_then(|table| table.dyn_into::<HtmlElement>().ok()) {
        // It has a tab index, so it takes the focus.
        table.focus().unwrap_or_default();
    }
}
