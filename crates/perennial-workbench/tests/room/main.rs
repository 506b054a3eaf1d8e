//! What the model room promises: a what-if is what saving brings, every step can be taken back, versions are
//! found again, a stored workspace has its draft, and what is said of a model's robustness is so.

#![allow(clippy::unwrap_used, clippy::expect_used)] // helpers of tests stand outside test functions

mod change;
#[path = "../common/mod.rs"]
mod common;
mod drafts;
mod meet;
mod outlook;
mod robust;

use common::today;
use perennial_engine::Model;
use perennial_engine::model::edit::{Edit, SetBands, SetTransform, Weight, Weighted};
use perennial_engine::model::{Band, BandId, Linear, Transform, pack, unpack};
use perennial_protocol::view::{ModelAction, ModelAnswer, ModelQuery, RoomView, WhatIfView};
use perennial_protocol::{Failure, Packed, Request, Response};
use perennial_workbench::Workbench;

pub(crate) fn ask(bench: &mut Workbench, query: &ModelQuery) -> Result<ModelAnswer, Failure> {
    match bench.handle(&Request::ModelRoom(Packed::of(query).unwrap()))? {
        Response::Model(answer) => Ok(answer.read().unwrap()),
        other => panic!("{other:?}"),
    }
}

pub(crate) fn room(bench: &mut Workbench) -> RoomView {
    match ask(bench, &ModelQuery::Room { as_of: today() }).unwrap() {
        ModelAnswer::Room(view) => *view,
        other => panic!("{other:?}"),
    }
}

pub(crate) fn what_if(bench: &mut Workbench, edits: &[Edit]) -> Result<WhatIfView, Failure> {
    let query = ModelQuery::WhatIf {
        as_of: today(),
        edits: pack(&edits.to_vec()),
    };
    match ask(bench, &query)? {
        ModelAnswer::WhatIf(view) => Ok(*view),
        other => panic!("{other:?}"),
    }
}

pub(crate) fn act(bench: &mut Workbench, action: &ModelAction) -> Result<(), Failure> {
    let request = Request::EditModel(Packed::of(action).unwrap());
    bench.handle(&request).map(|_| ())
}

pub(crate) fn edit(bench: &mut Workbench, edits: &[Edit]) {
    let edits = pack(&edits.to_vec());
    act(bench, &ModelAction::Edit { edits }).unwrap();
}

pub(crate) fn save(bench: &mut Workbench, name: &str) -> Result<(), Failure> {
    let action = ModelAction::Save {
        name: name.to_owned(),
        author: "王芳".to_owned(),
        note: "workshop".to_owned(),
        on: today(),
    };
    act(bench, &action)
}

pub(crate) fn document(view: &RoomView) -> Model {
    unpack(&view.document).unwrap()
}

pub(crate) fn weigh(id: &str, share: f64) -> Edit {
    Edit::Weight(Weight {
        of: Weighted::Measure(id.to_owned()),
        share,
        locked: Vec::new(),
    })
}

pub(crate) fn curve(id: &str, worst: f64, best: f64) -> Edit {
    Edit::Transform(SetTransform {
        measure: id.to_owned(),
        variant: None,
        to: Some(Transform::Linear(Linear { worst, best })),
    })
}

pub(crate) fn cuts(watch: f64, healthy: f64) -> Edit {
    let band = |id, from, to| Band { id, from, to };
    Edit::Bands(SetBands {
        variant: None,
        to: Some(vec![
            band(BandId::Red, 0.0, watch),
            band(BandId::Yellow, watch, healthy),
            band(BandId::Green, healthy, 100.0),
        ]),
    })
}
