// SPDX-License-Identifier: Apache-2.0
/// Judgements kept as long as the county stays as it is, for all who ask at the same time.
#pragma once

#include <memory>

#include "app/service/judging.h"
#include "app/service/revision_cache.h"

namespace junheng {

using JudgementPtr = std::shared_ptr<const Judgement>;

/// Safe to use from several threads, each with a store of its own.
class JudgementCache {
public:
    /// Year and scenario of the options count; overlays and readings do not belong here.
    /// Errors: as judge_county.
    Result<JudgementPtr> judge(
        const Context& context,
        County& county,
        const JudgeOptions& options,
        std::int64_t revision
    );

private:
    static constexpr std::size_t kMost = 24;

    RevisionCache<Judgement> kept_{kMost};
};

}  // namespace junheng
