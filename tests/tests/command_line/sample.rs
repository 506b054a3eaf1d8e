//! What is exported comes in again as it was: the sample by way of files is the sample.

use crate::{sample_files, score};
use perennial_data::{AccountIdx, Csv, Dataset, Day, Language, merge};
use perennial_engine::model::BandId;
use perennial_engine::{Compiled, Model, evaluate, shipped};
use perennial_tests::{Scratch, perennial};

/// `perennial score --format csv`, by the engine and without files.
fn direct(language: Language, made_on: Day, as_of: Day, model: &str) -> String {
    let (data, _) = merge(
        &Dataset::default(),
        perennial_sample::portfolio(language, made_on),
    );
    let model = shipped()
        .into_iter()
        .find(|shipped| shipped.id == model)
        .unwrap();
    let compiled = Compiled::new(&Model::parse(model.json()).unwrap()).unwrap();
    let run = evaluate(&data, &compiled, &[], as_of);
    let text = |value: Option<f64>| value.map_or_else(String::new, |value| value.to_string());
    let mut csv = Csv::default();
    let headers = "id,name,health,band,coverage,outcome,experience,variant,cap,override";
    headers.split(',').for_each(|header| csv.field(header));
    csv.end_row();
    for account in 0..AccountIdx::try_from(data.n_accounts()).unwrap() {
        let health = run.evaluation.account(account as usize).unwrap();
        if !health.exists {
            continue;
        }
        let model = compiled.model();
        let variant = run.measures.variant(account as usize, &compiled);
        let variant = variant.map_or("", |at| &model.variants[at].id);
        let cap = health.cap.map_or("", |at| &model.caps[at].id);
        let band = match health.band {
            Some(BandId::Red) => "red",
            Some(BandId::Yellow) => "yellow",
            Some(BandId::Green) => "green",
            None => "grey",
        };
        csv.field(data.account_id(account).unwrap());
        csv.text(data.account_name(account).unwrap());
        csv.field(&text(health.value));
        csv.field(band);
        csv.field(&health.coverage.to_string());
        csv.field(&text(health.outcome));
        csv.field(&text(health.experience));
        csv.field(variant);
        csv.field(cap);
        csv.field("");
        csv.end_row();
    }
    csv.finish()
}

#[test]
fn the_sample_scored_from_its_files_is_the_sample_scored_directly() {
    for (language, tag) in [(Language::Zh, "zh"), (Language::En, "en")] {
        let scratch = Scratch::new(&format!("sample-{tag}"));
        let files = sample_files(&scratch, tag, "2026-03-01");
        assert_eq!(files.len(), 13, "a file for each table");
        for (model, as_of) in [
            ("b2b-saas", "2026-03-01"),
            ("b2b-saas", "2025-06-30"),
            ("key-account", "2026-03-01"),
        ] {
            // Strict: no question, nothing set aside.
            let more = ["--format", "csv", "--model", model, "--strict"];
            let scored = perennial(score(&files, as_of, &more)).expect_done();
            let made_on = "2026-03-01".parse().unwrap();
            let expect = direct(language, made_on, as_of.parse().unwrap(), model);
            let differs = scored.lines().zip(expect.lines()).find(|(a, b)| a != b);
            assert_eq!(differs, None, "{tag} {model} {as_of}");
            assert_eq!(scored.len(), expect.len(), "{tag} {model} {as_of}");
        }
    }
}

#[test]
fn an_explanation_sums_to_health_and_its_change_to_the_difference() {
    let scratch = Scratch::new("explain");
    let files = sample_files(&scratch, "en", "2026-03-01");
    let mut n_changed = 0;
    for account in ["C001", "C003", "C010"] {
        let mut arguments = score(&files, "2026-03-01", &["--format", "json"]);
        arguments.splice(0..3, ["explain", account].map(str::to_owned));
        arguments.extend(["--from", "2025-12-01", "--to", "2026-03-01"].map(str::to_owned));
        let out = perennial(arguments).expect_done();
        let result: serde_json::Value = serde_json::from_str(&out).unwrap();
        let measures = result["explanation"]["measures"].as_array().unwrap();
        let parts = measures.iter().map(|m| m["contribution"].as_f64().unwrap());
        let health = result["explanation"]["health"].as_f64().unwrap();
        assert!((parts.sum::<f64>() - health).abs() < 1e-9, "{account}");
        let change = &result["change"];
        let Some(difference) = change["difference"].as_f64() else {
            continue;
        };
        n_changed += 1;
        let parts = &change["parts"];
        let single = ["model", "variant", "data", "caps", "overridden"];
        let single = single.map(|part| parts[part].as_f64().unwrap());
        let behaviour = parts["behaviour"].as_array().unwrap().iter();
        let behaviour = behaviour.map(|b| b["part"].as_f64().unwrap());
        let sum = single.into_iter().chain(behaviour).sum::<f64>();
        assert!((sum - difference).abs() < 1e-9, "{account}");
    }
    assert!(n_changed >= 2);
}
