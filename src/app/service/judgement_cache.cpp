// SPDX-License-Identifier: Apache-2.0
#include "app/service/judgement_cache.h"

namespace junheng {

Result<JudgementPtr> JudgementCache::judge(
    const Context& context,
    County& county,
    const JudgeOptions& options,
    std::int64_t revision
) {
    const std::string key =
        (options.year ? std::to_string(*options.year) : std::string()) + "/" + options.scenario;
    return kept_.get(key, revision, [&] { return judge_county(context, county, options); });
}

}  // namespace junheng
