// SPDX-License-Identifier: Apache-2.0
#include "app/server/lane.h"

namespace junheng {

Lane::Lane(int threads, std::size_t longest_queue, Context context, std::string county)
    : longest_queue_(longest_queue), context_(std::move(context)), county_(std::move(county)) {
    for (int i = 0; i < threads; ++i) threads_.emplace_back([this] { run(); });
}

Lane::~Lane() {
    stop();
}

void Lane::stop() {
    {
        const std::scoped_lock lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
    for (std::thread& thread : threads_)
        if (thread.joinable())
            thread.join();
}

bool Lane::post(Work work) {
    {
        const std::scoped_lock lock(mutex_);
        if (stopping_ || queue_.size() >= longest_queue_)
            return false;
        queue_.push_back(std::move(work));
    }
    wake_.notify_one();
    return true;
}

void Lane::run() {
    std::optional<Worker> worker;
    std::unique_lock lock(mutex_);
    for (;;) {
        wake_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
        if (queue_.empty())
            return;
        const Work work = std::move(queue_.front());
        queue_.pop_front();
        lock.unlock();
        std::optional<Error> fault;
        if (!worker) {
            auto county = open_county(county_);
            if (county)
                worker.emplace(Worker{context_, *std::move(county)});
            else
                fault = county.error();
        }
        work(worker ? &*worker : nullptr, fault ? &*fault : nullptr);
        lock.lock();
    }
}

}  // namespace junheng
