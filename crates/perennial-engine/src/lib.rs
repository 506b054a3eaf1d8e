//! Metrics, the health model document, scoring, explanation and change decomposition.
