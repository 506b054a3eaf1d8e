//! Inbox: what to do today, by due date and money at stake; one or many at once. Items come by
//! windows from the engine, so that 10,000 scroll like 10.

mod bar;
mod cells;
mod layout;
mod list;
mod selection;

use self::bar::bar;
use self::layout::Layout;
use self::list::{List, list};
use self::selection::Selection;
use super::parts::{failure_notice, no_customers, page_head, waiting};
use super::save::{self, ALL, buttons};
use super::work::{Errand, ErrandDialog, ItemDrawer, begin, deeds};
use crate::hooks::{use_focus_once_loaded, use_over};
use crate::queries::{inbox, use_view};
use crate::route::{InboxChoice, Route};
use crate::state::Engine;
use crate::store::{Env, use_env};
use crate::tasks::export;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::feedback::Empty;
use crate::ui::icon::Icon;
use perennial_protocol::view::{InboxItem, InboxQuery, InboxView};
use perennial_protocol::{Request, Window};
use std::ops::Range;
use std::rc::Rc;
use yew::prelude::*;

/// Windows begin at multiples of this many items.
const STEP: u32 = 64;
/// Items asked for at once: two screens and more.
const LEN: u32 = 256;

/// What lies over the page.
#[derive(Clone, Debug, PartialEq)]
enum Opened {
    /// An item taken apart.
    Item(Rc<InboxItem>),
    /// A form.
    Errand(Errand),
}

#[derive(Properties, PartialEq)]
pub(super) struct InboxProps {
    /// What the address says about the list.
    pub(super) choice: InboxChoice,
}

/// The screen.
#[component]
pub(super) fn Inbox(props: &InboxProps) -> Html {
    let env = use_env();
    let m = env.m;
    let window = use_state_eq(|| Window {
        offset: 0,
        len: LEN,
    });
    let query = InboxQuery {
        as_of: env.state.as_of(),
        owner: props.choice.owner.clone(),
        snoozed: props.choice.snoozed,
        only: props.choice.only,
        horizon_days: props.choice.horizon_days,
        window: *window,
    };
    let has_customers = env.state.has_customers();
    let view = use_view(has_customers.then(|| Request::Inbox(query.clone())), inbox);
    let selection = use_state_eq(Selection::default);
    let active = use_state_eq(|| None::<usize>);
    let opened = use_over::<Opened>();
    {
        let (selection, active) = (selection.setter(), active.setter());
        // Another list: what was selected in the one before is out of sight.
        use_effect_with((props.choice.clone(), query.as_of), move |_| {
            selection.set(Selection::default());
            active.set(None);
        });
    }
    use_focus_once_loaded(view.slot.data().is_some());
    if env.state.engine == Engine::Ready && !has_customers {
        return html! { <div class="page">{ page_head(m.nav_inbox()) }{ no_customers(&env) }</div> };
    }
    let data = view.slot.data().cloned();
    let owners = data.as_deref().map_or_else(Rc::default, owner_names);
    let onchoice = {
        let env = env.clone();
        Callback::from(move |choice| env.go(Route::Inbox(choice)))
    };
    let (open, close) = (opened.open(), opened.close());
    let ondone = {
        let (close, selection) = (close.clone(), selection.setter());
        Callback::from(move |()| {
            close.emit(());
            selection.set(Selection::default());
        })
    };
    let onrange = {
        let (window, now) = (window.setter(), *window);
        let layout = data.as_deref().map(Layout::of).unwrap_or_default();
        Callback::from(move |lines: Range<usize>| {
            if let Some(next) = window_for(layout, &lines, now) {
                window.set(next);
            }
        })
    };
    let onclear = {
        let selection = selection.setter();
        Callback::from(move |()| selection.set(Selection::default()))
    };
    let onerrand = begin(&env, open.reform(Opened::Errand), ondone.clone());
    let failure = view
        .slot
        .failure()
        .map(|failure| failure_notice(&env, failure, &view.retry));
    let has_failed = failure.is_some();
    let content = match &data {
        None if has_failed => html! {},
        None => waiting(&env, view.asked),
        Some(view) if view.n_items == 0 => nothing(&env, &props.choice, view, &onchoice),
        Some(view) => list(
            &env,
            List {
                view: Rc::clone(view),
                query: query.clone(),
                selection: selection.clone(),
                active: active.clone(),
                onopen: open.reform(Opened::Item),
                onrange,
                reset: crate::route::Place::new(env.state.place.route.clone())
                    .hash()
                    .into(),
            },
        ),
    };
    let currency = data
        .as_deref()
        .and_then(|view| view.currency.clone())
        .unwrap_or_default();
    let dialog = match opened.now() {
        None => html! {},
        Some(Opened::Item(item)) => html! {
            <ItemDrawer {item} {currency} {owners} onclose={close} />
        },
        Some(Opened::Errand(errand)) => html! {
            <ErrandDialog {errand} onclose={close} {ondone} />
        },
    };
    html! {
        <div class="page page--fill" aria-busy={view.slot.is_loading().to_string()}>
            { head(&env, data.as_deref(), &query, &onerrand) }
            { bar(&env, &props.choice, data.as_deref(), &onchoice) }
            { data.as_deref().and_then(|view| flood(&env, view)).unwrap_or_default() }
            { failure.unwrap_or_default() }
            { chosen_bar(&env, &selection, data.as_deref(), &onerrand, onclear) }
            { content }
            { dialog }
        </div>
    }
}

