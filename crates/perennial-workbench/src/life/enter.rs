//! Records as they are entered: notes, touchpoints, hand-offs, promises and values, special dates, changes of the process,
//! reviews, assessments. One that replaces another takes that one back.

use crate::life::act::{known, required};
use crate::life::codes;
use crate::life::tracking::Life;
use crate::life::user::UserWork;
use perennial_data::Day;
use perennial_life::handoff::hand_off;
use perennial_life::maturity::{HIGHEST, QUESTIONS};
use perennial_life::proposition;
use perennial_life::work::{
    Achieved, Assessment, HandOff, Note, ProcessChange, Proposition, SpecialDate, StageReview,
    Touch, Work, WorkLog,
};
use perennial_protocol::Failure;
use perennial_protocol::view::{DateEdit, HandOffEdit, ProcessEdit, WorkAction};

/// A reminder comes at most so many days ahead.
const AHEAD_DAYS_MAX: u32 = 365;

/// The day on which a note that an action corrects was said: the correction takes its place there.
pub(super) fn said_on(log: &WorkLog, action: &WorkAction) -> Option<Day> {
    let WorkAction::AddNote { replaces, .. } = action else {
        return None;
    };
    log.entry((*replaces)?).map(|entry| entry.on)
}

/// The entries of a record.
///
/// # Errors
/// `unknown-account`, `note-text`, `touch-date`, `hand-off-missing`, `hand-off-dates`, `proposition-number`, `achieved-date`,
/// `date-title`, `date-ahead`, `process-title`, `process-number`, `cause-unknown`, `unknown-metric`,
/// `stage-unknown`, `review-date`, `review-next`, `maturity-answers`, `entry-unknown`.
pub(super) fn entered(
    life: &Life,
    user: &UserWork,
    on: Day,
    action: &WorkAction,
) -> Result<Vec<Work>, Failure> {
    let log = &user.log;
    let (replaces, work) = match action {
        WorkAction::AddNote {
            replaces,
            account,
            text,
        } => {
            known(life, account)?;
            required(text, "note-text")?;
            let note = Note {
                account: account.clone(),
                text: text.trim().to_owned(),
            };
            (*replaces, Work::Note(note))
        }
        WorkAction::LogTouch {
            replaces,
            account,
            kind,
            date,
            minutes,
            outcome,
        } => {
            known(life, account)?;
            if *date > on {
                return Err(Failure::new("touch-date"));
            }
            let touch = Touch {
                account: account.clone(),
                date: *date,
                kind: codes::touch(*kind).to_owned(),
                channel: String::new(),
                minutes: *minutes,
                outcome: outcome.trim().to_owned(),
            };
            (*replaces, Work::Touch(touch))
        }
        WorkAction::HandOff(edit) => return handed_off(life, log, on, edit),
        WorkAction::Promise {
            replaces,
            account,
            text,
        } => {
            known(life, account)?;
            let made = Proposition {
                account: account.clone(),
                text: in_numbers(text)?,
                first: root(log, *replaces),
            };
            (*replaces, Work::Proposition(made))
        }
        WorkAction::Achieve {
            replaces,
            account,
            promise,
            text,
            on: shown_on,
        } => {
            known(life, account)?;
            let mut promises = proposition::propositions(log, account, on).into_iter();
            if *promise != 0 && !promises.any(|made| made.root() == *promise) {
                return Err(unknown(*promise));
            }
            if *shown_on > on {
                return Err(Failure::new("achieved-date"));
            }
            let said = Achieved {
                account: account.clone(),
                promise: *promise,
                text: in_numbers(text)?,
                on: *shown_on,
            };
            (*replaces, Work::Achieved(said))
        }
        WorkAction::SetDate(edit) => (edit.replaces, date(life, log, edit)?),
        WorkAction::ChangeProcess(edit) => (edit.replaces, process(life, edit)?),
        WorkAction::ReviewStage {
            replaces,
            stage,
            on: reviewed_on,
            note,
            next_on,
        } => {
            let set = life.plan.model().stages().set();
            if set.is_none_or(|set| set.position(stage).is_none()) {
                return Err(Failure::new("stage-unknown").with("stage", stage));
            }
            if *reviewed_on > on {
                return Err(Failure::new("review-date"));
            }
            if next_on.is_some_and(|next| next <= *reviewed_on) {
                return Err(Failure::new("review-next"));
            }
            let review = StageReview {
                stage: stage.clone(),
                reviewed_on: *reviewed_on,
                note: note.trim().to_owned(),
                next_on: *next_on,
            };
            (*replaces, Work::Review(review))
        }
        WorkAction::AssessMaturity { answers, note } => {
            let is_level = |answer: &u8| (1..=HIGHEST).contains(answer);
            if answers.len() != QUESTIONS.len() || !answers.iter().all(is_level) {
                return Err(Failure::new("maturity-answers"));
            }
            let questions = QUESTIONS.iter().map(|id| (*id).to_owned());
            let said = Assessment {
                answers: questions.zip(answers.iter().copied()).collect(),
                note: note.trim().to_owned(),
            };
            (None, Work::Assessment(said))
        }
        WorkAction::TakeBack { entry } => return Ok(vec![taken_back(log, on, *entry, None)?]),
        _ => return Err(crate::not_ours()),
    };
    let gone = replaces.map(|entry| taken_back(log, on, entry, Some(&work)));
    let gone = gone.transpose()?;
    Ok(gone.into_iter().chain([work]).collect())
}

fn unknown(entry: u64) -> Failure {
    Failure::new("entry-unknown").with("entry", entry.to_string())
}

