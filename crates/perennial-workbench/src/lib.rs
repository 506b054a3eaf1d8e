//! The workspace behind the screens: data, model, the user's own work, queries and undo.
