//! What the linter finds in the document in hand, each with the ways to mend it.

use super::HandProps;
use crate::store::{Env, use_env};
use crate::tasks::model;
use crate::ui::badge::band_word;
use crate::ui::badge::chip;
use crate::ui::button::Button;
use crate::ui::icon::Icon;
use perennial_protocol::view::{FlawArg, FlawView, Weight};
use yew::prelude::*;

/// Shown before the rest is asked for.
const FIRST: usize = 3;

/// The list; nothing where nothing was found.
#[component]
pub(super) fn Flaws(props: &HandProps) -> Html {
    let env = use_env();
    let m = env.m;
    let found = &props.hand.room.findings;
    let all = use_state_eq(|| false);
    if found.is_empty() {
        return html! {};
    }
    let n = if *all {
        found.len()
    } else {
        FIRST.min(found.len())
    };
    let grave = found
        .iter()
        .filter(|flaw| flaw.weight == Weight::Impossible)
        .count();
    let onall = {
        let all = all.clone();
        Callback::from(move |()| all.set(!*all))
    };
    html! {
        <section class="card" aria-label={m.lint_title()} data-testid="flaws">
            <header class="card__head">
                <h2>{ m.lint_title() }</h2>
                <span class="card__note">
                    { if grave > 0 { m.lint_grave(grave) } else { m.lint_count(found.len()) } }
                </span>
                if found.len() > FIRST {
                    <div class="card__actions">
                        { Button::new(if *all { m.lint_fewer() } else { m.lint_all() }, onall).view() }
                    </div>
                }
            </header>
            <ul class="stack stack--tight">
                { for found.iter().take(n).map(|flaw| line(&env, flaw, props.hand.is_writer)) }
            </ul>
        </section>
    }
}

fn line(env: &Env, flaw: &FlawView, is_writer: bool) -> Html {
    let m = env.m;
    let args: Vec<(&str, String)> = flaw
        .args
        .iter()
        .map(|(name, value)| (name.as_str(), said(env, value)))
        .collect();
    let words = m.error_text(&format!("lint-{}", flaw.code), &args);
    let (what, safe, next) = words.map_or_else(
        || (flaw.code.clone(), String::new(), String::new()),
        |words| (words.what, words.safe, words.next),
    );
    let weight = match flaw.weight {
        Weight::Impossible => m.lint_weight_error(),
        Weight::Doubtful => m.lint_weight_warning(),
        Weight::Note => m.lint_weight_note(),
    };
    let fix = |(at, code): (usize, &String)| {
        let name = m.value(&format!("fix-{code}")).unwrap_or(code).to_owned();
        let (env, flaw) = (env.clone(), flaw.clone());
        let onclick = Callback::from(move |()| {
            model::mend(&env, &flaw, u32::try_from(at).unwrap_or_default());
        });
        Button {
            disabled: !is_writer,
            ..Button::new(name, onclick)
        }
        .view()
    };
    html! {
        <li class="cluster flaw" key={format!("{} {}", flaw.code, flaw.path)}>
            <span class="fill">
                <span>
                    if flaw.weight == Weight::Impossible {
                        { Icon::Warning.view_sized(14) }{ " " }
                    }
                    <strong>{ what }</strong>{ " " }{ chip(weight) }
                </span>
                <span class="row-note">{ format!("{safe} {next}") }</span>
                <code class="row-note muted">{ &flaw.path }</code>
            </span>
            <span class="cluster">{ for flaw.fixes.iter().enumerate().map(fix) }</span>
        </li>
    }
}

/// What a sentence names, as it is written in it; counts stay digits, as the sentence groups them.
fn said(env: &Env, arg: &FlawArg) -> String {
    let m = env.m;
    match arg {
        FlawArg::Text(text) => text.clone(),
        FlawArg::Named(name) => name.get(m.language()).to_owned(),
        FlawArg::Number(number) => m.short_number(*number, 2),
        FlawArg::Count(count) => count.to_string(),
        FlawArg::Share(share) => m.percent(*share, 1),
        FlawArg::Band(band) => band_word(*band, m).to_owned(),
        FlawArg::Fault(code) => m.problem(code).unwrap_or(code).to_owned(),
    }
}
