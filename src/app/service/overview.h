// SPDX-License-Identifier: Apache-2.0
/// The county on one page, and its years side by side.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/service/judgement_cache.h"
#include "core/indicators/summary.h"

namespace junheng {

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
    Summary summary;
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

}  // namespace junheng
