//! The Perennial app: mounts [`app::App`], nothing else.

mod app;
mod client;
mod day;
mod hooks;
mod number;
mod pages;
mod queries;
mod route;
mod shell;
mod state;
mod store;
mod tasks;
mod ui;
mod words;

fn main() {
    let root = gloo::utils::document().get_element_by_id("app");
    if let Some(root) = root {
        // What the page showed while the app was on its way.
        root.set_inner_html("");
        yew::Renderer::<app::App>::with_root(root).render();
    }
}
