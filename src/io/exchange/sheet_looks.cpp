// SPDX-License-Identifier: Apache-2.0
#include "io/exchange/sheet_looks.h"

namespace junheng {
namespace {

constexpr lxw_color_t kHeadFill = 0xDDEBF7;
constexpr lxw_color_t kNoteText = 0x595959;
constexpr double kBodyPoints = 11;
constexpr double kNotePoints = 9;
constexpr double kTitlePoints = 16;

const char* number_format(Look look) {
    switch (look) {
        case Look::text:
            return "@";
        case Look::integer:
            return "#,##0";
        case Look::amount:
        case Look::total:
            return "#,##0.00";
        case Look::ratio:
            return "0.000000";
        case Look::percent:
            return "0.00%";
        case Look::date:
            return "yyyy-mm-dd";
        case Look::plain:
        case Look::title:
        case Look::head:
        case Look::note:
        case Look::wrapped:
        case Look::sign:
            break;
    }
    return nullptr;
}

void set_fill(lxw_format* format, lxw_color_t fill, lxw_color_t text) {
    format_set_pattern(format, LXW_PATTERN_SOLID);
    format_set_bg_color(format, fill);
    format_set_font_color(format, text);
}

void apply(lxw_format* format, Mark mark) {
    switch (mark) {
        case Mark::none:
            break;
        case Mark::fault:
            set_fill(format, 0xFF9999, 0x9C0006);
            break;
        case Mark::warning:
            set_fill(format, 0xFFEB9C, 0x7F6000);
            break;
        case Mark::met:
            set_fill(format, 0xE2F0D9, 0x375623);
            break;
        case Mark::short_of:
            set_fill(format, 0xFCE4D6, 0xC00000);
            break;
    }
}

void centre(lxw_format* format) {
    format_set_bold(format);
    format_set_align(format, LXW_ALIGN_CENTER);
    format_set_text_wrap(format);
}

void apply(lxw_format* format, Look look) {
    format_set_font_name(format, "宋体");
    format_set_font_size(
        format,
        look == Look::title  ? kTitlePoints
        : look == Look::note ? kNotePoints
                             : kBodyPoints
    );
    format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
    if (const char* code = number_format(look))
        format_set_num_format(format, code);
    if (look != Look::title && look != Look::note && look != Look::sign)
        format_set_border(format, LXW_BORDER_THIN);
    if (look == Look::title || look == Look::head)
        centre(format);
    if (look == Look::head)
        set_fill(format, kHeadFill, LXW_COLOR_BLACK);
    if (look == Look::total)
        format_set_bold(format);
    if (look == Look::note || look == Look::wrapped)
        format_set_text_wrap(format);
    if (look == Look::note)
        format_set_font_color(format, kNoteText);
}

}  // namespace

lxw_format* SheetLooks::format(Look look, Mark mark) {
    lxw_format*& format = formats_[{look, mark}];
    if (format == nullptr) {
        format = workbook_add_format(book_);
        apply(format, look);
        apply(format, mark);
    }
    return format;
}

}  // namespace junheng
