//! The browser's database: one database, two stores, transactions that are all or nothing.
//!
//! Spoken to directly because the wrapping crates offer neither strict durability nor the reason why
//! a transaction was aborted, which is where a full disk shows.

use super::name::of_workspace;
use crate::js;
use js_sys::{Array, Object, Promise, Reflect, Uint8Array};
use perennial_protocol::Failure;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    IdbDatabase, IdbFactory, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransaction,
};

const NAME: &str = "perennial";
/// Version of the database's layout: its stores, not what the manifest says.
const LAYOUT: u32 = 1;
const META: &str = "meta";
const CHUNKS: &str = "chunks";
/// How long opening may take before it counts as refused.
const OPEN_MS: u32 = 10_000;

/// An open connection.
pub(crate) struct Database {
    db: IdbDatabase,
    lost: Rc<Cell<bool>>,
    // Called by the browser as long as the connection lives.
    _on_close: Closure<dyn FnMut()>,
}

impl Database {
    /// Opens the database, making it where there is none. `on_lost` is called when it is closed from outside.
    ///
    /// # Errors
    /// `storage-denied` where the browser refuses, `storage-blocked` when it does not answer,
    /// `newer-format` when a later version of the app has been here.
    pub(crate) async fn open(on_lost: Option<Rc<dyn Fn()>>) -> Result<Self, Failure> {
        let request = factory()?
            .open_with_u32(&of_workspace(NAME), LAYOUT)
            .map_err(refused)?;
        let upgraded = request.clone();
        let on_upgrade = Closure::<dyn FnMut()>::new(move || make_stores(&upgraded));
        request.set_onupgradeneeded(Some(on_upgrade.as_ref().unchecked_ref()));
        let db: IdbDatabase = answer_in_time(&request).await?.unchecked_into();
        request.set_onupgradeneeded(None);

        let lost = Rc::new(Cell::new(false));
        let (flag, closing) = (Rc::clone(&lost), db.clone());
        let on_close = Closure::<dyn FnMut()>::new(move || {
            flag.set(true);
            closing.close();
            if let Some(on_lost) = &on_lost {
                on_lost();
            }
        });
        // A later version of the app wants to change the layout: it must not have to wait for us.
        db.set_onversionchange(Some(on_close.as_ref().unchecked_ref()));
        // The browser took the database away, for example because its user cleared the site's data.
        db.set_onclose(Some(on_close.as_ref().unchecked_ref()));
        Ok(Self {
            db,
            lost,
            _on_close: on_close,
        })
    }

    /// Deletes the database, whatever version it is of.
    ///
    /// # Errors
    /// As [`Database::open`].
    pub(crate) async fn delete() -> Result<(), Failure> {
        let request = factory()?
            .delete_database(&of_workspace(NAME))
            .map_err(refused)?;
        answer_in_time(&request).await.map(|_| ())
    }

    /// Whether the connection has been closed from outside.
    pub(crate) fn is_lost(&self) -> bool {
        self.lost.get()
    }

    /// A consistent view of everything.
    ///
    /// # Errors
    /// `storage-failed` when the connection is gone.
    pub(crate) fn read(&self) -> Result<Transaction, Failure> {
        self.begin("readonly")
    }

    /// A change that happens whole or not at all. Strict: it counts as done when it is on the disk, not
    /// when the operating system has it, because this may be the only copy of somebody's work.
    ///
    /// # Errors
    /// As [`Database::read`].
    pub(crate) fn write(&self) -> Result<Transaction, Failure> {
        self.begin("readwrite")
    }

    fn begin(&self, mode: &str) -> Result<Transaction, Failure> {
        let options = Object::new();
        Reflect::set(&options, &"durability".into(), &"strict".into()).map_err(refused)?;
        let stores = Array::of2(&META.into(), &CHUNKS.into());
        let arguments = [stores.into(), mode.into(), options.into()];
        let transaction: IdbTransaction = js::call(&self.db, "transaction", &arguments)
            .map_err(refused)?
            .unchecked_into();
        Ok(Transaction {
            meta: transaction.object_store(META).map_err(refused)?,
            chunks: transaction.object_store(CHUNKS).map_err(refused)?,
            transaction,
        })
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        self.db.set_onclose(None);
        self.db.set_onversionchange(None);
        self.db.close();
    }
}

/// A transaction over both stores. It ends by itself when nothing more is asked of it, so between its
/// requests nothing else may be awaited; one that is dropped half-way commits what was asked.
pub(crate) struct Transaction {
    transaction: IdbTransaction,
    meta: IdbObjectStore,
    chunks: IdbObjectStore,
}

impl Transaction {
    /// A record of the store `meta`; `undefined` where there is none.
    ///
    /// # Errors
    /// `storage-failed` and its kind.
    pub(crate) async fn meta(&self, key: &str) -> Result<JsValue, Failure> {
        answer(&self.meta.get(&key.into()).map_err(refused)?).await
    }

    /// Starts to read a chunk; several may be under way.
    ///
    /// # Errors
    /// As [`Transaction::meta`].
    pub(crate) fn chunk(&self, name: &str) -> Result<Pending, Failure> {
        let request = self.chunks.get(&name.into()).map_err(refused)?;
        Ok(Pending(settled(&request), request))
    }

