// SPDX-License-Identifier: Apache-2.0
#include "app/server/metrics.h"

#include <map>
#include <mutex>

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

namespace junheng {
namespace {

const prometheus::Histogram::BucketBoundaries
    kSeconds{0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10};

}  // namespace

struct Metrics::State {
    prometheus::Registry registry;
    prometheus::Family<prometheus::Counter>& requests =
        prometheus::BuildCounter()
            .Name("junheng_requests_total")
            .Help("Requests answered, by operation and status")
            .Register(registry);
    prometheus::Family<prometheus::Histogram>& seconds =
        prometheus::BuildHistogram()
            .Name("junheng_request_seconds")
            .Help("From the whole request to the answer, by operation")
            .Register(registry);
    prometheus::Family<prometheus::Gauge>& gauges =
        prometheus::BuildGauge()
            .Name("junheng_open")
            .Help("Connections, event streams, sessions and jobs that are open")
            .Register(registry);
    prometheus::Gauge& open = gauges.Add({{"what", "connections"}});
    prometheus::Gauge& streams = gauges.Add({{"what", "event_streams"}});
    prometheus::Gauge& sessions = gauges.Add({{"what", "sessions"}});
    prometheus::Gauge& jobs = gauges.Add({{"what", "jobs"}});

    std::mutex mutex;
    std::map<std::pair<std::string, int>, prometheus::Counter*, std::less<>> counters;
    std::map<std::string, prometheus::Histogram*, std::less<>> histograms;

    prometheus::Counter& counter(std::string_view operation, int status) {
        const std::scoped_lock lock(mutex);
        auto& found = counters[{std::string(operation), status}];
        if (found == nullptr)
            found = &requests.Add(
                {{"operation", std::string(operation)}, {"status", std::to_string(status)}}
            );
        return *found;
    }
    prometheus::Histogram& histogram(std::string_view operation) {
        const std::scoped_lock lock(mutex);
        auto& found = histograms[std::string(operation)];
        if (found == nullptr)
            found = &seconds.Add({{"operation", std::string(operation)}}, kSeconds);
        return *found;
    }
};

Metrics::Metrics() : state_(std::make_unique<State>()) {}
Metrics::~Metrics() = default;

void Metrics::answered(std::string_view operation, int status, double seconds) {
    state_->counter(operation, status).Increment();
    state_->histogram(operation).Observe(seconds);
}

void Metrics::connections(std::size_t open, std::size_t streams) {
    state_->open.Set(static_cast<double>(open));
    state_->streams.Set(static_cast<double>(streams));
}

void Metrics::sessions(std::size_t open) {
    state_->sessions.Set(static_cast<double>(open));
}

void Metrics::jobs(std::size_t waiting) {
    state_->jobs.Set(static_cast<double>(waiting));
}

std::string Metrics::text() const {
    return prometheus::TextSerializer().Serialize(state_->registry.Collect());
}

}  // namespace junheng
