//! Hands chosen lines to dprint-core, which writes and indents them. One item per line: the
//! choices are made already, so nothing is left for its printer to decide.

use dprint_core::formatting::{Arena, PrintItems, PrintOptions, Signal, StringContainer, print};

use super::layout::Lines;

/// The text of the lines, indented.
pub fn write(lines: &Lines) -> String {
    let arena = Arena::new();
    let mut items = PrintItems::new(&arena);
    let (mut start, mut level) = (0, 0);
    for line in &lines.lines {
        if line.end > start {
            for _ in level..line.indent {
                items.push_signal(Signal::StartIndent);
            }
            for _ in line.indent..level {
                items.push_signal(Signal::FinishIndent);
            }
            level = line.indent;
            for (index, text) in lines.text[start..line.end].split('\t').enumerate() {
                if index > 0 {
                    items.push_signal(Signal::Tab);
                }
                // The width is known, and counting it again would take longer than the rest.
                let item = StringContainer::proc_macro_new_with_char_count(text, line.width);
                items.push_sc(arena.bump().alloc(item));
            }
        }
        items.push_signal(Signal::NewLine);
        start = line.end;
    }
    for _ in 0..level {
        items.push_signal(Signal::FinishIndent);
    }
    let options = PrintOptions {
        max_width: u32::MAX,
        indent_width: 2,
        use_tabs: false,
        new_line_text: "\n",
    };
    print(items, options)
}