    /// Writes a record of the store `meta`.
    ///
    /// # Errors
    /// As [`Transaction::meta`].
    pub(crate) fn put_meta(&self, key: &str, value: &JsValue) -> Result<(), Failure> {
        let request = self.meta.put_with_key(value, &key.into());
        request.map(|_| ()).map_err(refused)
    }

    /// Drops a record of the store `meta`.
    ///
    /// # Errors
    /// As [`Transaction::meta`].
    pub(crate) fn delete_meta(&self, key: &str) -> Result<(), Failure> {
        self.meta.delete(&key.into()).map(|_| ()).map_err(refused)
    }

    /// Writes a chunk and waits until the browser has taken it: a large one keeps the worker for
    /// milliseconds, and others can be served between two of them.
    ///
    /// # Errors
    /// As [`Transaction::meta`].
    pub(crate) async fn put_chunk(&self, name: &str, bytes: &Uint8Array) -> Result<(), Failure> {
        let request = self.chunks.put_with_key(bytes, &name.into());
        answer(&request.map_err(refused)?).await.map(|_| ())
    }

    /// Drops a chunk.
    ///
    /// # Errors
    /// As [`Transaction::meta`].
    pub(crate) fn delete_chunk(&self, name: &str) -> Result<(), Failure> {
        self.chunks
            .delete(&name.into())
            .map(|_| ())
            .map_err(refused)
    }

    /// Drops all chunks.
    ///
    /// # Errors
    /// As [`Transaction::meta`].
    pub(crate) fn clear_chunks(&self) -> Result<(), Failure> {
        self.chunks.clear().map(|_| ()).map_err(refused)
    }

    /// Settles with the transaction. To be asked for before anything is awaited that may end it, and
    /// then to be given to [`Transaction::ended`].
    pub(crate) fn end(&self) -> Promise {
        Promise::new(&mut |resolve, reject| {
            self.transaction.set_oncomplete(Some(&resolve));
            self.transaction.set_onabort(Some(&reject));
        })
    }

    /// Waits until everything asked for is on the disk.
    ///
    /// # Errors
    /// As [`Transaction::ended`].
    pub(crate) async fn done(self) -> Result<(), Failure> {
        let end = self.end();
        self.ended(end).await
    }

    /// Waits until everything asked for is on the disk.
    ///
    /// # Errors
    /// Why it is not: nothing of it happened then. `quota-exceeded` when there is no room.
    pub(crate) async fn ended(&self, end: Promise) -> Result<(), Failure> {
        match JsFuture::from(end).await {
            Ok(_) => Ok(()),
            Err(_) => Err(refused(js::property(&self.transaction, "error"))),
        }
    }

    /// Takes everything back.
    pub(crate) fn abort(&self) {
        // Fails only when it is over already, and then there is nothing to take back.
        self.transaction.abort().ok();
    }
}

/// A chunk on its way.
pub(crate) struct Pending(Promise, IdbRequest);

impl Pending {
    /// Its bytes; `None` where there is no such chunk.
    ///
    /// # Errors
    /// `storage-failed` and its kind.
    pub(crate) async fn bytes(self) -> Result<Option<Uint8Array>, Failure> {
        let value = result_of(JsFuture::from(self.0).await, &self.1)?;
        Ok(value.dyn_into().ok())
    }
}

fn factory() -> Result<IdbFactory, Failure> {
    // Reading the property throws in some private windows; there is none in others.
    let factory = js::property(&js::scope(), "indexedDB");
    factory
        .dyn_into()
        .map_err(|_| Failure::new("storage-denied"))
}

fn make_stores(request: &IdbOpenDbRequest) {
    let db: IdbDatabase = js::property(request, "result").unchecked_into();
    for store in [META, CHUNKS] {
        // What cannot be made fails the opening: its transaction is aborted.
        if db.create_object_store(store).is_err() {
            js::call(&js::property(request, "transaction"), "abort", &[]).ok();
        }
    }
}

/// Settles with the request.
fn settled(request: &IdbRequest) -> Promise {
    Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    })
}

fn result_of(settled: Result<JsValue, JsValue>, request: &IdbRequest) -> Result<JsValue, Failure> {
    match settled {
        Ok(_) => request.result().map_err(refused),
        Err(_) => Err(refused(js::property(request, "error"))),
    }
}

async fn answer(request: &IdbRequest) -> Result<JsValue, Failure> {
    result_of(JsFuture::from(settled(request)).await, request)
}

async fn answer_in_time(request: &IdbOpenDbRequest) -> Result<JsValue, Failure> {
    let either = Array::of2(&settled(request), &js::timer(OPEN_MS));
    let first = JsFuture::from(Promise::race(&either)).await;
    // Only the timer settles with nothing.
    if first.as_ref().is_ok_and(JsValue::is_undefined) {
        return Err(Failure::new("storage-blocked"));
    }
    result_of(first, request)
}

/// What the browser says, as a failure with a stable code.
#[allow(clippy::needless_pass_by_value)] // for `map_err`
fn refused(error: JsValue) -> Failure {
    let name = js::error_name(&error);
    match name.as_str() {
        "QuotaExceededError" => Failure::new("quota-exceeded"),
        "VersionError" => Failure::new("newer-format"),
        "SecurityError" | "NotAllowedError" => Failure::new("storage-denied"),
        _ => Failure::new("storage-failed").with("detail", name),
    }
}
