//! Reads the metrics and models that ship, so that the program need not read JSON to have them: they
//! are included as [`packed`] writes them. A document that does not read stops the build; that what
//! reads is also valid, the crate's tests say.

#[allow(dead_code, missing_docs, unreachable_pub, unused_imports)] // a part of it is of use here
#[path = "src/document/mod.rs"]
mod document;
#[allow(dead_code)]
#[path = "src/json/mod.rs"]
mod json;
#[allow(dead_code, missing_docs, unreachable_pub, unused_imports)] // as above
#[path = "src/life/mod.rs"]
mod life;
#[allow(dead_code, unreachable_pub)]
#[path = "src/packed/mod.rs"]
mod packed;

use document::{MetricDecl, Model};
use life::{Plays, Signal, Stages, Tiers};
use serde::de::DeserializeOwned;
use std::error::Error;
use std::path::Path;
use std::{env, fs};

/// Chapters of the catalogue, in the order in which they are shown.
const FAMILIES: [&str; 9] = [
    "usage",
    "adoption",
    "seats",
    "support",
    "sentiment",
    "money",
    "relationship",
    "goals",
    "growth",
];

/// As `src/shipped.rs` has them.
const MODELS: [&str; 3] = ["b2b-saas", "key-account", "quick-start"];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=src");
    println!("cargo::rerun-if-changed=catalogue");
    println!("cargo::rerun-if-changed=models");
    println!("cargo::rerun-if-changed=life");
    let out = env::var_os("OUT_DIR").ok_or("cargo names no OUT_DIR")?;
    let out = Path::new(&out);
    let mut catalogue: Vec<MetricDecl> = Vec::new();
    for family in FAMILIES {
        catalogue.extend(read::<Vec<_>>(&format!("catalogue/{family}.json"))?);
    }
    fs::write(out.join("catalogue.packed"), packed::pack(&catalogue))?;
    for id in MODELS {
        let model: Model = read(&format!("models/{id}.json"))?;
        if packed::unpack(&packed::pack(&model)).as_ref() != Some(&model) {
            return Err(format!("models/{id}.json has what `packed` leaves out").into());
        }
        fs::write(out.join(format!("{id}.packed")), packed::pack(&model))?;
    }
    let write = |name: &str, bytes: Vec<u8>| fs::write(out.join(name), bytes);
    write(
        "signals.packed",
        packed::pack(&read::<Vec<Signal>>("life/signals.json")?),
    )?;
    write(
        "stages.packed",
        packed::pack(&read::<Stages>("life/stages.json")?),
    )?;
    write(
        "tiers.packed",
        packed::pack(&read::<Tiers>("life/tiers.json")?),
    )?;
    write(
        "plays.packed",
        packed::pack(&read::<Plays>("life/plays.json")?),
    )?;
    Ok(())
}

fn read<T: DeserializeOwned>(path: &str) -> Result<T, Box<dyn Error>> {
    let text = fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
    json::read(&text).map_err(|fault| format!("{path}: {}", fault.message).into())
}
