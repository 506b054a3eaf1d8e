//! Messages between the app and its engine worker, and the views they carry.
