//! The published JSON Schema of the model document, generated from its types.

use crate::document::Model;

/// The schema as `docs/model.schema.json` holds it.
///
/// # Errors
/// None for the types as they are; a schema that JSON cannot hold otherwise.
pub fn model_schema() -> Result<String, serde_json::Error> {
    let schema = schemars::schema_for!(Model);
    Ok(serde_json::to_string_pretty(&schema)? + "\n")
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_published_schema_is_that_of_the_types() {
        let published = include_str!("../../../docs/model.schema.json");
        assert!(
            super::model_schema().unwrap() == published,
            "docs/model.schema.json is out of date: cargo run -p perennial-model --features schema --example schema > docs/model.schema.json"
        );
    }
}
