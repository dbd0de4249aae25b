// SPDX-License-Identifier: Apache-2.0
/// How spreadsheets store numbers and days: binary fractions, serial days, number formats.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/date.h"

namespace junheng {

/// The number as the user sees it: a spreadsheet keeps 15 significant digits, its files may
/// hold 4.2000000000000002. Texts of up to 15 digits come back as they are, so does anything that
/// is no number.
std::string sheet_number(std::string_view stored);
std::string sheet_number(double value);

/// Day of a serial number; the part of the day is dropped. Empty outside 1900-01-01 … 9999-12-31.
/// Source: ECMA-376 part 1, 18.17.4.1; the 1900 system counts a 29 February 1900 that never was
/// (serial 60: empty).
std::optional<Date> date_of_serial(double serial, bool since_1904);
double serial_of_date(Date date);

enum class NumberForm : std::uint8_t { plain, date, percent };

/// What a number format makes of a number. A time of day without a day is plain.
/// Source: ECMA-376 part 1, 18.8.30 with the built-in ids of Chinese Excel (27–36, 50–58).
NumberForm form_of_format_id(int id);
NumberForm form_of_format_code(std::string_view code);

}  // namespace junheng
