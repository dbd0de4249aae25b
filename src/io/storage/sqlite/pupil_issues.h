// SPDX-License-Identifier: Apache-2.0
/// What an import of children says about children that come twice: places and schools, never
/// numbers or names.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "core/base/result.h"

namespace junheng::sqlite {

/// Where a child stood in the import, if it did.
struct Sighting {
    std::uint32_t school = 0;
    std::uint32_t place = 0;
    std::int32_t row = 0;
    bool seen = false;
};

class PupilIssues {
public:
    explicit PupilIssues(std::span<const Where> places) : places_(places) {}

    bool empty() const { return issues_.empty(); }
    void seen_twice(
        const std::string& school,
        const std::string& first_school,
        const Sighting& first,
        const Sighting& now
    );
    void at_two_schools(
        const std::string& school,
        const std::string& stored_school,
        const Sighting& seen
    );
    Issues take();

private:
    void add(Issue issue);
    Where where(const Sighting& sighting) const;

    std::span<const Where> places_;
    Issues issues_;
    std::int64_t more_ = 0;
};

}  // namespace junheng::sqlite
