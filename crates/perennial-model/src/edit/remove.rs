//! Taking things out of a model together with what would be left pointing at them.

use super::unknown;
use crate::document::Model;
use crate::error::{ModelError, ModelErrorCode as Code};

pub(super) fn by_id<T>(
    list: &mut Vec<T>,
    name: &str,
    id: &str,
    of: fn(&T) -> &String,
) -> Result<(), ModelError> {
    let at = list.iter().position(|held| of(held) == id);
    list.remove(at.ok_or_else(|| unknown(name, id))?);
    Ok(())
}

/// Caps and other rules that name the measure stay, so that they are looked at: the model is refused then.
pub(super) fn measure(model: &mut Model, id: &str) -> Result<(), ModelError> {
    by_id(&mut model.measures, "measures", id, |held| &held.id)?;
    for variant in &mut model.variants {
        variant.weights.remove(id);
        variant.transforms.remove(id);
    }
    Ok(())
}

pub(super) fn group(model: &mut Model, id: &str) -> Result<(), ModelError> {
    if let Some(at) = model.measures.iter().position(|held| held.group == id) {
        let path = format!("measures[{at}].group");
        return Err(ModelError::new(
            Code::Unknown,
            path,
            "the group has measures",
        ));
    }
    by_id(&mut model.groups, "groups", id, |held| &held.id)?;
    for variant in &mut model.variants {
        variant.group_weights.remove(id);
    }
    Ok(())
}
