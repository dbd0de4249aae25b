// SPDX-License-Identifier: Apache-2.0
#include "app/server/respond.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/base/json.h"

namespace junheng {
namespace {

constexpr std::string_view kCookie = "junheng_session=";
constexpr std::size_t kWorthPacking = 4096;
constexpr int kFastest = 1;

bool unpacks(const Request& request) {
    return request.accept_encoding.find("gzip") != std::string::npos;
}

std::string escaped(std::string_view name) {
    std::string text;
    for (const char c : name) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain = std::isalnum(byte) != 0 || c == '.' || c == '-' || c == '_';
        text += plain ? std::string(1, c) : fmt::format("%{:02X}", byte);
    }
    return text;
}

}  // namespace

Response json_answer(const Call& call, std::string text) {
    Response response{.status = 200, .headers = {{"Cache-Control", "no-store"}}};
    if (text.size() >= kWorthPacking && unpacks(call.request)) {
        response.body = bytes(gzip(text, kFastest));
        response.headers.push_back({"Content-Encoding", "gzip"});
    } else {
        response.body = bytes(std::move(text));
    }
    return response;
}

Response json_answer(const Call& call, JsonWriter& json) {
    return json_answer(call, json.take());
}

Response no_content() {
    return {.status = 204, .type = {}, .headers = {{"Cache-Control", "no-store"}}};
}

Response file_answer(std::string name, std::string content) {
    return {
        .status = 200,
        .type = "application/octet-stream",
        .headers =
            {{"Cache-Control", "no-store"},
             {"Content-Disposition", "attachment; filename*=UTF-8''" + escaped(name)}},
        .body = bytes(std::move(content))};
}

Response health(bool draining) {
    JsonWriter json;
    json.begin_object().field("status", draining ? "draining" : "ok");
    json.field("version", JUNHENG_VERSION).end_object();
    return {
        .status = draining ? 503 : 200,
        .headers = {{"Cache-Control", "no-store"}},
        .body = bytes(json.take())};
}

Result<Response> kept_answer(
    const Call& call,
    const std::string& whose,
    const std::function<Result<std::string>()>& make
) {
    std::string key = call.operation.id;
    for (const auto& [name, value] : call.parameters) key += "\n" + name + "=" + value;
    key += call.context().language == Language::zh ? "\nzh\n" : "\nen\n";
    const auto found =
        call.office.answers.get(key + whose, call.revision, [&] { return make().map(kept); });
    if (!found)
        return tl::unexpected(found.error());
    const KeptAnswer& answer = **found;
    Response response{.status = 200};
    response.headers = {
        {"ETag", answer.tag},
        {"Cache-Control", "private, no-cache"},
        {"Vary", "Accept-Encoding, Accept-Language, Cookie"}};
    if (call.request.if_none_match == answer.tag) {
        response.status = 304;
        return response;
    }
    const bool packed = unpacks(call.request) && answer.plain->size() >= kWorthPacking;
    response.body = packed ? answer.packed : answer.plain;
    if (packed)
        response.headers.push_back({"Content-Encoding", "gzip"});
    return response;
}

Result<JudgementPtr> judgement(const Call& call) {
    return call.office.judgements.judge(
        call.context(),
        call.county(),
        {.year = call.integer("year"), .scenario = call.text("scenario")},
        call.revision
    );
}

Reach reach(const Call& call, const Snapshot& snapshot) {
    return reach_of(call.session->scope, snapshot);
}

Writer writer(const Call& call) {
    return {call.session->scope, call.session->role, &call.office.hand_ins};
}

std::string session_token(std::string_view cookie) {
    while (!cookie.empty()) {
        const auto end = std::min(cookie.find(';'), cookie.size());
        std::string_view pair = cookie.substr(0, end);
        cookie.remove_prefix(std::min(cookie.size(), end + 1));
        pair.remove_prefix(std::min(pair.find_first_not_of(' '), pair.size()));
        if (pair.starts_with(kCookie))
            return std::string(pair.substr(kCookie.size()));
    }
    return {};
}

}  // namespace junheng
