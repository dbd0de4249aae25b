// SPDX-License-Identifier: Apache-2.0
#include "planners/planning/parallel.h"

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

namespace junheng::planning {

void run_side_by_side(int threads, int count, const std::function<void(int)>& work) {
    std::atomic<int> next = 0;
    const auto take = [&] {
        for (int i = next++; i < count; i = next++) work(i);
    };
    std::vector<std::jthread> others;
    for (int t = 1; t < std::min(threads, count); ++t) others.emplace_back(take);
    take();
}

}  // namespace junheng::planning
