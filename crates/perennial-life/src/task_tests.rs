//! Tasks follow their occasion, and what people did follows its task.

use super::*;
use crate::sketch;
use crate::tier::service_levels;
use crate::work::{Shift, TaskWork};
use perennial_data::Bilingual;
use perennial_engine::vectors::dataset;
use perennial_model::Model;
use perennial_model::life::{Cadence, Every, Trigger};
use serde_json::json;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// One play of three tasks on the signal `quiet`, a weekly tip while the first stage lasts, accounts
/// a and b of which a has an owner.
struct Scene {
    model: Model,
    data: Dataset,
    log: WorkLog,
    occasions: Vec<Occasion>,
}

const QUIET: Source = Source::Signal(0);
const STAGE: Source = Source::Stage(0);

impl Scene {
    fn new() -> Self {
        let mut model = sketch::model();
        let stage = model.stages().set().unwrap().stages[0].id.clone();
        let tasks = ["look", "call", "report"];
        let tasks: Vec<_> = tasks
            .iter()
            .zip([0, 2, 7])
            .map(|(id, days)| sketch::task(id, days))
            .collect();
        model.plays = Some(vec![
            sketch::play("wake", Trigger::Signal("quiet".to_owned()), &tasks),
            sketch::play(
                "welcome",
                Trigger::Stage(stage.clone()),
                &[sketch::task("hello", 1)],
            ),
        ]);
        model.cadences = Some(vec![Cadence {
            id: "tip".to_owned(),
            title: Bilingual::same("tip"),
            trigger: Trigger::Stage(stage),
            tiers: Vec::new(),
            applies_to: Vec::new(),
            every: Every::Weeks(1),
            faster: Vec::new(),
            task: sketch::task("send", 0),
        }]);
        let data = json!({"accounts": [{"account_id": "a", "owner": "Lin"}, {"account_id": "b"}]});
        Self {
            model,
            data: dataset(&data).unwrap(),
            log: WorkLog::default(),
            occasions: Vec::new(),
        }
    }

    fn occasion(&mut self, account: u32, source: Source, from: &str, until: Option<&str>) {
        self.occasions.push(Occasion {
            account,
            source,
            from: day(from),
            until: until.map(day),
            earlier: false,
        });
    }

    fn act(&mut self, on: &str, task: TaskKey, act: TaskAct) -> u64 {
        let work = TaskWork {
            account: "a".to_owned(),
            task,
            act,
        };
        self.log.push("Wu", day(on), Work::Task(work))
    }

    fn shift(&mut self, on: &str, trigger_on: &str, days: i32) -> u64 {
        let shift = Shift {
            account: "a".to_owned(),
            play: "wake".to_owned(),
            trigger_on: day(trigger_on),
            days,
            reason: "holiday".to_owned(),
        };
        self.log.push("Wu", day(on), Work::Shift(shift))
    }

