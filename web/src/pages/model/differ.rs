//! What differs between two documents, place by place, in words.

use super::conditions::{Names, conditions_text};
use super::effect::Sides;
use crate::ui::table::{Head, head};
use crate::words::value_word;
use perennial_i18n::Messages;
use perennial_model::{Rule, Transform, unpack};
use perennial_protocol::view::{DifferenceView, PlaceStep, PlaceView, SaidView};
use yew::prelude::*;

/// A line per place.
pub(super) fn differences(
    m: Messages,
    found: &[DifferenceView],
    sides: Sides,
    names: &Names,
) -> Html {
    let line = |of: &DifferenceView| {
        html! {
            <tr key={of.place.path.clone()}>
                <th scope="row" title={of.place.path.clone()}>{ place_text(m, &of.place) }</th>
                <td>{ value_text(m, of, of.old.as_ref(), names) }</td>
                <td>{ value_text(m, of, of.new.as_ref(), names) }</td>
            </tr>
        }
    };
    html! {
        <div class="table-scroll" tabindex="0" role="region" aria-label={m.room_compare_what()}>
            <table class="table" data-testid="differences">
                { head(&[Head::Text(m.room_compare_what()), Head::Text(sides.before), Head::Text(sides.after)]) }
                <tbody>{ for found.iter().map(line) }</tbody>
            </table>
        </div>
    }
}

/// The least share of data is said in percent, as it is edited.
fn value_text(m: Messages, of: &DifferenceView, said: Option<&SaidView>, names: &Names) -> String {
    match said {
        Some(SaidView::Number(share)) if of.place.path == "coverage_minimum" => {
            m.percent(*share, 1)
        }
        said => said_text(m, said, names),
    }
}

/// Where: “Logins, 30 days · weight”.
pub(super) fn place_text(m: Messages, place: &PlaceView) -> String {
    let words = place.steps.iter().enumerate().filter_map(|(at, step)| {
        // The list that a thing stands in goes without saying.
        let is_list = at == 0 && matches!(place.steps.get(1), Some(PlaceStep::Named(_)));
        (!is_list).then(|| step_text(m, step))
    });
    words.collect::<Vec<_>>().join(" · ")
}

fn step_text(m: Messages, step: &PlaceStep) -> String {
    match step {
        PlaceStep::Named(title) => title.get(m.language()).to_owned(),
        PlaceStep::At(at) => m.count(*at),
        PlaceStep::Field(name) => field_word(m, name).unwrap_or(name).to_owned(),
    }
}

/// What a field of the document is called.
fn field_word(m: Messages, name: &str) -> Option<&'static str> {
    Some(match name {
        "weight" | "weights" | "group_weights" => m.room_place_weight(),
        "transform" | "transforms" => m.room_place_curve(),
        "linear" => m.room_kind_linear(),
        "bands" => m.room_bands(),
        "half_life" => m.room_kind_half_life(),
        "target" => m.room_kind_target(),
        "matrix" => m.room_kind_matrix(),
        "categories" => m.room_kind_categories(),
        "worst" => m.room_point_worst(),
        "best" => m.room_point_best(),
        "score" | "scores" => m.room_score(),
        "missing" => m.room_missing(),
        "warn_after" => m.room_warn_after(),
        "expire_after" => m.room_expire_after(),
        "grace_days" => m.room_grace_days(),
        "controllable" => m.room_controllable(),
        "coverage_minimum" => m.room_coverage(),
        "caps" => m.room_caps(),
        "variants" => m.room_variants(),
        "factors" => m.room_factors(),
        "outcome" => m.room_factor_outcome(),
        "experience" => m.room_factor_experience(),
        "when" => m.room_place_when(),
        "max" => m.room_place_max(),
        "title" | "name" => m.room_rule_name(),
        "metrics" => m.room_tab_metrics(),
        "red" => m.band_risk(),
        "yellow" => m.band_watch(),
        "green" => m.band_healthy(),
        "from" => m.room_compare_from(),
        "to" => m.room_compare_to(),
        "days" => m.room_window_days(),
        _ => return None,
    })
}

/// What stands there; a dash for nothing.
pub(super) fn said_text(m: Messages, said: Option<&SaidView>, names: &Names) -> String {
    let Some(said) = said else {
        return "—".to_owned();
    };
    match said {
        SaidView::Number(number) => m.short_number(*number, 3),
        SaidView::Flag(true) => m.word_yes().to_owned(),
        SaidView::Flag(false) => m.word_no().to_owned(),
        SaidView::Text(text) => match text.as_str() {
            "reweight" => m.room_missing_reweight().to_owned(),
            "neutral" => m.room_missing_neutral().to_owned(),
            "zero" => m.room_missing_zero().to_owned(),
            "block" => m.room_missing_block().to_owned(),
            text => value_word(m, text),
        },
        SaidView::Name(name) => name.get(m.language()).to_owned(),
        SaidView::Curve(bytes) => {
            let curve = unpack::<Transform>(bytes);
            curve.map_or_else(String::new, |curve| curve_text(m, &curve))
        }
        SaidView::Rules(bytes) => {
            let rules = unpack::<Vec<Rule>>(bytes);
            rules.map_or_else(String::new, |rules| conditions_text(m, &rules, names))
        }
        SaidView::List(steps) => {
            let steps: Vec<String> = steps.iter().map(|step| step_text(m, step)).collect();
            let steps: Vec<&str> = steps.iter().map(String::as_str).collect();
            m.list(&steps)
        }
        SaidView::Json(json) => json.clone(),
    }
}

/// A curve in a line.
fn curve_text(m: Messages, transform: &Transform) -> String {
    let number = |number: f64| m.short_number(number, 2);
    let steps = |steps: &[perennial_model::Step]| {
        let step = |step: &perennial_model::Step| match step.to {
            Some(to) => format!("<{} → {}", number(to), number(step.score)),
            None => format!("… → {}", number(step.score)),
        };
        let steps: Vec<String> = steps.iter().map(step).collect();
        steps.join(", ")
    };
    match transform {
        Transform::Linear(line) => {
            format!("{} → 0, {} → 100", number(line.worst), number(line.best))
        }
        Transform::Bands(list) => steps(list),
        Transform::Matrix(rows) => {
            let row = |row: &perennial_model::MatrixRow| {
                format!(
                    "{}: {}",
                    m.room_tenure_from(row.from_months),
                    steps(&row.bands)
                )
            };
            let rows: Vec<String> = rows.iter().map(row).collect();
            rows.join("; ")
        }
        Transform::HalfLife(half) => format!("{} {}", m.room_kind_half_life(), number(half.days)),
        Transform::Target(target) => format!("{} {}", m.room_kind_target(), number(target.value)),
        Transform::Categories(words) => {
            let word = |(word, score): (&String, &f64)| {
                format!("{} → {}", crate::words::value_word(m, word), number(*score))
            };
            let words: Vec<String> = words.scores.iter().map(word).collect();
            words.join(", ")
        }
    }
}
