// SPDX-License-Identifier: Apache-2.0
/// How code inside this folder gives up. SqliteStore turns it into a Result at its border; nothing
/// else sees it.
#pragma once

#include <exception>
#include <utility>

#include "core/base/result.h"

namespace junheng::sqlite {

class Fault : public std::exception {
public:
    explicit Fault(Error what_failed) : error(std::move(what_failed)) {}
    const char* what() const noexcept override { return error.code.c_str(); }

    Error error;
};

[[noreturn]] inline void give_up(
    ErrorKind kind,
    std::string code,
    Args args = {},
    Where where = {}
) {
    throw Fault(Error{kind, std::move(code), std::move(args), std::move(where)});
}

/// The value, or the error as a Fault.
template <class T>
T take(Result<T> result) {
    if (!result)
        throw Fault(std::move(result.error()));
    if constexpr (!std::is_void_v<T>)
        return *std::move(result);
}

/// What `work` returns, or the error of the Fault that it threw.
template <class F>
auto guarded(F&& work) -> Result<decltype(work())> {
    try {
        if constexpr (std::is_void_v<decltype(work())>) {
            work();
            return {};
        } else {
            return work();
        }
    } catch (const Fault& fault) {
        return tl::unexpected(fault.error);
    }
}

}  // namespace junheng::sqlite
