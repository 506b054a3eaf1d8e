//! The table behind the map: its customers, or those picked out, the most valuable first.

use super::amount;
use super::layout::is_picked;
use crate::pages::explain::Explanation;
use crate::pages::save::{self, buttons};
use crate::route::{ListView, Route, ValueChoice};
use crate::store::{Env, use_env};
use crate::ui::badge::{BadgeSize, band_badge, band_word, chip};
use crate::ui::button::Button;
use crate::ui::card::Card;
use crate::ui::figure::{Figure, FigureSize};
use crate::ui::virtual_table::{ColumnWidth, TableColumn, VirtualTable};
use crate::words::NONE;
use perennial_data::Csv;
use perennial_protocol::view::{CellView, ValueMapView, ValuePoint};
use perennial_protocol::{ColumnRef, Filter, LifeColumn};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(super) struct PointListProps {
    pub(super) view: Rc<ValueMapView>,
    pub(super) choice: ValueChoice,
    /// Opens a figure taken apart.
    pub(super) onexplain: Callback<Explanation>,
}

/// The list.
#[component]
pub(super) fn PointList(props: &PointListProps) -> Html {
    let env = use_env();
    let m = env.m;
    let active = use_state_eq(|| None::<usize>);
    let picked = use_memo(
        (Rc::clone(&props.view), props.choice.clone()),
        |(view, choice)| {
            let points = view.points.iter().enumerate();
            let points = points.filter(|(_, point)| is_picked(view, choice, point));
            points.map(|(at, _)| at).collect::<Vec<_>>()
        },
    );
    let row = {
        let (env, view, picked) = (env.clone(), Rc::clone(&props.view), Rc::clone(&picked));
        let onexplain = props.onexplain.clone();
        Callback::from(move |at: usize| {
            let point = picked.get(at).and_then(|at| view.points.get(*at));
            point.map_or_else(Html::default, |point| cells(&env, &view, point, &onexplain))
        })
    };
    let onopen = {
        let (env, view, picked) = (env.clone(), Rc::clone(&props.view), Rc::clone(&picked));
        Callback::from(move |at: usize| {
            if let Some(point) = picked.get(at).and_then(|at| view.points.get(*at)) {
                env.go(Route::Customer(point.id.clone()));
            }
        })
    };
    let onsave = {
        let (env, view, picked) = (env.clone(), Rc::clone(&props.view), Rc::clone(&picked));
        Callback::from(move |form| {
            let points = picked.iter().filter_map(|at| view.points.get(*at));
            save::list(&env, env.m.map_list(), form, csv(&env, &view, points));
        })
    };
    let onactive = {
        let active = active.setter();
        Callback::from(move |at| active.set(Some(at)))
    };
    let column = |key: &'static str, label: &'static str, width| TableColumn {
        key: key.into(),
        label: label.into(),
        width,
        sortable: false,
    };
    let columns = vec![
        column("name", m.customers_column_name(), ColumnWidth::Wide),
        column("tier", m.life_value(), ColumnWidth::Text),
        column("current", m.tier_current(), ColumnWidth::Number),
        column("potential", m.tier_potential(), ColumnWidth::Number),
        column("value", m.tier_value(), ColumnWidth::Number),
        column("arr", m.customers_column_arr(), ColumnWidth::Number),
        column("band", m.band_label(), ColumnWidth::Date),
        column("owner", m.word_owner(), ColumnWidth::Text),
        column("level", m.map_level(), ColumnWidth::Text),
        column("rfm", m.rfm_title(), ColumnWidth::Number),
    ];
    let node = use_node_ref();
    use_brought_into_view(&node, &props.choice);
    let reset =
        AttrValue::from(crate::route::Place::new(Route::Value(props.choice.clone())).hash());
    Card {
        note: Some(m.count_customers(picked.len()).into()),
        actions: Some(html! { <>{ conditions(&env, props) }{ buttons(m, &onsave) }</> }),
        ..Card::new(m.map_list())
    }
    .view(html! {
        <div ref={node} class="value-list" data-testid="value-list">
            <VirtualTable label={m.map_list()} {columns} n_rows={picked.len()} {row} active={*active}
                {onactive} {onopen} {reset} messages={m} />
        </div>
    })
}

