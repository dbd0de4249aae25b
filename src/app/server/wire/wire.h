// SPDX-License-Identifier: Apache-2.0
/// HTTP/1.1 over plain sockets or TLS: limits, deadlines, drain. Knows nothing of what is served.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "app/server/wire/application.h"
#include "core/base/result.h"

namespace junheng {

/// Units: seconds; bytes.
struct WireLimits {
    std::chrono::milliseconds handshake{5'000};
    std::chrono::milliseconds head{10'000};
    std::chrono::milliseconds body{20'000};   // and kBodyRate more bytes a second from then on
    std::chrono::milliseconds write{15'000};  // of each piece
    std::chrono::milliseconds idle{60'000};
    std::chrono::milliseconds drain{10'000};
    std::chrono::milliseconds heartbeat{15'000};  // of event streams
    std::size_t connections = 2'000;
    std::size_t streams = 1'000;
};

struct WireOptions {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;  // 0: any free one
    int threads = 1;
    std::filesystem::path certificate;  // PEM with the chain; empty: plain HTTP
    std::filesystem::path key;
    WireLimits limits = {};
};

class Wire {
public:
    Wire(const WireOptions& options, Application& application);
    ~Wire();
    Wire(const Wire&) = delete;
    Wire& operator=(const Wire&) = delete;

    /// Errors: server.bad_address (usage), server.port_taken, server.cannot_listen (unavailable),
    /// server.bad_certificate (usage).
    Result<void> listen();
    /// http://ADDRESS:PORT as it is listened on.
    std::string url() const;
    /// Serves until SIGTERM or SIGINT, then drains: nothing new is taken, running requests end.
    /// `draining` is called when that begins.
    void run(const std::function<void()>& draining);

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace junheng
