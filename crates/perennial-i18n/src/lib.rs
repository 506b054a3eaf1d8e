//! Every sentence of the product, in Simplified Chinese and English, checked at build time.
//!
//! `locales/zh-CN.ftl` and `locales/en.ftl` hold the texts. The build script reads them and makes
//! one method of [`Messages`] per key, with typed arguments, and one string of lines per language.
//!
//! # Adding a text
//!
//! Add one line with the same key to **both** files, in the section of your screen:
//!
//! ```text
//! customers-hidden = { COUNT($count) } hidden by filters     (en.ftl)
//! customers-hidden = 筛选隐藏了 { COUNT($count) } 家             (zh-CN.ftl)
//! ```
//!
//! and call `m.customers_hidden(n)`. A key that is missing in a language, other arguments, or syntax
//! that is not listed here stops the build with the file and the key. What a text may contain:
//!
//! | in the text | argument in Rust | English · Chinese |
//! |---|---|---|
//! | `{ $name }` | `&str` | as it is |
//! | `{ COUNT($n) }` | any integer ([`ToCount`]) | 1,234 |
//! | `{ NUMBER($x, digits: 1) }` | `f64` | 1,234.5 |
//! | `{ SIGNED($x, digits: 1) }` | `f64` | +3.2, −12.4 |
//! | `{ PERCENT($x, digits: 1) }` | `f64`, a share of 1 | 12.3% |
//! | `{ DATE($d) }` | [`Day`](perennial_data::Day) | 1 Mar 2026 · 2026年3月1日 |
//! | `{ MONEY($m) }` | [`Money`] | ¥1.23M · ¥123万 |
//! | `{ $n -> [0] … [one] … *[other] … }`, each form on its own line | any integer | `[one]` in English only |
//! | `{" "}`, `{"{"}` | | a space at an edge, a brace |
//!
//! Arguments are passed **in alphabetical order of their names**, so that rewording a sentence
//! never changes a call. Texts without arguments are `&'static str`, the others `String`.
//!
//! Keys that start with `table-`, `field-`, `value-`, `problem-` and `error-` have no method; they
//! are looked up by the stable name behind the dash: [`Messages::table`], [`Messages::field`],
//! [`Messages::value`], [`Messages::problem`], [`Messages::error_text`]. An `error-…` has three
//! sentences: what happened, `.safe` what is safe, `.next` what to do next.
//!
//! Numbers, dates and money outside sentences are methods too: [`Messages::number`],
//! [`Messages::date`], [`Messages::money`], [`Messages::health`] …; the same on every machine,
//! since no browser `Intl` is asked.

mod date;
mod generated;
mod lookup;
mod money;
mod number;
mod render;
mod texts;

pub use lookup::ErrorWords;
pub use money::Money;
pub use number::{ToCount, health_text};

use perennial_data::Language;

/// The texts in one language. Small and `Copy`: pass it by value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Messages {
    language: Language,
    /// Position of the language in the generated tables.
    column: usize,
}

impl Messages {
    /// The texts in `language`.
    #[must_use]
    pub fn new(language: Language) -> Self {
        let column = match language {
            Language::Zh => 0,
            Language::En => 1,
        };
        Self { language, column }
    }

    /// The pseudo-language en-XA: English with accents, in brackets, 40 % longer. A text on the
    /// screen without brackets was not translated; one that is cut off will be in German.
    #[cfg(feature = "pseudo")]
    #[must_use]
    pub fn pseudo() -> Self {
        Self {
            language: Language::En,
            column: 2,
        }
    }

    /// The language, which also decides how numbers, dates and money are written.
    #[must_use]
    pub fn language(self) -> Language {
        self.language
    }

    /// The BCP 47 tag for `lang=`.
    #[must_use]
    pub fn tag(self) -> &'static str {
        self.language.tag()
    }
}
