//! What a draft of the model does to alerts and tasks is what is there once it is in force.

use crate::scene::{inbox, query, small, today};
use perennial_engine::model::edit::{Edit, SetBands};
use perennial_engine::model::{Band, BandId, pack};
use perennial_protocol::view::{CascadeView, ItemKind, ModelAction, ModelQuery, ShiftView};
use perennial_protocol::{Failure, Packed, Request, Response};
use perennial_workbench::Workbench;

fn cascade(bench: &mut Workbench) -> Result<CascadeView, Failure> {
    let request = Request::Cascade { as_of: today() };
    // As a host does: days of both models first, a few at a time.
    while bench.life_wanted(&request).is_some() {
        bench.life_step(&request, 40);
    }
    match bench.handle(&request)? {
        Response::Cascade(view) => Ok(view.read().unwrap()),
        other => panic!("{other:?}"),
    }
}

fn act(bench: &mut Workbench, action: &ModelAction) {
    let request = Request::EditModel(Packed::of(action).unwrap());
    bench.handle(&request).unwrap();
}

fn tasks(bench: &mut Workbench) -> i64 {
    let mut all = query(today());
    all.only = Some(ItemKind::Task);
    all.horizon_days = 100_000;
    i64::from(inbox(bench, all).n_items)
}

#[test]
fn what_opens_and_goes_is_what_is_there_once_the_draft_is_in_force() {
    let mut bench = small();
    assert_eq!(cascade(&mut bench).unwrap_err().code, "no-draft");
    let before = tasks(&mut bench);
    // Everybody is at risk.
    let band = |id, from, to| Band { id, from, to };
    let strict = Edit::Bands(SetBands {
        variant: None,
        to: Some(vec![
            band(BandId::Red, 0.0, 99.0),
            band(BandId::Green, 99.0, 100.0),
        ]),
    });
    // Little is known of these customers: a colour all the same.
    let edits = pack(&vec![strict, Edit::Coverage(0.0)]);
    act(&mut bench, &ModelAction::Edit { edits });
    let view = cascade(&mut bench).unwrap();
    let of_kinds = |shift: &ShiftView| shift.kinds.iter().map(|(_, n)| n).sum::<u32>();
    for shift in [
        &view.alerts_go,
        &view.alerts_open,
        &view.tasks_go,
        &view.tasks_open,
    ] {
        assert_eq!(of_kinds(shift), shift.n);
    }
    assert!(view.tasks_open.n > 0, "{view:?}");
    // Asked again, nothing is worked out anew; the model in force is as it was.
    assert_eq!(cascade(&mut bench).unwrap(), view);
    assert_eq!(tasks(&mut bench), before);
    let as_of = today();
    let room = Packed::of(&ModelQuery::Room { as_of }).unwrap();
    bench.handle(&Request::ModelRoom(room)).unwrap();
    act(
        &mut bench,
        &ModelAction::Save {
            name: "strict".to_owned(),
            author: String::new(),
            note: String::new(),
            on: today(),
        },
    );
    let moved = i64::from(view.tasks_open.n) - i64::from(view.tasks_go.n);
    assert_eq!(tasks(&mut bench) - before, moved);
}
