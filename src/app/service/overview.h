// SPDX-License-Identifier: Apache-2.0
/// The county on one page, and its years side by side.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/service/judgement_cache.h"

namespace junheng {

struct SchoolTally {
    std::int64_t counted = 0;
    std::int64_t pass = 0;
    std::int64_t fail = 0;
    std::int64_t unknown = 0;
    std::int64_t outside = 0;
};

/// What is missing of one resource over the county, a building counted once.
struct IndicatorGap {
    const ResourceIndicator* indicator = nullptr;
    double amount = 0;
    std::int64_t short_schools = 0;
};

/// One thing that stands between the county and the verdict.
struct Blocking {
    std::string kind;  // cv, schools, guarantee, quality, recognition, veto
    std::string id;
    BilingualName name;
    std::optional<Stage> stage;
    Compliance compliance = Compliance::unknown;
    Maybe<double> value = Missing::not_applicable;
    Maybe<double> limit = Missing::not_applicable;
    std::int64_t schools = 0;
};

/// Points into the judgement that it was made of.
struct Overview {
    SchoolTally schools;             // one for each stage of a school
    SchoolTally distinct;            // one for each school: its worst stage; `outside` is not used
    std::vector<IndicatorGap> gaps;  // in the order of the indicators, those without a gap left out
    std::vector<Blocking> blocking;  // short ones first, then unknown ones
};

Overview overview_of(const Judgement& judgement);

/// Every year held, the oldest first.
Result<std::vector<JudgementPtr>> judge_every_year(
    const Context& context,
    County& county,
    JudgementCache& cache,
    std::int64_t revision
);
std::int64_t failing_schools(const Assessment& assessment);

}  // namespace junheng
