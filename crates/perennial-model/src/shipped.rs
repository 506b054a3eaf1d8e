//! The models that ship with the product.

use crate::document::Model;

/// A model that ships.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShippedModel {
    /// The document's id.
    pub id: &'static str,
    /// The document; [`Model::parse`] reads it.
    pub json: &'static str,
    packed: &'static [u8],
}

impl ShippedModel {
    /// The model, without reading JSON; valid.
    #[must_use]
    pub fn model(&self) -> Option<Model> {
        crate::packed::unpack(self.packed)
    }
}

macro_rules! model {
    ($id:literal) => {
        ShippedModel {
            id: $id,
            json: include_str!(concat!("../models/", $id, ".json")),
            packed: include_bytes!(concat!(env!("OUT_DIR"), "/", $id, ".packed")),
        }
    };
}

/// The models that ship, the default first.
#[must_use]
pub fn shipped() -> [ShippedModel; 3] {
    [
        model!("b2b-saas"),
        model!("key-account"),
        model!("quick-start"),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_models_are_models() {
        for shipped in shipped() {
            let model = Model::parse(shipped.json).unwrap();
            assert_eq!(model.id, shipped.id);
            assert_eq!(Model::parse(&model.to_json().unwrap()).unwrap(), model);
            assert_eq!(shipped.model().unwrap(), model);
        }
    }
}
