//! What gives things of the workspace to others: a customer's card for other pages, answers to pages that may ask
//! for one, and all of it as a page. A part of its own, as few need it every day.

mod answers;
mod base64;
mod card;
mod copied;
mod page;
mod snippet;

use super::giving::Give;
use super::later::Share;
use yew::prelude::*;

/// The part. Only [`super::later`] refers to it.
pub(super) fn part() -> Share {
    Share {
        draw,
        answer: answers::listen,
        unpack: page::unpack,
    }
}

fn draw(what: &Give) -> Html {
    match what {
        Give::Page { onclose } => html! { <page::PageToSave onclose={onclose.clone()} /> },
        Give::Card { account } => html! { <card::CardToGive account={account.clone()} /> },
    }
}
