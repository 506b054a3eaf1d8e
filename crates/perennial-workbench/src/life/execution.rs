//! How stages are worked on: the shape of care, the consistency matrix, WHO × HOW × WHAT (SPEC §6).

use crate::life::today::Today;
use crate::life::tracking::Life;
use crate::session::count;
use perennial_engine::model::life::StageSet;
use perennial_life::cadence::last_touches;
use perennial_life::diagnosis::{StageWork, Verdict, stage_work};
use perennial_life::matrix::{Flag, MatrixRow, matrix};
use perennial_life::play::{PlayBook, Source};
use perennial_life::shape::{
    Effort, PlanInputs, Shape, executed, ideal_course, lost_for_thin_middle, planned, terms,
};
use perennial_life::task::{Task, tasks_since};
use perennial_life::work::Work;
use perennial_protocol::view::{DiagnosisView, MatrixRowView, Pace, ShapeView, StageColumn};

/// Days that the diagnosis looks back on.
const LOOK_BACK_DAYS: i32 = 90;

/// Effort over the thirds of the terms, planned and executed.
pub(crate) fn shape((life, today): (&Life, &Today), set: &StageSet) -> ShapeView {
    let model = life.plan.model();
    let book = PlayBook::new(model);
    let contracts = &today.observed.contracts;
    let terms = terms(contracts);
    let done = executed(life.data(), life.log(), &terms, today.as_of());
    let inputs = PlanInputs {
        book: &book,
        audience: &today.audience,
        tiers: model.tiers(),
        services: &today.services,
        calendar: &life.calendar,
    };
    let mut by_shape = [0; 3];
    let mut n_without = 0;
    let (mut plan, mut all) = (Effort::default(), Effort::default());
    let add = |sum: &mut Effort, one: &Effort| {
        for (sum, n) in sum.thirds.iter_mut().zip(one.thirds) {
            *sum = sum.saturating_add(n);
        }
    };
    for (account, term) in (0_u32..).zip(&terms) {
        let Some(term) = term.filter(|_| today.exists(account as usize)) else {
            continue;
        };
        let course = ideal_course(set, account, term, &model.stages().renewal_window);
        add(&mut plan, &planned(&inputs, term, &course));
        // Only a term that is nearly over has a shape.
        if term.third(today.as_of()).is_some_and(|third| third < 2) {
            continue;
        }
        let effort = done.get(account as usize).copied().unwrap_or_default();
        add(&mut all, &effort);
        match effort.shape() {
            Some(Shape::Club) => by_shape[0] += 1,
            Some(Shape::Dumbbell) => by_shape[1] += 1,
            Some(Shape::Balanced) => by_shape[2] += 1,
            None => n_without += 1,
        }
    }
    ShapeView {
        planned: plan.shares(),
        executed: all.shares(),
        by_shape,
        n_without,
        dumbbell_losses: count(lost_for_thin_middle(life.data(), contracts).len()),
    }
}

/// Need × goal × play × evidence: a row per play of each stage, and one for a stage without any.
pub(crate) fn matrix_rows((life, today): (&Life, &Today), order: &[usize]) -> Vec<MatrixRowView> {
    let model = life.plan.model();
    let book = PlayBook::new(model);
    let mut views = Vec::new();
    for row in matrix(model, &book, life.log(), today.as_of()) {
        let Source::Stage(at) = row.source else {
            continue;
        };
        let Some(stage) = order.iter().position(|&stage| stage == usize::from(at)) else {
            continue;
        };
        if row.plays.is_empty() {
            views.push(matrix_row(&row, count(stage), None, &book));
        }
        let plays = row.plays.iter();
        views.extend(plays.map(|&play| matrix_row(&row, count(stage), Some(play), &book)));
    }
    views
}

fn matrix_row(
    row: &MatrixRow<'_>,
    stage: u32,
    play: Option<usize>,
    book: &PlayBook<'_>,
) -> MatrixRowView {
    let spec = play.and_then(|at| book.plays().get(at));
    let tasks = spec.map_or(&[][..], |play| play.tasks.as_slice());
    let shown = tasks.iter().filter(|task| task.evidence.is_some()).count();
    let code = |flag: &Flag| match *flag {
        Flag::NoNeed => Some("stage-without-need"),
        Flag::NeedWithoutPlay => Some("need-without-play"),
        // Once per stage.
        Flag::ReviewDue if play == row.plays.first().copied() => Some("review-due"),
        Flag::PlayWithoutNeed(at) if Some(at) == play => Some("play-without-need"),
        Flag::PlayWithoutEvidence(at) if Some(at) == play => Some("play-without-evidence"),
        _ => None,
    };
    MatrixRowView {
        stage,
        need: spec
            .and_then(|play| play.need.clone())
            .or_else(|| row.card.need.clone()),
        goal: spec
            .and_then(|play| play.goal.clone())
            .or_else(|| row.card.goal.clone()),
        play: spec.map(|play| play.title.clone()),
        evidence: (count(shown), count(tasks.len())),
        findings: row
            .flags
            .iter()
            .filter_map(code)
            .map(str::to_owned)
            .collect(),
    }
}

/// WHO × HOW × WHAT per stage, over the last 90 days.
pub(crate) fn diagnosis(
    (life, today): (&Life, &Today),
    order: &[usize],
    columns: &[StageColumn],
) -> Vec<DiagnosisView> {
    let book = PlayBook::new(life.plan.model());
    let as_of = today.as_of();
    let since = as_of.plus_days(-LOOK_BACK_DAYS);
    let tasks = today.with_tasks(life, &book, |inputs| tasks_since(inputs, since));
    let observation = &today.observed.observation;
    let n = observation.stages().len();
    let stages: Vec<Option<usize>> = (0..n).map(|account| observation.stage(account)).collect();
    let touches = last_touches(life.data(), life.log(), as_of);
    let entries = life.log().entries();
    let done_on = |task: &Task| {
        let id = task.decided?;
        let at = entries.binary_search_by_key(&id, |entry| entry.id).ok()?;
        entries.get(at).map(|entry| entry.on.number())
    };
    let is_recorded = entries
        .iter()
        .any(|entry| matches!(entry.work, Work::Task(_)));
    let n_stages = order.len();
    let work = stage_work(
        life.data(),
        (&stages, n_stages),
        (&touches, since.number()),
        (&book, &tasks),
        &done_on,
    );
    let view = |(stage, (&at, column)): (usize, (&usize, &StageColumn))| {
        let work = work.get(at)?;
        let paced: u32 = column.by_pace[..Pace::Unsaid as usize].iter().sum();
        let on_track = column.by_pace[Pace::OnTrack as usize];
        let result = (paced > 0).then(|| f64::from(on_track) / f64::from(paced));
        // Where nobody has taken anything down yet, nothing is known of how plays are carried out.
        let counted = if is_recorded {
            *work
        } else {
            StageWork { due: 0, ..*work }
        };
        let found = counted.diagnose(result);
        Some(DiagnosisView {
            stage: count(stage),
            who: found.who,
            how: found.how,
            result: found.what,
            finding: finding(found.verdict).to_owned(),
        })
    };
    order
        .iter()
        .zip(columns)
        .enumerate()
        .filter_map(view)
        .collect()
}

fn finding(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Unknown => "unknown",
        Verdict::Sound => "fine",
        Verdict::ResultAlone => "result-alone",
        Verdict::Who => "staff",
        Verdict::WhoAndHow => "staff-and-execute",
        Verdict::How => "execute",
        Verdict::What => "review-what",
    }
}
