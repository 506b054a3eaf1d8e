//! Figures over many customers in words: what each is, the columns of its rows, what became of them.

use super::unit_text;
use perennial_i18n::Messages;
use perennial_protocol::view::FigureView;

/// What a figure is.
pub(crate) fn figure_definition(m: Messages, code: &str) -> &'static str {
    match code {
        "onboarding_on_time" => m.figure_onboarding_on_time(),
        "onboarding_satisfaction" => m.figure_onboarding_satisfaction(),
        "onboarding_tickets" => m.figure_onboarding_tickets(),
        "onboarding_used_after" => m.figure_onboarding_used_after(),
        "alerts_followed_up" => m.figure_alerts_followed_up(),
        "renewals_at_risk_touched" => m.figure_renewals_at_risk_touched(),
        "renewals_on_time" => m.figure_renewals_on_time(),
        "renewal_rate" => m.figure_renewal_rate(),
        "escalations_on_time" => m.figure_escalations_on_time(),
        "escalations_change" => m.figure_escalations_change(),
        "escalations_feedback" => m.figure_escalations_feedback(),
        _ => "",
    }
}

/// What the date of a row is, and its number where it has one: title and unit code.
pub(crate) fn figure_columns(
    m: Messages,
    code: &str,
) -> (&'static str, Option<(&'static str, &'static str)>) {
    match code {
        "onboarding_on_time" => (m.figure_on_began(), Some((m.figure_took(), "days"))),
        "onboarding_satisfaction" => (m.figure_on_began(), Some((m.figure_grade(), "score"))),
        "onboarding_tickets" => (m.figure_on_began(), Some((m.figure_tickets(), "count"))),
        "onboarding_used_after" => (m.figure_on_began(), None),
        "alerts_followed_up" => (m.figure_on_raised(), None),
        "renewals_at_risk_touched" => (m.figure_on_touched(), None),
        "renewals_on_time" | "renewal_rate" => (m.figure_on_ended(), None),
        _ => (m.figure_on_opened(), None),
    }
}

/// What became of a row; empty where that is its number.
pub(crate) fn figure_state(m: Messages, state: &str) -> &'static str {
    match state {
        "on-time" => m.figure_state_on_time(),
        "late" => m.figure_state_late(),
        "lost" => m.figure_state_lost(),
        "open" => m.figure_state_open(),
        "used" => m.figure_state_used(),
        "unused" => m.figure_state_unused(),
        "solved" => m.figure_state_solved(),
        "with-feedback" => m.figure_state_with_feedback(),
        "without-feedback" => m.figure_state_without_feedback(),
        "followed" => m.figure_state_followed(),
        "without-task" => m.figure_state_without_task(),
        "touched" => m.figure_state_touched(),
        "untouched" => m.figure_state_untouched(),
        _ => "",
    }
}

/// How a figure comes about, with its values.
pub(crate) fn figure_formula(m: Messages, figure: &FigureView, currency: &str) -> String {
    let value = unit_text(m, figure.value, &figure.unit, currency);
    match (figure.code.as_str(), figure.value) {
        (_, None) => m.figure_none().to_owned(),
        ("escalations_change", _) => {
            m.figure_change(&m.count(figure.part), &m.count(figure.n_rows))
        }
        ("onboarding_satisfaction" | "onboarding_tickets", _) => {
            format!("{} = {value}", m.figure_mean(figure.n_rows))
        }
        _ => m.formula_division(&m.count(figure.part), &value, &m.count(figure.n_rows)),
    }
}
