//! The methods and tables that the build script made from `locales/*.ftl`.

use crate::Messages;
use crate::lookup::ErrorText;
use crate::render::{Arg, Format, Piece};

include!(concat!(env!("OUT_DIR"), "/messages.rs"));
