// SPDX-License-Identifier: Apache-2.0
/// From what stands in a cell to a clean value: damage done by spreadsheets and typing is undone
/// where that is certain and reported where it is not.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "io/exchange/sheet.h"

namespace junheng {

/// What was done to a value. `name` gives the word for messages: value.repair.<name>.
enum class Repair : std::uint8_t {
    blanks,          // outer blanks, or blanks inside a number or code
    full_width,      // １２３ → 123
    apostrophe,      // '0123 → 0123
    thousands,       // 1,014 → 1014
    exponent,        // 2.1E9 → 2100000000, when no digit can be missing
    percent,         // 95% → 0.95
    ten_thousands,   // 3.5万元 → 35000
    whole,           // 12.0 → 12
    rounded,         // more than nine decimals
    unit,            // 1240㎡ → 1240; the unit is kept beside it
    serial_day,      // 45901 → 2025-09-01
    date_form,       // 2025年9月1日 → 2025-09-01
    first_of_month,  // 2025.9 → 2025-09-01
    empty_word       // -, /, 无: nothing
};

std::string_view name(Repair repair);

/// Invariant: either `fault` is set, and `text` holds the value as found, or `text` is clean (empty
/// = not reported).
struct CleanValue {
    std::string text;
    std::string fault;            // code of an issue: import.value.…
    std::vector<Repair> repairs;  // in the order in which they were made
    std::string unit;             // what stood behind a number

    bool ok() const { return fault.empty(); }
    bool empty() const { return fault.empty() && text.empty(); }
    bool has(Repair repair) const;
};

/// Names, notes: outer blanks off, full-width letters and digits (but not （）) made plain. A
/// number gives its digits. Errors, here and below: import.value.formula_error,
/// import.value.formula_uncomputed.
CleanValue clean_text(const Cell& cell);

/// Shape: plain decimal notation, at most nine decimals; a percent is its ratio. `unit` holds what
/// was cut off, the caller judges whether it is the right one. Errors: import.value.not_number.
CleanValue clean_number(const Cell& cell);

/// Errors: as clean_number; import.value.not_whole.
CleanValue clean_whole_number(const Cell& cell);

/// Codes, identity numbers, student numbers, telephone numbers: no blanks, capital letters.
/// Errors: import.value.digits_lost when Excel has turned the number into 4.2E+17 or kept 15 of its
/// digits only; import.value.not_code for a date, a truth value or a fraction.
CleanValue clean_code(const Cell& cell);

/// Shape: YYYY-MM-DD; a month alone gives its first day. A bare number is a serial day of the 1900
/// system, YYYYMMDD or YYYY.M. Errors: import.value.not_date; import.value.date_ambiguous for the
/// number 2025.1 (January, or October with its 0 lost).
CleanValue clean_date(const Cell& cell);

/// A year as four digits, also out of a date or "2010年". Errors: import.value.not_year.
CleanValue clean_year(const Cell& cell);

/// Words that stand for nothing: - — / 无 and their kin.
bool is_empty_word(std::string_view text);

}  // namespace junheng
