// SPDX-License-Identifier: Apache-2.0
/// What a solver may spend, and the watch that tells when it is spent.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <limits>

namespace junheng::planning {

/// A budget in steps alone gives the same plan for the same seed on any machine and with any number
/// of threads. Units: seconds of wall time; steps are tries of a search.
struct Budget {
    double seconds = std::numeric_limits<double>::infinity();
    std::int64_t steps = std::numeric_limits<std::int64_t>::max();
    int threads = 1;
    std::uint64_t seed = 1;

    bool timed() const { return seconds < std::numeric_limits<double>::infinity(); }
    bool counted() const { return steps < std::numeric_limits<std::int64_t>::max(); }
};

/// Runs from its construction. Any thread may stop it.
class Watch {
public:
    explicit Watch(const Budget& budget, const std::atomic<bool>* cancelled = nullptr)
        : seconds_(budget.seconds), cancelled_(cancelled), start_(Clock::now()) {}

    double elapsed() const { return std::chrono::duration<double>(Clock::now() - start_).count(); }
    double left() const { return seconds_ - elapsed(); }
    bool cancelled() const {
        return cancelled_ != nullptr && cancelled_->load(std::memory_order_relaxed);
    }
    bool over() const { return cancelled() || elapsed() >= seconds_; }

private:
    using Clock = std::chrono::steady_clock;

    double seconds_;
    const std::atomic<bool>* cancelled_;
    Clock::time_point start_;
};

/// One search's part of a budget: it ends with whichever comes first.
struct Slice {
    std::int64_t steps = std::numeric_limits<std::int64_t>::max();
    double seconds = std::numeric_limits<double>::infinity();
};

}  // namespace junheng::planning
