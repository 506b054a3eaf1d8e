//! The name under which the reader's work is taken down.

use crate::store::Env;
use crate::tasks::preferences;
use crate::ui::card::Card;
use crate::ui::form::Field;
use yew::prelude::*;

/// The name, changed as it is typed.
pub(super) fn author(env: &Env) -> Html {
    let m = env.m;
    let oninput = {
        let store = env.store.clone();
        Callback::from(move |name: String| preferences::sign(&store, &name))
    };
    Card::new(m.author_title()).view(
        Field {
            id: "author".into(),
            label: m.author_label().into(),
            value: env.state.author.clone().into(),
            note: Some(m.author_note().into()),
            oninput,
            ..Field::default()
        }
        .view(),
    )
}
