//! The models that ship with the product.

/// A model that ships, as its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShippedModel {
    /// The document's id.
    pub id: &'static str,
    /// The document; [`crate::Model::parse`] reads it.
    pub json: &'static str,
}

/// The models that ship, the default first.
#[must_use]
pub fn shipped() -> [ShippedModel; 3] {
    let model = |id, json| ShippedModel { id, json };
    [
        model("b2b-saas", include_str!("../models/b2b-saas.json")),
        model("key-account", include_str!("../models/key-account.json")),
        model("quick-start", include_str!("../models/quick-start.json")),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Model;

    #[test]
    fn the_shipped_models_are_models() {
        for shipped in shipped() {
            let model = Model::parse(shipped.json).unwrap();
            assert_eq!(model.id, shipped.id);
            assert_eq!(Model::parse(&model.to_json().unwrap()).unwrap(), model);
        }
    }
}
