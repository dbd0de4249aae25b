// SPDX-License-Identifier: Apache-2.0
/// Bytes in, requests out. Refuses what two readers could understand differently (smuggling), and
/// what is larger than it may be.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

#include "app/server/wire/message.h"

namespace junheng::wire {

/// Units: bytes of start line and fields together.
inline constexpr std::uint32_t kHeadLimit = 16 * 1024;

/// Status 0: nothing is wrong.
struct Refused {
    int status = 0;
    std::string_view code;
};

class RequestReader {
public:
    RequestReader();
    ~RequestReader();
    RequestReader(const RequestReader&) = delete;
    RequestReader& operator=(const RequestReader&) = delete;

    /// Bytes that wait to be parsed, of this request or the next.
    std::size_t buffered() const;
    /// Where the next bytes go; `filled` says how many came.
    std::span<char> room();
    void filled(std::size_t count);

    /// Starts the next request.
    void begin();
    /// Codes: http.head_too_large (431), http.malformed, http.bad_target, http.ambiguous_length,
    /// http.one_host (400), http.version (505).
    Refused parse_head();
    bool head_done() const;
    /// Everything but the body.
    Request& head();

    bool has_body() const;
    /// The Content-Length.
    std::optional<std::uint64_t> announced() const;
    bool expects_continue() const;
    void limit_body(std::uint64_t bytes);
    /// Codes: http.body_too_large (413), http.malformed (400).
    Refused parse_body();
    bool body_done() const;
    std::size_t body_bytes() const;

    bool keep_alive() const;
    /// The whole request.
    Request take();

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace junheng::wire
