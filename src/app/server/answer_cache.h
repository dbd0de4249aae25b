// SPDX-License-Identifier: Apache-2.0
/// Answers as bytes, kept as long as the county stays as it is.
#pragma once

#include <memory>
#include <string>

#include "app/server/wire/message.h"
#include "app/service/revision_cache.h"

namespace junheng {

struct KeptAnswer {
    Bytes plain;
    Bytes packed;  // gzip
    std::string tag;
};
using KeptAnswerPtr = std::shared_ptr<const KeptAnswer>;

using AnswerCache = RevisionCache<KeptAnswer>;
inline constexpr std::size_t kMostAnswers = 256;

/// With its tag, plain and packed.
KeptAnswer kept(std::string text);

std::string gzip(const std::string& text, int level);

}  // namespace junheng
