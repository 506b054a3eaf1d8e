//! The methods, names and texts that the build script made from `locales/*.ftl`.

use crate::Messages;
use crate::lookup::Family;
use crate::render::Arg;

include!(concat!(env!("OUT_DIR"), "/messages.rs"));

/// The texts of each language, a line each.
pub(crate) static TEXTS: [&str; LANGUAGE_COUNT] = [
    include_str!(concat!(env!("OUT_DIR"), "/zh-CN.txt")),
    include_str!(concat!(env!("OUT_DIR"), "/en.txt")),
    #[cfg(feature = "pseudo")]
    include_str!(concat!(env!("OUT_DIR"), "/en-XA.txt")),
];

/// The same of the model room; only its texts refer to it, which keeps it out of what loads first.
pub(crate) static ROOM_TEXTS: [&str; LANGUAGE_COUNT] = [
    include_str!(concat!(env!("OUT_DIR"), "/zh-CN.room.txt")),
    include_str!(concat!(env!("OUT_DIR"), "/en.room.txt")),
    #[cfg(feature = "pseudo")]
    include_str!(concat!(env!("OUT_DIR"), "/en-XA.room.txt")),
];

/// The same of what gives things to others.
pub(crate) static SHARE_TEXTS: [&str; LANGUAGE_COUNT] = [
    include_str!(concat!(env!("OUT_DIR"), "/zh-CN.share.txt")),
    include_str!(concat!(env!("OUT_DIR"), "/en.share.txt")),
    #[cfg(feature = "pseudo")]
    include_str!(concat!(env!("OUT_DIR"), "/en-XA.share.txt")),
];

/// The same of the screens behind the first.
pub(crate) static SCREENS_TEXTS: [&str; LANGUAGE_COUNT] = [
    include_str!(concat!(env!("OUT_DIR"), "/zh-CN.screens.txt")),
    include_str!(concat!(env!("OUT_DIR"), "/en.screens.txt")),
    #[cfg(feature = "pseudo")]
    include_str!(concat!(env!("OUT_DIR"), "/en-XA.screens.txt")),
];
