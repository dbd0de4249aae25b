// SPDX-License-Identifier: Apache-2.0
/// Judgements kept as long as the county stays as it is, for all who ask at the same time.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "app/service/judging.h"

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
    /// Locked while it is filled, so that a judgement is made once.
    struct Slot {
        std::mutex mutex;
        JudgementPtr judgement;
    };
    std::shared_ptr<Slot> slot(const std::string& key, std::int64_t revision);

    std::mutex mutex_;
    std::int64_t revision_ = -1;
    std::map<std::string, std::shared_ptr<Slot>> slots_;
};

}  // namespace junheng
