// SPDX-License-Identifier: Apache-2.0
/// Single children on their way into the store and, by right and logged, out of it. Numbers and
/// whatever else tells a child apart are sealed before they reach a table.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "core/base/date.h"
#include "core/base/result.h"
#include "core/domain/pupil.h"

namespace junheng {

/// What an import of pupils replaces.
enum class PupilScope : std::uint8_t {
    whole_year,       // every pupil of the county in that year
    schools_present,  // the pupils of the schools that appear in the import
    none,             // nobody leaves
};

/// What the source found in its own rows.
enum class Feed : std::uint8_t { keep, discard };

/// Takes one child; `place` is an index into PupilSource::places. False: stop, the store cannot
/// take more.
using ChildSink = std::function<bool(PupilRow row, std::size_t place)>;

/// Rows are pulled inside the store's transaction, one by one, so that no list of children ever
/// stands in memory. Issues that come back (errors; where names file, sheet, row, never the
/// number): import.pupil.twice, the same child twice in the import; import.pupil.two_schools, a
/// child at two schools (in the import, or here and in the store); import.pupil.more, how many of
/// these were not listed one by one.
struct PupilSource {
    SchoolYear year;
    PupilScope scope = PupilScope::schools_present;
    std::vector<Where> places = {};  // file, sheet, column of the number
    std::function<Result<Feed>(const ChildSink&)> feed;
};

struct PupilCount {
    std::string school;
    std::int32_t grade = 0;
    std::string class_name;
    std::int64_t pupils = 0;

    friend bool operator==(const PupilCount&, const PupilCount&) = default;
};

struct ChildQuery {
    std::string county;
    SchoolYear year;
    std::string school = {};  // empty = every school
    std::string number = {};  // student or identity number; empty = every child
    std::int64_t person = 0;  // 0 = every child
};

/// A look at children's records: who, when, for which purpose.
struct Access {
    std::string who;
    std::string at;
    std::string purpose;
    std::string scope = {};  // filled by the store: year and school
    std::int64_t children = 0;

    friend bool operator==(const Access&, const Access&) = default;
};

}  // namespace junheng
