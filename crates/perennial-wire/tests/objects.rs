//! Requests and replies as JavaScript sees them. Needs a JavaScript engine, so wasm32 only.
#![cfg(target_arch = "wasm32")]

use js_sys::{JSON, Reflect};
use perennial_protocol::view::TotalsView;
use perennial_protocol::{
    Event, Failure, FromWorker, Request, Response, ToWorker, decode as decode_request, encode,
};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

fn object(json: &str) -> JsValue {
    JSON::parse(json).unwrap()
}

fn json(message: &FromWorker) -> String {
    let object = perennial_wire::decode(&encode(message).unwrap()).unwrap();
    JSON::stringify(&object).unwrap().into()
}

#[wasm_bindgen_test]
fn an_object_becomes_the_request_it_describes() {
    let weights = r#"{"id":3,"body":{"WhatIf":{"dates":["2025-06-30"],"weights":[["nps",2.5]]}}}"#;
    let bytes = perennial_wire::encode(object(weights)).unwrap().to_vec();
    let request = ToWorker {
        id: 3,
        body: Request::WhatIf {
            dates: vec!["2025-06-30".parse().unwrap()],
            weights: vec![("nps".to_owned(), 2.5)],
        },
    };
    assert_eq!(decode_request::<ToWorker>(&bytes).unwrap(), request);
}

#[wasm_bindgen_test]
fn a_message_becomes_plain_objects() {
    let totals = TotalsView {
        as_of: "2025-06-30".parse().unwrap(),
        by_band: [0, 1, 2, 3],
        names: Vec::new(),
        n_scored: 6,
        sum: 412.25,
    };
    let reply = FromWorker::Reply {
        id: 3,
        result: Ok(Response::Totals(vec![totals])),
    };
    assert_eq!(
        json(&reply),
        r#"{"Reply":{"id":3,"result":{"Ok":{"Totals":[{"as_of":"2025-06-30","by_band":[0,1,2,3],"n_scored":6,"sum":412.25}]}}}}"#
    );
    let failed = FromWorker::Reply {
        id: 4,
        result: Err(Failure::new("no-rows").with("file", "a.csv")),
    };
    assert_eq!(
        json(&failed),
        r#"{"Reply":{"id":4,"result":{"Err":{"code":"no-rows","args":[["file","a.csv"]]}}}}"#
    );
    let revision = (1_u64 << 53) - 1;
    let saved = FromWorker::Event(Event::Saved { revision });
    assert_eq!(
        json(&saved),
        r#"{"Event":{"Saved":{"revision":9007199254740991}}}"#
    );
}

#[wasm_bindgen_test]
fn what_is_not_understood_is_an_error_with_a_code() {
    let code = |error: JsValue| Reflect::get(&error, &"code".into()).unwrap().as_string();
    let unknown = perennial_wire::encode(object(r#"{"id":1,"body":"Fly"}"#)).unwrap_err();
    assert_eq!(code(unknown).as_deref(), Some("not-a-request"));
    let cut = perennial_wire::decode(&[1]).unwrap_err();
    assert_eq!(code(cut).as_deref(), Some("not-a-message"));
    let event = FromWorker::Event(Event::Saved { revision: u64::MAX });
    let too_big = perennial_wire::decode(&encode(&event).unwrap()).unwrap_err();
    assert_eq!(code(too_big).as_deref(), Some("not-a-message"));
}