/// Scrolls to the list once it is narrowed to other customers, as the numbers that do so stand all over
/// the page; not for bands, which are seen on the map.
#[hook]
fn use_brought_into_view(node: &NodeRef, choice: &ValueChoice) {
    let (node, is_first) = (node.clone(), use_mut_ref(|| true));
    let choice = ValueChoice {
        band: None,
        ..choice.clone()
    };
    use_effect_with(choice, move |choice| {
        let list = node.cast::<web_sys::Element>();
        if !is_first.replace(false) && !choice.is_all() {
            list.map(|list| list.scroll_into_view()).unwrap_or_default();
        }
    });
}

/// What the list is narrowed to, and the way back.
fn conditions(env: &Env, props: &PointListProps) -> Html {
    let m = env.m;
    let (view, choice) = (&props.view, &props.choice);
    let language = m.language();
    let tier = choice.tier.as_ref().and_then(|id| {
        let tier = view.tiers.iter().find(|tier| tier.id == *id);
        tier.map(|tier| tier.title.get(language).to_owned())
    });
    let level = choice.level.as_ref().and_then(|id| {
        let level = view.levels.iter().find(|level| level.id == *id);
        level.map(|level| m.tier_level(level.title.get(language)))
    });
    let band = choice.band.map(|band| band_word(band, m).to_owned());
    let nobody = choice.nobody.then(|| m.word_nobody().to_owned());
    let bought = choice
        .bought
        .map(|(recency, frequency)| m.rfm_cell(frequency, recency));
    let said = [tier, band, nobody, level, bought];
    let clear = super::picks(env, ValueChoice::default());
    html! {
        <>
            { for said.into_iter().flatten().map(chip) }
            if !choice.is_all() {
                { Button::new(m.customers_filter_clear(), clear).view() }
            }
            { Button::link(m.board_list(), env.link(Route::Customers(whole(choice)))).view() }
        </>
    }
}

/// The same customers in the table, all of them: the map has room for so many only.
fn whole(choice: &ValueChoice) -> ListView {
    let is = |column: LifeColumn, code: &String| Filter::OneOf(column.column(), vec![code.clone()]);
    let quintile = |column: LifeColumn, of: u8| {
        Filter::Between(
            column.column(),
            Some(f64::from(of)),
            Some(f64::from(of) + 1.0),
        )
    };
    let mut filters: Vec<Filter> = Vec::new();
    filters.extend(choice.tier.iter().map(|tier| is(LifeColumn::Tier, tier)));
    filters.extend(
        choice
            .level
            .iter()
            .map(|level| is(LifeColumn::Level, level)),
    );
    filters.extend(
        choice
            .band
            .map(|band| Filter::OneOf(ColumnRef::Band, vec![band.code().to_owned()])),
    );
    if choice.nobody {
        let owner = ColumnRef::Field("owner".to_owned());
        filters.push(Filter::OneOf(owner, vec![String::new()]));
    }
    if let Some((recency, frequency)) = choice.bought {
        filters.push(quintile(LifeColumn::Recency, recency));
        filters.push(quintile(LifeColumn::Frequency, frequency));
    }
    ListView::of_life(filters)
}

