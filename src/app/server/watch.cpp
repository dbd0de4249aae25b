// SPDX-License-Identifier: Apache-2.0
#include "app/server/watch.h"

#include <optional>
#include <vector>

#include "app/service/county.h"

namespace junheng {
namespace {

constexpr std::chrono::seconds kLook{1};

}  // namespace

Watch::Watch(std::string county) : county_(std::move(county)), thread_([this] { run(); }) {}

Watch::~Watch() {
    stop();
}

void Watch::stop() {
    {
        const std::scoped_lock lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
    if (thread_.joinable())
        thread_.join();
}

void Watch::see(std::int64_t revision) {
    std::int64_t known = revision_;
    while (revision > known)
        if (revision_.compare_exchange_weak(known, revision)) {
            std::vector<std::function<void()>> listeners;
            {
                const std::scoped_lock lock(mutex_);
                for (const auto& [number, listener] : listeners_) listeners.push_back(listener);
            }
            for (const auto& listener : listeners) listener();
            return;
        }
}

std::uint64_t Watch::subscribe(std::function<void()> wake) {
    const std::scoped_lock lock(mutex_);
    listeners_.emplace(++numbers_, std::move(wake));
    wake_.notify_all();
    return numbers_;
}

void Watch::unsubscribe(std::uint64_t number) {
    const std::scoped_lock lock(mutex_);
    listeners_.erase(number);
}

void Watch::run() {
    std::optional<County> county;
    std::unique_lock lock(mutex_);
    for (;;) {
        wake_.wait(lock, [this] { return stopping_ || !listeners_.empty(); });
        if (stopping_)
            return;
        lock.unlock();
        if (!county)
            if (auto opened = open_county(county_))
                county = *std::move(opened);
        if (county)
            if (const auto revision = county->store->revision(county->code()))
                see(revision->data);
        lock.lock();
        wake_.wait_for(lock, kLook, [this] { return stopping_; });
    }
}

}  // namespace junheng
