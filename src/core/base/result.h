// SPDX-License-Identifier: Apache-2.0
/// How a call fails: Result<T> where the caller branches on it, Issues where user data has faults
/// and work goes on. Codes are stable; sentences live in data/messages (see messages.h).
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <tl/expected.hpp>

namespace junheng {

/// Decides the exit code of the command line and the status of the server.
enum class ErrorKind { internal, usage, data, infeasible, unavailable, forbidden };

/// Named slots of a message, in the order in which they were added.
using Args = std::vector<std::pair<std::string, std::string>>;

/// A place in something that the user can open. Rows and columns count from 1 as the user sees
/// them; 0 means none.
struct Where {
    std::string file;
    std::string sheet;
    int row = 0;
    int column = 0;

    friend bool operator==(const Where&, const Where&) = default;
};

struct Error {
    ErrorKind kind = ErrorKind::internal;
    std::string code;
    Args args = {};
    Where where = {};
};

enum class Severity { error, warning };

/// One fault in the user's data. `value` is what stands there; the sentences on what was expected
/// and what to do come from the message table by `code` and `args`. `school` groups issues for the
/// reader; it may be empty.
struct Issue {
    std::string code;
    Severity severity = Severity::error;
    Where where = {};
    std::string value = {};
    Args args = {};
    std::string school = {};
};

using Issues = std::vector<Issue>;

template <class T>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> failure(
    ErrorKind kind,
    std::string code,
    Args args = {},
    Where where = {}
) {
    return tl::unexpected<Error>(Error{kind, std::move(code), std::move(args), std::move(where)});
}

/// Shape: 0 done, 1 internal, 2 usage, 3 data, 4 infeasible, 5 unavailable, 6 forbidden.
int exit_code(ErrorKind kind);

bool has_errors(const Issues& issues);

}  // namespace junheng
