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
    JobFeed(Office& office, SessionPtr session, const JobStatus& job)
        : office_(office), session_(std::move(session)), id_(job.id), user_(job.by) {}

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
        return !job || job->ended() || session_->ended;
    }
    std::uint64_t subscribe(std::function<void()> wake) override {
        return office_.jobs->subscribe(id_, std::move(wake));
    }
    void unsubscribe(std::uint64_t number) override { office_.jobs->unsubscribe(id_, number); }

private:
    Office& office_;
    SessionPtr session_;
    std::string id_;
    std::string user_;
};

/// The county's revision: what an open page holds its own against.
class RevisionFeed final : public EventFeed {
public:
    RevisionFeed(Office& office, SessionPtr session, std::int64_t revision)
        : office_(office), session_(std::move(session)) {
        office_.watch->see(revision);
    }

    std::optional<std::string> next(std::uint64_t& position) override {
        const auto revision = static_cast<std::uint64_t>(office_.watch->revision()) + 1;
        if (revision <= position)
            return std::nullopt;
        position = revision;
        const std::string number = std::to_string(revision - 1);
        return "event: revision\nid: " + number + "\ndata: {\"revision\":" + number + "}\n\n";
    }
    bool ended() override { return session_->ended; }
    std::uint64_t subscribe(std::function<void()> wake) override {
        return office_.watch->subscribe(std::move(wake));
    }
    void unsubscribe(std::uint64_t number) override { office_.watch->unsubscribe(number); }

private:
    Office& office_;
    SessionPtr session_;
};

Response stream_of(std::shared_ptr<EventFeed> feed) {
    return {
        .status = 200,
        .type = "text/event-stream; charset=utf-8",
        .headers = {{"Cache-Control", "no-store"}, {"X-Accel-Buffering", "no"}},
        .body = {},
        .feed = std::move(feed)};
}

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
    return stream_of(std::make_shared<JobFeed>(call.office, call.session, *found));
}

Result<Response> events_of_county(const Call& call) {
    return stream_of(std::make_shared<RevisionFeed>(call.office, call.session, call.revision));
}

}  // namespace

void add_job_handlers(Handlers& handlers) {
    handlers["jobs"] = jobs;
    handlers["job"] = job;
    handlers["cancel_job"] = cancel;
    handlers["job_events"] = events;
    handlers["events"] = events_of_county;
}

}  // namespace junheng
