// SPDX-License-Identifier: Apache-2.0
#include "app/server/desk.h"

#include <algorithm>
#include <charconv>
#include <chrono>

#include "app/server/api/handlers.h"
#include "app/server/respond.h"
#include "app/server/status.h"
#include "app/service/scratch_folder.h"
#include "app/service/secrets.h"
#include "io/exchange/assessment_json.h"
#include "io/exchange/issue_terms.h"

namespace junheng {
namespace {

using Moment = std::chrono::steady_clock;

constexpr std::size_t kQuickQueue = 4096;
constexpr std::size_t kSlowQueue = 256;
constexpr std::size_t kLoginQueue = 64;
constexpr int kSlowThreads = 2;
constexpr std::string_view kJson = "application/json";

Language language_of(const Request& request, const Parameters& parameters) {
    const auto asked = parameters.find("lang");
    const std::string_view wish =
        asked == parameters.end() ? std::string_view(request.accept_language) : asked->second;
    return wish.starts_with("en") ? Language::en : Language::zh;
}

Result<Handlers> handlers_for(const Contract& contract) {
    Handlers handlers = all_handlers();
    const auto lost = [](std::string reason) {
        return failure(ErrorKind::internal, "contract.unreadable", {{"reason", std::move(reason)}});
    };
    for (const Operation& operation : contract.operations())
        if (operation.lane != LaneKind::here && !handlers.contains(operation.id))
            return lost("no handler for " + operation.id);
    for (const auto& [id, handler] : handlers)
        if (std::ranges::find(contract.operations(), id, &Operation::id) ==
            contract.operations().end())
            return lost("no operation for " + id);
    return handlers;
}

}  // namespace

/// What admit() found out, for answer().
struct Desk::Ticket {
    const Operation* operation = nullptr;
    Parameters parameters;
    SessionPtr session;
    Moment::time_point start;
};

std::string Call::text(std::string_view name) const {
    const auto found = parameters.find(name);
    return found == parameters.end() ? std::string() : found->second;
}

std::optional<int> Call::integer(std::string_view name) const {
    const std::string given = text(name);
    int value = 0;
    const auto [end, fault] = std::from_chars(given.data(), given.data() + given.size(), value);
    return given.empty() || fault != std::errc{} ? std::nullopt : std::optional(value);
}

Result<std::unique_ptr<Desk>> Desk::open(const Context& context, const DeskOptions& options) {
    auto rules = load_access_rules(context.access_rules());
    if (!rules)
        return tl::unexpected(rules.error());
    auto hand_ins = load_hand_in_rules(context.hand_in_rules());
    if (!hand_ins)
        return tl::unexpected(hand_ins.error());
    auto contract = Contract::load(context.contract());
    if (!contract)
        return tl::unexpected(contract.error());
    if (auto handlers = handlers_for(*contract); !handlers)
        return tl::unexpected(handlers.error());
    for (const Operation& operation : contract->operations())
        if (!operation.right.empty() && !rules->has_right(operation.right))
            return failure(
                ErrorKind::internal, "access.unknown_right", {{"right", operation.right}}
            );
    auto glossary = Glossary::load(context.glossary());
    if (!glossary)
        return tl::unexpected(glossary.error());
    auto office = std::make_unique<Office>();
    office->glossary = *std::move(glossary);
    office->context = context;
    office->rules = *std::move(rules);
    office->hand_ins = *std::move(hand_ins);
    office->contract = *std::move(contract);
    office->secure_cookies = options.secure;
    office->scratch = make_scratch_folder("exports");
    office->jobs = std::make_unique<Jobs>(context, options.county);
    office->watch = std::make_unique<Watch>(options.county);
    return std::unique_ptr<Desk>(new Desk(std::move(office), options));
}

Desk::Desk(std::unique_ptr<Office> office, const DeskOptions& options)
    : office_(std::move(office)),
      journal_(options.quiet),
      pages_(options.pages, office_->context.messages),
      handlers_(all_handlers()),
      quick_(options.quick_threads, kQuickQueue, office_->context, options.county),
      slow_(kSlowThreads, kSlowQueue, office_->context, options.county),
      login_(1, kLoginQueue, office_->context, options.county) {}

Desk::~Desk() {
    stop(std::chrono::milliseconds(0));
    remove_scratch_folder(office_->scratch);
}

void Desk::stop(std::chrono::milliseconds patience) {
    office_->jobs->stop(patience);
    office_->watch->stop();
    quick_.stop();
    slow_.stop();
    login_.stop();
}

void Desk::connections(std::size_t open, std::size_t streams) {
    metrics_.connections(open, streams);
}

Response Desk::failed(Error error, Language language) const {
    // "shared" and "equipment_yuan" are for programs; the sentence names them as the tables do.
    add_terms(error.args, office_->glossary, language);
    return {
        .status = status_of(error),
        .headers = {{"Cache-Control", "no-store"}},
        .body = bytes(error_json(error, office_->context.messages, language))};
}

Response Desk::refusal(int status, std::string_view code, const Args& args) {
    metrics_.answered("refused", status, 0);
    Response response =
        failed({ErrorKind::usage, std::string(code), args, {}}, office_->context.language);
    response.status = status;
    return response;
}

Response Desk::here(const Operation& operation) {
    if (operation.id == "metrics") {
        metrics_.sessions(office_->sessions.size());
        metrics_.jobs(office_->jobs->running());
        return {
            .status = 200,
            .type = "text/plain; version=0.0.4; charset=utf-8",
            .headers = {{"Cache-Control", "no-store"}},
            .body = bytes(metrics_.text())};
    }
    if (operation.id == "contract")
        return {.status = 200, .headers = {}, .body = office_->contract.text()};
    return health(draining_);
}

Admission Desk::admit_page(const Request& head) {
    Response response =
        head.method == Method::get
            ? pages_.answer(head)
            : failed(
                  {ErrorKind::usage, "http.wrong_method", {{"method", head.method_text}}, {}},
                  language_of(head, {})
              );
    if (response.status == 405)
        response.headers.push_back({"Allow", "GET, HEAD"});
    if (response.status == 404)
        response = failed(
            {ErrorKind::usage, "http.no_such_address", {{"path", head.path}}, {}},
            language_of(head, {})
        );
    metrics_.answered("page", response.status, 0);
    return {.answer = std::move(response)};
}

std::optional<Error> Desk::refuse(const Request& head, const Ticket& ticket) const {
    const Operation& operation = *ticket.operation;
    if (operation.open)
        return std::nullopt;
    if (!ticket.session)
        return Error{ErrorKind::forbidden, "auth.required", {}, {}};
    if (operation.csrf && !same_text(head.csrf, ticket.session->csrf))
        return Error{ErrorKind::forbidden, "auth.csrf", {}, {}};
    if (operation.right.empty())
        return std::nullopt;
    if (!ticket.session->may(operation.right))
        return Error{ErrorKind::forbidden, "auth.no_right", {{"right", operation.right}}, {}};
    if (ticket.session->account.password_change_due &&
        office_->rules.rest_until_changed.contains(operation.right))
        return Error{ErrorKind::forbidden, "auth.change_password_first", {}, {}};
    return std::nullopt;
}

Admission Desk::admit(const Request& head) {
    auto found = office_->contract.find(head.method, head.path);
    if (found.operation == nullptr && found.allowed.empty() && !head.path.starts_with("/api/"))
        return admit_page(head);
    const Language language = language_of(head, {});
    if (found.operation == nullptr) {
        const bool known = !found.allowed.empty();
        Response response = failed(
            {ErrorKind::usage,
             known ? "http.wrong_method" : "http.no_such_address",
             known ? Args{{"method", head.method_text}} : Args{{"path", head.path}},
             {}},
            language
        );
        if (known)
            response.headers.push_back({"Allow", found.allowed});
        metrics_.answered("unknown", response.status, 0);
        return {.answer = std::move(response)};
    }
    if (found.operation->lane == LaneKind::here)
        return {.answer = here(*found.operation)};
    auto ticket = std::make_shared<Ticket>();
    ticket->operation = found.operation;
    ticket->parameters = std::move(found.parameters);
    ticket->session = office_->sessions.find(session_token(head.cookie));
    ticket->start = Moment::now();
    if (const auto error = refuse(head, *ticket)) {
        Response response = failed(*error, language);
        note(head, *ticket, response, error->code, {});
        return {.answer = std::move(response)};
    }
    return {.body_limit = found.operation->body_limit, .ticket = ticket};
}

Lane& Desk::lane(LaneKind kind) {
    return kind == LaneKind::slow ? slow_ : kind == LaneKind::login ? login_ : quick_;
}

void Desk::answer(
    Request request,
    std::shared_ptr<const void> ticket,
    std::function<void(Response)> done
) {
    const auto own = std::static_pointer_cast<const Ticket>(ticket);
    auto whole = std::make_shared<Request>(std::move(request));
    const bool posted =
        lane(own->operation->lane).post([this, own, whole, done](Worker* worker, const Error* e) {
            done(answered(worker, e, *whole, *own));
        });
    if (posted)
        return;
    const Error busy{ErrorKind::unavailable, "server.busy", {}, {}};
    Response response = failed(busy, language_of(*whole, {}));
    response.headers.push_back({"Retry-After", "1"});
    note(*whole, *own, response, busy.code, {});
    done(std::move(response));
}

Response Desk::answered(
    Worker* worker,
    const Error* fault,
    Request& request,
    const Ticket& ticket
) {
    const auto attempt = [&]() -> Result<Response> {
        if (worker == nullptr)
            return tl::unexpected(*fault);
        try {
            return handled(*worker, request, ticket);
        } catch (const std::bad_alloc&) {
            return failure(ErrorKind::unavailable, "system.out_of_memory");
        } catch (const std::exception& broken) {
            return failure(ErrorKind::internal, "system.internal", {{"reason", broken.what()}});
        }
    };
    auto result = attempt();
    if (result) {
        note(request, ticket, *result, {}, {});
        return *std::move(result);
    }
    Error error = result.error();
    std::string reason;
    // What broke inside is for the log, not for whoever asked.
    if (error.kind == ErrorKind::internal && !error.args.empty())
        std::swap(reason, error.args.front().second);
    Response response = failed(error, language_of(request, ticket.parameters));
    note(request, ticket, response, error.code, reason);
    return response;
}

Result<void> Desk::notice_accounts(Worker& worker, const Revision& revision) {
    if (accounts_revision_ == revision.accounts)
        return {};
    const std::scoped_lock lock(accounts_mutex_);
    const auto accounts = worker.county.store->accounts(worker.county.code());
    if (!accounts)
        return tl::unexpected(accounts.error());
    office_->sessions.compare(*accounts);
    accounts_revision_ = revision.accounts;
    return {};
}

Result<Response> Desk::handled(Worker& worker, const Request& request, const Ticket& ticket) {
    const Operation& operation = *ticket.operation;
    const auto revision = worker.county.store->revision(worker.county.code());
    if (!revision)
        return tl::unexpected(revision.error());
    office_->watch->see(revision->data);
    if (auto noticed = notice_accounts(worker, *revision); !noticed)
        return tl::unexpected(noticed.error());
    if (ticket.session && ticket.session->ended && !operation.open)
        return failure(ErrorKind::forbidden, "auth.required");
    Parameters parameters = ticket.parameters;
    if (auto good = read_parameters(operation, request.query, parameters); !good)
        return tl::unexpected(good.error());
    worker.context.language = language_of(request, parameters);
    worker.context.user = ticket.session ? ticket.session->account.name : "";
    std::optional<JsonDocument> document;
    if (operation.body == BodyKind::json) {
        if (!request.content_type.starts_with(kJson))
            return failure(ErrorKind::usage, "http.wrong_type", {{"expected", std::string(kJson)}});
        auto parsed = JsonDocument::parse(request.body);
        if (!parsed)
            return tl::unexpected(parsed.error());
        document = *std::move(parsed);
        if (auto good = operation.schema->check(document->root()); !good)
            return tl::unexpected(good.error());
    }
    const Call call{
        request,
        operation,
        parameters,
        ticket.session,
        *office_,
        worker,
        document ? document->root() : JsonView(),
        revision->data};
    auto response = handlers_.find(operation.id)->second(call);
    if (response && response->status == 200)
        response->status = operation.status;
    return response;
}

void Desk::note(
    const Request& request,
    const Ticket& ticket,
    const Response& response,
    std::string_view code,
    std::string_view reason
) {
    const double seconds = std::chrono::duration<double>(Moment::now() - ticket.start).count();
    metrics_.answered(ticket.operation->id, response.status, seconds);
    journal_.request(
        {.method = request.method_text,
         .operation = ticket.operation->id,
         .user = ticket.session ? std::string_view(ticket.session->account.name) : "",
         .peer = request.peer,
         .status = response.status,
         .seconds = seconds,
         .code = code,
         .reason = reason}
    );
}

}  // namespace junheng
