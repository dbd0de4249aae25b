// SPDX-License-Identifier: Apache-2.0
/// What follows from a county's state, kept as long as the state is the same: made once for all who
/// ask at the same time.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "core/base/result.h"

namespace junheng {

/// Safe to use from several threads.
template <class Value>
class RevisionCache {
public:
    using Pointer = std::shared_ptr<const Value>;

    explicit RevisionCache(std::size_t most) : most_(most) {}

    /// `make` runs while others who ask for the same wait. Errors: those of `make`; nothing is kept
    /// then.
    Result<Pointer> get(
        const std::string& key,
        std::int64_t revision,
        const std::function<Result<Value>()>& make
    ) {
        const auto place = slot(key, revision);
        const std::scoped_lock lock(place->mutex);
        if (place->value)
            return place->value;
        auto made = make();
        if (!made)
            return tl::unexpected(made.error());
        place->value = std::make_shared<const Value>(*std::move(made));
        return place->value;
    }

private:
    struct Slot {
        std::mutex mutex;
        Pointer value;
        std::uint64_t asked = 0;  // under the mutex of the cache
    };

    std::shared_ptr<Slot> slot(const std::string& key, std::int64_t revision) {
        const std::scoped_lock lock(mutex_);
        if (revision != revision_)
            slots_.clear();
        revision_ = revision;
        auto found = slots_.find(key);
        if (found == slots_.end()) {
            if (slots_.size() >= most_)
                slots_.erase(std::ranges::min_element(slots_, {}, [](const auto& kept) {
                    return kept.second->asked;
                }));
            found = slots_.emplace(key, std::make_shared<Slot>()).first;
        }
        found->second->asked = ++asked_;
        return found->second;
    }

    std::size_t most_;
    std::mutex mutex_;
    std::int64_t revision_ = -1;
    std::uint64_t asked_ = 0;
    std::map<std::string, std::shared_ptr<Slot>> slots_;
};

}  // namespace junheng