    fn with<T>(&self, on: &str, then: impl FnOnce(&TaskInputs<'_>) -> T) -> T {
        let book = PlayBook::new(&self.model);
        let audience = Audience::new(&book, &sketch::tiers(&[0, 3]), &|_| vec![true; 2]);
        let tiers = Tiers::default();
        let services = service_levels(&tiers.service_levels, &[true; 2], &|_| Vec::new());
        then(&TaskInputs {
            data: &self.data,
            as_of: day(on),
            book: &book,
            audience: &audience,
            occasions: &self.occasions,
            tiers: &tiers,
            services: &services,
            calendar: &Calendar::weekends(),
            log: &self.log,
            holds: &|_, _, _| false,
        })
    }

    fn tasks(&self, on: &str) -> Vec<Task> {
        self.with(on, tasks)
    }

    /// Due days and states of the tasks.
    fn rows(&self, on: &str) -> Vec<(String, TaskState)> {
        let tasks = self.tasks(on).into_iter();
        tasks
            .map(|task| (task.due.to_string(), task.state))
            .collect()
    }
}

fn key(task: &str, trigger_on: &str) -> TaskKey {
    TaskKey::Play {
        play: "wake".to_owned(),
        task: task.to_owned(),
        trigger_on: day(trigger_on),
    }
}

fn rows(rows: &[(&str, TaskState)]) -> Vec<(String, TaskState)> {
    rows.iter()
        .map(|&(due, state)| (due.to_owned(), state))
        .collect()
}

use TaskState::{Done, Lapsed, Open, Skipped};

#[test]
fn an_automated_task_asks_for_nobody_once_its_day_is_over() {
    let mut scene = Scene::new();
    if let (Some(plays), Some(cadences)) = (&mut scene.model.plays, &mut scene.model.cadences) {
        plays[0].tasks[1].mode = TaskMode::Automated;
        cadences[0].task.mode = TaskMode::Automated;
    }
    scene.occasion(0, QUIET, "2026-11-16", None);
    let due = "2026-11-18";
    let state = |on: &str| scene.rows(on)[1].clone();
    assert_eq!(state(due), (due.to_owned(), Open));
    assert_eq!(state("2026-11-19"), (due.to_owned(), Lapsed));
    assert_eq!(scene.rows("2026-11-19")[0].1, Open, "by hand it stays");
    let mut weekly = Scene {
        occasions: Vec::new(),
        ..scene
    };
    weekly.occasion(0, STAGE, "2026-11-02", None);
    let tip = |on: &str| {
        weekly
            .tasks(on)
            .into_iter()
            .find(|t| t.began == day("2026-11-09"))
    };
    assert_eq!(tip("2026-11-09").map(|task| task.state), Some(Open));
    assert_eq!(tip("2026-11-10").map(|task| task.state), Some(Lapsed));
}

#[test]
fn a_plan_shifts_as_one_and_done_tasks_stay() {
    let mut scene = Scene::new();
    scene.occasion(0, QUIET, "2026-11-16", None);
    assert_eq!(
        scene.rows("2026-11-16"),
        rows(&[
            ("2026-11-16", Open),
            ("2026-11-18", Open),
            ("2026-11-23", Open),
        ])
    );
    scene.act(
        "2026-11-16",
        key("look", "2026-11-16"),
        TaskAct::Done("log".to_owned()),
    );
    // Wednesday + 3 is a Saturday.
    let shift = scene.shift("2026-11-17", "2026-11-16", 3);
    let shifted = rows(&[
        ("2026-11-16", Done),
        ("2026-11-23", Open),
        ("2026-11-26", Open),
    ]);
    assert_eq!(scene.rows("2026-11-17"), shifted);
    scene
        .log
        .push("Wu", day("2026-11-18"), Work::Withdraw(shift));
    let back = rows(&[
        ("2026-11-16", Done),
        ("2026-11-18", Open),
        ("2026-11-23", Open),
    ]);
    assert_eq!(scene.rows("2026-11-18"), back, "taken back");
    assert_eq!(scene.rows("2026-11-17"), shifted, "time travel");
}

#[test]
fn tasks_are_done_skipped_given_moved_and_opened_again() {
    let mut scene = Scene::new();
    scene.occasion(0, QUIET, "2026-11-16", None);
    let of = |task: &str| key(task, "2026-11-16");
    scene.act("2026-11-17", of("look"), TaskAct::Skip("known".to_owned()));
    scene.act("2026-11-17", of("call"), TaskAct::Assign("Gao".to_owned()));
    scene.act("2026-11-17", of("report"), TaskAct::Move(day("2026-11-29")));
    scene.act("2026-11-17", of("nothing"), TaskAct::Done(String::new()));
    assert_eq!(
        scene.rows("2026-11-17"),
        rows(&[
            ("2026-11-16", Skipped),
            ("2026-11-18", Open),
            // A Sunday that somebody chose.
            ("2026-11-29", Open),
        ])
    );
    scene.act("2026-11-18", of("look"), TaskAct::Reopen);
    let list = scene.tasks("2026-11-18");
    assert_eq!((list[0].state, list[0].decided), (Open, None));
    assert!(list[0].overdue(day("2026-11-18")) && !list[1].overdue(day("2026-11-18")));
    scene.with("2026-11-18", |inputs| {
        let words = |at: usize| describe(inputs, &list[at]);
        assert_eq!(
            (words(0).person, words(1).person),
            (Some("Lin"), Some("Gao"))
        );
        assert_eq!(words(1).title.map(|title| title.en.as_str()), Some("call"));
        assert_eq!(list[1].key(inputs.book, inputs.log), Some(of("call")));
    });
}

#[test]
fn an_action_follows_its_play_when_the_data_moves_the_beginning() {
    let mut scene = Scene::new();
    scene.act(
        "2026-11-17",
        key("look", "2026-11-16"),
        TaskAct::Done(String::new()),
    );
    scene.occasion(0, QUIET, "2026-11-13", None);
    assert_eq!(scene.rows("2026-11-17")[0].1, Done);
    // 31 days away yes, 32 no.
    scene.occasions[0].from = day("2026-10-16");
    assert_eq!(scene.rows("2026-11-17")[0].1, Done);
    scene.occasions[0].from = day("2026-10-15");
    assert_eq!(scene.rows("2026-11-17")[0].1, Open);
    // What was done for an alert that is over does not count for the next one.
    scene.occasions[0].from = day("2026-11-18");
    scene.occasion(0, QUIET, "2026-11-16", Some("2026-11-17"));
    assert_eq!(scene.rows("2026-11-18")[0].1, Open);
    assert_eq!(
        scene.tasks("2026-11-18").len(),
        3,
        "only the one that lasts has tasks"
    );
}

#[test]
fn unknown_ids_in_the_log_are_no_fault() {
    let mut scene = Scene::new();
    scene.occasion(0, QUIET, "2026-11-16", None);
    let nowhere = TaskKey::Play {
        play: "none".to_owned(),
        task: "none".to_owned(),
        trigger_on: day("2026-11-16"),
    };
    let cadence = TaskKey::Cadence {
        cadence: "none".to_owned(),
        on: day("2026-11-16"),
    };
    for task in [nowhere, cadence, TaskKey::Own(77)] {
        scene.act("2026-11-16", task, TaskAct::Done(String::new()));
    }
    scene.log.push("Wu", day("2026-11-16"), Work::Withdraw(500));
    scene.log.push(
        "Wu",
        day("2026-11-16"),
        Work::Task(TaskWork {
            account: "nobody".to_owned(),
            task: key("look", "2026-11-16"),
            act: TaskAct::Done(String::new()),
        }),
    );
    assert!(scene.rows("2026-11-16").iter().all(|row| row.1 == Open));
    scene.occasions.clear();
    assert!(scene.tasks("2026-11-16").is_empty());
}

#[test]
fn stages_bring_their_play_and_their_cadence_and_old_plays_lapse() {
    let mut scene = Scene::new();
    scene.occasion(0, STAGE, "2026-01-05", None);
    // Tuesday's hello long lapsed; the tip of Monday and the next one.
    assert_eq!(
        scene.rows("2026-03-18"),
        rows(&[
            ("2026-01-06", Lapsed),
            ("2026-03-16", Open),
            ("2026-03-23", Open),
        ])
    );
    let tip = TaskKey::Cadence {
        cadence: "tip".to_owned(),
        on: day("2026-03-16"),
    };
    scene.act("2026-03-17", tip, TaskAct::Done("sent".to_owned()));
    assert_eq!(
        scene.rows("2026-03-18")[1..],
        rows(&[("2026-03-16", Done), ("2026-03-23", Open)])
    );
    let edge = |on: &str| scene.rows(on)[0].1;
    assert_eq!((edge("2026-01-20"), edge("2026-01-21")), (Open, Lapsed));
}

#[test]
fn a_stay_whose_first_day_nobody_knows_brings_no_play_but_its_cadence() {
    let mut scene = Scene::new();
    scene.occasion(0, STAGE, "2026-03-16", None);
    assert_eq!(scene.rows("2026-03-18").len(), 2);
    scene.occasions[0].earlier = true;
    assert_eq!(scene.rows("2026-03-18"), rows(&[("2026-03-23", Open)]));
}

#[test]
fn what_was_asked_for_counts_until_its_occasion_ended() {
    let mut scene = Scene::new();
    scene.occasion(0, QUIET, "2026-11-02", Some("2026-11-06"));
    scene.act(
        "2026-11-03",
        key("look", "2026-11-02"),
        TaskAct::Done(String::new()),
    );
    let asked = |scene: &Scene, since: &str| {
        let tasks = scene.with("2026-11-20", |inputs| tasks_since(inputs, day(since)));
        let row = |task: &Task| (task.due.to_string(), task.state);
        tasks.iter().map(row).collect::<Vec<_>>()
    };
    // The report was due on the 9th, after the end.
    let expected = rows(&[("2026-11-02", Done), ("2026-11-04", Lapsed)]);
    assert_eq!(asked(&scene, "2026-11-01"), expected);
    assert_eq!(asked(&scene, "2026-11-03"), expected[1..]);
    assert!(asked(&scene, "2026-11-06").is_empty());
    scene.occasion(1, QUIET, "2026-11-16", None);
    assert_eq!(
        asked(&scene, "2026-11-06").len(),
        2,
        "not what is due later"
    );
}

#[test]
fn tasks_of_ones_own_are_done_like_others_and_may_concern_nobody() {
    let mut scene = Scene::new();
    let own = |account: &str, owner: &str| {
        Work::OwnTask(OwnTask {
            account: account.to_owned(),
            title: "Ask about the pilot".to_owned(),
            due_on: day("2026-11-21"),
            owner: owner.to_owned(),
        })
    };
    let first = scene.log.push("Wu", day("2026-11-16"), own("a", ""));
    scene
        .log
        .push("Wu", day("2026-11-16"), own("nobody", "Gao"));
    scene.act(
        "2026-11-17",
        TaskKey::Own(first),
        TaskAct::Done("yes".to_owned()),
    );
    let list = scene.tasks("2026-11-17");
    assert_eq!((list[0].account, list[0].state), (Some(0), Done));
    assert_eq!((list[1].account, list[1].due), (None, day("2026-11-21")));
    scene.with("2026-11-17", |inputs| {
        assert_eq!(
            describe(inputs, &list[0]).decided,
            Some(("yes", "Wu", day("2026-11-17")))
        );
        assert_eq!(describe(inputs, &list[0]).person, Some("Wu"));
        assert_eq!(describe(inputs, &list[1]).person, Some("Gao"));
    });
}

#[test]
fn the_inbox_shows_the_next_step_of_each_role_and_what_is_due() {
    let mut scene = Scene::new();
    if let Some(plays) = &mut scene.model.plays {
        plays[0].tasks[0].optional = true;
        plays[0].tasks[2].owner = perennial_model::life::Role::Sales;
    }
    scene.occasion(0, QUIET, "2026-11-16", None);
    scene.occasion(1, STAGE, "2026-11-12", None);
    let due = |scene: &Scene, until: &str| {
        let tasks = scene.with("2026-11-19", |inputs| inbox(inputs, day(until)));
        tasks
            .iter()
            .map(|task| task.due.to_string())
            .collect::<Vec<_>>()
    };
    // The call of the success manager, the report of sales; the hello and the tip of a week ago.
    assert_eq!(
        due(&scene, "2026-11-23"),
        ["2026-11-18", "2026-11-23", "2026-11-13", "2026-11-19"]
    );
    assert_eq!(due(&scene, "2026-11-18"), ["2026-11-18", "2026-11-13"]);
    scene.act(
        "2026-11-18",
        key("call", "2026-11-16"),
        TaskAct::Done(String::new()),
    );
    assert_eq!(
        due(&scene, "2026-11-18"),
        ["2026-11-16", "2026-11-13"],
        "the optional one is left"
    );
    scene.act(
        "2026-11-18",
        key("look", "2026-11-16"),
        TaskAct::Skip(String::new()),
    );
    assert_eq!(due(&scene, "2026-11-18"), ["2026-11-13"]);
}

#[test]
fn the_inbox_is_in_order_of_due_day_and_money_at_stake() {
    let mut scene = Scene::new();
    scene.occasion(0, QUIET, "2026-11-16", None);
    scene.occasion(1, QUIET, "2026-11-16", None);
    let mut list = scene.tasks("2026-11-16");
    sort_for_inbox(&mut list, &[10.0, 500.0]);
    let places: Vec<_> = list.iter().filter_map(|task| task.account).collect();
    assert_eq!(places, [1, 0, 1, 0, 1, 0]);
    sort_for_inbox(&mut list, &[f64::NAN]);
    assert_eq!(list[0].account, Some(0));
}

#[test]
fn a_special_date_asks_for_something_some_days_ahead_and_what_was_done_for_it_stays() {
    let mut scene = Scene::new();
    scene.occasions.clear();
    let date = |title: &str, first| {
        Work::Date(crate::work::SpecialDate {
            account: "a".to_owned(),
            title: title.to_owned(),
            on: day("2025-05-04"),
            yearly: true,
            ahead_days: 14,
            first,
        })
    };
    let root = scene.log.push("Wu", day("2026-04-01"), date("go-live", 0));
    let open = |scene: &Scene, on: &str, until: &str| {
        scene.with(on, |inputs| {
            let tasks = inbox(inputs, day(until)).into_iter();
            let task = |task: Task| {
                let words = describe(inputs, &task);
                let title = words.own_title.unwrap().to_owned();
                (title, task.due, words.person.map(str::to_owned))
            };
            tasks.map(task).collect::<Vec<_>>()
        })
    };
    let this_year = (
        "go-live".to_owned(),
        day("2026-04-20"),
        Some("Lin".to_owned()),
    );
    assert_eq!(open(&scene, "2026-04-01", "2026-04-19"), []);
    assert_eq!(open(&scene, "2026-04-01", "2026-04-20"), [this_year]);
    let done = Work::Task(TaskWork {
        account: "a".to_owned(),
        task: TaskKey::Date {
            root,
            on: day("2026-05-04"),
        },
        act: TaskAct::Done("card sent".to_owned()),
    });
    scene.log.push("Wu", day("2026-04-21"), done);
    assert_eq!(open(&scene, "2026-04-21", "2026-12-31"), []);
    // A correction keeps what was done; next year it comes again.
    scene
        .log
        .push("Wu", day("2026-04-22"), Work::Withdraw(root));
    scene
        .log
        .push("Wu", day("2026-04-22"), date("go-live day", root));
    assert_eq!(open(&scene, "2026-04-22", "2026-12-31"), []);
    let next = open(&scene, "2027-04-25", "2027-06-01");
    assert_eq!(
        next,
        [(
            "go-live day".to_owned(),
            day("2027-04-20"),
            Some("Lin".to_owned())
        )]
    );
    assert_eq!(open(&scene, "2027-05-18", "2027-06-01").len(), 1);
    assert_eq!(open(&scene, "2027-05-19", "2027-06-01"), [], "long past");
}
