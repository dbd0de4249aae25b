// SPDX-License-Identifier: Apache-2.0
/// The server from its first breath to its last.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "app/service/accounts.h"
#include "app/service/context.h"
#include "core/base/result.h"

namespace junheng {

struct ServeOptions {
    std::string county;  // as every command takes it
    std::string listen = "127.0.0.1";
    std::uint16_t port = 8080;    // 0: any free one
    std::filesystem::path pages;  // empty: web/dist beside the data
    std::filesystem::path certificate;
    std::filesystem::path key;
    bool behind_proxy = false;  // which speaks TLS: cookies are marked secure
    bool quiet = false;
};

/// What is told once the server listens: where, and the first account when it had to be made.
struct Listening {
    std::string address;
    std::optional<OneTimePassword> first;
};

/// Serves until SIGTERM or SIGINT, then lets running requests end.
/// Errors: as open_county; server.* of the wire; access.*, contract.* (internal).
Result<void> serve(
    const Context& context,
    const ServeOptions& options,
    const std::function<void(const Listening&)>& announce
);

}  // namespace junheng
