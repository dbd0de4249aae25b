// SPDX-License-Identifier: Apache-2.0
#include "app/server/wire/answer_head.h"

#include <ctime>

#include <algorithm>
#include <array>

#include <fmt/chrono.h>
#include <fmt/format.h>

namespace junheng::wire {
namespace {

struct Status {
    int number;
    std::string_view words;
};
constexpr std::array kStatuses{
    Status{200, "OK"},
    Status{201, "Created"},
    Status{202, "Accepted"},
    Status{204, "No Content"},
    Status{304, "Not Modified"},
    Status{400, "Bad Request"},
    Status{401, "Unauthorized"},
    Status{403, "Forbidden"},
    Status{404, "Not Found"},
    Status{405, "Method Not Allowed"},
    Status{408, "Request Timeout"},
    Status{409, "Conflict"},
    Status{413, "Content Too Large"},
    Status{415, "Unsupported Media Type"},
    Status{422, "Unprocessable Content"},
    Status{429, "Too Many Requests"},
    Status{431, "Request Header Fields Too Large"},
    Status{500, "Internal Server Error"},
    Status{503, "Service Unavailable"},
    Status{505, "HTTP Version Not Supported"}};

std::string_view words_of(int status) {
    const auto found = std::ranges::find(kStatuses, status, &Status::number);
    return found == kStatuses.end() ? "Unknown" : found->words;
}

// Every answer carries them, whatever it is.
constexpr std::string_view kAlways =
    "X-Content-Type-Options: nosniff\r\n"
    "X-Frame-Options: DENY\r\n"
    "Referrer-Policy: no-referrer\r\n"
    "Cross-Origin-Opener-Policy: same-origin\r\n"
    "Cross-Origin-Resource-Policy: same-origin\r\n";
constexpr std::string_view kSecure = "Strict-Transport-Security: max-age=31536000\r\n";

/// Formatted once a second.
const std::string& date_line() {
    thread_local std::time_t last = 0;
    thread_local std::string line;
    if (const std::time_t now = std::time(nullptr); now != last) {
        last = now;
        line = fmt::format("Date: {:%a, %d %b %Y %H:%M:%S} GMT\r\n", fmt::gmtime(now));
    }
    return line;
}

bool has_length(int status) {
    return status != 204 && status != 304;
}

}  // namespace

std::string answer_head(const Response& response, bool keep_alive, bool secure) {
    std::string head;
    head.reserve(1024);
    const auto out = std::back_inserter(head);
    fmt::format_to(out, "HTTP/1.1 {} {}\r\n", response.status, words_of(response.status));
    head += date_line();
    if (!response.type.empty() && has_length(response.status))
        fmt::format_to(out, "Content-Type: {}\r\n", response.type);
    if (!response.feed && has_length(response.status))
        fmt::format_to(out, "Content-Length: {}\r\n", response.body ? response.body->size() : 0);
    for (const Header& header : response.headers)
        fmt::format_to(out, "{}: {}\r\n", header.name, header.value);
    head += kAlways;
    if (secure)
        head += kSecure;
    head += keep_alive ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n";
    return head;
}

}  // namespace junheng::wire