/// Names that alerts and tasks belong to.
fn owner_names(view: &InboxView) -> Rc<[String]> {
    let names = view.owners.iter().map(|of| of.owner.clone());
    names.filter(|name| !name.is_empty()).collect()
}

/// The window around the lines that are drawn, unless the one at hand covers them.
fn window_for(layout: Layout, lines: &Range<usize>, now: Window) -> Option<Window> {
    let last = lines.end.checked_sub(1)?;
    let (first, last) = layout.items_between(lines.start, last)?;
    let number = |item: usize| u32::try_from(item).unwrap_or(u32::MAX);
    let (first, last) = (number(first), number(last));
    let is_covered = now.offset <= first && last < now.offset.saturating_add(now.len);
    let before = first.saturating_sub(STEP);
    (!is_covered).then_some(Window {
        offset: before - before % STEP,
        len: LEN,
    })
}

fn head(
    env: &Env,
    view: Option<&InboxView>,
    query: &InboxQuery,
    onerrand: &Callback<Errand>,
) -> Html {
    let m = env.m;
    let owners = view.map_or_else(Rc::default, owner_names);
    let onadd = onerrand.reform(move |()| Errand::AddTask {
        account: None,
        owners: Rc::clone(&owners),
    });
    let onexport = {
        let store = env.store.clone();
        Callback::from(move |()| export::file(&store, Request::WorkFile))
    };
    let onsave = {
        let (env, query) = (env.clone(), query.clone());
        Callback::from(move |form| {
            let name = format!("{}-{}", env.m.nav_inbox(), query.as_of);
            let request = Request::Inbox(InboxQuery {
                window: ALL,
                ..query.clone()
            });
            save::view(&env, (name, form), request, inbox, cells::csv);
        })
    };
    html! {
        <header class="page__head">
            <h1 tabindex="-1">{ m.nav_inbox() }</h1>
            if let Some(view) = view {
                <span class="muted" role="status" data-testid="inbox-counts">
                    { m.inbox_counts(view.n_items, view.n_overdue, view.n_today) }
                </span>
            }
            <span class="push" />
            { buttons(m, &onsave) }
            { Button {
                icon: Some(Icon::Plus),
                disabled: !env.state.is_writer,
                ..Button::new(m.work_add_task(), onadd)
            }.view() }
            { Button {
                icon: Some(Icon::Download),
                kind: ButtonKind::Quiet,
                ..Button::new(m.work_export(), onexport)
            }.view() }
        </header>
    }
}

