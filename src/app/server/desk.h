// SPDX-License-Identifier: Apache-2.0
/// Where every request arrives: who is it, may he, is it well formed; then one call of a handler on
/// the thread that it belongs to.
#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/server/answer_cache.h"
#include "app/server/contract.h"
#include "app/server/journal.h"
#include "app/server/lane.h"
#include "app/server/metrics.h"
#include "app/server/pages.h"
#include "app/server/watch.h"
#include "app/server/wire/application.h"
#include "app/service/hand_in_rules.h"
#include "app/service/import_drafts.h"
#include "app/service/jobs.h"
#include "app/service/judgement_cache.h"
#include "app/service/sessions.h"
#include "core/base/json_reader.h"
#include "core/standards/glossary.h"

namespace junheng {

/// Files that were made to be taken away.
struct ReadyExport {
    std::string by;
    std::string kind;
    std::filesystem::path folder;
};

/// What all handlers share. Safe to use from several threads.
struct Office {
    Context context;
    AccessRules rules;
    HandInRules hand_ins;
    Contract contract;
    Glossary glossary;
    bool secure_cookies = false;
    std::filesystem::path scratch;
    LiveSessions sessions{rules};
    JudgementCache judgements;
    AnswerCache answers{kMostAnswers};
    ImportDrafts drafts;
    std::mutex exports_mutex;
    std::map<std::string, ReadyExport> exports;
    std::unique_ptr<Jobs> jobs;
    std::unique_ptr<Watch> watch;
};

/// One request on its way through a handler. Invariant: parameters and body fit the contract; there
/// is a session unless the operation is open.
struct Call {
    const Request& request;
    const Operation& operation;
    const Parameters& parameters;
    const SessionPtr& session;
    Office& office;
    Worker& worker;
    JsonView body;
    std::int64_t revision = 0;

    const Context& context() const { return worker.context; }
    County& county() const { return worker.county; }
    /// Empty where it was not given.
    std::string text(std::string_view name) const;
    std::optional<int> integer(std::string_view name) const;
};

using Handler = Result<Response> (*)(const Call&);
using Handlers = std::map<std::string, Handler, std::less<>>;

struct DeskOptions {
    std::string county;
    std::filesystem::path pages;
    int quick_threads = 2;
    bool quiet = false;
    bool secure = false;
};

class Desk final : public Application {
public:
    /// Errors (internal): contract.* and access.*; contract.unreadable when an operation has no
    /// handler, or a handler no operation.
    static Result<std::unique_ptr<Desk>> open(const Context& context, const DeskOptions& options);
    ~Desk() override;

    Admission admit(const Request& head) override;
    void answer(
        Request request,
        std::shared_ptr<const void> ticket,
        std::function<void(Response)> done
    ) override;
    Response refusal(int status, std::string_view code, const Args& args) override;
    void connections(std::size_t open, std::size_t streams) override;

    void begin_draining() { draining_ = true; }
    /// Ends what runs beside the requests.
    void stop(std::chrono::milliseconds patience);
    Office& office() { return *office_; }
    Journal& journal() { return journal_; }

private:
    struct Ticket;
    Desk(std::unique_ptr<Office> office, const DeskOptions& options);

    Response here(const Operation& operation);
    std::optional<Error> refuse(const Request& head, const Ticket& ticket) const;
    Admission admit_page(const Request& head);
    Response failed(Error error, Language language) const;
    Response answered(Worker* worker, const Error* fault, Request& request, const Ticket& ticket);
    Result<Response> handled(Worker& worker, const Request& request, const Ticket& ticket);
    Result<void> notice_accounts(Worker& worker, const Revision& revision);
    void note(
        const Request& request,
        const Ticket& ticket,
        const Response& response,
        std::string_view code,
        std::string_view reason
    );
    Lane& lane(LaneKind kind);

    std::unique_ptr<Office> office_;
    Journal journal_;
    Metrics metrics_;
    Pages pages_;
    Handlers handlers_;
    std::atomic<bool> draining_ = false;
    std::mutex accounts_mutex_;
    std::atomic<std::int64_t> accounts_revision_ = -1;
    Lane quick_;
    Lane slow_;
    Lane login_;
};

}  // namespace junheng
