// SPDX-License-Identifier: Apache-2.0
#include "app/service/judgement_cache.h"

namespace junheng {
namespace {

constexpr std::size_t kMost = 24;

}  // namespace

std::shared_ptr<JudgementCache::Slot> JudgementCache::slot(
    const std::string& key,
    std::int64_t revision
) {
    const std::scoped_lock lock(mutex_);
    // A late asker of an older state gets a slot of his own.
    if (revision < revision_)
        return std::make_shared<Slot>();
    if (revision > revision_ || slots_.size() >= kMost)
        slots_.clear();
    revision_ = revision;
    auto& found = slots_[key];
    if (!found)
        found = std::make_shared<Slot>();
    return found;
}

Result<JudgementPtr> JudgementCache::judge(
    const Context& context,
    County& county,
    const JudgeOptions& options,
    std::int64_t revision
) {
    const std::string key =
        (options.year ? std::to_string(*options.year) : std::string()) + "/" + options.scenario;
    const auto place = slot(key, revision);
    const std::scoped_lock lock(place->mutex);
    if (!place->judgement) {
        auto judged = judge_county(context, county, options);
        if (!judged)
            return tl::unexpected(judged.error());
        place->judgement = std::make_shared<const Judgement>(*std::move(judged));
    }
    return place->judgement;
}

}  // namespace junheng
