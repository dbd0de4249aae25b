// SPDX-License-Identifier: Apache-2.0
#include "app/server/api/encode.h"
#include "app/server/api/handlers.h"
#include "app/server/respond.h"
#include "core/base/json.h"

namespace junheng {
namespace {

/// A job as server-sent events: its state whenever it changed, the last one as "end".
class JobFeed final : public EventFeed {
public:
    JobFeed(Office& office, JobStatus job) : office_(office), id_(job.id), user_(job.by) {}

    std::optional<std::string> next(std::uint64_t& position) override {
        const auto job = office_.jobs->find(id_, user_);
        if (!job || job->version < position)
            return std::nullopt;
        position = job->version + 1;
        return std::string("event: ") + (job->ended() ? "end" : "progress") +
               "\nid: " + std::to_string(job->version) +
               "\ndata: " + job_json(*job, office_.context.messages) + "\n\n";
    }
    bool ended() override {
        const auto job = office_.jobs->find(id_, user_);
        return !job || job->ended();
    }
    std::uint64_t subscribe(std::function<void()> wake) override {
        return office_.jobs->subscribe(id_, std::move(wake));
    }
    void unsubscribe(std::uint64_t number) override { office_.jobs->unsubscribe(id_, number); }

private:
    Office& office_;
    std::string id_;
    std::string user_;
};

Result<JobStatus> own_job(const Call& call) {
    const auto job = call.office.jobs->find(call.text("id"), call.session->account.name);
    if (!job)
        return failure(ErrorKind::usage, "job.unknown", {{"id", call.text("id")}});
    return *job;
}

Result<Response> job_answer(const Call& call, const Result<JobStatus>& job) {
    if (!job)
        return tl::unexpected(job.error());
    return json_answer(call, job_json(*job, call.context().messages));
}

Result<Response> jobs(const Call& call) {
    std::string text = R"({"jobs":[)";
    for (const JobStatus& job : call.office.jobs->list(call.session->account.name))
        text += (text.back() == '[' ? "" : ",") + job_json(job, call.context().messages);
    return json_answer(call, text + "]}");
}

Result<Response> job(const Call& call) {
    return job_answer(call, own_job(call));
}

Result<Response> cancel(const Call& call) {
    return job_answer(call, call.office.jobs->cancel(call.text("id"), call.session->account.name));
}

Result<Response> events(const Call& call) {
    const auto found = own_job(call);
    if (!found)
        return tl::unexpected(found.error());
    return Response{
        .status = 200,
        .type = "text/event-stream; charset=utf-8",
        .headers = {{"Cache-Control", "no-store"}, {"X-Accel-Buffering", "no"}},
        .body = {},
        .feed = std::make_shared<JobFeed>(call.office, *found)};
}

}  // namespace

void add_job_handlers(Handlers& handlers) {
    handlers["jobs"] = jobs;
    handlers["job"] = job;
    handlers["cancel_job"] = cancel;
    handlers["job_events"] = events;
}

}  // namespace junheng
