// SPDX-License-Identifier: Apache-2.0
#include "app/service/jobs.h"

#include <algorithm>
#include <array>

#include "app/service/secrets.h"

namespace junheng {
namespace {

constexpr std::size_t kMostWaiting = 64;
constexpr std::size_t kMostKept = 256;
constexpr std::array<std::string_view, 5> kStates{
    "queued",
    "running",
    "done",
    "failed",
    "cancelled"};

}  // namespace

std::string_view name(JobState state) {
    return kStates[static_cast<std::size_t>(state)];
}

struct Jobs::Job final : JobProgress {
    explicit Job(Jobs& owner) : jobs(owner) {}

    void report(std::int64_t done, std::optional<std::int64_t> total) override {
        if (cancel)
            throw JobCancelled{};
        jobs.change(*this, [&](JobStatus& now) {
            now.done = done;
            now.total = total;
        });
    }

    Jobs& jobs;
    JobStatus status;
    JobWork work;
    std::atomic<bool> cancel = false;
    std::map<std::uint64_t, std::function<void()>> listeners;
};

Jobs::Jobs(Context context, std::string address)
    : context_(std::move(context)), address_(std::move(address)), thread_([this] { run(); }) {}

Jobs::~Jobs() {
    stop(std::chrono::milliseconds(0));
}

void Jobs::stop(std::chrono::milliseconds patience) {
    {
        std::unique_lock lock(mutex_);
        stopping_ = true;
        wake_.notify_all();
        wake_.wait_for(lock, patience, [this] { return !busy_; });
        for (const auto& [id, job] : jobs_) job->cancel = true;
    }
    if (thread_.joinable())
        thread_.join();
}

template <class F>
void Jobs::change(Job& job, F&& f) {
    std::vector<std::function<void()>> listeners;
    {
        const std::scoped_lock lock(mutex_);
        f(job.status);
        ++job.status.version;
        for (const auto& [number, listener] : job.listeners) listeners.push_back(listener);
    }
    for (const auto& listener : listeners) listener();
}

Result<std::string> Jobs::start(const Context& asked_by, std::string kind, JobWork work) {
    auto job = std::make_shared<Job>(*this);
    job->status.id = random_id();
    job->status.kind = std::move(kind);
    job->status.by = asked_by.user;
    job->status.language = asked_by.language;
    job->work = std::move(work);
    const std::scoped_lock lock(mutex_);
    if (stopping_ || queue_.size() >= kMostWaiting)
        return failure(ErrorKind::unavailable, "job.too_many");
    forget_old();
    jobs_.emplace(job->status.id, job);
    order_.push_back(job->status.id);
    queue_.push_back(job);
    wake_.notify_all();
    return job->status.id;
}

/// Whoever waits for a job that has not ended still finds it.
void Jobs::forget_old() {
    for (auto id = order_.begin(); id != order_.end() && order_.size() >= kMostKept;) {
        if (jobs_.at(*id)->status.ended()) {
            jobs_.erase(*id);
            id = order_.erase(id);
        } else {
            ++id;
        }
    }
}

std::shared_ptr<Jobs::Job> Jobs::own(const std::string& id, const std::string& user) const {
    const auto found = jobs_.find(id);
    return found == jobs_.end() || found->second->status.by != user ? nullptr : found->second;
}

std::optional<JobStatus> Jobs::find(const std::string& id, const std::string& user) {
    const std::scoped_lock lock(mutex_);
    const auto job = own(id, user);
    return job ? std::optional(job->status) : std::nullopt;
}

std::vector<JobStatus> Jobs::list(const std::string& user) {
    const std::scoped_lock lock(mutex_);
    std::vector<JobStatus> own;
    for (const std::string& id : order_)
        if (const auto found = jobs_.find(id);
            found != jobs_.end() && found->second->status.by == user)
            own.push_back(found->second->status);
    return own;
}

Result<JobStatus> Jobs::cancel(const std::string& id, const std::string& user) {
    std::shared_ptr<Job> job;
    bool waiting = false;
    {
        const std::scoped_lock lock(mutex_);
        job = own(id, user);
        if (!job)
            return failure(ErrorKind::usage, "job.unknown", {{"id", id}});
        job->cancel = true;
        waiting = std::erase(queue_, job) > 0;
    }
    if (waiting)
        change(*job, [this](JobStatus& now) {
            now.state = JobState::cancelled;
            now.ended_at = context_.now();
        });
    const std::scoped_lock lock(mutex_);
    return job->status;
}

std::uint64_t Jobs::subscribe(const std::string& id, std::function<void()> wake) {
    const std::scoped_lock lock(mutex_);
    if (const auto found = jobs_.find(id); found != jobs_.end())
        found->second->listeners.emplace(++subscriptions_, std::move(wake));
    return subscriptions_;
}

void Jobs::unsubscribe(const std::string& id, std::uint64_t number) {
    const std::scoped_lock lock(mutex_);
    if (const auto found = jobs_.find(id); found != jobs_.end())
        found->second->listeners.erase(number);
}

std::size_t Jobs::running() {
    const std::scoped_lock lock(mutex_);
    return queue_.size() + (busy_ ? 1 : 0);
}

void Jobs::run() {
    std::unique_lock lock(mutex_);
    for (;;) {
        wake_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
        if (stopping_)
            return;
        const auto job = queue_.front();
        queue_.pop_front();
        busy_ = true;
        lock.unlock();
        run_one(job);
        lock.lock();
        busy_ = false;
        wake_.notify_all();
    }
}

Result<std::string> Jobs::outcome(const std::shared_ptr<Job>& job, bool& cancelled) {
    try {
        if (!county_) {
            auto opened = open_county(address_);
            if (!opened)
                return tl::unexpected(opened.error());
            county_ = *std::move(opened);
        }
        context_.user = job->status.by;
        context_.language = job->status.language;
        return job->work(context_, *county_, *job);
    } catch (const JobCancelled&) {
        cancelled = true;
        return std::string();
    } catch (const std::bad_alloc&) {
        return failure(ErrorKind::unavailable, "system.out_of_memory");
    } catch (const std::exception& fault) {
        return failure(ErrorKind::internal, "system.internal", {{"reason", fault.what()}});
    }
}

void Jobs::run_one(const std::shared_ptr<Job>& job) {
    change(*job, [this](JobStatus& now) {
        now.state = JobState::running;
        now.started_at = context_.now();
    });
    bool cancelled = false;
    auto result = outcome(job, cancelled);
    change(*job, [&](JobStatus& now) {
        now.ended_at = context_.now();
        now.state = cancelled ? JobState::cancelled : result ? JobState::done : JobState::failed;
        if (!result)
            now.error = result.error();
        else if (!cancelled)
            now.result = *std::move(result);
    });
    job->work = nullptr;
}

}  // namespace junheng
