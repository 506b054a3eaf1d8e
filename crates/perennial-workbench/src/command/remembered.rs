//! How a file was read once, for the next file with the same header.

use perennial_data::AccountKey;
use perennial_import::{Constant, Inspection, Plan, QuestionKind, Shape, Target, ValueFormat};
use serde::{Deserialize, Serialize};

/// The first byte of the stored form: raised when it changes.
const VERSION: u8 = 1;
/// How many are kept; the one used longest ago goes.
const MOST: usize = 100;

/// The decisions about files with one header, as they are stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Remembered {
    headers: Vec<String>,
    shape: Shape,
    key: AccountKey,
    columns: Vec<(Target, ValueFormat)>,
    constants: Vec<Constant>,
}

impl Remembered {
    /// Of a file that is read as planned; `None` where it has no header to know it by.
    pub(crate) fn of(plan: &Plan) -> Option<Self> {
        plan.header?;
        let columns = plan.columns.iter();
        Some(Self {
            headers: columns
                .clone()
                .map(|column| column.header.clone())
                .collect(),
            shape: plan.shape,
            key: plan.key.clone(),
            columns: columns
                .map(|column| (column.target.clone(), column.format.clone()))
                .collect(),
            constants: plan.constants.clone(),
        })
    }

    /// Whether it is about files like this one.
    fn is_of(&self, plan: &Plan) -> bool {
        let headers = plan.columns.iter().map(|column| &column.header);
        plan.header.is_some() && headers.eq(&self.headers)
    }
}

/// Decisions from their stored form. What cannot be read is forgotten: it only saves questions.
pub(crate) fn known(stored: &[u8]) -> Vec<Remembered> {
    match stored.split_first() {
        Some((&VERSION, rest)) => postcard::from_bytes(rest).unwrap_or_default(),
        _ => Vec::new(),
    }
}

/// The stored form of decisions, in front of those that are stored; older ones about the same headers go.
pub(crate) fn remember(stored: &[u8], mut new: Vec<Remembered>) -> Vec<u8> {
    let mut all = known(stored);
    all.retain(|held| new.iter().all(|fresh| fresh.headers != held.headers));
    new.append(&mut all);
    new.truncate(MOST);
    postcard::to_extend(&new, vec![VERSION]).unwrap_or_default()
}

/// Decides about a file as about the last one with its header; gives the questions that are answered by that,
/// by position. `None` where there was no such file. What the file's own values settle stays as they say.
pub(crate) fn apply(
    known: &[Remembered],
    inspection: &mut Inspection,
    plan: &mut Plan,
) -> Option<Vec<usize>> {
    let held = known.iter().find(|held| held.is_of(plan))?;
    if plan.shape != held.shape {
        *inspection = inspection.with_shape(held.shape);
        *plan = inspection.plan();
    }
    plan.key = held.key.clone();
    plan.constants.clone_from(&held.constants);
    for (at, (target, _)) in held.columns.iter().enumerate() {
        let differs = plan
            .columns
            .get(at)
            .is_some_and(|now| now.target != *target);
        if differs {
            plan.set_target(inspection, at, target.clone());
        }
    }
    let mut answered = Vec::new();
    for (position, question) in inspection.questions.iter().enumerate() {
        let column = question.column.map(|column| column as usize);
        if matches!(question.kind, QuestionKind::Shape | QuestionKind::Mapping) {
            answered.push(position);
        } else if let Some(at) = column
            && let Some((_, format)) = held.columns.get(at)
            && let Some(report) = inspection.columns.get(at)
            && let Some(now) = plan.columns.get_mut(at)
        {
            // A value that cannot be read that way is a reason to ask again.
            let fits = |text: &String| !format.understood(text).is_empty();
            if report.samples.iter().all(fits) {
                now.format = format.clone();
                answered.push(position);
            }
        }
    }
    Some(answered)
}
