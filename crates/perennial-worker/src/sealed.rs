//! A file that opens with a passphrase only: encrypted by the browser (WebCrypto), which brings the means
//! and keeps the time that each guess costs honest.
//!
//! After [`MAGIC`]: the rounds of PBKDF2 (HMAC-SHA-256) as 4 bytes, its salt, the nonce of AES-256-GCM, the
//! encrypted bytes with their tag. All before the encrypted bytes is authenticated with them.

use crate::js;
use js_sys::{Array, ArrayBuffer, Object, Promise, Reflect, Uint8Array};
use perennial_protocol::Failure;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;

const MAGIC: &[u8; 10] = b"PERENNIAL\x02";
/// What OWASP's sheet on password storage asks of PBKDF2 with SHA-256 (2023).
const ROUNDS: u32 = 600_000;
/// Rounds that a file may ask for: past this it is not one of ours, and would keep the worker for minutes.
const MOST_ROUNDS: u32 = 10_000_000;
const SALT_BYTES: usize = 16;
const NONCE_BYTES: usize = 12;
/// Where the nonce begins, and where the encrypted bytes do.
const NONCE_AT: usize = MAGIC.len() + 4 + SALT_BYTES;
const HEAD_BYTES: usize = NONCE_AT + NONCE_BYTES;

/// Whether bytes are of a file that opens with a passphrase.
pub(crate) fn is_sealed(bytes: &[u8]) -> bool {
    bytes.starts_with(MAGIC)
}

/// Encrypts a file.
///
/// # Errors
/// `no-cryptography` where the browser has none, as on pages that came by plain `http`.
pub(crate) async fn seal(plain: &[u8], passphrase: &str) -> Result<Vec<u8>, Failure> {
    let crypto = js::property(&js::scope(), "crypto");
    let random = Uint8Array::new_with_length((SALT_BYTES + NONCE_BYTES) as u32);
    js::call(&crypto, "getRandomValues", &[random.clone().into()]).map_err(without)?;
    let mut sealed = MAGIC.to_vec();
    sealed.extend(ROUNDS.to_le_bytes());
    sealed.extend(random.to_vec());
    let key = key(&sealed, ROUNDS, passphrase).await.map_err(without)?;
    let encrypted = crypt("encrypt", &sealed, &key, plain)
        .await
        .map_err(without)?;
    sealed.extend(encrypted);
    Ok(sealed)
}

/// The bytes of a file that [`seal`] made.
///
/// # Errors
/// `passphrase-needed` without one; `passphrase-wrong` with another than it was made with, or where the file is
/// damaged: the two cannot be told apart; `stored-damaged` for one that is cut; `no-cryptography`.
pub(crate) async fn open(sealed: &[u8], passphrase: Option<&str>) -> Result<Vec<u8>, Failure> {
    let damaged = || Failure::new("stored-damaged");
    let (head, encrypted) = sealed.split_at_checked(HEAD_BYTES).ok_or_else(damaged)?;
    let rounds = head[MAGIC.len()..].first_chunk().ok_or_else(damaged)?;
    let rounds = u32::from_le_bytes(*rounds);
    if rounds == 0 || rounds > MOST_ROUNDS {
        return Err(damaged());
    }
    let passphrase = passphrase.ok_or_else(|| Failure::new("passphrase-needed"))?;
    let key = key(head, rounds, passphrase).await.map_err(without)?;
    crypt("decrypt", head, &key, encrypted)
        .await
        .map_err(|_| Failure::new("passphrase-wrong"))
}

/// The key that a passphrase gives with the salt of a head.
async fn key(head: &[u8], rounds: u32, passphrase: &str) -> Result<JsValue, JsValue> {
    let subtle = subtle();
    let secret = Uint8Array::from(passphrase.as_bytes());
    let derive: JsValue = Array::of1(&"deriveKey".into()).into();
    let import = [
        "raw".into(),
        secret.into(),
        "PBKDF2".into(),
        false.into(),
        derive,
    ];
    let secret = settled(js::call(&subtle, "importKey", &import)?).await?;
    let how = object(&[
        ("name", "PBKDF2".into()),
        ("hash", "SHA-256".into()),
        ("iterations", rounds.into()),
        (
            "salt",
            Uint8Array::from(&head[MAGIC.len() + 4..NONCE_AT]).into(),
        ),
    ])?;
    let kind = object(&[("name", "AES-GCM".into()), ("length", 256.into())])?;
    let uses = Array::of2(&"encrypt".into(), &"decrypt".into());
    let derive = [how, secret, kind, false.into(), uses.into()];
    settled(js::call(&subtle, "deriveKey", &derive)?).await
}

/// Encrypts or decrypts with the nonce of a head.
async fn crypt(method: &str, head: &[u8], key: &JsValue, bytes: &[u8]) -> Result<Vec<u8>, JsValue> {
    let how = object(&[
        ("name", "AES-GCM".into()),
        ("iv", Uint8Array::from(&head[NONCE_AT..HEAD_BYTES]).into()),
        ("additionalData", Uint8Array::from(head).into()),
    ])?;
    let bytes = Uint8Array::from(bytes);
    let done = js::call(&subtle(), method, &[how, key.clone(), bytes.into()])?;
    let done: ArrayBuffer = settled(done).await?.dyn_into()?;
    Ok(Uint8Array::new(&done).to_vec())
}

fn subtle() -> JsValue {
    js::property(&js::property(&js::scope(), "crypto"), "subtle")
}

async fn settled(promise: JsValue) -> Result<JsValue, JsValue> {
    JsFuture::from(promise.dyn_into::<Promise>()?).await
}

fn object(fields: &[(&str, JsValue)]) -> Result<JsValue, JsValue> {
    let object = Object::new();
    for (name, value) in fields {
        Reflect::set(&object, &(*name).into(), value)?;
    }
    Ok(object.into())
}

#[allow(clippy::needless_pass_by_value)] // for `map_err`
fn without(error: JsValue) -> Failure {
    Failure::new("no-cryptography").with("detail", js::error_name(&error))
}