fn cells(
    env: &Env,
    view: &Rc<ValueMapView>,
    point: &ValuePoint,
    onexplain: &Callback<Explanation>,
) -> Html {
    let m = env.m;
    let language = m.language();
    let tier = view.tiers.get(point.tier as usize);
    let tier = tier.map_or(NONE, |tier| tier.title.get(language));
    let level = point.level.and_then(|at| view.levels.get(at as usize));
    let level = level.map_or(NONE, |level| level.title.get(language));
    let rfm = point.rfm.map(|[r, f, money]| format!("{r}-{f}-{money}"));
    let number = |number: f64| html! { <td class="number">{ m.number(number, 1) }</td> };
    let onvalue = {
        let (env, view, point) = (env.clone(), Rc::clone(view), point.clone());
        onexplain.reform(move |()| value_of(&env, &view, &point))
    };
    let arr = point.arr.map(|arr| amount(env, view, arr));
    let owner = if point.owner.trim().is_empty() {
        html! { <td class="muted">{ m.word_nobody() }</td> }
    } else {
        html! { <td>{ &point.owner }</td> }
    };
    html! {
        <>
            <td><a class="customer-link" href={env.link(Route::Customer(point.id.clone()))}>{ &point.name }</a></td>
            <td>{ tier.to_owned() }</td>
            { number(point.current) }
            { number(point.potential) }
            <td class="number">
                { Figure {
                    size: FigureSize::Inline,
                    ..Figure::new(m.tier_value(), m.number(point.value, 1), onvalue)
                }.view() }
            </td>
            <td class="number">{ arr.unwrap_or_else(|| NONE.to_owned()) }</td>
            <td>{ band_badge(point.band, BadgeSize::Plain, m) }</td>
            { owner }
            <td>{ level.to_owned() }</td>
            <td class="number">{ rfm.unwrap_or_else(|| NONE.to_owned()) }</td>
        </>
    }
}

/// The list as it goes out: the same columns, numbers in full.
fn csv<'p>(env: &Env, view: &ValueMapView, points: impl Iterator<Item = &'p ValuePoint>) -> String {
    let m = env.m;
    let language = m.language();
    let mut csv = Csv::default();
    for name in [
        m.save_account(),
        m.customers_column_name(),
        m.life_value(),
        m.tier_current(),
        m.tier_potential(),
        m.tier_value(),
        m.customers_column_arr(),
        m.band_label(),
        m.word_owner(),
        m.map_level(),
        m.rfm_title(),
    ] {
        csv.text(name);
    }
    csv.end_row();
    for point in points {
        let tier = view.tiers.get(point.tier as usize);
        let level = point.level.and_then(|at| view.levels.get(at as usize));
        let rfm = point.rfm.map(|[r, f, money]| format!("{r}-{f}-{money}"));
        csv.text(&point.id);
        csv.text(&point.name);
        csv.text(tier.map_or("", |tier| tier.title.get(language)));
        for number in [point.current, point.potential, point.value] {
            CellView::Number(number).write(&mut csv);
        }
        point
            .arr
            .map_or(CellView::Missing, CellView::Number)
            .write(&mut csv);
        csv.text(band_word(point.band, m));
        csv.text(&point.owner);
        csv.text(level.map_or("", |level| level.title.get(language)));
        csv.text(&rfm.unwrap_or_default());
        csv.end_row();
    }
    csv.finish()
}

/// V as a formula with its values.
fn value_of(env: &Env, view: &ValueMapView, point: &ValuePoint) -> Explanation {
    let m = env.m;
    let number = |value| m.number(value, 1);
    let weight = |value| m.short_number(value, 2);
    Explanation {
        title: format!("{} · {}", point.name, m.tier_value()),
        value: number(point.value),
        definition: m.tier_definition().to_owned(),
        formula: format!(
            "{} × {} + {} × {} = {}",
            weight(view.weight_current),
            number(point.current),
            weight(view.weight_potential),
            number(point.potential),
            number(point.value)
        ),
        facts: vec![
            (m.tier_current().to_owned(), number(point.current)),
            (m.tier_potential().to_owned(), number(point.potential)),
        ],
        links: vec![(
            point.name.clone(),
            env.link(Route::Customer(point.id.clone())),
        )],
    }
}