fn in_numbers(text: &str) -> Result<String, Failure> {
    proposition::check(text).map_err(|refused| Failure::new(refused.code()))?;
    Ok(text.trim().to_owned())
}

/// The withdrawal of a record that stands; `by` what takes its place, which is of the same kind and
/// account.
fn taken_back(log: &WorkLog, on: Day, id: u64, by: Option<&Work>) -> Result<Work, Failure> {
    let entry = log.standing(on).find(|entry| entry.id == id);
    let entry = entry.ok_or_else(|| unknown(id))?;
    let is_record = matches!(
        entry.work,
        Work::Note(_)
            | Work::Touch(_)
            | Work::HandOff(_)
            | Work::Proposition(_)
            | Work::Achieved(_)
            | Work::Date(_)
            | Work::Process(_)
            | Work::Review(_)
            | Work::Assessment(_)
    );
    let fits = by.is_none_or(|by| {
        let same_kind = std::mem::discriminant(by) == std::mem::discriminant(&entry.work);
        same_kind && by.account() == entry.account()
    });
    if is_record && fits {
        Ok(Work::Withdraw(id))
    } else {
        Err(unknown(id))
    }
}

/// By what tasks and values name the record that is replaced; 0 where none is.
fn root(log: &WorkLog, replaces: Option<u64>) -> u64 {
    let entry = replaces.and_then(|id| log.entry(id));
    entry.map_or(0, |entry| match &entry.work {
        Work::Date(date) => date.root(entry.id),
        Work::Proposition(made) => made.root(entry.id),
        _ => 0,
    })
}

/// A hand-off says everything anew, so what was said before is taken back; what is as in the accounts
/// table is left to it.
fn handed_off(
    life: &Life,
    log: &WorkLog,
    on: Day,
    edit: &HandOffEdit,
) -> Result<Vec<Work>, Failure> {
    known(life, &edit.account)?;
    let account = life.data().account(&edit.account).unwrap_or_default();
    let table = hand_off(life.data(), &WorkLog::default(), account, on).said;
    let differs = |said: &str, table: &str| match said.trim() {
        said if said == table => String::new(),
        said => said.to_owned(),
    };
    let said = HandOff {
        account: edit.account.clone(),
        purchase_intent: differs(&edit.purchase_intent, &table.purchase_intent),
        problem: differs(&edit.problem, &table.problem),
        expected_by: edit.expected_by.filter(|by| Some(*by) != table.expected_by),
        promises: edit.promises.trim().to_owned(),
        customer_duties: edit.customer_duties.trim().to_owned(),
        our_duties: edit.our_duties.trim().to_owned(),
        confirmation: edit.confirmation.trim().to_owned(),
        accepted_on: edit.accepted_on,
        implementer: edit.implementer.trim().to_owned(),
        success: edit.success.trim().to_owned(),
        steady_on: edit.steady_on,
    };
    let filled = |said: &str, table: &str| !said.is_empty() || !table.trim().is_empty();
    let complete = filled(&said.purchase_intent, &table.purchase_intent)
        && filled(&said.problem, &table.problem)
        && said.expected_by.or(table.expected_by).is_some();
    if !complete {
        return Err(Failure::new("hand-off-missing"));
    }
    if let Some(steady) = said.steady_on
        && said.accepted_on.is_none_or(|accepted| steady < accepted)
    {
        return Err(Failure::new("hand-off-dates"));
    }
    let earlier = log
        .standing(on)
        .filter(|entry| matches!(&entry.work, Work::HandOff(held) if held.account == edit.account));
    let mut works: Vec<Work> = earlier.map(|entry| Work::Withdraw(entry.id)).collect();
    works.push(Work::HandOff(said));
    Ok(works)
}

fn date(life: &Life, log: &WorkLog, edit: &DateEdit) -> Result<Work, Failure> {
    known(life, &edit.account)?;
    required(&edit.title, "date-title")?;
    if edit.ahead_days > AHEAD_DAYS_MAX {
        return Err(Failure::new("date-ahead"));
    }
    Ok(Work::Date(SpecialDate {
        account: edit.account.clone(),
        title: edit.title.trim().to_owned(),
        on: edit.on,
        yearly: edit.yearly,
        ahead_days: edit.ahead_days,
        first: root(log, edit.replaces),
    }))
}

fn process(life: &Life, edit: &ProcessEdit) -> Result<Work, Failure> {
    required(&edit.title, "process-title")?;
    let model = life.plan.model();
    let mut causes = model.signals().iter().flat_map(|signal| &signal.causes);
    if !edit.cause.is_empty() && !causes.any(|cause| cause.id == edit.cause) {
        return Err(Failure::new("cause-unknown").with("cause", &edit.cause));
    }
    if !edit.metric.is_empty() && model.metric(&edit.metric).is_none() {
        return Err(Failure::new("unknown-metric").with("metric", &edit.metric));
    }
    let numbers = [edit.before, edit.after];
    let is_number = |number: &Option<f64>| number.is_none_or(f64::is_finite);
    // One without the other says nothing of what changed.
    if !numbers.iter().all(is_number) || edit.before.is_some() != edit.after.is_some() {
        return Err(Failure::new("process-number"));
    }
    Ok(Work::Process(ProcessChange {
        title: edit.title.trim().to_owned(),
        from: edit.from,
        cause: edit.cause.clone(),
        metric: edit.metric.clone(),
        before: edit.before,
        after: edit.after,
        unit: edit.unit.trim().to_owned(),
    }))
}
