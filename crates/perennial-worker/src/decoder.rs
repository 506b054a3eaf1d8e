//! Legacy encodings by the browser's `TextDecoder`, which costs no bytes of wasm.

use perennial_import::{BuiltInDecoders, Decode, Decoders, Encoding};
use web_sys::{TextDecodeOptions, TextDecoder};

/// Every encoding that the import knows.
#[derive(Clone, Copy, Debug, Default)]
pub struct BrowserDecoders;

impl Decoders for BrowserDecoders {
    fn decoder(&self, encoding: Encoding) -> Option<Box<dyn Decode>> {
        if let Some(decoder) = BuiltInDecoders.decoder(encoding) {
            return Some(decoder);
        }
        let decoder = TextDecoder::new_with_label(encoding.label()).ok()?;
        Some(Box::new(Browser(decoder)))
    }
}

struct Browser(TextDecoder);

impl Decode for Browser {
    fn decode(&mut self, bytes: &[u8], last: bool, text: &mut String) {
        let options = TextDecodeOptions::new();
        options.set_stream(!last);
        // Not being fatal, the decoder throws nothing but out of memory.
        if let Ok(decoded) = self.0.decode_with_u8_array_and_options(bytes, &options) {
            text.push_str(&decoded);
        }
    }
}
