// SPDX-License-Identifier: Apache-2.0
/// Values, rows and changes as JSON text: what the log, scenarios and frozen states are kept in, in
/// any backend. Reading back gives the same value, bit for bit. An absent value is null, or
/// {"missing":"suppressed"}.
#pragma once

#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/domain/change.h"

namespace junheng {

std::string value_text(const Value& value);
/// Shape: "[v, v, ...]".
std::string row_text(const Row& row);
std::string rows_text(const std::vector<Row>& rows);
std::string changes_text(const Changes& changes);

/// Errors (kind internal): store.text_damaged.
Result<Value> parse_value_text(std::string_view text);
Result<Row> parse_row_text(std::string_view text);
/// A row that was written before fields were added at the end of its table has these missing.
Row grown(TableId table, Row row);
Result<std::vector<Row>> parse_rows_text(std::string_view text);
Result<Changes> parse_changes_text(std::string_view text);

/// An empty text is an absent one, as in the records.
Value normalised(const Value& value);
Row normalised(const Row& row);

}  // namespace junheng
