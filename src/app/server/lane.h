// SPDX-License-Identifier: Apache-2.0
/// Threads that answer requests, each with a store of its own, and their queue.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "app/service/context.h"
#include "app/service/county.h"

namespace junheng {

/// What a thread of a lane owns. `user` and `language` of the context are set for each request.
struct Worker {
    Context context;
    County county;
};

class Lane {
public:
    /// Given none when the county cannot be opened, with the error.
    using Work = std::function<void(Worker*, const Error*)>;

    Lane(int threads, std::size_t longest_queue, Context context, std::string county);
    ~Lane();
    Lane(const Lane&) = delete;
    Lane& operator=(const Lane&) = delete;

    /// False: the queue is full.
    bool post(Work work);
    /// Ends after what is queued.
    void stop();

private:
    void run();

    std::size_t longest_queue_;
    Context context_;
    std::string county_;
    std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<Work> queue_;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace junheng
