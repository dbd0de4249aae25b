// SPDX-License-Identifier: Apache-2.0
/// What the server says of itself on stderr: one JSON object a line. No figure of the county, no
/// number of a person, no query string.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace junheng {

struct AnsweredRequest {
    std::string_view method;
    std::string_view operation;  // never the path with what stands in it
    std::string_view user;
    std::string_view peer;
    int status = 0;
    double seconds = 0;
    std::string_view code;    // of a failure
    std::string_view reason;  // of an internal one
};

class Journal {
public:
    /// Quiet: failures only.
    explicit Journal(bool quiet);
    ~Journal();
    Journal(const Journal&) = delete;
    Journal& operator=(const Journal&) = delete;

    void request(const AnsweredRequest& request);
    void event(std::string_view what, const std::vector<std::pair<std::string, std::string>>& more);
};

}  // namespace junheng
