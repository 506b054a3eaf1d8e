//! What was decided about an import, for the next one: how files were read, for files with the same header; whose
//! keys are that name no account.

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

/// What was decided about imports, for the next ones.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Memory {
    /// The files read last come first.
    pub(crate) files: Vec<Remembered>,
    /// Keys that people said belong to an account: key and the account's id.
    pub(crate) aliases: Vec<(String, String)>,
}

impl Memory {
    /// From its stored form. What cannot be read is forgotten: it only saves questions.
    pub(crate) fn of(stored: &[u8]) -> Self {
        match stored.split_first() {
            Some((&VERSION, rest)) => postcard::from_bytes(rest).unwrap_or_default(),
            _ => Self::default(),
        }
    }

    /// Its stored form.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        postcard::to_extend(self, vec![VERSION]).unwrap_or_default()
    }

    /// Puts decisions in front of older ones; older ones about the same headers go.
    pub(crate) fn remember(&mut self, mut files: Vec<Remembered>) {
        let is_new = |held: &Remembered| files.iter().all(|file| file.headers != held.headers);
        self.files.retain(is_new);
        files.append(&mut self.files);
        files.truncate(MOST);
        self.files = files;
    }

    /// Notes whose a key is.
    pub(crate) fn alias(&mut self, key: &str, account: &str) {
        self.aliases.retain(|(held, _)| held != key);
        self.aliases.push((key.to_owned(), account.to_owned()));
    }
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
