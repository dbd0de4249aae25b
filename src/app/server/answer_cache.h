// SPDX-License-Identifier: Apache-2.0
/// Answers as bytes, kept as long as the county stays as it is: made once for all who ask at the
/// same time, plain and packed.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "app/server/wire/message.h"
#include "core/base/result.h"

namespace junheng {

struct KeptAnswer {
    Bytes plain;
    Bytes packed;  // gzip
    std::string tag;
};
using KeptAnswerPtr = std::shared_ptr<const KeptAnswer>;

/// Safe to use from several threads.
class AnswerCache {
public:
    Result<KeptAnswerPtr> get(
        const std::string& key,
        std::int64_t revision,
        const std::function<Result<std::string>()>& make
    );

private:
    struct Slot {
        std::mutex mutex;
        KeptAnswerPtr answer;
    };
    std::shared_ptr<Slot> slot(const std::string& key, std::int64_t revision);

    std::mutex mutex_;
    std::int64_t revision_ = -1;
    std::map<std::string, std::shared_ptr<Slot>, std::less<>> slots_;
};

std::string gzip(const std::string& text, int level);

}  // namespace junheng
