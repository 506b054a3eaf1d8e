//! Prints the TypeScript declarations of the package, from the Rust types: `types perennial` those of the library,
//! `types health` those of the custom element. `cargo xtask npm` puts them into the package.
#![allow(clippy::print_stdout)]

mod declare;
mod elements;
mod functions;

use declare::declarations;
use perennial_engine::{Change, Explanation, Model, model::MetricDecl};
use perennial_library::{Alerts, Lifecycle, Scores};
use perennial_snapshot::Snapshot;
use schemars::SchemaGenerator;
use schemars::generate::{Contract, SchemaSettings};
use serde_json::Value;

fn main() {
    let which = std::env::args().nth(1).unwrap_or_default();
    if which == "health" {
        print!("{}", elements::DECLARATIONS);
        return;
    }
    // What comes out has every field, with null for what is missing; what goes in may leave such fields out.
    let out = generate(Contract::Serialize, |types| {
        types.subschema_for::<Snapshot>();
        types.subschema_for::<Explanation>();
        types.subschema_for::<Change>();
        types.subschema_for::<Scores>();
        types.subschema_for::<Lifecycle>();
        types.subschema_for::<Alerts>();
        types.subschema_for::<MetricDecl>();
    });
    let model = generate(Contract::Deserialize, |types| {
        types.subschema_for::<Model>();
    });
    let new = |name: &str| out.get(name).is_none();
    let types = declarations(&out, |_| true, true) + &declarations(&model, new, false);
    // Where two types share a name, the second one's says what it is.
    let types = types.replace("Snapshot2", "SnapshotSource");
    let names = out.as_object().into_iter().flatten();
    let mut names = names
        .map(|(name, _)| name.as_str())
        .filter(|name| *name != "Snapshot2");
    assert!(
        !names.any(|name| name.ends_with('2')),
        "two types share a name"
    );
    print!("{}{types}", functions::HEAD);
}

fn generate(contract: Contract, ask: impl FnOnce(&mut SchemaGenerator)) -> Value {
    let mut settings = SchemaSettings::draft2020_12();
    settings.contract = contract;
    let mut types = settings.into_generator();
    ask(&mut types);
    Value::Object(types.take_definitions(true))
}
