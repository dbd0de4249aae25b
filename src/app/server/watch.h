// SPDX-License-Identifier: Apache-2.0
/// Tells open pages that the county is no longer what they show.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>

namespace junheng {

/// The revision as it was last seen, by whichever request; while somebody listens it is also looked
/// up every second, since another program may write. Safe to use from several threads.
class Watch {
public:
    explicit Watch(std::string county);
    ~Watch();
    Watch(const Watch&) = delete;
    Watch& operator=(const Watch&) = delete;

    void see(std::int64_t revision);
    std::int64_t revision() const { return revision_; }
    std::uint64_t subscribe(std::function<void()> wake);
    void unsubscribe(std::uint64_t number);
    void stop();

private:
    void run();

    std::string county_;
    std::atomic<std::int64_t> revision_ = 0;
    std::mutex mutex_;
    std::condition_variable wake_;
    std::map<std::uint64_t, std::function<void()>> listeners_;
    std::uint64_t numbers_ = 0;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace junheng
