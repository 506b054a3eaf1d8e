//! Edits as bytes, for messages between programs of one build; see [`crate::pack`].

use super::{Edit, Move, SetAges, SetBands, SetMissing, SetTransform, Weight, Weighted};
use crate::packed::{Packed, choices, records, tag};

records! {
    Weight { of, share, locked }
    SetTransform { measure, variant, to }
    SetMissing { measure, to }
    SetAges { measure, warn_after, expire_after, grace_days, controllable }
    SetBands { variant, to }
    Move { id, to }
}

choices! {
    Weighted { 0 Measure(id), 1 Group(id) }
    Edit {
        0 Weight(set), 1 Factors(set), 2 Transform(set), 3 Missing(set), 4 Ages(set), 5 Measure(set),
        6 RemoveMeasure(id), 7 Group(set), 8 RemoveGroup(id), 9 Bands(set), 10 Coverage(minimum),
        11 Cap(set), 12 RemoveCap(id), 13 Variant(set), 14 RemoveVariant(id), 15 MoveVariant(set),
        16 Metric(set), 17 RemoveMetric(id), 18 Name(name), 19 Signal(set), 20 RemoveSignal(id)
    }
}
