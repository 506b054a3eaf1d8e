//! RFM beside the tiers: recency against frequency, each cell its customers.

use super::{Part, door};
use crate::route::ValueChoice;
use crate::store::Env;
use yew::prelude::*;

/// How strongly a cell is shaded: one of five steps of its share of the fullest.
fn shade(n: u32, most: u32) -> Option<&'static str> {
    const STEPS: [&str; 4] = [
        "heat heat--1",
        "heat heat--2",
        "heat heat--3",
        "heat heat--4",
    ];
    let step = (u64::from(n) * 4).div_ceil(u64::from(most.max(1)));
    let step = usize::try_from(step).ok()?.checked_sub(1)?;
    STEPS.get(step.min(3)).copied()
}

/// The grid: 5 is the most recent, the most frequent fifth.
pub(super) fn rfm(env: &Env, part: &Part<'_>) -> Html {
    let m = env.m;
    let table = &part.view.rfm;
    if table.is_empty() {
        return html! { <p class="muted">{ m.rfm_none() }</p> };
    }
    let count = |recency: u8, frequency: u8| -> u32 {
        let of_cell = table
            .iter()
            .filter(|([r, f, _], _)| (*r, *f) == (recency, frequency));
        of_cell.map(|(_, n)| n).sum()
    };
    let cells = (1..=5).flat_map(|r| (1..=5).map(move |f| (r, f)));
    let most = cells.map(|(r, f)| count(r, f)).max().unwrap_or_default();
    let cell = |recency: u8, frequency: u8| {
        let n = count(recency, frequency);
        let is_chosen = part.choice.bought == Some((recency, frequency));
        let only = ValueChoice {
            bought: (!is_chosen).then_some((recency, frequency)),
            ..ValueChoice::default()
        };
        let class = classes!(
            "number",
            shade(n, most),
            is_chosen.then_some("heat--chosen")
        );
        html! {
            <td {class}>
                if n > 0 {
                    { door(env, only, m.rfm_cell(frequency, recency), m.count(n)) }
                }
            </td>
        }
    };
    let row = |recency: u8| {
        html! {
            <tr key={recency}>
                <th scope="row">{ m.rfm_recency(recency) }</th>
                { for (1..=5).map(|frequency| cell(recency, frequency)) }
            </tr>
        }
    };
    let heads = (1..=5_u8).map(|frequency| {
        html! { <th scope="col" class="number">{ m.rfm_frequency(frequency) }</th> }
    });
    let money = (1..=5_u8).rev().map(|money| {
        let of_money = table.iter().filter(|([_, _, other], _)| *other == money);
        let n: u32 = of_money.map(|(_, n)| n).sum();
        html! { <><dt>{ m.rfm_money(money) }</dt><dd>{ m.count_customers(n) }</dd></> }
    });
    html! {
        <>
            <table class="table" data-testid="rfm">
                <thead><tr><th scope="col"><span class="visually-hidden">{ m.rfm_title() }</span></th>{ for heads }</tr></thead>
                <tbody>{ for (1..=5).rev().map(row) }</tbody>
            </table>
            <details>
                <summary>{ m.rfm_by_money() }</summary>
                <dl class="facts">{ for money }</dl>
            </details>
        </>
    }
}

#[cfg(test)]
mod tests {
    use super::shade;

    #[test]
    fn nobody_is_not_shaded_and_one_among_many_is() {
        assert_eq!(shade(0, 1_000), None);
        assert_eq!(shade(1, 1_000), Some("heat heat--1"));
        assert_eq!(shade(1_000, 1_000), Some("heat heat--4"));
        assert_eq!(shade(u32::MAX, u32::MAX), Some("heat heat--4"));
    }
}
