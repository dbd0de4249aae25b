// SPDX-License-Identifier: Apache-2.0
// A cell: its kind in the first byte, then its text. What comes out clean must stay as it is when
// cleaned again.
#include <cstdlib>
#include <string>

#include "core/base/date.h"
#include "core/base/decimal.h"
#include "core/domain/identity_number.h"
#include "fuzz_file.h"
#include "io/exchange/sheet_number.h"
#include "io/exchange/value_repair.h"

namespace {

using junheng::Cell;
using junheng::CellKind;
using junheng::CleanValue;

void demand(bool condition) {
    if (!condition)
        std::abort();
}

void check(const Cell& cell, CleanValue (*clean)(const Cell&)) {
    const CleanValue once = clean(cell);
    if (!once.ok()) {
        demand(once.text == cell.text);
        return;
    }
    const CleanValue again = clean({CellKind::text, once.text});
    demand(once.text.empty() || (again.ok() && again.text == once.text));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    constexpr std::uint8_t kKinds = 8;
    if (size == 0)
        return 0;
    const std::string text(reinterpret_cast<const char*>(data + 1), size - 1);
    const Cell cell{static_cast<CellKind>(data[0] % kKinds), text};
    check(cell, junheng::clean_number);
    check(cell, junheng::clean_whole_number);
    check(cell, junheng::clean_date);
    check(cell, junheng::clean_year);
    static_cast<void>(junheng::clean_text(cell));
    static_cast<void>(junheng::clean_code(cell));
    if (const auto number = junheng::clean_number(cell); number.ok() && !number.text.empty())
        demand(junheng::parse_decimal(number.text).has_value());
    if (const auto date = junheng::clean_date(cell); date.ok() && !date.text.empty())
        demand(junheng::parse_date(date.text).has_value());
    static_cast<void>(junheng::form_of_format_code(text));
    static_cast<void>(junheng::sheet_number(text));
    const junheng::Date today = std::chrono::year{2025} / 9 / 1;
    static_cast<void>(junheng::check_identity_number(text, today));
    static_cast<void>(junheng::check_pupil_number(text, today));
    static_cast<void>(junheng::masked_identity_number(text));
    return 0;
}
