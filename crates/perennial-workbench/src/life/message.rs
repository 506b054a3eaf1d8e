//! What may be said to the customer: templates filled with the customer's facts, in both languages.

use crate::life::today::Today;
use crate::life::tracking::Life;
use perennial_data::{Bilingual, Language, number_text};
use perennial_engine::model::Unit;
use perennial_engine::model::life::Message;
use perennial_life::facts::{Fact, FactInputs, fact};
use perennial_life::message::{choose, fill, preference};
use perennial_life::task::Task;
use perennial_protocol::view::MessageView;

/// The templates of a task, filled for its account.
pub(crate) fn messages(
    (life, today): (&Life, &Today),
    account: u32,
    templates: &[Message],
    task: &Task,
) -> Vec<MessageView> {
    let liked = preference(life.data(), account, today.as_of());
    let chosen = choose(templates, &liked);
    let inputs = FactInputs {
        data: life.data(),
        as_of: today.as_of(),
        contracts: &today.observed.contracts,
        metrics: Some((life.plan.compiled(), &today.observed.run.metrics)),
        began: Some(task.began),
        due: Some(task.due),
    };
    let view = |template: &Message| {
        let filled = |language: Language| {
            let words = |name: &str| fact(&inputs, account, name).map(words);
            fill(template.text.get(language), language, &words).text
        };
        MessageView {
            channel: template.channel.clone().unwrap_or_default(),
            content: template.content.clone().unwrap_or_default(),
            preferred: chosen.is_some_and(|chosen| std::ptr::eq(chosen, template)),
            text: Bilingual::new(&filled(Language::Zh), &filled(Language::En)),
        }
    };
    templates.iter().map(view).collect()
}

/// A fact as people write it; the template says what it counts.
fn words(fact: Fact) -> String {
    match fact {
        Fact::Text(text) => text,
        Fact::Day(day) => day.to_string(),
        Fact::Number(value, Unit::Share | Unit::Change) => {
            format!("{} %", number_text((value * 1000.0).round() / 10.0))
        }
        Fact::Number(value, _) => number_text((value * 100.0).round() / 100.0),
    }
}
