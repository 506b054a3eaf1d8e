//! What screens show: asked of the engine again whenever the question or the workspace changes.

use crate::state::{Engine, Slot};
use crate::store::{Env, use_env};
use crate::tasks::{spawn_owned, unexpected};
use perennial_protocol::{Request, Response};
use std::rc::Rc;
use yew::Callback;
use yew::functional::{hook, use_effect_with, use_force_update, use_mut_ref};

/// A view of the engine and whether a newer one is awaited.
pub(crate) struct View<T> {
    /// What there is to show.
    pub(crate) slot: Slot<T>,
    /// Asks again, as after a failure.
    pub(crate) retry: Callback<()>,
    /// The number of the last request, by which its progress is told.
    pub(crate) asked: u32,
}

/// Asks `request` (nothing while it is `None`), and again after each change of the workspace. The
/// last view stays until the next one is there; answers that come too late are dropped.
#[hook]
pub(crate) fn use_view<T: 'static>(
    request: Option<Request>,
    pick: fn(Response) -> Option<Rc<T>>,
) -> View<T> {
    let env = use_env();
    let slot = use_mut_ref(Slot::<T>::default);
    let attempt = use_mut_ref(|| 0_u32);
    let asked = use_mut_ref(|| 0_u32);
    let update = use_force_update();
    let is_ready = env.state.engine == Engine::Ready;
    let question = (request, env.state.revision, is_ready, *attempt.borrow());
    {
        let (slot, update, env) = (Rc::clone(&slot), update.clone(), env.clone());
        let asked = Rc::clone(&asked);
        use_effect_with(question, move |(request, _, is_ready, _)| {
            if let (Some(request), true) = (request.clone(), *is_ready) {
                let number = slot.borrow_mut().ask();
                let to_update = update.clone();
                let id = ask(&env, request, pick, move |answer| {
                    if slot.borrow_mut().answer(number, answer) {
                        to_update.force_update();
                    }
                });
                asked.replace(id);
                update.force_update();
            }
        });
    }
    let shown = slot.borrow().clone();
    let retry = Callback::from(move |()| {
        *attempt.borrow_mut() += 1;
        update.force_update();
    });
    let asked = *asked.borrow();
    View {
        slot: shown,
        retry,
        asked,
    }
}

/// Asks, and gives the number of the request.
fn ask<T: 'static>(
    env: &Env,
    request: Request,
    pick: fn(Response) -> Option<Rc<T>>,
    give: impl FnOnce(Result<Rc<T>, perennial_protocol::Failure>) + 'static,
) -> u32 {
    let (id, reply) = env.store.ask_with(request, Vec::new());
    // A failure is shown in the place of the view.
    spawn_owned(&env.store, async move {
        give(
            reply
                .await
                .and_then(|response| pick(response).ok_or_else(unexpected)),
        );
        Ok(())
    });
    id
}

/// Makes the function that takes one kind of view out of a response.
macro_rules! pick {
    ($name:ident, $variant:ident, $view:ty) => {
        #[doc = concat!("Takes the view out of `Response::", stringify!($variant), "`.")]
        pub(crate) fn $name(response: Response) -> Option<Rc<$view>> {
            match response {
                Response::$variant(view) => Some(Rc::from(view)),
                _ => None,
            }
        }
    };
}

/// The same for a view that comes as bytes: who shows it reads it.
macro_rules! pick_packed {
    ($name:ident, $variant:ident, $view:ty) => {
        #[doc = concat!("Takes the view out of `Response::", stringify!($variant), "`.")]
        pub(crate) fn $name(response: Response) -> Option<Rc<$view>> {
            match response {
                Response::$variant(view) => view.read().ok().map(Rc::new),
                _ => None,
            }
        }
    };
}

use perennial_protocol::view::{
    CascadeView, CatalogueView, CustomerLifeView, CustomerView, GroupsView, InboxView,
    LifecycleView, MetricView, ModelAnswer, OutlookView, PortfolioView, QualityView, RegisterView,
    RejectsView, RowsView, StageHistoryView, StorageView, UnmatchedView, ValueMapView,
};
pick_packed!(quality, Quality, QualityView);
pick!(portfolio, Portfolio, PortfolioView);
pick!(customer, Customer, CustomerView);
pick_packed!(customer_life, CustomerLife, CustomerLifeView);
pick_packed!(groups, Groups, GroupsView);
pick_packed!(inbox, Inbox, InboxView);
pick!(lifecycle, Lifecycle, LifecycleView);
pick_packed!(cascade, Cascade, CascadeView);
pick_packed!(stage_history, StageHistory, StageHistoryView);
pick_packed!(register, Register, RegisterView);
pick_packed!(value_map, ValueMap, ValueMapView);
pick_packed!(outlook, Outlook, OutlookView);
pick!(metric, Metric, MetricView);
pick_packed!(model, Model, ModelAnswer);
pick_packed!(catalogue, Catalogue, CatalogueView);
pick!(rows, Rows, RowsView);
pick!(rejects, Rejects, RejectsView);
pick_packed!(unmatched, Unmatched, UnmatchedView);
pick!(storage, Storage, StorageView);
