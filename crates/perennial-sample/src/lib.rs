//! The sample portfolio: 200 customers with a story, the same each time.
