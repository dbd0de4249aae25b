// SPDX-License-Identifier: Apache-2.0
/// A county found in an installation, and its years.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/date.h"
#include "core/base/result.h"
#include "io/storage/store.h"

namespace junheng {

/// "file.db#code" or "postgresql://…#code"; the code may be absent.
struct CountyAddress {
    std::string location;
    std::string code;
};
CountyAddress parse_county(std::string_view text);

struct County {
    std::unique_ptr<Store> store;
    CountyRecord record;

    const std::string& code() const { return record.code; }
};

/// Errors: as open_store; county.several, county.unknown, county.none (kind usage) with the codes
/// held.
Result<County> open_county(std::string_view address);

/// Where neither the user, the files nor the county tell a year.
inline constexpr SchoolYear kFirstYear{2025};

/// The year asked for, else the last one held.
/// Errors: county.empty (data) when no year is held, county.no_such_year (usage) with the years
/// held.
Result<SchoolYear> held_year(County& county, std::optional<int> asked);

/// A year that figures may be entered for, held or not.
/// Errors: county.far_year (usage) before the law on compulsory education or after the next year.
Result<SchoolYear> year_to_fill(int asked, Date today);

}  // namespace junheng
