// SPDX-License-Identifier: Apache-2.0
/// Figures for Prometheus.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace junheng {

/// Safe to use from several threads.
class Metrics {
public:
    Metrics();
    ~Metrics();
    Metrics(const Metrics&) = delete;
    Metrics& operator=(const Metrics&) = delete;

    void answered(std::string_view operation, int status, double seconds);
    void connections(std::size_t open, std::size_t streams);
    void sessions(std::size_t open);
    void jobs(std::size_t waiting);
    std::string text() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace junheng
