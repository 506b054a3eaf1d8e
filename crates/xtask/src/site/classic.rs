//! The widget as one classic script with its wasm inside: for pages that can load no second file, such as a
//! sandboxed frame without an origin, where modules and fetched files would need the server's permission.

use anyhow::{Result, ensure};

use super::bundle::{Module, without_comments};

/// The last line of glue for the web.
pub(crate) const EXPORTS: &str = "export { initSync, __wbg_init as default };";
/// The line by which the element finds the glue.
const IMPORT: &str = "import * as view from \"./health_view.js\";";

/// The script.
pub(crate) fn script(health: &str, view: &Module) -> Result<String> {
    ensure!(
        view.js.contains(EXPORTS) && health.contains(IMPORT),
        "the glue or the element has another form than expected"
    );
    let glue = view
        .js
        .replace(EXPORTS, "")
        .replace("export function", "function");
    let start = "view.default({ module_or_path: bytes() })";
    // Scoring is a second file, which such a page cannot load.
    let scoring = "Promise.reject(new Error(\"no scoring here\"))";
    let health = health
        .replace(
            IMPORT,
            "const view = { default: __wbg_init, draw, stand_in, styles };",
        )
        .replace("export { PerennialHealth };", "")
        .replace("__START__", start)
        .replace("__SCORING__", scoring)
        .replace("__LIBRARY__", scoring);
    let script = format!(
        "(() => {{\n\"use strict\";\nconst bytes = () => Uint8Array.from(atob(\"{}\"), (c) => c.charCodeAt(0)).buffer;\n\
         {glue}\n{}\n}})();\n",
        base64(&view.wasm),
        without_comments(&health)
    );
    ensure!(
        !script.contains("import.meta") && !script.contains("\nexport "),
        "what is left of a module does not run as a classic script"
    );
    Ok(script)
}

/// Bytes as base64 with its padding.
pub(crate) fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let byte = |at: usize| u32::from(three.get(at).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for at in 0..4 {
            let digit = DIGITS[(bits >> (18 - 6 * at) & 63) as usize];
            let is_there = at <= three.len();
            out.push(if is_there { char::from(digit) } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_written() {
        assert_eq!(base64(b"PNG"), "UE5H");
        assert_eq!(base64(b"PN"), "UE4=");
        assert_eq!(base64(b"P"), "UA==");
        assert_eq!(base64(&[0xff, 0xef, 0xfe]), "/+/+");
    }
}
