// SPDX-License-Identifier: Apache-2.0
#include "core/demo/school_plan.h"

namespace junheng::demo {
namespace {

bool renamed_after(const SchoolPlan& plan, int year) {
    return !plan.former_code.empty() && year < plan.event_year;
}

}  // namespace

const std::string& code_in(const SchoolPlan& plan, int year) {
    return renamed_after(plan, year) ? plan.former_code : plan.code;
}

std::int64_t kind_in(const SchoolPlan& plan, int year) {
    return renamed_after(plan, year) ? plan.former_kind : plan.kind;
}

bool works_in(const SchoolPlan& plan, int year) {
    if (plan.merged_into != kNobody)
        return year < plan.event_year;
    return plan.split_from == kNobody || year >= plan.event_year;
}

int last_working_year(const SchoolPlan& plan, int last_year) {
    return plan.merged_into != kNobody ? plan.event_year - 1 : last_year;
}

bool kind_counts(std::int64_t kind) {
    return kind != 321 && kind != 342 && kind != 371 && kind / 10 != 51;
}

int code_category(std::int64_t kind) {
    switch (kind) {
        case 311:
        case 312:
        case 319:
            return 31;
        case 321:
            return 32;
        case 341:
        case 342:
        case 345:
            return 34;
        case 371:
            return 37;
        default:
            return kind / 10 == 51 ? 51 : 21;
    }
}

}  // namespace junheng::demo
