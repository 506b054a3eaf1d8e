//! Starts what writes workbooks in a web worker.

fn main() {
    // On the host there is no browser to serve; the program exists so that everything in it is checked there too.
    #[cfg(target_arch = "wasm32")]
    perennial_book_worker::start();
}
