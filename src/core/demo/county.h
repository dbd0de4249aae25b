// SPDX-License-Identifier: Apache-2.0
/// Everything that the tables and streams of a demo county are written from.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/demo/demo.h"
#include "core/demo/enrolment.h"
#include "core/demo/geography.h"
#include "core/demo/levels.h"
#include "core/demo/school_plan.h"
#include "core/demo/staff.h"

namespace junheng::demo {

struct County {
    DemoOptions options;
    std::string code;
    std::string name;
    Geography land;
    std::vector<SchoolPlan> schools;  // the special school first, then by township
    Enrolment enrolment;
    std::vector<Resources> resources;  // of each plan, in its last working year
    Staff staff;

    int first_year() const { return options.last_year - options.years + 1; }
};

std::uint64_t county_seed(const DemoOptions& options);

}  // namespace junheng::demo