/// What can be done with what is selected; how to select while nothing is.
fn chosen_bar(
    env: &Env,
    selection: &Selection,
    view: Option<&InboxView>,
    onerrand: &Callback<Errand>,
    onclear: Callback<()>,
) -> Html {
    let m = env.m;
    let Some(view) = view.filter(|view| view.n_items > 0) else {
        return html! {};
    };
    let n = selection.len();
    html! {
        <div class="cluster" role="group" aria-label={m.inbox_actions()}>
            <span class={classes!((n == 0).then_some("muted wide-only"))} role="status" data-testid="chosen">
                { if n == 0 { m.inbox_keys().to_owned() } else { m.inbox_chosen(n) } }
            </span>
            if n > 0 {
                { deeds(env, &selection.chosen(), &owner_names(view), onerrand) }
                { Button { kind: ButtonKind::Quiet, ..Button::new(m.inbox_clear(), onclear) }.view() }
            }
        </div>
    }
}

/// One warning about the data instead of a flood of alerts.
fn flood(env: &Env, view: &InboxView) -> Option<Html> {
    let m = env.m;
    let share = view.flood?;
    let words = if share < 0.0 {
        m.inbox_flood_down(-share)
    } else {
        m.inbox_flood_up(share)
    };
    Some(html! {
        <div class="notice" role="status">
            { Icon::Warning.view_sized(20) }
            <div class="notice__body">
                <p class="notice__what">{ words }</p>
                <p>{ m.inbox_flood_next() }</p>
                <div class="notice__foot">
                    { Button::link(m.nav_import(), env.link(Route::Import)).view() }
                </div>
            </div>
        </div>
    })
}

/// Nothing to do: it may be enjoyed, or looked beyond.
fn nothing(
    env: &Env,
    choice: &InboxChoice,
    view: &InboxView,
    onchoice: &Callback<InboxChoice>,
) -> Html {
    let m = env.m;
    let to = |next: InboxChoice| onchoice.reform(move |()| next.clone());
    let everybody = InboxChoice {
        owner: None,
        ..choice.clone()
    };
    let further = crate::route::HORIZONS
        .into_iter()
        .find(|days| *days > choice.horizon_days);
    let further = further.map(|horizon_days| InboxChoice {
        horizon_days,
        ..choice.clone()
    });
    Empty {
        icon: Icon::Leaf,
        title: m.inbox_empty_title().into(),
        note: m.inbox_empty_note(choice.horizon_days, view.as_of).into(),
        actions: html! {
            <>
                if choice.owner.is_some() {
                    { Button::new(m.inbox_everybody(), to(everybody)).view() }
                }
                if let Some(further) = further {
                    { Button::new(m.inbox_further(), to(further)).view() }
                }
                { Button::link(m.nav_portfolio(), env.link(Route::Portfolio)).view() }
            </>
        },
    }
    .view()
}

#[cfg(test)]
mod tests {
    use super::{LEN, Layout, STEP, window_for};
    use perennial_data::Day;
    use perennial_protocol::Window;
    use perennial_protocol::view::InboxView;

    fn view(n_items: u32) -> InboxView {
        InboxView {
            revision: 1,
            as_of: "2026-03-31".parse::<Day>().unwrap(),
            items: Vec::new(),
            offset: 0,
            n_items,
            n_overdue: 5,
            n_today: 0,
            n_week: 7,
            n_snoozed: 0,
            owners: Vec::new(),
            currency: None,
            flood: None,
        }
    }

    #[test]
    fn a_window_is_asked_for_only_once_it_is_left() {
        let layout = Layout::of(&view(10_000));
        let first = Window {
            offset: 0,
            len: LEN,
        };
        assert_eq!(window_for(layout, &(0..40), first), None);
        let next = window_for(layout, &(5_000..5_048), first).unwrap();
        assert_eq!((next.offset % STEP, next.len), (0, LEN));
        assert_eq!(window_for(layout, &(5_000..5_048), next), None);
        assert_eq!(
            window_for(layout, &(9_980..10_003), next).map(|w| w.len),
            Some(LEN)
        );
        assert_eq!(window_for(Layout::of(&view(0)), &(0..0), first), None);
    }
}
