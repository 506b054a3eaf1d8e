//! The customer's life: where it stands and why, what to do now, what was reached, all that
//! happened. One view of the engine for several cards of the page.

mod clocks;
mod dates;
mod goals;
mod hand_off;
mod items;
mod promises;
mod stage;
mod timeline;
mod value;

use self::clocks::clocks;
use self::dates::dates;
use self::goals::goals;
use self::hand_off::hand_off;
use self::items::{against, items};
use self::promises::promises;
use self::stage::{stage, tracks};
use self::timeline::Timeline;
use self::value::value;
use crate::hooks::{Over, use_over};
use crate::pages::explain::{Explanation, drawer};
use crate::pages::parts::view_or_wait;
use crate::pages::stage_card::kpi_explanation;
use crate::pages::work::{Errand, ErrandDialog, FactDrawer, ItemDrawer, begin, record_buttons};
use crate::queries::{View, customer_life, use_view};
use crate::store::{Env, use_env};
use crate::ui::button::Button;
use crate::ui::card::Card;
use perennial_protocol::Request;
use perennial_protocol::view::{CustomerLifeView, CustomerView, FactView, InboxItem, KpiView};
use std::rc::Rc;
use yew::prelude::*;

/// What lies over the page.
#[derive(Clone, Debug, PartialEq)]
enum Opened {
    /// An alert or a task.
    Item(Rc<InboxItem>),
    /// A form.
    Errand(Errand),
    /// A value behind a rule.
    Fact(FactView),
    /// A figure taken apart.
    Figure(Rc<Explanation>),
}

/// The view, and what lies over the page.
pub(super) struct Life {
    view: View<CustomerLifeView>,
    opened: Over<Opened>,
}

/// The customer's life on the date that is seen.
#[hook]
pub(super) fn use_life(account: &str) -> Life {
    let env = use_env();
    let request = Request::CustomerLife {
        account: account.to_owned(),
        as_of: env.state.as_of(),
    };
    let view = use_view(Some(request), customer_life);
    let opened = use_over();
    Life { view, opened }
}

/// What every card is given.
struct Part<'a> {
    life: &'a Rc<CustomerLifeView>,
    /// Of amounts; empty where unknown.
    currency: &'a str,
    /// Opens an alert or a task.
    item: Callback<InboxItem>,
    /// Begins something that the user does.
    errand: Callback<Errand>,
    /// Opens a value.
    fact: Callback<FactView>,
    /// Opens a figure.
    figure: Callback<Explanation>,
}

impl Part<'_> {
    /// Opens a KPI.
    fn kpi(&self, env: &Env) -> Callback<KpiView> {
        let (m, currency) = (env.m, self.currency.to_owned());
        let explain = move |kpi: KpiView| kpi_explanation(m, &kpi, &currency);
        self.figure.reform(explain)
    }
}

impl Life {
    fn part<'a>(&self, env: &Env, life: &'a Rc<CustomerLifeView>, currency: &'a str) -> Part<'a> {
        let (open, close) = (self.opened.open(), self.opened.close());
        Part {
            life,
            currency,
            item: open.reform(|item| Opened::Item(Rc::new(item))),
            errand: begin(env, open.reform(Opened::Errand), close),
            fact: open.reform(Opened::Fact),
            figure: open.reform(|figure| Opened::Figure(Rc::new(figure))),
        }
    }

    /// What to do now; its place while it is not known.
    pub(super) fn todo(&self, env: &Env, customer: &CustomerView) -> Html {
        let there = self.view.slot.data();
        match there.filter(|_| self.view.slot.failure().is_none()) {
            Some(life) => items(env, &self.part(env, life, &customer.currency)),
            None => Card::new(env.m.life_items()).view(view_or_wait(env, &self.view, |_| html! {})),
        }
    }

    /// Where it stands.
    pub(super) fn stage(&self, env: &Env, customer: &CustomerView) -> Html {
        self.card(env, customer, stage)
    }

    /// What runs beside it.
    pub(super) fn tracks(&self, env: &Env, customer: &CustomerView) -> Html {
        self.card(env, customer, tracks)
    }

    /// Its tickets against the clock of its service level.
    pub(super) fn clocks(&self, env: &Env, customer: &CustomerView) -> Html {
        self.card(env, customer, clocks)
    }

    /// What it is worth.
    pub(super) fn value(&self, env: &Env, customer: &CustomerView) -> Html {
        self.card(env, customer, value)
    }

    /// Signals that say the opposite of the score, each with its alert where one is open.
    pub(super) fn against(&self, env: &Env, customer: &CustomerView) -> Vec<Html> {
        let Some(life) = self.view.slot.data() else {
            return Vec::new();
        };
        let part = self.part(env, life, &customer.currency);
        let signals = life.against.iter();
        signals
            .map(|(id, title, severity)| against(env, &part, (id, title, *severity)))
            .collect()
    }

    /// A card of the page; nothing while it is not known, as one place that waits is enough.
    fn card(&self, env: &Env, customer: &CustomerView, draw: fn(&Env, &Part<'_>) -> Html) -> Html {
        let life = self.view.slot.data();
        let part = life.map(|life| self.part(env, life, &customer.currency));
        part.map_or_else(Html::default, |part| draw(env, &part))
    }

    /// What was reached and what happened; nothing while it is not known.
    pub(super) fn past(&self, env: &Env, customer: &CustomerView) -> Html {
        let Some(life) = self.view.slot.data() else {
            return html! {};
        };
        let part = self.part(env, life, &customer.currency);
        // Bytes that cannot be read are of another build, which is refused when it starts.
        let records = life.records.read().unwrap_or_default();
        html! {
            <>
                <div class="stack span-6">{ hand_off(env, &part, &records.hand_off) }</div>
                <div class="stack span-6">
                    { promises(env, &part, &records) }
                    { dates(env, &part, &records.dates) }
                </div>
                { goals(env, &part) }
                <Timeline life={Rc::clone(life)} onerrand={part.errand.clone()} />
            </>
        }
    }

    /// What lies over the page.
    pub(super) fn over(&self, env: &Env, customer: &CustomerView) -> Html {
        let onclose = self.opened.close();
        let currency = customer.currency.clone();
        match self.opened.now() {
            None => html! {},
            Some(Opened::Item(item)) => html! {
                <ItemDrawer {item} {currency} owners={owners(customer)} {onclose} />
            },
            Some(Opened::Errand(errand)) => html! {
                <ErrandDialog {errand} onclose={onclose.clone()} ondone={onclose} />
            },
            Some(Opened::Fact(fact)) => html! {
                <FactDrawer account={customer.id.clone()} {currency} {fact} {onclose} />
            },
            Some(Opened::Figure(figure)) => drawer(env, &figure, &onclose),
        }
    }
}

/// The customer's own owner is the name at hand.
fn owners(customer: &CustomerView) -> Rc<[String]> {
    let owner = customer.fields.iter().filter(|(name, _)| name == "owner");
    owner.map(|(_, owner)| owner.clone()).collect()
}

/// A button that begins something that the user does.
fn errand_button(env: &Env, part: &Part<'_>, label: &'static str, errand: Errand) -> Html {
    Button {
        disabled: !env.state.is_writer,
        ..Button::new(label, part.errand.reform(move |()| errand.clone()))
    }
    .view()
}
