//! How many columns a text takes, counted as prettier does.

use unicode_width::UnicodeWidthStr;

/// The columns of a text without line breaks: wide characters take two, combining ones none.
pub fn width(text: &str) -> u32 {
    let columns = if text.is_ascii() {
        text.len()
    } else {
        text.width()
    };
    u32::try_from(columns).unwrap_or(u32::MAX >> 2)
}
