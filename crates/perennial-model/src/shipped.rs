//! The models that ship with the product.

use crate::document::Model;

/// A model that ships.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShippedModel {
    /// The document's id.
    pub id: &'static str,
    /// Of the document's text.
    digest: u64,
    packed: &'static [u8],
}

impl ShippedModel {
    /// The document as it ships; [`Model::parse`] reads it. Only what writes documents needs the text.
    #[must_use]
    pub fn json(&self) -> &'static str {
        JSON.iter()
            .find(|(id, _)| *id == self.id)
            .map_or("", |(_, json)| json)
    }

    /// Whether this is the text of the document, told without having it.
    #[must_use]
    pub fn is_of(&self, json: &str) -> bool {
        self.digest == digest(json)
    }

    /// The model, without reading JSON; valid.
    #[must_use]
    pub fn model(&self) -> Option<Model> {
        crate::packed::unpack(self.packed)
    }
}

macro_rules! text {
    ($id:literal) => {
        include_str!(concat!("../models/", $id, ".json"))
    };
}

const JSON: [(&str, &str); 3] = [
    ("b2b-saas", text!("b2b-saas")),
    ("key-account", text!("key-account")),
    ("quick-start", text!("quick-start")),
];

/// FNV-1a of 64 bits, which tells a document from all others that a person has; nobody gains by making
/// two that agree.
const fn digest(text: &str) -> u64 {
    let mut rest = text.as_bytes();
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    while let [byte, after @ ..] = rest {
        hash = (hash ^ *byte as u64).wrapping_mul(0x0100_0000_01b3);
        rest = after;
    }
    hash
}

macro_rules! model {
    ($id:literal) => {
        ShippedModel {
            id: $id,
            digest: const { digest(text!($id)) },
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
            let model = Model::parse(shipped.json()).unwrap();
            assert!(shipped.is_of(shipped.json()) && !shipped.is_of(&shipped.json()[1..]));
            assert_eq!(model.id, shipped.id);
            assert_eq!(Model::parse(&model.to_json().unwrap()).unwrap(), model);
            assert_eq!(shipped.model().unwrap(), model);
        }
    }
}
