// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "app/server/api/handlers.h"
#include "app/server/respond.h"
#include "app/service/audit.h"
#include "app/service/moments.h"
#include "core/base/json.h"

namespace junheng {
namespace {

constexpr std::string_view kCookieForm =
    "junheng_session={}; Path=/; HttpOnly; SameSite=Strict{}{}";

Header cookie(const Call& call, std::string_view token) {
    return {
        "Set-Cookie",
        fmt::format(
            kCookieForm,
            token,
            call.office.secure_cookies ? "; Secure" : "",
            token.empty() ? "; Max-Age=0" : ""
        )};
}

void write_scope(JsonWriter& json, const AccessScope& scope) {
    json.key("scope").begin_object().field("kind", scope.kind).field("code", scope.code);
    json.end_object();
}

Response session_answer(const Call& call, const LiveSession& session) {
    const auto left =
        std::chrono::duration_cast<std::chrono::seconds>(session.end - SessionClock::now());
    JsonWriter json;
    json.begin_object().field("user", session.account.name);
    json.field("full_name", session.account.full_name).field("role", session.role->id);
    json.key("rights").begin_array();
    for (const std::string& right : session.role->rights) json.value(right);
    json.end_array();
    write_scope(json, session.scope);
    json.field("csrf", session.csrf);
    json.field("password_change_due", session.account.password_change_due);
    json.field("idle_seconds", std::int64_t{session.idle.count()});
    json.field("expires_at", later(call.context().now(), left.count()));
    json.key("county").begin_object().field("code", call.county().code());
    json.field("name", call.county().record.name).end_object().end_object();
    return json_answer(call, json);
}

Result<Response> opened(const Call& call, const Account& account, bool shared_computer) {
    const auto opened = call.office.sessions.open(account, shared_computer);
    if (!opened)
        return tl::unexpected(opened.error());
    Response response = session_answer(call, *opened->session);
    response.headers.push_back(cookie(call, opened->token));
    return response;
}

Result<Response> login(const Call& call) {
    call.worker.context.user = call.body.text("user");
    const auto account = check_login(
        call.context(),
        call.office.rules,
        call.county(),
        call.body.text("user"),
        call.body.text("password")
    );
    if (!account)
        return tl::unexpected(account.error());
    return opened(call, *account, call.body.flag("shared_computer"));
}

Result<Response> session(const Call& call) {
    return session_answer(call, *call.session);
}

Result<Response> logout(const Call& call) {
    call.office.sessions.close(session_token(call.request.cookie));
    const auto noted = note_act(
        call.context(), call.county(), {.action = "logout", .target = call.session->account.name}
    );
    if (!noted)
        return tl::unexpected(noted.error());
    Response response = no_content();
    response.headers.push_back(cookie(call, {}));
    return response;
}

Result<Response> change_own_password(const Call& call) {
    const auto account = change_password(
        call.context(),
        call.office.rules,
        call.county(),
        call.session->account.name,
        call.body.text("old"),
        call.body.text("new")
    );
    if (!account)
        return tl::unexpected(account.error());
    const bool shared = call.session->idle.count() == call.office.rules.shared_idle_seconds;
    call.office.sessions.close_user(account->name);
    return opened(call, *account, shared);
}

}  // namespace

void add_session_handlers(Handlers& handlers) {
    handlers["login"] = login;
    handlers["session"] = session;
    handlers["logout"] = logout;
    handlers["change_password"] = change_own_password;
}

}  // namespace junheng
