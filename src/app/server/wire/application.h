// SPDX-License-Identifier: Apache-2.0
/// What the wire asks of the program behind it.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>

#include "app/server/wire/message.h"
#include "core/base/result.h"

namespace junheng {

/// What the head of a request is entitled to.
struct Admission {
    std::size_t body_limit = 0;
    std::optional<Response> answer = {};      // given at once, the body is not read
    std::shared_ptr<const void> ticket = {};  // comes back with the whole request
};

class Application {
public:
    Application() = default;
    Application(const Application&) = delete;
    Application& operator=(const Application&) = delete;
    virtual ~Application() = default;

    /// Called on a thread of the wire: must not wait.
    virtual Admission admit(const Request& head) = 0;
    /// Called on a thread of the wire: must not wait. `done` is called once, on any thread.
    virtual void answer(
        Request request,
        std::shared_ptr<const void> ticket,
        std::function<void(Response)> done
    ) = 0;
    /// The answer to what never became a request.
    virtual Response refusal(int status, std::string_view code, const Args& args) = 0;
    /// For metrics and logs.
    virtual void connections(std::size_t open, std::size_t streams) = 0;
};

}  // namespace junheng
