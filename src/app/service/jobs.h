// SPDX-License-Identifier: Apache-2.0
/// Long work that outlives the request that began it: progress, cancel, result.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "app/service/context.h"
#include "app/service/county.h"
#include "core/base/result.h"

namespace junheng {

enum class JobState : std::uint8_t { queued, running, done, failed, cancelled };
std::string_view name(JobState state);

/// A job as it stands at one moment.
struct JobStatus {
    std::string id;
    std::string kind;
    std::string by;
    JobState state = JobState::queued;
    std::int64_t done = 0;
    std::optional<std::int64_t> total;
    std::string started_at;
    std::string ended_at;
    std::string result;  // JSON of a finished job
    std::optional<Error> error;
    Language language = Language::zh;
    std::uint64_t version = 0;  // grows with every change

    bool ended() const { return state >= JobState::done; }
};

/// What the work itself sees of its job.
class JobProgress {
public:
    virtual ~JobProgress() = default;
    /// Throws JobCancelled when somebody wants the job to end.
    virtual void report(std::int64_t done, std::optional<std::int64_t> total) = 0;
};

struct JobCancelled {};

/// Answers the result as a JSON object.
using JobWork = std::function<Result<std::string>(const Context&, County&, JobProgress&)>;

/// One thread with a store of its own. Safe to use from several threads.
class Jobs {
public:
    /// `address` is opened when the first job runs.
    Jobs(Context context, std::string address);
    /// Cancels what still runs.
    ~Jobs();
    Jobs(const Jobs&) = delete;
    Jobs& operator=(const Jobs&) = delete;

    /// For the user and in the language of the context. Errors (unavailable): job.too_many.
    Result<std::string> start(const Context& asked_by, std::string kind, JobWork work);
    /// None when there is no such job of this user.
    std::optional<JobStatus> find(const std::string& id, const std::string& user);
    std::vector<JobStatus> list(const std::string& user);
    /// Errors (usage): job.unknown.
    Result<JobStatus> cancel(const std::string& id, const std::string& user);

    /// Tells of every change of the job, on any thread.
    std::uint64_t subscribe(const std::string& id, std::function<void()> wake);
    void unsubscribe(const std::string& id, std::uint64_t number);

    std::size_t running();
    /// No new ones; the running one may end within `patience`, then it is cancelled.
    void stop(std::chrono::milliseconds patience);

private:
    struct Job;
    void run();
    void run_one(const std::shared_ptr<Job>& job);
    Result<std::string> outcome(const std::shared_ptr<Job>& job, bool& cancelled);
    template <class F>
    void change(Job& job, F&& f);
    void forget_old();
    /// Under the lock; none when there is no such job of this user.
    std::shared_ptr<Job> own(const std::string& id, const std::string& user) const;

    Context context_;
    std::string address_;
    std::optional<County> county_;
    std::mutex mutex_;
    std::condition_variable wake_;
    std::map<std::string, std::shared_ptr<Job>> jobs_;
    std::deque<std::shared_ptr<Job>> queue_;
    std::deque<std::string> order_;
    std::uint64_t subscriptions_ = 0;
    bool stopping_ = false;
    bool busy_ = false;
    std::thread thread_;
};

}  // namespace junheng
