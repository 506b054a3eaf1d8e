//! Severity as bars and a word, never as a colour: colours are health bands.

use crate::ui::badge::chip;
use crate::ui::icon::Icon;
use crate::words::{direction_word, severity_word};
use perennial_i18n::Messages;
use perennial_protocol::view::{AlertView, InboxItem, Severity, TaskSource};
use yew::prelude::*;

/// One, two or three bars; `word` is what they stand for, where no word stands beside them.
fn severity_mark(severity: Severity, word: Option<&'static str>) -> Html {
    const BARS: [(&str, &str, &str); 3] =
        [("1", "7.5", "3.5"), ("5", "4", "7"), ("9", "0.5", "10.5")];
    let bars = BARS.into_iter().enumerate().map(|(at, (x, y, height))| {
        let fill = if at <= severity as usize {
            "currentColor"
        } else {
            "none"
        };
        html! {
            <rect {x} {y} width="2.5" {height} {fill} stroke="currentColor" stroke-width=".75" />
        }
    });
    let role = word.map(|_| "img");
    let hidden = word.is_none().then_some("true");
    html! {
        <svg class="severity" width="12" height="12" viewBox="0 0 12 12" {role} aria-label={word}
            aria-hidden={hidden}>
            { for bars }
        </svg>
    }
}

/// What stands before an item's name: the severity of an alert, or a box for a task.
pub(in crate::pages) fn item_mark(m: Messages, item: &InboxItem) -> Html {
    match item {
        InboxItem::Alert(alert) => {
            severity_mark(alert.severity, Some(severity_word(m, alert.severity)))
        }
        InboxItem::Task(_) => html! {
            <>
                { Icon::Task.view_sized(14) }
                <span class="visually-hidden">{ m.word_task() }{ " " }</span>
            </>
        },
    }
}

/// Severity and direction of an alert, with their words.
pub(in crate::pages) fn severity_badge(m: Messages, alert: &AlertView) -> Html {
    html! {
        <>
            <span class="chip">
                { severity_mark(alert.severity, None) }
                <span>{ severity_word(m, alert.severity) }</span>
            </span>
            { chip(direction_word(m, alert.direction)) }
        </>
    }
}

/// The severity that a task answers, where it answers a signal.
pub(super) fn source_severity(m: Messages, source: &TaskSource) -> Option<Html> {
    match source {
        TaskSource::Signal(_, severity) => Some(html! {
            <span class="chip">
                { severity_mark(*severity, None) }
                <span>{ severity_word(m, *severity) }</span>
            </span>
        }),
        TaskSource::Stage(_)
        | TaskSource::Track(_)
        | TaskSource::Cadence(_)
        | TaskSource::Own
        | TaskSource::Date(_) => None,
    }
}
