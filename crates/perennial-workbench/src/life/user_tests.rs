//! Work that is stored must be read for ever: golden files of each version of its bytes.

use super::*;
use perennial_data::Day;
use perennial_life::work::{
    Achieved, AlertAct, AlertWork, Assessment, GoalWork, HandOff, ManualStage, Note, OwnTask,
    ProcessChange, Proposition, SpecialDate, StageReview, TaskAct, TaskKey, TaskWork, Work,
};

/// What version 1 wrote of [`first`].
const FIRST: &[u8] = include_bytes!("golden/work-1.bin");
/// What version 2 writes of [`second`].
const SECOND: &[u8] = include_bytes!("golden/work-2.bin");

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn text(text: &str) -> String {
    text.to_owned()
}

/// One of each record that version 1 knew and people could have.
fn first() -> UserWork {
    let a1 = || text("A1");
    let mut work = UserWork::default();
    let log = &mut work.log;
    let mut push = |author: &str, on: &str, said: Work| log.push(author, day(on), said);
    let close = AlertAct::Close {
        cause: text("personnel_change"),
        note: text("人员变动"),
        feedback: text("ok"),
    };
    let closed = AlertWork {
        account: a1(),
        signal: text("no_login_7"),
        act: close,
    };
    push("", "2026-01-05", Work::Alert(closed));
    let task = TaskKey::Play {
        play: text("renewal"),
        task: text("offer"),
        trigger_on: day("2026-01-02"),
    };
    let done = TaskWork {
        account: a1(),
        task,
        act: TaskAct::Done(text("mail")),
    };
    push("", "2026-01-06", Work::Task(done));
    let own = OwnTask {
        account: a1(),
        title: text("call"),
        due_on: day("2026-01-09"),
        owner: String::new(),
    };
    push("", "2026-01-06", Work::OwnTask(own));
    let goal = GoalWork {
        account: a1(),
        goal: text("g"),
        value: String::new(),
        unit: text("%"),
        baseline: None,
        target: Some(10.0),
        actual: Some(2.5),
        due_on: None,
        review_on: None,
        dropped: None,
    };
    push("", "2026-01-07", Work::Goal(goal));
    let held = ManualStage {
        account: a1(),
        stage: text("mature"),
        reason: text("r"),
        expires_on: day("2026-02-01"),
    };
    push("Wu", "2026-01-08", Work::Stage(held));
    let promise = Proposition {
        account: a1(),
        text: text("10 %"),
        first: 0,
    };
    push("Wu", "2026-01-09", Work::Proposition(promise));
    let hand_off = HandOff {
        account: a1(),
        purchase_intent: text("why"),
        problem: text("what"),
        expected_by: Some(day("2026-03-31")),
        promises: text("p"),
        customer_duties: text("c"),
        our_duties: text("o"),
        confirmation: text("w"),
        accepted_on: Some(day("2026-02-01")),
        ..HandOff::default()
    };
    push("Wu", "2026-01-10", Work::HandOff(hand_off));
    let change = ProcessChange {
        title: text("10 min"),
        from: day("2026-01-01"),
        cause: text("slow"),
        metric: text("m"),
        before: None,
        after: None,
        unit: String::new(),
    };
    push("Wu", "2026-01-11", Work::Process(change));
    let review = StageReview {
        stage: text("mature"),
        reviewed_on: day("2026-01-12"),
        note: text("fits"),
        next_on: Some(day("2026-04-01")),
    };
    push("Wu", "2026-01-12", Work::Review(review));
    push("", "2026-01-13", Work::Withdraw(6));
    work
}

/// The same and what version 2 added.
fn second() -> UserWork {
    let mut work = first();
    let on = day("2026-02-01");
    let reached = Achieved {
        account: text("A1"),
        promise: 6,
        text: text("−10 %"),
        on,
    };
    work.log.push("Li", on, Work::Achieved(reached));
    let date = SpecialDate {
        account: text("A1"),
        title: text("上线纪念日"),
        on,
        yearly: true,
        ahead_days: 14,
        first: 0,
    };
    work.log.push("Li", on, Work::Date(date));
    let key = TaskKey::Date { root: 12, on };
    let done = TaskWork {
        account: text("A1"),
        task: key,
        act: TaskAct::Done(String::new()),
    };
    work.log.push("Li", on, Work::Task(done));
    let said = Assessment {
        answers: vec![(text("work"), 2)],
        note: String::new(),
    };
    work.log.push("Li", on, Work::Assessment(said));
    work
}

#[test]
fn what_every_version_wrote_reads_and_is_written_in_the_newest() {
    assert_eq!(UserWork::read(FIRST).unwrap(), first());
    assert_eq!(UserWork::read(SECOND).unwrap(), second());
    assert_eq!(&*second().write().unwrap(), SECOND);
    let rewritten = first().write().unwrap();
    assert_eq!(UserWork::read(&rewritten).unwrap(), first());
    assert_eq!(UserWork::read(&[]).unwrap(), UserWork::default());
    // A note, as the very first build stored it.
    let note = [1, 1, 1, 2, 87, 117, 212, 191, 2, 4, 1, 97, 2, 104, 105, 0];
    let mut noted = UserWork::default();
    let said = Note {
        account: text("a"),
        text: text("hi"),
    };
    noted.log.push("Wu", day("2026-01-05"), Work::Note(said));
    assert_eq!(UserWork::read(&note).unwrap(), noted);
}

#[test]
fn bytes_of_a_later_version_and_broken_ones_are_told_apart() {
    let code = |bytes: &[u8]| UserWork::read(bytes).unwrap_err().code;
    assert_eq!(code(&[3, 0]), "newer-format");
    assert_eq!(code(&FIRST[..5]), "stored-damaged");
    assert_eq!(code(&SECOND[..5]), "stored-damaged");
}
