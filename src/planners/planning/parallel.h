// SPDX-License-Identifier: Apache-2.0
/// Independent pieces of work on several threads.
#pragma once

#include <functional>

namespace junheng::planning {

/// Calls work(0) … work(count-1), each once, on at most `threads` threads; returns when all are
/// done. What the pieces give must not depend on the order in which they run.
void run_side_by_side(int threads, int count, const std::function<void(int)>& work);

}  // namespace junheng::planning
