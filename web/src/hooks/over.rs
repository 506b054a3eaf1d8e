//! What lies over a page: at most one thing at a time, a drawer or a form.

use yew::prelude::*;

/// What lies over the page, and ways to change that.
pub(crate) struct Over<T>(UseStateHandle<Option<T>>);

impl<T> Clone for Over<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T: Clone + PartialEq + 'static> Over<T> {
    /// What lies there now.
    pub(crate) fn now(&self) -> Option<T> {
        (*self.0).clone()
    }

    /// Puts something there, in the place of what lay there.
    pub(crate) fn open(&self) -> Callback<T> {
        let setter = self.0.setter();
        Callback::from(move |what| setter.set(Some(what)))
    }

    /// Takes it away.
    pub(crate) fn close(&self) -> Callback<()> {
        let setter = self.0.setter();
        Callback::from(move |()| setter.set(None))
    }
}

/// At first nothing lies there.
#[hook]
pub(crate) fn use_over<T: Clone + PartialEq + 'static>() -> Over<T> {
    Over(use_state_eq(|| None))
}
