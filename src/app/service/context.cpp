// SPDX-License-Identifier: Apache-2.0
#include "app/service/context.h"

#include <chrono>
#include <cstdlib>

#include <fmt/chrono.h>

#include "core/base/home.h"

namespace junheng {
namespace {

std::string current_user() {
    for (const char* variable : {"JUNHENG_USER", "USER", "LOGNAME"})
        if (const char* name = std::getenv(variable); name != nullptr && *name != '\0')
            return name;
    return "local";
}

std::string utc_now() {
    const auto now =
        std::chrono::time_point_cast<std::chrono::seconds>(std::chrono::system_clock::now());
    return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", now);
}

}  // namespace

Date Context::today() const {
    constexpr std::size_t kDay = 10;
    return parse_date(now().substr(0, kDay)).value_or(Date{});
}

Result<Context> make_context(Language language) {
    auto home = find_home();
    if (!home)
        return tl::unexpected(home.error());
    auto messages = Messages::load(*home / "data" / "messages");
    if (!messages)
        return tl::unexpected(messages.error());
    return Context{*std::move(home), *std::move(messages), language, current_user(), utc_now};
}

}  // namespace junheng
