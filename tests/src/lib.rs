//! Shared helpers of the golden, property, parity and journey tests.
