// SPDX-License-Identifier: Apache-2.0
#include "core/base/result.h"

#include <algorithm>

namespace junheng {

int exit_code(ErrorKind kind) {
    switch (kind) {
        case ErrorKind::internal:
            return 1;
        case ErrorKind::usage:
            return 2;
        case ErrorKind::data:
            return 3;
        case ErrorKind::infeasible:
            return 4;
        case ErrorKind::unavailable:
            return 5;
        case ErrorKind::forbidden:
            return 6;
    }
    return 1;
}

bool has_errors(const Issues& issues) {
    return std::ranges::any_of(issues, [](const Issue& i) {
        return i.severity == Severity::error;
    });
}

}  // namespace junheng
