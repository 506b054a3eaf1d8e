//! Prints the JSON Schema of the model document, for `docs/model.schema.json`.
#![allow(clippy::print_stdout)]

fn main() -> Result<(), serde_json::Error> {
    print!("{}", perennial_model::model_schema()?);
    Ok(())
}
