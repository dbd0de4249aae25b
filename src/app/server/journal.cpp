// SPDX-License-Identifier: Apache-2.0
#include "app/server/journal.h"

#include <spdlog/async.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include "core/base/json.h"

namespace junheng {
namespace {

constexpr const char* kName = "server";
constexpr std::size_t kQueue = 8192;
constexpr int kServerFault = 500;

void add(JsonWriter& json, std::string_view name, std::string_view value) {
    if (!value.empty())
        json.field(name, value);
}

}  // namespace

Journal::Journal(bool quiet) {
    // A slow terminal may cost lines, never answers.
    spdlog::init_thread_pool(kQueue, 1);
    const auto logger = std::make_shared<spdlog::async_logger>(
        kName,
        std::make_shared<spdlog::sinks::stderr_sink_mt>(),
        spdlog::thread_pool(),
        spdlog::async_overflow_policy::overrun_oldest
    );
    spdlog::register_logger(logger);
    logger->set_pattern(
        R"({"at":"%Y-%m-%dT%H:%M:%S.%eZ","level":"%l",%v})", spdlog::pattern_time_type::utc
    );
    logger->set_level(quiet ? spdlog::level::err : spdlog::level::info);
    logger->flush_on(spdlog::level::info);
}

Journal::~Journal() {
    spdlog::drop(kName);
    spdlog::shutdown();
}

void Journal::request(const AnsweredRequest& request) {
    const auto logger = spdlog::get(kName);
    const auto level = request.status >= kServerFault ? spdlog::level::err : spdlog::level::info;
    if (!logger || !logger->should_log(level))
        return;
    JsonWriter json;
    json.begin_object().field("event", "request").field("method", request.method);
    add(json, "operation", request.operation);
    json.field("status", request.status).field("seconds", request.seconds);
    add(json, "user", request.user);
    add(json, "peer", request.peer);
    add(json, "code", request.code);
    add(json, "reason", request.reason);
    const std::string line = json.end_object().take();
    logger->log(level, "{}", std::string_view(line).substr(1, line.size() - 2));
}

void Journal::event(
    std::string_view what,
    const std::vector<std::pair<std::string, std::string>>& more
) {
    JsonWriter json;
    json.begin_object().field("event", what);
    for (const auto& [name, value] : more) json.field(name, value);
    const std::string line = json.end_object().take();
    if (const auto logger = spdlog::get(kName))
        logger->info("{}", std::string_view(line).substr(1, line.size() - 2));
}

}  // namespace junheng
