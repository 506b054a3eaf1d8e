//! Every number opens: what a figure is, the formula with its values, and the list behind it.

use crate::store::Env;
use crate::ui::button::Button;
use crate::ui::dialog::{Dialog, DialogKind};
use crate::ui::table::fact;
use yew::prelude::*;

/// A figure taken apart.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Explanation {
    /// What it is called.
    pub(super) title: String,
    /// The figure itself.
    pub(super) value: String,
    /// What it means.
    pub(super) definition: String,
    /// How it comes about, with its values.
    pub(super) formula: String,
    /// What else belongs to it: name and value.
    pub(super) facts: Vec<(String, String)>,
    /// The lists behind it: name and address.
    pub(super) links: Vec<(String, String)>,
}

/// The explanation, beside the page.
pub(super) fn drawer(env: &Env, explanation: &Explanation, onclose: &Callback<()>) -> Html {
    let m = env.m;
    let Explanation {
        title,
        value,
        definition,
        formula,
        facts,
        links,
    } = explanation;
    html! {
        <Dialog title={title.clone()} kind={DialogKind::Drawer} messages={m} onclose={onclose.clone()}>
            <div class="stack" data-testid="explanation">
                <p class="figure__value">{ value }</p>
                <section class="stack stack--tight">
                    <h3>{ m.customer_definition() }</h3>
                    <p>{ definition }</p>
                </section>
                <section class="stack stack--tight">
                    <h3>{ m.customer_formula() }</h3>
                    <p class="formula">{ formula }</p>
                </section>
                <dl class="facts">
                    { for facts.iter().map(|(name, value)| fact(name.clone(), value.clone())) }
                </dl>
                <div class="cluster">
                    { for links.iter().map(|(name, href)| Button::link(name.clone(), href.clone()).view()) }
                </div>
            </div>
        </Dialog>
    }
}
