// SPDX-License-Identifier: Apache-2.0
/// A change in words: table, key, act, field, before, after.
#pragma once

#include <cstdint>

#include "core/base/json.h"
#include "core/domain/change.h"

namespace junheng {

/// hidden: null stands for the key, where it may tell who a person is.
enum class RowKey : std::uint8_t { shown, hidden };

/// Into an open object.
void write_change(JsonWriter& json, const Change& change, RowKey key = RowKey::shown);

}  // namespace junheng
