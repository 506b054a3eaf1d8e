//! Codes and numbers of views, put into words. Pure: no element is made here.

mod change;
mod column;
mod failure;
mod figure;
mod finding;
mod import;
mod life;
mod maturity;
mod note;
mod quality;
mod reason;
mod value;

pub(crate) use change::{part_label, summary};
pub(crate) use column::{column_title, life_word, pace_code};
pub(crate) use failure::{Explained, explain};
pub(crate) use figure::{figure_columns, figure_definition, figure_formula, figure_state};
pub(crate) use finding::{diagnosis_word, finding_word};
pub(crate) use import::{
    answer_text, delimiter_text, format_text, join_text, key_text, problem_text, question_text,
    reject_text, table_text, target_text,
};
pub(crate) use life::{
    Happening, TOUCHES, alert_state_text, day_and_distance, direction_word, family_word, pace_word,
    role_word, severity_word, source_text, task_state_text, timeline_text, touch_code,
};
pub(crate) use maturity::{maturity_answer, maturity_level, maturity_question};
pub(crate) use note::{change_word, job_text, note_text, time_left_text};
pub(crate) use quality::quality_text;
pub(crate) use reason::{fate_word, reason_offer, reason_word};
pub(crate) use value::{NONE, cell_text, unit_text, value_word};
