// SPDX-License-Identifier: Apache-2.0
/// The children that the county knows, as an import needs them: by blind index, with this year's
/// enrolment.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "io/storage/index_map.h"
#include "io/storage/sqlite/record_table.h"

namespace junheng::sqlite {

/// Numbers for school codes, so that a million rows need not repeat them.
class SchoolNumbers {
public:
    std::uint32_t number(const std::string& code);
    const std::string& code(std::uint32_t number) const { return codes_[number]; }

private:
    std::unordered_map<std::string, std::uint32_t> numbers_;
    std::vector<std::string> codes_;
};

struct PersonKey {
    BlindIndex index{};
    std::int64_t person = 0;
};

struct KnownPupil {
    std::int64_t person = 0;
    std::int64_t enrolment = 0;  // 0 = not enrolled in this year
    BlindIndex fingerprint{};
    std::uint32_t school = 0;
};

/// Not altered while an import runs, so that a second thread may look things up.
struct KnownPupils {
    std::vector<KnownPupil> pupils;  // by person
    IndexMap by_index;
};

BlindIndex blind_index_at(const Statement& query, int column);
/// Every key of the county. Shape: by index.
std::vector<PersonKey> person_keys(Connection& connection, std::string_view county);
KnownPupils load_known(Connection& connection, const Scope& scope, SchoolNumbers& schools);

}  // namespace junheng::sqlite
